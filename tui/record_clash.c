#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/conflict.h"
#include "model/mem.h"
#include "tui/record_view.h"

/* The conflicts of interest of a party, a contact or a case, above its fields. */

bool record_can_clash(const struct record *r)
{
	return r->entity->id == ENTITY_PARTY || r->entity->id == ENTITY_CONTACT ||
	       r->entity->id == ENTITY_CASE;
}

/* The line leads to the other one: to that party, whose page leads on to its contact and case. */
static int64_t other_of(const struct record *r, const struct conflict *c)
{
	const struct stand *a = c->a;
	bool here = r->entity->id == ENTITY_PARTY     ? a->party == r->id
		    : r->entity->id == ENTITY_CONTACT ? a->contact == r->id
						      : a->case_id == r->id;

	return here ? c->b->party : a->party;
}

enum status record_clashes_read(struct record_view *v)
{
	const struct record *r = &v->record;
	struct conflict_query q = { 0 };
	struct conflicts found = { 0 };
	enum status st;

	if (r->entity->id == ENTITY_PARTY)
		q.party = r;
	else if (r->entity->id == ENTITY_CONTACT)
		q.contact = r->id;
	else
		q.case_id = r->id;
	st = conflicts_read(v->db, &q, &found);
	for (size_t i = 0; st == ST_OK && i < found.n; i++) {
		struct str text = STR_INIT;

		/* What counsel has to say yet is said where it can be. */
		if (found.all[i].kind == CONFLICT_UNSAID && r->entity->id == ENTITY_CASE)
			continue;
		if (v->n_clashes == CLASHES) {
			v->clashes_more++;
			continue;
		}
		conflict_words(&found.all[i], &text);
		v->clashes[v->n_clashes].text = str_detach(&text);
		v->clashes[v->n_clashes++].party = other_of(r, &found.all[i]);
	}
	conflicts_free(&found);
	return st;
}

void record_clashes_free(struct record_view *v)
{
	while (v->n_clashes)
		free(v->clashes[--v->n_clashes].text);
	v->clashes_more = 0;
}
