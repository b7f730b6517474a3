#include "config.h"

#include "model/deadline_sheet.h"

#include <stdlib.h>
#include <string.h>

#include "model/deadline_days.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

#define LABEL 16 /* columns */

static void add(struct deadline_sheet *s, const char *label, const char *text)
{
	if (!text || !*text || s->n == SHEET_FACTS)
		return;
	s->facts[s->n++] = (struct sheet_fact){ label, mem_text(text) };
}

/* What another record is called, with its reference. */
static enum status add_record(struct db *db, struct deadline_sheet *s, const struct record *r,
	const char *field, enum entity_id entity)
{
	struct str text = STR_INIT;
	struct record other;
	enum status st;

	if (!record_num(r, field))
		return ST_OK;
	st = record_load(db, entity, record_num(r, field), &other);
	if (st == ST_OK) {
		str_addf(&text, "%s: ", record_show(&other, "ref"));
		record_label(db, &other, &text);
		add(s, _(other.entity->label), str_text(&text));
	}
	record_free(&other);
	str_free(&text);
	return st;
}

static void add_day(
	struct deadline_sheet *s, const char *label, const struct record *r, const char *field)
{
	struct str text = STR_INIT;
	struct date d;

	if (date_parse(record_show(r, field), &d) == ST_OK && d.day)
		deadline_day_words(date_to_days(&d), &text);
	add(s, label, str_text(&text));
	str_free(&text);
}

static void add_rule(
	struct deadline_sheet *s, const struct deadline_data *data, const struct record *r)
{
	const char *text = record_show(r, "rule");
	char *id = mem_text_n(text, strcspn(text, " "));
	const struct deadline_rule *rule = deadline_rule_find(data, id);
	struct str line = STR_INIT;

	add(s, _("Rule"), text);
	if (rule) {
		add(s, _("For"), rule->name);
		add(s, _("Body"), rule->body);
	}
	add(s, _("Law"), record_get(r, "law"));
	if (rule) {
		deadline_rule_source(rule, &line);
		add(s, _("Source"), str_text(&line));
		add(s, rule->before ? _("Back from") : _("Runs from"), rule->event);
		if (rule->note)
			str_add(&s->notes, rule->note);
		if (!rule->verified.year)
			str_addf(&s->warnings,
				_("The rule was not verified against its source: check the "
				  "source.\n"));
	}
	free(id);
	str_free(&line);
}

/* Whether a calendar that the count needs was verified: counted once more. */
static void warn_calendar(
	struct deadline_sheet *s, const struct deadline_data *data, const struct record *r)
{
	char *id = mem_text_n(record_show(r, "rule"), strcspn(record_show(r, "rule"), " "));
	const struct deadline_rule *rule = deadline_rule_find(data, id);
	struct date due;
	const struct deadline_calendar *c = NULL;

	if (rule && rule->calendar && date_parse(record_show(r, "due"), &due) == ST_OK)
		c = deadline_calendar_find(data, rule->calendar, due.year);
	if (c && !c->verified.year)
		str_addf(&s->warnings,
			_("The calendar %s %d was not verified: compare its holidays with %s.\n"),
			c->id, c->year, c->source ? c->source : _("an official list"));
	free(id);
}

enum status deadline_sheet_make(struct db *db, const struct deadline_data *data,
	const struct record *r, struct deadline_sheet *out)
{
	struct str text = STR_INIT;
	enum status st;

	*out = (struct deadline_sheet){ .n = 0 };
	st = add_record(db, out, r, "case", ENTITY_CASE);
	if (st == ST_OK)
		st = add_record(db, out, r, "petition", ENTITY_PETITION);
	if (st == ST_OK)
		st = add_record(db, out, r, "event", ENTITY_EVENT);
	if (st == ST_OK)
		st = add_record(db, out, r, "ruling", ENTITY_RULING);
	if (st != ST_OK)
		return st;
	if (r->id)
		str_addf(&text, "%s: ", record_show(r, "ref"));
	str_add(&text, record_show(r, "title"));
	add(out, _("Deadline"), str_text(&text));
	add_day(out, _("Last day"), r, "due");
	add_day(out, _("Early warning"), r, "warning");
	add_rule(out, data, r);
	add_day(out, _("Which was"), r, "counts_from");
	warn_calendar(out, data, r);
	str_clear(&text);
	st = deadline_stale(db, data, r, &text);
	if (st == ST_OK && text.len)
		str_addf(&out->warnings, _("This deadline is stale: %s.\n"), str_text(&text));
	str_add(&out->lines, record_show(r, "arithmetic"));
	if (record_get(r, "checked_by")) {
		str_clear(&text);
		str_addf(&text, "%s, %s", record_show(r, "checked_by"), record_show(r, "checked"));
		out->checked = mem_text(str_text(&text));
	}
	str_free(&text);
	return st;
}

void deadline_sheet_free(struct deadline_sheet *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->facts[i].text);
	free(s->checked);
	str_free(&s->notes);
	str_free(&s->warnings);
	str_free(&s->lines);
	*s = (struct deadline_sheet){ .n = 0 };
}

/* ---- as text ---- */

/* Each line of it, indented. */
static void put_lines(const char *text, struct str *out)
{
	while (*text) {
		size_t len = strcspn(text, "\n");

		str_add(out, "  ");
		str_add_n(out, text, len);
		str_add_c(out, '\n');
		text += len + (text[len] == '\n');
	}
}

static void put_part(const char *title, const char *text, struct str *out)
{
	if (!*text)
		return;
	str_addf(out, "\n%s\n", title);
	put_lines(text, out);
}

void deadline_sheet_text(const struct deadline_sheet *s, bool sign, struct str *out)
{
	str_addf(out, "%s\n\n", _("Control sheet of a deadline"));
	for (size_t i = 0; i < s->n; i++) {
		text_pad(out, s->facts[i].label, strlen(s->facts[i].label), LABEL);
		str_addf(out, "%s\n", s->facts[i].text);
	}
	put_part(_("Count"), str_text(&s->lines), out);
	put_part(_("Beware"), str_text(&s->warnings), out);
	put_part(_("Of the rule"), str_text(&s->notes), out);
	str_addf(out, "\n%s\n", _("The program computes; those who sign answer for it."));
	if (!sign)
		return;
	if (s->checked)
		str_addf(out, _("Counted a second time by: %s\n"), s->checked);
	str_addf(out, "\n%s ______________________________  %s ______________\n", _("Counted by:"),
		_("Day:"));
	str_addf(out, "\n%s ______________________________  %s ______________\n", _("Checked by:"),
		_("Day:"));
}
