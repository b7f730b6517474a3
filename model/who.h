/* Who sits at this laptop, as the system knows them: for "taken in by". */
#ifndef AMPARO_MODEL_WHO_H
#define AMPARO_MODEL_WHO_H

#include "model/str.h"

/*
 * Appends $AMPARO_WHO, or else the full name of the account, or else its name; nothing where none
 * is known. One line of checked text.
 */
void who_is_here(struct str *out);

#endif
