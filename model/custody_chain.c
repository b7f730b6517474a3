#include "config.h"

#include "model/custody_chain.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/custody_time.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/stmt.h"
#include "model/text.h"

static const struct {
	const char *name, *words;
} gaps[GAP_KINDS] = {
	[GAP_HASH] = { "hash", N_("its hash is not the one taken at intake") },
	[GAP_HANDS] = { "hands",
		N_("who gives it is not the one who had it by the entries before") },
	[GAP_BEFORE] = { "before", N_("it is dated before the exhibit was collected or received") },
	[GAP_FROM_NOBODY] = { "from", N_("it does not say who handed it over") },
	[GAP_TO_NOBODY] = { "to", N_("it does not say to whom it was handed") },
	[GAP_DESTROYED] = { "destroyed", N_("an entry before it says that it was destroyed") },
	[GAP_TIME] = { "time", N_("its time cannot be read") },
	[GAP_NO_BEGINNING] = { "beginning",
		N_("No entry says how the exhibit was collected or received.") },
};

const char *custody_gap_name(enum custody_gap_kind kind)
{
	return gaps[kind].name;
}

const char *custody_gap_words(enum custody_gap_kind kind)
{
	return gaps[kind].words;
}

/* ---- reading ---- */

static enum status read_entries(struct db *db, int64_t exhibit, struct custody_chain *out)
{
	int64_t *ids = NULL;
	size_t n = 0, room = 0;
	struct stmt *s;
	enum status st =
		stmt_get(db, "SELECT id FROM custody WHERE exhibit = :exhibit ORDER BY id", &s);

	if (st)
		return st;
	stmt_int(s, ":exhibit", exhibit);
	while ((st = stmt_step(s)) == ST_OK) {
		if (n == room) {
			room = room ? room * 2 : 16;
			ids = mem_resize(ids, room, sizeof(*ids));
		}
		ids[n++] = stmt_get_int(s, 0);
	}
	stmt_done(s);
	st = st == ST_END ? ST_OK : st;
	out->entries = mem_array(n ? n : 1, sizeof(*out->entries));
	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = record_load(db, ENTITY_CUSTODY, ids[i], &out->entries[out->n++]);
	free(ids);
	return st;
}

/*
 * By insertion in the order in which they were made: an entry goes before the first that is surely
 * later, so that a day without a time stays where it was entered among the times of that day.
 */
static void sort_by_time(struct custody_chain *c)
{
	const char *latest = "";

	for (size_t i = 0; i < c->n; i++) {
		struct record moved = c->entries[i];
		const char *at = record_show(&moved, "at");
		size_t to = 0;

		if (strcmp(latest, at) <= 0) {
			latest = at;
			continue;
		}
		while (to < i && custody_time_compare(record_show(&c->entries[to], "at"), at) <= 0)
			to++;
		memmove(&c->entries[to + 1], &c->entries[to], (i - to) * sizeof(moved));
		c->entries[to] = moved;
	}
}

/* ---- gaps ---- */

struct walk {
	struct custody_chain *chain;
	size_t room;
	const char *holder; /* who has it, as far as the entries say; NULL: they do not */
	size_t first;       /* the first that says how it came; n: none does */
	bool destroyed;
};

static void add_gap(struct walk *w, size_t entry, enum custody_gap_kind kind)
{
	struct custody_chain *c = w->chain;

	if (c->n_gaps == w->room) {
		w->room = w->room ? w->room * 2 : 8;
		c->gaps = mem_resize(c->gaps, w->room, sizeof(*c->gaps));
	}
	c->gaps[c->n_gaps++] = (struct custody_gap){ entry, kind };
}

static bool is_event(const struct record *entry, const char *event)
{
	return !strcmp(record_show(entry, "event"), event);
}

static bool same_name(const char *a, const char *b)
{
	struct str x = STR_INIT, y = STR_INIT;
	bool same;

	text_fold(&x, a, strlen(a));
	text_fold(&y, b, strlen(b));
	same = !strcmp(str_text(&x), str_text(&y));
	str_free(&x);
	str_free(&y);
	return same;
}

/* Copies, checks and exports leave the thing itself where it is. */
static void look_at_hands(struct walk *w, size_t i)
{
	const struct record *e = &w->chain->entries[i];
	const char *from = record_get(e, "from"), *to = record_get(e, "to");
	bool comes = is_event(e, "collected") || is_event(e, "received");
	bool goes = is_event(e, "transferred") || is_event(e, "returned");

	if (is_event(e, "destroyed"))
		w->destroyed = true;
	if (!comes && !goes)
		return;
	if (w->destroyed)
		add_gap(w, i, GAP_DESTROYED);
	if (goes && !from)
		add_gap(w, i, GAP_FROM_NOBODY);
	if (from && w->holder && !is_event(e, "collected") && !same_name(from, w->holder))
		add_gap(w, i, GAP_HANDS);
	if (goes && !to)
		add_gap(w, i, GAP_TO_NOBODY);
	w->holder = to ? to : comes ? record_get(e, "by") : NULL;
}

static void find_gaps(struct custody_chain *c)
{
	struct walk w = { .chain = c, .first = c->n };
	const char *sha256 = record_get(&c->exhibit, "sha256");

	for (size_t i = c->n; i > 0; i--)
		if (is_event(&c->entries[i - 1], "collected") ||
			is_event(&c->entries[i - 1], "received"))
			w.first = i - 1;
	for (size_t i = 0; i < c->n; i++) {
		const char *hash = record_get(&c->entries[i], "sha256");
		const char *at = record_show(&c->entries[i], "at");

		if (!custody_time_known(at))
			add_gap(&w, i, GAP_TIME);
		else if (w.first < c->n && i < w.first)
			add_gap(&w, i, GAP_BEFORE);
		look_at_hands(&w, i);
		if (hash && sha256 && strcmp(hash, sha256) != 0)
			add_gap(&w, i, GAP_HASH);
	}
	if (w.first == c->n)
		add_gap(&w, c->n, GAP_NO_BEGINNING);
}

enum status custody_chain_read(struct db *db, int64_t exhibit, struct custody_chain *out)
{
	enum status st;

	memset(out, 0, sizeof(*out));
	st = record_load(db, ENTITY_EXHIBIT, exhibit, &out->exhibit);
	if (st == ST_OK)
		st = read_entries(db, exhibit, out);
	if (st)
		return st;
	sort_by_time(out);
	find_gaps(out);
	return ST_OK;
}

void custody_chain_free(struct custody_chain *c)
{
	for (size_t i = 0; i < c->n; i++)
		record_free(&c->entries[i]);
	if (c->exhibit.entity)
		record_free(&c->exhibit);
	free(c->entries);
	free(c->gaps);
	memset(c, 0, sizeof(*c));
}

void custody_hash_groups(const char *sha256, int per_line, const char *indent, struct str *out)
{
	size_t len = strlen(sha256);

	for (size_t i = 0; i < len; i += 8) {
		bool breaks = per_line && i && (int)(i / 8) % per_line == 0;

		if (breaks)
			str_addf(out, "\n%s", indent);
		else if (i)
			str_add_c(out, ' ');
		str_add_n(out, sha256 + i, len - i < 8 ? len - i : 8);
	}
}
