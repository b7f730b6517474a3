/*
 * A message as a draft for a mail program (RFC 5322, MIME of RFC 2045 to 2049), which opens it
 * unsent (X-Unsent: 1): nothing here sends anything. Words of other letters than ASCII stand in
 * headers as RFC 2047 and RFC 2231 have it. Text from data cannot make a header of its own: it is
 * cleaned as for people, and what is left is encoded.
 */
#ifndef AMPARO_EXPORT_EML_H
#define AMPARO_EXPORT_EML_H

#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"

/* Texts are lent. */
struct eml {
	const char *from_name; /* NULL: the address alone */
	const char *from;      /* an address; NULL: the mail program says who sends it */
	const char *to_name;   /* NULL: the address alone */
	const char *to;        /* an address that eml_is_address() takes */
	const char *subject;
	const char *language;  /* BCP 47; NULL: it is not said */
	const char *body;      /* UTF-8, lines end with LF */
	const char *file_name; /* of what is attached: any text; NULL: nothing is */
	const char *file_type; /* "text/markdown" */
	const char *file;      /* its bytes, UTF-8, as they are */
	size_t file_len;
};

/* Whether it is one address in ASCII: name@domain, at most 254 bytes. */
bool eml_is_address(const char *address);

/* Appends the message, lines end with CRLF. `now` is as date_now() writes it. */
void eml_write(const struct eml *m, const char *now, struct str *out);

#endif
