/*
 * The files in tests/data/csv, each odd in one way, and in tests/data/platforms, each in the form
 * of one platform: what is found out about them and what every row becomes stands in expected.txt
 * beside them. With UPDATE=1 it is written anew: read it before you keep it.
 */
#include "config.h"

#include "import/row.h"

#include "import/dates.h"
#include "tests/unit/model_help.h"

struct one {
	const char *name;
	const char *encoding; /* NULL: it is found out */
	const char *map;      /* NULL: none */
};

static void put_field(struct str *out, const char *name, struct slice value)
{
	if (!value.len)
		return;
	str_addf(out, " %s=", name);
	for (size_t i = 0; i < value.len; i++)
		if (value.text[i] == '\n')
			str_add(out, "⏎");
		else
			str_add_c(out, value.text[i]);
}

static void put_row(struct str *out, struct row *row, const struct columns *columns,
	const struct csv_record *record)
{
	struct signatory s;

	str_addf(out, "    %lld", (long long)record->line);
	if (!row_take(row, columns, record, &s)) {
		str_addf(out, "! %s\n", str_text(&row->reason));
		return;
	}
	str_add_c(out, ':');
	put_field(out, "name", s.name);
	put_field(out, "given", s.given);
	put_field(out, "family", s.family);
	put_field(out, "email", s.email);
	put_field(out, "city", s.city);
	put_field(out, "region", s.region);
	put_field(out, "postcode", s.postcode);
	put_field(out, "country", s.country);
	put_field(out, "signed", s.signed_on);
	put_field(out, "state", s.state);
	put_field(out, "consent", s.consent);
	put_field(out, "comment", s.comment);
	put_field(out, "id", s.external_id);
	put_field(out, "extra", s.extra);
	str_add_c(out, '\n');
}

static void put_rows(struct db *db, struct source *source, const struct one *one, struct str *out)
{
	const char *maps[] = { one->map, NULL };
	struct csv_record record;
	struct columns columns;
	struct dates dates;
	struct row row;
	struct str told = STR_INIT;
	enum status st = source_next(source, &record);

	must(db, st);
	st = columns_read(db, &signatory_columns, &record, maps, &columns);
	must(db, st);
	columns_tell(&columns, &told);
	for (char *p = told.data; (p = strchr(p, '\n')) != NULL;)
		*p = ';';
	str_addf(out, "    %s\n", str_text(&told));
	str_free(&told);
	st = dates_settle(db, source, columns.of[IMPORT_SIGNED], NULL, &dates);
	must(db, st);
	if (dates.order) {
		str_add(out, "    ");
		dates_tell(&dates, out);
		str_add_c(out, '\n');
	}
	row_init(&row, NULL);
	row_file(&row, source_name(source), &columns, dates.order);
	assert_int_equal(source_next(source, &record), ST_OK);
	while ((st = source_next(source, &record)) == ST_OK)
		put_row(out, &row, &columns, &record);
	assert_int_equal(st, ST_END);
	row_free(&row);
	columns_free(&columns);
}

static void put_file(struct db *db, const char *folder, const struct one *one, struct str *out)
{
	char *path = folder_path(folder, one->name);
	struct source_options o = { .encoding = one->encoding };
	struct source *source = NULL;

	str_addf(out, "%s\n", one->name);
	if (one->encoding) {
		assert_int_equal(source_open(db, path, NULL, &source), ST_INVALID);
		str_addf(out, "    ! %s\n", strrchr(db_error(db), '/') + 1);
	}
	if (source_open(db, path, &o, &source) == ST_OK) {
		str_add(out, "    ");
		source_tell(source, out);
		str_add(out, "\n    ");
		source_why(source, out);
		str_add_c(out, '\n');
		put_rows(db, source, one, out);
	} else {
		str_addf(out, "    ! %s\n", db_error(db));
	}
	source_close(source);
	free(path);
}

static void assert_files(struct db *db, const char *name, const struct one *files)
{
	struct str folder = STR_INIT, out = STR_INIT, expected = STR_INIT;
	const char *base = getenv("SRCDIR");
	char *path;

	str_addf(&folder, "%s/tests/data/%s", base ? base : "../src", name);
	for (; files->name; files++)
		put_file(db, str_text(&folder), files, &out);
	path = folder_path(str_text(&folder), "expected.txt");
	if (getenv("UPDATE"))
		file_write(path, out.data, out.len);
	file_read(path, &expected);
	assert_string_equal(str_text(&out), str_text(&expected));
	free(path);
	str_free(&folder);
	str_free(&out);
	str_free(&expected);
}

static void files__odd_ones_have_their_answers(void **state)
{
	static const struct one files[] = {
		{ "bare-cr.csv", NULL, NULL },
		{ "big5.csv", "Big5", NULL },
		{ "bom.csv", NULL, NULL },
		{ "broken-rows.csv", NULL, NULL },
		{ "empty-lines.csv", NULL, NULL },
		{ "hostile-cells.csv", NULL, NULL },
		{ "mixed-ends.csv", NULL, NULL },
		{ "nul.csv", NULL, NULL },
		{ "one-column.csv", NULL, NULL },
		{ "open-quote.csv", NULL, NULL },
		{ "quote-inside.csv", NULL, NULL },
		{ "quoted-lines.csv", NULL, NULL },
		{ "ragged.csv", NULL, NULL },
		{ "same-headers.csv", NULL, "Email (2)=email" },
		{ "sep-line.csv", NULL, NULL },
		{ "shift-jis.csv", "Shift_JIS", NULL },
		{ "stray-quote-tabs.txt", NULL, NULL },
		{ "trailing-commas.csv", NULL, NULL },
		{ "utf-16-half-pair.csv", NULL, NULL },
		{ "utf-16be-no-mark.csv", NULL, NULL },
		{ "windows-1252.csv", "windows-1252", NULL },
		{ "windows-1255.csv", "windows-1255", NULL },
		{ "windows-1256.csv", "windows-1256", NULL },
		{ NULL, NULL, NULL },
	};

	assert_files(*state, "csv", files);
}

static void files__of_each_platform_are_understood(void **state)
{
	static const struct one files[] = {
		{ "petition_signatures_jobs_1234567_20200721101530.csv.xls", NULL, NULL },
		{ "petition_comments_jobs_1234567_20200721101530.csv.xls", NULL, NULL },
		{ "action-network.csv", NULL, NULL },
		{ "civicrm-contacts.csv", NULL, NULL },
		{ "civicrm-petition.csv", NULL, NULL },
		{ "google-forms.csv", NULL, NULL },
		{ "eff.csv", NULL, NULL },
		{ "pytition.csv", NULL, NULL },
		{ "proca.csv", NULL, NULL },
		{ "actionkit.csv", NULL, NULL },
		{ "osdi.csv", NULL, NULL },
		{ "consul.csv", NULL, "document_number=name" },
		{ "paper.csv", NULL, NULL },
		{ "spreadsheet.csv", "windows-1252", NULL },
		{ NULL, NULL, NULL },
	};

	assert_files(*state, "platforms", files);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		MODEL_TEST(files__odd_ones_have_their_answers),
		MODEL_TEST(files__of_each_platform_are_understood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
