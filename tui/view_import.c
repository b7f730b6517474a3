#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/importing.h"

/*
 * A file before it is imported: what it was found to be, which field each column is, and the plan:
 * how many rows would be added, updated, refused. The place's text is the file's path; its entity
 * says of what, signatories of the owner, a petition, or contacts.
 */

static enum status view_open(struct pane *p)
{
	struct importing *in = mem_zero(sizeof(*in));

	p->state = in;
	in->contacts = p->at.entity == ENTITY_CONTACT;
	in->owner = p->at.owner_id;
	in->path = mem_text(p->text ? p->text : "");
	return ST_OK;
}

static void view_close(struct pane *p)
{
	importing_free(importing_of(p));
}

static enum status view_load(struct pane *p)
{
	struct importing *in = importing_of(p);

	in->scroll.height = p->box.rows;
	importing_arrange(in, p->box.cols);
	return ST_OK;
}

static void view_crumb(struct pane *p, struct str *out)
{
	const struct importing *in = importing_of(p);
	const char *slash = strrchr(in->path, '/');

	str_addf(out, _("Import of %s"), slash ? slash + 1 : in->path);
}

static void view_status(struct pane *p, struct str *out)
{
	const struct importing *in = importing_of(p);
	const struct import_plan *plan = importing_plan(in);

	if (in->stage == STAGE_ROWS)
		str_addf(out, "%d%%", importing_share(in));
	else if (in->stage == STAGE_WHOLE && plan) {
		cell_number(plan->n[PLAN_ADD], out);
		str_addf(out, " %s", importing_count_label(in, PLAN_ADD));
		if (plan->n[PLAN_REFUSE]) {
			str_add(out, ", ");
			cell_number(plan->n[PLAN_REFUSE], out);
			str_addf(out, " %s", importing_count_label(in, PLAN_REFUSE));
		}
	}
}

static void view_hint(struct pane *p, struct str *out)
{
	const struct importing *in = importing_of(p);

	if (in->stage == STAGE_WHOLE)
		str_add(out,
			_("Nothing is changed yet: A does what the plan says, Esc leaves it."));
	else if (in->stage == STAGE_FAILED && (in->asks || in->file.columns.n))
		str_add(out, _("Nothing is changed. Enter changes what stands in a line."));
	else if (in->stage == STAGE_FAILED)
		str_add(out, _("Nothing is changed. Esc goes back."));
}

static unsigned view_has(struct pane *p)
{
	const struct importing *in = importing_of(p);

	return in->scroll.cursor < in->n_lines ? NEEDS_ROW : 0;
}

static bool view_move(struct pane *p, enum move move, int64_t n)
{
	struct importing *in = importing_of(p);

	in->moved = true;
	return scroll_move(&in->scroll, move, n);
}

static bool view_point(struct pane *p, int y, int x)
{
	struct importing *in = importing_of(p);
	size_t line = importing_line_at(in, p, y);

	(void)x;
	if (line >= in->n_lines || !in->scroll.rests(in, line))
		return false;
	in->scroll.cursor = line;
	in->moved = true;
	return true;
}

/* ---- actions ---- */

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	return importing_ask(app, p);
}

/* The selected column; false, after saying so: none is. */
static bool column(struct app *app, struct pane *p, size_t *at)
{
	const struct importing *in = importing_of(p);
	const struct import_line *l = &in->lines[in->scroll.cursor];

	if (l->kind != LINE_COLUMN) {
		app_say(app, _("Select a column first."));
		return false;
	}
	*at = l->at;
	return true;
}

/* The next field (or the one before) that no other column is; behind the last, none. */
static enum reaction act_next(struct app *app, struct pane *p, const struct action *self)
{
	struct importing *in = importing_of(p);
	const struct column_set *set = in->file.columns.set;
	size_t at;
	int field;

	if (!column(app, p, &at))
		return REACT_REDRAW;
	field = in->file.columns.columns[at].field;
	do {
		field += self->arg;
		if (field < -1)
			field = set->n_fields - 1;
	} while (field >= 0 && field < set->n_fields && in->file.columns.of[field] >= 0);
	importing_map(in, at, field >= 0 && field < set->n_fields ? set->fields[field].name : "-");
	return REACT_REDRAW;
}

static enum reaction act_beside(struct app *app, struct pane *p, const struct action *self)
{
	size_t at;

	(void)self;
	if (column(app, p, &at))
		importing_map(importing_of(p), at, "-");
	return REACT_REDRAW;
}

static enum reaction act_guess(struct app *app, struct pane *p, const struct action *self)
{
	struct importing *in = importing_of(p);

	(void)self;
	for (size_t i = 0; i < in->n_maps; i++) {
		free(in->maps[i]);
		in->maps[i] = NULL;
	}
	for (int f = 0; f < FACTS; f++) {
		free(in->given[f]);
		in->given[f] = NULL;
	}
	importing_again(in, true);
	app_say(app, _("As it is found and guessed."));
	return REACT_REDRAW;
}

static enum reaction act_stop(struct app *app, struct pane *p, const struct action *self)
{
	struct importing *in = importing_of(p);

	(void)app;
	(void)self;
	if (in->stage == STAGE_STOPPED)
		in->stage = STAGE_ROWS;
	else if (in->stage == STAGE_ROWS)
		in->stage = STAGE_STOPPED;
	return REACT_REDRAW;
}

static enum reaction act_apply(struct app *app, struct pane *p, const struct action *self)
{
	struct importing *in = importing_of(p);
	struct str said = STR_INIT;
	enum status st;

	(void)self;
	if (in->stage != STAGE_WHOLE) {
		app_say(app, in->stage == STAGE_FAILED ? _("There is no plan yet.")
						       : _("The plan is not whole yet."));
		return REACT_REDRAW;
	}
	st = importing_apply(p, &said);
	if (st == ST_OK)
		app_say(app, "%s", str_text(&said));
	else if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was changed."));
	else
		app_failed(app, st);
	str_free(&said);
	return st == ST_OK ? REACT_CLOSE : REACT_REDRAW;
}

static enum reaction act_cancel(struct app *app, struct pane *p, const struct action *self)
{
	(void)p;
	(void)self;
	app_say(app, _("Nothing was imported."));
	return REACT_CLOSE;
}

static const char *const contexts[] = { "import", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("change"),
		.help = N_("Change what stands here; of the plan, show the rows"),
		.needs = NEEDS_ROW,
		.rank = 2,
		.run = act_open },
	{ .name = "import-apply",
		.label = N_("import"),
		.help = N_("Do what the plan says, as one change"),
		.verb = "import",
		.rank = 1,
		.run = act_apply },
	{ .name = "import-next",
		.label = N_("next field"),
		.help = N_("The column is the next field that none is yet"),
		.needs = NEEDS_ROW,
		.rank = 3,
		.arg = 1,
		.run = act_next },
	{ .name = "import-previous",
		.label = N_("field before"),
		.help = N_("The column is the field before"),
		.needs = NEEDS_ROW,
		.arg = -1,
		.run = act_next },
	{ .name = "import-beside",
		.label = N_("beside"),
		.help = N_("The column is no field; it is kept beside, as it is"),
		.needs = NEEDS_ROW,
		.rank = 5,
		.run = act_beside },
	{ .name = "import-guess",
		.label = N_("as guessed"),
		.help = N_("Forget what you said of the file and its columns"),
		.rank = 7,
		.run = act_guess },
	{ .name = "import-rejects",
		.label = N_("refused rows"),
		.help = N_("Write the refused rows to a new file, with the reason"),
		.rank = 4,
		.run = importing_ask_rejects },
	{ .name = "import-stop",
		.label = N_("stop"),
		.help = N_("Stop making the plan, or go on with it"),
		.rank = 6,
		.run = act_stop },
	{ .name = "cancel",
		.label = N_("leave"),
		.help = N_("Leave it; nothing is imported"),
		.run = act_cancel },
	{ .name = NULL },
};

const struct view view_import = {
	.name = "import",
	.title = N_("Import"),
	.contexts = contexts,
	.actions = actions,
	.open = view_open,
	.close = view_close,
	.load = view_load,
	.draw = importing_draw,
	.idle = importing_step,
	.crumb = view_crumb,
	.status = view_status,
	.hint = view_hint,
	.has = view_has,
	.move = view_move,
	.point = view_point,
};
