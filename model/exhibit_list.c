#include "config.h"

#include "model/exhibit_list.h"

#include "model/mem.h"
#include "model/stmt.h"

static enum status collect(struct stmt *s, int64_t **ids, size_t *n)
{
	size_t cap = 0;
	enum status st;

	while ((st = stmt_step(s)) == ST_OK) {
		if (*n == cap) {
			cap = cap ? cap * 2 : 64;
			*ids = mem_resize(*ids, cap, sizeof(**ids));
		}
		(*ids)[(*n)++] = stmt_get_int(s, 0);
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

enum status exhibit_list(struct db *db, int64_t in_case, int64_t petition, int64_t **ids, size_t *n)
{
	struct stmt *s;
	enum status st;

	*ids = NULL;
	*n = 0;
	if (petition)
		st = stmt_get(db,
			"SELECT exhibit AS id FROM mark WHERE petition = :of "
			"AND state <> 'withdrawn' "
			"UNION SELECT proof.exhibit FROM proof JOIN claim "
			"ON claim.id = proof.claim WHERE claim.petition = :of ORDER BY id",
			&s);
	else
		st = stmt_get(db, "SELECT id FROM exhibit WHERE \"case\" = :of ORDER BY id", &s);
	if (st)
		return st;
	stmt_int(s, ":of", petition ? petition : in_case);
	return collect(s, ids, n);
}

enum status exhibit_holds_withheld(struct db *db, int64_t id, bool *yes)
{
	int64_t n = 0;
	enum status st = stmt_number(db,
		"WITH RECURSIVE inside (id, level) AS ("
		"SELECT id, level FROM exhibit WHERE parent = :id "
		"UNION SELECT e.id, e.level FROM exhibit AS e JOIN inside ON e.parent = inside.id) "
		"SELECT count(*) FROM inside WHERE level NOT IN ('public', 'filed')",
		id, &n);

	/* What cannot be found out stays behind. */
	*yes = st != ST_OK || n > 0;
	return st;
}
