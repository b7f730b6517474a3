/* Rows of words on standard output as CSV or JSON, for verbs whose rows are no records. */
#ifndef AMPARO_CLI_ROWS_H
#define AMPARO_CLI_ROWS_H

#include <stdint.h>

#include "cli/verb.h"

struct rows {
	enum format format;       /* FORMAT_CSV or FORMAT_JSON */
	const char *const *names; /* of the columns; ends with NULL */
	int64_t n;                /* rows that were put */
};

/* One cell a column; NULL is empty, in JSON null. */
void rows_put(struct rows *r, const char *const *cells);

/* After the last: also where there was none. */
void rows_end(struct rows *r);

#endif
