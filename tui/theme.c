#include "config.h"

#include "tui/theme.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/conf.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define BRIGHT 8 /* what is added to a colour's number for its brighter brother */

extern const char theme_dark[];
extern const char theme_light[];
extern const char theme_either[];
extern const char theme_mono[];

static const struct {
	const char *name;
	const char *text;
} shipped[] = {
	{ "dark", theme_dark },
	{ "light", theme_light },
	{ "either", theme_either },
	{ "mono", theme_mono },
};

static const char *const names[STYLE_COUNT] = {
	[STYLE_TEXT] = "text",
	[STYLE_DIM] = "dim",
	[STYLE_STRONG] = "strong",
	[STYLE_BAR] = "bar",
	[STYLE_HEADING] = "heading",
	[STYLE_LABEL] = "label",
	[STYLE_LINK] = "link",
	[STYLE_SELECTED] = "selected",
	[STYLE_RESTING] = "resting",
	[STYLE_GOOD] = "good",
	[STYLE_NEAR] = "near",
	[STYLE_LATE] = "late",
	[STYLE_ERROR] = "error",
	[STYLE_MATCH] = "match",
	[STYLE_INPUT] = "input",
	[STYLE_MARK] = "mark",
	[STYLE_TEAM] = "team",
	[STYLE_SEALED] = "sealed",
	[STYLE_CHART] = "chart",
	[STYLE_CODE] = "code",
	[STYLE_QUOTE] = "quote",
	[STYLE_EMPHASIS] = "emphasis",
};

static const char *const colours[] = { "black", "red", "green", "yellow", "blue", "magenta", "cyan",
	"white" };

static const struct {
	const char *name;
	enum paint_attribute attribute;
} attributes[] = {
	{ "bold", PAINT_BOLD },
	{ "dim", PAINT_DIM },
	{ "italic", PAINT_ITALIC },
	{ "underline", PAINT_UNDERLINE },
	{ "reverse", PAINT_REVERSE },
};

/* What is being read. */
struct reading {
	struct theme *theme;
	bool began; /* a line was read already */
};

const char *style_name(enum style style)
{
	return names[style];
}

const char *theme_shipped(size_t n)
{
	return n < COUNT(shipped) ? shipped[n].name : NULL;
}

static const char *shipped_text(const char *name)
{
	for (size_t i = 0; i < COUNT(shipped); i++)
		if (!strcmp(shipped[i].name, name))
			return shipped[i].text;
	return NULL;
}

static bool find_style(const char *name, enum style *out)
{
	for (int i = 0; i < STYLE_COUNT; i++) {
		if (names[i] && !strcmp(names[i], name)) {
			*out = (enum style)i;
			return true;
		}
	}
	return false;
}

static bool parse_name(const char *word, size_t len, short *out)
{
	static const char bright[] = "bright-";
	size_t skip = 0;

	if (len == strlen("default") && !strncmp(word, "default", len)) {
		*out = COLOUR_DEFAULT;
		return true;
	}
	if (!strncmp(word, bright, sizeof(bright) - 1) && len > sizeof(bright) - 1)
		skip = sizeof(bright) - 1;
	for (size_t i = 0; i < COUNT(colours); i++) {
		if (strlen(colours[i]) == len - skip &&
			!strncmp(colours[i], word + skip, len - skip)) {
			*out = (short)(i + (skip ? BRIGHT : 0));
			return true;
		}
	}
	return false;
}

static bool parse_number(const char *word, short *out)
{
	size_t digits = strspn(word, "0123456789");

	if (digits == 0 || digits > 3 || word[digits] || atoi(word) > 255)
		return false;
	*out = (short)atoi(word);
	return true;
}

/* NAME or NAME/NUMBER. */
static bool parse_colour(const char *word, struct colour *out)
{
	size_t len = strcspn(word, "/");

	if (!parse_name(word, len, &out->of16))
		return false;
	out->of256 = out->of16;
	return !word[len] || parse_number(word + len + 1, &out->of256);
}

static bool parse_attribute(const char *word, unsigned *out)
{
	for (size_t i = 0; i < COUNT(attributes); i++) {
		if (!strcmp(attributes[i].name, word)) {
			*out |= attributes[i].attribute;
			return true;
		}
	}
	return false;
}

static void take_style(struct conf *c, struct theme *theme, char *rest)
{
	const char *name = conf_word(&rest);
	const char *ink = conf_word(&rest);
	const char *ground = conf_word(&rest);
	struct paint paint = { .attributes = 0 };
	enum style style;
	const char *word;

	if (!ground)
		conf_complain(c, _("write 'style NAME INK GROUND', and attributes behind it"));
	else if (!find_style(name, &style))
		conf_complain(c, _("there is no style '%.60s'"), name);
	else if (!parse_colour(ink, &paint.ink))
		conf_complain(c, _("there is no colour '%.60s'"), ink);
	else if (!parse_colour(ground, &paint.ground))
		conf_complain(c, _("there is no colour '%.60s'"), ground);
	else {
		while ((word = conf_word(&rest))) {
			if (!parse_attribute(word, &paint.attributes)) {
				conf_complain(c, _("there is no attribute '%.60s'"), word);
				return;
			}
		}
		theme->paints[style] = paint;
		theme->given[style] = true;
	}
}

/* Of those that ship only, so that no two can be like one another. */
static void take_like(struct conf *c, struct reading *r, char *rest)
{
	const char *name = conf_word(&rest);
	const char *text = name ? shipped_text(name) : NULL;

	if (!name || conf_word(&rest))
		conf_complain(c, _("write 'like NAME'"));
	else if (r->began)
		conf_complain(c, _("'like' belongs into the first line"));
	else if (!text)
		conf_complain(c, _("'%.60s' is none of the themes that ship"), name);
	else
		theme_read(r->theme, name, text, strlen(text), c->errors);
}

static void take_line(struct conf *c, void *arg, char *verb, char *rest)
{
	struct reading *r = arg;

	if (!strcmp(verb, "style"))
		take_style(c, r->theme, rest);
	else if (!strcmp(verb, "like"))
		take_like(c, r, rest);
	else
		conf_complain(c, _("a line begins with 'style' or 'like', not with '%.60s'"), verb);
	r->began = true;
}

size_t theme_read(
	struct theme *theme, const char *name, const char *text, size_t len, struct str *errors)
{
	struct reading r = { .theme = theme };

	return conf_read(name, text, len, take_line, &r, errors);
}

static void clear(struct theme *theme)
{
	static const struct paint plain = { { COLOUR_DEFAULT, COLOUR_DEFAULT },
		{ COLOUR_DEFAULT, COLOUR_DEFAULT }, 0 };

	for (int i = 0; i < STYLE_COUNT; i++) {
		theme->paints[i] = plain;
		theme->given[i] = false;
	}
}

bool theme_load(struct theme *theme, const char *name, struct str *errors)
{
	const char *text = shipped_text(name);
	struct reading r = { .theme = theme };
	struct str file = STR_INIT;
	struct str path = STR_INIT;
	bool there = false;

	clear(theme);
	if (text)
		theme_read(theme, name, text, strlen(text), errors);
	str_addf(&file, "themes/%s.theme", name);
	if (conf_user_path(str_text(&file), &path))
		conf_read_file(str_text(&file), str_text(&path), take_line, &r, errors, &there);
	if (!text && !there)
		str_addf(errors, _("There is no theme '%s': it would be in %s.\n"), name,
			path.len > 0 ? str_text(&path) : str_text(&file));
	str_free(&file);
	str_free(&path);
	return text || there;
}

void theme_own(void (*take)(void *arg, const char *name), void *arg)
{
	static const char ending[] = ".theme";
	struct str path = STR_INIT;
	DIR *folder = conf_user_path("themes", &path) ? opendir(str_text(&path)) : NULL;
	struct dirent *file;

	while (folder && (file = readdir(folder))) {
		size_t len = strlen(file->d_name);
		char *name;

		if (len < sizeof(ending) ||
			strcmp(file->d_name + len - (sizeof(ending) - 1), ending) != 0)
			continue;
		name = mem_text_n(file->d_name, len - (sizeof(ending) - 1));
		if (!shipped_text(name))
			take(arg, name);
		free(name);
	}
	if (folder)
		closedir(folder);
	str_free(&path);
}

/* "15;0" or "15;default;0": the last number is the ground's, of the 16 colours. */
const char *theme_resolve(const char *name)
{
	const char *said = getenv("COLORFGBG");
	const char *ground = said ? strrchr(said, ';') : NULL;
	short number;

	if (strcmp(name, "auto") != 0)
		return name;
	if (!ground || !parse_number(ground + 1, &number) || number > 15)
		return "either";
	return number == 7 || number > 8 ? "light" : "dark";
}
