#include "config.h"

#include <string.h>

#include "model/mem.h"
#include "tui/home.h"

/* How many lines of each part have room, and where they stand. */

#define TWO_COLUMNS 150 /* from so many columns on there are two */
#define BLANKS_FROM 18  /* from so many rows on parts stand apart */
#define FOLD_FROM 10    /* on fewer rows there is no page to fit them on: one scrolls */
#define SOME 3          /* lines that every part gets before one gets more */

/* Where they stand, one below the other. */
static const enum home_part_id in_one[] = { PART_DUE, PART_SIGNED, PART_WAITING, PART_RECENT,
	PART_CASES, PARTS };
static const enum home_part_id left[] = { PART_DUE, PART_SIGNED, PART_WAITING, PARTS };
static const enum home_part_id right[] = { PART_CASES, PART_RECENT, PARTS };

static bool stands(const enum home_part_id *order, enum home_part_id part)
{
	for (; *order != PARTS; order++)
		if (*order == part)
			return true;
	return false;
}

/* Lines that a part takes: those it shows and, where that is not all, one that says so. */
static size_t takes(const struct home_part *part)
{
	return part->shown + (part->shown > 0 && part->shown < part->n);
}

static size_t rows_taken(const struct home *h, const enum home_part_id *order, bool blanks)
{
	size_t rows = 0;

	for (; *order != PARTS; order++) {
		const struct home_part *part = &h->parts[*order];

		if (part->label)
			rows += (rows > 0 && blanks ? 2 : 1) + takes(part);
	}
	return rows;
}

/* Shows as many lines of a part as fit, at most `most`. */
static void grow(struct home *h, const enum home_part_id *order, enum home_part_id id, size_t rows,
	size_t most)
{
	struct home_part *part = &h->parts[id];
	bool blanks = rows >= BLANKS_FROM;

	if (!part->label || part->opened || !stands(order, id))
		return;
	while (part->shown < part->n && part->shown < most) {
		part->shown++;
		if (rows_taken(h, order, blanks) > rows) {
			part->shown--;
			break;
		}
	}
}

/* Some of each, the most urgent first; then more. */
static const struct turn {
	enum home_part_id part;
	size_t most;
} turns[] = {
	{ PART_DUE, 5 },
	{ PART_SIGNED, 3 },
	{ PART_WAITING, 3 },
	{ PART_RECENT, 3 },
	{ PART_DUE, SIZE_MAX },
	{ PART_SIGNED, SIZE_MAX },
	{ PART_WAITING, SIZE_MAX },
	{ PART_RECENT, 4 },
	{ PART_CASES, 3 },
	{ PART_RECENT, 6 },
	{ PART_CASES, SIZE_MAX },
	{ PART_RECENT, SIZE_MAX },
};

static void fit(struct home *h, const enum home_part_id *order, int box_rows)
{
	size_t rows = box_rows > 0 ? (size_t)box_rows : 0;

	for (const enum home_part_id *p = order; *p != PARTS; p++) {
		struct home_part *part = &h->parts[*p];

		part->shown = part->opened ? part->n : 0;
		if (rows < FOLD_FROM && !part->opened)
			part->shown = part->n < SOME ? part->n : SOME;
	}
	for (size_t i = 0; i < sizeof(turns) / sizeof(*turns) && rows >= FOLD_FROM; i++)
		grow(h, order, turns[i].part, rows, turns[i].most);
}

static struct home_row *add(
	struct home *h, enum home_row_kind kind, enum home_part_id part, int column)
{
	struct home_row *row;

	if (h->n_rows == h->cap_rows) {
		h->cap_rows = h->cap_rows ? h->cap_rows * 2 : 64;
		h->rows = mem_resize(h->rows, h->cap_rows, sizeof(*h->rows));
	}
	row = &h->rows[h->n_rows++];
	memset(row, 0, sizeof(*row));
	row->kind = kind;
	row->part = part;
	row->column = column;
	return row;
}

static void place(struct home *h, const enum home_part_id *order, int column, bool blanks)
{
	bool any = false;

	for (; *order != PARTS; order++) {
		const struct home_part *part = &h->parts[*order];

		if (!part->label)
			continue;
		if (any && blanks)
			add(h, ROW_BLANK, *order, column);
		add(h, ROW_HEAD, *order, column);
		for (size_t i = 0; i < part->shown; i++)
			add(h, ROW_LINE, *order, column)->line = i;
		if (part->shown > 0 && part->shown < part->n)
			add(h, ROW_REST, *order, column);
		any = true;
	}
}

void home_fold(struct home *h, int rows, int cols)
{
	bool blanks = rows >= BLANKS_FROM;

	h->columns = cols >= TWO_COLUMNS && h->any_case ? 2 : 1;
	h->n_rows = 0;
	if (h->columns == 1) {
		fit(h, in_one, rows);
		place(h, in_one, 0, blanks);
	} else {
		fit(h, left, rows);
		fit(h, right, rows);
		place(h, left, 0, blanks);
		place(h, right, 1, blanks);
	}
}

const struct home_line *home_line_of(const struct home *h, size_t row)
{
	if (row >= h->n_rows || h->rows[row].kind != ROW_LINE)
		return NULL;
	return &h->parts[h->rows[row].part].lines[h->rows[row].line];
}

bool home_rests(const void *home, size_t row)
{
	const struct home *h = home;
	const struct home_row *r = &h->rows[row];
	const struct home_line *l = home_line_of(h, row);

	if (l)
		return l->subject.entity != ENTITY_NONE || l->entry > 0 || l->list != ENTITY_NONE;
	/* A heading with everything below it folded can be unfolded. */
	return r->kind == ROW_REST ||
	       (r->kind == ROW_HEAD && h->parts[r->part].n > 0 && h->parts[r->part].shown == 0);
}

void home_column(const struct home *h, int column, size_t *first, size_t *n)
{
	*first = *n = 0;
	while (*first < h->n_rows && h->rows[*first].column < column)
		++*first;
	while (*first + *n < h->n_rows && h->rows[*first + *n].column == column)
		++*n;
}

size_t home_row_at(const struct home *h, struct box b, int y, int x)
{
	for (int c = 0; c < h->columns; c++) {
		struct box box = home_column_box(h, b, c);
		size_t first, n, row;

		if (y < box.y || y >= box.y + box.rows || x < box.x || x >= box.x + box.cols)
			continue;
		home_column(h, c, &first, &n);
		row = h->tops[c] + (size_t)(y - box.y);
		return row < first + n ? row : h->n_rows;
	}
	return h->n_rows;
}
