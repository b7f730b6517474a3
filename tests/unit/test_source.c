#include "config.h"

#include "import/source.h"

#include "import/decode.h"
#include "model/text.h"
#include "tests/unit/model_help.h"

struct at {
	struct db *db;
	char *folder;
	char *path;
};

static int set_up(void **state)
{
	struct at *at = calloc(1, sizeof(*at));

	if (!at || db_open(NULL, DB_MEMORY, &at->db))
		return -1;
	at->folder = folder_make();
	at->path = folder_path(at->folder, "names.pdf");
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

#define SOURCE_TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

/* All records, "line:[cell][cell]" or "line:!", a line each. */
static void read_all(struct at *at, struct source *s, struct str *out)
{
	struct csv_record record;
	enum status st;

	str_clear(out);
	while ((st = source_next(s, &record)) == ST_OK) {
		str_addf(out, "%lld:%s", (long long)record.line, record.error ? "!" : "");
		for (size_t i = 0; i < record.n_cells; i++) {
			str_add_c(out, '[');
			str_add_n(out, record.cells[i].text, record.cells[i].len);
			str_add_c(out, ']');
		}
		str_add_c(out, '\n');
	}
	if (st != ST_END)
		fail_msg("%s", db_error(at->db));
	assert_int_equal(source_offset(s), source_found(s)->size);
}

/* The bytes are found to be `told`, and read as `records`, twice. */
static void assert_reads(struct at *at, const void *bytes, size_t len,
	const struct source_options *o, const char *told, const char *records)
{
	struct source *s = NULL;
	struct str out = STR_INIT;
	enum status st;

	file_write(at->path, bytes, len);
	st = source_open(at->db, at->path, o, &s);
	must(at->db, st);
	source_tell(s, &out);
	assert_string_equal(str_text(&out), told);
	read_all(at, s, &out);
	assert_string_equal(str_text(&out), records);
	assert_int_equal(source_rewind(s), ST_OK);
	read_all(at, s, &out);
	assert_string_equal(str_text(&out), records);
	assert_int_equal(source_unchanged(s), ST_OK);
	source_close(s);
	str_free(&out);
}

#define READS(at, bytes, told, records)                                                            \
	assert_reads(at, bytes, sizeof(bytes) - 1, NULL, told, records)

static void assert_not(struct at *at, const void *bytes, size_t len, const struct source_options *o,
	enum status expected, const char *what)
{
	struct source *s = NULL;

	file_write(at->path, bytes, len);
	assert_refused(at->db, source_open(at->db, at->path, o, &s), expected, what);
	assert_null(s);
}

/* ASCII and what stands between U+0080 and U+FFFF, as UTF-16. */
static void put_utf16(struct str *out, const char *text, bool big)
{
	size_t len = strlen(text), used;

	for (size_t i = 0; i < len; i += used) {
		uint32_t cp = text_next(text + i, len - i, &used);

		if (cp >= 0x10000) {
			uint32_t lead = 0xD800 + ((cp - 0x10000) >> 10);

			str_add_c(out, (char)(big ? lead >> 8 : lead));
			str_add_c(out, (char)(big ? lead : lead >> 8));
			cp = 0xDC00 + ((cp - 0x10000) & 0x3FF);
		}
		str_add_c(out, (char)(big ? cp >> 8 : cp));
		str_add_c(out, (char)(big ? cp : cp >> 8));
	}
}

static void source_open__reads_utf8(void **state)
{
	READS(*state, "name,city\nNoa,Haifa\n", "UTF-8, comma-separated",
		"1:[name][city]\n2:[Noa][Haifa]\n");
	READS(*state, "\xEF\xBB\xBFname,city\nנועה,חיפה\n", "UTF-8, comma-separated",
		"1:[name][city]\n2:[נועה][חיפה]\n");
}

static void source_open__reads_utf16_with_a_mark_and_without(void **state)
{
	static const char text[] = "Name\tCity\tState\tPostal Code\tCountry\tSigned On\r\n"
				   "陳小明 😀\t香港\t\t\tHK\t2020-07-18\r\n";
	static const char records[] = "1:[Name][City][State][Postal Code][Country][Signed On]\n"
				      "2:[陳小明 😀][香港][][][HK][2020-07-18]\n";

	for (int big = 0; big < 2; big++)
		for (int mark = 0; mark < 2; mark++) {
			struct str bytes = STR_INIT, want = STR_INIT;

			if (mark)
				put_utf16(&bytes, "\xEF\xBB\xBF", big);
			put_utf16(&bytes, text, big);
			assert_reads(*state, bytes.data, bytes.len, NULL,
				"UTF-16, tab-separated, from Change.org", records);
			str_free(&bytes);
			str_free(&want);
		}
}

/* Names in Chinese alone: the line ends and separators are what shows it. */
static void source_open__knows_utf16_where_nearly_nothing_is_ascii(void **state)
{
	struct str bytes = STR_INIT, want = STR_INIT;

	put_utf16(&bytes, "姓名,城市\n", false);
	str_add(&want, "1:[姓名][城市]\n");
	for (int i = 2; i < 3000; i++) {
		put_utf16(&bytes, "歐陽詠詩歐陽詠詩歐陽詠詩,香港特別行政區九龍\n", false);
		str_addf(&want, "%d:[歐陽詠詩歐陽詠詩歐陽詠詩][香港特別行政區九龍]\n", i);
	}
	assert_reads(
		*state, bytes.data, bytes.len, NULL, "UTF-16, comma-separated", str_text(&want));
	str_free(&bytes);
	str_free(&want);
}

static void source_open__asks_for_a_legacy_page(void **state)
{
	static const char text[] = "name,city\nNoa,Haifa\n\"a\r\nb\",x\nJos\xE9,Puebla\n";
	struct source_options latin = { .encoding = "cp1252" }, hebrew = { .encoding = "Hebrew" };

	assert_not(*state, text, sizeof(text) - 1, NULL, ST_INVALID, "line 5");
	assert_not(*state, text, sizeof(text) - 1, NULL, ST_INVALID, "--encoding NAME");
	assert_string_equal(db_error_field(((struct at *)*state)->db), "encoding");
	assert_reads(*state, text, sizeof(text) - 1, &latin, "windows-1252, comma-separated",
		"1:[name][city]\n2:[Noa][Haifa]\n3:[a\r\nb][x]\n5:[José][Puebla]\n");
	assert_reads(*state, "name\n\xF0\xE5\xF2\xE4\n", 10, &hebrew, "windows-1255, one column",
		"1:[name]\n2:[נועה]\n");
}

static void source_open__reads_the_pages_of_east_asia(void **state)
{
	struct source_options big5 = { .encoding = "big5" }, sjis = { .encoding = "shift_jis" };

	/* Trail bytes of Big5 and Shift_JIS may be | and \. */
	assert_reads(*state, "name|city\n\xB3\xAF\xA4\x70\xA9\xFA|\xAD\xBB\xB4\xE4\n", 21, &big5,
		"Big5, separated by |", "1:[name][city]\n2:[陳小明][香港]\n");
	assert_reads(*state, "name|city\n\x83\x7C|\x93\x8C\x8B\x9E\n", 18, &sjis,
		"Shift_JIS, separated by |", "1:[name][city]\n2:[ポ][東京]\n");
}

static void source_open__marks_what_an_encoding_cannot_say(void **state)
{
	struct source_options big5 = { .encoding = "Big5" };
	struct str bytes = STR_INIT;

	assert_reads(*state, "n,m\n\xB3\xAFx,\xB3,\nz,\xB3", 14, &big5, "Big5, comma-separated",
		"1:[n][m]\n2:[陳x][\xFF][]\n3:[z][\xFF]\n");
	put_utf16(&bytes, "\xEF\xBB\xBFn\n", false);
	str_add_n(&bytes, "\x00\xD8z\0\n\0q", 7);
	assert_reads(*state, bytes.data, bytes.len, NULL, "UTF-16, one column",
		"1:[n]\n2:[\xFFz]\n3:[\xFF]\n");
	str_free(&bytes);
}

static void source_open__reads_a_mixed_file_as_utf8(void **state)
{
	struct str why = STR_INIT;
	struct source *s;
	struct at *at = *state;
	static const char text[] = "name\nנועה כהן\nJos\xE9\n";
	struct source_options utf8 = { .encoding = "UTF-8" };

	READS(at, "name\nנועה כהן\nJos\xE9\n", "UTF-8, one column",
		"1:[name]\n2:[נועה כהן]\n3:[Jos\xE9]\n");
	assert_int_equal(source_open(at->db, at->path, NULL, &s), ST_OK);
	assert_int_equal(source_found(s)->broken, 1);
	source_why(s, &why);
	assert_non_null(strstr(str_text(&why), "1 place is not"));
	str_free(&why);
	source_close(s);
	assert_not(at, text + 5, sizeof(text) - 6, &(struct source_options){ .encoding = "utf7" },
		ST_INVALID, "windows-1255");
	assert_reads(at, "n\nJos\xE9\n", 7, &utf8, "UTF-8, one column", "1:[n]\n2:[Jos\xE9]\n");
}

static void source_open__finds_the_separator(void **state)
{
	struct source_options bar = { .separator = "bar" };

	READS(*state, "a;b\n1,5;2,5\n3,5;\n", "UTF-8, semicolon-separated",
		"1:[a][b]\n2:[1,5][2,5]\n3:[3,5][]\n");
	READS(*state, "a|b\nx, y|z\n", "UTF-8, separated by |", "1:[a][b]\n2:[x, y][z]\n");
	READS(*state, "\"a;b\";c,d\n\"x\ny;\";z\n", "UTF-8, semicolon-separated",
		"1:[a;b][c,d]\n2:[x\ny;][z]\n");
	READS(*state, "Name\nCohen, Noa\nLevi\n", "UTF-8, one column",
		"1:[Name]\n2:[Cohen, Noa]\n3:[Levi]\n");
	READS(*state, "a,b\n1,2,\n3,4,\n5,6,\n", "UTF-8, comma-separated",
		"1:[a][b]\n2:[1][2][]\n3:[3][4][]\n4:[5][6][]\n");
	READS(*state, "sep=;\r\na,b;c\n", "UTF-8, semicolon-separated", "2:[a,b][c]\n");
	assert_reads(*state, "a,b|c\n", 6, &bar, "UTF-8, separated by |", "1:[a,b][c]\n");
	assert_not(*state, "a", 1, &(struct source_options){ .separator = "x" }, ST_INVALID,
		"comma, semicolon, tab or bar");
}

static void source_open__guesses_the_platform(void **state)
{
	static const struct {
		const char *header;
		const char *from;
	} files[] = {
		{ "uuid,first_name,can2_user_city\nx,y,z\n", "from Action Network" },
		{ "Contact ID,First Name,Last Name,Email\n1,2,3,4\n", "from CiviCRM" },
		{ "activity_date_time,status_id,first_name\n1,2,3\n", "from a CiviCRM petition" },
		{ "Timestamp,What is your name?\n1,2\n", "from Google Forms" },
		{ "first_name,last_name,email,zipcode,country_code,created_at\n1,2,3,4,5,6\n",
			"from the EFF action centre" },
		{ "first_name,email,subscribed_to_mailinglist,confirmed\n1,2,3,4\n",
			"from Pytition" },
		{ "contact.first_name,contact.email,optIn\n1,2,3\n", "from Proca" },
		{ "email,akid,user_id\n1,2,3\n", "from ActionKit" },
		{ "origin_system,action_date,comments\n1,2,3\n", "from an OSDI system" },
		{ "document_number,date_of_birth\n1,2\n", "from Consul" },
		{ "ref,case,petition,name,consent\n1,2,3,4,5\n", "from Amparo" },
		{ "Name,City\n1,2\n", "" },
	};
	struct at *at = *state;
	struct source *s;

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct str told = STR_INIT, want = STR_INIT;

		file_write(at->path, files[i].header, strlen(files[i].header));
		assert_int_equal(source_open(at->db, at->path, NULL, &s), ST_OK);
		source_tell(s, &told);
		str_addf(&want, "UTF-8, comma-separated%s%s", *files[i].from ? ", " : "",
			files[i].from);
		assert_string_equal(str_text(&told), str_text(&want));
		source_close(s);
		str_free(&told);
		str_free(&want);
	}
	assert_int_equal(
		source_open(at->db, at->path, &(struct source_options){ .platform = "Paper" }, &s),
		ST_OK);
	assert_string_equal(source_found(s)->platform->name, "paper");
	source_close(s);
	assert_not(at, "a", 1, &(struct source_options){ .platform = "x" }, ST_INVALID,
		"change.org, action-network");
}

static void source_open__refuses_what_is_no_table(void **state)
{
	struct at *at = *state;
	struct source *s;

	assert_not(at, "", 0, NULL, ST_INVALID, "is empty");
	assert_not(at, "\n\n", 2, NULL, ST_INVALID, "is empty");
	assert_not(at, "PK\3\4\xFF\0", 6, NULL, ST_INVALID,
		"is an Excel or LibreOffice workbook, or another archive, not a table as text; "
		"open "
		"it and save the table as CSV");
	assert_not(at, "%PDF-1.4\n", 9, NULL, ST_INVALID, "is a PDF");
	assert_not(at, "\"a\nb", 4, NULL, ST_INVALID, "a quote that begins on line 1");
	assert_refused(
		at->db, source_open(at->db, at->folder, NULL, &s), ST_IO, "is not a plain file");
	assert_refused(at->db, source_open(at->db, "/nowhere/x", NULL, &s), ST_IO,
		"cannot be read: No such file");
}

static void source_unchanged__sees_that_the_file_is_another(void **state)
{
	struct at *at = *state;
	struct source *s;

	file_write(at->path, "a\nb\n", 4);
	assert_int_equal(source_open(at->db, at->path, NULL, &s), ST_OK);
	assert_string_equal(source_name(s), "names.pdf");
	file_write(at->path, "a\nb\nc\n", 6);
	assert_refused(at->db, source_unchanged(s), ST_IO, "changed while it was read");
	source_close(s);
}

/* More than every block and piece on the way. */
static void source_next__reads_large_files_in_every_encoding(void **state)
{
	static const char *const encodings[] = { "UTF-8", "UTF-16" };

	for (int k = 0; k < 2; k++) {
		struct str bytes = STR_INIT, want = STR_INIT;

		for (int i = 1; i <= 20000; i++) {
			struct str row = STR_INIT;

			str_addf(&row, "%d x,陳小明 😀😀 é%.*s\n", i, i % 7, "😀abc");
			if (i % 7 > 0 && i % 7 < 4) {
				str_clear(&row);
				str_addf(&row, "%d x,y\n", i);
			}
			if (k)
				put_utf16(&bytes, str_text(&row), true);
			else
				str_add(&bytes, str_text(&row));
			*strchr(row.data, '\n') = '\0';
			*strchr(row.data, ',') = '\0';
			str_addf(&want, "%d:[%s][%s]\n", i, row.data,
				row.data + strlen(row.data) + 1);
			str_free(&row);
		}
		{
			struct str told = STR_INIT;

			str_addf(&told, "%s, comma-separated", encodings[k]);
			assert_reads(*state, bytes.data, bytes.len, NULL, str_text(&told),
				str_text(&want));
			str_free(&told);
		}
		str_free(&bytes);
		str_free(&want);
	}
}

static void encoding_find__knows_other_names(void **state)
{
	struct str names = STR_INIT;

	(void)state;
	assert_string_equal(encoding_find("UTF8"), "UTF-8");
	assert_string_equal(encoding_find("utf-16le"), "UTF-16");
	assert_string_equal(encoding_find("latin1"), "windows-1252");
	assert_string_equal(encoding_find("WINDOWS-1256"), "windows-1256");
	assert_string_equal(encoding_find("sjis"), "Shift_JIS");
	assert_string_equal(encoding_find("cp932"), "Shift_JIS");
	assert_string_equal(encoding_find("big5"), "Big5");
	assert_null(encoding_find("UTF-7"));
	assert_null(encoding_find("ebcdic-xml-us"));
	assert_null(encoding_find("nonsense"));
	assert_null(encoding_find(""));
	encoding_names(&names);
	assert_non_null(strstr(str_text(&names), "windows-1252, windows-1253"));
	str_free(&names);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SOURCE_TEST(source_open__reads_utf8),
		SOURCE_TEST(source_open__reads_utf16_with_a_mark_and_without),
		SOURCE_TEST(source_open__knows_utf16_where_nearly_nothing_is_ascii),
		SOURCE_TEST(source_open__asks_for_a_legacy_page),
		SOURCE_TEST(source_open__reads_the_pages_of_east_asia),
		SOURCE_TEST(source_open__marks_what_an_encoding_cannot_say),
		SOURCE_TEST(source_open__reads_a_mixed_file_as_utf8),
		SOURCE_TEST(source_open__finds_the_separator),
		SOURCE_TEST(source_open__guesses_the_platform),
		SOURCE_TEST(source_open__refuses_what_is_no_table),
		SOURCE_TEST(source_unchanged__sees_that_the_file_is_another),
		SOURCE_TEST(source_next__reads_large_files_in_every_encoding),
		cmocka_unit_test(encoding_find__knows_other_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
