/* Private to view_sheet.c and sheet_*.c: signatories of a petition typed from paper, a line each.
 */
#ifndef AMPARO_TUI_SHEET_H
#define AMPARO_TUI_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/record.h"
#include "tui/input.h"
#include "tui/view.h"

#define SHEET_CELLS 5
#define SHEET_LINES 11 /* the line that is typed, and the last ten, which can be corrected */
#define SHEET_LIKE 3   /* people like the one that is typed */

/* A person: as the record was, and as it is typed. */
struct sheet_line {
	struct record record; /* id 0: not logged yet */
	struct input cells[SHEET_CELLS];
	bool touched[SHEET_CELLS]; /* typed into since it was logged */
	char *error;               /* owned; NULL: none */
	size_t wrong;              /* the cell it is about */
};

struct like {
	int64_t id;
	bool same;
	char *text; /* owned; who and where and when */
};

struct sheet {
	int64_t petition;
	char *title;                          /* owned; the petition's */
	struct sheet_line lines[SHEET_LINES]; /* the oldest first; the last is the new one */
	size_t n;                             /* of them, at least 1 */
	size_t at;                            /* the line that is typed into */
	size_t cell;                          /* and the cell */
	int64_t logged;                       /* lines in this sitting */
	int64_t held;                         /* signatories of the petition; -1: not counted yet */
	struct like likes[SHEET_LIKE];
	size_t n_likes;
	bool looking;       /* `likes` are not yet those of what is typed */
	bool kept;          /* the case file holds the line that is not logged */
	bool pending;       /* what it holds is not what is typed */
	bool dropped;       /* it may be lost */
	int64_t pause_from; /* screen_clock() of the last key */
};

struct sheet *sheet_of(struct pane *p);

/* The name of the field that a cell fills. */
extern const char *const sheet_fields[SHEET_CELLS];

/* The line that is typed into. */
struct sheet_line *sheet_now(struct sheet *s);

void sheet_line_init(struct sheet_line *l);
void sheet_line_free(struct sheet_line *l);

/* Something is typed into the line that is not logged. */
bool sheet_line_typed(const struct sheet_line *l);

/* Puts the value of the line above into a cell. False: there is no line above. */
bool sheet_as_above(struct sheet *s, size_t cell);

/* A ditto mark alone in the cell becomes the value of the line above. */
void sheet_ditto(struct sheet *s, size_t cell);

/* Logs the line, or corrects it. ST_INVALID: its `error` says what is wrong where. */
enum status sheet_log(struct pane *p) MUST_USE;

/* Who is like the person of this line. ST_STOPPED: no time. */
enum status sheet_look(struct pane *p) MUST_USE;
void sheet_forget_likes(struct sheet *s);

/* Something was typed: it is kept at the next pause, which is due in so many milliseconds (-1: it
 * is not). */
void sheet_draft_note(struct sheet *s);
int sheet_draft_due(const struct sheet *s);
void sheet_draft_keep(struct pane *p);
void sheet_draft_drop(struct pane *p);

/* Takes up the line that was left. */
void sheet_draft_find(struct pane *p);

void sheet_draw(struct pane *p, bool focused);

/* The cell at a place of the screen. */
bool sheet_cell_at(struct pane *p, int y, int x, size_t *line, size_t *cell);

#endif
