#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/date.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/workspace.h"
#include "tui/app.h"
#include "tui/draft.h"
#include "tui/sheet.h"

/*
 * The line that is not logged yet is kept in the case file whenever the keys pause, as the draft of
 * a form: it is there again when the sheet is opened next, and offered at the next start.
 */

#define PAUSE 300 /* milliseconds without a key after which it is written */

static char *key_of(const struct sheet *s)
{
	struct str key = STR_INIT;

	str_addf(&key, DRAFT_PREFIX "signatory/new/sheet-%lld", (long long)s->petition);
	return str_detach(&key);
}

static void put(struct pane *p, const char *text)
{
	struct sheet *s = sheet_of(p);
	char *key = key_of(s);
	enum status st;

	s->pending = false;
	if (!db_in_change(pane_db(p))) {
		st = workspace_put(pane_db(p), key, text);
		s->kept = st == ST_OK && text;
		p->app->dirty = true;
		/* Another program writes: at the next pause. */
		s->pending = st == ST_LOCKED;
		s->pause_from = screen_clock();
	}
	free(key);
}

void sheet_draft_note(struct sheet *s)
{
	s->pending = true;
	s->pause_from = screen_clock();
}

int sheet_draft_due(const struct sheet *s)
{
	int64_t left = s->pause_from + PAUSE - screen_clock();

	if (!s->pending)
		return -1;
	return left > 0 ? (int)left : 0;
}

void sheet_draft_keep(struct pane *p)
{
	struct sheet *s = sheet_of(p);
	const struct sheet_line *l = &s->lines[s->n - 1];
	const struct entity *e = entity_get(ENTITY_SIGNATORY);
	struct draft d = { .entity = e,
		.owner = ENTITY_PETITION,
		.owner_id = s->petition,
		.at = entity_field(e, sheet_fields[s->cell]),
		.pid = (long)getpid() };
	struct str text = STR_INIT;

	if (!sheet_line_typed(l)) {
		if (s->kept)
			put(p, NULL);
		s->pending = false;
		return;
	}
	date_now(d.when);
	for (size_t i = 0; i < SHEET_CELLS; i++) {
		struct draft_field *f;

		if (l->cells[i].len == 0)
			continue;
		f = draft_add(&d, entity_field(e, sheet_fields[i]));
		f->typed = mem_text(input_text(&l->cells[i]));
		f->picked.entity = ENTITY_NONE;
	}
	draft_write(&d, &text);
	put(p, str_text(&text));
	draft_free(&d);
	str_free(&text);
}

void sheet_draft_drop(struct pane *p)
{
	if (sheet_of(p)->kept)
		put(p, NULL);
	sheet_of(p)->dropped = true;
}

static void take_up(struct sheet *s, const struct draft *d)
{
	struct sheet_line *l = &s->lines[s->n - 1];

	for (size_t k = 0; k < d->n; k++) {
		for (size_t i = 0; i < SHEET_CELLS; i++) {
			if (entity_field(d->entity, sheet_fields[i]) != d->fields[k].field)
				continue;
			input_set(&l->cells[i], d->fields[k].typed);
			l->touched[i] = true;
			if (d->at == d->fields[k].field)
				s->cell = i;
		}
	}
	s->kept = true;
}

void sheet_draft_find(struct pane *p)
{
	struct sheet *s = sheet_of(p);
	struct str text = STR_INIT;
	struct draft d;
	char *key = key_of(s);

	if (workspace_get(pane_db(p), key, &text) == ST_OK && draft_read(str_text(&text), &d)) {
		if (d.entity->id == ENTITY_SIGNATORY && !draft_is_open_elsewhere(&d)) {
			take_up(s, &d);
			app_say(p->app, _("The line that was not logged is here again."));
		}
		draft_free(&d);
	}
	free(key);
	str_free(&text);
}
