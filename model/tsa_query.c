#include "config.h"

#include "model/tsa.h"

#include <openssl/rand.h>
#include <openssl/ts.h>
#include <stdint.h>
#include <stdlib.h>

/* OpenSSL refuses these only for want of memory, or when it is broken. */
static void must(bool ok)
{
	if (!ok)
		abort();
}

void tsa_nonce(char out[TSA_NONCE])
{
	static const char digits[] = "0123456789abcdef";
	unsigned char bytes[8];

	must(RAND_bytes(bytes, sizeof(bytes)) == 1);
	/* A first digit that is not 0 and a number that is not negative, so that it reads back the
	 * same. */
	bytes[0] = (unsigned char)((bytes[0] & 0x7f) | 0x40);
	for (size_t i = 0; i < sizeof(bytes); i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[TSA_NONCE - 1] = '\0';
}

static int digit(char c)
{
	return c >= 'a' ? c - 'a' + 10 : c - '0';
}

static void set_imprint(TS_REQ *req, const char *sha256)
{
	TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
	X509_ALGOR *algorithm = X509_ALGOR_new();
	unsigned char bytes[(HASH_TEXT - 1) / 2];

	must(imprint && algorithm);
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(digit(sha256[2 * i]) << 4 | digit(sha256[2 * i + 1]));
	must(X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL));
	must(TS_MSG_IMPRINT_set_algo(imprint, algorithm));
	must(TS_MSG_IMPRINT_set_msg(imprint, bytes, sizeof(bytes)));
	must(TS_REQ_set_msg_imprint(req, imprint));
	X509_ALGOR_free(algorithm);
	TS_MSG_IMPRINT_free(imprint);
}

static void set_nonce(TS_REQ *req, const char *nonce)
{
	BIGNUM *number = NULL;
	ASN1_INTEGER *integer;

	must(BN_hex2bn(&number, nonce) > 0);
	integer = BN_to_ASN1_INTEGER(number, NULL);
	must(integer && TS_REQ_set_nonce(req, integer));
	ASN1_INTEGER_free(integer);
	BN_free(number);
}

/* NULL: the policy is no OID. */
static TS_REQ *request(const struct tsa_query *q)
{
	TS_REQ *req = TS_REQ_new();
	ASN1_OBJECT *policy = q->policy ? OBJ_txt2obj(q->policy, 1) : NULL;

	must(req && TS_REQ_set_version(req, 1));
	set_imprint(req, q->sha256);
	set_nonce(req, q->nonce);
	must(TS_REQ_set_cert_req(req, 1));
	if (policy)
		must(TS_REQ_set_policy_id(req, policy));
	ASN1_OBJECT_free(policy);
	if (!q->policy || policy)
		return req;
	TS_REQ_free(req);
	return NULL;
}

bool tsa_query_write(const struct tsa_query *q, struct str *der)
{
	TS_REQ *req = request(q);
	unsigned char *bytes = NULL;
	int len;

	if (!req)
		return false;
	len = i2d_TS_REQ(req, &bytes);
	must(len > 0);
	str_add_n(der, (const char *)bytes, (size_t)len);
	OPENSSL_free(bytes);
	TS_REQ_free(req);
	return true;
}
