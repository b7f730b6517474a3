#include "config.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <time.h>

#include "reader/stamp.h"

/* Whether an answer is one to our query, whole, and from somebody who is trusted. */

/* The time of the stamp: certificates that ran out since were good then. */
static void set_time(X509_STORE *store, TS_RESP *response)
{
	struct tm tm = { 0 };
	time_t at;

	if (!ASN1_TIME_to_tm(TS_TST_INFO_get_time(TS_RESP_get_tst_info(response)), &tm))
		return;
	at = timegm(&tm);
	X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), at);
}

static STACK_OF(X509) * certificates_in(TS_RESP *response)
{
	PKCS7 *token = TS_RESP_get_token(response);

	return PKCS7_type_is_signed(token) && token->d.sign ? token->d.sign->cert : NULL;
}

/*
 * A store that trusts the certificates which came with the answer, as they are: what holds against
 * it is in order but for the question who vouches for the authority.
 */
static X509_STORE *store_of_answer(TS_RESP *response)
{
	STACK_OF(X509) *own = certificates_in(response);
	X509_STORE *store = X509_STORE_new();

	stamp_must(store != NULL);
	for (int i = 0; own && i < sk_X509_num(own); i++)
		(void)X509_STORE_add_cert(store, sk_X509_value(own, i));
	X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);
	set_time(store, response);
	return store;
}

/* NULL: no certificate is in it. */
static X509_STORE *store_of_ca(const struct stamp_bytes *ca, TS_RESP *response)
{
	X509_STORE *store = X509_STORE_new();
	BIO *bio = ca && ca->len ? BIO_new_mem_buf(ca->bytes, (int)ca->len) : NULL;
	X509 *one = NULL;
	int n = 0;

	stamp_must(store != NULL);
	if (!ca)
		(void)X509_STORE_set_default_paths(store);
	while (bio && (one = PEM_read_bio_X509(bio, NULL, NULL, NULL))) {
		(void)X509_STORE_add_cert(store, one);
		X509_free(one);
		n++;
	}
	BIO_free(bio);
	ERR_clear_error();
	/* What was kept of a chain may end below its root. */
	if (ca)
		X509_STORE_set_flags(store, X509_V_FLAG_PARTIAL_CHAIN);
	set_time(store, response);
	if (!ca || n)
		return store;
	X509_STORE_free(store);
	return NULL;
}

static enum stamp_wrong wrong_of(unsigned long error)
{
	if (ERR_GET_LIB(error) != ERR_LIB_TS)
		return STAMP_SIGNATURE;
	switch (ERR_GET_REASON(error)) {
	case TS_R_MESSAGE_IMPRINT_MISMATCH:
		return STAMP_IMPRINT;
	case TS_R_NONCE_MISMATCH:
	case TS_R_NONCE_NOT_RETURNED:
		return STAMP_NONCE;
	case TS_R_POLICY_MISMATCH:
		return STAMP_POLICY;
	case TS_R_CERTIFICATE_VERIFY_ERROR:
		return STAMP_CERTIFICATE;
	case TS_R_ESS_SIGNING_CERTIFICATE_ERROR:
	case TS_R_ESS_ADD_SIGNING_CERT_ERROR:
		return STAMP_OTHER_CERTIFICATE;
	default:
		return STAMP_SIGNATURE;
	}
}

/* The query is ours: what cannot be read of it is damage. */
static bool answers_query(TS_RESP *response, struct stamp_bytes query, struct stamp_found *out)
{
	const unsigned char *p = query.bytes;
	TS_REQ *request = d2i_TS_REQ(NULL, &p, (long)query.len);
	TS_VERIFY_CTX *context;
	bool whole;

	out->wrong = STAMP_SIGNATURE;
	if (!request)
		return false;
	context = TS_REQ_to_TS_VERIFY_CTX(request, NULL);
	stamp_must(context != NULL);
	TS_VERIFY_CTX_add_flags(context, TS_VFY_SIGNATURE);
	TS_VERIFY_CTX_set_store(context, store_of_answer(response));
	ERR_clear_error();
	whole = TS_RESP_verify_response(context, response) == 1;
	if (!whole)
		out->wrong = wrong_of(ERR_peek_error());
	TS_VERIFY_CTX_free(context);
	TS_REQ_free(request);
	ERR_clear_error();
	return whole;
}

/* Who signed it; checked before. */
static X509 *signer_of(TS_RESP *response)
{
	STACK_OF(X509) *signers =
		PKCS7_get0_signers(TS_RESP_get_token(response), NULL, PKCS7_NOVERIFY);
	X509 *signer = signers && sk_X509_num(signers) == 1 ? sk_X509_value(signers, 0) : NULL;

	sk_X509_free(signers);
	return signer;
}

/* The certificates above the authority's own, or that one alone where it is trusted itself. */
static void say_chain(struct reader *r, STACK_OF(X509) * chain)
{
	BIO *bio = BIO_new(BIO_s_mem());
	char *bytes = NULL;
	long len;

	stamp_must(bio != NULL);
	for (int i = sk_X509_num(chain) > 1 ? 1 : 0; i < sk_X509_num(chain); i++)
		stamp_must(PEM_write_bio_X509(bio, sk_X509_value(chain, i)));
	len = BIO_get_mem_data(bio, &bytes);
	reader_say(r, SAY_STAMP_CHAIN, bytes, (size_t)len);
	BIO_free(bio);
}

static void trace(struct reader *r, TS_RESP *response, X509 *signer, const struct stamp_bytes *ca,
	struct stamp_found *out)
{
	X509_STORE *store = store_of_ca(ca, response);
	X509_STORE_CTX *context = X509_STORE_CTX_new();

	out->verdict = STAMP_UNTRUSTED;
	stamp_must(context != NULL);
	if (store) {
		stamp_must(X509_STORE_CTX_init(context, store, signer, certificates_in(response)));
		X509_STORE_CTX_set_purpose(context, X509_PURPOSE_TIMESTAMP_SIGN);
		if (X509_verify_cert(context) == 1) {
			out->verdict = STAMP_TRUSTED;
			say_chain(r, X509_STORE_CTX_get0_chain(context));
		} else {
			out->chain = X509_STORE_CTX_get_error(context);
		}
	}
	X509_STORE_CTX_free(context);
	X509_STORE_free(store);
	ERR_clear_error();
}

struct stamp_found stamp_check(struct reader *r, struct stamp_bytes query,
	struct stamp_bytes answer, const struct stamp_bytes *ca)
{
	struct stamp_found found;
	TS_RESP *response = stamp_said(r, answer, &found);
	X509 *signer;

	if (!response)
		return found;
	found.verdict = STAMP_FORGED;
	if (answers_query(response, query, &found)) {
		signer = signer_of(response);
		found.wrong = STAMP_NOBODY;
		if (signer) {
			stamp_say_authority(r, signer);
			trace(r, response, signer, ca, &found);
		}
	}
	TS_RESP_free(response);
	return found;
}
