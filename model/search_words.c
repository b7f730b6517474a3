#include "config.h"

#include "model/search_words.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "model/filter.h"
#include "model/text.h"

/*
 * The letters that Hebrew joins to a word (otiyot ha-shimush: mem, shin, he, vav, kaf, lamed, bet),
 * alone and in the pairs that texts have: and-the, that-the, and-in, when ... A word of one letter
 * has none.
 */
static const char *const hebrew[] = { "ה", "ו", "ב", "ל", "מ", "ש", "כ", "וה", "שה", "מה", "כש",
	"וב", "ול", "ומ", "וש", "בה", "לה", "שב", "של", "כשה", "ושה" };

/* The article and the particles of one letter: the, and, in, to, as, then; with the article. */
static const char *const arabic[] = { "ال", "و", "ب", "ل", "ك", "ف", "وال", "بال", "كال", "فال",
	"لل", "ولل", "وب", "ول" };

struct forms {
	uint32_t first, last; /* letters of the script */
	const char *const *before;
	size_t n;
};

static const struct forms scripts[] = {
	{ 0x05d0, 0x05ea, hebrew, sizeof(hebrew) / sizeof(hebrew[0]) },
	{ 0x0621, 0x064a, arabic, sizeof(arabic) / sizeof(arabic[0]) },
};

/* The forms of a word that is of that script alone and has two letters at least; NULL: none. */
static const struct forms *forms_of(const char *word, size_t len)
{
	const struct forms *found = NULL;
	size_t used, letters = 0;

	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		uint32_t cp = text_next(word, len, &used);

		if (cp >= scripts[i].first && cp <= scripts[i].last)
			found = &scripts[i];
	}
	for (size_t at = 0; found && at < len; at += used, letters++) {
		uint32_t cp = text_next(word + at, len - at, &used);

		if (cp < found->first || cp > found->last)
			return NULL;
	}
	return letters >= 2 ? found : NULL;
}

/* `plain` is the query of the word itself. */
static void add_word(struct str *out, const char *word, size_t len, const struct str *plain)
{
	const struct forms *forms = forms_of(word, len);

	if (!forms) {
		str_add_n(out, plain->data, plain->len);
		return;
	}
	str_addf(out, "(%s", str_text(plain));
	for (size_t i = 0; i < forms->n; i++)
		str_addf(out, " OR \"%s%.*s\" *", forms->before[i], (int)len, word);
	str_add_c(out, ')');
}

size_t search_match(const char *words, struct str *out)
{
	struct str one = STR_INIT, plain = STR_INIT;
	size_t n = 0;

	while (*words) {
		size_t len = strcspn(words, " \t\n");

		str_clear(&one);
		str_clear(&plain);
		str_add_n(&one, words, len);
		if (len && filter_match(str_text(&one), &plain)) {
			str_add(out, n++ ? " AND " : "");
			add_word(out, words, len, &plain);
		}
		words += len;
		words += strspn(words, " \t\n");
	}
	str_free(&one);
	str_free(&plain);
	return n;
}
