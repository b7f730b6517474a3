#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/cited.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/numbering.h"
#include "tui/report.h"
#include "tui/work.h"

/*
 * Marks for all that the petition cites: where it does not say how they are called, a usual way is
 * proposed in the bottom line and can be changed there; then what would become of each exhibit is
 * shown, and what is to be said of the mark that it carries itself, before it is done.
 */

/* What a report must know to do what it says. */
struct wanted {
	int64_t petition;
	char *prefix; /* owned; NULL: as the petition says */
	char *style;  /* owned */
};

static void forget(void *what)
{
	struct wanted *w = what;

	free(w->prefix);
	free(w->style);
	free(w);
}

/* The plan of it; *n is how many are cited. */
static enum status make_plan(
	struct db *db, const struct wanted *w, struct mark_plan *plan, size_t *n)
{
	int64_t *ids = NULL;
	enum status st = cited_exhibits(db, w->petition, &ids, n);

	memset(plan, 0, sizeof(*plan));
	if (st == ST_OK)
		st = mark_plan_begin(db, w->petition, plan);
	if (st == ST_OK)
		st = mark_plan_propose(plan, ids, *n);
	if (st == ST_OK && w->prefix)
		st = mark_plan_scheme(plan, w->prefix, w->style);
	if (st == ST_OK)
		st = mark_plan_assign(plan, ids, *n, true);
	free(ids);
	return st;
}

/* ---- done ---- */

static enum status apply(struct app *app, struct mark_plan *plan)
{
	struct change *c = NULL;
	enum status st = change_begin(
		app->db, &c, _("mark exhibits of %s"), record_show(&plan->marks.petition, "ref"));

	if (st == ST_OK)
		st = mark_plan_apply(plan, c);
	if (st == ST_OK)
		return change_commit(c);
	change_cancel(c);
	return st;
}

static enum reaction do_it(struct app *app, struct pane *p, const struct subject *about)
{
	struct mark_plan plan;
	size_t n = 0, changes;
	enum status st;

	(void)about;
	work_begin(app, _("Marking"));
	st = make_plan(app->db, report_what(p), &plan, &n);
	changes = mark_plan_changes(&plan);
	if (st == ST_OK)
		st = apply(app, &plan);
	work_end(app);
	if (report_done(app, p, st))
		app_say(app,
			ngettext("%zu mark changed (u undoes it)",
				"%zu marks changed (u undoes it)", changes),
			changes);
	mark_plan_free(&plan);
	/* Not REACT_RELOAD: the report is gone. */
	pane_stale(app_top(app));
	return REACT_REDRAW;
}

/* ---- shown ---- */

static void describe(const struct mark_plan *plan, struct str *out)
{
	struct str line = STR_INIT;

	str_addf(out, _("Marks of %s\n"), record_show(&plan->marks.petition, "ref"));
	mark_plan_scheme_words(plan, out);
	if (plan->renames)
		str_add(out, "\n\n");
	for (size_t i = 0; i < plan->n; i++) {
		str_clear(&line);
		mark_step_words(&plan->steps[i], &line);
		if (line.len)
			str_addf(out, "%s\n", str_text(&line));
		str_clear(&line);
		mark_step_note(&plan->steps[i], &line);
		if (line.len)
			str_addf(out, "  %s\n", str_text(&line));
	}
	str_free(&line);
}

/* Takes `w`. */
static void show(struct app *app, struct wanted *w, const struct mark_plan *plan)
{
	struct str text = STR_INIT, question = STR_INIT;
	size_t changes = mark_plan_changes(plan);
	struct proposal is = { .yes = do_it,
		.about = { ENTITY_PETITION, w->petition },
		.generation = db_generation(app->db),
		.what = w,
		.forget = forget };

	describe(plan, &text);
	str_addf(&question, ngettext("Change %zu mark so?", "Change %zu marks so?", changes),
		changes);
	is.text = str_text(&text);
	is.question = str_text(&question);
	report_propose(app, &is);
	str_free(&text);
	str_free(&question);
}

/* Takes `w`. */
static void plan_it(struct app *app, struct wanted *w)
{
	struct mark_plan plan;
	size_t n = 0;
	enum status st = make_plan(app->db, w, &plan, &n);

	if (st != ST_OK)
		app_failed(app, st);
	else if (!mark_plan_changes(&plan) && !plan.renames)
		app_say(app, _("Every mark stays as it is."));
	if (st == ST_OK && (mark_plan_changes(&plan) || plan.renames))
		show(app, w, &plan);
	else
		forget(w);
	mark_plan_free(&plan);
}

/* ---- how they are called ---- */

static struct wanted *want(struct pane *p)
{
	struct wanted *w = mem_zero(sizeof(*w));

	w->petition = p->at.id;
	return w;
}

/* "P/", "Annex letters", "ע/ hebrew": what they begin with, then how they count. */
static enum reaction take_scheme(struct app *app, struct pane *p, const char *text)
{
	static const char *const styles[] = { "numbers", "letters", "hebrew" };
	struct wanted *w = want(p);
	size_t len = strlen(text);

	for (size_t i = 0; i < 3 && !w->style; i++) {
		size_t name = strlen(styles[i]);

		if (len >= name && !strcmp(text + len - name, styles[i]) &&
			(len == name || text[len - name - 1] == ' ')) {
			w->style = mem_text(styles[i]);
			len -= name;
		}
	}
	while (len && text[len - 1] == ' ')
		len--;
	w->prefix = mem_text_n(text, len);
	/* Numbers are what is usual; with nothing before them that is said. */
	if (!w->style || (len && !strcmp(w->style, styles[0]))) {
		free(w->style);
		w->style = mem_text(len ? "" : styles[0]);
	}
	plan_it(app, w);
	return REACT_REDRAW;
}

static const struct prompt_kind scheme_prompt = {
	.label = N_("Marks begin with, and count in: "),
	.accept = take_scheme,
	.remembers = true,
};

enum reaction numbering_assign(struct app *app, struct pane *p, const struct action *self)
{
	struct wanted *w = want(p);
	struct mark_plan plan;
	struct str text = STR_INIT;
	size_t n = 0;
	enum status st = make_plan(app->db, w, &plan, &n);
	const struct mark_scheme *s = &plan.marks.scheme;

	(void)self;
	if (st == ST_OK && !n) {
		app_say(app, _("The petition cites no exhibit; a marks one all the same."));
	} else if (st == ST_OK && plan.renames) {
		str_addf(&text, "%s%s%s", s->prefix ? s->prefix : "", s->prefix ? " " : "",
			s->style == MARK_HEBREW    ? "hebrew"
			: s->style == MARK_LETTERS ? "letters"
						   : "numbers");
		prompt_ask(app, p, &scheme_prompt, NULL, str_text(&text));
	} else if (st == ST_OK) {
		plan_it(app, w);
		w = NULL;
	} else {
		app_failed(app, st);
	}
	if (w)
		forget(w);
	str_free(&text);
	mark_plan_free(&plan);
	return REACT_REDRAW;
}
