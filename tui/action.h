/*
 * What can be done, by name. Keys name actions and actions name no keys: the help, the line of keys
 * and the command line are made from these tables and the keymap. The same name means the same
 * thing in every view.
 */
#ifndef AMPARO_TUI_ACTION_H
#define AMPARO_TUI_ACTION_H

#include <stdbool.h>
#include <stddef.h>

struct app;
struct pane;

/* What the loop does after an action. */
enum reaction {
	REACT_NONE,   /* nothing changed */
	REACT_REDRAW, /* the screen did */
	REACT_RELOAD, /* so did what it shows */
	REACT_CLOSE,  /* the pane is done with */
	REACT_QUIT,   /* so is the program */
	REACT_FAILED, /* db_error() says why */
};

/* What must be there for an action; a view says what it has. */
enum needs {
	NEEDS_ROW = 1 << 0,       /* a row is selected */
	NEEDS_RECORD = 1 << 1,    /* it is a record, or the view shows one */
	NEEDS_PETITION = 1 << 2,  /* that record is a petition */
	NEEDS_EXHIBIT = 1 << 3,   /* exhibits of a case, or of all of them */
	NEEDS_KIND = 1 << 4,      /* it is clear what kind of record would be added */
	NEEDS_FILTER = 1 << 5,    /* the list can be filtered and sorted */
	NEEDS_FILE = 1 << 6,      /* an exhibit with its file */
	NEEDS_SHEET = 1 << 7,     /* a petition, or a list of what belongs to one */
	NEEDS_RULE = 1 << 8,      /* it is a rule by which signatures do not count */
	NEEDS_SIGNATORY = 1 << 9, /* it is a signatory, or some are marked */
	NEEDS_PROPOSAL = 1 << 10, /* a report of what would be done */
	NEEDS_SIGNING = 1 << 11,  /* the control sheet of a deadline that is kept */
	NEEDS_IMPORT = 1 << 12,   /* a petition, its signatories, or a list of contacts */
};

struct action {
	const char *name;  /* in keys.conf and after ':' */
	const char *label; /* one or two words for the line of keys; marked for translation */
	const char *help;  /* a sentence; marked for translation */
	const char *verb;  /* the verb of the command line that does the same; NULL: none does */
	unsigned needs;    /* of enum needs */
	int rank;          /* place on the line of keys, 1 the first; 0: in the help only */
	int arg;           /* for actions that share a function */
	enum reaction (*run)(struct app *app, struct pane *p, const struct action *self);
};

/* A table of actions ends with one that has no name. */

/* In this table; NULL when there is none. NULL is an empty table. */
const struct action *action_in(const struct action *table, const char *name);

/* What the loop and every view have in common. */
extern const struct action global_actions[];

/* For lines of text being typed: moves and erases in app_input(). */
extern const struct action edit_actions[];

/* For the prompt itself, while one is open. */
extern const struct action prompt_actions[];

/*
 * The action of that name for a pane: the view's own, else one of all views. NULL when there is
 * none.
 */
const struct action *action_for(const struct pane *p, const char *name);

/* Why it cannot be done here: a sentence, translated; NULL when it can. */
const char *action_refused(struct pane *p, const struct action *a);

/* Whether it only moves about in what is shown. */
bool action_moves(const char *name);

/* For checking keys.conf. */
bool action_exists(const char *name);
bool action_context_exists(const char *name);

#endif
