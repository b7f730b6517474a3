/*
 * Redacted versions: exhibits of their own, tied to the original by `redaction_of`. The original
 * is sealed, and where it is cited or filed the redacted version stands in its place and carries
 * its mark.
 */
#ifndef AMPARO_MODEL_REDACTION_H
#define AMPARO_MODEL_REDACTION_H

#include <stdint.h>

#include "model/db.h"
#include "model/status.h"

/*
 * What leaves in place of an exhibit: itself, where its level lets it leave; else the last redacted
 * version (also one of a redacted version) whose level does; else itself, which then stays behind.
 * ST_NOTFOUND: no such exhibit.
 */
enum status redaction_instead(struct db *db, int64_t exhibit, int64_t *out) MUST_USE;

#endif
