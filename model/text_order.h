/*
 * The order that a language gives to names: Spanish has ñ behind n, Swedish å behind z. Where a
 * language has no order of its own it is that of text_sort_key(), which the file's indexes follow.
 *
 * Source: CLDR's collations, as ICU has them.
 */
#ifndef AMPARO_MODEL_TEXT_ORDER_H
#define AMPARO_MODEL_TEXT_ORDER_H

#include <stddef.h>

#include "model/str.h"

struct text_order;

/* `language` is BCP 47 (NULL or "": none). NULL where it has no order of its own. */
struct text_order *text_order_open(const char *language);
void text_order_close(struct text_order *o); /* NULL is fine */

/* Appends the key, at most 48 bytes, none of them NUL; memcmp() of two orders. NULL: the usual. */
void text_order_key(const struct text_order *o, struct str *out, const char *bytes, size_t len);

#endif
