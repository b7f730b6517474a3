#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/merge.h"
#include "model/record.h"
#include "tui/app.h"
#include "tui/deeds.h"
#include "tui/prompt.h"
#include "tui/records.h"
#include "tui/report.h"
#include "tui/value_offers.h"
#include "tui/work.h"

/* Two contacts that are one: what becomes of them is shown first, then it is asked. */

static enum status merge(
	struct app *app, int64_t keep, int64_t gone, bool dry_run, struct merge_report *out)
{
	struct record r;
	enum status st = record_load(app->db, ENTITY_CONTACT, keep, &r);

	memset(out, 0, sizeof(*out));
	if (st == ST_OK) {
		work_begin(app, _("Merging"));
		st = merge_contacts(app->db, &r, gone, dry_run, out);
		work_end(app);
	}
	record_free(&r);
	return st;
}

static enum reaction do_it(struct app *app, struct pane *p, const struct subject *about)
{
	const int64_t *gone = report_what(p);
	struct merge_report report;
	enum status st = merge(app, about->id, *gone, false, &report);

	if (report_done(app, p, st)) {
		if (report.warnings.len)
			app_warn(app, _("Merged (u undoes it); %.*s"),
				(int)strcspn(str_text(&report.warnings), "\n"),
				str_text(&report.warnings));
		else
			app_say(app, _("Merged: two contacts are one (u undoes it)"));
	}
	merge_report_free(&report);
	return REACT_REDRAW;
}

static void propose(struct app *app, int64_t keep, int64_t gone)
{
	struct merge_report report;
	struct str text = STR_INIT;
	int64_t *what = mem_alloc(sizeof(*what));
	struct proposal is = { .yes = do_it,
		.about = { ENTITY_CONTACT, keep },
		.generation = db_generation(app->db),
		.what = what,
		.forget = free,
		.question = _("Merge the two contacts?") };
	enum status st = merge(app, keep, gone, true, &report);

	*what = gone;
	if (st != ST_OK) {
		free(what);
		app_failed(app, st);
	} else {
		str_addf(&text, "%s\n%s", _("Two contacts that are one"), str_text(&report.text));
		if (report.warnings.len)
			str_addf(&text, "\n%s", str_text(&report.warnings));
		is.text = str_text(&text);
		report_propose(app, &is);
	}
	merge_report_free(&report);
	str_free(&text);
}

/* ---- which two ---- */

static const struct field *contact_field(void)
{
	const struct entity *e = entity_get(ENTITY_PARTY);

	return &e->fields[entity_field(e, "contact")];
}

static enum reaction take_other(struct app *app, struct pane *p, const char *text)
{
	struct subject here;
	int64_t gone = 0;
	enum status st;

	if (!*text || !p->view->subject(p, &here) || here.entity != ENTITY_CONTACT)
		return REACT_REDRAW;
	st = record_find(app->db, ENTITY_CONTACT, text, &gone);
	if (st == ST_OK)
		propose(app, here.id, gone);
	else
		app_failed(app, st);
	return REACT_REDRAW;
}

static enum reaction take_offer(struct app *app, struct pane *p, const struct offer *row)
{
	return take_other(app, p, row->line);
}

static void offer_other(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	(void)p;
	value_offers(app, contact_field(), text, "", out);
	offers_sort(out);
}

static const struct prompt_kind other_prompt = {
	.label = N_("Which other contact is the same: "),
	.offer = offer_other,
	.take = take_offer,
	.accept = take_other,
};

/* Of two marked the selected one stays, where it is one of them; else the older. */
static void propose_marked(struct app *app, struct pane *p, const struct subject *here)
{
	const struct idset *marks = &records_of(p)->marks;
	const int64_t one = idset_next(marks, 0), two = idset_next(marks, one);

	if (marks->count != 2)
		app_warn(app, _("Mark the two contacts that are one; more than two go one after "
				"another."));
	else if (here->id == two)
		propose(app, two, one);
	else
		propose(app, one, two);
}

enum reaction deed_merge(struct app *app, struct pane *p, const struct action *self)
{
	struct str label = STR_INIT;
	struct subject here;
	struct record r;

	(void)self;
	if (!p->view->subject || !p->view->subject(p, &here) || here.entity != ENTITY_CONTACT) {
		app_warn(app, _("Select a contact first: only contacts are merged."));
		return REACT_REDRAW;
	}
	if (p->view == &view_records && records_of(p)->marks.count) {
		propose_marked(app, p, &here);
		return REACT_REDRAW;
	}
	if (record_load(app->db, ENTITY_CONTACT, here.id, &r) == ST_OK) {
		str_addf(&label, _("Which other contact is %s: "), record_show(&r, "name"));
		prompt_ask(app, p, &other_prompt, str_text(&label), "");
	}
	record_free(&r);
	str_free(&label);
	return REACT_REDRAW;
}
