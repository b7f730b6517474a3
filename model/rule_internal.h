/* What the files about rules share: private to model/rule*.c. */
#ifndef AMPARO_MODEL_RULE_INTERNAL_H
#define AMPARO_MODEL_RULE_INTERNAL_H

#include <stdint.h>

#include "model/db.h"
#include "model/record.h"
#include "model/status.h"
#include "model/stmt.h"
#include "model/str.h"

/* What a row's `rule` says when it is invalid by this one: "rule:REF". Appended. */
void rule_name(const struct record *rule, struct str *out);

/* How many rows of the petition are invalid by the rule of that name. */
enum status rule_rows(struct db *db, int64_t petition, const char *name, int64_t *out) MUST_USE;

enum rule_column {
	RULE_COL_ID,
	RULE_COL_STATE,
	RULE_COL_NAME,
	RULE_COL_EMAIL,
	RULE_COL_CITY,
	RULE_COL_REGION,
	RULE_COL_POSTCODE,
	RULE_COL_COUNTRY,
	RULE_COL_SIGNED,
	RULE_COL_BATCH,
	RULE_COL_RULE,
	RULE_COL_REF,
};

/* A text of a row that is looked at; "" where it is empty. */
const char *rule_text(struct stmt *s, enum rule_column column);

/* Calls `fn` for each row of the rule's petition that it fits, in any state. */
typedef void rule_row_fn(void *arg, struct stmt *s);
enum status rule_each(
	struct db *db, const struct record *rule, rule_row_fn *fn, void *arg) MUST_USE;

/* ST_INVALID: it does not say what its kind needs, or says what its kind does not look at. */
enum status rule_check_kind(struct db *db, const struct record *rule) MUST_USE;

#endif
