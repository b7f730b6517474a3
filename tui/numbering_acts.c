#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/query.h"
#include "tui/app.h"
#include "tui/deeds.h"
#include "tui/numbering.h"
#include "tui/work.h"

/* What can be done with the marks of a petition: each a plan that is made as one change. */

/* ---- plans ---- */

/* What the first line that changed says, for the message. */
static void say_plan(struct app *app, const struct mark_plan *p, const char *said)
{
	size_t n = mark_plan_changes(p);
	struct str text = STR_INIT;

	if (!n)
		str_add(&text, _("Every mark stays as it is."));
	else
		str_addf(&text,
			ngettext("%s: %zu mark changed (u undoes it)",
				"%s: %zu marks changed (u undoes it)", n),
			said, n);
	for (size_t i = 0; i < p->n; i++)
		if (!p->steps[i].was && p->steps[i].own_is > MARK_OWN_KEPT) {
			str_add(&text, "; ");
			mark_step_note(&p->steps[i], &text);
		}
	app_say(app, "%s", str_text(&text));
	str_free(&text);
}

static enum status make(struct app *app, struct mark_plan *p, const char *said)
{
	struct change *c = NULL;
	enum status st;

	if (!mark_plan_changes(p) && !p->renames)
		return ST_OK;
	st = change_begin(
		app->db, &c, _("%s, marks of %s"), said, record_show(&p->marks.petition, "ref"));
	if (st)
		return st;
	st = mark_plan_apply(p, c);
	if (st == ST_OK)
		return change_commit(c);
	change_cancel(c);
	return st;
}

/* Ends a plan that was begun and, if `st` says so, changed. */
static enum reaction finish(
	struct app *app, struct pane *p, struct mark_plan *plan, enum status st, const char *said)
{
	struct numbering *v = numbering_of(p);
	const struct mark *m = numbering_selected(p);

	work_begin(app, said);
	if (st == ST_OK)
		st = make(app, plan, said);
	work_end(app);
	if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was changed."));
	else if (st != ST_OK)
		app_failed(app, st);
	else
		say_plan(app, plan, said);
	if (st == ST_OK && m)
		v->wanted = m->id;
	for (size_t i = plan->n; i-- > 0 && st == ST_OK;)
		if (!plan->steps[i].was)
			v->wanted = plan->steps[i].now.id;
	mark_plan_free(plan);
	return REACT_RELOAD;
}

static enum status begin(struct pane *p, struct mark_plan *plan)
{
	return mark_plan_begin(pane_db(p), p->at.id, plan);
}

/* ---- without a question ---- */

static enum reaction act_shift(struct app *app, struct pane *p, const struct action *self)
{
	struct mark_plan plan;
	enum status st = begin(p, &plan);

	if (st == ST_OK)
		st = mark_plan_shift(&plan, numbering_selected(p)->id, self->arg);
	return finish(app, p, &plan, st, _("Moved"));
}

static enum reaction act_drop(struct app *app, struct pane *p, const struct action *self)
{
	struct mark_plan plan;
	enum status st = begin(p, &plan);

	(void)self;
	if (st == ST_OK)
		st = mark_plan_drop(&plan, numbering_selected(p)->id);
	return finish(app, p, &plan, st, _("Taken out"));
}

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	struct place at = { .view = &view_record, .entity = ENTITY_EXHIBIT };

	(void)self;
	at.id = numbering_selected(p)->exhibit;
	app_open(app, &at);
	return REACT_REDRAW;
}

/* ---- an exhibit behind the selected one ---- */

static const struct prompt_kind exhibit_prompt, filing_prompt;

#define OFFERED 200

static void offer_records(
	struct app *app, const struct query *q, const char *text, struct candidates *out)
{
	struct cursor *rows = NULL;
	struct record r;
	enum status st = query_open(app->db, q, NULL, false, &rows);

	while (st == ST_OK && out->n < OFFERED) {
		st = query_next(rows, &r);
		if (st == ST_OK && !strncmp(record_show(&r, "ref"), text, strlen(text)))
			candidates_add(out, record_show(&r, "ref"));
		record_free(&r);
	}
	query_close(rows);
}

static void complete_exhibit(
	struct app *app, struct pane *p, const char *text, struct candidates *out)
{
	struct query q = { .entity = ENTITY_EXHIBIT,
		.owner = ENTITY_CASE,
		.owner_id = record_num(&numbering_of(p)->marks.petition, "case"),
		.sort = "ref" };

	offer_records(app, &q, text, out);
	candidates_sort(out);
}

/* Nearest first: a reference of the petition's own case. */
static enum status find_exhibit(struct app *app, struct pane *p, const char *text, int64_t *id)
{
	struct str near = STR_INIT;
	enum status st;

	str_addf(&near, "%s/%s", record_show(&numbering_of(p)->marks.petition, "case"), text);
	st = record_find(app->db, ENTITY_EXHIBIT, str_text(&near), id);
	str_free(&near);
	return st == ST_OK ? st : record_find(app->db, ENTITY_EXHIBIT, text, id);
}

static enum reaction take_exhibit(struct app *app, struct pane *p, const char *text)
{
	const struct mark *m = numbering_selected(p);
	struct mark_plan plan = { .n = 0 };
	int64_t id = 0;
	enum status st = find_exhibit(app, p, text, &id);

	if (st != ST_OK) {
		prompt_again(app, p, &exhibit_prompt, text);
		return REACT_REDRAW;
	}
	st = begin(p, &plan);
	if (st == ST_OK)
		st = mark_plan_propose(&plan, &id, 1);
	if (st == ST_OK)
		st = m ? mark_plan_after(&plan, m->id, id) : mark_plan_assign(&plan, &id, 1, false);
	return finish(app, p, &plan, st, _("Marked"));
}

static const struct prompt_kind exhibit_prompt = {
	.label = N_("Mark which exhibit, behind this one: "),
	.accept = take_exhibit,
	.complete = complete_exhibit,
};

static enum reaction act_insert(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	prompt_ask(app, p, &exhibit_prompt,
		numbering_selected(p) ? NULL : _("Mark which exhibit first: "), "");
	return REACT_REDRAW;
}

/* ---- withdrawn, with a word ---- */

static enum reaction take_why(struct app *app, struct pane *p, const char *text)
{
	struct mark_plan plan = { .n = 0 };
	enum status st;

	if (!numbering_selected(p))
		return REACT_REDRAW;
	st = begin(p, &plan);
	if (st == ST_OK)
		st = mark_plan_withdraw(&plan, numbering_selected(p)->id, text);
	return finish(app, p, &plan, st, _("Withdrawn"));
}

static const struct prompt_kind why_prompt = {
	.label = N_("Withdraw it; the word that stands in the gap: "),
	.accept = take_why,
	.remembers = true,
};

static enum reaction act_withdraw(struct app *app, struct pane *p, const struct action *self)
{
	struct str label = STR_INIT;

	(void)self;
	str_addf(&label, _("Withdraw %s; the word that stands in the gap: "),
		numbering_selected(p)->mark);
	prompt_ask(app, p, &why_prompt, str_text(&label), "");
	str_free(&label);
	return REACT_REDRAW;
}

/* ---- fixed by a filing ---- */

static void complete_filing(
	struct app *app, struct pane *p, const char *text, struct candidates *out)
{
	struct query q = { .entity = ENTITY_FILING,
		.owner = ENTITY_PETITION,
		.owner_id = p->at.id,
		.sort = "-date" };

	offer_records(app, &q, text, out);
}

static enum reaction take_filing(struct app *app, struct pane *p, const char *text)
{
	struct mark_plan plan = { .n = 0 };
	struct str near = STR_INIT;
	int64_t id = 0;
	enum status st;

	str_addf(&near, "%s/%s", record_show(&numbering_of(p)->marks.petition, "ref"), text);
	st = record_find(app->db, ENTITY_FILING, str_text(&near), &id);
	str_free(&near);
	if (st != ST_OK) {
		prompt_again(app, p, &filing_prompt, text);
		return REACT_REDRAW;
	}
	st = begin(p, &plan);
	if (st == ST_OK)
		st = mark_plan_fix(&plan, id, NULL);
	return finish(app, p, &plan, st, _("Fixed"));
}

static const struct prompt_kind filing_prompt = {
	.label = N_("Fix all drafts, by which filing: "),
	.accept = take_filing,
	.complete = complete_filing,
};

static enum reaction act_fix(struct app *app, struct pane *p, const struct action *self)
{
	struct candidates filings = { 0 };

	(void)self;
	complete_filing(app, p, "", &filings);
	if (filings.n)
		prompt_ask(app, p, &filing_prompt, NULL, filings.lines[0]);
	else
		app_warn(app, "%s",
			_("No filing of this petition is noted yet; adding one fixes its marks."));
	candidates_free(&filings);
	return REACT_REDRAW;
}

/* ---- Bates numbers ---- */

/* "HK- 1 6": what stands before it, the first number, its digits. */
static enum status set_numbers(struct app *app, struct pane *p, struct change *c, const char *text)
{
	static const char *const fields[] = { "bates_prefix", "bates_start", "bates_width" };
	struct record r;
	enum status st = record_load(app->db, ENTITY_PETITION, p->at.id, &r);

	for (size_t i = 0; i < 3 && st == ST_OK; i++) {
		size_t len = strcspn(text, " ");
		char *word = mem_text_n(text, len);

		/* A number alone is the first one, and nothing stands before it. */
		if (i == 0 && *word && strspn(word, "0123456789") == len) {
			st = record_set_name(app->db, &r, fields[0], NULL);
		} else {
			st = record_set_name(app->db, &r, fields[i], word);
			text += len + strspn(text + len, " ");
		}
		free(word);
	}
	if (st == ST_OK)
		st = record_save(c, &r);
	record_free(&r);
	return st;
}

static void say_bates(struct app *app, const struct bates *b)
{
	if (b->n_missing)
		app_warn(app,
			ngettext("%lld numbered; of %zu exhibit nobody has counted the pages: %s, "
				 "%s",
				"%lld numbered; of %zu exhibits nobody has counted the pages: %s, "
				"%s …",
				b->n_missing),
			(long long)b->numbered, b->n_missing, b->missing[0].mark,
			b->missing[0].title);
	else if (b->numbered)
		app_say(app, _("Numbered: %s to %s (u undoes it)"), b->first, b->last);
	else
		app_say(app, _("There is no exhibit to number."));
}

static enum reaction take_numbers(struct app *app, struct pane *p, const char *text)
{
	struct bates b = { .numbered = 0 };
	struct change *c = NULL;
	enum status st = change_begin(app->db, &c, _("number the pages of exhibits"));

	if (st == ST_OK)
		st = set_numbers(app, p, c, text);
	if (st == ST_OK)
		st = bates_assign(c, p->at.id, &b);
	if (st == ST_OK) {
		st = change_commit(c);
		c = NULL;
	}
	change_cancel(c);
	if (st != ST_OK)
		app_failed(app, st);
	else
		say_bates(app, &b);
	bates_free(&b);
	return REACT_RELOAD;
}

static const struct prompt_kind bates_prompt = {
	.label = N_("Bates numbers: what stands before, first number, digits: "),
	.accept = take_numbers,
};

static enum reaction act_bates(struct app *app, struct pane *p, const struct action *self)
{
	const struct record *r = &numbering_of(p)->marks.petition;
	struct str text = STR_INIT;

	(void)self;
	if (record_get(r, "bates_prefix"))
		str_addf(&text, "%s ", record_get(r, "bates_prefix"));
	str_addf(&text, "%s %s", record_get(r, "bates_start") ? record_get(r, "bates_start") : "1",
		record_get(r, "bates_width") ? record_get(r, "bates_width") : "6");
	prompt_ask(app, p, &bates_prompt, NULL, str_text(&text));
	str_free(&text);
	return REACT_REDRAW;
}

const struct action numbering_actions[] = {
	{ .name = "open",
		.label = N_("open"),
		.help = N_("Open the exhibit"),
		.verb = "show",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_open },
	{ .name = "assign",
		.label = N_("mark all cited"),
		.help = N_("Mark all exhibits that the petition cites, in the order of citation; "
			   "shows "
			   "it first"),
		.verb = "mark",
		.rank = 2,
		.run = numbering_assign },
	{ .name = "add",
		.label = N_("mark one"),
		.help = N_(
			"Mark an exhibit behind the selected one; between two that were filed it "
			"is 12A"),
		.verb = "mark",
		.rank = 3,
		.run = act_insert },
	{ .name = "mark-down",
		.label = N_("down"),
		.help = N_("Move the draft a place down"),
		.verb = "mark",
		.needs = NEEDS_ROW,
		.rank = 4,
		.arg = 1,
		.run = act_shift },
	{ .name = "mark-up",
		.label = N_("up"),
		.help = N_("Move the draft a place up"),
		.verb = "mark",
		.needs = NEEDS_ROW,
		.rank = 5,
		.arg = -1,
		.run = act_shift },
	{ .name = "withdraw",
		.label = N_("withdraw"),
		.help = N_("Leave a gap with a word in its place; asks for the word"),
		.verb = "mark",
		.needs = NEEDS_ROW,
		.rank = 6,
		.run = act_withdraw },
	{ .name = "remove",
		.label = N_("take out"),
		.help = N_("Take the draft out without a gap"),
		.verb = "mark",
		.needs = NEEDS_ROW,
		.rank = 7,
		.run = act_drop },
	{ .name = "fix",
		.label = N_("fix"),
		.help = N_("Fix all drafts by a filing; adding a filing does so by itself"),
		.verb = "mark",
		.rank = 8,
		.run = act_fix },
	{ .name = "number-pages",
		.label = N_("Bates"),
		.help = N_(
			"Give every page a number; asks what stands before it, the first, digits"),
		.verb = "mark",
		.rank = 9,
		.run = act_bates },
	DEED_EDIT,
	DEED_HISTORY,
	{ .name = NULL },
};
