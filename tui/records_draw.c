#include "config.h"

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/records.h"

struct row_arg {
	const struct records *records;
	const struct list_row *row;
	bool marked;
};

static void draw_cell(void *arg, size_t column, struct str *out, enum style *style)
{
	const struct row_arg *a = arg;
	int field = entity_field(a->row->record.entity, a->records->columns[column].name);

	list_cell(&a->records->list, a->row, field, out);
	*style = cell_style(&a->row->record, field);
	if (a->row->stale && field == entity_field(a->row->record.entity, "title"))
		*style = STYLE_LATE;
	if (a->marked && *style == STYLE_TEXT)
		*style = STYLE_STRONG;
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
	rows_none_in(p, b, str_text(&text));
	str_free(&text);
}

void records_draw(struct pane *p, bool focused)
{
	struct records *s = records_of(p);
	struct box b = p->box;

	if (b.rows > 1) {
		table_head_sorted(p->app->screen, &s->table, b, records_order(p));
		b.y++;
		b.rows--;
	}
	if (s->list.n == 0)
		draw_empty(p, b);
	for (int i = 0; i < b.rows && s->list.top + (size_t)i < s->list.n; i++) {
		size_t row = s->list.top + (size_t)i;
		struct row_arg arg = { s, &s->list.rows[row], false };
		struct box line = { b.y + i, b.x, 1, b.cols };
		bool selected = row == s->list.cursor;

		arg.marked = idset_has(&s->marks, arg.row->record.id);
		table_row(p->app->screen, &s->table, line, selected, focused, draw_cell, &arg);
		if (arg.marked)
			table_mark(p->app->screen, line, selected, focused);
	}
}

/* "12 of 36,012"; "…" before what is not known yet. */
static void write_place(struct records *s, struct str *out)
{
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
		str_add(out, _(" of "));
		if (s->list.total >= place)
			cell_number(s->list.total, out);
		else
			str_add(out, "…");
	} else if (s->list.total >= 0) {
		str_add(out, "… ");
		str_add(out, _("of "));
		cell_number(s->list.total, out);
	}
}

/* How many are marked is worth more than the place, where there is no room for both. */
void records_status(struct pane *p, struct str *out)
{
	struct records *s = records_of(p);
	struct screen *screen = p->app->screen;
	struct str place = STR_INIT;

	write_place(s, &place);
	if (s->marks.count) {
		cell_number(s->marks.count, out);
		str_add(out, _(" marked"));
		if (screen_width(screen, str_text(out)) + screen_width(screen, str_text(&place)) >
			screen_cols(screen) / 2 - 8)
			str_clear(&place);
		if (place.len)
			str_add(out, " · ");
	}
	str_add(out, str_text(&place));
	str_free(&place);
}
