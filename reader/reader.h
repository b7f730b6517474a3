/*
 * amparo-read MODE [ARGUMENT...]: reads a file that somebody else made, in a process that can do
 * nothing else. The file stands on descriptor 0 (a plain file, at its beginning), records
 * (protocol.h) go out on descriptor 1, and a mode that writes a file has it on descriptor 3. Before
 * a mode runs, all limits are set (limits.h).
 *
 * A mode is one file, mode_NAME.c, and a row in the table in main.c. It may use model/str, text,
 * mem, hash and date; nothing that knows a case file. It is run by import/foreign.h alone.
 */
#ifndef AMPARO_READER_READER_H
#define AMPARO_READER_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reader/protocol.h"

#define READER_IN 0   /* the file, to be read */
#define READER_FILE 3 /* where a mode with `writes` writes */

/* A run. Lent to the mode. */
struct reader {
	int n_args;
	char **args; /* those after the mode */
	int out;     /* where records go */
};

struct reader_mode {
	const char *name;
	/* Reads READER_IN, says what it finds, and answers WHY_NOT or why it could not. */
	enum reader_why (*run)(struct reader *r);
	unsigned memory;  /* MiB that it may map */
	unsigned seconds; /* of the processor */
	bool writes;      /* has READER_FILE */
};

/* What a program of modes is: finds the mode, sets the limits, runs it. The table ends with a NULL
 * name. Answers the exit status. */
int reader_main(const struct reader_mode *modes, int argc, char **argv);

/* Says one record. When nobody listens any more, the program ends. */
void reader_say(struct reader *r, enum say type, const void *bytes, size_t len);
void reader_say_text(struct reader *r, enum say type, const char *text);
void reader_say_number(struct reader *r, enum say type, uint32_t number);

/* A number, then bytes: SAY_TEXT, SAY_SAYS. What is longer than a record may be is cut. */
void reader_say_with(
	struct reader *r, enum say type, uint32_t number, const void *bytes, size_t len);
void reader_progress(struct reader *r, uint32_t done, uint32_t of);

/* Reads `len` bytes at `from` of READER_IN, or as many as there are; -1 when reading failed. */
ptrdiff_t reader_read(void *bytes, size_t len, int64_t from);

/* Bytes of READER_IN; -1 where that cannot be told. */
int64_t reader_size(void);

/* The modes. */
enum reader_why mode_burn(struct reader *r);
enum reader_why mode_mail(struct reader *r);
enum reader_why mode_ocr(struct reader *r);
enum reader_why mode_picture(struct reader *r);
enum reader_why mode_read(struct reader *r);
enum reader_why mode_stamp(struct reader *r);
enum reader_why mode_strip(struct reader *r);
enum reader_why mode_unseen(struct reader *r);

#endif
