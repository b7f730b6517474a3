#include "config.h"

#include "tui/drafts.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "model/workspace.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/draft.h"
#include "tui/form.h"
#include "tui/leftovers.h"

/* The last of the drafts that no open form belongs to. */
struct found {
	struct app *app;
	struct draft draft; /* owned; of the last one, when n > 0 */
	char *key;          /* owned */
	size_t n;           /* how many there are */
};

static bool is_open_here(const struct app *app, const char *key)
{
	for (size_t i = 0; i < app->depth; i++) {
		const struct form *f =
			app->stack[i]->view == &view_form ? form_of(app->stack[i]) : NULL;

		if (f && f->draft.key && !strcmp(f->draft.key, key))
			return true;
	}
	return false;
}

static void look_at(void *arg, const char *key, const char *value)
{
	struct found *found = arg;
	struct draft d;

	if (is_open_here(found->app, key) || !draft_read(value, &d))
		return;
	if (draft_is_open_elsewhere(&d) || d.n == 0) {
		draft_free(&d);
		return;
	}
	if (found->n++ > 0 && strcmp(d.when, found->draft.when) < 0) {
		draft_free(&d);
		return;
	}
	draft_free(&found->draft);
	found->draft = d;
	free(found->key);
	found->key = mem_text(key);
}

static enum status find(struct app *app, struct found *out)
{
	*out = (struct found){ .app = app };
	return workspace_each(app->db, DRAFT_PREFIX, look_at, out);
}

static void found_free(struct found *found)
{
	draft_free(&found->draft);
	free(found->key);
}

static enum reaction open_last(struct app *app, const struct found *found)
{
	const struct draft *d = &found->draft;
	struct place at = { .view = &view_form,
		.entity = d->entity->id,
		.id = d->id,
		.owner = d->owner,
		.owner_id = d->owner_id };
	struct record r;
	bool gone = d->id && record_load(app->db, d->entity->id, d->id, &r) == ST_NOTFOUND;

	if (d->id)
		record_free(&r);
	if (gone)
		at.id = 0;
	if (!app_open(app, &at)) {
		/* What it belonged to is gone, too: what was typed is not. */
		at.owner_id = 0;
		if (!app_open(app, &at))
			return REACT_REDRAW;
	}
	if (!form_of(app_top(app))->draft.key)
		form_draft_restore(app_top(app), found->key, d);
	if (gone)
		app_say(app, _("The record was removed meanwhile: what you typed is here as a new "
			       "one."));
	else
		app_say(app, _("As you left it: ^S saves it, Esc leaves and drops it."));
	return REACT_REDRAW;
}

enum reaction drafts_open(struct app *app, struct pane *p, const struct action *self)
{
	struct found found;
	enum status st = find(app, &found);

	(void)p;
	(void)self;
	if (st != ST_OK)
		app_failed(app, st);
	else if (found.n == 0)
		app_say(app, _("No form was left unsaved."));
	else
		open_last(app, &found);
	found_free(&found);
	return REACT_REDRAW;
}

static enum reaction answer_yes(struct app *app, struct pane *p, const struct subject *about)
{
	(void)about;
	return drafts_open(app, p, NULL);
}

/* A word or two of what was typed, so that one knows which it is. */
static void add_excerpt(const struct draft *d, struct str *out)
{
	for (size_t i = 0; i < d->n; i++) {
		const struct field *f = &d->entity->fields[d->fields[i].field];
		const char *text = d->fields[i].typed;

		if (f->type == FIELD_ENUM || !*text)
			continue;
		str_addf(out, ", %s: ", _(f->label));
		str_add_n(out, text, text_fit(text, strcspn(text, "\n"), 30, NULL));
		return;
	}
}

/* ---- texts that were in an editor ---- */

struct edited {
	const char *name; /* of the folder */
	char *key;        /* owned; of the draft that it belongs to; NULL: of none */
	struct draft draft;
};

static void look_for(void *arg, const char *key, const char *value)
{
	struct edited *edited = arg;
	struct draft d;

	if (edited->key || !draft_read(value, &d))
		return;
	if (d.editor && !strcmp(d.editor, edited->name)) {
		edited->key = mem_text(key);
		edited->draft = d;
	} else {
		draft_free(&d);
	}
}

/* What the editor saved last is what the form goes on with. */
static void take_over(void *arg, const char *name, const char *text)
{
	struct app *app = arg;
	struct edited edited = { .name = name };
	struct draft *d = &edited.draft;
	struct str value = STR_INIT;

	if (workspace_each(app->db, DRAFT_PREFIX, look_for, &edited) == ST_OK && edited.key) {
		for (size_t i = 0; i < d->n; i++) {
			if (d->fields[i].field != d->at)
				continue;
			free(d->fields[i].typed);
			d->fields[i].typed = mem_text(text);
		}
		free(d->editor);
		d->editor = NULL;
		draft_write(d, &value);
		app_failed(app, workspace_put(app->db, edited.key, str_text(&value)));
	}
	draft_free(d);
	free(edited.key);
	str_free(&value);
}

void drafts_offer(struct app *app)
{
	struct found found;
	struct str what = STR_INIT, when = STR_INIT;

	leftovers_take(db_path(app->db), take_over, app);

	if (find(app, &found) == ST_OK && found.n > 0) {
		cell_lower(_(found.draft.entity->label), &what);
		add_excerpt(&found.draft, &what);
		cell_instant(found.draft.when, &when);
		if (found.n == 1)
			prompt_question(app, app_top(app), answer_yes, NULL,
				_("A form was left unsaved (%s; %s). Go on with it? n keeps it."),
				str_text(&what), str_text(&when));
		else
			prompt_question(app, app_top(app), answer_yes, NULL,
				_("%zu forms were left unsaved. Go on with the last one (%s; %s)? "
				  "n keeps it."),
				found.n, str_text(&what), str_text(&when));
	}
	found_free(&found);
	str_free(&what);
	str_free(&when);
}
