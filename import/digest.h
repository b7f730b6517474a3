/* Checksums that others made: several kinds of the same bytes in one pass, through OpenSSL. */
#ifndef AMPARO_IMPORT_DIGEST_H
#define AMPARO_IMPORT_DIGEST_H

#include <stddef.h>

enum digest_kind { DIGEST_MD5, DIGEST_SHA1, DIGEST_SHA256, DIGEST_SHA512, DIGESTS };

#define DIGEST_TEXT 129 /* of the longest: 128 digits and a NUL */

/* "md5", "sha1" ...: as in the names of a bag's manifests. */
const char *digest_name(enum digest_kind kind);

/* By that name, of `len` bytes; DIGESTS: it is none of them. */
enum digest_kind digest_find(const char *name, size_t len);

/* Hexadecimal digits of that kind. */
size_t digest_length(enum digest_kind kind);

struct digest;

/* `kinds` has bit 1 << kind for each that is wanted. Never NULL; where this machine's OpenSSL does
 * not give one of them, its text is "". */
struct digest *digest_open(unsigned kinds);
void digest_add(struct digest *d, const void *bytes, size_t len);
/* Of all that was added, in small letters; ends that kind. */
void digest_text(struct digest *d, enum digest_kind kind, char out[DIGEST_TEXT]);
void digest_close(struct digest *d); /* NULL is fine */

#endif
