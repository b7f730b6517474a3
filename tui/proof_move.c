#include "config.h"

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/proof.h"

/* Where one is in the proof view, and which of its claims are shown. */

enum reaction proof_column(struct app *app, struct pane *p, const struct action *self)
{
	struct proof_view *v = proof_of(p);
	const size_t n = v->map.n_columns;

	(void)app;
	if (!proof_claim(v))
		return REACT_NONE;
	if (self->arg > 0 && v->column == CLAIM_COLUMN)
		v->column = n ? 0 : CLAIM_COLUMN;
	else if (self->arg > 0 && v->column + 1 < n)
		v->column++;
	else if (self->arg < 0 && v->column != CLAIM_COLUMN)
		v->column = v->column ? v->column - 1 : CLAIM_COLUMN;
	proof_show_column(v);
	return REACT_REDRAW;
}

/* The next cell of this claim that holds something, then that of those below it. */
enum reaction proof_next(struct app *app, struct pane *p, const struct action *self)
{
	struct proof_view *v = proof_of(p);
	const size_t width = v->map.n_columns + 1;
	const size_t all = v->n_lines * width;
	size_t at = v->scroll.cursor * width + (v->column == CLAIM_COLUMN ? 0 : v->column + 1);

	if (!v->n_lines || !v->map.n_columns)
		return REACT_NONE;
	for (size_t steps = 1; steps < all; steps++) {
		const struct proof_line *l;
		size_t n;

		at = (at + (self->arg > 0 ? 1 : all - 1)) % all;
		l = &v->lines[at / width];
		if (l->kind != LINE_CLAIM || at % width == 0 ||
			!proof_cells_at(&v->map, l->at, v->map.columns[at % width - 1], &n))
			continue;
		v->scroll.cursor = at / width;
		v->column = at % width - 1;
		scroll_fix(&v->scroll);
		proof_show_column(v);
		return REACT_REDRAW;
	}
	app_say(app, "%s", _("No exhibit bears on another claim here."));
	return REACT_REDRAW;
}

/* ---- which claims ---- */

enum reaction proof_order(struct app *app, struct pane *p, const struct action *self)
{
	struct proof_view *v = proof_of(p);

	proof_remember(v);
	if (self->arg)
		v->only_gaps = !v->only_gaps;
	else
		v->tree = !v->tree;
	proof_lines(v);
	proof_lay_out(p);
	if (self->arg)
		app_say(app, "%s",
			v->only_gaps ? _("What is proven is left out.") : _("All claims."));
	return REACT_REDRAW;
}

enum reaction proof_fold(struct app *app, struct pane *p, const struct action *self)
{
	struct proof_view *v = proof_of(p);
	const struct proof_claim *c = proof_claim(v);

	(void)self;
	if (!v->tree) {
		app_say(app, "%s", _("Claims are folded where they stand as a tree; o shows it."));
		return REACT_REDRAW;
	}
	if (c && !c->facts && c->parent != PROOF_NONE)
		c = &v->map.claims[c->parent];
	if (!c || !c->facts)
		return REACT_NONE;
	proof_remember(v);
	v->want_claim = c->id;
	if (!idset_remove(&v->folded, c->id))
		idset_add(&v->folded, c->id);
	proof_lines(v);
	proof_lay_out(p);
	return REACT_REDRAW;
}
