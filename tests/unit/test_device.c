#include "config.h"

#include "tests/unit/model_help.h"

/* A state folder of its own, and a case file that was not asked for its laptop yet. */
struct home {
	char *folder;
	struct db *db;
};

static int set_up(void **state)
{
	struct home *h = mem_zero(sizeof(*h));

	h->folder = folder_make();
	unsetenv("AMPARO_DEVICE");
	setenv("XDG_STATE_HOME", h->folder, 1);
	h->db = file_open(NULL, DB_MEMORY);
	*state = h;
	return 0;
}

static int tear_down(void **state)
{
	struct home *h = *state;
	char *below = folder_path(h->folder, "amparo");

	db_close(h->db);
	unsetenv("XDG_STATE_HOME");
	if (!access(below, F_OK))
		folder_remove(below);
	else
		free(below);
	folder_remove(h->folder);
	free(h);
	return 0;
}

static int64_t number(struct db *db)
{
	int64_t n = 0;

	must(db, device_number(db, &n));
	assert_true(n > 0 && n <= INT32_MAX);
	return n;
}

static int64_t number_of_a_new_run(void)
{
	struct db *db = file_open(NULL, DB_MEMORY);
	int64_t n = number(db);

	db_close(db);
	return n;
}

static void device_number__is_kept_with_the_user(void **state)
{
	const struct home *h = *state;
	char *path = folder_path(h->folder, "amparo/device");
	int64_t n = number(h->db);
	struct stat info;

	assert_int_equal(number(h->db), n);
	assert_int_equal(number_of_a_new_run(), n);
	assert_int_equal(stat(path, &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	/* Another user's laptop is another one. */
	unlink(path);
	assert_int_not_equal(number_of_a_new_run(), n);
	free(path);
}

static void device_number__can_be_fixed(void **state)
{
	static const char *const bad[] = { "0", "-1", "x", "", "2147483648", "7x",
		"99999999999999999999" };
	const struct home *h = *state;
	int64_t n = 0;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		setenv("AMPARO_DEVICE", bad[i], 1);
		assert_refused(h->db, device_number(h->db, &n), ST_INVALID, "AMPARO_DEVICE");
	}
	setenv("AMPARO_DEVICE", "2147483647", 1);
	assert_int_equal(number(h->db), 2147483647);
	unsetenv("AMPARO_DEVICE");
	assert_int_equal(folder_count(h->folder), 0);
}

static void device_number__does_without_a_place_to_keep_it(void **state)
{
	const struct home *h = *state;
	char *path = folder_path(h->folder, "no/such/folder");

	setenv("XDG_STATE_HOME", path, 1);
	(void)number(h->db);
	setenv("XDG_STATE_HOME", "relative", 1);
	setenv("HOME", "", 1);
	(void)number_of_a_new_run();
	assert_int_not_equal(access("relative", F_OK), 0);
	free(path);
}

static void device_number__makes_no_use_of_what_is_no_number(void **state)
{
	static const char *const bad[] = { "", "0\n", "-5\n", "words\n", "99999999999\n", "\xff" };
	const struct home *h = *state;
	char *folder = folder_path(h->folder, "amparo"), *path = folder_path(folder, "device");

	assert_int_equal(mkdir(folder, 0700), 0);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		file_write(path, bad[i], strlen(bad[i]));
		(void)number_of_a_new_run();
	}
	file_write(path, "12345\n", 6);
	assert_int_equal(number_of_a_new_run(), 12345);
	free(folder);
	free(path);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(device_number__is_kept_with_the_user),
		TEST(device_number__can_be_fixed),
		TEST(device_number__does_without_a_place_to_keep_it),
		TEST(device_number__makes_no_use_of_what_is_no_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
