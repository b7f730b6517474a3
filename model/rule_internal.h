/* What the files about rules share: private to model/rule*.c. */
#ifndef AMPARO_MODEL_RULE_INTERNAL_H
#define AMPARO_MODEL_RULE_INTERNAL_H

#include <stdint.h>

#include "model/db.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"

/* What a row's `rule` says when it is invalid by this one: "rule:REF". Appended. */
void rule_name(const struct record *rule, struct str *out);

/* How many rows of the petition are invalid by the rule of that name. */
enum status rule_rows(struct db *db, int64_t petition, const char *name, int64_t *out) MUST_USE;

/* ST_INVALID: it does not say what its kind needs, or says what its kind does not look at. */
enum status rule_check_kind(struct db *db, const struct record *rule) MUST_USE;

#endif
