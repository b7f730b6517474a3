/* Where somebody is: which case, and what of it, the view on top is about. */
#ifndef AMPARO_TUI_HERE_H
#define AMPARO_TUI_HERE_H

#include <stdbool.h>
#include <stdint.h>

#include "model/entity.h"

struct app;
struct view;

struct here {
	const struct view *view; /* a page of its own (home, the log); NULL: it is about records */
	enum entity_id entity;   /* their kind: one that belongs to a case, or to none */
	int64_t case_id;         /* their case; 0: those of all cases, or a case itself */
	int64_t id;              /* ENTITY_CASE: the case that is open; 0: the list of them */
};

/* False: the views that are open do not say it. */
bool here_find(struct app *app, struct here *out);

#endif
