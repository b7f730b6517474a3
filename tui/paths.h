/* Names of files as people type them. */
#ifndef AMPARO_TUI_PATHS_H
#define AMPARO_TUI_PATHS_H

#include "tui/prompt.h"

/* With `~/` as the shell has it. The caller frees it. */
char *path_real(const char *typed);

/* Files and folders that begin so: prompt_kind's `complete`. */
void path_complete(struct app *app, struct pane *p, const char *text, struct candidates *out);

#endif
