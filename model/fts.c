#include "config.h"

#include "model/fts.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

/*
 * The tokenizer of the search tables: words folded without case and diacritics. Scripts that are
 * written without spaces give one token a character, so that a phrase of two finds a name of two.
 */

#define WORD_MAX 256 /* bytes of a word that are looked at */

struct tokenizer {
	struct str folded; /* the word in hand */
};

enum fts_letter fts_letter(uint32_t cp)
{
	UErrorCode error = U_ZERO_ERROR;
	uint32_t mask;

	if (cp < 0x80)
		return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
				       (cp >= '0' && cp <= '9')
			       ? FTS_WORD
			       : FTS_NONE;
	if (cp == 0x05f3 || cp == 0x05f4) /* geresh and gershayim stand inside Hebrew words */
		return FTS_WORD;
	mask = U_GET_GC_MASK((UChar32)cp);
	if (mask & U_GC_M_MASK)
		return FTS_MARK;
	if (!(mask & (U_GC_L_MASK | U_GC_N_MASK)))
		return FTS_NONE;
	switch (uscript_getScript((UChar32)cp, &error)) {
	case USCRIPT_HAN:
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
	case USCRIPT_THAI:
	case USCRIPT_LAO:
	case USCRIPT_KHMER:
	case USCRIPT_MYANMAR:
		return FTS_ALONE;
	default:
		return FTS_WORD;
	}
}

static bool fold_ascii(struct str *out, const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)word[i] >= 0x80)
			return false;
	for (size_t i = 0; i < len; i++) {
		char c = word[i];
		str_add_c(out, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
	}
	return true;
}

typedef int token_fn(void *arg, int flags, const char *token, int len, int start, int end);

static int give(
	struct tokenizer *t, void *arg, const char *text, size_t start, size_t end, token_fn *fn)
{
	size_t len = end - start > WORD_MAX ? WORD_MAX : end - start;

	str_clear(&t->folded);
	if (!fold_ascii(&t->folded, text + start, len))
		text_fold(&t->folded, text + start, len);
	if (!t->folded.len)
		return SQLITE_OK;
	return fn(arg, 0, t->folded.data, (int)t->folded.len, (int)start, (int)end);
}

static int tokenize(
	Fts5Tokenizer *self, void *arg, int flags, const char *text, int bytes, token_fn *fn)
{
	struct tokenizer *t = (struct tokenizer *)self;
	size_t len = bytes > 0 ? (size_t)bytes : 0, at = 0, start = 0;
	bool in_word = false, alone = false;
	int rc = SQLITE_OK;

	(void)flags;
	while (at < len && rc == SQLITE_OK) {
		size_t used;
		enum fts_letter kind = fts_letter(text_next(text + at, len - at, &used));

		if (in_word && kind != FTS_MARK && (alone || kind != FTS_WORD)) {
			rc = give(t, arg, text, start, at, fn);
			in_word = false;
		}
		if (kind != FTS_NONE && !in_word) {
			start = at;
			in_word = true;
			alone = kind == FTS_ALONE;
		}
		at += used;
	}
	if (in_word && rc == SQLITE_OK)
		rc = give(t, arg, text, start, len, fn);
	return rc;
}

static int create(void *context, const char **args, int n_args, Fts5Tokenizer **out)
{
	(void)context;
	(void)args;
	(void)n_args;
	*out = mem_zero(sizeof(struct tokenizer));
	return SQLITE_OK;
}

static void destroy(Fts5Tokenizer *self)
{
	struct tokenizer *t = (struct tokenizer *)self;

	str_free(&t->folded);
	free(t);
}

enum status fts_register(struct db *db)
{
	static fts5_tokenizer methods = { create, destroy, tokenize };
	fts5_api *api = NULL;
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(db->handle, "SELECT fts5(?1)", -1, &s, NULL);

	if (rc == SQLITE_OK) {
		sqlite3_bind_pointer(s, 1, (void *)&api, "fts5_api_ptr", NULL);
		(void)sqlite3_step(s);
		rc = sqlite3_finalize(s);
	}
	if (rc == SQLITE_OK && api)
		rc = api->xCreateTokenizer(api, "amparo", NULL, &methods, NULL);
	if (rc == SQLITE_OK && !api)
		return db_fail(db, ST_DB, NULL,
			_("this SQLite has no full-text search (FTS5); install Debian's "
			  "libsqlite3-0"));
	return rc == SQLITE_OK ? ST_OK : db_sqlite_fail(db, rc);
}
