#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/entry.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/detail.h"
#include "tui/table.h"

/* What one entry of the journal changed: the records, and of the selected one each field. */

#define HEAD_ROWS 2 /* the entry's label; when, who, how many */
#define HEAD_FROM 8 /* rows from which on both are shown */

struct changes {
	struct entry *entry;         /* owned */
	struct history_change *rows; /* owned; those on the screen */
	size_t n;
	int64_t from; /* the place of rows[0] */
	bool due;     /* the rows must be read */
	bool counted; /* all kinds were counted */
	bool gone;    /* there is no such entry */
	struct scroll scroll;
	struct detail detail;
	struct table table;
	int head; /* rows above the list */
};

enum { COLUMN_RECORD, COLUMN_ACT, COLUMN_KIND, COLUMN_CHANGE };

static const struct column columns[] = {
	[COLUMN_RECORD] = { .name = "record", .label = N_("Record"), .width = 26, .flex = true },
	[COLUMN_ACT] = { .name = "act", .label = N_("What"), .width = 11 },
	[COLUMN_KIND] = { .name = "kind", .label = N_("Kind"), .width = 13 },
	[COLUMN_CHANGE] = { .name = "change", .label = N_("Changed"), .width = 24, .flex = true },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct changes *state(struct pane *p)
{
	return p->state;
}

static enum status changes_open(struct pane *p)
{
	struct changes *c = mem_zero(sizeof(*c));

	p->state = c;
	p->scroll = &c->scroll;
	return ST_OK;
}

static void forget(struct changes *c)
{
	for (size_t i = 0; i < c->n; i++)
		history_change_free(&c->rows[i]);
	free(c->rows);
	c->rows = NULL;
	c->n = 0;
}

static void changes_close(struct pane *p)
{
	struct changes *c = state(p);

	forget(c);
	detail_free(&c->detail);
	entry_close(c->entry);
	free(c);
}

static const struct history_change *selected(const struct changes *c)
{
	int64_t at = (int64_t)c->scroll.cursor - c->from;

	return at >= 0 && at < (int64_t)c->n ? &c->rows[at] : NULL;
}

/* Reads the rows of the screen, if these are not held; ST_STOPPED leaves it to idle time. */
static enum status read_rows(struct changes *c)
{
	size_t want = (size_t)(c->scroll.height > 0 ? c->scroll.height : 1), n = 0;
	struct history_change *rows;
	enum status st;

	if (!c->due && c->n > 0 && c->from == (int64_t)c->scroll.top) {
		detail_take(&c->detail, selected(c));
		return ST_OK;
	}
	c->due = true;
	rows = mem_array(want, sizeof(*rows));
	st = entry_read(c->entry, (int64_t)c->scroll.top, want, rows, &n);
	if (st != ST_OK) {
		free(rows);
		return st;
	}
	forget(c);
	c->rows = rows;
	c->n = n;
	c->from = (int64_t)c->scroll.top;
	c->due = false;
	detail_take(&c->detail, selected(c));
	return ST_OK;
}

static enum status read_now(struct pane *p)
{
	enum status st;

	app_impatient(p->app, UNTIL_TIME_UP);
	st = read_rows(state(p));
	app_patient(p->app);
	return st == ST_STOPPED ? ST_OK : st;
}

static void arrange(struct pane *p)
{
	struct changes *c = state(p);
	struct box b = p->box;

	c->head = b.rows >= HEAD_FROM ? HEAD_ROWS : 0;
	b.y += c->head;
	b.rows -= c->head;
	detail_split(&c->detail, b, (size_t)entry_rows(c->entry));
	table_fit(&c->table, columns, COUNT(columns), c->detail.list.cols - 1);
	c->scroll.n = (size_t)entry_rows(c->entry);
	c->scroll.head = c->detail.list.y + 1 - p->box.y;
	c->scroll.height = c->detail.list.rows - 1;
	scroll_fix(&c->scroll);
}

static enum status changes_load(struct pane *p)
{
	struct changes *c = state(p);
	enum status st;

	if (!c->entry) {
		st = entry_open(pane_db(p), p->at.id, &c->entry);
		c->gone = st == ST_NOTFOUND;
		if (st != ST_OK)
			return c->gone ? ST_OK : st;
	}
	arrange(p);
	c->due = true;
	return read_now(p);
}

static bool changes_idle(struct pane *p)
{
	struct changes *c = state(p);
	enum status st = ST_END;

	if (!c->entry)
		return false;
	if (c->due) {
		st = read_rows(c);
	} else if (!c->counted) {
		st = entry_count(c->entry);
		c->counted = st != ST_OK && st != ST_STOPPED;
		c->scroll.n = (size_t)entry_rows(c->entry);
		scroll_fix(&c->scroll);
	}
	if (st != ST_STOPPED && st < 0) {
		c->due = false;
		c->counted = true;
		app_failed(p->app, st);
	}
	if (st != ST_STOPPED)
		p->app->dirty = true;
	return c->due || !c->counted;
}

/* ---- drawing ---- */

/* "36,012 signatories added, 1 petition changed"; while it is being counted, how many in all. */
static void add_counts(const struct changes *c, struct str *out)
{
	size_t before = out->len;

	for (int act = HISTORY_ADDED; act <= HISTORY_BACK && c->counted; act++) {
		for (int i = 0; i < ENTITY_COUNT; i++) {
			int64_t n = entry_kind(c->entry, (enum entity_id)i, (enum history_act)act);

			if (n == 0)
				continue;
			if (out->len > before)
				str_add(out, ", ");
			cell_counted(entity_get((enum entity_id)i), n, out);
			str_addf(out, " %s", cell_act((enum history_act)act));
		}
	}
	if (out->len == before) {
		int64_t n = entry_rows(c->entry);

		cell_number(n, out);
		str_addf(out, " %s",
			ngettext("record", "records", n > 1000000 ? 2 : (unsigned long)n));
	}
}

static void draw_head(struct pane *p)
{
	const struct changes *c = state(p);
	const struct journal_entry *e = entry_about(c->entry);
	struct str line = STR_INIT;

	cell_entry(e, &line);
	screen_put(p->app->screen, p->box.y, p->box.x + 2, p->box.cols - 2, STYLE_STRONG,
		str_text(&line));
	str_clear(&line);
	cell_instant_long(e->at, &line);
	str_add(&line, " · ");
	cell_device(p->app->db, e->device, &line);
	str_add(&line, " · ");
	add_counts(c, &line);
	screen_put(p->app->screen, p->box.y + 1, p->box.x + 2, p->box.cols - 2, STYLE_DIM,
		str_text(&line));
	str_free(&line);
}

static void draw_cell(void *arg, size_t column, struct str *out, enum style *style)
{
	const struct history_change *c = arg;

	switch (column) {
	case COLUMN_ACT:
		str_add(out, cell_act(c->act));
		break;
	case COLUMN_KIND:
		str_add(out, _(entity_get(c->entity)->label));
		break;
	case COLUMN_RECORD:
		str_add(out, c->label ? c->label : c->ref ? c->ref : "");
		break;
	default:
		if (c->act == HISTORY_CHANGED)
			cell_change(c, out);
	}
	if (!c->there)
		*style = STYLE_DIM;
}

static void draw_detail(struct pane *p)
{
	const struct changes *c = state(p);
	const struct history_change *row = selected(c);
	struct str name = STR_INIT;

	if (!row)
		return;
	str_addf(&name, "%s %s", _(entity_get(row->entity)->label), row->ref ? row->ref : "");
	if (!row->there)
		str_add(&name, _(", no longer there"));
	detail_draw(p, &c->detail, str_text(&name));
	str_free(&name);
}

static void changes_draw(struct pane *p, bool focused)
{
	struct changes *c = state(p);
	struct box b = c->detail.list;

	if (!c->entry) {
		screen_put(p->app->screen, p->box.y, p->box.x + GUTTER, p->box.cols - GUTTER,
			STYLE_DIM, c->gone ? _("There is no such entry.") : "");
		return;
	}
	if (c->head)
		draw_head(p);
	table_head(p->app->screen, &c->table, b, NULL, true);
	for (size_t i = 0; (int)i < b.rows - 1 && i < c->n; i++) {
		struct box line = { b.y + 1 + (int)i, b.x, 1, b.cols };

		table_row(p->app->screen, &c->table, line,
			c->from + (int64_t)i == (int64_t)c->scroll.cursor, focused, draw_cell,
			&c->rows[i]);
	}
	draw_detail(p);
}

static void changes_crumb(struct pane *p, struct str *out)
{
	str_addf(out, _("entry %lld"), (long long)p->at.id);
}

static void changes_status(struct pane *p, struct str *out)
{
	const struct changes *c = state(p);

	if (!c->entry || c->scroll.n == 0)
		return;
	cell_number((int64_t)c->scroll.cursor + 1, out);
	str_add(out, _(" of "));
	cell_number((int64_t)c->scroll.n, out);
}

/* Where there is no room for the fields, a line of them. */
static void changes_hint(struct pane *p, struct str *out)
{
	const struct changes *c = state(p);
	const struct history_change *row = selected(c);

	if (!row || c->detail.box.rows > 1)
		return;
	str_addf(out, "%s %s: ", entity_get(row->entity)->name, row->ref ? row->ref : "");
	cell_change(row, out);
}

static unsigned changes_has(struct pane *p)
{
	return selected(state(p)) ? NEEDS_ROW : 0;
}

static bool changes_subject(struct pane *p, struct subject *out)
{
	const struct history_change *row = selected(state(p));

	if (!row || !row->there)
		return false;
	*out = (struct subject){ row->entity, row->id };
	return true;
}

static void changes_moved(struct pane *p)
{
	app_failed(p->app, read_now(p));
}

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	const struct history_change *row = selected(state(p));
	struct place at = { .view = &view_record };

	(void)self;
	if (!row)
		return REACT_NONE;
	if (!row->there) {
		app_say(app, _("This %s is no longer there."), entity_get(row->entity)->name);
		return REACT_REDRAW;
	}
	at.entity = row->entity;
	at.id = row->id;
	app_open(app, &at);
	return REACT_REDRAW;
}

static enum reaction act_detail(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	return detail_move(&state(p)->detail, self->arg) ? REACT_REDRAW : REACT_NONE;
}

static const char *const contexts[] = { "changes", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("record"),
		.help = N_("Open the record, if it is still there"),
		.verb = "show",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_open },
	{ .name = "detail-down",
		.label = N_("read on"),
		.help = N_("Further down in what changed"),
		.needs = NEEDS_ROW,
		.rank = 2,
		.arg = 1,
		.run = act_detail },
	{ .name = "detail-up",
		.label = N_("read back"),
		.help = N_("Further up in it"),
		.needs = NEEDS_ROW,
		.arg = -1,
		.run = act_detail },
	{ .name = NULL },
};

const struct view view_changes = {
	.name = "changes",
	.title = N_("Changes"),
	.contexts = contexts,
	.actions = actions,
	.open = changes_open,
	.close = changes_close,
	.load = changes_load,
	.draw = changes_draw,
	.idle = changes_idle,
	.crumb = changes_crumb,
	.status = changes_status,
	.hint = changes_hint,
	.has = changes_has,
	.subject = changes_subject,
	.moved = changes_moved,
};
