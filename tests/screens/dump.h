/*
 * Expected screens: NAME.screen, made to be read. First the size, then each row between bars,
 * and, where asked for, a map of how each cell looks (a letter a way; the legend follows).
 */
#ifndef AMPARO_TESTS_SCREENS_DUMP_H
#define AMPARO_TESTS_SCREENS_DUMP_H

#include <stdbool.h>

#include "tests/term/term.h"

/* The screen as text, in the form of a .screen file. The caller frees it. */
char *dump_screen(const struct term *t, bool looks);

/* A whole file, or NULL when there is none. The caller frees it. */
char *dump_load(const char *path);

/* False with errno set: it cannot be written. */
bool dump_save(const char *path, const char *text);

/* Prints both, row by row where they differ, as TAP comments. */
void dump_compare(const char *expected, const char *actual);

#endif
