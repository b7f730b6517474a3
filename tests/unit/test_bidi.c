#include "config.h"

#include "tui/bidi.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/text.h"

/* The line as it is seen; the caller frees. */
static char *seen(const char *text)
{
	struct bidi *b = bidi_new();
	struct str out = STR_INIT;

	bidi_lay(b, text, strlen(text), BIDI_FIELDS);
	bidi_write(b, &out);
	assert_int_equal(text_width(str_text(&out), out.len), text_width(text, strlen(text)));
	bidi_free(b);
	return str_detach(&out);
}

static void assert_seen(const char *text, const char *expected)
{
	char *s = seen(text);

	assert_string_equal(s, expected);
	free(s);
}

static void bidi_needed__is_sure_of_no(void **state)
{
	static const char *const no[] = { "", "García", "陳小明 香港", "Ελλάδα", "Москва",
		"…─│▸ “”", "😀👨‍👩‍👧" };
	static const char *const yes[] = { "כהן", "Cohen כ", "مريم", "ﻣﺮﻳﻢ", "ܫܠܡܐ" };

	(void)state;
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		assert_false(bidi_needed(no[i], strlen(no[i])));
	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		assert_true(bidi_needed(yes[i], strlen(yes[i])));
}

static void bidi_lay__leaves_left_to_right_alone(void **state)
{
	(void)state;
	assert_seen("", "");
	assert_seen("Cohen, Noa (2020)", "Cohen, Noa (2020)");
	assert_seen("陳小明", "陳小明");
}

static void bidi_lay__turns_hebrew_round(void **state)
{
	(void)state;
	assert_seen("נועה כהן", "ןהכ העונ");
	/* Numbers keep their order, brackets their sense. */
	assert_seen("בג\"ץ 1234/20 (ירושלים)", "(םילשורי) 1234/20 ץ\"גב");
	assert_seen("Cohen נועה כהן 2020", "Cohen 2020 ןהכ העונ");
	assert_seen("Noa (נועה) Cohen", "Noa (העונ) Cohen");
	/* What was cut ends at the left. */
	assert_seen("ירושלי…", "…ילשורי");
	/* Padding stays behind. */
	assert_seen("כהן   ", "ןהכ   ");
}

static void bidi_lay__keeps_sentences_in_the_language_of_the_program(void **state)
{
	static const char text[] = "נתיב/קובץ.csv was imported already, on  2026-11-21";
	struct bidi *b = bidi_new();
	struct str out = STR_INIT;

	(void)state;
	bidi_lay(b, text, strlen(text), BIDI_SENTENCE);
	bidi_write(b, &out);
	assert_string_equal(str_text(&out), "ץבוק/ביתנ.csv was imported already, on  2026-11-21");
	assert_false(bidi_rtl(b));
	str_free(&out);
	bidi_free(b);
}

static void bidi_lay__keeps_marks_on_their_letters(void **state)
{
	(void)state;
	/* Shin with its dot and a vowel, then lamed. */
	assert_seen("\u05e9\u05c1\u05b8\u05dc", "\u05dc\u05e9\u05c1\u05b8");
	assert_seen("א👨‍👩‍👧ב", "ב👨‍👩‍👧א");
	assert_seen("א👍🏽ב", "ב👍🏽א");
}

static void bidi_lay__joins_arabic_letters(void **state)
{
	(void)state;
	/* Meem initial, reh final, yeh initial, meem final, seen from the left. */
	assert_seen("مريم", "\ufee2\ufef3\ufeae\ufee3");
	/* lam and alef stay two, so that the column keeps its width. */
	assert_seen("لا", "\ufe8e\ufedf");
	assert_seen("رقم 12", "12 \ufee2\ufed7\ufead");
}

static void bidi_lay__takes_each_field_alone(void **state)
{
	(void)state;
	assert_seen("Amparo › נועה כהן › מרים", "Amparo › ןהכ העונ › םירמ");
	assert_seen("כהן · לוי", "ןהכ · יול");
	assert_seen("כהן  לוי", "ןהכ  יול");
	assert_seen("כהן לוי", "יול ןהכ");
}

static void bidi_column__finds_where_a_character_is_seen(void **state)
{
	struct bidi *b = bidi_new();

	(void)state;
	bidi_lay(b, "אבג", strlen("אבג"), BIDI_WHOLE);
	assert_true(bidi_rtl(b));
	assert_int_equal(bidi_column(b, 0), 2);
	assert_int_equal(bidi_column(b, 1), 1);
	assert_int_equal(bidi_column(b, 2), 0);
	assert_int_equal(bidi_column(b, 3), -1);
	/* Wide ones take two. */
	bidi_lay(b, "א陳ב", strlen("א陳ב"), BIDI_WHOLE);
	assert_int_equal(bidi_column(b, 0), 3);
	assert_int_equal(bidi_column(b, 1), 1);
	assert_int_equal(bidi_column(b, 3), 0);
	bidi_lay(b, "ab אב", strlen("ab אב"), BIDI_WHOLE);
	assert_false(bidi_rtl(b));
	assert_int_equal(bidi_column(b, 1), 1);
	assert_int_equal(bidi_column(b, 3), 4);
	assert_int_equal(bidi_column(b, 4), 3);
	assert_int_equal(bidi_column(b, 5), 5);
	bidi_free(b);
}

static void clear_environment(void)
{
	static const char *const names[] = { "TERM", "VTE_VERSION", "TMUX", "STY", "MLTERM",
		"KONSOLE_VERSION", "TERM_PROGRAM" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		unsetenv(names[i]);
}

static void bidi_terminal__knows_those_that_turn_text_themselves(void **state)
{
	static const struct {
		const char *name;
		const char *value;
		bool does;
	} cases[] = { { "TERM", "xterm-256color", false }, { "TERM", "linux", false },
		{ "TERM", "mlterm-256color", true }, { "VTE_VERSION", "7006", true },
		{ "VTE_VERSION", "5600", false }, { "KONSOLE_VERSION", "220401", true },
		{ "TERM_PROGRAM", "Apple_Terminal", true }, { "TERM_PROGRAM", "vscode", false } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		clear_environment();
		setenv(cases[i].name, cases[i].value, 1);
		assert_int_equal(bidi_terminal(), cases[i].does);
		setenv("TMUX", "/tmp/tmux-0/default,1,0", 1);
		assert_false(bidi_terminal());
	}
	clear_environment();
	assert_false(bidi_terminal());
}

/* Any text: as wide as it was, the same number of characters, nothing lost, nothing read beyond. */
static void bidi_lay__keeps_the_width_of_anything(void **state)
{
	static const uint32_t pool[] = { 'a', '1', ' ', ' ', '(', ')', '<', 0x5d0, 0x5e9, 0x5b8,
		0x5c1, 0x627, 0x644, 0x64e, 0x645, 0x661, 0x66c, 0x200c, 0x200d, 0x203a, 0xb7,
		0x301, 0x9673, 0xac00, 0x1f468, 0x1f3fd, 0x1f1ee, 0xfe0f, 0x25cc, 0x1e900, 0x10800,
		0xfb1d, 0x2026, 0x202f, 0x7b2, 0x8a0 };
	unsigned seed = 20261120;
	struct bidi *b = bidi_new();

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct str text = STR_INIT;
		struct str clean = STR_INIT;
		struct str out = STR_INIT;

		for (int i = rand_r(&seed) % 24; i > 0; i--)
			str_add_cp(&text,
				pool[(size_t)rand_r(&seed) % (sizeof(pool) / sizeof(*pool))]);
		text_clean(&clean, str_text(&text), text.len, TEXT_LINE);
		bidi_lay(b, str_text(&clean), clean.len, (enum bidi_line)(round % 3));
		bidi_write(b, &out);
		assert_int_equal(text_width(str_text(&out), out.len),
			text_width(str_text(&clean), clean.len));
		str_free(&text);
		str_free(&clean);
		str_free(&out);
	}
	bidi_free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bidi_needed__is_sure_of_no),
		cmocka_unit_test(bidi_lay__leaves_left_to_right_alone),
		cmocka_unit_test(bidi_lay__turns_hebrew_round),
		cmocka_unit_test(bidi_lay__keeps_sentences_in_the_language_of_the_program),
		cmocka_unit_test(bidi_lay__keeps_marks_on_their_letters),
		cmocka_unit_test(bidi_lay__joins_arabic_letters),
		cmocka_unit_test(bidi_lay__takes_each_field_alone),
		cmocka_unit_test(bidi_column__finds_where_a_character_is_seen),
		cmocka_unit_test(bidi_terminal__knows_those_that_turn_text_themselves),
		cmocka_unit_test(bidi_lay__keeps_the_width_of_anything),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
