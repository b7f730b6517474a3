#include "config.h"

#include "tests/unit/model_help.h"

#include "export/vcard.h"
#include "import/vcard_contact.h"
#include "model/contact.h"
#include "model/extra.h"
#include "model/text.h"
#include "tests/unit/seed.h"

/* The first card of `bytes` as a contact; the caller frees the row. */
static bool take(struct db *db, const char *bytes, struct contact_row *row)
{
	FILE *file = fmemopen((void *)(uintptr_t)bytes, strlen(bytes), "r");
	struct vcards *r = vcards_open(vcards_read_file, file);
	struct vcard card;
	bool ok;

	contact_row_init(row);
	assert_int_equal(vcards_next(r, &card), ST_OK);
	ok = vcard_contact(db, &card, row);
	vcards_close(r);
	fclose(file);
	return ok;
}

/* What is set, a word a field: "name=Noa city=Haifa "; the two that are always there are left out.
 */
static void assert_contact(struct db *db, const char *version, const char *lines,
	const char *expected, const char *said)
{
	struct str card = STR_INIT, found = STR_INIT;
	struct contact_row row;

	str_addf(&card, "BEGIN:VCARD\r\nVERSION:%s\r\n%sEND:VCARD\r\n", version, lines);
	if (!take(db, str_text(&card), &row))
		str_addf(&found, "refused: %s", str_text(&row.reason));
	for (size_t i = 0; !row.reason.len && i < row.record.entity->n_fields; i++) {
		const struct field *f = &row.record.entity->fields[i];

		if (row.record.values[i].text && strcmp(f->name, "level"))
			str_addf(&found, "%s=%s|", f->name, row.record.values[i].text);
	}
	assert_string_equal(str_text(&found), expected);
	assert_string_equal(str_text(&row.said), said);
	contact_row_free(&row);
	str_free(&card);
	str_free(&found);
}

static void a_whole_card_finds_its_fields(void **state)
{
	assert_contact(*state, "4.0",
		"UID:urn:uuid:03a0e51f\r\nKIND:individual\r\nFN:Dr. Noa Cohen\r\n"
		"N:Cohen;Noa;Ruth;Dr.;PhD\r\nORG:Al-Haq;Legal\r\nTITLE:Director\r\n"
		"EMAIL;TYPE=home:b@example.org\r\nEMAIL;PREF=1:mailto:noa@example.org\r\n"
		"TEL;VALUE=uri:tel:+972-2-000\r\nADR:Box 1;;1 High St;Haifa;North;31000;Israel\r\n"
		"LANG:he\r\nNOTE:one\r\nNOTE:two\r\nREV:20200101T000000Z\r\n",
		"title=Dr.|kind=person|name=Dr. Noa Cohen|given=Noa Ruth|family=Cohen|"
		"affiliation=Al-Haq, Legal|email=noa@example.org|phone=+972-2-000|"
		"address=Box 1, 1 High St|city=Haifa|region=North|postcode=31000|country=IL|"
		"language=he|external_id=03a0e51f|"
		"extra=N suffix: PhD\nTITLE: Director\nEMAIL home: b@example.org|"
		"notes=one\n\ntwo|",
		"");
}

static void names_are_found_where_there_is_no_fn(void **state)
{
	assert_contact(
		*state, "3.0", "N:Cohen;Noa;;;\r\n", "name=Noa Cohen|given=Noa|family=Cohen|", "");
	assert_contact(
		*state, "3.0", "N:;;;;\r\nORG:Al-Haq\r\n", "kind=organisation|name=Al-Haq|", "");
	assert_contact(*state, "3.0", "N:;;;;\r\nNICKNAME:noa\r\n", "name=noa|", "");
	assert_contact(*state, "3.0", "EMAIL:noa@example.org\r\n",
		"name=noa@example.org|email=noa@example.org|", "");
	assert_contact(*state, "3.0", "TEL:1\r\n", "refused: it has no name", "");
}

static void kinds_are_told(void **state)
{
	assert_contact(*state, "4.0", "KIND:org\r\nFN:Al-Haq\r\nORG:Al-Haq\r\n",
		"kind=organisation|name=Al-Haq|", "");
	assert_contact(*state, "4.0", "KIND:group\r\nFN:All of us\r\nMEMBER:urn:uuid:1\r\n",
		"kind=organisation|name=All of us|extra=MEMBER: urn:uuid:1|", "");
	assert_contact(*state, "3.0", "FN:Al-Haq\r\nN:;;;;\r\nORG:Al-Haq;\r\n",
		"kind=organisation|name=Al-Haq|", "");
	assert_contact(*state, "3.0", "FN:Al-Haq\r\nORG:Al-Haq\r\nX-ABShowAs:COMPANY\r\n",
		"kind=organisation|name=Al-Haq|", "");
	assert_contact(*state, "4.0", "KIND:location\r\nFN:Haifa\r\n",
		"refused: it is neither a person nor an organisation (KIND:location)", "");
	assert_contact(*state, "4.0", "KIND:org\r\nX-AMPARO-KIND:court\r\nFN:High Court\r\n",
		"kind=court|name=High Court|", "");
}

static void the_second_fn_is_the_name_in_own_script(void **state)
{
	assert_contact(*state, "4.0",
		"FN;ALTID=1;LANGUAGE=he:\xD7\xA0\xD7\x95\xD7\xA2\xD7\x94\r\n"
		"FN;ALTID=1;PREF=1:Noa\r\n",
		"name=Noa|native_name=\xD7\xA0\xD7\x95\xD7\xA2\xD7\x94|", "");
}

static void what_is_not_understood_is_kept_and_said(void **state)
{
	assert_contact(*state, "3.0",
		"FN:Noa\r\nEMAIL;TYPE=work,pref:not an address\r\nADR:;;;;;;Neverland\r\n"
		"LANG:klingonish\r\nPHOTO;ENCODING=b:AAAA\r\nX-SKYPE:noa\r\n",
		"name=Noa|extra=EMAIL work: not an address\nADR country: Neverland\n"
		"LANG: klingonish\nX-SKYPE: noa|",
		"EMAIL work \"not an address\"; ADR country \"Neverland\"; LANG \"klingonish\"; "
		"PHOTO");
}

static void line_ends_fit_into_one_line(void **state)
{
	assert_contact(*state, "3.0", "FN:Noa\\nCohen\r\nADR:;;1 High St\\n,Flat 2,\\nRear;;;;\r\n",
		"name=Noa, Cohen|address=1 High St, Flat 2, Rear|", "");
}

/* ---- what we write is read as it was ---- */

static const char *const pieces[] = { "a", "B", "noa ", ";", ",", "\\", "\\n", ":", "\"", "=", "\n",
	"\t", "'", "^n", "\xD7\xA0", "\xE9\x99\xB3", "\xF0\x9F\x98\x80", "e\xCC\x81",
	"\xE2\x80\xAE", "\x1B[2J", "\x01", "BEGIN:VCARD", "\nEND:VCARD\n", " ", "+", "@",
	"\xC2\x85", "0123456789012345678901234567890123456789" };

static void random_text(struct chance *c, bool lines, struct str *out)
{
	uint32_t n = chance_below(c, 12);

	str_clear(out);
	str_add(out, "x");
	for (uint32_t i = 0; i < n; i++) {
		const char *piece = pieces[chance_below(c, sizeof(pieces) / sizeof(pieces[0]))];

		if (lines || !strchr(piece, '\n'))
			str_add(out, piece);
	}
	str_add(out, "x");
}

static void random_contact(struct chance *c, struct db *db, struct record *r)
{
	static const char *const texts[] = { "title", "name", "given", "family", "native_name",
		"pseudonym", "affiliation", "phone", "address", "city", "region", "postcode",
		"external_id", "notes" };
	static const char *const others[][4] = {
		{ "kind", "person", "organisation", "court" },
		{ "country", "IL", "MX", "HK" },
		{ "language", "he", "es", "zh-Hant" },
		{ "level", "public", "team", "sealed" },
		{ "email", "a@example.org", "b,c@example.org", "d\\;e@example.org" },
	};
	struct str text = STR_INIT, extra = STR_INIT;

	record_init(r, ENTITY_CONTACT);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (i != 1 && chance_below(c, 3) == 0)
			continue;
		random_text(c, !strcmp(texts[i], "notes"), &text);
		must(db, record_set(db, r, entity_field(r->entity, texts[i]), str_text(&text)));
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (chance_below(c, 2))
			(void)!record_set_name(
				db, r, others[i][0], others[i][1 + chance_below(c, 3)]);
	if (chance_below(c, 2)) {
		struct str taken = STR_INIT;

		random_text(c, true, &text);
		must(db, text_take(str_text(&text), text.len, &taken));
		extra_add(&extra, "Why: not", str_text(&taken), taken.len);
		str_free(&taken);
		record_put(r, "extra", str_text(&extra));
	}
	str_free(&text);
	str_free(&extra);
}

/* As the format can say it: without control characters. */
static void sayable(const char *text, struct str *out)
{
	for (const char *p = text; *p; p++) {
		if (((unsigned char)*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7F)
			str_add_cp(out, 0xFFFD);
		else
			str_add_c(out, *p);
	}
}

static void assert_same(const struct record *wrote, const struct record *read)
{
	for (size_t i = 0; i < wrote->entity->n_fields; i++) {
		const char *name = wrote->entity->fields[i].name, *was = wrote->values[i].text;
		struct str expected = STR_INIT;

		if (!strcmp(name, "ref"))
			continue;
		if (!strcmp(name, "external_id") && !was)
			contact_number(wrote->id, &expected);
		else if (!strcmp(name, "affiliation") &&
			 strcmp(record_show(wrote, "kind"), "person") &&
			 !strcmp(was ? was : "", record_show(wrote, "name")))
			str_clear(&expected); /* an organisation is not of itself */
		else
			sayable(was ? was : "", &expected);
		if (strcmp(str_text(&expected), record_show(read, name)))
			fail_msg("%s: wrote \"%s\", read \"%s\"", name, str_text(&expected),
				record_show(read, name));
		str_free(&expected);
	}
}

/* Lines of at most 75 octets that end with CR LF, each of whole characters. */
static void assert_folded(const char *text)
{
	while (*text) {
		size_t len = strcspn(text, "\r");

		assert_in_range(len, 1, 75);
		assert_int_equal(text[len + 1], '\n');
		assert_true(text_is_utf8(text, len));
		assert_null(memchr(text, 0x1B, len));
		text += len + 2;
	}
}

static void what_is_written_is_read_as_it_was(void **state)
{
	struct db *db = *state;
	struct chance chance = chance_open("vcard");

	for (int i = 0; i < 200; i++) {
		struct query q = { .entity = ENTITY_CONTACT };
		struct vcard_counts counts;
		struct change *c = NULL;
		struct record wrote;
		struct contact_row row;
		char *text = NULL;
		size_t len = 0;
		FILE *out = open_memstream(&text, &len);

		random_contact(&chance, db, &wrote);
		must(db, change_begin(db, &c, "test"));
		must(db, record_save(c, &wrote));
		must(db, vcard_write(db, &q, "sealed", out, &counts));
		fclose(out);
		assert_int_equal(counts.written, 1);
		assert_folded(text);
		assert_true(take(db, text, &row));
		assert_same(&wrote, &row.record);
		change_cancel(c);
		contact_row_free(&row);
		record_free(&wrote);
		free(text);
	}
}

/* ---- levels ---- */

static void above_its_level_nothing_leaves(void **state)
{
	struct db *db = *state;
	struct query q = { .entity = ENTITY_CONTACT };
	struct vcard_counts counts;
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	put(db, ENTITY_CONTACT, "name", "Open", "pseudonym", "Witness A", "notes", "private", NULL);
	put(db, ENTITY_CONTACT, "name", "Hidden", "level", "team", NULL);
	put(db, ENTITY_CONTACT, "name", "Deep", "level", "sealed", NULL);
	must(db, vcard_write(db, &q, "filed", out, &counts));
	fclose(out);
	assert_int_equal(counts.written, 1);
	assert_int_equal(counts.withheld, 2);
	assert_non_null(strstr(text, "FN:Open"));
	assert_null(strstr(text, "Witness"));
	assert_null(strstr(text, "private"));
	assert_null(strstr(text, "LEVEL"));
	free(text);
	out = open_memstream(&text, &len);
	must(db, vcard_write(db, &q, "team", out, &counts));
	fclose(out);
	assert_int_equal(counts.written, 2);
	assert_non_null(strstr(text, "X-AMPARO-PSEUDONYM:Witness A"));
	assert_non_null(strstr(text, "NOTE:private"));
	assert_non_null(strstr(text, "X-AMPARO-LEVEL:team"));
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(a_whole_card_finds_its_fields),
		MODEL_TEST(names_are_found_where_there_is_no_fn),
		MODEL_TEST(kinds_are_told),
		MODEL_TEST(the_second_fn_is_the_name_in_own_script),
		MODEL_TEST(what_is_not_understood_is_kept_and_said),
		MODEL_TEST(line_ends_fit_into_one_line),
		MODEL_TEST(what_is_written_is_read_as_it_was),
		MODEL_TEST(above_its_level_nothing_leaves),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
