#include "config.h"

#include "tests/unit/model_help.h"

#include "model/journal.h"
#include "model/reading.h"
#include "model/search.h"

/* SHA-256 of nothing in particular. */
static const char one[] = "1111111111111111111111111111111111111111111111111111111111111111";
static const char two[] = "2222222222222222222222222222222222222222222222222222222222222222";

/* An exhibit with these bytes in the case "c". */
static int64_t exhibit(struct db *db, const char *ref, const char *sha256)
{
	struct change *c = NULL;
	struct record r;
	int64_t id;

	record_init(&r, ENTITY_EXHIBIT);
	must(db, record_set_name(db, &r, "case", "c"));
	must(db, record_set_name(db, &r, "ref", ref));
	must(db, record_set_name(db, &r, "title", ref));
	record_put(&r, "sha256", sha256);
	must(db, change_begin(db, &c, "test"));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	id = r.id;
	record_free(&r);
	return id;
}

static void make_case(struct db *db)
{
	put(db, ENTITY_CASE, "ref", "c", "title", "A case", NULL);
}

static void add_page(struct reading *r, int64_t page, bool ocr, const char *text)
{
	assert_int_equal(reading_add_page(r, page, ocr, text, strlen(text)), ST_OK);
}

static void add_says(struct reading *r, const char *name, const char *value)
{
	assert_int_equal(reading_add_says(r, name, value, strlen(value)), ST_OK);
}

/* A file of one page. */
static void keep(struct db *db, const char *sha256, const char *text)
{
	struct reading r;

	reading_init(&r, sha256);
	r.pages = 1;
	add_page(&r, 1, false, text);
	must(db, reading_take(db, &r));
	reading_free(&r);
}

/* "ref:place excerpt" of each hit inside a file, a line each. */
static enum status take(void *arg, const struct search_hit *hit)
{
	struct str *out = arg;

	if (!hit->page)
		return ST_OK;
	str_addf(out, "%s:", hit->ref);
	search_place(hit, out);
	str_addf(out, " %s\n", hit->excerpt);
	return ST_OK;
}

static void assert_finds(struct db *db, const char *words, const char *expected)
{
	struct str found = STR_INIT;

	must(db, search_run(db, words, 20, take, &found));
	if (strcmp(str_text(&found), expected))
		fail_msg("%s finds \"%s\", expected \"%s\"", words, str_text(&found), expected);
	str_free(&found);
}

/* ---- keeping ---- */

static void reading_take__keeps_all_that_was_read(void **state)
{
	struct reading r, back;
	struct str text = STR_INIT;
	bool ocr = true;

	reading_init(&r, one);
	r.pages = 3;
	r.mime = mem_text("application/pdf");
	add_page(&r, 1, false, "  The first page\r\n");
	add_page(&r, 3, false, "The third");
	add_says(&r, "author", "Noa Cohen");
	add_says(&r, "program", "LibreOffice");
	must(*state, reading_take(*state, &r));
	must(*state, reading_load(*state, one, &back));
	assert_int_equal(back.state, READING_READ);
	assert_int_equal(back.pages, 3);
	assert_string_equal(back.mime, "application/pdf");
	assert_null(back.why);
	assert_null(back.ocr);
	assert_int_equal(strlen(back.at), 20);
	assert_int_equal(back.n_says, 2);
	assert_string_equal(back.says[0].name, "author");
	assert_string_equal(back.says[0].value, "Noa Cohen");
	assert_true(back.says[0].reveals);
	assert_false(back.says[1].reveals);
	must(*state, reading_text(*state, one, 1, &text, &ocr));
	assert_string_equal(str_text(&text), "The first page");
	assert_false(ocr);
	assert_int_equal(reading_text(*state, one, 2, &text, &ocr), ST_NOTFOUND);
	reading_free(&back);
	assert_int_equal(reading_load(*state, two, &back), ST_NOTFOUND);
	str_free(&text);
	reading_free(&r);
	reading_free(&back);
}

static void reading_take__leaves_no_word_of_what_it_replaces(void **state)
{
	make_case(*state);
	exhibit(*state, "e", one);
	keep(*state, one, "a white elephant");
	assert_finds(*state, "elephant", "e:page 1 a white \002elephant\003\n");
	keep(*state, one, "a black horse");
	assert_finds(*state, "elephant", "");
	assert_finds(*state, "horse", "e:page 1 a black \002horse\003\n");
	raw(*state, "INSERT INTO page_search (page_search) VALUES ('integrity-check')");
}

static void reading_take__is_part_of_a_change_that_is_open(void **state)
{
	struct change *c = NULL;
	struct record r;
	int64_t id;

	make_case(*state);
	id = exhibit(*state, "e", one);
	must(*state, change_begin(*state, &c, "test"));
	keep(*state, one, "elephant");
	change_cancel(c);
	assert_finds(*state, "elephant", "");
	must(*state, change_begin(*state, &c, "test"));
	keep(*state, one, "elephant");
	must(*state, record_load(*state, ENTITY_EXHIBIT, id, &r));
	record_put(&r, "mime", "text/plain");
	must(*state, record_save(c, &r));
	must(*state, change_commit(c));
	record_free(&r);
	assert_finds(*state, "elephant", "e:page 1 \002elephant\003\n");
}

static void reading_take__leaves_the_journal_alone(void **state)
{
	int64_t before = raw_number(*state, "SELECT count(*) FROM journal");

	keep(*state, one, "elephant");
	assert_int_equal(raw_number(*state, "SELECT count(*) FROM journal"), before);
}

static void reading_take__tells_those_who_look_that_something_changed(void **state)
{
	int64_t before = db_generation(*state);

	keep(*state, one, "elephant");
	assert_true(db_generation(*state) > before);
}

static void reading_take__keeps_what_was_read_from_pictures(void **state)
{
	struct reading r;
	struct str text = STR_INIT;
	bool ocr = false;

	make_case(*state);
	exhibit(*state, "e", one);
	reading_init(&r, one);
	r.pages = 2;
	r.ocr = mem_text("heb+eng");
	add_page(&r, 1, true, "seen on page one");
	add_page(&r, 2, true, "seen on page two");
	must(*state, reading_take(*state, &r));
	reading_free(&r);
	assert_finds(*state, "seen",
		"e:page 1, OCR \002seen\003 on page one\ne:page 2, OCR \002seen\003 on page two\n");

	/* Read again: a page now has text of its own, the other still has what was seen. */
	reading_init(&r, one);
	r.pages = 2;
	add_page(&r, 2, false, "written");
	must(*state, reading_take(*state, &r));
	assert_string_equal(r.ocr, "heb+eng");
	reading_free(&r);
	must(*state, reading_text(*state, one, 1, &text, &ocr));
	assert_string_equal(str_text(&text), "seen on page one");
	assert_true(ocr);
	assert_finds(*state, "page two", "");
	str_free(&text);
}

/* ---- what comes from outside ---- */

static void reading_add_page__refuses_what_is_no_text(void **state)
{
	struct reading r;

	(void)state;
	reading_init(&r, one);
	assert_int_equal(reading_add_page(&r, 1, false, "a\377b", 3), ST_INVALID);
	assert_int_equal(reading_add_page(&r, 1, false, "a\0b", 3), ST_INVALID);
	assert_int_equal(reading_add_page(&r, 0, false, "a", 1), ST_INVALID);
	assert_int_equal(reading_add_page(&r, -5, false, "a", 1), ST_INVALID);
	add_page(&r, 2, false, "a");
	assert_int_equal(reading_add_page(&r, 2, false, "a", 1), ST_INVALID);
	assert_int_equal(reading_add_page(&r, 1, false, "a", 1), ST_INVALID);
	assert_int_equal(r.n_pages, 1);
	reading_free(&r);
}

static void reading_add_page__passes_over_what_is_blank(void **state)
{
	struct reading r;

	(void)state;
	reading_init(&r, one);
	add_page(&r, 1, false, " \n\t\n ");
	assert_int_equal(r.n_pages, 0);
	assert_int_equal(r.state, READING_NOTHING);
	reading_free(&r);
}

static void reading_add_says__takes_its_names_only_and_each_once(void **state)
{
	char *large = mem_zero(READING_VALUE_MAX * 2 + 1);
	struct reading r;

	(void)state;
	reading_init(&r, one);
	assert_int_equal(reading_add_says(&r, "password", "x", 1), ST_INVALID);
	assert_int_equal(reading_add_says(&r, "author", "\377", 1), ST_INVALID);
	add_says(&r, "author", "Noa");
	add_says(&r, "author", "Noa");
	add_says(&r, "author", "");
	assert_int_equal(r.n_says, 1);
	memset(large, 'x', READING_VALUE_MAX * 2);
	add_says(&r, "description", large);
	assert_int_equal(strlen(r.says[1].value), READING_VALUE_MAX);
	for (int i = 0; i < READING_SAYS_MAX * 2; i++) {
		char value[32];

		snprintf(value, sizeof(value), "%d", i);
		add_says(&r, "keywords", value);
	}
	assert_int_equal(r.n_says, READING_SAYS_MAX);
	reading_free(&r);
	free(large);
}

static void says_reveals__what_may_lead_to_a_source(void **state)
{
	(void)state;
	assert_true(says_reveals("author", "x"));
	assert_true(says_reveals("place", "19.4, -99.1"));
	assert_true(says_reveals("device", "Canon EOS 5D"));
	assert_true(says_reveals("serial", "1"));
	assert_true(says_reveals("licence", "x"));
	assert_false(says_reveals("program", "LibreOffice 7.4"));
	assert_true(says_reveals("program", "Word, licensed to noa@example.org"));
	assert_true(says_reveals("title", "C:\\Users\\noa\\report.docx"));
	assert_true(says_reveals("description", "/home/noa/report.odt"));
	assert_true(says_reveals("template", "\\\\server\\people\\noa.dot"));
	assert_false(says_reveals("title", "Letter @ home, e.g. this"));
	assert_false(says_reveals("date", "2020-04-17T10:00:00Z"));
}

/* ---- finding ---- */

static void search_run__finds_words_inside_exhibits(void **state)
{
	make_case(*state);
	exhibit(*state, "he", one);
	exhibit(*state, "zh", two);
	keep(*state, one, "בית המשפט העליון דחה את העתירה. המשפָּט נגמר");
	keep(*state, two, "香港政府使用以色列軟件。المحكمة العليا");
	assert_finds(
		*state, "העתירה", "he:page 1 בית המשפט העליון דחה את \002העתירה\003. המשפָּט נגמר\n");
	assert_finds(*state, "המשפט העלי",
		"he:page 1 בית \002המשפט\003 \002העליון\003 דחה את העתירה. \002המשפָּט\003 נגמר\n");
	/* With what Hebrew and Arabic write onto a word. */
	assert_finds(
		*state, "עתירה", "he:page 1 בית המשפט העליון דחה את \002העתירה\003. המשפָּט נגמר\n");
	assert_finds(*state, "עליא", "");
	assert_finds(*state, "محكمة", "zh:page 1 香港政府使用以色列軟件。\002المحكمة\003 العليا\n");
	assert_finds(*state, "軟件", "zh:page 1 香港政府使用以色列\002軟件\003。المحكمة العليا\n");
	assert_finds(*state, "件軟", "");
	assert_finds(*state, "المحكمه", "");
	assert_finds(
		*state, "العليا", "zh:page 1 香港政府使用以色列軟件。المحكمة \002العليا\003\n");
}

static void search_run__finds_no_text_of_a_removed_exhibit(void **state)
{
	struct change *c = NULL;
	char *what = NULL;
	int64_t id;

	make_case(*state);
	id = exhibit(*state, "e", one);
	keep(*state, one, "elephant");
	must(*state, change_begin(*state, &c, "remove"));
	must(*state, record_remove(c, ENTITY_EXHIBIT, id, true));
	must(*state, change_commit(c));
	assert_finds(*state, "elephant", "");
	/* It comes back with the exhibit. */
	must(*state, journal_undo(*state, &what));
	assert_finds(*state, "elephant", "e:page 1 \002elephant\003\n");
	free(what);
}

static void search_run__gives_pages_of_every_file(void **state)
{
	struct str found = STR_INIT;
	struct reading r;

	make_case(*state);
	exhibit(*state, "long", one);
	exhibit(*state, "short", two);
	reading_init(&r, one);
	r.pages = 500;
	for (int i = 1; i <= 500; i++)
		add_page(&r, i, false, "elephant");
	must(*state, reading_take(*state, &r));
	reading_free(&r);
	keep(*state, two, "elephant");
	must(*state, search_run(*state, "elephant", 20, take, &found));
	assert_non_null(strstr(str_text(&found), "long:page 1 "));
	assert_non_null(strstr(str_text(&found), "short:page 1 "));
	str_free(&found);
}

static void search_run__names_parts_where_there_are_no_pages(void **state)
{
	struct reading r;

	make_case(*state);
	exhibit(*state, "e", one);
	exhibit(*state, "f", two);
	reading_init(&r, one);
	add_page(&r, 1, false, "nothing");
	add_page(&r, 2, false, "elephant");
	must(*state, reading_take(*state, &r));
	reading_free(&r);
	reading_init(&r, two);
	add_page(&r, 1, false, "elephant");
	must(*state, reading_take(*state, &r));
	reading_free(&r);
	assert_finds(*state, "elephant", "e:part 2 \002elephant\003\nf: \002elephant\003\n");
}

static void search_run__gives_a_page_for_each_exhibit_of_the_same_bytes(void **state)
{
	make_case(*state);
	exhibit(*state, "e", one);
	exhibit(*state, "f", one);
	keep(*state, one, "elephant");
	assert_finds(*state, "elephant", "e:page 1 \002elephant\003\nf:page 1 \002elephant\003\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(reading_take__keeps_all_that_was_read),
		MODEL_TEST(reading_take__leaves_no_word_of_what_it_replaces),
		MODEL_TEST(reading_take__is_part_of_a_change_that_is_open),
		MODEL_TEST(reading_take__leaves_the_journal_alone),
		MODEL_TEST(reading_take__tells_those_who_look_that_something_changed),
		MODEL_TEST(reading_take__keeps_what_was_read_from_pictures),
		MODEL_TEST(reading_add_page__refuses_what_is_no_text),
		MODEL_TEST(reading_add_page__passes_over_what_is_blank),
		MODEL_TEST(reading_add_says__takes_its_names_only_and_each_once),
		MODEL_TEST(says_reveals__what_may_lead_to_a_source),
		MODEL_TEST(search_run__finds_words_inside_exhibits),
		MODEL_TEST(search_run__finds_no_text_of_a_removed_exhibit),
		MODEL_TEST(search_run__gives_pages_of_every_file),
		MODEL_TEST(search_run__names_parts_where_there_are_no_pages),
		MODEL_TEST(search_run__gives_a_page_for_each_exhibit_of_the_same_bytes),
	};

	return cmocka_run_group_tests_name("reading", tests, NULL, NULL);
}
