/* What a field's value may be, from what is typed of it: for a line that asks for one. */
#ifndef AMPARO_TUI_VALUE_OFFERS_H
#define AMPARO_TUI_VALUE_OFFERS_H

#include "model/entity.h"
#include "tui/offers.h"

struct app;

/*
 * Adds choices, countries and languages by code and name, days by their words, and records by their
 * reference and name. An offer's line is `before` and then the value. Not sorted.
 */
void value_offers(struct app *app, const struct field *f, const char *typed, const char *before,
	struct offers *out);

/* Records of any kind: their lines are KIND:REF, and `entity` and `id` say which they are. */
void record_offers(struct app *app, const char *typed, struct offers *out);

#endif
