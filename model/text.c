#include "config.h"

#include "model/text.h"

#include <assert.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "model/mem.h"
#include "model/text_icu.h"

#define REPLACEMENT 0xFFFD
#define TAKE_MAX                                                                                   \
	((size_t)512 << 20) /* in UTF-16 and threefold it still fits what ICU counts with */
#define MARKS_SPACING_MAX 4
#define REF_MAX 64

uint32_t text_next(const char *bytes, size_t len, size_t *used)
{
	const unsigned char *b = (const unsigned char *)bytes;
	uint32_t cp;
	uint32_t least;
	size_t n;
	size_t i;

	assert(len > 0);
	*used = 1;
	if (b[0] < 0x80)
		return b[0];
	if (b[0] >= 0xC2 && b[0] <= 0xDF) {
		n = 2;
		cp = b[0] & 0x1FU;
		least = 0x80;
	} else if ((b[0] & 0xF0) == 0xE0) {
		n = 3;
		cp = b[0] & 0x0FU;
		least = 0x800;
	} else if (b[0] >= 0xF0 && b[0] <= 0xF4) {
		n = 4;
		cp = b[0] & 0x07U;
		least = 0x10000;
	} else {
		return REPLACEMENT;
	}
	if (n > len)
		return REPLACEMENT;
	for (i = 1; i < n; i++) {
		if ((b[i] & 0xC0) != 0x80)
			return REPLACEMENT;
		cp = cp << 6 | (b[i] & 0x3FU);
	}
	if (cp < least || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return REPLACEMENT;
	*used = n;
	return cp;
}

/* A true U+FFFD takes three bytes, so one that took a single byte says that the byte was bad. */
static bool is_bad(uint32_t cp, size_t used)
{
	return cp == REPLACEMENT && used == 1;
}

bool text_is_utf8(const char *bytes, size_t len)
{
	size_t i = 0;
	size_t used;

	for (; i < len; i += used) {
		uint32_t cp = text_next(bytes + i, len - i, &used);

		if (is_bad(cp, used))
			return false;
	}
	return true;
}

/*
 * Whether a code point never changes in NFC, whatever stands beside it, unless that is itself one
 * for which this answers false. Most names are made of such letters alone, and need no ICU.
 */
static bool is_plain(uint32_t cp)
{
	return cp < 0x300 || (cp >= 0x388 && cp <= 0x482) || (cp >= 0x5D0 && cp <= 0x5EA) ||
	       (cp >= 0x620 && cp <= 0x64A) || (cp >= 0x3041 && cp <= 0x3096) ||
	       (cp >= 0x30A1 && cp <= 0x30FA) || (cp >= 0x4E00 && cp <= 0x9FA5) ||
	       (cp >= 0xAC00 && cp <= 0xD7A3);
}

struct survey {
	bool valid;  /* UTF-8 without NUL */
	bool plain;  /* NFC already, for certain */
	bool has_cr; /* line ends need work */
};

static struct survey survey(const char *bytes, size_t len)
{
	struct survey s = { true, true, false };
	unsigned char high = 0;
	size_t used;
	size_t i;

	for (i = 0; i < len; i++)
		high |= (unsigned char)bytes[i];
	s.valid = !memchr(bytes, '\0', len);
	s.has_cr = memchr(bytes, '\r', len);
	if (high < 0x80)
		return s;
	for (i = 0; i < len && s.valid; i += used) {
		uint32_t cp = text_next(bytes + i, len - i, &used);

		if (is_bad(cp, used))
			s.valid = false;
		else if (!is_plain(cp))
			s.plain = false;
	}
	return s;
}

static void trim(const char **bytes, size_t *len)
{
	size_t used;

	while (*len > 0 && u_isUWhiteSpace((UChar32)text_next(*bytes, *len, &used))) {
		*bytes += used;
		*len -= used;
	}
	while (*len > 0) {
		size_t at = *len - 1;

		while (at > 0 && ((unsigned char)(*bytes)[at] & 0xC0) == 0x80)
			at--;
		if (!u_isUWhiteSpace((UChar32)text_next(*bytes + at, *len - at, &used)))
			return;
		*len = at;
	}
}

static void add_with_lf(struct str *out, const char *bytes, size_t len)
{
	const char *end = bytes + len;

	while (bytes < end) {
		const char *cr = memchr(bytes, '\r', (size_t)(end - bytes));

		if (!cr) {
			str_add_n(out, bytes, (size_t)(end - bytes));
			return;
		}
		str_add_n(out, bytes, (size_t)(cr - bytes));
		str_add_c(out, '\n');
		bytes = cr + 1;
		if (bytes < end && *bytes == '\n')
			bytes++;
	}
}

/* Appends UTF-16 as UTF-8. */
void text_add_utf16(struct str *out, const UChar *units, int32_t n)
{
	char small[768];
	char *utf8 = n <= 256 ? small : mem_array((size_t)n, 3);
	int32_t len = 0;
	UErrorCode error = U_ZERO_ERROR;

	u_strToUTF8(utf8, n <= 256 ? (int32_t)sizeof(small) : n * 3, &len, units, n, &error);
	/* Unmatched surrogates cannot come here: every code point was checked before. */
	assert(U_SUCCESS(error));
	str_add_n(out, utf8, (size_t)len);
	if (utf8 != small)
		free(utf8);
}

/* Appends valid UTF-8 in NFC. */
static void add_nfc(struct str *out, const char *bytes, size_t len)
{
	static const UNormalizer2 *nfc; /* a constant of the process */
	UChar small[1024];
	/* One UTF-16 unit a byte at most, and NFC makes at most three of one. */
	size_t cap = len * 4 <= 1024 ? 1024 : len * 4;
	UChar *units = cap <= 1024 ? small : mem_array(cap, sizeof(UChar));
	int32_t n = 0;
	int32_t done;
	UErrorCode error = U_ZERO_ERROR;

	if (!nfc)
		nfc = unorm2_getNFCInstance(&error);
	text_icu_must(error);
	u_strFromUTF8(units, (int32_t)len, &n, bytes, (int32_t)len, &error);
	done = unorm2_spanQuickCheckYes(nfc, units, n, &error);
	if (done == n) {
		str_add_n(out, bytes, len);
	} else {
		n = unorm2_normalize(nfc, units, n, units + len, (int32_t)(cap - len), &error);
		text_icu_must(error);
		text_add_utf16(out, units + len, n);
	}
	if (units != small)
		free(units);
}

enum status text_take(const char *bytes, size_t len, struct str *out)
{
	struct str lines = STR_INIT;
	struct survey s;

	if (len == 0)
		return ST_OK;
	s = survey(bytes, len);
	if (!s.valid || len > TAKE_MAX)
		return ST_INVALID;
	trim(&bytes, &len);
	if (s.plain && !s.has_cr) {
		str_add_n(out, bytes, len);
	} else if (s.plain) {
		add_with_lf(out, bytes, len);
	} else {
		add_with_lf(&lines, bytes, len);
		add_nfc(out, str_text(&lines), lines.len);
		str_free(&lines);
	}
	return ST_OK;
}

static int width_by_icu(UChar32 c)
{
	int8_t kind = u_charType(c);
	int wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);

	if (kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_CONTROL_CHAR ||
		kind == U_LINE_SEPARATOR || kind == U_PARAGRAPH_SEPARATOR)
		return 0;
	if (kind == U_FORMAT_CHAR)
		return u_hasBinaryProperty(c, UCHAR_PREPENDED_CONCATENATION_MARK) ? 1 : 0;
	/* Vowels and finals of Hangul sit in the cell of their first consonant. */
	if ((c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF))
		return 0;
	if (wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ||
		u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION))
		return 2;
	return 1;
}

int text_cell_width(uint32_t cp)
{
	int width;

	if (cp < 0x7F)
		return cp >= 0x20;
	if (cp < 0xA0)
		return 0;
	if (cp > 0x10FFFF)
		return 1;
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) {
		width = wcwidth((wchar_t)cp);
		if (width >= 0)
			return width > 2 ? 2 : width;
	}
	return width_by_icu((UChar32)cp);
}

int text_width(const char *bytes, size_t len)
{
	size_t i = 0;
	size_t used;
	int width = 0;

	for (; i < len; i += used)
		width += text_cell_width(text_next(bytes + i, len - i, &used));
	return width;
}

/* The bytes of the first whole character: a base and what belongs to it. Spacing marks are counted,
 * as each takes a cell. */
static size_t cluster(const char *bytes, size_t len, int *width)
{
	size_t used;
	size_t i;
	int spacing = 0;

	*width = text_cell_width(text_next(bytes, len, &used));
	for (i = used; i < len; i += used) {
		uint32_t cp = text_next(bytes + i, len - i, &used);
		int w = text_cell_width(cp);

		if (cp < 0x300)
			break;
		if (w > 0 && (u_charType((UChar32)cp) != U_COMBINING_SPACING_MARK ||
				     ++spacing > MARKS_SPACING_MAX))
			break;
		*width += w;
	}
	return i;
}

size_t text_fit(const char *bytes, size_t len, int columns, int *width)
{
	size_t fits = 0;
	int taken = 0;

	while (fits < len) {
		int w;
		size_t n = cluster(bytes + fits, len - fits, &w);

		if (taken + w > columns)
			break;
		taken += w;
		fits += n;
	}
	if (width)
		*width = taken;
	return fits;
}

void text_pad(struct str *out, const char *bytes, size_t len, int columns)
{
	size_t fits;
	int width;

	if (columns <= 0)
		return;
	fits = text_fit(bytes, len, columns, &width);
	if (fits < len) {
		fits = text_fit(bytes, len, columns - 1, &width);
		str_add_n(out, bytes, fits);
		str_add_cp(out, 0x2026);
		width++;
	} else {
		str_add_n(out, bytes, fits);
	}
	for (; width < columns; width++)
		str_add_c(out, ' ');
}

bool text_is_ref(const char *text)
{
	size_t len = strlen(text);
	size_t n = 0;
	size_t used;

	for (; len > 0; text += used, len -= used) {
		uint32_t cp = text_next(text, len, &used);
		uint32_t kind = U_MASK(u_charType((UChar32)cp));
		bool begins = kind & (U_GC_L_MASK | U_GC_ND_MASK);
		bool follows = (kind & U_GC_M_MASK) || cp == '-' || cp == '_' || cp == '.';

		if (++n > REF_MAX || !(begins || (n > 1 && follows)) ||
			u_hasBinaryProperty((UChar32)cp, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
			return false;
	}
	return n > 0;
}

bool text_is_rtl(const char *bytes, size_t len)
{
	size_t used;

	for (; len > 0; bytes += used, len -= used) {
		UCharDirection d = u_charDirection((UChar32)text_next(bytes, len, &used));

		if (d == U_LEFT_TO_RIGHT)
			return false;
		if (d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC)
			return true;
	}
	return false;
}
