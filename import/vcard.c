#include "config.h"

#include "import/vcard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/i18n.h"
#include "model/mem.h"

#ifndef VCARD_BLOCK
#define VCARD_BLOCK (64U << 10)
#endif
#define LINE_MAX_BYTES ((size_t)1 << 20)
#define CARD_MAX_BYTES ((size_t)16 << 20)
#define CARD_MAX_LINES 10000
#define HEAD_BYTES 200 /* where the name and the parameters of a line are looked for */

struct vcards {
	vcards_read_fn *read;
	void *arg;
	char *buf; /* of VCARD_BLOCK */
	size_t pos, end;
	int64_t gone; /* bytes before the buffer */
	bool eof, failed;
	const char *encoding; /* of text without a character set, as was said; NULL: nothing was */
	int64_t line;         /* being read, from 1 */
	struct str text;      /* the line, unfolded */
	int64_t text_line;
	int64_t text_from; /* byte where it begins */
	bool text_large;
	int64_t stray;
	/* The card being read. */
	struct vcard_line *lines;
	char **texts;   /* what the lines point into */
	char **decoded; /* values made anew; NULL where the line's own stands */
	size_t n_lines, cap;
	size_t bytes;
	int version; /* 0: not said yet */
	int depth;   /* cards inside this one */
	const char *error;
};

ptrdiff_t vcards_read_file(void *file, char *buf, size_t size)
{
	size_t n = fread(buf, 1, size, file);

	return !n && ferror((FILE *)file) ? -1 : (ptrdiff_t)n;
}

struct vcards *vcards_open(vcards_read_fn *read, void *arg)
{
	struct vcards *r = mem_zero(sizeof(*r));

	r->read = read;
	r->arg = arg;
	r->buf = mem_alloc(VCARD_BLOCK);
	r->line = 1;
	str_init(&r->text, LINE_MAX_BYTES);
	return r;
}

static void forget_lines(struct vcards *r)
{
	for (size_t i = 0; i < r->n_lines; i++) {
		free((void *)(uintptr_t)r->lines[i].params);
		free(r->texts[i]);
		free(r->decoded[i]);
	}
	r->n_lines = 0;
	r->bytes = 0;
}

void vcards_encoding(struct vcards *r, const char *encoding)
{
	r->encoding = encoding;
}

void vcards_close(struct vcards *r)
{
	if (!r)
		return;
	forget_lines(r);
	free(r->lines);
	free(r->texts);
	free(r->decoded);
	free(r->buf);
	str_free(&r->text);
	free(r);
}

int64_t vcards_offset(const struct vcards *r)
{
	return r->gone + (int64_t)r->pos;
}

int64_t vcards_stray(const struct vcards *r)
{
	return r->stray;
}

/* ---- lines ---- */

/* The next byte without taking it; EOF at the end. */
static int peek(struct vcards *r)
{
	ptrdiff_t n;

	if (r->pos == r->end && !r->eof) {
		r->gone += (int64_t)r->end;
		r->pos = 0;
		n = r->read(r->arg, r->buf, VCARD_BLOCK);
		r->end = n > 0 ? (size_t)n : 0;
		r->eof = n <= 0;
		r->failed = n < 0;
	}
	return r->pos < r->end ? (unsigned char)r->buf[r->pos] : EOF;
}

static void skip_mark(struct vcards *r)
{
	static const char mark[] = "\xEF\xBB\xBF";

	for (size_t i = 0; mark[i] && peek(r) == (unsigned char)mark[i]; i++)
		r->pos++;
}

/* Adds a line as it stands in the file, without its end. */
static void read_physical(struct vcards *r)
{
	int c;

	while ((c = peek(r)) != EOF && c != '\n' && c != '\r') {
		r->pos++;
		if (c)
			str_add_c(&r->text, (char)c);
	}
	r->text_large = r->text_large || r->text.cut;
	if (c == EOF)
		return;
	r->pos++;
	if (c == '\r' && peek(r) == '\n')
		r->pos++;
	r->line++;
}

/* A line in quoted-printable whose last sign says that it goes on. */
static bool is_soft_end(const struct str *text)
{
	const char *p = str_text(text), *colon = strchr(p, ':');
	size_t head = colon ? (size_t)(colon - p) : 0;

	if (!head || head > HEAD_BYTES || text->data[text->len - 1] != '=')
		return false;
	for (size_t i = 0; i + 16 <= head; i++)
		if (!strncasecmp(p + i, "QUOTED-PRINTABLE", 16))
			return true;
	return false;
}

/* The next line, unfolded, into r->text. False: the file ends. */
static bool read_line(struct vcards *r)
{
	int c;

	str_clear(&r->text);
	r->text_large = false;
	if (vcards_offset(r) == 0)
		skip_mark(r);
	if (peek(r) == EOF)
		return false;
	r->text_line = r->line;
	r->text_from = vcards_offset(r);
	read_physical(r);
	for (;;) {
		if (is_soft_end(&r->text) && peek(r) != EOF) {
			r->text.data[--r->text.len] = '\0';
			read_physical(r);
			continue;
		}
		c = peek(r);
		if (!r->text.len || (c != ' ' && c != '\t'))
			return true;
		if (r->version != VCARD_21)
			r->pos++;
		read_physical(r);
	}
}

/* ---- cards ---- */

static bool is_line(const struct vcards *r, const char *what)
{
	const char *p = str_text(&r->text);
	size_t len = strlen(what);

	if (strncasecmp(p, what, len))
		return false;
	return p[len + strspn(p + len, " \t")] == '\0';
}

static void refuse(struct vcards *r, const char *why)
{
	if (!r->error)
		r->error = why;
	forget_lines(r);
}

static void take_version(struct vcards *r, const char *value)
{
	int version = !strncmp(value, "2.1", 3)   ? VCARD_21
		      : !strncmp(value, "3.0", 3) ? VCARD_30
		      : !strncmp(value, "4.0", 3) ? VCARD_40
						  : 0;

	if (version)
		r->version = version;
	else
		refuse(r, N_("it is of a version that is not known"));
}

static void grow(struct vcards *r)
{
	if (r->n_lines < r->cap)
		return;
	r->cap = r->cap ? r->cap * 2 : 32;
	r->lines = mem_resize(r->lines, r->cap, sizeof(*r->lines));
	r->texts = mem_resize(r->texts, r->cap, sizeof(*r->texts));
	r->decoded = mem_resize(r->decoded, r->cap, sizeof(*r->decoded));
}

static bool is_base64(const struct vcard_line *l)
{
	const char *encoding = vcard_param(l, "ENCODING");

	return (encoding && (!strcasecmp(encoding, "b") || !strcasecmp(encoding, "base64"))) ||
	       !strncasecmp(l->value, "data:", 5);
}

/* Keeps the line that was read, a property of the card. */
static void keep_line(struct vcards *r)
{
	struct vcard_line *l;
	char *text;
	bool unknown = false;

	if (r->n_lines >= CARD_MAX_LINES) {
		refuse(r, N_("it has more than 10,000 lines"));
		return;
	}
	grow(r);
	l = &r->lines[r->n_lines];
	text = mem_text_n(str_text(&r->text), r->text.len);
	if (!vcard_line_parse(text, l)) {
		r->stray++;
		free(text);
		return;
	}
	l->line = r->text_line;
	l->left_out = r->text_large || is_base64(l);
	r->texts[r->n_lines] = text;
	r->decoded[r->n_lines] = NULL;
	r->n_lines++;
	if (l->left_out)
		l->value = "";
	else if ((r->decoded[r->n_lines - 1] = vcard_value_decode(l, r->encoding, &unknown)) !=
		 NULL)
		l->value = r->decoded[r->n_lines - 1];
	if (unknown)
		refuse(r, N_("it is not UTF-8 and does not say what else; say it with --encoding "
			     "NAME, such as "
			     "windows-1252 for Western Europe, windows-1255 for Hebrew"));
	r->bytes += r->text.len;
	if (r->bytes > CARD_MAX_BYTES)
		refuse(r, N_("it is larger than 16 MiB"));
}

static void begin_card(struct vcards *r)
{
	forget_lines(r);
	r->version = 0;
	r->depth = 0;
	r->error = NULL;
}

/* Whether the property before is the AGENT that a card inside a card belongs to. */
static bool after_agent(const struct vcards *r)
{
	const struct vcard_line *last = r->n_lines ? &r->lines[r->n_lines - 1] : NULL;

	return last && !strcmp(last->name, "AGENT") && !*last->value;
}

/*
 * Reads to the end of the card. False: another card begins before this one has ended, or the
 * file ends; *again says which.
 */
static bool read_card(struct vcards *r, bool *again)
{
	*again = false;
	while (read_line(r)) {
		if (is_line(r, "BEGIN:VCARD")) {
			if (!r->depth && !after_agent(r)) {
				*again = true;
				return false;
			}
			r->depth++;
		} else if (is_line(r, "END:VCARD")) {
			if (!r->depth)
				return true;
			r->depth--;
			r->stray++;
		} else if (r->depth) {
			r->stray++;
		} else if (!strncasecmp(str_text(&r->text), "VERSION:", 8)) {
			const char *value = str_text(&r->text) + 8;

			take_version(r, value + strspn(value, " \t"));
		} else if (r->text.len && !r->error) {
			keep_line(r);
		}
	}
	return false;
}

static bool find_card(struct vcards *r)
{
	if (is_line(r, "BEGIN:VCARD"))
		return true;
	while (read_line(r)) {
		if (is_line(r, "BEGIN:VCARD"))
			return true;
		if (r->text.len)
			r->stray++;
	}
	return false;
}

enum status vcards_next(struct vcards *r, struct vcard *out)
{
	bool again = false;

	memset(out, 0, sizeof(*out));
	r->version = 0;
	if (!find_card(r))
		return r->failed ? ST_IO : ST_END;
	begin_card(r);
	out->line = r->text_line;
	out->from = r->text_from;
	if (!read_card(r, &again))
		refuse(r, N_("it is never ended; is the file cut off?"));
	out->to = again ? r->text_from : vcards_offset(r);
	/* The beginning of the next card stays in hand; an end does not. */
	if (!again)
		str_clear(&r->text);
	if (r->failed)
		return ST_IO;
	if (!r->error && !r->version)
		refuse(r, N_("it does not say its version"));
	out->error = r->error ? _(r->error) : NULL;
	out->version = (enum vcard_version)(r->version ? r->version : VCARD_30);
	out->lines = r->lines;
	out->n_lines = r->n_lines;
	return ST_OK;
}
