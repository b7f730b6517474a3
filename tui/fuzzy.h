/*
 * Finding by a few letters: "prhk" finds "petition hk-prison". Case and diacritics do not count
 * (text_fold). Used wherever something is picked from a list by typing.
 */
#ifndef AMPARO_TUI_FUZZY_H
#define AMPARO_TUI_FUZZY_H

#include <stddef.h>

struct fuzzy;

/* What was typed; words separated by blanks must all be found, in any order. */
struct fuzzy *fuzzy_new(const char *pattern);
void fuzzy_free(struct fuzzy *f); /* NULL is fine */

/*
 * How well `text` fits: larger is better, 0 when it does not. Letters that stand together, at the
 * start of a word or of the text count for more. With nothing typed everything fits alike.
 */
int fuzzy_score(struct fuzzy *f, const char *text);

#endif
