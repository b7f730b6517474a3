/*
 * Answers of time-stamp authorities, parsed and checked with OpenSSL, offline.
 * Sources: RFC 3161 (the protocol), RFC 5816 (certificate identifiers), RFC 5280 (chains).
 */
#ifndef AMPARO_READER_STAMP_H
#define AMPARO_READER_STAMP_H

#include <openssl/ts.h>
#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"
#include "reader/reader.h"

/* DER or PEM; lent. */
struct stamp_bytes {
	const void *bytes;
	size_t len;
};

/* What was found. */
struct stamp_found {
	enum stamp_verdict verdict;
	enum stamp_wrong wrong; /* with STAMP_FORGED */
	int chain;              /* with STAMP_UNTRUSTED: an X509_V_ERR_ of OpenSSL, or 0 */
};

/* OpenSSL refuses these only for want of memory, or when it is broken. */
void stamp_must(bool ok);

/* Says what the answer says of itself; NULL: it cannot be read, or is a refusal. */
TS_RESP *stamp_said(struct reader *r, struct stamp_bytes answer, struct stamp_found *out);

/* Says the name in a certificate: its common name, else its organisation. */
void stamp_say_authority(struct reader *r, X509 *certificate);

/*
 * Checks an answer against a query: signature, imprint, nonce, policy, purpose of the certificate,
 * and its chain to the certificates in `ca` (NULL: what the system trusts), as of the time of the
 * stamp. Says what it says of itself, and the chain where it is trusted.
 */
struct stamp_found stamp_check(struct reader *r, struct stamp_bytes query,
	struct stamp_bytes answer, const struct stamp_bytes *ca);

#endif
