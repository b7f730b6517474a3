/*
 * What the interface remembers for this file, as texts under keys of parts joined by '/':
 * "layout", "filter/signatory/NAME", "draft/…". It may hold names of people, so it is kept in the
 * case file itself. It is not data of the cases: not journaled, not undone, never exported, and it
 * does not make db_generation() rise.
 */
#ifndef AMPARO_MODEL_WORKSPACE_H
#define AMPARO_MODEL_WORKSPACE_H

#include <stddef.h>

#include "model/db.h"
#include "model/status.h"
#include "model/str.h"

#define WORKSPACE_MAX (1 << 20) /* bytes of one value; a longer one is refused */

/* Appends the value. ST_NOTFOUND: nothing is kept under that key. */
enum status workspace_get(struct db *db, const char *key, struct str *out) MUST_USE;

/*
 * Keeps `value`; NULL forgets the key. It is on the disk when this answers. Nothing is written
 * where that is the value already. Does not wait: ST_LOCKED when another program writes. No
 * change may be open. ST_INVALID: too long, or not text.
 */
enum status workspace_put(struct db *db, const char *key, const char *value) MUST_USE;

/* One key and its value; lent for the call. */
typedef void workspace_fn(void *arg, const char *key, const char *value);

/* Calls `fn` for each key that begins with `prefix`, in their order. */
enum status workspace_each(struct db *db, const char *prefix, workspace_fn *fn, void *arg) MUST_USE;

#endif
