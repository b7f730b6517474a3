#include "config.h"

#include "model/anonymise.h"

#include "model/country.h"
#include "model/date_typed.h"
#include "model/i18n.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/work.h"

/* Names that may be kept for a time only: what would go is shown first, then it is asked. */

static const struct prompt_kind day_prompt;

static void describe(const char *day, const struct anonymise_sum *sum, struct str *out)
{
	str_addf(out, _("Anonymise who signed before %s\n"), day);
	str_add(out, _("Would be anonymised: "));
	cell_number(sum->rows, out);
	str_add_c(out, '\n');
	for (size_t i = 0; i < sum->n_parts; i++) {
		const struct anonymise_part *part = &sum->parts[i];
		const char *name = country_name(part->country);

		str_addf(out, "  %04d  %s: ", part->year,
			name             ? name
			: *part->country ? part->country
					 : _("no country"));
		cell_number(part->rows, out);
		str_add_c(out, '\n');
	}
	str_add(out, _("Anonymised before: "));
	cell_number(sum->already, out);
	str_addf(out, _("\nStay, from %s or after: "), day);
	cell_number(sum->later, out);
	str_addf(out,
		_("\n\n%s\n\nIt is a change that u takes back: the log still holds what the rows "
		  "said.\n"),
		anonymise_what());
	if (sum->sources.len)
		str_addf(out,
			_("So do the imported files, kept as these exhibits: %s. Remove them too "
			  "where the names must go.\n"),
			str_text(&sum->sources));
}

static enum reaction do_it(struct app *app, struct pane *p, const struct subject *about)
{
	struct anonymise_sum sum = { .sources = STR_INIT };
	struct str many = STR_INIT;
	/* The report was opened for that day, see show(). */
	struct date before = date_from_days((long)p->at.owner_id);
	enum status st;

	work_begin(app, _("Anonymising"));
	st = anonymise(app->db, about->id, &before, &sum);
	work_end(app);
	if (st == ST_OK && p->view == &view_report && app_top(app) == p)
		app_drop(app);
	cell_counted(entity_get(ENTITY_SIGNATORY), sum.rows, &many);
	if (st == ST_OK)
		app_say(app, _("Anonymised: %s. The log still holds the names (u undoes it)"),
			str_text(&many));
	else if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was changed."));
	else
		app_failed(app, st);
	str_free(&many);
	anonymise_free(&sum);
	return REACT_REDRAW;
}

static void show(struct app *app, const struct subject *about, const struct date *before,
	const struct anonymise_sum *sum)
{
	struct place at = { .view = &view_report, .owner_id = date_to_days(before) };
	struct str text = STR_INIT, many = STR_INIT;
	char day[DATE_TEXT_MAX];

	date_format(before, day);
	describe(day, sum, &text);
	at.text = str_text(&text);
	cell_counted(entity_get(ENTITY_SIGNATORY), sum->rows, &many);
	if (app_open(app, &at) && sum->rows)
		prompt_question(
			app, app_top(app), do_it, about, _("Anonymise %s?"), str_text(&many));
	str_free(&text);
	str_free(&many);
}

static enum reaction take(struct app *app, struct pane *p, const char *text)
{
	struct anonymise_sum sum = { .sources = STR_INIT };
	struct date today = date_today(), before;
	struct subject s;
	enum status st;

	if (!p->view->subject || !p->view->subject(p, &s) || s.entity != ENTITY_PETITION)
		return REACT_NONE;
	if (date_from_typed(text, &today, &before) != ST_OK || !before.day ||
		before.doubt != DATE_SURE) {
		prompt_ask(app, p, &day_prompt, NULL, text);
		app_warn(app, _("It must be a day, such as 2024-01-31."));
		return REACT_REDRAW;
	}
	work_begin_reading(app, _("Counting"));
	st = anonymise_count(app->db, s.id, &before, &sum);
	work_end(app);
	if (st == ST_OK)
		show(app, &s, &before, &sum);
	else if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was changed."));
	else
		app_failed(app, st);
	anonymise_free(&sum);
	return REACT_REDRAW;
}

static const struct prompt_kind day_prompt = {
	.label = N_("Anonymise who signed before the day: "),
	.accept = take,
};

enum reaction deed_anonymise(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	prompt_ask(app, p, &day_prompt, NULL, "");
	return REACT_REDRAW;
}
