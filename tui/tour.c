#include "config.h"

#include "tui/tour.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/workspace.h"
#include "tui/app.h"
#include "tui/key.h"
#include "tui/settings.h"
#include "tui/wrap.h"

#define KEY "tour"
#define WIDTH 62       /* columns of a card with its border, where there are so many */
#define BORDER_FROM 30 /* columns of the screen from which on it has one */

struct card {
	enum spot at; /* the part of the screen that it points at */
	const char *title;
	const char *text;
};

/* {action} stands for its key. */
static const struct card cards[] = {
	{ SPOT_ELSEWHERE, N_("Welcome"),
		N_("Amparo keeps petitions and all that belongs to them in one file. This short "
		   "tour shows what is where on the screen.") },
	{ SPOT_HEAD, N_("Where you are"),
		N_("The line on top says where you are. {close} goes back the way you came, {home} "
		   "to the first page, which says what is due and what waits for somebody.") },
	{ SPOT_NAV_BORDER, N_("The cases"),
		N_("{sections} goes to the cases and what is in them: petitions, letters, "
		   "exhibits, "
		   "deadlines. {next-pane} goes on to the next part of the screen.") },
	{ SPOT_PANE, N_("Lists and records"),
		N_("The arrows move, {open} opens what is selected. {add} adds, {edit} changes, "
		   "{remove} removes; / narrows a list down while you type.") },
	{ SPOT_PANE, N_("Nothing is lost"),
		N_("{undo} takes back what was done last, however much it was, and {redo} puts it "
		   "back. {blank} hides the screen at once when somebody comes by.") },
	{ SPOT_KEYS, N_("What you can do"),
		N_("The line at the bottom says what the keys do where you are. {help} shows all "
		   "of "
		   "them, and {command} finds anything by a few letters.") },
};

#define CARDS (sizeof(cards) / sizeof(*cards))

static bool last(const struct app *app)
{
	return app->tour.card == CARDS;
}

static void begin(struct app *app)
{
	app->tour = (struct tour){ .card = 1 };
	app->dirty = true;
}

static void end(struct app *app)
{
	enum status st = workspace_put(app->db, KEY, "seen");

	/* Where it cannot be kept, the tour is offered once more; that is all. */
	(void)st;
	app->tour = (struct tour){ .card = 0 };
	app->dirty = true;
}

void tour_offer(struct app *app)
{
	struct str seen = STR_INIT;

	if (settings_on(app->settings, SETTING_TOUR) &&
		workspace_get(app->db, KEY, &seen) == ST_NOTFOUND)
		begin(app);
	str_free(&seen);
}

enum reaction tour_act(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	begin(app);
	return REACT_REDRAW;
}

static void step(struct app *app, bool forwards)
{
	struct tour *t = &app->tour;

	app->dirty = true;
	if (forwards && t->more)
		t->line += t->shown;
	else if (forwards && last(app))
		end(app);
	else if (forwards)
		*t = (struct tour){ .card = t->card + 1 };
	else if (t->line > 0)
		t->line = 0;
	else if (t->card > 1)
		*t = (struct tour){ .card = t->card - 1 };
}

bool tour_takes(struct app *app, const struct event *e)
{
	if (app->tour.card == 0)
		return false;
	if (e->type == EVENT_MOUSE) {
		if (e->mouse == MOUSE_PRESS || e->mouse == MOUSE_DOUBLE)
			step(app, true);
		return true;
	}
	if (e->type != EVENT_KEY)
		return false;
	switch (e->key) {
	case K_ENTER:
	case K_SPACE:
	case K_RIGHT:
	case K_DOWN:
	case K_PGDN:
		step(app, true);
		return true;
	case K_BACKSPACE:
	case K_LEFT:
	case K_UP:
	case K_PGUP:
		step(app, false);
		return true;
	default:
		break;
	}
	/* On the last card one may begin at once; before it, only leaving leaves. */
	if (e->key == K_ESC || e->key == 'q' || e->key == K_CTRL('C')) {
		end(app);
		return true;
	}
	if (!last(app) || app->tour.more || e->pasted)
		return true;
	end(app);
	return false;
}

void tour_text(
	const struct keymap *keys, const char *const *contexts, const char *text, struct str *out)
{
	while (*text) {
		size_t len = strcspn(text, "{");
		size_t name_len = text[len] ? strcspn(text + len + 1, "}") : 0;
		char *name;
		uint32_t key;

		str_add_n(out, text, len);
		text += len;
		if (!*text)
			break;
		name = mem_text_n(text + 1, name_len);
		key = keymap_key(keys, contexts, name);
		if (key == K_NONE)
			str_addf(out, ":%s", name);
		else
			key_write(key, out);
		free(name);
		text += name_len + 1 + (text[name_len + 1] == '}');
	}
}

/* Where a file has no case yet, the last card says what to do first. */
static const char *ending(struct app *app)
{
	struct pane *top = app_top(app);
	struct subject s;

	if (top->view == &view_home && !top->view->subject(top, &s))
		return _("Now press {add}: it adds your first case.");
	return _(":tour shows this again.");
}

static void card_text(struct app *app, struct str *out)
{
	static const char *const contexts[] = { "records", "list", "global", NULL };
	const struct card *card = &cards[app->tour.card - 1];

	tour_text(app->keys, contexts, _(card->text), out);
	if (last(app)) {
		str_add(out, "\n\n");
		tour_text(app->keys, contexts, ending(app), out);
	}
}

/* Beside what it points at, as near as there is room. */
static struct box place(struct app *app, enum spot at, int rows, int cols)
{
	int all_rows = screen_rows(app->screen);
	int all_cols = screen_cols(app->screen);
	const struct box *main = &app_top(app)->box;
	const struct box *nav = &app->nav->box;
	struct box b = { .rows = rows, .cols = cols };

	b.y = (all_rows - rows) / 2;
	b.x = (all_cols - cols) / 2;
	if (at == SPOT_HEAD) {
		b.y = 1;
		b.x = 1;
	} else if (at == SPOT_KEYS) {
		b.y = all_rows - 2 - rows;
		b.x = 1;
	} else if (at == SPOT_NAV_BORDER && layout_shows(app, app->nav)) {
		b.y = nav->y + 2;
		b.x = nav->x + nav->cols + 1;
	} else if (at == SPOT_PANE && layout_shows(app, app_top(app)) && main->cols > cols) {
		b.x = main->x + (main->cols - cols) / 2;
	}
	if (b.x + cols > all_cols)
		b.x = all_cols - cols;
	if (b.y + rows > all_rows)
		b.y = all_rows - rows;
	b.x = b.x < 0 ? 0 : b.x;
	b.y = b.y < 0 ? 0 : b.y;
	return b;
}

static void draw_border(struct app *app, const struct box *b, enum spot at)
{
	struct screen *s = app->screen;
	int right = b->x + b->cols - 1;
	int bottom = b->y + b->rows - 1;

	screen_rule(s, b->y, b->x, b->cols, STYLE_STRONG, "─");
	screen_rule(s, bottom, b->x, b->cols, STYLE_STRONG, "─");
	screen_column(s, b->y + 1, b->x, b->rows - 2, STYLE_STRONG, "│");
	screen_column(s, b->y + 1, right, b->rows - 2, STYLE_STRONG, "│");
	screen_put(s, b->y, b->x, 1, STYLE_STRONG, "┌");
	screen_put(s, b->y, right, 1, STYLE_STRONG, "┐");
	screen_put(s, bottom, b->x, 1, STYLE_STRONG, "└");
	screen_put(s, bottom, right, 1, STYLE_STRONG, "┘");
	if (at == SPOT_HEAD)
		screen_put(s, b->y, b->x + 2, 1, STYLE_STRONG, "▲");
	else if (at == SPOT_KEYS)
		screen_put(s, bottom, b->x + 2, 1, STYLE_STRONG, "▼");
	else if (at == SPOT_NAV_BORDER && layout_shows(app, app->nav))
		screen_put(s, b->y + 1, b->x, 1, STYLE_STRONG, "‹");
}

static void draw_foot(struct app *app, int y, int x, int cols)
{
	struct str place = STR_INIT;
	const char *keys = last(app) && !app->tour.more ? _("Enter ends the tour")
							: _("Enter next   Esc leaves");

	if (screen_width(app->screen, keys) > cols)
		keys = _("Enter, Esc");
	screen_put(app->screen, y, x, cols, STYLE_DIM, keys);
	str_addf(&place, "%zu/%zu", app->tour.card, CARDS);
	if (screen_width(app->screen, keys) + screen_width(app->screen, str_text(&place)) < cols)
		screen_put_right(app->screen, y, x + cols - 5, 5, STYLE_DIM, str_text(&place));
	str_free(&place);
}

/* Title, text, a line between and the foot, within a border. */
static void draw_framed(
	struct app *app, const struct str *text, const struct wrap_line *lines, size_t n, int cols)
{
	const struct card *card = &cards[app->tour.card - 1];
	struct box b = place(app, card->at, (int)n + 5, cols);

	for (int y = 0; y < b.rows; y++)
		screen_put(app->screen, b.y + y, b.x, cols, STYLE_TEXT, "");
	draw_border(app, &b, card->at);
	screen_put(app->screen, b.y + 1, b.x + 2, cols - 4, STYLE_HEADING, _(card->title));
	for (size_t i = 0; i < n; i++)
		screen_put_n(app->screen, b.y + 2 + (int)i, b.x + 2, cols - 4, STYLE_TEXT,
			str_text(text) + lines[i].start, lines[i].len);
	draw_foot(app, b.y + b.rows - 2, b.x + 2, cols - 4);
}

/* Where there is no room for that, the whole screen, and as much of the text as it has lines. */
static void draw_bare(struct app *app, const struct str *text)
{
	const struct card *card = &cards[app->tour.card - 1];
	struct tour *t = &app->tour;
	int cols = screen_cols(app->screen);
	int rows = screen_rows(app->screen);
	struct wrap_line *lines;
	size_t n;

	wrap_text(str_text(text), text->len, cols, 0, &lines, &n);
	t->shown = rows > 2 ? (size_t)rows - 2 : 1;
	if (t->line >= n)
		t->line = 0;
	t->more = t->line + t->shown < n;
	for (int y = 0; y < rows; y++)
		screen_put(app->screen, y, 0, cols, STYLE_TEXT, "");
	screen_put(app->screen, 0, 0, cols, STYLE_HEADING, _(card->title));
	for (size_t i = 0; i < t->shown && t->line + i < n; i++)
		screen_put_n(app->screen, 1 + (int)i, 0, cols, STYLE_TEXT,
			str_text(text) + lines[t->line + i].start, lines[t->line + i].len);
	draw_foot(app, rows - 1, 0, cols);
	free(lines);
}

static void draw_card(struct app *app, const struct str *text)
{
	int all_cols = screen_cols(app->screen);
	int cols = all_cols < WIDTH + 2 ? all_cols - 2 : WIDTH;
	struct wrap_line *lines;
	size_t n;

	if (all_cols < BORDER_FROM) {
		draw_bare(app, text);
		return;
	}
	wrap_text(str_text(text), text->len, cols - 4, 0, &lines, &n);
	if ((int)n + 5 > screen_rows(app->screen)) {
		draw_bare(app, text);
	} else {
		app->tour.more = false;
		app->tour.line = 0;
		draw_framed(app, text, lines, n, cols);
	}
	free(lines);
}

void tour_draw(struct app *app)
{
	struct str text = STR_INIT;

	if (app->tour.card == 0)
		return;
	card_text(app, &text);
	draw_card(app, &text);
	str_free(&text);
}
