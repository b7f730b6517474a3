/* What a petition holds, in a few bytes a row; see dedupe.h. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/alike_held.h"
#include "model/alike_keys.h"
#include "model/dedupe_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/mix.h"
#include "model/stmt.h"

#define STEP 1024 /* rows between two reports */
#define PLATFORMS 200
#define DAY_LENGTH 10 /* of a date that is known to the day */

/* ---- how often ---- */

static size_t spot(const struct tally_table *t, uint64_t key)
{
	size_t at = (size_t)mix_end(key) & (t->cap - 1);

	while (t->keys[at] && t->keys[at] != key)
		at = (at + 1) & (t->cap - 1);
	return at;
}

static void grow(struct tally_table *t)
{
	struct tally_table old = *t;

	t->cap = old.cap ? 2 * old.cap : 1024;
	t->keys = mem_zero(t->cap * sizeof(*t->keys));
	t->counts = mem_zero(t->cap * sizeof(*t->counts));
	for (size_t i = 0; i < old.cap; i++)
		if (old.keys[i]) {
			size_t at = spot(t, old.keys[i]);

			t->keys[at] = old.keys[i];
			t->counts[at] = old.counts[i];
		}
	free(old.keys);
	free(old.counts);
}

void tally_table_add(struct tally_table *t, uint64_t key)
{
	size_t at;

	if (t->n >= t->cap - t->cap / 4)
		grow(t);
	at = spot(t, key);
	t->n += !t->keys[at];
	t->keys[at] = key;
	t->counts[at]++;
}

uint32_t tally_table_get(const struct tally_table *t, uint64_t key)
{
	return t->cap ? t->counts[spot(t, key)] : 0;
}

void tally_table_free(struct tally_table *t)
{
	free(t->keys);
	free(t->counts);
	*t = (struct tally_table){ NULL, NULL, 0, 0 };
}

static uint64_t not_zero(uint64_t key)
{
	return key ? key : 1;
}

uint64_t dedupe_word_key(uint16_t country, const struct name_word *word)
{
	return not_zero(mix_bytes(word->text, word->len, country));
}

uint64_t dedupe_place_key(uint16_t country, char kind, uint32_t place)
{
	return not_zero(mix_end((uint64_t)place << 32 | (uint64_t)country << 8 | (uint64_t)kind));
}

uint64_t dedupe_country_key(uint16_t country)
{
	return dedupe_place_key(country, 'n', 0);
}

uint64_t dedupe_day_key(uint16_t day)
{
	return dedupe_place_key(0, 'd', day);
}

/* ---- rows ---- */

struct name_text dedupe_name(const struct dedupe *d, uint32_t row)
{
	size_t begin = d->rows[row].name;
	size_t end = row + 1 < d->n ? d->rows[row + 1].name : d->names.len;

	return (struct name_text){ str_text(&d->names) + begin, end - begin, d->rows[row].first };
}

static void count_row(struct dedupe *d, const struct dedupe_row *r, const struct name_key *name)
{
	const char *text = str_text(&name->latin);
	size_t len = name->latin.len;
	struct name_word word;

	tally_table_add(&d->tally, dedupe_country_key(r->country));
	if (r->day)
		tally_table_add(&d->tally, dedupe_day_key(r->day));
	while (name_next_word(&text, &len, &word))
		tally_table_add(&d->tally, dedupe_word_key(r->country, &word));
	if (r->postcode)
		tally_table_add(&d->tally, dedupe_place_key(r->country, 'p', r->postcode));
	if (!r->town)
		return;
	tally_table_add(&d->tally, dedupe_place_key(r->country, 't', r->town));
	tally_table_add(&d->tally, dedupe_place_key(r->country, 's', r->sound));
}

static uint32_t low(uint64_t key)
{
	return key ? (uint32_t)key | 1 : 0;
}

/* "2020-07-18", and what may stand behind it, the hour. */
static uint16_t day_of(struct slice text)
{
	return text.len >= DAY_LENGTH ? (uint16_t)mix_bytes(text.text, DAY_LENGTH, 0) | 1 : 0;
}

static void add_row(
	struct dedupe *d, const struct alike_held *held, uint8_t state, const struct alike_keys *k)
{
	uint32_t row = (uint32_t)d->n;

	if (d->n == d->cap) {
		d->cap += d->cap / 2 + 1024;
		d->rows = mem_resize(d->rows, d->cap, sizeof(*d->rows));
	}
	d->rows[d->n++] = (struct dedupe_row){ .id = held->id,
		.email = k->email ? k->email : k->whole,
		.number = k->number,
		.name = (uint32_t)d->names.len,
		.name_check = k->name_check,
		.postcode = low(k->postcode),
		.town = low(k->town),
		.sound = low(k->town_sound),
		.group = row,
		.country = k->country,
		.state = state,
		.first = (int8_t)k->name.first,
		.has_email = k->email != 0,
		.full = k->name.words > 1,
		.day = day_of(held->row.signed_on) };
	str_add_n(&d->names, str_text(&k->name.latin), k->name.latin.len);
	d->with_email += k->email != 0;
	count_row(d, &d->rows[row], &k->name);
}

static uint8_t state_of(const char *state)
{
	return !strcmp(state, "valid")     ? ROW_VALID
	       : !strcmp(state, "pending") ? ROW_PENDING
					   : ROW_DUPLICATE;
}

/* The names of platforms met so far; there are a dozen. */
struct platforms {
	char *names[PLATFORMS];
	uint8_t n;
};

static uint8_t platform_of(struct platforms *p, const char *name)
{
	uint8_t i = 0;

	if (!name)
		return 0;
	while (i < p->n && strcmp(p->names[i], name) != 0)
		i++;
	if (i == p->n && p->n < PLATFORMS)
		p->names[p->n++] = mem_text(name);
	return (uint8_t)(i + 1);
}

static enum status read_rows(struct dedupe *d, struct stmt *s, struct alike_reader *reader)
{
	struct alike_keys keys = { .number = 0 };
	struct platforms platforms = { .n = 0 };
	struct alike_held held;
	enum status st;

	while ((st = alike_held_next(s, &held)) == ST_OK) {
		if (!strcmp(held.state, "invalid") || !strcmp(held.state, "withdrawn")) {
			d->sum->passed_over++;
			continue;
		}
		alike_keys_make(reader, &held.row, platform_of(&platforms, held.platform), &keys);
		add_row(d, &held, state_of(held.state), &keys);
		/* The id of the row that counts for a duplicate; as a row once all are read. */
		if (held.row.duplicate_of)
			d->rows[d->n - 1].group = UINT32_MAX;
		if (d->n % STEP == 0 &&
			(st = db_progress(d->db, _("reading the signatories"), (int64_t)d->n, 0)))
			break;
	}
	name_key_free(&keys.name);
	while (platforms.n)
		free(platforms.names[--platforms.n]);
	return st == ST_END ? ST_OK : st;
}

uint32_t dedupe_row_of(const struct dedupe *d, int64_t id)
{
	size_t low_at = 0, high = d->n;

	while (low_at < high) {
		size_t middle = low_at + (high - low_at) / 2;

		if (d->rows[middle].id == id)
			return (uint32_t)middle;
		if (d->rows[middle].id < id)
			low_at = middle + 1;
		else
			high = middle;
	}
	return UINT32_MAX;
}

/* Rows that are duplicates already belong to the row that counts for them. */
static enum status read_duplicates(struct dedupe *d)
{
	struct stmt *s;
	enum status st = stmt_get(d->db,
		"SELECT id, duplicate_of FROM signatory INDEXED BY signatory_duplicate_of "
		"WHERE duplicate_of IS NOT NULL AND petition = :petition",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", d->petition);
	while ((st = stmt_step(s)) == ST_OK) {
		uint32_t row = dedupe_row_of(d, stmt_get_int(s, 0));
		uint32_t first = dedupe_row_of(d, stmt_get_int(s, 1));

		if (row != UINT32_MAX)
			d->rows[row].group = first != UINT32_MAX ? first : row;
	}
	stmt_done(s);
	for (size_t i = 0; i < d->n; i++)
		if (d->rows[i].group == UINT32_MAX)
			d->rows[i].group = (uint32_t)i;
	return st == ST_END ? ST_OK : st;
}

/* ---- what was judged ---- */

static int by_rows(const void *a, const void *b)
{
	const struct dedupe_known *x = a, *y = b;

	if (x->a != y->a)
		return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

struct dedupe_known *dedupe_known(const struct dedupe *d, uint32_t a, uint32_t b)
{
	const struct dedupe_known key = { .a = a < b ? a : b, .b = a < b ? b : a };

	return d->n_known ? bsearch(&key, d->known, d->n_known, sizeof(key), by_rows) : NULL;
}

static enum status read_known(struct dedupe *d)
{
	struct stmt *s;
	size_t cap = 0;
	enum status st = stmt_get(d->db,
		"SELECT \"one\", \"other\", verdict, id, score FROM pair WHERE petition = "
		":petition",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", d->petition);
	while ((st = stmt_step(s)) == ST_OK) {
		uint32_t a = dedupe_row_of(d, stmt_get_int(s, 0));
		uint32_t b = dedupe_row_of(d, stmt_get_int(s, 1));
		const char *verdict = stmt_get_text(s, 2);
		bool different = !strcmp(verdict, "different");

		if (a == UINT32_MAX || b == UINT32_MAX)
			continue;
		if (d->n_known == cap) {
			cap += cap / 2 + 64;
			d->known = mem_resize(d->known, cap, sizeof(*d->known));
		}
		d->known[d->n_known++] = (struct dedupe_known){ .pair = stmt_get_int(s, 3),
			.a = a < b ? a : b,
			.b = a < b ? b : a,
			.score = (uint8_t)stmt_get_int(s, 4),
			.different = different,
			.judged = strcmp(verdict, "open") != 0 };
		if (different)
			d->rows[a].different = d->rows[b].different = true;
	}
	stmt_done(s);
	if (d->n_known)
		qsort(d->known, d->n_known, sizeof(*d->known), by_rows);
	return st == ST_END ? ST_OK : st;
}

enum status dedupe_read(struct dedupe *d)
{
	struct alike_reader *reader;
	struct stmt *s;
	enum status st = alike_held_begin(d->db, d->petition, &s);

	if (st)
		return st;
	str_init(&d->names, UINT32_MAX);
	reader = alike_reader_open();
	st = read_rows(d, s, reader);
	stmt_done(s);
	alike_reader_close(reader);
	d->sum->rows = (int64_t)d->n;
	d->rules = mem_zero(d->n + 1);
	if (st == ST_OK)
		st = read_duplicates(d);
	return st ? st : read_known(d);
}

void dedupe_forget(struct dedupe *d)
{
	free(d->rows);
	free(d->rules);
	free(d->pairs);
	free(d->known);
	str_free(&d->names);
	tally_table_free(&d->tally);
}
