/*
 * A strict reader of what a program writes to a terminal: text, and only the control sequences
 * that the terminal's description (terminfo) has, besides the few that the interface writes by
 * itself. Everything else, above all what a name in the data could smuggle in, is a problem.
 */
#ifndef AMPARO_TESTS_TERM_STRICT_H
#define AMPARO_TESTS_TERM_STRICT_H

#include <stdbool.h>
#include <stddef.h>

struct strict;

/* `utf8`: text is UTF-8, else ASCII alone. Ends the test when nobody knows the terminal `name`. */
struct strict *strict_new(const char *name, bool utf8);
void strict_free(struct strict *s);

/*
 * While the program is away from its screen (a pause, an editor) the terminal itself shows what is
 * typed; with this nothing is looked at then.
 */
void strict_pardon_echo(struct strict *s);

/* What the program wrote, in pieces as they come; fit for term_tap(). */
void strict_feed(void *strict, const char *bytes, size_t len);

/* The first problem, a line with what stood around it; NULL: none so far. Lent. */
const char *strict_problem(const struct strict *s);

/* The most bytes that a title of the window had; what it says must name nobody. Lent; NULL: none.
 */
const char *strict_title(const struct strict *s);

#endif
