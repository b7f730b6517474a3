#include "config.h"

#include <string.h>

#include "model/date.h"
#include "model/i18n.h"
#include "tui/app.h"
#include "tui/board.h"
#include "tui/cells.h"
#include "tui/rows.h"

#define SOON 7 /* days: sooner than that is shown as near */

enum { COLUMN_NAME, COLUMN_ANSWERED, COLUMN_TEXT, COLUMN_ASKED, COLUMN_CAPACITY, COLUMNS };

static const struct column columns[COLUMNS] = {
	[COLUMN_NAME] = { "name", N_("Name"), .width = 24, .flex = true },
	[COLUMN_ANSWERED] = { "date", N_("Answered"), .width = 10 },
	[COLUMN_TEXT] = { "version", N_("Text"), .width = 4 },
	[COLUMN_ASKED] = { "asked", N_("Asked"), .width = 10 },
	[COLUMN_CAPACITY] = { "capacity", N_("Capacity"), .width = 12, .content = 18 },
};

int board_head_rows(const struct pane *p)
{
	return p->box.rows >= 9 ? 3 : p->box.rows >= 5 ? 1 : 0;
}

void board_lay_out(struct pane *p)
{
	struct board_view *v = board_of(p);
	/* The name and the answer matter most. */
	const size_t n = p->box.cols >= 44 ? COLUMNS : 1;

	table_fit(&v->table, columns, n, p->box.cols - 1);
}

/* ---- what stands above ---- */

/* "sent Thu 26 Nov": the days to sign are no matter any more. */
static bool gone(const struct board *b, struct str *out)
{
	struct date today = date_today(), day;
	const char *sent, *label = board_gone(b, &sent);

	if (!label)
		return false;
	cell_lower(label, out);
	if (date_parse(sent, &day) == ST_OK && day.day) {
		str_add_c(out, ' ');
		cell_day(&day, day.year != today.year, out);
	}
	return true;
}

static void sign_by(const struct board *b, struct str *out, enum style *style)
{
	struct date today = date_today(), day;
	long left;

	*style = STYLE_TEXT;
	if (gone(b, out))
		return;
	if (!board_days_left(b, &left))
		return;
	if (date_parse(record_show(board_letter(b), "sign_by"), &day) != ST_OK)
		return;
	str_add(out, _("sign by "));
	cell_day(&day, day.year != today.year, out);
	str_add(out, " · ");
	cell_days_left(left, out);
	*style = left < 0 ? STYLE_LATE : left <= SOON ? STYLE_NEAR : STYLE_TEXT;
}

static void headline(const struct board *b, struct str *out)
{
	struct heads heads = board_heads(b);
	const char *source, *observed;
	const int64_t declared = board_declared(b, &source, &observed);

	if (board_current(b))
		str_addf(out, _("Version %lld: "), (long long)board_current(b));
	else
		str_add(out, _("No text yet: "));
	if (board_count(b, BOARD_CONFIRMED))
		heads_line(&heads, NULL, out);
	else
		str_add(out, board_count(b, BOARD_OLDER) ? _("nobody has signed it yet")
							 : _("no signature is held"));
	if (declared >= 0) {
		str_add(out, " · ");
		cell_number(declared, out);
		str_add(out, _(" declared"));
	}
}

/* "86 confirmed · 2 older · 10 invited"; how many there are in all stands on the line on top. */
static void counts(const struct board *b, struct str *out)
{
	static const enum board_group order[] = { BOARD_CONFIRMED, BOARD_OLDER, BOARD_INVITED,
		BOARD_REMINDED, BOARD_DECLINED, BOARD_WITHDRAWN };
	const size_t from = out->len;

	for (size_t i = 0; i < BOARD_GROUPS; i++) {
		if (!board_count(b, order[i]))
			continue;
		if (out->len > from)
			str_add(out, " · ");
		cell_number(board_count(b, order[i]), out);
		str_add_c(out, ' ');
		if (order[i] == BOARD_OLDER)
			str_add(out, _("older"));
		else
			cell_lower(board_group_label(order[i]), out);
	}
}

static void draw_head(struct pane *p)
{
	const struct board_view *v = board_of(p);
	struct screen *s = p->app->screen;
	const struct box b = p->box;
	struct str text = STR_INIT, day = STR_INIT;
	enum style style;
	int width;

	sign_by(v->board, &day, &style);
	headline(v->board, &text);
	width = day.len ? screen_width(s, str_text(&day)) : 0;
	if (width > b.cols - 2)
		width = b.cols - 2;
	/* Where both have no room, the day is what cannot be seen elsewhere. */
	if (width < b.cols - 12)
		screen_put(s, b.y, b.x + 1, b.cols - 3 - width, STYLE_HEADING, str_text(&text));
	if (width)
		screen_put_right(s, b.y, b.x + b.cols - 1 - width, width, style, str_text(&day));
	if (board_head_rows(p) > 1) {
		str_clear(&text);
		counts(v->board, &text);
		screen_put(s, b.y + 1, b.x + 1, b.cols - 2, STYLE_DIM, str_text(&text));
		table_head(s, &v->table, (struct box){ b.y + 2, b.x, 1, b.cols }, NULL, false);
	}
	str_free(&text);
	str_free(&day);
}

/* ---- lines ---- */

struct cell {
	const struct board_row *row;
	const struct board_shown *shown;
};

static void draw_cell(void *arg, size_t column, struct str *out, enum style *style)
{
	const struct cell *c = arg;
	const struct record *r = &c->shown->record;

	if (c->row->group == BOARD_DECLINED || c->row->group == BOARD_WITHDRAWN)
		*style = STYLE_DIM;
	switch (column) {
	case COLUMN_NAME:
		str_add(out, c->shown->name ? c->shown->name : "");
		break;
	case COLUMN_CAPACITY:
		if (r->id)
			cell_field(r, entity_field(r->entity, "capacity"), out);
		break;
	case COLUMN_ASKED:
		if (r->id)
			cell_field(r,
				entity_field(r->entity,
					record_get(r, "reminded") ? "reminded" : "invited"),
				out);
		break;
	case COLUMN_ANSWERED:
		if (r->id)
			cell_field(r, entity_field(r->entity, "date"), out);
		break;
	case COLUMN_TEXT:
		if (c->row->version)
			str_addf(out, "v%lld", (long long)c->row->version);
		if (c->row->group == BOARD_OLDER)
			*style = STYLE_NEAR;
		break;
	}
}

static void draw_heading(struct pane *p, enum board_group group, int y)
{
	const struct board_view *v = board_of(p);
	struct str text = STR_INIT;

	str_add(&text, group == BOARD_OLDER ? _("Confirmed an older text, to be asked again")
					    : board_group_label(group));
	str_add(&text, " (");
	cell_number(board_count(v->board, group), &text);
	if (group == BOARD_INVITED && board_unasked(v->board)) {
		str_add(&text, ",");
		if (board_unasked(v->board) < board_count(v->board, group)) {
			str_add_c(&text, ' ');
			cell_number(board_unasked(v->board), &text);
		}
		str_add(&text, _(" not asked yet"));
	}
	str_add(&text, ") ");
	rows_heading(p, y, str_text(&text));
	str_free(&text);
}

static void draw_line(struct pane *p, size_t line, int y, bool focused)
{
	const struct board_view *v = board_of(p);
	const struct box b = { y, p->box.x, 1, p->box.cols };
	const bool selected = line == v->scroll.cursor;
	enum board_group group;
	const struct board_row *row = board_line(v, line, &group);
	struct cell cell = { row, &v->shown[line - v->from] };

	if (!row) {
		draw_heading(p, group, y);
		return;
	}
	table_row(p->app->screen, &v->table, b, selected, focused, draw_cell, &cell);
	if (idset_has(&v->marks, row->id))
		table_mark(p->app->screen, b, selected, focused);
}

void board_draw(struct pane *p, bool focused)
{
	const struct board_view *v = board_of(p);
	const int head = board_head_rows(p);
	const int y = p->box.y + head;
	const char *source, *observed;

	if (!v->board) {
		screen_put(p->app->screen, p->box.y, p->box.x + 1, p->box.cols - 2, STYLE_DIM,
			_("Reading…"));
		return;
	}
	if (head)
		draw_head(p);
	if (!v->scroll.n && y < p->box.y + p->box.rows)
		screen_put(p->app->screen, y, p->box.x + GUTTER, p->box.cols - GUTTER, STYLE_DIM,
			board_declared(v->board, &source, &observed) >= 0
				? _("Declared, and nobody is held by name; a adds a cosigner.")
				: _("Nobody was asked to sign yet; a adds a cosigner."));
	for (size_t i = 0; i < v->n; i++)
		draw_line(p, v->from + i, y + (int)i, focused);
}
