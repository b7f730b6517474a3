#include "config.h"

#include "model/dedupe.h"

#include <stdlib.h>
#include <string.h>

#include "model/change.h"
#include "model/dedupe_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/pair.h"
#include "model/person.h"

#define STEP 256 /* rows written between two reports */

const char *dedupe_rule_name(enum dedupe_rule rule)
{
	static const char *const names[] = { [DEDUPE_NUMBER] = "platform-id",
		[DEDUPE_EMAIL] = "same-email",
		[DEDUPE_PLACE] = "same-name-and-place",
		[DEDUPE_WHOLE] = "identical-row" };

	return names[rule];
}

static const char *reason(enum dedupe_rule rule)
{
	switch (rule) {
	case DEDUPE_NUMBER:
		return _("the same number on the same platform");
	case DEDUPE_EMAIL:
		return _("the same e-mail address");
	case DEDUPE_PLACE:
		return _("the same name, country and postcode");
	default:
		return _("the same in all that is filled in");
	}
}

/* ---- pairs ---- */

/* By rows, the best first. */
static int by_rows(const void *a, const void *b)
{
	const struct dedupe_pair *x = a, *y = b;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	if (x->b != y->b)
		return x->b < y->b ? -1 : 1;
	return y->score - x->score;
}

static int by_score(const void *a, const void *b)
{
	const struct dedupe_pair *x = a, *y = b;

	return x->score != y->score ? y->score - x->score : by_rows(a, b);
}

/* Each pair of persons once, between the rows that count for them. */
static void put_in_order(struct dedupe *d)
{
	size_t n = 0;

	for (size_t i = 0; i < d->n_pairs; i++) {
		struct dedupe_pair p = d->pairs[i];
		uint32_t a = dedupe_first(d, p.a), b = dedupe_first(d, p.b);

		/* A duplicate of a row that is invalid waits for what becomes of that. */
		if (a == b || d->rows[a].state == ROW_DUPLICATE ||
			d->rows[b].state == ROW_DUPLICATE)
			continue;
		p.a = a < b ? a : b;
		p.b = a < b ? b : a;
		d->pairs[n++] = p;
	}
	d->n_pairs = n;
	if (n > 1)
		qsort(d->pairs, n, sizeof(*d->pairs), by_rows);
	n = 0;
	for (size_t i = 0; i < d->n_pairs; i++)
		if (!n || d->pairs[n - 1].a != d->pairs[i].a || d->pairs[n - 1].b != d->pairs[i].b)
			d->pairs[n++] = d->pairs[i];
	d->n_pairs = n;
}

static uint32_t top(uint32_t *up, uint32_t row)
{
	while (up[row] != row)
		row = up[row] = up[up[row]];
	return row;
}

/*
 * Of rows that are alike each with each, as few pairs as connect them: the best. Pairs that wait or
 * were put off connect already.
 */
static void thin_out(struct dedupe *d)
{
	uint32_t *up = mem_array(d->n + 1, sizeof(*up));
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++)
		up[i] = (uint32_t)i;
	for (size_t i = 0; i < d->n_known; i++)
		if (!d->known[i].different)
			up[top(up, dedupe_first(d, d->known[i].a))] =
				top(up, dedupe_first(d, d->known[i].b));
	if (d->n_pairs > 1)
		qsort(d->pairs, d->n_pairs, sizeof(*d->pairs), by_score);
	for (size_t i = 0; i < d->n_pairs; i++) {
		const struct dedupe_pair p = d->pairs[i];
		struct dedupe_known *known = dedupe_known(d, p.a, p.b);
		uint32_t a = top(up, p.a), b = top(up, p.b);

		if (known) {
			*(known->judged ? &d->sum->judged : &d->sum->waiting) += 1;
			known->found = p.score;
			known->why = p.why;
			continue;
		}
		if (a == b)
			continue;
		up[a] = b;
		d->pairs[n++] = p;
		d->sum->likely += p.score >= DEDUPE_LIKELY;
	}
	d->n_pairs = n;
	d->sum->doubtful = (int64_t)n;
	free(up);
}

/* ---- the deed ---- */

/* A row that joined another by a rule and did not stand behind one before. */
static bool is_new(const struct dedupe *d, size_t row)
{
	return d->rules[row] && d->rows[row].group != row && d->rows[row].state != ROW_DUPLICATE;
}

static void count_same(struct dedupe *d)
{
	for (size_t i = 0; i < d->n; i++) {
		(void)dedupe_first(d, (uint32_t)i);
		if (!is_new(d, i))
			continue;
		d->sum->same++;
		d->sum->by[d->rules[i] - 1]++;
	}
}

static enum status mark_rows(struct dedupe *d, struct change *c)
{
	int64_t done = 0;
	enum status st = ST_OK;

	for (size_t i = 0; i < d->n && st == ST_OK; i++) {
		enum dedupe_rule rule;

		if (!is_new(d, i))
			continue;
		rule = (enum dedupe_rule)(d->rules[i] - 1);
		st = person_mark(c, d->rows[i].id, d->rows[dedupe_first(d, (uint32_t)i)].id,
			dedupe_rule_name(rule), reason(rule));
		if (st == ST_OK && ++done % STEP == 0) {
			st = change_flush(c);
			if (st == ST_OK)
				st = db_progress(
					d->db, _("marking duplicates"), done, d->sum->same);
		}
	}
	return st;
}

static enum status write_pairs(struct dedupe *d, struct change *c)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < d->n_pairs && st == ST_OK; i++) {
		const struct dedupe_pair *p = &d->pairs[i];

		st = pair_write(c, d->petition, d->rows[p->a].id, d->rows[p->b].id, p->score,
			dedupe_why(p->why), NULL);
		if (st == ST_OK && i % STEP == STEP - 1) {
			st = change_flush(c);
			if (st == ST_OK)
				st = db_progress(d->db, _("writing doubtful pairs"), (int64_t)i,
					(int64_t)d->n_pairs);
		}
	}
	return st;
}

/*
 * Pairs that an import wrote, which sees one row at a time, are weighed again against all; where
 * the mailbox is the same that is what counts.
 */
static enum status weigh_again(struct dedupe *d, struct change *c)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < d->n_known && st == ST_OK; i++) {
		const struct dedupe_known *k = &d->known[i];
		const struct dedupe_row *a = &d->rows[k->a], *b = &d->rows[k->b];
		enum dedupe_why why = k->why;
		int score = k->found;

		if (k->judged || (a->has_email && a->email == b->email))
			continue;
		if (!score)
			score = dedupe_weigh(d, k->a, k->b, &why);
		if (score != k->score)
			st = pair_weigh(c, k->pair, score, score ? dedupe_why(why) : NULL);
		if (st == ST_OK && i % STEP == 0)
			st = change_flush(c);
	}
	return st;
}

static enum status write_all(struct dedupe *d)
{
	struct change *c;
	enum status st = change_begin(d->db, &c, "dedupe");

	if (st)
		return st;
	st = mark_rows(d, c);
	if (st == ST_OK)
		st = write_pairs(d, c);
	if (st == ST_OK)
		st = weigh_again(d, c);
	if (st) {
		change_cancel(c);
		return st;
	}
	if (d->sum->same || d->sum->doubtful)
		change_label(c,
			ngettext("find duplicates: %lld marked, %lld doubtful pair",
				"find duplicates: %lld marked, %lld doubtful pairs",
				(unsigned long)d->sum->doubtful),
			(long long)d->sum->same, (long long)d->sum->doubtful);
	else
		change_label(c, _("weigh doubtful pairs anew"));
	return change_commit(c);
}

enum status dedupe_run(struct db *db, int64_t petition, bool dry_run, struct dedupe_summary *out)
{
	struct dedupe d = { .db = db, .petition = petition, .sum = out };
	enum status st;

	memset(out, 0, sizeof(*out));
	st = dedupe_read(&d);
	if (st == ST_OK)
		st = dedupe_compare(&d);
	if (st == ST_OK) {
		put_in_order(&d);
		thin_out(&d);
		count_same(&d);
		if (!dry_run)
			st = write_all(&d);
	}
	dedupe_forget(&d);
	return st;
}
