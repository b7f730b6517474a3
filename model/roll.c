#include "config.h"

#include "model/roll.h"

#include <stdlib.h>
#include <string.h>

#include "model/anonymise.h"
#include "model/country.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/mix.h"
#include "model/stmt.h"
#include "model/text.h"
#include "model/text_order.h"

#define SLOTS 262144 /* rows that are put in order at a time: 32 MB */
#define KEY_MAX 112
#define PLACE_KEY 24 /* of a country's name */
#define CITY_KEY 36

/* A row that waits for its place. */
struct slot {
	int64_t id;
	uint32_t len;
	unsigned char key[KEY_MAX];
};

struct roll {
	struct db *db;
	const struct roll_options *o;
	roll_fn *fn;
	void *arg;
	struct roll_sum *sum;
	struct text_order *order; /* owned; NULL: that of the file */
	struct slot *slots;       /* owned; a heap, the last of them at the top */
	size_t n;
	size_t most;       /* that it holds */
	struct slot last;  /* the last that was given out; id 0: none yet */
	struct str key;    /* being made */
	int64_t seen, all; /* rows read in this pass; those that count */
	int64_t given;     /* rows given out */
	const char *doing; /* translated */
};

/* The columns of every query here, in this order. */
#define COLUMNS "SELECT id, name, city, region, country, signed, consent, level FROM signatory "

enum column {
	COL_ID,
	COL_NAME,
	COL_CITY,
	COL_REGION,
	COL_COUNTRY,
	COL_SIGNED,
	COL_CONSENT,
	COL_LEVEL,
};

static const char *text_of(struct stmt *s, enum column column)
{
	const char *text = stmt_get_text(s, (int)column);

	return text ? text : "";
}

static enum status give(struct roll *r, struct stmt *s)
{
	struct signatory one = { .name = stmt_get_slice(s, COL_NAME),
		.city = stmt_get_slice(s, COL_CITY),
		.region = stmt_get_slice(s, COL_REGION),
		.country = stmt_get_slice(s, COL_COUNTRY),
		.signed_on = stmt_get_slice(s, COL_SIGNED) };

	r->given++;
	return r->fn(r->arg, &one);
}

/* Whether it is on the roll that was asked for; `count` it among which. */
static bool is_shown(struct roll *r, struct stmt *s, bool count)
{
	const char *consent = text_of(s, COL_CONSENT), *level = text_of(s, COL_LEVEL);
	bool named;

	if (r->o->only && !idset_has(r->o->only, stmt_get_int(s, COL_ID)))
		return false;
	named = !strcmp(consent, "public") &&
		(!strcmp(level, "public") || !strcmp(level, "filed")) &&
		strcmp(text_of(s, COL_NAME), ANONYMISED) != 0;
	if (count && named)
		r->sum->named++;
	else if (count && !strcmp(consent, "anonymous"))
		r->sum->anonymous++;
	else if (count)
		r->sum->withheld++;
	return named || r->o->unnamed;
}

/* ---- in the order of an index ---- */

static enum status walk_index(struct roll *r)
{
	struct stmt *s;
	enum status st = stmt_get(r->db,
		COLUMNS "INDEXED BY signatory_name WHERE petition = :petition AND state = 'valid' "
			"ORDER BY sort_key, id",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", r->o->petition);
	while ((st = stmt_step(s)) == ST_OK) {
		if (is_shown(r, s, true))
			st = give(r, s);
		if (st == ST_OK && ++r->seen % 1024 == 0)
			st = db_progress(r->db, r->doing, r->seen, 0);
		if (st)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* ---- in another order ---- */

static int compare(const struct slot *a, const struct slot *b)
{
	uint32_t len = a->len < b->len ? a->len : b->len;
	int order = memcmp(a->key, b->key, len);

	if (!order && a->len != b->len)
		order = a->len < b->len ? -1 : 1;
	if (!order && a->id != b->id)
		order = a->id < b->id ? -1 : 1;
	return order;
}

static void swap(struct slot *a, struct slot *b)
{
	struct slot other = *a;

	*a = *b;
	*b = other;
}

static void sink(struct roll *r, size_t n)
{
	size_t i = 0;

	for (;;) {
		size_t child = 2 * i + 1;

		if (child >= n)
			return;
		if (child + 1 < n && compare(&r->slots[child + 1], &r->slots[child]) > 0)
			child++;
		if (compare(&r->slots[child], &r->slots[i]) <= 0)
			return;
		swap(&r->slots[child], &r->slots[i]);
		i = child;
	}
}

static void rise(struct roll *r, size_t i)
{
	while (i > 0 && compare(&r->slots[i], &r->slots[(i - 1) / 2]) > 0) {
		swap(&r->slots[i], &r->slots[(i - 1) / 2]);
		i = (i - 1) / 2;
	}
}

/* One part of a key; what is empty comes last. At most `max` bytes, and a NUL behind. */
static void add_part(struct roll *r, const char *text, size_t max)
{
	size_t from = r->key.len;

	str_add_c(&r->key, *text ? 1 : 2);
	text_order_key(r->order, &r->key, text, strlen(text));
	if (r->key.len - from > max)
		r->key.len = from + max;
	str_add_c(&r->key, '\0');
}

/* Cities that begin alike for long are not mixed: each is told by a mark of all its letters. */
static void add_city_mark(struct roll *r, const char *city)
{
	struct str folded = STR_INIT;
	unsigned char bytes[8];
	uint64_t mark;

	text_fold(&folded, city, strlen(city));
	mark = mix_bytes(str_text(&folded), folded.len, 0);
	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(mark >> 8 * i);
	str_add_n(&r->key, (const char *)bytes, sizeof(bytes));
	str_free(&folded);
}

static void make_key(struct roll *r, struct stmt *s, struct slot *out)
{
	const char *country = text_of(s, COL_COUNTRY), *name = text_of(s, COL_NAME);
	const char *words = country_name(country);

	str_clear(&r->key);
	if (r->o->order == ROLL_PLACE) {
		add_part(r, words ? words : country, PLACE_KEY);
		add_part(r, text_of(s, COL_CITY), CITY_KEY);
		add_city_mark(r, text_of(s, COL_CITY));
	} else if (r->o->order == ROLL_SIGNED) {
		const char *day = text_of(s, COL_SIGNED);

		str_addf(&r->key, "%c%s", *day ? 1 : 2, day);
		str_add_c(&r->key, '\0');
	}
	text_order_key(r->order, &r->key, name, strlen(name));
	out->id = stmt_get_int(s, COL_ID);
	out->len = (uint32_t)(r->key.len < KEY_MAX ? r->key.len : KEY_MAX);
	memcpy(out->key, str_text(&r->key), out->len);
}

static void take_row(struct roll *r, struct stmt *s)
{
	struct slot slot;

	make_key(r, s, &slot);
	if (r->last.id && compare(&slot, &r->last) <= 0)
		return;
	if (r->n < r->most) {
		r->slots[r->n] = slot;
		rise(r, r->n++);
	} else if (compare(&slot, &r->slots[0]) < 0) {
		r->slots[0] = slot;
		sink(r, r->n);
	}
}

/* Keeps those that come next, as many as there are slots. */
static enum status pass(struct roll *r, bool first)
{
	struct stmt *s;
	enum status st = stmt_get(
		r->db, COLUMNS "NOT INDEXED WHERE petition = :petition AND state = 'valid'", &s);

	if (st)
		return st;
	r->n = 0;
	r->seen = 0;
	stmt_int(s, ":petition", r->o->petition);
	while ((st = stmt_step(s)) == ST_OK) {
		if (is_shown(r, s, first))
			take_row(r, s);
		if (++r->seen % 1024 == 0)
			st = db_progress(r->db, r->doing, r->given, r->all);
		if (st)
			break;
	}
	stmt_done(s);
	r->all = r->seen;
	return st == ST_END ? ST_OK : st;
}

static enum status give_id(struct roll *r, int64_t id)
{
	struct stmt *s;
	enum status st = stmt_get(r->db, COLUMNS "WHERE id = :id", &s);

	if (st)
		return st;
	stmt_int(s, ":id", id);
	st = stmt_step(s);
	if (st == ST_OK)
		st = give(r, s);
	stmt_done(s);
	return st;
}

/* All that wait, the first of them first. */
static enum status give_out(struct roll *r)
{
	size_t n = r->n;
	enum status st = ST_OK;

	r->last = r->slots[0];
	while (n > 1) {
		swap(&r->slots[0], &r->slots[--n]);
		sink(r, n);
	}
	for (size_t i = 0; i < r->n && st == ST_OK; i++) {
		st = give_id(r, r->slots[i].id);
		if (st == ST_OK && i % 1024 == 0)
			st = db_progress(r->db, r->doing, r->given, r->all);
	}
	return st;
}

static enum status walk_sorted(struct roll *r)
{
	struct stmt *still = NULL;
	bool more = true;
	/* A row that was read and not given back holds the file as it is, over all passes. */
	enum status st = stmt_get(r->db, "SELECT ref FROM petition", &still);

	if (st == ST_OK)
		st = stmt_step(still);
	r->slots = mem_array(r->most, sizeof(*r->slots));
	for (bool first = true; st == ST_OK && more; first = false) {
		st = pass(r, first);
		more = r->n == r->most;
		if (st == ST_OK && r->n)
			st = give_out(r);
	}
	stmt_done(still);
	free(r->slots);
	return st == ST_END ? ST_OK : st;
}

enum status roll_walk(
	struct db *db, const struct roll_options *o, roll_fn *fn, void *arg, struct roll_sum *out)
{
	struct roll r = { .db = db,
		.o = o,
		.fn = fn,
		.arg = arg,
		.sum = out,
		.most = o->at_once ? o->at_once : SLOTS };
	enum status st;

	*out = (struct roll_sum){ 0 };
	r.doing = _("signatories written");
	r.order = text_order_open(o->language);
	st = o->order == ROLL_NAME && !r.order ? walk_index(&r) : walk_sorted(&r);
	text_order_close(r.order);
	str_free(&r.key);
	return st;
}
