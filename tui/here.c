#include "config.h"

#include "tui/here.h"

#include "model/record.h"
#include "tui/app.h"

#define DEPTH_MAX 6 /* what belongs to what belongs to … a case */

/* The field that says to which record this one belongs; -1: to none. */
static int owner_field(const struct entity *e)
{
	int field = entity_field(e, "case");

	for (size_t i = 0; field < 0 && i < e->n_fields; i++)
		if ((e->fields[i].flags & FIELD_OWNER) && e->fields[i].type == FIELD_REF)
			field = (int)i;
	return field;
}

/* Up from a record to its case: a signatory's petition is what has a section there. */
static bool find_case(struct app *app, enum entity_id entity, int64_t id, struct here *out)
{
	for (int depth = 0; depth < DEPTH_MAX && id != 0; depth++) {
		struct record r;
		const struct field *f;
		int field = owner_field(entity_get(entity));
		int64_t up = 0;

		*out = (struct here){ .entity = entity };
		if (entity == ENTITY_CASE)
			out->id = id;
		if (field < 0)
			return true;
		f = &entity_get(entity)->fields[field];
		if (record_load(app->db, entity, id, &r) == ST_OK)
			up = record_num(&r, f->name);
		record_free(&r);
		if (f->entity == ENTITY_CASE) {
			out->case_id = up;
			return true;
		}
		entity = f->entity;
		id = up;
	}
	return false;
}

static bool find_of(struct app *app, const struct place *at, struct here *out)
{
	if (at->view == &view_record && at->id != 0)
		return find_case(app, at->entity, at->id, out);
	/* The timeline or the calendar of a case. */
	if (at->view != &view_records && at->owner_id != 0 && at->owner == ENTITY_CASE) {
		*out = (struct here){ .entity = ENTITY_CASE, .id = at->owner_id };
		return true;
	}
	if (at->view != &view_records)
		return false;
	if (at->owner_id == 0) {
		*out = (struct here){ .entity = at->entity };
		return true;
	}
	if (at->owner != ENTITY_CASE)
		return find_case(app, at->owner, at->owner_id, out);
	*out = (struct here){ .entity = at->entity, .case_id = at->owner_id };
	return true;
}

bool here_find(struct app *app, struct here *out)
{
	for (size_t i = app->depth; i-- > 0;) {
		const struct place *at = &app->stack[i]->at;

		if (find_of(app, at, out))
			return true;
		if (at->view == &view_home || at->view == &view_log) {
			*out = (struct here){ .view = at->view, .entity = ENTITY_NONE };
			return true;
		}
	}
	return false;
}
