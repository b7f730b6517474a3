/* Rules are applied and lifted. */
#include "config.h"

#include <string.h>

#include "model/anonymise.h"
#include "model/date.h"
#include "model/i18n.h"
#include "model/idset.h"
#include "model/mass_internal.h"
#include "model/rule.h"
#include "model/rule_internal.h"
#include "model/state_before.h"
#include "model/stmt.h"

struct deed {
	struct mass m;
	struct record rule;
	struct str name;
	struct idset ids;
	char today[DATE_TEXT_MAX];
};

static enum status begin(struct db *db, int64_t id, const char *doing, struct deed *d)
{
	struct date today = date_today();
	enum status st;

	memset(d, 0, sizeof(*d));
	d->m = (struct mass){
		.db = db, .e = entity_get(ENTITY_SIGNATORY), .ids = &d->ids, .doing = doing
	};
	date_format(&today, d->today);
	st = record_load(db, ENTITY_RULE, id, &d->rule);
	if (st == ST_OK)
		rule_name(&d->rule, &d->name);
	if (st == ST_OK)
		st = change_begin(db, &d->m.c, "rule");
	return st;
}

/* The rule itself says since when, and how many. */
static enum status note(struct deed *d, struct record *rule, const char *name, const char *applied)
{
	int64_t rows = 0;
	enum status st = rule_rows(d->m.db, record_num(rule, "petition"), name, &rows);

	if (st)
		return st;
	record_put(rule, "applied", applied);
	if (applied)
		record_put_num(rule, "rows", rows);
	else
		record_put(rule, "rows", NULL);
	return record_save(d->m.c, rule);
}

static enum status finish(struct deed *d, enum status st, int64_t *rows)
{
	*rows = 0;
	if (d->m.c)
		st = mass_end(&d->m, st, rows);
	record_free(&d->rule);
	str_free(&d->name);
	idset_clear(&d->ids);
	return st;
}

struct fitting {
	const struct idset *among; /* NULL: all */
	struct idset *ids;
};

static void take_id(void *arg, struct stmt *s)
{
	const struct fitting *f = arg;
	const char *state = rule_text(s, RULE_COL_STATE);
	int64_t id = stmt_get_int(s, RULE_COL_ID);

	if (f->among && !idset_has(f->among, id))
		return;
	if (!strcmp(state, "valid") || !strcmp(state, "pending"))
		idset_add(f->ids, id);
}

static enum status apply_row(struct mass *m, int64_t id, void *arg)
{
	const struct deed *d = arg;
	struct stmt *s;
	enum status st = stmt_get(m->db,
		"UPDATE signatory SET revision = :revision, state_before = state, state = "
		"'invalid', reason = :reason, rule = :rule, state_on = :today WHERE id = :id",
		&s);

	if (st)
		return st;
	stmt_int(s, ":revision", change_seq(m->c));
	stmt_text(s, ":reason", record_get(&d->rule, "reason"));
	stmt_text(s, ":rule", str_text(&d->name));
	stmt_text(s, ":today", d->today);
	stmt_int(s, ":id", id);
	st = stmt_run(s);
	m->done += st == ST_OK;
	return st;
}

enum status rule_apply(struct db *db, int64_t rule, int64_t *rows)
{
	struct str many = STR_INIT;
	struct deed d;
	struct fitting fitting = { NULL, &d.ids };
	enum status st = begin(db, rule, _("applying the rule"), &d);

	if (st == ST_OK)
		st = rule_each(db, &d.rule, take_id, &fitting);
	if (st == ST_OK)
		st = mass_each(&d.m, &d.ids, apply_row, &d);
	if (st == ST_OK)
		st = note(&d, &d.rule, str_text(&d.name), d.today);
	if (st == ST_OK) {
		mass_counted(d.m.e, d.m.done, &many);
		change_label(d.m.c, _("apply rule %s: %s invalid"), record_show(&d.rule, "ref"),
			str_text(&many));
	}
	str_free(&many);
	return finish(&d, st, rows);
}

static enum status find_own(struct deed *d)
{
	struct stmt *s;
	enum status st = stmt_get(d->m.db,
		"SELECT id FROM signatory WHERE petition = :petition AND state <> 'valid' AND "
		"state = 'invalid' AND rule = :rule",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", record_num(&d->rule, "petition"));
	stmt_text(s, ":rule", str_text(&d->name));
	while ((st = stmt_step(s)) == ST_OK)
		idset_add(&d->ids, stmt_get_int(s, 0));
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/*
 * Where nothing is recorded, or nothing stood there, the state alone comes back. A reason that was
 * erased since, with the person's name, stays erased.
 */
static enum status give_back(struct mass *m, int64_t id, const struct state_was *was)
{
	struct stmt *s;
	enum status st = stmt_get(m->db,
		"UPDATE signatory SET revision = :revision, "
		"state = coalesce(:state, state_before, 'valid'), state_before = NULL, "
		"reason = CASE WHEN name = '" ANONYMISED "' THEN NULL WHEN :same_reason THEN "
		"reason ELSE :reason END, "
		"state_on = CASE WHEN :same_day THEN state_on ELSE :day END, "
		"rule = CASE WHEN :same_rule THEN rule ELSE :rule END WHERE id = :id",
		&s);

	if (st)
		return st;
	stmt_int(s, ":revision", change_seq(m->c));
	state_was_bind(s, was);
	stmt_int(s, ":id", id);
	return stmt_run(s);
}

/* Another row of the person counts since: this one must not count beside it. */
static enum status stay_behind(struct mass *m, int64_t id, const char *today)
{
	struct stmt *s;
	enum status st = stmt_get(m->db,
		"UPDATE signatory SET revision = :revision, state = 'duplicate', rule = 'review', "
		"reason = :reason, state_on = :today WHERE id = :id",
		&s);

	if (st)
		return st;
	stmt_int(s, ":revision", change_seq(m->c));
	stmt_text(s, ":reason", _("another row of the person counts since this one did not"));
	stmt_text(s, ":today", today);
	stmt_int(s, ":id", id);
	return stmt_run(s);
}

struct lifting {
	const struct states_before *was;
	const char *today;
};

static enum status lift_row(struct mass *m, int64_t id, void *arg)
{
	const struct lifting *l = arg;
	int64_t behind = 0;
	enum status st = stmt_number(m->db,
		"SELECT duplicate_of IS NOT NULL FROM signatory WHERE id = :id", id, &behind);

	if (st == ST_OK)
		st = behind ? stay_behind(m, id, l->today)
			    : give_back(m, id, states_before_find(l->was, id));
	m->done += st == ST_OK;
	return st;
}

/* ---- what other rules say of those that were given back ---- */

/* Of those, the ones that this other rule fits are invalid by it. */
static enum status keep_by(struct deed *d, int64_t rule, struct rule_lifted *out)
{
	struct deed other = { .m = d->m, .name = STR_INIT };
	struct idset ids = IDSET_INIT;
	struct fitting fitting = { &d->ids, &ids };
	char applied[DATE_TEXT_MAX] = "";
	enum status st = record_load(d->m.db, ENTITY_RULE, rule, &other.rule);

	memcpy(other.today, d->today, sizeof(other.today));
	other.m.done = 0;
	if (st == ST_OK) {
		rule_name(&other.rule, &other.name);
		st = rule_each(d->m.db, &other.rule, take_id, &fitting);
	}
	if (st == ST_OK && ids.count) {
		const char *day = record_show(&other.rule, "applied");

		memcpy(applied, day, strlen(day) < sizeof(applied) ? strlen(day) + 1 : 0);
		st = mass_each(&other.m, &ids, apply_row, &other);
		if (st == ST_OK)
			st = note(&other, &other.rule, str_text(&other.name), applied);
		out->kept += other.m.done;
		str_addf(
			&out->by, "%s%s", out->by.len ? ", " : "", record_show(&other.rule, "ref"));
	}
	record_free(&other.rule);
	str_free(&other.name);
	idset_clear(&ids);
	return st;
}

static enum status find_others(struct deed *d, struct idset *out)
{
	struct stmt *s;
	enum status st = stmt_get(d->m.db,
		"SELECT id FROM rule WHERE petition = :petition AND id <> :id AND applied IS NOT "
		"NULL",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", record_num(&d->rule, "petition"));
	stmt_int(s, ":id", d->rule.id);
	while ((st = stmt_step(s)) == ST_OK)
		idset_add(out, stmt_get_int(s, 0));
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status keep_by_others(struct deed *d, struct rule_lifted *out)
{
	struct idset others = IDSET_INIT;
	enum status st = d->ids.count ? find_others(d, &others) : ST_OK;

	for (int64_t id = idset_next(&others, 0); id && st == ST_OK; id = idset_next(&others, id))
		st = keep_by(d, id, out);
	idset_clear(&others);
	return st;
}

static enum status lift_own(struct deed *d)
{
	struct states_before was = { 0 };
	struct lifting lifting = { &was, d->today };
	enum status st = find_own(d);

	if (st == ST_OK)
		st = states_before_read(d->m.db, &d->ids, &was);
	if (st == ST_OK)
		st = mass_each(&d->m, &d->ids, lift_row, &lifting);
	if (st == ST_OK)
		st = note(d, &d->rule, str_text(&d->name), NULL);
	states_before_free(&was);
	return st;
}

enum status rule_lift(struct db *db, int64_t rule, struct rule_lifted *out)
{
	struct str many = STR_INIT;
	struct deed d;
	enum status st = begin(db, rule, _("lifting the rule"), &d);

	*out = (struct rule_lifted){ .by = STR_INIT };
	if (st == ST_OK)
		st = lift_own(&d);
	if (st == ST_OK)
		st = keep_by_others(&d, out);
	if (st == ST_OK) {
		d.m.done -= out->kept;
		mass_counted(d.m.e, d.m.done, &many);
		change_label(d.m.c, _("lift rule %s: %s as before"), record_show(&d.rule, "ref"),
			str_text(&many));
	}
	str_free(&many);
	return finish(&d, st, &out->rows);
}

void rule_lifted_free(struct rule_lifted *l)
{
	str_free(&l->by);
	*l = (struct rule_lifted){ .by = STR_INIT };
}
