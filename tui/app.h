/*
 * The interface. One struct app is handed down; the loop is event, action, reaction, redraw.
 */
#ifndef AMPARO_TUI_APP_H
#define AMPARO_TUI_APP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/str.h"
#include "tui/action.h"
#include "tui/curtain.h"
#include "tui/keymap.h"
#include "tui/messages.h"
#include "tui/panes.h"
#include "tui/prompt.h"
#include "tui/reveal.h"
#include "tui/screen.h"
#include "tui/settings.h"
#include "tui/tour.h"
#include "tui/view.h"

/*
 * Runs the interface on the open file, which stays the caller's. Answers the exit status: 0, or 1
 * when the terminal cannot be used (a sentence was printed). After SIGTERM, SIGHUP or SIGINT it
 * gives the terminal back and then ends the program by that signal.
 */
int tui_run(struct db *db);

enum focus {
	FOCUS_NAV,  /* where you are: cases and their sections */
	FOCUS_MAIN, /* the view on top of the stack */
	FOCUS_SIDE, /* the record beside it */
};

/* What a slow read waits for before it gives up with ST_STOPPED. */
enum patience {
	PATIENT,       /* nothing: it runs to its end */
	UNTIL_KEY,     /* a key that waits */
	UNTIL_TIME_UP, /* the time a key may take to be answered */
};

/* What there is at a cell, for the mouse. */
enum spot {
	SPOT_ELSEWHERE,
	SPOT_HEAD, /* the line on top */
	SPOT_KEYS, /* the line of keys */
	SPOT_PANE,
	SPOT_NAV_BORDER, /* to the right of the cases */
	SPOT_SIDE_BORDER,
};

struct app {
	struct db *db;             /* the caller's */
	struct screen *screen;     /* owned */
	struct keymap *keys;       /* owned */
	struct settings *settings; /* owned */
	struct pane *nav;          /* owned; open as long as the program */
	struct pane **stack;       /* owned, as are its panes; the last is on top */
	size_t depth;              /* panes on it, at least 1 */
	struct pane **gone;        /* owned; taken off by the event that is being answered */
	size_t n_gone;
	enum focus focus;
	struct panes panes;     /* how the user arranged them */
	enum spot dragged;      /* the border that the mouse holds, else SPOT_ELSEWHERE */
	struct curtain curtain; /* whether anything is shown at all */
	struct reveal reveal;   /* of what a gag order withholds */
	struct tour tour;       /* the cards of the first start */
	struct prompt prompt;   /* the line at the bottom while something is asked */
	struct str message;     /* said in answer to the last key; "" none */
	enum style message_style;
	struct messages messages; /* the last of them, to be read again */
	int64_t count;            /* the number typed before a key; -1: none */
	int64_t generation;       /* db_generation() at this frame */
	enum patience patience;
	int64_t time_up;     /* screen_clock() at which UNTIL_TIME_UP ends */
	bool dirty;          /* the screen must be drawn */
	bool quit;           /* the loop ends */
	int64_t drawn_at;    /* screen_clock() of the last frame */
	struct str problems; /* what is wrong in the user's own files, a line each */
	struct small_import
		*small;        /* owned; what is being asked of a small import; NULL: nothing */
	struct taking *taking; /* owned; what is asked of evidence that comes in; NULL: nothing */
	struct redacting *redacting;   /* owned; a redaction that is asked for; NULL: none */
	char *bundle_dir;              /* owned; the folder of the bundle that is asked for */
	void *work;                    /* the long work that is running, see work.h; NULL: none */
	struct deadline_ask *counting; /* owned; the deadline that is being asked for; NULL: none */
};

/* The pane on top of the stack, and the one that keys go to. Never NULL. */
struct pane *app_top(const struct app *app);
struct pane *app_focused(const struct app *app);

/* Puts a view on the stack, over the one there; or takes the whole stack's place. False: a message
 * says why. */
bool app_open(struct app *app, const struct place *at);
bool app_go(struct app *app, const struct place *at);

/* Takes the top view off. The last one gives way to home. Asks first when something typed would be
 * lost. A pane that was taken off stands until the event is over: its deeds may go on with it. */
void app_back(struct app *app);
void app_drop(struct app *app); /* without asking */

/* Back until only the first `keep` views are left; 0: to home. Asks first likewise. */
void app_back_to(struct app *app, size_t keep);

/* Everything shown is read again at the next frame. */
void app_stale(struct app *app);

/* A sentence for the message line until the next key. */
void app_say(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_warn(struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* db_error() as a warning; ST_STOPPED says nothing. */
void app_failed(struct app *app, enum status st);

/* Does what a reaction asks for. */
void app_react(struct app *app, struct pane *p, enum reaction r);

/* Runs an action by name, as a key would. False: there is none of that name here. */
bool app_act(struct app *app, struct pane *p, const char *action);

/* The line that typed text goes to: the prompt's, or the form's; NULL: none. */
struct input *app_input(struct app *app);

/* From here to app_patient(), reads that take too long answer ST_STOPPED. */
void app_impatient(struct app *app, enum patience patience);
void app_patient(struct app *app);

/* One event: event.c */
void app_event(struct app *app, const struct event *e);

/* One of the mouse: mouse.c */
void app_mouse(struct app *app, const struct event *e);

/* Arranges the panes for the screen's size and draws a frame: layout.c */
void layout_arrange(struct app *app);
void layout_draw(struct app *app);

/* Which panes are on the screen at present. */
bool layout_shows(const struct app *app, const struct pane *p);

enum spot layout_spot(const struct app *app, int y, int x);

/* The pane at a cell, and which it is; NULL: none. */
struct pane *layout_at(struct app *app, int y, int x, enum focus *which);

/* Runs a command of the ':' line: command.c */
enum reaction command_run(struct app *app, struct pane *p, const char *line);

/* Whether words may stand behind this one there, as in `sort signed`. */
bool command_takes_words(struct pane *p, const char *word);

/*
 * What follows `:set`: "NAME VALUE" changes a setting until the program ends, "NAME" says what is
 * set, "" offers all. And what the line is completed to while it begins with "set ". set.c
 */
void set_run(struct app *app, const char *words);
void set_offer(struct app *app, const char *line, struct offers *out);

/* Reads the user's own files, keys and settings, and says when something is wrong in them. */
void set_load(struct app *app);

#endif
