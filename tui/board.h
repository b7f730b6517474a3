/* Private to view_board.c and board_*.c: where everybody stands who was asked to sign a letter. */
#ifndef AMPARO_TUI_BOARD_H
#define AMPARO_TUI_BOARD_H

#include <stdbool.h>
#include <stddef.h>

#include "export/mailing.h"
#include "model/board.h"
#include "model/idset.h"
#include "tui/table.h"
#include "tui/view.h"

/* A cosigner on the screen. */
struct board_shown {
	struct record record; /* owned */
	char *name;           /* owned */
};

/* Lines of the list: for each group that is not empty its heading, then its rows. */
struct board_view {
	int64_t letter;
	struct board *board; /* owned; what is shown; NULL: nothing was read yet */
	struct board *next;  /* owned; what is being read; NULL: nothing is */
	struct scroll scroll;
	struct table table;
	struct board_shown *shown; /* owned: lines from `from` on; a heading is an empty record */
	size_t from;
	size_t n;
	struct idset marks;
	int64_t wanted;            /* the cosigner to select once it is read; 0: none */
	struct pane *side;         /* owned; NULL: not made yet */
	char *ref;                 /* owned; of the letter */
	char *sought;              /* owned; what was looked for last; NULL: nothing was */
	struct idset acted;        /* whom the prompt that is open is about ... */
	enum mailing_kind mailing; /* ... and what is written to them */
};

struct board_view *board_of(struct pane *p);

/* The row on a line; NULL: it is a heading, whose group is set, or no line. */
const struct board_row *board_line(
	const struct board_view *v, size_t line, enum board_group *group);

/* The selected row; NULL: none. */
const struct board_row *board_selected(const struct board_view *v);

/* The lines above the rows that a box has room for. */
int board_head_rows(const struct pane *p);

/* Reads the names of what is on the screen; `anew`: also where it is there already. */
enum status board_read_lines(struct pane *p, bool anew) MUST_USE;

/* board_marks.c */
void board_toggle(struct board_view *v, int64_t id);
/* Marks of those who are gone go too. */
void board_keep_marks(struct board_view *v);
enum reaction board_mark(struct app *app, struct pane *p, const struct action *self);
enum reaction board_mark_group(struct app *app, struct pane *p, const struct action *self);
enum reaction board_part(struct app *app, struct pane *p, const struct action *self);

/* board_find.c */
enum reaction board_find(struct app *app, struct pane *p, const struct action *self);

/* board_draw.c */
void board_lay_out(struct pane *p);
void board_draw(struct pane *p, bool focused);

/* board_acts.c */
enum reaction board_answer(struct app *app, struct pane *p, const struct action *self);
enum reaction board_mail(struct app *app, struct pane *p, const struct action *self);
enum reaction board_block(struct app *app, struct pane *p, const struct action *self);

/* Opens the board of the letter that the view is about. */
enum reaction board_open(struct app *app, struct pane *p, const struct action *self);

#endif
