/*
 * Which columns a list of records shows, in which order and how wide, and by which of them it is
 * sorted, as texts: "name:30,country,signed:12" and "country,-signed". The case file keeps them for
 * each kind of record; what is in it that there is not, or cannot be, is passed over.
 */
#ifndef AMPARO_TUI_SHOWN_H
#define AMPARO_TUI_SHOWN_H

#include <stdbool.h>
#include <stddef.h>

#include "model/entity.h"
#include "model/query.h"
#include "model/str.h"
#include "tui/table.h"

#define COLUMN_MIN 3   /* columns of the terminal that somebody may give to one */
#define COLUMN_MAX 120 /* and the most */

struct shown {
	int field;
	int width; /* 0: as its contents ask for */
};

/*
 * What a list shows that nobody has arranged, the most important first. `owner` is a field that
 * needs no column, `named` one that says which record it is; -1: none.
 */
size_t shown_usual(const struct entity *e, int owner, int named, struct shown out[COLUMNS_MAX]);

/* 0: nothing in the text can be shown. */
size_t shown_read(const struct entity *e, const char *text, struct shown out[COLUMNS_MAX]);
void shown_write(const struct entity *e, const struct shown *shown, size_t n, struct str *out);

struct sort_key {
	int field;
	bool down;
};

/* The fields of an order; of one that is named twice the first counts. 0: it is no order. */
size_t sort_read(const struct entity *e, const char *text, struct sort_key out[QUERY_SORTS]);
void sort_write(const struct entity *e, const struct sort_key *keys, size_t n, struct str *out);

/* "country, then signed, backwards": as people read it. */
void sort_describe(const struct entity *e, const char *text, struct str *out);

#endif
