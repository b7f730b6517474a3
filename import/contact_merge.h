/* What a row of a file says of a contact that is there already. */
#ifndef AMPARO_IMPORT_CONTACT_MERGE_H
#define AMPARO_IMPORT_CONTACT_MERGE_H

#include <stdbool.h>

#include "model/record.h"
#include "model/str.h"

enum contact_merge {
	/* The file speaks of the same contact: what it says replaces what differs. */
	CONTACT_REPLACE,
	/* The same, but known by its address alone: the name that is held stays. */
	CONTACT_REPLACE_BUT_NAME,
	/* A later row of the same file: it fills what is empty, and what differs is kept beside. */
	CONTACT_FILL,
};

/*
 * Takes what `row` says into `held`. What is empty in the row changes nothing; the level never
 * changes; notes and other columns are added to, never taken away. Appends to `what` (may be NULL)
 * what changed, for people: "City: Haifa, was Acre; E-mail". Answers whether anything did. Doing it
 * again changes nothing.
 */
bool contact_merge(
	struct record *held, const struct record *row, enum contact_merge how, struct str *what);

#endif
