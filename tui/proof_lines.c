#include "config.h"

#include <stdlib.h>

#include "model/mem.h"
#include "tui/proof.h"

/* The lines of the proof view: gaps first, or the claims as a tree. */

const struct proof_line *proof_line(const struct proof_view *v)
{
	return v->scroll.cursor < v->n_lines ? &v->lines[v->scroll.cursor] : NULL;
}

const struct proof_claim *proof_claim(const struct proof_view *v)
{
	const struct proof_line *l = proof_line(v);

	return l && l->kind == LINE_CLAIM ? &v->map.claims[l->at] : NULL;
}

const struct proof_exhibit *proof_exhibit(const struct proof_view *v)
{
	const struct proof_line *l = proof_line(v);

	if (l && l->kind == LINE_IDLE)
		return &v->map.exhibits[l->at];
	if (!l || l->kind != LINE_CLAIM || v->column >= v->map.n_columns)
		return NULL;
	return &v->map.exhibits[v->map.columns[v->column]];
}

const struct proof_cell *proof_cell(const struct proof_view *v, size_t *n)
{
	*n = 0;
	if (!proof_claim(v) || v->column >= v->map.n_columns)
		return NULL;
	return proof_cells_at(&v->map, proof_line(v)->at, v->map.columns[v->column], n);
}

bool proof_rests(const void *view, size_t line)
{
	const struct proof_view *v = view;

	return line < v->n_lines &&
	       (v->lines[line].kind == LINE_CLAIM || v->lines[line].kind == LINE_IDLE);
}

static struct proof_line *add(struct proof_view *v, enum proof_kind kind, size_t at)
{
	struct proof_line *l;

	if (v->n_lines % 64 == 0)
		v->lines = mem_resize(v->lines, v->n_lines + 64, sizeof(*v->lines));
	l = &v->lines[v->n_lines++];
	*l = (struct proof_line){ .kind = kind, .at = at };
	return l;
}

static void add_gaps(struct proof_view *v)
{
	const int last = v->only_gaps ? GAP_NONE - 1 : GAP_NONE;

	for (int gap = 0; gap <= last; gap++) {
		size_t count = v->totals.gap[gap];

		if (!count)
			continue;
		add(v, LINE_GAP, 0)->gap = (enum proof_gap)gap;
		v->lines[v->n_lines - 1].count = count;
		for (size_t i = 0; i < v->map.n_claims; i++)
			if (v->map.claims[i].gap == (enum proof_gap)gap)
				add(v, LINE_CLAIM, i);
	}
}

static bool has_gap(const struct proof_view *v, size_t at)
{
	for (size_t i = at; i < v->map.claims[at].end; i++)
		if (v->map.claims[i].gap != GAP_NONE)
			return true;
	return false;
}

static void add_tree(struct proof_view *v)
{
	const struct proof_claim *claims = v->map.claims;

	for (size_t i = 0; i < v->map.n_claims;) {
		if (v->only_gaps && !has_gap(v, i)) {
			i = claims[i].end;
			continue;
		}
		add(v, LINE_CLAIM, i);
		i = idset_has(&v->folded, claims[i].id) ? claims[i].end : i + 1;
	}
}

void proof_remember(struct proof_view *v)
{
	const struct proof_claim *c = proof_claim(v);
	const struct proof_exhibit *e = proof_exhibit(v);

	if (!v->want_claim)
		v->want_claim = c ? c->id : 0;
	if (!v->want_exhibit)
		v->want_exhibit = e ? e->rule.id : 0;
}

/* Of a claim that is folded away, or was removed, something near it is selected. */
static void select_wanted(struct proof_view *v)
{
	bool claim = false;

	for (size_t i = 0; i < v->n_lines; i++) {
		const struct proof_line *l = &v->lines[i];

		if (l->kind == LINE_CLAIM && v->want_claim &&
			v->map.claims[l->at].id == v->want_claim) {
			v->scroll.cursor = i;
			claim = true;
			break;
		}
	}
	for (size_t i = 0; i < v->map.n_columns && v->want_exhibit; i++)
		if (v->map.exhibits[v->map.columns[i]].rule.id == v->want_exhibit)
			v->column = i;
	for (size_t i = 0; i < v->n_lines && !claim && v->want_exhibit; i++)
		if (v->lines[i].kind == LINE_IDLE &&
			v->map.exhibits[v->lines[i].at].rule.id == v->want_exhibit)
			v->scroll.cursor = i;
	v->want_claim = v->want_exhibit = 0;
}

void proof_lines(struct proof_view *v)
{
	free(v->lines);
	v->lines = NULL;
	v->n_lines = 0;
	if (v->tree)
		add_tree(v);
	else
		add_gaps(v);
	if (v->map.n_idle)
		add(v, LINE_IDLE_TOP, 0)->count = v->map.n_idle;
	for (size_t i = 0; i < v->map.n_idle; i++)
		add(v, LINE_IDLE, v->map.idle[i]);
	if (v->column != CLAIM_COLUMN && v->column >= v->map.n_columns)
		v->column = v->map.n_columns ? v->map.n_columns - 1 : CLAIM_COLUMN;
	v->scroll.n = v->n_lines;
	select_wanted(v);
}

void proof_show_column(struct proof_view *v)
{
	const size_t most = v->map.n_columns > v->fit ? v->map.n_columns - v->fit : 0;

	if (v->column == CLAIM_COLUMN)
		v->left = 0;
	else if (v->column < v->left)
		v->left = v->column;
	else if (v->fit && v->column >= v->left + v->fit)
		v->left = v->column - v->fit + 1;
	if (v->left > most)
		v->left = most;
}

void proof_lay_out(struct pane *p)
{
	struct proof_view *v = proof_of(p);
	const int rows = p->box.rows, cols = p->box.cols;

	v->detail = rows >= 34 ? 12 : rows >= 18 ? 7 : rows >= 12 ? 4 : rows >= 7 ? 2 : 0;
	v->status_cols = cols >= 60 ? 11 : 0;
	v->claim_cols = cols >= 110 ? cols / 2 : cols >= 60 ? 46 : cols > 40 ? 24 : cols - 10;
	if (v->claim_cols < 6)
		v->claim_cols = cols;
	v->fit = cols > v->claim_cols ? (size_t)(cols - v->claim_cols) / CELL_COLS : 0;
	/* Where few exhibits leave room, the claims have it. */
	if (v->fit > v->map.n_columns) {
		v->fit = v->map.n_columns;
		v->claim_cols = cols - (int)v->fit * CELL_COLS;
	}
	v->scroll.height = rows - (rows > 3) - v->detail;
	if (v->scroll.height < 0)
		v->scroll.height = 0;
	scroll_fix(&v->scroll);
	/* The heading of the first row is seen with it. */
	if (v->scroll.cursor == 1 && v->scroll.height > 1)
		v->scroll.top = 0;
	proof_show_column(v);
}
