#include "config.h"

#include "model/name_like.h"

#include <stdbool.h>
#include <string.h>

#include "model/name_key.h"
#include "model/name_slip.h"

struct word {
	const char *text;
	size_t len;
	char mark;  /* where it was transliterated, see name_key.h; or 0 */
	bool first; /* it was written first */
};

struct words {
	struct word at[NAME_WORDS];
	int n;
};

bool name_next_word(const char **text, size_t *len, struct name_word *out)
{
	const char *blank;

	if (!*len)
		return false;
	blank = memchr(*text, ' ', *len);
	*out = (struct name_word){ *text, blank ? (size_t)(blank - *text) : *len };
	*text += out->len + (blank != NULL);
	*len -= out->len + (blank != NULL);
	return true;
}

static void split(const struct name_text *name, struct words *out)
{
	const char *text = name->text;
	size_t len = name->len;
	struct name_word w;

	out->n = 0;
	for (int i = 0; out->n < NAME_WORDS && name_next_word(&text, &len, &w); i++) {
		char mark = w.len && strchr("*+=", *w.text) ? *w.text : '\0';
		size_t skip = mark != 0;

		if (w.len > skip)
			out->at[out->n++] = (struct word){ w.text + skip, w.len - skip, mark,
				i == name->first };
	}
}

static struct name_word marked(const struct word *w)
{
	size_t skip = w->mark != 0;

	return (struct name_word){ w->text - skip, w->len + skip };
}

static void note(
	struct name_fit *fit, const struct word *a, const struct word *b, enum name_like like)
{
	if (fit->n == NAME_WORDS)
		return;
	fit->pairs[fit->n].a = marked(a);
	fit->pairs[fit->n].b = marked(b);
	fit->pairs[fit->n++].like = like;
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
static int take_same(struct words *a, struct words *b, struct name_fit *fit)
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
		note(fit, &a->at[i], &b->at[k], NAME_SAME);
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
static bool take_joined(struct words *a, struct words *b, struct name_fit *fit)
{
	for (int w = 0; w < a->n; w++)
		for (int i = 0; i < b->n; i++)
			for (int k = i + 1; k < b->n; k++)
				if (is_joined(&a->at[w], &b->at[i], &b->at[k])) {
					note(fit, &a->at[w], &a->at[w], NAME_SAME);
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
		if (name_is_ending(a->text, a->len, b->text, b->len))
			return NAME_ENDING;
		return name_is_slip(a->text, a->len, b->text, b->len) ? NAME_SLIP : NAME_OTHER;
	}
	if (!b->mark) {
		const struct word *swap = a;

		a = b;
		b = swap;
	}
	return !a->mark && name_is_script_variant(a->text, a->len, b->text, b->len, b->mark == '+')
		       ? NAME_VARIANT
		       : NAME_OTHER;
}

/* Takes out the two words that are most alike; NAME_OTHER: none are. */
static enum name_like take_alike(struct words *a, struct words *b, struct name_fit *fit)
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
		note(fit, &a->at[at_a], &b->at[at_b], best);
		take_out(a, at_a);
		take_out(b, at_b);
	}
	return best;
}

static bool has_first(const struct words *w)
{
	for (int i = 0; i < w->n; i++)
		if (w->at[i].first)
			return true;
	return false;
}

enum name_like name_like_how(
	const struct name_text *one, const struct name_text *two, struct name_fit *out)
{
	struct words a, b;
	enum name_like least = NAME_SAME, now;
	int fit, slips = 0, whole;

	out->n = 0;
	split(one, &a);
	split(two, &b);
	fit = take_same(&a, &b, out);
	if (fit && !a.n && !b.n) {
		out->left = 0;
		return NAME_SAME;
	}
	while (take_joined(&a, &b, out) || take_joined(&b, &a, out))
		fit += 2;
	whole = fit;
	while (a.n && b.n) {
		now = take_alike(&a, &b, out);
		out->left = a.n + b.n;
		if (now == NAME_OTHER || (now == NAME_SLIP && slips++))
			return NAME_OTHER;
		fit++;
		whole += now != NAME_INITIALS;
		least = now < least ? now : least;
	}
	out->left = a.n + b.n;
	if (fit < 2)
		return whole == 1 && least == NAME_SAME && out->left ? NAME_PART : NAME_OTHER;
	if (!whole)
		return NAME_OTHER;
	if (least > NAME_PART && (has_first(&a) || has_first(&b)))
		return NAME_PART;
	return out->left && least > NAME_SHORTER ? NAME_SHORTER : least;
}

enum name_like name_like(const struct name_text *a, const struct name_text *b)
{
	struct name_fit fit;

	if (a->len == b->len && a->len && !memcmp(a->text, b->text, a->len))
		return NAME_SAME;
	return name_like_how(a, b, &fit);
}

bool name_is_beyond(const struct name_text *a, const struct name_text *b)
{
	return a->len && b->len && !memchr(a->text, '=', a->len) != !memchr(b->text, '=', b->len);
}
