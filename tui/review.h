/* The review of doubtful pairs: two rows side by side, and a verdict by one key. */
#ifndef AMPARO_TUI_REVIEW_H
#define AMPARO_TUI_REVIEW_H

#include "model/pair.h"
#include "tui/action.h"
#include "tui/view.h"

/* A field that one of the two rows has filled in. */
struct review_line {
	int field;
	bool differs;
};

struct review {
	int64_t petition;
	char *ref;                /* owned; of the petition */
	struct pair_place place;  /* the pair shown; pair 0: none */
	struct pair_place judged; /* judged last; where that is undone, it is shown again */
	struct record pair;       /* where place.pair is set, as are the two rows */
	struct record rows[2];
	bool there[2]; /* the row is there still */
	struct pair_waiting waiting;
	int64_t before;            /* pairs of the queue before this one */
	int64_t counted;           /* db_generation() when both were counted; -1: not yet */
	int side;                  /* which row is chosen: 0 or 1 */
	struct review_line *lines; /* owned */
	struct scroll scroll;      /* over `lines` */
};

struct review *review_of(struct pane *p);

/* Shows the pair at `place`, or the next one where that is gone, or none. */
enum status review_show(struct pane *p, struct pair_place place) MUST_USE;

/* review_draw.c: lines above those of the fields, and lines that a field takes. */
int review_head_rows(const struct pane *p);
int review_field_rows(const struct pane *p);
void review_draw(struct pane *p, bool focused);

#endif
