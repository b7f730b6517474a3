/*
 * Names in the order of one language, by ICU's collation for it: in Swedish ä stands after z, in
 * Spanish ñ after n, in Hebrew Hebrew names stand before Latin ones. The keys are for ordering what
 * is in memory; those kept in the file are of the root collation, see text_sort_key().
 */
#ifndef AMPARO_MODEL_COLLATION_H
#define AMPARO_MODEL_COLLATION_H

#include "model/str.h"

struct collation;

/* `language` is BCP 47, such as he or zh-Hant; NULL, or one that ICU has no order for: the root's.
 */
struct collation *collation_open(const char *language);
void collation_close(struct collation *c); /* NULL is fine */

/* Appends a key without NULs: strcmp() of two orders as people of that language do. */
void collation_key(struct collation *c, const char *text, struct str *out);

#endif
