#include "config.h"

#include "model/mark_scheme.h"

#include <assert.h>
#include <string.h>

#include "model/text.h"

#define ALEF 0x05D0 /* the Hebrew letters lie in order from here, finals among them */
#define TAV 0x05EA

enum mark_style mark_style_named(const char *name)
{
	if (name && !strcmp(name, "letters"))
		return MARK_LETTERS;
	return name && !strcmp(name, "hebrew") ? MARK_HEBREW : MARK_NUMBERS;
}

/* ---- numerals ---- */

/* A to Z, AA, AB: there is no letter for nothing, so that Z is followed by AA. */
static void write_letters(int64_t n, struct str *out)
{
	char letters[16];
	size_t at = sizeof(letters);

	for (; n > 0; n = (n - 1) / 26)
		letters[--at] = (char)('A' + (n - 1) % 26);
	str_add_n(out, letters + at, sizeof(letters) - at);
}

static bool write_hebrew(int64_t n, struct str *out)
{
	static const uint32_t ones[] = { 0, 0x05D0, 0x05D1, 0x05D2, 0x05D3, 0x05D4, 0x05D5, 0x05D6,
		0x05D7, 0x05D8 };
	static const uint32_t tens[] = { 0, 0x05D9, 0x05DB, 0x05DC, 0x05DE, 0x05E0, 0x05E1, 0x05E2,
		0x05E4, 0x05E6 };
	static const uint32_t hundreds[] = { 0x05E7, 0x05E8, 0x05E9, TAV };

	if (n > MARK_HEBREW_MAX)
		return false;
	for (; n >= 400; n -= 400)
		str_add_cp(out, TAV);
	if (n >= 100)
		str_add_cp(out, hundreds[n / 100 - 1]);
	n %= 100;
	/* Nine and six, nine and seven. */
	if (n == 15 || n == 16) {
		str_add_cp(out, ones[9]);
		str_add_cp(out, ones[n - 9]);
		return true;
	}
	if (n >= 10)
		str_add_cp(out, tens[n / 10]);
	if (n % 10)
		str_add_cp(out, ones[n % 10]);
	return true;
}

static bool write_in(enum mark_style style, int64_t n, struct str *out)
{
	if (style == MARK_HEBREW)
		return write_hebrew(n, out);
	if (style == MARK_LETTERS)
		write_letters(n, out);
	else
		str_addf(out, "%lld", (long long)n);
	return true;
}

/* ---- marks ---- */

static bool is_hebrew(uint32_t c)
{
	return c >= ALEF && c <= TAV;
}

static bool has_hebrew(const char *text)
{
	size_t used;

	for (size_t len = text ? strlen(text) : 0; len; text += used, len -= used)
		if (is_hebrew(text_next(text, len, &used)))
			return true;
	return false;
}

/* Letters after numbers, in the prefix's script; numbers after letters. */
static enum mark_style late_style(const struct mark_scheme *s)
{
	if (s->style != MARK_NUMBERS)
		return MARK_NUMBERS;
	return has_hebrew(s->prefix) ? MARK_HEBREW : MARK_LETTERS;
}

bool mark_write_late(const struct mark_scheme *s, int64_t late, struct str *out)
{
	return !late || write_in(late_style(s), late, out);
}

/* A letter or a digit: of ASCII, or anything beyond it but dashes and the like. */
static bool ends_in_word(const char *prefix)
{
	unsigned char c = (unsigned char)prefix[strlen(prefix) - 1];

	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       c >= 0x80;
}

bool mark_write(const struct mark_scheme *s, int64_t number, int64_t late, struct str *out)
{
	const size_t before = out->len;

	assert(number > 0 && late >= 0);
	if (s->prefix && *s->prefix) {
		str_add(out, s->prefix);
		if (ends_in_word(s->prefix))
			str_add_c(out, ' ');
	}
	if (write_in(s->style, number, out) && mark_write_late(s, late, out))
		return true;
	out->len = before;
	if (out->data)
		out->data[before] = '\0';
	return false;
}

/* ---- reading ---- */

/* As far as it goes; what is read wrongly is not written the same again. */
static int64_t read_hebrew(const char **text)
{
	static const int values[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 20, 30, 0, 40, 0, 50, 60,
		70, 0, 80, 0, 90, 100, 200, 300, 400 };
	int64_t n = 0;
	size_t used;

	while (**text && n <= MARK_HEBREW_MAX) {
		uint32_t c = text_next(*text, strlen(*text), &used);

		if (!is_hebrew(c))
			break;
		n += values[c - ALEF];
		*text += used;
	}
	return n;
}

#define NUMBER_MAX 1000000000 /* beyond what a court will ever mark */

static int64_t read_in(enum mark_style style, const char **text)
{
	int64_t n = 0;

	if (style == MARK_HEBREW)
		return read_hebrew(text);
	for (; n < NUMBER_MAX; ++*text)
		if (style == MARK_LETTERS && **text >= 'A' && **text <= 'Z')
			n = n * 26 + **text - 'A' + 1;
		else if (style == MARK_NUMBERS && **text >= '0' && **text <= '9')
			n = n * 10 + **text - '0';
		else
			break;
	return n;
}

bool mark_read(const struct mark_scheme *s, const char *mark, int64_t *number, int64_t *late)
{
	const size_t len = s->prefix ? strlen(s->prefix) : 0;
	struct str again = STR_INIT;
	const char *rest = mark;
	bool same;

	if (len && strncmp(mark, s->prefix, len) != 0)
		return false;
	rest += len;
	rest += *rest == ' ';
	*number = read_in(s->style, &rest);
	*late = read_in(late_style(s), &rest);
	same = *number > 0 && mark_write(s, *number, *late, &again) &&
	       !strcmp(str_text(&again), mark);
	str_free(&again);
	return same;
}

bool mark_has_word(const char *mark)
{
	const char *blank = strchr(mark, ' ');

	return blank && blank > mark && blank[1];
}
