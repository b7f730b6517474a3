#include "config.h"

#include "tui/keymap.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "tui/action.h"
#include "tui/key.h"

static const char *const in_list[] = { "records", "list", "global", NULL };
static const char *const in_home[] = { "home", "global", NULL };

static bool known_context(const char *name)
{
	return !strcmp(name, "records") || !strcmp(name, "list") || !strcmp(name, "global");
}

static bool known_action(const char *name)
{
	return !strcmp(name, "open") || !strcmp(name, "down") || !strcmp(name, "quit");
}

static const struct keymap_names names = { known_context, known_action };

static struct keymap *read_keys(const char *text, struct str *errors, size_t *wrong)
{
	struct keymap *map = keymap_new();

	*wrong = keymap_read(map, "keys.conf", text, strlen(text), &names, errors);
	return map;
}

static void key_parse__reads_what_key_write_writes(void **state)
{
	static const char *const all[] = { "j", "?", ":", "#", "^X", "^[", "M-b", "M-Left", "Space",
		"Enter", "Tab", "S-Tab", "Backspace", "Up", "PgDn", "Home", "Ins", "Del", "F1",
		"F12", "ש", "陳", "C-Left" };
	struct str name = STR_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		uint32_t key;
		uint32_t again;

		assert_true(key_parse(all[i], strlen(all[i]), &key));
		str_clear(&name);
		key_write(key, &name);
		assert_true(key_parse(str_text(&name), name.len, &again));
		assert_int_equal(key, again);
	}
	str_free(&name);
}

static void key_parse__knows_other_ways_to_write_a_key(void **state)
{
	uint32_t a;
	uint32_t b;

	(void)state;
	assert_true(key_parse("^d", 2, &a) && key_parse("C-D", 3, &b) && a == b);
	assert_int_equal(a, 4);
	assert_true(key_parse("PageDown", 8, &a) && key_parse("PgDn", 4, &b) && a == b);
	assert_true(key_parse("^J", 2, &a) && a == K_ENTER);
	assert_true(key_parse("^[", 2, &a) && a == K_ESC);
}

static void key_parse__refuses_what_is_no_key(void **state)
{
	static const char *const none[] = { "", "jj", "F0", "F13", "^^^", "C-", "M-", "M-M-x",
		"Hyper", "\x01", "\xff" };
	uint32_t key;

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		assert_false(key_parse(none[i], strlen(none[i]), &key));
}

static void keymap_action__asks_the_nearest_context_first(void **state)
{
	struct str errors = STR_INIT;
	size_t wrong;
	struct keymap *map =
		read_keys("# keys\n\nbind list j down\nbind global j quit\nbind global q quit\n"
			  "bind records j open\n",
			&errors, &wrong);

	(void)state;
	assert_int_equal(wrong, 0);
	assert_string_equal(keymap_action(map, in_list, 'j'), "open");
	assert_string_equal(keymap_action(map, in_home, 'j'), "quit");
	assert_string_equal(keymap_action(map, in_list, 'q'), "quit");
	assert_null(keymap_action(map, in_list, 'x'));
	assert_int_equal(keymap_key(map, in_list, "quit"), 'q');
	assert_int_equal(keymap_key(map, in_list, "down"), K_NONE);
	keymap_free(map);
	str_free(&errors);
}

static void keymap_action__asks_always_before_any_other(void **state)
{
	struct keymap *map = keymap_new();
	struct str keys = STR_INIT;
	static const char text[] = "bind always ^X blank\nbind records ^X open\n"
				   "bind global z blank\nbind always z none\n";

	(void)state;
	assert_int_equal(keymap_read(map, "keys.conf", text, sizeof(text) - 1, NULL, &keys), 0);
	assert_string_equal(keymap_action(map, in_list, K_CTRL('X')), "blank");
	assert_string_equal(keymap_action(map, in_list + 3, K_CTRL('X')), "blank");
	assert_string_equal(keymap_action(map, in_list, 'z'), "blank");
	assert_int_equal(keymap_key(map, in_list, "open"), K_NONE);
	assert_int_equal(keymap_key(map, in_list + 3, "blank"), K_CTRL('X'));
	keymap_keys(map, in_list, "blank", &keys);
	assert_string_equal(str_text(&keys), "z ^X");
	keymap_free(map);
	str_free(&keys);
}

static void keymap_read__lets_later_lines_take_the_place_of_earlier(void **state)
{
	struct str errors = STR_INIT;
	struct str keys = STR_INIT;
	size_t wrong;
	struct keymap *map =
		read_keys("bind global q quit\nbind global x quit\nbind global q open\n"
			  "bind list x none\n",
			&errors, &wrong);

	(void)state;
	assert_int_equal(wrong, 0);
	assert_string_equal(keymap_action(map, in_home, 'q'), "open");
	assert_string_equal(keymap_action(map, in_list, 'x'), "none");
	keymap_keys(map, in_home, "quit", &keys);
	assert_string_equal(str_text(&keys), "x");
	keymap_free(map);
	str_free(&errors);
	str_free(&keys);
}

static void keymap_read__names_the_line_of_every_mistake(void **state)
{
	struct str errors = STR_INIT;
	size_t wrong;
	struct keymap *map =
		read_keys("bind list j down\nmap list j down\nbind list j\nbind list Jump down\n"
			  "bind lists j down\nbind list j fly\nbind list j down now\n\tbind  list  "
			  " k\topen \r\n",
			&errors, &wrong);
	const char *text = str_text(&errors);

	(void)state;
	assert_int_equal(wrong, 6);
	assert_non_null(strstr(text, "keys.conf:2: "));
	assert_non_null(strstr(text, "keys.conf:3: "));
	assert_non_null(strstr(text, "keys.conf:4: there is no key 'Jump'\n"));
	assert_non_null(strstr(text, "keys.conf:5: there is no context 'lists'\n"));
	assert_non_null(strstr(text, "keys.conf:6: there is no action 'fly'\n"));
	assert_non_null(strstr(text, "keys.conf:7: "));
	/* What is right holds all the same. */
	assert_string_equal(keymap_action(map, in_list, 'j'), "down");
	assert_string_equal(keymap_action(map, in_list, 'k'), "open");
	keymap_free(map);
	str_free(&errors);
}

static void keymap_read__shows_hostile_bytes_harmlessly(void **state)
{
	static const char text[] =
		"bind list \033[31m down\nbind \xff\xfe j down\nbind list \0 down\n";
	struct keymap *map = keymap_new();
	struct str errors = STR_INIT;

	(void)state;
	assert_int_equal(keymap_read(map, "keys.conf", text, sizeof(text) - 1, &names, &errors), 3);
	assert_null(strchr(str_text(&errors), '\033'));
	keymap_free(map);
	str_free(&errors);
}

static void keymap_read_file__tells_absent_from_unreadable(void **state)
{
	char path[] = "/tmp/amparo-keys-XXXXXX";
	int fd = mkstemp(path);
	struct keymap *map = keymap_new();
	struct str errors = STR_INIT;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "bind list z quit\n", 17), 17);
	close(fd);
	assert_int_equal(keymap_read_file(map, path, &names, &errors), 0);
	assert_string_equal(keymap_action(map, in_list, 'z'), "quit");
	unlink(path);
	assert_int_equal(keymap_read_file(map, path, &names, &errors), 0);
	assert_int_equal(errors.len, 0);
	assert_int_equal(keymap_read_file(map, "/", &names, &errors), 1);
	assert_true(errors.len > 0);
	keymap_free(map);
	str_free(&errors);
}

static void keys_default__names_only_what_there_is(void **state)
{
	static const struct keymap_names real = { action_context_exists, action_exists };
	struct keymap *map = keymap_new();
	struct str errors = STR_INIT;

	(void)state;
	keymap_read(map, "keys", keys_default, strlen(keys_default), &real, &errors);
	assert_string_equal(str_text(&errors), "");
	assert_string_equal(keymap_action(map, in_list, 'G'), "end");
	assert_string_equal(keymap_action(map, in_list, K_CTRL('R')), "redo");
	keymap_free(map);
	str_free(&errors);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(key_parse__reads_what_key_write_writes),
		cmocka_unit_test(key_parse__knows_other_ways_to_write_a_key),
		cmocka_unit_test(key_parse__refuses_what_is_no_key),
		cmocka_unit_test(keymap_action__asks_the_nearest_context_first),
		cmocka_unit_test(keymap_action__asks_always_before_any_other),
		cmocka_unit_test(keymap_read__lets_later_lines_take_the_place_of_earlier),
		cmocka_unit_test(keymap_read__names_the_line_of_every_mistake),
		cmocka_unit_test(keymap_read__shows_hostile_bytes_harmlessly),
		cmocka_unit_test(keymap_read_file__tells_absent_from_unreadable),
		cmocka_unit_test(keys_default__names_only_what_there_is),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
