#include "config.h"

#include "model/name_slip.h"

#include <string.h>

#define WORD_MAX 40 /* letters; longer words are alike only when they are equal */
#define SHORT_WORD 4
#define LONG_WORD 8

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static bool is_vowel(char c)
{
	return c && strchr("aeiouy", c);
}

/* Damerau-Levenshtein, where no letter is exchanged twice; both shorter than WORD_MAX. */
static size_t distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	unsigned char rows[3][WORD_MAX + 1];
	unsigned char *before = rows[0], *last = rows[1], *now = rows[2];

	for (size_t k = 0; k <= b_len; k++)
		last[k] = (unsigned char)k;
	memset(before, 0, sizeof(rows[0]));
	for (size_t i = 1; i <= a_len; i++) {
		unsigned char *free_row = before;

		now[0] = (unsigned char)i;
		for (size_t k = 1; k <= b_len; k++) {
			size_t d = (size_t)last[k - 1] + (a[i - 1] != b[k - 1]);

			d = least(d, least((size_t)last[k] + 1, (size_t)now[k - 1] + 1));
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
				d = least(d, (size_t)before[k - 2] + 1);
			now[k] = (unsigned char)d;
		}
		before = last;
		last = now;
		now = free_row;
	}
	return last[b_len];
}

static bool is_added(const char *longer, size_t len, const char *shorter)
{
	char end = longer[len - 1];

	return (end == 'a' || end == 'e') && !memcmp(longer, shorter, len - 1);
}

/* Daniel and Daniela, Mario and Maria: most often somebody else. */
bool name_is_ending(const char *a, size_t a_len, const char *b, size_t b_len)
{
	char x = a[a_len - 1], y = b[b_len - 1];

	if (a_len == b_len)
		return ((x == 'a' && y == 'o') || (x == 'o' && y == 'a')) &&
		       !memcmp(a, b, a_len - 1);
	if (a_len == b_len + 1)
		return is_added(a, a_len, b);
	return b_len == a_len + 1 && is_added(b, b_len, a);
}

bool name_is_slip(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t shorter = least(a_len, b_len), allowed = shorter >= LONG_WORD ? 2 : 1;

	if (shorter < SHORT_WORD || a_len > WORD_MAX || b_len > WORD_MAX ||
		a_len + b_len - 2 * shorter > allowed)
		return false;
	return distance(a, a_len, b, b_len) <= allowed;
}

/* ---- sounds ---- */

/*
 * One sign a sound: consonants in capitals (C as in Bach, X as in shoe, Z also for ts), vowels in
 * small letters. What is doubled is written once.
 */
struct sounds {
	char at[2 * WORD_MAX + 1];
	size_t n;
};

static void add_sound(struct sounds *s, char c)
{
	if (!s->n || s->at[s->n - 1] != c)
		s->at[s->n++] = c;
}

/* Two letters that are written for one sound. */
static char digraph(char first, char second)
{
	static const char pairs[][3] = { { 'c', 'h', 'C' }, { 'k', 'h', 'C' }, { 's', 'h', 'X' },
		{ 'p', 'h', 'F' }, { 't', 'h', 'T' }, { 'c', 'k', 'K' }, { 't', 's', 'Z' },
		{ 't', 'z', 'Z' }, { 'z', 'h', 'Z' }, { 'g', 'h', 'G' }, { 'd', 'h', 'D' },
		{ 'o', 'u', 'u' }, { 'o', 'o', 'u' }, { 'e', 'e', 'i' } };

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (pairs[i][0] == first && pairs[i][1] == second)
			return pairs[i][2];
	return 0;
}

static char single(char c)
{
	switch (c) {
	case 'c':
	case 'q':
		return 'K';
	case 'w':
		return 'V';
	case 'y':
		return 'i';
	default:
		return is_vowel(c) || (c >= '0' && c <= '9') ? c : (char)(c - 32);
	}
}

static void hear(const char *word, size_t len, struct sounds *out)
{
	out->n = 0;
	for (size_t i = 0; i < len; i++) {
		char next = i + 1 < len ? word[i + 1] : '\0', both;

		if (word[i] == 's' && i + 2 < len && !memcmp(word + i, "sch", 3)) {
			add_sound(out, 'X');
			i += 2;
		} else if ((both = digraph(word[i], next))) {
			add_sound(out, both);
			i++;
		} else if (word[i] == 'x') {
			add_sound(out, 'K');
			add_sound(out, 'S');
		} else if (word[i] == 'h' && i && !is_vowel(next)) {
			/* Silent: Noah, Sarah, Mehmet. */
		} else {
			add_sound(out, single(word[i]));
		}
	}
}

static bool same_sounds(const struct sounds *a, const struct sounds *b)
{
	return a->n == b->n && !memcmp(a->at, b->at, a->n);
}

static bool is_sounded(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Which of the ends that part Mario from Maria. */
static char ending(const struct sounds *s)
{
	switch (s->at[s->n - 1]) {
	case 'a':
		return 'a';
	case 'e':
	case 'i':
		return 'i';
	case 'o':
	case 'u':
		return 'o';
	default:
		return 'K';
	}
}

/* C counts as K, X and Z as S: a few ways to write them in Latin letters. */
static char broad(char c)
{
	return c == 'C' ? 'K' : c == 'X' || c == 'Z' ? 'S' : c;
}

static size_t next_consonant(const struct sounds *s, size_t at)
{
	while (at < s->n && !is_sounded(s->at[at]))
		at++;
	return at;
}

static bool same_consonants(const struct sounds *a, const struct sounds *b)
{
	size_t i = next_consonant(a, 0), k = next_consonant(b, 0), n = 0;

	while (i < a->n && k < b->n && broad(a->at[i]) == broad(b->at[k])) {
		i = next_consonant(a, i + 1);
		k = next_consonant(b, k + 1);
		n++;
	}
	if (i < a->n || k < b->n)
		return false;
	/* With two only, more must be the same. */
	return n >= 3 || (n == 2 && a->n == b->n && a->at[0] == b->at[0]);
}

bool name_is_variant(const char *a, size_t a_len, const char *b, size_t b_len)
{
	struct sounds x, y;

	if (a_len > WORD_MAX || b_len > WORD_MAX)
		return false;
	hear(a, a_len, &x);
	hear(b, b_len, &y);
	if (same_sounds(&x, &y))
		return true;
	if (!x.n || !y.n)
		return false;
	return a_len >= 5 && b_len >= 5 && is_sounded(x.at[0]) == is_sounded(y.at[0]) &&
	       ending(&x) == ending(&y) && same_consonants(&x, &y);
}

static size_t skip_vowel_signs(const char *word, size_t len, size_t at)
{
	while (at && at < len && (word[at] == 'w' || word[at] == 'y'))
		at++;
	return at;
}

bool name_is_fuller(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t i = 0, k = 0;

	while (i < a_len && k < b_len && a[i] == b[k]) {
		i = skip_vowel_signs(a, a_len, i + 1);
		k = skip_vowel_signs(b, b_len, k + 1);
	}
	return i == a_len && k == b_len;
}
