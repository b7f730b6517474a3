/* The same word in two scripts, one of which may write few vowels; see name_slip.h. */
#include "config.h"

#include "model/name_slip.h"

#include <stdlib.h>
#include <string.h>

#include "model/mix.h"
#include "model/name_like.h"

#define SIGNS_MAX 48

/*
 * The consonants of a word, a sign each. Small letters may be missing on the other side: h, and in
 * a word that was transliterated v (from the letter that is w, u or o) and j (from that of Юрий). a
 * is a vowel at the beginning, Y a y there.
 */
struct signs {
	char at[SIGNS_MAX];
	size_t n;
};

static void add_sign(struct signs *s, char c)
{
	if (s->n < SIGNS_MAX)
		s->at[s->n++] = c;
}

static char sign_of(char c, bool foreign)
{
	switch (c) {
	case 'q':
		return 'K';
	case 'x':
		return 'C';
	case 'c':
		/* ICU writes c for more than one letter of Cyrillic; latin.c for tsadi. */
		return foreign ? 'Q' : 'K';
	case 'w':
	case 'v':
		return foreign ? 'v' : 'V';
	case 'h':
		return 'h';
	default:
		return (char)(c - 32);
	}
}

static void add_letter(struct signs *s, const char *word, size_t at, bool foreign)
{
	char c = word[at];

	if (c == 'y' && !at)
		add_sign(s, 'Y');
	else if (c == 'j' && at && foreign)
		add_sign(s, 'j');
	else if (c && strchr("aeiouy", c)) {
		if (!at)
			add_sign(s, 'a');
	} else if (c == 'x' && !foreign) {
		add_sign(s, 'K');
		add_sign(s, 'S');
	} else if (c >= 'a' && c <= 'z') {
		add_sign(s, sign_of(c, foreign));
	} else {
		add_sign(s, c);
	}
}

static void spell(const char *word, size_t len, bool foreign, struct signs *out)
{
	static const char pairs[][3] = { { 'c', 'h', 'C' }, { 't', 's', 'Z' }, { 't', 'z', 'Z' },
		{ 'k', 'h', 'C' }, { 's', 'h', 'X' }, { 'p', 'h', 'F' }, { 't', 'h', 'T' },
		{ 'c', 'k', 'K' }, { 'z', 'h', 'Z' }, { 'g', 'h', 'G' }, { 'd', 'h', 'D' } };
	size_t n_pairs = foreign ? 0 : sizeof(pairs) / sizeof(pairs[0]);

	out->n = 0;
	for (size_t i = 0; i < len; i++) {
		size_t p = 0;

		if (i && word[i] == word[i - 1] && !foreign)
			continue;
		if (!foreign && len - i > 2 && !memcmp(word + i, "sch", 3)) {
			add_sign(out, 'X');
			i += 2;
			continue;
		}
		while (p < n_pairs &&
			(i + 1 == len || pairs[p][0] != word[i] || pairs[p][1] != word[i + 1]))
			p++;
		if (p < n_pairs) {
			add_sign(out, pairs[p][2]);
			i++;
		} else {
			add_letter(out, word, i, foreign);
		}
	}
}

static bool both_in(const char *set, char a, char b)
{
	return strchr(set, a) && strchr(set, b);
}

static bool match(char a, char b)
{
	return a == b || both_in("KCQ", a, b) || both_in("Ch", a, b) || both_in("BVv", a, b) ||
	       both_in("PF", a, b) || both_in("SXZQ", a, b) || both_in("GJj", a, b) ||
	       both_in("YJa", a, b);
}

static bool may_miss(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Whether the signs fit, those that may be missing passed over: which places can be reached. */
static bool fit(const struct signs *a, const struct signs *b)
{
	bool rows[2][SIGNS_MAX + 1], *last = rows[0], *now = rows[1];

	for (size_t i = 0; i <= a->n; i++) {
		bool *other = last;

		for (size_t k = 0; k <= b->n; k++) {
			now[k] = !i && !k;
			if (i && k && last[k - 1] && match(a->at[i - 1], b->at[k - 1]))
				now[k] = true;
			if (i && last[k] && may_miss(a->at[i - 1]))
				now[k] = true;
			if (k && now[k - 1] && may_miss(b->at[k - 1]))
				now[k] = true;
		}
		last = now;
		now = other;
	}
	return last[b->n];
}

static size_t consonants(const struct signs *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		n += !may_miss(s->at[i]);
	return n;
}

/* Without the Arabic article, which some write with the name, some apart and some not at all. */
static bool has_article(const char *word, size_t len)
{
	return len >= 5 && (word[0] == 'a' || word[0] == 'e') && word[1] == 'l';
}

static bool is_same(const char *latin, size_t latin_len, const char *foreign, size_t foreign_len)
{
	struct signs x, y;

	spell(latin, latin_len, false, &x);
	spell(foreign, foreign_len, true, &y);
	return consonants(&x) && consonants(&y) && fit(&x, &y);
}

/* The next vowel but i and y, which come and go; 0: none. е and ё are written alike: e is o. */
static char next_vowel(const char *word, size_t len, size_t *at)
{
	while (*at < len) {
		char c = word[(*at)++];

		if (c && strchr("aeou", c))
			return c == 'e' ? 'o' : c;
	}
	return 0;
}

static bool same_vowels(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t i = 0, k = 0;
	char x, y;

	do {
		x = next_vowel(a, a_len, &i);
		y = next_vowel(b, b_len, &k);
	} while (x && x == y);
	return x == y;
}

bool name_is_script_variant(
	const char *latin, size_t latin_len, const char *foreign, size_t foreign_len, bool vowels)
{
	size_t one = has_article(latin, latin_len) ? 2 : 0;
	size_t other = has_article(foreign, foreign_len) ? 2 : 0;

	if (vowels && !same_vowels(latin, latin_len, foreign, foreign_len))
		return false;
	if (is_same(latin, latin_len, foreign, foreign_len))
		return true;
	return !vowels && (one || other) &&
	       is_same(latin + one, latin_len - one, foreign + other, foreign_len - other);
}

/* ---- keys of sounds ---- */

#define CODE_MAX 24
#define WORDS_MAX 12

struct code {
	char at[CODE_MAX];
	size_t n;
};

/* Letters that other scripts leave out, or write as another, do not count. */
static void add_code(struct code *c, char sign, bool with_ch)
{
	static const char same[][2] = { { 'X', 'S' }, { 'Z', 'S' }, { 'F', 'P' }, { 'Q', 'K' },
		{ 'C', 'K' } };

	if (strchr("hvVBYaJj", sign) || (sign == 'C' && !with_ch))
		return;
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		if (same[i][0] == sign)
			sign = same[i][1];
	if (c->n < CODE_MAX && (!c->n || c->at[c->n - 1] != sign))
		c->at[c->n++] = sign;
}

static int by_letters(const void *a, const void *b)
{
	const struct code *x = a, *y = b;
	int by = memcmp(x->at, y->at, x->n < y->n ? x->n : y->n);

	return by ? by : (x->n > y->n) - (x->n < y->n);
}

uint64_t name_sound_key(const char *latin, size_t len, bool with_ch)
{
	struct code codes[WORDS_MAX];
	struct name_word w;
	uint64_t key = 0;
	size_t n = 0;

	while (n < WORDS_MAX && name_next_word(&latin, &len, &w)) {
		struct code *c = &codes[n];
		struct signs signs;
		bool foreign = *w.text == '*' || *w.text == '+';

		c->n = 0;
		if (*w.text == '=') {
			c->n = w.len - 1 < CODE_MAX ? w.len - 1 : CODE_MAX;
			memcpy(c->at, w.text + 1, c->n);
		} else {
			spell(w.text + foreign, w.len - foreign, foreign, &signs);
			for (size_t i = 0; i < signs.n; i++)
				add_code(c, signs.at[i], with_ch);
		}
		n += w.len > 1;
	}
	qsort(codes, n, sizeof(codes[0]), by_letters);
	for (size_t i = 0; i < n; i++)
		key = mix_bytes(codes[i].at, codes[i].n, key + i + 1);
	return key;
}
