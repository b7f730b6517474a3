#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/bulk.h"
#include "model/date.h"
#include "model/i18n.h"
#include "model/mass_internal.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/search_index.h"
#include "model/signatory_state.h"
#include "model/stmt.h"
#include "model/text.h"

/* Setting fields of many records. */

#define SHOWN_MAX 40 /* characters of a value in the label */

struct setting {
	struct mass m;
	const struct mass_value *values;
	size_t n;
	struct record pattern;  /* holds the values as they are kept */
	struct str sql;         /* of the short way */
	bool words;             /* some of them are found by search */
	struct settled settled; /* what goes with a state or a consent */
	char today[DATE_TEXT_MAX];
	struct str source; /* of a consent */
};

/* ---- the values ---- */

static enum status take(struct db *db, struct record *r, const struct mass_value *v)
{
	const struct field *f = &r->entity->fields[v->field];
	enum status st;

	if (f->flags & FIELD_FIXED)
		return db_fail(db, ST_INVALID, f->name,
			_("%s: it was set when the %s was made and does not change; add a new %s "
			  "instead"),
			f->name, r->entity->name, r->entity->name);
	st = record_set_name(db, r, f->name, v->text);
	if (st == ST_OK && f->flags & FIELD_REQUIRED && !r->values[v->field].text)
		st = db_fail(db, ST_INVALID, f->name, _("%s: a %s needs it; it cannot be emptied"),
			f->name, r->entity->name);
	return st;
}

enum status mass_check(struct db *db, enum entity_id entity, const struct mass_value *value)
{
	struct record r;
	enum status st;

	record_init(&r, entity);
	st = take(db, &r, value);
	record_free(&r);
	return st;
}

/* ---- one record, as record_save() has it ---- */

static void put(struct record *r, int field, const struct value *v)
{
	char *text = mem_text_or_null(v->text);

	free(r->values[field].text);
	r->values[field] = *v;
	r->values[field].text = text;
}

static enum status set_record(struct mass *m, int64_t id, void *arg)
{
	const struct setting *s = arg;
	struct record r;
	int64_t version;
	enum status st = record_load(m->db, m->e->id, id, &r);

	version = r.version;
	for (size_t i = 0; i < s->n && st == ST_OK; i++)
		put(&r, s->values[i].field, &s->pattern.values[s->values[i].field]);
	if (st == ST_OK)
		st = mass_blame(m, id, record_save(m->c, &r));
	else if (st == ST_NOTFOUND)
		st = ST_OK;
	m->done += st == ST_OK && r.version != version;
	record_free(&r);
	return st;
}

/* ---- signatories by the million ---- */

/*
 * Where neither the reference, the petition, the name nor what it is a duplicate of changes there
 * is nothing that one signatory could refuse and another not, and no key to be made anew: the field
 * alone is written.
 */
static bool is_plain(const struct setting *s)
{
	static const char *const not_plain[] = { "ref", "petition", "name", "duplicate_of" };

	if (s->m.e->id != ENTITY_SIGNATORY)
		return false;
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < sizeof(not_plain) / sizeof(not_plain[0]); k++)
			if (!strcmp(s->m.e->fields[s->values[i].field].name, not_plain[k]))
				return false;
	return true;
}

static bool is_among(const struct setting *s, const char *const *names)
{
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; names[k]; k++)
			if (!strcmp(s->m.e->fields[s->values[i].field].name, names[k]))
				return true;
	return false;
}

static void plain_sql(struct setting *s)
{
	const char *given[MASS_VALUES + 1] = { NULL };
	struct date today = date_today();

	for (size_t i = 0; i < s->n; i++)
		given[i] = s->m.e->fields[s->values[i].field].name;
	date_format(&today, s->today);
	consent_by_hand(&s->source);
	str_add(&s->sql, "UPDATE signatory SET revision = :revision");
	for (size_t i = 0; i < s->n; i++)
		str_addf(&s->sql, ", \"%s\" = :v%zu", s->m.e->fields[s->values[i].field].name, i);
	s->settled = signatory_settle_sql(
		given, !strcmp(record_show(&s->pattern, "state"), "valid"), &s->sql);
	str_add(&s->sql, " WHERE id = :id AND (0");
	for (size_t i = 0; i < s->n; i++)
		str_addf(&s->sql, " OR \"%s\" IS NOT :v%zu",
			s->m.e->fields[s->values[i].field].name, i);
	str_add_c(&s->sql, ')');
}

static enum status set_plain(struct mass *m, int64_t id, void *arg)
{
	const struct setting *s = arg;
	struct stmt *update;
	enum status st = ST_OK;
	int first;

	if (s->words)
		st = search_forget(m->db, m->e, id);
	if (st == ST_OK)
		st = stmt_get(m->db, str_text(&s->sql), &update);
	if (st)
		return st;
	stmt_int(update, ":revision", change_seq(m->c));
	stmt_int(update, ":id", id);
	if (s->settled.state)
		stmt_text(update, ":state", record_get(&s->pattern, "state"));
	if (s->settled.today)
		stmt_text(update, ":today", s->today);
	if (s->settled.consent) {
		stmt_text(update, ":consent", record_get(&s->pattern, "consent"));
		stmt_text(update, ":source", str_text(&s->source));
	}
	first = stmt_param(update, ":v0");
	for (size_t i = 0; i < s->n; i++) {
		const char *text = s->pattern.values[s->values[i].field].text;

		stmt_text_at(update, first + (int)i, text, text ? strlen(text) : 0);
	}
	st = stmt_run(update);
	m->done += st == ST_OK ? stmt_changes(m->db) : 0;
	return st || !s->words ? st : search_learn(m->db, m->e, id);
}

/*
 * Indexes are kept row by row: making them again costs no less, and takes memory by the number of
 * rows. The words of very many are learnt at the end.
 */
static enum status set_all_plain(struct setting *s)
{
	static const char *const found[] = { "city", "comment", "notes", NULL };
	const bool words = is_among(s, found);
	const bool later = words && bulk_pays(s->m.db, s->m.ids->count);
	enum status st;

	plain_sql(s);
	s->words = words && !later;
	st = mass_each(&s->m, s->m.ids, set_plain, s);
	return st == ST_OK && later ? search_learn_all_signatories(s->m.db) : st;
}

/* ---- all ---- */

static void add_value(const char *text, struct str *out)
{
	size_t at = 0, used, len = strcspn(text, "\n");

	for (int n = 0; n < SHOWN_MAX && at < len; n++, at += used)
		(void)text_next(text + at, len - at, &used);
	str_add_n(out, text, at);
	if (text[at])
		str_add(out, "…");
}

/* "set state of 1,204 signatories to invalid", "set city of 2 signatories to Haifa and empty
 * notes". */
static void label(struct setting *s)
{
	struct str what = STR_INIT, many = STR_INIT;

	mass_counted(s->m.e, s->m.done, &many);
	for (size_t i = 0; i < s->n; i++) {
		const char *name = s->m.e->fields[s->values[i].field].name;
		const char *text = s->pattern.values[s->values[i].field].text;

		if (i)
			str_add(&what, i + 1 == s->n ? _(" and ") : ", ");
		if (!text)
			str_addf(&what, _("empty %s"), name);
		else
			str_addf(&what, _("set %s"), name);
		if (!i)
			str_addf(&what, _(" of %s"), str_text(&many));
		if (text) {
			str_add(&what, _(" to "));
			add_value(text, &what);
		}
	}
	change_label(s->m.c, "%s", str_text(&what));
	str_free(&what);
	str_free(&many);
}

enum status mass_set(struct db *db, enum entity_id entity, const struct idset *ids,
	const struct mass_value *values, size_t n, int64_t *out)
{
	struct setting s = {
		.m = { .db = db, .e = entity_get(entity), .ids = ids }, .values = values, .n = n
	};
	enum status st = ST_OK;

	assert(n > 0 && n <= MASS_VALUES);
	*out = 0;
	s.m.doing = _("changing");
	record_init(&s.pattern, entity);
	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = take(db, &s.pattern, &values[i]);
	if (st == ST_OK)
		st = change_begin(db, &s.m.c, "set");
	if (st == ST_OK) {
		st = is_plain(&s) ? set_all_plain(&s) : mass_each(&s.m, ids, set_record, &s);
		if (st == ST_OK)
			label(&s);
		st = mass_end(&s.m, st, out);
	}
	record_free(&s.pattern);
	str_free(&s.sql);
	str_free(&s.source);
	return st;
}
