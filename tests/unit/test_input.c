#include "config.h"

#include "tui/input.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "model/text.h"

#include "tests/unit/seed.h"

#define E_ACUTE "e\xcc\x81" /* e with a combining acute */
#define SHALOM "שלום"       /* four letters of two bytes */
#define DOTTED "שָׁ"          /* a letter with two marks */
#define HAN "陳小明"        /* three characters, two columns each */

static struct input line(const char *text)
{
	struct input in;

	input_init(&in, 4096, false);
	input_set(&in, text);
	return in;
}

static void input_type__puts_characters_before_the_cursor(void **state)
{
	struct input in = line("ac");

	(void)state;
	assert_true(input_edit(&in, EDIT_LEFT));
	assert_true(input_type(&in, 'b'));
	assert_string_equal(input_text(&in), "abc");
	assert_int_equal(in.cursor, 2);
	assert_true(input_type(&in, 0x9673));
	assert_string_equal(input_text(&in), "ab陳c");
	input_free(&in);
}

static void input_type__refuses_controls_and_makes_blanks_of_line_ends(void **state)
{
	struct input in = line("");

	(void)state;
	assert_false(input_type(&in, 0x1b));
	assert_false(input_type(&in, 0x07));
	assert_false(input_type(&in, 0x85));
	assert_true(input_type(&in, '\t'));
	assert_true(input_type(&in, '\n'));
	assert_string_equal(input_text(&in), "  ");
	input_free(&in);
}

static void input_type__keeps_line_ends_where_there_are_lines(void **state)
{
	struct input in;

	(void)state;
	input_init(&in, 100, true);
	input_set(&in, "a\nb");
	assert_string_equal(input_text(&in), "a\nb");
	assert_true(input_edit(&in, EDIT_START));
	assert_int_equal(in.cursor, 2);
	assert_true(input_edit(&in, EDIT_LEFT));
	assert_true(input_edit(&in, EDIT_START));
	assert_int_equal(in.cursor, 0);
	assert_true(input_edit(&in, EDIT_END));
	assert_int_equal(in.cursor, 1);
	input_free(&in);
}

static void input_type__stops_at_the_largest_size(void **state)
{
	struct input in;

	(void)state;
	input_init(&in, 5, false);
	input_set(&in, HAN);
	assert_string_equal(input_text(&in), "陳");
	assert_true(input_type(&in, 'x'));
	assert_true(input_type(&in, 'y'));
	assert_false(input_type(&in, 'z'));
	assert_string_equal(input_text(&in), "陳xy");
	input_free(&in);
}

static void input_insert__leaves_out_bad_bytes(void **state)
{
	struct input in = line("");
	const char bytes[] = "a\xff\xe9\x99"
			     "b\033[31mc";

	(void)state;
	input_insert(&in, bytes, sizeof(bytes) - 1);
	assert_true(text_is_utf8(input_text(&in), in.len));
	assert_string_equal(input_text(&in), "ab[31mc");
	input_free(&in);
}

static void input_edit__moves_by_letters_with_their_marks(void **state)
{
	struct input in = line("a" E_ACUTE DOTTED "z");

	(void)state;
	assert_true(input_edit(&in, EDIT_LEFT));
	assert_int_equal(in.cursor, in.len - 1);
	assert_true(input_edit(&in, EDIT_LEFT));
	assert_int_equal(in.cursor, strlen("a" E_ACUTE));
	assert_true(input_edit(&in, EDIT_LEFT));
	assert_int_equal(in.cursor, 1);
	assert_true(input_edit(&in, EDIT_RIGHT));
	assert_int_equal(in.cursor, strlen("a" E_ACUTE));
	assert_true(input_edit(&in, EDIT_START));
	assert_false(input_edit(&in, EDIT_LEFT));
	assert_true(input_edit(&in, EDIT_END));
	assert_false(input_edit(&in, EDIT_RIGHT));
	input_free(&in);
}

static void input_edit__erases_one_mark_back_and_whole_letters_ahead(void **state)
{
	struct input in = line("a" E_ACUTE);

	(void)state;
	assert_true(input_edit(&in, EDIT_ERASE));
	assert_string_equal(input_text(&in), "ae");
	input_set(&in, "a" E_ACUTE "b");
	assert_true(input_edit(&in, EDIT_START));
	assert_true(input_edit(&in, EDIT_RIGHT));
	assert_true(input_edit(&in, EDIT_ERASE_AHEAD));
	assert_string_equal(input_text(&in), "ab");
	input_free(&in);
}

static void input_edit__erases_words_and_to_both_ends(void **state)
{
	struct input in = line(SHALOM " 陳 one  two");

	(void)state;
	assert_true(input_edit(&in, EDIT_ERASE_WORD));
	assert_string_equal(input_text(&in), SHALOM " 陳 one  ");
	assert_true(input_edit(&in, EDIT_ERASE_WORD));
	assert_string_equal(input_text(&in), SHALOM " 陳 ");
	assert_true(input_edit(&in, EDIT_WORD_LEFT));
	assert_true(input_edit(&in, EDIT_ERASE_END));
	assert_string_equal(input_text(&in), SHALOM " ");
	assert_true(input_edit(&in, EDIT_ERASE_START));
	assert_string_equal(input_text(&in), "");
	assert_false(input_edit(&in, EDIT_ERASE));
	input_free(&in);
}

static void input_show__keeps_the_cursor_in_sight(void **state)
{
	struct input in = line("abcdef" HAN);
	struct str shown = STR_INIT;
	int column;

	(void)state;
	input_show(&in, 40, &shown, &column);
	assert_string_equal(str_text(&shown), "abcdef" HAN);
	assert_int_equal(column, 12);
	str_clear(&shown);
	input_show(&in, 8, &shown, &column);
	assert_true(column < 8);
	assert_true(text_width(str_text(&shown), shown.len) <= 8);
	assert_non_null(strstr(str_text(&shown), "明"));
	str_clear(&shown);
	assert_true(input_edit(&in, EDIT_START));
	input_show(&in, 8, &shown, &column);
	assert_int_equal(column, 0);
	assert_string_equal(str_text(&shown), "abcdef陳");
	str_free(&shown);
	input_free(&in);
}

static void input_show__shows_what_cannot_be_seen(void **state)
{
	struct input in = line("");
	struct str shown = STR_INIT;
	int column;

	(void)state;
	assert_true(input_type(&in, 'a'));
	assert_true(input_type(&in, 0x202e)); /* right-to-left override */
	input_show(&in, 40, &shown, &column);
	assert_string_equal(str_text(&shown), "a<U+202E>");
	assert_int_equal(column, 9);
	str_free(&shown);
	input_free(&in);
}

/* Whatever is done, in whatever order: valid text, and the cursor on the edge of a character. */
static void input_edit__stays_whole_for_random_keys(void **state)
{
	static const uint32_t typed[] = { 'a', ' ', 0x5e9, 0x5b8, 0x301, 0x9673, 0x1f468, 0x200d,
		'\n', 0x20ac };
	struct chance chance = chance_open("input");
	struct input in;

	(void)state;
	input_init(&in, 300, true);
	for (int i = 0; i < 20000; i++) {
		if (chance_below(&chance, 3))
			input_type(
				&in, typed[chance_below(&chance, sizeof(typed) / sizeof(*typed))]);
		else
			input_edit(&in,
				(enum edit)(EDIT_LEFT + chance_below(&chance, EDIT_ERASE_END)));
		if (chance_below(&chance, 50) == 0)
			input_place(&in, chance_below(&chance, 400));
		assert_true(text_is_utf8(input_text(&in), in.len));
		assert_true(in.len <= in.max);
		assert_true(in.cursor <= in.len);
		assert_true(((unsigned char)input_text(&in)[in.cursor] & 0xc0) != 0x80);
	}
	input_free(&in);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(input_type__puts_characters_before_the_cursor),
		cmocka_unit_test(input_type__refuses_controls_and_makes_blanks_of_line_ends),
		cmocka_unit_test(input_type__keeps_line_ends_where_there_are_lines),
		cmocka_unit_test(input_type__stops_at_the_largest_size),
		cmocka_unit_test(input_insert__leaves_out_bad_bytes),
		cmocka_unit_test(input_edit__moves_by_letters_with_their_marks),
		cmocka_unit_test(input_edit__erases_one_mark_back_and_whole_letters_ahead),
		cmocka_unit_test(input_edit__erases_words_and_to_both_ends),
		cmocka_unit_test(input_show__keeps_the_cursor_in_sight),
		cmocka_unit_test(input_show__shows_what_cannot_be_seen),
		cmocka_unit_test(input_edit__stays_whole_for_random_keys),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
