/*
 * Dates in files that platforms and spreadsheets write. In 07/08/2020 nobody can see which number
 * is the day: that is never guessed. A whole column can prove it (a day above 12 in the same
 * place), or somebody says it.
 */
#ifndef AMPARO_MODEL_DATE_ORDER_H
#define AMPARO_MODEL_DATE_ORDER_H

#include "model/date.h"
#include "model/status.h"

enum date_order { DATE_ORDER_NONE = 0, DATE_DMY = 1, DATE_MDY = 2, DATE_YMD = 4 };

#define DATE_ORDERS (DATE_DMY | DATE_MDY | DATE_YMD)

/* "dmy", "mdy" or "ymd", in any case; NONE: it is none of them. And back. */
enum date_order date_order_find(const char *name);
const char *date_order_name(enum date_order order);

/*
 * The orders in which a text of three numbers, with a time or without, is a day: some of
 * DATE_ORDERS. 0: it is no such text, or needs no order: all of them give the same day, as in
 * 2020/7/8, 7/7/2020 or 8.7.2020 (with dots the day comes first). A year of two digits is one of
 * this century up to this year; no other is plain. In 18-Jul-20 either number may be the year: then
 * DATE_DMY stands for the last, DATE_YMD for the first. Digits may be those of any script.
 */
unsigned date_orders(const char *text);

/*
 * The day of a stamp. What date_from_stamp() takes; with the name of a month, as in 18 Jul 2020,
 * July 18, 2020 10:42 AM, 2020年7月18日 or Sat Jul 18 2020 10:42:00 GMT+0300 (IDT); numbers in one
 * reading, or in the order that was proven or said. The day is the one written, whatever the time
 * and zone behind it. ST_INVALID: anything else.
 */
enum status date_from_file(const char *text, enum date_order order, struct date *out) MUST_USE;

#endif
