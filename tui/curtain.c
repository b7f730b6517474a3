#include "config.h"

#include "tui/curtain.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/key.h"
#include "tui/wrap.h"

/* Digits: they are there whatever language the keyboard is set to. */
#define WORD "1234"
#define LINES_MAX 12
#define MARGIN 2

static void drop(struct app *app, enum curtain_state state)
{
	app->curtain.state = state;
	app->curtain.typed = 0;
	app->dirty = true;
	/* Not only the cells that differ: whatever stands there, it goes. */
	screen_redraw(app->screen);
}

/* Goes on while the computer sleeps: that is when somebody else may open it. */
static int64_t now_ms(void)
{
	struct timespec now;

#ifdef CLOCK_BOOTTIME
	if (clock_gettime(CLOCK_BOOTTIME, &now) == 0)
		return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
#endif
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void type(struct app *app, uint32_t key)
{
	struct curtain *c = &app->curtain;

	app->dirty = true;
	if (c->state == CURTAIN_BLANK || (key == K_ENTER && c->typed == strlen(WORD)))
		drop(app, CURTAIN_OPEN);
	else if (key == (uint32_t)WORD[c->typed])
		c->typed++;
	else
		c->typed = key == (uint32_t)WORD[0];
}

bool curtain_takes(struct app *app, const struct event *e)
{
	static const char *const everywhere[] = { NULL };
	const struct action *a;
	const char *name;

	if (e->type != EVENT_KEY && e->type != EVENT_MOUSE)
		return false;
	/* The key after the time was over locks, and does nothing else. */
	curtain_look(app);
	app->curtain.touched = now_ms();
	if (app->curtain.state != CURTAIN_OPEN) {
		if (e->type == EVENT_KEY && !e->pasted)
			type(app, e->key);
		return true;
	}
	if (e->type != EVENT_KEY || e->pasted)
		return false;
	name = keymap_action(app->keys, everywhere, e->key);
	a = name ? action_in(global_actions, name) : NULL;
	if (!a || a->run != curtain_act)
		return false;
	drop(app, (enum curtain_state)a->arg);
	return true;
}

bool curtain_due(int64_t touched, int64_t now, int minutes)
{
	return minutes > 0 && now - touched >= (int64_t)minutes * 60 * 1000;
}

void curtain_look(struct app *app)
{
	int64_t now = now_ms();
	int minutes = settings_number(app->settings, SETTING_LOCK);

	if (app->curtain.touched == 0)
		app->curtain.touched = now;
	if (app->curtain.state != CURTAIN_LOCKED && curtain_due(app->curtain.touched, now, minutes))
		drop(app, CURTAIN_LOCKED);
}

static void add_line(struct str *out, const char *text)
{
	if (out->len > 0)
		str_add(out, "\n\n");
	str_add(out, text);
}

bool curtain_draw(struct app *app)
{
	const struct curtain *c = &app->curtain;
	struct screen *s = app->screen;
	int cols = screen_cols(s) - 2 * MARGIN;
	struct str text = STR_INIT;
	struct wrap_line *lines = NULL;
	size_t n = 0;
	int y;

	if (c->state == CURTAIN_OPEN)
		return false;
	if (c->state == CURTAIN_BLANK) {
		add_line(&text, _("Amparo. Press any key."));
	} else {
		str_addf(&text, _("Amparo is locked. Type %s and then Enter: %.*s_"), WORD,
			(int)c->typed, WORD);
		add_line(&text, _("This hides the screen. It does not protect the file."));
	}
	if (cols > 0)
		wrap_text(str_text(&text), text.len, cols, LINES_MAX, &lines, &n);
	screen_clear(s);
	y = screen_rows(s) > (int)n ? (screen_rows(s) - (int)n) / 2 : 0;
	for (size_t i = 0; i < n; i++)
		screen_put_n(s, y + (int)i, MARGIN, cols, STYLE_TEXT,
			str_text(&text) + lines[i].start, lines[i].len);
	screen_show(s);
	free(lines);
	str_free(&text);
	return true;
}

enum reaction curtain_act(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	drop(app, (enum curtain_state)self->arg);
	return REACT_REDRAW;
}
