/*
 * Long text in the user's own editor ($VISUAL, $EDITOR, else vi), through a file of mode 0600 in a
 * folder of mode 0700 that both are removed after, with whatever the editor left beside it; when
 * the program is killed meanwhile, at its next start, see leftovers.h.
 */
#ifndef AMPARO_TUI_EDITOR_H
#define AMPARO_TUI_EDITOR_H

#include <stdbool.h>

#include "model/str.h"

struct app;

/* Called when the text stands in its folder, before the editor starts: the folder's last name. */
typedef void editor_begun_fn(void *arg, const char *name);

/*
 * Lets the user edit `text`. True: *out (the caller frees it) is the new text. False: nothing is
 * taken over, and `why` says so in a sentence.
 */
bool editor_edit(struct app *app, const char *text, editor_begun_fn *begun, void *arg, char **out,
	struct str *why);

#endif
