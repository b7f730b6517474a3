#include "config.h"

#include "tests/unit/model_help.h"

#include "import/contacts.h"
#include "model/journal.h"
#include "model/query.h"

struct ran {
	int64_t n[PLAN_VERDICTS];
	char what[4][200]; /* of the first rows */
	char found[80];
};

/* A file with these bytes through plan and, with `deed`, apply. */
static enum status run_case(
	struct db *db, const char *bytes, size_t len, int64_t in_case, bool deed, struct ran *out)
{
	char *folder = folder_make(), *path = folder_path(folder, "people");
	struct contacts_options o = { .path = path, .in_case = in_case, .samples = 9 };
	struct contacts *c;
	enum status st;
	size_t told = 0;

	memset(out, 0, sizeof(*out));
	file_write(path, bytes, len);
	st = contacts_open(db, &o, &c);
	while (st == ST_OK && (st = contacts_step(c, 1)) == ST_OK)
		;
	if (st == ST_END) {
		const struct import_plan *p = contacts_plan(c);
		int64_t sum = 0;

		memcpy(out->n, p->n, sizeof(out->n));
		snprintf(out->found, sizeof(out->found), "%s", p->found);
		for (int v = 0; v < PLAN_VERDICTS; v++) {
			sum += p->n[v];
			for (size_t i = 0; i < p->n_samples[v] && told < 4; i++)
				snprintf(out->what[told++], sizeof(out->what[0]), "%s",
					p->samples[v][i].what);
		}
		assert_int_equal(sum, p->read);
		st = deed ? contacts_apply(c) : ST_OK;
	}
	contacts_close(c);
	free(path);
	folder_remove(folder);
	return st;
}

static struct ran run(struct db *db, const char *text)
{
	struct ran ran;

	must(db, run_case(db, text, strlen(text), 0, true, &ran));
	return ran;
}

static void assert_counts(
	const struct ran *r, int add, int same, int update, int unchanged, int doubtful, int refuse)
{
	const int64_t expected[PLAN_VERDICTS] = { [PLAN_ADD] = add,
		[PLAN_SAME] = same,
		[PLAN_UPDATE] = update,
		[PLAN_UNCHANGED] = unchanged,
		[PLAN_DOUBTFUL] = doubtful,
		[PLAN_REFUSE] = refuse };

	for (int v = 0; v < PLAN_VERDICTS; v++)
		if (r->n[v] != expected[v])
			fail_msg("%s: %lld, expected %lld", plan_verdict_name((enum plan_verdict)v),
				(long long)r->n[v], (long long)expected[v]);
}

static int64_t count(struct db *db, const char *where)
{
	struct query q = { .entity = ENTITY_CONTACT, .where = where };
	int64_t n;

	must(db, query_count(db, &q, &n));
	return n;
}

#define HEAD "Contact ID,First Name,Last Name,Email,City,Country,Do Not Email\n"
#define CARD(lines) "BEGIN:VCARD\r\nVERSION:4.0\r\n" lines "END:VCARD\r\n"

static void a_table_is_added_and_the_second_time_changes_nothing(void **state)
{
	static const char *const file = HEAD "1,Noa,Cohen,noa@example.org,Haifa,Israel,0\n"
					     "2,José,García,,Puebla,MX,1\n,,,x@example.org,,,\n";
	struct db *db = *state;
	struct ran ran = run(db, file);
	char *before;

	assert_counts(&ran, 2, 0, 0, 0, 0, 1);
	assert_string_equal(ran.found, "UTF-8, comma-separated, from CiviCRM");
	assert_int_equal(count(db, "name=\"Noa Cohen\" city=Haifa country:IL kind:person "
				   "external_id=1"),
		1);
	assert_int_equal(count(db, "extra:\"Do Not Email\""), 2);
	before = dump(db);
	ran = run(db, file);
	assert_counts(&ran, 0, 0, 0, 2, 0, 1);
	assert_dump(db, before);
	free(before);
}

static void an_undo_takes_all_of_it_back(void **state)
{
	struct db *db = *state;
	char *before = dump(db), *label = NULL;

	(void)run(db, HEAD "1,Noa,Cohen,,,,\n2,José,García,,,,\n");
	assert_int_equal(count(db, NULL), 2);
	must(db, journal_undo(db, &label));
	assert_string_equal(label, "import 2 contacts from people");
	assert_dump(db, before);
	free(label);
	free(before);
}

static void a_number_finds_a_contact_under_a_new_name(void **state)
{
	struct db *db = *state;
	struct ran ran;

	(void)run(db, HEAD "1,Noa,Cohen,,Haifa,IL,0\n");
	ran = run(db, HEAD "1,Noa,Levi,,,IL,0\n");
	assert_counts(&ran, 0, 0, 1, 0, 0, 0);
	assert_non_null(strstr(ran.what[0], "Family name: Cohen \xE2\x86\x92 Levi"));
	/* What the row leaves empty stays. */
	assert_int_equal(count(db, "name=\"Noa Levi\" city=Haifa"), 1);
}

static void an_address_finds_one_of_a_name_that_may_be_theirs(void **state)
{
	struct db *db = *state;
	struct ran ran;

	(void)run(db, "Name,Email\nJohn Smith,john.smith@gmail.com\n");
	ran = run(db, "Name,Email,Phone\nJ. Smith,JohnSmith+x@googlemail.com,+1 555\n");
	assert_counts(&ran, 0, 0, 1, 0, 0, 0);
	/* The name that is held stays. */
	assert_int_equal(count(db, "name=\"John Smith\" phone=\"+1 555\""), 1);
	ran = run(db, "Name,Email\nMary Jones,john.smith@gmail.com\n");
	assert_counts(&ran, 0, 0, 0, 0, 1, 0);
	assert_non_null(strstr(ran.what[0], "under another name: John Smith (john-smith)"));
	assert_int_equal(count(db, NULL), 2);
}

static void a_name_alone_is_doubtful_where_details_differ(void **state)
{
	static const char *const file = "Name,Email,City\nNoa Cohen,other@example.org,Acre\n";
	struct db *db = *state;
	struct ran ran;

	(void)run(db, "Name,Email,City\nNoa Cohen,noa@example.org,Haifa\n");
	ran = run(db, file);
	assert_counts(&ran, 0, 0, 0, 0, 1, 0);
	assert_int_equal(count(db, NULL), 2);
	ran = run(db, file);
	assert_counts(&ran, 0, 0, 0, 1, 0, 0);
}

static void rows_of_one_file_that_are_one_contact_become_one(void **state)
{
	static const char *const file = "Name,Email,Phone,City\nNoa Cohen,noa@example.org,1,\n"
					"Noa Cohen,noa@example.org,2,Haifa\n";
	struct db *db = *state;
	struct ran ran = run(db, file);
	char *before;

	assert_counts(&ran, 1, 1, 0, 0, 0, 0);
	assert_non_null(strstr(ran.what[1], "the same e-mail address as line 2"));
	assert_int_equal(count(db, "phone=1 city=Haifa extra:\"Telephone: 2\""), 1);
	before = dump(db);
	ran = run(db, file);
	assert_counts(&ran, 0, 1, 0, 1, 0, 0);
	assert_dump(db, before);
	free(before);
}

static void cards_are_added_and_the_second_time_change_nothing(void **state)
{
	static const char *const file =
		CARD("UID:urn:uuid:1\r\nFN:Noa Cohen\r\nNOTE:met in Haifa\r\n")
			CARD("FN:Al-Haq\r\nKIND:org\r\n") CARD("TEL:1\r\n") "BEGIN:VCARD\r\n";
	struct db *db = *state;
	struct ran ran = run(db, file);
	char *before;

	assert_counts(&ran, 2, 0, 0, 0, 0, 2);
	assert_string_equal(ran.found, "vCards in UTF-8");
	assert_int_equal(count(db, "kind:organisation name=Al-Haq"), 1);
	before = dump(db);
	ran = run(db, file);
	assert_counts(&ran, 0, 0, 0, 2, 0, 2);
	assert_dump(db, before);
	free(before);
}

static void cards_in_utf_16_are_read(void **state)
{
	static const char card[] = CARD("FN:Noa\r\n");
	char bytes[2 * sizeof(card) + 2] = "\xFF\xFE";
	struct ran ran;

	for (size_t i = 0; i < sizeof(card) - 1; i++) {
		bytes[2 + 2 * i] = card[i];
		bytes[3 + 2 * i] = 0;
	}
	must(*state, run_case(*state, bytes, 2 * sizeof(card), 0, true, &ran));
	assert_counts(&ran, 1, 0, 0, 0, 0, 0);
	assert_string_equal(ran.found, "vCards in UTF-16LE");
}

static void a_plan_changes_nothing(void **state)
{
	struct db *db = *state;
	char *before = dump(db);
	struct ran ran;
	static const char *const file = HEAD "1,Noa,Cohen,,,,\n";

	must(db, run_case(db, file, strlen(file), 0, false, &ran));
	assert_counts(&ran, 1, 0, 0, 0, 0, 0);
	assert_dump(db, before);
	free(before);
}

static void the_file_is_kept_once_as_an_exhibit_of_the_case(void **state)
{
	static const char *const file = HEAD "1,Noa,Cohen,,,,\n";
	struct db *db = *state;
	int64_t in_case = put(db, ENTITY_CASE, "title", "C", NULL);
	struct query q = { .entity = ENTITY_EXHIBIT, .where = "kind:data level:team" };
	struct ran ran;
	int64_t n;

	must(db, run_case(db, file, strlen(file), in_case, true, &ran));
	must(db, run_case(db, file, strlen(file), in_case, true, &ran));
	must(db, query_count(db, &q, &n));
	assert_int_equal(n, 1);
}

static void a_file_of_which_nothing_is_good_is_refused(void **state)
{
	struct db *db = *state;
	struct ran ran;

	assert_refused(db, run_case(db, HEAD ",,,,,,1\n", strlen(HEAD) + 8, 0, true, &ran),
		ST_CONFLICT, "none of its 1 contacts could be taken; line 2: it has no name");
	assert_refused(db, run_case(db, HEAD, strlen(HEAD), 0, true, &ran), ST_INVALID,
		"has no rows below its first line");
	assert_refused(db, run_case(db, "colour,size\nred,2\n", 17, 0, true, &ran), ST_INVALID,
		"no column holds names");
	assert_int_equal(count(db, NULL), 0);
}

static void an_organisation_row_is_no_person(void **state)
{
	struct db *db = *state;

	(void)run(db, "Contact Type,Display Name,Organization Name,First Name,Last Name\n"
		      "Organization,Al-Haq,Al-Haq,,\nIndividual,Noa Cohen,Al-Haq,Noa,Cohen\n");
	assert_int_equal(count(db, "kind:organisation name=Al-Haq affiliation="), 1);
	assert_int_equal(count(db, "kind:person affiliation=Al-Haq"), 1);
}

/* The file of refused cards that a plan of these bytes leaves; "-": none. */
static void assert_rejects(struct db *db, const char *bytes, size_t len, const char *expected)
{
	char *folder = folder_make(), *path = folder_path(folder, "people");
	char *rejects = folder_path(folder, "refused");
	struct contacts_options o = { .path = path, .rejects = rejects, .samples = 9 };
	struct str found = STR_INIT;
	struct contacts *c;
	enum status st;

	file_write(path, bytes, len);
	must(db, contacts_open(db, &o, &c));
	while ((st = contacts_step(c, 1)) == ST_OK)
		;
	assert_int_equal(st, ST_END);
	contacts_close(c);
	if (folder_count(folder) == 1)
		str_add(&found, "-");
	else
		file_read(rejects, &found);
	assert_string_equal(str_text(&found), expected);
	str_free(&found);
	free(path);
	free(rejects);
	folder_remove(folder);
}

#define REFUSED(text, expected) assert_rejects(db, text, strlen(text), expected)
#define WHY "X-AMPARO-REASON:it has no name"
#define PAGE                                                                                       \
	"X-AMPARO-REASON:it is not UTF-8 and does not say what else\\; say it with --encoding "    \
	"NAME\\, such as windows-1252 for Western Europe\\, windows-1255 for Hebrew"
#define CUT "X-AMPARO-REASON:it is never ended\\; is the file cut off?"

static void refused_cards_are_written_as_they_came(void **state)
{
	struct db *db = *state;
	struct str wide = STR_INIT;
	static const char narrow[] = CARD("FN:Noa\r\n") CARD("CATEGORIES:א\r\n");

	REFUSED(CARD("FN:Noa\r\n"), "-");
	REFUSED(CARD("FN:Noa\r\n") "stray\r\n" CARD("CATEGORIES:a\r\n") "stray\r\n" CARD(
			"FN:Ruth\r\n"),
		"BEGIN:VCARD\r\nVERSION:4.0\r\n" WHY "\r\nCATEGORIES:a\r\nEND:VCARD\r\n");
	/* Folds, pictures, line ends and letters of no encoding stay as they are. */
	REFUSED("begin:vcard\rversion:3.0\rCATEGORIES:a\r b\xE9\rPHOTO;ENCODING=b:AA==\rend:vcard",
		"begin:vcard\rversion:3.0\r" PAGE
		"\rCATEGORIES:a\r b\xE9\rPHOTO;ENCODING=b:AA==\rend:vcard\r");
	/* The version stands elsewhere, or nowhere. */
	REFUSED("BEGIN:VCARD\nCATEGORIES:a\nVERSION:3.0\nEND:VCARD\n",
		"BEGIN:VCARD\n" WHY "\nCATEGORIES:a\nVERSION:3.0\nEND:VCARD\n");
	REFUSED("BEGIN:VCARD\nFN:Noa\nEND:VCARD\n",
		"BEGIN:VCARD\nX-AMPARO-REASON:it does not say its version\nFN:Noa\nEND:VCARD\n");
	/* Cut off: before another, in the middle of a line that goes on, at once. */
	REFUSED("BEGIN:VCARD\nVERSION:3.0\nFN:Noa\n" CARD("FN:Ruth\r\n"),
		"BEGIN:VCARD\nVERSION:3.0\n" CUT "\nFN:Noa\n");
	REFUSED("BEGIN:VCARD\nVERSION:2.1\nNOTE;QUOTED-PRINTABLE:a=",
		"BEGIN:VCARD\nVERSION:2.1\n" CUT "\nNOTE;QUOTED-PRINTABLE:a=\n");
	REFUSED("BEGIN:VCARD", "BEGIN:VCARD\r\n" CUT "\r\n");
	/* Refused once more: the older reason goes, whoever folded it. */
	REFUSED("BEGIN:VCARD\nVERSION:3.0\nX-AMPARO-REASON:it was\n  no card\n\tat all\n"
		"X-AMPARO-REASON:twice\nCATEGORIES:a\nEND:VCARD\n",
		"BEGIN:VCARD\nVERSION:3.0\n" WHY "\nCATEGORIES:a\nEND:VCARD\n");
	for (const char *p = narrow; *p;) {
		if (!strncmp(p, "א", 2)) {
			str_add_n(&wide, "\xD0\x05", 2);
			p += 2;
		} else {
			str_add_c(&wide, *p++);
			str_add_c(&wide, '\0');
		}
	}
	assert_rejects(db, wide.data, wide.len,
		"BEGIN:VCARD\r\nVERSION:4.0\r\n" WHY "\r\nCATEGORIES:א\r\nEND:VCARD\r\n");
	str_free(&wide);
}

/* Among many good ones, and larger than what is read at once. */
static void refused_cards_are_found_in_a_large_file(void **state)
{
	struct db *db = *state;
	struct str file = STR_INIT, expected = STR_INIT;

	for (int i = 0; i < 3000; i++) {
		str_addf(&file, CARD("FN:Noa %d\r\n"), i);
		if (i % 1000 != 500)
			continue;
		str_add(&file, "BEGIN:VCARD\r\nVERSION:4.0\r\n");
		str_add(&expected, "BEGIN:VCARD\r\nVERSION:4.0\r\n" WHY "\r\n");
		for (int k = 0; k < 5000; k++) {
			str_addf(&file, "CATEGORIES:%d of %d\r\n", k, i);
			str_addf(&expected, "CATEGORIES:%d of %d\r\n", k, i);
		}
		str_add(&file, "END:VCARD\r\n");
		str_add(&expected, "END:VCARD\r\n");
	}
	assert_rejects(db, str_text(&file), file.len, str_text(&expected));
	str_free(&file);
	str_free(&expected);
}

/* A reason that was written says nothing of the person, once the card is good. */
static void a_mended_card_does_not_keep_its_reason(void **state)
{
	struct db *db = *state;

	(void)run(db, CARD(WHY "\r\nFN:Noa\r\nX-COLOUR:red\r\n"));
	assert_int_equal(count(db, "name=Noa extra:colour"), 1);
	assert_int_equal(count(db, "extra:reason"), 0);
}

/* What cannot be written is said, and nothing is taken in. */
static void rejects_that_cannot_be_written_are_said(void **state)
{
	struct db *db = *state;
	char *folder = folder_make(), *path = folder_path(folder, "people");
	struct contacts_options o = { .path = path, .rejects = path, .samples = 9 };
	struct contacts *c;

	file_write(path, "BEGIN:VCARD\n", 12);
	assert_refused(db, contacts_open(db, &o, &c), ST_IO, "cannot be made for refused rows");
	assert_null(c);
	free(path);
	folder_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(a_table_is_added_and_the_second_time_changes_nothing),
		MODEL_TEST(an_undo_takes_all_of_it_back),
		MODEL_TEST(a_number_finds_a_contact_under_a_new_name),
		MODEL_TEST(an_address_finds_one_of_a_name_that_may_be_theirs),
		MODEL_TEST(a_name_alone_is_doubtful_where_details_differ),
		MODEL_TEST(rows_of_one_file_that_are_one_contact_become_one),
		MODEL_TEST(cards_are_added_and_the_second_time_change_nothing),
		MODEL_TEST(cards_in_utf_16_are_read),
		MODEL_TEST(a_plan_changes_nothing),
		MODEL_TEST(the_file_is_kept_once_as_an_exhibit_of_the_case),
		MODEL_TEST(a_file_of_which_nothing_is_good_is_refused),
		MODEL_TEST(an_organisation_row_is_no_person),
		MODEL_TEST(refused_cards_are_written_as_they_came),
		MODEL_TEST(refused_cards_are_found_in_a_large_file),
		MODEL_TEST(a_mended_card_does_not_keep_its_reason),
		MODEL_TEST(rejects_that_cannot_be_written_are_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
