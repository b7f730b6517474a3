#include "config.h"

#include "tui/settings.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/conf.h"

#define CHOICES_MAX 6
#define NAME_MAX_BYTES 40 /* of a theme's name */

enum kind { KIND_SWITCH, KIND_NUMBER, KIND_NAME };

static const struct {
	const char *name;
	const char *help;
	enum kind kind;
	int max; /* of a number */
	/* What it may be, ended by NULL; for a name or a number, what is worth offering. */
	const char *choices[CHOICES_MAX];
} table[SETTING_COUNT] = {
	[SETTING_THEME] = { "theme", N_("the colours"), KIND_NAME, 0,
		{ "auto", "dark", "light", "either", "mono" } },
	[SETTING_BIDI] = { "bidi", N_("whether Hebrew and Arabic are turned round here"),
		KIND_SWITCH, 0, { "auto", "on", "off" } },
	[SETTING_LOCK] = { "lock", N_("minutes until the screen is locked; 0: never"), KIND_NUMBER,
		1440, { "0", "15", "60" } },
	[SETTING_CLIPBOARD] = { "clipboard", N_("whether y may copy"), KIND_SWITCH, 0,
		{ "on", "off" } },
	[SETTING_MOUSE] = { "mouse", N_("whether the mouse is used"), KIND_SWITCH, 0,
		{ "on", "off" } },
	[SETTING_ASCII] = { "ascii", N_("plain letters for lines and bars"), KIND_SWITCH, 0,
		{ "auto", "on", "off" } },
	[SETTING_TITLE] = { "title", N_("whether the window is called Amparo"), KIND_SWITCH, 0,
		{ "on", "off" } },
	[SETTING_TOUR] = { "tour", N_("whether a new case file begins with a short tour"),
		KIND_SWITCH, 0, { "on", "off" } },
	[SETTING_PICTURES] = { "pictures", N_("how pictures of exhibits are drawn"), KIND_SWITCH, 0,
		{ "blocks", "shades", "ask", "sixel", "kitty" } },
};

struct settings {
	char *values[SETTING_COUNT]; /* owned */
};

const char *setting_name(enum setting which)
{
	return table[which].name;
}

const char *setting_help(enum setting which)
{
	return _(table[which].help);
}

const char *setting_choice(enum setting which, size_t n)
{
	return n < CHOICES_MAX ? table[which].choices[n] : NULL;
}

enum setting setting_find(const char *name)
{
	int i = 0;

	while (i < SETTING_COUNT && strcmp(table[i].name, name) != 0)
		i++;
	return (enum setting)i;
}

/* Names become names of files: nothing in them leads elsewhere. */
static bool is_name(const char *value)
{
	size_t len = strlen(value);

	return len > 0 && len <= NAME_MAX_BYTES && value[0] != '-' &&
	       strspn(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") ==
		       len;
}

static bool is_number(const char *value, int max)
{
	return *value && strlen(value) <= 6 && strspn(value, "0123456789") == strlen(value) &&
	       atoi(value) <= max;
}

static bool is_choice(enum setting which, const char *value)
{
	for (size_t i = 0; setting_choice(which, i); i++)
		if (!strcmp(setting_choice(which, i), value))
			return true;
	return false;
}

static void say_choices(enum setting which, const char *value, struct str *why)
{
	str_addf(why, _("%s is never '%.60s'; it is one of: "), table[which].name, value);
	for (size_t i = 0; setting_choice(which, i); i++)
		str_addf(why, "%s%s", i > 0 ? ", " : "", setting_choice(which, i));
}

static bool may_be(enum setting which, const char *value, struct str *why)
{
	switch (table[which].kind) {
	case KIND_SWITCH:
		if (is_choice(which, value))
			return true;
		say_choices(which, value, why);
		break;
	case KIND_NUMBER:
		if (is_number(value, table[which].max))
			return true;
		str_addf(why, _("%s is a number from 0 to %d, not '%.60s'"), table[which].name,
			table[which].max, value);
		break;
	case KIND_NAME:
		if (is_name(value))
			return true;
		str_addf(why, _("%s is a name of letters, digits, - and _, not '%.60s'"),
			table[which].name, value);
		break;
	}
	return false;
}

bool settings_set(struct settings *s, const char *name, const char *value, struct str *why)
{
	enum setting which = setting_find(name);

	if (which == SETTING_COUNT) {
		str_addf(why, _("there is no setting '%.60s'"), name);
		return false;
	}
	if (!may_be(which, value, why))
		return false;
	free(s->values[which]);
	s->values[which] = mem_text(value);
	return true;
}

static void take_line(struct conf *c, void *arg, char *verb, char *rest)
{
	struct settings *s = arg;
	struct str why = STR_INIT;
	const char *name = conf_word(&rest);
	const char *value = conf_word(&rest);

	if (strcmp(verb, "set") != 0)
		conf_complain(c, _("a line begins with 'set', not with '%.60s'"), verb);
	else if (!value || conf_word(&rest))
		conf_complain(c, _("write 'set NAME VALUE'"));
	else if (!settings_set(s, name, value, &why))
		conf_complain(c, "%s", str_text(&why));
	str_free(&why);
}

size_t settings_read(
	struct settings *s, const char *name, const char *text, size_t len, struct str *errors)
{
	return conf_read(name, text, len, take_line, s, errors);
}

size_t settings_load(struct settings *s, struct str *errors)
{
	struct str path = STR_INIT;
	size_t wrong = 0;

	if (conf_user_path("settings.conf", &path))
		wrong = conf_read_file(
			"settings.conf", str_text(&path), take_line, s, errors, NULL);
	str_free(&path);
	return wrong;
}

struct settings *settings_new(void)
{
	struct settings *s = mem_zero(sizeof(*s));
	struct str errors = STR_INIT;
	size_t wrong;

	wrong = settings_read(s, "settings", settings_default, strlen(settings_default), &errors);
	assert(wrong == 0);
	for (int i = 0; i < SETTING_COUNT; i++)
		assert(s->values[i]);
	(void)wrong;
	str_free(&errors);
	return s;
}

void settings_free(struct settings *s)
{
	if (!s)
		return;
	for (int i = 0; i < SETTING_COUNT; i++)
		free(s->values[i]);
	free(s);
}

const char *settings_text(const struct settings *s, enum setting which)
{
	return s->values[which];
}

int settings_number(const struct settings *s, enum setting which)
{
	assert(table[which].kind == KIND_NUMBER);
	return atoi(s->values[which]);
}

enum setting_switch settings_switch(const struct settings *s, enum setting which)
{
	assert(table[which].kind == KIND_SWITCH);
	if (!strcmp(s->values[which], "auto"))
		return SWITCH_AUTO;
	return strcmp(s->values[which], "on") ? SWITCH_OFF : SWITCH_ON;
}

bool settings_on(const struct settings *s, enum setting which)
{
	return settings_switch(s, which) == SWITCH_ON;
}
