/* The list of hashes that a stamp of all exhibits is of: "sha256  case/ref" a line, in the order of
 * the bytes. Private to model/. */
#ifndef AMPARO_MODEL_STAMP_MANIFEST_H
#define AMPARO_MODEL_STAMP_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/status.h"
#include "model/str.h"

/* Of all exhibits that have a hash; appended. */
enum status stamp_manifest_write(struct db *db, struct str *out) MUST_USE;

struct stamp_manifest {
	struct str text;
	const char **by_hash; /* owned; the lines, which are lent from the text */
	const char **by_name; /* owned */
	size_t n;
};

/* Takes the text over. stamp_manifest_free() it. Lines of another form are left out. */
void stamp_manifest_read(struct str *text, struct stamp_manifest *out);
void stamp_manifest_free(struct stamp_manifest *m);

/* Whether that hash, or that exhibit, stands in it. */
bool stamp_manifest_has(const struct stamp_manifest *m, const char *sha256);
bool stamp_manifest_names(const struct stamp_manifest *m, const char *name);

/* Calls `fn` for each exhibit that has a hash now (0), or for one; `name` is "case/ref". */
typedef enum status stamp_exhibit_fn(void *arg, int64_t id, const char *name, const char *sha256);
enum status stamp_each_exhibit(
	struct db *db, int64_t exhibit, stamp_exhibit_fn *fn, void *arg) MUST_USE;

#endif
