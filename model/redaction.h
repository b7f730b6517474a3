/*
 * Redacted versions: exhibits of their own, tied to the original by `redaction_of`. The original
 * is sealed, and where it is cited or filed the redacted version stands in its place and carries
 * its mark.
 */
#ifndef AMPARO_MODEL_REDACTION_H
#define AMPARO_MODEL_REDACTION_H

#include <stddef.h>
#include <stdint.h>

#include "model/change.h"
#include "model/db.h"
#include "model/record.h"
#include "model/status.h"

/*
 * What leaves in place of an exhibit: itself, where its level lets it leave; else the last redacted
 * version (also one of a redacted version) whose level does; else itself, which then stays behind.
 * ST_NOTFOUND: no such exhibit.
 */
enum status redaction_instead(struct db *db, int64_t exhibit, int64_t *out) MUST_USE;

/* All lent. */
struct redaction {
	int64_t original;
	const char *title; /* of the redacted version; NULL: the original's, "(redacted)" */
	const char *why;   /* the reason, and the rule that it rests on */
	const char *by;    /* who did it; may be NULL */
	const char *level; /* of the redacted version; NULL: the original's, where that is not
			      sealed, else team */
	const char *log;   /* what was burnt, without the words themselves */
	const char *mime;  /* of the bytes */
	int64_t pages;
	const char *const *words; /* that were burnt: neither title nor reason may have them */
	size_t n_words;
	int fd; /* the bytes, from their beginning; stays the caller's */
};

/* Before anything is burnt: the reason is there, and neither it nor the title tells what is burnt.
 */
enum status redaction_check(struct db *db, const struct redaction *r) MUST_USE;

/*
 * Saves the redacted version, as part of `c`: its bytes, a custody entry to it and to the original
 * with the hash of each, the original sealed, and marks of the original that no filing fixed are
 * the redacted version's. `copy` (need not be initialised; free it) is its record.
 */
enum status redaction_save(
	struct change *c, const struct redaction *r, struct record *copy) MUST_USE;

#endif
