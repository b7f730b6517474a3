#include "config.h"

#include <stdbool.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/filter.h"
#include "model/fts.h"
#include "model/hits.h"
#include "model/text.h"

/* Words: as a query of the search tables, and in one field's text. */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* Finds the next run of letters from *end on. False: there is none. */
static bool next_run(const char *text, size_t len, size_t *start, size_t *end)
{
	size_t at = *end, used = 0;

	for (; at < len; at += used)
		if (fts_letter(text_next(text + at, len - at, &used)) != FTS_NONE)
			break;
	*start = at;
	for (; at < len; at += used)
		if (fts_letter(text_next(text + at, len - at, &used)) == FTS_NONE)
			break;
	*end = at;
	return *end > *start;
}

static void add_phrase(struct str *out, const char *word, size_t len)
{
	str_add_c(out, '"');
	for (size_t i = 0; i < len; i++) {
		if (word[i] == '"')
			str_add_c(out, '"');
		str_add_c(out, word[i]);
	}
	str_add(out, "\" *");
}

size_t filter_match(const char *words, struct str *out)
{
	size_t n = 0;

	while (*words) {
		size_t len = 0, start, end = 0;

		while (is_blank(*words))
			words++;
		while (words[len] && !is_blank(words[len]))
			len++;
		/* A phrase without a letter would match nothing, and take the others with it. */
		if (next_run(words, len, &start, &end)) {
			str_add(out, n++ ? " AND " : "");
			add_phrase(out, words, len);
		}
		words += len;
	}
	return n;
}

/* Whether a word of `text` may begin at `at`. */
static bool begins_at(const char *text, size_t at)
{
	size_t before = at, used;
	enum fts_letter kind;

	if (!at)
		return true;
	do
		before--;
	while (before && ((unsigned char)text[before] & 0xc0) == 0x80);
	kind = fts_letter(text_next(text + before, at - before, &used));
	return kind == FTS_NONE || kind == FTS_ALONE;
}

static bool has_word(const char *text, const char *word, size_t len)
{
	size_t used;
	/* Where nothing parts words, any place will do. */
	bool anywhere = fts_letter(text_next(word, len, &used)) == FTS_ALONE;
	size_t left = strlen(text);

	for (const char *p = text; (p = memmem(p, left, word, len)) != NULL; p++) {
		if (anywhere || begins_at(text, (size_t)(p - text)))
			return true;
		left = strlen(p + 1);
	}
	return false;
}

/* amparo_has(text, words): whether each folded word of `words` begins a word of `text`. */
static bool has_words(const char *text, const char *words, size_t len)
{
	size_t start, end = 0;

	while (next_run(words, len, &start, &end))
		if (!has_word(text, words + start, end - start))
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
	sqlite3_result_int(context, has_words(str_text(&text), str_text(&words), words.len));
	str_free(&text);
	str_free(&words);
}

/* amparo_among(set, id): whether the id is in the set; false while there is none. */
static void among_function(sqlite3_context *context, int n, sqlite3_value **args)
{
	const struct hits *set = sqlite3_value_pointer(args[0], HITS_POINTER);

	(void)n;
	sqlite3_result_int(context, set && hits_has(set, sqlite3_value_int64(args[1])));
}

enum status filter_register(struct db *db)
{
	int rc = sqlite3_create_function_v2(db->handle, "amparo_has", 2,
		SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL, has_function, NULL,
		NULL, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_create_function_v2(db->handle, "amparo_among", 2,
			SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, among_function, NULL, NULL, NULL);
	return rc == SQLITE_OK ? ST_OK : db_sqlite_fail(db, rc);
}
