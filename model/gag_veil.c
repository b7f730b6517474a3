#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/changeset.h"
#include "model/db_internal.h"
#include "model/gag.h"
#include "model/gag_internal.h"
#include "model/i18n.h"
#include "model/journal.h"
#include "model/journal_part.h"
#include "model/mem.h"

/* What is shown of what an order covers. */

#define ROWS_LOOKED_AT                                                                             \
	64 /* of an entry; an import of many is one petition's from its first row on */

void gag_veil(struct db *db, const char *how)
{
	(void)gag_any(db);
	free(db->gag->how);
	db->gag->how = mem_text_or_null(how);
}

bool gag_drawn(const struct db *db)
{
	return db->gag && db->gag->how;
}

bool gag_veiled(const struct db *db)
{
	return gag_drawn(db) && !db->change;
}

/* "withheld by a gag order until 2027-01-01: press !" */
static void placeholder(const struct gag *g, int order, struct str *out)
{
	gag_words(&g->orders[order], out);
	if (*g->how)
		str_addf(out, ": %s", g->how);
}

enum status gag_behind(
	struct db *db, enum entity_id entity, int64_t id, bool *yes, struct str *words)
{
	int order = -1;
	enum status st = ST_OK;

	*yes = false;
	if (!gag_veiled(db))
		return ST_OK;
	st = gag_read(db);
	if (st == ST_OK)
		st = gag_order_of(db, entity, id, &order);
	if (st || order < 0)
		return st;
	*yes = true;
	if (words)
		placeholder(db->gag, order, words);
	return ST_OK;
}

enum status gag_find(struct db *db, enum entity_id entity, const char *ref, int64_t *id)
{
	enum status st = record_find(db, entity, ref, id);

	return st == ST_OK ? gag_ask(db, entity, *id, ref) : st;
}

enum status gag_ask(struct db *db, enum entity_id entity, int64_t id, const char *ref)
{
	struct str words = STR_INIT;
	bool behind = false;
	enum status st = gag_behind(db, entity, id, &behind, &words);

	if (behind)
		st = db_fail(db, ST_CONFLICT, NULL, _("%s %s is %s"), entity_get(entity)->name, ref,
			str_text(&words));
	str_free(&words);
	return st;
}

enum status gag_open(struct db *db, enum entity_id entity, const char *ref, struct record *out)
{
	int64_t id = 0;
	enum status st = gag_find(db, entity, ref, &id);

	if (st == ST_OK)
		return record_load(db, entity, id, out);
	*out = (struct record){ .entity = entity_get(entity) };
	return st;
}

bool gag_left_out(struct db *db, const struct record *r)
{
	if (r->withheld)
		db->gag->left_out++;
	return r->withheld;
}

int64_t gag_count_left_out(struct db *db)
{
	int64_t n = db->gag ? db->gag->left_out : 0;

	if (db->gag)
		db->gag->left_out = 0;
	return n;
}

static void set_text(struct value *v, const char *text)
{
	free(v->text);
	v->text = mem_text_or_null(text);
}

static bool is_text(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_LONG || f->type == FIELD_EMAIL ||
	       f->type == FIELD_URL || f->type == FIELD_HASH;
}

/* What such a record must have stays, unless it is words: a deadline keeps its day. */
static void cover_values(struct db *db, struct record *r, int order)
{
	const struct entity *e = r->entity;
	struct str words = STR_INIT;

	placeholder(db->gag, order, &words);
	for (size_t i = 0; i < e->n_fields; i++) {
		const struct field *f = &e->fields[i];

		if (f->type == FIELD_REF || f->type == FIELD_ANY)
			continue;
		if (!strcmp(f->name, e->headline))
			set_text(&r->values[i], str_text(&words));
		else if (!strcmp(f->name, "ref") || (f->flags & FIELD_REQUIRED && is_text(f)))
			set_text(&r->values[i], _("withheld"));
		else if (!(f->flags & FIELD_REQUIRED)) {
			set_text(&r->values[i], NULL);
			r->values[i].num = 0;
		}
	}
	r->withheld = true;
	str_free(&words);
}

/* References to what is covered keep where they lead, not what that is called. */
static enum status cover_references(struct db *db, struct record *r)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < r->entity->n_fields && st == ST_OK; i++) {
		const struct field *f = &r->entity->fields[i];
		struct value *v = &r->values[i];
		int order = -1;

		if ((f->type != FIELD_REF && f->type != FIELD_ANY) || !v->text)
			continue;
		st = gag_order_of(db, f->type == FIELD_ANY ? v->other : f->entity, v->num, &order);
		if (st == ST_OK && order >= 0)
			set_text(v, _("withheld"));
	}
	return st;
}

enum status gag_cover(struct db *db, struct record *r)
{
	int order = -1;
	enum status st;

	if (!gag_veiled(db) || !db->gag->n)
		return ST_OK;
	st = gag_order_of_record(db, r, &order);
	if (st == ST_OK && order >= 0)
		cover_values(db, r, order);
	return st == ST_OK ? cover_references(db, r) : st;
}

/* ---- the journal ---- */

static enum status order_of_rows(struct db *db, const struct journal_part *p, int *order)
{
	struct changeset_reader reader;
	struct changeset_change c;
	enum status st = ST_OK;

	changeset_open(&reader, p->bytes, p->len);
	for (int i = 0; i < ROWS_LOOKED_AT && *order < 0 && st == ST_OK; i++) {
		const struct entity *e;

		st = changeset_next(&reader, &c);
		e = st == ST_OK ? entity_find(c.table) : NULL;
		if (e)
			st = gag_order_of(db, e->id, c.id, order);
	}
	/* What is damaged is for verify to tell. */
	return st == ST_END || st == ST_NOTOURS ? ST_OK : st;
}

enum status gag_cover_entry(struct db *db, struct journal_entry *e)
{
	int64_t seq = e->kind == JOURNAL_DO ? e->seq : e->target, parts = 0;
	int order = -1;
	struct str words = STR_INIT;
	enum status st = ST_OK;

	if (!gag_drawn(db))
		return ST_OK;
	st = gag_read(db);
	if (st || !db->gag->n)
		return st;
	st = journal_parts(db, seq, &parts);
	if (st == ST_OK && parts > 0) {
		struct journal_part p;

		st = journal_part_load(db, seq, 1, &p);
		if (st == ST_OK)
			st = order_of_rows(db, &p, &order);
		else if (st == ST_CONFLICT)
			st = ST_OK;
		journal_part_free(&p);
	}
	if (st == ST_OK && order >= 0) {
		placeholder(db->gag, order, &words);
		free(e->label);
		e->label = str_detach(&words);
		e->withheld = true;
	}
	str_free(&words);
	return st;
}
