#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/table.h"
#include "model/i18n.h"
#include "model/mass.h"
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

/*
 * Who withdrew is in no export. `where` becomes the filter without them, `ids` the marked rows
 * without them; answers how many were left out.
 */
static enum status leave_out(
	struct pane *p, struct query *q, struct str *where, struct idset *ids, int64_t *left)
{
	struct records *s = records_of(p);
	struct query gone = *q;
	struct idset withdrawn = IDSET_INIT;
	enum status st;

	*left = 0;
	idset_join(ids, &s->marks);
	if (q->entity != ENTITY_SIGNATORY)
		return ST_OK;
	str_addf(where, "%s state:withdrawn", q->where ? q->where : "");
	gone.where = s->marks.count ? "state:withdrawn" : str_text(where);
	st = mass_find(p->app->db, &gone, &withdrawn);
	*left = s->marks.count ? 0 : withdrawn.count;
	for (int64_t id = idset_next(ids, 0); st == ST_OK && id; id = idset_next(ids, id))
		if (idset_has(&withdrawn, id))
			*left += idset_remove(ids, id);
	str_clear(where);
	str_addf(where, "%s -state:withdrawn", q->where ? q->where : "");
	q->where = str_text(where);
	idset_clear(&withdrawn);
	return st;
}

static void say_written(struct app *app, const char *path, const char *what, int64_t left)
{
	struct str number = STR_INIT;

	cell_number(left, &number);
	if (left)
		app_say(app, _("Written to %s: %s, less %s withdrawn. It is not encrypted."), path,
			what, str_text(&number));
	else
		app_say(app, _("Written to %s: %s. It is not encrypted."), path, what);
	str_free(&number);
}

static void write(struct app *app, struct pane *p, bool replace)
{
	struct records *s = records_of(p);
	struct query q = records_query(p);
	struct str what = STR_INIT, where = STR_INIT;
	struct idset ids = IDSET_INIT;
	char *path = path_real(s->act_text);
	int64_t left = 0;
	enum status st = ST_STOPPED;

	if (!name_rows(p, &what))
		goto out;
	work_begin(app, _("Writing"));
	st = leave_out(p, &q, &where, &ids, &left);
	if (st == ST_OK)
		st = table_file(app->db, &q, s->marks.count ? &ids : NULL, path, replace);
	work_end(app);
	if (st == ST_OK)
		say_written(app, path, str_text(&what), left);
	else if (st == ST_CONFLICT)
		prompt_question(app, p, replace_now, NULL,
			_("%s is there already. Replace it with %s?"), path, str_text(&what));
	else if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was written."));
	else
		ask_again(app, p, st);
out:
	idset_clear(&ids);
	str_free(&what);
	str_free(&where);
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
