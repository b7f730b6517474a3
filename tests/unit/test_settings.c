#include "config.h"

#include "tui/settings.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void settings_new__has_a_value_for_each(void **state)
{
	struct settings *s = settings_new();

	(void)state;
	assert_string_equal(settings_text(s, SETTING_THEME), "auto");
	assert_int_equal(settings_switch(s, SETTING_BIDI), SWITCH_AUTO);
	assert_int_equal(settings_number(s, SETTING_LOCK), 15);
	assert_true(settings_on(s, SETTING_CLIPBOARD));
	for (int i = 0; i < SETTING_COUNT; i++) {
		assert_int_equal(setting_find(setting_name((enum setting)i)), i);
		assert_non_null(setting_choice((enum setting)i, 0));
		assert_true(strlen(setting_help((enum setting)i)) > 0);
	}
	settings_free(s);
}

static void settings_set__takes_what_may_be(void **state)
{
	struct settings *s = settings_new();
	struct str why = STR_INIT;

	(void)state;
	assert_true(settings_set(s, "theme", "my-own_2", &why));
	assert_string_equal(settings_text(s, SETTING_THEME), "my-own_2");
	assert_true(settings_set(s, "bidi", "off", &why));
	assert_int_equal(settings_switch(s, SETTING_BIDI), SWITCH_OFF);
	assert_true(settings_set(s, "lock", "0", &why));
	assert_int_equal(settings_number(s, SETTING_LOCK), 0);
	assert_true(settings_set(s, "mouse", "off", &why));
	assert_false(settings_on(s, SETTING_MOUSE));
	assert_int_equal(why.len, 0);
	settings_free(s);
	str_free(&why);
}

static void settings_set__refuses_the_rest_with_a_sentence(void **state)
{
	static const struct {
		const char *name;
		const char *value;
	} wrong[] = { { "colour", "blue" }, { "theme", "../../etc/passwd" }, { "theme", "" },
		{ "theme", "-x" }, { "bidi", "maybe" }, { "clipboard", "auto" }, { "lock", "-1" },
		{ "lock", "1441" }, { "lock", "99999999999999999999" }, { "lock", "5m" },
		{ "lock", "" } };
	struct settings *s = settings_new();

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct str why = STR_INIT;

		assert_false(settings_set(s, wrong[i].name, wrong[i].value, &why));
		assert_true(why.len > 0);
		str_free(&why);
	}
	assert_string_equal(settings_text(s, SETTING_THEME), "auto");
	assert_int_equal(settings_number(s, SETTING_LOCK), 15);
	settings_free(s);
}

static void settings_read__names_the_line_of_every_mistake(void **state)
{
	static const char text[] = "# mine\n\nset lock 5\nlock 5\nset lock\nset lock five\n"
				   "set fly on\n\tset  bidi\ton \r\nset bidi on off\n"
				   "set theme \033[31m\n";
	struct settings *s = settings_new();
	struct str errors = STR_INIT;
	const char *said;

	(void)state;
	assert_int_equal(settings_read(s, "settings.conf", text, sizeof(text) - 1, &errors), 6);
	said = str_text(&errors);
	assert_non_null(
		strstr(said, "settings.conf:4: a line begins with 'set', not with 'lock'\n"));
	assert_non_null(strstr(said, "settings.conf:5: write 'set NAME VALUE'\n"));
	assert_non_null(
		strstr(said, "settings.conf:6: lock is a number from 0 to 1440, not 'five'\n"));
	assert_non_null(strstr(said, "settings.conf:7: there is no setting 'fly'\n"));
	assert_non_null(strstr(said, "settings.conf:9: "));
	assert_non_null(strstr(said, "settings.conf:10: "));
	assert_null(strchr(said, '\033'));
	/* What is right holds all the same. */
	assert_int_equal(settings_number(s, SETTING_LOCK), 5);
	assert_int_equal(settings_switch(s, SETTING_BIDI), SWITCH_ON);
	settings_free(s);
	str_free(&errors);
}

static void settings_load__reads_the_users_file(void **state)
{
	char dir[] = "/tmp/amparo-settings-XXXXXX";
	char folder[64];
	char path[96];
	struct settings *s = settings_new();
	struct str errors = STR_INIT;
	FILE *file;

	(void)state;
	assert_non_null(mkdtemp(dir));
	setenv("XDG_CONFIG_HOME", dir, 1);
	assert_int_equal(settings_load(s, &errors), 0);
	snprintf(folder, sizeof(folder), "%s/amparo", dir);
	snprintf(path, sizeof(path), "%s/settings.conf", folder);
	assert_int_equal(mkdir(folder, 0700), 0);
	file = fopen(path, "we");
	assert_non_null(file);
	fputs("set theme light", file);
	fclose(file);
	assert_int_equal(settings_load(s, &errors), 0);
	assert_string_equal(settings_text(s, SETTING_THEME), "light");
	assert_int_equal(errors.len, 0);
	unlink(path);
	assert_int_equal(mkdir(path, 0700), 0);
	assert_int_equal(settings_load(s, &errors), 1);
	assert_non_null(strstr(str_text(&errors), "settings.conf cannot be read"));
	rmdir(path);
	rmdir(folder);
	rmdir(dir);
	settings_free(s);
	str_free(&errors);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(settings_new__has_a_value_for_each),
		cmocka_unit_test(settings_set__takes_what_may_be),
		cmocka_unit_test(settings_set__refuses_the_rest_with_a_sentence),
		cmocka_unit_test(settings_read__names_the_line_of_every_mistake),
		cmocka_unit_test(settings_load__reads_the_users_file),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
