#include "config.h"

#include "model/rule.h"

#include <stdlib.h>
#include <string.h>

#include "model/anonymise.h"
#include "model/i18n.h"
#include "model/idset.h"
#include "model/mass_internal.h"
#include "model/mem.h"
#include "model/rule_internal.h"
#include "model/rule_match.h"
#include "model/state_before.h"
#include "model/stmt.h"

/* ---- the name that its rows bear ---- */

void rule_name(const struct record *rule, struct str *out)
{
	str_addf(out, "rule:%s", record_show(rule, "ref"));
}

/* That it is not valid either is said for the index's sake. */
enum status rule_rows(struct db *db, int64_t petition, const char *name, int64_t *out)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT count(*) FROM signatory WHERE petition = :petition AND state <> 'valid' "
		"AND state = 'invalid' AND rule = :rule",
		&s);

	*out = 0;
	if (st)
		return st;
	stmt_int(s, ":petition", petition);
	stmt_text(s, ":rule", name);
	st = stmt_step(s);
	if (st == ST_OK)
		*out = stmt_get_int(s, 0);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* ---- looking ---- */

/* The columns of every row that is looked at, in this order. */
#define ROWS                                                                                       \
	"SELECT id, state, name, email, city, region, postcode, country, signed, batch, rule, "    \
	"ref "                                                                                     \
	"FROM signatory NOT INDEXED WHERE petition = :petition"

static const char *text_of(struct stmt *s, int column)
{
	const char *text = stmt_get_text(s, column);

	return text ? text : "";
}

static bool row_fits(struct rule_match *m, struct stmt *s)
{
	struct rule_row row = { .name = text_of(s, 2),
		.email = text_of(s, 3),
		.city = text_of(s, 4),
		.region = text_of(s, 5),
		.postcode = text_of(s, 6),
		.country = text_of(s, 7),
		.signed_on = text_of(s, 8),
		.batch = stmt_get_int(s, 9) };

	return rule_fits(m, &row);
}

typedef void row_fn(void *arg, struct stmt *s);

static enum status each_fitting(struct db *db, const struct record *rule, row_fn *fn, void *arg)
{
	struct rule_match m;
	struct stmt *s = NULL;
	int64_t seen = 0;
	enum status st;

	rule_match_init(&m, rule);
	st = stmt_get(db, ROWS, &s);
	if (st == ST_OK)
		stmt_int(s, ":petition", record_num(rule, "petition"));
	while (st == ST_OK && (st = stmt_step(s)) == ST_OK) {
		if (row_fits(&m, s))
			fn(arg, s);
		if (++seen % 1024 == 0)
			st = db_progress(db, _("looking"), seen, 0);
	}
	stmt_done(s);
	rule_match_free(&m);
	return st == ST_END ? ST_OK : st;
}

/* ---- counting ---- */

struct counting {
	struct rule_count *out;
	struct str name; /* that rows bear which are invalid by it */
	int64_t every;   /* of those that fit one is kept as a sample */
};

/* "s12  Noa Cohen, Haifa, IL, 2020-07-17, noa@example.org". */
static char *sample_text(struct stmt *s)
{
	static const int columns[] = { 4, 7, 8, 3 };
	struct str text = STR_INIT;

	str_addf(&text, "%s  %s", text_of(s, 11), text_of(s, 2));
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (*text_of(s, columns[i]))
			str_addf(&text, ", %s", text_of(s, columns[i]));
	return str_detach(&text);
}

/* Every n-th, from all over: when they are too many, every other goes and n is twice as much. */
static void keep_sample(struct counting *c, struct stmt *s)
{
	struct rule_count *out = c->out;
	int64_t n = out->pending + out->valid - 1;

	if (n % c->every)
		return;
	if (out->n_samples == RULE_SAMPLES) {
		for (size_t i = 0; i < RULE_SAMPLES; i++) {
			if (i % 2)
				free(out->samples[i].text);
			else
				out->samples[i / 2] = out->samples[i];
		}
		out->n_samples = RULE_SAMPLES / 2;
		c->every *= 2;
		if (n % c->every)
			return;
	}
	out->samples[out->n_samples++] = (struct rule_sample){ stmt_get_int(s, 0), sample_text(s) };
}

static void count_row(void *arg, struct stmt *s)
{
	struct counting *c = arg;
	struct rule_count *out = c->out;

	switch (*text_of(s, 1)) {
	case 'p':
		out->pending++;
		keep_sample(c, s);
		break;
	case 'd':
		out->duplicate++;
		break;
	case 'i':
		if (!strcmp(text_of(s, 10), str_text(&c->name)))
			out->already++;
		else
			out->invalid++;
		break;
	case 'w':
		out->withdrawn++;
		break;
	default:
		out->valid++;
		keep_sample(c, s);
	}
}

enum status rule_count(struct db *db, const struct record *rule, struct rule_count *out)
{
	struct counting c = { .out = out, .name = STR_INIT, .every = 1 };
	enum status st = rule_check_kind(db, rule);

	memset(out, 0, sizeof(*out));
	rule_name(rule, &c.name);
	if (st == ST_OK)
		st = each_fitting(db, rule, count_row, &c);
	str_free(&c.name);
	return st;
}

void rule_count_free(struct rule_count *c)
{
	for (size_t i = 0; i < c->n_samples; i++)
		free(c->samples[i].text);
	memset(c, 0, sizeof(*c));
}

/* ---- applying and lifting ---- */

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
static enum status note(struct deed *d, const char *applied)
{
	int64_t rows = 0;
	enum status st =
		rule_rows(d->m.db, record_num(&d->rule, "petition"), str_text(&d->name), &rows);

	if (st)
		return st;
	record_put(&d->rule, "applied", applied);
	if (applied)
		record_put_num(&d->rule, "rows", rows);
	else
		record_put(&d->rule, "rows", NULL);
	return record_save(d->m.c, &d->rule);
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

static void take_id(void *arg, struct stmt *s)
{
	const char *state = text_of(s, 1);

	if (!strcmp(state, "valid") || !strcmp(state, "pending"))
		idset_add(arg, stmt_get_int(s, 0));
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
	enum status st = begin(db, rule, _("applying the rule"), &d);

	if (st == ST_OK)
		st = each_fitting(db, &d.rule, take_id, &d.ids);
	if (st == ST_OK)
		st = mass_each(&d.m, &d.ids, apply_row, &d);
	if (st == ST_OK)
		st = note(&d, d.today);
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
static enum status lift_row(struct mass *m, int64_t id, void *arg)
{
	const struct state_was *was = states_before_find(arg, id);
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
	stmt_text(s, ":state", was ? was->state : NULL);
	stmt_int(s, ":same_reason", was && was->now[STATE_REASON]);
	stmt_text(s, ":reason", was ? was->words[STATE_REASON] : NULL);
	stmt_int(s, ":same_day", was && was->now[STATE_ON]);
	stmt_text(s, ":day", was ? was->words[STATE_ON] : NULL);
	stmt_int(s, ":same_rule", was && was->now[STATE_RULE]);
	stmt_text(s, ":rule", was ? was->words[STATE_RULE] : NULL);
	stmt_int(s, ":id", id);
	st = stmt_run(s);
	m->done += st == ST_OK;
	return st;
}

enum status rule_lift(struct db *db, int64_t rule, int64_t *rows)
{
	struct states_before was = { 0 };
	struct str many = STR_INIT;
	struct deed d;
	enum status st = begin(db, rule, _("lifting the rule"), &d);

	if (st == ST_OK)
		st = find_own(&d);
	if (st == ST_OK)
		st = states_before_read(db, &d.ids, &was);
	if (st == ST_OK)
		st = mass_each(&d.m, &d.ids, lift_row, &was);
	if (st == ST_OK)
		st = note(&d, NULL);
	if (st == ST_OK) {
		mass_counted(d.m.e, d.m.done, &many);
		change_label(d.m.c, _("lift rule %s: %s as before"), record_show(&d.rule, "ref"),
			str_text(&many));
	}
	states_before_free(&was);
	str_free(&many);
	return finish(&d, st, rows);
}
