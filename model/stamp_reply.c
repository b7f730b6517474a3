#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/stamp.h"
#include "model/stamp_manifest.h"
#include "model/stamp_store.h"
#include "model/stmt.h"

/* Answers to our queries. */

void stamp_result_free(struct stamp_result *r)
{
	if (r->stamp.entity)
		record_free(&r->stamp);
	free(r->why);
	memset(r, 0, sizeof(*r));
}

/* ---- which query it is to ---- */

static enum status find_one(
	struct db *db, const char *sql, const char *name, const char *text, int64_t *id, int *n)
{
	struct stmt *s;
	enum status st = stmt_get(db, sql, &s);

	*n = 0;
	if (st)
		return st;
	if (name)
		stmt_text(s, name, text);
	while ((st = stmt_step(s)) == ST_OK) {
		*id = stmt_get_int(s, 0);
		++*n;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* By its number, else by what it stamps; a refusal has neither. */
static enum status find_stamp(struct db *db, const struct tsa_answer *a, int64_t *id)
{
	int n = 0;
	enum status st = ST_OK;

	if (a->nonce)
		st = find_one(db, "SELECT id FROM stamp WHERE nonce = :nonce LIMIT 2", ":nonce",
			a->nonce, id, &n);
	if (st == ST_OK && !n && *a->imprint)
		st = find_one(db, "SELECT id FROM stamp WHERE sha256 = :sha256 LIMIT 2", ":sha256",
			a->imprint, id, &n);
	if (st == ST_OK && a->state == TSA_REFUSED)
		st = find_one(db, "SELECT id FROM stamp WHERE state = 'asked' LIMIT 2", NULL, NULL,
			id, &n);
	if (st || n == 1)
		return st;
	if (n)
		return db_fail(db, ST_CONFLICT, NULL,
			_("the answer could be to several queries; name the stamp that it is for"));
	return db_fail(db, ST_NOTFOUND, NULL,
		_("the answer is to no query of this case file; nothing was kept"));
}

/* ---- what it proves ---- */

struct entering {
	struct change *c;
	const struct record *stamp;
	const struct stamp_manifest *manifest; /* NULL: of one exhibit */
	int64_t *entered;
};

static enum status enter_one(void *arg, int64_t id, const char *name, const char *sha256)
{
	struct entering *e = arg;
	struct str notes = STR_INIT;
	enum status st = ST_OK;

	(void)name;
	if (e->manifest ? stamp_manifest_has(e->manifest, sha256)
			: !strcmp(sha256, record_show(e->stamp, "sha256"))) {
		str_addf(&notes, _("Time stamp %s"), record_show(e->stamp, "ref"));
		st = custody_enter(e->c, &(struct custody_act){ .exhibit = id,
						 .event = "timestamped",
						 .at = record_get(e->stamp, "stamped"),
						 .by = record_get(e->stamp, "authority"),
						 .notes = str_text(&notes),
						 .checked = true });
		++*e->entered;
	}
	str_free(&notes);
	return st;
}

static enum status enter(struct change *c, struct stamp_result *r)
{
	struct stamp_manifest m = { 0 };
	struct str list = STR_INIT;
	struct entering e = { .c = c, .stamp = &r->stamp, .entered = &r->entered };
	const char *of = record_show(&r->stamp, "of");
	enum status st = ST_OK;

	if (!strcmp(of, "journal"))
		return ST_OK;
	if (!strcmp(of, "all")) {
		st = stamp_kept(change_db(c), &r->stamp, "manifest", &list);
		stamp_manifest_read(&list, &m);
		e.manifest = &m;
	}
	if (st == ST_OK)
		st = stamp_each_exhibit(
			change_db(c), record_num(&r->stamp, "exhibit"), enter_one, &e);
	stamp_manifest_free(&m);
	return st;
}

/* ---- the whole ---- */

static enum status refuse(struct change *c, const struct tsa_answer *a)
{
	if (a->state == TSA_UNREADABLE && a->why)
		return db_fail(change_db(c), ST_INVALID, NULL,
			_("the answer cannot be read: %s; nothing was kept"), a->why);
	if (a->state == TSA_UNREADABLE)
		return db_fail(change_db(c), ST_INVALID, NULL,
			_("that is no answer of a time-stamp authority; nothing was kept"));
	return db_fail(change_db(c), ST_INVALID, NULL,
		_("the answer does not stand: %s; nothing was kept"), a->why);
}

static void take_facts(struct record *stamp, const struct tsa_answer *a)
{
	record_put(stamp, "stamped", a->time);
	record_put(stamp, "authority", a->authority);
	record_put(stamp, "serial", a->serial);
	record_put(stamp, "policy", a->policy);
	record_put(stamp, "state", a->state == TSA_TRUSTED ? "trusted" : "untrusted");
}

static enum status keep(struct change *c, const struct str *answer, const struct tsa_answer *a,
	struct stamp_result *out)
{
	enum status st = stamp_keep(c, &out->stamp, "reply", answer);

	out->refused = a->state == TSA_REFUSED;
	out->trusted = a->state == TSA_TRUSTED;
	out->why = mem_text_or_null(a->why);
	if (out->refused)
		record_put(&out->stamp, "state", "refused");
	else
		take_facts(&out->stamp, a);
	if (st == ST_OK && out->trusted)
		st = stamp_keep(c, &out->stamp, "ca", &a->cas);
	if (st == ST_OK)
		st = record_save(c, &out->stamp);
	return st == ST_OK && out->trusted ? enter(c, out) : st;
}

/* The stamp that it is to, from what it says of itself, where nobody said which. */
static enum status settle_stamp(
	struct change *c, const struct str *answer, tsa_look_fn *look, int64_t *stamp)
{
	struct tsa_look said = { .answer = answer };
	enum status st = *stamp ? ST_OK : look(change_db(c), &said, 1);

	if (st == ST_OK && !*stamp)
		st = said.out.state == TSA_UNREADABLE ? refuse(c, &said.out)
						      : find_stamp(change_db(c), &said.out, stamp);
	tsa_answer_free(&said.out);
	return st;
}

static enum status refuse_answered(struct db *db, const struct record *stamp)
{
	return db_fail(db, ST_CONFLICT, NULL, _("stamp %s is answered already"),
		record_show(stamp, "ref"));
}

enum status stamp_reply(struct change *c, int64_t stamp, const struct str *answer,
	const struct str *ca, tsa_look_fn *look, struct stamp_result *out)
{
	struct db *db = change_db(c);
	struct tsa_look checked = { .answer = answer, .ca = ca };
	struct tsa_query q;
	const char *state = "";
	enum status st;

	memset(out, 0, sizeof(*out));
	st = settle_stamp(c, answer, look, &stamp);
	if (st == ST_OK)
		st = record_load(db, ENTITY_STAMP, stamp, &out->stamp);
	if (st)
		return st;
	state = record_show(&out->stamp, "state");
	if (!strcmp(state, "trusted"))
		return refuse_answered(db, &out->stamp);
	q = stamp_query(&out->stamp);
	checked.query = &q;
	st = look(db, &checked, 1);
	if (st == ST_OK && checked.out.state == TSA_REFUSED && !strcmp(state, "untrusted"))
		st = refuse_answered(db, &out->stamp);
	else if (st == ST_OK &&
		 (checked.out.state == TSA_FORGED || checked.out.state == TSA_UNREADABLE))
		st = refuse(c, &checked.out);
	else if (st == ST_OK)
		st = keep(c, answer, &checked.out, out);
	tsa_answer_free(&checked.out);
	return st;
}
