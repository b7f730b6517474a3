#include "config.h"

#include "tui/form.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/wrap.h"

#define LABEL_MAX 20
#define REST_LINES 3   /* of a long text that is not typed into */
#define ALONE_UNTIL 8  /* rows up to which it has the screen for itself while it is typed into */
#define CHOICES_FROM 8 /* rows from which on there is room for the choices */

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

		if (wide > width && (!(f->record.entity->fields[i].flags & FIELD_COMPUTED) ||
					    f->record.values[i].text))
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

int form_long_rows(int height)
{
	if (height > ALONE_UNTIL)
		return height - 4;
	return height > 1 ? height : 1;
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
	size_t most = now ? (size_t)form_long_rows(height) : REST_LINES;
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
		r->cut = i + 1 == from + most && i + 1 < n;
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

/* The conflict of interest that the party brings stands below who it is, or what is missing. */
static void add_clash(struct form *f, size_t at, int cols)
{
	struct wrap_line *lines;
	size_t n;

	if (!f->clash || strcmp(form_field(f, &f->fields[at])->name, f->clash_at) != 0)
		return;
	wrap_text(f->clash, strlen(f->clash), cols, 4, &lines, &n);
	for (size_t i = 0; i < n; i++) {
		struct form_row *r = add(f, FORM_CLASH, at);

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

/* The choices beside each other, in as many rows as they need. */
static void add_choices(struct form *f, size_t at, int cols)
{
	const struct field *field = form_field(f, &f->fields[at]);
	struct form_row *row = add(f, FORM_CHOICES, at);
	int left = cols;

	for (size_t i = 0; field->choices[i].name; i++) {
		struct str word = STR_INIT;
		int wide;

		form_choice_word(field, i, &word);
		wide = text_width(str_text(&word), word.len) + FORM_CHOICE_GAP;
		str_free(&word);
		if (wide > left && row->len > 0) {
			row = add(f, FORM_CHOICES, at);
			row->start = i;
			left = cols;
		}
		row->len++;
		left -= wide;
	}
}

/* What belongs to the field that is typed into, below it. */
static void add_below(struct form *f, size_t at, int cols, int height)
{
	if (form_field(f, &f->fields[at])->type == FIELD_ENUM && height >= CHOICES_FROM)
		add_choices(f, at, cols);
	for (size_t i = 0; i < f->n_picks; i++)
		add(f, FORM_PICK, at)->pick = i;
}

static bool is_below(enum form_row_kind kind)
{
	return kind == FORM_ERROR || kind == FORM_PICK || kind == FORM_CHOICES;
}

/* What the program sets itself stands where it does in the record. */
static void add_computed(struct form *f, int *next, int before)
{
	const struct entity *e = f->record.entity;

	for (; *next < before; (*next)++)
		if ((e->fields[*next].flags & FIELD_COMPUTED) && f->record.values[*next].text)
			add(f, FORM_FIXED, (size_t)*next);
}

static void show_row(struct form *f, size_t row, int height)
{
	size_t rows = height > 0 ? (size_t)height : 1;

	/* An error or the list below the field is seen with it. */
	size_t last = row;

	while (last + 1 < f->n_rows && last < row + PICKS_MAX + 1 &&
		is_below(f->rows[last + 1].kind))
		last++;
	if (last >= f->top + rows)
		f->top = last - rows + 1 < row ? last - rows + 1 : row;
	if (row < f->top)
		f->top = row;
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
	int next = 0;

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
		add_computed(f, &next, f->fields[i].field);
		if (form_field(f, &f->fields[i])->type == FIELD_LONG) {
			add_long(f, i, value_cols, height, row, column);
		} else {
			if (i == f->at)
				*row = f->n_rows;
			add(f, FORM_FIELD, i);
		}
		add_error(f, i, value_cols);
		if (i == f->at)
			add_below(f, i, value_cols, height);
		add_clash(f, i, value_cols);
	}
	add_computed(f, &next, (int)f->record.entity->n_fields);
	show_row(f, *row, height);
}
