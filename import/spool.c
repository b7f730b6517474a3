#include "config.h"

#include "import/spool.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/signatory_update.h"
#include "model/str.h"

#define HELD_MAX 4096              /* of each */
#define TEXT_MAX ((size_t)4 << 20) /* bytes of changed fields */

/* A row's texts stand one after another; these are their lengths, in the order of texts_of(). */
#define TEXTS 15

struct update {
	int64_t id;
	unsigned differ;
	size_t at; /* of its texts */
	size_t len[TEXTS];
};

struct pair {
	int64_t one, other;
	int score;
	const char *why;
};

struct spool {
	struct change *c;
	int64_t petition;
	struct update *updates; /* owned, HELD_MAX of them */
	size_t n_updates;
	struct str texts;   /* of the updates */
	struct pair *pairs; /* owned, HELD_MAX of them */
	size_t n_pairs;
};

struct spool *spool_open(struct change *c, int64_t petition)
{
	struct spool *s = mem_zero(sizeof(*s));

	s->c = c;
	s->petition = petition;
	return s;
}

void spool_close(struct spool *s)
{
	if (!s)
		return;
	free(s->updates);
	free(s->pairs);
	str_free(&s->texts);
	free(s);
}

static void texts_of(struct signatory *s, struct slice *out[TEXTS])
{
	struct slice *texts[TEXTS] = { &s->name, &s->given, &s->family, &s->email, &s->city,
		&s->region, &s->postcode, &s->country, &s->signed_on, &s->state, &s->consent,
		&s->consent_source, &s->comment, &s->external_id, &s->extra };

	memcpy(out, texts, sizeof(texts));
}

void spool_update(struct spool *s, int64_t id, const struct signatory *said, unsigned differ)
{
	struct signatory copy = *said;
	struct slice *texts[TEXTS];
	struct update *u;

	if (!s->updates)
		s->updates = mem_array(HELD_MAX, sizeof(*s->updates));
	u = &s->updates[s->n_updates++];
	*u = (struct update){ .id = id, .differ = differ, .at = s->texts.len };
	texts_of(&copy, texts);
	for (int i = 0; i < TEXTS; i++) {
		u->len[i] = texts[i]->len;
		if (texts[i]->len)
			str_add_n(&s->texts, texts[i]->text, texts[i]->len);
	}
}

void spool_pair(struct spool *s, int64_t one, int64_t other, int score, const char *why)
{
	if (!s->pairs)
		s->pairs = mem_array(HELD_MAX, sizeof(*s->pairs));
	s->pairs[s->n_pairs++] = (struct pair){ one, other, score, why };
}

static enum status do_updates(struct spool *s)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < s->n_updates && st == ST_OK; i++) {
		const struct update *u = &s->updates[i];
		const char *at = str_text(&s->texts) + u->at;
		struct signatory said = { .line = 0 };
		struct slice *texts[TEXTS];

		texts_of(&said, texts);
		for (int k = 0; k < TEXTS; k++) {
			*texts[k] = (struct slice){ at, u->len[k] };
			at += u->len[k];
		}
		st = signatory_update(s->c, u->id, &said, u->differ);
	}
	s->n_updates = 0;
	str_clear(&s->texts);
	return st;
}

static enum status fill_pair(struct spool *s, const struct pair *p, struct record *r)
{
	struct db *db = change_db(s->c);
	enum status st = record_set_num(db, r, "petition", s->petition);

	if (st == ST_OK)
		st = record_set_num(db, r, "one", p->one);
	if (st == ST_OK)
		st = record_set_num(db, r, "other", p->other);
	record_put_num(r, "score", p->score);
	record_put(r, "why", p->why);
	return st;
}

/* Named after the later row, which has one pair of its import; else as any record is named. */
static enum status save_pair(struct spool *s, const struct pair *p)
{
	struct str ref = STR_INIT;
	struct record r;
	const char *field;
	enum status st;

	record_init(&r, ENTITY_PAIR);
	str_addf(&ref, "p%lld", (long long)(p->other & UINT32_MAX));
	record_put(&r, "ref", str_text(&ref));
	st = fill_pair(s, p, &r);
	if (st == ST_OK)
		st = record_save(s->c, &r);
	field = db_error_field(change_db(s->c));
	if (st == ST_INVALID && field && !strcmp(field, "ref")) {
		record_put(&r, "ref", NULL);
		st = record_save(s->c, &r);
	}
	record_free(&r);
	str_free(&ref);
	return st;
}

static enum status do_pairs(struct spool *s)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < s->n_pairs && st == ST_OK; i++)
		st = save_pair(s, &s->pairs[i]);
	s->n_pairs = 0;
	return st;
}

enum status spool_flush(struct spool *s, struct signatory_writer *w, bool now)
{
	enum status st;

	if (!s->n_updates && !s->n_pairs)
		return ST_OK;
	if (!now && s->n_updates < HELD_MAX && s->n_pairs < HELD_MAX && s->texts.len < TEXT_MAX)
		return ST_OK;
	st = signatory_writer_break(w);
	if (st == ST_OK)
		st = do_updates(s);
	if (st == ST_OK)
		st = do_pairs(s);
	return st ? st : signatory_writer_resume(w);
}
