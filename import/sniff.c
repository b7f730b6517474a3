#include "config.h"

#include "import/sniff.h"

#include <string.h>

#include "model/i18n.h"

/* For each bad place a file must have as many good ones to pass for UTF-8 with a few broken rows.
 */
#define GOOD_FOR_BAD 4

/* What is ASCII but for some NULs reads as UTF-8 too. Of UTF-16 it has every other byte NUL; at
 * least so many of 100 bytes. */
#define NULS_OF_ASCII 25

/* Of 100 pairs of bytes of UTF-16, at least so many are a blank, a line end, a separator, a digit
 * or an ASCII letter; even where all names are Chinese. */
#define NULS_LEAST 4

static unsigned unit_at(const unsigned char *b, size_t i, bool big)
{
	return big ? (unsigned)b[i] << 8 | b[i + 1] : (unsigned)b[i + 1] << 8 | b[i];
}

/* Whether the bytes read well as UTF-16: line ends, no NUL, no half of a pair alone. */
static bool reads_as_utf16(const unsigned char *b, size_t len, bool big)
{
	bool lines = false, lead = false;

	for (size_t i = 0; i + 1 < len; i += 2) {
		unsigned u = unit_at(b, i, big);
		bool trail = u >= 0xDC00 && u <= 0xDFFF;

		if (!u || trail != lead)
			return false;
		lead = u >= 0xD800 && u <= 0xDBFF;
		lines = lines || u == '\n' || u == '\r';
	}
	return lines;
}

static const char *by_nuls(const unsigned char *b, size_t len)
{
	struct sniff_utf8 utf8 = { 0 };
	size_t nuls[2] = { 0, 0 };
	bool big;

	for (size_t i = 0; i < len; i++)
		if (!b[i])
			nuls[i % 2]++;
	big = nuls[0] > nuls[1];
	if (nuls[big ? 0 : 1] * 100 < len / 2 * NULS_LEAST || nuls[big ? 0 : 1] == 0)
		return NULL;
	sniff_utf8_add(&utf8, (const char *)b, len);
	if (!utf8.bad && nuls[big ? 0 : 1] * 100 < len * NULS_OF_ASCII)
		return NULL;
	if (!reads_as_utf16(b, len, big))
		return NULL;
	return big ? "UTF-16BE" : "UTF-16LE";
}

const char *sniff_start(const char *bytes, size_t len, enum sniff_why *why)
{
	const unsigned char *b = (const unsigned char *)bytes;
	const char *found = NULL;

	*why = SNIFF_MARK;
	if (len >= 3 && !memcmp(b, "\xEF\xBB\xBF", 3))
		return "UTF-8";
	if (len >= 2 && !memcmp(b, "\xFF\xFE", 2))
		return "UTF-16LE";
	if (len >= 2 && !memcmp(b, "\xFE\xFF", 2))
		return "UTF-16BE";
	found = by_nuls(b, len - len % 2);
	*why = found ? SNIFF_NULS : SNIFF_NOTHING;
	return found;
}

const char *sniff_no_text(const char *bytes, size_t len)
{
	static const struct {
		const char *start;
		size_t len;
		const char *what;
	} kinds[] = {
		{ "PK\3\4", 4, N_("an Excel or LibreOffice workbook, or another archive") },
		{ "\xD0\xCF\x11\xE0", 4, N_("an Excel workbook of the old kind") },
		{ "%PDF-", 5, N_("a PDF") },
		{ "\x1F\x8B", 2, N_("a compressed file") },
		{ "SQLite format 3", 15, N_("a database") },
		{ "\x89PNG", 4, N_("a picture") },
		{ "\xFF\xD8\xFF", 3, N_("a picture") },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (len >= kinds[i].len && !memcmp(bytes, kinds[i].start, kinds[i].len))
			return kinds[i].what;
	return NULL;
}

/* ---- UTF-8 ---- */

static void note_bad(struct sniff_utf8 *s, int64_t at)
{
	if (!s->bad++)
		s->first_bad = at;
}

/* The first byte of a character above ASCII. Source: Unicode 15, table 3-7. */
static void begin(struct sniff_utf8 *s, unsigned char c)
{
	s->low = 0x80;
	s->high = 0xBF;
	s->begin = s->at;
	if (c >= 0xC2 && c <= 0xDF)
		s->more = 1;
	else if (c >= 0xE0 && c <= 0xEF)
		s->more = 2;
	else if (c >= 0xF0 && c <= 0xF4)
		s->more = 3;
	else
		note_bad(s, s->at);
	if (c == 0xE0)
		s->low = 0xA0;
	else if (c == 0xED)
		s->high = 0x9F;
	else if (c == 0xF0)
		s->low = 0x90;
	else if (c == 0xF4)
		s->high = 0x8F;
}

static void add_byte(struct sniff_utf8 *s, unsigned char c)
{
	if (s->more) {
		if (c >= s->low && c <= s->high) {
			s->low = 0x80;
			s->high = 0xBF;
			if (!--s->more)
				s->good++;
			return;
		}
		s->more = 0;
		note_bad(s, s->begin);
	}
	if (c >= 0x80)
		begin(s, c);
}

void sniff_utf8_add(struct sniff_utf8 *s, const char *bytes, size_t len)
{
	size_t i = 0;

	while (i < len) {
		uint64_t eight;

		/* Most bytes of most files are ASCII: eight at a time. */
		while (!s->more && len - i >= 8) {
			memcpy(&eight, bytes + i, 8);
			if (eight & UINT64_C(0x8080808080808080))
				break;
			i += 8;
			s->at += 8;
		}
		if (i < len) {
			add_byte(s, (unsigned char)bytes[i++]);
			s->at++;
		}
	}
}

void sniff_utf8_end(struct sniff_utf8 *s)
{
	if (s->more)
		note_bad(s, s->begin);
	s->more = 0;
}

bool sniff_utf8_is(const struct sniff_utf8 *s)
{
	return s->good >= s->bad * GOOD_FOR_BAD;
}
