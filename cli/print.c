#include "config.h"

#include "cli/print.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/advice_say.h"
#include "model/i18n.h"
#include "model/text.h"

#define CHILDREN_SHOWN 20 /* of a kind; the rest is named by its number */
#define LABEL_WIDTH 18

void print_clean(FILE *out, const char *text)
{
	struct str clean = STR_INIT;

	text_clean(&clean, text, strlen(text), TEXT_LINES);
	fputs(str_text(&clean), out);
	str_free(&clean);
}

const char *print_number(int64_t n, char out[32])
{
	char digits[24];
	int len = snprintf(digits, sizeof(digits), "%lld", (long long)n), at = 0;

	for (int i = 0; i < len; i++) {
		out[at++] = digits[i];
		if ((len - i - 1) % 3 == 0 && i + 1 < len && digits[i] != '-')
			out[at++] = ',';
	}
	out[at] = '\0';
	return out;
}

/* Columns of the terminal; 0 where there is none, and nothing is cut. */
static int terminal_width(FILE *out)
{
	struct winsize size;

	if (!isatty(fileno(out)) || ioctl(fileno(out), TIOCGWINSZ, &size) || !size.ws_col)
		return 0;
	return size.ws_col;
}

/* ---- lists ---- */

struct table {
	FILE *out;
	int width; /* of the terminal; 0: do not cut */
	const struct entity *e;
};

static bool is_column(const struct field *f)
{
	return (f->flags & FIELD_LISTED) != 0;
}

#define GAP 2 /* columns between two cells */

/* Padded or cut to its column on a terminal; elsewhere padded, and never cut. */
static void fill_cell(struct str *cell, const struct str *text, int width, bool cut)
{
	if (cut || text_width(str_text(text), text->len) < width)
		text_pad(cell, str_text(text), text->len, width);
	else
		str_add(cell, str_text(text));
}

static void put_cell(struct table *t, const char *text, int width, bool last, int *used)
{
	struct str clean = STR_INIT, cell = STR_INIT;
	int gap = *used ? GAP : 0, room = t->width - *used - gap;

	text_clean(&clean, text, strlen(text), TEXT_LINE);
	if (t->width && (last || width > room))
		width = room;
	if (last && !t->width)
		width = 0;
	fill_cell(&cell, &clean, width, t->width > 0);
	while (last && cell.len && cell.data[cell.len - 1] == ' ')
		cell.data[--cell.len] = '\0';
	fprintf(t->out, "%*s%s", gap, "", str_text(&cell));
	*used += gap + width;
	str_free(&clean);
	str_free(&cell);
}

static void put_row(struct table *t, const struct record *r)
{
	int used = 0;
	size_t last = 0;

	for (size_t i = 0; i < t->e->n_fields; i++)
		if (is_column(&t->e->fields[i]))
			last = i;
	for (size_t i = 0; i <= last; i++) {
		const struct field *f = &t->e->fields[i];
		int width = field_width(f);

		if (!is_column(f))
			continue;
		if (t->width && used + GAP >= t->width)
			break;
		put_cell(t, r ? (r->values[i].text ? r->values[i].text : "") : _(f->label), width,
			i == last, &used);
	}
	fputc('\n', t->out);
}

enum status print_list(struct db *db, const struct query *q, FILE *out, int64_t *n)
{
	struct table t = { out, terminal_width(out), entity_get(q->entity) };
	struct cursor *c = NULL;
	struct record row;
	int64_t rows = 0;
	enum status st = query_open(db, q, NULL, false, &c);

	while (st == ST_OK && (st = query_next(c, &row)) == ST_OK) {
		if (!rows++)
			put_row(&t, NULL);
		put_row(&t, &row);
		record_free(&row);
	}
	query_close(c);
	if (n)
		*n = rows;
	return st == ST_END ? ST_OK : st;
}

/* ---- records ---- */

/* Bytes of the line that begins at `text` and fits in `columns`, broken at a blank where it can be.
 */
static size_t line_length(const char *text, int columns)
{
	size_t len = strcspn(text, "\n"), fits, blank;

	if (columns <= 0)
		return len;
	fits = text_fit(text, len, columns, NULL);
	if (fits == len)
		return len;
	for (blank = fits; blank && text[blank] != ' '; blank--)
		;
	return blank ? blank : fits;
}

static void put_lines(FILE *out, const char *text)
{
	const int indent = LABEL_WIDTH + GAP;
	int width = terminal_width(out), columns = width > 2 * indent ? width - indent : 0;
	struct str clean = STR_INIT;
	const char *p;

	text_clean(&clean, text, strlen(text), TEXT_LINES);
	for (p = str_text(&clean);;) {
		size_t len = line_length(p, columns);

		fprintf(out, "%.*s\n", (int)len, p);
		p += len;
		if (*p == ' ' || *p == '\n')
			p++;
		if (!*p)
			break;
		fprintf(out, "%*s", *p == '\n' ? 0 : indent, "");
	}
	str_free(&clean);
}

static void put_field(const struct record *r, size_t i, FILE *out)
{
	const struct field *f = &r->entity->fields[i];
	struct str label = STR_INIT;

	if (!r->values[i].text)
		return;
	text_pad(&label, _(f->label), strlen(_(f->label)), LABEL_WIDTH);
	fprintf(out, "%s  ", str_text(&label));
	put_lines(out, r->values[i].text);
	str_free(&label);
}

static enum status print_children(
	struct db *db, const struct record *r, const struct entity *child, FILE *out)
{
	struct query q = { .entity = child->id,
		.owner = r->entity->id,
		.owner_id = r->id,
		.limit = CHILDREN_SHOWN };
	int64_t n = 0;
	char number[32];
	enum status st = record_count_children(db, child->id, r->entity->id, r->id, &n);

	if (st || !n)
		return st;
	fprintf(out, "\n%s (%s)\n", _(child->labels), print_number(n, number));
	st = print_list(db, &q, out, NULL);
	if (st == ST_OK && n > CHILDREN_SHOWN)
		fprintf(out, _("and %s more: amparo list %s --where '%s=%s'\n"),
			print_number(n - CHILDREN_SHOWN, number), child->name, r->entity->name,
			record_show(r, "ref"));
	return st;
}

enum status print_record(struct db *db, const struct record *r, FILE *out)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < r->entity->n_fields; i++)
		put_field(r, i, out);
	advice_say(db, r, out);
	for (int i = 0; i < ENTITY_COUNT && st == ST_OK; i++) {
		const struct entity *child = entity_get((enum entity_id)i);
		if (entity_owned_by(child, r->entity->id) >= 0)
			st = print_children(db, r, child, out);
	}
	return st;
}

void print_pad(struct str *line, const char *text, int width)
{
	struct str clean = STR_INIT;

	text_clean(&clean, text, strlen(text), TEXT_LINE);
	if (text_width(str_text(&clean), clean.len) < width)
		text_pad(line, str_text(&clean), clean.len, width);
	else
		str_add(line, str_text(&clean));
	str_add(line, "  ");
	str_free(&clean);
}
