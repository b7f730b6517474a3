/*
 * Time stamps by an authority: queries, and what was found in the answers. Queries are written here
 * with OpenSSL; answers and certificates come from outside and are parsed where they can do no
 * harm, by a tsa_look_fn.
 * Sources: RFC 3161 (the protocol), RFC 5816 (certificate identifiers), RFC 5280 (chains).
 */
#ifndef AMPARO_MODEL_TSA_H
#define AMPARO_MODEL_TSA_H

#include <stdbool.h>
#include <stddef.h>

#include "model/db.h"
#include "model/hash.h"
#include "model/status.h"
#include "model/str.h"

#define TSA_NONCE 17 /* 16 hexadecimal digits and a NUL */

/* What is asked: the imprint, a number that must come back, the rules (an OID; NULL: any). */
struct tsa_query {
	const char *sha256, *nonce, *policy; /* lent */
};

void tsa_nonce(char out[TSA_NONCE]); /* a new one, random */

/* The query in DER, with the wish for the authority's certificate; appended. False: the policy is
 * no OID. */
bool tsa_query_write(const struct tsa_query *q, struct str *der);

enum tsa_state {
	TSA_UNREADABLE, /* it is no answer; `why` may say more */
	TSA_REFUSED,    /* the authority refused; `why` has its words */
	TSA_SAID,       /* there was no query to check it against: what it says of itself */
	TSA_FORGED,    /* it does not answer the query, or is not whole; `why` says what is wrong */
	TSA_UNTRUSTED, /* whole, but its certificate could not be traced to one that is trusted */
	TSA_TRUSTED,
};

/* All text is owned, UTF-8 in one line; NULL where it is not said. */
struct tsa_answer {
	enum tsa_state state;
	char imprint[HASH_TEXT]; /* of SHA-256; "" otherwise */
	char time[21];           /* UTC */
	char *nonce, *authority, *serial, *policy;
	char *why;      /* translated, the end of a sentence */
	struct str cas; /* TSA_TRUSTED: the certificates it was traced to, as PEM */
};

void tsa_answer_free(struct tsa_answer *a);

/* An answer to be looked at. */
struct tsa_look {
	const struct str *answer;      /* DER; lent */
	const struct tsa_query *query; /* lent; NULL: only what it says of itself */
	/* Certificates to trust, PEM; lent. NULL: what the system trusts. Empty: none. */
	const struct str *ca;
	struct tsa_answer out; /* tsa_answer_free() it */
};

/*
 * Looks at each: signature, imprint, nonce, policy, purpose of the certificate, and its chain to
 * `ca` as of the time of the stamp. One that cannot be looked at without harm is TSA_UNREADABLE,
 * and says why. `out` of all is set, also on failure. ST_IO: it cannot be done here. ST_STOPPED.
 */
typedef enum status tsa_look_fn(struct db *db, struct tsa_look *looks, size_t n);

#endif
