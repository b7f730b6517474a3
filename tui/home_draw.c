#include "config.h"

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/chart.h"
#include "tui/home.h"
#include "tui/rows.h"

#define LEFT 14 /* columns for when, or whose */
#define LEFT_WHOSE 18
#define LEFT_RECENT 12
#define NOTE 18      /* for the case */
#define NOTE_FROM 64 /* columns from which on the case is shown */
#define DAY 10       /* for a day without its year */
#define RIGHT_FROM 40
#define BAR_MAX 32
#define BAR_GOOD 10 /* columns that a bar should have before weeks are shown beside it */
#define BAR_MIN 8
#define APART 3 /* columns between the two of the page */

struct box home_column_box(const struct home *h, struct box b, int column)
{
	int cols = (b.cols - APART) / 2;

	if (h->columns < 2)
		return b;
	if (column == 1)
		b.x += b.cols - cols;
	b.cols = cols;
	return b;
}

static void draw_head(struct pane *p, const struct home_part *part, struct box b, enum style bar)
{
	struct screen *s = p->app->screen;
	int x = b.x + 1;
	int cols = b.cols - 2;
	int width = screen_width(s, part->label);
	int note = part->note ? screen_width(s, part->note) : 0;
	bool folded = part->shown == 0 && part->n > 0;

	if (folded)
		x++;
	screen_put(s, b.y, x, cols, bar == STYLE_TEXT ? STYLE_HEADING : bar, part->label);
	if (cols - width - 1 > 0)
		screen_rule(s, b.y, x + width + 1, cols - width - 1 - folded, STYLE_DIM, "─");
	x = b.x + 1;
	if (note > 0 && note + width + 8 < cols) {
		screen_put(s, b.y, x + cols - note - 4, 1, STYLE_DIM, "");
		screen_put(s, b.y, x + cols - note - 3, note, STYLE_DIM, part->note);
		screen_put(s, b.y, x + cols - 3, 1, STYLE_DIM, "");
	}
}

static void draw_signatures(struct pane *p, const struct pleading *pl, int y, int x, int cells)
{
	struct screen *s = p->app->screen;
	int64_t declared = pl->counted && pl->count.declared > 0 ? pl->count.declared : 0;
	int64_t counted = pl->counted ? pl->count.counted : 0;
	int64_t whole = pl->target > 0 ? pl->target : declared > counted ? declared : counted;
	int full = (chart_eighths(counted, whole, cells) + 7) / 8;
	int half = (chart_eighths(declared, whole, cells) + 4) / 8;

	screen_rule(s, y, x, cells, STYLE_DIM, "░");
	if (half > full)
		screen_rule(s, y, x + full, half - full, STYLE_NEAR, "▒");
	chart_bar(s, y, x, cells, STYLE_GOOD, counted, whole);
}

/* What stands where on a line with a bar: the same for all, so that they can be compared. */
struct bars {
	int left;  /* columns of the petition's reference */
	int cells; /* of the bar; less than BAR_MIN: there is none */
	int text;  /* columns of the widest text */
	int weeks; /* of the last weeks; 0: they are not shown */
};

static struct bars measure(struct pane *p, int cols)
{
	const struct home_part *part = &((const struct home *)p->state)->parts[PART_SIGNED];
	struct bars b = { .left = cols / 3 < LEFT_WHOSE ? cols / 3 : LEFT_WHOSE };
	bool any = false;

	for (size_t i = 0; i < part->n; i++) {
		int width = screen_width(p->app->screen, part->lines[i].text);

		b.text = width > b.text ? width : b.text;
		any = any || part->lines[i].right;
	}
	b.cells = cols - b.left - 2 - b.text;
	if (any && b.cells - WEEKS - 2 >= BAR_GOOD) {
		b.weeks = WEEKS;
		b.cells -= WEEKS + 2;
	}
	if (b.cells > BAR_MAX)
		b.cells = BAR_MAX;
	return b;
}

static void draw_bar(struct pane *p, const struct home_line *l, struct box box, enum style bar)
{
	struct screen *s = p->app->screen;
	int x = box.x + 2;
	int cols = box.cols - 3;
	struct bars b = measure(p, cols);

	screen_put(s, box.y, x, cols, bar, "");
	screen_put(s, box.y, x, b.left, bar, l->left);
	x += b.left + 1;
	if (b.cells < BAR_MIN) {
		screen_put(s, box.y, x, cols - b.left - 1, bar, l->text);
		return;
	}
	if (l->bar->counted)
		draw_signatures(p, l->bar, box.y, x, b.cells);
	x += b.cells + 1;
	screen_put(s, box.y, x, b.text, bar, l->text);
	if (b.weeks > 0 && l->right)
		screen_put(s, box.y, x + b.text + 2, b.weeks, bar == STYLE_TEXT ? l->style : bar,
			l->right);
}

static void draw_row(struct pane *p, enum home_part_id part, const struct home_line *l,
	struct box b, enum style bar)
{
	struct screen *s = p->app->screen;
	bool plain = bar == STYLE_TEXT;
	bool when = part == PART_DUE; /* on the left stands when it is */
	int x = b.x + 2;
	int cols = b.cols - 3;
	int left = part == PART_RECENT ? LEFT_RECENT : when ? LEFT : LEFT_WHOSE;
	int right = l->right ? screen_width(s, l->right) : 0;
	int note = l->note ? NOTE : 0;

	if (left > cols / 3)
		left = cols / 3;
	if (b.cols < NOTE_FROM)
		note = 0;
	/* So that days and cases stand below each other. */
	if (right > 0 && right < DAY)
		right = DAY;
	if (b.cols < RIGHT_FROM)
		right = 0;
	screen_put(s, b.y, x, left, plain && when ? l->style : bar, l->left);
	x += left;
	screen_put(s, b.y, x, 1, bar, "");
	x++;
	cols -= left + 1 + (right ? right + 1 : 0) + (note ? note + 1 : 0);
	screen_put(s, b.y, x, cols, bar, l->text);
	x += cols;
	if (note) {
		screen_put(s, b.y, x, 1, bar, "");
		screen_put(s, b.y, x + 1, note, plain ? STYLE_DIM : bar, l->note);
		x += note + 1;
	}
	if (right) {
		screen_put(s, b.y, x, 1, bar, "");
		screen_put_right(s, b.y, x + 1, right, plain && !when ? l->style : bar, l->right);
	}
}

static void draw_rest(struct pane *p, const struct home_part *part, struct box b, enum style bar)
{
	size_t more = part->n - part->shown;
	struct str text = STR_INIT;

	str_addf(&text, ngettext("and %zu more", "and %zu more", more), more);
	screen_put(p->app->screen, b.y, b.x + 2, b.cols - 3, bar == STYLE_TEXT ? STYLE_DIM : bar,
		str_text(&text));
	str_free(&text);
}

static void draw_page_row(struct pane *p, size_t row, struct box b, bool focused)
{
	struct home *h = p->state;
	const struct home_row *r = &h->rows[row];
	const struct home_part *part = &h->parts[r->part];
	const struct home_line *l = home_line_of(h, row);
	bool selected = row == h->scroll.cursor && home_rests(h, row);
	enum style bar =
		row_bar(p->app->screen, (struct box){ b.y, b.x, 1, GUTTER }, selected, focused);

	if (r->kind == ROW_HEAD)
		draw_head(p, part, b, bar);
	else if (r->kind == ROW_REST)
		draw_rest(p, part, b, bar);
	else if (l && l->kind == HOME_BAR)
		draw_bar(p, l, b, bar);
	else if (l && l->kind == HOME_NOTE)
		screen_put(p->app->screen, b.y, b.x + 2, b.cols - 2, STYLE_TEXT, l->text);
	else if (l)
		draw_row(p, r->part, l, b, bar);
}

void home_draw(struct pane *p, bool focused)
{
	struct home *h = p->state;

	for (int c = 0; c < h->columns; c++) {
		struct box b = home_column_box(h, p->box, c);
		size_t first, n;

		home_column(h, c, &first, &n);
		for (int i = 0; i < b.rows; i++) {
			size_t row = h->tops[c] + (size_t)i;

			if (row < first + n)
				draw_page_row(
					p, row, (struct box){ b.y + i, b.x, 1, b.cols }, focused);
		}
	}
}
