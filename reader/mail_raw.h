/*
 * Where the parts of a message stand in its bytes, so that a message in a message is taken out as
 * it is, byte by byte. Only for messages whose structure a parser knows already (RFC 2046, 5.1).
 */
#ifndef AMPARO_READER_MAIL_RAW_H
#define AMPARO_READER_MAIL_RAW_H

#include <stdbool.h>
#include <stddef.h>

struct mail_raw {
	const char *bytes; /* lent */
	size_t len;
};

/* Leaves out the headers, up to and with the first empty line. False: there is none. */
bool mail_raw_content(struct mail_raw *entity);

/*
 * The parts of a multipart between its boundaries, each with its headers; false: they are not
 * exactly `n`.
 */
bool mail_raw_parts(
	const struct mail_raw *entity, const char *boundary, struct mail_raw *out, size_t n);

#endif
