#include "config.h"

#include "import/row.h"

#include "import/dates.h"
#include "tests/unit/model_help.h"

/* A file is opened as users' files are, and each of its rows taken. */
struct at {
	struct db *db;
	char *folder;
	char *path;
	struct source *source;
	struct columns columns;
	struct row row;
	struct dates dates;
};

static int set_up(void **state)
{
	struct at *at = calloc(1, sizeof(*at));

	if (!at || db_open(NULL, DB_MEMORY, &at->db))
		return -1;
	at->folder = folder_make();
	at->path = folder_path(at->folder, "names.csv");
	*state = at;
	return 0;
}

static int tear_down(void **state)
{
	struct at *at = *state;

	db_close(at->db);
	folder_remove(at->folder);
	free(at->path);
	free(at);
	return 0;
}

#define ROW_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static enum status open_text(
	struct at *at, const char *text, size_t len, const char *consent, const char *dates)
{
	struct csv_record header;
	enum status st;

	file_write(at->path, text, len);
	st = source_open(at->db, at->path, NULL, &at->source);
	must(at->db, st);
	assert_int_equal(source_next(at->source, &header), ST_OK);
	st = columns_read(at->db, &signatory_columns, &header, NULL, &at->columns);
	must(at->db, st);
	row_init(&at->row, consent);
	st = dates_settle(at->db, at->source, at->columns.of[IMPORT_SIGNED], dates, &at->dates);
	row_file(&at->row, source_name(at->source), &at->columns, at->dates.order);
	assert_true(st != ST_OK || source_next(at->source, &header) == ST_OK);
	return st;
}

static void close_text(struct at *at)
{
	source_close(at->source);
	columns_free(&at->columns);
	row_free(&at->row);
	at->source = NULL;
}

static void put_slice(struct str *out, const char *name, struct slice value)
{
	if (!value.len)
		return;
	str_addf(out, " %s=", name);
	str_add_n(out, value.text, value.len);
}

/* "2: name=Noa state=valid consent=private" or "3! why", a line a row. */
static void tell_row(struct at *at, const struct csv_record *record, struct str *out)
{
	struct signatory s;

	str_addf(out, "%lld", (long long)record->line);
	if (!row_take(&at->row, &at->columns, record, &s)) {
		str_addf(out, "! %s\n", str_text(&at->row.reason));
		return;
	}
	str_add_c(out, ':');
	put_slice(out, "name", s.name);
	put_slice(out, "given", s.given);
	put_slice(out, "family", s.family);
	put_slice(out, "signed", s.signed_on);
	put_slice(out, "country", s.country);
	put_slice(out, "state", s.state);
	put_slice(out, "consent", s.consent);
	put_slice(out, "source", s.consent_source);
	put_slice(out, "id", s.external_id);
	put_slice(out, "extra", s.extra);
	str_add_c(out, '\n');
}

static void assert_rows_n(
	struct at *at, const char *text, size_t len, const char *consent, const char *expected)
{
	struct csv_record record;
	struct str out = STR_INIT;
	enum status st = open_text(at, text, len, consent, NULL);

	must(at->db, st);
	while (source_next(at->source, &record) == ST_OK)
		tell_row(at, &record, &out);
	assert_string_equal(str_text(&out), expected);
	str_free(&out);
	close_text(at);
}

static void assert_rows(struct at *at, const char *text, const char *consent, const char *expected)
{
	assert_rows_n(at, text, strlen(text), consent, expected);
}

static void row_take__keeps_other_columns_beside(void **state)
{
	assert_rows(*state,
		"Name,Do Not Email,optIn,Why: really?,uuid\n"
		"Noa,1,true,\"Two\r\nlines\",u-1\nDan,,,,\n",
		NULL,
		"2: name=Noa state=valid consent=private id=u-1 extra=Do Not Email: 1\noptIn: "
		"true\n"
		"Why\\: really?: Two\n+ lines\n"
		"4: name=Dan state=valid consent=private\n");
	assert_rows(*state, "name,extra,Tags\nNoa,\"Phone: 1\nA: b\",x\n", NULL,
		"2: name=Noa state=valid consent=private extra=Phone: 1\nA: b\nTags: x\n");
}

static void row_take__says_where_consent_comes_from(void **state)
{
	assert_rows(*state, "name,Consent\nNoa,public\nDan,\n", "anonymous",
		"2: name=Noa state=valid consent=public source=column Consent of names.csv\n"
		"3: name=Dan state=valid consent=anonymous source=said at the import of "
		"names.csv\n");
	assert_rows(*state, "name,consent,consent_source\nNoa,public,column Ok of a.csv\nDan,,\n",
		NULL,
		"2: name=Noa state=valid consent=public source=column Ok of a.csv\n"
		"3: name=Dan state=valid consent=private\n");
}

static void row_take__reads_yes_no_and_civicrm(void **state)
{
	assert_rows(*state, "first_name,confirmed\na,True\nb,1\nc,0\nd,False\ne,\nf,2\n", NULL,
		"2: given=a state=valid consent=private\n3: given=b state=valid consent=private\n"
		"4: given=c state=pending consent=private\n"
		"5: given=d state=pending consent=private\n"
		"6: given=e state=valid consent=private\n"
		"7! the confirmation \"2\" says neither yes nor no\n");
	assert_rows(*state, "first_name,status_id\na,1\nb,2\nc,3\n", NULL,
		"2: given=a state=pending consent=private\n3: given=b state=valid consent=private\n"
		"4! the confirmation \"3\" says neither yes nor no\n");
}

static void row_take__refuses_what_is_no_text(void **state)
{
	static const char nul[] = "name,tags\nNo\0a,x\nDan,a\0\nÉva,\n";

	assert_rows_n(*state, nul, sizeof(nul) - 1, NULL,
		"2! the name has a character in it that is none (NUL)\n"
		"3! the column tags has a character in it that is none (NUL)\n"
		"4: name=Éva state=valid consent=private\n");
	assert_rows(*state, "name,tags\nÉÉÉÉ,x\nJos\xE9,\nÉÉÉÉ,\xE9\n", NULL,
		"2: name=ÉÉÉÉ state=valid consent=private extra=tags: x\n"
		"3! the name is not text in UTF-8, or in the encoding that was said\n"
		"4! the column tags is not text in UTF-8, or in the encoding that was said\n");
}

static void row_take__refuses_rows_that_a_stray_quote_swallowed(void **state)
{
	assert_rows(*state, "name,city\n\"Bob,x\nAnn,y\nTim,z\nEve,v\nIda \"Dee\",w\nLea,u\n", NULL,
		"2! the name \"Bob,x Ann,y Tim,z Eve,v Ida Dee\"\" holds whole rows; is there "
		"a "
		"quote too many before it?\n7: name=Lea state=valid consent=private\n");
	assert_rows(*state, "Name\tCity\n\"Bob\tx\nAnn\ty\"\nTim\tz\n", NULL,
		"2! the name \"Bob x Ann y\" holds whole rows; is there a quote too many before "
		"it?\n"
		"4: name=Tim state=valid consent=private\n");
	assert_rows(*state, "name,city\n\"Bob\nSmith\",x\nAnn,\"y\n", NULL,
		"2: name=Bob Smith state=valid consent=private\n"
		"4! a quote that begins on line 4 is never closed, so the rows below it were not "
		"read\n");
}

static void row_take__answers_ragged_rows(void **state)
{
	assert_rows(*state, "name,city,country,signed\nNoa\nDan,Haifa,IL,2020-07-18,,\nEve,,,,x\n",
		NULL,
		"2: name=Noa state=valid consent=private\n"
		"3: name=Dan signed=2020-07-18 country=IL state=valid consent=private\n"
		"4! it has more cells than the first line has names\n");
}

/* ---- dates ---- */

static void assert_dates(struct at *at, const char *column, const char *given, const char *told)
{
	struct str text = STR_INIT, out = STR_INIT;
	enum status st;

	str_addf(&text, "name;signed\n%s", column);
	st = open_text(at, text.data, text.len, NULL, given);
	must(at->db, st);
	dates_tell(&at->dates, &out);
	assert_string_equal(str_text(&out), told);
	close_text(at);
	str_free(&text);
	str_free(&out);
}

static void assert_asks(struct at *at, const char *column, const char *what)
{
	struct str text = STR_INIT;

	str_addf(&text, "name;signed\n%s", column);
	assert_refused_field(
		at->db, open_text(at, text.data, text.len, NULL, NULL), ST_INVALID, "dates", what);
	close_text(at);
	str_free(&text);
}

static void dates_settle__needs_no_order_for_plain_dates(void **state)
{
	assert_dates(*state, "a;2020-07-18\nb;18 Jul 2020\nc;\nd;7/7/2020\ne;nonsense\n", NULL, "");
	assert_dates(*state, "a\nb\n", NULL, "");
}

static void dates_settle__takes_an_order_that_is_proven(void **state)
{
	assert_dates(*state, "a;07/08/2020\nb;18/07/2020 10:42\nc;01/02/2020\n", NULL,
		"in its dates the day comes first, as line 3 shows: 18/07/2020 10:42");
	assert_dates(*state, "a;2020-07-18\nb;7/8/2020\nc;7/18/2020\n", NULL,
		"in its dates the month comes first, as line 4 shows: 7/18/2020");
	assert_dates(*state, "a;20/07/08\nb;20/07/18\nc;19/12/31\n", NULL,
		"in its dates the year comes first, as line 4 shows: 19/12/31");
}

static void dates_settle__asks_where_nothing_proves_it(void **state)
{
	assert_asks(*state, "a;2020-07-18\nb;07/08/2020\nc;01/02/2020\n",
		"line 3: \"07/08/2020\" can be read in more than one way, and no other date shows "
		"in "
		"which; is it 2020-08-07 (--dates dmy) or 2020-07-08 (--dates mdy)?");
	assert_dates(*state, "a;07/08/2020\n", "mdy",
		"in its dates the month comes first, as you "
		"said");
}

static void dates_settle__refuses_dates_that_contradict_each_other(void **state)
{
	assert_asks(*state, "a;07/08/2020\nb;18/07/2020\nc;07/18/2020\n",
		"\"18/07/2020\" on line 3 and \"07/18/2020\" on line 4");
	assert_dates(*state, "a;18/07/2020\nb;07/18/2020\n", "DMY",
		"in its dates the day comes first, as you said");
	{
		struct at *at = *state;

		assert_refused_field(at->db, open_text(at, "name\na\n", 7, NULL, "dym"), ST_INVALID,
			"dates", "write dmy, mdy or ymd");
		close_text(at);
	}
}

/* The row that proves it may be the last of many. */
static void dates_settle__reads_to_the_end(void **state)
{
	struct str text = STR_INIT;

	for (int i = 0; i < 20000; i++)
		str_addf(&text, "a;%d/%d/2020\n", 1 + i % 11, 2 + i % 10);
	assert_asks(*state, str_text(&text), "line 2: \"1/2/2020\"");
	str_add(&text, "z;31/12/2020\n");
	assert_dates(*state, str_text(&text), NULL,
		"in its dates the day comes first, as line 20002 shows: 31/12/2020");
	str_free(&text);
}

static void row_take__reads_dates_in_the_order_of_the_file(void **state)
{
	assert_rows(*state,
		"name;signed\na;07/08/2020\nb;18/07/2020 9:42\nc;8.7.2020\nd;5 May 2020\n", NULL,
		"2: name=a signed=2020-08-07 state=valid consent=private\n"
		"3: name=b signed=2020-07-18 state=valid consent=private\n"
		"4: name=c signed=2020-07-08 state=valid consent=private\n"
		"5: name=d signed=2020-05-05 state=valid consent=private\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		ROW_TEST(row_take__keeps_other_columns_beside),
		ROW_TEST(row_take__says_where_consent_comes_from),
		ROW_TEST(row_take__reads_yes_no_and_civicrm),
		ROW_TEST(row_take__refuses_what_is_no_text),
		ROW_TEST(row_take__refuses_rows_that_a_stray_quote_swallowed),
		ROW_TEST(row_take__answers_ragged_rows),
		ROW_TEST(dates_settle__needs_no_order_for_plain_dates),
		ROW_TEST(dates_settle__takes_an_order_that_is_proven),
		ROW_TEST(dates_settle__asks_where_nothing_proves_it),
		ROW_TEST(dates_settle__refuses_dates_that_contradict_each_other),
		ROW_TEST(dates_settle__reads_to_the_end),
		ROW_TEST(row_take__reads_dates_in_the_order_of_the_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
