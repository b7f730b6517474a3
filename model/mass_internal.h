/* What the kinds of change to many records have in common: private to model/mass*.c. */
#ifndef AMPARO_MODEL_MASS_INTERNAL_H
#define AMPARO_MODEL_MASS_INTERNAL_H

#include "model/change.h"
#include "model/mass.h"
#include "model/str.h"

struct mass {
	struct db *db;
	const struct entity *e;
	const struct idset *ids;
	struct change *c;
	const char *doing; /* translated */
	int64_t seen;      /* of the set, so far */
	int64_t done;      /* changed */
};

/* Does one; adds to m->done where it changed something. */
typedef enum status mass_fn(struct mass *m, int64_t id, void *arg);

/* Calls `fn` for every id of `ids`, with progress, and moves what was recorded out of memory. */
enum status mass_each(struct mass *m, const struct idset *ids, mass_fn *fn, void *arg) MUST_USE;

/* Commits, or rolls back where `st` is a failure; answers what became of it. */
enum status mass_end(struct mass *m, enum status st, int64_t *out) MUST_USE;

/* Puts the record before the sentence of a failure: "signatory s12: …". */
enum status mass_blame(struct mass *m, int64_t id, enum status st);

/* "1 signatory", "36,012 signatories". */
void mass_counted(const struct entity *e, int64_t n, struct str *out);

#endif
