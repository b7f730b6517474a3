#include "config.h"

#include "model/alike.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/alike_held.h"
#include "model/alike_keys.h"
#include "model/alike_table.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/name_like.h"

/* Of one key so many rows are kept; what more share is no evidence, or is found otherwise. */
#define EMAIL_ROWS 16
#define PLACE_ROWS 4
#define CITY_ROWS 5
#define FEW_IN_CITY 3 /* so many of a name in one city may still be one person */
#define PLATFORMS 256
#define STEP 1024 /* rows between two reports */

/* A row kept: 16 bytes. */
struct kept {
	uint32_t name; /* where its name in Latin letters begins; it ends where the next begins */
	uint32_t name_check, email_check;
	uint16_t country;
	uint8_t platform;
	int8_t first; /* see name_key.h */
};

/* Rows one after another whose ids go up, or down, by one. */
struct run {
	uint32_t row;
	int32_t step; /* 1 or -1; 0: one row so far */
	int64_t id;
};

/* A row for which another counts. */
struct standing {
	uint32_t row;
	int64_t id, first;
};

enum table { BY_NUMBER, BY_EMAIL, BY_EMAIL_NAME, BY_PLACE, BY_CITY, BY_WHOLE, TABLES };

struct alike {
	struct alike_table tables[TABLES];
	struct kept *rows;
	size_t n, cap;
	uint32_t *numbers; /* number_check of each row; NULL as long as none has one */
	size_t numbers_cap;
	struct run *runs;
	size_t n_runs, cap_runs;
	struct standing *standing; /* by row */
	size_t n_standing, cap_standing;
	struct str names;
	char *platforms[PLATFORMS]; /* owned; 0 is "" */
	int n_platforms;
	uint8_t platform; /* of what is asked about */
	struct alike_reader *reader;
	struct alike_keys asked;
};

struct alike *alike_open(void)
{
	struct alike *a = mem_zero(sizeof(*a));

	a->reader = alike_reader_open();
	a->platforms[0] = mem_text("");
	a->n_platforms = 1;
	str_init(&a->names, UINT32_MAX);
	return a;
}

void alike_free(struct alike *a)
{
	if (!a)
		return;
	for (int i = 0; i < TABLES; i++)
		alike_table_free(&a->tables[i]);
	for (int i = 0; i < a->n_platforms; i++)
		free(a->platforms[i]);
	alike_reader_close(a->reader);
	name_key_free(&a->asked.name);
	str_free(&a->names);
	free(a->rows);
	free(a->numbers);
	free(a->runs);
	free(a->standing);
	free(a);
}

void alike_platform(struct alike *a, const char *platform)
{
	int i = 0;

	if (!platform)
		platform = "";
	while (i < a->n_platforms && strcmp(a->platforms[i], platform) != 0)
		i++;
	/* There are a dozen platforms; more names than fit count as not known. */
	if (i == PLATFORMS)
		i = 0;
	else if (i == a->n_platforms)
		a->platforms[a->n_platforms++] = mem_text(platform);
	a->platform = (uint8_t)i;
}

/* ---- rows ---- */

static int64_t id_of(const struct alike *a, uint32_t row)
{
	size_t low = 0, high = a->n_runs;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (a->runs[middle].row <= row)
			low = middle;
		else
			high = middle;
	}
	return a->runs[low].id + (int64_t)(row - a->runs[low].row) * a->runs[low].step;
}

static int64_t first_of(const struct alike *a, uint32_t row)
{
	size_t low = 0, high = a->n_standing;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (a->standing[middle].row == row)
			return a->standing[middle].first;
		if (a->standing[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	return id_of(a, row);
}

static void note_id(struct alike *a, uint32_t row, int64_t id)
{
	struct run *last = a->n_runs ? &a->runs[a->n_runs - 1] : NULL;

	if (last && !last->step && row == last->row + 1 &&
		(id == last->id + 1 || id == last->id - 1))
		last->step = id > last->id ? 1 : -1;
	if (last && last->step && id == last->id + (int64_t)(row - last->row) * last->step)
		return;
	if (a->n_runs == a->cap_runs) {
		a->cap_runs += a->cap_runs / 2 + 64;
		a->runs = mem_resize(a->runs, a->cap_runs, sizeof(*a->runs));
	}
	a->runs[a->n_runs++] = (struct run){ row, 0, id };
}

static void note_first(struct alike *a, uint32_t row, int64_t id, int64_t first)
{
	if (a->n_standing == a->cap_standing) {
		a->cap_standing += a->cap_standing / 2 + 64;
		a->standing = mem_resize(a->standing, a->cap_standing, sizeof(*a->standing));
	}
	a->standing[a->n_standing++] = (struct standing){ row, id, first };
}

static void note_number(struct alike *a, uint32_t row, uint32_t check)
{
	if (!a->numbers && !check)
		return;
	if (a->numbers_cap < a->cap) {
		a->numbers = mem_resize(a->numbers, a->cap, sizeof(*a->numbers));
		memset(a->numbers + a->numbers_cap, 0,
			(a->cap - a->numbers_cap) * sizeof(*a->numbers));
		a->numbers_cap = a->cap;
	}
	a->numbers[row] = check;
}

/* Whether a row of the key is the same in what the table leaves open. */
static bool holds(const struct alike *a, enum table table, uint32_t row)
{
	switch (table) {
	case BY_NUMBER:
		return a->numbers && a->numbers[row] == a->asked.number_check;
	case BY_EMAIL:
		return a->rows[row].email_check == a->asked.email_check;
	case BY_EMAIL_NAME:
		return a->rows[row].email_check == a->asked.email_check &&
		       a->rows[row].name_check == a->asked.name_check;
	default:
		return a->rows[row].name_check == a->asked.name_check;
	}
}

/* Up to `max` rows of the key; answers how many. */
static int rows_of(const struct alike *a, enum table table, uint64_t key, uint32_t *rows, int max)
{
	struct alike_walk walk;
	uint32_t row;
	int n = 0;

	if (!key)
		return 0;
	walk = alike_table_walk(&a->tables[table], key);
	while (n < max && alike_table_next(&walk, &row))
		if (holds(a, table, row))
			rows[n++] = row;
	return n;
}

static bool add_key(struct alike *a, enum table table, uint64_t key, uint32_t row, int most)
{
	uint32_t rows[EMAIL_ROWS];

	if (!key)
		return true;
	if (rows_of(a, table, key, rows, most) == most)
		return false;
	alike_table_add(&a->tables[table], key, row);
	return true;
}

static void keep(struct alike *a, int64_t id, int64_t first)
{
	const struct alike_keys *k = &a->asked;
	uint32_t row = (uint32_t)a->n;

	assert(id && a->n < UINT32_MAX - 1);
	if (a->n == a->cap) {
		a->cap += a->cap / 2 + 1024;
		a->rows = mem_resize(a->rows, a->cap, sizeof(*a->rows));
	}
	a->rows[a->n++] = (struct kept){ (uint32_t)a->names.len, k->name_check, k->email_check,
		k->country, a->platform, (int8_t)k->name.first };
	str_add_n(&a->names, str_text(&k->name.latin), k->name.latin.len);
	note_id(a, row, id);
	if (first && first != id)
		note_first(a, row, id, first);
	note_number(a, row, k->number_check);
	add_key(a, BY_NUMBER, k->number, row, PLACE_ROWS);
	if (!add_key(a, BY_EMAIL, k->email, row, EMAIL_ROWS))
		add_key(a, BY_EMAIL_NAME, k->email_name, row, 1);
	add_key(a, BY_PLACE, k->place, row, PLACE_ROWS);
	add_key(a, BY_CITY, k->city, row, CITY_ROWS);
	add_key(a, BY_WHOLE, k->whole, row, 1);
}

void alike_keep(struct alike *a, int64_t id, int64_t first)
{
	keep(a, id, first);
}

void alike_add(struct alike *a, const struct signatory *s, int64_t id)
{
	alike_keys_make(a->reader, s, a->platform, &a->asked);
	keep(a, id, s->duplicate_of);
}

/* ---- the question ---- */

static struct name_text held_name(const struct alike *a, uint32_t row)
{
	size_t begin = a->rows[row].name;
	size_t end = row + 1 < a->n ? a->rows[row + 1].name : a->names.len;

	return (struct name_text){ str_text(&a->names) + begin, end - begin, a->rows[row].first };
}

static enum name_like compare_names(const struct alike *a, uint32_t row, bool *beyond)
{
	const struct name_text asked = name_text_of(&a->asked.name);
	const struct name_text held = held_name(a, row);

	*beyond = name_is_beyond(&asked, &held);
	/* Many Chinese names sound alike in Mandarin; where both write characters, those count. */
	if (a->rows[row].name_check != a->asked.name_check && memchr(held.text, '=', held.len) &&
		memchr(asked.text, '=', asked.len))
		return NAME_OTHER;
	return name_like(&asked, &held);
}

static void found(const struct alike *a, uint32_t row, enum alike_verdict verdict, const char *rule,
	const char *why, int score, struct alike_match *out)
{
	*out = (struct alike_match){ verdict, id_of(a, row), first_of(a, row),
		a->platforms[a->rows[row].platform], rule, why, score };
}

static bool find_number(const struct alike *a, struct alike_match *out)
{
	uint32_t row;

	if (!rows_of(a, BY_NUMBER, a->asked.number, &row, 1))
		return false;
	found(a, row, ALIKE_SAME, "platform-id", _("the same number on the same platform"), 100,
		out);
	return true;
}

static void doubt_email(const struct alike *a, uint32_t row, enum name_like like, bool beyond,
	struct alike_match *out)
{
	if (like == NAME_PART)
		found(a, row, ALIKE_DOUBTFUL, "",
			_("the same e-mail address; one name is a part of the other"), 75, out);
	else if (like == NAME_ENDING)
		found(a, row, ALIKE_DOUBTFUL, "",
			_("the same e-mail address; the names differ in one end"), 72, out);
	else if (beyond)
		found(a, row, ALIKE_DOUBTFUL, "",
			_("the same e-mail address; the names are in two scripts"), 75, out);
	else
		found(a, row, ALIKE_DOUBTFUL, "", _("the same e-mail address, another name"), 30,
			out);
}

/* A row of the same platform is preferred: it may be the very row, of an earlier export. */
static bool find_email(const struct alike *a, struct alike_match *out)
{
	uint32_t rows[EMAIL_ROWS];
	int n = rows_of(a, BY_EMAIL, a->asked.email, rows, EMAIL_ROWS);

	if (n == EMAIL_ROWS)
		n = rows_of(a, BY_EMAIL_NAME, a->asked.email_name, rows, 1) ? 1 : n;
	for (int i = 0; i < n; i++) {
		bool beyond;
		enum name_like like = compare_names(a, rows[i], &beyond);
		bool here = a->rows[rows[i]].platform == a->platform;
		struct alike_match doubt;

		if (like < NAME_INITIALS) {
			doubt_email(a, rows[i], like, beyond, &doubt);
			if (out->verdict != ALIKE_SAME && doubt.score > out->score)
				*out = doubt;
			continue;
		}
		if (out->verdict == ALIKE_SAME && !here)
			continue;
		found(a, rows[i], ALIKE_SAME, "same-email", _("the same e-mail address"),
			90 + (int)like, out);
		if (here)
			return true;
	}
	return out->verdict == ALIKE_SAME;
}

/* A name that many bear in the city says nothing against two mailboxes. */
static bool is_common(const struct alike *a)
{
	uint32_t rows[CITY_ROWS];

	return rows_of(a, BY_CITY, a->asked.city, rows, CITY_ROWS) > FEW_IN_CITY;
}

/* Not surely where rows of such a name there have another mailbox: one of them may be this. */
static bool find_place(const struct alike *a, struct alike_match *out)
{
	uint32_t rows[PLACE_ROWS];
	int n = rows_of(a, BY_PLACE, a->asked.place, rows, PLACE_ROWS);
	uint32_t email = a->asked.email_check;
	bool two = false;

	for (int i = 0; i < n; i++) {
		uint32_t other = a->rows[rows[i]].email_check;

		two = two || (email && other && email != other);
		email = email ? email : other;
	}
	if (n && !two)
		found(a, rows[0], ALIKE_SAME, "same-name-and-place",
			_("the same name, country and postcode"), 95, out);
	else if (n && out->score < 60 && !is_common(a))
		found(a, rows[0], ALIKE_DOUBTFUL, "",
			_("the same name and postcode, another e-mail address"), 60, out);
	return out->verdict == ALIKE_SAME;
}

static bool find_whole(const struct alike *a, struct alike_match *out)
{
	uint32_t row;

	if (!rows_of(a, BY_WHOLE, a->asked.whole, &row, 1))
		return false;
	found(a, row, ALIKE_SAME, "identical-row", _("the same in all that is filled in"), 95, out);
	return true;
}

static void find_city(const struct alike *a, struct alike_match *out)
{
	uint32_t rows[CITY_ROWS];
	int n = rows_of(a, BY_CITY, a->asked.city, rows, CITY_ROWS);

	if (n > FEW_IN_CITY)
		return;
	for (int i = 0; i < n; i++) {
		const struct kept *row = &a->rows[rows[i]];

		if ((a->asked.email_check && row->email_check) ||
			(a->asked.country && row->country && a->asked.country != row->country))
			continue;
		found(a, rows[i], ALIKE_DOUBTFUL, "",
			_("the same name and city, an e-mail address is missing"), 80 - 10 * n,
			out);
		return;
	}
}

void alike_find(struct alike *a, const struct signatory *s, struct alike_match *out)
{
	*out = (struct alike_match){ ALIKE_NOBODY, 0, 0, "", "", "", 0 };
	alike_keys_make(a->reader, s, a->platform, &a->asked);
	if (find_number(a, out) || find_email(a, out) || find_place(a, out) || find_whole(a, out))
		return;
	if (out->verdict == ALIKE_NOBODY)
		find_city(a, out);
}

size_t alike_bytes(const struct alike *a)
{
	size_t n = a->cap * sizeof(*a->rows) + a->numbers_cap * sizeof(*a->numbers) +
		   a->cap_runs * sizeof(*a->runs) + a->cap_standing * sizeof(*a->standing) +
		   a->names.cap;

	for (int i = 0; i < TABLES; i++)
		n += alike_table_bytes(&a->tables[i]);
	return n;
}

/* ---- from the case file ---- */

/* A duplicate of a duplicate leads to the row at the end; there are no circles, but who knows. */
static void follow(struct alike *a)
{
	for (size_t i = 0; i < a->n_standing; i++)
		for (int steps = 0; steps < 100; steps++) {
			size_t low = 0, high = a->n_standing;

			while (low < high) {
				size_t middle = low + (high - low) / 2;

				if (a->standing[middle].id < a->standing[i].first)
					low = middle + 1;
				else
					high = middle;
			}
			if (low == a->n_standing || a->standing[low].id != a->standing[i].first)
				break;
			a->standing[i].first = a->standing[low].first;
		}
}

static enum status load_rows(struct db *db, struct stmt *s, struct alike *a)
{
	struct alike_held held;
	int64_t done = 0;
	enum status st;

	while ((st = alike_held_next(s, &held)) == ST_OK) {
		alike_platform(a, held.platform);
		alike_add(a, &held.row, held.id);
		if (++done % STEP == 0 &&
			(st = db_progress(db, _("looking at the signatories held"), done, 0)))
			return st;
	}
	return st == ST_END ? ST_OK : st;
}

enum status alike_load(struct db *db, int64_t petition, struct alike **out)
{
	struct alike *a;
	struct stmt *s;
	enum status st = alike_held_begin(db, petition, &s);

	*out = NULL;
	if (st)
		return st;
	a = alike_open();
	st = load_rows(db, s, a);
	stmt_done(s);
	follow(a);
	alike_platform(a, NULL);
	if (st)
		alike_free(a);
	else
		*out = a;
	return st;
}
