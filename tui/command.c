#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/query.h"
#include "model/str.h"
#include "tui/app.h"

#define REFS_MAX 200 /* references offered at once */

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
	enum status st;

	if (!e)
		return false;
	at.entity = e->id;
	at.text = *rest ? rest : NULL;
	if (*rest && !strcmp(word, e->name)) {
		at.view = &view_record;
		at.text = NULL;
		st = record_find(app->db, e->id, rest, &at.id);
		if (st != ST_OK) {
			app_failed(app, st);
			return true;
		}
	}
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
		if (p->view->move)
			p->view->move(p, MOVE_PLACE, strtoll(word, NULL, 10));
	} else if (!strcmp(word, "q") || !strcmp(word, "q!")) {
		app_react(app, p, REACT_QUIT);
	} else if (!strcmp(word, "search") && *rest) {
		at.view = &view_search;
		at.text = rest;
		app_open(app, &at);
	} else if (p->view->command && p->view->command(p, word, rest)) {
		/* The view has taken it. */
	} else if (!*rest && app_act(app, p, word)) {
		/* An action of that name was there. */
	} else if (at.view) {
		app_open(app, &at);
	} else if (!open_entity(app, word, rest)) {
		app_warn(app,
			_("There is no command '%.60s' here; Tab shows those that there are."),
			word);
	}
	free(copy);
	return REACT_REDRAW;
}

static void offer(const char *name, const char *text, struct candidates *out)
{
	if (!strncmp(name, text, strlen(text)))
		candidates_add(out, name);
}

static void offer_actions(
	const struct action *table, struct pane *p, const char *text, struct candidates *out)
{
	for (; table && table->name; table++)
		if (!action_refused(p, table) && action_for(p, table->name) == table)
			offer(table->name, text, out);
}

/* References that begin with `start`, as lines that open them. */
static void offer_refs(
	struct app *app, const struct entity *e, const char *start, struct candidates *out)
{
	struct str line = STR_INIT;
	struct query q = { .entity = e->id, .sort = "ref" };
	struct str where = STR_INIT;
	struct cursor *c = NULL;
	struct record row = { 0 };
	enum status st;

	if (*start) {
		str_addf(&where, "ref>=\"%s\"", start);
		q.where = str_text(&where);
	}
	st = strchr(start, '"') ? ST_END : query_open(app->db, &q, NULL, false, &c);
	while (st == ST_OK && out->n < REFS_MAX) {
		st = query_next(c, &row);
		if (st == ST_OK) {
			const char *ref = record_show(&row, "ref");

			if (strncmp(ref, start, strlen(start)) != 0)
				st = ST_END;
			str_clear(&line);
			str_addf(&line, "%s %s", e->name, ref);
			if (st == ST_OK)
				candidates_add(out, str_text(&line));
		}
		record_free(&row);
	}
	query_close(c);
	str_free(&line);
	str_free(&where);
}

void command_complete(struct app *app, struct pane *p, const char *text, struct candidates *out)
{
	const char *blank = strchr(text, ' ');
	char *word = mem_text_n(text, blank ? (size_t)(blank - text) : strlen(text));
	const struct entity *e = entity_find(word);

	if (blank && e) {
		offer_refs(app, e, blank + 1, out);
	} else if (!blank) {
		for (int i = 0; i < ENTITY_COUNT; i++) {
			offer(entity_get((enum entity_id)i)->name, text, out);
			if (strcmp(entity_get((enum entity_id)i)->name,
				    entity_get((enum entity_id)i)->plural) != 0)
				offer(entity_get((enum entity_id)i)->plural, text, out);
		}
		offer_actions(p->view->actions, p, text, out);
		offer_actions(global_actions, p, text, out);
	}
	free(word);
}
