#include "config.h"

#include "tui/fuzzy.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/str.h"
#include "model/text.h"

#define HIT 10        /* a letter found */
#define TOGETHER 15   /* it stands right behind the last one */
#define WORD_START 20 /* it begins a word */
#define TEXT_START 10 /* it begins the text as well */
#define GAP_MAX 20    /* no letter costs more than this for what was passed over before it */
#define LENGTH_MAX 9  /* what a long text loses against a short one that fits alike */
#define TEXT_MAX 512  /* bytes of a text that are looked at */

struct fuzzy {
	struct str folded;
	struct str scratch; /* the text, folded */
};

struct fuzzy *fuzzy_new(const char *pattern)
{
	struct fuzzy *f = mem_zero(sizeof(*f));

	text_fold(&f->folded, pattern, strlen(pattern));
	return f;
}

void fuzzy_free(struct fuzzy *f)
{
	if (!f)
		return;
	str_free(&f->folded);
	str_free(&f->scratch);
	free(f);
}

static bool begins_word(const char *text, size_t at)
{
	return at == 0 || strchr(" -_/.,:(\"'", text[at - 1]) != NULL;
}

/* The letters of one word, in their order, from `from` on; 0: they are not all there. */
static int follow(const char *word, size_t len, const char *text, size_t from)
{
	size_t at = from, last = 0;
	int score = 0;

	for (size_t i = 0; i < len; i++) {
		const char *found = strchr(text + at, word[i]);
		size_t place;

		if (!found)
			return 0;
		place = (size_t)(found - text);
		score += HIT;
		if (begins_word(text, place))
			score += WORD_START + (place == 0 ? TEXT_START : 0);
		if (i > 0 && place == last + 1)
			score += TOGETHER;
		else if (i > 0)
			score -= place - last < GAP_MAX ? (int)(place - last) : GAP_MAX;
		last = place;
		at = place + 1;
	}
	return score > 0 ? score : 1;
}

/* The best of all places where its first letter stands. */
static int best(const char *word, size_t len, const char *text)
{
	int most = 0;

	for (const char *at = strchr(text, word[0]); at; at = strchr(at + 1, word[0])) {
		int score = follow(word, len, text, (size_t)(at - text));

		if (score == 0)
			break;
		if (score > most)
			most = score;
	}
	return most;
}

int fuzzy_score(struct fuzzy *f, const char *text)
{
	struct str *folded = &f->scratch;
	const char *word = str_text(&f->folded);
	size_t len = strlen(text);
	int total = 1;

	str_clear(folded);
	text_fold(folded, text, len < TEXT_MAX ? len : TEXT_MAX);
	for (word += strspn(word, " "); *word; word += strspn(word, " ")) {
		size_t n = strcspn(word, " ");
		int score = best(word, n, str_text(folded));

		if (!score)
			return 0;
		total += score;
		word += n;
	}
	if (total > 1)
		total += LENGTH_MAX - (len / 8 < LENGTH_MAX ? (int)(len / 8) : LENGTH_MAX);
	return total;
}
