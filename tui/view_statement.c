#include "config.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>

#include "export/outfile.h"
#include "export/statement.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/paths.h"
#include "tui/small_import.h"
#include "tui/statement_view.h"
#include "tui/work.h"

/* The signature statement of a petition: every number opens the rows that it is of. */

static struct statement_state *state(struct pane *p)
{
	return p->state;
}

static bool rests(const void *arg, size_t row)
{
	const struct statement_state *st = arg;

	return row < st->n_rows && st->rows[row].where;
}

static enum status view_open(struct pane *p)
{
	struct statement_state *st = mem_zero(sizeof(*st));
	struct record r;
	enum status found = record_load(pane_db(p), ENTITY_PETITION, p->at.id, &r);

	p->state = st;
	p->scroll = &st->scroll;
	st->petition = p->at.id;
	st->ref = mem_text(found == ST_OK ? record_show(&r, "ref") : "");
	st->scroll.rests = rests;
	st->scroll.arg = st;
	record_free(&r);
	return found;
}

static void view_close(struct pane *p)
{
	statement_free_rows(state(p));
	statement_free_work(state(p)->work);
	free(state(p)->ref);
	free(p->state);
}

/* The rows of what is read until now; the cursor stays on its row, or near it. */
static void lay_out(struct pane *p)
{
	struct statement_state *st = state(p);

	st->s = st->work ? statement_so_far(st->work) : NULL;
	st->picture = statement_picture_rows(&p->box);
	statement_make_rows(st);
	st->scroll.n = st->n_rows;
	st->scroll.height = p->box.rows;
	scroll_fix(&st->scroll);
	/* What stands above the first number is seen with it. */
	if (st->scroll.top > 0 && st->scroll.cursor < (size_t)p->box.rows && st->scroll.cursor < 4)
		st->scroll.top = 0;
}

static enum status read_on(struct pane *p)
{
	struct statement_state *st = state(p);
	enum status answer = ST_OK;

	if (!st->work)
		answer = statement_begin(pane_db(p), st->petition, false, &st->work);
	if (answer == ST_OK)
		answer = statement_step(st->work);
	st->due = answer == ST_OK || answer == ST_STOPPED;
	return answer;
}

static enum status view_load(struct pane *p)
{
	struct statement_state *st = state(p);
	enum status answer = ST_OK;

	st->due = true;
	app_impatient(p->app, UNTIL_TIME_UP);
	while (answer == ST_OK)
		answer = read_on(p);
	app_patient(p->app);
	lay_out(p);
	return answer == ST_END || answer == ST_STOPPED ? ST_OK : answer;
}

static bool view_idle(struct pane *p)
{
	enum status answer;

	if (!state(p)->due)
		return false;
	answer = read_on(p);
	if (answer < 0 && answer != ST_STOPPED)
		app_failed(p->app, answer);
	lay_out(p);
	p->app->dirty = true;
	return state(p)->due;
}

/* ---- what is there ---- */

static void view_crumb(struct pane *p, struct str *out)
{
	str_addf(out, "%s › ", state(p)->ref);
	str_add(out, _("Statement"));
}

static void view_status(struct pane *p, struct str *out)
{
	const struct statement_state *st = state(p);

	if (st->due) {
		str_add(out, _("counting"));
		if (st->s && st->s->held > 0) {
			str_add(out, ", ");
			cell_number(st->s->held, out);
		}
	} else if (st->s) {
		cell_number(st->s->counted, out);
		str_add(out, _(" counted"));
	}
}

static bool view_subject(struct pane *p, struct subject *out)
{
	*out = (struct subject){ ENTITY_PETITION, state(p)->petition };
	return true;
}

static unsigned view_has(struct pane *p)
{
	const struct statement_state *st = state(p);

	return NEEDS_RECORD | NEEDS_PETITION | NEEDS_SHEET |
	       (rests(st, st->scroll.cursor) ? NEEDS_ROW : 0);
}

static bool view_move(struct pane *p, enum move move, int64_t n)
{
	struct statement_state *st = state(p);
	size_t top = st->scroll.top;
	bool moved = scroll_move(&st->scroll, move, n);

	/* Words above the first number are reached too. */
	if (!moved && (move == MOVE_UP || move == MOVE_TOP) && st->scroll.top > 0) {
		st->scroll.top = st->scroll.cursor < (size_t)st->scroll.height ? 0 : st->scroll.top;
		return st->scroll.top != top;
	}
	return moved;
}

/* "y" copies the number. */
static bool view_copy(struct pane *p, struct str *out)
{
	const struct statement_state *st = state(p);

	if (!rests(st, st->scroll.cursor))
		return false;
	str_addf(out, "%lld", (long long)st->rows[st->scroll.cursor].n);
	return true;
}

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	const struct statement_state *st = state(p);
	const struct statement_row *r = &st->rows[st->scroll.cursor];
	struct place at = { .view = &view_records,
		.entity = r->entity,
		.owner = ENTITY_PETITION,
		.owner_id = st->petition,
		.text = *r->where ? r->where : NULL };

	(void)self;
	app_open(app, &at);
	return REACT_REDRAW;
}

/* ---- into a file ---- */

static const struct prompt_kind file_prompt;

static bool ends(const char *path, const char *with)
{
	size_t len = strlen(path), tail = strlen(with);

	return len > tail && !strcmp(path + len - tail, with);
}

struct written {
	const struct statement *s;
	const char *path;
};

static enum status write_text(struct db *db, FILE *out, void *arg)
{
	const struct written *w = arg;

	if (ends(w->path, ".json"))
		return statement_json(db, w->s, out);
	if (ends(w->path, ".csv"))
		return statement_csv(db, w->s, out);
	return statement_text(db, w->s, strcmp(nl_langinfo(CODESET), "UTF-8") != 0, out);
}

static enum status write_path(struct pane *p, const char *path)
{
	struct db *db = pane_db(p);
	bool text = ends(path, ".txt") || ends(path, ".csv") || ends(path, ".json");
	struct statement s = { 0 };
	struct written w = { &s, path };
	enum status st = gag_refuse(db, ENTITY_PETITION, state(p)->petition);

	if (st == ST_OK)
		st = statement_petition(db, state(p)->petition, !text, &s);
	if (st == ST_OK && text)
		st = outfile_write(db, path, false, write_text, &w);
	else if (st == ST_OK)
		st = statement_folder(db, &s, path);
	statement_free(&s);
	return st;
}

static enum reaction take(struct app *app, struct pane *p, const char *text)
{
	char *path;
	enum status st;

	if (!*text)
		return REACT_REDRAW;
	path = path_real(text);
	work_begin_reading(app, _("Writing the statement"));
	st = write_path(p, path);
	work_end(app);
	if (st == ST_OK)
		app_say(app, _("Written to %s. It is not encrypted."), path);
	else if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was written."));
	else {
		prompt_ask(app, p, &file_prompt, NULL, text);
		app_failed(app, st);
	}
	free(path);
	return REACT_REDRAW;
}

static const struct prompt_kind file_prompt = {
	.label = N_("As .txt, .csv, .json, or a folder: "),
	.accept = take,
	.complete = path_complete,
};

static enum reaction act_export(struct app *app, struct pane *p, const struct action *self)
{
	struct str path = STR_INIT;

	(void)self;
	str_addf(&path, "%s-statement", state(p)->ref);
	prompt_ask(app, p, &file_prompt, NULL, str_text(&path));
	str_free(&path);
	return REACT_REDRAW;
}

static const char *const contexts[] = { "statement", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("its rows"),
		.help = N_("The rows that the selected number is of"),
		.verb = "list",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_open },
	{ .name = "export",
		.label = N_("export"),
		.help = N_("Write the statement as text, CSV or JSON, or as DocBook with its "
			   "pictures into a folder"),
		.verb = "statement",
		.rank = 2,
		.run = act_export },
	{ .name = "add-totals",
		.label = N_("totals"),
		.help = N_("Add what a site declares, from its file; shows it, and asks"),
		.verb = "import",
		.rank = 3,
		.arg = SMALL_TOTALS,
		.run = small_import },
	{ .name = "add-thresholds",
		.label = N_("thresholds"),
		.help = N_("Add thresholds from a file, or a set by name; shows them, and asks"),
		.verb = "import",
		.rank = 4,
		.arg = SMALL_THRESHOLDS,
		.run = small_import },
	DEED_BUNDLE,
	DEED_IMPORT,
	DEED_SHEET,
	{ .name = NULL },
};

const struct view view_statement = {
	.name = "statement",
	.title = N_("Statement"),
	.contexts = contexts,
	.actions = actions,
	.whole = true,
	.of = ENTITY_PETITION,
	.open = view_open,
	.close = view_close,
	.load = view_load,
	.draw = statement_draw,
	.idle = view_idle,
	.crumb = view_crumb,
	.status = view_status,
	.has = view_has,
	.subject = view_subject,
	.copy = view_copy,
	.move = view_move,
};
