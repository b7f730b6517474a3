/*
 * What is drawn instead of everything when nobody else shall see it: blank, at once, by a key; or
 * locked, when no key was pressed for a while. It hides what is on the screen; the case file is
 * neither closed nor encrypted by it. What was begun goes on behind it.
 */
#ifndef AMPARO_TUI_CURTAIN_H
#define AMPARO_TUI_CURTAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/action.h"

struct app;
struct event;

enum curtain_state {
	CURTAIN_OPEN,
	CURTAIN_BLANK,  /* any key opens it */
	CURTAIN_LOCKED, /* something must be typed */
};

struct curtain {
	enum curtain_state state;
	size_t typed;    /* characters that were typed rightly, while locked */
	int64_t touched; /* when the last key came, in milliseconds; 0: none yet */
};

/* Lets an event through (false), or keeps it: the key that draws the curtain, and all behind it. */
bool curtain_takes(struct app *app, const struct event *e);

/* Locks when the time without a key that the settings give is over. */
void curtain_look(struct app *app);

/* Whether `minutes` went by since; never when they are 0. Times in milliseconds. */
bool curtain_due(int64_t touched, int64_t now, int minutes);

/* Draws it. False: it is open, there is nothing to draw. */
bool curtain_draw(struct app *app);

/* self->arg: of enum curtain_state. */
enum reaction curtain_act(struct app *app, struct pane *p, const struct action *self);

#endif
