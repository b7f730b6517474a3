#include "config.h"

#include "model/deadline.h"

#include <string.h>

#include "model/i18n.h"
#include "model/stmt.h"

/* What wants to be known: deadlines that no longer hold, and cases that have none. */

#define DEADLINES 8 /* that count from one ruling or event, and are looked at */

static enum status advise(struct db *db, const struct deadline_data *data, const struct record *r,
	bool by_name, advice_fn *fn, void *arg)
{
	struct advice a = { .entity = ENTITY_NONE };
	struct str why = STR_INIT, text = STR_INIT;
	enum status st = deadline_stale(db, data, r, &why);

	if (st == ST_OK && why.len) {
		if (by_name)
			str_addf(&text, _("Deadline %s is stale: %s."), record_show(r, "ref"),
				str_text(&why));
		else
			str_addf(&text, _("Stale: %s."), str_text(&why));
		a.text = str_text(&text);
		if (by_name) {
			a.entity = ENTITY_DEADLINE;
			a.id = r->id;
		}
		st = fn(arg, &a);
	}
	str_free(&why);
	str_free(&text);
	return st;
}

/* Those that count from the record. */
static enum status advise_counted(struct db *db, const struct record *r, advice_fn *fn, void *arg)
{
	const struct entity *e = entity_get(ENTITY_DEADLINE);
	struct deadline_data data;
	int64_t ids[DEADLINES];
	size_t n = 0;
	enum status st = record_referring(
		db, ENTITY_DEADLINE, entity_field(e, r->entity->name), r->id, DEADLINES, ids, &n);

	if (st != ST_OK || n == 0)
		return st;
	deadline_data_read(&data);
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		struct record deadline;

		st = record_load(db, ENTITY_DEADLINE, ids[i], &deadline);
		if (st == ST_OK)
			st = advise(db, &data, &deadline, true, fn, arg);
		record_free(&deadline);
	}
	deadline_data_free(&data);
	return st;
}

enum status deadline_advise(struct db *db, const struct record *r, advice_fn *fn, void *arg)
{
	struct deadline_data data;
	enum status st;

	if (r->entity->id != ENTITY_DEADLINE)
		return advise_counted(db, r, fn, arg);
	if (!deadline_counted(r))
		return ST_OK;
	deadline_data_read(&data);
	st = advise(db, &data, r, false, fn, arg);
	deadline_data_free(&data);
	return st;
}

/* ---- cases without one ---- */

enum status deadline_missing(struct db *db, size_t max, int64_t *ids, size_t *n)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT id FROM \"case\" AS c WHERE status = 'open' AND NOT EXISTS ("
		"SELECT 1 FROM deadline WHERE \"case\" = c.id AND status = 'open') "
		"ORDER BY ref LIMIT :max",
		&s);

	*n = 0;
	if (st != ST_OK)
		return st;
	stmt_int(s, ":max", (int64_t)max);
	while ((st = stmt_step(s)) == ST_OK)
		ids[(*n)++] = stmt_get_int(s, 0);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}
