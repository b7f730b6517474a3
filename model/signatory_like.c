#include "config.h"

#include "model/signatory_like.h"

#include <stdlib.h>
#include <string.h>

#include "model/fts.h"
#include "model/mem.h"
#include "model/stmt.h"
#include "model/str.h"
#include "model/text.h"

#define COLUMNS                                                                                    \
	"s.id, s.ref, s.name, coalesce(s.city, ''), coalesce(s.country, ''), "                     \
	"coalesce(s.signed, ''), s.state"

static const char by_name_sql[] =
	"SELECT " COLUMNS
	" FROM signatory_search JOIN signatory s ON s.id = signatory_search.rowid "
	"WHERE signatory_search MATCH :match AND s.petition = :petition "
	"ORDER BY signatory_search.rowid LIMIT :max";

static const char by_email_sql[] =
	"SELECT " COLUMNS " FROM signatory s WHERE s.petition = :petition AND s.email = :email "
	"ORDER BY s.id LIMIT :max";

#define WORDS_MAX 16

/* The words of a name, folded; in the order of their letters once sorted. */
struct words {
	struct str text;
	char *at[WORDS_MAX]; /* in `text`, each with its NUL */
	size_t n;
	size_t letters; /* characters in all of them */
	bool alone;     /* some are of a script without blanks */
};

static void take_words(const char *name, struct words *w)
{
	bool inside = false;
	size_t used;

	memset(w, 0, sizeof(*w));
	text_fold(&w->text, name, strlen(name));
	for (size_t at = 0; at < w->text.len; at += used) {
		uint32_t cp = text_next(w->text.data + at, w->text.len - at, &used);
		enum fts_letter kind = fts_letter(cp);

		if (kind == FTS_NONE) {
			memset(w->text.data + at, 0, used);
			inside = false;
			continue;
		}
		if (!inside && w->n == WORDS_MAX)
			break;
		if (!inside)
			w->at[w->n++] = w->text.data + at;
		inside = true;
		w->letters += kind != FTS_MARK;
		w->alone = w->alone || kind == FTS_ALONE;
	}
}

static int by_letters(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort_words(struct words *w)
{
	if (w->n > 1)
		qsort(w->at, w->n, sizeof(char *), by_letters);
}

static bool same_words(const struct words *a, const struct words *b)
{
	if (a->n != b->n)
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (strcmp(a->at[i], b->at[i]) != 0)
			return false;
	return true;
}

/* All words, the last as a beginning; in the column of names. */
static void match_words(const struct words *w, struct str *out)
{
	str_add(out, "name : (");
	for (size_t i = 0; i < w->n; i++)
		str_addf(out, "%s\"%s\"%s", i ? " AND " : "", w->at[i],
			i + 1 == w->n && !w->alone ? " *" : "");
	str_add(out, ")");
}

struct asking {
	const struct words *wanted; /* sorted; NULL: asked by address */
	likeness_fn *fn;
	void *arg;
};

static void give(struct stmt *s, const struct asking *q)
{
	struct likeness found = { .id = stmt_get_int(s, 0),
		.same = true,
		.ref = stmt_get_text(s, 1),
		.name = stmt_get_text(s, 2),
		.city = stmt_get_text(s, 3),
		.country = stmt_get_text(s, 4),
		.signed_on = stmt_get_text(s, 5),
		.state = stmt_get_text(s, 6) };

	if (q->wanted) {
		struct words now;

		take_words(found.name, &now);
		sort_words(&now);
		found.same = same_words(q->wanted, &now);
		str_free(&now.text);
	}
	q->fn(q->arg, &found);
}

static enum status walk(struct stmt *s, int64_t petition, size_t max, const struct asking *q)
{
	enum status st;

	stmt_int(s, ":petition", petition);
	stmt_int(s, ":max", (int64_t)max);
	while ((st = stmt_step(s)) == ST_OK)
		give(s, q);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status like_name(
	struct db *db, int64_t petition, const char *name, size_t max, struct asking *q)
{
	struct words w;
	struct str match = STR_INIT;
	struct stmt *s;
	enum status st = ST_OK;

	take_words(name, &w);
	if (w.n >= 2 || (w.alone && w.letters >= 2)) {
		match_words(&w, &match);
		sort_words(&w);
		q->wanted = &w;
		st = stmt_get(db, by_name_sql, &s);
		if (st == ST_OK) {
			stmt_text(s, ":match", str_text(&match));
			st = walk(s, petition, max, q);
		}
	}
	str_free(&w.text);
	str_free(&match);
	return st;
}

enum status signatory_like(struct db *db, int64_t petition, const char *name, const char *email,
	size_t max, likeness_fn *fn, void *arg)
{
	struct asking q = { NULL, fn, arg };
	struct stmt *s;
	enum status st = ST_OK;

	if (*email) {
		st = stmt_get(db, by_email_sql, &s);
		if (st)
			return st;
		stmt_text(s, ":email", email);
		st = walk(s, petition, max, &q);
	}
	if (st == ST_OK)
		st = like_name(db, petition, name, max, &q);
	return st;
}
