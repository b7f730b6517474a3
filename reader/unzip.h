/*
 * The files in a zip, one after the other, unpacked as far as they are asked for. All of them
 * together unpack to UNZIP_MAX bytes at most: a bomb is given up, and not waited for.
 */
#ifndef AMPARO_READER_UNZIP_H
#define AMPARO_READER_UNZIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reader/protocol.h"

#define UNZIP_MAX (256LL << 20)
#define UNZIP_FILES 20000

struct unzip {
	void *archive;
	int64_t unpacked;    /* bytes so far */
	int files;           /* seen so far */
	enum reader_why why; /* WHY_NOT, or what went wrong */
};

/* READER_IN from its beginning. unzip_close() it, also when it cannot be opened. */
bool unzip_open(struct unzip *u);
void unzip_close(struct unzip *u);

/* The next file; its name is lent until the one after. NULL: there is none, or `why` says what
 * went wrong. */
const char *unzip_next(struct unzip *u);

/* Bytes of it; 0 at its end, -1 when `why` says what went wrong. */
ptrdiff_t unzip_read(struct unzip *u, void *bytes, size_t room);

#endif
