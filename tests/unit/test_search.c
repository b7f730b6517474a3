#include "config.h"

#include "model/search.h"

#include "model/journal.h"
#include "tests/unit/sample.h"

/* What a search gave: "kind:ref" of each hit, in the order given. */
struct hits {
	struct str refs, excerpts;
	int64_t last; /* the id of the last one */
	enum status answer;
};

static enum status take(void *arg, const struct search_hit *hit)
{
	struct hits *h = arg;

	str_addf(&h->refs, "%s%s:%s", h->refs.len ? " " : "", entity_get(hit->entity)->name,
		hit->ref);
	str_addf(&h->excerpts, "%s\n", hit->excerpt);
	h->last = hit->id;
	assert_string_not_equal(hit->label, "");
	return h->answer;
}

static void hits_free(struct hits *h)
{
	str_free(&h->refs);
	str_free(&h->excerpts);
}

static void assert_finds(struct db *db, const char *words, const char *expected)
{
	struct hits h = { .answer = ST_OK };

	must(db, search_run(db, words, 10, take, &h));
	if (strcmp(str_text(&h.refs), expected))
		fail_msg("%s finds \"%s\", expected \"%s\"", words, str_text(&h.refs), expected);
	hits_free(&h);
}

static void signatory(struct db *db, const char *ref, const char *name)
{
	put(db, ENTITY_SIGNATORY, "petition", "p", "ref", ref, "name", name, NULL);
}

static void make_petition(struct db *db)
{
	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
	put(db, ENTITY_PETITION, "case", "c", "ref", "p", "title", "P", NULL);
}

/* ---- what is found ---- */

/* A record whose every text is a word of its own; the words are "w", the field's place, a tail. */
static void make_words(struct db *db, enum entity_id entity, struct record *r)
{
	struct change *c = NULL;

	record_init(r, entity);
	sample_fill(db, r, 2, false);
	for (size_t i = 0; i < r->entity->n_fields; i++) {
		const struct field *f = &r->entity->fields[i];
		char word[80];

		/* A time of custody is no word. */
		if ((f->type != FIELD_TEXT && f->type != FIELD_LONG) || !strcmp(f->name, "at"))
			continue;
		/* An ECLI has its form. */
		snprintf(word, sizeof(word), "%sw%dx%zuw",
			strcmp(f->name, "ecli") ? "" : "ECLI:IL:HCJ:2021:", (int)entity, i);
		must(db, record_set(db, r, (int)i, word));
	}
	must(db, change_begin(db, &c, "words"));
	must(db, record_save(c, r));
	must(db, change_commit(c));
}

static void search_run__finds_the_texts_that_are_searched_and_no_others(void **state)
{
	struct db *db = *state;

	for (int i = 0; i < ENTITY_COUNT; i++) {
		struct record r;

		make_words(db, (enum entity_id)i, &r);
		for (size_t k = 0; k < r.entity->n_fields; k++) {
			const struct field *f = &r.entity->fields[k];
			struct hits h = { .answer = ST_OK };

			/* What the program works out from the others may be empty. */
			if ((f->type != FIELD_TEXT && f->type != FIELD_LONG) || !r.values[k].text ||
				!strcmp(f->name, "at"))
				continue;
			must(db, search_run(db, r.values[k].text, 10, take, &h));
			if ((h.last == r.id) != ((f->flags & FIELD_SEARCHED) != 0))
				fail_msg("%s.%s is %sfound", r.entity->name, f->name,
					h.last == r.id ? "" : "not ");
			hits_free(&h);
		}
		record_free(&r);
	}
}

static void search_run__finds_without_case_and_marks(void **state)
{
	struct db *db = *state;

	make_petition(db);
	signatory(db, "garcia", "García Ñáñez, José");
	signatory(db, "gonen", "גּוֹנֵן, אַבְרָהָם");
	signatory(db, "umar", "عُمَر بن الخـــطاب");
	signatory(db, "lodz", "Łódź Straße");
	assert_finds(db, "garcia", "signatory:garcia");
	assert_finds(db, "GARCÍA jose", "signatory:garcia");
	assert_finds(db, "ñanez", "signatory:garcia");
	assert_finds(db, "Jose\xcc\x81", "signatory:garcia");
	assert_finds(db, "גונן", "signatory:gonen");
	assert_finds(db, "אברהם", "signatory:gonen");
	assert_finds(db, "גּוֹנֵן", "signatory:gonen");
	assert_finds(db, "عمر", "signatory:umar");
	assert_finds(db, "الخطاب", "signatory:umar");
	assert_finds(db, "lodz", "signatory:lodz");
	assert_finds(db, "strasse", "signatory:lodz");
}

static void search_run__finds_words_by_their_beginnings(void **state)
{
	struct db *db = *state;

	make_petition(db);
	signatory(db, "cohen", "Cohen, Noa");
	put(db, ENTITY_CASE, "ref", "phones", "title", "The 4,000 phones", NULL);
	assert_finds(db, "coh", "signatory:cohen");
	assert_finds(db, "c n", "signatory:cohen");
	assert_finds(db, "ohen", "");
	assert_finds(db, "noa cohen", "signatory:cohen");
	assert_finds(db, "noa cohn", "");
	assert_finds(db, "phon", "case:phones");
	assert_finds(db, "4,000", "case:phones");
	assert_finds(db, "noa & cohen", "signatory:cohen");
	assert_finds(db, "\"noa\"", "signatory:cohen");
	assert_finds(db, "נ", "");
}

/* Two characters are a whole name, and no blank parts them from what follows. */
static void search_run__finds_names_of_two_characters(void **state)
{
	struct db *db = *state;

	make_petition(db);
	signatory(db, "chan", "陳小明");
	signatory(db, "wong", "王小明Wong");
	signatory(db, "ito", "伊藤さくら");
	put(db, ENTITY_CASE, "ref", "hk", "title", "香港警察案", NULL);
	assert_finds(db, "陳", "signatory:chan");
	assert_finds(db, "小明", "signatory:chan signatory:wong");
	assert_finds(db, "明小", "");
	assert_finds(db, "陳明", "");
	assert_finds(db, "陳 明", "signatory:chan");
	assert_finds(db, "wong", "signatory:wong");
	assert_finds(db, "さくら", "signatory:ito");
	assert_finds(db, "警察", "case:hk");
	assert_finds(db, "港警", "case:hk");
}

/* ---- the index follows ---- */

static void assert_journal(struct db *db, bool back)
{
	char *label = NULL;

	if (back)
		must(db, journal_undo(db, &label));
	else
		must(db, journal_redo(db, &label));
	free(label);
	assert_index_whole(db);
}

static void search_run__follows_edits_and_undo(void **state)
{
	struct db *db = *state;
	struct change *c = NULL;
	int64_t kase, noa;

	make_petition(db);
	kase = put(db, ENTITY_CASE, "ref", "x", "title", "Before", "summary", "of sunrise", NULL);
	signatory(db, "noa", "Before Cohen");
	must(db, record_find(db, ENTITY_SIGNATORY, "noa", &noa));
	assert_finds(db, "before", "case:x signatory:noa");
	set(db, ENTITY_CASE, kase, "title", "After");
	set(db, ENTITY_SIGNATORY, noa, "name", "After Cohen");
	assert_finds(db, "before", "");
	assert_finds(db, "after", "case:x signatory:noa");
	assert_finds(db, "sunrise", "case:x");
	assert_finds(db, "cohen", "signatory:noa");
	must(db, change_begin(db, &c, "remove"));
	must(db, record_remove(c, ENTITY_SIGNATORY, noa, false));
	must(db, record_remove(c, ENTITY_CASE, kase, false));
	must(db, change_commit(c));
	assert_finds(db, "after", "");
	assert_index_whole(db);
	assert_journal(db, true);
	assert_finds(db, "after", "case:x signatory:noa");
	assert_journal(db, true);
	assert_journal(db, true);
	assert_finds(db, "after", "");
	assert_finds(db, "before", "case:x signatory:noa");
	for (int i = 0; i < 3; i++)
		assert_journal(db, false);
	assert_finds(db, "before", "");
	assert_finds(db, "after", "");
}

/* ---- what a hit says ---- */

static void search_run__marks_what_it_found(void **state)
{
	struct hits h = { .answer = ST_OK };
	struct db *db = *state;

	make_petition(db);
	put(db, ENTITY_CASE, "ref", "x", "title", "The police", "summary",
		"A phone was opened by the Police of Hong Kong.", NULL);
	put(db, ENTITY_SIGNATORY, "petition", "p", "ref", "noa", "name", "Noa Cohen", "city",
		"Haifa", NULL);
	must(db, search_run(db, "phone", 10, take, &h));
	assert_non_null(strstr(str_text(&h.excerpts), "A \002phone\003 was opened"));
	hits_free(&h);
	must(db, search_run(db, "noa hai", 10, take, &h));
	assert_string_equal(str_text(&h.excerpts), "\002Noa\003 Cohen · \002Haifa\003\n");
	hits_free(&h);
}

static void search_run__groups_by_kind_and_gives_no_more_than_asked(void **state)
{
	struct hits h = { .answer = ST_OK };
	struct db *db = *state;

	make_petition(db);
	for (int i = 0; i < 4; i++) {
		put(db, ENTITY_CONTACT, "name", "Needle", NULL);
		put(db, ENTITY_EVENT, "case", "c", "title", "Needle", NULL);
		put(db, ENTITY_SIGNATORY, "petition", "p", "name", "Needle", NULL);
		put(db, ENTITY_CASE, "title", "Needle", NULL);
	}
	must(db, search_run(db, "needle", 2, take, &h));
	assert_string_equal(str_text(&h.refs),
		"case:needle case:needle-2 event:needle event:needle-2 "
		"contact:needle contact:needle-2 signatory:s5 signatory:s9");
	hits_free(&h);
}

/* A word in the title weighs more than one in a text, whichever came first. */
static void search_run__puts_the_best_first(void **state)
{
	struct db *db = *state;

	put(db, ENTITY_CASE, "ref", "text", "title", "Another", "summary",
		"a long text that speaks of many things and of a needle too", NULL);
	put(db, ENTITY_CASE, "ref", "title", "title", "Needle", NULL);
	assert_finds(db, "needle", "case:title case:text");
}

static void search_run__ends_when_the_caller_has_enough(void **state)
{
	struct hits h = { .answer = ST_END };
	struct db *db = *state;

	make_petition(db);
	signatory(db, "a", "Needle");
	put(db, ENTITY_CASE, "ref", "b", "title", "Needle", NULL);
	must(db, search_run(db, "needle", 10, take, &h));
	assert_string_equal(str_text(&h.refs), "case:b");
	hits_free(&h);
	h = (struct hits){ .answer = ST_STOPPED };
	assert_int_equal(search_run(db, "needle", 10, take, &h), ST_STOPPED);
	assert_string_equal(str_text(&h.refs), "case:b");
	hits_free(&h);
}

static void search_run__refuses_what_is_no_word(void **state)
{
	static const char *const none[] = { "", " ", "\t\n", "*", "\"", "'", "()", "- . ,", "\xff",
		"a\xff", "\xe2\x80\x94", "\xe2\x80\xae" };
	struct hits h = { .answer = ST_OK };
	struct db *db = *state;

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		assert_refused(db, search_run(db, none[i], 10, take, &h), ST_INVALID, "no word");
	hits_free(&h);
}

static void search_run__takes_hostile_words_as_words(void **state)
{
	static const char *const words[] = { "a*", "NEAR(a b)", "a AND", "OR b", "NOT", "a)", "(a",
		"name:a", "{ref}:a", "^a", "a\"b", "a\"", "'; DROP TABLE \"case\"; --", "a\tb\nc",
		"a+b", "-a", "a:b:c", "\xcc\x81", "%", "a_%", "ref : a", "\xf0\x9f\x98\x80",
		"\xd9\x80" };
	struct db *db = *state;

	make_petition(db);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct hits h = { .answer = ST_OK };
		enum status st = search_run(db, words[i], 10, take, &h);

		if (st != ST_OK && st != ST_INVALID)
			fail_msg("%s: %s", words[i], db_error(db));
		hits_free(&h);
	}
	assert_int_equal(raw_number(db, "SELECT count(*) FROM \"case\""), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(search_run__finds_the_texts_that_are_searched_and_no_others),
		MODEL_TEST(search_run__finds_without_case_and_marks),
		MODEL_TEST(search_run__finds_words_by_their_beginnings),
		MODEL_TEST(search_run__finds_names_of_two_characters),
		MODEL_TEST(search_run__follows_edits_and_undo),
		MODEL_TEST(search_run__marks_what_it_found),
		MODEL_TEST(search_run__groups_by_kind_and_gives_no_more_than_asked),
		MODEL_TEST(search_run__puts_the_best_first),
		MODEL_TEST(search_run__ends_when_the_caller_has_enough),
		MODEL_TEST(search_run__refuses_what_is_no_word),
		MODEL_TEST(search_run__takes_hostile_words_as_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
