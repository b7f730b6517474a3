/*
 * The roll of a petition: those who count, as they may be handed over. Only valid signatories are
 * on it; pending, duplicate, invalid and withdrawn ones never are. A name is shown where its
 * consent is `public` and its level may be filed; the others are counted, not named. Memory does
 * not grow with the number of signatories, and all of it is of one moment of the file.
 */
#ifndef AMPARO_MODEL_ROLL_H
#define AMPARO_MODEL_ROLL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/idset.h"
#include "model/signatory.h"
#include "model/status.h"

enum roll_order {
	ROLL_NAME,   /* as the language has it */
	ROLL_PLACE,  /* by the country's English name, the city, the name; without a place last */
	ROLL_SIGNED, /* by the day, then the name; without a day last */
};

struct roll_options {
	int64_t petition;
	enum roll_order order;
	const char *language;     /* whose order of names, BCP 47; NULL: none in particular */
	const struct idset *only; /* these alone; NULL: all */
	size_t at_once;           /* rows that are put in order together; 0: as many as is usual */
	bool unnamed; /* also for those whose name may not be shown: for counting alone */
};

/* All that count, each in one of these. */
struct roll_sum {
	int64_t named;
	int64_t anonymous; /* who signed so */
	int64_t withheld;  /* private, of a level that may not be filed, or without a name by now */
};

/*
 * Calls `fn` for each in that order, with name, city, region, country and day (lent for the call).
 * Another answer than ST_OK ends the walk and is passed on. `out` is whole after ST_OK.
 */
typedef enum status roll_fn(void *arg, const struct signatory *s);
enum status roll_walk(struct db *db, const struct roll_options *o, roll_fn *fn, void *arg,
	struct roll_sum *out) MUST_USE;

/*
 * How many signed from one place, whatever their consent: nobody is named. So few as could be known
 * by their city, or wrote who they are in its place, are told by the country alone.
 */
struct roll_place {
	const char *country; /* its code, "" where none was given; lent, as the city */
	const char *city;    /* as the first of them wrote it; case and accents part no city */
	int64_t signatures;
	bool others; /* its other cities, each of fewer than ROLL_CITY_MIN, and who gave none */
};

#define ROLL_CITY_MIN 5

/*
 * Calls `fn` for each place, by country and city, the others of a country last. The order and
 * `unnamed` of `o` do not matter.
 */
typedef enum status roll_place_fn(void *arg, const struct roll_place *p);
enum status roll_places(struct db *db, const struct roll_options *o, roll_place_fn *fn, void *arg,
	struct roll_sum *out) MUST_USE;

/* A form of a delivery copy. */
enum roll_form {
	ROLL_NAMES,    /* names and places */
	ROLL_INITIALS, /* initials and places */
	ROLL_COUNTS,   /* how many from where */
};

/* By its name: names, initials, counts. False: there is no such. */
bool roll_form_named(const char *name, enum roll_form *out);

#endif
