#include "config.h"

#include "model/appeals.h"

#include <stdlib.h>
#include <string.h>

#include "model/citing.h"
#include "model/i18n.h"
#include "model/idset.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/stmt.h"

#define DEPTH_MAX 100 /* a file from a stranger may hold a chain that has no end */
#define ROOT -1       /* the line that a top ruling stands below */

void appeals_free(struct appeals *a)
{
	for (size_t i = 0; i < a->n; i++) {
		free(a->list[i].ref);
		free(a->list[i].label);
		free(a->list[i].court);
		free(a->list[i].date);
		free(a->list[i].outcome);
	}
	free(a->list);
	*a = (struct appeals){ NULL, 0 };
}

struct maker {
	struct db *db;
	struct appeals *out;
	struct idset seen; /* rulings */
};

static struct appeal *push(
	struct maker *m, enum appeal_kind kind, enum entity_id entity, int64_t id, size_t ruling)
{
	struct appeal *a;

	m->out->list = mem_resize(m->out->list, m->out->n + 1, sizeof(*m->out->list));
	a = &m->out->list[m->out->n++];
	*a = (struct appeal){ .kind = kind, .entity = entity, .id = id, .ruling = ruling };
	return a;
}

static char *shown(const struct record *r, const char *field)
{
	return mem_text(record_show(r, field));
}

static char *label_of(struct db *db, const struct record *r)
{
	struct str label = STR_INIT;

	record_label(db, r, &label);
	return str_detach(&label);
}

/* ---- what is said of a ruling ---- */

static enum status add_decisions(struct maker *m, size_t ruling)
{
	struct stmt *s;
	enum status st = stmt_get(
		m->db, "SELECT id, petition FROM decision WHERE ruling = :ruling ORDER BY id", &s);

	if (st)
		return st;
	stmt_int(s, ":ruling", m->out->list[ruling].id);
	while ((st = stmt_step(s)) == ST_OK) {
		struct record decision, petition;
		struct appeal *a;

		st = record_load(m->db, ENTITY_PETITION, stmt_get_int(s, 1), &petition);
		if (st)
			break;
		st = record_load(m->db, ENTITY_DECISION, stmt_get_int(s, 0), &decision);
		if (st == ST_OK && !decision.withheld) {
			a = push(m, APPEAL_DECIDES, ENTITY_PETITION, petition.id, ruling);
			a->ref = shown(&petition, "ref");
			a->label = label_of(m->db, &petition);
			a->outcome = record_get(&decision, "outcome")
					     ? shown(&decision, "outcome")
					     : mem_text(m->out->list[ruling].outcome);
		}
		record_free(&petition);
		record_free(&decision);
		if (st)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status add_citing(
	struct maker *m, size_t ruling, enum entity_id entity, int64_t id, const char *how)
{
	struct record r;
	struct appeal *a;
	enum status st;

	/* Of several places in one record, once. */
	for (size_t i = ruling + 1; i < m->out->n; i++)
		if (m->out->list[i].kind == APPEAL_CITED && m->out->list[i].entity == entity &&
			m->out->list[i].id == id && !strcmp(m->out->list[i].outcome, how))
			return ST_OK;
	st = record_load(m->db, entity, id, &r);
	if (st == ST_OK) {
		a = push(m, APPEAL_CITED, entity, id, ruling);
		a->ref = shown(&r, "ref");
		a->label = label_of(m->db, &r);
		a->outcome = mem_text(how);
	}
	record_free(&r);
	return st == ST_NOTFOUND ? ST_OK : st;
}

struct citing_of {
	struct maker *maker;
	size_t ruling;
};

static enum status on_citing(void *arg, const struct citing *c)
{
	struct citing_of *of = arg;

	return add_citing(of->maker, of->ruling, c->entity, c->id, "text");
}

static enum status add_links(struct maker *m, size_t ruling)
{
	struct stmt *s;
	enum status st = stmt_get(m->db,
		"SELECT from_entity, \"from\", word FROM link "
		"WHERE \"to\" = :id AND to_entity = 'ruling' ORDER BY id",
		&s);

	if (st)
		return st;
	stmt_int(s, ":id", m->out->list[ruling].id);
	while ((st = stmt_step(s)) == ST_OK) {
		const struct entity *e = entity_find(stmt_get_text(s, 0));

		if (e)
			st = add_citing(m, ruling, e->id, stmt_get_int(s, 1), stmt_get_text(s, 2));
		if (st)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status add_effects(struct maker *m, size_t ruling)
{
	int field = entity_field(entity_get(ENTITY_EFFECT), "ruling");
	int64_t ids[50];
	size_t n;
	enum status st = record_referring(m->db, ENTITY_EFFECT, field, m->out->list[ruling].id,
		sizeof(ids) / sizeof(ids[0]), ids, &n);

	for (size_t i = 0; i < n && st == ST_OK; i++) {
		struct record r;
		struct appeal *a;

		st = record_load(m->db, ENTITY_EFFECT, ids[i], &r);
		if (st == ST_OK) {
			a = push(m, APPEAL_FOLLOWS, ENTITY_EFFECT, r.id, ruling);
			a->ref = shown(&r, "ref");
			a->label = label_of(m->db, &r);
			a->outcome = shown(&r, "kind");
			a->date = record_get(&r, "from") ? shown(&r, "from")
							 : mem_text(m->out->list[ruling].date);
		}
		record_free(&r);
	}
	return st;
}

static enum status add_about(struct maker *m, size_t ruling)
{
	struct citing_of of = { m, ruling };
	enum status st = add_decisions(m, ruling);

	if (st == ST_OK)
		st = add_effects(m, ruling);
	if (st == ST_OK)
		st = citing_each(m->db, ENTITY_RULING, m->out->list[ruling].id, on_citing, &of);
	return st == ST_OK ? add_links(m, ruling) : st;
}

/* ---- the tree ---- */

static enum status reviewing(
	struct db *db, int64_t id, struct idset *out, int64_t **list, size_t *n)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT id FROM ruling WHERE appeal_from = :id ORDER BY \"date\" IS NULL, "
		"\"date\", id",
		&s);

	*list = NULL;
	*n = 0;
	if (st)
		return st;
	stmt_int(s, ":id", id);
	while ((st = stmt_step(s)) == ST_OK) {
		if (!idset_add(out, stmt_get_int(s, 0)))
			continue;
		*list = mem_resize(*list, *n + 1, sizeof(**list));
		(*list)[(*n)++] = stmt_get_int(s, 0);
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status add_ruling(struct maker *m, int64_t id, int64_t below, int depth, bool last)
{
	size_t row = m->out->n, n = 0;
	struct record r;
	struct appeal *a;
	int64_t *above = NULL;
	enum status st = record_load(m->db, ENTITY_RULING, id, &r);

	if (st == ST_OK) {
		a = push(m, APPEAL_RULING, ENTITY_RULING, id, below == ROOT ? row : (size_t)below);
		a->depth = depth;
		a->last = last;
		a->ref = shown(&r, "ref");
		a->label = label_of(m->db, &r);
		a->court = shown(&r, "court");
		a->date = shown(&r, "date");
		a->outcome = shown(&r, "outcome");
	}
	if (st == ST_OK && !r.withheld)
		st = add_about(m, row);
	record_free(&r);
	if (st == ST_OK && depth < DEPTH_MAX)
		st = reviewing(m->db, id, &m->seen, &above, &n);
	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = add_ruling(m, above[i], (int64_t)row, depth + 1, i + 1 == n);
	free(above);
	return st;
}

static enum status top_of(struct db *db, int64_t *id)
{
	enum status st = ST_OK;

	for (int i = 0; i < DEPTH_MAX; i++) {
		int64_t below = 0;

		st = stmt_number(db, "SELECT coalesce(appeal_from, 0) FROM ruling WHERE id = :id",
			*id, &below);
		if (st || !below)
			break;
		*id = below;
	}
	return st;
}

static enum status add_tree(struct maker *m, int64_t ruling)
{
	enum status st = top_of(m->db, &ruling);

	if (st != ST_OK || !idset_add(&m->seen, ruling))
		return st;
	return add_ruling(m, ruling, ROOT, 0, true);
}

enum status appeals_of_ruling(struct db *db, int64_t ruling, struct appeals *out)
{
	struct maker m = { db, out, IDSET_INIT };
	enum status st;

	*out = (struct appeals){ NULL, 0 };
	st = add_tree(&m, ruling);
	idset_clear(&m.seen);
	return st;
}

enum status appeals_of_case(struct db *db, int64_t case_id, struct appeals *out)
{
	struct maker m = { db, out, IDSET_INIT };
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT id FROM ruling WHERE \"case\" = :case ORDER BY \"date\" IS NULL, \"date\", "
		"id",
		&s);

	*out = (struct appeals){ NULL, 0 };
	if (st)
		return st;
	stmt_int(s, ":case", case_id);
	while ((st = stmt_step(s)) == ST_OK) {
		st = add_tree(&m, stmt_get_int(s, 0));
		if (st)
			break;
	}
	stmt_done(s);
	idset_clear(&m.seen);
	return st == ST_END ? ST_OK : st;
}

/* ---- its words ---- */

/* A choice of a field in words; the name itself where it is none. */
static const char *choice(enum entity_id entity, const char *field, const char *name)
{
	const struct entity *e = entity_get(entity);
	const char *label = field_choice_label(&e->fields[entity_field(e, field)], name);

	return label ? label : name;
}

static void add_words(struct str *line, const char *separator, const char *words)
{
	if (*words)
		str_addf(line, "%s%s", line->len ? separator : "", words);
}

static void ruling_line(const struct appeal *r, struct str *line)
{
	add_words(line, "", *r->date ? r->date : _("no date"));
	add_words(line, "  ", *r->outcome ? choice(ENTITY_RULING, "outcome", r->outcome) : "");
	add_words(line, "  ", r->label);
	if (*r->court)
		str_addf(line, " (%s)", r->court);
}

static void about_line(const struct appeal *l, struct str *line)
{
	const char *kind = entity_get(l->entity)->name;

	switch (l->kind) {
	case APPEAL_DECIDES:
		str_addf(line, _("decides %s: %s"), l->ref, l->label);
		if (*l->outcome)
			str_addf(line, ", %s", choice(ENTITY_RULING, "outcome", l->outcome));
		break;
	case APPEAL_CITED:
		if (!strcmp(l->outcome, "text"))
			str_addf(line, _("cited in %s %s: %s"), kind, l->ref, l->label);
		else
			str_addf(line, _("%s %s %s it: %s"), kind, l->ref, l->outcome, l->label);
		break;
	default:
		str_addf(line, _("what follows: %s"), l->label);
		str_addf(line, " (%s", choice(ENTITY_EFFECT, "kind", l->outcome));
		if (*l->date)
			str_addf(line, _(", since %s"), l->date);
		str_add_c(line, ')');
	}
}

void appeals_words(const struct appeal *a, struct str *out)
{
	if (a->kind == APPEAL_RULING)
		ruling_line(a, out);
	else
		about_line(a, out);
}

/* ---- its lines ---- */

static bool has_reviewing(const struct appeals *a, size_t ruling)
{
	for (size_t i = ruling + 1; i < a->n; i++)
		if (a->list[i].kind == APPEAL_RULING && a->list[i].ruling == ruling)
			return true;
	return false;
}

/* From the top down to the ruling above this one: a line goes on past those with more to come. */
static void add_bars(const struct appeals *a, size_t ruling, struct str *out)
{
	const struct appeal *r = &a->list[ruling];

	if (!r->depth)
		return;
	add_bars(a, r->ruling, out);
	str_add(out, r->last ? "   " : "│  ");
}

void appeals_branch(const struct appeals *a, size_t row, struct str *out)
{
	const struct appeal *r = &a->list[row];

	if (r->kind == APPEAL_RULING) {
		if (!r->depth)
			return;
		add_bars(a, r->ruling, out);
		str_add(out, r->last ? "└─ " : "├─ ");
		return;
	}
	add_bars(a, r->ruling, out);
	str_add(out, has_reviewing(a, r->ruling) ? "│  " : "   ");
}
