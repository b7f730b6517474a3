/* Private to view_statement.c, statement_rows.c and statement_draw.c: the signature statement. */
#ifndef AMPARO_TUI_STATEMENT_VIEW_H
#define AMPARO_TUI_STATEMENT_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/statement.h"
#include "tui/screen.h"
#include "tui/view.h"

enum statement_row_kind {
	ROW_BLANK,
	ROW_HEADING, /* above a group */
	ROW_NOTE,    /* words alone */
	ROW_NUMBER,  /* words and a number */
	ROW_BAR,     /* the same with a bar */
	ROW_RULE,    /* the line above a sum */
	ROW_END,     /* the double line below the last sum */
	ROW_PICTURE, /* a line of the picture of growth */
};

struct statement_row {
	enum statement_row_kind kind;
	int indent;
	bool sum;              /* stands out */
	char *text;            /* owned; NULL: none */
	char *more;            /* owned; words behind the number; NULL: none */
	int64_t n;             /* of NUMBER and BAR */
	int64_t of;            /* of BAR: what a whole bar is */
	bool inner;            /* the number stands further left: it is a part of the one above */
	int line;              /* of PICTURE: which, from above */
	enum entity_id entity; /* what `where` lists */
	char *where; /* owned; a filter, among what belongs to the petition; NULL: opens nothing */
};

struct statement_state {
	int64_t petition;
	char *ref;                   /* owned */
	struct statement_work *work; /* owned; NULL: not begun */
	bool due;                    /* there is more to read */
	const struct statement *s;   /* lent from `work`; NULL: nothing yet */
	struct statement_row *rows;  /* owned */
	size_t n_rows;
	struct scroll scroll;
	int picture; /* lines that the picture takes */
};

/* Lines that the picture of growth takes in a pane of so many rows; 0: there is none. */
int statement_picture_rows(const struct box *b);

/* The rows of what was read. */
void statement_make_rows(struct statement_state *st);
void statement_free_rows(struct statement_state *st);

void statement_draw(struct pane *p, bool focused);

#endif
