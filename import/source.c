#include "config.h"

#include "import/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/decode.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

#define BLOCK ((size_t)256 << 10)
#define SAMPLE ((size_t)64 << 10) /* of UTF-8, that votes on the separator */
#define START 8192                /* bytes that show UTF-16 */

struct source {
	struct db *db; /* for sentences and progress */
	char *path;    /* owned */
	FILE *file;
	struct stat before; /* the file as it was when it was opened */
	struct source_found found;
	const char *decoder;   /* "UTF-16LE", "Big5"; NULL: it is UTF-8, and needs none */
	struct decode *decode; /* the same at work */
	struct csv *csv;
	struct sniff_utf8 utf8; /* what the bytes are, read as UTF-8 */
};

static enum status cannot_read(struct source *s)
{
	return db_fail(s->db, ST_IO, NULL, _("%s could not be read to its end"), s->path);
}

/* ---- the file ---- */

static enum status open_file(struct source *s)
{
	/* A pipe without a writer would otherwise keep us waiting before we see what it is. */
	int fd = open(s->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return db_fail(
			s->db, ST_IO, NULL, _("%s cannot be read: %s"), s->path, strerror(errno));
	s->file = fdopen(fd, "r");
	if (!s->file) {
		close(fd);
		return db_fail(s->db, ST_IO, NULL, _("%s cannot be read"), s->path);
	}
	if (fstat(fd, &s->before) || !S_ISREG(s->before.st_mode))
		return db_fail(s->db, ST_IO, NULL, _("%s is not a plain file"), s->path);
	s->found.size = s->before.st_size;
	return ST_OK;
}

enum status source_unchanged(struct source *s)
{
	struct stat now;

	if (!fstat(fileno(s->file), &now) && now.st_size == s->before.st_size &&
		now.st_mtim.tv_sec == s->before.st_mtim.tv_sec &&
		now.st_mtim.tv_nsec == s->before.st_mtim.tv_nsec)
		return ST_OK;
	return db_fail(s->db, ST_IO, NULL,
		_("%s changed while it was read; nothing was imported, try again"), s->path);
}

/* ---- the encoding ---- */

static void take_encoding(struct source *s, const char *decoder, enum sniff_why why)
{
	s->found.encoding_why = why;
	s->found.encoding = decoder;
	s->decoder = decoder;
	if (!strncmp(decoder, "UTF-16", 6))
		s->found.encoding = "UTF-16";
	if (!strcmp(decoder, "UTF-8"))
		s->decoder = NULL;
}

static enum status given_encoding(struct source *s, const char *given)
{
	const char *name;
	enum status st = encoding_take(s->db, given, &name);

	if (st == ST_OK)
		take_encoding(s, name, SNIFF_GIVEN);
	return st;
}

/* What the first bytes say. Of UTF-16 that was given by that name they say which way round. */
static enum status look_at_start(struct source *s, const char *bytes, size_t len)
{
	enum sniff_why why;
	const char *found = sniff_start(bytes, len < START ? len : START, &why);
	const char *todo, *no_table = sniff_no_table(bytes, len, &todo);
	bool utf16 = found && !strncmp(found, "UTF-16", 6);

	if (no_table)
		return db_fail(s->db, ST_INVALID, NULL, _("%s is %s, not a table as text; %s"),
			s->path, _(no_table), _(todo));

	if (!s->found.encoding && found)
		take_encoding(s, found, why);
	else if (s->decoder && !strcmp(s->decoder, "UTF-16"))
		take_encoding(s, utf16 ? found : "UTF-16LE", SNIFF_GIVEN);
	return ST_OK;
}

/* One pass over the bytes: the hash, and what they are. */
static enum status survey(struct source *s)
{
	char *bytes = mem_alloc(BLOCK);
	struct hash *hash = hash_open();
	int64_t done = 0;
	size_t n;
	enum status st = ST_OK;

	while (st == ST_OK && (n = fread(bytes, 1, BLOCK, s->file)) > 0) {
		hash_add(hash, bytes, n);
		if (!done)
			st = look_at_start(s, bytes, n);
		if (!s->decoder)
			sniff_utf8_add(&s->utf8, bytes, n);
		done += (int64_t)n;
		if (st == ST_OK)
			st = db_progress(s->db, _("reading the file"), done, s->found.size);
	}
	if (st == ST_OK && ferror(s->file))
		st = cannot_read(s);
	sniff_utf8_end(&s->utf8);
	hash_text(hash, s->found.sha256);
	hash_close(hash);
	free(bytes);
	return st;
}

/* The line on which a byte of the file stands. */
static int64_t line_of(struct source *s, int64_t byte)
{
	int64_t line = 1;
	int c, before = 0;

	rewind(s->file);
	for (; byte > 0 && (c = getc(s->file)) != EOF; byte--) {
		line += c == '\r' || (c == '\n' && before != '\r');
		before = c;
	}
	return line;
}

static enum status settle_encoding(struct source *s)
{
	s->found.broken = s->decoder ? 0 : s->utf8.bad;
	if (!s->found.encoding)
		take_encoding(s, "UTF-8", s->utf8.bad ? SNIFF_MIXED : SNIFF_STRICT);
	if (s->found.encoding_why != SNIFF_MIXED || sniff_utf8_is(&s->utf8))
		return ST_OK;
	return db_fail(s->db, ST_INVALID, "encoding",
		_("%s is neither UTF-8 nor UTF-16, as line %lld shows; say how it was written "
		  "(--encoding NAME), such as windows-1252 for Western Europe, windows-1255 for "
		  "Hebrew, windows-1256 for Arabic, Big5 or Shift_JIS"),
		s->path, (long long)line_of(s, s->utf8.first_bad));
}

/* ---- the separator ---- */

static enum status given_separator(struct source *s, const char *given)
{
	char sign = separator_find(given);

	if (!sign)
		return db_fail(s->db, ST_INVALID, "separator",
			_("--separator %s: write comma, semicolon, tab or bar"), given);
	s->found.dialect.separator = sign;
	s->found.separator_given = true;
	return ST_OK;
}

static ptrdiff_t read_raw(void *arg, char *buf, size_t size)
{
	FILE *file = arg;
	size_t n = fread(buf, 1, size, file);

	return ferror(file) ? -1 : (ptrdiff_t)n;
}

/* From the first byte again, as UTF-8. */
static void start(struct source *s)
{
	rewind(s->file);
	decode_close(s->decode);
	s->decode = s->decoder ? decode_open(s->file, s->decoder) : NULL;
}

static enum status find_separator(struct source *s)
{
	char given = s->found.dialect.separator;
	char *sample = mem_alloc(SAMPLE);
	size_t len = 0;
	ptrdiff_t n;

	start(s);
	do {
		n = s->decode ? decode_read(s->decode, sample + len, SAMPLE - len)
			      : read_raw(s->file, sample + len, SAMPLE - len);
		len += n > 0 ? (size_t)n : 0;
	} while (n > 0 && len < SAMPLE);
	dialect_find(sample, len, len < SAMPLE, &s->found.dialect);
	if (given)
		s->found.dialect.separator = given;
	free(sample);
	return n < 0 ? cannot_read(s) : ST_OK;
}

/* ---- records ---- */

enum status source_rewind(struct source *s)
{
	struct csv_record stated;
	char separator = s->found.dialect.separator;
	enum status st = ST_OK;

	csv_close(s->csv);
	start(s);
	s->csv = s->decode ? csv_open_from(decode_read, s->decode, separator)
			   : csv_open_from(read_raw, s->file, separator);
	if (s->found.dialect.stated)
		st = source_next(s, &stated);
	return st == ST_END ? ST_OK : st;
}

/* Spreadsheets write the rows below the last one too: nothing but separators. Old programs end a
 * file with ^Z. */
static bool is_blank(const struct csv_record *record)
{
	for (size_t i = 0; i < record->n_cells; i++) {
		const struct slice *cell = &record->cells[i];

		for (size_t k = 0; k < cell->len; k++)
			if (!strchr(" \t\x1A", cell->text[k]) || !cell->text[k])
				return false;
	}
	return !record->error;
}

enum status source_next(struct source *s, struct csv_record *out)
{
	enum status st;

	do
		st = csv_next(s->csv, out);
	while (st == ST_OK && is_blank(out));
	return st == ST_IO ? cannot_read(s) : st;
}

int64_t source_offset(const struct source *s)
{
	return s->decode ? (int64_t)ftello(s->file) : csv_offset(s->csv);
}

static enum status given_platform(struct source *s, const char *given)
{
	struct str names = STR_INIT;
	enum status st = ST_OK;

	s->found.platform = platform_find(given);
	s->found.platform_given = true;
	if (!s->found.platform) {
		platform_names(&names);
		st = db_fail(s->db, ST_INVALID, "platform", _("--platform %s: it is none of: %s"),
			given, str_text(&names));
	}
	str_free(&names);
	return st;
}

static enum status look_at_header(struct source *s)
{
	struct csv_record header;
	enum status st = source_rewind(s);

	if (st == ST_OK)
		st = source_next(s, &header);
	if (st == ST_END)
		return db_fail(s->db, ST_INVALID, NULL,
			_("%s is empty or no CSV file; its first line must name the columns"),
			s->path);
	if (st)
		return st;
	if (header.error)
		return db_fail(s->db, ST_INVALID, NULL,
			_("%s, line %lld: the names of the columns cannot be read, as %s"), s->path,
			(long long)header.line, header.error);
	if (!s->found.platform)
		s->found.platform = platform_guess(&header);
	return source_rewind(s);
}

/* ---- opening ---- */

static enum status take_options(struct source *s, const struct source_options *o)
{
	enum status st = ST_OK;

	if (o && o->encoding)
		st = given_encoding(s, o->encoding);
	if (st == ST_OK && o && o->separator)
		st = given_separator(s, o->separator);
	if (st == ST_OK && o && o->platform)
		st = given_platform(s, o->platform);
	return st;
}

enum status source_open(
	struct db *db, const char *path, const struct source_options *o, struct source **out)
{
	struct source *s = mem_zero(sizeof(*s));
	enum status st;

	*out = NULL;
	s->db = db;
	s->path = mem_text(path);
	st = take_options(s, o);
	if (st == ST_OK)
		st = open_file(s);
	if (st == ST_OK)
		st = survey(s);
	if (st == ST_OK)
		st = settle_encoding(s);
	if (st == ST_OK)
		st = find_separator(s);
	if (st == ST_OK)
		st = look_at_header(s);
	if (st)
		source_close(s);
	else
		*out = s;
	return st;
}

void source_close(struct source *s)
{
	if (!s)
		return;
	csv_close(s->csv);
	decode_close(s->decode);
	if (s->file)
		fclose(s->file);
	free(s->path);
	free(s);
}

const struct source_found *source_found(const struct source *s)
{
	return &s->found;
}

const char *source_path(const struct source *s)
{
	return s->path;
}

const char *source_name(const struct source *s)
{
	const char *slash = strrchr(s->path, '/');

	return slash ? slash + 1 : s->path;
}
