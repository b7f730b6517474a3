/* Private to replies.c and reply_*.c: what a row of replies says, and of whom. */
#ifndef AMPARO_IMPORT_REPLY_H
#define AMPARO_IMPORT_REPLY_H

#include <stdbool.h>
#include <stdint.h>

#include "import/columns.h"
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

/* ---- who it is ---- */

struct reply_people;

/* All cosigners of a letter, by reference, e-mail address and name. ST_DB. */
enum status reply_people_read(struct db *db, int64_t letter, struct reply_people **out) MUST_USE;
void reply_people_free(struct reply_people *p); /* NULL is fine */

/*
 * The cosigner of that reference, else of that address, else of that name; empty texts do not
 * count. A name alone is not enough where the row gives another address than the one that is known.
 * 0: nobody; `why` says so.
 */
int64_t reply_people_find(const struct reply_people *p, const char *ref, const char *email,
	const char *name, struct str *why);

#endif
