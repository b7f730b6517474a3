#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/proof.h"

/* The claims of a petition against the exhibits. */

struct proof_view *proof_of(struct pane *p)
{
	return p->state;
}

static enum status proof_view_open(struct pane *p)
{
	struct proof_view *v = mem_zero(sizeof(*v));
	struct record r;
	enum status st = record_load(pane_db(p), ENTITY_PETITION, p->at.id, &r);

	p->state = v;
	v->petition = p->at.id;
	v->column = CLAIM_COLUMN;
	v->ref = mem_text(st == ST_OK ? record_show(&r, "ref") : "");
	v->want_claim = p->at.owner == ENTITY_CLAIM ? p->at.owner_id : 0;
	v->want_exhibit = p->at.owner == ENTITY_EXHIBIT ? p->at.owner_id : 0;
	v->scroll.rests = proof_rests;
	v->scroll.arg = v;
	record_free(&r);
	return st;
}

static void proof_view_close(struct pane *p)
{
	struct proof_view *v = proof_of(p);

	proof_map_free(&v->map);
	idset_clear(&v->folded);
	free(v->lines);
	free(v->ref);
	free(v->act_text);
	free(v);
}

/* What was shown stays until all was read anew. */
static enum status read_map(struct pane *p)
{
	struct proof_view *v = proof_of(p);
	struct proof_map map;
	enum status st = proof_load(pane_db(p), v->petition, PROOF_WHOLE, &map);

	v->due = st == ST_STOPPED;
	if (st != ST_OK) {
		proof_map_free(&map);
		return st == ST_STOPPED ? ST_OK : st;
	}
	if (v->read)
		proof_remember(v);
	proof_map_free(&v->map);
	v->map = map;
	v->read = true;
	proof_totals(&v->map, &v->totals);
	proof_lines(v);
	return ST_OK;
}

static enum status proof_view_load(struct pane *p)
{
	enum status st;

	app_impatient(p->app, UNTIL_TIME_UP);
	st = read_map(p);
	app_patient(p->app);
	proof_lay_out(p);
	return st;
}

static bool proof_view_idle(struct pane *p)
{
	struct proof_view *v = proof_of(p);

	if (!v->due)
		return false;
	app_failed(p->app, read_map(p));
	proof_lay_out(p);
	p->app->dirty = true;
	return v->due;
}

static void crumb(struct pane *p, struct str *out)
{
	str_addf(out, "%s › ", proof_of(p)->ref);
	str_add(out, _("Proof"));
}

static void status(struct pane *p, struct str *out)
{
	const struct proof_view *v = proof_of(p);

	cell_number((int64_t)v->totals.status[CLAIM_PROVEN], out);
	str_add(out, _(" of "));
	cell_number((int64_t)v->map.n_claims, out);
	str_add(out, _(" proven"));
	if (v->due)
		str_add(out, "…");
}

static unsigned has(struct pane *p)
{
	return proof_rests(proof_of(p), proof_of(p)->scroll.cursor) ? NEEDS_ROW | NEEDS_RECORD : 0;
}

/* A proof in its cell; else the exhibit that proves nothing, or the claim. */
static bool subject(struct pane *p, struct subject *out)
{
	const struct proof_view *v = proof_of(p);
	const struct proof_claim *c = proof_claim(v);
	const struct proof_exhibit *e = proof_exhibit(v);
	size_t n;
	const struct proof_cell *cell = proof_cell(v, &n);

	if (cell)
		*out = (struct subject){ ENTITY_PROOF, cell->id };
	else if (c)
		*out = (struct subject){ ENTITY_CLAIM, c->id };
	else if (e)
		*out = (struct subject){ ENTITY_EXHIBIT, e->rule.id };
	return cell || c || e;
}

static bool move(struct pane *p, enum move how, int64_t n)
{
	return scroll_move(&proof_of(p)->scroll, how, n);
}

static bool point(struct pane *p, int y, int x)
{
	struct proof_view *v = proof_of(p);
	const int column = x - p->box.x - v->claim_cols;

	if (y - p->box.y >= p->box.rows - v->detail)
		return false;
	if (!scroll_point(&v->scroll, y - p->box.y - (p->box.rows > 3)))
		return false;
	if (!proof_claim(v))
		return true;
	v->column = CLAIM_COLUMN;
	if (column >= 0 && (size_t)column / CELL_COLS < v->fit)
		v->column = v->left + (size_t)column / CELL_COLS;
	if (v->column != CLAIM_COLUMN && v->column >= v->map.n_columns)
		v->column = CLAIM_COLUMN;
	return true;
}

static void saved(struct pane *p, const struct record *r)
{
	struct proof_view *v = proof_of(p);

	if (r->entity->id == ENTITY_CLAIM) {
		v->want_claim = r->id;
		v->column = CLAIM_COLUMN;
	}
	if (r->entity->id == ENTITY_PROOF) {
		v->want_claim = record_num(r, "claim");
		v->want_exhibit = record_num(r, "exhibit");
	}
	pane_stale(p);
}

static const char *const contexts[] = { "proof", "list", "global", NULL };

const struct view view_proof = {
	.name = "proof",
	.title = N_("Proof"),
	.contexts = contexts,
	.actions = proof_actions,
	.whole = true,
	.of = ENTITY_PETITION,
	.open = proof_view_open,
	.close = proof_view_close,
	.load = proof_view_load,
	.draw = proof_draw,
	.idle = proof_view_idle,
	.crumb = crumb,
	.status = status,
	.has = has,
	.subject = subject,
	.move = move,
	.point = point,
	.saved = saved,
};
