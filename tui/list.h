/*
 * A list of any length of which only a window is in memory: the rows on the screen and some above
 * and below. It pages by key, so that a key costs the same at a thousand rows and at ten million.
 * What is slow (an order without an index, a filter that finds little, the count) is begun when it
 * is asked for, rests when a key must be answered, and goes on in list_idle().
 */
#ifndef AMPARO_TUI_LIST_H
#define AMPARO_TUI_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/pager.h"
#include "model/query.h"
#include "model/record.h"
#include "model/status.h"
#include "tui/view.h"

struct app;

struct list_row {
	struct record record;
	struct query_key key;
	bool stale;  /* a deadline that no longer is as it was counted */
	char *named; /* owned; what the record of the field `named` is called; NULL: there is none
		      */
};

/* What the window is to become; done at once or, where that takes too long, when idle. */
enum list_wish {
	WISH_NONE,
	WISH_TOP,   /* the beginning */
	WISH_END,   /* the end */
	WISH_PLACE, /* row `wish_place` */
	WISH_SHARE, /* `wish_place` of a hundred of the rows */
	WISH_SEEK,  /* the first row that begins with `wish_text` */
	WISH_STAY,  /* the same rows, read again */
	WISH_FIND,  /* the record `wish_id` */
	WISH_MORE,  /* rows below or above the window, and then the cursor `wish_step` rows further
		     */
};

struct list {
	struct app *app; /* whose patience counts */
	struct db *db;   /* lent */
	enum entity_id entity;
	enum entity_id owner;
	int64_t owner_id;
	char *where;                 /* owned; the filter that is asked for, or NULL */
	struct deadline_data *rules; /* owned; to look at deadlines; NULL: not read yet */
	int named;  /* a field that refers and says which one it is (a party's contact); -1: none */
	char *sort; /* owned; the order that is asked for, or NULL for the entity's own */
	struct pager *pager; /* owned; reads what is shown */
	struct pager
		*next; /* owned; reads what is asked for and not shown yet; NULL: it is shown */

	struct list_row *rows; /* owned; the window, in the order of the list */
	size_t n;
	size_t cap;
	size_t cursor;  /* the selected row, in the window */
	size_t top;     /* the first row on the screen, in the window */
	int height;     /* rows on the screen */
	bool first;     /* the window holds the first row of all */
	bool last;      /* and the last */
	int64_t base;   /* the place of rows[0], from 0; -1: not known yet */
	int64_t total;  /* rows of the list; -1: not known yet */
	bool count_due; /* `total` must be counted again */
	bool base_due;  /* so must `base` */

	enum list_wish wish;
	int64_t wish_place;
	int64_t wish_step;
	bool wish_scroll; /* the screen moves with the cursor */
	int64_t wish_id;
	char *wish_text;       /* owned */
	bool next_begun;       /* it was tried once, and goes on in list_idle() */
	bool next_finds;       /* `next` begins with the record `wish_id`; else at its top */
	enum list_wish settle; /* a place that was only near what was wished: to be wished again */
	enum status st;        /* of the last reading; a failure's sentence is in `error` */
	char *error;           /* owned; NULL: none */
};

void list_init(struct list *l, struct app *app, enum entity_id entity, enum entity_id owner,
	int64_t owner_id, const char *where);
void list_free(struct list *l);

/*
 * A new filter or order; the list begins anew. NULL takes it away. What is shown stays, and can be
 * moved in, until the first rows of the new list are read; list_stop() goes back to it.
 */
void list_filter(struct list *l, const char *where);
void list_order(struct list *l, const char *sort);

/* How many rows the screen has. */
void list_height(struct list *l, int rows);

/* Reads: what is wished, within the time that a key has. ST_OK also where it must go on in
 * list_idle(). */
enum status list_load(struct list *l) MUST_USE;

/* The same rows again, after something was committed. */
enum status list_reload(struct list *l) MUST_USE;

/* A step of slow work; true while there is more. */
bool list_idle(struct list *l);

/* Whether what is on the screen is not yet what was asked for. */
bool list_busy(const struct list *l);

/* How far what list_busy() tells of has come, of 100; -1: not known. */
int list_progress(const struct list *l);

/* Gives up what is being read, and keeps what is shown. False: nothing is, or nothing is shown. */
bool list_stop(struct list *l);

bool list_move(struct list *l, enum move move, int64_t n);

/* Selects line `line` of the screen; false: no row there. */
bool list_point(struct list *l, int line);

/* Selects the first row that begins with `text`, in the field that the list is sorted by. */
enum status list_seek(struct list *l, const char *text) MUST_USE;

/* Selects that record, wherever it is in this order, if the filter lets it be seen. */
void list_find(struct list *l, int64_t id);

/* The selected row; NULL when the list is empty. Lent until the next call. */
const struct record *list_selected(const struct list *l);

/* What stands in the cell of a field: a name rather than a reference, where the row has it.
 * Appended. */
void list_cell(const struct list *l, const struct list_row *row, int field, struct str *out);

/* The place of the selected row, counted from 1; 0: not known yet. */
int64_t list_place(const struct list *l);

#endif
