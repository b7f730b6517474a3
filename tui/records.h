/* Private to view_records.c and records_filter.c: the records of one kind, all or those of one
 * owner. */
#ifndef AMPARO_TUI_RECORDS_H
#define AMPARO_TUI_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/list.h"
#include "tui/table.h"
#include "tui/view.h"

struct records {
	struct list list;
	struct column columns[COLUMNS_MAX];
	size_t n_columns;
	struct table table;
	bool measured;     /* the columns are as wide as their contents ask for */
	struct pane *side; /* owned; the selected record, beside the list; NULL: not made yet */
	char *owner_ref;   /* owned; NULL: no owner */
	int64_t jumped;    /* the record that was selected before a jump; 0: none */
	bool typing;       /* the filter is being typed: half a word is no failure */
};

struct records *records_of(struct pane *p);

/* After the rows changed: the columns' widths, the record beside the list. */
void records_measure(struct pane *p);
void records_show_side(struct pane *p);

/* The field that the rows are in the order of, '-' before it when backwards; "" as they were added.
 */
const char *records_order(struct pane *p);

/* Sorts; the same field again turns the order round. */
void records_sort(struct pane *p, const char *field);

/* Asks for the filter; takes it away; sets it. */
enum reaction records_ask_filter(struct app *app, struct pane *p, const struct action *self);
enum reaction records_clear_filter(struct app *app, struct pane *p, const struct action *self);
void records_set_filter(struct pane *p, const char *where);

/* Asks how a row begins, and goes to the first such while it is typed: records_jump.c */
enum reaction records_ask_jump(struct app *app, struct pane *p, const struct action *self);

/* self->arg > 0: by the next column; else the other way round. */
enum reaction records_next_sort(struct app *app, struct pane *p, const struct action *self);

#endif
