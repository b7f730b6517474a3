#include "config.h"

#include "model/chronology.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/event.h"
#include "model/filter.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/stmt.h"

#define STEP_ROWS 2000 /* rows read in a step */
#define FIELDS_MAX 8   /* dates of one kind of record */

struct chronology {
	int64_t case_id;
	char *where; /* owned; NULL: none */
	struct chronology_mark *marks;
	size_t n;
	size_t cap;
	int entity;             /* the kind that is being read; ENTITY_COUNT: all were */
	int64_t id;             /* the last row read of it */
	struct idset conflicts; /* events whose sources do not agree on the date */
	bool fits;              /* the filter fitted a kind */
	bool cut;
	bool done;
};

/* The fields of a kind that stand on the axis, and the words of its state that wait for a day. */
struct source {
	int fields[FIELDS_MAX];
	int n;
	int status; /* its field of the state; -1: none */
};

struct chronology *chronology_new(int64_t case_id, const char *where)
{
	struct chronology *c = mem_zero(sizeof(*c));

	c->case_id = case_id;
	c->where = where && *where ? mem_text(where) : NULL;
	return c;
}

void chronology_free(struct chronology *c)
{
	if (!c)
		return;
	idset_clear(&c->conflicts);
	free(c->where);
	free(c->marks);
	free(c);
}

static void find_fields(const struct entity *e, struct source *s)
{
	s->n = 0;
	s->status = entity_field(e, "status");
	for (size_t i = 0; i < e->n_fields; i++) {
		if (!(e->fields[i].flags & FIELD_TIMED))
			continue;
		assert(s->n < FIELDS_MAX);
		s->fields[s->n++] = (int)i;
	}
}

/* The first step of a kind asks whether the filter and the case have to do with it. */
static enum status conditions(struct db *db, struct chronology *c, struct filter *f)
{
	enum entity_id entity = (enum entity_id)c->entity;
	enum status st = filter_parse(db, entity, c->where, f);

	if (st == ST_OK && c->case_id)
		st = filter_owner(db, entity, ENTITY_CASE, f);
	return st;
}

/* `f` is zeroed; its values are bound, so it is freed after the rows were read. */
static enum status open_rows(struct db *db, struct chronology *c, const struct source *s,
	struct filter *f, struct stmt **out)
{
	const struct entity *e = entity_get((enum entity_id)c->entity);
	struct str sql = STR_INIT;
	enum status st = conditions(db, c, f);

	*out = NULL;
	if (st)
		goto out;
	str_addf(&sql, "SELECT t.id, %s", s->status < 0 ? "NULL" : "t.status");
	for (int i = 0; i < s->n; i++)
		str_addf(&sql, ", t.\"%s\"", e->fields[s->fields[i]].name);
	str_addf(&sql, " FROM \"%s\" t WHERE t.id > :after%s ORDER BY t.id LIMIT :most", e->name,
		str_text(&f->sql));
	st = stmt_get(db, str_text(&sql), out);
	if (st)
		goto out;
	filter_bind(f, *out);
	if (c->case_id)
		stmt_int(*out, ":owner", c->case_id);
	stmt_int(*out, ":after", c->id);
	stmt_int(*out, ":most", STEP_ROWS);
out:
	str_free(&sql);
	return st;
}

/* Whether somebody must do something by that day. */
static bool waits(const struct entity *e, const struct field *f, const char *status)
{
	if (!status || f->type != FIELD_DAY)
		return false;
	if (e->id == ENTITY_DEADLINE)
		return !strcmp(status, "open") && f->flags & FIELD_REQUIRED;
	return e->id == ENTITY_LETTER && !strcmp(status, "signing");
}

static void add(struct chronology *c, const struct entity *e, int field, int64_t id,
	const char *status, const char *text)
{
	struct chronology_mark *m;
	struct date date;
	struct date first;

	if (!text || date_parse(text, &date) != ST_OK)
		return;
	if (c->n == CHRONOLOGY_MAX) {
		c->cut = true;
		return;
	}
	if (c->n == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 256;
		c->marks = mem_resize(c->marks, c->cap, sizeof(*c->marks));
	}
	first = date_first(&date);
	m = &c->marks[c->n++];
	*m = (struct chronology_mark){ .id = id,
		.day = (int32_t)date_to_days(&first),
		.entity = (uint8_t)e->id,
		.field = (uint8_t)field,
		.known = date.day     ? KNOWN_DAY
			 : date.month ? KNOWN_MONTH
				      : KNOWN_YEAR,
		.conflict = e->id == ENTITY_EVENT && idset_has(&c->conflicts, id),
		.waits = waits(e, &e->fields[field], status),
		.doubt = (uint8_t)date.doubt };
}

static int in_time(const void *a, const void *b)
{
	const struct chronology_mark *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	if (x->known != y->known)
		return x->known < y->known ? -1 : 1;
	if (x->entity != y->entity)
		return x->entity < y->entity ? -1 : 1;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->field > y->field) - (x->field < y->field);
}

/* The next kind with dates; ST_END after the last. */
static enum status next_kind(struct db *db, struct chronology *c, struct source *s)
{
	while (c->entity < ENTITY_COUNT) {
		find_fields(entity_get((enum entity_id)c->entity), s);
		if (s->n > 0)
			return ST_OK;
		c->entity++;
	}
	if (c->where && !c->fits)
		return db_fail(db, ST_INVALID, NULL,
			_("no kind of record that has a day fits this filter"));
	c->done = true;
	if (c->n > 1)
		qsort(c->marks, c->n, sizeof(*c->marks), in_time);
	return ST_END;
}

enum status chronology_step(struct db *db, struct chronology *c)
{
	struct filter f = { .sets = false };
	struct source s = { .status = -1 };
	struct stmt *rows = NULL;
	const struct entity *e;
	int n = 0;
	enum status st = c->done ? ST_END : next_kind(db, c, &s);

	if (st)
		return st;
	e = entity_get((enum entity_id)c->entity);
	if (e->id == ENTITY_EVENT && !c->id)
		st = event_conflicts(db, c->case_id, &c->conflicts);
	if (st)
		return st;
	st = open_rows(db, c, &s, &f, &rows);
	/* The filter speaks of a field that this kind has not. */
	if (st == ST_INVALID) {
		filter_free(&f);
		c->entity++;
		return ST_OK;
	}
	c->fits = true;
	while (st == ST_OK && (st = stmt_step(rows)) == ST_OK) {
		const char *status = stmt_get_text(rows, 1);

		n++;
		c->id = stmt_get_int(rows, 0);
		for (int i = 0; i < s.n; i++)
			add(c, e, s.fields[i], c->id, status, stmt_get_text(rows, 2 + i));
	}
	stmt_done(rows);
	filter_free(&f);
	if (st == ST_END && n < STEP_ROWS) {
		c->entity++;
		c->id = 0;
	}
	return st == ST_END ? ST_OK : st;
}

const struct chronology_mark *chronology_marks(const struct chronology *c, size_t *n)
{
	*n = c->done ? c->n : 0;
	return c->done ? c->marks : NULL;
}

size_t chronology_read(const struct chronology *c)
{
	return c->n;
}

bool chronology_cut(const struct chronology *c)
{
	return c->cut;
}

size_t chronology_find(const struct chronology_mark *marks, size_t n, long day)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (marks[middle].day < day)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct date chronology_date(const struct chronology_mark *m)
{
	struct date d = date_from_days(m->day);

	if (m->known == KNOWN_YEAR)
		d.month = 0;
	if (m->known != KNOWN_DAY)
		d.day = 0;
	d.doubt = (enum date_doubt)m->doubt;
	return d;
}

long chronology_last_day(const struct chronology_mark *m)
{
	struct date d, last;

	if (m->known == KNOWN_DAY)
		return m->day;
	d = chronology_date(m);
	last = date_last(&d);
	return date_to_days(&last);
}

/* Up through what each belongs to. */
enum status chronology_case(struct db *db, enum entity_id entity, int64_t id, int64_t *out)
{
	for (int depth = 0; depth < 4 && entity != ENTITY_CASE; depth++) {
		struct record r;
		enum entity_id up = ENTITY_NONE;
		enum status st = record_load(db, entity, id, &r);

		for (size_t i = 0; st == ST_OK && i < r.entity->n_fields; i++) {
			const struct field *f = &r.entity->fields[i];

			/* A contact stands between nothing and its case. */
			if (!(f->flags & FIELD_OWNER) || f->type != FIELD_REF ||
				f->entity == ENTITY_CONTACT || !r.values[i].num)
				continue;
			up = f->entity;
			id = r.values[i].num;
			break;
		}
		record_free(&r);
		if (st)
			return st;
		if (up == ENTITY_NONE)
			return ST_END;
		entity = up;
	}
	*out = id;
	return entity == ENTITY_CASE ? ST_OK : ST_END;
}
