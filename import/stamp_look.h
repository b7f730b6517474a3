/*
 * Answers of time-stamp authorities are looked at by amparo-read (foreign.h), many in one run: no
 * byte of an answer or a certificate is parsed in the process that holds the case file. An answer
 * of which the reader dies is told so, and the others are looked at without it.
 */
#ifndef AMPARO_IMPORT_STAMP_LOOK_H
#define AMPARO_IMPORT_STAMP_LOOK_H

#include "model/tsa.h"

/* A tsa_look_fn. */
enum status stamp_look(struct db *db, struct tsa_look *looks, size_t n) MUST_USE;

/* The same by another program; for tests. */
enum status stamp_look_with(
	struct db *db, const char *program, struct tsa_look *looks, size_t n) MUST_USE;

#endif
