#include "config.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "tui/screen_picture.h"
#include "tui/screen_private.h"
#include "tui/screen_tell.h"
#include "tui/settings.h"
#include "tui/style.h"

/* Pictures on the terminal: cells in two colours, shades, or the terminal's own graphics. */

#define MANY_COLOURS 256
#define DIRECT_COLOURS (1 << 24)
#define CELL_WIDTH 10 /* pixels, where the terminal does not say */
#define CELL_HEIGHT 20
#define ANSWER_MS 200 /* that the terminal has to answer */

/* ---- what there is ---- */

/* Inside another program that draws the terminal, answers may be those of nobody in particular. */
static bool stands_between(void)
{
	const char *term = getenv("TERM");

	return getenv("TMUX") || getenv("STY") || !term || !strncmp(term, "screen", 6) ||
	       !strncmp(term, "tmux", 4);
}

/* Asked once, and not waited for longer than a moment: what else was typed stays typed. */
static enum pictures ask(void)
{
	struct graphics_answer answer = { false, false, false };
	struct str got = STR_INIT, rest = STR_INIT;
	int64_t until = screen_clock() + ANSWER_MS, left;

	screen_send(graphics_question, strlen(graphics_question));
	while (!answer.whole && (left = until - screen_clock()) > 0) {
		struct pollfd in = { STDIN_FILENO, POLLIN, 0 };
		char bytes[256];
		ssize_t n;

		if (poll(&in, 1, (int)left) <= 0 ||
			(n = read(STDIN_FILENO, bytes, sizeof(bytes))) <= 0)
			break;
		str_add_n(&got, bytes, (size_t)n);
		str_clear(&rest);
		graphics_read(str_text(&got), got.len, &answer, &rest);
	}
	for (size_t i = rest.len; i > 0; i--)
		ungetch((unsigned char)rest.data[i - 1]);
	str_free(&got);
	str_free(&rest);
	return answer.kitty ? PICTURES_KITTY : answer.sixel ? PICTURES_SIXEL : PICTURES_BLOCKS;
}

void screen_picture_setup(struct screen *s, const char *how)
{
	const bool colours = style_wants_colour() && COLORS >= MANY_COLOURS && s->utf8;

	if (!strcmp(how, "kitty"))
		s->pictures = PICTURES_KITTY;
	else if (!strcmp(how, "sixel"))
		s->pictures = PICTURES_SIXEL;
	else if (!strcmp(how, "ask") && s->asked == PICTURES_SHADES)
		s->pictures = s->asked = stands_between() ? PICTURES_BLOCKS : ask();
	else if (!strcmp(how, "ask"))
		s->pictures = s->asked;
	else
		s->pictures = strcmp(how, "shades") ? PICTURES_BLOCKS : PICTURES_SHADES;
	if (s->pictures == PICTURES_BLOCKS && (!colours || s->plain_signs))
		s->pictures = PICTURES_SHADES;
}

static bool is_drawn_by_terminal(const struct screen *s)
{
	return s->pictures == PICTURES_SIXEL || s->pictures == PICTURES_KITTY;
}

void screen_picture_size(const struct screen *s, int rows, int cols, int *height, int *width)
{
	struct winsize size = { 0 };
	int cell_width = 1, cell_height = 2;

	if (is_drawn_by_terminal(s)) {
		cell_width = CELL_WIDTH;
		cell_height = CELL_HEIGHT;
		if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_xpixel && size.ws_ypixel &&
			size.ws_col && size.ws_row) {
			cell_width = size.ws_xpixel / size.ws_col;
			cell_height = size.ws_ypixel / size.ws_row;
		}
	}
	*width = cols * (cell_width > 0 ? cell_width : 1);
	*height = rows * (cell_height > 0 ? cell_height : 1);
}

/* ---- cells ---- */

static int colour_of(const unsigned char *rgb)
{
	const int direct = rgb[0] << 16 | rgb[1] << 8 | rgb[2];

	if (COLORS < DIRECT_COLOURS)
		return pixel_256(rgb);
	/* Of direct colours the first eight are the terminal's own. */
	return direct < 8 ? 0 : direct;
}

/* Two pixels, the upper one as the half block's ink; at the lower edge there may be one alone. */
static void put_half(int y, int x, const unsigned char *upper, const unsigned char *lower)
{
	const wchar_t block[] = { L'\u2580', L'\0' };
	const int ink = colour_of(upper), ground = lower ? colour_of(lower) : -1;
	int pair = alloc_pair(ink, ground);
	cchar_t cell;

	if (pair >= 0 && setcchar(&cell, block, A_NORMAL, 0, &pair) == OK)
		mvadd_wch(y, x, &cell);
}

static void put_blocks(struct box b, const struct pixels *p)
{
	for (int y = 0; y < (p->height + 1) / 2 && y < b.rows; y++)
		for (int x = 0; x < p->width && x < b.cols; x++)
			put_half(b.y + y, b.x + x, pixel_at(p, x, 2 * y),
				2 * y + 1 < p->height ? pixel_at(p, x, 2 * y + 1) : NULL);
}

static void put_shades(struct screen *s, struct box b, const struct pixels *p)
{
	for (int y = 0; y < (p->height + 1) / 2 && y < b.rows; y++)
		for (int x = 0; x < p->width && x < b.cols; x++) {
			const int upper = pixel_light(pixel_at(p, x, 2 * y));
			const int lower = 2 * y + 1 < p->height
						  ? pixel_light(pixel_at(p, x, 2 * y + 1))
						  : upper;

			screen_put(s, b.y + y, b.x + x, 1, STYLE_TEXT, pixel_shade(upper, lower));
		}
}

void screen_picture(struct screen *s, struct box b, const struct pixels *p, int64_t number)
{
	if (b.y < 0 || b.x < 0 || b.y + b.rows > LINES || b.x + b.cols > COLS || b.rows < 1 ||
		b.cols < 1)
		return;
	if (s->pictures == PICTURES_BLOCKS) {
		put_blocks(b, p);
	} else if (s->pictures == PICTURES_SHADES) {
		put_shades(s, b, p);
	} else {
		s->graphic.wanted = true;
		s->graphic.box = b;
		s->graphic.number = number;
		s->graphic.pixels = *p;
	}
}

/* ---- the terminal's own graphics, over blank cells ---- */

void screen_picture_begin(struct screen *s)
{
	s->graphic.wanted = false;
}

static void write_graphic(struct screen *s)
{
	const struct graphic *g = &s->graphic;
	struct str out = STR_INIT;

	/* The cursor is where curses thinks it is, before and after. */
	str_addf(&out, "\0337\033[%d;%dH", g->box.y + 1, g->box.x + 1);
	if (s->pictures == PICTURES_KITTY)
		kitty_write(&g->pixels, g->box.cols, g->box.rows, &out);
	else
		sixel_write(&g->pixels, &out);
	str_add(&out, "\0338");
	screen_send(str_text(&out), out.len);
	str_free(&out);
}

static bool is_other(const struct graphic *g)
{
	return !g->wanted || g->number != g->shown_number || g->box.y != g->shown_box.y ||
	       g->box.x != g->shown_box.x || g->box.rows != g->shown_box.rows ||
	       g->box.cols != g->shown_box.cols;
}

bool screen_picture_end(struct screen *s)
{
	struct graphic *g = &s->graphic;

	if (!g->shown || !is_other(g))
		return false;
	if (s->pictures == PICTURES_KITTY) {
		struct str out = STR_INIT;

		kitty_clear(&out);
		screen_send(str_text(&out), out.len);
		str_free(&out);
	}
	g->shown = false;
	/* Sixels go when the cells under them are drawn. */
	return s->pictures != PICTURES_KITTY;
}

void screen_picture_show(struct screen *s)
{
	struct graphic *g = &s->graphic;

	if (!g->wanted || g->shown)
		return;
	write_graphic(s);
	g->shown = true;
	g->shown_box = g->box;
	g->shown_number = g->number;
}

void screen_picture_forget(struct screen *s)
{
	struct graphic *g = &s->graphic;

	if (g->shown && s->pictures == PICTURES_KITTY) {
		struct str out = STR_INIT;

		kitty_clear(&out);
		screen_send(str_text(&out), out.len);
		str_free(&out);
	}
	g->shown = false;
}
