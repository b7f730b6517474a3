/*
 * What a petition site declares, as numbers without people: the JSON of the United Kingdom's
 * e-petitions (petition.parliament.uk/petitions/NUMBER.json; github.com/alphagov/e-petitions),
 * whole or its `attributes` alone. `signature_count` is the total of the whole;
 * `signatures_by_country`, `_by_region` and `_by_constituency` are totals of parts.
 *
 * Source is the file's own link, else its name. The moment is its `updated_at`, else the one
 * given. The same file twice changes nothing; each later one is another point in time.
 *
 * Files are at most 16 MiB, lists at most 10,000 entries, numbers at most 10^12. Whatever is
 * not as said is refused as a whole, with a sentence.
 */
#ifndef AMPARO_IMPORT_TOTALS_H
#define AMPARO_IMPORT_TOTALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/date.h"
#include "model/db.h"
#include "model/status.h"
#include "model/str.h"

struct totals_entry {
	const char *part; /* as in model/total.h; lent for the life of the program */
	char country[3];  /* "" none */
	char *place;      /* owned; "" none */
	int64_t value;
};

struct totals_file {
	char *source;                 /* owned; the file's link; NULL: it has none */
	char observed[DATE_TEXT_MAX]; /* "" it does not say */
	char time[16];                /* in UTC; "" it does not say */
	struct totals_entry *entries; /* owned; the whole first */
	size_t n;
};

/* ST_INVALID: `wrong` (translated) says what is wrong with the text, without the file's name. */
enum status totals_parse(
	const char *bytes, size_t len, struct totals_file *out, struct str *wrong) MUST_USE;
void totals_free(struct totals_file *f); /* usable twice */

struct totals_options {
	int64_t petition;
	const char *path;
	const char *observed; /* as typed, for files that do not say; NULL: today */
	bool dry_run;         /* all is done and taken back */
	void (*entry)(void *arg, const struct totals_entry *e); /* of each; may be NULL */
	void *arg;
};

struct totals_summary {
	int64_t added;
	int64_t known; /* were there already */
	int64_t whole; /* the total of the whole */
	char observed[DATE_TEXT_MAX];
	char time[16];
	bool guessed; /* the day is today's, as nobody said */
};

/* One change; none where all are there already. ST_INVALID, ST_IO, ST_NOTFOUND; ST_DB. */
enum status import_totals(
	struct db *db, const struct totals_options *o, struct totals_summary *out) MUST_USE;

#endif
