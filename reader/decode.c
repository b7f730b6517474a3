#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

#include "model/text.h"
#include "reader/formats.h"

#define LOOKED_AT (64 << 10) /* bytes that a guess is made from */

/* The mark at the beginning, or the zeros of UTF-16; NULL: neither. */
static const char *by_beginning(const char *bytes, size_t len, size_t *mark)
{
	size_t even = 0, odd = 0, n = len < 1024 ? len : 1024;

	*mark = 0;
	if (len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3)) {
		*mark = 3;
		return "UTF-8";
	}
	if (len >= 2 && (!memcmp(bytes, "\xff\xfe", 2) || !memcmp(bytes, "\xfe\xff", 2))) {
		*mark = 2;
		return bytes[0] == '\xff' ? "UTF-16LE" : "UTF-16BE";
	}
	for (size_t i = 0; i < n; i++)
		if (!bytes[i])
			i % 2 ? odd++ : even++;
	if (n >= 8 && odd > n / 6 && even < n / 50)
		return "UTF-16LE";
	if (n >= 8 && even > n / 6 && odd < n / 50)
		return "UTF-16BE";
	return NULL;
}

/* What ICU takes it for; never NULL. Lent for good. */
static const char *guess(const char *bytes, size_t len)
{
	static char name[64];
	UErrorCode error = U_ZERO_ERROR;
	UCharsetDetector *d = ucsdet_open(&error);
	const UCharsetMatch *m = NULL;
	const char *found = NULL;

	if (d) {
		ucsdet_setText(d, bytes, (int32_t)(len < LOOKED_AT ? len : LOOKED_AT), &error);
		m = ucsdet_detect(d, &error);
	}
	if (m)
		found = ucsdet_getName(m, &error);
	/* UTF-8 it is not, or it would have been found before. */
	if (U_FAILURE(error) || !found || !strcmp(found, "UTF-8"))
		found = "windows-1252";
	/* The pages of Windows are what is meant where their beginnings are found. */
	if (!strcmp(found, "ISO-8859-1"))
		found = "windows-1252";
	else if (!strncmp(found, "ISO-8859-8", 10))
		found = "windows-1255";
	strncpy(name, found, sizeof(name) - 1);
	ucsdet_close(d);
	return name;
}

bool from_charset(const char *bytes, size_t len, const char *charset, struct str *out)
{
	UErrorCode error = U_ZERO_ERROR;
	UConverter *from = ucnv_open(charset, &error);
	const char *at = bytes, *end = bytes + len;

	if (U_FAILURE(error))
		return false;
	while (at < end && !out->cut) {
		UChar text[4096];
		UChar *to = text;
		char utf8[sizeof(text) / sizeof(text[0]) * 3];
		int32_t n = 0;

		error = U_ZERO_ERROR;
		ucnv_toUnicode(from, &to, text + sizeof(text) / sizeof(text[0]), &at, end, NULL,
			true, &error);
		if (U_FAILURE(error) && error != U_BUFFER_OVERFLOW_ERROR)
			break;
		error = U_ZERO_ERROR;
		u_strToUTF8WithSub(
			utf8, sizeof(utf8), &n, text, (int32_t)(to - text), 0xfffd, NULL, &error);
		if (U_FAILURE(error))
			break;
		str_add_n(out, utf8, (size_t)n);
	}
	ucnv_close(from);
	return true;
}

const char *to_utf8(
	const char *bytes, size_t len, const char *charset, struct str *out, bool *guessed)
{
	size_t mark;
	const char *found = by_beginning(bytes, len, &mark);

	*guessed = false;
	/* What the bytes say themselves counts more than what is said of them. */
	if (!found && charset && *charset && strcasecmp(charset, "utf-8") &&
		from_charset(bytes, len, charset, out))
		return charset;
	if (!found && text_is_utf8(bytes, len))
		found = "UTF-8";
	if (!found) {
		*guessed = true;
		found = guess(bytes, len);
	}
	if (!strcmp(found, "UTF-8"))
		text_put(out, bytes + mark, len - mark);
	else if (!from_charset(bytes + mark, len - mark, found, out))
		text_put(out, bytes, len);
	return found;
}
