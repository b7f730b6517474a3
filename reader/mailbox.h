/*
 * Where the messages of a mailbox begin and end. A mailbox (RFC 4155) is messages behind each
 * other, each after a line "From somebody date" with an empty line before it. Lines of a message's
 * text that begin so are told apart by what a separator has: an empty line before, a time and a
 * year in it, and a header behind it.
 */
#ifndef AMPARO_READER_MAILBOX_H
#define AMPARO_READER_MAILBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MAILBOX_LINE 512 /* of a line's beginning that is looked at */

/* Gives `len` bytes at `from`, or as many as there are; -1: reading failed. */
typedef ptrdiff_t mailbox_read_fn(void *arg, void *bytes, size_t len, int64_t from);

struct mailbox {
	mailbox_read_fn *read;
	void *arg;
	int64_t next; /* where the separator of the next message stands, or where it is looked for
		       */
	char *buffer; /* owned */
	int64_t at;   /* of the buffer in the file */
	size_t n;     /* bytes in it */
	bool failed;  /* reading failed */
};

/* `from`: 0, or the end of a message. mailbox_close() it. */
void mailbox_open(struct mailbox *m, mailbox_read_fn *read, void *arg, int64_t from);

/* The next message without its separator; false: there is none. */
bool mailbox_next(struct mailbox *m, int64_t *from, int64_t *to);
void mailbox_close(struct mailbox *m);

/* Whether a line can be a separator. */
bool mailbox_is_separator(const char *line, size_t len);

#endif
