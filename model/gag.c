#include "config.h"

#include "model/gag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/date.h"
#include "model/db_internal.h"
#include "model/gag_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/stmt.h"

/* Which orders are in force, and what each covers. */

#define OWNERS_MAX 4
#define DEPTH_MAX 8 /* a custody entry of an exhibit of a case; no kind of record lies deeper */

struct owner {
	enum entity_id entity;
	int64_t id;
};

static struct gag *gag_of(struct db *db)
{
	if (!db->gag) {
		db->gag = mem_zero(sizeof(*db->gag));
		db->gag->generation = -1;
	}
	return db->gag;
}

static void forget(struct gag *g)
{
	free(g->orders);
	g->orders = NULL;
	g->n = 0;
	g->generation = -1;
	for (size_t i = 0; i < GAG_MEMO; i++)
		g->memo[i].entity = ENTITY_NONE;
}

void gag_close(struct db *db)
{
	if (!db->gag)
		return;
	forget(db->gag);
	free(db->gag->how);
	free(db->gag);
	db->gag = NULL;
}

static void take_order(struct gag_order **orders, size_t *n, struct stmt *s)
{
	const char *until = stmt_get_text(s, 2);
	struct gag_order *o;

	*orders = mem_resize(*orders, *n + 1, sizeof(**orders));
	o = &(*orders)[(*n)++];
	o->ruling = stmt_get_int(s, 0);
	o->whole = stmt_get_int(s, 1);
	snprintf(o->until, sizeof(o->until), "%s", until ? until : "");
}

static enum status read_orders(struct db *db, const char *today, struct gag_order **out, size_t *n)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT id, CASE WHEN gag_scope = 'case' THEN \"case\" ELSE 0 END, gag_until "
		"FROM ruling WHERE gag IS NOT NULL AND (gag_until IS NULL OR gag_until >= :today)",
		&s);

	if (st)
		return st;
	stmt_text(s, ":today", today);
	while ((st = stmt_step(s)) == ST_OK)
		take_order(out, n, s);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* What was known holds until it is read anew: a read that is stopped uncovers nothing. */
enum status gag_read(struct db *db)
{
	struct gag *g = gag_of(db);
	struct gag_order *orders = NULL;
	struct date day = date_today();
	char today[DATE_TEXT_MAX];
	int64_t generation;
	size_t n = 0;
	enum status st;

	/* Orders that a change is about to make are in force when it is done. */
	if (db->change && g->generation >= 0)
		return ST_OK;
	date_format(&day, today);
	generation = db_generation(db);
	if (g->generation == generation && !strcmp(g->today, today))
		return ST_OK;
	st = read_orders(db, today, &orders, &n);
	if (st) {
		free(orders);
		return st;
	}
	forget(g);
	g->orders = orders;
	g->n = n;
	g->generation = generation;
	snprintf(g->today, sizeof(g->today), "%s", today);
	return ST_OK;
}

bool gag_any(struct db *db)
{
	return gag_read(db) == ST_OK && db->gag->n > 0;
}

void gag_words(const struct gag_order *o, struct str *out)
{
	if (*o->until)
		str_addf(out, _("withheld by a gag order until %s"), o->until);
	else
		str_add(out, _("withheld by a gag order"));
}

/* ---- what belongs to what ---- */

/* A contact stands in many cases and belongs to none; both ends of a link count as its owners. */
static bool leads_up(const struct field *f)
{
	if (f->type == FIELD_ANY)
		return true;
	return f->flags & FIELD_OWNER && f->type == FIELD_REF && f->entity != ENTITY_CONTACT;
}

static enum status owners_of(
	struct db *db, enum entity_id entity, int64_t id, struct owner out[OWNERS_MAX], size_t *n)
{
	const struct entity *e = entity_get(entity);
	struct str sql = STR_INIT;
	struct stmt *s;
	enum status st;
	int column = 0;

	*n = 0;
	str_add(&sql, "SELECT id");
	for (size_t i = 0; i < e->n_fields; i++) {
		const struct field *f = &e->fields[i];

		if (leads_up(f) && f->type == FIELD_ANY)
			str_addf(&sql, ", \"%s\", \"%s_entity\"", f->name, f->name);
		else if (leads_up(f))
			str_addf(&sql, ", \"%s\", '%s'", f->name, entity_get(f->entity)->name);
	}
	str_addf(&sql, " FROM \"%s\" WHERE id = :id", e->name);
	st = stmt_get(db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	stmt_int(s, ":id", id);
	st = stmt_step(s);
	for (size_t i = 0; st == ST_OK && i < e->n_fields; i++) {
		const struct entity *owner;

		if (!leads_up(&e->fields[i]) || *n == OWNERS_MAX)
			continue;
		owner = entity_find(
			stmt_get_text(s, column + 2) ? stmt_get_text(s, column + 2) : "");
		if (owner && stmt_get_int(s, column + 1))
			out[(*n)++] = (struct owner){ owner->id, stmt_get_int(s, column + 1) };
		column += 2;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status search_up(struct db *db, enum entity_id entity, int64_t id, int depth, int *out);

static enum status among(struct db *db, const struct owner *owners, size_t n, int depth, int *out)
{
	enum status st = ST_OK;

	*out = -1;
	for (size_t i = 0; i < n && st == ST_OK && *out < 0; i++)
		st = search_up(db, owners[i].entity, owners[i].id, depth + 1, out);
	return st;
}

static enum status search_up(struct db *db, enum entity_id entity, int64_t id, int depth, int *out)
{
	struct gag *g = db->gag;
	struct gag_memo *memo = &g->memo[((uint64_t)id * 31 + (uint64_t)entity) % GAG_MEMO];
	struct owner owners[OWNERS_MAX];
	size_t n = 0;
	enum status st;

	*out = -1;
	for (size_t i = 0; i < g->n; i++)
		if ((entity == ENTITY_RULING && id == g->orders[i].ruling) ||
			(entity == ENTITY_CASE && id == g->orders[i].whole)) {
			*out = (int)i;
			return ST_OK;
		}
	if (entity == ENTITY_CASE || entity == ENTITY_NONE || depth > DEPTH_MAX)
		return ST_OK;
	if (memo->entity == (int)entity && memo->id == id) {
		*out = memo->order;
		return ST_OK;
	}
	st = owners_of(db, entity, id, owners, &n);
	if (st == ST_OK)
		st = among(db, owners, n, depth, out);
	/* What a change is about to make may be taken back. */
	if (st == ST_OK && !db->change)
		*memo = (struct gag_memo){ (int)entity, id, *out };
	return st;
}

enum status gag_order_of(struct db *db, enum entity_id entity, int64_t id, int *out)
{
	*out = -1;
	return db->gag && db->gag->n ? search_up(db, entity, id, 0, out) : ST_OK;
}

enum status gag_order_of_record(struct db *db, const struct record *r, int *out)
{
	struct owner owners[OWNERS_MAX];
	size_t n = 0;

	*out = -1;
	if (!db->gag || !db->gag->n)
		return ST_OK;
	if (r->entity->id == ENTITY_RULING || r->entity->id == ENTITY_CASE) {
		enum status st = gag_order_of(db, r->entity->id, r->id, out);

		if (st || *out >= 0)
			return st;
	}
	for (size_t i = 0; i < r->entity->n_fields && n < OWNERS_MAX; i++) {
		const struct field *f = &r->entity->fields[i];

		if (leads_up(f) && r->values[i].num)
			owners[n++] = (struct owner){ f->type == FIELD_ANY ? r->values[i].other
									   : f->entity,
				r->values[i].num };
	}
	return among(db, owners, n, 0, out);
}

/* ---- what leaves ---- */

enum status gag_hides(struct db *db, enum entity_id entity, int64_t id, bool *yes)
{
	int order = -1;
	enum status st = gag_read(db);

	if (st == ST_OK)
		st = gag_order_of(db, entity, id, &order);
	*yes = st != ST_OK || order >= 0;
	return st;
}

enum status gag_hides_record(struct db *db, const struct record *r, bool *yes)
{
	int order = -1;
	enum status st = gag_read(db);

	if (st == ST_OK)
		st = gag_order_of_record(db, r, &order);
	*yes = st != ST_OK || order >= 0;
	return st;
}

enum status gag_refuse(struct db *db, enum entity_id entity, int64_t id)
{
	int order = -1;
	enum status st = gag_read(db);

	if (st == ST_OK)
		st = gag_order_of(db, entity, id, &order);
	if (st || order < 0)
		return st;
	if (*db->gag->orders[order].until)
		return db_fail(db, ST_CONFLICT, "gag",
			_("a gag order covers this %s until %s, and nothing of it may leave; where "
			  "it "
			  "was lifted, empty the field gag of its ruling"),
			entity_get(entity)->name, db->gag->orders[order].until);
	return db_fail(db, ST_CONFLICT, "gag",
		_("a gag order covers this %s, and nothing of it may leave; where it was lifted, "
		  "empty the field gag of its ruling"),
		entity_get(entity)->name);
}
