#include "config.h"

#include <string.h>

#include "model/journal_part.h"

/* Whether a claim was changed by somebody, or only its status followed from other changes. */

#define REVISION 1 /* the column */

/* The least revision that the row had before what the part did to it; *mine: by somebody. */
static enum status look_in_part(
	struct db *db, int64_t seq, int64_t part, int64_t claim, int64_t *before, bool *mine)
{
	struct changeset_value values[CHANGESET_COLUMNS];
	struct journal_part p;
	struct changeset_reader r;
	struct changeset_change c;
	enum status st = journal_part_load(db, seq, part, &p);

	if (st == ST_OK)
		changeset_open(&r, p.bytes, p.len);
	while (st == ST_OK && (st = changeset_next(&r, &c)) == ST_OK) {
		if (c.id != claim || strcmp(c.table, "claim") != 0)
			continue;
		if (!c.indirect || c.op != CHANGESET_UPDATE || c.columns <= REVISION) {
			*mine = true;
			break;
		}
		changeset_values(&c, c.before, values);
		if (values[REVISION].type == CHANGESET_INT && values[REVISION].num < *before)
			*before = values[REVISION].num;
	}
	journal_part_free(&p);
	return st == ST_END ? ST_OK : st;
}

/* The entry before `seq` that wrote the row; 0: `seq` did more than settle it. */
static int64_t before(struct db *db, int64_t seq, int64_t claim)
{
	int64_t parts = 0, found = seq;
	bool mine = false;
	enum status st = journal_parts(db, seq, &parts);

	for (int64_t i = 1; i <= parts && st == ST_OK && !mine; i++)
		st = look_in_part(db, seq, i, claim, &found, &mine);
	return st == ST_OK && !mine && found < seq ? found : 0;
}

bool journal_only_settled(struct db *db, int64_t claim, int64_t one, int64_t other)
{
	int64_t first = one < other ? one : other, at = one < other ? other : one;

	while (first && at > first)
		at = before(db, at, claim);
	return first && at == first;
}
