/*
 * The line at the bottom when the program asks for something: a command, a filter, words to
 * search for, a file's name, yes or no. While one is open, keys go to it.
 */
#ifndef AMPARO_TUI_PROMPT_H
#define AMPARO_TUI_PROMPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/entity.h"
#include "model/str.h"
#include "tui/action.h"
#include "tui/input.h"
#include "tui/offers.h"
#include "tui/view.h"

/* What Tab may make of the line: whole lines. */
struct candidates {
	char **lines; /* owned, as are the lines */
	size_t n;
	size_t cap;
};

void candidates_add(struct candidates *c, const char *line);
void candidates_sort(struct candidates *c);
void candidates_free(struct candidates *c);

struct prompt_kind {
	const char *label; /* stands before the line; marked for translation */
	/* Called after every change of the text. May be NULL. */
	void (*changed)(struct app *app, struct pane *p, const char *text);
	enum reaction (*accept)(struct app *app, struct pane *p, const char *text);
	/* Esc. May be NULL. */
	enum reaction (*cancel)(struct app *app, struct pane *p);
	/* May be NULL. */
	void (*complete)(struct app *app, struct pane *p, const char *text, struct candidates *out);
	/*
	 * What fits the line, shown over it while one types; Up and Down pick one, Enter takes it.
	 * Where nothing fits, Enter is `accept`. Both may be NULL.
	 */
	void (*offer)(struct app *app, struct pane *p, const char *text, struct offers *out);
	enum reaction (*take)(struct app *app, struct pane *p, const struct offer *row);
	bool remembers; /* Up and Down bring back what was typed before */
};

typedef enum reaction answer_fn(struct app *app, struct pane *p, const struct subject *about);

#define PROMPT_MEMORY 20

struct prompt {
	const struct prompt_kind *kind; /* NULL: no line is asked for */
	answer_fn *yes;                 /* a question is asked; NULL: none is */
	struct subject about;           /* of the question */
	struct pane *pane;              /* whom it is for */
	struct input input;
	struct str question;
	struct candidates candidates; /* of the last Tab */
	size_t chosen;                /* which of them stands in the line */
	char *memory[PROMPT_MEMORY];  /* owned; what was typed before, the newest first */
	const struct prompt_kind *memory_of[PROMPT_MEMORY];
	struct offers offers; /* what fits the line, where the kind offers something */
	struct box offers_at; /* where they were drawn */
	size_t recalled;      /* how far back Up has gone; 0: not at all */
};

bool prompt_open(const struct app *app);
void prompt_free(struct prompt *pr);

/* Asks for a line, with `text` in it already. `label` takes the place of the kind's; NULL: it does
 * not. */
void prompt_ask(struct app *app, struct pane *p, const struct prompt_kind *kind, const char *label,
	const char *text);

/* After db_error() said why `text` was no good: it can be mended, and the sentence stays. */
void prompt_again(
	struct app *app, struct pane *p, const struct prompt_kind *kind, const char *text);

/* Asks yes or no: y does it, anything else does not. */
void prompt_question(struct app *app, struct pane *p, answer_fn *yes, const struct subject *about,
	const char *format, ...) __attribute__((format(printf, 5, 6)));

/* The prompt belongs to this pane, which goes. */
void prompt_forget(struct app *app, const struct pane *p);

/* A key while it is open: printable ones are typed. `pasted`: only typed. */
void prompt_key(struct app *app, uint32_t key, bool pasted);

/* After the text was edited. */
void prompt_changed(struct app *app);

/* Goes on with what there was no time for. True when it did something. */
bool prompt_idle(struct app *app);

/* Rows that it wants at the bottom: 1, or more for a long question. */
int prompt_rows(const struct app *app, int cols);

/* From row `y` on; and the candidates, in the line over it. */
void prompt_draw(struct app *app, int y, int cols);
void prompt_draw_candidates(struct app *app, int y, int cols);

/* What fits the line, in the rows over row `y`. */
void prompt_draw_offers(struct app *app, int y, int cols);

/* The mouse at this cell: takes what is offered there. False: nothing is. */
bool prompt_point(struct app *app, int y, int x);

#endif
