/*
 * What a file said beside the fields that we have, kept with the record in its field `extra`: a
 * line a column, as people can read it,
 *
 *     Phone: 555 0101
 *     What moved you to sign?: My brother.
 *     + He was there.
 *     T-shirt\: size: M
 *
 * The name of the column, a colon, its value. Each further line of a value begins with "+ " (or is
 * "+" where it is empty). In a name ':' and '\' are written with a '\' before them, a line end as
 * "\n", and '+' at its beginning as "\+". Whatever is written is read back as it was, but for NULs.
 */
#ifndef AMPARO_MODEL_EXTRA_H
#define AMPARO_MODEL_EXTRA_H

#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"

/* Appends one column; a line end before it where `out` is not empty. */
void extra_add(struct str *out, const char *name, const char *value, size_t len);

/*
 * The next column from *at on, which is moved behind it; `name` and `value` are cleared and set.
 * False: nothing is left. A line that is no column is read as one without a name.
 */
bool extra_next(const char **at, struct str *name, struct str *value);

#endif
