/* What deadline.c and deadline_second.c share. */
#ifndef AMPARO_MODEL_DEADLINE_INTERNAL_H
#define AMPARO_MODEL_DEADLINE_INTERNAL_H

#include "model/deadline.h"

/* Where counting again gives something else: a sentence is appended. */
enum status deadline_differs(struct db *db, const struct deadline_data *data,
	const struct record *r, struct str *why) MUST_USE;

/* Nothing for the year 0. */
void deadline_put_day(const struct date *d, const char *field, struct record *out);

/* Writes below the arithmetic who counted, in the place of who stood there. */
void deadline_name_counter(struct record *r, const char *by);

#endif
