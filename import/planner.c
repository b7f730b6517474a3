#include "config.h"

#include "import/planner.h"

#include <stdlib.h>
#include <string.h>

#include "model/alike.h"
#include "model/anonymised.h"
#include "model/i18n.h"
#include "model/idset.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/signatory_update.h"

struct planner {
	struct db *db;
	char *platform; /* owned */
	struct alike *alike;
	struct anonymised *anonymised; /* owned; NULL: there are none */
	int64_t held;
	int64_t batch;          /* the import that is being written; 0: none, it is a dry run */
	struct idset updated;   /* held rows that an earlier row changes */
	struct idset settled;   /* of these, those that become valid */
	struct idset unsettled; /* rows of the file that are pending, by their keys */
};

enum status planner_open(
	struct db *db, int64_t petition, const char *platform, struct planner **out)
{
	struct planner *p = mem_zero(sizeof(*p));
	enum status st;

	*out = p;
	p->db = db;
	p->platform = mem_text(platform);
	st = record_count_children(db, ENTITY_SIGNATORY, ENTITY_PETITION, petition, &p->held);
	if (st == ST_OK)
		st = anonymised_load(db, petition, &p->anonymised);
	if (st == ST_OK)
		st = alike_load(db, petition, &p->alike);
	if (st == ST_OK)
		alike_platform(p->alike, platform);
	return st;
}

void planner_close(struct planner *p)
{
	if (!p)
		return;
	alike_free(p->alike);
	anonymised_free(p->anonymised);
	idset_clear(&p->updated);
	idset_clear(&p->settled);
	idset_clear(&p->unsettled);
	free(p->platform);
	free(p);
}

int64_t planner_held(const struct planner *p)
{
	return p->held;
}

void planner_writes(struct planner *p, int64_t batch)
{
	p->batch = batch;
}

/* Whether a row is of this file: of ids, those that were given after the import's own. */
static bool is_ours(const struct planner *p, int64_t key)
{
	return key < 0 || (p->batch && key > p->batch && key >> 32 == p->batch >> 32);
}

static bool is(struct slice s, const char *text)
{
	return s.len == strlen(text) && !memcmp(s.text, text, s.len);
}

/* ---- a held person comes again ---- */

/* What the file itself says: what an option or a fallback filled in says nothing. */
static void only_said(const struct row *row, const struct signatory *one, struct signatory *out)
{
	static const struct slice nothing = { NULL, 0 };

	*out = *one;
	if (!row->text[IMPORT_CONSENT].len) {
		out->consent = nothing;
		out->consent_source = nothing;
	}
	if (!row->text[IMPORT_CONFIRMED].len && !row->text[IMPORT_STATE].len)
		out->state = nothing;
}

/*
 * The person of a row of the same platform. It may have come twice then, and both times be the same
 * as now; only where no row is as it says, the one that is alike is changed, and once.
 */
static enum status judge_held(
	struct planner *p, const struct row *row, const struct signatory *one, struct judged *j)
{
	bool changes = !strcmp(j->rule, "platform-id") || !strcmp(j->rule, "same-email");
	bool taken = idset_has(&p->updated, j->other), same = false;
	enum status st;

	only_said(row, one, &j->said);
	st = signatory_compare(p->db, j->other, &j->said, &j->differ);
	same = !taken && !j->differ;
	if (st == ST_OK && !same)
		st = signatory_compare_duplicates(
			p->db, j->first, p->batch, &p->updated, &j->said, &same);
	if (same)
		j->verdict = PLAN_UNCHANGED;
	else if (changes && !taken)
		j->verdict = PLAN_UPDATE;
	return st;
}

/* ---- rows that would be duplicates ---- */

static enum status is_unsettled(struct planner *p, int64_t key, bool *out)
{
	if (is_ours(p, key)) {
		*out = idset_has(&p->unsettled, key < 0 ? -key : key);
		return ST_OK;
	}
	*out = false;
	return idset_has(&p->settled, key) ? ST_OK : signatory_is_pending(p->db, key, out);
}

/* Nobody is lost: a duplicate is not counted, so what it is of must be able to count. */
static enum status check_duplicate(struct planner *p, const struct signatory *one, struct judged *j)
{
	bool unsettled = false, orphan = false;
	enum status st;

	if (is(one->state, "withdrawn") || is(one->state, "invalid")) {
		j->verdict = PLAN_DOUBTFUL;
		j->why = _("surely the same person, and the file says that it does not count");
		return ST_OK;
	}
	if (!is(one->state, "valid"))
		return ST_OK;
	st = is_unsettled(p, j->first, &unsettled);
	if (st == ST_OK && unsettled) {
		j->verdict = PLAN_DOUBTFUL;
		j->why = _("surely the same person, who has not confirmed there and has here");
	} else if (st == ST_OK && !is_ours(p, j->first)) {
		st = signatory_is_duplicate(p->db, j->first, &orphan);
		if (orphan) {
			j->verdict = PLAN_DOUBTFUL;
			j->why = _("surely the same person, whose row does not count there, as a "
				   "duplicate of one that is not here");
		}
	}
	return st;
}

/* Who was anonymised must neither count twice nor come back by name. */
static void check_new(struct planner *p, const struct signatory *one, struct judged *j)
{
	if (j->verdict != PLAN_ADD && j->verdict != PLAN_DOUBTFUL)
		return;
	if (!anonymised_may_be(p->anonymised, one))
		return;
	j->verdict = PLAN_REFUSE;
	j->why = _("it may be one of those who were anonymised, of the same country and day; where "
		   "it is not, add it by hand");
}

static enum status judge_match(struct planner *p, const struct row *row,
	const struct signatory *one, const struct alike_match *m, struct judged *out)
{
	enum status st = ST_OK;

	out->other = m->id;
	out->first = m->first ? m->first : m->id;
	out->verdict = m->verdict == ALIKE_DOUBTFUL ? PLAN_DOUBTFUL : PLAN_SAME;
	if (out->verdict == PLAN_SAME && !is_ours(p, m->id) && !strcmp(m->platform, p->platform))
		st = judge_held(p, row, one, out);
	if (st == ST_OK && out->verdict == PLAN_SAME)
		st = check_duplicate(p, one, out);
	return st;
}

enum status planner_judge(
	struct planner *p, const struct row *row, const struct signatory *one, struct judged *out)
{
	struct alike_match m;
	enum status st = ST_OK;

	alike_find(p->alike, one, &m);
	*out = (struct judged){ .rule = m.rule, .why = m.why, .score = m.score };
	if (m.verdict != ALIKE_NOBODY)
		st = judge_match(p, row, one, &m, out);
	if (st == ST_OK)
		check_new(p, one, out);
	return st;
}

void planner_keep(
	struct planner *p, const struct signatory *one, const struct judged *j, int64_t key)
{
	switch (j->verdict) {
	case PLAN_UPDATE:
		idset_add(&p->updated, j->other);
		if (signatory_changes_state(j->differ))
			idset_add(&p->settled, j->other);
		/* Whoever changes their address is known by both from now on. */
		if (signatory_changes_keys(j->differ))
			alike_keep(p->alike, j->other, j->first);
		break;
	case PLAN_SAME:
		alike_keep(p->alike, key, j->first);
		break;
	case PLAN_ADD:
	case PLAN_DOUBTFUL:
		/* A duplicate by the file's own word: of whom, another row is to say. */
		if (is(one->state, "duplicate"))
			break;
		alike_keep(p->alike, key, 0);
		if (is(one->state, "pending"))
			idset_add(&p->unsettled, key < 0 ? -key : key);
		break;
	default:
		break;
	}
}

/* ---- for people ---- */

/* "line 9" of the file, or the reference of a row that is held. */
static enum status name_other(struct planner *p, int64_t key, struct str *out)
{
	int64_t line = -key;
	enum status st = ST_OK;

	if (key > 0)
		st = signatory_where(p->db, key, out, &line);
	if (st == ST_OK && is_ours(p, key)) {
		str_clear(out);
		str_addf(out, _("line %lld"), (long long)line);
	}
	return st;
}

enum status planner_tell(struct planner *p, const struct judged *j, struct str *out)
{
	struct str other = STR_INIT, changes = STR_INIT;
	enum status st = ST_OK;

	if (j->verdict == PLAN_ADD)
		return ST_OK;
	st = name_other(p, j->other, &other);
	if (st == ST_OK && j->verdict == PLAN_UPDATE)
		st = signatory_tell_changes(p->db, j->other, &j->said, j->differ, &changes);
	if (j->verdict == PLAN_SAME)
		str_addf(out, _("the same as %s (%s)"), str_text(&other), j->why);
	else if (j->verdict == PLAN_UPDATE)
		str_addf(out, _("updates %s: %s"), str_text(&other), str_text(&changes));
	else if (j->verdict == PLAN_UNCHANGED)
		str_addf(out, _("is %s, with nothing new"), str_text(&other));
	else
		str_addf(out, _("may be the same as %s: %s"), str_text(&other), j->why);
	str_free(&other);
	str_free(&changes);
	return st;
}
