#include "config.h"

#include "model/reference.h"

#include <ftw.h>

#include "model/exhibit.h"
#include "tests/unit/model_help.h"

/* A case file in memory with one case "c", and a folder for files, without links in its path. */
struct desk {
	struct db *db;
	char *folder;
};

static int set_up(void **state)
{
	struct desk *d = mem_zero(sizeof(*d));
	void *db = NULL;
	char *made;

	if (model_set_up(&db))
		return -1;
	d->db = db;
	made = folder_make();
	d->folder = realpath(made, NULL);
	free(made);
	put(d->db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	*state = d;
	return 0;
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *at)
{
	(void)info;
	(void)type;
	(void)at;
	return remove(path);
}

static int tear_down(void **state)
{
	struct desk *d = *state;

	db_close(d->db);
	nftw(d->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(d->folder);
	free(d);
	return 0;
}

static char *file_with(const struct desk *d, const char *name, const char *text)
{
	char *path = folder_path(d->folder, name);

	file_write(path, text, strlen(text));
	return path;
}

static enum status try_refer(const struct desk *d, const char *path, struct record *r)
{
	const struct exhibit_came came = { .name = path };
	struct change *c = NULL;
	int64_t here = 0;
	enum status st;

	record_init(r, ENTITY_EXHIBIT);
	must(d->db, record_set_name(d->db, r, "case", "c"));
	must(d->db, change_begin(d->db, &c, "refer"));
	st = reference_add(c, r, path, &came, &here);
	if (st)
		change_cancel(c);
	else
		must(d->db, change_commit(c));
	return st;
}

static void assert_state(
	const struct desk *d, const struct record *r, enum reference_state state, const char *says)
{
	struct reference found;
	struct str text = STR_INIT;

	must(d->db, reference_check(d->db, r, &found));
	reference_say(r, &found, &text);
	if (found.state != state || !strstr(str_text(&text), says))
		fail_msg("state %d, expected %d and '%s': %s", (int)found.state, (int)state, says,
			str_text(&text));
	reference_free(&found);
	str_free(&text);
}

static void reference_add__keeps_what_is_known_and_no_bytes(void **state)
{
	const struct desk *d = *state;
	char *path = file_with(d, "phone.bin", "all of a phone");
	struct record r;

	must(d->db, try_refer(d, path, &r));
	assert_string_equal(record_show(&r, "lies"), path);
	assert_true(*record_show(&r, "volume") != '\0');
	assert_string_equal(record_show(&r, "filename"), "phone.bin");
	assert_int_equal(record_num(&r, "size"), 14);
	assert_true(reference_is(d->db, &r));
	assert_int_equal(raw_number(d->db, "SELECT count(*) FROM chunk"), 0);
	assert_int_equal(raw_number(d->db, "SELECT count(*) FROM custody, exhibit "
					   "WHERE custody.sha256 = exhibit.sha256"),
		1);
	assert_refused(d->db, exhibit_write(d->db, r.id, -1), ST_INVALID, "kept by reference");
	record_free(&r);
	free(path);
}

static void reference_check__tells_whole_changed_gone_and_away_apart(void **state)
{
	const struct desk *d = *state;
	char *path = file_with(d, "phone.bin", "all of a phone");
	struct record r;

	must(d->db, try_refer(d, path, &r));
	assert_state(d, &r, REFERENCE_WHOLE, "is as it was");
	file_write(path, "all of a phonE", 14);
	assert_state(d, &r, REFERENCE_CHANGED, "is not what was taken in");
	unlink(path);
	assert_state(d, &r, REFERENCE_GONE, "the file is gone");
	record_put(&r, "volume", "EVIDENCE (12AB-34CD)");
	assert_state(d, &r, REFERENCE_AWAY, "EVIDENCE (12AB-34CD) is not there");
	/* Another drive at the same place does not stand for it. */
	file_write(path, "something else", 14);
	assert_state(d, &r, REFERENCE_AWAY, "is not there");
	/* What people call a drive says nothing of where it is. */
	record_put(&r, "volume", "the blue one");
	assert_state(d, &r, REFERENCE_CHANGED, "is not what was taken in");
	record_free(&r);
	free(path);
}

static void collect(void *arg, const char *sentence)
{
	str_addf(arg, "%s\n", sentence);
}

static void reference_verify__counts_and_names_them(void **state)
{
	const struct desk *d = *state;
	char *one = file_with(d, "one", "1"), *two = file_with(d, "two", "2");
	struct str said = STR_INIT;
	struct reference_sums sums;
	struct record r;
	int64_t bad = -1, seen = -1;

	must(d->db, try_refer(d, one, &r));
	record_free(&r);
	must(d->db, try_refer(d, two, &r));
	file_write(two, "3", 1);
	must(d->db, reference_verify(d->db, 0, NULL, collect, NULL, &said, &sums));
	assert_int_equal(sums.whole, 1);
	assert_int_equal(sums.bad, 1);
	assert_non_null(strstr(str_text(&said), "exhibit two"));
	must(d->db, exhibit_verify(d->db, 0, NULL, NULL, &bad, &seen));
	assert_int_equal(bad, 1);
	assert_int_equal(seen, 2);
	record_free(&r);
	str_free(&said);
	free(one);
	free(two);
}

static void reference_add__refuses_what_is_no_plain_file(void **state)
{
	const struct desk *d = *state;
	struct record r;

	assert_refused(d->db, try_refer(d, d->folder, &r), ST_IO, "not a plain file");
	record_free(&r);
	assert_refused(d->db, try_refer(d, "/nowhere/at/all", &r), ST_IO, "/nowhere/at/all");
	record_free(&r);
}

/* ---- drives ---- */

/* One drive with a label, mounted at the folder `point` of the desk; `device` is its name. */
static struct volumes *mounted(const struct desk *d, const char *point)
{
	struct str text = STR_INIT;
	char *info = folder_path(d->folder, "mountinfo"), *disks = folder_path(d->folder, "disk");
	struct volumes *v;

	str_addf(&text,
		"21 1 8:1 / / rw - ext4 /dev/nothing rw\n"
		"36 21 8:17 / %s/%s rw,noatime shared:7 - vfat %s/sdb1 rw\n",
		d->folder, point, d->folder);
	file_write(info, str_text(&text), text.len);
	v = volumes_read(info, disks);
	str_free(&text);
	free(info);
	free(disks);
	return v;
}

static void make_disks(const struct desk *d)
{
	static const char *const folders[] = { "disk", "disk/by-label", "disk/by-uuid", "a", "b" };
	char *path;

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		path = folder_path(d->folder, folders[i]);
		assert_int_equal(mkdir(path, 0700), 0);
		free(path);
	}
	free(file_with(d, "sdb1", ""));
	path = folder_path(d->folder, "disk/by-label/Blue\\x20drive");
	assert_int_equal(symlink("../../sdb1", path), 0);
	free(path);
	path = folder_path(d->folder, "disk/by-uuid/12AB-34CD");
	assert_int_equal(symlink("../../sdb1", path), 0);
	free(path);
}

static void volume_name__is_label_and_uuid(void **state)
{
	const struct desk *d = *state;
	char *file = folder_path(d->folder, "a/dump.bin"), *beside = folder_path(d->folder, "ab");
	struct str name = STR_INIT;
	struct volumes *v;

	make_disks(d);
	v = mounted(d, "a");
	volume_name(v, file, &name);
	assert_string_equal(str_text(&name), "Blue drive (12AB-34CD)");
	assert_true(volume_is_known(str_text(&name)));
	str_clear(&name);
	volume_name(v, beside, &name);
	assert_string_equal(str_text(&name), "/");
	volumes_free(v);
	str_free(&name);
	free(file);
	free(beside);
}

static void reference_find__follows_the_drive_to_another_mount_point(void **state)
{
	const struct desk *d = *state;
	struct str where = STR_INIT;
	struct volumes *v;
	struct record r;
	char *path;

	make_disks(d);
	path = folder_path(d->folder, "a/dump.bin");
	file_write(path, "0123456789", 10);
	must(d->db, try_refer(d, path, &r));
	record_put(&r, "volume", "Blue drive (12AB-34CD)");
	unlink(path);
	free(path);

	v = mounted(d, "b");
	assert_int_equal(reference_find(v, &r, &where), REFERENCE_GONE);
	path = file_with(d, "b/dump.bin", "0123456789");
	assert_int_equal(reference_find(v, &r, &where), REFERENCE_WHOLE);
	assert_string_equal(str_text(&where), path);
	record_put(&r, "volume", "Red drive (0000-0000)");
	str_clear(&where);
	assert_int_equal(reference_find(v, &r, &where), REFERENCE_AWAY);
	volumes_free(v);
	record_free(&r);
	str_free(&where);
	free(path);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reference_add__keeps_what_is_known_and_no_bytes),
		TEST(reference_check__tells_whole_changed_gone_and_away_apart),
		TEST(reference_verify__counts_and_names_them),
		TEST(reference_add__refuses_what_is_no_plain_file),
		TEST(volume_name__is_label_and_uuid),
		TEST(reference_find__follows_the_drive_to_another_mount_point),
	};

	return cmocka_run_group_tests_name("reference", tests, NULL, NULL);
}
