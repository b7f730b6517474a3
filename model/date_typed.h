/*
 * Dates as people type them, into a form or after FIELD= on the command line. Case, accents, commas
 * and ordinals ("17th") do not count; months and days of the week by English and Spanish names,
 * months by Hebrew ones too, English ones also by their first three letters or more:
 *
 *   2020, 2020-04, 2020-04-17, with ? ~ or % behind it    EDTF, see date.h
 *   17 April 2020, April 17, 2020, Apr 2020, 17-Apr-2020, Fri 17 April 2020
 *   17.4.2020                                             with dots the day comes first
 *   17/4/2020, 4/17/2020                                  only what can be read in one way
 *   2020/4/17, 4/2020, 2020/4
 *   today, tomorrow, yesterday, fri                       a day of the week is the next one, in 1
 *                                                         to 7 days
 *   +30d, -2w, +3m, +1y                                   from today; a month that has no such day
 *                                                         gives its last
 *   about April 2020, ca. 2020, ~2020, perhaps 2020       in front, like ~ and ? behind
 *
 * Nothing is guessed: 07/08/2020, 17.4.20 and "17 April" are refused. What platforms write into
 * the files that are imported is another matter, see date_from_stamp().
 */
#ifndef AMPARO_MODEL_DATE_TYPED_H
#define AMPARO_MODEL_DATE_TYPED_H

#include "model/date.h"
#include "model/status.h"
#include "model/str.h"

/* `today` is an exact date. ST_INVALID: it is none of the above; *out is as it was. */
enum status date_from_typed(const char *text, const struct date *today, struct date *out) MUST_USE;

/*
 * Why date_from_typed() refused this text: what follows on the text in quotes, "can be read as 7
 * August or as 8 July 2020; ...". Translated, without a full stop. Appends.
 */
void date_typed_why(const char *text, const struct date *today, struct str *out);

/* An exact date some months on (or back), as +3m reads it. ST_INVALID: outside years 1 to 9999. */
enum status date_add_months(const struct date *d, int months, struct date *out) MUST_USE;

#endif
