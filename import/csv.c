#include "config.h"

#include "import/csv.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/str.h"

#ifndef CSV_BLOCK /* a test sets it to the smallest, so that every byte is the last of a block     \
		     once */
#define CSV_BLOCK ((size_t)256 << 10)
#endif
#define RECORD_MAX ((int64_t)16 << 20)
#define CELLS_MAX 16384

/* Where in a record the next byte stands. */
enum state {
	IN_START, /* at the beginning of a cell */
	IN_PLAIN, /* in a cell without quotes, or after its closing quote */
	IN_QUOTE, /* between quotes */
	IN_CLOSE, /* after a quote that closes the cell, unless another one follows */
};

struct extent {
	size_t from; /* counted from the start of the record */
	size_t len;
};

/*
 * The bytes of a record lie in the buffer as they came. A cell that loses bytes (a doubled quote,
 * a closing one with text behind it) is closed up in place, so no cell is copied anywhere.
 */
struct csv {
	csv_read_fn *read;      /* gives the bytes */
	void *arg;              /* its own */
	bool stops[256];        /* what ends a plain span: the separator, CR, LF */
	char separator;         /* between cells */
	enum state state;       /* of the next byte */
	char *buf;              /* owned */
	size_t cap;             /* bytes allocated */
	size_t start;           /* of the record */
	size_t cell;            /* where the current cell begins */
	size_t write;           /* where its next byte belongs */
	size_t pos;             /* of the next byte */
	size_t end;             /* of what was read */
	int64_t gone;           /* bytes of the file before buf[0] */
	int64_t begin;          /* byte of the file at which the record begins */
	int64_t line;           /* of the next byte */
	int64_t record_line;    /* of the first byte of the record */
	int64_t quote_line;     /* of the quote that was opened last */
	bool skip_lf;           /* a CR ended the line before: its LF belongs to it */
	bool eof;               /* nothing is left to read */
	bool failed;            /* reading failed */
	const char *error;      /* of the record; NULL: none. Not translated yet */
	struct str message;     /* an error that was put together */
	struct extent *extents; /* of the cells so far; owned */
	struct slice *cells;    /* the same, lent out; owned */
	size_t n_cells;         /* so far */
	size_t cells_cap;       /* of both */
};

static ptrdiff_t read_file(void *arg, char *buf, size_t size)
{
	FILE *file = arg;
	size_t n = fread(buf, 1, size, file);

	return ferror(file) ? -1 : (ptrdiff_t)n;
}

struct csv *csv_open(FILE *file, char separator)
{
	return csv_open_from(read_file, file, separator);
}

struct csv *csv_open_from(csv_read_fn *read, void *arg, char separator)
{
	struct csv *r = mem_zero(sizeof(*r));

	assert(separator != '"' && separator != '\n' && separator != '\r');
	r->read = read;
	r->arg = arg;
	r->separator = separator;
	r->stops[(unsigned char)separator] = true;
	r->stops['\r'] = true;
	r->stops['\n'] = true;
	r->line = 1;
	return r;
}

void csv_close(struct csv *r)
{
	if (!r)
		return;
	free(r->buf);
	free(r->extents);
	free(r->cells);
	str_free(&r->message);
	free(r);
}

int64_t csv_offset(const struct csv *r)
{
	return r->gone + (int64_t)r->pos;
}

/* The record is refused, so what it held need not be kept. */
static void forget(struct csv *r)
{
	r->gone += (int64_t)r->pos;
	r->end -= r->pos;
	memmove(r->buf, r->buf + r->pos, r->end);
	r->start = r->cell = r->write = r->pos = 0;
	r->n_cells = 0;
}

static void shift(struct csv *r)
{
	size_t by = r->start;

	memmove(r->buf, r->buf + by, r->end - by);
	r->gone += (int64_t)by;
	r->start = 0;
	r->cell -= by;
	r->write -= by;
	r->pos -= by;
	r->end -= by;
}

static void refill(struct csv *r)
{
	ptrdiff_t n;

	if (r->gone + (int64_t)r->end - r->begin > RECORD_MAX)
		r->error = N_("it is larger than 16 MiB");
	if (r->error)
		forget(r);
	else if (r->start > 0)
		shift(r);
	if (r->cap - r->end < CSV_BLOCK) {
		r->cap = r->cap * 2 > r->end + CSV_BLOCK ? r->cap * 2 : r->end + CSV_BLOCK;
		r->buf = mem_resize(r->buf, r->cap, 1);
	}
	n = r->read(r->arg, r->buf + r->end, CSV_BLOCK);
	r->eof = n <= 0;
	r->failed = n < 0;
	if (n > 0)
		r->end += (size_t)n;
}

static void begin_record(struct csv *r)
{
	r->start = r->cell = r->write = r->pos;
	r->begin = csv_offset(r);
	r->record_line = r->line;
	r->state = IN_START;
	r->n_cells = 0;
	r->error = NULL;
}

static void end_cell(struct csv *r)
{
	if (r->n_cells == CELLS_MAX) {
		r->error = N_("it has more than 16,384 cells");
		return;
	}
	if (r->n_cells == r->cells_cap) {
		r->cells_cap = r->cells_cap ? r->cells_cap * 2 : 32;
		r->extents = mem_resize(r->extents, r->cells_cap, sizeof(*r->extents));
		r->cells = mem_resize(r->cells, r->cells_cap, sizeof(*r->cells));
	}
	r->extents[r->n_cells].from = r->cell - r->start;
	r->extents[r->n_cells].len = r->write - r->cell;
	r->n_cells++;
}

/* Adds the bytes up to `to` to the cell. */
static void take(struct csv *r, size_t to)
{
	size_t n = to - r->pos;

	if (r->write != r->pos && n > 0)
		memmove(r->buf + r->write, r->buf + r->pos, n);
	r->write += n;
	r->pos = to;
}

static void start_cell(struct csv *r)
{
	if (r->buf[r->pos] == '"') {
		r->pos++;
		r->state = IN_QUOTE;
		r->quote_line = r->line;
	} else {
		r->state = IN_PLAIN;
	}
	r->cell = r->write = r->pos;
}

/* The end of a line counts when its first byte is seen; the LF of a CR LF may come in the next
 * block. */
static void line_end(struct csv *r, char c)
{
	if (c == '\r' || !r->skip_lf)
		r->line++;
	r->skip_lf = c == '\r';
}

/* Answers whether the record is whole. */
static bool scan_plain(struct csv *r)
{
	const unsigned char *buf = (const unsigned char *)r->buf;
	size_t i = r->pos;
	char c;

	while (i < r->end && !r->stops[buf[i]])
		i++;
	take(r, i);
	if (i == r->end)
		return false;
	c = r->buf[r->pos++];
	end_cell(r);
	r->state = IN_START;
	if (c == r->separator)
		return false;
	r->skip_lf = false;
	line_end(r, c);
	return true;
}

static void scan_quoted(struct csv *r)
{
	const char *quote = memchr(r->buf + r->pos, '"', r->end - r->pos);
	size_t to = quote ? (size_t)(quote - r->buf) : r->end;
	size_t i;

	for (i = r->pos; i < to; i++) {
		char c = r->buf[i];

		if (c == '\n' || c == '\r')
			line_end(r, c);
		else
			r->skip_lf = false;
	}
	take(r, to);
	if (quote) {
		r->pos++;
		r->skip_lf = false;
		r->state = IN_CLOSE;
	}
}

static void after_quote(struct csv *r)
{
	if (r->buf[r->pos] == '"') {
		take(r, r->pos + 1);
		r->state = IN_QUOTE;
	} else {
		r->state = IN_PLAIN;
	}
}

/* Scans what is in the buffer. Answers whether a record is whole. */
static bool scan(struct csv *r)
{
	bool whole = false;

	while (!whole && r->pos < r->end) {
		switch (r->state) {
		case IN_START:
			start_cell(r);
			break;
		case IN_PLAIN:
			whole = scan_plain(r);
			break;
		case IN_QUOTE:
			scan_quoted(r);
			break;
		case IN_CLOSE:
			after_quote(r);
			break;
		}
	}
	return whole;
}

/* Passes over a byte-order mark, the LF of a CR LF, and blank lines. */
static void skip_to_record(struct csv *r)
{
	while (csv_offset(r) == 0 && r->end < 3 && !r->eof)
		refill(r);
	for (;;) {
		if (csv_offset(r) == 0 && r->end - r->pos >= 3 &&
			memcmp(r->buf + r->pos, "\xEF\xBB\xBF", 3) == 0)
			r->pos += 3;
		while (r->pos < r->end && (r->buf[r->pos] == '\n' || r->buf[r->pos] == '\r')) {
			line_end(r, r->buf[r->pos]);
			r->pos++;
		}
		if (r->pos < r->end || r->eof)
			break;
		begin_record(r);
		refill(r);
	}
	r->skip_lf = false;
	begin_record(r);
}

/* The file ends in the middle of a record, or after the last one. */
static bool finish(struct csv *r)
{
	if (csv_offset(r) == r->begin)
		return false;
	if (r->state == IN_START)
		r->cell = r->write = r->pos;
	if (r->state == IN_QUOTE)
		r->error = N_("a quote that begins on line %lld is never closed, so the rows below "
			      "it were not read");
	else
		end_cell(r);
	return true;
}

/* The reason in words; only that of an open quote has a number in it. */
static const char *say(struct csv *r)
{
	if (!r->error || r->state != IN_QUOTE)
		return r->error ? _(r->error) : NULL;
	str_clear(&r->message);
	str_addf(&r->message,
		_("a quote that begins on line %lld is never closed, so the rows below it were not "
		  "read"),
		(long long)r->quote_line);
	return str_text(&r->message);
}

enum status csv_next(struct csv *r, struct csv_record *out)
{
	bool whole;
	size_t i;

	memset(out, 0, sizeof(*out));
	skip_to_record(r);
	while (!(whole = scan(r)) && !r->eof)
		refill(r);
	if (r->failed)
		return ST_IO;
	if (!whole && !finish(r))
		return ST_END;
	if (csv_offset(r) - r->begin > RECORD_MAX)
		r->error = N_("it is larger than 16 MiB");
	out->line = r->record_line;
	out->error = say(r);
	if (r->error)
		return ST_OK;
	for (i = 0; i < r->n_cells; i++) {
		r->cells[i].text = r->buf + r->start + r->extents[i].from;
		r->cells[i].len = r->extents[i].len;
	}
	out->cells = r->cells;
	out->n_cells = r->n_cells;
	return ST_OK;
}
