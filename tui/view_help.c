#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/help.h"

static struct help *state(struct pane *p)
{
	return p->state;
}

/* The place's text is the name of the view it is about and, in a second line, what its field is. */
static enum status help_open(struct pane *p)
{
	struct help *h = mem_zero(sizeof(*h));
	const char *text = p->text ? p->text : "";
	size_t len = strcspn(text, "\n");

	p->state = h;
	h->words = mem_text("");
	h->about = &view_home;
	for (const struct view *const *v = all_views; *v; v++)
		if (strlen((*v)->name) == len && !strncmp((*v)->name, text, len))
			h->about = *v;
	if (text[len] && text[len + 1])
		h->field = mem_text(text + len + 1);
	return ST_OK;
}

static void help_close(struct pane *p)
{
	struct help *h = state(p);

	help_lines_free(h);
	free(h->field);
	free(h->words);
	free(h);
}

static enum status help_load(struct pane *p)
{
	struct help *h = state(p);

	help_lines(p, h);
	h->scroll.n = h->n;
	h->scroll.height = p->box.rows;
	scroll_fix(&h->scroll);
	return ST_OK;
}

static void draw_key(struct pane *p, const struct help_line *l, int y, int x, int cols)
{
	struct screen *s = p->app->screen;

	if (p->box.cols < HELP_BESIDE) {
		screen_put(s, y, x, cols, STYLE_STRONG, l->keys);
		return;
	}
	screen_put(s, y, x, HELP_KEYS, STYLE_STRONG, l->keys);
	screen_put(s, y, x + HELP_KEYS + 1, cols - HELP_KEYS - 1, STYLE_TEXT, l->text);
	if (p->box.cols >= HELP_VERB_FROM)
		screen_put(s, y, x + cols - HELP_NAME - HELP_VERB - 1, HELP_VERB, STYLE_DIM,
			l->verb ? l->verb : "");
	if (p->box.cols >= HELP_NAME_FROM)
		screen_put(
			s, y, x + cols - HELP_NAME, HELP_NAME, STYLE_DIM, l->name ? l->name : "");
}

static void help_draw(struct pane *p, bool focused)
{
	struct help *h = state(p);
	struct screen *s = p->app->screen;
	int x = p->box.x + 2;
	int cols = p->box.cols - 3;

	(void)focused;
	for (int i = 0; i < p->box.rows && h->scroll.top + (size_t)i < h->n; i++) {
		const struct help_line *l = &h->lines[h->scroll.top + (size_t)i];
		int y = p->box.y + i;

		if (l->kind == HELP_HEAD)
			screen_put(s, y, x - 1, cols + 1, STYLE_HEADING, l->text);
		else if (l->kind == HELP_BELOW)
			screen_put(s, y, x + 2, cols - 2, STYLE_TEXT, l->text);
		else if (l->kind == HELP_TEXT)
			screen_put(s, y, x, cols, STYLE_TEXT, l->text);
		else
			draw_key(p, l, y, x, cols);
	}
}

static bool help_move(struct pane *p, enum move move, int64_t n)
{
	return scroll_text(&state(p)->scroll, move, n);
}

static void help_status(struct pane *p, struct str *out)
{
	struct scroll *s = &state(p)->scroll;

	if (s->n > (size_t)s->height)
		str_addf(out, "%zu%%",
			(s->top + (size_t)s->height >= s->n ? 100 : s->top * 100 / s->n));
}

static void help_hint(struct pane *p, struct str *out)
{
	if (*state(p)->words)
		str_addf(out, _("Only what has: %s. Esc shows all."), state(p)->words);
}

static void look_for(struct pane *p, const char *words)
{
	struct help *h = state(p);

	free(h->words);
	h->words = mem_text(words);
	h->scroll.top = h->scroll.cursor = 0;
	pane_stale(p);
}

static void words_changed(struct app *app, struct pane *p, const char *text)
{
	(void)app;
	look_for(p, text);
}

static enum reaction words_accepted(struct app *app, struct pane *p, const char *text)
{
	(void)app;
	look_for(p, text);
	return REACT_REDRAW;
}

static enum reaction words_left(struct app *app, struct pane *p)
{
	(void)app;
	look_for(p, "");
	return REACT_REDRAW;
}

static const struct prompt_kind words_prompt = {
	.label = N_("Find in the help: "),
	.changed = words_changed,
	.accept = words_accepted,
	.cancel = words_left,
};

static enum reaction act_words(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	prompt_ask(app, p, &words_prompt, NULL, state(p)->words);
	return REACT_REDRAW;
}

static enum reaction act_cancel(struct app *app, struct pane *p, const struct action *self)
{
	(void)app;
	(void)self;
	if (!*state(p)->words)
		return REACT_CLOSE;
	look_for(p, "");
	return REACT_REDRAW;
}

static const char *const contexts[] = { "help", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "words",
		.label = N_("find a key"),
		.help = N_("Show only the keys whose help has these words"),
		.rank = 1,
		.run = act_words },
	{ .name = "cancel",
		.label = N_("all"),
		.help = N_("Show all keys again; then leave the help"),
		.run = act_cancel },
	{ .name = NULL },
};

const struct view view_help = {
	.name = "help",
	.title = N_("Help"),
	.contexts = contexts,
	.actions = actions,
	.open = help_open,
	.close = help_close,
	.load = help_load,
	.draw = help_draw,
	.status = help_status,
	.hint = help_hint,
	.move = help_move,
};
