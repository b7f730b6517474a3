/*
 * The control sheet of a deadline: what it rests on, every step of its count, and place for two
 * signatures. It is for those who work on the case: nothing is left out for its level.
 */
#ifndef AMPARO_MODEL_DEADLINE_SHEET_H
#define AMPARO_MODEL_DEADLINE_SHEET_H

#include "model/db.h"
#include "model/deadline_compute.h"
#include "model/deadline.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"

#define SHEET_FACTS 16

struct sheet_fact {
	const char *label; /* translated; lent */
	char *text;        /* owned */
};

struct deadline_sheet {
	struct sheet_fact facts[SHEET_FACTS];
	size_t n;
	struct str notes;    /* of the rule, a line each */
	struct str warnings; /* what to beware of, a sentence a line; "": nothing */
	struct str lines;    /* the arithmetic */
	char *checked;       /* owned; who checked it, and when; NULL: nobody yet */
};

/* Of a deadline that is kept, or (id 0) would be. Free it in any case. */
enum status deadline_sheet_make(struct db *db, const struct deadline_data *data,
	const struct record *r, struct deadline_sheet *out) MUST_USE;
void deadline_sheet_free(struct deadline_sheet *s);

/* As text, lines of any length; `sign` with the place for two signatures. Appends. */
void deadline_sheet_text(const struct deadline_sheet *s, bool sign, struct str *out);

#endif
