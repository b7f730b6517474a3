#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "export/commonmark.h"
#include "tests/unit/xml_help.h"

static bool resolve(
	void *arg, enum entity_id entity, const char *ref, struct str *id, struct str *label)
{
	(void)arg;
	if (entity == ENTITY_EXHIBIT && !strcmp(ref, "report")) {
		str_add(id, "ex-report");
		str_add(label, "Exhibit P/1");
	} else if (entity == ENTITY_AUTHORITY && !strcmp(ref, "law")) {
		str_add(id, "auth-law");
		str_add(label, "The Law");
	} else {
		str_add(label, strcmp(ref, "source") ? "[not attached]" : "Witness A");
	}
	return !strcmp(ref, "source");
}

/* An article with what the citations above point to, and `text` written between. */
static struct str render(const char *text, bool sections, int *number)
{
	struct str out = STR_INIT;
	struct docbook *d = docbook_open(xml_sink, &out);
	struct commonmark c = {
		.out = d, .resolve = resolve, .sections = sections, .number = number
	};

	docbook_block(d, "article");
	docbook_attr(d, "xmlns", DOCBOOK_NS);
	docbook_attr(d, "xmlns:xlink", DOCBOOK_XLINK);
	docbook_attr(d, "version", "5.0");
	docbook_leaf(d, "title", "T");
	docbook_block(d, "para");
	docbook_inline(d, "phrase");
	docbook_attr(d, "xml:id", "ex-report");
	docbook_end(d);
	docbook_inline(d, "phrase");
	docbook_attr(d, "xml:id", "auth-law");
	docbook_end(d);
	docbook_end(d);
	commonmark_write(&c, text);
	assert_true(docbook_close(d));
	return out;
}

static void assert_part(struct str *out, const char *expected)
{
	const char *from = strstr(str_text(out), "</para>\n");
	char *end = strstr(str_text(out), "\n</article>");

	assert_non_null(from);
	from += strlen("</para>\n");
	if (end)
		*end = 0;
	assert_string_equal(end && from <= end ? from : "", expected);
	str_free(out);
}

static void assert_plain(xmlRelaxNG *schema, const char *text, const char *expected)
{
	struct str out = render(text, true, NULL);

	assert_true(xml_valid(schema, &out));
	assert_part(&out, expected);
}

static void assert_numbered(xmlRelaxNG *schema, const char *text, const char *expected)
{
	int number = 0;
	struct str out = render(text, true, &number);

	assert_true(xml_valid(schema, &out));
	assert_part(&out, expected);
}

static void commonmark_write__knows_inlines(void **state)
{
	assert_plain(*state, "One *two* **three** `four`",
		"<para>One <emphasis>two</emphasis> "
		"<emphasis role=\"strong\">three</emphasis> <code>four</code></para>");
	assert_plain(*state, "a & b\nc", "<para>a &amp; b\nc</para>");
	assert_plain(*state, "To:  \nThe Minister\nof **Defense**",
		"<literallayout>To:\nThe Minister of <emphasis role=\"strong\">Defense</emphasis>"
		"</literallayout>");
	assert_plain(*state, "", "");
}

static void commonmark_write__knows_blocks(void **state)
{
	assert_plain(*state, "> He said\n>\n> this",
		"<blockquote>\n<para>He said</para>\n"
		"<para>this</para>\n</blockquote>");
	assert_plain(*state, "- a\n- b",
		"<itemizedlist spacing=\"compact\">\n<listitem>\n<para>a"
		"</para>\n</listitem>\n<listitem>\n<para>b</para>\n</listitem>\n</itemizedlist>");
	assert_plain(*state, "7. a",
		"<orderedlist spacing=\"compact\" numeration=\"arabic\" "
		"startingnumber=\"7\">\n<listitem>\n<para>a</para>\n</listitem>\n</orderedlist>");
	assert_plain(*state, "    x < y\n    z",
		"<literallayout class=\"monospaced\">x &lt; y\nz"
		"</literallayout>");
	assert_plain(*state, "***", "<para role=\"break\">* * *</para>");
}

static void commonmark_write__nests_sections_by_headings(void **state)
{
	assert_plain(*state, "# A\n### B\ntext\n## C\n# D *d*\nend",
		"<section>\n<title>A</title>\n<section>\n<title>B</title>\n<para>text</para>\n"
		"</section>\n<section>\n<title>C</title>\n<para/>\n</section>\n</section>\n"
		"<section>\n<title>D <emphasis>d</emphasis></title>\n<para>end</para>\n</section>");
	assert_plain(*state, "> # In a quotation",
		"<blockquote>\n<bridgehead>In a quotation"
		"</bridgehead>\n</blockquote>");
}

static void commonmark_write__fills_what_may_not_be_empty(void **state)
{
	assert_plain(*state, "-\n- [a]: /b",
		"<itemizedlist spacing=\"compact\">\n<listitem>\n"
		"<para/>\n</listitem>\n<listitem>\n<para/>\n</listitem>\n</itemizedlist>");
	assert_plain(*state, ">", "<blockquote>\n<para/>\n</blockquote>");
	assert_plain(*state, "#", "<section>\n<title/>\n<para/>\n</section>");
}

static void commonmark_write__links_citations(void **state)
{
	assert_plain(*state, "[the *police* report](exhibit:report)",
		"<para><link linkend=\""
		"ex-report\">the <emphasis>police</emphasis> report</link></para>");
	assert_plain(*state, "[s 9](authority:law)",
		"<para><link linkend=\"auth-law\" role=\""
		"authority\">s 9</link></para>");
	assert_plain(*state, "[](exhibit:report), <exhibit:report>",
		"<para><link linkend=\""
		"ex-report\">Exhibit P/1</link>, <link linkend=\"ex-report\">Exhibit P/1</link>"
		"</para>");
	assert_plain(*state, "![a photo](exhibit:report)",
		"<para><link linkend=\"ex-report\">"
		"a photo</link></para>");
}

static void commonmark_write__keeps_the_words_alone_of_what_is_not_there(void **state)
{
	assert_plain(*state, "[the *sealed* report](exhibit:other)",
		"<para>the <emphasis>sealed"
		"</emphasis> report</para>");
	assert_plain(*state, "<exhibit:other> [](contact:x)",
		"<para>[not attached] [not attached]"
		"</para>");
	assert_plain(*state, "[x](nothing:report)", "<para>x</para>");
	assert_plain(*state, "[Noa *Cohen*](contact:source), [](contact:source)",
		"<para>Witness A, Witness A</para>");
}

static void commonmark_write__lets_no_markup_and_no_other_address_through(void **state)
{
	assert_plain(*state, "[a](https://example.org/?q=1&r=2)",
		"<para><link xlink:href=\""
		"https://example.org/?q=1&amp;r=2\">a</link></para>");
	assert_plain(*state, "<https://example.org/>",
		"<para><link xlink:href=\""
		"https://example.org/\">https://example.org/</link></para>");
	assert_plain(*state, "[a](javascript:x) [b](file:///etc/passwd) ![c](../d.png)",
		"<para>a b c</para>");
	assert_plain(*state, "a <b onclick='x'>c</b>",
		"<para>a &lt;b onclick='x'&gt;c&lt;/b&gt;"
		"</para>");
	assert_plain(*state, "<script>\nx\n</script>",
		"<literallayout>&lt;script&gt;\nx\n"
		"&lt;/script&gt;</literallayout>");
	assert_plain(*state, "[![x](exhibit:report)](https://example.org)",
		"<para><link xlink:href"
		"=\"https://example.org\">x</link></para>");
	assert_plain(*state, "a&#27;b", "<para>a␛b</para>");
}

static void commonmark_write__numbers_paragraphs_through_sections(void **state)
{
	assert_numbered(*state, "Intro\n\n# Facts\n\nFirst\n\nSecond",
		"<orderedlist numeration=\"arabic\" role=\"numbered-paras\">\n"
		"<listitem xml:id=\"para-1\">\n<para>Intro</para>\n</listitem>\n</orderedlist>\n"
		"<section>\n<title>Facts</title>\n"
		"<orderedlist numeration=\"arabic\" role=\"numbered-paras\" continuation=\""
		"continues\">\n"
		"<listitem xml:id=\"para-2\">\n<para>First</para>\n</listitem>\n"
		"<listitem xml:id=\"para-3\">\n<para>Second</para>\n</listitem>\n</orderedlist>\n"
		"</section>");
}

static void commonmark_write__keeps_lists_and_quotations_in_their_paragraph(void **state)
{
	assert_numbered(*state, "One:\n\n1. a\n\n# B\n\nTwo\n\n> q",
		"<orderedlist numeration=\"arabic\" role=\"numbered-paras\">\n"
		"<listitem xml:id=\"para-1\">\n<para>One:</para>\n"
		"<orderedlist spacing=\"compact\" "
		"numeration=\"arabic\">\n<listitem>\n<para>a</para>"
		"\n</listitem>\n</orderedlist>\n</listitem>\n</orderedlist>\n"
		"<section>\n<title>B</title>\n"
		"<orderedlist numeration=\"arabic\" role=\"numbered-paras\" startingnumber=\"2\">\n"
		"<listitem xml:id=\"para-2\">\n<para>Two</para>\n"
		"<blockquote>\n<para>q</para>\n</blockquote>\n</listitem>\n</orderedlist>\n"
		"</section>");
	assert_numbered(*state, "> q\n\n***\n\nOne",
		"<blockquote>\n<para>q</para>\n</blockquote>\n"
		"<para role=\"break\">* * *</para>\n"
		"<orderedlist numeration=\"arabic\" role=\"numbered-paras\">\n"
		"<listitem xml:id=\"para-1\">\n<para>One</para>\n</listitem>\n</orderedlist>");
}

static void commonmark_write__takes_the_numbers_that_were_typed(void **state)
{
	assert_numbered(*state, "Preface\n\n## A\n\n1. One\n\n   - sub\n2. Two\n\n## B\n\n3. Three",
		"<para>Preface</para>\n<section>\n<title>A</title>\n"
		"<orderedlist numeration=\"arabic\" role=\"numbered-paras\">\n"
		"<listitem xml:id=\"para-1\">\n<para>One</para>\n"
		"<itemizedlist spacing=\"compact\">\n<listitem>\n<para>sub</para>\n</listitem>\n"
		"</itemizedlist>\n</listitem>\n"
		"<listitem xml:id=\"para-2\">\n<para>Two</para>\n</listitem>\n</orderedlist>\n"
		"</section>\n<section>\n<title>B</title>\n"
		"<orderedlist numeration=\"arabic\" role=\"numbered-paras\" continuation=\""
		"continues\">\n"
		"<listitem xml:id=\"para-3\">\n<para>Three</para>\n</listitem>\n</orderedlist>\n"
		"</section>");
}

static void commonmark_write__stays_readable_when_nested_too_deep(void **state)
{
	struct str text = STR_INIT;
	struct str out;

	for (int i = 0; i < 3000; i++)
		str_add(&text, i % 3 ? "> " : "- ");
	str_add(&text, "deep\n\n");
	for (int i = 0; i < 3000; i++)
		str_add(&text, i % 2 ? "*a " : "**b ");
	for (int i = 3000; i-- > 0;)
		str_add(&text, i % 2 ? "*" : "**");
	out = render(str_text(&text), true, NULL);
	assert_true(xml_valid(*state, &out));
	assert_non_null(strstr(str_text(&out), "deep"));
	str_free(&text);
	str_free(&out);
}

static void commonmark_write__is_valid_for_any_text(void **state)
{
	static const char *const pieces[] = { "# ", "## ", "\n", "\n\n", "> ", "- ", "1. ", "3) ",
		"    ", "*", "**", "_", "`", "```\n", "[", "]", "](exhibit:report)",
		"](authority:law)", "](exhibit:x)", "](http://e.org/", ")", "<", ">", "<b>",
		"<exhibit:report>", "![", "  \n", "\\\n", "---\n", "===\n", "a", "word ", "&amp;",
		"&#0;", "[r]: exhibit:report\n", "[r]", "\t", "<!-- ", "-->" };
	struct chance chance = chance_open("commonmark");

	for (int i = 0; i < 3000; i++) {
		struct str text = STR_INIT, out;
		int number = 0;
		unsigned parts = 1 + chance_below(&chance, 40);

		while (parts--) {
			if (chance_below(&chance, 8) == 0)
				xml_hostile(&chance, &text, 1);
			else
				str_add(&text, pieces[chance_below(&chance,
						       (sizeof(pieces) / sizeof(pieces[0])))]);
		}
		out = render(str_text(&text), i % 3 != 0, i % 2 ? &number : NULL);
		if (!xml_valid(*state, &out))
			fail_msg("case %d: %s\n%s", i, str_text(&text), str_text(&out));
		str_free(&text);
		str_free(&out);
	}
}

static void note(void *arg, enum entity_id entity, const char *ref)
{
	str_addf(arg, "%s=%s;", entity_get(entity)->name, ref);
}

static void commonmark_citations__finds_each_in_order(void **state)
{
	struct str found = STR_INIT;

	(void)state;
	commonmark_citations(
		"[a](exhibit:one) `[b](exhibit:no)` <ruling:two>\n\n- [c][d] [e](http://"
		"x.org)\n\n[d]: event:three",
		note, &found);
	assert_string_equal(str_text(&found), "exhibit=one;ruling=two;event=three;");
	str_free(&found);
}

static int load_schema(void **state)
{
	*state = xml_schema();
	return 0;
}

static int free_schema(void **state)
{
	xmlRelaxNGFree(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commonmark_write__knows_inlines),
		cmocka_unit_test(commonmark_write__knows_blocks),
		cmocka_unit_test(commonmark_write__nests_sections_by_headings),
		cmocka_unit_test(commonmark_write__fills_what_may_not_be_empty),
		cmocka_unit_test(commonmark_write__links_citations),
		cmocka_unit_test(commonmark_write__keeps_the_words_alone_of_what_is_not_there),
		cmocka_unit_test(commonmark_write__lets_no_markup_and_no_other_address_through),
		cmocka_unit_test(commonmark_write__numbers_paragraphs_through_sections),
		cmocka_unit_test(commonmark_write__keeps_lists_and_quotations_in_their_paragraph),
		cmocka_unit_test(commonmark_write__takes_the_numbers_that_were_typed),
		cmocka_unit_test(commonmark_write__stays_readable_when_nested_too_deep),
		cmocka_unit_test(commonmark_write__is_valid_for_any_text),
		cmocka_unit_test(commonmark_citations__finds_each_in_order),
	};

	return cmocka_run_group_tests(tests, load_schema, free_schema);
}
