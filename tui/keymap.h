/*
 * Which key does what: `bind CONTEXT KEY ACTION`, a line each; `#` at the start of a line is a
 * comment. A context is a view's name or one of those that several views share. A later line for
 * the same context and key takes the place of an earlier one; the action `none` makes the key do
 * nothing there.
 */
#ifndef AMPARO_TUI_KEYMAP_H
#define AMPARO_TUI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/str.h"

struct keymap;

/* The context that is asked first everywhere, whichever others are asked. */
#define KEYMAP_ALWAYS "always"

/* The default keys: share/keys.conf, built in. */
extern const char keys_default[];

/* What may be named in a file; either may be NULL when everything may. */
struct keymap_names {
	bool (*context)(const char *name);
	bool (*action)(const char *name);
};

struct keymap *keymap_new(void);
void keymap_free(struct keymap *map); /* NULL is fine */

/*
 * Reads bindings. Lines that are wrong are left out, with a sentence each in `errors`
 * ("keys.conf:12: there is no action 'fly'"), ended by LF. `name` is the file's name in them.
 * Answers how many.
 */
size_t keymap_read(struct keymap *map, const char *name, const char *text, size_t len,
	const struct keymap_names *names, struct str *errors);

/*
 * The same from a file. One that does not exist is no error; one that cannot be read, or is
 * larger than 256 KiB, is.
 */
size_t keymap_read_file(
	struct keymap *map, const char *path, const struct keymap_names *names, struct str *errors);

/* The user's own file: $XDG_CONFIG_HOME/amparo/keys.conf. False: there is no home to have it in. */
bool keymap_user_path(struct str *out);

/*
 * The action of `key`, asked in each context in turn (the list ends with NULL); NULL when there
 * is none. Lent until the map is freed.
 */
const char *keymap_action(const struct keymap *map, const char *const *contexts, uint32_t key);

/* The first key that does `action` there; K_NONE when no key does. */
uint32_t keymap_key(const struct keymap *map, const char *const *contexts, const char *action);

/* Appends all keys that do it, separated by blanks. */
void keymap_keys(
	const struct keymap *map, const char *const *contexts, const char *action, struct str *out);

#endif
