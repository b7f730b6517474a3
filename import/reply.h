/* Private to replies.c and reply_*.c: what a row of replies says, of whom, and what it changes. */
#ifndef AMPARO_IMPORT_REPLY_H
#define AMPARO_IMPORT_REPLY_H

#include <stdbool.h>
#include <stdint.h>

#include "import/columns.h"
#include "import/replies.h"
#include "model/change.h"
#include "model/date.h"
#include "model/db.h"
#include "model/status.h"
#include "model/str.h"

enum reply_field {
	REPLY_COSIGNER,
	REPLY_EMAIL,
	REPLY_NAME,
	REPLY_ANSWER,
	REPLY_DATE,
	REPLY_VERSION,
	REPLY_SIGNED_BY,
	REPLY_OFFICE,
	REPLY_FIELDS,
};

extern const struct column_set reply_columns;

enum reply_answer { REPLY_NONE, REPLY_YES, REPLY_NO, REPLY_BACK };

/*
 * What somebody answered, in English, Spanish or Hebrew: yes, no, or that they take their yes back.
 * NONE: it is none that is known.
 */
enum reply_answer reply_answer_find(const char *text);

/* The time of day in a stamp, in seconds: "2026-11-20 9:05 PM"; -1: there is none. */
long reply_time(const char *stamp);

/* ---- who it is ---- */

struct reply_people;

/* All cosigners of a letter, by reference, e-mail address and name. ST_DB. */
enum status reply_people_read(struct db *db, int64_t letter, struct reply_people **out) MUST_USE;
void reply_people_free(struct reply_people *p); /* NULL is fine */

/* What the file has said of somebody so far. */
struct reply_said {
	int64_t line; /* 0: nothing */
	enum reply_answer answer;
	char date[DATE_TEXT_MAX]; /* "" where none is given */
	long time;                /* as of reply_time() */
};

/* Of one of them; lent, to be written to. */
struct reply_said *reply_people_said(struct reply_people *p, int64_t id);

/*
 * The cosigner of that reference, else of that address, else of that name; empty texts do not
 * count. A name alone is not enough where the row gives another address than the one that is known.
 * 0: nobody; `why` says so.
 */
int64_t reply_people_find(const struct reply_people *p, const char *ref, const char *email,
	const char *name, struct str *why);

/* ---- what it changes ---- */

/* A row, and what becomes of it. */
struct reply_note {
	struct db *db;
	struct change *change;
	int64_t letter;
	int64_t current; /* the number of the letter's text */
	int64_t line;
	struct str text[REPLY_FIELDS];
	char date[DATE_TEXT_MAX]; /* "" where none is given */
	long time;                /* as of reply_time() */
	struct reply_said *said;  /* lent; of the same cosigner */
	struct str reason;        /* not empty: the row is refused */
	struct str name;
	struct str ref;
};

/* As many bytes of it as a reason shows. */
int reply_shown(const struct reply_note *n, enum reply_field f);

/* Notes the answer of a cosigner; `reason` is set where it cannot be. */
enum status reply_note(struct reply_note *n, int64_t id, enum reply_verdict *verdict) MUST_USE;

#endif
