#include "config.h"

#include "model/rule.h"

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/work.h"

/* A rule is counted and shown first; then it is applied, or lifted, when that is wanted. */

static bool rule_of(struct pane *p, struct subject *out)
{
	return p->view->subject && p->view->subject(p, out) && out->entity == ENTITY_RULE;
}

/* ---- what it fits, to read ---- */

static void add_line(struct str *out, const char *label, int64_t n)
{
	if (!n)
		return;
	str_addf(out, "  %s: ", label);
	cell_number(n, out);
	str_add_c(out, '\n');
}

static void add_samples(const struct rule_count *c, struct str *out)
{
	if (!c->n_samples)
		return;
	str_add(out, c->valid + c->pending > (int64_t)c->n_samples
			     ? _("\nSome of those who would be invalid:\n")
			     : _("\nThey would be invalid:\n"));
	for (size_t i = 0; i < c->n_samples; i++)
		str_addf(out, "  %s\n", c->samples[i].text);
}

static void describe(const struct record *rule, const struct rule_count *c, struct str *out)
{
	static const char *const fields[] = { "kind", "pattern", "from", "to", "batch", "reason" };
	int64_t all = c->valid + c->pending + c->already + c->invalid + c->duplicate + c->withdrawn;

	str_addf(out, _("Rule %s\n"), record_show(rule, "ref"));
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		int field = entity_field(rule->entity, fields[i]);

		if (!rule->values[field].text)
			continue;
		str_addf(out, "%s: ", _(rule->entity->fields[field].label));
		cell_field_long(rule, field, out);
		str_add_c(out, '\n');
	}
	str_add(out, _("\nSignatures that it fits: "));
	cell_number(all, out);
	str_add_c(out, '\n');
	add_line(out, _("valid"), c->valid);
	add_line(out, _("pending"), c->pending);
	add_line(out, _("invalid by this rule already"), c->already);
	add_line(out, _("invalid for another reason"), c->invalid);
	add_line(out, _("duplicate"), c->duplicate);
	add_line(out, _("withdrawn"), c->withdrawn);
	add_samples(c, out);
}

/* ---- doing it ---- */

static enum reaction done(
	struct app *app, struct pane *p, enum status st, const char *what, int64_t rows)
{
	struct str said = STR_INIT;

	/* What the report says is no longer so. */
	if (st == ST_OK && p->view == &view_report && app_top(app) == p)
		app_drop(app);
	if (st == ST_STOPPED) {
		app_say(app, _("Stopped; nothing was changed."));
	} else if (st != ST_OK) {
		app_failed(app, st);
	} else {
		str_addf(&said, "%s ", what);
		cell_counted(entity_get(ENTITY_SIGNATORY), rows, &said);
		app_say(app, _("%s (u undoes it)"), str_text(&said));
	}
	str_free(&said);
	return REACT_REDRAW;
}

static enum reaction apply_now(struct app *app, struct pane *p, const struct subject *about)
{
	int64_t rows = 0;
	enum status st;

	work_begin(app, _("Applying the rule"));
	st = rule_apply(app->db, about->id, &rows);
	work_end(app);
	return done(app, p, st, _("Made invalid:"), rows);
}

static enum reaction lift_now(struct app *app, struct pane *p, const struct subject *about)
{
	struct rule_lifted lifted;
	struct str what = STR_INIT;
	enum reaction r;
	enum status st;

	work_begin(app, _("Lifting the rule"));
	st = rule_lift(app->db, about->id, &lifted);
	work_end(app);
	if (lifted.kept) {
		str_addf(&what, _("Invalid still by %s:"), str_text(&lifted.by));
		str_add(&what, " ");
		str_add_number(&what, lifted.kept);
		str_add(&what, ". ");
	}
	str_add(&what, _("As before:"));
	r = done(app, p, st, str_text(&what), lifted.rows);
	rule_lifted_free(&lifted);
	str_free(&what);
	return r;
}

/* ---- asking ---- */

/* The report stands over the list or record; the question is about what it says. */
static void show(struct app *app, const struct record *rule, const struct rule_count *c, bool lift)
{
	struct place at = { .view = &view_report };
	struct subject about = { ENTITY_RULE, rule->id };
	struct str text = STR_INIT, many = STR_INIT;
	int64_t rows = record_num(rule, "rows");

	describe(rule, c, &text);
	at.text = str_text(&text);
	cell_counted(entity_get(ENTITY_SIGNATORY), lift ? rows : c->valid + c->pending, &many);
	if (!app_open(app, &at))
		goto out;
	if (lift && rows)
		prompt_question(app, app_top(app), lift_now, &about,
			_("Lift the rule, so that %s are as before?"), str_text(&many));
	else if (lift)
		app_say(app, _("No signature is invalid by this rule; there is nothing to lift."));
	else if (c->valid + c->pending)
		prompt_question(app, app_top(app), apply_now, &about, _("Make %s invalid?"),
			str_text(&many));
	else if (rows)
		prompt_question(app, app_top(app), lift_now, &about,
			_("Nothing new. Lift it, so that those it made invalid are as before?"));
	else
		app_say(app, _("It fits nobody who is valid or pending; there is nothing to do."));
out:
	str_free(&text);
	str_free(&many);
}

/* self->arg: 0 applies, 1 lifts. */
enum reaction deed_rule(struct app *app, struct pane *p, const struct action *self)
{
	struct rule_count count = { 0 };
	struct record rule;
	struct subject s;
	enum status st;

	if (!rule_of(p, &s))
		return REACT_NONE;
	st = record_load(app->db, s.entity, s.id, &rule);
	if (st == ST_OK) {
		work_begin_reading(app, _("Counting"));
		st = rule_count(app->db, &rule, &count);
		work_end(app);
	}
	if (st == ST_OK)
		show(app, &rule, &count, self->arg != 0);
	else if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was changed."));
	else
		app_failed(app, st);
	rule_count_free(&count);
	record_free(&rule);
	return REACT_REDRAW;
}
