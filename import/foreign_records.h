/*
 * The records that amparo-read says (reader/protocol.h), taken out of a stream of bytes in pieces
 * of any size. Nothing of it is believed: lengths are bounded before anything is kept.
 */
#ifndef AMPARO_IMPORT_FOREIGN_RECORDS_H
#define AMPARO_IMPORT_FOREIGN_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/status.h"
#include "model/str.h"
#include "reader/protocol.h"

/* One record; `bytes` is lent for the call. Another answer than ST_OK ends the run and is passed
 * on; ST_INVALID: what it says cannot be. */
typedef enum status foreign_fn(void *arg, uint32_t type, const unsigned char *bytes, size_t len);

struct foreign_records {
	struct str held;     /* the beginning of a record */
	int64_t told;        /* bytes so far */
	int64_t most;        /* bytes that all records may have */
	bool ended;          /* SAY_DONE or SAY_REFUSED was said; nothing may follow */
	enum reader_why why; /* as SAY_REFUSED says; WHY_NOT after SAY_DONE */
	uint32_t done, of;   /* SAY_PROGRESS */
};

void foreign_records_init(struct foreign_records *r, int64_t most);
void foreign_records_free(struct foreign_records *r);

/*
 * Takes bytes, and gives each whole record to `fn`; those of all modes are kept here instead.
 * ST_INVALID: no records, or too much of them.
 */
enum status foreign_records_add(struct foreign_records *r, const void *bytes, size_t len,
	foreign_fn *fn, void *arg) MUST_USE;

/* A u32 at the beginning of a record of `len` bytes; false: it is too short. */
bool foreign_number(const unsigned char *bytes, size_t len, uint32_t *out);

#endif
