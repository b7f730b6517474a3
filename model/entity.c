#include "config.h"

#include "model/entity.h"

#include <assert.h>
#include <string.h>

#include "model/entity_table.h"
#include "model/i18n.h"

/* Looking things up in the tables of the entity_*.c files. */

const struct entity *entity_get(enum entity_id id)
{
	assert(id >= 0 && id < ENTITY_COUNT);
	for (const struct entity *const *table = entity_tables;; table++) {
		assert(*table);
		for (const struct entity *e = *table; e->name; e++)
			if (e->id == id)
				return e;
	}
}

const struct entity *entity_find(const char *name)
{
	for (const struct entity *const *table = entity_tables; *table; table++)
		for (const struct entity *e = *table; e->name; e++)
			if (!strcmp(e->name, name) || !strcmp(e->plural, name))
				return e;
	return NULL;
}

int entity_field(const struct entity *e, const char *name)
{
	for (size_t i = 0; i < e->n_fields; i++)
		if (!strcmp(e->fields[i].name, name))
			return (int)i;
	return -1;
}

int entity_owned_by(const struct entity *e, enum entity_id owner)
{
	for (size_t i = 0; i < e->n_fields; i++)
		if ((e->fields[i].flags & FIELD_OWNER) && e->fields[i].entity == owner)
			return (int)i;
	return -1;
}

int field_width(const struct field *f)
{
	if (f->width)
		return f->width;
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_LONG:
	case FIELD_URL:
		return 24;
	case FIELD_ENUM:
		return 12;
	case FIELD_REF:
		return 16;
	case FIELD_ANY:
		return 26;
	case FIELD_DATE:
	case FIELD_DAY:
		return 11;
	case FIELD_INT:
		return 9;
	case FIELD_COUNTRY:
	case FIELD_LANG:
		return 7;
	case FIELD_EMAIL:
		return 22;
	case FIELD_HASH:
		return 16;
	}
	return 16;
}

const char *field_choice_label(const struct field *f, const char *name)
{
	for (const struct choice *c = f->choices; c && c->name; c++)
		if (!strcmp(c->name, name))
			return _(c->label);
	return NULL;
}
