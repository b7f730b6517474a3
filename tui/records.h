/* Private to view_records.c and records_*.c: the records of one kind, all or those of one owner. */
#ifndef AMPARO_TUI_RECORDS_H
#define AMPARO_TUI_RECORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/idset.h"
#include "model/query.h"
#include "tui/shown.h"
#include "tui/list.h"
#include "tui/offers.h"
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

	char *columns_kept;   /* owned; what the case file had when the columns were chosen; NULL:
				 nothing */
	bool columns_changed; /* since then, here */
	bool sort_changed;    /* likewise the order */

	struct idset marks;
	int64_t marked_last; /* the row that a range begins at; 0: none */
	bool marks_due;      /* some of the marked may be gone ... */
	int64_t marks_seen;  /* ... of those after this one */

	int64_t act_one;       /* what is acted on: this record, 0: those that are marked */
	int act_field;         /* the field that is to be set ... */
	char *act_text;        /* ... its value; the word of a link; the file to export to; owned */
	struct subject act_to; /* the record to link to */
};

struct records *records_of(struct pane *p);

/* The list as a query; its texts are the list's. */
struct query records_query(struct pane *p);

void records_show_side(struct pane *p);

/* records_draw.c: the rows, or what stands where there are none; and the place among them. */
void records_draw(struct pane *p, bool focused);
void records_status(struct pane *p, struct str *out);

/* records_columns.c: what is shown, as the case file remembers it, and as wide as it asks for. */
void records_columns(struct pane *p);      /* chooses, where that is not what was chosen */
void records_columns_keep(struct pane *p); /* writes, where it was changed here */
void records_measure(struct pane *p);      /* after the rows changed */
void records_grow(struct pane *p); /* after one moved: columns only grow, so that they do not dance
				    */
enum reaction records_ask_columns(struct app *app, struct pane *p, const struct action *self);
enum reaction records_widen(struct app *app, struct pane *p, const struct action *self);

/* records_sort.c. The fields that the rows are in the order of, see query.h; "" as they were
 * added. */
const char *records_order(struct pane *p);
void records_sort_recall(struct pane *p);
void records_sort_keep(struct pane *p);

/* Sorts by a field, or by several; the same field again turns the order round. False: there is no
 * such field. */
bool records_sort(struct pane *p, const char *fields);

/* self->arg > 0: by the next column; else the other way round. */
enum reaction records_next_sort(struct app *app, struct pane *p, const struct action *self);
enum reaction records_ask_sort(struct app *app, struct pane *p, const struct action *self);
void records_sort_offer(struct pane *p, const char *line, struct offers *out);

/* records_marks.c */
enum reaction records_mark(struct app *app, struct pane *p, const struct action *self);
enum reaction records_mark_range(struct app *app, struct pane *p, const struct action *self);
enum reaction records_ask_marks(struct app *app, struct pane *p, const struct action *self);
bool records_marks_idle(struct pane *p); /* forgets those that are gone; true: there is more */
void records_toggle_at(struct pane *p, size_t row);

/* records_acts.c, records_export.c: on the marked rows, or where none is on the selected one. */
enum reaction records_edit(struct app *app, struct pane *p, const struct action *self);
enum reaction records_set_state(struct app *app, struct pane *p, const struct action *self);
enum reaction records_remove(struct app *app, struct pane *p, const struct action *self);
enum reaction records_link(struct app *app, struct pane *p, const struct action *self);
enum reaction records_export(struct app *app, struct pane *p, const struct action *self);

/* What is acted on: settles which rows these are and what they are called, `to_ask` in full (false:
 * there are none; said); and the rows, which the caller clears. */
bool records_settle(struct pane *p, bool to_ask, struct str *what);
void records_targets(struct pane *p, struct idset *out);

/* "12 signatories", or `with_hidden` "12 signatories (3 of them hidden by the filter)": what is
 * about to be acted on. False: nothing is marked any more, or it was stopped; said. */
bool records_marked(struct pane *p, bool with_hidden, struct str *out);

/* Asks for the filter; takes it away; sets it. */
enum reaction records_ask_filter(struct app *app, struct pane *p, const struct action *self);
enum reaction records_clear_filter(struct app *app, struct pane *p, const struct action *self);
void records_set_filter(struct pane *p, const char *where);
void records_filter_offer(struct pane *p, const char *line, size_t from, struct offers *out);

/* Asks how a row begins, and goes to the first such while it is typed: records_jump.c */
enum reaction records_ask_jump(struct app *app, struct pane *p, const struct action *self);

/* records_saved.c: filters with a name. */
enum reaction records_ask_saved(struct app *app, struct pane *p, const struct action *self);

#endif
