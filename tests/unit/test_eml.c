#include "config.h"

#include "export/eml.h"

#include "export/template.h"
#include "tests/unit/model_help.h"

static void eml_is_address__takes_one_plain_address(void **state)
{
	static const char *const good[] = { "a@b.org", "noa.cohen+x@example.co.il",
		"o'brien@x-y.example", "a@localhost" };
	static const char *const bad[] = { "", "a", "@b.org", "a@", "a b@c.org", "a@b@c.org",
		"a@b.org, c@d.org", "<a@b.org>", "a@b.org\r\nBcc: c@d.org", ".a@b.org", "a.@b.org",
		"a..b@c.org", "a@.b.org", "a@b.org.", "a@b..org", "נועה@example.org", "a\"@b.org" };

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		assert_true(eml_is_address(good[i]));
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(eml_is_address(bad[i]));
}

/* Whatever the texts are: ASCII, CRLF alone, lines of at most 78 bytes, and just these headers. */
static void assert_whole(const struct str *out, const char *const *headers)
{
	const char *p = str_text(out), *end = strstr(p, "\r\n\r\n");
	size_t n = 0;

	assert_non_null(end);
	for (const char *line = p; line < end + 2; line = strstr(line, "\r\n") + 2) {
		if (*line == ' ')
			continue;
		assert_non_null(headers[n]);
		assert_memory_equal(line, headers[n], strlen(headers[n]));
		n++;
	}
	assert_null(headers[n]);
	for (size_t i = 0, from = 0; i < out->len; i++) {
		assert_true((unsigned char)out->data[i] < 128);
		assert_int_equal(out->data[i] == '\n', i && out->data[i - 1] == '\r');
		if (i - from > 78)
			fail_msg("%.*s", (int)(i - from), out->data + from);
		if (out->data[i] == '\n')
			from = i + 1;
	}
}

static void eml_write__is_whole_for_any_text(void **state)
{
	static const char *const pieces[] = { "a", "נ", "再", "\r\n", "\n", " ", "=?", "\"", "\\",
		"\x01", "\xff", "😀", ".", "From ", "<x@y.org>", "e\u0301", "\xe2\x80\xae", ":",
		"word ", "," };
	static const char *const headers[] = { "From: ", "To: ", "Subject: ", "Date: ",
		"X-Unsent: 1", "MIME-Version: 1.0",
		"Content-Language: ", "Content-Type: multipart/mixed", NULL };
	uint32_t random = 7;

	(void)state;
	for (int round = 0; round < 300; round++) {
		struct str texts[3] = { STR_INIT, STR_INIT, STR_INIT }, out = STR_INIT;

		for (int t = 0; t < 3; t++)
			for (int i = round % 90; i >= 0; i--) {
				random = random * 1664525 + 1013904223;
				str_add(&texts[t], pieces[(random >> 16) % 20]);
			}
		eml_write(&(struct eml){ .from = "lead@example.org",
				  .from_name = str_text(&texts[1]),
				  .to = "someone-with-a-long-name@a-long-domain.example.org",
				  .to_name = str_text(&texts[0]),
				  .subject = str_text(&texts[1]),
				  .language = "he",
				  .body = str_text(&texts[2]),
				  .file_name = str_text(&texts[0]),
				  .file_type = "text/markdown",
				  .file = str_text(&texts[2]),
				  .file_len = texts[2].len },
			"2026-11-20T10:42:00Z", &out);
		assert_whole(&out, headers);
		for (int t = 0; t < 3; t++)
			str_free(&texts[t]);
		str_free(&out);
	}
}

static void eml_write__is_readable_where_it_can_be(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	eml_write(&(struct eml){ .to = "noa@example.org",
			  .to_name = "Noa \"N\" Cohen",
			  .subject = "Sign",
			  .body = "Dear Noa,\n.a = b \nFrom here\n" },
		"2026-11-20T10:42:00Z", &out);
	assert_string_equal(str_text(&out), "To: \"Noa \\\"N\\\" Cohen\" <noa@example.org>\r\n"
					    "Subject: Sign\r\n"
					    "Date: Fri, 20 Nov 2026 10:42:00 +0000\r\n"
					    "X-Unsent: 1\r\n"
					    "MIME-Version: 1.0\r\n"
					    "Content-Type: text/plain; charset=utf-8\r\n"
					    "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
					    "Dear Noa,\r\n=2Ea =3D b=20\r\n=46rom here\r\n");
	str_free(&out);
}

/* ---- templates ---- */

static const struct template_value values[] = { { "name", "Noa" }, { "empty", "" },
	{ "text", "one\n\ntwo" } };
#define VALUES values, sizeof(values) / sizeof(values[0])

static void assert_filled(const char *text, const char *subject, const char *body)
{
	struct str s = STR_INIT, b = STR_INIT;

	template_fill(text, VALUES, &s, &b);
	assert_string_equal(str_text(&s), subject);
	assert_string_equal(str_text(&b), body);
	str_free(&s);
	str_free(&b);
}

static void template_fill__leaves_out_lines_that_name_nothing(void **state)
{
	(void)state;
	assert_filled(
		"Subject: To {name}\n\nDear {name}\nby {empty}\nend", "To Noa", "Dear Noa\nend\n");
	assert_filled("Subject: x\n\na\n\nby {empty}\n\nb\n", "x", "a\n\nb\n");
	assert_filled("Subject:\n\n{text}\n{{name} }", "", "one\n\ntwo\n{name} }\n");
}

static void template_check__says_the_line(void **state)
{
	struct db *db = *state;

	must(db, template_check(db, "t", "Subject: {name}\n\n{{ {text}", VALUES));
	assert_refused(db, template_check(db, "t", "x", VALUES), ST_INVALID, "t, line 1");
	assert_refused(db, template_check(db, "t", "Subject: x\ny", VALUES), ST_INVALID, "line 2");
	assert_refused(db, template_check(db, "t", "Subject: x\n\n\n{naam}", VALUES), ST_INVALID,
		"t, line 4: there is no {naam}; there are {name}, {empty}, {text}");
	assert_refused(
		db, template_check(db, "t", "Subject: {x", VALUES), ST_INVALID, "is not closed");
}

static void template_shipped__can_all_be_filled(void **state)
{
	static const char *const kinds[] = { "invitation", "reminder", "again" };
	static const char *const asked[] = { "en", "he", "es", "he-IL", "est", "fr" };
	static const char *const given[] = { "en", "he", "es", "he", "en", "en" };
	static const struct template_value all[] = { { "name", "" }, { "letter", "" },
		{ "subject", "" }, { "sign_by", "" }, { "invited", "" }, { "signed", "" },
		{ "agreed", "" }, { "lead", "" }, { "version", "" }, { "sha256", "" },
		{ "text", "" } };
	struct db *db = *state;
	const char *language = NULL;

	for (size_t k = 0; k < 3; k++)
		for (size_t i = 0; i < 6; i++) {
			const char *text;

			language = asked[i];
			text = template_shipped(kinds[k], &language);
			assert_string_equal(language, given[i]);
			must(db, template_check(db, kinds[k], text, all, 11));
		}
	language = NULL;
	template_shipped("again", &language);
	assert_string_equal(language, "en");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(eml_is_address__takes_one_plain_address),
		cmocka_unit_test(eml_write__is_whole_for_any_text),
		cmocka_unit_test(eml_write__is_readable_where_it_can_be),
		cmocka_unit_test(template_fill__leaves_out_lines_that_name_nothing),
		MODEL_TEST(template_check__says_the_line),
		MODEL_TEST(template_shipped__can_all_be_filled),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
