#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/chain.h"
#include "model/cite.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/mix.h"
#include "model/record.h"
#include "model/stmt.h"

/* Reads what relates to what. */

#define ROOM 256
#define CLIMB_MAX 6

struct reader {
	struct db *db;
	struct chain *c;
};

/* ---- nodes ---- */

static size_t slot_of(const struct chain *c, int64_t id)
{
	size_t at = (size_t)mix_bytes(&id, sizeof(id), 0) & (c->n_slots - 1);

	while (c->slots[at] != CHAIN_NONE && c->nodes[c->slots[at]].id != id)
		at = (at + 1) & (c->n_slots - 1);
	return at;
}

static void widen(struct chain *c)
{
	free(c->slots);
	c->n_slots = c->n_slots ? 2 * c->n_slots : 1024;
	c->slots = mem_array(c->n_slots, sizeof(*c->slots));
	for (size_t i = 0; i < c->n_slots; i++)
		c->slots[i] = CHAIN_NONE;
	for (size_t i = 0; i < c->n_nodes; i++)
		c->slots[slot_of(c, c->nodes[i].id)] = i;
}

static const char *date_column(enum entity_id entity)
{
	switch (entity) {
	case ENTITY_PETITION:
		return "filed";
	case ENTITY_LETTER:
		return "coalesce(sent, dated)";
	case ENTITY_EXHIBIT:
		return "dated";
	case ENTITY_RULING:
	case ENTITY_EVENT:
	case ENTITY_AUTHORITY:
		return "\"date\"";
	case ENTITY_DEADLINE:
		return "due";
	default:
		return "NULL";
	}
}

/* Where it is gone, its `ref` stays NULL. */
static enum status read_node(struct db *db, struct chain_node *node)
{
	struct str sql = STR_INIT;
	struct stmt *s;
	enum status st;

	str_addf(&sql, "SELECT ref, %s FROM \"%s\" WHERE id = :id", date_column(node->entity),
		entity_get(node->entity)->name);
	st = stmt_get(db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	stmt_int(s, ":id", node->id);
	st = stmt_step(s);
	if (st == ST_OK) {
		const char *date = stmt_get_text(s, 1);

		node->ref = mem_text(stmt_get_text(s, 0));
		if (date && strlen(date) < sizeof(node->date))
			memcpy(node->date, date, strlen(date) + 1);
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status node_at(struct reader *r, enum entity_id entity, int64_t id, size_t *out)
{
	struct chain *c = r->c;
	size_t slot;

	if (c->n_nodes * 2 >= c->n_slots)
		widen(c);
	slot = slot_of(c, id);
	*out = c->slots[slot];
	if (*out != CHAIN_NONE)
		return ST_OK;
	if (c->n_nodes % ROOM == 0)
		c->nodes = mem_resize(c->nodes, c->n_nodes + ROOM, sizeof(*c->nodes));
	c->nodes[c->n_nodes] = (struct chain_node){ .entity = entity, .id = id };
	c->slots[slot] = *out = c->n_nodes++;
	return read_node(r->db, &c->nodes[*out]);
}

/* Up to what it is part of: a proof to its petition, a version to its letter. */
static enum status climb(struct db *db, enum entity_id *entity, int64_t *id)
{
	for (int i = 0; i < CLIMB_MAX; i++) {
		const struct entity *e = entity_get(*entity);
		const struct field *f = e->scope ? &e->fields[entity_field(e, e->scope)] : NULL;
		struct str sql = STR_INIT;
		int64_t above = 0;
		enum status st;

		if (!f || f->entity == ENTITY_CASE)
			return ST_OK;
		str_addf(&sql, "SELECT coalesce(\"%s\", 0) FROM \"%s\" WHERE id = :id", f->name,
			e->name);
		st = stmt_number(db, str_text(&sql), *id, &above);
		str_free(&sql);
		/* What is gone stands for itself. */
		if (st == ST_NOTFOUND || (st == ST_OK && !above))
			return ST_OK;
		if (st)
			return st;
		*entity = f->entity;
		*id = above;
	}
	return ST_OK;
}

/* ---- edges ---- */

static enum status join(struct reader *r, enum entity_id from_entity, int64_t from,
	enum chain_how how, enum entity_id to_entity, int64_t to, int64_t link)
{
	struct chain *c = r->c;
	struct chain_edge e = { .how = how, .link = link };
	enum status st = climb(r->db, &from_entity, &from);

	if (st == ST_OK)
		st = climb(r->db, &to_entity, &to);
	if (st == ST_OK && from == to)
		return ST_OK;
	if (st == ST_OK)
		st = node_at(r, from_entity, from, &e.from);
	if (st == ST_OK)
		st = node_at(r, to_entity, to, &e.to);
	if (st)
		return st;
	if (c->n_edges % ROOM == 0)
		c->edges = mem_resize(c->edges, c->n_edges + ROOM, sizeof(*c->edges));
	c->edges[c->n_edges++] = e;
	return ST_OK;
}

/* Pairs of ids of two kinds. */
static enum status read_pairs(struct reader *r, const char *sql, enum entity_id from,
	enum chain_how how, enum entity_id to)
{
	struct stmt *s;
	enum status st = stmt_get(r->db, sql, &s);

	if (st)
		return st;
	while (st == ST_OK && (st = stmt_step(s)) == ST_OK)
		st = join(r, from, stmt_get_int(s, 0), how, to, stmt_get_int(s, 1), 0);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum chain_how how_named(const char *word)
{
	static const char *const words[] = { "cites", "answers", "appeals", "supersedes",
		"follows" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!strcmp(words[i], word))
			return (enum chain_how)i;
	return CHAIN_CITES;
}

static enum status read_links(struct reader *r)
{
	struct stmt *s;
	enum status st = stmt_get(
		r->db, "SELECT id, \"from\", from_entity, word, \"to\", to_entity FROM link", &s);

	if (st)
		return st;
	while (st == ST_OK && (st = stmt_step(s)) == ST_OK) {
		const struct entity *from = entity_find(stmt_get_text(s, 2));
		const struct entity *to = entity_find(stmt_get_text(s, 5));

		if (from && to)
			st = join(r, from->id, stmt_get_int(s, 1), how_named(stmt_get_text(s, 3)),
				to->id, stmt_get_int(s, 4), stmt_get_int(s, 0));
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status read_relations(struct reader *r)
{
	static const struct {
		const char *sql;
		enum entity_id from;
		enum chain_how how;
		enum entity_id to;
	} relations[] = {
		{ "SELECT DISTINCT c.petition, p.exhibit FROM proof p JOIN claim c ON c.id = "
		  "p.claim ORDER BY 1, 2",
			ENTITY_PETITION, CHAIN_PROOF, ENTITY_EXHIBIT },
		{ "SELECT DISTINCT ruling, petition FROM decision", ENTITY_RULING, CHAIN_DECIDES,
			ENTITY_PETITION },
		{ "SELECT id, appeal_from FROM ruling WHERE appeal_from IS NOT NULL", ENTITY_RULING,
			CHAIN_REVIEWS, ENTITY_RULING },
		{ "SELECT letter, contact FROM recipient WHERE contact IS NOT NULL", ENTITY_LETTER,
			CHAIN_SENT, ENTITY_CONTACT },
		{ "SELECT id, redaction_of FROM exhibit WHERE redaction_of IS NOT NULL",
			ENTITY_EXHIBIT, CHAIN_REDACTS, ENTITY_EXHIBIT },
		{ "SELECT id, parent FROM exhibit WHERE parent IS NOT NULL", ENTITY_EXHIBIT,
			CHAIN_CAME, ENTITY_EXHIBIT },
	};
	enum status st = ST_OK;

	for (size_t i = 0; i < sizeof(relations) / sizeof(*relations) && st == ST_OK; i++)
		st = read_pairs(
			r, relations[i].sql, relations[i].from, relations[i].how, relations[i].to);
	return st;
}

/* ---- citations ---- */

static void add_slip(struct chain *c, const struct record *in, const char *target, bool several)
{
	if (c->n_slips % 16 == 0)
		c->slips = mem_resize(c->slips, c->n_slips + 16, sizeof(*c->slips));
	c->slips[c->n_slips++] =
		(struct chain_slip){ in->entity->id, in->id, mem_text(target), several };
}

/* "exhibit:hk-report" of "](exhibit:hk-report)"; false: it is an address, or something else. */
static bool take_target(const char *text, size_t len, struct str *out, const struct entity **e)
{
	const char *colon = memchr(text, ':', len);
	struct str name = STR_INIT;

	*e = NULL;
	if (colon && colon > text && (size_t)(colon - text) + 1 < len) {
		str_add_n(&name, text, (size_t)(colon - text));
		*e = entity_find(str_text(&name));
		if (*e && strcmp((*e)->name, str_text(&name)) != 0)
			*e = NULL;
	}
	str_free(&name);
	str_clear(out);
	str_add_n(out, text, len);
	return *e != NULL;
}

static enum status read_text(
	struct reader *r, struct cite *cite, const struct record *in, const char *text)
{
	struct str target = STR_INIT;
	enum status st = ST_OK;

	for (bool code = false; *text && st == ST_OK; text++) {
		const struct entity *e;
		size_t len;
		int64_t id = 0;

		if (*text == '`')
			code = !code;
		if (*text == '\n' && text[1] == '\n')
			code = false;
		if (code || text[0] != ']' || text[1] != '(')
			continue;
		len = strcspn(text + 2, ") \n\t");
		if (text[2 + len] == '\0' || !take_target(text + 2, len, &target, &e))
			continue;
		st = cite_find(cite, e->id, str_text(&target) + strlen(e->name) + 1, &id);
		if (st == ST_OK) {
			st = join(r, in->entity->id, in->id, CHAIN_TEXT, e->id, id, 0);
		} else if (st == ST_NOTFOUND || st == ST_CONFLICT) {
			add_slip(r->c, in, str_text(&target), st == ST_CONFLICT);
			st = ST_OK;
		}
	}
	str_free(&target);
	return st;
}

static enum status read_record(struct reader *r, enum entity_id entity, int64_t id)
{
	struct record in;
	struct cite cite;
	enum status st = record_load(r->db, entity, id, &in);

	if (st == ST_OK && !in.withheld) {
		st = cite_begin(&cite, r->db, &in);
		for (size_t i = 0; i < in.entity->n_fields && st == ST_OK; i++)
			if (in.entity->fields[i].type == FIELD_LONG && in.values[i].text)
				st = read_text(r, &cite, &in, in.values[i].text);
		cite_end(&cite);
	}
	record_free(&in);
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* Those whose texts hold what looks like a citation. */
static enum status read_citations(struct reader *r, const struct entity *e)
{
	struct str sql = STR_INIT;
	struct stmt *s = NULL;
	enum status st;

	str_addf(&sql, "SELECT id FROM \"%s\" WHERE 0", e->name);
	for (size_t i = 0; i < e->n_fields; i++)
		if (e->fields[i].type == FIELD_LONG)
			str_addf(&sql, " OR \"%s\" LIKE '%%](%%:%%'", e->fields[i].name);
	st = stmt_get(r->db, str_text(&sql), &s);
	str_free(&sql);
	while (st == ST_OK && (st = stmt_step(s)) == ST_OK)
		st = read_record(r, e->id, stmt_get_int(s, 0));
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* ---- both directions ---- */

static int by_from(const void *a, const void *b)
{
	const struct chain_edge *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	if (x->how != y->how)
		return x->how < y->how ? -1 : 1;
	return (x->link > y->link) - (x->link < y->link);
}

static void arrange(struct chain *c)
{
	size_t kept = 0, at = 0;

	if (c->n_edges > 1)
		qsort(c->edges, c->n_edges, sizeof(*c->edges), by_from);
	/* What a text cites again and again is one relation. */
	for (size_t i = 0; i < c->n_edges; i++)
		if (!kept || by_from(&c->edges[kept - 1], &c->edges[i]) != 0)
			c->edges[kept++] = c->edges[i];
	c->n_edges = kept;
	for (size_t i = 0; i < c->n_edges; i++) {
		struct chain_node *from = &c->nodes[c->edges[i].from];

		if (!from->n_out++)
			from->out = i;
		c->nodes[c->edges[i].to].n_in++;
	}
	for (size_t i = 0; i < c->n_nodes; i++) {
		c->nodes[i].in = at;
		at += c->nodes[i].n_in;
		c->nodes[i].n_in = 0;
	}
	c->back = mem_array(c->n_edges + 1, sizeof(*c->back));
	for (size_t i = 0; i < c->n_edges; i++) {
		struct chain_node *to = &c->nodes[c->edges[i].to];

		c->back[to->in + to->n_in++] = i;
	}
}

/* What a gag order covers has neither name nor day here, as in every list. */
static enum status draw_veil(struct db *db, struct chain *c)
{
	enum status st = ST_OK;

	if (!gag_veiled(db) || !gag_any(db))
		return ST_OK;
	for (size_t i = 0; i < c->n_nodes && st == ST_OK; i++) {
		struct str words = STR_INIT;
		bool hidden = false;

		st = gag_behind(db, c->nodes[i].entity, c->nodes[i].id, &hidden, &words);
		str_free(&words);
		if (st != ST_OK || !hidden || !c->nodes[i].ref)
			continue;
		free(c->nodes[i].ref);
		c->nodes[i].ref = mem_text(_("withheld"));
		c->nodes[i].date[0] = '\0';
	}
	return st;
}

enum status chain_load(struct db *db, struct chain *out)
{
	struct reader r = { db, out };
	enum status st;

	*out = (struct chain){ .nodes = NULL };
	st = read_links(&r);
	if (st == ST_OK)
		st = read_relations(&r);
	for (int i = 0; i < ENTITY_COUNT && st == ST_OK; i++)
		if (i != ENTITY_SIGNATORY && i != ENTITY_BATCH && i != ENTITY_PAIR)
			st = read_citations(&r, entity_get((enum entity_id)i));
	if (st == ST_OK)
		st = draw_veil(db, out);
	if (st == ST_OK)
		arrange(out);
	return st;
}

void chain_free(struct chain *c)
{
	for (size_t i = 0; i < c->n_nodes; i++)
		free(c->nodes[i].ref);
	for (size_t i = 0; i < c->n_slips; i++)
		free(c->slips[i].target);
	free(c->nodes);
	free(c->edges);
	free(c->back);
	free(c->slots);
	free(c->slips);
	*c = (struct chain){ .nodes = NULL };
}

enum status chain_find(
	struct db *db, const struct chain *c, enum entity_id entity, int64_t id, size_t *node)
{
	enum status st = climb(db, &entity, &id);

	*node = CHAIN_NONE;
	if (st == ST_OK && c->n_slots)
		*node = c->slots[slot_of(c, id)];
	return st;
}
