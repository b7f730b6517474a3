#include "config.h"

#include "model/hash.h"
#include "tests/unit/bundle_help.h"

/* ---- what stands in it ---- */

static void bundle_write__has_every_part_in_order(void **state)
{
	struct fixture *f = *state;

	put_signatories(f, 3, "public");
	bundle(f);
	assert_value(f, "string(/d:book/@role)", "filing-bundle");
	assert_value(f, "string(/d:book/@version)", "5.0");
	assert_value(f, "string(/d:book/@status)", "final");
	assert_value(f, "string(/d:book/d:info/d:biblioid[@otherclass='docket'])", "HCJ 1/20");
	assert_value(f, "string(/d:book/d:info/d:pubdate)", "2020-01-15");
	assert_value(f,
		"concat(/d:book/d:part[1]/@label,/d:book/d:part[2]/@label,/d:book/d:part[8]/"
		"@label)",
		"ABH");
	assert_value(f, "string(/d:book/d:part[2]/@role)", "pleading");
	assert_count(f, "/d:book/d:part", 8);
	assert_count(f, "//d:*[@role='petitioner']/d:personname[.='Omar Radi']", 1);
	assert_count(f, "//d:othercredit[@otherclass='counsel']/d:email", 1);
	assert_count(f, "//d:othercredit[@otherclass='respondent']/d:orgname", 1);
	assert_count(f, "//d:email", 1);
}

static void bundle_write__numbers_the_petition_and_links_what_it_cites(void **state)
{
	struct fixture *f = *state;

	bundle(f);
	assert_count(f, "//d:article[@role='petition']//d:listitem[@xml:id='para-1']", 1);
	assert_count(f, "//d:listitem[@xml:id='para-1']//d:link[@linkend='ex-report']", 1);
	assert_count(f, "//d:listitem[@xml:id='para-1']//d:link[@linkend='auth-law']", 1);
	assert_value(f, "string(//d:listitem[@xml:id='para-2'])", "\nOmar says so.\n");
	assert_count(f, "//d:listitem[@xml:id='para-2']//d:link", 1);
	assert_count(f, "//d:section[@role='relief']/d:orderedlist/d:listitem", 2);
	assert_count(f, "//d:section[@xml:id='claim-c1']//d:link[.='Exhibit P/10']", 1);
}

static void bundle_write__prints_claims_as_the_tree_they_are(void **state)
{
	struct fixture *f = *state;
	struct db *db = f->db;

	put_exhibit(f, "denial", "Zebra denial", "P/11", "bytes of the denial\n");
	put(db, ENTITY_CLAIM, "ref", "fact", "title", "It was on the phone", "petition", "pet",
		"parent", "c1", "statement", "That *it* was there.", "status", "disputed",
		"status_reason", "Zebra reason", NULL);
	put(db, ENTITY_CLAIM, "ref", "deeper", "title", "Its traces", "petition", "pet", "parent",
		"fact", NULL);
	put(db, ENTITY_CLAIM, "ref", "second", "title", "A second element", "petition", "pet",
		NULL);
	put(db, ENTITY_PROOF, "claim", "fact", "exhibit", "card", "pages", "1", "quote",
		"1. *Press*\n\nof Mexico", "bearing", "context", NULL);
	put(db, ENTITY_PROOF, "claim", "fact", "exhibit", "denial", "bearing", "contradicts",
		"quote", "Zebra quotation", NULL);
	bundle(f);
	assert_count(f, "//d:section[@role='claims']/d:section[@role='claim']", 2);
	assert_count(f,
		"//d:section[@xml:id='claim-c1']/d:section[@xml:id='claim-fact']"
		"/d:section[@xml:id='claim-deeper']",
		1);
	assert_count(f, "//d:section[@xml:id='claim-fact']/d:para/d:emphasis[.='it']", 1);
	assert_value(f, "string(//d:section[@xml:id='claim-c1']/d:itemizedlist//d:para)",
		"Exhibit P/10, Forensic report, pp. 2-3");
	assert_value(f, "string(//d:section[@xml:id='claim-fact']/d:itemizedlist//d:para)",
		"For context: Exhibit P/2, Press card, p. 1");
	/* Word for word. */
	assert_count(f, "//d:blockquote[@role='quotation'][not(@dir)]/d:para[.='1. *Press*']", 1);
	assert_count(f, "//d:blockquote[@role='quotation']/d:para[.='of Mexico']", 1);
	assert_count(f, "//d:section[@xml:id='claim-fact']/d:itemizedlist/d:listitem", 1);
	/* The exhibit is one of the case; that it speaks against us is not said. */
	assert_count(f, "//d:appendix[@label='P/11']", 1);
	assert_absent(f, "Zebra quotation");
	assert_absent(f, "Zebra reason");
	assert_absent(f, "Never");
	assert_absent(f, "disputed");
	assert_absent(f, "unproven");
	assert_absent(f, "supported");
}

static void bundle_write__quotes_in_the_language_of_the_exhibit(void **state)
{
	struct fixture *f = *state;
	struct db *db = f->db;
	int64_t id = put_exhibit(f, "license", "רישיון", "P/3", "bytes of the license\n");

	set(db, ENTITY_EXHIBIT, id, "language", "he");
	put_exhibit(f, "note", "A note", "P/4", "bytes of the note\n");
	put(db, ENTITY_PROOF, "claim", "c1", "exhibit", "license", "quote", "ניתן בזאת", NULL);
	put(db, ENTITY_PROOF, "claim", "c1", "exhibit", "note", "quote", "«مراقبة» it says", NULL);
	put(db, ENTITY_PROOF, "claim", "c1", "exhibit", "card", "quote", "Press", NULL);
	put(db, ENTITY_PROOF, "claim", "c1", "exhibit", "card", "quote", "\n\n\n", NULL);
	bundle(f);
	assert_count(f, "//d:blockquote[@role='quotation'][not(d:para)]", 0);
	assert_count(f, "//d:blockquote[@xml:lang='he'][@dir='rtl'][d:para='ניתן בזאת']", 1);
	assert_count(f, "//d:blockquote[@dir='rtl'][not(@xml:lang)]", 1);
	assert_count(f, "//d:blockquote[d:para='Press'][not(@dir)]", 1);
	assert_count(f, "//d:citetitle[@dir='rtl'][.='רישיון']", 1);
	set(db, ENTITY_PETITION, f->petition, "language", "he");
	bundle(f);
	assert_count(f, "//d:blockquote[@xml:lang='he'][not(@dir)]", 1);
	assert_count(f, "//d:blockquote[d:para='Press'][@dir='ltr']", 1);
	assert_count(f,
		"//d:section[@role='claims']//d:listitem/d:para[not(@dir)]/d:phrase[@dir='ltr']",
		5);
	assert_count(f, "//d:section[@role='claims']/d:title[@xml:lang='en'][@dir='ltr']", 1);
}

static void bundle_write__lists_exhibits_by_their_marks_with_their_bytes(void **state)
{
	struct fixture *f = *state;
	char path[256], hash[HASH_TEXT];
	char *bytes;
	xmlXPathObject *href;
	struct stat s;

	bundle(f);
	assert_int_equal(f->summary.exhibits, 2);
	hash_of(str_text(&f->text), f->text.len, hash);
	assert_string_equal(f->summary.sha256, hash);
	assert_count(f, "//d:appendix[@role='exhibit'][1][@label='P/2']", 1);
	assert_count(f, "//d:appendix[@role='exhibit'][2][@label='P/10']", 1);
	assert_count(f, "//d:biblioid[@otherclass='sha256'][string-length()=64]", 2);
	assert_count(f, "//d:informaltable[@tabstyle='exhibits']//d:tbody/d:row", 2);
	href = find(f, "string(//d:appendix[@label='P/10']//d:link/@x:href)");
	snprintf(path, sizeof(path), "%s/%s", f->out, (const char *)href->stringval);
	xmlXPathFreeObject(href);
	bytes = read_whole(path);
	assert_string_equal(bytes, "bytes of the report\n");
	free(bytes);
	assert_int_equal(stat(path, &s), 0);
	assert_int_equal(s.st_mode & 0777, 0600);
	assert_int_equal(stat(f->out, &s), 0);
	assert_int_equal(s.st_mode & 0777, 0700);
	assert_int_equal(entries(f->dir), 1);
	assert_int_equal(entries(f->out), 2);
}

static void bundle_write__orders_the_chronology_by_the_calendar(void **state)
{
	struct fixture *f = *state;

	bundle(f);
	assert_value(f, "string(//d:variablelist[@role='chronology']/d:varlistentry[1]/@xml:id)",
		"ev-early");
	assert_value(f, "string(//d:varlistentry[@xml:id='ev-early']/d:term/d:date)",
		"about 2019-04-02");
	assert_value(f, "string(//d:variablelist[@role='chronology']/d:varlistentry[3]/@xml:id)",
		"ev-none");
	assert_count(f, "//d:varlistentry[@xml:id='ev-early']//d:link[@linkend='ex-report']", 1);
}

static void bundle_write__takes_only_authorities_that_are_cited(void **state)
{
	struct fixture *f = *state;

	bundle(f);
	assert_count(f, "//d:biblioentry[@xml:id='auth-law'][@role='statute']", 1);
	assert_count(f, "//d:biblioentry[@xml:id='auth-treaty'][@role='treaty']", 1);
	assert_count(f, "//d:biblioentry", 3);
	assert_absent(f, "nobody cites");
}

static void bundle_write__tells_what_the_court_said(void **state)
{
	struct fixture *f = *state;

	bundle(f);
	assert_count(f, "//d:section[@xml:id='rul-rul']/d:blockquote", 1);
	assert_count(f, "//d:section[@xml:id='rul-rul']//d:link[@linkend='petition']", 1);
	assert_count(f, "//d:biblioentry[@role='ruling']//d:link[@linkend='rul-rul']", 1);
	assert_present(f, "dismissed");
}

static void bundle_write__shows_the_last_text_of_a_letter_and_who_signed(void **state)
{
	struct fixture *f = *state;

	bundle(f);
	assert_count(f, "//d:article[@role='letter'][@xml:id='let-letter']", 1);
	assert_count(f, "//d:article[@role='letter']//d:link[@linkend='ex-report']", 1);
	assert_count(f,
		"//d:varlistentry[starts-with(d:term, 'Text')]//d:para[starts-with(., 'version ')]"
		"/d:code[string-length(.) = 64]",
		1);
	assert_absent(f, "An older text");
	assert_value(f, "string(//d:section[@role='signatures']/d:title)",
		"1 organisation and 1 expert");
	assert_value(f,
		"string(//d:informaltable[@tabstyle='cosigners']//d:tbody/d:row[1]/d:entry[2])",
		"Eitay Mack");
	assert_count(f, "//d:informaltable[@tabstyle='cosigners']//d:tbody/d:row", 2);
}

static void bundle_write__shows_how_they_signed_and_what_shows_it(void **state)
{
	struct fixture *f = *state;
	int64_t id = 0;

	must(f->db, record_find(f->db, ENTITY_COSIGNER, "s1", &id));
	set(f->db, ENTITY_COSIGNER, id, "office", "professor of law");
	set(f->db, ENTITY_COSIGNER, id, "affiliation", "Hebrew University");
	set(f->db, ENTITY_COSIGNER, id, "identification_only", "yes");
	must(f->db, record_find(f->db, ENTITY_COSIGNER, "s2", &id));
	set(f->db, ENTITY_COSIGNER, id, "office", "director");
	set(f->db, ENTITY_COSIGNER, id, "signed_by", "Noa Cohen");
	set(f->db, ENTITY_COSIGNER, id, "proof", "report");
	bundle(f);
	assert_value(f,
		"string(//d:informaltable[@tabstyle='cosigners']//d:tbody/d:row[1]/d:entry[4])",
		"Noa Cohen, director");
	assert_count(f,
		"//d:informaltable[@tabstyle='cosigners']//d:tbody/d:row[1]/d:entry[5]"
		"/d:link[@linkend='ex-report']",
		1);
	assert_value(f,
		"string(//d:informaltable[@tabstyle='cosigners']//d:tbody/d:row[2]/d:entry[3])",
		"professor of law, Hebrew University*");
	assert_present(f, "* Affiliation for identification only.");
}

/* Their yes was to another text: they are in no number, and not passed over. */
static void bundle_write__says_how_many_signed_an_older_text(void **state)
{
	struct fixture *f = *state;
	int64_t id = 0;

	must(f->db, record_find(f->db, ENTITY_COSIGNER, "s1", &id));
	set(f->db, ENTITY_COSIGNER, id, "version", "letter/v1");
	bundle(f);
	assert_value(f, "string(//d:section[@role='signatures']/d:title)", "1 organisation");
	assert_count(f, "//d:informaltable[@tabstyle='cosigners']//d:tbody/d:row", 1);
	assert_present(f, "Signed an earlier text of the letter, and not counted here: 1.");
}

static void bundle_write__tells_what_was_declared_and_what_was_counted(void **state)
{
	struct fixture *f = *state;

	put(f->db, ENTITY_TOTAL, "petition", "pet", "source", "Press", "value", "36000", "observed",
		"2020-07", "exhibit", "report", NULL);
	put(f->db, ENTITY_TOTAL, "petition", "pet", "source", "Earlier", "value", "20000",
		"observed", "2020-05", NULL);
	put_signatories(f, 5, "private");
	bundle(f);
	assert_value(f, "string(//d:preface//d:varlistentry[d:term='Signatures']//d:para)",
		"36,000 declared, 2020-07; 5 held and counted as valid");
	assert_count(f,
		"//d:article[@role='petition']//d:itemizedlist/d:listitem[contains(.,'declared')]",
		2);
	assert_count(
		f, "//d:informaltable[@tabstyle='countries']//d:tbody/d:row[d:entry='Israel']", 1);
}

static void bundle_write__brings_what_is_cited_from_another_case(void **state)
{
	struct fixture *f = *state;
	struct db *db = f->db;

	put(db, ENTITY_CASE, "ref", "russia", "title", "Cellebrite in Russia", NULL);
	put(db, ENTITY_EXHIBIT, "ref", "permit", "title", "A permit", "case", "russia", "mark",
		"P/1", NULL);
	put(db, ENTITY_EXHIBIT, "ref", "unused", "title", "Not cited here", "case", "russia", NULL);
	put(db, ENTITY_RULING, "ref", "r", "title", "Russian ruling", "case", "russia", NULL);
	put(db, ENTITY_LETTER, "ref", "eu", "title", "Letter to the Union", "case", "russia", NULL);
	put(db, ENTITY_VERSION, "letter", "eu", "number", "1", "text", "[it](exhibit:permit)",
		NULL);
	put(db, ENTITY_LINK, "from", "case:mexico", "to", "letter:eu", NULL);
	set(db, ENTITY_PETITION, f->petition, "text", "[the ruling](ruling:r)");
	bundle(f);
	assert_count(f, "//d:appendix[@label='russia/P/1'][@xml:id='ex-russia_2f_permit']", 1);
	assert_count(f, "//d:biblioentry[@xml:id='rul-russia_2f_r']", 1);
	assert_count(f, "//d:article[@role='letter']", 2);
	assert_count(f, "//d:link[@linkend='ex-russia_2f_permit'][.='it']", 1);
	assert_count(f, "//d:listitem[@xml:id='para-1']//d:link[@linkend='rul-russia_2f_r']", 1);
	assert_absent(f, "Not cited here");
}

static void bundle_write__sets_right_to_left_what_is_written_so(void **state)
{
	struct fixture *f = *state;

	set(f->db, ENTITY_PETITION, f->petition, "language", "he");
	set(f->db, ENTITY_PETITION, f->petition, "text", "# העובדות\n\nהעותר הוא עיתונאי.");
	bundle(f);
	assert_count(f, "//d:article[@role='petition'][@xml:lang='he'][@dir='rtl']", 1);
	assert_count(f, "//d:section[@role='relief']/d:title[@xml:lang='en'][@dir='ltr']", 1);
}

static void bundle_write__splits_the_annex_into_sheets(void **state)
{
	struct fixture *f = *state;

	put_signatories(f, 1001, "public");
	put_signatories(f, 20, "anonymous");
	put_signatories(f, 30, "private");
	bundle(f);
	assert_int_equal(f->summary.signatories, 1001);
	assert_count(f, "//d:appendix[@role='signatories']", 3);
	assert_count(f, "//d:appendix[@xml:id='sig-2'][@label='S2']//d:tbody/d:row", 500);
	assert_count(f, "//d:appendix[@xml:id='sig-3']//d:tbody/d:row", 1);
	assert_value(f, "string(//d:appendix[@xml:id='sig-3']/d:title)",
		"Signatories 1,001–1,001 of 1,001");
	assert_present(f, "Valid signatures: 1,051.");
	assert_present(f, "Counted without a name: 50.");
	assert_absent(f, "anonymous person");
	assert_absent(f, "private person");
}

static void bundle_write__counts_where_nobody_may_be_named(void **state)
{
	struct fixture *f = *state;

	put_signatories(f, 7, "private");
	bundle(f);
	assert_int_equal(f->summary.signatories, 0);
	assert_count(f, "//d:appendix[@role='signatories']", 1);
	assert_count(f, "//d:appendix[@role='signatories']//d:informaltable", 0);
	assert_present(f, "Counted without a name: 7.");
}

static void bundle_write__redacts_the_annex(void **state)
{
	struct fixture *f = *state;

	put_signatories(f, 501, "public");
	put_signatories(f, 20, "anonymous");
	put_signatories(f, 30, "private");
	f->form = ROLL_INITIALS;
	bundle(f);
	assert_int_equal(f->summary.signatories, 501);
	assert_count(f, "//d:appendix[@role='signatories']", 2);
	assert_count(f, "//d:tbody/d:row/d:entry/d:personname[.='P. P.']", 501);
	assert_present(f, "Counted without: 50.");
	assert_absent(f, "public person");
	f->form = ROLL_COUNTS;
	bundle(f);
	assert_int_equal(f->summary.signatories, 0);
	assert_count(f, "//d:appendix[@role='signatories']", 1);
	assert_value(f, "string(//d:appendix[@xml:id='sig-1']//d:tbody/d:row)", "Israel551");
	assert_count(f, "//d:appendix[@role='signatories']//d:tbody/d:row", 1);
	assert_present(f, "Valid signatures: 551.");
	assert_count(f, "//d:appendix[@role='signatories']//d:personname", 0);
	assert_absent(f, "public person");
}

/* ---- any text ---- */

/* What could have come in through the door: UTF-8 without NUL, else anything. */
static void put_hostile(struct chance *chance, struct record *r, const char *field)
{
	struct str raw = STR_INIT, text = STR_INIT;

	xml_hostile(chance, &raw, 1 + chance_below(chance, 6));
	for (size_t i = 0, used; i < raw.len; i += used) {
		uint32_t cp = text_next(raw.data + i, raw.len - i, &used);

		str_add_cp(&text, cp ? cp : 1);
	}
	/* No two exhibits of a case may have the same mark. */
	if (!strcmp(field, "mark"))
		str_add(&text, record_show(r, "ref"));
	record_put(r, field, str_text(&text));
	str_free(&raw);
	str_free(&text);
}

static void change_texts(struct fixture *f, struct chance *chance, enum entity_id entity)
{
	struct query q = { .entity = entity };
	struct cursor *cursor = NULL;
	struct change *c = NULL;
	struct record all[16];
	size_t n = 0;

	must(f->db, query_open(f->db, &q, NULL, false, &cursor));
	while (n < 16 && query_next(cursor, &all[n]) == ST_OK)
		n++;
	query_close(cursor);
	must(f->db, change_begin(f->db, &c, "test"));
	for (size_t i = 0; i < n; i++) {
		const struct entity *e = all[i].entity;

		for (size_t k = 0; k < e->n_fields; k++)
			if ((e->fields[k].type == FIELD_TEXT || e->fields[k].type == FIELD_LONG) &&
				strcmp(e->fields[k].name, "ref") != 0 &&
				/* Has a form; keeps its ruling out altogether. */
				strcmp(e->fields[k].name, "ecli") != 0 &&
				strcmp(e->fields[k].name, "gag") != 0 &&
				/* Is one person's in a case. */
				strcmp(e->fields[k].name, "pseudonym") != 0 &&
				!(e->fields[k].flags & (FIELD_COMPUTED | FIELD_FIXED)))
				put_hostile(chance, &all[i], e->fields[k].name);
		if (record_save(c, &all[i]) != ST_OK)
			fail_msg("%s: %s", e->name, db_error(f->db));
		record_free(&all[i]);
	}
	must(f->db, change_commit(c));
}

static void bundle_write__is_valid_whatever_the_texts_are(void **state)
{
	static const enum entity_id entities[] = { ENTITY_CASE, ENTITY_CONTACT, ENTITY_PARTY,
		ENTITY_PETITION, ENTITY_LETTER, ENTITY_COSIGNER, ENTITY_RULING, ENTITY_EXHIBIT,
		ENTITY_CLAIM, ENTITY_PROOF, ENTITY_AUTHORITY, ENTITY_EVENT };
	struct fixture *f = *state;
	struct chance chance = chance_open("bundle");

	for (int i = 0; i < 12; i++) {
		for (size_t k = 0; k < sizeof(entities) / sizeof(entities[0]); k++)
			change_texts(f, &chance, entities[k]);
		bundle(f);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			bundle_write__has_every_part_in_order, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__numbers_the_petition_and_links_what_it_cites, open_case,
			close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__prints_claims_as_the_tree_they_are, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__quotes_in_the_language_of_the_exhibit, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__lists_exhibits_by_their_marks_with_their_bytes, open_case,
			close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__orders_the_chronology_by_the_calendar, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__takes_only_authorities_that_are_cited, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__tells_what_the_court_said, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__shows_the_last_text_of_a_letter_and_who_signed, open_case,
			close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__shows_how_they_signed_and_what_shows_it, open_case,
			close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__says_how_many_signed_an_older_text, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__brings_what_is_cited_from_another_case, open_case,
			close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__sets_right_to_left_what_is_written_so, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__splits_the_annex_into_sheets, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__redacts_the_annex, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__counts_where_nobody_may_be_named, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__is_valid_whatever_the_texts_are, open_case, close_case),
		cmocka_unit_test_setup_teardown(
			bundle_write__tells_what_was_declared_and_what_was_counted, open_case,
			close_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
