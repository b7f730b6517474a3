#include "config.h"

#include "model/dedupe.h"

#include "model/i18n.h"
#include "model/person.h"
#include "model/record.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/report.h"
#include "tui/review.h"
#include "tui/work.h"

/* The search for people who signed twice: what it finds is shown first, then it is asked. */

static void line(struct str *out, const char *label, int64_t n)
{
	str_addf(out, "%s: ", label);
	cell_number(n, out);
	str_add_c(out, '\n');
}

static void line_if_any(struct str *out, const char *label, int64_t n)
{
	if (n)
		line(out, label, n);
}

static void describe(
	const char *ref, const struct dedupe_summary *sum, int64_t orphans, struct str *out)
{
	static const char *const rules[DEDUPE_RULES] = {
		[DEDUPE_NUMBER] = N_("  the same number on the same platform"),
		[DEDUPE_EMAIL] = N_("  the same e-mail address"),
		[DEDUPE_PLACE] = N_("  the same name, country and postcode"),
		[DEDUPE_WHOLE] = N_("  the same in all that is filled in"),
	};

	str_addf(out, _("Duplicates of %s"), ref);
	str_add_c(out, '\n');
	line(out, _("Signatures looked at"), sum->rows);
	line_if_any(out, _("  passed over, as invalid or withdrawn"), sum->passed_over);
	str_add_c(out, '\n');
	line(out, _("Would be marked as duplicates"), sum->same);
	for (int i = 0; i < DEDUPE_RULES; i++)
		line_if_any(out, _(rules[i]), sum->by[i]);
	line(out, _("New doubtful pairs, for the review"), sum->doubtful);
	line_if_any(out, _("  of these more likely the same than not"), sum->likely);
	line_if_any(out, _("Pairs that wait already"), sum->waiting);
	line_if_any(out, _("Pairs that were judged before, and are not put again"), sum->judged);
	str_add(out, _("\nEvery row stays as it came; a duplicate does not count. It is one change "
		       "that u takes back.\n"));
	if (orphans) {
		str_add_c(out, '\n');
		line(out, _("Persons who do not count, as their first row is invalid"), orphans);
		str_add(out, _(":count-next lets the next row of each of them count.\n"));
	}
}

/* "Mark 5 signatories as duplicates, and put 2 pairs to the review?" */
static void question(const struct dedupe_summary *sum, struct str *out)
{
	struct str rows = STR_INIT, pairs = STR_INIT;

	cell_counted(entity_get(ENTITY_SIGNATORY), sum->same, &rows);
	cell_counted(entity_get(ENTITY_PAIR), sum->doubtful, &pairs);
	if (sum->same && sum->doubtful)
		str_addf(out, _("Mark %s as duplicates, and put %s to the review?"),
			str_text(&rows), str_text(&pairs));
	else if (sum->same)
		str_addf(out,
			ngettext("Mark %s as a duplicate?", "Mark %s as duplicates?",
				(unsigned long)sum->same),
			str_text(&rows));
	else
		str_addf(out, _("Put %s to the review?"), str_text(&pairs));
	str_free(&rows);
	str_free(&pairs);
}

static void say_done(struct app *app, const struct dedupe_summary *sum)
{
	struct str rows = STR_INIT, pairs = STR_INIT;

	cell_number(sum->same, &rows);
	cell_number(sum->doubtful, &pairs);
	if (sum->doubtful && app_top(app)->view != &view_review)
		app_say(app,
			_("Marked as duplicates: %s; new pairs: %s, R reviews them (u undoes it)"),
			str_text(&rows), str_text(&pairs));
	else
		app_say(app, _("Marked as duplicates: %s; new pairs: %s (u undoes it)"),
			str_text(&rows), str_text(&pairs));
	str_free(&rows);
	str_free(&pairs);
}

static enum reaction do_it(struct app *app, struct pane *p, const struct subject *about)
{
	struct dedupe_summary sum;
	enum status st;

	work_begin(app, _("Marking duplicates"));
	st = dedupe_run(app->db, about->id, false, &sum);
	work_end(app);
	if (report_done(app, p, st))
		say_done(app, &sum);
	return REACT_REDRAW;
}

static void say_nothing(struct app *app, const struct dedupe_summary *sum, int64_t orphans)
{
	struct str many = STR_INIT;

	if (!sum->rows) {
		app_say(app, _("There is nobody to look at: no signature is held."));
		return;
	}
	cell_counted(entity_get(ENTITY_SIGNATORY), sum->rows, &many);
	str_add(&many, _(" looked at; "));
	if (sum->waiting) {
		cell_number(sum->waiting, &many);
		str_add(&many, ngettext(" pair waits already", " pairs wait already",
				       (unsigned long)sum->waiting));
	} else {
		str_add(&many, _("nobody signed twice"));
	}
	if (orphans)
		str_add(&many, _("; some do not count, as their first row is invalid: :count-next "
				 "lets the next one count"));
	app_say(app, _("Nothing new: %s."), str_text(&many));
	str_free(&many);
}

static void show(struct app *app, int64_t petition, const char *ref,
	const struct dedupe_summary *sum, int64_t orphans, int64_t generation)
{
	struct str text = STR_INIT, ask = STR_INIT;
	struct proposal is = {
		.yes = do_it, .about = { ENTITY_PETITION, petition }, .generation = generation
	};

	describe(ref, sum, orphans, &text);
	question(sum, &ask);
	is.text = str_text(&text);
	is.question = str_text(&ask);
	report_propose(app, &is);
	str_free(&text);
	str_free(&ask);
}

static void look(struct app *app, int64_t petition)
{
	int64_t orphans = 0, generation = db_generation(app->db);
	struct dedupe_summary sum;
	struct record r;
	enum status st = record_load(app->db, ENTITY_PETITION, petition, &r);

	if (st == ST_OK) {
		work_begin(app, _("Looking for duplicates"));
		st = dedupe_run(app->db, petition, true, &sum);
		if (st == ST_OK)
			st = person_count_orphans(app->db, petition, &orphans);
		if (work_end(app) && st == ST_OK)
			st = ST_STOPPED;
	}
	if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was changed."));
	else if (st)
		app_failed(app, st);
	else if (sum.same || sum.doubtful)
		show(app, petition, record_show(&r, "ref"), &sum, orphans, generation);
	else
		say_nothing(app, &sum, orphans);
	record_free(&r);
}

/* The one that the view is about; 0, after saying so: none. */
static int64_t petition_here(struct app *app, struct pane *p)
{
	int64_t petition =
		p->view == &view_review ? review_of(p)->petition : deed_petition_of(app, p);

	if (!petition)
		app_warn(app, "%s",
			_("Select a petition first: the search is among those who signed it."));
	return petition;
}

enum reaction deed_dedupe(struct app *app, struct pane *p, const struct action *self)
{
	int64_t petition = petition_here(app, p);

	(void)self;
	if (petition)
		look(app, petition);
	return REACT_REDRAW;
}

/* ---- persons whose first row is invalid ---- */

static void add_persons(int64_t n, struct str *out)
{
	cell_number(n, out);
	str_add(out, ngettext(" person", " persons", (unsigned long)n));
}

static enum reaction next_now(struct app *app, struct pane *p, const struct subject *about)
{
	struct str many = STR_INIT;
	int64_t n = 0;
	enum status st;

	(void)p;
	work_begin(app, _("Letting the next row count"));
	st = person_next(app->db, about->id, &n);
	work_end(app);
	add_persons(n, &many);
	if (st == ST_OK)
		app_say(app, _("%s: the next row counts now (u undoes it)"), str_text(&many));
	else if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was changed."));
	else
		app_failed(app, st);
	str_free(&many);
	return REACT_REDRAW;
}

enum reaction deed_count_next(struct app *app, struct pane *p, const struct action *self)
{
	struct subject about = { ENTITY_PETITION, petition_here(app, p) };
	struct str many = STR_INIT;
	int64_t n = 0;
	enum status st;

	(void)self;
	if (!about.id)
		return REACT_REDRAW;
	st = person_count_orphans(app->db, about.id, &n);
	add_persons(n, &many);
	if (st)
		app_failed(app, st);
	else if (n)
		prompt_question(app, p, next_now, &about,
			_("Let the next row count of %s whose first row is invalid?"),
			str_text(&many));
	else
		app_say(app, _("There is nobody whose first row is invalid and who has another."));
	str_free(&many);
	return REACT_REDRAW;
}
