#include "config.h"

#include "tui/prose.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/text.h"
#include "tests/unit/seed.h"

/* There is an exhibit "report", marked P/12A, and a claim "one" without a mark. */
static int64_t resolve(
	void *arg, enum entity_id entity, const char *ref, struct str *mark, struct str *label)
{
	(void)arg;
	if (entity == ENTITY_EXHIBIT && !strcmp(ref, "report")) {
		str_add(mark, "P/12A");
		str_add(label, "Police report");
		return 1;
	}
	if (entity == ENTITY_CLAIM && !strcmp(ref, "one")) {
		str_add(label, "They knew");
		return 2;
	}
	return 0;
}

/* Looks as a letter before each run: t text, d dim, b bold, h heading, l link, e emphasis, c code,
 * ! error. */
static char letter(enum style style)
{
	switch (style) {
	case STYLE_DIM:
		return 'd';
	case STYLE_STRONG:
		return 'b';
	case STYLE_HEADING:
		return 'h';
	case STYLE_LINK:
		return 'l';
	case STYLE_EMPHASIS:
		return 'e';
	case STYLE_CODE:
		return 'c';
	case STYLE_ERROR:
		return '!';
	default:
		return 't';
	}
}

static char *looks_of(const struct prose *p)
{
	struct str out = STR_INIT;

	for (size_t i = 0; i < p->n; i++) {
		const struct prose_line *l = &p->lines[i];
		size_t at = 0;

		for (size_t k = 0; k < l->n_runs; k++) {
			assert_int_equal(l->runs[k].start, at);
			at += l->runs[k].len;
			str_addf(&out, "{%c%.*s}", letter(l->runs[k].style), (int)l->runs[k].len,
				l->text + l->runs[k].start);
		}
		assert_int_equal(at, strlen(l->text));
		str_add_c(&out, '\n');
	}
	return str_detach(&out);
}

static char *lines_of(const struct prose *p)
{
	struct str out = STR_INIT;

	for (size_t i = 0; i < p->n; i++)
		str_addf(&out, "%s\n", p->lines[i].text);
	return str_detach(&out);
}

static void assert_looks(const char *text, const char *expected)
{
	struct prose p;
	char *found;

	prose_render(text, 40, 0, resolve, NULL, &p);
	found = looks_of(&p);
	assert_string_equal(found, expected);
	free(found);
	prose_free(&p);
}

static void assert_lines(const char *text, int columns, const char *expected)
{
	struct prose p;
	char *found;

	prose_render(text, columns, 0, resolve, NULL, &p);
	found = lines_of(&p);
	assert_string_equal(found, expected);
	free(found);
	prose_free(&p);
}

static void prose__shows_stress_and_code(void **state)
{
	(void)state;
	assert_looks("plain *stress* **bold *both*** `code`",
		"{tplain }{estress}{t }{bbold both}{t }{ccode}\n");
	assert_looks("# The *petition*\n\ntext", "{hThe petition}\n\n{ttext}\n");
	assert_looks("```\nint x;\n\n  y\n```", "{d  }{cint x;}\n{d  }\n{d  }{c  y}\n");
}

static void prose__shows_markup_of_others_as_text(void **state)
{
	(void)state;
	assert_looks("a <b>word</b>", "{ta <b>word</b>}\n");
	assert_looks("<script>\nx\n</script>", "{d  }{t<script>}\n{d  }{tx}\n{d  }{t</script>}\n");
}

static void prose__breaks_lines_by_columns(void **state)
{
	(void)state;
	assert_lines("one two\nthree four", 10, "one two\nthree four\n");
	assert_lines("hard  \nbreak", 40, "hard\nbreak\n");
	assert_lines("香港人 香港人 香港人", 10, "香港人\n香港人\n香港人\n");
	assert_lines("a\n\nb", 40, "a\n\nb\n");
	assert_lines("above\n\n---\n\nbelow", 40, "above\n\n────────────\n\nbelow\n");
}

static void prose__hangs_lists(void **state)
{
	(void)state;
	assert_lines("- one two three\n- four", 11, "• one two\n  three\n• four\n");
	assert_lines("9. one\n\n   more\n\n10. two", 40, "9. one\n\n   more\n\n10. two\n");
	assert_lines(
		"3) one\n   - inner\n     text\n4) two", 40, "3) one\n   • inner text\n4) two\n");
	assert_lines("-\n- x", 40, "• \n• x\n");
}

static void prose__bars_quotations(void **state)
{
	(void)state;
	assert_lines("> one two\n> three\n>\n> four\n\nafter", 10,
		"│ one two\n│ three\n│\n│ four\n\nafter\n");
	assert_lines("> - a\n>   b", 40, "│ • a b\n");
}

/* On a narrow screen text comes before the shape. */
static void prose__lets_margins_go_on_narrow_screens(void **state)
{
	(void)state;
	assert_lines("> > > > deep words here", 12, "│ │ deep\n│ │ words\n│ │ here\n");
	assert_lines("- - - - - - - - - - - - - - - - x", 8, "x\n");
}

static void prose__shows_citations_with_their_marks(void **state)
{
	struct prose p;

	(void)state;
	assert_looks("see [the *report*](exhibit:report).", "{tsee }{lthe report [P/12A]}{t.}\n");
	assert_looks(
		"see [](exhibit:report) and <exhibit:report>", "{tsee }{lP/12A}{t and }{lP/12A}\n");
	assert_looks("[that](claim:one) [](claim:one)", "{lthat}{t }{lThey knew}\n");
	prose_render("[a](exhibit:report) [b](claim:one)", 40, 0, resolve, NULL, &p);
	assert_int_equal(p.n_links, 2);
	assert_int_equal(p.links[0].entity, ENTITY_EXHIBIT);
	assert_int_equal(p.links[0].id, 1);
	assert_int_equal(p.links[1].id, 2);
	assert_int_equal(prose_line_links(&p.lines[0]), 2);
	assert_int_equal(prose_line_link(&p.lines[0], 1), 1);
	assert_int_equal(prose_line_link(&p.lines[0], 2), PROSE_NO_LINK);
	prose_free(&p);
}

static void prose__says_what_a_citation_does_not_find(void **state)
{
	struct prose p;

	(void)state;
	assert_looks("[words](exhibit:nothing)", "{!words [no exhibit 'nothing']}\n");
	assert_looks("[](ruling:none)", "{!none [no ruling 'none']}\n");
	prose_render("[words](exhibit:nothing)", 40, 0, NULL, NULL, &p);
	assert_int_equal(p.links[0].id, 0);
	prose_free(&p);
}

static void prose__shows_addresses_and_leads_nowhere(void **state)
{
	struct prose p;

	(void)state;
	assert_looks("[site](https://example.org/)", "{tsite}{d <https://example.org/>}\n");
	assert_looks("<https://example.org/>", "{thttps://example.org/}\n");
	assert_looks("![photo](https://example.org/)", "{tphoto}{d <https://example.org/>}\n");
	prose_render("[site](https://example.org/)", 40, 0, resolve, NULL, &p);
	assert_int_equal(p.n_links, 0);
	prose_free(&p);
}

/* A link that is broken over lines is one link on each of them. */
static void prose__breaks_links(void **state)
{
	struct prose p;

	(void)state;
	prose_render("see [the police report](exhibit:report)", 12, 0, resolve, NULL, &p);
	assert_int_equal(p.n, 4);
	for (size_t i = 0; i < p.n; i++)
		assert_int_equal(prose_line_link(&p.lines[i], 0), 0);
	prose_free(&p);
}

static void prose__stops_at_the_most_lines(void **state)
{
	struct prose p;

	(void)state;
	prose_render("one\n\ntwo\n\nthree", 40, 3, resolve, NULL, &p);
	assert_int_equal(p.n, 3);
	assert_true(p.cut);
	prose_free(&p);
	prose_render("one\n\ntwo", 40, 3, resolve, NULL, &p);
	assert_int_equal(p.n, 3);
	assert_false(p.cut);
	prose_free(&p);
	prose_render("", 40, 3, resolve, NULL, &p);
	assert_int_equal(p.n, 0);
	prose_free(&p);
}

/* No line is wider than was asked for, whatever the text. */
static void prose__fits_for_random_text(void **state)
{
	static const char *const pieces[] = { "word", " ", "\n", "\n\n", "*", "**", "> ", "- ",
		"1. ", "[a](exhibit:report)", "[b](claim:x)", "`", "# ", "    ", "香港", "שלום",
		"e\u0301", "👩", "<i>", "https://example.org/", "![", "](", ")", "\\", "---\n",
		"```\n" };
	struct chance chance = chance_open("prose");

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct str text = STR_INIT;
		struct prose p;
		int columns = 12 + (int)chance_below(&chance, 60);

		for (uint32_t n = chance_below(&chance, 60); n > 0; n--)
			str_add(&text,
				pieces[chance_below(&chance, sizeof(pieces) / sizeof(*pieces))]);
		prose_render(str_text(&text), columns, 0, resolve, NULL, &p);
		free(looks_of(&p));
		for (size_t i = 0; i < p.n; i++) {
			struct str clean = STR_INIT;

			text_clean(&clean, p.lines[i].text, strlen(p.lines[i].text), TEXT_LINE);
			if (text_width(str_text(&clean), clean.len) > columns + 1)
				fail_msg("%d columns: \"%s\" of \"%s\"", columns, p.lines[i].text,
					str_text(&text));
			str_free(&clean);
		}
		prose_free(&p);
		str_free(&text);
	}
}

static void prose__leaves_plain_text_as_it_stands(void **state)
{
	struct prose p;
	char *found;

	(void)state;
	prose_plain("Tags: *a*, <b>\n# no: heading\n+ no list\n\n  two  blanks", 40, 0, &p);
	found = looks_of(&p);
	assert_string_equal(
		found, "{tTags: *a*, <b>}\n{t# no: heading}\n{t+ no list}\n\n{t  two  blanks}\n");
	free(found);
	prose_free(&p);
	prose_plain("one two three\nfour", 8, 2, &p);
	found = lines_of(&p);
	assert_string_equal(found, "one two\nthree\n");
	assert_true(p.cut);
	free(found);
	prose_free(&p);
	prose_plain("", 8, 2, &p);
	assert_int_equal(p.n, 1);
	prose_free(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prose__shows_stress_and_code),
		cmocka_unit_test(prose__shows_markup_of_others_as_text),
		cmocka_unit_test(prose__breaks_lines_by_columns),
		cmocka_unit_test(prose__hangs_lists),
		cmocka_unit_test(prose__bars_quotations),
		cmocka_unit_test(prose__lets_margins_go_on_narrow_screens),
		cmocka_unit_test(prose__shows_citations_with_their_marks),
		cmocka_unit_test(prose__says_what_a_citation_does_not_find),
		cmocka_unit_test(prose__shows_addresses_and_leads_nowhere),
		cmocka_unit_test(prose__breaks_links),
		cmocka_unit_test(prose__stops_at_the_most_lines),
		cmocka_unit_test(prose__leaves_plain_text_as_it_stands),
		cmocka_unit_test(prose__fits_for_random_text),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
