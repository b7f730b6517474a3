#include "config.h"

#include <assert.h>
#include <string.h>

#include "model/change_internal.h"
#include "model/claim.h"
#include "model/i18n.h"
#include "model/proof.h"
#include "model/stmt.h"

/* Keeps the statuses of claims what the rule says, within the change that could alter them. */

/* ---- which petitions to look at again ---- */

/* A damaged file may have any number for an id. */
static void remember_id(struct change *c, int64_t petition)
{
	if (petition > 0)
		idset_add(&c->proofs, petition);
}

static enum status remember(struct change *c, const char *sql, int64_t id)
{
	struct stmt *s;
	enum status st = stmt_get(c->db, sql, &s);

	if (st)
		return st;
	stmt_int(s, ":id", id);
	while ((st = stmt_step(s)) == ST_OK)
		remember_id(c, stmt_get_int(s, 0));
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status of_proof(struct change *c, int64_t proof)
{
	return remember(c,
		"SELECT c.petition FROM proof p JOIN claim c ON c.id = p.claim WHERE p.id = :id",
		proof);
}

/* Also those whose exhibits are redactions of it, or came with it. */
static enum status of_exhibit(struct change *c, int64_t exhibit)
{
	return remember(c,
		"WITH RECURSIVE below (id) AS (SELECT :id UNION SELECT e.id FROM below JOIN "
		"exhibit "
		"e ON e.redaction_of = below.id UNION SELECT e.id FROM below JOIN exhibit e ON "
		"e.parent = below.id) SELECT DISTINCT c.petition FROM below JOIN proof p ON "
		"p.exhibit = below.id JOIN claim c ON c.id = p.claim",
		exhibit);
}

enum status claim_touched(struct change *c, const struct record *r)
{
	enum status st = ST_OK;

	if (r->entity->id == ENTITY_EXHIBIT)
		return r->version ? of_exhibit(c, r->id) : ST_OK;
	assert(r->entity->id == ENTITY_PROOF);
	/* It may have been another claim's. */
	if (r->version)
		st = of_proof(c, r->id);
	return st ? st
		  : remember(
			    c, "SELECT petition FROM claim WHERE id = :id", record_num(r, "claim"));
}

enum status claim_row_touched(struct change *c, enum entity_id entity, int64_t id)
{
	switch (entity) {
	case ENTITY_PROOF:
		return of_proof(c, id);
	case ENTITY_CLAIM:
		return remember(c, "SELECT petition FROM claim WHERE id = :id", id);
	case ENTITY_EXHIBIT:
		return of_exhibit(c, id);
	default:
		return ST_OK;
	}
}

/* ---- before a claim is saved ---- */

/* How many claims stand above this one, itself among them; 0 where `stop` is one of them. */
static enum status count_above(struct change *c, int64_t id, int64_t stop, int *n)
{
	enum status st = ST_OK;

	for (*n = 0; id && *n <= CLAIM_DEPTH_MAX; ++*n) {
		if (id == stop) {
			*n = 0;
			return ST_OK;
		}
		st = stmt_number(
			c->db, "SELECT coalesce(parent, 0) FROM claim WHERE id = :id", id, &id);
		if (st)
			break;
	}
	return st;
}

/* Levels of the tree from this claim downwards, itself among them. */
static enum status count_below(struct change *c, int64_t id, int *n)
{
	int64_t deepest = 1;
	enum status st = stmt_number(c->db,
		"WITH RECURSIVE below (id, deep) AS (SELECT :id, 1 UNION SELECT k.id, deep + 1 "
		"FROM below JOIN claim k ON k.parent = below.id WHERE deep < 100) "
		"SELECT max(deep) FROM below",
		id, &deepest);

	*n = (int)deepest;
	return st;
}

static enum status check_parent(struct change *c, const struct record *r)
{
	const char *ref = record_show(r, "parent");
	int64_t parent = record_num(r, "parent"), petition = 0;
	int above = 0, below = 1;
	enum status st;

	if (!parent)
		return ST_OK;
	st = stmt_number(c->db, "SELECT petition FROM claim WHERE id = :id", parent, &petition);
	if (st)
		return st;
	if (petition != record_num(r, "petition"))
		return db_fail(c->db, ST_INVALID, "parent",
			_("parent: %s is a claim of another petition; a claim belongs to one of "
			  "its "
			  "own petition"),
			ref);
	st = count_above(c, parent, r->id, &above);
	if (st == ST_OK && above == 0)
		return db_fail(c->db, ST_INVALID, "parent",
			_("parent: %s is the claim itself or stands below it; choose one that does "
			  "not"),
			ref);
	if (st == ST_OK && r->version)
		st = count_below(c, r->id, &below);
	if (st == ST_OK && above + below > CLAIM_DEPTH_MAX)
		return db_fail(c->db, ST_INVALID, "parent",
			_("parent: below %s the claims would stand %d deep; no more than %d go"),
			ref, above + below, CLAIM_DEPTH_MAX);
	return st;
}

/* What the rule says of the claim as it is about to be saved. */
static enum status judge_saved(struct change *c, const struct record *r, enum proof_part part,
	struct proof_map *m, size_t *at)
{
	enum status st = proof_load(c->db, record_num(r, "petition"), part, m);

	if (st)
		return st;
	*at = proof_claim_at(m, r->id);
	assert(*at != PROOF_NONE);
	m->claims[*at].answered = record_get(r, "answer") != NULL;
	m->claims[*at].by_hand = false;
	proof_judge(m);
	return ST_OK;
}

static enum status refuse_status(
	struct change *c, const struct record *r, enum claim_status rule, const char *why)
{
	return db_fail(c->db, ST_INVALID, "status_reason",
		_("status_reason: by the rule the claim is %s, as %s; that it is %s needs a "
		  "reason"),
		claim_status_label(rule), why,
		claim_status_label(claim_status_named(record_get(r, "status"))));
}

static enum status refuse_changed(struct change *c, const struct record *r)
{
	struct proof_map m;
	struct str why = STR_INIT;
	size_t at = 0;
	enum status st = judge_saved(c, r, PROOF_WHOLE, &m, &at);

	if (st == ST_OK) {
		proof_explain(&m, at, &why);
		st = refuse_status(c, r, m.claims[at].finding.status, str_text(&why));
	}
	str_free(&why);
	proof_map_free(&m);
	return st;
}

/* No reason is given: the status is the rule's, or was typed in vain. */
static enum status settle_saved(struct change *c, struct record *r, const struct record *was)
{
	const bool typed = !record_same(r, was, "status");
	struct proof_map m;
	size_t at = 0;
	enum claim_status rule = CLAIM_UNPROVEN;
	enum status st = ST_OK;

	if (!typed && record_same(r, was, "status_reason") && record_same(r, was, "answer"))
		return ST_OK;
	st = judge_saved(c, r, PROOF_RULE, &m, &at);
	if (st == ST_OK)
		rule = m.claims[at].finding.status;
	proof_map_free(&m);
	if (st == ST_OK && typed && claim_status_named(record_get(r, "status")) != rule)
		return refuse_changed(c, r);
	if (st == ST_OK)
		record_put(r, "status", claim_status_name(rule));
	return st;
}

enum status claim_before_save(struct change *c, struct record *r)
{
	struct record was;
	const bool by_hand = record_get(r, "status_reason") != NULL;
	enum status st;

	if (!record_get(r, "status") || !record_get(r, "petition"))
		return ST_OK; /* it is missing, which is said elsewhere */
	remember_id(c, record_num(r, "petition"));
	if (!r->version) {
		st = check_parent(c, r);
		if (st == ST_OK && !by_hand && strcmp(record_get(r, "status"), "unproven") != 0)
			st = refuse_status(c, r, CLAIM_UNPROVEN, claim_why_words(WHY_NOTHING));
		return st;
	}
	st = record_load(c->db, ENTITY_CLAIM, r->id, &was);
	if (st == ST_OK && !record_same(r, &was, "parent"))
		st = check_parent(c, r);
	if (st == ST_OK && !by_hand)
		st = settle_saved(c, r, &was);
	record_free(&was);
	return st;
}

/* ---- at the end ---- */

/* The revision names an entry that did something, which an undo or redo is not. */
static enum status write_status(struct change *c, const struct proof_claim *claim)
{
	struct stmt *s;
	enum status st = stmt_get(c->db,
		"UPDATE claim SET status = :status, revision = coalesce(:revision, revision) "
		"WHERE id = :id",
		&s);

	if (st)
		return st;
	stmt_text(s, ":status", claim_status_name(claim->status));
	if (c->kind == JOURNAL_DO)
		stmt_int(s, ":revision", c->seq);
	else
		stmt_null(s, ":revision");
	stmt_int(s, ":id", claim->id);
	return stmt_run(s);
}

static enum status settle(struct change *c, int64_t petition)
{
	struct proof_map m;
	enum status st = proof_load(c->db, petition, PROOF_RULE, &m);

	for (size_t i = 0; i < m.n_claims && st == ST_OK; i++)
		if (m.claims[i].status != m.claims[i].stored)
			st = write_status(c, &m.claims[i]);
	proof_map_free(&m);
	return st;
}

enum status claim_settle(struct change *c)
{
	int64_t id = 0;
	enum status st = ST_OK;

	while (st == ST_OK && (id = idset_next(&c->proofs, id)) != 0)
		st = settle(c, id);
	idset_clear(&c->proofs);
	return st;
}
