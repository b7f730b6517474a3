/* Private to view_record.c and record_lines.c: a record as lines to read. */
#ifndef AMPARO_TUI_RECORD_VIEW_H
#define AMPARO_TUI_RECORD_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/record.h"
#include "tui/view.h"

#define CHILD_ROWS 6 /* of each kind that are shown before "all of them" */

/* One that belongs to the record. */
struct child_row {
	struct subject subject;
	char *label; /* owned; what it is called */
	char *note;  /* owned; its state and date */
};

/* All of one kind that belong to the record, or are linked with it. */
struct child {
	const struct entity *entity;
	bool read;     /* what follows was read */
	int64_t count; /* -1: not known yet */
	struct child_row rows[CHILD_ROWS];
	size_t n;
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
	LINE_ALL, /* leads to all of a kind */
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
};

struct record_view {
	struct record record;
	bool have;         /* `record` is there */
	char *name;        /* owned; what it is called beside a list; NULL: its title says it */
	bool preview;      /* beside a list: shorter */
	char **ref_labels; /* owned; for each field that refers, what it refers to is called; NULL:
			      not read */
	struct child *children; /* owned */
	size_t n_children;
	size_t step;        /* how much of what can wait was read */
	struct line *lines; /* owned */
	size_t n_lines;
	size_t cap_lines;
	struct scroll scroll;
	struct line want; /* which line somebody selected; its texts are not kept */
	size_t want_nth;  /* of several lines that are alike, as those of a long text */
	size_t anchor;    /* how far below the first line on the screen it stood then */
	int label_width;
};

/* Makes the lines anew from what was read, for this many columns. */
void record_lines(struct record_view *v, int cols);
void record_lines_free(struct record_view *v);

/* Which kinds can belong to the record; nothing is read yet. */
void record_children_init(struct record_view *v);
void record_children_free(struct record_view *v);

/* The next of what can wait; ST_END when everything was read. */
enum status record_view_step(struct db *db, struct record_view *v) MUST_USE;

/*
 * The first citation in a line of CommonMark, [words](exhibit:ref): its record. False: there is
 * none, or it leads nowhere.
 */
bool record_citation(struct db *db, const char *line, struct subject *out);

#endif
