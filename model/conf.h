/*
 * Files that users write: words on lines, read line by line; `#` at the start of a line is a
 * comment. What is wrong is left out, with a sentence that names the file and the line
 * ("keys.conf:12: there is no action 'fly'"), ended by LF.
 */
#ifndef AMPARO_MODEL_CONF_H
#define AMPARO_MODEL_CONF_H

#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"

/* What is being read, for the sentences about it. */
struct conf {
	const char *name;   /* of the file, as the sentences say it */
	size_t line;        /* from 1 on */
	struct str *errors; /* the sentences are appended here */
	size_t wrong;       /* how many there were */
};

/*
 * Takes a line that is neither empty nor a comment. `verb` is its first word, `rest` what follows,
 * for conf_word(). Both may be written into and go when the call returns.
 */
typedef void conf_line_fn(struct conf *c, void *arg, char *verb, char *rest);

/* Reads text. Answers how many lines were wrong. */
size_t conf_read(const char *name, const char *text, size_t len, conf_line_fn *take, void *arg,
	struct str *errors);

/*
 * The same from the file at `path`. One that does not exist is no error; one that cannot be read,
 * or is larger than 256 KiB, is. *there (may be NULL) says whether it exists.
 */
size_t conf_read_file(const char *name, const char *path, conf_line_fn *take, void *arg,
	struct str *errors, bool *there);

/* Says what is wrong in this line. What is said is cleaned: words of the file may be in it. */
void conf_complain(struct conf *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The next word, ended by NUL; *at goes behind it. NULL: there is no further one. */
char *conf_word(char **at);

/*
 * The user's own file of that name: $XDG_CONFIG_HOME/amparo/NAME, or below ~/.config. False: there
 * is no home to have it in.
 */
bool conf_user_path(const char *name, struct str *out);

#endif
