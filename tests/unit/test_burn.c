#include "config.h"

#include "reader/burn.h"

#include "model/text.h"
#include "tests/unit/model_help.h"

/* A box of ten points for each character but those that turn the direction, in the order of sight.
 */
static size_t boxes_for(const char *text, struct burn_box **out)
{
	size_t len = strlen(text), n = 0, used;
	double x = 0, y = 0;

	*out = mem_array(len + 1, sizeof(**out));
	for (size_t at = 0; at < len; at += used) {
		uint32_t c = text_next(text + at, len - at, &used);

		if (c >= 0x202A && c <= 0x202E)
			continue;
		(*out)[n++] = (struct burn_box){ x, y, c == '\n' ? x : x + 10, y + 10 };
		x += 10;
		if (c == '\n') {
			x = 0;
			y += 20;
		}
	}
	return n;
}

/* What is burnt, as "x1-x2@line" with blanks between; and how often the word was found. */
static void burns(const char *text, const char *word, size_t times, const char *expected)
{
	struct burn_boxes found = { 0 };
	struct str out = STR_INIT;
	struct burn_box *boxes;
	bool placed;
	size_t n = boxes_for(text, &boxes);
	size_t count = burn_find(text, boxes, n, word, &found, &placed);

	assert_true(placed);
	for (size_t i = 0; i < found.n; i++)
		str_addf(&out, "%s%.0f-%.0f@%.0f", i ? " " : "", found.all[i].x1 / 10,
			found.all[i].x2 / 10, found.all[i].y1 / 20);
	assert_string_equal(str_text(&out), expected);
	assert_int_equal(count, times);
	burn_boxes_free(&found);
	str_free(&out);
	free(boxes);
}

static void burn_find__words(void **state)
{
	(void)state;
	burns("The officer Noa Cohen of Haifa", "noa cohen", 1, "12-21@0");
	burns("NOA  COHEN, Noah", "Noa", 2, "0-3@0 12-15@0");
	burns("José García and JOSE GARCIA", "jose garcía", 2, "0-11@0 16-27@0");
	burns("nothing here", "Noa", 0, "");
	burns("office, the oﬃce", "office", 2, "0-6@0 12-16@0");
	burns("Noa\nCohen", "noa cohen", 1, "0-3@0 0-5@1");
}

static void burn_find__parted(void **state)
{
	(void)state;
	burns("sent to Co-\nhen again", "cohen", 1, "8-11@0 0-3@1");
	burns("sent to Co\xC2\xADhen", "cohen", 1, "8-14@0");
	burns("to Co \n  hen", "cohen", 1, "3-6@0 0-5@1");
	burns("香港陳小\n明說", "陳小明", 1, "2-4@0 0-1@1");
	burns("as N o a  C o h e n.", "noa cohen", 1, "3-19@0");
	/* Short words are not made up of what happens to meet at the end of a line. */
	burns("x h\nis", "his", 0, "");
	burns("with is", "his", 0, "");
}

/* As poppler gives it: words in the order of sight, each turned round between RLE and PDF. */
static void burn_find__hebrew(void **state)
{
	static const char line[] = "\u202Bכהן\u202C \u202Bנועה\u202C \u202Bהעד\u202C";
	static const char whole[] = "\u202Bהעד נועה כהן \u202AABC 12\u202C בא\u202C";

	(void)state;
	burns(line, "כהן", 1, "0-3@0");
	burns(line, "נועה כהן", 1, "0-8@0");
	/* ןהכ העונ דעה: the first letter of the line is the last that is seen. */
	burns(whole, "נועה", 1, "14-18@0");
	burns(whole, "abc", 1, "3-6@0");
	burns("Mixed \u202Bכהן\u202C line", "כהן", 1, "6-9@0");
	/* Stored as it is seen, and without points. */
	burns("ןהכ העונ", "נועה כהן", 1, "0-8@0");
	burns("\u202Bכֹּהֵן\u202C", "כהן", 1, "0-6@0");
}

static void burn_find__knows_that_it_does_not_know(void **state)
{
	struct burn_box box = { 0, 0, 10, 10 };
	struct burn_boxes out = { 0 };
	bool placed = true;

	(void)state;
	assert_int_equal(burn_find("Noa Cohen", &box, 1, "cohen", &out, &placed), 1);
	assert_false(placed);
	assert_int_equal(out.n, 0);
}

static void burn_list__is_checked(void **state)
{
	static const char good[] = "dpi 150\nword Noa Cohen\npage 3\narea 2 70 120 200 14\n";
	static const char *const bad[] = { "dpi 0\n", "dpi 9999\n", "page 0\n", "page x\n",
		"area 1 2 3 4\n", "area 1 2 3 0 5\n", "word \n", "else\n" };
	struct burn_list l;

	(void)state;
	assert_true(burn_list_parse(good, strlen(good), &l));
	assert_int_equal(l.dpi, 150);
	assert_string_equal(l.words[0], "Noa Cohen");
	assert_true(burn_whole_page(&l, 3));
	assert_false(burn_whole_page(&l, 2));
	assert_int_equal((int)l.areas[0].w, 200);
	burn_list_free(&l);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_false(burn_list_parse(bad[i], strlen(bad[i]), &l));
		burn_list_free(&l);
	}
}

static void burn_traces__every_encoding(void **state)
{
	static const char big[] = "\0N\0o\0a\0 \0C", hex[] = "<FEFF004E006F00610020>";
	struct burn_traces t;

	(void)state;
	burn_traces_make("Noa C", &t);
	assert_true(burn_traces_in(&t, 0, "xxnoa cxx", 9));
	assert_true(burn_traces_in(&t, 0, big, sizeof(big) - 1));
	assert_false(burn_traces_in(&t, 0, "noa-c", 5));
	assert_false(burn_traces_in(&t, 0, hex, sizeof(hex) - 1));
	assert_false(burn_traces_in(&t, 40, "noa c", 5));
	burn_traces_free(&t);
	burn_traces_make("Noa ", &t);
	assert_true(burn_traces_in(&t, 0, hex, sizeof(hex) - 1));
	burn_traces_free(&t);
	burn_traces_make("García", &t);
	assert_true(burn_traces_in(&t, 0,
		"x garc\xED"
		"a",
		8));
	assert_true(burn_traces_in(&t, 0,
		"GARC\xC3\x8D"
		"A",
		7));
	burn_traces_free(&t);
	burn_traces_make("כהן", &t);
	assert_true(burn_traces_in(&t, 0, "ןהכ", 6));
	burn_traces_free(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(burn_find__words),
		cmocka_unit_test(burn_find__parted),
		cmocka_unit_test(burn_find__hebrew),
		cmocka_unit_test(burn_find__knows_that_it_does_not_know),
		cmocka_unit_test(burn_list__is_checked),
		cmocka_unit_test(burn_traces__every_encoding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
