/* Values as people read them in a cell or on a line. Nothing here is cleaned yet; the screen does
 * that. */
#ifndef AMPARO_TUI_CELLS_H
#define AMPARO_TUI_CELLS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/date.h"
#include "model/entity.h"
#include "model/history.h"
#include "model/journal.h"
#include "model/record.h"
#include "model/str.h"
#include "tui/screen.h"

/* 36012 as 36,012. Appended, as everything here. */
void cell_number(int64_t n, struct str *out);

/* A field of a record in the cell of a list: short. */
void cell_field(const struct record *r, int field, struct str *out);

/* The same on a line of its own: "2020-04~ (about April 2020)". */
void cell_field_long(const struct record *r, int field, struct str *out);

/* The short word of a choice: "public" of "public: anybody may see it". */
void cell_choice(const struct field *f, const char *name, struct str *out);

/* A date in words: "17 April 2020", "about April 2020". */
void cell_date(const struct date *d, struct str *out);

/* "April", or "Apr"; 1 is January. */
void cell_month(int month, bool full, struct str *out);

/* "Mon"; 1 is Monday. */
void cell_weekday(int day, struct str *out);

/* "Fri 20 Nov 2026"; without the year where it is that of today. */
void cell_day(const struct date *d, bool year, struct str *out);

/* "today", "in 6 days", "3 days late" of an exact day. */
void cell_days_left(long days, struct str *out);

/* A UTC instant of the journal in local time: "10:42" when it was today, else "20 Nov", "20 Nov
 * 2025". */
void cell_instant(const char *at, struct str *out);
/* The same in full: "2026-11-20 10:42". */
void cell_instant_long(const char *at, struct str *out);

/* How a value wants to look: a state that is good, bad, or asks for something. */
enum style cell_style(const struct record *r, int field);

/* Whether it stands on the right side of its column. */
bool cell_right(const struct field *f);

/* A label inside a sentence: without its capital. */
void cell_lower(const char *label, struct str *out);

/* What an entry of the journal says: "undo: edit petition nso-mexico". */
void cell_entry(const struct journal_entry *e, struct str *out);

/* How a record relates to another, from the one or (not `away`) the other end of the link: "cites",
 * "is cited by". */
void cell_link(const char *word, bool away, struct str *out);

/* Whether people add such records; else the program does (an import remembers itself). */
bool cell_by_hand(const struct entity *e);

/* "1 signatory", "36,012 signatories": the entity's name in the right number, in lower case. */
void cell_counted(const struct entity *e, int64_t n, struct str *out);

/* ---- what was done to a record: cells_change.c ---- */

/* "this laptop", "laptop 123". */
void cell_device(struct db *db, int64_t device, struct str *out);

/* "added", "changed", "removed", "brought back". Translated; lent. */
const char *cell_act(enum history_act act);

/* In one line: "Status: draft → filed", "changed Status, Filed and 3 more", "added". */
void cell_change(const struct history_change *c, struct str *out);

/* What stood in a field before, or after; short; nothing where nothing did. */
void cell_side(const struct history_change *c, bool after, int field, struct str *out);

#endif
