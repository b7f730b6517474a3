#include "config.h"

#include "model/deadline.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/deadline_internal.h"
#include "model/i18n.h"

/* ---- what it is about ---- */

/* The record's case is the plan's. */
static enum status same_case(
	struct db *db, struct deadline_plan *plan, const struct record *r, int64_t of)
{
	if (plan->of && plan->of != of)
		return db_fail(db, ST_INVALID, r->entity->name,
			_("%s %s belongs to another case than the deadline"), r->entity->name,
			record_show(r, "ref"));
	plan->of = of;
	return ST_OK;
}

/* Where the day is not given, and the record has one. */
static void take_day(struct deadline_plan *plan, const struct record *r)
{
	struct date d;

	if (!plan->from.year && date_parse(record_show(r, "date"), &d) == ST_OK && d.day &&
		d.doubt == DATE_SURE)
		plan->from = d;
}

enum status deadline_about(
	struct db *db, struct deadline_plan *plan, enum entity_id entity, int64_t id)
{
	struct record r;
	enum status st = record_load(db, entity, id, &r);

	if (st == ST_OK && r.withheld)
		st = db_fail(db, ST_INVALID, NULL,
			_("this record is withheld by a gag order; show it before you count from "
			  "it"));
	if (st != ST_OK)
		goto out;
	if (entity == ENTITY_CASE) {
		st = same_case(db, plan, &r, id);
		goto out;
	}
	if (entity != ENTITY_PETITION && entity != ENTITY_EVENT && entity != ENTITY_RULING) {
		st = db_fail(db, ST_INVALID, NULL,
			_("a deadline is counted from a petition, a ruling, an event or a case"));
		goto out;
	}
	st = same_case(db, plan, &r, record_num(&r, "case"));
	if (st != ST_OK)
		goto out;
	if (entity == ENTITY_PETITION) {
		plan->petition = id;
		goto out;
	}
	*(entity == ENTITY_EVENT ? &plan->event : &plan->ruling) = id;
	take_day(plan, &r);
out:
	record_free(&r);
	return st;
}

/* ---- counting ---- */

enum status deadline_plan_count(struct db *db, const struct deadline_data *data,
	const struct deadline_plan *plan, struct deadline_count *out)
{
	enum status st;

	*out = (struct deadline_count){ .unverified = false };
	if (!plan->from.year && plan->rule->unit != TERM_NONE)
		return db_fail(db, ST_INVALID, "counts_from",
			_("the day to count from is not known: %s"), plan->rule->event);
	st = deadline_compute(data, plan->rule, &plan->from, plan->n, out);
	if (st != ST_OK && st != ST_END)
		return db_fail(db, st, NULL, "%s", str_text(&out->why));
	return st;
}

/* "Ruling hcj-2021, dated 2021-06-27"; appended, with a line's end. ST_END: it is withheld. */
static enum status trigger_line(
	struct db *db, enum entity_id entity, int64_t id, struct str *out, struct str *date)
{
	struct record r;
	enum status st = record_load(db, entity, id, &r);

	if (st == ST_OK && r.withheld)
		st = ST_END;
	if (st == ST_OK) {
		str_add(date, record_show(&r, "date"));
		str_addf(out, _("%s %s, dated %s\n"), _(r.entity->label), record_show(&r, "ref"),
			date->len ? str_text(date) : _("not known"));
	}
	record_free(&r);
	return st;
}

/* The lines that stand over the count: what it counts from, and by which rule. */
static enum status head_lines(struct db *db, const struct deadline_plan *plan, struct str *out)
{
	struct str date = STR_INIT;
	enum status st = ST_OK;

	if (plan->event)
		st = trigger_line(db, ENTITY_EVENT, plan->event, out, &date);
	str_clear(&date);
	if (st == ST_OK && plan->ruling)
		st = trigger_line(db, ENTITY_RULING, plan->ruling, out, &date);
	str_free(&date);
	if (st == ST_END)
		st = ST_OK;
	str_addf(out, _("Rule %s: "), plan->rule->id);
	deadline_rule_term(plan->rule, plan->n, out);
	str_add_c(out, '\n');
	return st;
}

/* A deadline is as secret as the most secret of what it is about. */
static enum status raise_level(struct db *db, enum entity_id entity, int64_t id, struct record *out)
{
	const struct field *f = &out->entity->fields[entity_field(out->entity, "level")];
	struct record r;
	enum status st = ST_OK;

	if (!id)
		return ST_OK;
	st = record_load(db, entity, id, &r);
	if (st == ST_OK)
		for (const struct choice *c = f->choices; c->name; c++) {
			if (!strcmp(c->name, record_show(out, "level")))
				break;
			if (strcmp(c->name, record_show(&r, "level")) != 0)
				continue;
			/* Lower than what it has. */
			record_free(&r);
			return ST_OK;
		}
	if (st == ST_OK)
		record_put(out, "level", record_show(&r, "level"));
	record_free(&r);
	return st;
}

static void put_rule(const struct deadline_plan *plan, struct record *out)
{
	struct str text = STR_INIT;

	str_add(&text, plan->rule->id);
	if (plan->rule->given)
		str_addf(&text, " %d", plan->n);
	record_put(out, "rule", str_text(&text));
	str_free(&text);
}

void deadline_put_day(const struct date *d, const char *field, struct record *out)
{
	char text[DATE_TEXT_MAX];

	if (!d->year)
		return;
	date_format(d, text);
	record_put(out, field, text);
}

enum status deadline_plan_record(struct db *db, const struct deadline_plan *plan,
	const struct deadline_count *count, struct record *out)
{
	const struct {
		const char *field;
		enum entity_id entity;
		int64_t id;
	} refs[] = { { "case", ENTITY_CASE, plan->of },
		{ "petition", ENTITY_PETITION, plan->petition },
		{ "event", ENTITY_EVENT, plan->event }, { "ruling", ENTITY_RULING, plan->ruling } };
	struct str lines = STR_INIT;
	enum status st = ST_OK;

	record_init(out, ENTITY_DEADLINE);
	assert(count->due.year);
	if (!plan->of)
		return db_fail(db, ST_INVALID, "case", _("a deadline belongs to a case"));
	for (size_t i = 0; i < sizeof(refs) / sizeof(refs[0]) && st == ST_OK; i++) {
		if (refs[i].id)
			st = record_set_num(db, out, refs[i].field, refs[i].id);
		if (st == ST_OK)
			st = raise_level(db, refs[i].entity, refs[i].id, out);
	}
	if (st == ST_OK)
		st = head_lines(db, plan, &lines);
	str_add(&lines, str_text(&count->lines));
	while (lines.len && lines.data[lines.len - 1] == '\n')
		lines.data[--lines.len] = '\0';
	record_put(out, "title", plan->rule->name);
	record_put(out, "kind", "limit");
	put_rule(plan, out);
	record_put(out, "law", plan->rule->law);
	record_put(out, "arithmetic", str_text(&lines));
	deadline_put_day(&plan->from, "counts_from", out);
	deadline_put_day(&count->due, "due", out);
	deadline_put_day(&count->warning, "warning", out);
	str_free(&lines);
	return st;
}

enum status deadline_keep(struct db *db, struct record *r, const char *by)
{
	bool again = r->id != 0;
	struct change *c;
	enum status st = change_begin(db, &c, "deadline");

	if (st != ST_OK)
		return st;
	deadline_name_counter(r, by);
	st = record_save(c, r);
	if (st != ST_OK) {
		change_cancel(c);
		return st;
	}
	change_label(c, again ? _("count deadline %s again") : _("add deadline %s"),
		record_show(r, "ref"));
	return change_commit(c);
}

/* ---- what has become of it ---- */

bool deadline_counted(const struct record *r)
{
	return record_get(r, "rule") && record_get(r, "arithmetic") && record_get(r, "counts_from");
}

/* The plan that it was made by. False: its rule is not there, or its day cannot be read. */
static bool plan_of(
	const struct deadline_data *data, const struct record *r, struct deadline_plan *plan)
{
	char id[80];
	const char *rule = record_show(r, "rule");
	size_t len = strcspn(rule, " ");

	*plan = (struct deadline_plan){ .of = record_num(r, "case"),
		.petition = record_num(r, "petition"),
		.event = record_num(r, "event"),
		.ruling = record_num(r, "ruling") };
	if (len >= sizeof(id))
		return false;
	memcpy(id, rule, len);
	id[len] = '\0';
	plan->rule = deadline_rule_find(data, id);
	plan->n = plan->rule && plan->rule->given ? atoi(rule + len) : 0;
	return plan->rule && date_parse(record_show(r, "counts_from"), &plan->from) == ST_OK;
}

/* The arithmetic still begins with what the event, or the ruling, says of itself. */
static enum status trigger_changed(struct db *db, const struct record *r, struct str *why)
{
	static const struct {
		enum entity_id entity;
		const char *field;
	} triggers[] = { { ENTITY_EVENT, "event" }, { ENTITY_RULING, "ruling" } };

	for (size_t i = 0; i < sizeof(triggers) / sizeof(triggers[0]); i++) {
		int64_t id = record_num(r, triggers[i].field);
		struct str line = STR_INIT, date = STR_INIT;
		enum status st = ST_OK;

		if (id)
			st = trigger_line(db, triggers[i].entity, id, &line, &date);
		str_clear(&line);
		str_addf(&line, " %s\n", date.len ? str_text(&date) : _("not known"));
		if (id && st == ST_OK && !why->len &&
			!strstr(record_show(r, "arithmetic"), str_text(&line)))
			str_addf(why, _("the date of the %s is now %s"), triggers[i].field,
				date.len ? str_text(&date) : _("not known"));
		str_free(&line);
		str_free(&date);
		if (st != ST_OK && st != ST_END)
			return st;
	}
	return ST_OK;
}

/* What counting again says. */
static void recount(const struct deadline_data *data, const struct record *r, struct str *why)
{
	struct deadline_plan plan;
	struct deadline_count count = { .unverified = false };
	char due[DATE_TEXT_MAX] = "";

	if (!plan_of(data, r, &plan)) {
		str_addf(why, _("there is no rule '%s' any more"), record_show(r, "rule"));
		return;
	}
	if (deadline_compute(data, plan.rule, &plan.from, plan.n, &count) != ST_OK) {
		str_addf(why, _("it cannot be counted any more: %s"),
			count.why.len ? str_text(&count.why) : _("the rule sets no last day"));
	} else {
		date_format(&count.due, due);
		if (strcmp(due, record_show(r, "due")) != 0)
			str_addf(why, _("counted again, the last day is %s, not %s"), due,
				record_show(r, "due"));
		else if (strcmp(plan.rule->law, record_show(r, "law")) != 0)
			str_addf(why, _("the rule now rests on: %s"), plan.rule->law);
	}
	deadline_count_free(&count);
}

enum status deadline_differs(
	struct db *db, const struct deadline_data *data, const struct record *r, struct str *why)
{
	enum status st = trigger_changed(db, r, why);

	if (st == ST_OK && !why->len)
		recount(data, r, why);
	return st;
}

enum status deadline_stale(
	struct db *db, const struct deadline_data *data, const struct record *r, struct str *why)
{
	if (!deadline_counted(r) || strcmp(record_show(r, "status"), "open") != 0)
		return ST_OK;
	return deadline_differs(db, data, r, why);
}

/* ---- counting again ---- */

/* Whether the day was the date of the event or ruling then; and what that date is now. */
static enum status follow_trigger(
	struct db *db, const struct record *r, enum entity_id entity, int64_t id, struct date *from)
{
	struct str then = STR_INIT;
	struct record trigger;
	struct date now;
	enum status st;

	if (!id)
		return ST_OK;
	st = record_load(db, entity, id, &trigger);
	str_addf(&then, " %s\n", record_show(r, "counts_from"));
	if (st == ST_OK && strstr(record_show(r, "arithmetic"), str_text(&then)) &&
		date_parse(record_show(&trigger, "date"), &now) == ST_OK && now.day &&
		now.doubt == DATE_SURE)
		*from = now;
	record_free(&trigger);
	str_free(&then);
	return st;
}

/* What was counted takes the place of what stood there. */
static void take_over(struct record *r, const struct record *counted)
{
	static const char *const fields[] = { "due", "warning", "law", "arithmetic",
		"counts_from" };

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		record_put(r, fields[i], record_get(counted, fields[i]));
	record_put(r, "checked_by", NULL);
	record_put(r, "checked", NULL);
}

enum status deadline_again(struct db *db, const struct deadline_data *data, struct record *r)
{
	struct deadline_count count = { .unverified = false };
	struct deadline_plan plan;
	struct record counted;
	enum status st;

	if (!deadline_counted(r) || !plan_of(data, r, &plan))
		return db_fail(db, ST_INVALID, "rule",
			_("deadline %s was not counted by a rule that is there"),
			record_show(r, "ref"));
	st = follow_trigger(db, r, ENTITY_EVENT, plan.event, &plan.from);
	if (st == ST_OK)
		st = follow_trigger(db, r, ENTITY_RULING, plan.ruling, &plan.from);
	if (st == ST_OK)
		st = deadline_plan_count(db, data, &plan, &count);
	if (st == ST_OK) {
		st = deadline_plan_record(db, &plan, &count, &counted);
		if (st == ST_OK)
			take_over(r, &counted);
		record_free(&counted);
	}
	deadline_count_free(&count);
	return st;
}
