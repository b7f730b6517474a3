/*
 * The private folders that texts are handed to an editor in, and what is left of them when the
 * program was killed meanwhile: they are found at the next start, their text is taken over, and
 * they are removed. A folder is called amparo-edit-PID-XXXXXX and holds the text, the name of the
 * case file that it belongs to, and the number of the editor.
 */
#ifndef AMPARO_TUI_LEFTOVERS_H
#define AMPARO_TUI_LEFTOVERS_H

#include <stdbool.h>

#include "model/str.h"

#define LEFTOVER_TEXT "text.md"         /* what is edited */
#define LEFTOVER_CASE "case"            /* the whole name of the case file */
#define LEFTOVER_EDITOR "editor"        /* the number of the program that edits */
#define LEFTOVER_MAX (16 * 1024 * 1024) /* bytes of a text that is read */

/* Where they are: in memory where the system has such a place. */
const char *leftovers_parent(void);

/* Makes one of mode 0700 and answers its whole name, which the caller frees; NULL: see errno. */
char *leftovers_make(void);

/* Writes a file of mode 0600 into it. False: see errno. */
bool leftovers_put(const char *folder, const char *name, const char *text);

/* Appends what stands in it, if it is a plain file that is ours. False: it is not. */
bool leftovers_get(const char *folder, const char *name, struct str *out);

/* The folder and all that is in it. */
void leftovers_remove(const char *folder);

/* `name` is the folder's last part; `text` is UTF-8 and lent for the call. */
typedef void leftover_fn(void *arg, const char *name, const char *text);

/* Calls `fn` for each that belongs to this case file and that nobody works in, and removes it. */
void leftovers_take(const char *case_file, leftover_fn *fn, void *arg);

#endif
