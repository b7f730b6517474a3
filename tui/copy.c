#include "config.h"

#include "tui/copy.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"

#define SHOWN 40 /* columns of the copied text in the message */

/* REF and name, with a tab between: two cells of a spreadsheet. */
static void add_name(struct app *app, const struct record *r, struct str *out)
{
	struct str label = STR_INIT;

	if (entity_field(r->entity, "ref") >= 0)
		str_add(out, record_show(r, "ref"));
	record_label(app->db, r, &label);
	if (out->len > 0 && strcmp(str_text(out), str_text(&label)) != 0)
		str_add_c(out, '\t');
	if (strcmp(str_text(out), str_text(&label)) != 0)
		str_add(out, str_text(&label));
	str_free(&label);
}

static void add_fields(const struct record *r, struct str *out)
{
	for (size_t i = 0; i < r->entity->n_fields; i++) {
		const char *text = r->values[i].text;

		if (text)
			str_addf(out, "%s\t%s\n", _(r->entity->fields[i].label), text);
	}
}

/* False: there is nothing to copy, and a message says why. */
static bool collect(struct app *app, struct pane *p, bool whole, struct str *out)
{
	struct subject about;
	struct record r;
	enum status st;

	if (!whole && p->view->copy && p->view->copy(p, out))
		return true;
	if (!p->view->subject || !p->view->subject(p, &about))
		return false;
	st = record_load(app->db, about.entity, about.id, &r);
	app_failed(app, st);
	if (st == ST_OK && whole)
		add_fields(&r, out);
	else if (st == ST_OK)
		add_name(app, &r, out);
	record_free(&r);
	return st == ST_OK;
}

/* The beginning of what was copied, in one line. */
static char *beginning(struct app *app, const char *text)
{
	size_t len = strcspn(text, "\n\t");
	char *line = mem_text_n(text, len);

	while (len > 0 && screen_width(app->screen, line) > SHOWN) {
		len = input_last_edge(line, len);
		line[len] = '\0';
	}
	return line;
}

static void say(struct app *app, enum clipboard answer, const char *text)
{
	char *line = beginning(app, text);

	switch (answer) {
	case CLIPBOARD_DONE:
		app_say(app, _("Copied; the clipboard can be read by other programs: %s%s"), line,
			text[strlen(line)] ? " …" : "");
		break;
	case CLIPBOARD_TOO_LONG:
		app_warn(app, _("This is too long for the clipboard: more than %d bytes."),
			CLIPBOARD_MAX);
		break;
	case CLIPBOARD_NONE:
		app_warn(app, _("This terminal has no clipboard that a program can reach."));
		break;
	}
	free(line);
}

enum reaction copy_run(struct app *app, struct pane *p, const struct action *self)
{
	struct str text = STR_INIT;

	if (!settings_on(app->settings, SETTING_CLIPBOARD))
		app_warn(app, _("Copying is switched off; :set clipboard on allows it."));
	else if (collect(app, p, self->arg, &text))
		say(app, screen_clipboard(app->screen, str_text(&text)), str_text(&text));
	else if (app->message.len == 0)
		app_say(app, _("There is nothing to copy here."));
	str_free(&text);
	return REACT_REDRAW;
}
