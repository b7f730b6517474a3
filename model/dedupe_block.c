/*
 * Which rows are compared: those that share a key. The keys of all rows are put in order, and the
 * rows of each looked at two by two, as long as they are few. See dedupe.h.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/dedupe_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/mix.h"
#include "model/name_slip.h"

#define PARTS 4    /* keys of words are looked at in so many parts, to save memory */
#define STEP 32768 /* rows between two reports */
#define FAMILY 4   /* names in one mailbox; of more it is an office's */

struct entry {
	uint64_t key;
	uint32_t row;
};

struct entries {
	struct entry *at;
	size_t n, cap;
	int part; /* of the keys, that are taken now; -1: all */
};

static void add(struct entries *e, uint64_t key, uint32_t row)
{
	if (e->part >= 0 && (int)(key % PARTS) != e->part)
		return;
	if (e->n == e->cap) {
		e->cap += e->cap / 2 + 4096;
		e->at = mem_resize(e->at, e->cap, sizeof(*e->at));
	}
	e->at[e->n++] = (struct entry){ key, row };
}

static uint64_t with(uint64_t key, uint64_t more)
{
	return mix_end(key ^ mix_end(more + 1));
}

/* ---- persons ---- */

uint32_t dedupe_first(struct dedupe *d, uint32_t row)
{
	struct dedupe_row *rows = d->rows;

	while (rows[row].group != row) {
		rows[row].group = rows[rows[row].group].group;
		row = rows[row].group;
	}
	return row;
}

/* Which of two rows counts: a valid one, then a pending one, then the one that came first. */
static bool counts_before(const struct dedupe_row *a, const struct dedupe_row *b)
{
	static const int rank[] = { [ROW_VALID] = 0, [ROW_PENDING] = 1, [ROW_DUPLICATE] = 2 };

	return rank[a->state] != rank[b->state] ? rank[a->state] < rank[b->state] : a->id < b->id;
}

static bool judged_different(struct dedupe *d, uint32_t a, uint32_t b)
{
	for (size_t i = 0; i < d->n_known; i++)
		if (d->known[i].different) {
			uint32_t x = dedupe_first(d, d->known[i].a),
				 y = dedupe_first(d, d->known[i].b);

			if ((x == a && y == b) || (x == b && y == a))
				return true;
		}
	return false;
}

void dedupe_join(struct dedupe *d, uint32_t a, uint32_t b, enum dedupe_rule rule)
{
	uint32_t first, other;

	a = dedupe_first(d, a);
	b = dedupe_first(d, b);
	if (a == b)
		return;
	if (d->rows[a].different && d->rows[b].different && judged_different(d, a, b))
		return;
	first = counts_before(&d->rows[a], &d->rows[b]) ? a : b;
	other = first == a ? b : a;
	d->rows[other].group = first;
	d->rows[first].different = d->rows[first].different || d->rows[other].different;
	d->rules[other] = (uint8_t)(rule + 1);
}

static void add_pair(struct dedupe *d, uint32_t a, uint32_t b, int score, enum dedupe_why why)
{
	if (d->n_pairs == d->cap_pairs) {
		d->cap_pairs += d->cap_pairs / 2 + 1024;
		d->pairs = mem_resize(d->pairs, d->cap_pairs, sizeof(*d->pairs));
	}
	d->pairs[d->n_pairs++] =
		(struct dedupe_pair){ a < b ? a : b, a < b ? b : a, (uint8_t)score, (uint8_t)why };
}

/* ---- what is done with a group ---- */

typedef void group_fn(struct dedupe *d, const struct entry *rows, size_t n);

static void join_all(struct dedupe *d, const struct entry *rows, size_t n, enum dedupe_rule rule)
{
	for (size_t i = 1; i < n; i++)
		dedupe_join(d, rows[0].row, rows[i].row, rule);
}

static void same_number(struct dedupe *d, const struct entry *rows, size_t n)
{
	join_all(d, rows, n, DEDUPE_NUMBER);
}

static void same_whole(struct dedupe *d, const struct entry *rows, size_t n)
{
	join_all(d, rows, n, DEDUPE_WHOLE);
}

static void doubt_mailbox(struct dedupe *d, uint32_t a, uint32_t b)
{
	struct name_text x = dedupe_name(d, a), y = dedupe_name(d, b);
	struct name_fit fit;
	enum name_like like = name_like_how(&x, &y, &fit);

	if (like == NAME_PART)
		add_pair(d, a, b, fit.n == 1 ? 75 : 50, WHY_EMAIL_PART);
	else if (like == NAME_ENDING)
		add_pair(d, a, b, 72, WHY_EMAIL_ENDING);
	else if (name_is_beyond(&x, &y))
		add_pair(d, a, b, 75, WHY_EMAIL_BEYOND);
	else if (fit.n)
		add_pair(d, a, b, 25, WHY_EMAIL_FAMILY);
	else
		add_pair(d, a, b, 40, WHY_EMAIL_OTHER);
}

static bool fits(const struct dedupe *d, uint32_t a, uint32_t b)
{
	struct name_text x = dedupe_name(d, a), y = dedupe_name(d, b);

	if (d->rows[a].name_check != d->rows[b].name_check && memchr(x.text, '=', x.len) &&
		memchr(y.text, '=', y.len))
		return false;
	return name_like(&x, &y) >= NAME_INITIALS;
}

/* Each row is compared with one row of each name met before. */
static void same_email(struct dedupe *d, const struct entry *rows, size_t n)
{
	uint32_t names[16];
	size_t n_names = 0;

	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (k < n_names && !fits(d, names[k], rows[i].row))
			k++;
		if (k < n_names)
			dedupe_join(d, names[k], rows[i].row, DEDUPE_EMAIL);
		else if (n_names < sizeof(names) / sizeof(names[0]))
			names[n_names++] = rows[i].row;
	}
	for (size_t i = 1; i < n_names && n_names <= FAMILY; i++)
		for (size_t k = 0; k < i; k++)
			doubt_mailbox(d, names[k], names[i]);
}

static void weigh(struct dedupe *d, const struct entry *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = i + 1; k < n; k++) {
			uint32_t a = dedupe_first(d, rows[i].row), b = dedupe_first(d, rows[k].row);
			enum dedupe_why why;
			int score;

			if (a == b)
				continue;
			score = dedupe_weigh(d, rows[i].row, rows[k].row, &why);
			if (score >= DEDUPE_LEAST)
				add_pair(d, a, b, score, why);
		}
}

/* Surely one person where there are not two mailboxes in it; else each two are weighed. */
static void same_place(struct dedupe *d, const struct entry *rows, size_t n)
{
	uint64_t email = 0;

	for (size_t i = 0; i < n; i++) {
		const struct dedupe_row *r = &d->rows[rows[i].row];

		if (r->has_email && email && r->email != email) {
			weigh(d, rows, n);
			return;
		}
		email = r->has_email ? r->email : email;
	}
	join_all(d, rows, n, DEDUPE_PLACE);
}

/* ---- the keys ---- */

typedef void keys_fn(const struct dedupe *d, uint32_t row, struct entries *out);

static void by_number(const struct dedupe *d, uint32_t row, struct entries *out)
{
	if (d->rows[row].number)
		add(out, d->rows[row].number, row);
}

static void by_email(const struct dedupe *d, uint32_t row, struct entries *out)
{
	if (d->rows[row].has_email)
		add(out, d->rows[row].email, row);
}

static void by_whole(const struct dedupe *d, uint32_t row, struct entries *out)
{
	if (d->rows[row].email && !d->rows[row].has_email)
		add(out, d->rows[row].email, row);
}

/* The name in its own script, the country and the postcode. */
static void by_place(const struct dedupe *d, uint32_t row, struct entries *out)
{
	const struct dedupe_row *r = &d->rows[row];
	struct name_text name = dedupe_name(d, row);

	if (r->full && r->postcode)
		add(out,
			with(mix_bytes(name.text, name.len, r->name_check),
				(uint64_t)r->postcode << 16 | r->country),
			row);
}

/* The name in Latin letters without its marks, so that 李小明 meets Li Xiaoming. */
static uint64_t letters(const struct dedupe *d, uint32_t row)
{
	struct name_text name = dedupe_name(d, row);
	char plain[256];
	size_t n = 0;

	for (size_t i = 0; i < name.len && n < sizeof(plain); i++)
		if (!strchr("*+=", name.text[i]))
			plain[n++] = name.text[i];
	return mix_bytes(plain, n, d->rows[row].country);
}

static void by_name_town(const struct dedupe *d, uint32_t row, struct entries *out)
{
	if (d->rows[row].full && d->rows[row].town)
		add(out, with(letters(d, row), d->rows[row].town), row);
}

static void by_name(const struct dedupe *d, uint32_t row, struct entries *out)
{
	if (d->rows[row].full)
		add(out, letters(d, row), row);
}

static void by_sound(const struct dedupe *d, uint32_t row, uint32_t place, struct entries *out)
{
	struct name_text name = dedupe_name(d, row);
	uint64_t one, two;

	if (!place || !d->rows[row].full)
		return;
	one = name_sound_key(name.text, name.len, true);
	two = name_sound_key(name.text, name.len, false);
	add(out, with(one ^ d->rows[row].country, place), row);
	if (two != one)
		add(out, with(two ^ d->rows[row].country, place), row);
}

static void by_sound_postcode(const struct dedupe *d, uint32_t row, struct entries *out)
{
	by_sound(d, row, d->rows[row].postcode, out);
}

static void by_sound_town(const struct dedupe *d, uint32_t row, struct entries *out)
{
	by_sound(d, row, d->rows[row].sound, out);
}

static void by_sound_country(const struct dedupe *d, uint32_t row, struct entries *out)
{
	by_sound(d, row, 1, out);
}

/* Words that nobody else has lead nowhere. */
static void by_words(const struct dedupe *d, uint32_t row, uint32_t place, struct entries *out)
{
	const struct dedupe_row *r = &d->rows[row];
	struct name_text name = dedupe_name(d, row);
	struct name_word word;

	if (!place || !r->full)
		return;
	while (name_next_word(&name.text, &name.len, &word)) {
		uint64_t key = dedupe_word_key(r->country, &word);

		if (word.len > 1 && tally_table_get(&d->tally, key) > 1)
			add(out, with(key, place), row);
	}
}

static void by_words_postcode(const struct dedupe *d, uint32_t row, struct entries *out)
{
	by_words(d, row, d->rows[row].postcode, out);
}

static void by_words_town(const struct dedupe *d, uint32_t row, struct entries *out)
{
	by_words(d, row, d->rows[row].town, out);
}

/* ---- all of them ---- */

static const struct block {
	keys_fn *keys;
	group_fn *group;
	size_t most; /* rows that share a key and are looked at */
	int parts;
} blocks[] = {
	{ by_number, same_number, 1000, 1 },
	{ by_email, same_email, 1000, 1 },
	{ by_whole, same_whole, 1000, 1 },
	{ by_place, same_place, 64, 1 },
	{ by_name_town, weigh, 32, 1 },
	{ by_sound_postcode, weigh, 48, PARTS },
	{ by_sound_town, weigh, 32, PARTS },
	{ by_words_postcode, weigh, 48, PARTS },
	{ by_words_town, weigh, 24, PARTS },
	{ by_name, weigh, 8, 1 },
	{ by_sound_country, weigh, 8, PARTS },
};

static int by_key(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

/* How many of the looks are done. */
static enum status report(const struct dedupe *d)
{
	int64_t total = 0;

	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
		total += blocks[i].parts;
	return db_progress(d->db, _("comparing the signatories"), d->step, total);
}

static enum status look_at_groups(
	struct dedupe *d, const struct block *block, const struct entries *e)
{
	size_t next = STEP;
	enum status st = report(d);

	for (size_t i = 0, end; i < e->n && st == ST_OK; i = end) {
		end = i + 1;
		while (end < e->n && e->at[end].key == e->at[i].key)
			end++;
		if (end - i > 1 && end - i <= block->most)
			block->group(d, e->at + i, end - i);
		if (end >= next) {
			next = end + STEP;
			st = report(d);
		}
	}
	return st;
}

static enum status run_block(struct dedupe *d, const struct block *block, int part)
{
	struct entries e = { NULL, 0, 0, part };
	enum status st = ST_OK;

	for (size_t row = 0; row < d->n && st == ST_OK; row++) {
		block->keys(d, (uint32_t)row, &e);
		if (row % STEP == 0)
			st = report(d);
	}
	if (st == ST_OK && e.n > 1)
		qsort(e.at, e.n, sizeof(*e.at), by_key);
	if (st == ST_OK)
		st = look_at_groups(d, block, &e);
	free(e.at);
	d->step++;
	return st;
}

enum status dedupe_compare(struct dedupe *d)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
		for (int part = 0; part < blocks[i].parts && st == ST_OK; part++)
			st = run_block(d, &blocks[i], blocks[i].parts > 1 ? part : -1);
	return st ? st : report(d);
}
