#include "config.h"

#include "tui/form.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/wrap.h"

#define LABEL_MAX 20
#define REST_LINES 3 /* of a long text that is not typed into */

static struct form_row *add(struct form *f, enum form_row_kind kind, size_t at)
{
	struct form_row *row;

	if (f->n_rows == f->cap_rows) {
		f->cap_rows = f->cap_rows ? f->cap_rows * 2 : 64;
		f->rows = mem_resize(f->rows, f->cap_rows, sizeof(*f->rows));
	}
	row = &f->rows[f->n_rows++];
	*row = (struct form_row){ .kind = kind, .at = at };
	return row;
}

static int label_width(const struct form *f, int cols)
{
	int width = 0;

	for (size_t i = 0; i < f->record.entity->n_fields; i++) {
		const char *label = _(f->record.entity->fields[i].label);
		int wide = text_width(label, strlen(label));

		if (!(f->record.entity->fields[i].flags & FIELD_COMPUTED) && wide > width)
			width = wide;
	}
	if (width > LABEL_MAX)
		width = LABEL_MAX;
	return width > cols / 3 ? cols / 3 : width;
}

int form_value_x(const struct form *f)
{
	return 2 + f->label_width + 2;
}

static int width_of(const char *text, size_t len)
{
	struct str clean = STR_INIT;
	int width;

	text_clean(&clean, text, len, TEXT_LINE);
	width = text_width(str_text(&clean), clean.len);
	str_free(&clean);
	return width;
}

/* Which of the wrapped lines has the cursor in it. */
static size_t line_of(const struct wrap_line *lines, size_t n, size_t cursor)
{
	size_t line = 0;

	for (size_t i = 0; i < n; i++)
		if (lines[i].start <= cursor)
			line = i;
	return line;
}

/* A long text in as many rows as it needs while it is typed into, at most as high as the screen
 * allows. */
static void add_long(struct form *f, size_t at, int cols, int height, size_t *row, int *column)
{
	const struct form_field *ff = &f->fields[at];
	const char *text = input_text(&ff->input);
	bool now = at == f->at;
	size_t most = now ? (size_t)(height > 8 ? height - 4 : 4) : REST_LINES;
	struct wrap_line *lines;
	size_t from = 0;
	size_t n;

	wrap_text(text, ff->input.len, cols, 0, &lines, &n);
	if (now) {
		size_t line = line_of(lines, n, ff->input.cursor);

		from = line >= most ? line - most + 1 : 0;
		*row = f->n_rows + line - from;
		*column = width_of(text + lines[line].start,
			ff->input.cursor - lines[line].start < lines[line].len
				? ff->input.cursor - lines[line].start
				: lines[line].len);
	}
	for (size_t i = from; i < n && i < from + most; i++) {
		struct form_row *r = add(f, i == from ? FORM_FIELD : FORM_MORE, at);

		r->start = lines[i].start;
		r->len = lines[i].len;
	}
	free(lines);
}

static void add_error(struct form *f, size_t at, int cols)
{
	const char *error = f->fields[at].error;
	struct wrap_line *lines;
	size_t n;

	if (!error)
		return;
	wrap_text(error, strlen(error), cols, 3, &lines, &n);
	for (size_t i = 0; i < n; i++) {
		struct form_row *r = add(f, FORM_ERROR, at);

		r->start = lines[i].start;
		r->len = lines[i].len;
	}
	free(lines);
}

/* What cannot be changed any more says what the record belongs to. */
static void add_fixed(struct form *f)
{
	const struct entity *e = f->record.entity;

	add(f, FORM_TITLE, 0);
	for (size_t i = 0; i < e->n_fields && f->record.id; i++)
		if ((e->fields[i].flags & FIELD_FIXED) && e->fields[i].type != FIELD_LONG &&
			f->record.values[i].text)
			add(f, FORM_FIXED, i);
	add(f, FORM_BLANK, 0);
}

static void show_row(struct form *f, size_t row, int height)
{
	size_t rows = height > 0 ? (size_t)height : 1;

	/* An error or the list below the field is seen with it. */
	size_t last = row;

	while (last + 1 < f->n_rows && last < row + PICKS_MAX &&
		(f->rows[last + 1].kind == FORM_ERROR || f->rows[last + 1].kind == FORM_PICK))
		last++;
	if (last >= f->top + rows)
		f->top = last - rows + 1;
	if (row < f->top || row >= f->top + rows)
		f->top = row >= rows ? row - rows + 1 : 0;
	if (f->n_rows <= rows)
		f->top = 0;
	else if (f->top > f->n_rows - rows)
		f->top = f->n_rows - rows;
	/* At the first field the head is seen too. */
	if (f->at == 0 && row < rows)
		f->top = 0;
}

void form_lay_out(struct form *f, int cols, int height, size_t *row, int *column)
{
	int value_cols;

	f->n_rows = 0;
	*row = 0;
	*column = 0;
	if (!f->have)
		return;
	f->label_width = label_width(f, cols);
	value_cols = cols - form_value_x(f) - 1;
	if (value_cols < 4)
		value_cols = 4;
	add_fixed(f);
	for (size_t i = 0; i < f->n; i++) {
		if (form_field(f, &f->fields[i])->type == FIELD_LONG) {
			add_long(f, i, value_cols, height, row, column);
		} else {
			if (i == f->at)
				*row = f->n_rows;
			add(f, FORM_FIELD, i);
		}
		add_error(f, i, value_cols);
		for (size_t k = 0; i == f->at && k < f->n_picks; k++)
			add(f, FORM_PICK, i)->pick = k;
	}
	show_row(f, *row, height);
}
