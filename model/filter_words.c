#include "config.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/filter.h"
#include "model/text.h"

/* Words: as a query of the search tables, and in one field's text. */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

size_t filter_match(const char *words, struct str *out)
{
	size_t n = 0;

	while (*words) {
		size_t len = 0;

		while (is_blank(*words))
			words++;
		while (words[len] && !is_blank(words[len]))
			len++;
		if (!len)
			break;
		str_addf(out, "%s\"", n ? " AND " : "");
		for (size_t i = 0; i < len; i++) {
			if (words[i] == '"')
				str_add_c(out, '"');
			str_add_c(out, words[i]);
		}
		str_add(out, "\" *");
		words += len;
		n++;
	}
	return n;
}

/* amparo_has(text, words): whether each folded word of `words` begins a word of `text`. */
static bool begins_a_word(const char *text, const char *word, size_t len)
{
	for (const char *p = text; (p = strstr(p, word)) != NULL; p++) {
		unsigned char before = p == text ? ' ' : (unsigned char)p[-1];
		/* Han and the like have no spaces: any place will do for them. */
		if (!(isalnum(before) || before >= 0x80) || (unsigned char)word[0] >= 0xe2)
			return true;
	}
	(void)len;
	return false;
}

static bool has_words(const char *text, char *words)
{
	char *save = NULL;

	for (char *w = strtok_r(words, " \t\n", &save); w; w = strtok_r(NULL, " \t\n", &save))
		if (!begins_a_word(text, w, strlen(w)))
			return false;
	return true;
}

static void has_function(sqlite3_context *context, int n, sqlite3_value **args)
{
	struct str text = STR_INIT, words = STR_INIT;
	const char *a = (const char *)sqlite3_value_text(args[0]);
	const char *b = (const char *)sqlite3_value_text(args[1]);

	(void)n;
	if (!a || !b) {
		sqlite3_result_int(context, 0);
		return;
	}
	text_fold(&text, a, strlen(a));
	text_fold(&words, b, strlen(b));
	str_add(&words, "");
	sqlite3_result_int(context, words.data && has_words(str_text(&text), words.data));
	str_free(&text);
	str_free(&words);
}

enum status filter_register(struct db *db)
{
	int rc = sqlite3_create_function_v2(db->handle, "amparo_has", 2,
		SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, has_function, NULL,
		NULL, NULL);

	return rc == SQLITE_OK ? ST_OK : db_sqlite_fail(db, rc);
}
