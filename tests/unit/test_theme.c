#include "config.h"

#include "tui/theme.h"

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

static size_t read_text(struct theme *theme, const char *text, struct str *errors)
{
	return theme_read(theme, "my.theme", text, strlen(text), errors);
}

static void theme_read__takes_colours_and_attributes(void **state)
{
	struct theme theme = { 0 };
	struct str errors = STR_INIT;
	const struct paint *p = &theme.paints[STYLE_LATE];

	(void)state;
	assert_int_equal(
		read_text(
			&theme, "# c\nstyle late bright-red/196 default bold underline\n", &errors),
		0);
	assert_int_equal(p->ink.of16, 9);
	assert_int_equal(p->ink.of256, 196);
	assert_int_equal(p->ground.of16, COLOUR_DEFAULT);
	assert_int_equal(p->ground.of256, COLOUR_DEFAULT);
	assert_int_equal(p->attributes, PAINT_BOLD | PAINT_UNDERLINE);
	assert_int_equal(read_text(&theme, "style late red cyan/0", &errors), 0);
	assert_true(p->ink.of16 == 1 && p->ink.of256 == 1);
	assert_true(p->ground.of16 == 6 && p->ground.of256 == 0);
	assert_int_equal(p->attributes, 0);
	assert_true(theme.given[STYLE_LATE] && !theme.given[STYLE_NEAR]);
	str_free(&errors);
}

static void theme_read__names_the_line_of_every_mistake(void **state)
{
	struct theme theme = { 0 };
	struct str errors = STR_INIT;
	const char *said;

	(void)state;
	assert_int_equal(read_text(&theme,
				 "style late\nstyle later red default\nstyle late redd default\n"
				 "style late red/256 default\nstyle late red/ default\n"
				 "style late red default fat\ncolour late red\nlike dark\n"
				 "style late bright- default\nstyle good green default\n",
				 &errors),
		9);
	said = str_text(&errors);
	assert_non_null(strstr(said, "my.theme:1: write 'style NAME INK GROUND'"));
	assert_non_null(strstr(said, "my.theme:2: there is no style 'later'\n"));
	assert_non_null(strstr(said, "my.theme:3: there is no colour 'redd'\n"));
	assert_non_null(strstr(said, "my.theme:4: there is no colour 'red/256'\n"));
	assert_non_null(strstr(said, "my.theme:5: there is no colour 'red/'\n"));
	assert_non_null(strstr(said, "my.theme:6: there is no attribute 'fat'\n"));
	assert_non_null(strstr(said, "my.theme:7: "));
	assert_non_null(strstr(said, "my.theme:8: 'like' belongs into the first line\n"));
	assert_non_null(strstr(said, "my.theme:9: "));
	assert_false(theme.given[STYLE_LATE]);
	assert_true(theme.given[STYLE_GOOD]);
	str_free(&errors);
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void take_name(void *arg, const char *name)
{
	str_addf(arg, "%s\n", name);
}

static void theme_load__lays_the_users_lines_over_those_that_ship(void **state)
{
	char dir[] = "/tmp/amparo-theme-XXXXXX";
	char folder[64], themes[80], dark[112], own[112];
	struct str errors = STR_INIT;
	struct theme theme;
	struct theme plain;

	(void)state;
	assert_non_null(mkdtemp(dir));
	setenv("XDG_CONFIG_HOME", dir, 1);
	assert_true(theme_load(&plain, "dark", &errors));
	snprintf(folder, sizeof(folder), "%s/amparo", dir);
	snprintf(themes, sizeof(themes), "%s/themes", folder);
	snprintf(dark, sizeof(dark), "%s/dark.theme", themes);
	snprintf(own, sizeof(own), "%s/own.theme", themes);
	assert_true(mkdir(folder, 0700) == 0 && mkdir(themes, 0700) == 0);
	write_file(dark, "style good blue/21 default\n");
	write_file(own, "like light\nstyle good blue/20 default\nstyle bad\n");

	assert_true(theme_load(&theme, "dark", &errors));
	assert_int_equal(errors.len, 0);
	assert_int_equal(theme.paints[STYLE_GOOD].ink.of256, 21);
	assert_int_equal(theme.paints[STYLE_LATE].ink.of256, plain.paints[STYLE_LATE].ink.of256);
	assert_true(theme_load(&theme, "own", &errors));
	assert_non_null(strstr(str_text(&errors), "themes/own.theme:3: "));
	assert_int_equal(theme.paints[STYLE_GOOD].ink.of256, 20);
	assert_int_equal(theme.paints[STYLE_LATE].ink.of256, 124);

	str_clear(&errors);
	theme_own(take_name, &errors);
	assert_string_equal(str_text(&errors), "own\n");

	str_clear(&errors);
	assert_false(theme_load(&theme, "absent", &errors));
	assert_non_null(strstr(str_text(&errors), "There is no theme 'absent'"));
	assert_int_equal(theme.paints[STYLE_LATE].ink.of256, COLOUR_DEFAULT);
	unlink(dark);
	unlink(own);
	rmdir(themes);
	rmdir(folder);
	rmdir(dir);
	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	str_free(&errors);
}

static void theme_resolve__asks_the_terminal_for_its_ground(void **state)
{
	static const struct {
		const char *said;
		const char *theme;
	} cases[] = { { "15;0", "dark" }, { "0;15", "light" }, { "0;7", "light" },
		{ "7;8", "dark" }, { "0;default;15", "light" }, { "default;default", "either" },
		{ "0;99", "either" }, { "", "either" }, { "15", "either" }, { "1;", "either" } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		setenv("COLORFGBG", cases[i].said, 1);
		assert_string_equal(theme_resolve("auto"), cases[i].theme);
		assert_string_equal(theme_resolve("mine"), "mine");
	}
	unsetenv("COLORFGBG");
	assert_string_equal(theme_resolve("auto"), "either");
}

static void load_shipped(struct theme *theme, const char *name)
{
	struct str errors = STR_INIT;

	assert_true(theme_load(theme, name, &errors));
	assert_string_equal(str_text(&errors), "");
	str_free(&errors);
}

static void themes__say_how_every_style_looks(void **state)
{
	(void)state;
	for (int i = 0; i < STYLE_COUNT; i++)
		assert_non_null(style_name((enum style)i));
	for (size_t n = 0; theme_shipped(n); n++) {
		struct theme theme;

		load_shipped(&theme, theme_shipped(n));
		for (int i = 0; i < STYLE_COUNT; i++)
			if (!theme.given[i])
				fail_msg("%s.theme has no line for %s", theme_shipped(n),
					style_name((enum style)i));
	}
}

/* The colours that xterm has at these numbers, in sRGB. The first 16 each terminal has its own. */
static void rgb_of(int number, double out[3])
{
	static const int steps[] = { 0, 95, 135, 175, 215, 255 };

	assert_in_range(number, 16, 255);
	for (int i = 0; i < 3; i++) {
		static const int weights[] = { 36, 6, 1 };

		out[i] = number >= 232 ? 8 + 10 * (number - 232)
				       : steps[(number - 16) / weights[i] % 6];
	}
}

/* x to the power of 2.4, by Newton's method from the fifth root of its square: no libm here. */
static double power(double x)
{
	double y = x;

	for (int i = 0; i < 60 && x > 0; i++)
		y -= (y * y * y * y * y - x * x) / (5 * y * y * y * y);
	return x * x * y;
}

/* Source: WCAG 2.1, relative luminance and contrast ratio. */
static double luminance(int number)
{
	static const double weights[] = { 0.2126, 0.7152, 0.0722 };
	double rgb[3];
	double sum = 0;

	rgb_of(number, rgb);
	for (int i = 0; i < 3; i++) {
		double c = rgb[i] / 255;

		sum += weights[i] * (c <= 0.03928 ? c / 12.92 : power((c + 0.055) / 1.055));
	}
	return sum;
}

static double contrast(int a, int b)
{
	double la = luminance(a);
	double lb = luminance(b);

	return la > lb ? (la + 0.05) / (lb + 0.05) : (lb + 0.05) / (la + 0.05);
}

static void contrast__is_that_of_the_rule(void **state)
{
	(void)state;
	assert_true(contrast(16, 231) > 20.99 && contrast(16, 231) < 21.01);
	/* #767676 on white is the darkest grey's lower edge: 4.54. */
	assert_true(contrast(243, 231) > 4.53 && contrast(243, 231) < 4.55);
}

/* Each style can be read on each of the grounds; the terminal's own ink is the terminal's care. */
static void check_readable(const char *name, const int *grounds, double least)
{
	struct theme theme;

	load_shipped(&theme, name);
	for (int i = 0; i < STYLE_COUNT; i++) {
		const struct paint *p = &theme.paints[i];

		for (const int *g = grounds; *g; g++) {
			int ground = p->ground.of256 == COLOUR_DEFAULT ? *g : p->ground.of256;

			if (p->ink.of256 != COLOUR_DEFAULT &&
				contrast(p->ink.of256, ground) < least)
				fail_msg("%s.theme: %s has a contrast of %.2f on %d", name,
					style_name((enum style)i), contrast(p->ink.of256, ground),
					ground);
		}
		/* How dim is dim, no terminal says. */
		assert_int_equal(p->attributes & PAINT_DIM, 0);
	}
}

static void themes__can_be_read(void **state)
{
	static const int dark[] = { 16, 234, 235, 0 };
	static const int light[] = { 231, 255, 254, 0 };
	static const int both[] = { 16, 231, 0 };

	(void)state;
	check_readable("dark", dark, 4.5);
	check_readable("light", light, 4.5);
	/* On black and white at once no colour has more than 4.58. */
	check_readable("either", both, 4.0);
}

static void mono__has_no_colours_and_tells_what_matters(void **state)
{
	static const enum style apart[] = { STYLE_SELECTED, STYLE_LATE, STYLE_NEAR, STYLE_MATCH,
		STYLE_LINK, STYLE_SEALED, STYLE_TEAM, STYLE_RESTING };
	struct theme theme;

	(void)state;
	load_shipped(&theme, "mono");
	for (int i = 0; i < STYLE_COUNT; i++) {
		assert_int_equal(theme.paints[i].ink.of256, COLOUR_DEFAULT);
		assert_int_equal(theme.paints[i].ink.of16, COLOUR_DEFAULT);
		assert_int_equal(theme.paints[i].ground.of256, COLOUR_DEFAULT);
	}
	for (size_t i = 0; i < sizeof(apart) / sizeof(*apart); i++)
		assert_int_not_equal(theme.paints[apart[i]].attributes, 0);
	assert_int_not_equal(
		theme.paints[STYLE_LATE].attributes, theme.paints[STYLE_NEAR].attributes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(theme_read__takes_colours_and_attributes),
		cmocka_unit_test(theme_read__names_the_line_of_every_mistake),
		cmocka_unit_test(theme_load__lays_the_users_lines_over_those_that_ship),
		cmocka_unit_test(theme_resolve__asks_the_terminal_for_its_ground),
		cmocka_unit_test(themes__say_how_every_style_looks),
		cmocka_unit_test(contrast__is_that_of_the_rule),
		cmocka_unit_test(themes__can_be_read),
		cmocka_unit_test(mono__has_no_colours_and_tells_what_matters),
	};

	setlocale(LC_ALL, "C.UTF-8");
	/* No files of whoever runs the tests. */
	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
