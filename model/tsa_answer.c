#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/date.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "model/tsa_internal.h"

/* What an answer says of itself. */

void tsa_answer_free(struct tsa_answer *a)
{
	free(a->nonce);
	free(a->authority);
	free(a->serial);
	free(a->policy);
	free(a->why);
	str_free(&a->cas);
	memset(a, 0, sizeof(*a));
}

/* Text from outside as one line; NULL where nothing is left. */
static char *take_line(const char *bytes, size_t len)
{
	struct str clean = STR_INIT, text = STR_INIT;

	text_clean(&clean, bytes, len, TEXT_LINE);
	if (text_take(str_text(&clean), clean.len, &text))
		str_clear(&text);
	str_free(&clean);
	if (text.len)
		return str_detach(&text);
	str_free(&text);
	return NULL;
}

static char *name_part(X509_NAME *name, int nid)
{
	int at = X509_NAME_get_index_by_NID(name, nid, -1);
	unsigned char *bytes = NULL;
	char *text;
	int len;

	if (at < 0)
		return NULL;
	len = ASN1_STRING_to_UTF8(&bytes, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
	text = len > 0 ? take_line((const char *)bytes, (size_t)len) : NULL;
	OPENSSL_free(bytes);
	return text;
}

char *tsa_name(X509 *certificate)
{
	X509_NAME *name = X509_get_subject_name(certificate);
	char *text = name_part(name, NID_commonName);

	if (!text)
		text = name_part(name, NID_organizationName);
	return text ? text : mem_text(_("an authority without a name"));
}

static char *hex_of(const ASN1_INTEGER *integer)
{
	BIGNUM *number = ASN1_INTEGER_to_BN(integer, NULL);
	char *hex, *text;

	tsa_must(number != NULL);
	hex = BN_bn2hex(number);
	tsa_must(hex != NULL);
	for (char *p = hex; *p; p++)
		if (*p >= 'A' && *p <= 'F')
			*p = (char)(*p - 'A' + 'a');
	text = mem_text(hex);
	OPENSSL_free(hex);
	BN_free(number);
	return text;
}

static void read_time(const ASN1_GENERALIZEDTIME *time, char out[21])
{
	struct tm tm = { 0 };
	struct date d;
	struct str text = STR_INIT;
	char day[DATE_TEXT_MAX];

	if (!time || !ASN1_TIME_to_tm(time, &tm) || tm.tm_year < 0 || tm.tm_year > 8099)
		return;
	d = (struct date){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, DATE_SURE };
	date_format(&d, day);
	str_addf(&text, "%sT%02d:%02d:%02dZ", day, tm.tm_hour, tm.tm_min, tm.tm_sec);
	if (text.len == 20)
		memcpy(out, str_text(&text), 21);
	str_free(&text);
}

static void read_imprint(TS_TST_INFO *info, char out[HASH_TEXT])
{
	static const char digits[] = "0123456789abcdef";
	TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(info);
	const ASN1_OBJECT *algorithm = NULL;
	ASN1_OCTET_STRING *bytes = TS_MSG_IMPRINT_get_msg(imprint);
	const unsigned char *p = ASN1_STRING_get0_data(bytes);

	X509_ALGOR_get0(&algorithm, NULL, NULL, TS_MSG_IMPRINT_get_algo(imprint));
	if (OBJ_obj2nid(algorithm) != NID_sha256 || ASN1_STRING_length(bytes) * 2 != HASH_TEXT - 1)
		return;
	for (int i = 0; i < (HASH_TEXT - 1) / 2; i++) {
		out[2 * i] = digits[p[i] >> 4];
		out[2 * i + 1] = digits[p[i] & 15];
	}
	out[HASH_TEXT - 1] = '\0';
}

static void read_info(TS_TST_INFO *info, struct tsa_answer *out)
{
	char policy[80] = "";

	read_imprint(info, out->imprint);
	read_time(TS_TST_INFO_get_time(info), out->time);
	if (TS_TST_INFO_get_nonce(info))
		out->nonce = hex_of(TS_TST_INFO_get_nonce(info));
	if (TS_TST_INFO_get_serial(info))
		out->serial = hex_of(TS_TST_INFO_get_serial(info));
	if (OBJ_obj2txt(policy, sizeof(policy), TS_TST_INFO_get_policy_id(info), 1) > 0)
		out->policy = mem_text(policy);
}

/* What the authority says about its refusal. */
static char *refusal(TS_STATUS_INFO *status)
{
	const STACK_OF(ASN1_UTF8STRING) *texts = TS_STATUS_INFO_get0_text(status);
	struct str why = STR_INIT;
	char *line;

	for (int i = 0; texts && i < sk_ASN1_UTF8STRING_num(texts); i++) {
		const ASN1_UTF8STRING *text = sk_ASN1_UTF8STRING_value(texts, i);

		str_addf(&why, "%s%.*s", i ? "; " : "", ASN1_STRING_length(text),
			(const char *)ASN1_STRING_get0_data(text));
	}
	line = take_line(str_text(&why), why.len);
	str_free(&why);
	return line ? line : mem_text(_("it does not say why"));
}

TS_RESP *tsa_response(const void *der, size_t len, struct tsa_answer *out)
{
	const unsigned char *p = der;
	TS_RESP *response = len < INT_MAX ? d2i_TS_RESP(NULL, &p, (long)len) : NULL;
	TS_STATUS_INFO *status = response ? TS_RESP_get_status_info(response) : NULL;
	long code = status ? ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(status)) : -1;

	memset(out, 0, sizeof(*out));
	if (!response) {
		out->state = TSA_UNREADABLE;
		return NULL;
	}
	if (code == TS_STATUS_GRANTED || code == TS_STATUS_GRANTED_WITH_MODS) {
		if (TS_RESP_get_token(response) && TS_RESP_get_tst_info(response)) {
			out->state = TSA_FORGED; /* until it is checked */
			read_info(TS_RESP_get_tst_info(response), out);
			return response;
		}
		out->state = TSA_UNREADABLE;
	} else {
		out->state = TSA_REFUSED;
		out->why = refusal(status);
	}
	TS_RESP_free(response);
	return NULL;
}

void tsa_read(const void *der, size_t len, struct tsa_answer *out)
{
	TS_RESP_free(tsa_response(der, len, out));
}
