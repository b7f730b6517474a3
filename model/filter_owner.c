#include "config.h"

#include <stdbool.h>

#include "model/filter.h"
#include "model/i18n.h"

/* What belongs to a record, directly or through what stands between. */

/* Appends a condition on `table` that its rows belong to :owner; false when they cannot. */
static bool owner_sql(
	const struct entity *e, enum entity_id owner, const char *table, int depth, struct str *sql)
{
	bool any = false;

	if (e->id == owner) {
		str_addf(sql, "%s.id = :owner", table);
		return true;
	}
	for (size_t i = 0; i < e->n_fields && depth < 4; i++) {
		const struct field *f = &e->fields[i];
		struct str below = STR_INIT, alias = STR_INIT;

		/* A contact owns its entries in lists, but does not stand between a record and its
		 * case. */
		if (f->type != FIELD_REF || !(f->flags & FIELD_OWNER) ||
			(f->entity == ENTITY_CONTACT && owner != ENTITY_CONTACT))
			continue;
		str_addf(&alias, "o%d", depth);
		if (f->entity == owner) {
			str_addf(sql, "%s%s.\"%s\" = :owner", any ? " OR " : "", table, f->name);
			any = true;
		} else if (owner_sql(entity_get(f->entity), owner, str_text(&alias), depth + 1,
				   &below)) {
			str_addf(sql, "%s%s.\"%s\" IN (SELECT %s.id FROM \"%s\" %s WHERE %s)",
				any ? " OR " : "", table, f->name, str_text(&alias),
				entity_get(f->entity)->name, str_text(&alias), str_text(&below));
			any = true;
		}
		str_free(&below);
		str_free(&alias);
	}
	return any;
}

enum status filter_owner(
	struct db *db, enum entity_id entity, enum entity_id owner, struct filter *f)
{
	const struct entity *e = entity_get(entity);
	bool ok;

	str_add(&f->sql, " AND (");
	if (entity == ENTITY_CONTACT && owner == ENTITY_CASE) {
		str_add(&f->sql, "t.id IN (SELECT contact FROM party WHERE \"case\" = :owner)");
		ok = true;
	} else if (entity == ENTITY_LINK) {
		str_add(&f->sql, "t.\"from\" = :owner OR t.\"to\" = :owner");
		ok = true;
	} else {
		ok = owner_sql(e, owner, "t", 0, &f->sql);
	}
	str_add(&f->sql, ")");
	if (!ok)
		return db_fail(db, ST_INVALID, NULL,
			_("%s do not belong to a %s; list them without it"), e->plural,
			entity_get(owner)->name);
	return ST_OK;
}
