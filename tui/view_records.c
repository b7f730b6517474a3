#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/records.h"
#include "tui/wrap.h"

#define NAMED_WIDTH 28 /* columns for what another record is called */
#define CONTENT_MAX 60 /* columns: a longer value is cut also where there is room */

static void add_column(struct records *s, const struct entity *e, int field)
{
	const struct field *f = &e->fields[field];
	bool names = field == s->list.named;

	if (s->n_columns == COLUMNS_MAX)
		return;
	s->columns[s->n_columns++] = (struct column){ .name = f->name,
		.label = f->label,
		.width = names ? NAMED_WIDTH : field_width(f),
		.flex = names || !strcmp(f->name, e->headline) ||
			(f->type == FIELD_TEXT && field_width(f) >= 24),
		.right = cell_right(f) };
}

/*
 * What a list shows, the most important first. Records that stand in time begin with their date.
 * The reference follows where people call the record by it; else it goes last. Who the owner is
 * needs no column.
 */
static void choose_columns(struct pane *p)
{
	struct records *s = records_of(p);
	const struct entity *e = entity_get(p->at.entity);
	int headline = entity_field(e, e->headline);
	int ref = entity_field(e, "ref");
	int owner = p->at.owner_id ? entity_owned_by(e, p->at.owner) : -1;
	int date = e->sort && e->id != ENTITY_PETITION ? entity_field(e, e->sort) : -1;
	bool titled = !strcmp(e->headline, "title") && (e->fields[headline].flags & FIELD_LISTED);

	if (date >= 0 && e->fields[date].type != FIELD_DATE && e->fields[date].type != FIELD_DAY)
		date = -1;
	if (date >= 0)
		add_column(s, e, date);
	else if (titled)
		add_column(s, e, ref);
	if (e->fields[headline].flags & FIELD_LISTED)
		add_column(s, e, headline);
	if (s->list.named >= 0)
		add_column(s, e, s->list.named);
	for (int i = 0; i < (int)e->n_fields; i++)
		if ((e->fields[i].flags & FIELD_LISTED) && i != headline && i != ref &&
			i != owner && i != date && i != s->list.named)
			add_column(s, e, i);
	if (date >= 0 || !titled)
		add_column(s, e, ref);
}

static enum status records_open(struct pane *p)
{
	struct records *s = mem_zero(sizeof(*s));
	struct record owner;
	enum status st = ST_OK;

	p->state = s;
	list_init(&s->list, p->app, p->at.entity, p->at.owner, p->at.owner_id, p->text);
	choose_columns(p);
	if (p->at.owner_id) {
		st = record_load(pane_db(p), p->at.owner, p->at.owner_id, &owner);
		if (st == ST_OK)
			s->owner_ref = mem_text(record_show(&owner, "ref"));
		record_free(&owner);
	}
	return st;
}

static void records_close(struct pane *p)
{
	struct records *s = records_of(p);

	pane_free(s->side);
	list_free(&s->list);
	free(s->owner_ref);
	free(s);
}

/* The widest of what the label and the rows in sight take. */
static int content(struct pane *p, size_t column, int least)
{
	struct records *s = records_of(p);
	int field = entity_field(entity_get(p->at.entity), s->columns[column].name);
	size_t end = s->list.top + (size_t)s->list.height;
	struct str cell = STR_INIT;

	for (size_t row = s->list.top; row < end && row < s->list.n && least < CONTENT_MAX; row++) {
		int width;

		str_clear(&cell);
		list_cell(&s->list, &s->list.rows[row], field, &cell);
		width = screen_width(p->app->screen, str_text(&cell));
		least = width > least ? width : least;
	}
	str_free(&cell);
	return least < CONTENT_MAX ? least : CONTENT_MAX;
}

static void fit(struct pane *p)
{
	struct records *s = records_of(p);
	const struct entity *e = entity_get(p->at.entity);

	for (size_t i = 0; i < s->n_columns; i++) {
		struct column *c = &s->columns[i];
		int field = entity_field(e, c->name);
		int usual = field == s->list.named ? NAMED_WIDTH : field_width(&e->fields[field]);
		int label = screen_width(p->app->screen, _(c->label)) + 2;

		c->width = c->content < usual ? c->content : usual;
		c->width = c->width < label ? label : c->width;
	}
	table_fit(&s->table, s->columns, s->n_columns, p->box.cols - 1);
	s->measured = s->list.n > 0;
}

void records_measure(struct pane *p)
{
	struct records *s = records_of(p);

	for (size_t i = 0; i < s->n_columns; i++)
		s->columns[i].content = content(p, i, 0);
	fit(p);
}

/* While one moves through the list columns only grow, so that they do not dance. */
static void grow(struct pane *p)
{
	struct records *s = records_of(p);
	bool grown = !s->measured;

	for (size_t i = 0; i < s->n_columns; i++) {
		int width = content(p, i, s->columns[i].content);

		grown = grown || width > s->columns[i].content;
		s->columns[i].content = width;
	}
	if (grown)
		fit(p);
}

void records_show_side(struct pane *p)
{
	struct records *s = records_of(p);

	if (s->side)
		record_preview(s->side, list_selected(&s->list),
			s->list.cursor < s->list.n ? s->list.rows[s->list.cursor].named : NULL);
}

static enum status records_load(struct pane *p)
{
	struct records *s = records_of(p);
	enum status st;

	list_height(&s->list, p->box.rows - 1);
	st = list_reload(&s->list);
	records_measure(p);
	records_show_side(p);
	/* Half a filter that is still being typed is no failure. */
	return s->typing ? ST_OK : st;
}

static bool records_idle(struct pane *p)
{
	struct records *s = records_of(p);
	bool more = list_idle(&s->list);

	if (more) {
		grow(p);
		records_show_side(p);
	}
	return more;
}

struct row_arg {
	const struct records *records;
	const struct list_row *row;
};

static void draw_cell(void *arg, size_t column, struct str *out, enum style *style)
{
	const struct row_arg *a = arg;
	int field = entity_field(a->row->record.entity, a->records->columns[column].name);

	list_cell(&a->records->list, a->row, field, out);
	*style = cell_style(&a->row->record, field);
}

/* What stands where no rows are. */
static void draw_empty(struct pane *p, struct box b)
{
	struct records *s = records_of(p);
	const struct entity *e = entity_get(p->at.entity);
	struct str text = STR_INIT;

	if (s->list.error)
		str_add(&text, s->list.error);
	else if (list_busy(&s->list))
		str_add(&text, _("Looking; any key goes on with something else."));
	else if (s->list.where)
		str_add(&text, _("Nothing fits this filter. Esc takes it away."));
	else if (cell_by_hand(e))
		str_addf(&text, _("%s: none yet. a adds the first."), _(e->labels));
	else
		str_addf(&text, _("%s: none yet."), _(e->labels));
	if (b.rows > 2) {
		b.y++;
		b.rows--;
	}
	b.x += GUTTER;
	b.cols -= GUTTER + 1;
	wrap_put(p->app->screen, b, STYLE_DIM, str_text(&text));
	str_free(&text);
}

static void records_draw(struct pane *p, bool focused)
{
	struct records *s = records_of(p);
	struct box b = p->box;
	const char *sort = records_order(p);
	bool down = *sort == '-';

	if (b.rows > 1) {
		table_head(p->app->screen, &s->table, b, down ? sort + 1 : sort, down);
		b.y++;
		b.rows--;
	}
	if (s->list.n == 0)
		draw_empty(p, b);
	for (int i = 0; i < b.rows && s->list.top + (size_t)i < s->list.n; i++) {
		size_t row = s->list.top + (size_t)i;
		struct row_arg arg = { s, &s->list.rows[row] };
		struct box line = { b.y + i, b.x, 1, b.cols };

		table_row(p->app->screen, &s->table, line, row == s->list.cursor, focused,
			draw_cell, &arg);
	}
}

static void records_crumb(struct pane *p, struct str *out)
{
	struct records *s = records_of(p);

	/* On top of its owner's own record, the owner has been named. */
	if (s->owner_ref && p->app->stack[0] == p)
		str_addf(out, "%s › ", s->owner_ref);
	str_add(out, _(entity_get(p->at.entity)->labels));
}

static void records_status(struct pane *p, struct str *out)
{
	struct records *s = records_of(p);
	int64_t place = list_place(&s->list);

	if (list_busy(&s->list)) {
		int percent = list_progress(&s->list);

		str_add(out, "… ");
		if (percent >= 0)
			str_addf(out, "%d%% ", percent);
	}
	if (s->list.n == 0)
		return;
	if (place > 0) {
		cell_number(place, out);
		if (s->list.total >= place) {
			str_add(out, _(" of "));
			cell_number(s->list.total, out);
		}
	} else if (s->list.total >= 0) {
		str_add(out, "… ");
		str_add(out, _("of "));
		cell_number(s->list.total, out);
	}
}

static void records_hint(struct pane *p, struct str *out)
{
	struct records *s = records_of(p);
	const char *sort = records_order(p);
	int field = entity_field(entity_get(p->at.entity), *sort == '-' ? sort + 1 : sort);

	if (list_busy(&s->list))
		str_add(out, _("Reading; Esc stops it.  "));
	if (s->list.where)
		str_addf(out, _("Filter: %s  "), s->list.where);
	if (s->list.sort && field >= 0) {
		str_addf(out, _("Sorted by %s"), _(entity_get(p->at.entity)->fields[field].label));
		if (*sort == '-')
			str_add(out, _(", backwards"));
	}
}

static unsigned records_has(struct pane *p)
{
	const struct records *s = records_of(p);
	const struct record *r = list_selected(&s->list);
	unsigned has = NEEDS_FILTER;

	if (cell_by_hand(entity_get(p->at.entity)))
		has |= NEEDS_KIND;
	if (p->at.entity == ENTITY_EXHIBIT && p->at.owner_id && p->at.owner == ENTITY_CASE)
		has |= NEEDS_EXHIBIT;
	if (!r)
		return has;
	has |= NEEDS_ROW | NEEDS_RECORD;
	if (p->at.entity == ENTITY_PETITION)
		has |= NEEDS_PETITION;
	if (p->at.entity == ENTITY_EXHIBIT && record_get(r, "sha256"))
		has |= NEEDS_FILE;
	return has;
}

static bool records_subject(struct pane *p, struct subject *out)
{
	const struct record *r = list_selected(&records_of(p)->list);

	if (!r)
		return false;
	*out = (struct subject){ r->entity->id, r->id };
	return true;
}

static bool records_kind(struct pane *p, struct place *out)
{
	*out = p->at;
	return true;
}

static bool records_move(struct pane *p, enum move move, int64_t n)
{
	struct records *s = records_of(p);
	bool moved = list_move(&s->list, move, n);

	grow(p);
	records_show_side(p);
	return moved;
}

static bool records_point(struct pane *p, int y, int x)
{
	struct records *s = records_of(p);
	bool found;

	if (p->box.rows > 1 && y == p->box.y) {
		size_t column = table_column_at(&s->table, x - p->box.x);

		if (column < s->n_columns)
			records_sort(p, s->columns[column].name);
		return false;
	}
	found = list_point(&s->list, y - p->box.y - (p->box.rows > 1));
	records_show_side(p);
	return found;
}

static struct pane *records_side(struct pane *p)
{
	struct records *s = records_of(p);

	/* An empty list leaves nothing to show, and needs the room for what it says. */
	if (s->list.n == 0 && !s->list.where && !list_busy(&s->list))
		return NULL;
	if (!s->side) {
		struct place at = { .view = &view_record, .entity = p->at.entity };

		s->side = pane_new(p->app, &at);
		records_show_side(p);
	}
	return s->side;
}

static void records_saved(struct pane *p, const struct record *r)
{
	struct records *s = records_of(p);
	const struct record *now;

	if (r->entity->id != p->at.entity)
		return;
	list_find(&s->list, r->id);
	app_failed(p->app, list_reload(&s->list));
	now = list_selected(&s->list);
	if (s->list.where && !list_busy(&s->list) && (!now || now->id != r->id))
		app_say(p->app, _("Saved: %s. The filter hides it; Esc takes the filter away."),
			record_show(r, "ref"));
	records_show_side(p);
}

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	struct place at = { .view = &view_record };
	struct subject s;

	(void)self;
	if (!records_subject(p, &s))
		return REACT_NONE;
	at.entity = s.entity;
	at.id = s.id;
	app_open(app, &at);
	return REACT_REDRAW;
}

static bool records_command(struct pane *p, const char *word, const char *rest)
{
	const struct entity *e = entity_get(p->at.entity);

	if (!strcmp(word, "sort") && *rest) {
		if (entity_field(e, *rest == '-' ? rest + 1 : rest) < 0)
			app_warn(p->app, _("There is no field '%.40s'."), rest);
		else
			records_sort(p, rest);
		return true;
	}
	if (!strcmp(word, "filter") && *rest) {
		records_set_filter(p, rest);
		return true;
	}
	return false;
}

static const char *const contexts[] = { "records", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("open"),
		.help = N_("Open the record"),
		.verb = "show",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_open },
	{ .name = "filter",
		.label = N_("filter"),
		.help = N_("Show only what fits: words, field:value, field>value"),
		.verb = "list",
		.needs = NEEDS_FILTER,
		.rank = 2,
		.run = records_ask_filter },
	{ .name = "jump",
		.label = N_("jump"),
		.help = N_("To the first row that begins with what you type, in the column the "
			   "list is sorted by"),
		.needs = NEEDS_ROW,
		.run = records_ask_jump },
	{ .name = "sort",
		.label = N_("sort"),
		.help = N_("Sort by the next column"),
		.verb = "list",
		.needs = NEEDS_FILTER,
		.rank = 20,
		.arg = 1,
		.run = records_next_sort },
	{ .name = "reverse",
		.label = N_("reverse"),
		.help = N_("Turn the order round"),
		.needs = NEEDS_FILTER,
		.arg = -1,
		.run = records_next_sort },
	{ .name = "cancel",
		.label = N_("all"),
		.help = N_("Take the filter away"),
		.run = records_clear_filter },
	DEED_ADD,
	DEED_EDIT,
	DEED_REMOVE,
	DEED_LINK,
	DEED_BUNDLE,
	DEED_IMPORT,
	DEED_SHEET,
	DEED_ATTACH,
	DEED_EXTRACT,
	{ .name = NULL },
};

const struct view view_records = {
	.name = "records",
	.title = N_("Records"),
	.contexts = contexts,
	.actions = actions,
	.open = records_open,
	.close = records_close,
	.load = records_load,
	.draw = records_draw,
	.idle = records_idle,
	.crumb = records_crumb,
	.status = records_status,
	.hint = records_hint,
	.has = records_has,
	.subject = records_subject,
	.kind = records_kind,
	.move = records_move,
	.point = records_point,
	.side = records_side,
	.saved = records_saved,
	.command = records_command,
};
