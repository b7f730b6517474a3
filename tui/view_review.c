#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/review.h"

struct review *review_of(struct pane *p)
{
	return p->state;
}

/* ---- the pair that is shown ---- */

static void forget(struct review *v)
{
	if (v->pair.entity)
		record_free(&v->pair);
	for (int i = 0; i < 2; i++)
		if (v->rows[i].entity)
			record_free(&v->rows[i]);
	free(v->lines);
	v->lines = NULL;
	v->scroll.n = 0;
}

static bool is_same(const struct review *v, size_t field)
{
	const char *one = v->rows[0].values[field].text, *two = v->rows[1].values[field].text;

	return one && two ? !strcmp(one, two) : !one && !two;
}

/* What people compare first comes first; what only the program knows is left out. */
static void find_lines(struct review *v)
{
	static const char *const passed[] = { "ref", "title", "petition", "duplicate_of",
		"state_before", "extra", "level" };
	const struct entity *e = entity_get(ENTITY_SIGNATORY);

	v->lines = mem_array(e->n_fields, sizeof(*v->lines));
	for (size_t i = 0; i < e->n_fields; i++) {
		size_t k = 0;

		while (k < sizeof(passed) / sizeof(passed[0]) &&
			strcmp(passed[k], e->fields[i].name) != 0)
			k++;
		if (k < sizeof(passed) / sizeof(passed[0]) ||
			(!v->rows[0].values[i].text && !v->rows[1].values[i].text))
			continue;
		v->lines[v->scroll.n++] = (struct review_line){ (int)i, !is_same(v, i) };
	}
}

static enum status read_row(struct pane *p, int side, const char *field)
{
	struct review *v = review_of(p);
	enum status st = record_load(
		pane_db(p), ENTITY_SIGNATORY, record_num(&v->pair, field), &v->rows[side]);

	v->there[side] = st == ST_OK;
	return st == ST_NOTFOUND ? ST_OK : st;
}

static void lay_out(struct pane *p)
{
	struct review *v = review_of(p);
	int rows = p->box.rows - review_head_rows(p);

	v->scroll.height = rows > 0 ? rows / review_field_rows(p) : 0;
	scroll_fix(&v->scroll);
}

static enum status read_pair(struct pane *p)
{
	struct review *v = review_of(p);
	enum status st = record_load(pane_db(p), ENTITY_PAIR, v->place.pair, &v->pair);

	if (st == ST_OK)
		st = read_row(p, 0, "one");
	if (st == ST_OK)
		st = read_row(p, 1, "other");
	if (st == ST_OK)
		find_lines(v);
	return st;
}

/* How many wait, and how many before this one. A step leaves both known, however many wait. */
static enum status count_pairs(struct pane *p)
{
	struct review *v = review_of(p);
	int64_t now = db_generation(pane_db(p));
	enum status st;

	if (v->counted == now)
		return ST_OK;
	st = pair_count(pane_db(p), v->petition, &v->waiting);
	if (st == ST_OK)
		st = pair_before(pane_db(p), v->petition, &v->place, &v->before);
	v->counted = st == ST_OK ? now : -1;
	return st;
}

/* Whether the pair at that place waits there still. */
static bool waits(struct pane *p, const struct pair_place *place)
{
	struct record r;
	enum status st;
	bool answer;

	if (!place->pair)
		return false;
	st = record_load(pane_db(p), ENTITY_PAIR, place->pair, &r);
	answer =
		st == ST_OK && !strcmp(record_show(&r, "verdict"), place->later ? "later" : "open");
	record_free(&r);
	return answer;
}

enum status review_show(struct pane *p, struct pair_place place)
{
	struct review *v = review_of(p);
	struct pair_place none = { 0 };
	enum status st = ST_OK;

	forget(v);
	if (!waits(p, &place)) {
		st = pair_step(pane_db(p), v->petition, false, &place);
		/* Past the end: from the beginning. */
		if (st == ST_END) {
			place = none;
			st = pair_step(pane_db(p), v->petition, false, &place);
		}
	}
	v->place = st == ST_OK ? place : none;
	if (st == ST_OK)
		st = count_pairs(p);
	if (st == ST_OK)
		st = read_pair(p);
	if (st)
		v->place = none;
	lay_out(p);
	return st == ST_END ? ST_OK : st;
}

/* ---- the view ---- */

static enum status open(struct pane *p)
{
	struct review *v = mem_zero(sizeof(*v));
	struct record r;
	enum status st = record_load(pane_db(p), ENTITY_PETITION, p->at.id, &r);

	p->state = v;
	p->scroll = &v->scroll;
	v->petition = p->at.id;
	v->counted = -1;
	v->ref = mem_text(st == ST_OK ? record_show(&r, "ref") : "");
	record_free(&r);
	return st;
}

static void close(struct pane *p)
{
	forget(review_of(p));
	free(review_of(p)->ref);
	free(p->state);
}

/* A verdict that was taken back is put again. */
static enum status load(struct pane *p)
{
	struct review *v = review_of(p);
	const struct pair_place judged = v->judged;

	if (waits(p, &judged)) {
		v->judged.pair = 0;
		return review_show(p, judged);
	}
	return review_show(p, v->place);
}

static void crumb(struct pane *p, struct str *out)
{
	str_addf(out, "%s › ", review_of(p)->ref);
	str_add(out, _("Review"));
}

static void status(struct pane *p, struct str *out)
{
	const struct review *v = review_of(p);

	if (!v->place.pair)
		return;
	cell_number(v->before + 1, out);
	str_add(out, _(" of "));
	cell_number(v->waiting.open + v->waiting.later, out);
}

static unsigned has(struct pane *p)
{
	const struct review *v = review_of(p);

	return v->place.pair && v->there[v->side] ? NEEDS_ROW | NEEDS_RECORD | NEEDS_SIGNATORY
	       : v->place.pair                    ? NEEDS_ROW
						  : 0;
}

static bool subject(struct pane *p, struct subject *out)
{
	const struct review *v = review_of(p);

	if (!v->place.pair || !v->there[v->side])
		return false;
	*out = (struct subject){ ENTITY_SIGNATORY, v->rows[v->side].id };
	return true;
}

static bool point(struct pane *p, int y, int x)
{
	struct review *v = review_of(p);
	int line = y - p->box.y - review_head_rows(p);

	if (!v->place.pair)
		return false;
	v->side = x - p->box.x > p->box.cols / 2;
	return line >= 0 && scroll_point(&v->scroll, line / review_field_rows(p));
}

/* ---- actions ---- */

/* The verdict, and on to the pair after this one. */
static enum reaction act_judge(struct app *app, struct pane *p, const struct action *self)
{
	static const char *const said[] = { [PAIR_LATER] =
						    N_("Put off; it comes again at the end."),
		[PAIR_SAME] = N_("The same person (u takes it back)."),
		[PAIR_DIFFERENT] = N_("Different people (u takes it back).") };
	struct review *v = review_of(p);
	const struct pair_place now = v->place;
	struct pair_place next = now;
	enum status st = pair_step(app->db, v->petition, false, &next);

	if (st != ST_OK)
		next.pair = 0;
	st = st < 0 ? st : pair_judge(app->db, now.pair, (enum pair_verdict)self->arg);
	if (st) {
		app_failed(app, st);
		return REACT_REDRAW;
	}
	v->judged = now;
	app_failed(app, review_show(p, next));
	p->generation = db_generation(app->db);
	app_say(app, "%s", _(said[self->arg]));
	return REACT_REDRAW;
}

static enum reaction act_step(struct app *app, struct pane *p, const struct action *self)
{
	struct review *v = review_of(p);
	struct pair_place to = v->place;
	enum status st = pair_step(app->db, v->petition, self->arg < 0, &to);

	if (st == ST_END)
		app_say(app, "%s",
			self->arg < 0 ? _("This is the first pair.") : _("This is the last pair."));
	else if (st)
		app_failed(app, st);
	else {
		v->before += self->arg;
		app_failed(app, review_show(p, to));
	}
	return REACT_REDRAW;
}

static enum reaction act_side(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	(void)self;
	review_of(p)->side ^= 1;
	return REACT_REDRAW;
}

static const char *const contexts[] = { "review", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "same",
		.label = N_("same"),
		.help = N_("The same person: the later row becomes a duplicate of the first"),
		.verb = "dedupe",
		.needs = NEEDS_ROW,
		.rank = 1,
		.arg = PAIR_SAME,
		.run = act_judge },
	{ .name = "different",
		.label = N_("different"),
		.help = N_("Different people: the two are not put again"),
		.verb = "dedupe",
		.needs = NEEDS_ROW,
		.rank = 2,
		.arg = PAIR_DIFFERENT,
		.run = act_judge },
	{ .name = "later",
		.label = N_("later"),
		.help = N_("Not decided now: the pair comes again at the end"),
		.verb = "dedupe",
		.needs = NEEDS_ROW,
		.rank = 3,
		.arg = PAIR_LATER,
		.run = act_judge },
	{ .name = "next-pair",
		.label = N_("next"),
		.help = N_("The next pair"),
		.needs = NEEDS_ROW,
		.rank = 4,
		.arg = 1,
		.run = act_step },
	{ .name = "previous-pair",
		.label = N_("previous"),
		.help = N_("The pair before"),
		.needs = NEEDS_ROW,
		.rank = 5,
		.arg = -1,
		.run = act_step },
	{ .name = "other-row",
		.label = N_("other row"),
		.help = N_("Choose the other of the two rows"),
		.needs = NEEDS_ROW,
		.rank = 7,
		.run = act_side },
	{ .name = "open",
		.label = N_("open"),
		.help = N_("The chosen row's whole page"),
		.verb = "show",
		.needs = NEEDS_RECORD,
		.rank = 6,
		.run = deed_open },
	{ .name = "dedupe",
		.label = N_("search"),
		.help = N_("Look for people who signed twice; shows what was found, and asks"),
		.verb = "dedupe",
		.rank = 8,
		.run = deed_dedupe },
	DEED_EDIT,
	DEED_HISTORY,
	{ .name = NULL },
};

const struct view view_review = {
	.name = "review",
	.title = N_("Review"),
	.contexts = contexts,
	.actions = actions,
	.whole = true,
	.of = ENTITY_PETITION,
	.open = open,
	.close = close,
	.load = load,
	.draw = review_draw,
	.crumb = crumb,
	.status = status,
	.has = has,
	.subject = subject,
	.point = point,
};
