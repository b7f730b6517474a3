#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/country.h"
#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/pager_internal.h"
#include "model/text.h"

/* Places: by number, by share, by record, by how a row begins. */

#define DRAWN 240      /* rows looked at for a first idea of an order */
#define DRAWN_STEP 97  /* has no divisor in common with it */
#define DRAWN_LEAST 12 /* too few to say anything */

/* ---- by number ---- */

/* Looks at rows that lie evenly in the file: put in order, they tell roughly where a place is. */
static enum status draw(struct pager *p)
{
	const struct plan *plan = &p->plan;
	int64_t size = spans_size(&p->spans), drawn = size < DRAWN ? size : DRAWN;
	struct str sql = STR_INIT;
	struct stmt *s = NULL;
	enum status st;

	str_addf(&sql, "SELECT t.id, (1%s%s)", str_text(&plan->filter.sql),
		str_text(&plan->owner.sql));
	plan_columns(plan, &sql);
	str_addf(&sql, " FROM \"%s\" t NOT INDEXED WHERE t.id >= :at ORDER BY t.id LIMIT 1",
		plan->e->name);
	st = stmt_get(p->db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	plan_bind(plan, s, true);
	for (int64_t i = 0; i < drawn && st >= 0; i++) {
		struct query_key k = { 0 };
		/* Here and there, so that those drawn until time is up lie evenly too. */
		int64_t at = drawn == DRAWN ? i * DRAWN_STEP % DRAWN : i;

		if (i >= DRAWN / 4 && db_interrupted(p->db))
			break;
		stmt_rewind(s);
		stmt_int(s, ":at", spans_at(&p->spans, size / drawn * at + size / drawn / 2));
		st = stmt_step(s);
		if (st != ST_OK || !stmt_get_int(s, 1))
			continue;
		key_lend(plan, s, 2, &k);
		sample_add(&p->sample, &k);
	}
	stmt_done(s);
	if (st < 0) {
		sample_clear(&p->sample);
		return st;
	}
	sample_sort(&p->sample, plan);
	p->sampled = true;
	return ST_OK;
}

static enum status near_share(struct pager *p, double share, struct query_key *out)
{
	enum status st = p->sampled ? ST_OK : draw(p);
	size_t i;

	if (st)
		return st;
	if (p->sample.n < DRAWN_LEAST)
		return ST_STOPPED;
	i = (size_t)(share * (double)p->sample.n);
	query_key_copy(out, &p->sample.keys[i < p->sample.n ? i : p->sample.n - 1]);
	return ST_OK;
}

static bool in_runs(struct pager *p, int64_t place, struct query_key *out)
{
	for (int i = 0; i < RUNS; i++) {
		const struct run *r = &p->runs[i];

		if (r->n && place >= r->rank && place < r->rank + (int64_t)r->n) {
			query_key_copy(out, &r->keys[place - r->rank]);
			return true;
		}
	}
	return false;
}

static enum status at_in_passes(struct pager *p, int64_t place, struct query_key *out, bool *exact)
{
	enum status st = ST_OK;

	*exact = true;
	if (!p->headed && pager_direct(p)) {
		st = query_at(p->db, &p->q, place, out);
		if (st != ST_STOPPED)
			return st;
		pager_slow(p);
	}
	if (!p->headed) {
		st = pager_pass(p, NULL);
		if (st)
			return st;
	}
	if (in_runs(p, place, out))
		return ST_OK;
	if (place >= p->total)
		return ST_END;
	*exact = false;
	return near_share(p, (double)place / (double)p->total, out);
}

enum status pager_at(struct pager *p, int64_t place, struct query_key *out, bool *exact)
{
	int64_t size;
	enum status st = pager_prepare(p);

	memset(out, 0, sizeof(*out));
	*exact = true;
	if (st)
		return st;
	if (p->passes)
		return at_in_passes(p, place, out, exact);
	st = p->surveying ? survey_at(&p->survey, place, out) : ST_STOPPED;
	if (st != ST_STOPPED || p->surveyed)
		return st;
	*exact = false;
	size = spans_size(&p->spans);
	/* A filter keeps as much of all as of the rows that were met until now. */
	if (p->surveying && p->survey.walk.seen > 0)
		size = (int64_t)((double)size * (double)p->survey.kept /
				 (double)p->survey.walk.seen);
	return size > 0 ? near_share(p, (double)place / (double)size, out) : ST_STOPPED;
}

enum status pager_share(struct pager *p, double share, struct query_key *out, bool *exact)
{
	enum status st = pager_prepare(p);

	memset(out, 0, sizeof(*out));
	*exact = false;
	if (st)
		return st;
	if (p->total < 0 && p->passes) {
		st = pager_survey(p);
		if (st != ST_END)
			return st;
	}
	if (p->total >= 0)
		return pager_at(p, (int64_t)(share * (double)p->total), out, exact);
	return near_share(p, share, out);
}

/* ---- by record ---- */

enum status pager_find(struct pager *p, int64_t id, struct query_key *out)
{
	const struct plan *plan = &p->plan;
	struct str sql = STR_INIT;
	struct stmt *s = NULL;
	enum status st = pager_prepare(p);

	memset(out, 0, sizeof(*out));
	if (st)
		return st;
	str_add(&sql, "SELECT t.id");
	plan_columns(plan, &sql);
	str_addf(&sql, " FROM \"%s\" t WHERE t.id = :at%s%s", plan->e->name,
		str_text(&plan->filter.sql), str_text(&plan->owner.sql));
	st = stmt_get(p->db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	plan_bind(plan, s, true);
	stmt_int(s, ":at", id);
	st = stmt_step(s);
	if (st == ST_OK)
		key_from(plan, s, 1, out);
	stmt_done(s);
	return st == ST_END ? ST_NOTFOUND : st;
}

/* ---- by how it begins ---- */

#define BEHIND_ALL "\xff\xff\xff\xff"

static void set_bytes(struct query_part *part, const struct str *bytes)
{
	part->bytes = mem_text_n(str_text(bytes), bytes->len);
	part->len = bytes->len;
}

/* What the values are compared with: the way the field is kept and sorted. */
static void seek_value(
	const struct order_term *t, const struct field *f, const char *text, struct query_part *out)
{
	struct str value = STR_INIT;
	char code[3];

	if (f->type == FIELD_INT) {
		out->number = true;
		out->num = strtoll(text, NULL, 10);
		return;
	}
	if (t->blob) {
		text_sort_key(&value, text, strlen(text));
		/* Only the letters count, and not what comes after a 1: accents and case. */
		value.len = strnlen(str_text(&value), value.len);
		value.len = strcspn(str_text(&value), "\x01");
	} else if (f->type == FIELD_COUNTRY && strlen(text) > 2 &&
		   country_code(text, strlen(text), code)) {
		str_add(&value, code);
	} else {
		str_add(&value, text);
		for (size_t i = 0; f->type == FIELD_COUNTRY && i < value.len; i++)
			if (value.data[i] >= 'a' && value.data[i] <= 'z')
				value.data[i] = (char)(value.data[i] - 'a' + 'A');
	}
	if (t->down)
		str_add(&value, BEHIND_ALL);
	set_bytes(out, &value);
	str_free(&value);
}

enum status pager_seek(struct pager *p, const char *text, struct query_key *out)
{
	const struct order *o = &p->plan.order;
	struct str last = STR_INIT;
	enum status st = pager_prepare(p);

	memset(out, 0, sizeof(*out));
	if (st)
		return st;
	if (!o->n)
		return db_fail(p->db, ST_INVALID, NULL,
			_("the list is in no order to look things up by; sort it first"));
	seek_value(&o->terms[0], o->terms[0].field, text, &out->parts[0]);
	out->n = o->n;
	/* Before all rows that are equal in the first field. */
	str_add(&last, BEHIND_ALL);
	for (size_t i = 1; i < o->n; i++)
		if (o->terms[i].down)
			set_bytes(&out->parts[i], &last);
	str_free(&last);
	out->id = o->down ? INT64_MAX : -1;
	return ST_OK;
}
