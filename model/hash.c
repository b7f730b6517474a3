#include "config.h"

#include "model/hash.h"

#include <openssl/evp.h>
#include <stdlib.h>

#include "model/mem.h"

struct hash {
	EVP_MD_CTX *context;
};

/* OpenSSL refuses only for want of memory, or when its own library is broken. */
static void must(int ok)
{
	if (!ok)
		abort();
}

struct hash *hash_open(void)
{
	struct hash *h = mem_zero(sizeof(*h));

	h->context = EVP_MD_CTX_new();
	must(h->context != NULL);
	must(EVP_DigestInit_ex(h->context, EVP_sha256(), NULL));
	return h;
}

void hash_add(struct hash *h, const void *bytes, size_t len)
{
	must(EVP_DigestUpdate(h->context, bytes, len));
}

void hash_text(struct hash *h, char out[HASH_TEXT])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned n = 0;

	must(EVP_DigestFinal_ex(h->context, digest, &n));
	for (unsigned i = 0; i < n; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[HASH_TEXT - 1] = '\0';
}

void hash_close(struct hash *h)
{
	if (!h)
		return;
	EVP_MD_CTX_free(h->context);
	free(h);
}

void hash_of(const void *bytes, size_t len, char out[HASH_TEXT])
{
	struct hash *h = hash_open();

	hash_add(h, bytes, len);
	hash_text(h, out);
	hash_close(h);
}
