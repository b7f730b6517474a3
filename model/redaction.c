#include "config.h"

#include "model/redaction.h"

#include "model/i18n.h"
#include "model/stmt.h"

enum status redaction_instead(struct db *db, int64_t exhibit, int64_t *out)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"WITH RECURSIVE v (id, depth) AS (SELECT :id, 0 UNION "
		"SELECT e.id, v.depth + 1 FROM exhibit e JOIN v ON e.redaction_of = v.id "
		"WHERE v.depth < 16) "
		"SELECT e.id FROM v JOIN exhibit e ON e.id = v.id "
		"ORDER BY e.level NOT IN ('public', 'filed'), v.depth > 0, e.id DESC LIMIT 1",
		&s);

	*out = exhibit;
	if (st)
		return st;
	stmt_int(s, ":id", exhibit);
	st = stmt_step(s);
	if (st == ST_OK)
		*out = stmt_get_int(s, 0);
	else if (st == ST_END)
		st = db_fail(db, ST_NOTFOUND, NULL, _("that exhibit is no longer there"));
	stmt_done(s);
	return st;
}
