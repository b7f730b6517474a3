#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/wrap.h"

/* What was said in the bottom line, the newest first, whole. */

struct line {
	size_t message;
	size_t start;
	size_t len;
};

struct shown {
	struct line *lines; /* owned */
	size_t n;
	struct scroll scroll;
};

static struct shown *state(struct pane *p)
{
	return p->state;
}

static enum status messages_open(struct pane *p)
{
	p->state = mem_zero(sizeof(struct shown));
	return ST_OK;
}

static void messages_close(struct pane *p)
{
	free(state(p)->lines);
	free(p->state);
}

static enum status messages_load(struct pane *p)
{
	struct shown *s = state(p);
	const struct messages *m = &p->app->messages;
	int cols = p->box.cols > 6 ? p->box.cols - 4 : 2;

	s->n = 0;
	for (size_t i = 0; i < m->n; i++) {
		struct wrap_line *lines;
		size_t n;

		wrap_text(m->all[i].text, strlen(m->all[i].text), cols, 0, &lines, &n);
		s->lines = mem_resize(s->lines, s->n + n, sizeof(*s->lines));
		for (size_t k = 0; k < n; k++)
			s->lines[s->n++] = (struct line){ i, lines[k].start, lines[k].len };
		free(lines);
	}
	s->scroll.n = s->n;
	s->scroll.height = p->box.rows;
	scroll_fix(&s->scroll);
	return ST_OK;
}

static void messages_draw(struct pane *p, bool focused)
{
	struct shown *s = state(p);
	struct screen *screen = p->app->screen;
	int x = p->box.x + 1;
	int cols = p->box.cols - 2;

	(void)focused;
	if (s->n == 0)
		screen_put(screen, p->box.y, x, cols, STYLE_TEXT, _("Nothing was said yet."));
	for (int i = 0; i < p->box.rows && s->scroll.top + (size_t)i < s->n; i++) {
		const struct line *l = &s->lines[s->scroll.top + (size_t)i];
		const struct message *m = &p->app->messages.all[l->message];

		/* One was forgotten meanwhile. */
		if (l->message >= p->app->messages.n || strlen(m->text) < l->start + l->len)
			break;
		screen_put(screen, p->box.y + i, x, 1, STYLE_DIM, l->start ? "" : "·");
		screen_put_sentence(screen, p->box.y + i, x + 2, cols - 2,
			m->failed ? STYLE_ERROR : STYLE_TEXT, m->text + l->start, l->len);
	}
}

static bool messages_move(struct pane *p, enum move move, int64_t n)
{
	return scroll_text(&state(p)->scroll, move, n);
}

static const char *const contexts[] = { "messages", "list", "global", NULL };

static const struct action actions[] = { { .name = NULL } };

const struct view view_messages = {
	.name = "messages",
	.title = N_("Messages"),
	.contexts = contexts,
	.actions = actions,
	.open = messages_open,
	.close = messages_close,
	.load = messages_load,
	.draw = messages_draw,
	.move = messages_move,
};
