/* What the makers of queries and the checkers of answers share. */
#ifndef AMPARO_MODEL_TSA_INTERNAL_H
#define AMPARO_MODEL_TSA_INTERNAL_H

#include <openssl/ts.h>
#include <stdbool.h>

#include "model/tsa.h"

/* OpenSSL refuses these only for want of memory, or when it is broken. */
void tsa_must(bool ok);

/* Never NULL, unless the policy is no OID. The caller frees it. */
TS_REQ *tsa_request(const struct tsa_query *q);

/* Fills what the answer says of itself; NULL: it cannot be read, or is a refusal. */
TS_RESP *tsa_response(const void *der, size_t len, struct tsa_answer *out);

/* The name in a certificate as one line of text: its common name, else its organisation. */
char *tsa_name(X509 *certificate);

#endif
