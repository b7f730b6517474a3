#include "config.h"

#include "model/reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/date.h"
#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/stmt.h"
#include "model/text.h"

/* ---- one in memory ---- */

const char *reading_state_name(enum reading_state state)
{
	static const char *const names[] = { "read", "nothing", "refused", "stopped" };

	return names[state];
}

void reading_init(struct reading *r, const char *sha256)
{
	memset(r, 0, sizeof(*r));
	r->pages = -1;
	r->state = READING_NOTHING;
	snprintf(r->sha256, sizeof(r->sha256), "%s", sha256);
}

void reading_free(struct reading *r)
{
	free(r->mime);
	free(r->language);
	free(r->why);
	free(r->ocr);
	for (size_t i = 0; i < r->n_pages; i++)
		free(r->page[i].text);
	for (size_t i = 0; i < r->n_says; i++) {
		free(r->says[i].name);
		free(r->says[i].value);
	}
	free(r->page);
	free(r->says);
	memset(r, 0, sizeof(*r));
}

/* Room for one more, doubled when it is full. */
static void *grown(void *items, size_t n, size_t size)
{
	return n & (n - 1) ? items : mem_resize(items, n ? n * 2 : 1, size);
}

static void put_page(struct reading *r, int64_t page, bool ocr, char *text, size_t len)
{
	r->page = grown(r->page, r->n_pages, sizeof(*r->page));
	r->page[r->n_pages++] = (struct reading_page){ page, ocr, text };
	r->text += len;
	if (r->state == READING_NOTHING)
		r->state = READING_READ;
}

enum status reading_add_page(
	struct reading *r, int64_t page, bool ocr, const char *bytes, size_t len)
{
	int64_t last = r->n_pages ? r->page[r->n_pages - 1].page : 0;
	struct str text = STR_INIT;
	enum status st;

	if (page <= last || len > READING_TEXT_MAX - r->text)
		return ST_INVALID;
	st = text_take(bytes, len, &text);
	if (st == ST_OK && text.len > READING_TEXT_MAX - r->text)
		st = ST_INVALID;
	if (st == ST_OK && text.len) {
		len = text.len;
		put_page(r, page, ocr, str_detach(&text), len);
	}
	str_free(&text);
	return st;
}

static bool says_already(const struct reading *r, const char *name, const char *value)
{
	for (size_t i = 0; i < r->n_says; i++)
		if (!strcmp(r->says[i].name, name) && !strcmp(r->says[i].value, value))
			return true;
	return false;
}

enum status reading_add_says(struct reading *r, const char *name, const char *bytes, size_t len)
{
	struct str whole = STR_INIT, value = STR_INIT;
	enum status st = says_name(name) ? text_take(bytes, len, &whole) : ST_INVALID;

	value.max = READING_VALUE_MAX;
	str_add_n(&value, str_text(&whole), whole.len);
	if (st == ST_OK && value.len && r->n_says < READING_SAYS_MAX &&
		!says_already(r, name, str_text(&value))) {
		r->says = grown(r->says, r->n_says, sizeof(*r->says));
		r->says[r->n_says++] = (struct reading_says){ mem_text(name),
			mem_text(str_text(&value)), says_reveals(name, str_text(&value)) };
	}
	str_free(&whole);
	str_free(&value);
	return st;
}

/* ---- kept ---- */

static enum status run_of(struct db *db, const char *sql, const char *sha256)
{
	struct stmt *s;
	enum status st = stmt_get(db, sql, &s);

	if (st)
		return st;
	stmt_text(s, ":sha256", sha256);
	return stmt_run(s);
}

/* The words must be told to the index as they were learnt, before the texts go. */
static enum status forget(struct db *db, const char *sha256)
{
	static const char *const steps[] = {
		("INSERT INTO page_search (page_search, rowid, text) "
		 "SELECT 'delete', id, text FROM reading_page WHERE sha256 = :sha256"),
		"DELETE FROM reading_page WHERE sha256 = :sha256",
		"DELETE FROM reading_says WHERE sha256 = :sha256",
		"DELETE FROM reading WHERE sha256 = :sha256",
	};
	enum status st = ST_OK;

	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]) && st == ST_OK; i++)
		st = run_of(db, steps[i], sha256);
	return st;
}

static enum status keep_head(struct db *db, const struct reading *r)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"INSERT INTO reading (sha256, at, mime, pages, state, why, ocr) "
		"VALUES (:sha256, :at, :mime, :pages, :state, :why, :ocr)",
		&s);

	if (st)
		return st;
	stmt_text(s, ":sha256", r->sha256);
	stmt_text(s, ":at", r->at);
	stmt_text(s, ":mime", r->mime);
	if (r->pages >= 0)
		stmt_int(s, ":pages", r->pages);
	else
		stmt_null(s, ":pages");
	stmt_text(s, ":state", reading_state_name(r->state));
	stmt_text(s, ":why", r->why);
	stmt_text(s, ":ocr", r->ocr);
	return stmt_run(s);
}

typedef void bind_fn(struct stmt *s, const struct reading *r, size_t i);

static enum status keep_each(
	struct db *db, const char *sql, const struct reading *r, size_t n, bind_fn *bind)
{
	struct stmt *s;
	enum status st = stmt_get(db, sql, &s);

	if (st)
		return st;
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		stmt_text(s, ":sha256", r->sha256);
		bind(s, r, i);
		st = stmt_again(s);
	}
	stmt_done(s);
	return st;
}

static void bind_page(struct stmt *s, const struct reading *r, size_t i)
{
	stmt_int(s, ":page", r->page[i].page);
	stmt_int(s, ":ocr", r->page[i].ocr);
	stmt_text(s, ":text", r->page[i].text);
}

static void bind_says(struct stmt *s, const struct reading *r, size_t i)
{
	stmt_text(s, ":name", r->says[i].name);
	stmt_text(s, ":value", r->says[i].value);
	stmt_int(s, ":reveals", r->says[i].reveals);
}

static enum status keep_parts(struct db *db, const struct reading *r)
{
	enum status st = keep_each(db,
		"INSERT INTO reading_page (sha256, page, ocr, text) "
		"VALUES (:sha256, :page, :ocr, :text)",
		r, r->n_pages, bind_page);

	if (st == ST_OK)
		st = run_of(db,
			"INSERT INTO page_search (rowid, text) SELECT id, text "
			"FROM reading_page WHERE sha256 = :sha256",
			r->sha256);
	return st ? st
		  : keep_each(db,
			    "INSERT INTO reading_says (sha256, name, value, reveals) "
			    "VALUES (:sha256, :name, :value, :reveals)",
			    r, r->n_says, bind_says);
}

/* ---- what was read from pictures before ---- */

struct older {
	struct reading *r;
	struct reading_page *page; /* owned; those to be kept */
	size_t n;
};

static bool has_page(const struct reading *r, int64_t page)
{
	size_t low = 0, high = r->n_pages;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (r->page[middle].page < page)
			low = middle + 1;
		else
			high = middle;
	}
	return low < r->n_pages && r->page[low].page == page;
}

static enum status keep_older(void *arg, int64_t page, bool ocr, const char *text, size_t len)
{
	struct older *o = arg;

	if (!ocr || has_page(o->r, page) || len > READING_TEXT_MAX - o->r->text)
		return ST_OK;
	o->page = grown(o->page, o->n, sizeof(*o->page));
	o->page[o->n++] = (struct reading_page){ page, true, mem_text_n(text, len) };
	o->r->text += len;
	return ST_OK;
}

static int by_page(const void *a, const void *b)
{
	const struct reading_page *x = a, *y = b;

	return (x->page > y->page) - (x->page < y->page);
}

/* Nobody who asked for the pictures to be read wants to ask again because the rest was. */
static enum status add_older(struct db *db, struct reading *r)
{
	struct older o = { .r = r };
	struct reading before;
	enum status st = reading_load(db, r->sha256, &before);

	if (st == ST_OK && before.ocr && !r->ocr)
		st = reading_each(db, r->sha256, keep_older, &o);
	if (st == ST_OK && o.n) {
		r->ocr = mem_text(before.ocr);
		for (size_t i = 0; i < o.n; i++)
			put_page(r, o.page[i].page, true, o.page[i].text, 0);
		qsort(r->page, r->n_pages, sizeof(*r->page), by_page);
		o.n = 0;
	}
	for (size_t i = 0; i < o.n; i++)
		free(o.page[i].text);
	free(o.page);
	reading_free(&before);
	return st == ST_NOTFOUND ? ST_OK : st;
}

static enum status take(struct db *db, struct reading *r)
{
	enum status st;

	date_now(r->at);
	st = add_older(db, r);
	if (st == ST_OK)
		st = forget(db, r->sha256);
	if (st == ST_OK)
		st = keep_head(db, r);
	return st == ST_OK ? keep_parts(db, r) : st;
}

enum status reading_take(struct db *db, struct reading *r)
{
	enum status st;

	if (!db_in_change(db))
		return reading_take_all(db, r, 1);
	st = db_exec(db, "SAVEPOINT reading");
	if (st)
		return st;
	st = take(db, r);
	if (st == ST_OK)
		return db_exec(db, "RELEASE reading");
	/* Not db_exec(): the sentence of what failed stays. */
	sqlite3_exec(db->handle, "ROLLBACK TO reading; RELEASE reading", NULL, NULL, NULL);
	return st;
}

enum status reading_take_all(struct db *db, struct reading *r, size_t n)
{
	enum status st = db_exec(db, "BEGIN IMMEDIATE");

	if (st)
		return st;
	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = take(db, &r[i]);
	if (st == ST_OK)
		st = db_exec(db, "COMMIT");
	if (st)
		sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
	else
		db->commits++;
	return st;
}
