/* What may stand in an attribute or a text node: cleaning, ids, addresses, language tags. */
#include "config.h"

#include "export/docbook.h"

#include <libxml/uri.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Most text is plain ASCII, which no rule changes. */
static bool is_plain(const char *text, size_t len, enum text_shape shape)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if ((c < 0x20 || c > 0x7e) && !(c == '\n' && shape == TEXT_LINES))
			return false;
	}
	return true;
}

static bool xml_allows(uint32_t cp)
{
	return cp == '\n' || (cp >= 0x20 && cp <= 0xd7ff) || (cp >= 0xe000 && cp <= 0xfffd) ||
	       (cp >= 0x10000 && cp <= 0x10ffff);
}

/* A net under text_clean(): one character that XML forbids would make the whole document
 * unreadable. */
static void add_allowed(struct str *out, const char *text, size_t len)
{
	size_t used;

	for (size_t i = 0; i < len; i += used) {
		uint32_t cp = text_next(text + i, len - i, &used);

		if (xml_allows(cp))
			str_add_n(out, text + i, used);
		else
			str_add_cp(out, 0xfffd);
	}
}

void docbook_clean(struct str *out, const char *text, size_t len, enum text_shape shape)
{
	struct str people = STR_INIT;

	if (is_plain(text, len, shape)) {
		str_add_n(out, text, len);
		return;
	}
	text_clean(&people, text, len, shape);
	add_allowed(out, str_text(&people), people.len);
	str_free(&people);
}

void docbook_id(struct str *out, const char *prefix, const char *ref)
{
	size_t len = strlen(ref), used;

	str_addf(out, "%s-", prefix);
	for (size_t i = 0; i < len; i += used) {
		uint32_t cp = text_next(ref + i, len - i, &used);
		char c = cp < 0x80 ? (char)cp : 0;

		if (is_letter(c) || is_digit(c) || c == '.' || c == '-')
			str_add_c(out, c);
		else
			str_addf(out, "_%x_", (unsigned)cp);
	}
}

/* Unreserved and reserved characters (RFC 3986, 2.2 and 2.3), without the brackets. */
static bool href_allows(char c)
{
	return c && (is_letter(c) || is_digit(c) || strchr("-._~:/?#@!$&'()*+,;=", c));
}

bool docbook_href(struct str *out, const char *url)
{
	struct str href = STR_INIT;
	bool in_fragment = false, good;
	xmlURI *uri;

	if (strncasecmp(url, "http://", 7) && strncasecmp(url, "https://", 8))
		return false;
	for (const char *p = url; *p; p++) {
		bool kept = *p == '%' ? is_hex(p[1]) && is_hex(p[2]) : href_allows(*p);

		if (*p == '#') {
			kept = !in_fragment;
			in_fragment = true;
		}
		if (kept)
			str_add_c(&href, *p);
		else
			str_addf(&href, "%%%02X", (unsigned)(unsigned char)*p);
	}
	uri = xmlParseURI(str_text(&href));
	good = uri && uri->server && *uri->server;
	if (good)
		str_add_n(out, str_text(&href), href.len);
	xmlFreeURI(uri);
	str_free(&href);
	return good;
}

bool docbook_is_lang(const char *lang)
{
	size_t part = 0;
	bool first = true;

	for (const char *p = lang;; p++) {
		if (*p && *p != '-') {
			if (!is_letter(*p) && (first || !is_digit(*p)))
				return false;
			part++;
			continue;
		}
		if (part < (first ? 2 : 1) || part > 8)
			return false;
		if (!*p)
			return true;
		first = false;
		part = 0;
	}
}

static bool is_one_of(const char *word, size_t len, const char *const *words)
{
	for (; *words; words++)
		if (strlen(*words) == len && !strncasecmp(*words, word, len))
			return true;
	return false;
}

bool docbook_is_rtl(const char *lang)
{
	static const char *const scripts[] = { "Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg",
		"Samr", "Syrc", "Thaa", NULL };
	static const char *const languages[] = { "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji",
		"ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi", NULL };
	size_t len = strcspn(lang, "-");

	for (const char *p = lang + len; *p == '-';) {
		size_t part = strcspn(++p, "-");

		if (part == 4 && is_letter(*p))
			return is_one_of(p, part, scripts);
		p += part;
	}
	return is_one_of(lang, len, languages);
}
