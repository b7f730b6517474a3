#include "config.h"

#include "model/conflict.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"

#define MOST 10000 /* more than that nobody reads */

/* A stand under one of the names by which it is known. */
struct entry {
	const char *key; /* of an organisation; NULL: the contact itself */
	const struct stand *stand;
};

static bool same(const char *a, const char *b)
{
	return a && b && !strcmp(a, b);
}

static bool is_judge(const struct stand *s)
{
	return !strcmp(s->role, "judge");
}

static bool asks(const struct stand *s)
{
	return !is_judge(s) && s->side == SIDE_ASKING;
}

static bool answers(const struct stand *s)
{
	return !is_judge(s) && s->side == SIDE_ANSWERING;
}

/* Takes a side, or must say which. */
static bool takes_part(const struct stand *s)
{
	return !is_judge(s) && s->side != SIDE_NEITHER;
}

static bool is_linked(const struct stand *a, const struct stand *b)
{
	return a->contact == b->contact || same(a->own, b->own) || same(a->own, b->affiliation) ||
	       same(a->affiliation, b->own) || same(a->affiliation, b->affiliation);
}

/* What stands between two who are linked; false: nothing. */
static bool clash(const struct stand *a, const struct stand *b, struct conflict *out)
{
	const bool through = a->contact != b->contact;

	*out = (struct conflict){ .a = a, .b = b, .through = through };
	if (is_judge(a) || is_judge(b)) {
		out->kind = CONFLICT_JUDGE;
		if (is_judge(b))
			*out = (struct conflict){ .kind = CONFLICT_JUDGE, .a = b, .b = a };
		return !through && takes_part(out->b);
	}
	out->kind = CONFLICT_SIDES;
	return (asks(a) && answers(b)) || (answers(a) && asks(b));
}

static void add(struct conflicts *c, const struct conflict *one)
{
	if (c->n == MOST) {
		c->more = true;
		return;
	}
	if (c->n == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 16;
		c->all = mem_resize(c->all, c->cap, sizeof(*c->all));
	}
	c->all[c->n++] = *one;
}

static bool wanted(const struct conflict_query *q, const struct conflict *c)
{
	return !q->case_id || c->a->case_id == q->case_id || c->b->case_id == q->case_id;
}

/* ---- those of one ---- */

static void find_beside(struct conflicts *c, const struct conflict_query *q, const struct stand *a)
{
	struct conflict one;

	for (size_t i = 0; i < c->others.n; i++) {
		const struct stand *b = &c->others.all[i];

		/* Of two of the same contact, which are asked about both, each pair once. */
		if (b->party == a->party ||
			(!q->party && b->contact == a->contact && b->party < a->party))
			continue;
		if (is_linked(a, b) && clash(a, b, &one) && wanted(q, &one))
			add(c, &one);
	}
	for (size_t i = 0; i < c->others.n && a->side == SIDE_UNSAID; i++) {
		const struct stand *b = &c->others.all[i];

		one = (struct conflict){ CONFLICT_UNSAID, a, b, false };
		if (b->party == a->party || b->contact != a->contact || !takes_part(b) ||
			!wanted(q, &one))
			continue;
		add(c, &one);
		break;
	}
}

static enum status find_of(struct db *db, struct conflicts *c, const struct conflict_query *q)
{
	struct stand_query own = { .contact = q->contact, .interested = true };
	struct stand_query others = { .interested = true };
	enum status st =
		q->party ? stands_add(db, q->party, &c->stands) : stands_read(db, &own, &c->stands);
	const struct stand *one = c->stands.n ? &c->stands.all[0] : NULL;

	if (st || !one)
		return st;
	/* Where no organisation stands between, only its own roles can. */
	if (!one->own && !one->affiliation)
		others.contact = one->contact;
	st = stands_read(db, &others, &c->others);
	for (size_t i = 0; i < c->stands.n && st == ST_OK; i++)
		find_beside(c, q, &c->stands.all[i]);
	return st;
}

/* ---- all ---- */

static int by_key(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order;

	if (!x->key != !y->key)
		return x->key ? 1 : -1;
	if (x->key && (order = strcmp(x->key, y->key)) != 0)
		return order;
	if (!x->key && x->stand->contact != y->stand->contact)
		return x->stand->contact < y->stand->contact ? -1 : 1;
	return x->stand->party < y->stand->party ? -1 : x->stand->party > y->stand->party;
}

static bool is_run(const struct entry *a, const struct entry *b)
{
	return a->key ? same(a->key, b->key) : !b->key && a->stand->contact == b->stand->contact;
}

/* Two that are linked by several names are found under the first of them. */
static bool found_before(const struct entry *e, const struct stand *b)
{
	const struct stand *a = e->stand;
	const char *names[] = { a->own, a->affiliation };

	if (!e->key)
		return false;
	if (a->contact == b->contact)
		return true;
	for (int i = 0; i < 2; i++)
		if ((same(names[i], b->own) || same(names[i], b->affiliation)) &&
			strcmp(names[i], e->key) < 0)
			return true;
	return false;
}

/* Each of a run that `a` asks about beside each that `b` asks about. */
static enum status cross(struct db *db, struct conflicts *c, const struct conflict_query *q,
	const struct entry *run, size_t n, bool (*a)(const struct stand *),
	bool (*b)(const struct stand *))
{
	struct conflict one;
	enum status st = ST_OK;

	for (size_t i = 0; i < n && !c->more && st == ST_OK; i++) {
		if (!a(run[i].stand))
			continue;
		for (size_t k = 0; k < n && !c->more; k++)
			if (b(run[k].stand) && !found_before(&run[i], run[k].stand) &&
				clash(run[i].stand, run[k].stand, &one) && wanted(q, &one))
				add(c, &one);
		st = db_progress(db, _("parties"), 0, 0);
	}
	return st;
}

/* Counsel that does not say its side, once, beside the first other role of that contact. */
static void find_unsaid(struct conflicts *c, const struct conflict_query *q, const struct stand *a,
	const struct entry *run, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct conflict one = { CONFLICT_UNSAID, a, run[i].stand, false };

		if (run[i].stand == a || !takes_part(run[i].stand) || !wanted(q, &one))
			continue;
		add(c, &one);
		return;
	}
}

/* The sides of a run, all of which are one contact or one organisation; most have one alone. */
static enum status find_in_run(struct db *db, struct conflicts *c, const struct conflict_query *q,
	const struct entry *run, size_t n)
{
	bool asking = false, answering = false, judge = false;
	enum status st = ST_OK;

	for (size_t i = 0; i < n; i++) {
		asking = asking || asks(run[i].stand);
		answering = answering || answers(run[i].stand);
		judge = judge || is_judge(run[i].stand);
		if (!run[i].key && run[i].stand->side == SIDE_UNSAID)
			find_unsaid(c, q, run[i].stand, run, n);
	}
	if (asking && answering)
		st = cross(db, c, q, run, n, asks, answers);
	if (st == ST_OK && judge && !run->key)
		st = cross(db, c, q, run, n, is_judge, takes_part);
	return st;
}

static enum status find_all(struct db *db, struct conflicts *c, const struct conflict_query *q)
{
	struct stand_query all = { .interested = true };
	struct entry *entries;
	size_t n = 0;
	enum status st = stands_read(db, &all, &c->stands);

	if (st)
		return st;
	entries = mem_array(3 * c->stands.n + 1, sizeof(*entries));
	for (size_t i = 0; i < c->stands.n; i++) {
		const struct stand *s = &c->stands.all[i];

		entries[n++] = (struct entry){ NULL, s };
		if (s->own)
			entries[n++] = (struct entry){ s->own, s };
		if (s->affiliation && !same(s->own, s->affiliation))
			entries[n++] = (struct entry){ s->affiliation, s };
	}
	qsort(entries, n, sizeof(*entries), by_key);
	for (size_t i = 0, end; i < n && st == ST_OK; i = end) {
		for (end = i + 1; end < n && is_run(&entries[i], &entries[end]); end++)
			;
		st = find_in_run(db, c, q, entries + i, end - i);
	}
	free(entries);
	return st;
}

/* ---- what was found ---- */

static int by_name(const void *a, const void *b)
{
	const struct conflict *x = a, *y = b;
	int order;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if ((order = strcmp(x->a->name, y->a->name)) != 0 ||
		(order = strcmp(x->a->case_ref, y->a->case_ref)) != 0 ||
		(order = strcmp(x->b->case_ref, y->b->case_ref)) != 0)
		return order;
	if (x->a->party != y->a->party)
		return x->a->party < y->a->party ? -1 : 1;
	return x->b->party < y->b->party ? -1 : x->b->party > y->b->party;
}

enum status conflicts_read(struct db *db, const struct conflict_query *q, struct conflicts *out)
{
	enum status st;

	memset(out, 0, sizeof(*out));
	st = q->contact || q->party ? find_of(db, out, q) : find_all(db, out, q);
	if (out->n > 1)
		qsort(out->all, out->n, sizeof(*out->all), by_name);
	return st;
}

void conflicts_free(struct conflicts *c)
{
	stands_free(&c->stands);
	stands_free(&c->others);
	free(c->all);
	memset(c, 0, sizeof(*c));
}

const char *conflict_name(enum conflict_kind kind)
{
	static const char *const names[] = { "sides", "judge", "unsaid" };

	return names[kind];
}

static const char *role_label(const char *role)
{
	const struct entity *e = entity_get(ENTITY_PARTY);
	const char *label = field_choice_label(&e->fields[entity_field(e, "role")], role);

	return label ? label : role;
}

void conflict_stand_words(const struct stand *s, struct str *out)
{
	struct str days = STR_INIT;

	stand_days(s, &days);
	str_addf(out, _("%s in %s"), role_label(s->role), s->case_ref);
	if (days.len)
		str_addf(out, ", %s", str_text(&days));
	str_free(&days);
}

/* "with those who ask (counsel in hk-cellebrite, 2017)". */
static void add_side(const struct stand *s, struct str *out)
{
	str_addf(out, _("with %s ("), side_words(s->side));
	conflict_stand_words(s, out);
	str_add_c(out, ')');
}

static void add_meeting(const struct conflict *c, struct str *out)
{
	switch (stands_meet(c->a, c->b)) {
	case SURE_YES:
		str_add(out, _("; at the same time"));
		break;
	case SURE_NO:
		str_add(out, _("; not at the same time"));
		break;
	case SURE_PERHAPS:
		str_add(out, _("; perhaps at the same time"));
		break;
	}
}

void conflict_words(const struct conflict *c, struct str *out)
{
	if (c->kind == CONFLICT_UNSAID) {
		str_addf(out, _("it is not said for which side %s is counsel in %s, who is also "),
			c->a->name, c->a->case_ref);
		conflict_stand_words(c->b, out);
		return;
	}
	if (c->kind == CONFLICT_JUDGE) {
		str_addf(out, _("conflict of interest: %s is "), c->a->name);
		conflict_stand_words(c->a, out);
		str_add(out, _(" and also "));
		conflict_stand_words(c->b, out);
	} else {
		str_addf(out, _("conflict of interest: %s stands "), c->a->name);
		add_side(c->a, out);
		if (c->through)
			str_addf(out, _(", and %s, of the same organisation, "), c->b->name);
		else
			str_add(out, _(" and "));
		add_side(c->b, out);
	}
	add_meeting(c, out);
}

void conflict_brief(const struct conflict *c, struct str *out)
{
	if (c->through)
		str_addf(out, _("conflict: %s, and %s in %s, of one organisation"), c->a->name,
			c->b->name, c->b->case_ref);
	else
		str_addf(out, _("conflict: %s, %s, is %s in %s"), c->a->name,
			role_label(c->a->role), role_label(c->b->role), c->b->case_ref);
}
