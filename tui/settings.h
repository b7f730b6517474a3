/*
 * How the user wants the program: `set NAME VALUE`, a line each, in share/settings.conf, which is
 * built in and says what each is for, and in the user's own file, whose lines take the place of
 * those. See conf.h for the form and for what becomes of mistakes.
 */
#ifndef AMPARO_TUI_SETTINGS_H
#define AMPARO_TUI_SETTINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"

struct settings;

/* The settings that hold without a file: share/settings.conf, built in. */
extern const char settings_default[];

enum setting {
	SETTING_THEME,     /* "auto", or a theme's name */
	SETTING_BIDI,      /* on, off, auto */
	SETTING_LOCK,      /* a number: minutes without a key; 0: never */
	SETTING_CLIPBOARD, /* on, off */
	SETTING_MOUSE,     /* on, off */
	SETTING_ASCII,     /* on, off, auto */
	SETTING_TITLE,     /* on, off */
	SETTING_TOUR,      /* on, off */
	SETTING_PICTURES,  /* blocks, shades, ask, sixel, kitty */
	SETTING_COUNT
};

/* What an on-or-off setting says; SWITCH_AUTO leaves it to what the terminal is. */
enum setting_switch { SWITCH_OFF, SWITCH_ON, SWITCH_AUTO };

/* As they ship. */
struct settings *settings_new(void);
void settings_free(struct settings *s); /* NULL is fine */

/* Reads lines. Answers how many were wrong; a sentence each is appended to `errors`. */
size_t settings_read(
	struct settings *s, const char *name, const char *text, size_t len, struct str *errors);

/* The same from the user's own file; one that does not exist is no error. */
size_t settings_load(struct settings *s, struct str *errors);

/* Changes one. False: not changed, and a sentence in `why`. */
bool settings_set(struct settings *s, const char *name, const char *value, struct str *why);

/* The value as it is written. Lent until it is changed. */
const char *settings_text(const struct settings *s, enum setting which);

/* Of a setting that is a number. */
int settings_number(const struct settings *s, enum setting which);

/* Of a setting that is on, off or auto. */
enum setting_switch settings_switch(const struct settings *s, enum setting which);
bool settings_on(const struct settings *s, enum setting which); /* of one that is never auto */

/* The name of a setting, and in brief what it is for, translated. */
const char *setting_name(enum setting which);
const char *setting_help(enum setting which);

/* SETTING_COUNT: there is none of that name. */
enum setting setting_find(const char *name);

/* The words that `which` may be, one after the other; NULL behind the last. */
const char *setting_choice(enum setting which, size_t n);

#endif
