/* Who sits at this laptop, as the system knows them: for "taken in by". */
#ifndef AMPARO_MODEL_WHO_H
#define AMPARO_MODEL_WHO_H

#include <stdbool.h>

#include "model/str.h"

/*
 * Appends $AMPARO_WHO, or else the full name of the account, or else its name; nothing where none
 * is known. One line of checked text.
 */
void who_is_here(struct str *out);

/*
 * Appends $AMPARO_BY, who is to stand in the entries of what is done; nothing where it is not set.
 * False, and nothing appended: it is no line of text.
 */
bool who_acts(struct str *out);

/* Appends what who_acts() does, or else what who_is_here() does. */
void who_acts_here(struct str *out);

/* One checked line of text of `given`, appended; false: it is none. */
bool who_line(const char *given, struct str *out);

#endif
