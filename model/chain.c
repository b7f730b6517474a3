#include "config.h"

#include "model/chain.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"

/* Walks the chain. */

const char *chain_words(enum chain_how how, bool away)
{
	static const char *const words[CHAIN_HOWS][2] = {
		[CHAIN_CITES] = { N_("cited by"), N_("cites") },
		[CHAIN_ANSWERS] = { N_("answered by"), N_("answers") },
		[CHAIN_APPEALS] = { N_("appealed by"), N_("appeals") },
		[CHAIN_SUPERSEDES] = { N_("superseded by"), N_("supersedes") },
		[CHAIN_FOLLOWS] = { N_("followed by"), N_("follows") },
		[CHAIN_TEXT] = { N_("cited in the text of"), N_("cites in its text") },
		[CHAIN_PROOF] = { N_("proof for"), N_("rests on") },
		[CHAIN_DECIDES] = { N_("decided by"), N_("decides") },
		[CHAIN_REVIEWS] = { N_("reviewed by"), N_("reviews") },
		[CHAIN_SENT] = { N_("addressee of"), N_("addressed to") },
		[CHAIN_REDACTS] = { N_("redacted as"), N_("redaction of") },
		[CHAIN_CAME] = { N_("came with it"), N_("came with") },
	};

	return _(words[how][away]);
}

void chain_say(const struct chain_row *row, struct str *out)
{
	const size_t from = out->len;

	for (int i = 0; i < CHAIN_HOWS; i++)
		if (row->hows >> i & 1)
			str_addf(out, "%s%s", out->len > from ? ", " : "",
				chain_words((enum chain_how)i, row->away));
}

/* Of these much hangs together that is not one chain: the tree does not go through them. */
static bool ends_here(enum entity_id entity)
{
	return entity == ENTITY_CONTACT || entity == ENTITY_AUTHORITY || entity == ENTITY_CASE;
}

struct walk {
	const struct chain *c;
	bool away;
	bool *seen;
	struct chain_row *rows;
	size_t n, cap;
};

struct next {
	const struct chain_node *node; /* the other end */
	size_t at;
	unsigned hows;
};

/* By date; what has none comes last. */
static int by_date(const void *a, const void *b)
{
	const struct next *x = a, *y = b;
	int order = !*x->node->date - !*y->node->date;

	if (!order)
		order = strcmp(x->node->date, y->node->date);
	if (!order)
		order = (x->node->entity > y->node->entity) - (x->node->entity < y->node->entity);
	if (!order)
		order = (x->node->id > y->node->id) - (x->node->id < y->node->id);
	return order;
}

/* Each once, with all that relates the two. */
static struct next *neighbours(const struct walk *w, size_t from, size_t *n)
{
	const struct chain_node *node = &w->c->nodes[from];
	const size_t first = w->away ? node->out : node->in;
	struct next *next;
	size_t kept = 0;

	*n = w->away ? node->n_out : node->n_in;
	next = mem_array(*n + 1, sizeof(*next));
	for (size_t i = 0; i < *n; i++) {
		const struct chain_edge *e =
			&w->c->edges[w->away ? first + i : w->c->back[first + i]];

		next[i].at = w->away ? e->to : e->from;
		next[i].node = &w->c->nodes[next[i].at];
		next[i].hows = 1u << e->how;
	}
	if (*n > 1)
		qsort(next, *n, sizeof(*next), by_date);
	for (size_t i = 0; i < *n; i++) {
		if (kept && next[kept - 1].at == next[i].at)
			next[kept - 1].hows |= next[i].hows;
		else
			next[kept++] = next[i];
	}
	*n = kept;
	return next;
}

static void add(struct walk *w, const struct chain_row *row)
{
	if (w->n == w->cap) {
		w->cap = w->cap ? 2 * w->cap : 64;
		w->rows = mem_resize(w->rows, w->cap, sizeof(*w->rows));
	}
	w->rows[w->n++] = *row;
}

/* That a ruling is cited by the petition that it decides leads back to where the walk came from. */
static void drop(struct next *next, size_t *n, size_t came)
{
	size_t kept = 0;

	for (size_t i = 0; i < *n; i++)
		if (next[i].at != came)
			next[kept++] = next[i];
	*n = kept;
}

/* CHAIN_DEPTH bounds it. */
static void walk_from(struct walk *w, size_t from, size_t came, int depth, uint64_t more)
{
	size_t n;
	struct next *next = neighbours(w, from, &n);

	drop(next, &n, came);
	for (size_t i = 0; i < n; i++) {
		struct chain_row row = { .node = next[i].at,
			.hows = next[i].hows,
			.away = w->away,
			.depth = depth,
			.more = more };
		const struct chain_node *node = next[i].node;
		bool leaf = ends_here(node->entity) || !(w->away ? node->n_out : node->n_in);

		if (i + 1 < n)
			row.more |= UINT64_C(1) << depth;
		row.again = w->seen[row.node] && !leaf;
		add(w, &row);
		if (leaf || row.again || depth >= CHAIN_DEPTH)
			continue;
		w->seen[row.node] = true;
		walk_from(w, row.node, from, depth + 1, row.more);
	}
	free(next);
}

void chain_walk(const struct chain *c, size_t from, bool away, struct chain_row **rows, size_t *n)
{
	struct walk w = { .c = c, .away = away, .seen = mem_zero(c->n_nodes + 1) };

	if (from < c->n_nodes) {
		w.seen[from] = true;
		walk_from(&w, from, CHAIN_NONE, 1, 0);
	}
	free(w.seen);
	*rows = w.rows;
	*n = w.n;
}
