/* Dates as people of any script write them, in the letters that the readers know. Private to
 * model/. */
#ifndef AMPARO_MODEL_DATE_PLAIN_H
#define AMPARO_MODEL_DATE_PLAIN_H

#include "model/str.h"

/*
 * Appends the text with digits of any script as 0 to 9, 2020年7月18日 as 2020-7-18, full-width
 * signs and dashes as their like, blanks of any kind as one, and without what is invisible. Other
 * letters stay. Source of digits: Unicode, property Nd.
 */
void date_plain(const char *text, struct str *out);

#endif
