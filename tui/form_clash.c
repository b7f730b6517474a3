#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/conflict.h"
#include "tui/app.h"
#include "tui/form.h"

/* The conflict of interest that a party would bring, while it is typed. */

static bool is_complete(const struct record *r)
{
	return record_num(r, "contact") && record_num(r, "case") && record_get(r, "role");
}

bool form_clash_step(struct pane *p)
{
	struct form *f = form_of(p);
	struct record r;
	struct conflict_query q = { .party = &r };
	struct conflicts found = { 0 };
	struct str text = STR_INIT;
	enum status st = ST_OK;

	if (!f->clash_due)
		return false;
	form_gather(p, &r);
	if (is_complete(&r))
		st = conflicts_read(pane_db(p), &q, &found);
	record_free(&r);
	if (st == ST_OK && found.n) {
		conflict_words(&found.all[0], &text);
		f->clash_at = found.all[0].kind == CONFLICT_UNSAID ? "side" : "contact";
	}
	conflicts_free(&found);
	if (st == ST_STOPPED)
		return true;
	free(f->clash);
	f->clash = text.len ? str_detach(&text) : NULL;
	str_free(&text);
	f->clash_due = false;
	p->app->dirty = true;
	return false;
}

void form_clash_seek(struct form *f)
{
	f->clash_due = f->record.entity->id == ENTITY_PARTY;
}
