#include "config.h"

#include "model/name_like.h"

#include <stdbool.h>
#include <string.h>

#include "model/name_key.h"
#include "model/name_slip.h"

struct word {
	const char *text;
	size_t len;
	char mark; /* '*' or '=' where it was transliterated, see name_key.h; or 0 */
};

struct words {
	struct word at[NAME_WORDS];
	int n;
};

static void split(const char *text, size_t len, struct words *out)
{
	out->n = 0;
	while (len && out->n < NAME_WORDS) {
		const char *blank = memchr(text, ' ', len);
		size_t n = blank ? (size_t)(blank - text) : len;
		char mark = *text == '*' || *text == '=' ? *text : '\0';
		size_t skip = mark != 0;

		if (n > skip)
			out->at[out->n++] = (struct word){ text + skip, n - skip, mark };
		text += n + (blank != NULL);
		len -= n + (blank != NULL);
	}
}

static bool same_word(const struct word *a, const struct word *b)
{
	return a->len == b->len && !memcmp(a->text, b->text, a->len);
}

static void take_out(struct words *w, int at)
{
	w->n--;
	memmove(&w->at[at], &w->at[at + 1], (size_t)(w->n - at) * sizeof(w->at[0]));
}

/* Takes out the words that both have, and answers how many they were. */
static int take_same(struct words *a, struct words *b)
{
	int taken = 0;

	for (int i = 0; i < a->n;) {
		int k = 0;

		while (k < b->n && !same_word(&a->at[i], &b->at[k]))
			k++;
		if (k == b->n) {
			i++;
			continue;
		}
		take_out(a, i);
		take_out(b, k);
		taken++;
	}
	return taken;
}

/* Whether `whole` is `one` and `two` written together, in either order. */
static bool is_joined(const struct word *whole, const struct word *one, const struct word *two)
{
	if (whole->len != one->len + two->len)
		return false;
	return (!memcmp(whole->text, one->text, one->len) &&
		       !memcmp(whole->text + one->len, two->text, two->len)) ||
	       (!memcmp(whole->text, two->text, two->len) &&
		       !memcmp(whole->text + two->len, one->text, one->len));
}

/* Takes out of `a` a word that `b` parts in two. */
static bool take_joined(struct words *a, struct words *b)
{
	for (int w = 0; w < a->n; w++)
		for (int i = 0; i < b->n; i++)
			for (int k = i + 1; k < b->n; k++)
				if (is_joined(&a->at[w], &b->at[i], &b->at[k])) {
					take_out(b, k);
					take_out(b, i);
					take_out(a, w);
					return true;
				}
	return false;
}

/* Words that are not the same. A syllable of Mandarin is right or another one. */
static enum name_like compare_words(const struct word *a, const struct word *b)
{
	if (a->mark == '=' || b->mark == '=')
		return NAME_OTHER;
	if (a->len == 1 || b->len == 1)
		return a->text[0] == b->text[0] ? NAME_INITIALS : NAME_OTHER;
	if (a->mark == b->mark) {
		if (a->mark ? name_is_fuller(a->text, a->len, b->text, b->len)
			    : name_is_variant(a->text, a->len, b->text, b->len))
			return NAME_VARIANT;
		return name_is_slip(a->text, a->len, b->text, b->len) ? NAME_SLIP : NAME_OTHER;
	}
	if (b->mark)
		return name_is_script_variant(a->text, a->len, b->text, b->len) ? NAME_VARIANT
										: NAME_OTHER;
	return name_is_script_variant(b->text, b->len, a->text, a->len) ? NAME_VARIANT : NAME_OTHER;
}

/* Takes out the two words that are most alike; NAME_OTHER: none are. */
static enum name_like take_alike(struct words *a, struct words *b)
{
	enum name_like best = NAME_OTHER;
	int at_a = 0, at_b = 0;

	for (int i = 0; i < a->n; i++)
		for (int k = 0; k < b->n; k++) {
			enum name_like now = compare_words(&a->at[i], &b->at[k]);

			if (now > best) {
				best = now;
				at_a = i;
				at_b = k;
			}
		}
	if (best != NAME_OTHER) {
		take_out(a, at_a);
		take_out(b, at_b);
	}
	return best;
}

enum name_like name_like(const char *a_text, size_t a_len, const char *b_text, size_t b_len)
{
	struct words a, b;
	enum name_like least = NAME_SAME, now;
	int fit, slips = 0, whole;

	if (a_len == b_len && a_len && !memcmp(a_text, b_text, a_len))
		return NAME_SAME;
	split(a_text, a_len, &a);
	split(b_text, b_len, &b);
	fit = take_same(&a, &b);
	while (take_joined(&a, &b) || take_joined(&b, &a))
		fit += 2;
	whole = fit;
	while (a.n && b.n) {
		now = take_alike(&a, &b);
		if (now == NAME_OTHER || (now == NAME_SLIP && slips++))
			return NAME_OTHER;
		fit++;
		whole += now != NAME_INITIALS;
		least = now < least ? now : least;
	}
	if (fit < 2)
		return whole == 1 && least == NAME_SAME && a.n + b.n ? NAME_PART : NAME_OTHER;
	if (!whole)
		return NAME_OTHER;
	if (a.n + b.n && least > NAME_SHORTER)
		least = NAME_SHORTER;
	return least;
}
