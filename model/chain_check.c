#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/chain.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/stmt.h"

/* What is circular or broken. */

struct check {
	struct db *db;
	const struct chain *c;
	chain_fn *found;
	void *arg;
	int64_t bad;
};

static void tell(struct check *k, const struct str *sentence, enum entity_id entity, int64_t id)
{
	k->bad++;
	if (k->found)
		k->found(k->arg, str_text(sentence), entity, id);
}

static void name(const struct chain_node *node, struct str *out)
{
	str_addf(out, "%s:%s", entity_get(node->entity)->name, node->ref ? node->ref : "?");
}

/* ---- ends that are gone ---- */

static void check_ends(struct check *k)
{
	for (size_t i = 0; i < k->c->n_edges; i++) {
		const struct chain_edge *e = &k->c->edges[i];
		const struct chain_node *from = &k->c->nodes[e->from], *to = &k->c->nodes[e->to];
		const struct chain_node *there = from->ref ? from : to;
		const struct chain_node *gone = from->ref ? to : from;
		struct str s = STR_INIT;

		if (from->ref && to->ref)
			continue;
		name(there, &s);
		str_addf(&s, _(": a link (%s) to a %s that is gone"), chain_words(e->how, true),
			entity_get(gone->entity)->name);
		tell(k, &s, e->link ? ENTITY_LINK : there->entity, e->link ? e->link : there->id);
		str_free(&s);
	}
}

static enum status check_slips(struct check *k)
{
	for (size_t i = 0; i < k->c->n_slips; i++) {
		const struct chain_slip *slip = &k->c->slips[i];
		struct str s = STR_INIT;
		struct record r;
		enum status st = record_load(k->db, slip->entity, slip->id, &r);

		if (st == ST_OK) {
			const char *target = r.withheld ? _("something") : slip->target;

			str_addf(&s,
				slip->several ? _("%s:%s: its text cites %s, of which there are "
						  "several")
					      : _("%s:%s: its text cites %s, and there is none"),
				r.entity->name, record_show(&r, "ref"), target);
			tell(k, &s, slip->entity, slip->id);
		}
		record_free(&r);
		str_free(&s);
		if (st != ST_OK && st != ST_NOTFOUND)
			return st;
	}
	return ST_OK;
}

/* ---- what comes after what ---- */

/* These say that the one came after the other. A text may well cite the ruling that came later. */
static bool is_later(enum chain_how how)
{
	return how == CHAIN_ANSWERS || how == CHAIN_APPEALS || how == CHAIN_SUPERSEDES ||
	       how == CHAIN_FOLLOWS || how == CHAIN_REVIEWS || how == CHAIN_DECIDES ||
	       how == CHAIN_REDACTS || how == CHAIN_CAME;
}

/* Surely: also where the one is known to the month and the other to the day. */
static bool older(const char *a, const char *b)
{
	struct date x, y;

	if (!*a || !*b || date_parse(a, &x) != ST_OK || date_parse(b, &y) != ST_OK)
		return false;
	x = date_last(&x);
	y = date_first(&y);
	return date_compare(&x, &y) < 0;
}

static void check_order(struct check *k)
{
	for (size_t i = 0; i < k->c->n_edges; i++) {
		const struct chain_edge *e = &k->c->edges[i];
		const struct chain_node *from = &k->c->nodes[e->from], *to = &k->c->nodes[e->to];
		struct str s = STR_INIT;

		if (!is_later(e->how) || e->how == CHAIN_REDACTS || e->how == CHAIN_CAME ||
			!from->ref || !to->ref || !older(from->date, to->date))
			continue;
		name(from, &s);
		str_addf(&s, _(" of %s is older than what it %s: "), from->date,
			chain_words(e->how, true));
		name(to, &s);
		str_addf(&s, _(" of %s"), to->date);
		tell(k, &s, from->entity, from->id);
		str_free(&s);
	}
}

/* ---- rings ---- */

struct ring {
	struct check *k;
	unsigned char *state; /* 0 not looked at, 1 on the way, 2 done */
	size_t *way;          /* nodes from the first one here */
	size_t *next;         /* of each on the way, the edge to go on with */
};

static void tell_ring(struct ring *r, size_t depth, size_t to)
{
	struct str s = STR_INIT;
	size_t first = depth;

	while (r->way[first] != to)
		first--;
	for (size_t i = first; i <= depth; i++) {
		name(&r->k->c->nodes[r->way[i]], &s);
		str_add(&s, " → ");
	}
	name(&r->k->c->nodes[to], &s);
	str_add(&s, _(": goes round in a circle"));
	tell(r->k, &s, r->k->c->nodes[to].entity, r->k->c->nodes[to].id);
	str_free(&s);
}

static void walk_rings(struct ring *r, size_t start)
{
	const struct chain *c = r->k->c;
	size_t depth = 0;

	r->way[0] = start;
	r->next[0] = 0;
	r->state[start] = 1;
	for (;;) {
		const struct chain_node *node = &c->nodes[r->way[depth]];
		const struct chain_edge *e;

		if (r->next[depth] == node->n_out) {
			r->state[r->way[depth]] = 2;
			if (!depth--)
				return;
			continue;
		}
		e = &c->edges[node->out + r->next[depth]++];
		if (!is_later(e->how) || r->state[e->to] == 2)
			continue;
		if (r->state[e->to] == 1) {
			tell_ring(r, depth, e->to);
			continue;
		}
		r->state[e->to] = 1;
		r->way[++depth] = e->to;
		r->next[depth] = 0;
	}
}

static void check_rings(struct check *k)
{
	const size_t n = k->c->n_nodes + 1;
	struct ring r = { .k = k,
		.state = mem_zero(n),
		.way = mem_array(n, sizeof(*r.way)),
		.next = mem_array(n, sizeof(*r.next)) };

	for (size_t i = 0; i < k->c->n_nodes; i++)
		if (!r.state[i])
			walk_rings(&r, i);
	free(r.state);
	free(r.way);
	free(r.next);
}

/* ---- rulings and petitions ---- */

static enum status check_rows(
	struct check *k, const char *sql, enum entity_id entity, const char *sentence)
{
	struct date today = date_today();
	char day[DATE_TEXT_MAX];
	struct stmt *s;
	enum status st = stmt_get(k->db, sql, &s);

	date_format(&today, day);
	if (st)
		return st;
	stmt_text(s, ":today", day);
	while ((st = stmt_step(s)) == ST_OK) {
		struct str text = STR_INIT;
		bool behind = false;

		st = gag_behind(k->db, entity, stmt_get_int(s, 0), &behind, NULL);
		if (st)
			break;
		str_addf(&text, "%s:%s: ", entity_get(entity)->name,
			behind ? _("withheld") : stmt_get_text(s, 1));
		str_add(&text, sentence);
		tell(k, &text, entity, stmt_get_int(s, 0));
		str_free(&text);
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

enum status chain_check(
	struct db *db, const struct chain *c, chain_fn *found, void *arg, int64_t *bad)
{
	struct check k = { db, c, found, arg, 0 };
	enum status st;

	check_ends(&k);
	st = check_slips(&k);
	check_rings(&k);
	check_order(&k);
	if (st == ST_OK)
		st = check_rows(&k,
			"SELECT id, ref FROM ruling WHERE :today <> '' AND id NOT IN (SELECT "
			"ruling FROM decision) "
			"ORDER BY id",
			ENTITY_RULING, _("the ruling decides no petition"));
	if (st == ST_OK)
		st = check_rows(&k,
			"SELECT id, ref FROM petition WHERE decided <= :today AND id NOT "
			"IN (SELECT petition FROM decision) ORDER BY id",
			ENTITY_PETITION, _("the petition was decided, and no ruling decides it"));
	*bad = k.bad;
	return st;
}
