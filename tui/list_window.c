#include "config.h"

#include "tui/list_window.h"

#include <assert.h>
#include <string.h>

#include "model/mem.h"
#include "tui/list_batch.h"

#define FETCH_MAX 1000 /* rows read at once for a step of many rows */

void window_clear(struct list *l)
{
	for (size_t i = 0; i < l->n; i++)
		batch_free_row(&l->rows[i]);
	l->n = l->cursor = l->top = 0;
	l->first = l->last = false;
}

static void reserve(struct list *l, size_t more)
{
	if (l->n + more <= l->cap)
		return;
	l->cap = (l->n + more) * 2;
	l->rows = mem_resize(l->rows, l->cap, sizeof(*l->rows));
}

/* The rows go over into the window. */
static void append(struct list *l, struct batch *b)
{
	reserve(l, b->n);
	if (b->n)
		memcpy(l->rows + l->n, b->rows, b->n * sizeof(*b->rows));
	l->n += b->n;
	l->last = b->ended;
	b->n = 0;
	batch_free(b);
}

static void prepend(struct list *l, struct batch *b)
{
	size_t n = b->n;

	reserve(l, n);
	if (n) {
		memmove(l->rows + n, l->rows, l->n * sizeof(*l->rows));
		for (size_t i = 0; i < n; i++)
			l->rows[i] = b->rows[n - 1 - i];
	}
	l->n += n;
	l->cursor += n;
	l->top += n;
	l->first = b->ended;
	if (l->base >= 0)
		l->base -= (int64_t)n;
	if (l->first || l->base < -1)
		l->base = l->first ? 0 : -1;
	b->n = 0;
	batch_free(b);
}

static size_t height(const struct list *l)
{
	return (size_t)l->height;
}

static void drop_front(struct list *l, size_t n)
{
	for (size_t i = 0; i < n; i++)
		batch_free_row(&l->rows[i]);
	memmove(l->rows, l->rows + n, (l->n - n) * sizeof(*l->rows));
	l->n -= n;
	l->cursor -= n;
	l->top -= n;
	if (l->base >= 0)
		l->base += (int64_t)n;
	l->first = false;
}

static void drop_back(struct list *l, size_t keep)
{
	for (size_t i = keep; i < l->n; i++)
		batch_free_row(&l->rows[i]);
	l->n = keep;
	l->last = false;
}

/* Two screens above and below stay; what is further away goes. */
static void trim(struct list *l)
{
	size_t around = 2 * height(l) + 8;

	if (l->top > 2 * around)
		drop_front(l, l->top - around);
	if (l->n > l->top + height(l) + 2 * around)
		drop_back(l, l->top + height(l) + around);
}

/* The cursor is on a row, and on the screen; the screen is full where there are rows for it. */
static void show_cursor(struct list *l)
{
	if (l->n == 0) {
		l->cursor = l->top = 0;
		return;
	}
	if (l->cursor >= l->n)
		l->cursor = l->n - 1;
	if (l->top + height(l) > l->n && l->last)
		l->top = l->n > height(l) ? l->n - height(l) : 0;
	if (l->cursor < l->top)
		l->top = l->cursor;
	if (l->cursor >= l->top + height(l))
		l->top = l->cursor - height(l) + 1;
}

static enum status fetch_below(struct list *l, size_t n)
{
	struct batch b;
	enum status st = batch_fetch(l, l->n ? &l->rows[l->n - 1].key : NULL, false, n, &b);

	if (st == ST_OK)
		append(l, &b);
	return st;
}

static enum status fetch_above(struct list *l, size_t n)
{
	struct batch b;
	enum status st;

	assert(l->n > 0);
	st = batch_fetch(l, &l->rows[0].key, true, n, &b);
	if (st == ST_OK)
		prepend(l, &b);
	return st;
}

enum status window_fill(struct list *l)
{
	enum status st = ST_OK;

	while (st == ST_OK && l->n > 0 && l->n < l->top + height(l) && !l->last)
		st = fetch_below(l, l->top + height(l) - l->n);
	/* At the end of the list the screen is filled from above. */
	while (st == ST_OK && l->n > 0 && l->n < height(l) && l->last && !l->first)
		st = fetch_above(l, height(l) - l->n);
	show_cursor(l);
	return st;
}

enum status window_top(struct list *l)
{
	struct batch b;
	enum status st = batch_fetch(l, NULL, false, height(l), &b);

	if (st != ST_OK)
		return st;
	window_clear(l);
	append(l, &b);
	l->first = true;
	l->base = 0;
	l->base_due = false;
	return ST_OK;
}

enum status window_end(struct list *l)
{
	struct batch b;
	enum status st = batch_fetch(l, NULL, true, height(l), &b);

	if (st != ST_OK)
		return st;
	window_clear(l);
	l->base = -1;
	prepend(l, &b);
	l->last = true;
	if (!l->first && l->total >= 0 && !l->count_due)
		l->base = l->total - (int64_t)l->n;
	l->cursor = l->n ? l->n - 1 : 0;
	l->top = l->n > height(l) ? l->n - height(l) : 0;
	return ST_OK;
}

static bool in_window(const struct list *l, int64_t place)
{
	return l->base >= 0 && !l->base_due && place >= l->base && place < l->base + (int64_t)l->n;
}

/* The rows behind a key, which stands before `place`, or near it. */
static enum status show_behind(struct list *l, const struct query_key *before, int64_t place)
{
	struct batch b;
	enum status st = batch_fetch(l, before, false, height(l), &b);

	if (st != ST_OK)
		return st;
	if (b.n == 0) {
		batch_free(&b);
		return window_end(l);
	}
	window_clear(l);
	append(l, &b);
	l->base = place;
	l->base_due = place < 0;
	return ST_OK;
}

enum status window_place(struct list *l, int64_t place)
{
	struct query_key before = { 0 };
	bool exact = true;
	enum status st;

	if (in_window(l, place)) {
		l->cursor = (size_t)(place - l->base);
		show_cursor(l);
		trim(l);
		return ST_OK;
	}
	if (place <= 0)
		return window_top(l);
	/* Rows come behind a key: so from the one before. */
	st = pager_at(l->pager, place - 1, &before, &exact);
	if (st == ST_OK)
		st = show_behind(l, &before, exact ? place : -1);
	query_key_free(&before);
	if (st == ST_END)
		return window_end(l);
	if (st == ST_OK && !exact && pager_total(l->pager) < 0)
		l->settle = WISH_PLACE;
	return st;
}

enum status window_share(struct list *l, int64_t percent)
{
	struct query_key near = { 0 };
	bool exact = false;
	enum status st;

	if (percent <= 0)
		return window_top(l);
	if (percent >= 100)
		return window_end(l);
	if (l->total > 0 && !l->count_due)
		return window_place(l, (int64_t)((double)(l->total - 1) * (double)percent / 100));
	st = pager_share(l->pager, (double)percent / 100, &near, &exact);
	if (st == ST_OK)
		st = show_behind(l, &near, -1);
	query_key_free(&near);
	if (st == ST_END)
		return window_end(l);
	if (st == ST_OK && pager_total(l->pager) < 0)
		l->settle = WISH_SHARE;
	return st;
}

/* The rows around a key, with the record `id` (where it is among them) on line `line`. */
static enum status around(struct list *l, const struct query_key *key, int64_t id, size_t line)
{
	struct batch above;
	struct batch below;
	int64_t place = l->base >= 0 && l->n ? l->base + (int64_t)l->cursor : -1;
	size_t n_above;
	enum status st = batch_fetch(l, key, true, height(l), &above);

	if (st != ST_OK)
		return st;
	st = batch_fetch(l, above.n ? &above.rows[0].key : NULL, false, 2 * height(l), &below);
	if (st != ST_OK) {
		batch_free(&above);
		return st;
	}
	window_clear(l);
	l->base = -1;
	append(l, &below);
	n_above = above.n;
	prepend(l, &above);
	l->cursor = n_above;
	for (size_t i = 0; i < l->n; i++)
		if (l->rows[i].record.id == id)
			l->cursor = i;
	if (l->n && l->cursor >= l->n)
		l->cursor = l->n - 1;
	l->top = l->cursor > line ? l->cursor - line : 0;
	/* Nearly always right, and put right when idle where it is not. */
	if (!l->first && place >= (int64_t)l->cursor)
		l->base = place - (int64_t)l->cursor;
	l->base_due = !l->first;
	return ST_OK;
}

enum status window_stay(struct list *l)
{
	struct query_key key;
	int64_t id;
	enum status st;

	if (l->n == 0)
		return window_top(l);
	id = l->rows[l->cursor].record.id;
	query_key_copy(&key, &l->rows[l->cursor].key);
	st = around(l, &key, id, l->cursor - l->top);
	query_key_free(&key);
	return st;
}

enum status window_find(struct list *l)
{
	struct query_key key;
	enum status st = pager_find(l->pager, l->wish_id, &key);

	if (st == ST_OK) {
		l->base = -1;
		st = around(l, &key, l->wish_id, height(l) / 2);
	} else if (st == ST_NOTFOUND) {
		/* The filter does not let it be seen. */
		st = l->next ? window_top(l) : window_stay(l);
	}
	query_key_free(&key);
	return st;
}

enum status window_seek(struct list *l)
{
	struct query_key key;
	enum status st = pager_seek(l->pager, l->wish_text, &key);

	if (st == ST_OK) {
		l->base = -1;
		st = around(l, &key, -1, height(l) / 3);
	}
	query_key_free(&key);
	return st;
}

/* Many rows at once, where the way there is long. */
static bool is_far(const struct list *l)
{
	int64_t n = l->wish_step < 0 ? -l->wish_step : l->wish_step;

	return n > FETCH_MAX && l->base >= 0 && !l->base_due;
}

enum status window_step(struct list *l)
{
	int64_t target = (int64_t)l->cursor + l->wish_step;
	size_t line = l->cursor - l->top;
	size_t before = l->cursor;
	enum status st = ST_OK;

	if (l->n == 0)
		return window_top(l);
	if (is_far(l))
		return window_place(l, l->base + target);
	while (st == ST_OK && target >= (int64_t)l->n && !l->last) {
		size_t missing = (size_t)target - l->n + 1;

		st = fetch_below(l, missing < height(l) ? height(l) : missing);
	}
	while (st == ST_OK && target < 0 && !l->first) {
		size_t had = l->n;
		size_t missing = (size_t)-target;

		st = fetch_above(l, missing < height(l) ? height(l) : missing);
		target += (int64_t)(l->n - had);
		before = l->cursor;
	}
	if (st != ST_OK)
		return st;
	if (target < 0)
		target = 0;
	if (target >= (int64_t)l->n)
		target = (int64_t)l->n - 1;
	l->cursor = (size_t)target;
	/* A step of a screen moves the screen, and the cursor keeps its line. */
	if (l->wish_scroll && l->cursor != before)
		l->top = l->cursor > line ? l->cursor - line : 0;
	show_cursor(l);
	trim(l);
	return ST_OK;
}

static bool wants_below(const struct list *l)
{
	return !l->last && l->n < l->top + 2 * height(l);
}

static bool wants_above(const struct list *l)
{
	return !l->first && l->top < height(l);
}

bool window_wants_margin(const struct list *l)
{
	return l->n > 0 && (wants_below(l) || wants_above(l));
}

enum status window_margin(struct list *l)
{
	enum status st = window_fill(l);

	if (st == ST_OK && wants_below(l))
		st = fetch_below(l, height(l));
	if (st == ST_OK && wants_above(l))
		st = fetch_above(l, height(l));
	return st;
}
