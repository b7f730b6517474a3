#include "config.h"

#include "model/pick.h"

#include <stdlib.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/mem.h"

#define ASK_ROWS 64     /* rows after which somebody is asked whether to go on */
#define REST_ROWS 20000 /* rows after which it rests at any rate */

/* ---- heaps ---- */

/* Whether `a` is to go before `b`. */
static bool goes_first(const struct plan *p, const struct heap *h, const struct query_key *a,
	const struct query_key *b)
{
	int order = plan_compare(p, a, b);

	return h->smallest ? order > 0 : order < 0;
}

static void swap(struct query_key *a, struct query_key *b)
{
	struct query_key other = *a;

	*a = *b;
	*b = other;
}

static void sink(const struct plan *p, struct heap *h, size_t i)
{
	for (;;) {
		size_t child = 2 * i + 1;

		if (child >= h->n)
			return;
		if (child + 1 < h->n && goes_first(p, h, &h->keys[child + 1], &h->keys[child]))
			child++;
		if (!goes_first(p, h, &h->keys[child], &h->keys[i]))
			return;
		swap(&h->keys[child], &h->keys[i]);
		i = child;
	}
}

static void rise(const struct plan *p, struct heap *h, size_t i)
{
	while (i > 0 && goes_first(p, h, &h->keys[i], &h->keys[(i - 1) / 2])) {
		swap(&h->keys[i], &h->keys[(i - 1) / 2]);
		i = (i - 1) / 2;
	}
}

/* `lent` is copied only when it stays. */
static void heap_offer(const struct plan *p, struct heap *h, const struct query_key *lent)
{
	if (h->n < h->max) {
		if ((h->n & (h->n - 1)) == 0)
			h->keys = mem_resize(h->keys, h->n ? h->n * 2 : 1, sizeof(*h->keys));
		query_key_copy(&h->keys[h->n++], lent);
		rise(p, h, h->n - 1);
	} else if (goes_first(p, h, &h->keys[0], lent)) {
		query_key_free(&h->keys[0]);
		query_key_copy(&h->keys[0], lent);
		sink(p, h, 0);
	}
}

/* Puts the keys in order, in place; it is no heap after. */
static void heap_sort(const struct plan *p, struct heap *h)
{
	size_t n = h->n;

	while (h->n > 1) {
		swap(&h->keys[0], &h->keys[h->n - 1]);
		h->n--;
		sink(p, h, 0);
	}
	h->n = n;
	/* What goes first came last. */
	for (size_t i = 0; !h->smallest && i < n / 2; i++)
		swap(&h->keys[i], &h->keys[n - 1 - i]);
}

static void heap_clear(struct heap *h)
{
	for (size_t i = 0; i < h->n; i++)
		query_key_free(&h->keys[i]);
	free(h->keys);
	h->keys = NULL;
	h->n = 0;
}

/* ---- samples ---- */

#define SAMPLE_MAX 2048

void sample_add(struct sample *s, const struct query_key *k)
{
	if (!s->keys) {
		s->keys = mem_array(SAMPLE_MAX, sizeof(*s->keys));
		s->every = 1;
	}
	if (s->met++ % s->every)
		return;
	if (s->n == SAMPLE_MAX) {
		for (size_t i = 1; i < s->n; i += 2)
			query_key_free(&s->keys[i]);
		for (size_t i = 0; i < s->n; i += 2)
			s->keys[i / 2] = s->keys[i];
		s->n /= 2;
		s->every *= 2;
		if ((s->met - 1) % s->every)
			return;
	}
	query_key_copy(&s->keys[s->n++], k);
}

void sample_sort(struct sample *s, const struct plan *p)
{
	struct heap h = { s->keys, 0, s->n, true };

	while (h.n < s->n)
		rise(p, &h, h.n++);
	heap_sort(p, &h);
}

void sample_clear(struct sample *s)
{
	for (size_t i = 0; i < s->n; i++)
		query_key_free(&s->keys[i]);
	free(s->keys);
	*s = (struct sample){ 0 };
}

/* ---- the pass ---- */

enum status pick_begin(struct pick *p, const struct plan *plan, const struct hits *only,
	const struct query_key *near, size_t max)
{
	*p = (struct pick){ .plan = plan,
		.only = only,
		.below = { .max = max },
		.above = { .max = max, .smallest = true } };
	if (near)
		query_key_copy(&p->anchor, near);
	p->spans.n = 0;
	return spans_read(plan->db, plan->e, &p->spans);
}

void pick_end(struct pick *p)
{
	query_key_free(&p->anchor);
	heap_clear(&p->below);
	heap_clear(&p->above);
	sample_clear(&p->sample);
	*p = (struct pick){ .done = true };
}

static void take_row(struct pick *p, struct stmt *s)
{
	struct query_key k = { 0 };

	p->at = stmt_get_int(s, 0);
	if (!stmt_get_int(s, 1))
		return;
	key_lend(p->plan, s, 2, &k);
	p->kept++;
	if (p->found)
		hits_add(p->found, p->at);
	if (!p->anchor.id) {
		heap_offer(p->plan, &p->above, &k);
		heap_offer(p->plan, &p->below, &k);
		sample_add(&p->sample, &k);
	} else if (plan_compare(p->plan, &k, &p->anchor) <= 0) {
		p->before++;
		heap_offer(p->plan, &p->below, &k);
	} else {
		heap_offer(p->plan, &p->above, &k);
	}
}

static enum status open_rows(struct pick *p, struct stmt **out)
{
	struct str sql = STR_INIT;
	enum status st;

	str_addf(&sql, "SELECT t.id, (1%s)", str_text(&p->plan->filter.sql));
	plan_columns(p->plan, &sql);
	/* As they lie in the file: any index would send it hither and thither. */
	str_addf(&sql, " FROM \"%s\" t NOT INDEXED WHERE t.id %s :at%s%s", p->plan->e->name,
		p->only ? "=" : ">", str_text(&p->plan->owner.sql),
		p->only ? "" : " ORDER BY t.id");
	st = stmt_get(p->plan->db, str_text(&sql), out);
	str_free(&sql);
	if (st)
		return st;
	plan_bind(p->plan, *out, true);
	stmt_int(*out, ":at", p->at);
	return ST_OK;
}

static bool must_rest(struct pick *p, int rows)
{
	return rows == REST_ROWS || (rows % ASK_ROWS == 0 && db_interrupted(p->plan->db));
}

static enum status over_all(struct pick *p, struct stmt *s)
{
	enum status st;
	int rows = 0;

	while ((st = stmt_step(s)) == ST_OK) {
		take_row(p, s);
		if (must_rest(p, ++rows))
			return ST_STOPPED;
	}
	return st;
}

static enum status over_hits(struct pick *p, struct stmt *s)
{
	int param = stmt_param(s, ":at");
	int64_t id;
	int rows = 0;

	while (hits_after(p->only, p->at, &id)) {
		enum status st;

		stmt_rewind(s);
		stmt_int_at(s, param, id);
		st = stmt_step(s);
		if (st == ST_OK)
			take_row(p, s);
		if (st < 0)
			return st;
		p->at = id;
		if (must_rest(p, ++rows))
			return ST_STOPPED;
	}
	return ST_END;
}

enum status pick_step(struct pick *p)
{
	struct stmt *s = NULL;
	enum status st = p->done ? ST_END : open_rows(p, &s);

	if (st)
		return st;
	db_steady(p->plan->db, true);
	st = p->only ? over_hits(p, s) : over_all(p, s);
	db_steady(p->plan->db, false);
	stmt_done(s);
	p->done = st == ST_END;
	return st;
}

int pick_progress(const struct pick *p)
{
	int64_t all = spans_size(&p->spans);

	return all > 0 ? (int)((double)spans_below(&p->spans, p->at) * 100 / (double)all) : 100;
}

/* ---- what it found ---- */

void run_clear(struct run *r)
{
	for (size_t i = 0; i < r->n; i++)
		query_key_free(&r->keys[i]);
	free(r->keys);
	*r = (struct run){ .rank = -1 };
}

size_t run_behind(const struct plan *p, const struct run *r, const struct query_key *k)
{
	size_t low = 0, high = r->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (plan_compare(p, &r->keys[mid], k) <= 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void give(const struct plan *p, struct heap *h, struct run *out)
{
	heap_sort(p, h);
	*out = (struct run){ .keys = h->keys, .n = h->n };
	h->keys = NULL;
	h->n = 0;
}

void pick_take(struct pick *p, struct run *here)
{
	struct run behind;
	size_t below = p->below.n;

	give(p->plan, &p->below, here);
	give(p->plan, &p->above, &behind);
	here->keys = mem_resize(here->keys, below + behind.n, sizeof(*here->keys));
	if (behind.n)
		memcpy(here->keys + below, behind.keys, behind.n * sizeof(*here->keys));
	here->n = below + behind.n;
	here->rank = p->before - (int64_t)below;
	here->from_start = here->rank == 0;
	here->to_end = here->rank + (int64_t)here->n == p->kept;
	free(behind.keys);
}

void pick_take_ends(struct pick *p, struct run *head, struct run *tail)
{
	give(p->plan, &p->above, head);
	give(p->plan, &p->below, tail);
	head->rank = 0;
	head->from_start = true;
	head->to_end = p->kept == (int64_t)head->n;
	if (head->to_end)
		run_clear(tail);
	tail->rank = p->kept - (int64_t)tail->n;
	tail->to_end = true;
}
