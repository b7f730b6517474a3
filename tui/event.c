#include "config.h"

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/key.h"

#define COUNT_MAX 999999999 /* the largest number that can be typed before a key */

static void run(struct app *app, struct pane *p, const struct action *a)
{
	const char *why = action_refused(p, a);

	if (why)
		app_warn(app, "%s", why);
	else
		app_react(app, p, a->run(app, p, a));
	app->count = -1;
	app->dirty = true;
}

bool app_act(struct app *app, struct pane *p, const char *name)
{
	const struct action *a = action_for(p, name);

	if (a)
		run(app, p, a);
	return a != NULL;
}

static bool is_digit(const struct app *app, uint32_t key)
{
	return key >= '0' && key <= '9' && (key != '0' || app->count >= 0);
}

static void type_text(struct app *app, struct pane *p, struct input *in, uint32_t key)
{
	if (key == K_ENTER)
		key = '\n';
	if (input_type(in, key) && p->view->typed)
		p->view->typed(p);
	app->dirty = true;
}

static void unknown_key(struct app *app, uint32_t key)
{
	struct str name = STR_INIT;

	key_write(key, &name);
	app_say(app, _("%s does nothing here; ? shows the keys."), str_text(&name));
	str_free(&name);
}

static void press(struct app *app, uint32_t key)
{
	struct pane *p = app_focused(app);
	struct input *in = app_input(app);
	const char *name = keymap_action(app->keys, pane_contexts(p), key);

	if (!in && !name && is_digit(app, key)) {
		int64_t count = (app->count < 0 ? 0 : app->count) * 10 + (int64_t)(key - '0');

		app->count = count > COUNT_MAX ? COUNT_MAX : count;
		app->dirty = true;
		return;
	}
	if (!name && in && key_is_text(key)) {
		type_text(app, p, in, key);
		return;
	}
	if (!name && (key & K_ALT)) {
		/* Esc and then a key, typed fast. */
		press(app, K_ESC);
		press(app, key & ~(uint32_t)K_ALT);
		return;
	}
	if (!name)
		unknown_key(app, key);
	else if (!app_act(app, p, name))
		unknown_key(app, key);
	app->count = -1;
	app->dirty = true;
}

static void on_key(struct app *app, uint32_t key, bool pasted)
{
	struct input *in;

	str_clear(&app->message);
	app->dirty = true;
	if (prompt_open(app)) {
		prompt_key(app, key, pasted);
		return;
	}
	if (!pasted) {
		press(app, key);
		return;
	}
	/* Letters from the clipboard are never taken as keys: among them may be d and y. */
	in = app_input(app);
	if (in)
		type_text(app, app_focused(app), in, key);
	else
		app_say(app, _("Pasted text goes nowhere here."));
}

void app_event(struct app *app, const struct event *e)
{
	if (curtain_takes(app, e) || tour_takes(app, e))
		return;
	switch (e->type) {
	case EVENT_KEY:
		on_key(app, e->key, e->pasted);
		break;
	case EVENT_MOUSE:
		app_mouse(app, e);
		break;
	case EVENT_RESIZE:
	case EVENT_RESUMED:
		app->dirty = true;
		break;
	case EVENT_PAUSE:
		screen_pause(app->screen);
		app->dirty = true;
		break;
	case EVENT_QUIT:
		app->quit = true;
		break;
	}
}
