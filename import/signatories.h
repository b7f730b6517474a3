/*
 * Signatories from a CSV file into a petition: one transaction, one batch, one journal entry.
 */
#ifndef AMPARO_IMPORT_SIGNATORIES_H
#define AMPARO_IMPORT_SIGNATORIES_H

#include <stdbool.h>
#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

struct import_options {
	int64_t petition;
	const char *path;
	const char *consent; /* for rows that say nothing of it: public, anonymous or private; NULL:
				private */
	const char *rejects; /* a new file for refused rows, as they came, with a reason column;
				NULL: none */
	const char *const *maps; /* "column=field", ends with NULL; NULL: guesses alone */
	bool dry_run;            /* everything but the deed */
	/* Called for each refused row. May be NULL. */
	void (*refused)(void *arg, int64_t line, const char *reason);
	void *arg;
};

struct import_summary {
	int64_t read; /* rows after the header */
	int64_t added;
	int64_t refused;
	int64_t batch;   /* the id of the batch record; 0 on a dry run */
	char sha256[65]; /* of the file */
	char *unused; /* the columns not understood, "Phone, Tags"; the caller frees it; NULL or "":
			 none */
};

/*
 * ST_INVALID: the file has no column with names, or cannot be a CSV; ST_CONFLICT: every row was
 * refused; ST_IO; ST_STOPPED. On any failure nothing is changed.
 */
enum status import_signatories(
	struct db *db, const struct import_options *o, struct import_summary *out) MUST_USE;

#endif
