/* The filter's language: any text is understood or refused with a sentence. */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "model/db.h"
#include "model/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct db *db; /* made once: a database an input would be all that is tested */
	char *where = malloc(size + 1);
	int64_t n = 0;

	MUST_HOLD(where != NULL);
	memcpy(where, size ? data : (const uint8_t *)"", size);
	where[size] = '\0';
	if (!db)
		MUST_HOLD(db_open(NULL, DB_MEMORY, &db) == ST_OK);
	for (int e = 0; e < ENTITY_COUNT; e++) {
		struct query q = { .entity = (enum entity_id)e, .where = where };
		enum status st = query_count(db, &q, &n);

		MUST_HOLD(st == ST_OK || (st == ST_INVALID && db_error(db)[0] != '\0'));
	}
	free(where);
	return 0;
}
