/* Text for comparing: folding, sort keys and the slugs that references are made from. */
#include "config.h"

#include "model/text.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>
#include <unicode/uversion.h>

#include "model/mem.h"
#include "model/text_icu.h"

/*
 * The normaliser, the collator and the transliterator are constants of the process: each is
 * opened when it is first needed, never changed, and kept until the end. There is one thread.
 */
#define SPAN 256       /* UTF-16 units that are normalised at a time */
#define SPAN_GROWTH 18 /* U+FDFA becomes eighteen letters, the most in Unicode */
#define KEY_MAX 48     /* bytes of a sort key */
#define KEY_UNITS 256  /* units that can matter to so many bytes */
#define SLUG_MAX 40    /* bytes of a slug */
#define SLUG_UNITS 160 /* units of a title that can matter to so many bytes */
#define SLUG_GROWTH 16 /* a Chinese character becomes a syllable and a space */

/* Units that wait to be normalised together. */
struct span {
	const UNormalizer2 *nfkd;
	struct str *out;
	UChar *units; /* `small`, or owned once marks without end have filled that */
	int32_t n;
	int32_t cap;
	UChar small[SPAN];
};

static const UNormalizer2 *nfkd_instance(void)
{
	static const UNormalizer2 *nfkd;
	UErrorCode error = U_ZERO_ERROR;

	if (!nfkd)
		nfkd = unorm2_getNFKDInstance(&error);
	text_icu_must(error);
	return nfkd;
}

/*
 * The marks that are diacritics of Latin, Greek, Cyrillic, Hebrew and Arabic. Others make a letter
 * another one, such as the voicing of kana or the vowels of Devanagari, and stay.
 */
static bool is_diacritic(UChar32 c)
{
	static const struct {
		UChar32 first;
		UChar32 last;
	} marks[] = {
		{ 0x0300, 0x036F },
		{ 0x0483, 0x0489 },
		{ 0x0591, 0x05BD },
		{ 0x05BF, 0x05BF },
		{ 0x05C1, 0x05C2 },
		{ 0x05C4, 0x05C5 },
		{ 0x05C7, 0x05C7 },
		{ 0x0610, 0x061A },
		{ 0x064B, 0x065F },
		{ 0x0670, 0x0670 },
		{ 0x06D6, 0x06DC },
		{ 0x06DF, 0x06E4 },
		{ 0x06E7, 0x06E8 },
		{ 0x06EA, 0x06ED },
		{ 0x0898, 0x089F },
		{ 0x08CA, 0x08E1 },
		{ 0x08E3, 0x08FF },
		{ 0x1AB0, 0x1AFF },
		{ 0x1DC0, 0x1DFF },
		{ 0x20D0, 0x20FF },
		{ 0x2DE0, 0x2DFF },
		{ 0xA66F, 0xA67D },
		{ 0xFB1E, 0xFB1E },
		{ 0xFE20, 0xFE2F },
	};
	size_t i;

	for (i = 0; i < sizeof(marks) / sizeof(marks[0]) && c >= marks[i].first; i++)
		if (c <= marks[i].last)
			return true;
	return false;
}

/* What does not count when text is compared. */
static bool is_dropped(UChar32 c)
{
	switch (c) {
	case 0x0640: /* tatweel, and its forms that carry a vowel */
	case 0xFCF2:
	case 0xFCF3:
	case 0xFCF4:
	case 0xFE71:
	case 0xFE77:
	case 0xFE79:
	case 0xFE7B:
	case 0xFE7D:
	case 0xFE7F:
		return true;
	default:
		return is_diacritic(c) ||
		       u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
	}
}

/* Letters that Unicode neither takes apart nor folds to one another, though people do. */
static const char *latin_base(UChar32 c)
{
	switch (c) {
	case 0x00DF: /* sharp s, small and capital */
	case 0x1E9E:
		return "ss";
	case 0x0131: /* dotless i: its capital is an ordinary I */
		return "i";
	case 0x00D8: /* with a stroke */
	case 0x00F8:
		return "o";
	case 0x0110:
	case 0x0111:
		return "d";
	case 0x0126:
	case 0x0127:
		return "h";
	case 0x0141:
	case 0x0142:
		return "l";
	default:
		return NULL;
	}
}

static void add_folded(struct str *out, UChar32 c)
{
	const char *base;

	if (c < 0x80) {
		str_add_c(out, (char)(c >= 'A' && c <= 'Z' ? c + 32 : c));
		return;
	}
	if (is_dropped(c))
		return;
	base = latin_base(c);
	if (base)
		str_add(out, base);
	else
		str_add_cp(out, (uint32_t)u_foldCase(c, U_FOLD_CASE_DEFAULT));
}

static void flush(struct span *s)
{
	UChar small[SPAN * SPAN_GROWTH];
	UChar *done = s->n <= SPAN ? small : mem_array((size_t)s->n, SPAN_GROWTH * sizeof(UChar));
	UErrorCode error = U_ZERO_ERROR;
	int32_t cap = s->n <= SPAN ? SPAN * SPAN_GROWTH : s->n * SPAN_GROWTH;
	int32_t n = unorm2_normalize(s->nfkd, s->units, s->n, done, cap, &error);
	int32_t i = 0;

	text_icu_must(error);
	while (i < n) {
		UChar unit = done[i++];

		if (U16_IS_LEAD(unit) && i < n)
			add_folded(s->out, U16_GET_SUPPLEMENTARY(unit, done[i++]));
		else
			add_folded(s->out, unit);
	}
	s->n = 0;
	if (done != small)
		free(done);
}

static void grow(struct span *s)
{
	s->cap *= 2;
	if (s->units == s->small) {
		s->units = mem_array((size_t)s->cap, sizeof(UChar));
		memcpy(s->units, s->small, sizeof(s->small));
	} else {
		s->units = mem_resize(s->units, (size_t)s->cap, sizeof(UChar));
	}
}

/*
 * What is dropped goes before anything is put in order, so that marks on both sides of it meet.
 * A span ends where nothing before can change what follows.
 */
static void push(struct span *s, UChar32 c)
{
	if (is_dropped(c))
		return;
	if (s->n > SPAN / 2 && unorm2_hasBoundaryBefore(s->nfkd, c))
		flush(s);
	if (s->n > s->cap - 2)
		grow(s);
	if (c > 0xFFFF) {
		s->units[s->n++] = U16_LEAD(c);
		s->units[s->n++] = U16_TRAIL(c);
	} else {
		s->units[s->n++] = (UChar)c;
	}
}

static size_t ascii_run(const char *bytes, size_t len)
{
	size_t i = 0;

	while (i < len && (unsigned char)bytes[i] < 0x80)
		i++;
	return i;
}

static void add_lower(struct str *out, const char *bytes, size_t len)
{
	char lower[128];

	while (len > 0) {
		size_t n = len < sizeof(lower) ? len : sizeof(lower);
		size_t i;

		for (i = 0; i < n; i++) {
			char c = bytes[i];

			lower[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
		}
		str_add_n(out, lower, n);
		bytes += n;
		len -= n;
	}
}

void text_fold(struct str *out, const char *bytes, size_t len)
{
	struct span s;
	size_t i = ascii_run(bytes, len);

	add_lower(out, bytes, i);
	if (i == len)
		return;
	s.nfkd = nfkd_instance();
	s.out = out;
	s.units = s.small;
	s.cap = SPAN;
	s.n = 0;
	while (i < len) {
		size_t used;
		uint32_t cp = text_next(bytes + i, len - i, &used);

		if (cp != 0xFFFD || used > 1)
			push(&s, (UChar32)cp);
		i += used;
	}
	flush(&s);
	if (s.units != s.small)
		free(s.units);
}

static UCollator *collator(void)
{
	static UCollator *root;
	UErrorCode error = U_ZERO_ERROR;

	if (root)
		return root;
	root = ucol_open("", &error);
	text_icu_must(error);
	ucol_setStrength(root, UCOL_TERTIARY);
	return root;
}

/* The first code points of `bytes` in UTF-16; `cap` bounds the units. */
static int32_t first_units(const char *bytes, size_t len, UChar *units, int32_t cap)
{
	int32_t n = 0;
	size_t i = 0;

	while (i < len && n < cap - 1) {
		unsigned char b = (unsigned char)bytes[i];
		size_t used;
		uint32_t cp;

		if (b < 0x80) {
			units[n++] = b;
			i++;
			continue;
		}
		cp = text_next(bytes + i, len - i, &used);
		i += used;
		if (cp > 0xFFFF) {
			units[n++] = U16_LEAD(cp);
			units[n++] = U16_TRAIL(cp);
		} else {
			units[n++] = (UChar)cp;
		}
	}
	return n;
}

void text_collator_key(const struct UCollator *by, struct str *out, const char *bytes, size_t len)
{
	UChar units[KEY_UNITS];
	uint8_t key[KEY_MAX];
	int32_t n = first_units(bytes, len, units, KEY_UNITS);
	int32_t size = ucol_getSortKey(by ? by : collator(), units, n, key, KEY_MAX);

	/* The size counts a closing NUL, and is that of the whole key even where it did not fit. */
	if (size > KEY_MAX)
		size = KEY_MAX;
	else
		size--;
	if (size > 0)
		str_add_n(out, (const char *)key, (size_t)size);
}

void text_sort_key(struct str *out, const char *bytes, size_t len)
{
	text_collator_key(NULL, out, bytes, len);
}

const char *text_sort_version(void)
{
	static char name[U_MAX_VERSION_STRING_LENGTH];
	UVersionInfo version;

	if (!name[0]) {
		ucol_getVersion(collator(), version);
		u_versionToString(version, name);
	}
	return name;
}

static int32_t to_latin(UChar *units, int32_t n, int32_t cap)
{
	static UTransliterator *latin;
	static const char id[] = "Any-Latin; Latin-ASCII";
	UChar wide[sizeof(id)];
	UErrorCode error = U_ZERO_ERROR;
	int32_t limit = n;

	if (!latin) {
		u_charsToUChars(id, wide, sizeof(id));
		latin = utrans_openU(wide, -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
		text_icu_must(error);
	}
	utrans_transUChars(latin, units, &n, cap, 0, &limit, &error);
	/* What has no room in Latin has none in a slug: the ASCII in it still counts. */
	return n < cap ? n : cap;
}

static bool is_slug(UChar c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Apostrophes, and the letters that transliteration writes for a glottal stop, part no word. */
static bool is_silent(UChar c)
{
	return c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || (c >= 0x2B0 && c <= 0x36F);
}

void text_slug(struct str *out, const char *bytes, size_t len)
{
	UChar units[SLUG_UNITS * SLUG_GROWTH];
	char slug[SLUG_MAX + 1];
	size_t n = 0;
	size_t word = 0; /* where the last whole word ended */
	bool parted = false;
	int32_t count = first_units(bytes, len, units, SLUG_UNITS);
	int32_t i;

	for (i = 0; i < count && units[i] < 0x80; i++)
		;
	if (i < count)
		count = to_latin(units, count, SLUG_UNITS * SLUG_GROWTH);
	for (i = 0; i < count; i++) {
		UChar c = units[i] >= 'A' && units[i] <= 'Z' ? (UChar)(units[i] + 32) : units[i];

		if (is_silent(c))
			continue;
		if (!is_slug(c)) {
			parted = true;
			continue;
		}
		if (parted && n > 0) {
			word = n;
			slug[n++] = '-';
		}
		parted = false;
		if (n >= SLUG_MAX) {
			/* One word longer than a slug is cut where it must. */
			n = word ? word : SLUG_MAX;
			break;
		}
		slug[n++] = (char)c;
	}
	str_add_n(out, slug, n);
}
