/* What toa.c and toa_rest.c share: private to them. */
#ifndef AMPARO_EXPORT_TOA_INTERNAL_H
#define AMPARO_EXPORT_TOA_INTERNAL_H

#include "export/toa.h"
#include "model/cite.h"

struct reader {
	struct db *db;
	struct toa *out;
	toa_admits_fn *admits; /* NULL: all */
	void *arg;
	int64_t petition, case_id;
	struct cite cite;          /* of the text that is read */
	const struct record *from; /* whose text that is */
	const char *field;
	int paragraph;
	int64_t last; /* of a letter, the number of its last text */
	enum status st;
};

/* All text of it is new. */
struct toa_entry toa_entry_of(const struct record *r);

/* Whether a record is the petition, its case, or belongs to them. ST_END: it is not. */
enum status toa_is_of(struct reader *rd, enum entity_id entity, int64_t id) MUST_USE;

/* Fills `idle` and `idle_parts`. */
enum status toa_idle(struct reader *rd) MUST_USE;

/* Puts the entries in order; the places follow them. */
void toa_sort(struct toa *t);

#endif
