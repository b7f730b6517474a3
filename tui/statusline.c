#include "config.h"

#include "tui/statusline.h"

#include <inttypes.h>
#include <stdlib.h>

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/key.h"
#include "tui/wrap.h"

#define SHOWN_MAX 48 /* actions on the line; more do not fit on any screen */
#define MESSAGE_ROWS 4
#define LAST_RANK 90 /* from here on they stand on the right and go last */

struct shown {
	const struct action *action;
	uint32_t key;
};

static int by_rank(const void *a, const void *b)
{
	return ((const struct shown *)a)->action->rank - ((const struct shown *)b)->action->rank;
}

static size_t collect(const struct app *app, const struct action *table,
	const char *const *contexts, struct pane *p, struct shown *out, size_t n)
{
	for (; table && table->name; table++) {
		uint32_t key;

		if (!table->rank || n == SHOWN_MAX || (p && action_refused(p, table)))
			continue;
		/* A view's own action goes before one of all views with the same name. */
		if (p && action_for(p, table->name) != table)
			continue;
		key = keymap_key(app->keys, contexts, table->name);
		if (key != K_NONE)
			out[n++] = (struct shown){ table, key };
	}
	return n;
}

static void add(const struct shown *s, struct str *key, struct str *label)
{
	str_clear(key);
	str_clear(label);
	key_write(s->key, key);
	str_add(label, _(s->action->label));
}

static int put(struct app *app, const struct shown *s, int y, int x, int cols)
{
	struct str key = STR_INIT;
	struct str label = STR_INIT;
	int key_width;
	int label_width;
	int width;

	add(s, &key, &label);
	key_width = screen_width(app->screen, str_text(&key));
	label_width = screen_width(app->screen, str_text(&label));
	width = key_width + 1 + label_width;
	if (x + width <= cols) {
		screen_put(app->screen, y, x, key_width, STYLE_STRONG, str_text(&key));
		screen_put(app->screen, y, x + key_width + 1, label_width, STYLE_DIM,
			str_text(&label));
	} else {
		width = 0;
	}
	str_free(&key);
	str_free(&label);
	return width;
}

static int width_of(struct app *app, const struct shown *s)
{
	struct str key = STR_INIT;
	struct str label = STR_INIT;
	int width;

	add(s, &key, &label);
	width = screen_width(app->screen, str_text(&key)) + 1 +
		screen_width(app->screen, str_text(&label));
	str_free(&key);
	str_free(&label);
	return width;
}

void statusline_keys(struct app *app, int y, int cols)
{
	static const char *const prompt_contexts[] = { "prompt", "edit", NULL };
	struct shown shown[SHOWN_MAX];
	struct pane *p = app_focused(app);
	size_t n = 0;
	size_t first_last; /* the first of those on the right */
	int right = cols;
	int x = 1;

	if (app->prompt.kind) {
		n = collect(app, prompt_actions, prompt_contexts, NULL, shown, n);
	} else {
		n = collect(app, p->view->actions, pane_contexts(p), p, shown, n);
		n = collect(app, global_actions, pane_contexts(p), p, shown, n);
	}
	qsort(shown, n, sizeof(*shown), by_rank);
	first_last = n;
	while (first_last > 0 && shown[first_last - 1].action->rank >= LAST_RANK)
		first_last--;
	for (size_t i = n; i-- > first_last;) {
		int width = width_of(app, &shown[i]);

		if (right - width - 1 < 0)
			continue;
		right -= width + (i + 1 == n ? 1 : 2);
		put(app, &shown[i], y, right, cols);
	}
	for (size_t i = 0; i < first_last; i++) {
		int width = put(app, &shown[i], y, x, right - 2);

		if (width > 0)
			x += width + 2;
	}
}

/* A message that is longer than the line goes on above it, so that all of it can be read. */
void statusline_say(struct app *app, int y, int cols)
{
	const char *text = str_text(&app->message);
	struct wrap_line *lines;
	size_t n;

	wrap_text(text, app->message.len, cols > 2 ? cols - 2 : cols, MESSAGE_ROWS, &lines, &n);
	for (size_t i = 0; i < n; i++) {
		int row = y - (int)(n - 1 - i);

		screen_put(app->screen, row, 0, cols, STYLE_TEXT, "");
		screen_put_n(app->screen, row, 1, cols - 1, app->message_style,
			text + lines[i].start, lines[i].len);
	}
	free(lines);
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
