#include "config.h"

#include "model/total.h"

#include <string.h>

#include "model/bag.h"
#include "model/change_internal.h"
#include "model/record.h"
#include "model/stmt.h"
#include "model/str.h"
#include "model/text.h"

#define STEM 30 /* bytes of the petition's reference that stand in those of its totals */

static void key_of(
	const char *part, const char *country, const char *place, int64_t value, struct str *out)
{
	str_clear(out);
	str_addf(out, "%s\x1f%s\x1f%s\x1f%lld", part, country ? country : "", place ? place : "",
		(long long)value);
}

/* What the source is known to have declared at that moment. */
static enum status read_known(struct db *db, const struct total_moment *m, struct bag *out)
{
	struct str key = STR_INIT;
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT coalesce(part, 'whole'), country, place, value FROM total "
		"WHERE petition = :petition AND source = :source AND observed IS :observed "
		"AND coalesce(time, '') = :time",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", m->petition);
	stmt_text(s, ":source", m->source);
	stmt_text(s, ":observed", m->observed);
	stmt_text(s, ":time", m->time);
	while ((st = stmt_step(s)) == ST_OK) {
		key_of(stmt_get_text(s, 0), stmt_get_text(s, 1), stmt_get_text(s, 2),
			stmt_get_int(s, 3), &key);
		bag_get(out, str_text(&key))->n++;
	}
	stmt_done(s);
	str_free(&key);
	return st == ST_END ? ST_OK : st;
}

static enum status is_taken(struct db *db, const char *stem, bool *out)
{
	struct str first = STR_INIT;
	struct stmt *s;
	enum status st = stmt_get(db, "SELECT 1 FROM total WHERE ref = :ref", &s);

	if (st)
		return st;
	str_addf(&first, "%s-1", stem);
	stmt_text(s, ":ref", str_text(&first));
	st = stmt_step(s);
	*out = st == ST_OK;
	stmt_done(s);
	str_free(&first);
	return st == ST_END ? ST_OK : st;
}

/*
 * "hk-petition-20200723-140533": with a number behind it the reference of each, so that none has
 * to be looked for.
 */
static enum status make_stem(struct db *db, const struct total_moment *m, struct str *out)
{
	struct record petition;
	struct str stem = STR_INIT;
	bool taken = true;
	enum status st = record_load(db, ENTITY_PETITION, m->petition, &petition);

	if (st == ST_OK)
		text_slug(&stem, record_show(&petition, "ref"),
			strlen(record_show(&petition, "ref")));
	record_free(&petition);
	str_add_n(out, str_text(&stem), stem.len < STEM ? stem.len : STEM);
	str_add(out, out->len ? "-" : "total-");
	for (const char *p = m->observed; *p; p++)
		if (*p >= '0' && *p <= '9')
			str_add_c(out, *p);
	str_add(out, *m->time ? "-" : "");
	for (const char *p = m->time; *p; p++)
		if (*p >= '0' && *p <= '9')
			str_add_c(out, *p);
	for (int i = 0; taken && st == ST_OK; i++) {
		size_t len = out->len;

		if (i)
			str_addf(out, ".%d", i + 1);
		st = is_taken(db, str_text(out), &taken);
		if (taken && st == ST_OK && i)
			out->data[out->len = len] = 0;
	}
	str_free(&stem);
	return st;
}

static enum status add_one(struct change *c, const struct total_moment *m, const struct total *t,
	const char *stem, int64_t number)
{
	struct str ref = STR_INIT;
	struct record r;
	enum status st;

	str_addf(&ref, "%s-%lld", stem, (long long)number);
	record_init(&r, ENTITY_TOTAL);
	st = record_set_num(c->db, &r, "petition", m->petition);
	if (st == ST_OK)
		st = record_set_name(c->db, &r, "ref", str_text(&ref));
	if (st == ST_OK)
		st = record_set_name(c->db, &r, "source", m->source);
	if (st == ST_OK)
		st = record_set_num(c->db, &r, "value", t->value);
	if (st == ST_OK)
		st = record_set_name(c->db, &r, "observed", m->observed);
	if (st == ST_OK)
		st = record_set_name(c->db, &r, "time", m->time);
	if (st == ST_OK)
		st = record_set_name(c->db, &r, "part", t->part);
	if (st == ST_OK)
		st = record_set_name(c->db, &r, "country", t->country);
	if (st == ST_OK)
		st = record_set_name(c->db, &r, "place", t->place);
	if (st == ST_OK)
		st = record_save(c, &r);
	record_free(&r);
	str_free(&ref);
	return st;
}

enum status totals_add(struct change *c, const struct total_moment *m, const struct total *totals,
	size_t n, int64_t *added)
{
	struct str key = STR_INIT, stem = STR_INIT;
	struct bag known = { 0 };
	enum status st = read_known(c->db, m, &known);

	*added = 0;
	if (st == ST_OK)
		st = make_stem(c->db, m, &stem);
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		const struct total *t = &totals[i];
		struct bag_item *item;

		key_of(t->part, t->country, t->place, t->value, &key);
		item = bag_get(&known, str_text(&key));
		if (item->n++)
			continue;
		st = add_one(c, m, t, str_text(&stem), ++*added);
	}
	bag_free(&known);
	str_free(&key);
	str_free(&stem);
	return st;
}
