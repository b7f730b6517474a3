#include "config.h"

#include "model/withdraw.h"

#include <stdlib.h>
#include <string.h>

#include "model/date.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/records.h"
#include "tui/work.h"

/* People who take their signatures back: the selected row, or the marked ones. */

static const struct prompt_kind day_prompt;

/* The record that the view is about, else what is marked or selected in the list. */
static void targets(struct pane *p, struct idset *out)
{
	struct subject s;

	if (p->view == &view_records)
		records_targets(p, out);
	else if (p->view->subject && p->view->subject(p, &s))
		idset_add(out, s.id);
}

/* What they are called; false: there are none; said. */
static bool name_targets(struct pane *p, struct str *out)
{
	struct subject s;
	struct record r;
	enum status st;

	if (p->view == &view_records)
		return records_settle(p, true, out);
	if (!p->view->subject || !p->view->subject(p, &s) || s.entity != ENTITY_SIGNATORY)
		return false;
	st = record_load(p->app->db, s.entity, s.id, &r);
	if (st == ST_OK)
		record_label(p->app->db, &r, out);
	else
		app_failed(p->app, st);
	record_free(&r);
	return st == ST_OK;
}

static void ask(struct app *app, struct pane *p, const char *text)
{
	struct str label = STR_INIT, what = STR_INIT;

	if (name_targets(p, &what)) {
		str_addf(&label, _("Withdraw %s; day, and why: "), str_text(&what));
		prompt_ask(app, p, &day_prompt, str_text(&label), text);
	}
	str_free(&label);
	str_free(&what);
}

static void say(struct app *app, int64_t rows, int64_t asked)
{
	struct str said = STR_INIT;

	cell_counted(entity_get(ENTITY_SIGNATORY), rows, &said);
	if (!rows)
		app_say(app, _("Withdrawn before; nothing was changed."));
	else if (rows > asked)
		app_say(app, _("Withdrawn: %s, with other rows of the same people (u undoes it)"),
			str_text(&said));
	else
		app_say(app, _("Withdrawn: %s (u undoes it)"), str_text(&said));
	str_free(&said);
}

/* "2026-11-20 by letter": the first word is the day. */
static enum reaction take(struct app *app, struct pane *p, const char *text)
{
	struct idset ids = IDSET_INIT;
	size_t len = strcspn(text, " ");
	char *day = mem_text_n(text, len), *why;
	const char *reason = text + len + strspn(text + len, " ");
	int64_t rows = 0;
	enum status st;

	targets(p, &ids);
	work_begin(app, _("Withdrawing"));
	st = withdraw(app->db, &ids, day, *reason ? reason : NULL, &rows);
	work_end(app);
	if (st == ST_INVALID) {
		why = mem_text(db_error(app->db));
		ask(app, p, text);
		app_warn(app, "%s", why);
		free(why);
	} else if (st == ST_STOPPED) {
		app_say(app, _("Stopped; nothing was changed."));
	} else if (st != ST_OK) {
		app_failed(app, st);
	} else {
		say(app, rows, ids.count);
	}
	free(day);
	idset_clear(&ids);
	return REACT_REDRAW;
}

static const struct prompt_kind day_prompt = {
	.label = N_("Day, and why: "),
	.accept = take,
};

enum reaction deed_withdraw(struct app *app, struct pane *p, const struct action *self)
{
	struct date today = date_today();
	char day[DATE_TEXT_MAX];

	(void)self;
	date_format(&today, day);
	ask(app, p, day);
	return REACT_REDRAW;
}
