/* What was read in exhibits, as text for people, CSV or JSON. */
#ifndef AMPARO_CLI_READING_PRINT_H
#define AMPARO_CLI_READING_PRINT_H

#include <stdint.h>

#include "cli/verb.h"
#include "model/reading.h"

struct reading_print {
	enum format format; /* set by the caller */
	int64_t n;          /* printed so far */
};

/* One exhibit. What a gag order withholds is named only. */
enum status reading_print(
	struct reading_print *p, struct db *db, int64_t exhibit, const struct reading *r) MUST_USE;

/* After the last. */
void reading_print_end(struct reading_print *p);

#endif
