#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "import/vcard.h"
#include "model/str.h"

#define CARD(version, lines) "BEGIN:VCARD\r\nVERSION:" version "\r\n" lines "END:VCARD\r\n"

/* Every card as text: a line a property, with its parameters and its unescaped value. */
static void read_all(const char *bytes, size_t len, const char *encoding, struct str *out)
{
	FILE *file = fmemopen((void *)(uintptr_t)bytes, len, "r");
	struct vcards *r;
	struct vcard card;

	assert_non_null(file);
	r = vcards_open(vcards_read_file, file);
	vcards_encoding(r, encoding);
	while (vcards_next(r, &card) == ST_OK) {
		str_addf(out, "card %lld %d %s\n", (long long)card.line, (int)card.version,
			card.error ? card.error : "");
		for (size_t i = 0; i < card.n_lines; i++) {
			const struct vcard_line *l = &card.lines[i];

			str_addf(out, "%lld %s%s%s", (long long)l->line, l->group,
				*l->group ? "." : "", l->name);
			for (size_t k = 0; k < l->n_params; k++)
				str_addf(out, ";%s=%s", l->params[k].name, l->params[k].value);
			str_add(out, l->left_out ? " left out" : "=");
			vcard_text(&card, l, out);
			str_add_c(out, '\n');
		}
	}
	assert_int_equal(vcards_offset(r), len);
	if (vcards_stray(r))
		str_addf(out, "stray %lld\n", (long long)vcards_stray(r));
	vcards_close(r);
	fclose(file);
}

static void assert_reads_n(const char *bytes, size_t len, const char *expected)
{
	struct str out = STR_INIT;

	read_all(bytes, len, NULL, &out);
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
}

static void assert_reads(const char *bytes, const char *expected)
{
	assert_reads_n(bytes, strlen(bytes), expected);
}

static void names_parameters_and_values_are_parted(void **state)
{
	(void)state;
	assert_reads(
		CARD("3.0", "FN:Noa Cohen\r\n"
			    "item1.email;type=INTERNET,pref;x-note=\"a;b:c,d\":noa@example.org\r\n"
			    "TEL;TYPE=\"voice,home\":tel:+972-2;ext=1\r\n"),
		"card 1 30 \n3 FN=Noa Cohen\n"
		"4 item1.EMAIL;TYPE=INTERNET;TYPE=pref;X-NOTE=a;b:c,d=noa@example.org\n"
		"5 TEL;TYPE=voice;TYPE=home=tel:+972-2;ext=1\n");
}

static void carets_in_parameters_stand_for_what_they_cannot_hold(void **state)
{
	(void)state;
	assert_reads(CARD("4.0", "ADR;LABEL=\"1 ^'High^' St^nTown ^^ ^x\":;;;;;;\r\n"),
		"card 1 40 \n3 ADR;LABEL=1 \"High\" St\nTown ^ ^x=;;;;;;\n");
}

static void lines_end_in_three_ways_and_are_counted(void **state)
{
	(void)state;
	assert_reads("BEGIN:VCARD\nVERSION:4.0\nFN:A\nEND:VCARD\n"
		     "BEGIN:VCARD\rVERSION:4.0\r\rFN:B\rEND:VCARD\r"
		     "begin:vcard \r\nVersion:4.0\r\nfn:C\r\nend:vcard",
		"card 1 40 \n3 FN=A\ncard 5 40 \n8 FN=B\ncard 10 40 \n12 FN=C\n");
}

static void folds_are_undone_as_bytes(void **state)
{
	(void)state;
	assert_reads(CARD("4.0", "NOTE:one\r\n  two\r\n\tthree\r\n \r\nFN:\xE9\x99\r\n \xB3x\r\n"),
		"card 1 40 \n3 NOTE=one twothree\n7 FN=\xE9\x99\xB3x\n");
}

static void the_blank_of_a_fold_is_text_in_2_1(void **state)
{
	(void)state;
	assert_reads(CARD("2.1", "NOTE:one\r\n two\r\n"), "card 1 21 \n3 NOTE=one two\n");
}

static void escapes_are_undone(void **state)
{
	(void)state;
	assert_reads(CARD("3.0", "NOTE:a\\, b\\; c\\\\ d\\n e\\N f\\x g\\:\\\r\n"),
		"card 1 30 \n3 NOTE=a, b; c\\ d\n e\n f\\x g:\\\n");
	assert_reads(CARD("2.1", "NOTE:C:\\new\\;old\r\n"), "card 1 21 \n3 NOTE=C:\\new;old\n");
}

static void quoted_printable_goes_on_over_lines(void **state)
{
	(void)state;
	assert_reads(CARD("2.1", "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:caf=C3=\r\n"
				 "=A9=0D=0A two=\r\n three=3\r\nFN;QUOTED-PRINTABLE:a=3Db=zz\r\n"),
		"card 1 21 \n3 NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8=caf\xC3\xA9\r\n"
		" two three=3\n6 FN;ENCODING=QUOTED-PRINTABLE=a=b=zz\n");
}

static void character_sets_are_turned_into_utf_8(void **state)
{
	(void)state;
	assert_reads(
		CARD("2.1", "FN;CHARSET=windows-1255:\xEB\xE4\xEF\r\n"
			    "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Garc=EDa;Jos=E9\r\n"),
		"card 1 21 \n3 FN;CHARSET=windows-1255=\xD7\x9B\xD7\x94\xD7\x9F\n"
		"4 N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE=Garc\xC3\xAD"
		"a;Jos\xC3\xA9\n");
}

static void a_legacy_page_is_said_and_not_guessed(void **state)
{
	static const char card[] =
		CARD("2.1", "FN:\xEB\xE4\xEF\r\nN;ENCODING=QUOTED-PRINTABLE:=EB=E4=EF;a\r\n"
			    "NOTE;CHARSET=NONE-SUCH:\xEB\r\nTITLE;CHARSET=UTF-8:\xD7\x9B\r\n");
	struct str out = STR_INIT;

	(void)state;
	read_all(card, sizeof(card) - 1, NULL, &out);
	assert_non_null(strstr(str_text(&out), "say it with --encoding NAME"));
	str_clear(&out);
	read_all(card, sizeof(card) - 1, "windows-1255", &out);
	assert_string_equal(str_text(&out),
		"card 1 21 \n3 FN=\xD7\x9B\xD7\x94\xD7\x9F\n"
		"4 N;ENCODING=QUOTED-PRINTABLE=\xD7\x9B\xD7\x94\xD7\x9F;a\n"
		"5 NOTE;CHARSET=NONE-SUCH=\xD7\x9B\n6 TITLE;CHARSET=UTF-8=\xD7\x9B\n");
	str_free(&out);
}

static void a_mark_and_nuls_are_passed_over(void **state)
{
	static const char bytes[] = "\xEF\xBB\xBF" CARD("3.0", "FN:a\0b\r\n");

	(void)state;
	assert_reads_n(bytes, sizeof(bytes) - 1, "card 1 30 \n3 FN=ab\n");
}

static void what_is_no_property_is_counted(void **state)
{
	(void)state;
	assert_reads("hello\r\n" CARD("3.0",
			     "no colon\r\nFN:A\r\n:x\r\nbad name:x\r\nX;a=\"b:c\r\n") "bye\r\n",
		"card 2 30 \n5 FN=A\nstray 6\n");
}

static void a_card_inside_a_card_is_passed_over(void **state)
{
	(void)state;
	assert_reads(CARD("2.1", "FN:A\r\nAGENT:\r\n" CARD("2.1", "FN:B\r\n") "TEL:1\r\n"),
		"card 1 21 \n3 FN=A\n4 AGENT=\n9 TEL=1\nstray 3\n");
}

static void bytes_in_base64_are_left_out(void **state)
{
	(void)state;
	assert_reads(CARD("3.0", "PHOTO;ENCODING=b;TYPE=JPEG:AAAA\r\n BBBB\r\n"
				 "LOGO;BASE64:AAAA\r\nPHOTO:data:image/png;base64,AAAA\r\n"
				 "PHOTO;VALUE=uri:https://example.org/a.png\r\n"),
		"card 1 30 \n3 PHOTO;ENCODING=b;TYPE=JPEG left out\n"
		"5 LOGO;ENCODING=BASE64 left out\n6 PHOTO left out\n"
		"7 PHOTO;VALUE=uri=https://example.org/a.png\n");
}

static void cards_that_are_not_whole_are_refused(void **state)
{
	(void)state;
	assert_reads("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:A\r\n" CARD("4.0", "FN:B\r\n"),
		"card 1 40 it is never ended; is the file cut off?\ncard 4 40 \n6 FN=B\n");
	assert_reads("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:A\r\n",
		"card 1 40 it is never ended; is the file cut off?\n");
	assert_reads(CARD("9.0", "FN:A\r\n"), "card 1 30 it is of a version that is not known\n");
	assert_reads(
		"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n", "card 1 30 it does not say its version\n");
}

/* A property of `size` bytes, `times` times, in one card, and a good card after it. */
static char *big_card(size_t size, int times)
{
	struct str s = STR_INIT;

	str_add(&s, "BEGIN:VCARD\r\nVERSION:4.0\r\n");
	for (int i = 0; i < times; i++) {
		str_add(&s, "NOTE:");
		for (size_t k = 0; k < size; k++)
			str_add_c(&s, 'x');
		str_add(&s, "\r\n");
	}
	str_add(&s, "END:VCARD\r\n" CARD("4.0", "FN:B\r\n"));
	return str_detach(&s);
}

static void limits_are_kept_and_the_next_card_is_read(void **state)
{
	char *line = big_card((size_t)2 << 20, 1), *lines = big_card(1, 10001);
	char *card = big_card((size_t)1000 << 10, 17);

	(void)state;
	assert_reads(line, "card 1 40 \n3 NOTE left out\ncard 5 40 \n7 FN=B\n");
	assert_reads(
		lines, "card 1 40 it has more than 10,000 lines\ncard 10005 40 \n10007 FN=B\n");
	assert_reads(card, "card 1 40 it is larger than 16 MiB\ncard 21 40 \n23 FN=B\n");
	free(line);
	free(lines);
	free(card);
}

static void preferences_are_told_in_three_ways(void **state)
{
	struct vcard_line l;
	char four[] = "TEL;PREF=7:1", three[] = "TEL;TYPE=home,PREF:1", two[] = "TEL;PREF:1";
	char none[] = "TEL;PREF=0:1";

	(void)state;
	assert_true(vcard_line_parse(four, &l));
	assert_int_equal(vcard_pref(&l), 7);
	free((void *)(uintptr_t)l.params);
	assert_true(vcard_line_parse(three, &l));
	assert_int_equal(vcard_pref(&l), 1);
	free((void *)(uintptr_t)l.params);
	assert_true(vcard_line_parse(two, &l));
	assert_int_equal(vcard_pref(&l), 1);
	free((void *)(uintptr_t)l.params);
	assert_true(vcard_line_parse(none, &l));
	assert_int_equal(vcard_pref(&l), 101);
	free((void *)(uintptr_t)l.params);
}

static void parts_are_split_at_bare_semicolons(void **state)
{
	struct vcard card = { .version = VCARD_40 };
	char text[] = "N:O\\;Neil,van;Jo\\,e;;Dr.,,Prof.;";
	static const char *const parts[] = { "O;Neil van", "Jo,e", "", "Dr. Prof.", "" };
	struct vcard_line l;
	struct str part = STR_INIT;

	(void)state;
	assert_true(vcard_line_parse(text, &l));
	for (size_t i = 0; i < 5; i++) {
		str_clear(&part);
		assert_true(vcard_part(&card, &l, i, " ", &part));
		assert_string_equal(str_text(&part), parts[i]);
	}
	assert_false(vcard_part(&card, &l, 5, " ", &part));
	card.version = VCARD_21;
	str_clear(&part);
	assert_true(vcard_part(&card, &l, 3, " ", &part));
	assert_string_equal(str_text(&part), "Dr.,,Prof.");
	str_free(&part);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_parameters_and_values_are_parted),
		cmocka_unit_test(carets_in_parameters_stand_for_what_they_cannot_hold),
		cmocka_unit_test(lines_end_in_three_ways_and_are_counted),
		cmocka_unit_test(folds_are_undone_as_bytes),
		cmocka_unit_test(the_blank_of_a_fold_is_text_in_2_1),
		cmocka_unit_test(escapes_are_undone),
		cmocka_unit_test(quoted_printable_goes_on_over_lines),
		cmocka_unit_test(character_sets_are_turned_into_utf_8),
		cmocka_unit_test(a_legacy_page_is_said_and_not_guessed),
		cmocka_unit_test(a_mark_and_nuls_are_passed_over),
		cmocka_unit_test(what_is_no_property_is_counted),
		cmocka_unit_test(a_card_inside_a_card_is_passed_over),
		cmocka_unit_test(bytes_in_base64_are_left_out),
		cmocka_unit_test(cards_that_are_not_whole_are_refused),
		cmocka_unit_test(limits_are_kept_and_the_next_card_is_read),
		cmocka_unit_test(preferences_are_told_in_three_ways),
		cmocka_unit_test(parts_are_split_at_bare_semicolons),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
