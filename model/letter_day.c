/* Which text of a letter stood on a day. */
#include "config.h"

#include <stdlib.h>

#include "model/history.h"
#include "model/letter.h"
#include "model/mem.h"
#include "model/stmt.h"

/* One of its versions. */
struct text {
	int64_t id;
	int64_t number;
};

static enum status read_texts(struct db *db, int64_t letter, struct text **out, size_t *n)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT id, number FROM version WHERE letter = :letter ORDER BY number DESC, id",
		&s);

	*out = NULL;
	*n = 0;
	if (st)
		return st;
	stmt_int(s, ":letter", letter);
	while ((st = stmt_step(s)) == ST_OK) {
		*out = mem_resize(*out, *n + 1, sizeof(**out));
		(*out)[(*n)++] = (struct text){ stmt_get_int(s, 0), stmt_get_int(s, 1) };
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* Whether the entry is where the text came in, or became what it is: drafts are edited in place. */
static bool brought(const struct history_change *c)
{
	const uint64_t text = UINT64_C(1) << entity_field(entity_get(ENTITY_VERSION), "text");

	return c->act == HISTORY_ADDED || (c->act == HISTORY_CHANGED && (c->fields & text));
}

/* *since is the first day on which the version stood as it does. ST_END: that is not known. */
static enum status read_since(struct db *db, int64_t version, struct date *since)
{
	struct history *h = NULL;
	struct history_event e;
	bool found = false;
	enum status st = history_open(db, ENTITY_VERSION, version, &h);

	while (st == ST_OK && !found) {
		st = history_next(h, &e);
		if (st != ST_OK)
			break;
		found = brought(&e.change);
		if (found && date_of_instant(e.entry.at, since) != ST_OK)
			st = ST_END;
		history_event_free(&e);
	}
	history_close(h);
	/* A journal that does not tell is a matter of `verify`, not of this answer. */
	return st == ST_NOTFOUND || st == ST_CONFLICT ? ST_END : st;
}

enum status letter_current_on(
	struct db *db, int64_t letter, const struct date *day, int64_t *number)
{
	struct text *texts = NULL;
	struct date since;
	size_t n = 0;
	enum status st = read_texts(db, letter, &texts, &n);

	*number = 0;
	if (st == ST_OK && n && texts[0].number == texts[n - 1].number)
		*number = texts[0].number;
	for (size_t i = 0; i < n && st == ST_OK && !*number; i++) {
		st = read_since(db, texts[i].id, &since);
		if (st == ST_END || (st == ST_OK && date_compare(&since, day) <= 0))
			*number = texts[i].number;
		if (st == ST_END)
			st = ST_OK;
	}
	free(texts);
	return st;
}
