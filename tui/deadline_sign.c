#include "config.h"

#include "tui/deadline_sign.h"

#include <stdlib.h>
#include <string.h>

#include "model/deadline.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/who.h"
#include "tui/app.h"
#include "tui/report.h"

/* The second person signs. What was typed stays with the sheet until the deed. */

struct signing {
	char *by; /* owned; NULL: nobody was named yet */
};

static const struct prompt_kind name_prompt;

static void forget_signing(void *what)
{
	struct signing *s = what;

	free(s->by);
	free(s);
}

static enum reaction sign(struct app *app, struct pane *p, const struct subject *about)
{
	const struct signing *s = report_what(p);
	struct deadline_data data;
	struct record r;
	struct str said = STR_INIT;
	enum status st;

	deadline_data_read(&data);
	st = deadline_check(app->db, &data, about->id, s->by);
	deadline_data_free(&data);
	if (st == ST_OK)
		st = record_load(app->db, ENTITY_DEADLINE, about->id, &r);
	if (st == ST_OK) {
		str_addf(&said, _("Counted again by %s: the last day is %s (u undoes it)"), s->by,
			record_show(&r, "due"));
		record_free(&r);
	}
	if (report_done(app, p, st))
		app_say(app, "%s", str_text(&said));
	str_free(&said);
	return REACT_REDRAW; /* the pane may be gone */
}

/* One who counted it the first time is asked whether they mean it. */
static enum reaction take_name(struct app *app, struct pane *p, const char *text)
{
	struct signing *s = report_what(p);
	struct subject about = { ENTITY_NONE, 0 };
	struct str by = STR_INIT;
	struct record r = { 0 };
	enum status st;
	bool same = false;

	if (!p->view->subject(p, &about))
		return REACT_REDRAW;
	if (!text[strspn(text, " ")]) {
		app_say(app, "%s", _("Nobody was named; nothing was signed."));
		return REACT_REDRAW;
	}
	if (!who_line(text, &by)) {
		app_warn(app, _("That is no line of text."));
		return REACT_REDRAW;
	}
	free(s->by);
	s->by = str_detach(&by);
	st = record_load(app->db, ENTITY_DEADLINE, about.id, &r);
	if (st == ST_OK)
		same = deadline_counted_by(&r, s->by);
	record_free(&r);
	if (st != ST_OK) {
		app_failed(app, st);
		return REACT_REDRAW;
	}
	if (!same)
		return sign(app, p, &about);
	prompt_question(app, p, sign, &about,
		_("%s counted the first time, too. Sign all the same?"), s->by);
	return REACT_REDRAW;
}

static const struct prompt_kind name_prompt = {
	.label = N_("Who counted it again: "),
	.accept = take_name,
};

static enum reaction ask(struct app *app, struct pane *p, const struct subject *about)
{
	struct str by = STR_INIT;

	(void)about;
	(void)who_acts(&by);
	prompt_ask(app, p, &name_prompt, NULL, str_text(&by));
	str_free(&by);
	return REACT_REDRAW;
}

void deadline_show_sheet(struct app *app, const struct record *r, const char *text)
{
	bool counted = deadline_counted(r);

	report_propose(app,
		&(struct proposal){ .text = text,
			.sign = counted ? ask : NULL,
			.hint = deadline_unchecked(r) ? _("Not checked by a second person yet.")
						      : NULL,
			.about = { ENTITY_DEADLINE, r->id },
			.generation = db_generation(app->db),
			.what = mem_zero(sizeof(struct signing)),
			.forget = forget_signing });
}
