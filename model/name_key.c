#include "config.h"

#include "model/name_key.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "model/latin.h"
#include "model/mem.h"
#include "model/text.h"

#define NAME_BYTES 400 /* of a name; what follows is not looked at */

struct word {
	size_t own, own_len; /* in the texts of the reader */
	size_t latin, latin_len;
};

struct name_reader {
	struct latin *latin;
	struct str own, in_latin; /* the words one after another */
	struct word words[NAME_WORDS];
	int n;
	struct str piece; /* of a name, before it is folded */
};

struct name_reader *name_reader_open(void)
{
	struct name_reader *r = mem_zero(sizeof(*r));

	r->latin = latin_open();
	return r;
}

void name_reader_close(struct name_reader *r)
{
	if (!r)
		return;
	latin_close(r->latin);
	str_free(&r->own);
	str_free(&r->in_latin);
	str_free(&r->piece);
	free(r);
}

void name_key_free(struct name_key *k)
{
	str_free(&k->own);
	str_free(&k->latin);
}

/* ---- words ---- */

static void add_ascii_word(struct name_reader *r, const char *text, size_t len)
{
	struct word *w;

	if (!len || r->n == NAME_WORDS)
		return;
	w = &r->words[r->n++];
	w->own = r->own.len;
	w->latin = r->in_latin.len;
	w->own_len = w->latin_len = len;
	str_add_n(&r->own, text, len);
	str_add_n(&r->in_latin, text, len);
}

/* Everything in ASCII, as most are: letters and digits make words, apostrophes are passed over. */
static void split_ascii(struct name_reader *r, const char *name, size_t len)
{
	char word[NAME_BYTES];
	size_t n = 0;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)name[i];

		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
			word[n++] = (char)c;
		} else if (c >= 'A' && c <= 'Z') {
			word[n++] = (char)(c + 32);
		} else if (c != '\'' && c != '`' && c != '"') {
			add_ascii_word(r, word, n);
			n = 0;
		}
	}
	add_ascii_word(r, word, n);
}

static void add_word(struct name_reader *r, const char *text, size_t len)
{
	struct latin_word found;
	struct word *w;

	if (!len || r->n == NAME_WORDS)
		return;
	found = latin_find(r->latin, text, len);
	if (!found.own_len)
		return;
	w = &r->words[r->n++];
	*w = (struct word){ r->own.len, found.own_len, r->in_latin.len, found.latin_len };
	str_add_n(&r->own, found.own, found.own_len);
	str_add_n(&r->in_latin, found.latin, found.latin_len);
}

/* Apostrophes of all kinds, and the marks in Hebrew abbreviations. */
static bool is_silent(UChar32 c)
{
	switch (c) {
	case '\'':
	case '`':
	case '"':
	case 0x00B4:
	case 0x02B9:
	case 0x02BB:
	case 0x02BC:
	case 0x02BF:
	case 0x05F3:
	case 0x05F4:
	case 0x2018:
	case 0x2019:
	case 0x201B:
	case 0x201D:
	case 0x2032:
		return true;
	default:
		return false;
	}
}

static bool is_of_word(UChar32 c)
{
	int8_t type;

	if (u_isalnum(c))
		return true;
	type = u_charType(c);
	return type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK ||
	       type == U_ENCLOSING_MARK ||
	       u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static bool is_syllabic(UChar32 c)
{
	UErrorCode error = U_ZERO_ERROR;
	UScriptCode script = c < 0x1100 ? USCRIPT_COMMON : uscript_getScript(c, &error);

	return script == USCRIPT_HAN || script == USCRIPT_HANGUL;
}

/* The family names of more than one character that are in use. */
static bool is_long_family(const char *text, size_t len)
{
	static const char *const families[] = { "歐陽", "欧阳", "司徒", "司馬", "司马", "上官",
		"諸葛", "诸葛", "皇甫", "東方", "东方", "慕容", "尉遲", "尉迟", "公孫", "公孙",
		"夏侯", "端木", "남궁", "황보", "제갈", "선우", "독고" };

	for (size_t i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		if (len >= strlen(families[i]) && !memcmp(text, families[i], strlen(families[i])))
			return true;
	return false;
}

/* What is said after a name in Chinese: the length without it. */
static size_t without_title(const char *text, size_t len)
{
	static const char *const titles[] = { "先生", "女士", "小姐", "太太", "博士", "教授",
		"醫生", "医生", "律師", "律师" };

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++) {
		size_t n = strlen(titles[i]);

		if (len > n && !memcmp(text + len - n, titles[i], n))
			return len - n;
	}
	return len;
}

/* A whole name without a blank: the family name, one character or two, then the rest. */
static void add_syllables(struct name_reader *r, const char *text, size_t len)
{
	size_t family;

	len = without_title(text, len);
	(void)text_next(text, len, &family);
	if (is_long_family(text, len)) {
		size_t second;

		(void)text_next(text + family, len - family, &second);
		family += second;
	}
	add_word(r, text, family);
	add_word(r, text + family, len - family);
}

static void end_piece(struct name_reader *r, bool alone)
{
	if (alone)
		add_syllables(r, str_text(&r->piece), r->piece.len);
	else
		add_word(r, str_text(&r->piece), r->piece.len);
	str_clear(&r->piece);
}

/* Whether the name is one run of Chinese characters or of Korean syllables. */
static bool is_unparted(const char *name, size_t len)
{
	size_t used, runs = 0;
	bool inside = false, other = false;

	for (size_t i = 0; i < len; i += used) {
		UChar32 c = (UChar32)text_next(name + i, len - i, &used);

		if (is_syllabic(c)) {
			runs += !inside;
			inside = true;
		} else {
			other = other || is_of_word(c);
			inside = false;
		}
	}
	return runs == 1 && !other;
}

static void split_any(struct name_reader *r, const char *name, size_t len)
{
	bool alone = is_unparted(name, len);
	size_t used;

	str_clear(&r->piece);
	for (size_t i = 0; i < len; i += used) {
		UChar32 c = (UChar32)text_next(name + i, len - i, &used);

		if (is_silent(c))
			continue;
		if (is_of_word(c))
			str_add_n(&r->piece, name + i, used);
		else if (r->piece.len)
			end_piece(r, alone);
	}
	if (r->piece.len)
		end_piece(r, alone);
}

/* ---- forms of address ---- */

static bool is_one_of(const struct name_reader *r, int at, const char *const *list)
{
	const struct word *w = &r->words[at];

	for (; *list; list++)
		if (strlen(*list) == w->own_len && !memcmp(*list, r->own.data + w->own, w->own_len))
			return true;
	return false;
}

/* Folded, as words are. "Jr" and "Sr" stay: they tell a son from his father. */
static bool is_address(const struct name_reader *r, int at)
{
	static const char *const anywhere[] = { "dr", "dra", "prof", "professor", "mr", "mrs", "ms",
		"mme", "mlle", "herr", "frau", "phd", "srta", "esq", NULL };
	static const char *const before[] = { "miss", "mx", "sir", "dame", "rev", "revd", "hon",
		"adv", "sra", "lic", "ing", "rabbi", "דר", "פרופ", "פרופסור", "מר", "גב", "גברת",
		"עוד", "הרב", "د", "دكتور", "الدكتور", "دكتورة", "الدكتورة", "استاذ", "الاستاذ",
		"المحامي", "المحامية", "г", "гн", "госпожа", "господин", NULL };

	if (r->words[at].own_len > 18)
		return false;
	return is_one_of(r, at, anywhere) || (!at && is_one_of(r, at, before));
}

static void drop_addresses(struct name_reader *r)
{
	int at = 0;

	while (at < r->n && r->n > 1) {
		if (is_address(r, at)) {
			r->n--;
			memmove(&r->words[at], &r->words[at + 1],
				(size_t)(r->n - at) * sizeof(r->words[0]));
			at = 0;
		} else {
			at++;
		}
	}
}

/* ---- the key ---- */

struct part {
	const char *text;
	size_t len;
	bool first; /* it was written first */
};

static int order(struct part a, struct part b)
{
	int by = memcmp(a.text, b.text, a.len < b.len ? a.len : b.len);

	return by ? by : (a.len > b.len) - (a.len < b.len);
}

/* In the order of their letters, a blank between. */
static int join(struct part *parts, int n, struct str *out)
{
	int first = -1;

	for (int i = 1; i < n; i++) {
		struct part one = parts[i];
		int at = i;

		for (; at > 0 && order(parts[at - 1], one) > 0; at--)
			parts[at] = parts[at - 1];
		parts[at] = one;
	}
	for (int i = 0; i < n; i++) {
		if (i)
			str_add_c(out, ' ');
		str_add_n(out, parts[i].text, parts[i].len);
		if (parts[i].first)
			first = i;
	}
	return first;
}

void name_read(struct name_reader *r, const char *name, size_t len, struct name_key *out)
{
	struct part own[NAME_WORDS], latin[NAME_WORDS];
	bool ascii = true;
	int n_latin = 0;

	str_clear(&out->own);
	str_clear(&out->latin);
	str_clear(&r->own);
	str_clear(&r->in_latin);
	r->n = 0;
	if (len > NAME_BYTES)
		len = NAME_BYTES;
	for (size_t i = 0; ascii && i < len; i++)
		ascii = (unsigned char)name[i] < 0x80;
	if (ascii)
		split_ascii(r, name, len);
	else
		split_any(r, name, len);
	drop_addresses(r);
	for (int i = 0; i < r->n; i++) {
		const struct word *w = &r->words[i];

		own[i] = (struct part){ r->own.data + w->own, w->own_len, !i };
		if (w->latin_len)
			latin[n_latin++] =
				(struct part){ r->in_latin.data + w->latin, w->latin_len, !i };
	}
	(void)join(own, r->n, &out->own);
	out->first = join(latin, n_latin, &out->latin);
	out->words = r->n;
}

struct name_text name_text_of(const struct name_key *k)
{
	return (struct name_text){ str_text(&k->latin), k->latin.len, k->first };
}
