#include "config.h"

#include "model/search_index.h"

#include <string.h>

#include "model/db_internal.h"
#include "model/stmt.h"
#include "model/str.h"

static enum status run_for(struct db *db, const char *sql, int64_t id)
{
	struct stmt *s;
	enum status st = stmt_get(db, sql, &s);

	if (st)
		return st;
	stmt_int(s, ":id", id);
	return stmt_run(s);
}

enum status search_forget(struct db *db, const struct entity *e, int64_t id)
{
	if (e->id != ENTITY_SIGNATORY)
		return run_for(db, "DELETE FROM record_search WHERE rowid = :id", id);
	/* The texts stay in their own table, so the index must be told what it had learnt. */
	return run_for(db,
		"INSERT INTO signatory_search (signatory_search, rowid, name, city, comment, "
		"notes) "
		"SELECT 'delete', id, name, city, comment, notes FROM signatory WHERE id = :id",
		id);
}

/* The headline in a column of its own, where matches count most; the other texts together. */
static void learn_sql(const struct entity *e, struct str *sql)
{
	str_addf(sql,
		"INSERT INTO record_search (rowid, entity, ref, headline, body) "
		"SELECT id, '%s', ref, coalesce(\"%s\", ''), ''",
		e->name, e->headline);
	for (size_t i = 0; i < e->n_fields; i++) {
		const struct field *f = &e->fields[i];

		if (f->flags & FIELD_SEARCHED && strcmp(f->name, "ref") &&
			strcmp(f->name, e->headline))
			str_addf(sql, " || coalesce(\"%s\" || char(10), '')", f->name);
	}
	str_addf(sql, " FROM \"%s\" WHERE id = :id", e->name);
}

enum status search_learn(struct db *db, const struct entity *e, int64_t id)
{
	struct str sql = STR_INIT;
	enum status st;

	if (e->id == ENTITY_SIGNATORY)
		return search_learn_signatories(db, id, id);
	learn_sql(e, &sql);
	st = run_for(db, str_text(&sql), id);
	str_free(&sql);
	return st;
}

enum status search_learn_all_signatories(struct db *db)
{
	return db_exec(db, "INSERT INTO signatory_search (signatory_search) VALUES ('rebuild')");
}

enum status search_learn_signatories(struct db *db, int64_t first, int64_t last)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"INSERT INTO signatory_search (rowid, name, city, comment, notes) "
		"SELECT id, name, city, comment, notes FROM signatory WHERE id BETWEEN :first AND "
		":last",
		&s);

	if (st)
		return st;
	stmt_int(s, ":first", first);
	stmt_int(s, ":last", last);
	return stmt_run(s);
}
