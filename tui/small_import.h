/*
 * Small imports: answers to a letter, totals and thresholds of a petition. The file is asked for
 * and read without doing anything; what would be done is shown, with a question; then it is done,
 * as one change. small_import.c asks, small_import_kinds.c knows what each is.
 */
#ifndef AMPARO_TUI_SMALL_IMPORT_H
#define AMPARO_TUI_SMALL_IMPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "import/source.h"
#include "model/db.h"
#include "model/status.h"
#include "model/str.h"
#include "tui/action.h"
#include "tui/offers.h"

enum small_kind { SMALL_REPLIES, SMALL_TOTALS, SMALL_THRESHOLDS, SMALL_KINDS };

/* What can be said of a file where it is not clear. */
enum small_answer {
	SMALL_DATES,
	SMALL_ENCODING,
	SMALL_SEPARATOR,
	SMALL_OBSERVED, /* the day on which totals were read */
	SMALL_MAP,      /* which field a column is; may be answered several times */
	SMALL_ANSWERS,
};

#define SMALL_MAPS 32

struct small_import {
	enum small_kind kind;
	int64_t owner; /* the letter or the petition */
	char *typed;   /* owned, as all below; the file, as it was typed */
	char *path;
	char *answers[SMALL_ANSWERS]; /* NULL: nothing was said */
	char *maps[SMALL_MAPS + 1];   /* what was said of columns, ended by NULL */
	size_t n_maps;
	enum small_answer asks; /* what the prompt is about */
};

struct small_outcome {
	int64_t coming;    /* what would be written, or was */
	bool wants_day;    /* the file does not say when its totals were read */
	bool has_more;     /* there is something to read beside the counts */
	struct str report; /* what would be done, for people; its first line is a title */
	struct str said;   /* one sentence: the question, or what was done, or why nothing is */
};

void small_import_free(struct small_import *s); /* NULL is fine */
void small_outcome_free(struct small_outcome *out);

/* What it is of: letters, or petitions. */
enum entity_id small_owner(enum small_kind kind);

/* What it wants to have asked. Translated. */
const char *small_file_label(enum small_kind kind);
const char *small_work_label(enum small_kind kind, bool dry_run);

/* The names that may stand for a file. */
void small_offer_names(enum small_kind kind, const char *text, struct offers *out);

/* Does it, or with `dry_run` says what would be done. `out` is made also on failure. */
enum status small_import_run(struct db *db, const struct small_import *s, bool dry_run,
	struct small_outcome *out) MUST_USE;

/* An action of the view of a letter or a petition; its arg is of enum small_kind. */
enum reaction small_import(struct app *app, struct pane *p, const struct action *self);

#endif
