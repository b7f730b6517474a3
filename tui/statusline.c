#include "config.h"

#include "tui/statusline.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/key.h"
#include "tui/wrap.h"

#define SHOWN_MAX 64 /* actions on the line; more do not fit on any screen */
#define MESSAGE_ROWS 4
#define LAST_RANK 90 /* from here on they stand on the right and go last */
#define GAP 2        /* columns between two */

/* A key and what it does: a button for the mouse. */
struct button {
	const struct action *action;
	uint32_t key;
	size_t at; /* in the order of the tables */
	int x;
	int key_width;
	int width;  /* with the label */
	bool shown; /* there is room for it */
};

struct buttons {
	struct button all[SHOWN_MAX];
	size_t n;
};

/* What a question takes. */
static const struct action answers[] = {
	{ .name = "yes", .label = N_("yes"), .arg = 'y' },
	{ .name = "no", .label = N_("no"), .arg = 'n' },
	{ .name = NULL },
};

static int by_rank(const void *a, const void *b)
{
	const struct button *x = a;
	const struct button *y = b;

	if (x->action->rank != y->action->rank)
		return x->action->rank - y->action->rank;
	return x->at < y->at ? -1 : 1;
}

static void collect(const struct app *app, const struct action *table, const char *const *contexts,
	struct pane *p, struct buttons *out)
{
	for (; table && table->name; table++) {
		uint32_t key;

		if (!table->rank || out->n == SHOWN_MAX || (p && action_refused(p, table)))
			continue;
		/* A view's own action goes before one of all views with the same name. */
		if (p && action_for(p, table->name) != table)
			continue;
		key = keymap_key(app->keys, contexts, table->name);
		if (key == K_NONE)
			continue;
		out->all[out->n] = (struct button){ .action = table, .key = key, .at = out->n };
		out->n++;
	}
}

static void measure(struct app *app, struct button *b)
{
	struct str key = STR_INIT;

	key_write(b->key, &key);
	b->key_width = screen_width(app->screen, str_text(&key));
	b->width = b->key_width + 1 + screen_width(app->screen, _(b->action->label));
	str_free(&key);
}

/* From the right those from `from` on, as far as there is room; answers where they begin. */
static int arrange_right(struct buttons *b, size_t from, int cols)
{
	int right = cols;

	for (size_t i = b->n; i-- > from;) {
		struct button *button = &b->all[i];
		int gap = i + 1 == b->n ? 1 : GAP;

		button->shown = right - button->width - gap >= 1;
		if (!button->shown)
			continue;
		right -= button->width + gap;
		button->x = right;
	}
	return right;
}

/* From the left, as many as fit whole. */
static void arrange_left(struct buttons *b, size_t n, int right)
{
	int x = 1;

	for (size_t i = 0; i < n; i++) {
		struct button *button = &b->all[i];

		button->shown = x + button->width <= right - GAP;
		if (!button->shown)
			continue;
		button->x = x;
		x += button->width + GAP;
	}
}

static void arrange(struct buttons *b, int cols)
{
	size_t n = b->n;
	size_t from;
	int right;

	while (n > 0 && b->all[n - 1].action->rank >= LAST_RANK)
		n--;
	from = n;
	right = arrange_right(b, from, cols);
	/* What one came for is worth more than all but help and the way back. */
	while (n > 0 && from + 2 < b->n && b->all[0].width + 1 > right - GAP) {
		b->all[from].shown = false;
		right = arrange_right(b, ++from, cols);
	}
	arrange_left(b, n, right);
}

static void make_buttons(struct app *app, int cols, struct buttons *b)
{
	static const char *const prompt_contexts[] = { "prompt", "edit", NULL };
	struct pane *p = app_focused(app);

	b->n = 0;
	if (app->prompt.yes) {
		for (const struct action *a = answers; a->name; a++) {
			b->all[b->n] =
				(struct button){ .action = a, .key = (uint32_t)a->arg, .at = b->n };
			b->n++;
		}
	} else if (app->prompt.kind) {
		collect(app, prompt_actions, prompt_contexts, NULL, b);
	} else {
		collect(app, p->view->actions, pane_contexts(p), p, b);
		collect(app, global_actions, pane_contexts(p), p, b);
	}
	qsort(b->all, b->n, sizeof(*b->all), by_rank);
	for (size_t i = 0; i < b->n; i++)
		measure(app, &b->all[i]);
	arrange(b, cols);
}

void statusline_keys(struct app *app, int y, int cols)
{
	struct buttons b;

	make_buttons(app, cols, &b);
	for (size_t i = 0; i < b.n; i++) {
		const struct button *button = &b.all[i];
		int label = button->key_width + 1;
		struct str key = STR_INIT;

		if (!button->shown)
			continue;
		key_write(button->key, &key);
		screen_put(
			app->screen, y, button->x, button->key_width, STYLE_STRONG, str_text(&key));
		screen_put(app->screen, y, button->x + label, button->width - label, STYLE_DIM,
			_(button->action->label));
		str_free(&key);
	}
}

uint32_t statusline_key_at(struct app *app, int x, int cols)
{
	struct buttons b;

	make_buttons(app, cols, &b);
	for (size_t i = 0; i < b.n; i++)
		if (b.all[i].shown && x >= b.all[i].x && x < b.all[i].x + b.all[i].width)
			return b.all[i].key;
	return K_NONE;
}

/* A message that is longer than the line goes on above it, so that all of it can be read. */
int statusline_say(struct app *app, int y, int cols)
{
	const char *text = str_text(&app->message);
	struct wrap_line *lines;
	size_t n;

	wrap_text(text, app->message.len, cols > 2 ? cols - 2 : cols, MESSAGE_ROWS, &lines, &n);
	for (size_t i = 0; i < n; i++) {
		int row = y - (int)(n - 1 - i);

		screen_put(app->screen, row, 0, cols, STYLE_TEXT, "");
		screen_put_sentence(app->screen, row, 1, cols - 1, app->message_style,
			text + lines[i].start, lines[i].len);
		/* There is more; :messages has all of it. */
		if (i + 1 == n && lines[i].start + lines[i].len < app->message.len)
			screen_put(app->screen, row, cols - 2, 1, app->message_style, "…");
	}
	free(lines);
	return (int)n;
}

void statusline_message(struct app *app, int y, int cols)
{
	struct pane *p = app_focused(app);
	struct str line = STR_INIT;
	struct str count = STR_INIT;

	if (app->message.len > 0) {
		statusline_say(app, y, cols);
	} else if (p->view->hint) {
		p->view->hint(p, &line);
		screen_put(app->screen, y, 1, cols - 1, STYLE_DIM, str_text(&line));
	}
	if (app->count >= 0) {
		str_addf(&count, " %" PRId64 " ", app->count);
		screen_put_right(app->screen, y, cols - 12, 12, STYLE_STRONG, str_text(&count));
	}
	str_free(&line);
	str_free(&count);
}
