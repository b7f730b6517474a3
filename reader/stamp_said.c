#include "config.h"

#include "reader/stamp.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What an answer says of itself. */

#define HEX_MOST 256 /* digits of a number */
#define LINE_MOST 1000

void stamp_must(bool ok)
{
	if (!ok)
		abort();
}

static void say(struct reader *r, const char *name, const char *value, size_t len)
{
	struct str text = STR_INIT;

	str_add(&text, name);
	str_add_c(&text, '\0');
	str_add_n(&text, value, len < LINE_MOST ? len : LINE_MOST);
	reader_say(r, SAY_STAMP_SAYS, str_text(&text), text.len);
	str_free(&text);
}

/* False: there is none. */
static bool say_part(struct reader *r, X509_NAME *name, int nid)
{
	int at = X509_NAME_get_index_by_NID(name, nid, -1);
	unsigned char *bytes = NULL;
	int len;

	if (at < 0)
		return false;
	len = ASN1_STRING_to_UTF8(&bytes, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
	if (len > 0)
		say(r, "authority", (const char *)bytes, (size_t)len);
	OPENSSL_free(bytes);
	return len > 0;
}

void stamp_say_authority(struct reader *r, X509 *certificate)
{
	X509_NAME *name = X509_get_subject_name(certificate);

	if (!say_part(r, name, NID_commonName))
		(void)say_part(r, name, NID_organizationName);
}

static void say_hex(struct reader *r, const char *name, const ASN1_INTEGER *integer)
{
	BIGNUM *number = ASN1_INTEGER_to_BN(integer, NULL);
	char *hex;

	stamp_must(number != NULL);
	hex = BN_bn2hex(number);
	stamp_must(hex != NULL);
	for (char *p = hex; *p; p++)
		if (*p >= 'A' && *p <= 'F')
			*p = (char)(*p - 'A' + 'a');
	if (strlen(hex) <= HEX_MOST)
		say(r, name, hex, strlen(hex));
	OPENSSL_free(hex);
	BN_free(number);
}

static void say_time(struct reader *r, const ASN1_GENERALIZEDTIME *time)
{
	struct tm tm = { 0 };
	struct str text = STR_INIT;

	if (!time || !ASN1_TIME_to_tm(time, &tm) || tm.tm_year < 0 || tm.tm_year > 8099)
		return;
	str_addf(&text, "%04d-%02d-%02dT%02d:%02d:%02dZ", tm.tm_year + 1900, tm.tm_mon + 1,
		tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
	say(r, "time", str_text(&text), text.len);
	str_free(&text);
}

static void say_imprint(struct reader *r, TS_TST_INFO *info)
{
	static const char digits[] = "0123456789abcdef";
	TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(info);
	const ASN1_OBJECT *algorithm = NULL;
	ASN1_OCTET_STRING *bytes = TS_MSG_IMPRINT_get_msg(imprint);
	const unsigned char *p = ASN1_STRING_get0_data(bytes);
	char text[64];

	X509_ALGOR_get0(&algorithm, NULL, NULL, TS_MSG_IMPRINT_get_algo(imprint));
	if (OBJ_obj2nid(algorithm) != NID_sha256 ||
		ASN1_STRING_length(bytes) * 2 != (int)sizeof(text))
		return;
	for (size_t i = 0; i < sizeof(text) / 2; i++) {
		text[2 * i] = digits[p[i] >> 4];
		text[2 * i + 1] = digits[p[i] & 15];
	}
	say(r, "imprint", text, sizeof(text));
}

static void say_info(struct reader *r, TS_TST_INFO *info)
{
	char policy[80] = "";

	say_imprint(r, info);
	say_time(r, TS_TST_INFO_get_time(info));
	if (TS_TST_INFO_get_nonce(info))
		say_hex(r, "nonce", TS_TST_INFO_get_nonce(info));
	if (TS_TST_INFO_get_serial(info))
		say_hex(r, "serial", TS_TST_INFO_get_serial(info));
	if (OBJ_obj2txt(policy, sizeof(policy), TS_TST_INFO_get_policy_id(info), 1) > 0)
		say(r, "policy", policy, strlen(policy));
}

/* What the authority says about its refusal. */
static void say_refusal(struct reader *r, TS_STATUS_INFO *status)
{
	const STACK_OF(ASN1_UTF8STRING) *texts = TS_STATUS_INFO_get0_text(status);
	struct str why = STR_INIT;

	for (int i = 0; texts && i < sk_ASN1_UTF8STRING_num(texts) && why.len < LINE_MOST; i++) {
		const ASN1_UTF8STRING *text = sk_ASN1_UTF8STRING_value(texts, i);

		if (i)
			str_add(&why, "; ");
		str_add_n(&why, (const char *)ASN1_STRING_get0_data(text),
			(size_t)ASN1_STRING_length(text));
	}
	say(r, "refusal", str_text(&why), why.len);
	str_free(&why);
}

TS_RESP *stamp_said(struct reader *r, struct stamp_bytes answer, struct stamp_found *out)
{
	const unsigned char *p = answer.bytes;
	TS_RESP *response = answer.len < INT_MAX ? d2i_TS_RESP(NULL, &p, (long)answer.len) : NULL;
	TS_STATUS_INFO *status = response ? TS_RESP_get_status_info(response) : NULL;
	long code = status ? ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(status)) : -1;

	*out = (struct stamp_found){ .verdict = STAMP_UNREADABLE };
	if (!response)
		return NULL;
	if (code == TS_STATUS_GRANTED || code == TS_STATUS_GRANTED_WITH_MODS) {
		if (TS_RESP_get_token(response) && TS_RESP_get_tst_info(response)) {
			out->verdict = STAMP_SAID;
			say_info(r, TS_RESP_get_tst_info(response));
			return response;
		}
	} else {
		out->verdict = STAMP_REFUSED;
		say_refusal(r, status);
	}
	TS_RESP_free(response);
	return NULL;
}
