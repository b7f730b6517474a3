/* Private to view_sections.c and sections_items.c: where you are, the lists of the whole file, and
 * the cases with their sections. */
#ifndef AMPARO_TUI_SECTIONS_H
#define AMPARO_TUI_SECTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/entity.h"
#include "tui/here.h"
#include "tui/view.h"

enum item_kind {
	ITEM_HOME,
	ITEM_LIST, /* all records of a kind */
	ITEM_LOG,
	ITEM_BLANK,
	ITEM_CASES, /* the heading, and the list of all cases */
	ITEM_CASE,
	ITEM_SECTION, /* the records of a kind in a case */
	ITEM_REST,    /* there are more cases than are shown */
};

struct item {
	enum item_kind kind;
	enum entity_id entity;
	int64_t case_id;
	char *label;   /* owned */
	int64_t count; /* -1: not known yet */
	bool due;      /* it must be counted */
	bool open;     /* ITEM_CASE: its sections are shown */
	bool quiet;    /* a case that is closed */
	bool here;     /* the view on top is about it */
};

struct sections {
	struct item *items; /* owned */
	size_t n;
	size_t cap;
	struct scroll scroll;
	int64_t *open; /* owned; the cases whose sections are shown */
	size_t n_open;
	int64_t read_at;         /* db_generation() when the items were read; -1: they must be */
	bool moved;              /* somebody went elsewhere since it was selected */
	struct here here;        /* what the view on top is about */
	int64_t here_open;       /* the case of it, whose sections are shown; 0: none */
	const struct pane *seen; /* the view on top when that was found out, and what it showed */
	int64_t seen_id;
	int64_t seen_at; /* db_generation() then */
};

struct sections *sections_of(struct pane *p);

/* Reads the items where they may be stale, and marks the one that the view on top is about. */
enum status sections_load(struct pane *p);

/* Counts one of them; true while there is more to count. */
bool sections_idle(struct pane *p);

/* Shows the sections of a case, or puts them away. */
void sections_fold(struct pane *p, int64_t id, bool open);

/* The items, and what else is owned in it. */
void sections_forget(struct sections *s);

#endif
