/* Private to view_record.c and record_*.c: a record as lines to read. */
#ifndef AMPARO_TUI_RECORD_VIEW_H
#define AMPARO_TUI_RECORD_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/history.h"
#include "model/record.h"
#include "tui/prose.h"
#include "tui/view.h"

#define CHILD_ROWS 6  /* of each kind that are shown before "all of them" */
#define ADVICE 8      /* warnings that are shown */
#define EVENT_ROWS 5  /* of its history */
#define CLASHES 4     /* conflicts of interest that are shown */
#define LEISURE 32768 /* bytes of a text that is rendered when there is time only */

/* One that belongs to the record. */
struct child_row {
	struct subject subject;
	char *label; /* owned; what it is called */
	char *note;  /* owned; its state and date */
};

/* All of one kind that belong to the record, are linked with it, or refer to it. */
struct child {
	const struct entity *entity;
	int by;    /* the field in which they refer to it; -1: they belong to it, or are links */
	bool read; /* what follows was read */
	int64_t count; /* -1: not known yet */
	char *sum;     /* owned; what is said in place of the count; NULL: nothing */
	struct child_row rows[CHILD_ROWS];
	size_t n;
};

/* One that was done to it. */
struct record_event {
	int64_t seq;
	char *text; /* owned; what changed */
	char *note; /* owned; by whom, where it was not here */
	char *when; /* owned */
};

enum line_kind {
	LINE_BLANK,
	LINE_TITLE,    /* what the record is called */
	LINE_FIELD,    /* its label, and its value or the first part of it */
	LINE_MORE,     /* further parts of a value, below the first */
	LINE_HEAD,     /* above a long text */
	LINE_TEXT,     /* of a long text */
	LINE_CHILDREN, /* above those of one kind */
	LINE_CHILD,
	LINE_ALL,     /* leads to all of a kind */
	LINE_HISTORY, /* above what was done to it; leads to all of that */
	LINE_EVENT,
	LINE_NOTE,
};

struct line {
	enum line_kind kind;
	char *label; /* owned; NULL: none */
	char *text;  /* owned; NULL: none */
	char *note;  /* owned, on the right; NULL: none */
	enum style style;
	int field;              /* LINE_FIELD to LINE_TEXT: whose value it is; -1: none */
	struct subject subject; /* where Enter leads; ENTITY_NONE: nowhere */
	enum entity_id child;   /* LINE_CHILDREN, LINE_CHILD, LINE_ALL: of which kind */
	int by;                 /* of these: by which field they refer to it; -1: they do not */
	int64_t seq;            /* LINE_EVENT: its entry in the journal */
	const struct prose_line *prose; /* LINE_TEXT: with its looks; lent by `prose` */
};

struct record_view {
	struct db *db; /* the caller's */
	struct record record;
	bool have;         /* `record` is there */
	char *name;        /* owned; what it is called beside a list; NULL: its title says it */
	bool preview;      /* beside a list: shorter */
	char **ref_labels; /* owned; for each field that refers, what it refers to is called; NULL:
			      not read */
	struct child *children; /* owned */
	size_t n_children;
	struct prose
		*prose; /* owned; of each field that is a long text, for `prose_cols` columns */
	int prose_cols;
	bool leisure; /* large texts are rendered */
	struct {
		char *text;    /* owned */
		int64_t party; /* the other one */
	} clashes[CLASHES];
	size_t n_clashes;
	size_t clashes_more; /* that are not shown */
	struct {
		char *text; /* owned */
		struct subject subject;
	} advice[ADVICE]; /* what one should know of it */
	size_t n_advice;
	struct history *history; /* owned; being read; NULL: not begun, or done */
	struct record_event events[EVENT_ROWS];
	size_t n_events;
	bool events_read;
	bool events_more;   /* there are more than these */
	size_t step;        /* how much of what can wait was read */
	struct line *lines; /* owned */
	size_t n_lines;
	size_t cap_lines;
	struct scroll scroll;
	struct line want; /* which line somebody selected; its texts are not kept */
	size_t want_nth;  /* of several lines that are alike, as those of a long text */
	bool at_end;      /* somebody went to the end, wherever that is */
	size_t anchor;    /* how far below the first line on the screen it stood then */
	size_t link;      /* which of the links of the selected line Enter follows */
	char *find;       /* owned; the words that were looked for last; NULL: none */
	size_t find_from; /* the line from which on */
	int label_width;
};

/* Makes the lines anew from what was read, for this many columns. */
void record_lines(struct record_view *v, int cols);
void record_lines_free(struct record_view *v);

/* Which kinds can belong to the record; nothing is read yet. */
void record_children_init(struct record_view *v);
void record_children_free(struct record_view *v);

/* Marks of an exhibit or of a petition: record_marks.c */
void record_mark_row(struct db *db, const struct record_view *v, const struct record *mark,
	struct child_row *row);
enum status record_marks_sum(struct record_view *v, struct child *c) MUST_USE;

/* Conflicts of interest, of records that can have one: record_clash.c */
bool record_can_clash(const struct record *r);
enum status record_clashes_read(struct record_view *v) MUST_USE;
void record_clashes_free(struct record_view *v);

/* What one should know of it, see model/advice.h: record_advice.c */
enum status record_advice_read(struct record_view *v) MUST_USE;
void record_advice_free(struct record_view *v);

/* The next of what can wait; ST_END when everything was read. */
enum status record_view_step(struct record_view *v) MUST_USE;

/* The long text of a field, rendered for so many columns; lent until the record is another. */
const struct prose *record_prose(struct record_view *v, int field, int cols);
void record_prose_free(struct record_view *v);

/* The link that Enter follows from a line of text; false: none. `id` 0: it leads nowhere. */
bool record_line_link(const struct record_view *v, const struct line *l, struct prose_link *out);

/* What was done to it: one event more; ST_END when enough was read. */
enum status record_events_step(struct record_view *v) MUST_USE;
void record_events_free(struct record_view *v);

/* The selected line; NULL: none. */
const struct line *record_selected(const struct record_view *v);

/* Selects a line. */
void record_go(struct record_view *v, size_t row);

/*
 * Selects what the user came for, once: where the place says a field and an owner, the citation
 * number `page` (from 0) of that owner, or of a provision of it, in the text of the field.
 */
void record_go_asked(struct pane *p);

/* What is selected, and where it stands on the screen: so it stays while more lines come. */
void record_remember(struct record_view *v);
bool record_same_line(const struct line *a, const struct line *b);

/* What keys do in a record. */
enum reaction record_act_open(struct app *app, struct pane *p, const struct action *self);
enum reaction record_act_link(struct app *app, struct pane *p, const struct action *self);
enum reaction record_act_find(struct app *app, struct pane *p, const struct action *self);

/* Draws line `l` of the view in row `y`; `bar` is STYLE_TEXT, or how the selected line looks. */
void record_draw_line(struct pane *p, const struct line *l, int y, enum style bar);

#endif
