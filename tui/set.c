#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "model/conf.h"
#include "tui/palette.h"
#include "tui/theme.h"

/* The user's own files when the program starts, and `:set` while it runs. */

static void load_keys(struct app *app)
{
	static const struct keymap_names names = { action_context_exists, action_exists };
	struct str path = STR_INIT;
	size_t wrong;

	app->keys = keymap_new();
	wrong = keymap_read(
		app->keys, "keys", keys_default, strlen(keys_default), &names, &app->problems);
	assert(wrong == 0);
	(void)wrong;
	if (keymap_user_path(&path))
		keymap_read_file(app->keys, str_text(&path), &names, &app->problems);
	str_free(&path);
}

static size_t count_lines(const char *text)
{
	size_t n = 0;

	while ((text = strchr(text, '\n'))) {
		n++;
		text++;
	}
	return n;
}

void set_load(struct app *app)
{
	size_t wrong;

	load_keys(app);
	app->settings = settings_new();
	settings_load(app->settings, &app->problems);
	screen_apply(app->screen, app->settings, &app->problems);
	wrong = count_lines(str_text(&app->problems));
	if (wrong == 1)
		app_warn(app, "%.*s", (int)strcspn(str_text(&app->problems), "\n"),
			str_text(&app->problems));
	else if (wrong > 1)
		app_warn(app, _("Your own files have mistakes in %zu lines; ? shows them."), wrong);
	else if (screen_encoding(app->screen))
		app_say(app,
			_("The encoding of this locale is %s: letters it cannot write are shown as "
			  "'?'. Set LANG to one with UTF-8, such as C.UTF-8, to see all."),
			screen_encoding(app->screen));
}

/* A theme that is not there leaves plain text, and its sentence. */
static void apply(struct app *app)
{
	struct str problems = STR_INIT;

	screen_apply(app->screen, app->settings, &problems);
	if (problems.len > 0)
		app_warn(app, "%.*s", (int)strcspn(str_text(&problems), "\n"), str_text(&problems));
	str_free(&problems);
}

void set_run(struct app *app, const char *words)
{
	char *copy = mem_text(words);
	char *at = copy;
	const char *name = conf_word(&at);
	const char *value = conf_word(&at);
	struct str why = STR_INIT;
	enum setting which = name ? setting_find(name) : SETTING_COUNT;

	if (!name)
		prompt_ask(app, app_focused(app), &palette_prompt, NULL, "set ");
	else if (value && conf_word(&at))
		app_warn(app, _("Write set NAME VALUE, such as: set theme light"));
	else if (value && !settings_set(app->settings, name, value, &why))
		app_warn(app, _("Not set: %s."), str_text(&why));
	else if (which == SETTING_COUNT)
		app_warn(app, _("There is no setting '%.60s'; set alone offers them."), name);
	else
		app_say(app, "%s %s (%s)", name, settings_text(app->settings, which),
			setting_help(which));
	if (value)
		apply(app);
	str_free(&why);
	free(copy);
}

static void offer(struct app *app, enum setting which, const char *value, struct offers *out)
{
	bool holds = !strcmp(settings_text(app->settings, which), value);
	struct str line = STR_INIT;

	str_addf(&line, "set %s %s", setting_name(which), value);
	offers_add(out, &(struct offer){
				.line = (char *)str_text(&line),
				.label = (char *)str_text(&line) + strlen("set "),
				.about = (char *)setting_help(which),
				.key = holds ? (char *)_("now") : NULL,
			});
	str_free(&line);
}

/* Whether what is offered goes on as `typed` begins. */
static bool fits(const char *typed, enum setting which, const char *value)
{
	struct str words = STR_INIT;
	bool same;

	str_addf(&words, "%s %s", setting_name(which), value);
	same = !strncmp(str_text(&words), typed, strlen(typed));
	str_free(&words);
	return same;
}

/* What the line is so far, and where what fits it goes. */
struct offering {
	struct app *app;
	const char *typed;
	struct offers *out;
};

static void offer_theme(void *arg, const char *name)
{
	struct offering *o = arg;

	if (strcmp(name, settings_text(o->app->settings, SETTING_THEME)) != 0 &&
		fits(o->typed, SETTING_THEME, name))
		offer(o->app, SETTING_THEME, name, o->out);
}

/* First what holds, so that Enter alone changes nothing; then what else may be. */
void set_offer(struct app *app, const char *line, struct offers *out)
{
	const char *typed = line + strlen("set");

	typed += strspn(typed, " ");
	for (int i = 0; i < SETTING_COUNT; i++) {
		const char *holds = settings_text(app->settings, (enum setting)i);

		if (fits(typed, (enum setting)i, holds))
			offer(app, (enum setting)i, holds, out);
	}
	for (int i = 0; i < SETTING_COUNT; i++) {
		const char *holds = settings_text(app->settings, (enum setting)i);
		const char *choice;

		for (size_t n = 0; (choice = setting_choice((enum setting)i, n)); n++)
			if (strcmp(choice, holds) != 0 && fits(typed, (enum setting)i, choice))
				offer(app, (enum setting)i, choice, out);
	}
	theme_own(offer_theme, &(struct offering){ app, typed, out });
	/* A value that is not among those offered, such as another number. */
	if (out->n == 0)
		offers_add(out, &(struct offer){ .line = (char *)line,
					.label = (char *)typed,
					.about = (char *)_("Change this setting") });
}
