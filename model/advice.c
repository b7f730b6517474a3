#include "config.h"

#include "model/advice.h"

#include "model/deadline.h"
#include "model/effect.h"
#include "model/event.h"
#include "model/exhibit.h"
#include "model/ruling.h"

enum status advice_of(struct db *db, const struct record *r, advice_fn *fn, void *arg)
{
	enum status st;

	if (r->withheld)
		return ST_OK;
	switch (r->entity->id) {
	case ENTITY_RULING:
		st = ruling_advise(db, r, fn, arg);
		return st == ST_OK ? deadline_advise(db, r, fn, arg) : st;
	case ENTITY_DEADLINE:
		return deadline_advise(db, r, fn, arg);
	case ENTITY_PETITION:
		return effect_advise(db, r, fn, arg);
	case ENTITY_EVENT:
		st = event_advise(db, r, fn, arg);
		return st == ST_OK ? deadline_advise(db, r, fn, arg) : st;
	case ENTITY_ACCOUNT:
		return event_advise(db, r, fn, arg);
	case ENTITY_EXHIBIT:
		return exhibit_advise(db, r, fn, arg);
	default:
		return ST_OK;
	}
}
