/* For targets of the reader: what it says goes nowhere, and the file that it reads is in memory. */
#ifndef AMPARO_TESTS_FUZZ_FUZZ_READER_H
#define AMPARO_TESTS_FUZZ_FUZZ_READER_H

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "reader/reader.h"
#include "tests/fuzz/fuzz.h"

static inline struct reader fuzz_reader(void)
{
	static int nowhere = -1;

	if (nowhere < 0)
		nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	MUST_HOLD(nowhere >= 0);
	return (struct reader){ .out = nowhere };
}

/* These bytes are READER_IN from now on. */
static inline void fuzz_reader_in(const uint8_t *data, size_t size)
{
	static int file = -1;

	if (file < 0) {
		file = memfd_create("input", MFD_CLOEXEC);
		MUST_HOLD(file >= 0 && dup2(file, READER_IN) == READER_IN);
	}
	MUST_HOLD(ftruncate(file, 0) == 0 && pwrite(file, data, size, 0) == (ssize_t)size);
	MUST_HOLD(lseek(READER_IN, 0, SEEK_SET) == 0);
}

#endif
