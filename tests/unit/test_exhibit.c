#include "config.h"

#include "model/exhibit.h"

#include "model/hash.h"
#include "tests/unit/model_help.h"

/* A case file in memory with one case "c", and a folder for files. */
struct desk {
	struct db *db;
	char *folder;
};

static int set_up(void **state)
{
	struct desk *d = mem_zero(sizeof(*d));
	void *db = NULL;

	if (model_set_up(&db))
		return -1;
	d->db = db;
	d->folder = folder_make();
	put(d->db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	*state = d;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *d = *state;

	db_close(d->db);
	folder_remove(d->folder);
	free(d);
	return 0;
}

/* Bytes that differ from place to place; the caller frees them. */
static char *make_bytes(size_t len, unsigned seed)
{
	char *bytes = mem_alloc(len + 1);

	for (size_t i = 0; i < len; i++) {
		seed = seed * 1103515245 + 12345;
		bytes[i] = (char)(seed >> 16);
	}
	return bytes;
}

static char *make_file(const struct desk *d, const char *name, size_t len, unsigned seed)
{
	char *path = folder_path(d->folder, name);
	char *bytes = make_bytes(len, seed);

	file_write(path, bytes, len);
	free(bytes);
	return path;
}

/* Takes a file in; the change is committed or cancelled accordingly. */
static enum status try_add(const struct desk *d, const char *path, const char *title, int64_t *id)
{
	struct change *c = NULL;
	struct record r;
	enum status st;

	record_init(&r, ENTITY_EXHIBIT);
	must(d->db, record_set_name(d->db, &r, "case", "c"));
	must(d->db, record_set_name(d->db, &r, "title", title));
	must(d->db, record_set_name(d->db, &r, "obtained_from", "A friend"));
	must(d->db, record_set_name(d->db, &r, "level", "team"));
	must(d->db, change_begin(d->db, &c, "take in"));
	st = exhibit_add(c, &r, path);
	if (st)
		change_cancel(c);
	else
		must(d->db, change_commit(c));
	*id = r.id;
	record_free(&r);
	return st;
}

static int64_t add(const struct desk *d, const char *name, size_t len, unsigned seed)
{
	char *path = make_file(d, name, len, seed);
	int64_t id = 0;

	must(d->db, try_add(d, path, NULL, &id));
	unlink(path);
	free(path);
	return id;
}

static void assert_extracts(const struct desk *d, int64_t id, size_t len, unsigned seed)
{
	char *path = folder_path(d->folder, "out");
	char *bytes = make_bytes(len, seed);
	struct str out = STR_INIT;
	struct stat info;

	must(d->db, exhibit_extract(d->db, id, path));
	file_read(path, &out);
	assert_int_equal(out.len, len);
	assert_memory_equal(str_text(&out), bytes, len);
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	unlink(path);
	str_free(&out);
	free(bytes);
	free(path);
}

static void collect(void *arg, const char *sentence)
{
	str_addf(arg, "%s\n", sentence);
}

/* What verify says of one exhibit, or of all. */
static void assert_found(
	const struct desk *d, int64_t id, int64_t seen, int64_t bad, const char *expected)
{
	struct str out = STR_INIT;
	int64_t n = -1, read = -1;

	must(d->db, exhibit_verify(d->db, id, collect, &out, &n, &read));
	if (n != bad || read != seen || !strstr(str_text(&out), expected))
		fail_msg("%d of %d, expected %d of %d with %s: %s", (int)n, (int)read, (int)bad,
			(int)seen, expected, str_text(&out));
	str_free(&out);
}

/* ---- in and out ---- */

static void exhibit_add__keeps_the_bytes_of_files_of_any_size(void **state)
{
	static const size_t sizes[] = { 0, 1, 262143, 262144, 262145, 700000 };
	const struct desk *d = *state;

	for (unsigned i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		int64_t id = add(d, "photo.jpg", sizes[i], i);

		assert_extracts(d, id, sizes[i], i);
		assert_found(d, id, 1, 0, "");
	}
	assert_found(d, 0, 6, 0, "");
	assert_int_equal(raw_number(d->db, "SELECT max(place) FROM chunk"), 2);
	assert_int_equal(raw_number(d->db, "SELECT max(length(bytes)) <= 262144 FROM chunk"), 1);
}

static void exhibit_add__says_what_it_took_in(void **state)
{
	const struct desk *d = *state;
	char hash[HASH_TEXT], *bytes = make_bytes(1000, 5);
	struct record r;
	int64_t id = add(d, "Police report (1).PDF", 1000, 5);

	hash_of(bytes, 1000, hash);
	free(bytes);
	must(d->db, record_load(d->db, ENTITY_EXHIBIT, id, &r));
	assert_string_equal(record_get(&r, "title"), "Police report (1).PDF");
	assert_string_equal(record_get(&r, "filename"), "Police report (1).PDF");
	assert_string_equal(record_get(&r, "ref"), "police-report-1-pdf");
	assert_string_equal(record_get(&r, "mime"), "application/pdf");
	assert_string_equal(record_get(&r, "sha256"), hash);
	assert_int_equal(record_num(&r, "size"), 1000);
	record_free(&r);
}

static void exhibit_add__begins_the_chain_of_custody(void **state)
{
	const struct desk *d = *state;
	int64_t id = add(d, "a.txt", 10, 1);
	int64_t first = raw_number(d->db, "SELECT id FROM custody");
	struct record r, x;

	must(d->db, record_load(d->db, ENTITY_CUSTODY, first, &r));
	must(d->db, record_load(d->db, ENTITY_EXHIBIT, id, &x));
	assert_true(record_num(&r, "exhibit") == id);
	assert_string_equal(record_get(&r, "event"), "received");
	assert_string_equal(record_get(&r, "from"), "A friend");
	assert_string_equal(record_get(&r, "level"), "team");
	assert_string_equal(record_get(&r, "sha256"), record_get(&x, "sha256"));
	assert_int_equal(strlen(record_get(&r, "at")), 20);
	record_free(&r);
	record_free(&x);
	assert_int_equal(raw_number(d->db, "SELECT changes FROM journal ORDER BY seq DESC"), 2);
}

static void exhibit_add__keeps_a_title_that_was_given(void **state)
{
	const struct desk *d = *state;
	char *path = make_file(d, "scan0001.bin", 10, 1);
	struct record r;
	int64_t id = 0;

	must(d->db, try_add(d, path, "The report", &id));
	must(d->db, record_load(d->db, ENTITY_EXHIBIT, id, &r));
	assert_string_equal(record_get(&r, "title"), "The report");
	assert_string_equal(record_get(&r, "filename"), "scan0001.bin");
	assert_string_equal(record_get(&r, "mime"), "application/octet-stream");
	record_free(&r);
	free(path);
}

/* Names are text from outside: decomposed, not UTF-8, with control bytes. */
static void exhibit_add__cleans_the_name_of_the_file(void **state)
{
	static const char *const names[][2] = { { "Jose\xcc\x81.txt", "Jos\xc3\xa9.txt" },
		{ "a\xff.txt", "a\xef\xbf\xbd.txt" }, { "a\x1b[31m.txt", "a\xe2\x90\x9b[31m.txt" },
		{ "a\nb.txt", "a\xe2\x90\x8a"
			      "b.txt" },
		{ " a .txt ", "a .txt" }, { "דוח.pdf", "דוח.pdf" } };
	const struct desk *d = *state;

	for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		int64_t id = add(d, names[i][0], 10, i);
		struct record r;

		must(d->db, record_load(d->db, ENTITY_EXHIBIT, id, &r));
		assert_string_equal(record_get(&r, "filename"), names[i][1]);
		assert_string_equal(record_get(&r, "title"), names[i][1]);
		record_free(&r);
	}
}

static void exhibit_add__stores_the_same_bytes_once(void **state)
{
	const struct desk *d = *state;
	int64_t one = add(d, "a.txt", 300000, 1), two = add(d, "b.txt", 300000, 1);
	char *label = NULL;

	assert_int_equal(raw_number(d->db, "SELECT count(*) FROM blob"), 1);
	assert_int_equal(raw_number(d->db, "SELECT count(*) FROM chunk"), 2);
	assert_extracts(d, one, 300000, 1);
	assert_extracts(d, two, 300000, 1);
	/* Undone, the bytes stay; taken in again, they are found. */
	for (int i = 0; i < 2; i++) {
		must(d->db, journal_undo(d->db, &label));
		free(label);
	}
	assert_found(d, 0, 0, 0, "");
	one = add(d, "c.txt", 300000, 1);
	assert_int_equal(raw_number(d->db, "SELECT count(*) FROM chunk"), 2);
	assert_extracts(d, one, 300000, 1);
	add(d, "d.txt", 300000, 2);
	assert_int_equal(raw_number(d->db, "SELECT count(*) FROM chunk"), 4);
}

/* ---- what is refused ---- */

static void assert_not_taken(
	const struct desk *d, const char *path, enum status expected, const char *what)
{
	char *before = dump(d->db);
	int64_t id = 0;

	assert_refused(d->db, try_add(d, path, NULL, &id), expected, what);
	assert_int_equal(id, 0);
	assert_dump(d->db, before);
	assert_int_equal(raw_number(d->db, "SELECT count(*) FROM chunk"), 0);
	assert_int_equal(raw_number(d->db, "SELECT count(*) FROM blob"), 0);
	free(before);
}

static void exhibit_add__refuses_what_is_no_file(void **state)
{
	const struct desk *d = *state;
	char *missing = folder_path(d->folder, "missing"), *fifo = folder_path(d->folder, "fifo");

	assert_int_equal(mkfifo(fifo, 0600), 0);
	assert_not_taken(d, missing, ST_IO, missing);
	assert_not_taken(d, d->folder, ST_IO, "plain file");
	assert_not_taken(d, "/dev/null", ST_IO, "plain file");
	assert_not_taken(d, fifo, ST_IO, "plain file");
	assert_not_taken(d, "", ST_IO, "cannot be read");
	/* Its size is said to be 0, and there are bytes. */
	assert_not_taken(d, "/proc/self/cmdline", ST_IO, "changed while it was read");
	free(missing);
	free(fifo);
}

static bool stop(void *arg, const char *what, int64_t done, int64_t total)
{
	(void)what;
	assert_int_equal(total, 700000);
	assert_true(done > 0 && done <= total);
	++*(int *)arg;
	return false;
}

static void exhibit_add__stops_when_it_is_asked_to(void **state)
{
	const struct desk *d = *state;
	char *path = make_file(d, "a.txt", 700000, 1);
	int asked = 0;

	db_set_progress(d->db, stop, &asked);
	assert_not_taken(d, path, ST_STOPPED, "nothing was changed");
	assert_int_equal(asked, 1);
	free(path);
}

static void exhibit_add__leaves_nothing_where_the_record_is_refused(void **state)
{
	const struct desk *d = *state;
	char *path = make_file(d, "a.txt", 10, 1);
	struct change *c = NULL;
	struct record r;

	put(d->db, ENTITY_EXHIBIT, "case", "c", "title", "X", "mark", "P/1", NULL);
	record_init(&r, ENTITY_EXHIBIT);
	must(d->db, record_set_name(d->db, &r, "case", "c"));
	must(d->db, record_set_name(d->db, &r, "mark", "P/1"));
	must(d->db, change_begin(d->db, &c, "take in"));
	assert_refused_field(
		d->db, exhibit_add(c, &r, path), ST_INVALID, "mark", "never used twice");
	change_cancel(c);
	record_free(&r);
	assert_int_equal(raw_number(d->db, "SELECT count(*) FROM blob"), 0);
	assert_int_equal(raw_number(d->db, "SELECT count(*) FROM custody"), 0);
	free(path);
}

static void exhibit_extract__refuses_what_exists_and_what_is_not_there(void **state)
{
	const struct desk *d = *state;
	int64_t id = add(d, "a.txt", 10, 1);
	int64_t bare = put(d->db, ENTITY_EXHIBIT, "case", "c", "ref", "x", "title", "X", NULL);
	char *path = folder_path(d->folder, "out"), *nowhere = folder_path(d->folder, "no/out");
	struct str kept = STR_INIT;

	file_write(path, "mine", 4);
	assert_refused(d->db, exhibit_extract(d->db, id, path), ST_IO, "exists already");
	file_read(path, &kept);
	assert_string_equal(str_text(&kept), "mine");
	unlink(path);
	assert_int_equal(symlink("elsewhere", path), 0);
	assert_refused(d->db, exhibit_extract(d->db, id, path), ST_IO, "exists already");
	unlink(path);
	assert_refused(d->db, exhibit_extract(d->db, id, nowhere), ST_IO, nowhere);
	assert_refused(
		d->db, exhibit_extract(d->db, bare, path), ST_NOTFOUND, "exhibit x has no file");
	assert_refused(d->db, exhibit_extract(d->db, TEST_ID(999), path), ST_NOTFOUND, "exhibit");
	assert_int_equal(folder_count(d->folder), 0);
	str_free(&kept);
	free(path);
	free(nowhere);
}

static void exhibit_write__says_when_the_bytes_do_not_fit(void **state)
{
	const struct desk *d = *state;
	int64_t id = add(d, "a.txt", 700000, 1);
	int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);

	assert_true(fd >= 0);
	assert_refused(d->db, exhibit_write(d->db, id, fd), ST_IO, "No space left");
	close(fd);
}

/* ---- what is damaged ---- */

static void exhibit_verify__names_what_is_damaged(void **state)
{
	static const char *const damages[] = {
		"UPDATE chunk SET bytes = zeroblob(length(bytes)) WHERE place = 1 AND blob = 2",
		"UPDATE chunk SET bytes = substr(bytes, 1, length(bytes) - 1) WHERE place = 2",
		"DELETE FROM chunk WHERE blob = 2 AND place = 0",
		"DELETE FROM chunk WHERE blob = 2 AND place = 2",
		"DELETE FROM chunk WHERE blob = 2",
		"UPDATE chunk SET place = 7 WHERE place = 2",
		"INSERT INTO chunk (blob, place, bytes) VALUES (2, 3, x'00')",
		"UPDATE chunk SET place = -1 WHERE place = 0 AND blob = 2;"
		"UPDATE chunk SET place = 0 WHERE place = 1;"
		"UPDATE chunk SET place = 1 WHERE place = -1",
		"UPDATE blob SET id = 9 WHERE id = 2",
	};
	const struct desk *d = *state;
	int64_t good = add(d, "good.txt", 100, 1), bad = add(d, "bad.txt", 700000, 2);
	char *path = folder_path(d->folder, "out");

	raw(d->db, "CREATE TEMP TABLE chunks AS SELECT * FROM chunk;"
		   "CREATE TEMP TABLE blobs AS SELECT * FROM blob");
	for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
		raw(d->db, damages[i]);
		assert_found(d, 0, 2, 1, "exhibit bad-txt (bad.txt): the stored bytes are not");
		assert_found(d, bad, 1, 1, "exhibit bad-txt (bad.txt)");
		assert_found(d, good, 1, 0, "");
		assert_refused(d->db, exhibit_extract(d->db, bad, path), ST_DB,
			"exhibit bad-txt is damaged");
		assert_int_equal(folder_count(d->folder), 0);
		raw(d->db, "DELETE FROM chunk; INSERT INTO chunk SELECT * FROM chunks;"
			   "DELETE FROM blob; INSERT INTO blob SELECT * FROM blobs");
	}
	assert_found(d, 0, 2, 0, "");
	raw(d->db, "DROP TABLE temp.chunks; DROP TABLE temp.blobs");
	free(path);
}

static void exhibit_verify__finds_every_exhibit_that_shares_what_is_damaged(void **state)
{
	const struct desk *d = *state;

	add(d, "a.txt", 100, 1);
	add(d, "b.txt", 100, 1);
	add(d, "c.txt", 100, 2);
	raw(d->db, "UPDATE chunk SET bytes = zeroblob(100) WHERE id = 1");
	assert_found(d, 0, 3, 2, "exhibit a-txt (a.txt)");
	assert_found(d, 0, 3, 2, "exhibit b-txt (b.txt)");
}

static void exhibit_verify__finds_what_is_missing(void **state)
{
	const struct desk *d = *state;

	add(d, "a.txt", 100, 1);
	put(d->db, ENTITY_EXHIBIT, "case", "c", "title", "On paper", NULL);
	raw(d->db, "DELETE FROM blob");
	assert_found(d, 0, 1, 1, "exhibit a-txt (a.txt): its bytes are missing");
}

/* Somebody wrote hashes of other lengths into the rows, past the schema's checks. */
static void exhibit_verify__is_not_broken_by_hashes_of_other_lengths(void **state)
{
	static const char *const hashes[] = { "''", "'ab'", "printf('%.*c', 64, 'é')",
		"printf('%.*c', 1000, 'a')", "'a' || char(0) || 'b'" };
	const struct desk *d = *state;

	add(d, "a.txt", 100, 1);
	add(d, "b.txt", 100, 2);
	raw(d->db, "PRAGMA ignore_check_constraints = ON");
	for (size_t i = 0; i < sizeof(hashes) / sizeof(hashes[0]); i++) {
		char sql[128];

		snprintf(sql, sizeof(sql), "UPDATE exhibit SET sha256 = %s", hashes[i]);
		raw(d->db, sql);
		assert_found(d, 0, 2, 2, "its bytes are missing");
	}
}

/* ---- names ---- */

static void assert_safe(const char *mark, const char *ref, const char *title, const char *file,
	const char *expected)
{
	struct str name = STR_INIT;
	struct record r;

	record_init(&r, ENTITY_EXHIBIT);
	record_put(&r, "mark", mark);
	record_put(&r, "ref", ref);
	record_put(&r, "title", title);
	record_put(&r, "filename", file);
	exhibit_safe_name(&r, &name);
	assert_string_equal(str_text(&name), expected);
	str_free(&name);
	record_free(&r);
}

static void exhibit_safe_name__is_of_letters_that_are_safe_everywhere(void **state)
{
	(void)state;
	assert_safe("P/12A", "x", "The police report", "scan.pdf", "P-12A-the-police-report.pdf");
	assert_safe(NULL, "hk-report", "Report", "scan.PDF", "hk-report-report.PDF");
	assert_safe("../../etc", "x", "/etc/passwd", "..", "etc-etc-passwd");
	assert_safe("A\n;rm -rf", "x", "$(x)", "a.\"; x", "A-rm--rf-x");
	assert_safe("ע/1", "x", "Report", "דוח.pdf", "1-report.pdf");
	/* Neither an option nor a hidden file. */
	assert_safe("א", "hk", "Report", "a.pdf", "hk-report.pdf");
	assert_safe("א", "תיק", "?!", "a.pdf", "exhibit.pdf");
	assert_safe("-x", "x", "?!", ".pdf", "x.pdf");
	assert_safe(NULL, "x", "?!", "noending", "x");
	assert_safe(NULL, "x", "?!", "dot.", "x");
	assert_safe(NULL, "x", "?!", "a.longending", "x");
	assert_safe(NULL, "x", "?!", "a.אב", "x");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(exhibit_add__keeps_the_bytes_of_files_of_any_size),
		TEST(exhibit_add__says_what_it_took_in),
		TEST(exhibit_add__begins_the_chain_of_custody),
		TEST(exhibit_add__keeps_a_title_that_was_given),
		TEST(exhibit_add__cleans_the_name_of_the_file),
		TEST(exhibit_add__stores_the_same_bytes_once),
		TEST(exhibit_add__refuses_what_is_no_file),
		TEST(exhibit_add__stops_when_it_is_asked_to),
		TEST(exhibit_add__leaves_nothing_where_the_record_is_refused),
		TEST(exhibit_extract__refuses_what_exists_and_what_is_not_there),
		TEST(exhibit_write__says_when_the_bytes_do_not_fit),
		TEST(exhibit_verify__names_what_is_damaged),
		TEST(exhibit_verify__finds_every_exhibit_that_shares_what_is_damaged),
		TEST(exhibit_verify__finds_what_is_missing),
		TEST(exhibit_verify__is_not_broken_by_hashes_of_other_lengths),
		TEST(exhibit_safe_name__is_of_letters_that_are_safe_everywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
