/*
 * Everything that can be done, found by a few letters: the actions of the view and of all views
 * with their keys, the lists, the views, and records by their name or reference. It is what the
 * ':' line offers while one types.
 */
#ifndef AMPARO_TUI_PALETTE_H
#define AMPARO_TUI_PALETTE_H

#include "tui/offers.h"
#include "tui/prompt.h"
#include "tui/view.h"

extern const struct prompt_kind palette_prompt;

/* Fills `out` with what fits `text`, the best first. */
void palette_offer(struct app *app, struct pane *p, const char *text, struct offers *out);

#endif
