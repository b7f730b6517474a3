/* Words on standard output as CSV or JSON, for verbs whose rows are no records. */
#ifndef AMPARO_CLI_ROWS_H
#define AMPARO_CLI_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "cli/verb.h"

/* `before`, and then "key": "text"; null where there is no text. */
void put_json_pair(const char *before, const char *key, const char *text);

/* One line. NULL is an empty cell. */
void put_csv_line(const char *const *cells, size_t n);

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
