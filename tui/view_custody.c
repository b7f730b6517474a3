#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/custody_chain.h"
#include "model/date.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/query.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/custody_view.h"
#include "tui/deeds.h"
#include "tui/rows.h"
#include "tui/wrap.h"

/* The custody record of one exhibit: its entries in the order of time with what does not fit among
 * them, then its time stamps. */

#define HANG 2 /* columns that what is left of a line stands further in */

struct row {
	char *text; /* owned; a part of what the line says */
	enum style style;
	enum entity_id entity; /* what the line is of */
	int64_t id;            /* 0: nothing that can be opened */
	int indent;
	bool first;
};

struct custody_view {
	struct row *rows; /* owned */
	size_t n, room;
	size_t entries, gaps;
	char *name; /* owned; of the exhibit */
	int cols;
	char now[21];
	int64_t want; /* an entry that was just typed, until it was selected */
	struct scroll scroll;
};

static struct custody_view *state(const struct pane *p)
{
	return p->state;
}

static bool rests(const void *arg, size_t row)
{
	const struct custody_view *v = arg;

	return row < v->n && v->rows[row].first;
}

static enum status custody_view_open(struct pane *p)
{
	struct custody_view *v = mem_zero(sizeof(*v));

	p->state = v;
	v->scroll.rests = rests;
	v->scroll.arg = v;
	p->scroll = &v->scroll;
	return ST_OK;
}

static void free_rows(struct custody_view *v)
{
	for (size_t i = 0; i < v->n; i++)
		free(v->rows[i].text);
	v->n = 0;
}

static void custody_view_close(struct pane *p)
{
	struct custody_view *v = state(p);

	free_rows(v);
	free(v->rows);
	free(v->name);
	free(v);
}

/* ---- rows ---- */

static void add_line(struct custody_view *v, const char *text, enum style style,
	enum entity_id entity, int64_t id)
{
	int cols = v->cols > HANG + 1 ? v->cols - HANG : 1;
	struct wrap_line *parts;
	size_t n;

	wrap_text(text, strlen(text), cols, 0, &parts, &n);
	for (size_t i = 0; i < n; i++) {
		if (v->n == v->room) {
			v->room = v->room ? v->room * 2 : 32;
			v->rows = mem_resize(v->rows, v->room, sizeof(*v->rows));
		}
		v->rows[v->n++] =
			(struct row){ .text = mem_text_n(text + parts[i].start, parts[i].len),
				.style = style,
				.entity = entity,
				.id = id,
				.indent = i ? HANG : 0,
				.first = i == 0 && id != 0 };
	}
	free(parts);
}

static void add_part(struct str *out, const char *label, const char *text)
{
	if (text)
		str_addf(out, " · %s %s", label, text);
}

static void add_entry(struct custody_view *v, const struct custody_chain *c, size_t i)
{
	const struct record *e = &c->entries[i];
	const char *now = record_get(e, "sha256"), *then = record_get(&c->exhibit, "sha256");
	struct str line = STR_INIT;

	custody_time_words(record_show(e, "at"), &line);
	str_add(&line, "  ");
	cell_field(e, entity_field(e->entity, "event"), &line);
	add_part(&line, _("by"), record_get(e, "by"));
	add_part(&line, _("from"), record_get(e, "from"));
	add_part(&line, _("to"), record_get(e, "to"));
	add_part(&line, _("in"), record_get(e, "place"));
	if (now && then && !strcmp(now, then))
		str_addf(&line, " · %s", _("bytes as at intake"));
	if (record_get(e, "notes"))
		str_addf(&line, " · (%s)", record_get(e, "notes"));
	add_line(v, str_text(&line), STYLE_TEXT, ENTITY_CUSTODY, e->id);
	for (size_t g = 0; g < c->n_gaps; g++) {
		if (c->gaps[g].entry != i)
			continue;
		str_clear(&line);
		str_addf(&line, "  ! %s", _(custody_gap_words(c->gaps[g].kind)));
		add_line(v, str_text(&line), STYLE_ERROR, ENTITY_CUSTODY, 0);
	}
	str_free(&line);
}

static void add_chain(struct custody_view *v, const struct custody_chain *c)
{
	const char *sha256 = record_get(&c->exhibit, "sha256");
	struct str line = STR_INIT;

	if (sha256) {
		str_add(&line, "SHA-256 ");
		custody_hash_groups(sha256, 0, "", &line);
		add_line(v, str_text(&line), STYLE_DIM, ENTITY_EXHIBIT, 0);
	}
	for (size_t i = 0; i < c->n; i++)
		add_entry(v, c, i);
	for (size_t g = 0; g < c->n_gaps; g++)
		if (c->gaps[g].entry == c->n) {
			str_clear(&line);
			str_addf(&line, "! %s", _(custody_gap_words(c->gaps[g].kind)));
			add_line(v, str_text(&line), STYLE_ERROR, ENTITY_CUSTODY, 0);
		}
	v->entries = c->n;
	v->gaps = c->n_gaps;
	str_free(&line);
}

/* Of this exhibit, or of all at once. */
static bool is_about(const struct record *stamp, int64_t exhibit)
{
	return record_num(stamp, "exhibit") == exhibit || !strcmp(record_show(stamp, "of"), "all");
}

static void add_stamp(struct custody_view *v, const struct record *r)
{
	const char *at = record_get(r, "stamped");
	struct str line = STR_INIT;

	custody_time_words(at ? at : record_show(r, "asked"), &line);
	str_add(&line, "  ");
	cell_field(r, entity_field(r->entity, "state"), &line);
	add_part(&line, _("by"), record_get(r, "authority"));
	str_add(&line, " · ");
	cell_field(r, entity_field(r->entity, "of"), &line);
	add_line(v, str_text(&line),
		strcmp(record_show(r, "state"), "trusted") ? STYLE_TEXT : STYLE_STRONG,
		ENTITY_STAMP, r->id);
	str_free(&line);
}

static enum status add_stamps(struct pane *p)
{
	const struct query q = { .entity = ENTITY_STAMP };
	struct cursor *cursor = NULL;
	bool any = false;
	enum status st = query_open(pane_db(p), &q, NULL, false, &cursor);

	while (st == ST_OK) {
		struct record r;

		st = query_next(cursor, &r);
		if (st == ST_OK && is_about(&r, p->at.id)) {
			if (!any) {
				add_line(state(p), " ", STYLE_TEXT, ENTITY_STAMP, 0);
				add_line(state(p), _("Time stamps"), STYLE_STRONG, ENTITY_STAMP, 0);
			}
			any = true;
			add_stamp(state(p), &r);
		}
		record_free(&r);
	}
	query_close(cursor);
	return st == ST_END ? ST_OK : st;
}

static void keep_cursor(struct custody_view *v, enum entity_id entity, int64_t id)
{
	for (size_t i = 0; i < v->n; i++)
		if (v->rows[i].first && v->rows[i].entity == entity && v->rows[i].id == id)
			v->scroll.cursor = i;
	scroll_fix(&v->scroll);
}

static enum status custody_view_load(struct pane *p)
{
	struct custody_view *v = state(p);
	struct row was = { 0 };
	struct custody_chain c;
	enum status st = custody_chain_read(pane_db(p), p->at.id, &c);

	if (v->scroll.cursor < v->n)
		was = v->rows[v->scroll.cursor];
	free_rows(v);
	v->cols = p->box.cols - 3;
	if (st == ST_OK) {
		free(v->name);
		v->name = mem_text(record_show(&c.exhibit, "ref"));
		add_chain(v, &c);
		st = add_stamps(p);
	}
	custody_chain_free(&c);
	v->scroll.n = v->n;
	v->scroll.height = p->box.rows;
	keep_cursor(v, v->want ? ENTITY_CUSTODY : was.entity, v->want ? v->want : was.id);
	v->want = 0;
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* ---- drawing ---- */

static void draw_row(struct pane *p, size_t row, int y, enum style bar)
{
	const struct row *r = &state(p)->rows[row];
	const int in = GUTTER + r->indent;

	screen_put(
		p->app->screen, y, p->box.x + in, p->box.cols - in, row_or(bar, r->style), r->text);
}

static void custody_view_draw(struct pane *p, bool focused)
{
	rows_draw(p, focused, draw_row);
}

static void custody_view_crumb(struct pane *p, struct str *out)
{
	str_addf(out, "%s%s%s", state(p)->name ? state(p)->name : "", state(p)->name ? " › " : "",
		_("Custody"));
}

static void custody_view_status(struct pane *p, struct str *out)
{
	const struct custody_view *v = state(p);

	str_addf(out, ngettext("%zu entry", "%zu entries", (unsigned long)v->entries), v->entries);
	if (v->gaps)
		str_addf(out, ngettext(", %zu gap", ", %zu gaps", (unsigned long)v->gaps), v->gaps);
}

/* ---- what is there ---- */

static bool custody_view_subject(struct pane *p, struct subject *out)
{
	const struct custody_view *v = state(p);

	if (v->scroll.cursor >= v->n || !v->rows[v->scroll.cursor].id)
		return false;
	*out = (struct subject){ v->rows[v->scroll.cursor].entity, v->rows[v->scroll.cursor].id };
	return true;
}

static unsigned custody_view_has(struct pane *p)
{
	struct subject s;

	return NEEDS_KIND | (custody_view_subject(p, &s) ? NEEDS_ROW | NEEDS_RECORD : 0);
}

/* What somebody did, now unless another time is typed. */
static bool custody_view_kind(struct pane *p, struct place *out)
{
	struct custody_view *v = state(p);

	date_now(v->now);
	*out = (struct place){ .entity = ENTITY_CUSTODY,
		.owner = ENTITY_EXHIBIT,
		.owner_id = p->at.id,
		.field = "at",
		.text = v->now };
	return true;
}

static void custody_view_saved(struct pane *p, const struct record *r)
{
	if (r->entity->id == ENTITY_CUSTODY)
		state(p)->want = r->id;
	pane_stale(p);
}

static enum reaction act_add(struct app *app, struct pane *p, const struct action *self)
{
	struct place at;

	(void)self;
	if (!custody_view_kind(p, &at))
		return REACT_NONE;
	at.view = &view_form;
	app_open(app, &at);
	return REACT_REDRAW;
}

static const char *const contexts[] = { "custody", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("open"),
		.help = N_("Open the entry or time stamp"),
		.verb = "show",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = deed_open },
	{ .name = "add",
		.label = N_("add"),
		.help = N_("Enter what somebody did with the exhibit"),
		.verb = "exhibit",
		.needs = NEEDS_KIND,
		.rank = 10,
		.run = act_add },
	DEED_EDIT,
	DEED_REMOVE,
	{ .name = "check",
		.label = N_("verify"),
		.help = N_(
			"Compare the exhibit's bytes with those taken in, check its time stamps, "
			"and enter that"),
		.verb = "exhibit",
		.rank = 13,
		.run = custody_verify },
	{ .name = "export",
		.label = N_("print"),
		.help = N_("Write the custody record to a file, as text or by the file's name as "
			   "CSV, JSON or DocBook"),
		.verb = "exhibit",
		.rank = 14,
		.run = custody_print },
	{ .name = "ask-stamp",
		.label = N_("ask for a stamp"),
		.help = N_("Write a query to a time-stamp authority: nothing but a hash is in it"),
		.verb = "exhibit",
		.rank = 15,
		.run = deed_stamp_ask },
	{ .name = "take-stamp",
		.label = N_("take a stamp in"),
		.help = N_("Check the authority's answer, from a file, and keep it"),
		.verb = "exhibit",
		.rank = 16,
		.run = deed_stamp_take },
	DEED_HISTORY,
	{ .name = NULL },
};

const struct view view_custody = {
	.name = "custody",
	.title = N_("Custody"),
	.contexts = contexts,
	.actions = actions,
	.whole = true,
	.of = ENTITY_EXHIBIT,
	.open = custody_view_open,
	.close = custody_view_close,
	.load = custody_view_load,
	.draw = custody_view_draw,
	.crumb = custody_view_crumb,
	.status = custody_view_status,
	.has = custody_view_has,
	.subject = custody_view_subject,
	.kind = custody_view_kind,
	.saved = custody_view_saved,
};
