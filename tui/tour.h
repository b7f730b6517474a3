/*
 * A short tour for the first start: a few cards over the real screen, each pointing at a part of
 * it. Once it was seen or left, the case file remembers so; `:tour` shows it again.
 */
#ifndef AMPARO_TUI_TOUR_H
#define AMPARO_TUI_TOUR_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/action.h"

struct app;
struct event;

struct tour {
	size_t card;  /* that is shown, from 1; 0: none */
	size_t line;  /* of its text, the first on the screen: one too small shows it in parts */
	size_t shown; /* lines of it that are on the screen */
	bool more;    /* there are more below */
};

/* When the interface starts: begins it where this file has not seen it and the user wants it. */
void tour_offer(struct app *app);

/* Lets an event through (false), or keeps it: while a card is shown. */
bool tour_takes(struct app *app, const struct event *e);

/* Over what was drawn. */
void tour_draw(struct app *app);

enum reaction tour_act(struct app *app, struct pane *p, const struct action *self);

/* `text` with each {action} in it replaced by the key that does it in these contexts. */
struct str;
struct keymap;
void tour_text(
	const struct keymap *keys, const char *const *contexts, const char *text, struct str *out);

#endif
