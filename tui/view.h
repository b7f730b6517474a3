/*
 * A view is data: a const struct of callbacks with its table of actions. A pane is a view that
 * is open: what it shows, where it stands on the screen, and the view's own state.
 */
#ifndef AMPARO_TUI_VIEW_H
#define AMPARO_TUI_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/entity.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"
#include "tui/action.h"
#include "tui/screen.h"
#include "tui/scroll.h"

struct app;
struct input;
struct offers;
struct pane;
struct view;

/* A record that something is about. */
struct subject {
	enum entity_id entity;
	int64_t id;
};

/* What a view is to show; which of it matters, each view says. */
struct place {
	const struct view *view;
	enum entity_id entity; /* the kind of record */
	int64_t id;            /* the record; 0: none, or a new one */
	enum entity_id owner;  /* with owner_id: only what belongs to this record */
	int64_t owner_id;      /* 0: no owner */
	const char *field; /* of a new record: the field that `text` fills; NULL: its headline. Lent
			      for good */
	const char *text;  /* a filter, or words to search for; NULL: none. pane_new() copies it */
	int64_t page;      /* of an exhibit: the page or part of its file that is meant; 0: none */
};

struct pane {
	const struct view *view;
	const struct view *under; /* of view_withheld: the one in whose place it is */
	struct app *app;
	struct place at;
	char *text;  /* owned; at.text */
	void *state; /* the view's own */
	struct scroll
		*scroll;    /* lent by the view at open: its lines, where it holds them; or NULL */
	struct box box;     /* where it is drawn; set before load and draw */
	int64_t generation; /* db_generation() when it was loaded; -1: not yet */
};

struct view {
	const char *name;            /* its context in keys.conf, and its name after ':' */
	const char *title;           /* marked for translation */
	const char *const *contexts; /* where its keys are looked for; ends with NULL */
	const struct action *actions;

	/*
	 * Of views that show one record as a whole: its kind. Where a gag order covers that record
	 * (see pane_is_of()) view_withheld stands in their place. Others keep it row by row.
	 */
	bool whole;
	enum entity_id of;

	/* Makes and frees `state`. After a failed open the pane is closed at once. */
	enum status (*open)(struct pane *p);
	void (*close)(struct pane *p);

	/* Reads what is shown, first and whenever something was committed. Keeps the selected row.
	 */
	enum status (*load)(struct pane *p);

	/* Only reads what was loaded. */
	void (*draw)(struct pane *p, bool focused);

	/* The rest may be NULL. */

	/* A step of slow work, which stops when a key waits; true while there is more to do. */
	bool (*idle)(struct pane *p);

	/* In how many milliseconds without a key idle() is wanted again; -1: there is no hurry. */
	int (*due)(struct pane *p);

	/* For the line on top: its part of the way here, and where one is in it. */
	void (*crumb)(struct pane *p, struct str *out);
	void (*status)(struct pane *p, struct str *out);

	/* A line below when there is no message: the filter, the help of a field. */
	void (*hint)(struct pane *p, struct str *out);

	/* Where keys are looked for now, when that changes; else `contexts` holds. */
	const char *const *(*contexts_now)(struct pane *p);

	/* What is there, of enum needs. */
	unsigned (*has)(struct pane *p);

	/* The record that actions are about; false: none. */
	bool (*subject)(struct pane *p, struct subject *out);

	/* The page of its file that is meant, where that record is an exhibit; 0: none. */
	int64_t (*page)(struct pane *p);

	/* What `y` copies where that is not the record's name: the selected value. False: nothing.
	 */
	bool (*copy)(struct pane *p, struct str *out);

	/* What "add" would add: entity, owner and owner_id are set; false: not clear. */
	bool (*kind)(struct pane *p, struct place *out);

	/* True when something moved. NULL: the pane's scroll moves. */
	bool (*move)(struct pane *p, enum move move, int64_t n);

	/* The mouse at this cell of the screen: selects. False: nothing to select there. NULL: a
	 * line of the pane's scroll. */
	bool (*point)(struct pane *p, int y, int x);

	/* After that scroll moved, by key or mouse. */
	void (*moved)(struct pane *p);

	/* Where typed text goes; NULL: nowhere at present. Views with `input` take no single
	 * letters as keys. */
	struct input *(*input)(struct pane *p);
	void (*typed)(struct pane *p);

	/* The pane beside it with the selected record, or NULL. */
	struct pane *(*side)(struct pane *p);

	/* A form above this pane saved a record. */
	void (*saved)(struct pane *p, const struct record *r);

	/* A command of the ':' line with words after it, such as `sort date`. False: it is not the
	 * view's. */
	bool (*command)(struct pane *p, const char *word, const char *rest);

	/* What the ':' line, which is such a command, may be completed to. */
	void (*offer)(struct pane *p, const char *word, const char *line, struct offers *out);

	/* Something is typed that would be lost: a question to ask before closing; NULL: nothing
	 * is. */
	const char *(*unsaved)(struct pane *p);

	/* The answer was yes: it may be lost. */
	void (*drop)(struct pane *p);
};

/*
 * Shows this record in a pane of view_record without reading it again: beside a list. NULL: none.
 * `name` (may be NULL) says what it is called, where it has no title of its own.
 */
void record_preview(struct pane *p, const struct record *r, const char *name);

extern const struct view view_home;
extern const struct view view_sections;
extern const struct view view_records;
extern const struct view view_columns;
extern const struct view view_record;
extern const struct view view_form;
extern const struct view view_stale; /* opened over a form that cannot be saved as it is */
extern const struct view view_log;
extern const struct view view_changes;
extern const struct view view_history;
extern const struct view view_search;
extern const struct view view_sheet;
extern const struct view view_report;
extern const struct view view_help;
extern const struct view view_timeline;
extern const struct view view_calendar;
extern const struct view view_charts;
extern const struct view view_appeals;
extern const struct view view_authorities; /* the table of a petition's */
extern const struct view view_custody;
extern const struct view view_board;
extern const struct view view_numbering;
extern const struct view view_review;
extern const struct view view_statement;
extern const struct view view_proof;
extern const struct view view_chain;
extern const struct view view_import; /* a file before it is imported */
extern const struct view view_views;
extern const struct view view_messages;
extern const struct view view_preview; /* an exhibit to be looked at */

/* All of them, ended by NULL. */
extern const struct view *const all_views[];

/* In the place of a view whose record is withheld; no place leads to it. */
extern const struct view view_withheld;

/* Opens, without loading. NULL when the view could not be opened; db_error() says why. */
struct pane *pane_new(struct app *app, const struct place *at);
void pane_free(struct pane *p); /* NULL is fine */

/* The case file of the pane. */
struct db *pane_db(const struct pane *p);

/* The record that such a view is of, or whose records it adds to. */
int64_t pane_is_of(const struct pane *p);

/* Where the veil was drawn or lifted since: puts view_withheld in the place of the view, or takes
 * it away. Before the pane is arranged, as its pane beside goes with it. */
void pane_keep_veil(struct pane *p);

/* Loads when what is shown may be stale. A failure becomes a message. */
void pane_refresh(struct pane *p);

/* The page or part of the subject's file that the user came for, found by search; 0: none. */
int64_t pane_page(struct pane *p);

/* The next refresh loads. */
void pane_stale(struct pane *p);

unsigned pane_has(struct pane *p);
const char *const *pane_contexts(struct pane *p);

/*
 * Moves and selects in it, as the view does, or else on the scroll that it lends. False: nothing
 * moved; there is nothing to select. pane_moves() tells whether one can move in it at all.
 */
bool pane_moves(const struct pane *p);
bool pane_move(struct pane *p, enum move move, int64_t n);
bool pane_point(struct pane *p, int y, int x);

#endif
