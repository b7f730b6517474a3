/* Private to export/calendar*.c. */
#ifndef AMPARO_EXPORT_CALENDAR_INTERNAL_H
#define AMPARO_EXPORT_CALENDAR_INTERNAL_H

#include <libical/ical.h>

#include "export/calendar.h"
#include "model/record.h"

/* Names that may not be seen at the level asked for, folded. */
struct calendar_names {
	char **names; /* owned */
	size_t n;
};

struct calendar {
	struct db *db;
	const char *level;
	char file[17]; /* the file's own mark in UIDs */
	struct calendar_names names;
	icalcomponent *root;
	struct calendar_counts counts;
};

/* What may be said of one deadline. */
struct calendar_words {
	struct str summary;
	bool whole; /* its own title, place and law */
};

/* calendar_words.c */
enum status calendar_names_read(struct calendar *c) MUST_USE;
void calendar_names_free(struct calendar_names *names);
enum status calendar_words_of(
	struct calendar *c, const struct record *r, struct calendar_words *out) MUST_USE;

/* calendar_check.c: whether the text reads back as what was made. */
bool calendar_reads_back(icalcomponent *made, const char *text);

#endif
