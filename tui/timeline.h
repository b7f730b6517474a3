/*
 * The lines of a timeline, made of the marks of a chronology: years and months as headings, a line
 * a mark or, from further away, a line a month or a year, long times without anything as one line,
 * and today between what was and what comes. Only places are kept; nothing is read here.
 */
#ifndef AMPARO_TUI_TIMELINE_H
#define AMPARO_TUI_TIMELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/chronology.h"
#include "model/str.h"

enum zoom { ZOOM_DAY, ZOOM_MONTH, ZOOM_YEAR, ZOOMS };

/* What can be left out of the picture. */
enum timeline_group {
	GROUP_EVENT,
	GROUP_FILING, /* petitions and filings; a case that is opened or closed */
	GROUP_RULING,
	GROUP_LETTER,
	GROUP_DEADLINE,
	GROUP_EXHIBIT,
	GROUPS
};

#define ALL_GROUPS ((1u << GROUPS) - 1)

enum timeline_kind {
	TIMELINE_YEAR,  /* a heading; `place` is the year, `n` how many are known to it alone */
	TIMELINE_MONTH, /* a heading; `place` is the month, see tally.h */
	TIMELINE_MARK,  /* `mark` */
	TIMELINE_SPAN,  /* a month or a year with `n` marks from `mark` on (some may be left out) */
	TIMELINE_GAP,   /* `n` months, or from further away years, without anything */
	TIMELINE_TODAY,
};

struct timeline_row {
	uint8_t kind; /* enum timeline_kind */
	int32_t place;
	uint32_t mark;
	uint32_t n;
};

struct timeline {
	struct timeline_row *rows; /* owned */
	size_t n;
	size_t cap;
	uint32_t most; /* marks of the fullest span */
};

enum timeline_group timeline_group(enum entity_id entity);

/* Whether a mark is among the groups of a set of bits. */
bool timeline_takes(const struct chronology_mark *m, unsigned groups);

/* Makes the lines anew. `today` in days since 1970-01-01. */
void timeline_lay(struct timeline *t, const struct chronology_mark *marks, size_t n,
	unsigned groups, enum zoom zoom, long today);
void timeline_free(struct timeline *t);

/* The line nearest to a day on which something stands: a mark, a span, today. t->n: none. */
size_t timeline_find(
	const struct timeline *t, const struct chronology_mark *marks, enum zoom zoom, long day);

/* The first day of what the line stands for. */
long timeline_day(const struct timeline_row *row, const struct chronology_mark *marks,
	enum zoom zoom, long today);

/* When it was, in the month or year under whose heading it stands: "Fri 17", "about Apr", "in
 * 2020", "Fri 17 ?"; appended. */
void timeline_when(const struct chronology_mark *m, struct str *out);

/* A full dot where the day is known, an empty one where only the month or the year is, a dotted one
 * where that is in doubt. */
const char *timeline_sign(const struct chronology_mark *m);

/* What it is: "event", "petition filed"; appended. */
void timeline_word(const struct chronology_mark *m, struct str *out);

#endif
