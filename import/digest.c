#include "config.h"

#include "import/digest.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"

struct digest {
	EVP_MD_CTX *contexts[DIGESTS]; /* NULL: not wanted, or not given */
};

static const struct {
	const char *name;
	const EVP_MD *(*algorithm)(void);
	size_t digits;
} kinds_of[DIGESTS] = {
	[DIGEST_MD5] = { "md5", EVP_md5, 32 },
	[DIGEST_SHA1] = { "sha1", EVP_sha1, 40 },
	[DIGEST_SHA256] = { "sha256", EVP_sha256, 64 },
	[DIGEST_SHA512] = { "sha512", EVP_sha512, 128 },
};

const char *digest_name(enum digest_kind kind)
{
	return kinds_of[kind].name;
}

enum digest_kind digest_find(const char *name, size_t len)
{
	for (int i = 0; i < DIGESTS; i++)
		if (strlen(kinds_of[i].name) == len && !strncmp(kinds_of[i].name, name, len))
			return (enum digest_kind)i;
	return DIGESTS;
}

size_t digest_length(enum digest_kind kind)
{
	return kinds_of[kind].digits;
}

struct digest *digest_open(unsigned kinds)
{
	struct digest *d = mem_zero(sizeof(*d));

	for (int i = 0; i < DIGESTS; i++) {
		if (!(kinds & 1U << i))
			continue;
		d->contexts[i] = EVP_MD_CTX_new();
		if (d->contexts[i] &&
			!EVP_DigestInit_ex(d->contexts[i], kinds_of[i].algorithm(), NULL)) {
			EVP_MD_CTX_free(d->contexts[i]);
			d->contexts[i] = NULL;
		}
	}
	return d;
}

void digest_add(struct digest *d, const void *bytes, size_t len)
{
	for (int i = 0; i < DIGESTS; i++)
		if (d->contexts[i] && !EVP_DigestUpdate(d->contexts[i], bytes, len)) {
			EVP_MD_CTX_free(d->contexts[i]);
			d->contexts[i] = NULL;
		}
}

void digest_text(struct digest *d, enum digest_kind kind, char out[DIGEST_TEXT])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char bytes[EVP_MAX_MD_SIZE];
	unsigned n = 0;

	if (!d->contexts[kind] || !EVP_DigestFinal_ex(d->contexts[kind], bytes, &n))
		n = 0;
	for (unsigned i = 0; i < n; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[2 * n] = '\0';
}

void digest_close(struct digest *d)
{
	if (!d)
		return;
	for (int i = 0; i < DIGESTS; i++)
		EVP_MD_CTX_free(d->contexts[i]);
	free(d);
}
