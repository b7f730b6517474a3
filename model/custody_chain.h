/*
 * The custody record of one exhibit: its entries in the order of time, and what is missing in the
 * chain or contradicts itself. Nothing is judged that the entries do not say.
 */
#ifndef AMPARO_MODEL_CUSTODY_CHAIN_H
#define AMPARO_MODEL_CUSTODY_CHAIN_H

#include <stddef.h>
#include <stdint.h>

#include "model/custody.h"
#include "model/db.h"
#include "model/record.h"
#include "model/status.h"

enum custody_gap_kind {
	GAP_HASH,         /* its hash is not that of intake */
	GAP_HANDS,        /* who gives it is not who had it */
	GAP_BEFORE,       /* it is dated before the exhibit was collected or received */
	GAP_FROM_NOBODY,  /* handed over, by whom is not said */
	GAP_TO_NOBODY,    /* handed over, to whom is not said */
	GAP_DESTROYED,    /* handed over after it was destroyed */
	GAP_TIME,         /* its time cannot be read */
	GAP_NO_BEGINNING, /* of the chain: no entry says how it came */
	GAP_KINDS
};

struct custody_gap {
	size_t entry; /* where it is found; the number of entries: of the chain as a whole */
	enum custody_gap_kind kind;
};

struct custody_chain {
	struct record exhibit;
	struct record *entries; /* owned; in the order of time */
	size_t n;
	struct custody_gap *gaps; /* owned; in the order of the entries */
	size_t n_gaps;
};

/* custody_chain_free() it, also on failure. ST_NOTFOUND: no such exhibit. ST_DB. */
enum status custody_chain_read(struct db *db, int64_t exhibit, struct custody_chain *out) MUST_USE;
void custody_chain_free(struct custody_chain *c);

/* A short name for programs ("hash"), and the end of a sentence, marked for translation, that
 * begins with the entry or, for what is of the whole, stands alone. Neither names anybody. */
const char *custody_gap_name(enum custody_gap_kind kind);
const char *custody_gap_words(enum custody_gap_kind kind);

/*
 * Reads a time as people give it: a day or a part of one (EDTF), or a time of day with its zone:
 * 2020-04-17T10:42Z, 2020-04-17 10:42:00+03:00. Appends the form in which entries hold it: EDTF,
 * or UTC to the second. ST_INVALID with its sentence in db_error(): it is none, or has no zone.
 */
enum status custody_time(struct db *db, const char *text, struct str *out) MUST_USE;

/* "2020-04-17 10:42:00 UTC" of an instant, anything else as it stands; appended. */
void custody_time_words(const char *at, struct str *out);

/* The 64 digits in groups of eight, `per_line` groups a line with `indent` before all but the
 * first (0: one line); appended. */
void custody_hash_groups(const char *sha256, int per_line, const char *indent, struct str *out);

#endif
