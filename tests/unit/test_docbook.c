#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/xml_help.h"

static void docbook_block__stands_on_its_own_line(void **state)
{
	struct str out = STR_INIT;
	struct docbook *d = docbook_open(xml_sink, &out);

	(void)state;
	docbook_block(d, "section");
	docbook_attr(d, "xml:id", "a");
	docbook_leaf(d, "title", "Facts");
	docbook_block(d, "para");
	docbook_text(d, "See ");
	docbook_inline(d, "link");
	docbook_attr(d, "linkend", "a");
	docbook_text(d, "here");
	docbook_end(d);
	docbook_phrase(d, "emphasis", "now");
	docbook_text(d, ".");
	docbook_end(d);
	assert_true(docbook_close(d));
	assert_string_equal(str_text(&out),
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<section xml:id=\"a\">\n<title>Facts</title>\n"
		"<para>See <link linkend=\"a\">here</link><emphasis>now</emphasis>.</para>\n"
		"</section>\n");
	str_free(&out);
}

static void docbook_text__escapes_and_keeps_every_script(void **state)
{
	struct str out = STR_INIT;
	struct docbook *d = docbook_open(xml_sink, &out);

	(void)state;
	docbook_block(d, "para");
	docbook_attr(d, "role", "a<b & \"c\" é");
	docbook_text(d, "a<b & c]]> שלום 陳");
	docbook_text_n(d, "cut here", 3);
	docbook_text(d, NULL);
	assert_true(docbook_close(d));
	assert_string_equal(str_text(&out), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
					    "<para role=\"a&lt;b &amp; &quot;c&quot; é\">a&lt;b "
					    "&amp; c]]&gt; שלום 陳cut</para>\n");
	str_free(&out);
}

static void docbook_attr__writes_nothing_for_nothing(void **state)
{
	struct str out = STR_INIT;
	struct docbook *d = docbook_open(xml_sink, &out);

	(void)state;
	docbook_block(d, "para");
	docbook_attr(d, "role", "");
	docbook_attr(d, "label", NULL);
	docbook_lang(d, "not a tag");
	docbook_lang(d, "und");
	assert_true(docbook_close(d));
	assert_non_null(strstr(str_text(&out), "<para/>"));
	str_free(&out);
}

static void docbook_text__reads_back_as_it_was_cleaned(void **state)
{
	struct chance chance = chance_open("docbook");

	(void)state;
	for (int i = 0; i < 10000; i++) {
		struct str text = STR_INIT, out = STR_INIT, body = STR_INIT, role = STR_INIT;
		struct docbook *d = docbook_open(xml_sink, &out);
		xmlDoc *doc;
		xmlChar *got;

		xml_hostile(&chance, &text, 1 + chance_below(&chance, 12));
		docbook_clean(&body, str_text(&text), text.len, TEXT_LINES);
		docbook_clean(&role, str_text(&text), strlen(str_text(&text)), TEXT_LINE);
		docbook_block(d, "para");
		docbook_attr(d, "role", str_text(&text));
		docbook_text_n(d, str_text(&text), text.len);
		docbook_end(d);
		assert_true(docbook_close(d));
		doc = xml_read(&out);
		if (!doc)
			fail_msg("case %d cannot be read: %s", i, str_text(&out));
		got = xmlNodeGetContent(xmlDocGetRootElement(doc));
		assert_string_equal((char *)got, str_text(&body));
		xmlFree(got);
		got = xmlGetProp(xmlDocGetRootElement(doc), BAD_CAST "role");
		assert_string_equal(got ? (char *)got : "", str_text(&role));
		xmlFree(got);
		xmlFreeDoc(doc);
		str_free(&text);
		str_free(&out);
		str_free(&body);
		str_free(&role);
	}
}

static void docbook_clean__leaves_nothing_that_steers(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	docbook_clean(&out, "a\033[2Jb\342\200\256c\357\277\276d\377", 15, TEXT_LINES);
	assert_string_equal(str_text(&out), "a␛[2Jb<U+202E>c\357\277\275d\357\277\275");
	str_free(&out);
}

static bool refuses(void *arg, const char *bytes, size_t len)
{
	(void)bytes;
	(void)len;
	++*(int *)arg;
	return false;
}

static void docbook_close__tells_that_writing_failed(void **state)
{
	int calls = 0;
	struct docbook *d = docbook_open(refuses, &calls);

	(void)state;
	docbook_block(d, "book");
	for (int i = 0; i < 100000 && docbook_ok(d); i++)
		docbook_leaf(d, "para", "some words to fill the buffer with");
	assert_false(docbook_ok(d));
	assert_false(docbook_close(d));
	assert_int_equal(calls, 1);
}

static void assert_id(const char *ref, const char *id)
{
	struct str out = STR_INIT;

	docbook_id(&out, "ex", ref);
	assert_string_equal(str_text(&out), id);
	assert_int_equal(xmlValidateNCName(BAD_CAST str_text(&out), 0), 0);
	str_free(&out);
}

static void docbook_id__is_a_name_and_keeps_refs_apart(void **state)
{
	(void)state;
	assert_id("hk-police-report", "ex-hk-police-report");
	assert_id("P/12A", "ex-P_2f_12A");
	assert_id("a_b", "ex-a_5f_b");
	assert_id("a b", "ex-a_20_b");
	assert_id("עד", "ex-_5e2__5d3_");
	assert_id("", "ex-");
}

static void assert_href(const char *url, const char *href)
{
	struct str out = STR_INIT;

	assert_int_equal(docbook_href(&out, url), href != NULL);
	assert_string_equal(str_text(&out), href ? href : "");
	str_free(&out);
}

static void docbook_href__takes_web_addresses_alone(void **state)
{
	(void)state;
	assert_href("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e");
	assert_href("HTTP://example.org", "HTTP://example.org");
	assert_href("http://example.org/a b\"<>[x]^`{|}\\", "http://example.org/"
							    "a%20b%22%3C%3E%5Bx%5D%5E%60%7B%7C%7D"
							    "%5C");
	assert_href("http://example.org/50%", "http://example.org/50%25");
	assert_href("http://example.org/%41%zz", "http://example.org/%41%25zz");
	assert_href("http://example.org/#a#b", "http://example.org/#a%23b");
	assert_href("http://example.org/שלום", "http://example.org/%D7%A9%D7%9C%D7%95%D7%9D");
	assert_href("javascript:alert(1)", NULL);
	assert_href("file:///etc/passwd", NULL);
	assert_href("http://", NULL);
	assert_href("http:///x", NULL);
	assert_href("", NULL);
}

static void docbook_is_lang__knows_tags_and_directions(void **state)
{
	(void)state;
	assert_true(docbook_is_lang("he"));
	assert_true(docbook_is_lang("zh-Hant-HK"));
	assert_false(docbook_is_lang("e"));
	assert_false(docbook_is_lang("en-"));
	assert_false(docbook_is_lang("english language"));
	assert_false(docbook_is_lang("12"));
	assert_true(docbook_is_rtl("he"));
	assert_true(docbook_is_rtl("AR-eg"));
	assert_true(docbook_is_rtl("ku-Arab"));
	assert_false(docbook_is_rtl("en"));
	assert_false(docbook_is_rtl("ar-Latn"));
	assert_false(docbook_is_rtl("hea"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(docbook_block__stands_on_its_own_line),
		cmocka_unit_test(docbook_text__escapes_and_keeps_every_script),
		cmocka_unit_test(docbook_attr__writes_nothing_for_nothing),
		cmocka_unit_test(docbook_text__reads_back_as_it_was_cleaned),
		cmocka_unit_test(docbook_clean__leaves_nothing_that_steers),
		cmocka_unit_test(docbook_close__tells_that_writing_failed),
		cmocka_unit_test(docbook_id__is_a_name_and_keeps_refs_apart),
		cmocka_unit_test(docbook_href__takes_web_addresses_alone),
		cmocka_unit_test(docbook_is_lang__knows_tags_and_directions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
