#include "config.h"

#include "tests/unit/model_help.h"

#include <sys/mman.h>

#include "import/foreign.h"
#include "model/exhibit.h"

/* A reader whose modes misbehave, see foreign_child.c. */
#define CHILD BUILD_DIR "/tests/unit/foreign_child"

struct heard {
	struct str text; /* a line for each record */
	int n;
	enum status answer;
};

static enum status hear(void *arg, uint32_t type, const unsigned char *bytes, size_t len)
{
	struct heard *h = arg;
	uint32_t number = 0;

	h->n++;
	if (type == SAY_PAGES || type == SAY_TEXT) {
		assert_true(foreign_number(bytes, len, &number));
		str_addf(&h->text, "%u:%u ", (unsigned)type, (unsigned)number);
		bytes += 4;
		len -= 4;
	}
	str_add_n(&h->text, (const char *)bytes, len);
	str_add_c(&h->text, '\n');
	return h->answer;
}

static int file_of(const char *bytes)
{
	int fd = memfd_create("file", MFD_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, strlen(bytes)), (ssize_t)strlen(bytes));
	return fd;
}

static enum status run_mode(struct db *db, const char *mode, struct heard *h, enum reader_why *why)
{
	struct foreign f = { .mode = mode, .fn = hear, .arg = h, .program = CHILD };
	enum status st;

	f.in = file_of("bytes");
	h->text = (struct str)STR_INIT;
	h->text.max = 1 << 20;
	st = foreign_run(db, &f);
	close(f.in);
	*why = f.why;
	return st;
}

/* A child that misbehaves costs itself and gives a sentence; the next one is as good as new. */
static void refused(struct db *db, const char *mode, enum reader_why expected, const char *sentence)
{
	struct heard h = { .n = 0 };
	enum reader_why why;

	assert_int_equal(run_mode(db, mode, &h, &why), ST_INVALID);
	assert_int_equal(why, expected);
	assert_string_equal(db_error(db), sentence);
	str_free(&h.text);
	assert_int_equal(run_mode(db, "echo", &h, &why), ST_OK);
	str_free(&h.text);
}

static void foreign_run__gives_each_record(void **state)
{
	static const char *const args[] = { "one", "two words", NULL };
	struct heard h = { .n = 0 };
	struct foreign f = {
		.mode = "echo", .args = args, .fn = hear, .arg = &h, .program = CHILD
	};

	f.in = file_of("the bytes");
	must(*state, foreign_run(*state, &f));
	assert_string_equal(str_text(&h.text), "one\ntwo words\n101:9 \n102:1 the bytes\n");
	assert_int_equal(f.why, WHY_NOT);
	str_free(&h.text);
	close(f.in);
}

static void foreign_run__says_that_a_reader_crashed(void **state)
{
	refused(*state, "crash", WHY_BROKE,
		"the file cannot be read: it broke the program that reads files, as a damaged or "
		"hostile file does");
}

static void foreign_run__says_that_a_reader_ended_in_a_word(void **state)
{
	refused(*state, "half", WHY_BROKE,
		"the file cannot be read: it broke the program that reads files, as a damaged or "
		"hostile file does");
}

static void foreign_run__ends_one_that_loops(void **state)
{
	refused(*state, "loop", WHY_TIME,
		"the file cannot be read: reading it takes more time than is allowed");
}

static void foreign_run__ends_one_that_waits(void **state)
{
	struct heard h = { .n = 0 };
	struct foreign f = {
		.mode = "wait", .seconds = 1, .fn = hear, .arg = &h, .program = CHILD
	};

	f.in = file_of("");
	assert_int_equal(foreign_run(*state, &f), ST_INVALID);
	assert_int_equal(f.why, WHY_TIME);
	close(f.in);
}

static void foreign_run__ends_one_that_eats_memory(void **state)
{
	/* The sanitizer ends it in its own way, by what it holds and not by what it maps. */
	const char *sanitizers = getenv("SANITIZERS");
	struct heard h = { .n = 0 };
	enum reader_why why;

	assert_int_equal(run_mode(*state, "eat", &h, &why), ST_INVALID);
	if (!sanitizers || strcmp(sanitizers, "yes")) {
		assert_int_equal(why, WHY_MEMORY);
		assert_string_equal(db_error(*state),
			"the file cannot be read: reading it takes more memory than is allowed");
	}
	str_free(&h.text);
}

static void foreign_run__stops_listening_to_nonsense(void **state)
{
	refused(*state, "nonsense", WHY_NONSENSE,
		"the file cannot be read: the program that reads files said what cannot be");
	refused(*state, "babble", WHY_NONSENSE,
		"the file cannot be read: the program that reads files said what cannot be");
}

static void foreign_run__passes_a_refusal_on(void **state)
{
	refused(*state, "locked", WHY_LOCKED, "the file cannot be read: it asks for a password");
}

static void foreign_run__hears_no_library(void **state)
{
	struct heard h = { .n = 0 };
	enum reader_why why;

	must(*state, run_mode(*state, "print", &h, &why));
	assert_int_equal(h.n, 0);
	str_free(&h.text);
}

static void foreign_run__passes_the_listeners_answer_on(void **state)
{
	struct heard h = { .answer = ST_DB };
	enum reader_why why;

	assert_int_equal(run_mode(*state, "echo", &h, &why), ST_DB);
	assert_int_equal(h.n, 1);
	str_free(&h.text);
	h = (struct heard){ .answer = ST_INVALID };
	assert_int_equal(run_mode(*state, "echo", &h, &why), ST_INVALID);
	assert_int_equal(why, WHY_NONSENSE);
	str_free(&h.text);
}

static bool stop(void *arg, const char *what, int64_t done, int64_t total)
{
	(void)arg;
	(void)what;
	(void)done;
	(void)total;
	return false;
}

static void foreign_run__is_stopped(void **state)
{
	struct heard h = { .n = 0 };
	enum reader_why why;

	db_set_progress(*state, stop, NULL);
	assert_int_equal(run_mode(*state, "wait", &h, &why), ST_STOPPED);
	db_set_progress(*state, NULL, NULL);
}

static void foreign_run__gives_a_file_to_write(void **state)
{
	struct foreign f = { .mode = "write", .program = CHILD };
	char bytes[8] = "";

	f.in = file_of("");
	f.out = file_of("");
	must(*state, foreign_run(*state, &f));
	assert_int_equal(pread(f.out, bytes, sizeof(bytes), 0), 4);
	assert_string_equal(bytes, "made");
	close(f.in);
	close(f.out);
}

static void foreign_run__says_that_the_program_is_missing(void **state)
{
	struct foreign f = { .mode = "read", .program = "/nonexistent/amparo-read" };

	f.in = file_of("");
	assert_int_equal(foreign_run(*state, &f), ST_IO);
	assert_non_null(strstr(db_error(*state), "/nonexistent/amparo-read"));
	close(f.in);
}

static void foreign_run__lets_nothing_else_be_done(void **state)
{
	char *folder = folder_make(), *path = folder_path(folder, "case.amparo");
	const char *const args[] = { path, folder, NULL };
	struct heard h = { .n = 0 };
	struct foreign f = { .mode = "try", .args = args, .fn = hear, .arg = &h, .program = CHILD };
	int ours = open("/dev/null", O_RDONLY);

	file_write(path, "kept", 4);
	assert_true(ours >= 0 && dup2(ours, 9) == 9);
	f.in = file_of("");
	must(*state, foreign_run(*state, &f));
	assert_true(h.n > 10);
	for (char *line = strtok(h.text.data, "\n"); line; line = strtok(NULL, "\n"))
		if (!strncmp(line, "102:1", 5) && !strstr(line, "read a file of the user's"))
			fail_msg("a reader can %s", line + 6);
	assert_int_equal(folder_count(folder), 1);
	close(f.in);
	close(ours);
	close(9);
	str_free(&h.text);
	folder_remove(folder);
	free(path);
}

static void foreign_run__knows_a_kind_by_its_bytes(void **state)
{
	struct heard h = { .text = STR_INIT };
	struct foreign f = { .mode = "read", .fn = hear, .arg = &h };

	f.in = file_of("%PDF-1.4\n");
	(void)!foreign_run(*state, &f);
	assert_non_null(strstr(str_text(&h.text), "application/pdf"));
	str_free(&h.text);
	close(f.in);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(foreign_run__gives_each_record),
		MODEL_TEST(foreign_run__says_that_a_reader_crashed),
		MODEL_TEST(foreign_run__says_that_a_reader_ended_in_a_word),
		MODEL_TEST(foreign_run__ends_one_that_loops),
		MODEL_TEST(foreign_run__ends_one_that_waits),
		MODEL_TEST(foreign_run__ends_one_that_eats_memory),
		MODEL_TEST(foreign_run__stops_listening_to_nonsense),
		MODEL_TEST(foreign_run__passes_a_refusal_on),
		MODEL_TEST(foreign_run__hears_no_library),
		MODEL_TEST(foreign_run__passes_the_listeners_answer_on),
		MODEL_TEST(foreign_run__is_stopped),
		MODEL_TEST(foreign_run__gives_a_file_to_write),
		MODEL_TEST(foreign_run__says_that_the_program_is_missing),
		MODEL_TEST(foreign_run__lets_nothing_else_be_done),
		MODEL_TEST(foreign_run__knows_a_kind_by_its_bytes),
	};

	return cmocka_run_group_tests_name("foreign", tests, NULL, NULL);
}
