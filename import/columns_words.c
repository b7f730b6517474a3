/*
 * Forms give each question's whole text as the header of its column. A question is taken for a
 * field only where it is plain: it is short, it names that one field, no word in it asks for
 * something else, and no other question asks for the same.
 */
#include "config.h"

#include "import/columns.h"

#include <string.h>

#include "import/columns_private.h"
#include "model/str.h"

#define WORDS_MOST 9

/* Whose, and what about it: then it is not the signatory's own. Folded. */
static const char *const others[] = { "organisation", "organization", "organizacion",
	"organisations", "company", "group", "school", "university", "employer", "institution",
	"affiliation", "friend", "parent", "mother", "father", "child", "victim", "user", "nick",
	"nickname", "username", "birth", "born", "publish", "published", "public", "publicly",
	"show", "shown", "display", "displayed", "use", "hide", "may", "can", "agree", "consent",
	"receive", "updates", "newsletter", "subscribe", "how", "why", "when", "did", "other",
	"another", "second", "middle", "maiden", "prefix", "suffix", "title", "job", "not", "no",
	"opt", "hold", "bulk", "type", "status", "count", "event", "campaign", "petition", "list",
	"file", "form", "tag", NULL };

/* The header's words with one blank around each: " what is your name ". Answers how many. */
static int words_of(const char *folded, struct str *out)
{
	int n = 0;

	str_add_c(out, ' ');
	for (const char *p = folded; *p;) {
		size_t len = strcspn(p, "_?:,;()[]/*!\"'");

		if (len) {
			str_add_n(out, p, len);
			str_add_c(out, ' ');
			n++;
		}
		p += len + (p[len] ? 1 : 0);
	}
	return n;
}

/* Whether the word is among them; it is then taken out, so that "first name" is not a name too. */
static bool take_word(struct str *words, const char *word)
{
	struct str framed = STR_INIT;
	char *at;

	str_addf(&framed, " %s ", word);
	at = strstr(words->data, str_text(&framed));
	if (at)
		memset(at + 1, '_', strlen(word));
	str_free(&framed);
	return at != NULL;
}

/* The one field that the question asks for; -1: none, or more than one. */
static int asked_for(const struct columns *c, const char *folded)
{
	struct str words = STR_INIT;
	int field = -1, n = words_of(folded, &words);
	bool plain = n > 1 && n <= WORDS_MOST;

	for (size_t i = 0; others[i] && plain; i++)
		plain = !take_word(&words, others[i]);
	for (const struct column_word *w = c->set->words; w->word && plain; w++) {
		if (!take_word(&words, w->word))
			continue;
		plain = field < 0 || field == w->field;
		field = w->field;
	}
	str_free(&words);
	return plain ? field : -1;
}

void columns_guess_questions(struct columns *c)
{
	int place[COLUMN_FIELDS_MAX], asked[COLUMN_FIELDS_MAX] = { 0 };

	for (size_t i = 0; i < c->n; i++) {
		int field =
			c->columns[i].how == COLUMN_EXTRA ? asked_for(c, c->columns[i].folded) : -1;

		if (field < 0)
			continue;
		asked[field]++;
		place[field] = (int)i;
	}
	for (int field = 0; field < c->set->n_fields; field++)
		if (asked[field] == 1)
			columns_guess(c, field, place[field]);
}
