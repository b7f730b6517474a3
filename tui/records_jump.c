#include "config.h"

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/records.h"

/* To the first row that begins so, while it is typed. */

static void follow(struct pane *p, enum status st)
{
	struct records *s = records_of(p);

	if (st < 0)
		app_warn(p->app, "%s", s->list.error ? s->list.error : "");
	records_measure(p);
	records_show_side(p);
}

static void typed(struct app *app, struct pane *p, const char *text)
{
	str_clear(&app->message);
	if (*text)
		follow(p, list_seek(&records_of(p)->list, text));
}

static enum reaction accept(struct app *app, struct pane *p, const char *text)
{
	(void)app;
	(void)p;
	(void)text;
	return REACT_REDRAW;
}

/* Back to where one was. */
static enum reaction cancel(struct app *app, struct pane *p)
{
	struct records *s = records_of(p);

	(void)app;
	list_find(&s->list, s->jumped);
	follow(p, list_load(&s->list));
	return REACT_REDRAW;
}

static const struct prompt_kind jump_prompt = {
	.label = "'",
	.changed = typed,
	.accept = accept,
	.cancel = cancel,
};

enum reaction records_ask_jump(struct app *app, struct pane *p, const struct action *self)
{
	const struct record *r = list_selected(&records_of(p)->list);

	(void)self;
	records_of(p)->jumped = r ? r->id : 0;
	prompt_ask(app, p, &jump_prompt, NULL, "");
	return REACT_REDRAW;
}
