/* What was declared: totals of the whole and of parts, and the thresholds that are asked for. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/statement_internal.h"
#include "model/stmt.h"
#include "model/str.h"

/* A text of the row into a member of its own; one that is too long, from a damaged file, is none.
 */
static void keep(char *out, size_t room, const char *text)
{
	*out = 0;
	if (text && strlen(text) < room)
		memcpy(out, text, strlen(text) + 1);
}

static char *own(struct stmt *s, int column)
{
	const char *text = stmt_get_text(s, column);

	return mem_text(text ? text : "");
}

static enum status read_petition(struct statement_work *w, int64_t *target)
{
	struct stmt *s;
	enum status st = stmt_get(w->db,
		"SELECT c.ref || '/' || p.ref, p.title, coalesce(p.target, 0) "
		"FROM petition p JOIN \"case\" c ON c.id = p.\"case\" WHERE p.id = :id",
		&s);

	if (st)
		return st;
	stmt_int(s, ":id", w->s.petition);
	st = stmt_step(s);
	if (st == ST_OK) {
		w->s.ref = own(s, 0);
		w->s.title = own(s, 1);
		*target = stmt_get_int(s, 2);
	}
	stmt_done(s);
	return st == ST_END ? ST_NOTFOUND : st;
}

/* ---- thresholds ---- */

static struct statement_threshold *add_threshold(struct statement *s)
{
	struct statement_threshold *t;

	s->thresholds = mem_resize(s->thresholds, s->n_thresholds + 1, sizeof(*s->thresholds));
	t = &s->thresholds[s->n_thresholds++];
	memset(t, 0, sizeof(*t));
	t->declared.have = -1;
	return t;
}

static enum threshold_kind kind_of(const char *name)
{
	if (!strcmp(name, "countries"))
		return THRESHOLD_COUNTRIES;
	return strcmp(name, "country") ? THRESHOLD_SIGNATURES : THRESHOLD_COUNTRY;
}

static void take_threshold(struct statement_work *w, struct stmt *s)
{
	struct statement_threshold *t = add_threshold(&w->s);

	t->ref = own(s, 0);
	t->title = own(s, 1);
	t->kind = kind_of(stmt_get_text(s, 2));
	t->value = stmt_get_int(s, 3);
	keep(t->country, sizeof(t->country), stmt_get_text(s, 4));
	t->source = own(s, 5);
}

/* The target first, then what is asked of the whole, then of countries. */
static enum status read_thresholds(struct statement_work *w, int64_t target)
{
	struct stmt *s;
	enum status st = stmt_get(w->db,
		"SELECT ref, title, kind, value, country, source FROM threshold "
		"WHERE petition = :petition AND (NOT :leaving OR level IN ('public', 'filed')) "
		"AND (kind <> 'country' OR country IS NOT NULL) ORDER BY CASE kind WHEN "
		"'signatures' THEN 0 WHEN 'countries' THEN 1 ELSE 2 END, "
		"CASE kind WHEN 'country' THEN coalesce(country, '') ELSE '' END, value, id",
		&s);

	if (st)
		return st;
	if (target > 0) {
		struct statement_threshold *t = add_threshold(&w->s);

		t->ref = mem_text("");
		t->title = mem_text("");
		t->source = mem_text("");
		t->value = target;
	}
	stmt_int(s, ":petition", w->s.petition);
	stmt_int(s, ":leaving", w->leaving);
	while ((st = stmt_step(s)) == ST_OK)
		take_threshold(w, s);
	stmt_done(s);
	w->spans = mem_array(w->s.n_thresholds + 1, sizeof(*w->spans));
	return st == ST_END ? ST_OK : st;
}

/* ---- totals ---- */

static void fill_total(struct statement_total *t, struct stmt *s)
{
	memset(t, 0, sizeof(*t));
	t->value = stmt_get_int(s, 0);
	keep(t->observed, sizeof(t->observed), stmt_get_text(s, 1));
	keep(t->time, sizeof(t->time), stmt_get_text(s, 2));
	keep(t->part, sizeof(t->part), stmt_get_text(s, 3));
	keep(t->country, sizeof(t->country), stmt_get_text(s, 4));
	t->place = own(s, 5);
	t->source = own(s, 6);
	t->ref = own(s, 7);
	t->counted = -1;
}

static void free_total(struct statement_total *t)
{
	free(t->place);
	free(t->source);
	free(t->ref);
}

/* Totals come in the order of time: the first at or above is the one that reached it. */
static void note_declared(struct statement_threshold *t, const struct statement_total *total)
{
	struct statement_reached *r = &t->declared;

	r->have = total->value;
	if (r->reach == REACH_NOT && total->value >= t->value) {
		r->reach = *total->observed ? REACH_BY : REACH_UNDATED;
		memcpy(r->day, total->observed, sizeof(r->day));
	}
}

static void note_total(struct statement_work *w, const struct statement_total *total, bool whole)
{
	bool country = !strcmp(total->part, "country") && *total->country;

	for (size_t i = 0; i < w->s.n_thresholds; i++) {
		struct statement_threshold *t = &w->s.thresholds[i];

		if (whole && t->kind == THRESHOLD_SIGNATURES)
			note_declared(t, total);
		if (country && t->kind == THRESHOLD_COUNTRY && !strcmp(t->country, total->country))
			note_declared(t, total);
	}
}

/* Of one source and place the later one takes the place of the one before. */
static void keep_part(struct statement *s, struct bag *seen, const struct statement_total *total)
{
	struct str key = STR_INIT;
	struct bag_item *item;

	str_addf(&key, "%s\x1f%s\x1f%s\x1f%s", total->source, total->part, total->country,
		total->place);
	item = bag_get(seen, str_text(&key));
	if (item->n) {
		free_total(&s->parts[item->n - 1]);
	} else {
		s->parts = mem_resize(s->parts, s->n_parts + 1, sizeof(*s->parts));
		item->n = (int64_t)++s->n_parts;
	}
	s->parts[item->n - 1] = *total;
	str_free(&key);
}

static void take_total(struct statement_work *w, struct bag *seen, struct stmt *row)
{
	struct statement *s = &w->s;
	struct statement_total total;
	bool whole;

	fill_total(&total, row);
	whole = !strcmp(total.part, "whole");
	note_total(w, &total, whole);
	if (!whole) {
		keep_part(s, seen, &total);
		return;
	}
	s->declared = total.value;
	s->totals = mem_resize(s->totals, s->n_totals + 1, sizeof(*s->totals));
	s->totals[s->n_totals++] = total;
}

static int part_rank(const char *part)
{
	return !strcmp(part, "country") ? 0 : !strcmp(part, "region") ? 1 : 2;
}

/* By what they are of, then the largest first. */
static int by_part(const void *a, const void *b)
{
	const struct statement_total *x = a, *y = b;
	int d = part_rank(x->part) - part_rank(y->part);

	if (d)
		return d;
	if (x->value != y->value)
		return x->value > y->value ? -1 : 1;
	d = strcmp(x->country, y->country);
	if (d)
		return d;
	d = strcmp(x->place, y->place);
	return d ? d : strcmp(x->ref, y->ref);
}

static enum status read_totals(struct statement_work *w)
{
	struct bag seen = { 0 };
	struct stmt *s;
	enum status st = stmt_get(w->db,
		"SELECT value, observed, time, coalesce(part, 'whole'), country, place, source, "
		"ref FROM total WHERE petition = :petition "
		"AND (NOT :leaving OR level IN ('public', 'filed')) ORDER BY "
		"rtrim(coalesce(observed, ''), '~?%'), coalesce(time, ''), id",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", w->s.petition);
	stmt_int(s, ":leaving", w->leaving);
	while ((st = stmt_step(s)) == ST_OK)
		take_total(w, &seen, s);
	stmt_done(s);
	bag_free(&seen);
	if (w->s.n_parts)
		qsort(w->s.parts, w->s.n_parts, sizeof(*w->s.parts), by_part);
	return st == ST_END ? ST_OK : st;
}

enum status statement_read_totals(struct statement_work *w)
{
	int64_t target = 0;
	enum status st = read_petition(w, &target);

	if (st == ST_OK)
		st = read_thresholds(w, target);
	return st == ST_OK ? read_totals(w) : st;
}
