/*
 * Signatories by the million: the same rows as the generic records of ENTITY_SIGNATORY, written
 * and walked without a generic value in between.
 */
#ifndef AMPARO_MODEL_SIGNATORY_H
#define AMPARO_MODEL_SIGNATORY_H

#include <stddef.h>
#include <stdint.h>

#include "model/change.h"
#include "model/db.h"
#include "model/status.h"
#include "model/str.h"

/* All text is checked UTF-8 in NFC, as text_take() gives it. */
struct signatory {
	struct slice name; /* required; where empty, "given family" is put together */
	struct slice given, family, email, city, region, postcode;
	struct slice country;   /* two upper-case letters, or empty */
	struct slice signed_on; /* EDTF */
	struct slice state;     /* one of the choices; empty: valid */
	struct slice reason;
	struct slice consent; /* one of the choices; empty: private */
	struct slice comment;
	struct slice state_on; /* EDTF; since when the state is */
	struct slice rule;     /* what gave the state */
	struct slice consent_source;
	struct slice external_id;
	struct slice extra;   /* columns that are no field, as extra.h writes them */
	int64_t duplicate_of; /* an id; 0: none */
	int64_t line;         /* of the imported file; 0: none */
};

/* The whole name: as it is given, or put together in `room`. Lent, as long as both. */
struct slice signatory_name(const struct signatory *s, struct str *room);

struct signatory_writer;

/*
 * For rows of `petition` from the import `batch` (0: none). One at a time on a change. `expect`
 * is about how many rows will come; with very many, indexes are made at the end.
 */
enum status signatory_writer_open(struct change *c, int64_t petition, int64_t batch, int64_t expect,
	struct signatory_writer **out) MUST_USE;
enum status signatory_write(struct signatory_writer *w, const struct signatory *s) MUST_USE;

/* The id of the row written last; 0: none was. */
int64_t signatory_writer_last(const struct signatory_writer *w);

/*
 * For other changes between two rows: between break and resume the change records as usual, so
 * that other records can be saved, but no signatory be written.
 */
enum status signatory_writer_break(struct signatory_writer *w) MUST_USE;
enum status signatory_writer_resume(struct signatory_writer *w) MUST_USE;

/* Ends it: makes the indexes where they were set aside. Frees `w`, also on failure; then
 * change_cancel(). */
enum status signatory_writer_close(struct signatory_writer *w) MUST_USE;

/* Frees without finishing, for a change that will be cancelled. NULL is fine. */
void signatory_writer_drop(struct signatory_writer *w);

#endif
