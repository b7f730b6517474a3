#include "config.h"

#include "tui/pixels.h"

#include "tests/unit/model_help.h"

static int colour(int r, int g, int b)
{
	const unsigned char rgb[] = { (unsigned char)r, (unsigned char)g, (unsigned char)b };

	return pixel_256(rgb);
}

static void pixel_256__is_the_nearest_colour(void **state)
{
	(void)state;
	assert_int_equal(colour(0, 0, 0), 16);
	assert_int_equal(colour(255, 255, 255), 231);
	assert_int_equal(colour(255, 0, 0), 196);
	assert_int_equal(colour(0, 255, 0), 46);
	assert_int_equal(colour(0, 0, 255), 21);
	assert_int_equal(colour(95, 135, 175), 67);
	/* Between the steps of the cube stand greys. */
	assert_int_equal(colour(128, 128, 128), 244);
	assert_int_equal(colour(8, 8, 8), 232);
	assert_int_equal(colour(238, 238, 238), 255);
}

/* No other of the 240 is nearer, but for a tie or what the eye does not see. */
static void pixel_256__of_many(void **state)
{
	static const int steps[] = { 0, 95, 135, 175, 215, 255 };

	(void)state;
	for (int r = 0; r < 6; r++)
		for (int g = 0; g < 6; g++)
			for (int b = 0; b < 6; b++)
				assert_int_equal(colour(steps[r], steps[g], steps[b]),
					16 + 36 * r + 6 * g + b);
	for (int i = 0; i < 24; i++) {
		const int v = 8 + 10 * i;

		assert_int_equal(colour(v, v, v), 232 + i);
	}
}

static void pixel_shade__by_light(void **state)
{
	(void)state;
	assert_string_equal(pixel_shade(0, 0), " ");
	assert_string_equal(pixel_shade(255, 255), "█");
	assert_string_equal(pixel_shade(0, 255), "▒");
	assert_string_equal(pixel_shade(80, 80), "░");
}

static const unsigned char two[] = { 255, 0, 0, 0, 0, 255 };
static const struct pixels red_blue = { 2, 1, two };

static void sixel_write__says_every_colour_of_a_band(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	sixel_write(&red_blue, &out);
	assert_string_equal(
		str_text(&out), "\033P0;1;0q\"1;1;2;1#5;2;0;0;100#180;2;100;0;0#5?@$#180@-\033\\");
	str_free(&out);
}

static void sixel_write__repeats_runs_and_goes_on_below(void **state)
{
	unsigned char rgb[8 * 7 * 3];
	const struct pixels white = { 8, 7, rgb };
	struct str out = STR_INIT;

	(void)state;
	memset(rgb, 255, sizeof(rgb));
	sixel_write(&white, &out);
	assert_string_equal(
		str_text(&out), "\033P0;1;0q\"1;1;8;7#215;2;100;100;100#215!8~-#215!8@-\033\\");
	str_free(&out);
}

static void sixel_write__mixes_what_lies_between(void **state)
{
	unsigned char rgb[16 * 16 * 3];
	const struct pixels grey = { 16, 16, rgb };
	struct str out = STR_INIT;

	(void)state;
	memset(rgb, 76, sizeof(rgb)); /* half way from 51 to 102 */
	sixel_write(&grey, &out);
	assert_non_null(strstr(str_text(&out), "#43;2;20;20;20"));
	assert_non_null(strstr(str_text(&out), "#86;2;40;40;40"));
	str_free(&out);
}

static void kitty_write__is_base64_in_parts(void **state)
{
	const size_t n = 3000;
	unsigned char *rgb = mem_zero(n * 3);
	const struct pixels many = { 3000, 1, rgb };
	struct str out = STR_INIT;
	int parts = 0;

	(void)state;
	kitty_write(&red_blue, 4, 2, &out);
	assert_string_equal(str_text(&out),
		"\033_Ga=T,f=24,s=2,v=1,c=4,r=2,i=1,C=1,z=-1,q=2,m=0;/wAAAAD/\033\\");
	str_clear(&out);
	kitty_write(&many, 80, 1, &out);
	for (const char *p = str_text(&out); (p = strstr(p, "\033_G")) != NULL; p++)
		parts++;
	assert_int_equal(parts, 3);
	assert_non_null(strstr(str_text(&out), "C=1,z=-1,q=2,m=1;"));
	assert_non_null(strstr(str_text(&out), "\033_Gm=1,q=2;"));
	assert_non_null(strstr(str_text(&out), "\033_Gm=0,q=2;"));
	str_free(&out);
	free(rgb);
}

static void reads(const char *bytes, bool kitty, bool sixel, bool whole, const char *keys)
{
	struct graphics_answer answer;
	struct str rest = STR_INIT;

	graphics_read(bytes, strlen(bytes), &answer, &rest);
	assert_int_equal(answer.kitty, kitty);
	assert_int_equal(answer.sixel, sixel);
	assert_int_equal(answer.whole, whole);
	assert_string_equal(str_text(&rest), keys);
	str_free(&rest);
}

static void graphics_read__knows_answers_from_keys(void **state)
{
	(void)state;
	reads("", false, false, false, "");
	reads("\033[?62;4;22c", false, true, true, "");
	reads("\033[?62;22c", false, false, true, "");
	reads("\033[?4c", false, false, true, "");
	reads("\033_Gi=31;OK\033\\\033[?62c", true, false, true, "");
	reads("\033_Gi=31;ENOTSUPPORTED\033\\\033[?62;4c", false, true, true, "");
	reads("\033_Gi=31;OK\033\\\033[?62;", true, false, false, "");
	reads("q\033[?62;4cj", false, true, true, "qj");
	reads("\033[A", false, false, false, "\033[A");
	reads("\033_Gi=31;O", false, false, false, "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pixel_256__is_the_nearest_colour),
		cmocka_unit_test(pixel_256__of_many),
		cmocka_unit_test(pixel_shade__by_light),
		cmocka_unit_test(sixel_write__says_every_colour_of_a_band),
		cmocka_unit_test(sixel_write__repeats_runs_and_goes_on_below),
		cmocka_unit_test(sixel_write__mixes_what_lies_between),
		cmocka_unit_test(kitty_write__is_base64_in_parts),
		cmocka_unit_test(graphics_read__knows_answers_from_keys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
