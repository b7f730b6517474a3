#include "config.h"

#include "model/email_canonical.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uidna.h>

#include "model/text.h"
#include "model/text_icu.h"

/* What one provider passes over. */
struct provider {
	const char *domain;  /* in ASCII */
	const char *as;      /* the domain that stands for it; NULL: itself */
	char tag;            /* begins what is passed over up to the @ */
	char dot;            /* stands for a dot; 0: nothing does */
	const char *dropped; /* characters passed over anywhere */
};

/*
 * By domain, for the search. As the providers are known to deliver; their help pages, where each
 * can be checked: Gmail: support.google.com/mail/answer/7436150 (dots), /22370 (tags), /10313
 * (googlemail.com). Microsoft: support.microsoft.com, "Add or remove an email alias";
 * learn.microsoft.com, "Plus Addressing in Exchange Online". Fastmail: fastmail.help, "Plus
 * addressing and subdomain addressing". Apple: support.apple.com/HT201771 (me.com and mac.com are
 * the same mailbox as icloud.com). Proton: proton.me/support/addresses-and-aliases (dots, hyphens
 * and underscores do not count), /support/pm-me-addresses; protonmail.com and proton.me of one name
 * belong to one person. Yahoo: help.yahoo.com, "Disposable email addresses": what follows the
 * hyphen is chosen freely. Yandex: yandex.com/support/mail, "Mailbox address": its domains are one,
 * dot and hyphen are one. All else: RFC 5233, the plus tag; names of mailboxes are told apart by
 * case nowhere in use.
 */
static const struct provider providers[] = {
	{ "fastmail.com", NULL, '+', 0, "" },
	{ "fastmail.fm", NULL, '+', 0, "" },
	{ "gmail.com", NULL, '+', 0, "." },
	{ "googlemail.com", "gmail.com", '+', 0, "." },
	{ "hotmail.com", NULL, '+', 0, "" },
	{ "icloud.com", NULL, '+', 0, "" },
	{ "live.com", NULL, '+', 0, "" },
	{ "mac.com", "icloud.com", '+', 0, "" },
	{ "me.com", "icloud.com", '+', 0, "" },
	{ "msn.com", NULL, '+', 0, "" },
	{ "outlook.com", NULL, '+', 0, "" },
	{ "pm.me", "proton.me", '+', 0, ".-_" },
	{ "proton.me", NULL, '+', 0, ".-_" },
	{ "protonmail.ch", "proton.me", '+', 0, ".-_" },
	{ "protonmail.com", "proton.me", '+', 0, ".-_" },
	{ "rocketmail.com", NULL, '-', 0, "" },
	{ "ya.ru", "yandex.ru", '+', '-', "" },
	{ "yahoo.ca", NULL, '-', 0, "" },
	{ "yahoo.co.in", NULL, '-', 0, "" },
	{ "yahoo.co.jp", NULL, '-', 0, "" },
	{ "yahoo.co.uk", NULL, '-', 0, "" },
	{ "yahoo.com", NULL, '-', 0, "" },
	{ "yahoo.com.ar", NULL, '-', 0, "" },
	{ "yahoo.com.au", NULL, '-', 0, "" },
	{ "yahoo.com.br", NULL, '-', 0, "" },
	{ "yahoo.com.hk", NULL, '-', 0, "" },
	{ "yahoo.com.mx", NULL, '-', 0, "" },
	{ "yahoo.com.tw", NULL, '-', 0, "" },
	{ "yahoo.de", NULL, '-', 0, "" },
	{ "yahoo.es", NULL, '-', 0, "" },
	{ "yahoo.fr", NULL, '-', 0, "" },
	{ "yahoo.it", NULL, '-', 0, "" },
	{ "yandex.by", "yandex.ru", '+', '-', "" },
	{ "yandex.com", "yandex.ru", '+', '-', "" },
	{ "yandex.kz", "yandex.ru", '+', '-', "" },
	{ "yandex.ru", NULL, '+', '-', "" },
	{ "ymail.com", NULL, '-', 0, "" },
};

static const struct provider elsewhere = { NULL, NULL, '+', 0, "" };

static const struct provider *find_provider(const char *domain)
{
	size_t low = 0, high = sizeof(providers) / sizeof(providers[0]);

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(domain, providers[middle].domain);

		if (!order)
			return &providers[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return &elsewhere;
}

/* Opened once, like the collator of text_fold.c. */
static const UIDNA *idna(void)
{
	static UIDNA *one;
	UErrorCode error = U_ZERO_ERROR;

	if (!one)
		one = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII, &error);
	text_icu_must(error);
	return one;
}

bool email_domain(const char *text, size_t len, char domain[EMAIL_DOMAIN_MAX])
{
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UErrorCode error = U_ZERO_ERROR;
	bool plain = true;

	if (len >= EMAIL_DOMAIN_MAX)
		return false;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		plain = plain && c < 0x80;
		domain[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	domain[len] = '\0';
	if (plain)
		return true;
	(void)uidna_nameToASCII_UTF8(
		idna(), text, (int32_t)len, domain, EMAIL_DOMAIN_MAX, &info, &error);
	return U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING && !info.errors;
}

/* In UTF-8: no byte of a longer sequence is one of the characters looked for. */
static void add_local(struct str *out, const struct provider *p, const char *local, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		char c = local[i];

		/* A tag alone is a name. */
		if (c == p->tag && i > 0)
			break;
		if (p->dot && c == p->dot)
			c = '.';
		if (!strchr(p->dropped, c))
			str_add_c(out, (char)(c >= 'A' && c <= 'Z' ? c + 32 : c));
	}
}

/* RFC 6531: letters of any script; an accent makes another mailbox, a capital does not. */
static void add_wide_local(struct str *out, const struct provider *p, const char *local, size_t len)
{
	struct str folded = STR_INIT;
	size_t used;

	for (size_t i = 0; i < len; i += used)
		str_add_cp(
			&folded, (uint32_t)u_foldCase((UChar32)text_next(local + i, len - i, &used),
					 U_FOLD_CASE_DEFAULT));
	add_local(out, p, str_text(&folded), folded.len);
	str_free(&folded);
}

static bool is_ascii(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)text[i] >= 0x80)
			return false;
	return true;
}

static const char *last_at(const char *email, size_t len)
{
	while (len > 0)
		if (email[--len] == '@')
			return email + len;
	return NULL;
}

bool email_canonical(struct str *out, const char *email, size_t len)
{
	const struct provider *p;
	const char *at;
	char domain[EMAIL_DOMAIN_MAX];
	size_t before = out->len, local;

	while (len > 0 && *email == ' ')
		email++, len--;
	while (len > 0 && (email[len - 1] == ' ' || email[len - 1] == '.'))
		len--;
	at = len ? last_at(email, len) : NULL;
	if (!at || at == email || at + 1 == email + len)
		return false;
	local = (size_t)(at - email);
	if (!email_domain(at + 1, len - local - 1, domain))
		return false;
	p = find_provider(domain);
	if (is_ascii(email, local))
		add_local(out, p, email, local);
	else
		add_wide_local(out, p, email, local);
	/* Nothing but what is passed over, such as "..@gmail.com": stays as it is. */
	if (out->len == before)
		str_add_n(out, email, local);
	str_add_c(out, '@');
	str_add(out, p->as ? p->as : domain);
	return true;
}
