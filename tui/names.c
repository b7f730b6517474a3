#include "config.h"

#include "tui/names.h"

#include <stdlib.h>
#include <string.h>

#include "model/chronology.h"
#include "model/mem.h"
#include "model/record.h"

static size_t place(enum entity_id entity, int64_t id)
{
	return ((size_t)id * 31 + (size_t)entity) % NAMES_KEPT;
}

static void drop(struct named *of)
{
	free(of->text);
	free(of->of);
	memset(of, 0, sizeof(*of));
}

static enum status read_case(struct db *db, enum entity_id entity, int64_t id, struct str *out)
{
	int64_t case_id = 0;
	struct record r;
	enum status st = chronology_case(db, entity, id, &case_id);

	if (st != ST_OK)
		return st == ST_END ? ST_OK : st;
	st = record_load(db, ENTITY_CASE, case_id, &r);
	if (st == ST_OK)
		str_add(out, record_show(&r, "ref"));
	record_free(&r);
	return st;
}

enum status names_read(struct db *db, struct names *n, enum entity_id entity, int64_t id)
{
	struct named *of = &n->kept[place(entity, id)];
	struct str text = STR_INIT;
	struct str in = STR_INIT;
	struct record r;
	enum status st;

	if (of->id == id && of->entity == entity)
		return ST_OK;
	st = record_load(db, entity, id, &r);
	if (st == ST_OK) {
		record_label(db, &r, &text);
		st = read_case(db, entity, id, &in);
	}
	if (st == ST_OK) {
		drop(of);
		of->id = id;
		of->entity = entity;
		of->text = str_detach(&text);
		of->of = str_detach(&in);
	}
	record_free(&r);
	str_free(&text);
	str_free(&in);
	return st;
}

const struct named *names_get(const struct names *n, enum entity_id entity, int64_t id)
{
	const struct named *of = &n->kept[place(entity, id)];

	return of->id == id && of->entity == entity ? of : NULL;
}

void names_forget(struct names *n)
{
	for (size_t i = 0; i < NAMES_KEPT; i++)
		drop(&n->kept[i]);
}
