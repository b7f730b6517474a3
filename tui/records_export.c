#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/table.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/paths.h"
#include "tui/records.h"
#include "tui/work.h"

/* The marked rows, or where none is all that the filter shows, into a CSV or JSON file. */

static const struct prompt_kind file_prompt;

/* "12 signatories", or all that the list shows. False: said why not. */
static bool name_rows(struct pane *p, struct str *out)
{
	struct records *s = records_of(p);

	if (s->marks.count)
		return records_marked(p, false, out);
	if (s->list.total >= 0)
		cell_counted(entity_get(p->at.entity), s->list.total, out);
	else
		cell_lower(_(entity_get(p->at.entity)->labels), out);
	return true;
}

static void write(struct app *app, struct pane *p, bool replace);

static enum reaction replace_now(struct app *app, struct pane *p, const struct subject *about)
{
	(void)about;
	write(app, p, true);
	return REACT_REDRAW;
}

static void ask_again(struct app *app, struct pane *p, enum status st)
{
	if (st == ST_IO)
		prompt_ask(app, p, &file_prompt, NULL, records_of(p)->act_text);
	app_failed(app, st);
}

static void write(struct app *app, struct pane *p, bool replace)
{
	struct records *s = records_of(p);
	struct query q = records_query(p);
	struct str what = STR_INIT;
	char *path = path_real(s->act_text);
	enum status st = ST_STOPPED;

	if (!name_rows(p, &what))
		goto out;
	work_begin(app, _("Writing"));
	st = table_file(app->db, &q, s->marks.count ? &s->marks : NULL, path, replace);
	work_end(app);
	if (st == ST_OK)
		app_say(app, _("Written to %s: %s. It is not encrypted."), path, str_text(&what));
	else if (st == ST_CONFLICT)
		prompt_question(app, p, replace_now, NULL,
			_("%s is there already. Replace it with %s?"), path, str_text(&what));
	else if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was written."));
	else
		ask_again(app, p, st);
out:
	str_free(&what);
	free(path);
}

static enum reaction take(struct app *app, struct pane *p, const char *text)
{
	struct records *s = records_of(p);

	if (!*text)
		return REACT_REDRAW;
	free(s->act_text);
	s->act_text = mem_text(text);
	write(app, p, false);
	return REACT_REDRAW;
}

static const struct prompt_kind file_prompt = {
	.label = N_("As .csv or .json: "),
	.accept = take,
	.complete = path_complete,
};

enum reaction records_export(struct app *app, struct pane *p, const struct action *self)
{
	struct str label = STR_INIT, what = STR_INIT, path = STR_INIT;

	(void)self;
	if (name_rows(p, &what)) {
		str_addf(&label, _("%s as .csv or .json: "), str_text(&what));
		str_addf(&path, "%s.csv", entity_get(p->at.entity)->plural);
		prompt_ask(app, p, &file_prompt, str_text(&label), str_text(&path));
	}
	str_free(&label);
	str_free(&what);
	str_free(&path);
	return REACT_REDRAW;
}
