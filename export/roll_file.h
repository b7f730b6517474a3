/*
 * Delivery copies: the signatories of a petition as they may be handed to a court, a ministry or a
 * newspaper. Names and places alone; or initials and places; or how many from where. roll.h says
 * who is on them. Their words are English and the same in every locale.
 */
#ifndef AMPARO_EXPORT_ROLL_FILE_H
#define AMPARO_EXPORT_ROLL_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "model/db.h"
#include "model/roll.h"
#include "model/status.h"

/* In place of a city, for those who could be known by it. */
#define ROLL_OTHERS "(other places)"

/* In each form: number, name, place; number, initials, place; country, city, signatures. */
struct roll_file {
	struct roll_options roll;
	enum roll_form form;
	bool anonymous;      /* a last line says how many signed so */
	bool json;           /* else CSV */
	struct roll_sum sum; /* set by roll_write() */
};

/* Writes it; `arg` is a struct roll_file. For outfile_write(). */
enum status roll_write(struct db *db, FILE *out, void *arg) MUST_USE;

#endif
