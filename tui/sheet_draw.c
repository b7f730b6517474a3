#include "config.h"

#include "tui/sheet.h"

#include <string.h>

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/wrap.h"

#define HEAD_FROM 6  /* rows over which there is room for a title */
#define TITLE_ROWS 2 /* the petition and the count, and a blank */
#define GAP 2

/* What a cell wants, and how it shares what is left: names and addresses are long. */
static const struct {
	int least;
	int share; /* of what is left, in parts of 10 */
} sizes[SHEET_CELLS] = { { 16, 4 }, { 10, 2 }, { 7, 0 }, { 10, 0 }, { 12, 4 } };

/* Where each cell stands: those that fit around the one that is typed into. */
struct columns {
	int x[SHEET_CELLS];
	int width[SHEET_CELLS]; /* 0: not on the screen */
};

static void fit(const struct sheet *s, struct box b, struct columns *out)
{
	int room = b.cols - 3;
	size_t first = s->cell, end = s->cell + 1;
	int used = sizes[s->cell].least;
	int left, x = b.x + 2;

	memset(out, 0, sizeof(*out));
	/* To the left first, as one reads; then to the right. */
	while (first > 0 && used + GAP + sizes[first - 1].least <= room)
		used += GAP + sizes[--first].least;
	while (end < SHEET_CELLS && used + GAP + sizes[end].least <= room)
		used += GAP + sizes[end++].least;
	left = room - used;
	for (size_t i = first; i < end; i++) {
		int more = left > 0 ? left * sizes[i].share / 10 : 0;

		out->x[i] = x;
		out->width[i] = sizes[i].least + more;
		if (out->width[i] > b.x + b.cols - x)
			out->width[i] = b.x + b.cols - x;
		x += out->width[i] + GAP;
	}
}

static const char *label_of(size_t cell)
{
	const struct entity *e = entity_get(ENTITY_SIGNATORY);

	return _(e->fields[entity_field(e, sheet_fields[cell])].label);
}

/* What the head leaves for the lines. */
static struct box below_head(struct box b)
{
	int head = b.rows > HEAD_FROM ? TITLE_ROWS : 0;

	if (b.rows - head >= 3)
		head++; /* the names of the cells */
	b.y += head;
	b.rows -= head;
	return b;
}

static void draw_head(struct pane *p, struct box b, const struct columns *c)
{
	struct sheet *s = sheet_of(p);
	struct screen *sc = p->app->screen;
	struct str count = STR_INIT;
	int width;

	if (b.rows > HEAD_FROM) {
		cell_number(s->logged, &count);
		str_add(&count, _(" logged now"));
		if (s->held >= 0) {
			str_add(&count, " · ");
			cell_number(s->held, &count);
			str_add(&count, _(" in all"));
		}
		width = screen_width(sc, str_text(&count));
		screen_put(sc, b.y, b.x + 2, b.cols - width - 5, STYLE_STRONG, s->title);
		screen_put(sc, b.y, b.x + b.cols - 1 - width, width, STYLE_GOOD, str_text(&count));
		b.y += TITLE_ROWS;
		b.rows -= TITLE_ROWS;
		str_free(&count);
	}
	if (b.rows < 3)
		return;
	screen_put(sc, b.y, b.x, b.cols, STYLE_HEADING, "");
	for (size_t i = 0; i < SHEET_CELLS; i++)
		if (c->width[i])
			screen_put(sc, b.y, c->x[i], c->width[i], STYLE_HEADING, label_of(i));
}

static void draw_cell(struct pane *p, const struct sheet_line *l, size_t cell, int y,
	const struct columns *c, bool typed)
{
	struct screen *sc = p->app->screen;
	struct str shown = STR_INIT;
	enum style style = l->record.id ? STYLE_TEXT : STYLE_INPUT;
	int column = 0;

	if (l->error && l->wrong == cell)
		style = STYLE_ERROR;
	else if (typed)
		style = STYLE_INPUT;
	if (typed) {
		input_show(&l->cells[cell], c->width[cell], &shown, &column);
		screen_put_input(
			sc, y, c->x[cell], c->width[cell], style, str_text(&shown), column);
	} else {
		screen_put(sc, y, c->x[cell], c->width[cell], style, input_text(&l->cells[cell]));
	}
	str_free(&shown);
}

/* The lines that fit, so that the one that is typed into is among them. */
static size_t first_line(const struct sheet *s, int rows)
{
	size_t room = rows > 0 ? (size_t)rows : 1;
	size_t first = s->n > room ? s->n - room : 0;

	return s->at < first ? s->at : first;
}

/* Below the lines stands who is like the person, or what is wrong. */
static int list_rows(int rows)
{
	return rows > 6 ? rows - 5 : rows > 2 ? rows - 1 : rows;
}

static void draw_below(struct pane *p, struct box b)
{
	struct sheet *s = sheet_of(p);
	struct screen *sc = p->app->screen;
	const struct sheet_line *l = sheet_now(s);

	if (b.rows < 1)
		return;
	if (b.rows > 4 && s->kept && !s->pending)
		screen_put(sc, b.y + b.rows - 1, b.x + 2, b.cols - 2, STYLE_DIM, _("draft kept"));
	if (l->error) {
		b.x += 2;
		b.cols -= 2;
		wrap_put(sc, b, STYLE_ERROR, l->error);
		return;
	}
	for (size_t i = 0; i < s->n_likes && (int)i < b.rows; i++) {
		struct str text = STR_INIT;

		str_add(&text, s->likes[i].same ? _("Already there: ") : _("Begins so: "));
		str_add(&text, s->likes[i].text);
		screen_put(sc, b.y + (int)i, b.x + 2, b.cols - 2,
			s->likes[i].same ? STYLE_LATE : STYLE_DIM, str_text(&text));
		str_free(&text);
	}
}

void sheet_draw(struct pane *p, bool focused)
{
	struct sheet *s = sheet_of(p);
	struct box b = p->box;
	struct columns c;
	size_t first;
	int y;

	fit(s, b, &c);
	draw_head(p, b, &c);
	b = below_head(b);
	first = first_line(s, list_rows(b.rows));
	y = b.y;
	for (size_t i = first; i < s->n && y < b.y + b.rows; i++, y++) {
		bool now = i == s->at;

		screen_put(p->app->screen, y, b.x, 1, STYLE_STRONG,
			now                              ? "▸"
			: sheet_line_typed(&s->lines[i]) ? "*"
							 : "");
		for (size_t k = 0; k < SHEET_CELLS; k++)
			if (c.width[k])
				draw_cell(
					p, &s->lines[i], k, y, &c, now && focused && k == s->cell);
	}
	if (b.rows > 6)
		y++;
	draw_below(p, (struct box){ y, b.x, b.y + b.rows - y, b.cols });
}

bool sheet_cell_at(struct pane *p, int y, int x, size_t *line, size_t *cell)
{
	struct sheet *s = sheet_of(p);
	struct box b = p->box;
	struct columns c;
	size_t first;

	fit(s, b, &c);
	b = below_head(b);
	first = first_line(s, list_rows(b.rows));
	if (y < b.y || first + (size_t)(y - b.y) >= s->n)
		return false;
	*line = first + (size_t)(y - b.y);
	for (size_t k = 0; k < SHEET_CELLS; k++) {
		if (c.width[k] && x >= c.x[k] && x < c.x[k] + c.width[k]) {
			*cell = k;
			return true;
		}
	}
	return false;
}
