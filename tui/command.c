#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/str.h"
#include "tui/app.h"
#include "tui/chain.h"
#include "tui/ways.h"

static const struct view *find_view(const char *name)
{
	static const struct view *const named[] = { &view_home, &view_log, &view_help, NULL };

	for (const struct view *const *v = named; *v; v++)
		if (!strcmp((*v)->name, name))
			return *v;
	return NULL;
}

/* Names of entities: `petitions` and a filter is a list, `petition` and a reference a record. */
static bool open_entity(struct app *app, const char *word, const char *rest)
{
	const struct entity *e = entity_find(word);
	struct place at = { .view = &view_records };

	if (!e)
		return false;
	at.entity = e->id;
	if (*rest && !strcmp(word, e->name)) {
		at.view = &view_record;
		way_named(app, &at, rest);
		return true;
	}
	at.text = *rest ? rest : NULL;
	app_open(app, &at);
	return true;
}

static bool is_number(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits > 0 && digits < 12 && !text[digits];
}

enum reaction command_run(struct app *app, struct pane *p, const char *line)
{
	char *copy = mem_text(line);
	char *word = copy + strspn(copy, " ");
	char *rest = word + strcspn(word, " ");
	struct place at = { 0 };

	if (*rest)
		*rest++ = '\0';
	rest += strspn(rest, " ");
	at.view = find_view(word);
	if (!*word) {
		/* Nothing typed, nothing done. */
	} else if (is_number(word)) {
		pane_move(p, MOVE_PLACE, strtoll(word, NULL, 10));
	} else if (!strcmp(word, "q") || !strcmp(word, "q!")) {
		app_react(app, p, REACT_QUIT);
	} else if (!strcmp(word, "search") && *rest) {
		at.view = &view_search;
		at.text = rest;
		app_open(app, &at);
	} else if (!strcmp(word, "set")) {
		set_run(app, rest);
	} else if (way_command(app, word, rest) || chain_command(app, word, rest)) {
		/* The view of the case, petition or letter that was named. */
	} else if (p->view->command && p->view->command(p, word, rest)) {
		/* The view has taken it. */
	} else if (!*rest && app_act(app, p, word)) {
		/* An action of that name was there. */
	} else if (at.view) {
		app_open(app, &at);
	} else if (!open_entity(app, word, rest)) {
		app_warn(app, _("There is no command '%.60s' here."), word);
	}
	free(copy);
	return REACT_REDRAW;
}

bool command_takes_words(struct pane *p, const char *word)
{
	return find_view(word) || action_for(p, word);
}
