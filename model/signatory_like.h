/*
 * Whether somebody has signed a petition already, asked while a name is typed: the same words in
 * any order, without case and diacritics, or the same e-mail address. It warns, it does not judge:
 * two people may bear one name.
 */
#ifndef AMPARO_MODEL_SIGNATORY_LIKE_H
#define AMPARO_MODEL_SIGNATORY_LIKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

/* Texts are lent for the call, "" where they are empty. */
struct likeness {
	int64_t id;
	bool same; /* the same name or address; else the name only begins so */
	const char *ref;
	const char *name;
	const char *city;
	const char *country;
	const char *signed_on;
	const char *state;
};

typedef void likeness_fn(void *arg, const struct likeness *found);

/*
 * Calls `fn` for at most `max` signatories of the petition that are like that; the last word of
 * `name` may be a beginning. Less than two words, or two characters of a script without blanks, and
 * no address find nobody. ST_STOPPED as every read.
 */
enum status signatory_like(struct db *db, int64_t petition, const char *name, const char *email,
	size_t max, likeness_fn *fn, void *arg) MUST_USE;

#endif
