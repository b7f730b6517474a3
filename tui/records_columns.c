#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/workspace.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/records.h"

/* The columns of a list: which, and how wide. */

#define NAMED_WIDTH 28 /* columns for what another record is called */
#define CONTENT_MAX 60 /* columns: a longer value is cut also where there is room */
#define SIGN_WIDTH 2   /* of the sign of the order, behind a label */

static void key_of(struct pane *p, struct str *out)
{
	str_addf(out, "columns/%s", entity_get(p->at.entity)->name);
}

static int owner_field(struct pane *p)
{
	return p->at.owner_id ? entity_owned_by(entity_get(p->at.entity), p->at.owner) : -1;
}

static void add_column(struct pane *p, const struct shown *shown)
{
	struct records *s = records_of(p);
	const struct entity *e = entity_get(p->at.entity);
	const struct field *f = &e->fields[shown->field];
	bool names = shown->field == s->list.named;

	s->columns[s->n_columns++] = (struct column){ .name = f->name,
		.label = f->label,
		.width = names ? NAMED_WIDTH : field_width(f),
		.fixed = shown->width,
		.flex = names || !strcmp(f->name, e->headline) ||
			(f->type == FIELD_TEXT && field_width(f) >= 24),
		.right = cell_right(f) };
}

/* Who the owner is needs no column. */
static void choose(struct pane *p, const char *text)
{
	struct records *s = records_of(p);
	const struct entity *e = entity_get(p->at.entity);
	struct shown shown[COLUMNS_MAX];
	int owner = owner_field(p);
	size_t n = shown_read(e, text, shown);

	if (n == 0 || (n == 1 && shown[0].field == owner))
		n = shown_usual(e, owner, s->list.named, shown);
	s->n_columns = 0;
	for (size_t i = 0; i < n; i++)
		if (shown[i].field != owner)
			add_column(p, &shown[i]);
	s->measured = false;
}

void records_columns(struct pane *p)
{
	struct records *s = records_of(p);
	struct str key = STR_INIT, text = STR_INIT;
	enum status st;

	key_of(p, &key);
	st = workspace_get(pane_db(p), str_text(&key), &text);
	if (st != ST_OK)
		str_clear(&text);
	if (!s->columns_kept || strcmp(s->columns_kept, str_text(&text)) != 0) {
		choose(p, str_text(&text));
		free(s->columns_kept);
		s->columns_kept = mem_text(str_text(&text));
		s->columns_changed = false;
	}
	str_free(&key);
	str_free(&text);
}

/* What needs no column here may need one where the records of all are listed. */
static bool keeps_owner(struct pane *p)
{
	struct records *s = records_of(p);
	const struct entity *e = entity_get(p->at.entity);
	struct shown kept[COLUMNS_MAX];
	int owner = owner_field(p);
	size_t n = shown_read(e, s->columns_kept ? s->columns_kept : "", kept);

	if (owner < 0 || s->n_columns == COLUMNS_MAX)
		return false;
	for (size_t i = 0; i < n; i++)
		if (kept[i].field == owner)
			return true;
	return n == 0 && e->fields[owner].flags & FIELD_LISTED;
}

static void write(struct pane *p, struct str *out)
{
	struct records *s = records_of(p);
	const struct entity *e = entity_get(p->at.entity);
	struct shown shown[COLUMNS_MAX];
	size_t n = s->n_columns;

	for (size_t i = 0; i < n; i++)
		shown[i] =
			(struct shown){ entity_field(e, s->columns[i].name), s->columns[i].fixed };
	if (keeps_owner(p))
		shown[n++] = (struct shown){ owner_field(p), 0 };
	shown_write(e, shown, n, out);
}

void records_columns_keep(struct pane *p)
{
	struct records *s = records_of(p);
	struct str key = STR_INIT, text = STR_INIT;

	if (!s->columns_changed)
		return;
	key_of(p, &key);
	write(p, &text);
	if (workspace_put(pane_db(p), str_text(&key), str_text(&text)) == ST_OK) {
		free(s->columns_kept);
		s->columns_kept = mem_text(str_text(&text));
	}
	s->columns_changed = false;
	str_free(&key);
	str_free(&text);
}

enum reaction records_ask_columns(struct app *app, struct pane *p, const struct action *self)
{
	struct place at = { .view = &view_columns, .entity = p->at.entity };
	struct str text = STR_INIT;

	(void)self;
	write(p, &text);
	at.text = str_text(&text);
	app_open(app, &at);
	str_free(&text);
	return REACT_REDRAW;
}

/* ---- widths ---- */

/* The widest of what the label and the rows in sight take. */
static int content(struct pane *p, size_t column, int least)
{
	struct records *s = records_of(p);
	int field = entity_field(entity_get(p->at.entity), s->columns[column].name);
	size_t end = s->list.top + (size_t)s->list.height;
	struct str cell = STR_INIT;

	if (s->columns[column].fixed)
		return s->columns[column].fixed;
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
	int sign = SIGN_WIDTH + (strchr(records_order(p), ',') ? 1 : 0);

	for (size_t i = 0; i < s->n_columns; i++) {
		struct column *c = &s->columns[i];
		int field = entity_field(e, c->name);
		int usual = field == s->list.named ? NAMED_WIDTH : field_width(&e->fields[field]);
		int label = screen_width(p->app->screen, _(c->label)) + sign;

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

void records_grow(struct pane *p)
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

/* The column that the rows are sorted by; where it is not on the screen, the first. */
static size_t sorted_column(struct pane *p)
{
	struct records *s = records_of(p);
	struct sort_key keys[QUERY_SORTS];
	const struct entity *e = entity_get(p->at.entity);

	if (sort_read(e, records_order(p), keys))
		for (size_t i = 0; i < s->n_columns; i++)
			if (!strcmp(s->columns[i].name, e->fields[keys[0].field].name) &&
				s->table.widths[i])
				return i;
	return 0;
}

enum reaction records_widen(struct app *app, struct pane *p, const struct action *self)
{
	struct records *s = records_of(p);
	size_t i = sorted_column(p);
	int width = s->table.widths[i] + self->arg;

	if (width < COLUMN_MIN || width > COLUMN_MAX || width > p->box.cols - GUTTER - 1) {
		app_say(app, _("The column %s stays as wide as it is."), _(s->columns[i].label));
		return REACT_REDRAW;
	}
	s->columns[i].fixed = width;
	s->columns_changed = true;
	records_measure(p);
	return REACT_REDRAW;
}
