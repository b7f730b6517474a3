#include "config.h"

#include <stdlib.h>

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/prompt.h"
#include "tui/wrap.h"

/* The line at the bottom as it is drawn: the question, the line, what fits it. */

#define QUESTION_ROWS 4
#define LABEL_SCREEN 10 /* rows from which on a long label has a row of its own */

/* The question with its answers, broken into lines. */
static size_t question_lines(
	const struct prompt *pr, int cols, struct str *text, struct wrap_line **lines)
{
	size_t n;

	str_addf(text, "%s (y/n)", str_text(&pr->question));
	wrap_text(str_text(text), text->len, cols, QUESTION_ROWS, lines, &n);
	return n;
}

/* A label that would leave less than half of the row to type in stands in rows above. */
static bool label_above(const struct app *app, int cols)
{
	return screen_rows(app->screen) >= LABEL_SCREEN &&
	       screen_width(app->screen, str_text(&app->prompt.question)) > cols / 2;
}

static size_t label_lines(const struct prompt *pr, int cols, struct wrap_line **lines)
{
	size_t n;

	wrap_text(str_text(&pr->question), pr->question.len, cols, QUESTION_ROWS - 1, lines, &n);
	return n;
}

int prompt_rows(const struct app *app, int cols)
{
	struct str text = STR_INIT;
	struct wrap_line *lines = NULL;
	size_t n = 1;

	if (app->prompt.yes)
		n = question_lines(&app->prompt, cols, &text, &lines);
	else if (label_above(app, cols))
		n = label_lines(&app->prompt, cols, &lines) + 1;
	free(lines);
	str_free(&text);
	return (int)n;
}

static void draw_question(struct app *app, int y, int cols)
{
	struct str text = STR_INIT;
	struct wrap_line *lines = NULL;
	size_t n = question_lines(&app->prompt, cols, &text, &lines);
	int width = 0;

	for (size_t i = 0; i < n; i++)
		width = screen_put_sentence(app->screen, y + (int)i, 0, cols, STYLE_NEAR,
			str_text(&text) + lines[i].start, lines[i].len);
	/* Where there is no room for all of it, what is asked for is seen all the same. */
	if (n > 0 && lines[n - 1].start + lines[n - 1].len < text.len)
		width = screen_put(app->screen, y + (int)n - 1, 0, cols, STYLE_NEAR, _("… (y/n)"));
	screen_cursor(app->screen, y + (int)n - 1, width < cols ? width : cols - 1, true);
	free(lines);
	str_free(&text);
}

/* The rows that it takes above the line, and the columns within the line. */
static int draw_label(struct app *app, int y, int cols, int *width)
{
	const char *label = str_text(&app->prompt.question);
	struct wrap_line *lines = NULL;
	size_t n = 0;

	*width = 0;
	if (label_above(app, cols - 1)) {
		n = label_lines(&app->prompt, cols - 1, &lines);
		for (size_t i = 0; i < n; i++)
			screen_put_sentence(app->screen, y + (int)i, 0, cols, STYLE_STRONG,
				label + lines[i].start, lines[i].len);
		free(lines);
		return (int)n;
	}
	*width = screen_width(app->screen, label);
	if (*width > cols / 2)
		*width = cols / 2;
	screen_put(app->screen, y, 0, *width, STYLE_STRONG, label);
	return 0;
}

void prompt_draw(struct app *app, int y, int cols)
{
	struct prompt *pr = &app->prompt;
	struct str shown = STR_INIT;
	int width;
	int column = 0;

	if (pr->yes) {
		draw_question(app, y, cols);
		return;
	}
	y += draw_label(app, y, cols, &width);
	input_show(&pr->input, cols - width, &shown, &column);
	screen_put_input(app->screen, y, width, cols - width, STYLE_TEXT, str_text(&shown), column);
	str_free(&shown);
}

void prompt_draw_candidates(struct app *app, int y, int cols)
{
	const struct candidates *c = &app->prompt.candidates;
	size_t from = 0;
	int x = 0;

	/* What is chosen must be seen: the row begins with it once it would be beyond the edge. */
	for (size_t i = 0; i < c->n && i <= app->prompt.chosen && app->prompt.chosen < c->n; i++) {
		x += screen_width(app->screen, c->lines[i]) + 2;
		if (x > cols) {
			from = i;
			x = screen_width(app->screen, c->lines[i]) + 2;
		}
	}
	x = 0;
	for (size_t i = from; i < c->n && x < cols; i++) {
		enum style style = i == app->prompt.chosen ? STYLE_SELECTED : STYLE_TEXT;
		int width = screen_width(app->screen, c->lines[i]);

		screen_put(
			app->screen, y, x, width < cols - x ? width : cols - x, style, c->lines[i]);
		x += width + 2;
	}
}

void prompt_draw_offers(struct app *app, int y, int cols)
{
	struct prompt *pr = &app->prompt;
	int rows = offers_rows(&pr->offers, y);

	pr->offers_at = (struct box){ .y = y - rows, .x = 0, .rows = rows, .cols = cols };
	if (rows > 0 && y - rows > 1)
		screen_rule(app->screen, y - rows - 1, 0, cols, STYLE_DIM, "─");
	offers_draw(app->screen, pr->offers_at, &pr->offers);
}
