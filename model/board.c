#include "config.h"

#include "model/board.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/collation.h"
#include "model/date.h"
#include "model/i18n.h"
#include "model/letter.h"
#include "model/mem.h"
#include "model/stmt.h"

#define STEP_ROWS 500 /* rows read in a step */

struct board {
	int64_t letter;
	struct record record; /* of the letter */
	bool begun;
	bool done;
	bool by_position;
	int64_t current;
	struct collation *collation;
	char *after; /* owned: the reference read last; NULL: none */
	struct board_row *rows;
	size_t n;
	size_t cap;
	int64_t counts[BOARD_GROUPS];
	int64_t unasked;
	struct heads heads;
	int64_t declared; /* -1: none */
	char *source;     /* owned: who declared it, and when */
	char *observed;
};

struct board *board_new(int64_t letter)
{
	struct board *b = mem_zero(sizeof(*b));

	b->letter = letter;
	b->declared = -1;
	return b;
}

void board_free(struct board *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < b->n; i++)
		free(b->rows[i].key);
	free(b->rows);
	free(b->after);
	free(b->source);
	free(b->observed);
	collation_close(b->collation);
	if (b->begun)
		record_free(&b->record);
	free(b);
}

static enum status read_declared(struct db *db, struct board *b)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT value, source, observed FROM total WHERE letter = :letter "
		"AND coalesce(part, 'whole') = 'whole' "
		"ORDER BY " DATE_SQL_SORT("observed") " DESC, id DESC LIMIT 1",
		&s);

	if (st)
		return st;
	stmt_int(s, ":letter", b->letter);
	st = stmt_step(s);
	if (st == ST_OK) {
		b->declared = stmt_get_int(s, 0);
		b->source = mem_text_or_null(stmt_get_text(s, 1));
		b->observed = mem_text_or_null(stmt_get_text(s, 2));
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status begin(struct db *db, struct board *b)
{
	struct record letter;
	enum status st = record_load(db, ENTITY_LETTER, b->letter, &letter);

	if (st == ST_OK)
		st = letter_current(db, b->letter, &b->current);
	if (st == ST_OK)
		st = read_declared(db, b);
	if (st) {
		record_free(&letter);
		return st;
	}
	b->record = letter;
	b->begun = true;
	b->by_position = strcmp(record_show(&letter, "signers_by"), "name") != 0;
	b->collation = collation_open(record_get(&letter, "language"));
	return ST_OK;
}

static enum board_group group_of(const struct board *b, const char *state, int64_t number)
{
	if (!strcmp(state, "confirmed"))
		return number == b->current ? BOARD_CONFIRMED : BOARD_OLDER;
	if (!strcmp(state, "reminded"))
		return BOARD_REMINDED;
	if (!strcmp(state, "declined"))
		return BOARD_DECLINED;
	return strcmp(state, "withdrawn") ? BOARD_INVITED : BOARD_WITHDRAWN;
}

enum {
	COLUMN_ID,
	COLUMN_REF,
	COLUMN_STATE,
	COLUMN_CAPACITY,
	COLUMN_POSITION,
	COLUMN_CONTACT,
	COLUMN_NUMBER,
	COLUMN_SHOWN_AS,
	COLUMN_NAME,
	COLUMN_FAMILY,
	COLUMN_GIVEN,
	COLUMN_ASKED,
};

static void take_row(struct board *b, struct stmt *s)
{
	const char *shown_as = stmt_get_text(s, COLUMN_SHOWN_AS);
	struct str key = STR_INIT;
	struct board_row *row;

	if (b->n == b->cap) {
		b->cap = b->cap ? 2 * b->cap : 128;
		b->rows = mem_resize(b->rows, b->cap, sizeof(*b->rows));
	}
	row = &b->rows[b->n++];
	*row = (struct board_row){ .id = stmt_get_int(s, COLUMN_ID),
		.contact = stmt_get_int(s, COLUMN_CONTACT),
		.position = stmt_get_int(s, COLUMN_POSITION),
		.version = stmt_get_int(s, COLUMN_NUMBER),
		.capacity = capacity_of(stmt_get_text(s, COLUMN_CAPACITY)),
		.asked = stmt_get_text(s, COLUMN_ASKED) != NULL };
	row->group = group_of(b, stmt_get_text(s, COLUMN_STATE), row->version);
	signer_key(b->collation, shown_as ? shown_as : stmt_get_text(s, COLUMN_NAME),
		shown_as ? NULL : stmt_get_text(s, COLUMN_FAMILY),
		shown_as ? NULL : stmt_get_text(s, COLUMN_GIVEN), &key);
	row->key = str_detach(&key);
	b->counts[row->group]++;
	b->unasked += row->group == BOARD_INVITED && !row->asked;
	free(b->after);
	b->after = mem_text(stmt_get_text(s, COLUMN_REF));
}

static int in_order(const void *a, const void *b)
{
	const struct board_row *x = a, *y = b;
	const struct signer_place p = { x->position, x->key, x->id };
	const struct signer_place q = { y->position, y->key, y->id };

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return signer_compare(&p, &q, true);
}

/* Where names alone decide, positions are not looked at. */
static int in_order_of_names(const void *a, const void *b)
{
	const struct board_row *x = a, *y = b;
	const struct signer_place p = { x->position, x->key, x->id };
	const struct signer_place q = { y->position, y->key, y->id };

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return signer_compare(&p, &q, false);
}

static bool is_organisation(const struct board_row *row)
{
	return row->capacity == CAPACITY_ORGANISATION;
}

/* Those who are one: a contact, personally or for an organisation of one name. */
static int by_signer(const void *a, const void *b)
{
	const struct board_row *x = *(const struct board_row *const *)a;
	const struct board_row *y = *(const struct board_row *const *)b;

	if (x->contact != y->contact)
		return x->contact < y->contact ? -1 : 1;
	if (is_organisation(x) != is_organisation(y))
		return is_organisation(x) ? -1 : 1;
	return strcmp(x->key, y->key);
}

/* Files from elsewhere may have two who sign for one organisation: it counts once. */
static void count_heads(struct board *b)
{
	const struct board_row **signers =
		mem_array((size_t)b->counts[BOARD_CONFIRMED] + 1, sizeof(*signers));
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		if (b->rows[i].group == BOARD_CONFIRMED)
			signers[n++] = &b->rows[i];
	qsort(signers, n, sizeof(const struct board_row *), by_signer);
	for (size_t i = 0; i < n; i++)
		if (!i || by_signer(&signers[i - 1], &signers[i]) != 0)
			b->heads.n[signers[i]->capacity]++;
	free(signers);
}

static void finish(struct board *b)
{
	if (b->n > 1)
		qsort(b->rows, b->n, sizeof(*b->rows),
			b->by_position ? in_order : in_order_of_names);
	count_heads(b);
	b->done = true;
}

enum status board_step(struct db *db, struct board *b)
{
	struct stmt *s;
	int n = 0;
	enum status st = b->begun ? ST_OK : begin(db, b);

	if (st == ST_OK && b->done)
		return ST_END;
	if (st == ST_OK)
		st = stmt_get(db,
			"SELECT c.id, c.ref, c.state, c.capacity, c.position, c.contact, v.number, "
			"c.title, k.name, k.family, k.given, coalesce(c.reminded, c.invited) "
			"FROM cosigner c JOIN contact k ON k.id = c.contact "
			"LEFT JOIN version v ON v.id = c.version "
			"WHERE c.letter = :letter AND c.ref > :after ORDER BY c.ref LIMIT :most",
			&s);
	if (st)
		return st;
	stmt_int(s, ":letter", b->letter);
	stmt_text(s, ":after", b->after ? b->after : "");
	stmt_int(s, ":most", STEP_ROWS);
	while ((st = stmt_step(s)) == ST_OK) {
		take_row(b, s);
		n++;
	}
	stmt_done(s);
	if (st != ST_END)
		return st;
	if (n == STEP_ROWS)
		return ST_OK;
	finish(b);
	return ST_END;
}

enum status board_read(struct db *db, int64_t letter, struct board **out)
{
	struct board *b = board_new(letter);
	enum status st;

	do
		st = board_step(db, b);
	while (st == ST_OK);
	if (st != ST_END) {
		board_free(b);
		return st;
	}
	*out = b;
	return ST_OK;
}

/* ---- what was read ---- */

const struct record *board_letter(const struct board *b)
{
	return b->begun ? &b->record : NULL;
}

int64_t board_current(const struct board *b)
{
	return b->current;
}

const struct board_row *board_rows(const struct board *b, size_t *n)
{
	*n = b->done ? b->n : 0;
	return b->done ? b->rows : NULL;
}

int64_t board_count(const struct board *b, enum board_group group)
{
	assert(group >= 0 && group < BOARD_GROUPS);
	return b->counts[group];
}

int64_t board_unasked(const struct board *b)
{
	return b->unasked;
}

struct heads board_heads(const struct board *b)
{
	return b->heads;
}

bool board_days_left(const struct board *b, long *days)
{
	struct date today = date_today(), last;

	if (!b->begun || date_parse(record_show(&b->record, "sign_by"), &last) != ST_OK ||
		!last.day)
		return false;
	*days = date_to_days(&last) - date_to_days(&today);
	return true;
}

const char *board_gone(const struct board *b, const char **sent)
{
	const struct entity *e = entity_get(ENTITY_LETTER);
	const char *status = b->begun ? record_show(&b->record, "status") : "draft";

	*sent = b->begun ? record_show(&b->record, "sent") : "";
	if (!strcmp(status, "draft") || !strcmp(status, "signing"))
		return NULL;
	return field_choice_label(&e->fields[entity_field(e, "status")], status);
}

int64_t board_declared(const struct board *b, const char **source, const char **observed)
{
	*source = b->source ? b->source : "";
	*observed = b->observed ? b->observed : "";
	return b->declared;
}

enum status board_moved(
	struct db *db, const struct board *b, const struct idset *cosigners, int64_t *moved)
{
	*moved = 0;
	for (size_t i = 0; i < b->n && !*moved; i++) {
		const struct board_row *row = &b->rows[i];
		const char *state =
			row->group == BOARD_OLDER ? "confirmed" : board_group_name(row->group);
		struct record r;
		enum status st;

		if (!idset_has(cosigners, row->id))
			continue;
		st = record_load(db, ENTITY_COSIGNER, row->id, &r);
		if (st == ST_OK && strcmp(record_show(&r, "state"), state) != 0)
			*moved = row->id;
		record_free(&r);
		if (st != ST_OK && st != ST_NOTFOUND)
			return st;
	}
	return ST_OK;
}

const char *board_group_label(enum board_group group)
{
	static const char *const labels[BOARD_GROUPS] = {
		[BOARD_OLDER] = N_("Confirmed an older text"),
		[BOARD_INVITED] = N_("Invited"),
		[BOARD_REMINDED] = N_("Reminded"),
		[BOARD_CONFIRMED] = N_("Confirmed"),
		[BOARD_DECLINED] = N_("Declined"),
		[BOARD_WITHDRAWN] = N_("Withdrawn"),
	};

	return _(labels[group]);
}

const char *board_group_name(enum board_group group)
{
	static const char *const names[BOARD_GROUPS] = {
		[BOARD_OLDER] = "older",
		[BOARD_INVITED] = "invited",
		[BOARD_REMINDED] = "reminded",
		[BOARD_CONFIRMED] = "confirmed",
		[BOARD_DECLINED] = "declined",
		[BOARD_WITHDRAWN] = "withdrawn",
	};

	return names[group];
}
