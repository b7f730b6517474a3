#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/reading.h"
#include "model/stmt.h"

static enum reading_state state_of(const char *text)
{
	enum reading_state state = READING_READ;

	while (state < READING_STOPPED && strcmp(reading_state_name(state), text) != 0)
		state++;
	return state;
}

static enum status load_says(struct db *db, struct reading *r)
{
	struct stmt *s;
	enum status st = stmt_get(
		db, "SELECT name, value FROM reading_says WHERE sha256 = :sha256 ORDER BY id", &s);

	if (st)
		return st;
	stmt_text(s, ":sha256", r->sha256);
	while ((st = stmt_step(s)) == ST_OK) {
		struct slice value = stmt_get_slice(s, 1);

		st = reading_add_says(r, stmt_get_text(s, 0), value.text, value.len);
		/* A newer program may know more names. */
		if (st && st != ST_INVALID)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

enum status reading_load(struct db *db, const char *sha256, struct reading *out)
{
	struct stmt *s;
	enum status st;

	reading_init(out, sha256);
	st = stmt_get(db,
		"SELECT at, mime, pages, state, why, ocr FROM reading WHERE sha256 = :sha256", &s);
	if (st)
		return st;
	stmt_text(s, ":sha256", sha256);
	st = stmt_step(s);
	if (st == ST_OK) {
		snprintf(out->at, sizeof(out->at), "%s", stmt_get_text(s, 0));
		out->mime = mem_text_or_null(stmt_get_text(s, 1));
		out->pages = stmt_is_null(s, 2) ? -1 : stmt_get_int(s, 2);
		out->state = state_of(stmt_get_text(s, 3));
		out->why = mem_text_or_null(stmt_get_text(s, 4));
		out->ocr = mem_text_or_null(stmt_get_text(s, 5));
	}
	stmt_done(s);
	if (st == ST_OK)
		st = load_says(db, out);
	return st == ST_END ? ST_NOTFOUND : st;
}

enum status reading_text(
	struct db *db, const char *sha256, int64_t page, struct str *out, bool *ocr)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT text, ocr FROM reading_page WHERE sha256 = :sha256 AND page = :page", &s);

	if (st)
		return st;
	stmt_text(s, ":sha256", sha256);
	stmt_int(s, ":page", page);
	st = stmt_step(s);
	if (st == ST_OK) {
		struct slice text = stmt_get_slice(s, 0);

		str_add_n(out, text.text, text.len);
		*ocr = stmt_get_int(s, 1) != 0;
	}
	stmt_done(s);
	return st == ST_END ? ST_NOTFOUND : st;
}

enum status reading_each(struct db *db, const char *sha256, reading_page_fn *fn, void *arg)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT page, ocr, text FROM reading_page WHERE sha256 = :sha256 ORDER BY page",
		&s);

	if (st)
		return st;
	stmt_text(s, ":sha256", sha256);
	while ((st = stmt_step(s)) == ST_OK) {
		struct slice text = stmt_get_slice(s, 2);

		st = fn(arg, stmt_get_int(s, 0), stmt_get_int(s, 1) != 0, text.text, text.len);
		if (st)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

enum status reading_unread(struct db *db, int64_t after, int64_t *ids, size_t max, size_t *n)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT e.id FROM exhibit e WHERE e.id > :after "
		"AND (EXISTS (SELECT 1 FROM blob b WHERE b.sha256 = e.sha256) "
		"OR (e.lies IS NOT NULL AND e.sha256 IS NOT NULL)) "
		"AND NOT EXISTS (SELECT 1 FROM reading r WHERE r.sha256 = e.sha256) "
		"ORDER BY e.id LIMIT :max",
		&s);

	*n = 0;
	if (st)
		return st;
	stmt_int(s, ":after", after);
	stmt_int(s, ":max", (int64_t)max);
	while ((st = stmt_step(s)) == ST_OK)
		ids[(*n)++] = stmt_get_int(s, 0);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* ---- finding ---- */

/* Pages lie in the order in which they were read, those of a file together: as they come is an
 * order that costs nothing, and puts no file's pages apart. */
static const char find_sql[] =
	"SELECT p.sha256, p.page, p.ocr, snippet(page_search, 0, char(2), char(3), '…', 16), "
	"r.pages, p.page = 1 AND NOT EXISTS "
	"(SELECT 1 FROM reading_page q WHERE q.sha256 = p.sha256 AND q.page > 1) "
	"FROM page_search JOIN reading_page p ON p.id = page_search.rowid "
	"JOIN reading r ON r.sha256 = p.sha256 "
	"WHERE page_search MATCH :match ORDER BY page_search.rowid";

/* Bytes that no exhibit has any more are not found. */
static const char exhibits_sql[] =
	"SELECT id, ref, title FROM exhibit WHERE sha256 = :sha256 ORDER BY id";

struct finding {
	struct db *db;
	size_t left; /* hits that may still be given */
	size_t each; /* pages of one file */
	reading_hit_fn *fn;
	void *arg;
	char sha256[HASH_TEXT]; /* of the file in hand */
	size_t of_it;           /* pages of it that were given */
	bool ended;             /* fn answered that it has enough, or failed */
};

/* Gives a page for each exhibit that has these bytes. */
static enum status give_page(struct finding *f, struct stmt *page)
{
	struct reading_hit hit = { .page = stmt_get_int(page, 1),
		.ocr = stmt_get_int(page, 2) != 0,
		.excerpt = stmt_get_text(page, 3),
		.paged = !stmt_is_null(page, 4),
		.alone = stmt_get_int(page, 5) != 0 };
	struct stmt *s;
	enum status st = stmt_get(f->db, exhibits_sql, &s);

	if (st)
		return st;
	stmt_text(s, ":sha256", f->sha256);
	while ((st = stmt_step(s)) == ST_OK && f->left) {
		hit.exhibit = stmt_get_int(s, 0);
		hit.ref = stmt_get_text(s, 1);
		hit.title = stmt_get_text(s, 2);
		f->left--;
		st = f->fn(f->arg, &hit);
		f->ended = st != ST_OK;
		if (st)
			break;
	}
	stmt_done(s);
	/* No more exhibits with these bytes is not the end of the search. */
	return st == ST_END && !f->ended ? ST_OK : st;
}

enum status reading_find(
	struct db *db, const char *match, size_t max, size_t each, reading_hit_fn *fn, void *arg)
{
	struct finding f = { .db = db, .left = max, .each = each, .fn = fn, .arg = arg };
	struct stmt *s;
	enum status st = stmt_get(db, find_sql, &s);

	if (st)
		return st;
	stmt_text(s, ":match", match);
	while (f.left && (st = stmt_step(s)) == ST_OK) {
		const char *sha256 = stmt_get_text(s, 0);

		if (strcmp(f.sha256, sha256)) {
			snprintf(f.sha256, sizeof(f.sha256), "%s", sha256);
			f.of_it = 0;
		}
		if (f.of_it++ >= f.each)
			continue;
		st = give_page(&f, s);
		if (st)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}
