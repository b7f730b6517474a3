/* Rows in columns that share the width there is. */
#ifndef AMPARO_TUI_TABLE_H
#define AMPARO_TUI_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/rows.h"
#include "tui/screen.h"
#include "tui/view.h"

#define COLUMNS_MAX 32

struct column {
	const char *name;  /* of the field, for sorting */
	const char *label; /* marked for translation */
	int width;         /* what it usually has */
	int content; /* what its values would take, where there is room; 0: no more than that */
	int fixed;   /* the width that somebody gave it, which it keeps; 0: none */
	bool flex;   /* gets what is left over */
	bool right;  /* its values stand on the right */
};

/* The columns with the width that each has; 0: it is not shown. Made by table_fit(). */
struct table {
	const struct column *columns;
	size_t n;
	int widths[COLUMNS_MAX];
	int gap; /* between two */
};

/* Shares `width` out: the first columns matter most, what does not fit is left out. */
void table_fit(struct table *t, const struct column *columns, size_t n, int width);

/*
 * The labels. `sorted` is the name of the column that the rows are ordered by (NULL: none shown),
 * with its direction.
 */
void table_head(
	struct screen *s, const struct table *t, struct box b, const char *sorted, bool down);

/* The same in an order of several columns, "country,-signed"; "" or NULL: none. */
void table_head_sorted(struct screen *s, const struct table *t, struct box b, const char *sort);

/* After table_row(): the sign of a row that is marked, in its gutter. */
void table_mark(struct screen *s, struct box b, bool selected, bool focused);

/* One row; `cell` appends a cell's text and may set its style. */
typedef void cell_fn(void *arg, size_t column, struct str *out, enum style *style);
void table_row(struct screen *s, const struct table *t, struct box b, bool selected, bool focused,
	cell_fn *cell, void *arg);

/* The column at a place in the box; t->n: none. */
size_t table_column_at(const struct table *t, int x);

#endif
