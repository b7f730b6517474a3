/*
 * What the parts of the import view share; nobody else includes this. import_read.c finds out and
 * does, import_lines.c says what stands where, import_ask.c asks, view_import.c is the view.
 */
#ifndef AMPARO_TUI_IMPORTING_H
#define AMPARO_TUI_IMPORTING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "import/columns.h"
#include "import/contacts.h"
#include "import/dates.h"
#include "import/plan.h"
#include "import/signatories.h"
#include "model/str.h"
#include "tui/view.h"

/* What can be said of the file beside its columns. */
enum fact {
	FACT_ENCODING,
	FACT_SEPARATOR,
	FACT_PLATFORM,
	FACT_DATES,
	FACT_CONSENT,
	FACTS,
};

enum import_stage {
	STAGE_FILE,    /* the file must be read */
	STAGE_BEGIN,   /* then who is held */
	STAGE_ROWS,    /* then the rows */
	STAGE_WHOLE,   /* the plan is whole */
	STAGE_STOPPED, /* somebody stopped it */
	STAGE_FAILED,  /* `error` says why */
};

enum import_line_kind {
	LINE_HEAD,   /* a heading; `at` says which */
	LINE_ERROR,  /* a line of the sentence */
	LINE_FACT,   /* `at`: of enum fact */
	LINE_COLUMN, /* `at`: its place */
	LINE_COUNT,  /* `at`: of enum plan_verdict */
};

enum import_head { HEAD_FILE, HEAD_COLUMNS, HEAD_PLAN };

struct import_line {
	enum import_line_kind kind;
	size_t at;
};

#define IMPORT_SAMPLES 3   /* rows of the file that are shown */
#define PLAN_LINES 7       /* of the plan with its heading */
#define PLAN_STAYS_FROM 18 /* rows from which on the plan stays in sight */

/* What was found of the file; owned. */
struct import_file {
	char *found[FACTS]; /* "UTF-16"; NULL: not known yet, or of no matter */
	char *told;         /* of the whole file: "UTF-8, comma-separated"; NULL: not read yet */
	char sha256[HASH_TEXT];
	bool cards; /* it has no columns */
	struct columns columns;
	char *(*samples)[IMPORT_SAMPLES]; /* of each column */
};

struct importing {
	bool contacts;
	int64_t owner;      /* the petition, or a case to keep the file in; 0: none */
	char *path;         /* owned, as all below */
	char *given[FACTS]; /* what was said; NULL: as it is found */
	char **maps;        /* of each column what was said of it, a field or "-"; NULL: nothing */
	size_t n_maps;

	struct import_file file;

	/* The plan. */
	enum import_stage stage;
	const char **args; /* of the run: the maps, ended by NULL; lent from `arg_texts` */
	char **arg_texts;
	size_t n_args;
	struct import *run; /* of signatories */
	struct contacts *people;
	struct import_plan own_plan; /* of signatories */
	struct import_options options;
	int64_t planned_at; /* db_generation() when it was begun */
	struct str error;   /* "": none */
	bool asks;          /* it can be answered in a line of the view */

	struct import_line *lines; /* owned */
	size_t n_lines, cap_lines;
	size_t upper; /* lines before those of the plan */
	struct scroll scroll;
	size_t top;               /* the first of the upper lines that is drawn */
	struct import_line asked; /* what a prompt is about; its place may change meanwhile */
	int error_cols;           /* for which the lines were made */
	bool moved;               /* the cursor was moved by hand */
};

struct importing *importing_of(const struct pane *p);

/* ---- import_read.c ---- */

/* Forgets the plan; with `file`, also what was read of the file. The next steps make both anew. */
void importing_again(struct importing *in, bool file);

/* A step; true while there is more. */
bool importing_step(struct pane *p);

/* The plan as far as it is; NULL: there is none yet. */
const struct import_plan *importing_plan(const struct importing *in);

/* Done of the file, of a hundred. */
int importing_share(const struct importing *in);

/* Does it. ST_OK: `said` (appended) is what was done. */
enum status importing_apply(struct pane *p, struct str *said) MUST_USE;

/* Writes the refused rows to a new file. */
enum status importing_rejects(struct pane *p, const char *path) MUST_USE;

void importing_free(struct importing *in);

/* ---- import_lines.c ---- */

/* Makes the lines for that width, and keeps the cursor where it was. */
void importing_arrange(struct importing *in, int cols);

/* The lines' drawing. */
void importing_draw(struct pane *p, bool focused);

/* The line at row `y` of the screen; n_lines: none. */
size_t importing_line_at(const struct importing *in, const struct pane *p, int y);

/* What a verdict's count is called here. Translated. */
const char *importing_count_label(const struct importing *in, enum plan_verdict v);

/* What a fact is called. Translated. */
const char *importing_fact_label(enum fact f);

/* ---- import_ask.c ---- */

/* Asks for what stands in the selected line, or shows its rows. */
enum reaction importing_ask(struct app *app, struct pane *p);

/* Says which field a column is: a name, "-" for none, NULL for as it is guessed. */
void importing_map(struct importing *in, size_t column, const char *field);

enum reaction importing_ask_rejects(struct app *app, struct pane *p, const struct action *self);

#endif
