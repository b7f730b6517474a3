/*
 * What separates the cells of a file, by a vote over its first records: a separator is right where
 * it cuts the first line into names, and the lines below it into as many cells.
 */
#ifndef AMPARO_IMPORT_DIALECT_H
#define AMPARO_IMPORT_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

struct dialect {
	char separator; /* , ; TAB or | */
	bool stated;    /* the file's first line is "sep=;", and names nothing */
	int cells;      /* into which it cuts the first line; 1: nothing separates there */
	int records;    /* that were looked at */
	int alike;      /* and were cut into as many cells as the first */
	int points;     /* of two a record, for how well they agree */
};

/* `bytes` are the beginning of a file in UTF-8; `whole`: all of it. */
void dialect_find(const char *bytes, size_t len, bool whole, struct dialect *out);

/* "comma", "semicolon", "tab" or "bar", in words: "comma-separated". Translated. */
const char *separator_words(char separator);

/* Of --separator: the sign itself, or comma, semicolon, tab, bar, \t. '\0': none of them. */
char separator_find(const char *name);

#endif
