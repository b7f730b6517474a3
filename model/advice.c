#include "config.h"

#include "model/advice.h"

#include "model/effect.h"
#include "model/event.h"
#include "model/ruling.h"

enum status advice_of(struct db *db, const struct record *r, advice_fn *fn, void *arg)
{
	if (r->withheld)
		return ST_OK;
	switch (r->entity->id) {
	case ENTITY_RULING:
		return ruling_advise(db, r, fn, arg);
	case ENTITY_PETITION:
		return effect_advise(db, r, fn, arg);
	case ENTITY_EVENT:
	case ENTITY_ACCOUNT:
		return event_advise(db, r, fn, arg);
	default:
		return ST_OK;
	}
}
