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

/* ---- what is no table ---- */

struct kind {
	const char *start;
	size_t len;
	const char *what;
	const char *todo;
};

static const char save[] = N_("open it and save the table as CSV");

static const struct kind bytes_of[] = {
	{ "PK\3\4", 4, N_("an Excel or LibreOffice workbook, or another archive"), save },
	{ "\xD0\xCF\x11\xE0", 4, N_("an Excel workbook of the old kind"), save },
	{ "%PDF-", 5, N_("a PDF"), save },
	{ "\x1F\x8B", 2, N_("a compressed file"), N_("unpack it first") },
	{ "SQLite format 3", 15, N_("a database"), save },
	{ "\x89PNG", 4, N_("a picture"), save },
	{ "\xFF\xD8\xFF", 3, N_("a picture"), save },
	{ "\xFF\xFE\0\0", 4, N_("text in UTF-32"), N_("save it as UTF-8") },
	{ "\0\0\xFE\xFF", 4, N_("text in UTF-32"), N_("save it as UTF-8") },
};

/* In lower case; behind a mark and blanks. */
static const struct kind words_of[] = {
	{ "<!doctype", 9, N_("a web page, which some platforms call Excel"), save },
	{ "<html", 5, N_("a web page, which some platforms call Excel"), save },
	{ "<table", 6, N_("a web page, which some platforms call Excel"), save },
	{ "<meta", 5, N_("a web page, which some platforms call Excel"), save },
	{ "<?xml", 5, N_("XML, perhaps of a spreadsheet"), save },
	{ "{\\rtf", 5, N_("a document of a word processor"), save },
	{ "begin:vcard", 11, N_("a file of contacts"),
		N_("contacts are taken in by: import contacts") },
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct kind *find(const struct kind *kinds, size_t n, const char *bytes, size_t len)
{
	for (size_t i = 0; i < n; i++)
		if (len >= kinds[i].len && !memcmp(bytes, kinds[i].start, kinds[i].len))
			return &kinds[i];
	return NULL;
}

static size_t past_blanks(const char *bytes, size_t len, size_t at)
{
	while (at < len && bytes[at] && strchr(" \t\r\n", bytes[at]))
		at++;
	return at;
}

/* No column is called {"data" or [{. */
static bool is_json(const char *bytes, size_t len)
{
	size_t at = past_blanks(bytes, len, 0), next = past_blanks(bytes, len, at + 1);

	if (next >= len)
		return false;
	return (bytes[at] == '{' && bytes[next] == '"') || (bytes[at] == '[' && bytes[next] == '{');
}

const char *sniff_no_table(const char *bytes, size_t len, const char **todo)
{
	static const struct kind json = { "", 0, N_("JSON"),
		N_("export the table as CSV; what e-petitions declare is taken in by: import "
		   "totals") };
	const struct kind *found = find(bytes_of, COUNT(bytes_of), bytes, len);
	char start[16];
	size_t from = len >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3) ? 3 : 0, n = 0;

	if (!found && is_json(bytes + from, len - from))
		found = &json;
	for (size_t at = past_blanks(bytes, len, from); at < len && n < sizeof(start); at++, n++)
		start[n] =
			(char)(bytes[at] >= 'A' && bytes[at] <= 'Z' ? bytes[at] + 32 : bytes[at]);
	if (!found)
		found = find(words_of, COUNT(words_of), start, n);
	*todo = found ? found->todo : NULL;
	return found ? found->what : NULL;
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
