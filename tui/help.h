/* Private to view_help.c and help_lines.c: the keys that work in a view, from its action table, the
 * keymap and the tables of all views. */
#ifndef AMPARO_TUI_HELP_H
#define AMPARO_TUI_HELP_H

#include <stddef.h>

#include "model/str.h"
#include "tui/keymap.h"
#include "tui/view.h"

#define HELP_KEYS 17      /* columns for the keys */
#define HELP_BESIDE 36    /* columns from which on the help stands beside its keys, not below */
#define HELP_NAME_FROM 76 /* columns from which on the action's name is shown */
#define HELP_NAME 16
#define HELP_VERB_FROM 100 /* and the verb that does the same */
#define HELP_VERB 16

enum help_kind { HELP_HEAD, HELP_KEY, HELP_BELOW, HELP_TEXT };

struct help_line {
	enum help_kind kind;
	char *keys; /* owned */
	char *text; /* owned */
	char *name; /* owned; of the action; NULL: none */
	char *verb; /* owned; NULL: none */
};

struct help {
	const struct view *about;
	char *field;      /* owned; what is known of the field one was in; NULL: nothing */
	char *words;      /* owned; only what has these words is shown; "": all */
	const char *head; /* lent; of the group whose first line is still to come; NULL: none */
	struct help_line *lines; /* owned */
	size_t n;
	size_t cap;
	struct scroll scroll;
};

/*
 * Appends all keys of an action there, separated by blanks. In a form they depend on what the field
 * takes: those for most fields go before those for a long text, one of several, a day.
 */
void help_keys(
	const struct keymap *keys, const char *const *contexts, const char *name, struct str *out);

/* Makes the lines for this width of the pane. */
void help_lines(struct pane *p, struct help *h);
void help_lines_free(struct help *h);

#endif
