#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/workspace.h"
#include "tui/app.h"
#include "tui/fuzzy.h"
#include "tui/records.h"

/* Filters with a name, which the case file keeps for each kind of record. */

#define SAVE 1 /* offers that are no filters: their `id` */
#define REMOVE 2

static void key_of(struct pane *p, const char *name, struct str *out)
{
	str_addf(out, "filter/%s/%s", entity_get(p->at.entity)->name, name);
}

/* ---- all that there are ---- */

struct found {
	struct offers *out;
	struct fuzzy *fuzzy;
	size_t prefix; /* bytes of a key before its name */
	size_t n;
};

static void add_found(void *arg, const char *key, const char *value)
{
	struct found *f = arg;
	const char *name = key + f->prefix;
	int fits = fuzzy_score(f->fuzzy, name);

	f->n++;
	if (fits)
		offers_add(f->out, &(struct offer){ .line = (char *)name,
					   .label = (char *)name,
					   .about = (char *)value,
					   .score = fits });
}

/* Answers how many there are, also of those that do not fit. */
static size_t offer_saved(struct pane *p, const char *text, struct offers *out)
{
	struct str key = STR_INIT;
	struct found f = { out, fuzzy_new(text), 0, 0 };

	key_of(p, "", &key);
	f.prefix = key.len;
	app_failed(p->app, workspace_each(pane_db(p), str_text(&key), add_found, &f));
	offers_sort(out);
	fuzzy_free(f.fuzzy);
	str_free(&key);
	return f.n;
}

/* ---- a name for the one in use ---- */

static enum reaction keep(struct app *app, struct pane *p, const char *name)
{
	struct records *s = records_of(p);
	struct str key = STR_INIT;
	enum status st;

	if (!*name || !s->list.where)
		return REACT_REDRAW;
	key_of(p, name, &key);
	st = workspace_put(app->db, str_text(&key), s->list.where);
	if (st == ST_OK)
		app_say(app, _("Kept as %s: %s"), name, s->list.where);
	else
		app_failed(app, st);
	str_free(&key);
	return REACT_REDRAW;
}

static enum reaction keep_again(struct app *app, struct pane *p, const struct subject *about)
{
	(void)about;
	return keep(app, p, records_of(p)->act_text);
}

static enum reaction take_name(struct app *app, struct pane *p, const char *name)
{
	struct records *s = records_of(p);
	struct str key = STR_INIT, old = STR_INIT;
	enum status st;

	if (!*name || !s->list.where)
		return REACT_REDRAW;
	key_of(p, name, &key);
	st = workspace_get(app->db, str_text(&key), &old);
	if (st == ST_OK && strcmp(str_text(&old), s->list.where) != 0) {
		free(s->act_text);
		s->act_text = mem_text(name);
		prompt_question(app, p, keep_again, NULL, _("%s is now: %s. Replace it?"), name,
			str_text(&old));
	} else if (st == ST_OK || st == ST_NOTFOUND) {
		keep(app, p, name);
	} else {
		app_failed(app, st);
	}
	str_free(&key);
	str_free(&old);
	return REACT_REDRAW;
}

static const struct prompt_kind name_prompt = {
	.label = N_("Name for this filter: "),
	.accept = take_name,
};

/* ---- taking one away ---- */

static enum reaction drop(struct app *app, struct pane *p, const struct offer *row)
{
	struct str key = STR_INIT;
	enum status st;

	key_of(p, row->line, &key);
	st = workspace_put(app->db, str_text(&key), NULL);
	if (st == ST_OK)
		app_say(app, _("Forgotten: %s, which was: %s"), row->line, row->about);
	else
		app_failed(app, st);
	str_free(&key);
	return REACT_REDRAW;
}

static enum reaction no_such(struct app *app, struct pane *p, const char *text)
{
	(void)p;
	if (*text)
		app_warn(app, _("There is no filter called '%.40s'."), text);
	return REACT_REDRAW;
}

static void offer_to_drop(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	(void)app;
	offer_saved(p, text, out);
}

static const struct prompt_kind drop_prompt = {
	.label = N_("Forget the filter: "),
	.offer = offer_to_drop,
	.take = drop,
	.accept = no_such,
};

/* ---- picking one ---- */

static void offer(struct app *app, struct pane *p, const char *text, struct offers *out)
{
	struct records *s = records_of(p);
	size_t n = offer_saved(p, text, out);

	(void)app;
	if (*text)
		return;
	if (s->list.where)
		offers_add(out, &(struct offer){ .line = (char *)"",
					.label = (char *)_("+ keep the present one"),
					.about = s->list.where,
					.id = SAVE });
	if (n)
		offers_add(out, &(struct offer){ .line = (char *)"",
					.label = (char *)_("- forget one"),
					.about = (char *)"",
					.id = REMOVE });
}

static enum reaction take(struct app *app, struct pane *p, const struct offer *row)
{
	if (row->id == SAVE)
		prompt_ask(app, p, &name_prompt, NULL, "");
	else if (row->id == REMOVE)
		prompt_ask(app, p, &drop_prompt, NULL, "");
	else
		records_set_filter(p, row->about);
	return REACT_REDRAW;
}

static const struct prompt_kind saved_prompt = {
	.label = N_("Filter called: "),
	.offer = offer,
	.take = take,
	.accept = no_such,
};

enum reaction records_ask_saved(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	prompt_ask(app, p, &saved_prompt, NULL, "");
	if (app->prompt.offers.n)
		return REACT_REDRAW;
	prompt_forget(app, p);
	app_say(app, _("No filter has a name yet: type one with /, then F keeps it."));
	return REACT_REDRAW;
}
