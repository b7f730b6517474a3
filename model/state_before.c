#include "config.h"

#include "model/state_before.h"

#include <stdlib.h>
#include <string.h>

#include "model/changeset.h"
#include "model/history_internal.h"
#include "model/i18n.h"
#include "model/journal_part.h"
#include "model/mem.h"
#include "model/stmt.h"

static const char *const word_fields[STATE_WORDS] = { "reason", "state_on", "rule" };

/* A row that is looked for in an entry. */
struct step {
	int64_t seq;
	int64_t id;
	struct state_was *later; /* owned; of its words what later entries changed; NULL: none */
	bool done;
};

struct walk {
	struct db *db;
	struct states_before *out;
	struct step *heap; /* owned; on top the newest entry, of one entry the smallest id */
	size_t n;
	size_t cap;
	struct step *group; /* owned; the steps of one entry, by id */
	size_t n_group;
	size_t cap_group;
	int revision; /* places of the columns */
	int state;
	int words[STATE_WORDS];
};

/* ---- the rows to look for, the newest entry first ---- */

static bool comes_first(const struct step *a, const struct step *b)
{
	return a->seq != b->seq ? a->seq > b->seq : a->id < b->id;
}

static void swap(struct step *a, struct step *b)
{
	const struct step other = *a;

	*a = *b;
	*b = other;
}

static void push(struct walk *w, int64_t seq, int64_t id, struct state_was *later)
{
	size_t i = w->n++;

	if (i == w->cap) {
		w->cap = w->cap ? w->cap * 2 : 64;
		w->heap = mem_resize(w->heap, w->cap, sizeof(*w->heap));
	}
	w->heap[i] = (struct step){ .seq = seq, .id = id, .later = later };
	for (; i > 0 && comes_first(&w->heap[i], &w->heap[(i - 1) / 2]); i = (i - 1) / 2)
		swap(&w->heap[i], &w->heap[(i - 1) / 2]);
}

static struct step pop(struct walk *w)
{
	const struct step top = w->heap[0];
	size_t i = 0;

	w->heap[0] = w->heap[--w->n];
	for (;;) {
		size_t first = i;

		for (size_t k = 2 * i + 1; k <= 2 * i + 2 && k < w->n; k++)
			if (comes_first(&w->heap[k], &w->heap[first]))
				first = k;
		if (first == i)
			return top;
		swap(&w->heap[i], &w->heap[first]);
		i = first;
	}
}

/* The rows to look for in the newest entry that is left. */
static void take_group(struct walk *w)
{
	int64_t seq = w->heap[0].seq;

	w->n_group = 0;
	while (w->n > 0 && w->heap[0].seq == seq) {
		if (w->n_group == w->cap_group) {
			w->cap_group = w->cap_group ? w->cap_group * 2 : 64;
			w->group = mem_resize(w->group, w->cap_group, sizeof(*w->group));
		}
		w->group[w->n_group++] = pop(w);
	}
}

static int by_id(const void *a, const void *b)
{
	const struct step *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static struct step *find_step(struct walk *w, int64_t id)
{
	const struct step key = { .id = id };

	return bsearch(&key, w->group, w->n_group, sizeof(key), by_id);
}

/* ---- one recorded change ---- */

static void free_was(struct state_was *was)
{
	if (!was)
		return;
	free(was->state);
	for (int i = 0; i < STATE_WORDS; i++)
		free(was->words[i]);
}

static struct state_was *new_was(int64_t id)
{
	struct state_was *was = mem_zero(sizeof(*was));

	was->id = id;
	for (int i = 0; i < STATE_WORDS; i++)
		was->now[i] = true;
	return was;
}

static char *text_of(const struct changeset_value *v)
{
	return v->type == CHANGESET_TEXT ? mem_text_n(v->bytes, v->len) : NULL;
}

/* The words as they were before this change; those it does not tell of are as later ones said. */
static void take_words(
	struct walk *w, struct step *s, const struct changeset_value before[CHANGESET_COLUMNS])
{
	for (int i = 0; i < STATE_WORDS; i++) {
		const struct changeset_value *v = &before[w->words[i]];

		if (v->type == CHANGESET_UNSAID)
			continue;
		if (!s->later)
			s->later = new_was(s->id);
		free(s->later->words[i]);
		s->later->words[i] = text_of(v);
		s->later->now[i] = false;
	}
}

static bool is_plain(const struct state_was *was)
{
	for (int i = 0; i < STATE_WORDS; i++)
		if (was->now[i] || was->words[i])
			return false;
	return !strcmp(was->state, "valid") || !strcmp(was->state, "pending");
}

/* What stands in the step is whole. */
static void keep(struct walk *w, struct step *s)
{
	struct states_before *b = w->out;

	if (is_plain(s->later)) {
		free_was(s->later);
	} else {
		if (b->n == b->cap) {
			b->cap = b->cap ? b->cap * 2 : 64;
			b->rows = mem_resize(b->rows, b->cap, sizeof(*b->rows));
		}
		b->rows[b->n++] = *s->later;
	}
	free(s->later);
	s->later = NULL;
}

/*
 * The change that gave the row its state ends the way; any other leads to the one before it. One
 * entry may have written a row twice: then its revision is the same before and after.
 */
static void take_change(struct walk *w, struct step *s, const struct changeset_change *c)
{
	struct changeset_value before[CHANGESET_COLUMNS];
	const struct changeset_value *revision = &before[w->revision];
	char *state;

	memset(before, 0, sizeof(before));
	changeset_values(c, c->before, before);
	take_words(w, s, before);
	state = text_of(&before[w->state]);
	if (state) {
		if (!s->later)
			s->later = new_was(s->id);
		s->later->state = state;
		keep(w, s);
		s->done = true;
	} else if (revision->type == CHANGESET_INT && revision->num != s->seq) {
		if (revision->num > 0 && revision->num < s->seq) {
			push(w, revision->num, s->id, s->later);
			s->later = NULL;
		}
		s->done = true;
	}
}

static enum status read_part(struct walk *w, int64_t seq, int64_t part)
{
	struct journal_part p;
	struct changeset_reader r;
	struct changeset_change c;
	enum status st = journal_part_load(w->db, seq, part, &p);

	if (st == ST_OK)
		changeset_open(&r, p.bytes, p.len);
	while (st == ST_OK && (st = changeset_next(&r, &c)) == ST_OK) {
		struct step *s;

		if (c.op != CHANGESET_UPDATE || strcmp(c.table, "signatory") != 0)
			continue;
		s = find_step(w, c.id);
		if (s && !s->done)
			take_change(w, s, &c);
	}
	journal_part_free(&p);
	return st == ST_END ? ST_OK : st == ST_NOTOURS ? journal_damaged(w->db, seq) : st;
}

/* From its last part to its first: what it did to a row last is met first. */
static enum status read_entry(struct walk *w)
{
	int64_t seq = w->group[0].seq, parts = 0;
	enum status st = journal_parts(w->db, seq, &parts);

	for (int64_t part = parts; part > 0 && st == ST_OK; part--) {
		st = read_part(w, seq, part);
		if (st == ST_OK)
			st = db_progress(w->db, _("looking"), parts - part + 1, parts);
	}
	for (size_t i = 0; i < w->n_group; i++) {
		free_was(w->group[i].later);
		free(w->group[i].later);
	}
	return st;
}

/* ---- all of them ---- */

static enum status find_columns(struct walk *w)
{
	struct stmt *s;
	enum status st = stmt_get(
		w->db, "SELECT cid, name FROM pragma_table_info('signatory') ORDER BY cid", &s);

	if (st)
		return st;
	while ((st = stmt_step(s)) == ST_OK) {
		const char *name = stmt_get_text(s, 1);
		int place = (int)stmt_get_int(s, 0);

		if (!strcmp(name, "revision"))
			w->revision = place;
		if (!strcmp(name, "state"))
			w->state = place;
		for (int i = 0; i < STATE_WORDS; i++)
			if (!strcmp(name, word_fields[i]))
				w->words[i] = place;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status begin(struct walk *w, const struct idset *ids)
{
	enum status st = find_columns(w);

	for (int64_t id = idset_next(ids, 0); id && st == ST_OK; id = idset_next(ids, id)) {
		int64_t seq = 0;

		st = stmt_number(w->db, "SELECT revision FROM signatory WHERE id = :id", id, &seq);
		if (st == ST_OK)
			push(w, seq, id, NULL);
	}
	return st;
}

static int by_row(const void *a, const void *b)
{
	const struct state_was *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

enum status states_before_read(struct db *db, const struct idset *ids, struct states_before *out)
{
	struct walk w = { .db = db, .out = out };
	enum status st = begin(&w, ids);

	while (st == ST_OK && w.n > 0) {
		take_group(&w);
		st = read_entry(&w);
	}
	for (size_t i = 0; i < w.n; i++) {
		free_was(w.heap[i].later);
		free(w.heap[i].later);
	}
	free(w.heap);
	free(w.group);
	if (out->n > 1)
		qsort(out->rows, out->n, sizeof(*out->rows), by_row);
	return st;
}

/* ---- one of them ---- */

static char *field_text(const struct record *r, const char *field)
{
	return mem_text_or_null(record_get(r, field));
}

static bool is_said(const struct history_change *c, const char *field)
{
	return c->fields >> entity_field(c->before.entity, field) & 1;
}

/* True: the change gave the row its state, and `was` is whole. */
static bool take_event(const struct history_change *c, struct state_was *was)
{
	for (int i = 0; i < STATE_WORDS; i++) {
		if (!is_said(c, word_fields[i]))
			continue;
		free(was->words[i]);
		was->words[i] = field_text(&c->before, word_fields[i]);
		was->now[i] = false;
	}
	if (!is_said(c, "state"))
		return false;
	was->state = field_text(&c->before, "state");
	return was->state != NULL;
}

enum status state_before_read(struct db *db, int64_t id, struct states_before *out)
{
	struct walk w = { .db = db, .out = out };
	struct step s = { .id = id, .later = new_was(id) };
	enum status st =
		stmt_number(db, "SELECT revision FROM signatory WHERE id = :id", id, &s.seq);

	while (st == ST_OK && s.seq > 0 && !s.done) {
		struct row_finder finder = { 0 };
		struct history_change c;

		st = row_find(db, &finder, s.seq, ENTITY_SIGNATORY, id, &c);
		s.done = st == ST_OK && (c.act != HISTORY_CHANGED || take_event(&c, s.later));
		if (st == ST_OK)
			s.seq = c.before.version < s.seq ? c.before.version : 0;
		row_finder_free(&finder);
		history_change_free(&c);
	}
	if (s.later->state)
		keep(&w, &s);
	free_was(s.later);
	free(s.later);
	return st == ST_NOTFOUND ? ST_OK : st;
}

const struct state_was *states_before_find(const struct states_before *b, int64_t id)
{
	const struct state_was key = { .id = id };

	return b->n ? bsearch(&key, b->rows, b->n, sizeof(key), by_row) : NULL;
}

void state_was_bind(struct stmt *s, const struct state_was *was)
{
	static const struct state_was none = { .id = 0 };

	if (!was)
		was = &none;
	stmt_text(s, ":state", was->state);
	stmt_int(s, ":same_reason", was->now[STATE_REASON]);
	stmt_text(s, ":reason", was->words[STATE_REASON]);
	stmt_int(s, ":same_day", was->now[STATE_ON]);
	stmt_text(s, ":day", was->words[STATE_ON]);
	stmt_int(s, ":same_rule", was->now[STATE_RULE]);
	stmt_text(s, ":rule", was->words[STATE_RULE]);
}

void states_before_free(struct states_before *b)
{
	for (size_t i = 0; i < b->n; i++)
		free_was(&b->rows[i]);
	free(b->rows);
	*b = (struct states_before){ 0 };
}
