#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/rows.h"
#include "tui/timeline.h"
#include "tui/view_calendar.h"

#define GRID_COLS 35 /* columns that a grid needs */
#define GRID_ROWS 13 /* and rows, with the list of a day below it */
#define LIST_ROWS 5  /* of the list of a day, its heading counted */
#define HEADS 2      /* rows over the weeks: the month, the names of the days */
#define CELL_ROWS 6  /* a day has no more */
#define TITLES 9     /* columns from which on a cell has names in it */
#define WORD 16
#define WORD_FROM 60
#define SOON 7

size_t calendar_items(const struct calendar *c, long day, size_t *first)
{
	size_t from = chronology_find(c->read.marks, c->read.n, day);
	size_t n = 0;

	/* What is known to the month or the year alone comes first, and is of no day. */
	while (from < c->read.n && c->read.marks[from].day == day &&
		c->read.marks[from].known != KNOWN_DAY)
		from++;
	while (from + n < c->read.n && c->read.marks[from + n].day == day)
		n++;
	*first = from;
	return n;
}

const struct chronology_mark *calendar_item(const struct calendar *c, long day, size_t i)
{
	size_t first;

	return i < calendar_items(c, day, &first) ? &c->read.marks[first + i] : NULL;
}

struct calendar_shape calendar_shape(const struct pane *p)
{
	const struct calendar *c = p->state;
	struct month m = month_of(c->day);
	struct calendar_shape s = { .grid = p->box.cols >= GRID_COLS && p->box.rows >= GRID_ROWS };
	int rows;

	s.days = s.list = p->box;
	if (!s.grid) {
		/* The days below each other; the list of one takes their place. */
		s.days.y++;
		s.days.rows--;
		s.list = s.days;
		if (!c->in_day)
			s.list.rows = 0;
		return s;
	}
	rows = p->box.rows - HEADS - LIST_ROWS;
	s.cell_cols = p->box.cols / 7;
	s.cell_rows = rows / m.weeks;
	if (s.cell_rows < 1)
		s.cell_rows = 1;
	if (s.cell_rows > CELL_ROWS)
		s.cell_rows = CELL_ROWS;
	s.days.y += HEADS;
	s.days.rows = s.cell_rows * m.weeks;
	s.list.y = s.days.y + s.days.rows;
	s.list.rows = p->box.y + p->box.rows - s.list.y;
	return s;
}

static enum style mark_style(const struct chronology_mark *m, long today)
{
	if (!m->waits)
		return STYLE_TEXT;
	if (m->day < today)
		return STYLE_LATE;
	return m->day - today <= SOON ? STYLE_NEAR : STYLE_TEXT;
}

/* The most urgent of a day, and whether anything waits at all. */
static enum style day_style(const struct calendar *c, long day, bool *waits)
{
	enum style style = STYLE_TEXT;
	size_t first;
	size_t n = calendar_items(c, day, &first);

	*waits = false;
	for (size_t i = 0; i < n; i++) {
		const struct chronology_mark *m = &c->read.marks[first + i];

		*waits = *waits || m->waits;
		if (m->waits && style == STYLE_TEXT)
			style = mark_style(m, c->today);
	}
	return style;
}

/* "3", and where something waits "!3" when it is late, "●3" when it is not. */
static void load_text(const struct calendar *c, long day, struct str *out)
{
	size_t first;
	size_t n = calendar_items(c, day, &first);
	bool waits;
	enum style style = day_style(c, day, &waits);

	if (n == 0)
		return;
	str_add(out, style == STYLE_LATE ? "!" : waits ? "●" : "");
	cell_number((int64_t)n, out);
}

static const char *name_of(const struct calendar *c, const struct chronology_mark *m)
{
	const struct named *named = names_get(&c->names, (enum entity_id)m->entity, m->id);

	return named ? named->text : "…";
}

static void draw_titles(struct pane *p, struct box cell, long day)
{
	const struct calendar *c = p->state;
	size_t first;
	size_t n = calendar_items(c, day, &first);

	for (int i = 0; i < cell.rows && (size_t)i < n; i++) {
		const struct chronology_mark *m = &c->read.marks[first + (size_t)i];
		struct str more = STR_INIT;

		if (i > 0 && i == cell.rows - 1 && (size_t)i + 1 < n) {
			str_addf(&more, ngettext("and %zu more", "and %zu more", n - (size_t)i),
				n - (size_t)i);
			screen_put(p->app->screen, cell.y + i, cell.x, cell.cols, STYLE_DIM,
				str_text(&more));
		} else {
			screen_put(p->app->screen, cell.y + i, cell.x, cell.cols,
				mark_style(m, c->today), name_of(c, m));
		}
		str_free(&more);
	}
}

static void draw_cell(struct pane *p, struct box cell, long day, int number, bool focused)
{
	const struct calendar *c = p->state;
	struct screen *s = p->app->screen;
	bool waits;
	enum style style = day_style(c, day, &waits);
	struct str text = STR_INIT;
	int cols = cell.cols - 1;

	if (day == c->day) {
		style = focused && !c->in_day ? STYLE_SELECTED : STYLE_RESTING;
		screen_put(s, cell.y, cell.x, cols, style, "");
		screen_cursor(s, cell.y, cell.x, false);
	}
	/* Today can be told without colours. */
	str_addf(&text, day == c->today ? "[%d]" : " %d", number);
	screen_put(s, cell.y, cell.x, 4, day == c->today && day != c->day ? STYLE_STRONG : style,
		str_text(&text));
	str_clear(&text);
	load_text(c, day, &text);
	if (cols > 4)
		screen_put_right(s, cell.y, cell.x + 4, cols - 4, style, str_text(&text));
	str_free(&text);
	if (cell.rows > 1 && cell.cols >= TITLES)
		draw_titles(p, (struct box){ cell.y + 1, cell.x + 1, cell.rows - 1, cell.cols - 2 },
			day);
}

/* "November 2026", and what is known of it without a day. */
static void draw_head(struct pane *p)
{
	const struct calendar *c = p->state;
	struct month m = month_of(c->day);
	struct date d = { m.year, m.month, 0, DATE_SURE };
	struct str text = STR_INIT;
	unsigned long vague = 0;

	for (size_t i = chronology_find(c->read.marks, c->read.n, m.first);
		i < c->read.n && c->read.marks[i].day == m.first; i++)
		vague += c->read.marks[i].known == KNOWN_MONTH;
	cell_date(&d, &text);
	if (vague > 0) {
		str_add(&text, " · ");
		str_addf(&text, ngettext("%lu without a day", "%lu without a day", vague), vague);
	}
	screen_put(p->app->screen, p->box.y, p->box.x + 1, p->box.cols - 2, STYLE_HEADING,
		str_text(&text));
	str_free(&text);
}

static void draw_grid(struct pane *p, const struct calendar_shape *shape, bool focused)
{
	const struct calendar *c = p->state;
	struct month m = month_of(c->day);
	struct str name = STR_INIT;

	for (int w = 0; w < 7; w++) {
		str_clear(&name);
		cell_weekday(w + 1, &name);
		screen_put(p->app->screen, p->box.y + 1, p->box.x + w * shape->cell_cols + 1,
			shape->cell_cols - 1, STYLE_LABEL, str_text(&name));
	}
	str_free(&name);
	for (int week = 0; week < m.weeks; week++)
		for (int w = 0; w < 7; w++) {
			int day = month_day(&m, week, w);
			struct box cell = { shape->days.y + week * shape->cell_rows,
				p->box.x + w * shape->cell_cols, shape->cell_rows,
				shape->cell_cols };

			if (day)
				draw_cell(p, cell, m.first + day - 1, day, focused);
		}
}

/* A day a line, with what it has first. */
static void draw_days(struct pane *p, const struct calendar_shape *shape, bool focused)
{
	const struct calendar *c = p->state;
	struct month m = month_of(c->day);
	long at = c->day - m.first;
	long top = at - shape->days.rows / 2;

	if (top > m.days - shape->days.rows)
		top = m.days - shape->days.rows;
	if (top < 0)
		top = 0;
	for (int i = 0; i < shape->days.rows && top + i < m.days; i++) {
		long day = m.first + top + i;
		struct date d = date_from_days(day);
		const struct chronology_mark *first = calendar_item(c, day, 0);
		bool waits, selected = day == c->day;
		enum style bar, style = day_style(c, day, &waits);
		struct str text = STR_INIT;
		struct str load = STR_INIT;
		struct box line = { shape->days.y + i, p->box.x, 1, p->box.cols };

		cell_weekday(date_weekday(&d), &text);
		str_addf(&text, " %2d%s", d.day, day == c->today ? "*" : " ");
		load_text(c, day, &load);
		str_addf(&text, " %-3s ", str_text(&load));
		if (first)
			str_add(&text, name_of(c, first));
		bar = row_bar(p->app->screen, line, selected, focused);
		screen_put(p->app->screen, line.y, line.x + GUTTER, line.cols - GUTTER,
			row_whole(p, line.y, bar, style), str_text(&text));
		str_free(&text);
		str_free(&load);
	}
}

static void draw_item(struct pane *p, const struct chronology_mark *m, struct box b, enum style bar)
{
	const struct calendar *c = p->state;
	const struct named *named = names_get(&c->names, (enum entity_id)m->entity, m->id);
	struct screen *s = p->app->screen;
	bool plain = bar == STYLE_TEXT;
	int word = b.cols >= WORD_FROM ? WORD : 0;
	int of = c->case_id == 0 && b.cols >= WORD_FROM ? 18 : 0;
	struct str text = STR_INIT;
	int x = b.x + 2;

	screen_put(s, b.y, x, b.cols - 2, bar, "");
	timeline_word(m, &text);
	if (word)
		screen_put(s, b.y, x, word, plain ? STYLE_DIM : bar, str_text(&text));
	x += word ? word + 1 : 0;
	screen_put(s, b.y, x, b.x + b.cols - 1 - x - (of ? of + 1 : 0),
		plain ? mark_style(m, c->today) : bar, name_of(c, m));
	if (of && named)
		screen_put(s, b.y, b.x + b.cols - 1 - of, of, plain ? STYLE_DIM : bar, named->of);
	str_free(&text);
}

static void draw_list(struct pane *p, struct box b, bool focused)
{
	const struct calendar *c = p->state;
	struct date d = date_from_days(c->day);
	struct screen *s = p->app->screen;
	struct str text = STR_INIT;
	size_t first;
	size_t n = calendar_items(c, c->day, &first);
	int width;

	cell_day(&d, true, &text);
	if (c->day != c->today) {
		str_add(&text, " · ");
		if (c->day < c->today)
			str_addf(&text,
				ngettext("%ld day ago", "%ld days ago",
					(unsigned long)(c->today - c->day)),
				c->today - c->day);
		else
			cell_days_left(c->day - c->today, &text);
	} else {
		str_add(&text, _(" · today"));
	}
	width = screen_width(s, str_text(&text));
	screen_put(s, b.y, b.x + 1, b.cols - 2, STYLE_HEADING, str_text(&text));
	screen_rule(s, b.y, b.x + width + 2, b.cols - width - 3, STYLE_DIM, "─");
	str_free(&text);
	if (n == 0 && b.rows > 1)
		screen_put(s, b.y + 1, b.x + 2, b.cols - 2, STYLE_DIM,
			_("Nothing; a adds a deadline on this day."));
	for (int i = 0; i < b.rows - 1 && c->top + (size_t)i < n; i++) {
		bool selected = c->in_day && c->top + (size_t)i == c->item;
		struct box line = { b.y + 1 + i, b.x, 1, b.cols };
		struct box mark = { line.y, line.x, 1, GUTTER };

		draw_item(p, &c->read.marks[first + c->top + (size_t)i], line,
			row_bar(s, mark, selected, focused));
	}
}

void calendar_draw(struct pane *p, bool focused)
{
	struct calendar_shape shape = calendar_shape(p);

	if (shape.grid || !((const struct calendar *)p->state)->in_day)
		draw_head(p);
	if (shape.grid)
		draw_grid(p, &shape, focused);
	else if (shape.list.rows == 0)
		draw_days(p, &shape, focused);
	if (!shape.grid && shape.list.rows > 0) {
		shape.list.y--;
		shape.list.rows++;
	}
	if (shape.list.rows > 0)
		draw_list(p, shape.list, focused);
}
