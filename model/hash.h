/* SHA-256 (FIPS 180-4) through OpenSSL, as lower-case hexadecimal text. */
#ifndef AMPARO_MODEL_HASH_H
#define AMPARO_MODEL_HASH_H

#include <stddef.h>

#define HASH_TEXT 65 /* 64 digits and a NUL */

struct hash;

struct hash *hash_open(void); /* never NULL; hash_close() it */
void hash_add(struct hash *h, const void *bytes, size_t len);
void hash_text(struct hash *h, char out[HASH_TEXT]); /* of all that was added; ends it */
void hash_close(struct hash *h);

void hash_of(const void *bytes, size_t len, char out[HASH_TEXT]);

#endif
