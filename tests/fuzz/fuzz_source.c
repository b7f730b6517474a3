/*
 * A file from outside, of any encoding: it is refused with a sentence, or read to its end twice
 * with the same rows; what is taken from a row is UTF-8 without NULs, and what is kept beside is
 * read back.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "import/dates.h"
#include "import/decode.h"
#include "import/row.h"
#include "model/extra.h"
#include "model/text.h"

static void check_text(struct slice s)
{
	MUST_HOLD(!s.len || (text_is_utf8(s.text, s.len) && !memchr(s.text, '\0', s.len)));
}

static void check_extra(struct slice s)
{
	struct str text = STR_INIT, name = STR_INIT, value = STR_INIT, again = STR_INIT;
	const char *at;

	str_add_n(&text, s.text, s.len);
	at = str_text(&text);
	while (extra_next(&at, &name, &value))
		extra_add(&again, str_text(&name), str_text(&value), value.len);
	MUST_HOLD(again.len == text.len && !strcmp(str_text(&again), str_text(&text)));
	str_free(&text);
	str_free(&name);
	str_free(&value);
	str_free(&again);
}

static void check_row(const struct signatory *s, bool own_extra)
{
	const struct slice all[] = { s->name, s->given, s->family, s->email, s->city, s->region,
		s->postcode, s->country, s->signed_on, s->reason, s->comment, s->consent_source,
		s->external_id, s->extra };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		check_text(all[i]);
	MUST_HOLD(s->name.len || s->given.len || s->family.len);
	/* A column called "extra" holds what it likes. */
	if (s->extra.len && !own_extra)
		check_extra(s->extra);
}

/* Answers how many rows there are. */
static int64_t read_rows(struct source *source, const struct columns *columns, struct row *row)
{
	struct csv_record record;
	struct signatory one;
	int64_t n = 0, line = 0;

	MUST_HOLD(source_next(source, &record) == ST_OK && !record.error);
	while (source_next(source, &record) == ST_OK) {
		MUST_HOLD(record.line > line);
		line = record.line;
		if (row_take(row, columns, &record, &one))
			check_row(&one, columns->of[IMPORT_EXTRA] >= 0);
		else
			MUST_HOLD(row->reason.len > 0);
		n++;
	}
	MUST_HOLD(source_offset(source) == source_found(source)->size);
	return n;
}

static void read_table(struct db *db, struct source *source)
{
	struct csv_record header;
	struct columns columns;
	struct dates dates;
	struct row row;
	int64_t n;

	MUST_HOLD(source_next(source, &header) == ST_OK);
	row_init(&row, NULL);
	if (columns_read(db, &signatory_columns, &header, NULL, &columns) == ST_OK) {
		if (dates_settle(db, source, columns.of[IMPORT_SIGNED], NULL, &dates) != ST_OK)
			MUST_HOLD(source_rewind(source) == ST_OK);
		row_file(&row, "f", &columns, dates.order);
		n = read_rows(source, &columns, &row);
		MUST_HOLD(source_rewind(source) == ST_OK);
		MUST_HOLD(n == read_rows(source, &columns, &row));
	} else {
		MUST_HOLD(*db_error(db));
	}
	columns_free(&columns);
	row_free(&row);
}

static void open_as(struct db *db, const char *path, const char *encoding)
{
	struct source_options o = { .encoding = encoding };
	struct source *source;
	struct str told = STR_INIT;

	if (source_open(db, path, &o, &source) != ST_OK) {
		MUST_HOLD(!source && *db_error(db));
		return;
	}
	source_tell(source, &told);
	source_why(source, &told);
	MUST_HOLD(told.len > 0);
	str_free(&told);
	read_table(db, source);
	source_close(source);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const encodings[] = { "UTF-8", "UTF-16", "windows-1255", "Big5",
		"Shift_JIS", "GB18030", "EUC-JP", "EUC-KR", "Big5-HKSCS" };
	static struct db *db; /* made once: that takes longer than all the rest */
	char path[64];
	int fd = memfd_create("source", MFD_CLOEXEC);

	MUST_HOLD(fd >= 0 && write(fd, data, size) == (ssize_t)size);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (!db)
		MUST_HOLD(db_open(NULL, DB_MEMORY, &db) == ST_OK);
	open_as(db, path, NULL);
	if (size)
		open_as(db, path,
			encodings[data[size - 1] % (sizeof(encodings) / sizeof(encodings[0]))]);
	close(fd);
	return 0;
}
