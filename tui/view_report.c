#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/outfile.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/paths.h"
#include "tui/report.h"
#include "tui/wrap.h"

/*
 * What a piece of work has to say, when that is more than a line: the place's text, its first line
 * for the way here. Lines are wrapped to the width; nothing in it can be opened.
 */

struct report {
	const char *title; /* in `text` */
	size_t title_len;
	const char *text;        /* the pane's */
	struct wrap_line *lines; /* owned; of `text` */
	int cols;                /* for which they were made */
	struct scroll scroll;
	struct proposal proposal; /* `yes` NULL: nothing is to be done. Its question is owned */
};

static struct report *state(const struct pane *p)
{
	return p->state;
}

static enum status report_open(struct pane *p)
{
	struct report *r = mem_zero(sizeof(*r));

	p->state = r;
	p->scroll = &r->scroll;
	r->title = p->text ? p->text : "";
	r->title_len = strcspn(r->title, "\n");
	r->text = r->title + r->title_len + (r->title[r->title_len] != '\0');
	return ST_OK;
}

static void report_close(struct pane *p)
{
	struct report *r = state(p);

	if (r->proposal.forget)
		r->proposal.forget(r->proposal.what);
	free((char *)r->proposal.question);
	free(r->lines);
	free(r);
}

static enum status report_load(struct pane *p)
{
	struct report *r = state(p);
	int cols = p->box.cols > 5 ? p->box.cols - 4 : 1;

	if (r->cols != cols) {
		free(r->lines);
		wrap_text(r->text, strlen(r->text), cols, 0, &r->lines, &r->scroll.n);
		r->cols = cols;
	}
	r->scroll.height = p->box.rows;
	scroll_fix(&r->scroll);
	return ST_OK;
}

/* What is left of an indented line stands below it. */
static int hang(const char *text, size_t start)
{
	size_t line = start;

	while (line > 0 && text[line - 1] != '\n')
		line--;
	return line < start && text[line] == ' ' ? 2 : 0;
}

static void report_draw(struct pane *p, bool focused)
{
	struct report *r = state(p);
	struct screen *s = p->app->screen;

	for (int i = 0; i < p->box.rows && r->scroll.top + (size_t)i < r->scroll.n; i++) {
		size_t row = r->scroll.top + (size_t)i;
		bool here = focused && row == r->scroll.cursor;
		int x;

		screen_put(s, p->box.y + i, p->box.x, 1, STYLE_STRONG, here ? "▸" : "");
		x = p->box.x + 2 + hang(r->text, r->lines[row].start);
		screen_put_n(s, p->box.y + i, x, p->box.x + p->box.cols - x, STYLE_TEXT,
			r->text + r->lines[row].start, r->lines[row].len);
		if (here)
			screen_cursor(s, p->box.y + i, p->box.x, false);
	}
}

static void report_crumb(struct pane *p, struct str *out)
{
	str_add_n(out, state(p)->title, state(p)->title_len);
}

static unsigned report_has(struct pane *p)
{
	const struct proposal *is = &state(p)->proposal;

	return (is->yes ? NEEDS_PROPOSAL : 0) | (is->sign ? NEEDS_SIGNING : 0);
}

/* What would be done is about a record: the petition, the letter. */
static bool report_subject(struct pane *p, struct subject *out)
{
	*out = state(p)->proposal.about;
	return (state(p)->proposal.yes || state(p)->proposal.sign) && out->id;
}

static void report_hint(struct pane *p, struct str *out)
{
	if (state(p)->proposal.yes)
		str_add(out, _("Nothing is changed yet: A does it, q leaves it."));
	else if (state(p)->proposal.hint)
		str_add(out, state(p)->proposal.hint);
}

/* ---- what it proposes ---- */

static enum reaction do_it(struct app *app, struct pane *p, const struct subject *about)
{
	const struct proposal *is = &state(p)->proposal;

	if (is->generation == db_generation(app->db))
		return is->yes(app, p, about);
	app_warn(app, _("The case file was changed since; nothing was done. Leave this and begin "
			"again."));
	return REACT_REDRAW;
}

static enum reaction act_apply(struct app *app, struct pane *p, const struct action *self)
{
	const struct proposal *is = &state(p)->proposal;

	(void)self;
	prompt_question(app, p, do_it, &is->about, "%s", is->question);
	return REACT_REDRAW;
}

static enum reaction act_sign(struct app *app, struct pane *p, const struct action *self)
{
	const struct proposal *is = &state(p)->proposal;

	(void)self;
	return is->sign(app, p, &is->about);
}

void report_propose(struct app *app, const struct proposal *p)
{
	struct place at = { .view = &view_report, .text = p->text };
	struct proposal *is;

	if (!app_open(app, &at)) {
		if (p->forget)
			p->forget(p->what);
		return;
	}
	is = &state(app_top(app))->proposal;
	*is = *p;
	is->text = NULL;
	is->question = mem_text_or_null(p->question);
	if (is->yes)
		act_apply(app, app_top(app), NULL);
}

void *report_what(const struct pane *p)
{
	return state(p)->proposal.what;
}

bool report_done(struct app *app, struct pane *p, enum status st)
{
	if (st == ST_OK && app_top(app) == p)
		app_drop(app);
	else if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was changed."));
	else if (st)
		app_failed(app, st);
	return st == ST_OK;
}

/* ---- a file of it ---- */

static enum status write_text(struct db *db, FILE *out, void *arg)
{
	struct str clean = STR_INIT;
	const char *text = arg;
	bool whole;

	text_clean(&clean, text, strlen(text), TEXT_LINES);
	whole = fwrite(str_text(&clean), 1, clean.len, out) == clean.len;
	str_free(&clean);
	return whole ? ST_OK : db_fail(db, ST_IO, NULL, _("the text could not be written"));
}

static const struct prompt_kind file_prompt;

static enum reaction write_file(struct app *app, struct pane *p, const char *text)
{
	char *path;
	enum status st;

	if (!*text)
		return REACT_REDRAW;
	path = path_real(text);
	st = outfile_write(app->db, path, false, write_text, p->text);
	if (st == ST_OK) {
		app_say(app, _("Written to %s"), path);
	} else {
		prompt_ask(app, p, &file_prompt, NULL, text);
		app_failed(app, st);
	}
	free(path);
	return REACT_REDRAW;
}

static const struct prompt_kind file_prompt = {
	.label = N_("Write this to the file: "),
	.accept = write_file,
	.complete = path_complete,
};

/* Its title, as a name of a file, stands there already. */
static enum reaction act_export(struct app *app, struct pane *p, const struct action *self)
{
	const struct report *r = state(p);
	struct str name = STR_INIT;

	(void)self;
	text_slug(&name, r->title, r->title_len);
	str_add(&name, name.len ? ".txt" : "report.txt");
	prompt_ask(app, p, &file_prompt, NULL, str_text(&name));
	str_free(&name);
	return REACT_REDRAW;
}

static const char *const contexts[] = { "report", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "apply",
		.label = N_("do it"),
		.help = N_("Do what the report says would be done; asks first"),
		.needs = NEEDS_PROPOSAL,
		.rank = 1,
		.run = act_apply },
	{ .name = "countersign",
		.label = N_("sign"),
		.help = N_("Sign the control sheet as the second person, who counted the day "
			   "again"),
		.verb = "deadline",
		.needs = NEEDS_SIGNING,
		.rank = 1,
		.run = act_sign },
	{ .name = "export",
		.label = N_("to a file"),
		.help = N_("Write what stands here to a file, as text"),
		.rank = 12,
		.run = act_export },
	{ .name = NULL },
};

const struct view view_report = {
	.name = "report",
	.title = N_("Report"),
	.contexts = contexts,
	.actions = actions,
	.open = report_open,
	.close = report_close,
	.load = report_load,
	.draw = report_draw,
	.crumb = report_crumb,
	.hint = report_hint,
	.has = report_has,
	.subject = report_subject,
};
