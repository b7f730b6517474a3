/*
 * Time stamps (RFC 3161): what is stamped, the query, the authority's answer, and what follows from
 * it. What is asked about is kept, and so is the answer, in the evidence store by their hashes, so
 * that everything can be checked again later, offline.
 */
#ifndef AMPARO_MODEL_STAMP_H
#define AMPARO_MODEL_STAMP_H

#include <stdbool.h>
#include <stdint.h>

#include "model/change.h"
#include "model/custody.h"
#include "model/db.h"
#include "model/journal.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"
#include "model/tsa.h"

#define STAMP_FILE_MAX (1 << 20) /* bytes of an answer, or of certificates */

/*
 * Makes a record of ENTITY_STAMP and appends its query in DER to `query`. `of` is a choice of
 * stamp.of: "exhibit" (then `exhibit` is one), "all" (of a list of all hashes, a line each,
 * "sha256  case/ref"), "journal" (of its head before this change). `policy` is an OID or NULL.
 * `out` is initialised, also on failure. ST_INVALID: nothing is there to stamp; no such policy.
 */
enum status stamp_request(struct change *c, const char *of, int64_t exhibit, const char *policy,
	struct record *out, struct str *query) MUST_USE;

/* An answer, or certificates, from a file. ST_IO. */
enum status stamp_read_file(struct db *db, const char *path, struct str *out) MUST_USE;

struct stamp_result {
	struct record stamp;
	bool refused;    /* by the authority; `why` has its words */
	bool trusted;    /* traced to a certificate that is trusted; `why` says why not */
	char *why;       /* owned, translated, the end of a sentence; NULL when trusted */
	int64_t entered; /* custody entries that were made */
};
void stamp_result_free(struct stamp_result *r);

/*
 * Finds the query that an answer is to (`stamp` says which, or 0), checks it, keeps it, and enters
 * what it proves in the custody records. `ca` (may be NULL) are certificates in PEM to trust; else
 * those that the system does. An answer that was not trusted may be given again with another `ca`.
 * `look` is what parses them. ST_INVALID: it is no answer, or a forged one; ST_NOTFOUND: to no
 * query of ours; ST_CONFLICT: it could be to several, or that one is answered. Nothing is kept
 * then.
 */
enum status stamp_reply(struct change *c, int64_t stamp, const struct str *answer,
	const struct str *ca, tsa_look_fn *look, struct stamp_result *out) MUST_USE;

/*
 * Checks the kept answers again, against what is there now: of one exhibit, or of all and of the
 * journal (0). `read` are the exhibits whose bytes were just compared, see exhibit_verify_each().
 * `found` gets a sentence for each thing that is wrong, `proven` one for what exists since when,
 * and for stamps that are not trusted here. *bad counts the former. `look` is what parses them,
 * some at a time.
 */
enum status stamp_verify(struct db *db, int64_t exhibit, const struct custody_batch *read,
	tsa_look_fn *look, verify_fn *found, verify_fn *proven, void *arg, int64_t *bad) MUST_USE;

#endif
