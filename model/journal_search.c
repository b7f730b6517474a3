#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/journal.h"
#include "model/stmt.h"
#include "model/text.h"

/* Whether `text` holds every word of `words`; both are folded. */
static bool holds(const char *text, const char *words)
{
	struct str word = STR_INIT;
	bool all = true;

	while (*words && all) {
		size_t len = strcspn(words, " ");

		str_clear(&word);
		str_add_n(&word, words, len);
		all = strstr(text, str_text(&word)) != NULL;
		words += len + strspn(words + len, " ");
	}
	str_free(&word);
	return all;
}

enum status journal_search(struct db *db, const char *words, int64_t look, int64_t *before,
	size_t max, int64_t *out, size_t *n)
{
	struct str folded = STR_INIT, label = STR_INIT;
	int64_t seen = 0;
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT seq, label FROM journal WHERE seq < :before ORDER BY seq DESC LIMIT :look",
		&s);

	*n = 0;
	if (st)
		return st;
	text_fold(&folded, words, strlen(words));
	stmt_int(s, ":before", *before ? *before : INT64_MAX);
	stmt_int(s, ":look", look);
	while (*n < max && (st = stmt_step(s)) == ST_OK) {
		const char *text = stmt_get_text(s, 1);

		*before = stmt_get_int(s, 0);
		seen++;
		str_clear(&label);
		text_fold(&label, text, strlen(text));
		if (holds(str_text(&label), str_text(&folded)))
			out[(*n)++] = *before;
	}
	stmt_done(s);
	if (st == ST_END && seen < look)
		*before = 1;
	str_free(&folded);
	str_free(&label);
	return st == ST_END ? ST_OK : st;
}
