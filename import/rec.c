#include "config.h"

#include "import/rec.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/str.h"

#define LINE_MAX_BYTES ((size_t)1 << 20)
#define VALUE_MAX_BYTES ((size_t)16 << 20)
#define FIELDS_MAX ((size_t)256)

static const char name_letters[] = "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

/* A field while its lines are still coming in. */
struct part {
	char *name; /* owned */
	struct str value;
	int64_t line;
};

struct rec {
	FILE *file;
	struct str text; /* the line read last, without its end */
	int64_t line;    /* its number */
	char *type;      /* owned; NULL until %rec */
	char *doc;       /* owned; NULL until %doc */
	struct part *parts;
	size_t n_parts;
	struct rec_field *fields; /* what is lent to the caller, over `parts` */
	bool begun;               /* a record was begun */
	enum status failure;      /* ST_OK until something is wrong; then for ever */
	struct str error;
};

struct rec *rec_open(FILE *file)
{
	struct rec *r = mem_zero(sizeof(*r));

	assert(file);
	r->file = file;
	str_init(&r->text, LINE_MAX_BYTES);
	str_init(&r->error, 0);
	return r;
}

static void drop_parts(struct rec *r)
{
	for (size_t i = 0; i < r->n_parts; i++) {
		free(r->parts[i].name);
		str_free(&r->parts[i].value);
	}
	r->n_parts = 0;
}

void rec_close(struct rec *r)
{
	if (!r)
		return;
	drop_parts(r);
	free(r->parts);
	free(r->fields);
	free(r->type);
	free(r->doc);
	str_free(&r->text);
	str_free(&r->error);
	free(r);
}

const char *rec_doc(const struct rec *r)
{
	return r->doc;
}

const char *rec_error(const struct rec *r)
{
	return str_text(&r->error);
}

int64_t rec_line(const struct rec *r)
{
	return r->line;
}

static enum status fail(struct rec *r, enum status st, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static enum status fail(struct rec *r, enum status st, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_clear(&r->error);
	str_vaddf(&r->error, format, args);
	va_end(args);
	r->failure = st;
	return st;
}

/* One line into r->text, without its end. ST_END: there is none. */
static enum status read_line(struct rec *r)
{
	int c;

	str_clear(&r->text);
	errno = 0;
	c = getc(r->file);
	if (c == EOF && !ferror(r->file))
		return ST_END;
	r->line++;
	for (; c != EOF && c != '\n'; c = getc(r->file)) {
		if (c == '\0')
			return fail(r, ST_INVALID, _("the line holds a NUL byte; this is no text"));
		str_add_c(&r->text, (char)c);
		if (r->text.cut)
			return fail(r, ST_INVALID, _("the line is longer than 1 MiB"));
	}
	if (ferror(r->file))
		return fail(r, ST_IO, _("reading failed: %s"), strerror(errno));
	if (r->text.len && r->text.data[r->text.len - 1] == '\r')
		r->text.data[--r->text.len] = '\0';
	return ST_OK;
}

/* The line as text, without a byte-order mark before the first. */
static const char *line_text(const struct rec *r)
{
	const char *text = str_text(&r->text);

	return r->line == 1 && !strncmp(text, "\xEF\xBB\xBF", 3) ? text + 3 : text;
}

static const char *after_blanks(const char *text)
{
	return text + strspn(text, " \t");
}

/* What stands after "WORD:" where the line begins so, or NULL. */
static const char *keyword(const char *line, const char *word)
{
	size_t len = strlen(word);

	return !strncmp(line, word, len) && line[len] == ':' ? after_blanks(line + len + 1) : NULL;
}

static enum status take_keyword(struct rec *r, const char *line)
{
	const char *value;

	if (r->n_parts)
		return fail(r, ST_INVALID,
			_("a line with %% inside a record; end it with a blank line"));
	if ((value = keyword(line, "%rec"))) {
		if (!*value || value[strspn(value, name_letters)])
			return fail(r, ST_INVALID, _("%%rec needs the name of one kind of record"));
		free(r->type);
		r->type = mem_text(value);
		return ST_OK;
	}
	if ((value = keyword(line, "%doc"))) {
		if (r->doc || r->begun)
			return fail(r, ST_INVALID, _("%%doc stands once, before the first record"));
		r->doc = mem_text(value);
		return ST_OK;
	}
	return fail(r, ST_INVALID, _("only %%rec and %%doc are known after a %%"));
}

static enum status take_continuation(struct rec *r, const char *line)
{
	struct str *value;

	if (!r->n_parts)
		return fail(r, ST_INVALID, _("a line with + continues no field"));
	if (line[1] && line[1] != ' ')
		return fail(r, ST_INVALID, _("a blank is missing after the +"));
	value = &r->parts[r->n_parts - 1].value;
	/* "text:" alone, with the value on the lines below, does not begin with a line end. */
	if (value->len)
		str_add_c(value, '\n');
	str_add(value, line[1] ? line + 2 : "");
	if (value->cut)
		return fail(r, ST_INVALID, _("the field is longer than 16 MiB"));
	return ST_OK;
}

static enum status take_field(struct rec *r, const char *line)
{
	size_t len = strspn(line, name_letters);
	struct part *p;

	if (!len || line[len] != ':' || (line[len + 1] && !strchr(" \t", line[len + 1])))
		return fail(r, ST_INVALID,
			_("this is no field (name: value), comment or continuation"));
	if (!r->type)
		return fail(
			r, ST_INVALID, _("a field before any %%rec that says what it belongs to"));
	for (size_t i = 0; i < r->n_parts; i++)
		if (strlen(r->parts[i].name) == len && !strncmp(r->parts[i].name, line, len))
			return fail(r, ST_INVALID, _("the field '%s' stands twice in one record"),
				r->parts[i].name);
	if (r->n_parts == FIELDS_MAX)
		return fail(r, ST_INVALID, _("the record has too many fields"));

	if (!r->parts) {
		r->parts = mem_array(FIELDS_MAX, sizeof(*r->parts));
		r->fields = mem_array(FIELDS_MAX, sizeof(*r->fields));
	}
	p = &r->parts[r->n_parts++];
	p->name = mem_text_n(line, len);
	p->line = r->line;
	str_init(&p->value, VALUE_MAX_BYTES);
	str_add(&p->value, after_blanks(line + len + 1));
	r->begun = true;
	return ST_OK;
}

static enum status take_line(struct rec *r, const char *line)
{
	switch (*line) {
	case '#':
		return ST_OK;
	case '%':
		return take_keyword(r, line);
	case '+':
		return take_continuation(r, line);
	default:
		return take_field(r, line);
	}
}

/* Outer line ends are how the file is laid out, not part of the value. */
static const char *value_of(struct part *p)
{
	while (p->value.len && p->value.data[p->value.len - 1] == '\n')
		p->value.data[--p->value.len] = '\0';
	return str_text(&p->value);
}

static void lend(struct rec *r, struct rec_record *out)
{
	for (size_t i = 0; i < r->n_parts; i++)
		r->fields[i] = (struct rec_field){ .name = r->parts[i].name,
			.value = value_of(&r->parts[i]),
			.line = r->parts[i].line };
	*out = (struct rec_record){ .type = r->type,
		.fields = r->fields,
		.n_fields = r->n_parts,
		.line = r->parts[0].line };
}

enum status rec_next(struct rec *r, struct rec_record *out)
{
	enum status st;

	if (r->failure)
		return r->failure;
	drop_parts(r);
	while ((st = read_line(r)) == ST_OK) {
		const char *line = line_text(r);

		if (*after_blanks(line))
			st = take_line(r, line);
		else if (r->n_parts)
			break;
		if (st)
			return st;
	}
	if (st && st != ST_END)
		return st;
	if (!r->n_parts)
		return ST_END;
	lend(r, out);
	return ST_OK;
}
