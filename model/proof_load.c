#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/proof.h"
#include "model/stmt.h"
#include "model/text.h"

/* Reads the claims, proofs and exhibits of a petition. */

#define ROOM 64

static void *room(void *rows, size_t n, size_t size)
{
	return n % ROOM ? rows : mem_resize(rows, n + ROOM, size);
}

static char *text_at(struct stmt *s, int column)
{
	return mem_text_or_null(stmt_get_text(s, column));
}

/* ---- claims ---- */

static const char claims_sql[] =
	"SELECT id, parent, status, coalesce(status_reason, '') <> '', coalesce(answer, '') <> '' "
	"FROM claim WHERE petition = :petition ORDER BY id";
static const char claims_whole_sql[] =
	"SELECT id, parent, status, coalesce(status_reason, '') <> '', coalesce(answer, '') <> '', "
	"ref, title, statement, answer, status_reason, level "
	"FROM claim WHERE petition = :petition ORDER BY id";

static void take_claim(struct stmt *s, enum proof_part part, struct proof_map *m)
{
	struct proof_claim *c;

	m->claims = room(m->claims, m->n_claims, sizeof(*m->claims));
	c = &m->claims[m->n_claims++];
	*c = (struct proof_claim){ .id = stmt_get_int(s, 0),
		.parent_id = stmt_get_int(s, 1),
		.parent = PROOF_NONE,
		.stored = claim_status_named(stmt_get_text(s, 2)),
		.by_hand = stmt_get_int(s, 3) != 0,
		.answered = stmt_get_int(s, 4) != 0 };
	if (part == PROOF_RULE)
		return;
	c->ref = text_at(s, 5);
	c->title = text_at(s, 6);
	c->statement = text_at(s, 7);
	c->answer = text_at(s, 8);
	c->reason = text_at(s, 9);
	c->level = text_at(s, 10);
}

/* ---- exhibits ---- */

#define USED                                                                                       \
	"SELECT exhibit FROM proof WHERE claim IN (SELECT id FROM claim WHERE petition = "         \
	":petition) "
#define ABOVE                                                                                      \
	"UNION SELECT coalesce(e.redaction_of, e.parent) FROM used "                               \
	"CROSS JOIN exhibit e ON e.id = used.id WHERE coalesce(e.redaction_of, e.parent) IS NOT "  \
	"NULL) "
#define OF_EXHIBIT                                                                                 \
	"SELECT id, source, reliability, sha256, coalesce(redaction_of, parent), kind = "          \
	"'translation'"

static const char exhibits_sql[] = "WITH RECURSIVE used (id) AS (" USED ABOVE OF_EXHIBIT
				   " FROM exhibit WHERE id IN used ORDER BY id";
static const char exhibits_whole_sql[] =
	"WITH RECURSIVE used (id) AS (" USED
	"UNION SELECT e.id FROM petition p CROSS JOIN exhibit e ON e.\"case\" = p.\"case\" WHERE "
	"p.id = :petition " ABOVE OF_EXHIBIT
	", ref, coalesce((SELECT k.mark FROM mark k WHERE k.petition = :petition AND k.exhibit = "
	"exhibit.id AND k.state <> 'withdrawn' ORDER BY k.id LIMIT 1), mark), title, level, "
	"\"case\" = (SELECT \"case\" FROM petition WHERE id = :petition) AND NOT EXISTS (SELECT 1 "
	"FROM batch b WHERE b.exhibit = exhibit.id), EXISTS (SELECT 1 FROM "
	"proof f JOIN claim c ON c.id = f.claim WHERE f.exhibit = exhibit.id AND c.petition <> "
	":petition), (SELECT k.number FROM mark k WHERE k.petition = :petition AND k.exhibit = "
	"exhibit.id AND k.state <> 'withdrawn' ORDER BY k.id LIMIT 1) FROM exhibit WHERE id IN "
	"used "
	"ORDER BY id";

static char *folded(const char *text)
{
	struct str fold = STR_INIT;

	if (!text)
		return NULL;
	text_fold(&fold, text, strlen(text));
	if (fold.len)
		return str_detach(&fold);
	str_free(&fold);
	return NULL;
}

static void take_exhibit(struct stmt *s, enum proof_part part, struct proof_map *m)
{
	struct proof_exhibit *e;

	m->exhibits = room(m->exhibits, m->n_exhibits, sizeof(*m->exhibits));
	e = &m->exhibits[m->n_exhibits++];
	*e = (struct proof_exhibit){ .source_key = folded(stmt_get_text(s, 1)),
		.sha256 = text_at(s, 3),
		.above = stmt_get_int(s, 4) };
	e->rule.id = stmt_get_int(s, 0);
	e->rule.grade = claim_grade(stmt_get_text(s, 2));
	e->rule.source = e->source_key;
	e->rule.sha256 = e->sha256;
	e->rule.loose_translation = stmt_get_int(s, 5) && !e->above;
	if (part == PROOF_RULE)
		return;
	e->source = text_at(s, 1);
	e->reliability = text_at(s, 2);
	e->ref = text_at(s, 6);
	e->mark = text_at(s, 7);
	e->title = text_at(s, 8);
	e->level = text_at(s, 9);
	e->to_prove = stmt_get_int(s, 10) != 0;
	e->elsewhere = stmt_get_int(s, 11) != 0;
	e->place = stmt_get_int(s, 12);
}

#define ROOT_STEPS 64

/* Up to what it is a redaction of or came with; those that go round all come to the smallest. */
static void find_root(struct proof_map *m, size_t i)
{
	int64_t smallest = m->exhibits[i].rule.id;
	size_t at = i;
	int steps = 0;

	for (; m->exhibits[at].above && steps < ROOT_STEPS; steps++) {
		size_t next = proof_exhibit_at(m, m->exhibits[at].above);

		if (next == PROOF_NONE)
			break;
		at = next;
		if (m->exhibits[at].rule.id < smallest)
			smallest = m->exhibits[at].rule.id;
	}
	m->exhibits[i].rule.root = steps < ROOT_STEPS ? m->exhibits[at].rule.id : smallest;
}

/* ---- proofs ---- */

static const char cells_sql[] =
	"SELECT p.id, p.claim, p.exhibit, p.bearing FROM claim c CROSS JOIN proof p ON p.claim = "
	"c.id WHERE c.petition = :petition";
static const char cells_whole_sql[] =
	"SELECT p.id, p.claim, p.exhibit, p.bearing, p.title, p.pages, p.quote, p.level, p.ref "
	"FROM claim c CROSS JOIN proof p ON p.claim = c.id WHERE c.petition = :petition";

static enum proof_bearing bearing_named(const char *name)
{
	if (!strcmp(name, "supports"))
		return BEARS_FOR;
	return strcmp(name, "contradicts") != 0 ? BEARS_CONTEXT : BEARS_AGAINST;
}

static void take_cell(struct stmt *s, enum proof_part part, struct proof_map *m)
{
	size_t claim = proof_claim_at(m, stmt_get_int(s, 1));
	size_t exhibit = proof_exhibit_at(m, stmt_get_int(s, 2));
	struct proof_cell *c;

	if (claim == PROOF_NONE || exhibit == PROOF_NONE)
		return;
	m->cells = room(m->cells, m->n_cells, sizeof(*m->cells));
	c = &m->cells[m->n_cells++];
	*c = (struct proof_cell){ .id = stmt_get_int(s, 0),
		.claim = claim,
		.exhibit = exhibit,
		.bearing = bearing_named(stmt_get_text(s, 3)) };
	if (part == PROOF_RULE)
		return;
	c->title = text_at(s, 4);
	c->pages = text_at(s, 5);
	c->quote = text_at(s, 6);
	c->level = text_at(s, 7);
	c->ref = text_at(s, 8);
}

/* ---- the tree ---- */

/* Where claims belong to each other in a ring, as in a damaged file, one of them is let go. */
static void cut_rings(struct proof_map *m)
{
	size_t *walk = mem_zero((m->n_claims + 1) * sizeof(*walk)); /* which one came by first */

	for (size_t i = 0; i < m->n_claims; i++)
		for (size_t at = i; at != PROOF_NONE && !walk[at]; at = m->claims[at].parent) {
			size_t up = m->claims[at].parent;

			walk[at] = i + 1;
			if (up != PROOF_NONE && walk[up] == i + 1)
				m->claims[at].parent = PROOF_NONE;
		}
	free(walk);
}

/* Each before those below it; `to` gets their places, as they stand now. */
static void lay_out(const struct proof_map *m, size_t *to)
{
	const size_t n = m->n_claims;
	size_t *child = mem_array(n + 1, sizeof(*child)), *next = mem_array(n + 1, sizeof(*next));
	size_t at = PROOF_NONE, done = 0;

	for (size_t i = 0; i < n; i++)
		child[i] = PROOF_NONE;
	for (size_t i = n; i-- > 0;) {
		size_t up = m->claims[i].parent;
		size_t *head = up == PROOF_NONE ? &at : &child[up];

		next[i] = *head;
		*head = i;
	}
	while (at != PROOF_NONE) {
		to[done++] = at;
		if (child[at] != PROOF_NONE) {
			at = child[at];
			continue;
		}
		while (at != PROOF_NONE && next[at] == PROOF_NONE)
			at = m->claims[at].parent;
		at = at == PROOF_NONE ? at : next[at];
	}
	free(child);
	free(next);
}

static void measure(struct proof_map *m)
{
	for (size_t i = 0; i < m->n_claims; i++) {
		struct proof_claim *c = &m->claims[i];

		c->end = i + 1;
		c->depth = c->parent == PROOF_NONE ? 0 : m->claims[c->parent].depth + 1;
		if (c->parent != PROOF_NONE)
			m->claims[c->parent].facts = true;
	}
	for (size_t i = m->n_claims; i-- > 0;) {
		size_t up = m->claims[i].parent;

		if (up != PROOF_NONE && m->claims[up].end < m->claims[i].end)
			m->claims[up].end = m->claims[i].end;
	}
}

static void plant(struct proof_map *m)
{
	const size_t n = m->n_claims;
	size_t *to = mem_array(n + 1, sizeof(*to));
	struct proof_claim *laid = mem_array(n + 1, sizeof(*laid));

	m->by_id = mem_array(n + 1, sizeof(*m->by_id));
	for (size_t i = 0; i < n; i++)
		m->by_id[i] = i;
	for (size_t i = 0; i < n; i++)
		if (m->claims[i].parent_id)
			m->claims[i].parent = proof_claim_at(m, m->claims[i].parent_id);
	cut_rings(m);
	lay_out(m, to);
	for (size_t i = 0; i < n; i++) {
		laid[i] = m->claims[to[i]];
		m->by_id[to[i]] = i;
	}
	for (size_t i = 0; i < n; i++)
		if (laid[i].parent != PROOF_NONE)
			laid[i].parent = m->by_id[laid[i].parent];
	free(to);
	free(m->claims);
	m->claims = laid;
	measure(m);
}

/* ---- the order of exhibits and cells ---- */

static int by_name(const void *a, const void *b)
{
	const struct proof_exhibit *x = *(struct proof_exhibit *const *)a;
	const struct proof_exhibit *y = *(struct proof_exhibit *const *)b;
	int order = !x->place - !y->place;

	/* In the order of the petition's marks, whose letters may be numbers. */
	if (!order)
		order = (x->place > y->place) - (x->place < y->place);
	if (!order)
		order = !x->mark - !y->mark;
	if (!order && x->ref && y->ref)
		order = proof_compare_names(proof_exhibit_name(x), proof_exhibit_name(y));
	return order ? order : (x->rule.id > y->rule.id) - (x->rule.id < y->rule.id);
}

static int by_place(const void *a, const void *b)
{
	const struct proof_cell *x = a, *y = b;

	if (x->claim != y->claim)
		return x->claim < y->claim ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static void set_columns(struct proof_map *m)
{
	const size_t n = m->n_exhibits;
	struct proof_exhibit **sorted = mem_array(n + 1, sizeof(struct proof_exhibit *));

	for (size_t i = 0; i < n; i++)
		sorted[i] = &m->exhibits[i];
	if (n > 1)
		qsort(sorted, n, sizeof(*sorted), by_name);
	m->columns = mem_array(n + 1, sizeof(*m->columns));
	m->idle = mem_array(n + 1, sizeof(*m->idle));
	for (size_t i = 0; i < n; i++) {
		const size_t at = (size_t)(sorted[i] - m->exhibits);

		sorted[i]->column = m->n_columns;
		if (sorted[i]->n_cells)
			m->columns[m->n_columns++] = at;
		else if (sorted[i]->to_prove)
			m->idle[m->n_idle++] = at;
	}
	free(sorted);
}

static void set_cells(struct proof_map *m)
{
	for (size_t i = 0; i < m->n_cells; i++) {
		struct proof_exhibit *e = &m->exhibits[m->cells[i].exhibit];

		e->n_cells++;
		e->n_context += m->cells[i].bearing == BEARS_CONTEXT;
	}
	set_columns(m);
	for (size_t i = 0; i < m->n_cells; i++)
		m->cells[i].column = m->exhibits[m->cells[i].exhibit].column;
	if (m->n_cells > 1)
		qsort(m->cells, m->n_cells, sizeof(*m->cells), by_place);
	for (size_t i = 0; i < m->n_cells; i++) {
		struct proof_claim *c = &m->claims[m->cells[i].claim];

		if (!c->n_cells++)
			c->first = i;
	}
}

/* ---- all ---- */

typedef void take_fn(struct stmt *s, enum proof_part part, struct proof_map *m);

static enum status read_rows(
	struct db *db, const char *sql, take_fn *take, enum proof_part part, struct proof_map *m)
{
	struct stmt *s;
	enum status st = stmt_get(db, sql, &s);

	if (st)
		return st;
	stmt_int(s, ":petition", m->petition);
	while ((st = stmt_step(s)) == ST_OK)
		take(s, part, m);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static void forget(char **text)
{
	free(*text);
	*text = NULL;
}

/* The words of proofs that rest on it are of it. */
static void cover_cells(struct proof_map *m, size_t exhibit)
{
	for (size_t i = 0; i < m->n_cells; i++) {
		struct proof_cell *c = &m->cells[i];

		if (c->exhibit != exhibit)
			continue;
		forget(&c->ref);
		forget(&c->title);
		forget(&c->pages);
		forget(&c->quote);
	}
}

/* Exhibits of another case may be behind the veil where this petition is not. */
static enum status cover(struct db *db, struct proof_map *m)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < m->n_exhibits && st == ST_OK; i++) {
		struct proof_exhibit *e = &m->exhibits[i];
		struct str words = STR_INIT;
		bool hidden = false;

		if (!e->to_prove)
			st = gag_behind(db, ENTITY_EXHIBIT, e->rule.id, &hidden, &words);
		if (hidden) {
			forget(&e->ref);
			forget(&e->title);
			forget(&e->source);
			forget(&e->mark);
			e->ref = mem_text(_("withheld"));
			e->title = str_detach(&words);
			cover_cells(m, i);
		}
		str_free(&words);
	}
	return st;
}

static enum status draw_veil(struct db *db, struct proof_map *m)
{
	if (db_in_change(db) || !gag_veiled(db) || !gag_any(db))
		return ST_OK;
	return cover(db, m);
}

/* Under the veil a petition that it hides has no proof to be seen. */
static enum status ask_veil(struct db *db, int64_t petition)
{
	if (db_in_change(db) || !gag_veiled(db) || !gag_any(db))
		return ST_OK;
	return gag_refuse(db, ENTITY_PETITION, petition);
}

enum status proof_load(struct db *db, int64_t petition, enum proof_part part, struct proof_map *out)
{
	const bool whole = part == PROOF_WHOLE;
	enum status st = whole ? ask_veil(db, petition) : ST_OK;

	*out = (struct proof_map){ .petition = petition };
	if (st == ST_OK)
		st = read_rows(db, whole ? claims_whole_sql : claims_sql, take_claim, part, out);
	if (st == ST_OK)
		st = read_rows(
			db, whole ? exhibits_whole_sql : exhibits_sql, take_exhibit, part, out);
	if (st)
		return st;
	plant(out);
	for (size_t i = 0; i < out->n_exhibits; i++)
		find_root(out, i);
	st = read_rows(db, whole ? cells_whole_sql : cells_sql, take_cell, part, out);
	if (st)
		return st;
	set_cells(out);
	proof_judge(out);
	return whole ? draw_veil(db, out) : ST_OK;
}

void proof_map_free(struct proof_map *m)
{
	for (size_t i = 0; i < m->n_claims; i++) {
		struct proof_claim *c = &m->claims[i];
		char *texts[] = { c->ref, c->title, c->statement, c->answer, c->reason, c->level };

		for (size_t k = 0; k < sizeof(texts) / sizeof(*texts); k++)
			free(texts[k]);
	}
	for (size_t i = 0; i < m->n_exhibits; i++) {
		struct proof_exhibit *e = &m->exhibits[i];
		char *texts[] = { e->source_key, e->sha256, e->ref, e->mark, e->title, e->source,
			e->reliability, e->level };

		for (size_t k = 0; k < sizeof(texts) / sizeof(*texts); k++)
			free(texts[k]);
	}
	for (size_t i = 0; i < m->n_cells; i++) {
		struct proof_cell *c = &m->cells[i];
		char *texts[] = { c->ref, c->title, c->pages, c->quote, c->level };

		for (size_t k = 0; k < sizeof(texts) / sizeof(*texts); k++)
			free(texts[k]);
	}
	free(m->claims);
	free(m->exhibits);
	free(m->cells);
	free(m->columns);
	free(m->idle);
	free(m->by_id);
	*m = (struct proof_map){ 0 };
}
