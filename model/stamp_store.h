/* What stamps keep beside their records. Private to model/. */
#ifndef AMPARO_MODEL_STAMP_STORE_H
#define AMPARO_MODEL_STAMP_STORE_H

#include "model/change.h"
#include "model/hash.h"
#include "model/record.h"
#include "model/str.h"
#include "model/tsa.h"

/* Puts bytes into the evidence store and their hash into a field of the stamp. */
enum status stamp_keep(struct change *c, struct record *stamp, const char *field,
	const struct str *bytes) MUST_USE;

/* The bytes that a field of the stamp names; appended. ST_NOTFOUND; ST_DB: they are damaged. */
enum status stamp_kept(
	struct db *db, const struct record *stamp, const char *field, struct str *out) MUST_USE;

/* The query that the stamp was asked with; lent from the record. */
struct tsa_query stamp_query(const struct record *stamp);

#endif
