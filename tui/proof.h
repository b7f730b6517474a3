/* Private to view_proof.c and proof_*.c: the claims of a petition against the exhibits. */
#ifndef AMPARO_TUI_PROOF_H
#define AMPARO_TUI_PROOF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/idset.h"
#include "model/proof.h"
#include "tui/view.h"

enum proof_kind {
	LINE_GAP,      /* a heading: claims that lack the same */
	LINE_CLAIM,    /* `at` in the map's claims */
	LINE_IDLE_TOP, /* the heading of the exhibits that prove nothing */
	LINE_IDLE,     /* `at` in the map's exhibits */
};

struct proof_line {
	enum proof_kind kind;
	size_t at;
	enum proof_gap gap; /* LINE_GAP */
	size_t count;       /* of a heading: the lines below it */
};

#define CLAIM_COLUMN SIZE_MAX /* the claim itself is selected, and no exhibit */

struct proof_view {
	int64_t petition;
	char *ref; /* owned */
	struct proof_map map;
	struct proof_totals totals;
	bool due;                 /* it must be read when there is time */
	bool read;                /* it was */
	bool tree;                /* as a tree; else the gaps first */
	bool only_gaps;           /* what is proven is left out */
	struct idset folded;      /* claims whose facts are not shown */
	struct proof_line *lines; /* owned */
	size_t n_lines;
	struct scroll scroll;
	size_t column;      /* the selected exhibit's place in map.columns, or CLAIM_COLUMN */
	size_t left;        /* the first exhibit on the screen */
	int64_t want_claim; /* to select once it is read; 0: none */
	int64_t want_exhibit;
	int claim_cols;  /* columns of the claims, which stay */
	int status_cols; /* of these, those of the status; 0: none */
	size_t fit;      /* exhibits that fit beside them */
	int detail;      /* rows below that tell what is selected */
	char *act_text;  /* owned; the status or file that the prompt asks about */
	int64_t act_claim;
};

#define CELL_COLS 8

struct proof_view *proof_of(struct pane *p);

/* The selected line; NULL: there is none. The claim and the exhibit on it, or NULL. */
const struct proof_line *proof_line(const struct proof_view *v);
const struct proof_claim *proof_claim(const struct proof_view *v);
const struct proof_exhibit *proof_exhibit(const struct proof_view *v);

/* The proofs in the selected cell, the first; NULL: there is none. */
const struct proof_cell *proof_cell(const struct proof_view *v, size_t *n);

/* Makes the lines anew, keeping what is selected. proof_lines.c */
void proof_lines(struct proof_view *v);
bool proof_rests(const void *view, size_t line);
void proof_lay_out(struct pane *p);
void proof_show_column(struct proof_view *v);
void proof_remember(struct proof_view *v);

/* proof_draw.c */
void proof_draw(struct pane *p, bool focused);

/* Actions: to another exhibit or proof, as a tree or by gaps, folded. proof_move.c */
enum reaction proof_column(struct app *app, struct pane *p, const struct action *self);
enum reaction proof_next(struct app *app, struct pane *p, const struct action *self);
enum reaction proof_order(struct app *app, struct pane *p, const struct action *self);
enum reaction proof_fold(struct app *app, struct pane *p, const struct action *self);

/* Asks for a file and writes it all there. proof_file.c */
enum reaction proof_export(struct app *app, struct pane *p, const struct action *self);

/* proof_acts.c */
extern const struct action proof_actions[];

/* Opens the proof of the petition that the view is about. */
enum reaction proof_open(struct app *app, struct pane *p, const struct action *self);

#endif
