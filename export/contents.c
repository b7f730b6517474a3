#include "config.h"

#include "export/contents.h"

#include <inttypes.h>
#include <libxml/hash.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/docbook.h"
#include "model/gag.h"
#include "model/mem.h"

struct contents {
	struct db *db; /* the caller's */
	struct content **all;
	size_t n;
	size_t room;
	xmlHashTable *by_record; /* "ENTITY:ID" */
	xmlHashTable *names;     /* xml:ids, and file names after a '/' */
	int64_t withheld;
};

/* Bytes of a file's name before its ending; file systems take 255 in all. */
#define STEM_MAX 120

/* For an entity's number, a colon, an id and a NUL. */
#define KEY_MAX 40

static const xmlChar *key_of(enum entity_id entity, int64_t id, char key[KEY_MAX])
{
	snprintf(key, KEY_MAX, "%d:%" PRId64, (int)entity, id);
	return BAD_CAST key;
}

struct contents *contents_new(struct db *db)
{
	struct contents *c = mem_zero(sizeof(*c));

	c->db = db;
	c->by_record = xmlHashCreate(256);
	c->names = xmlHashCreate(256);
	return c;
}

void contents_free(struct contents *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < c->n; i++) {
		free(c->all[i]->xml_id);
		free(c->all[i]->label);
		free(c->all[i]->order);
		free(c->all[i]->mark);
		free(c->all[i]->file);
		free(c->all[i]);
	}
	free(c->all);
	xmlHashFree(c->by_record, NULL);
	xmlHashFree(c->names, NULL);
	free(c);
}

struct content *contents_find(const struct contents *c, enum entity_id entity, int64_t id)
{
	char key[KEY_MAX];

	return xmlHashLookup(c->by_record, key_of(entity, id, key));
}

/* Takes `name` in if nobody has it yet. */
static bool take_name(struct contents *c, const char *name)
{
	return xmlHashAddEntry(c->names, BAD_CAST name, c) == 0;
}

static char *unique_id(struct contents *c, const char *prefix, const char *ref)
{
	struct str id = STR_INIT;
	size_t len;

	if (ref)
		docbook_id(&id, prefix, ref);
	else
		str_add(&id, prefix);
	len = id.len;
	for (int i = 2; !take_name(c, str_text(&id)); i++) {
		struct str next = STR_INIT;

		/* No ref gives an '_' that is not doubled: such a name cannot be one of those. */
		str_add_n(&next, str_text(&id), len);
		str_addf(&next, "_%d", i);
		str_free(&id);
		id = next;
	}
	return str_detach(&id);
}

static struct content *add(struct contents *c, enum entity_id entity, int64_t id)
{
	struct content *new = mem_zero(sizeof(*new));
	char key[KEY_MAX];

	new->entity = entity;
	new->id = id;
	if (c->n == c->room) {
		c->room = c->room ? 2 * c->room : 64;
		c->all = mem_resize(c->all, c->room, sizeof(*c->all));
	}
	c->all[c->n++] = new;
	xmlHashAddEntry(c->by_record, key_of(entity, id, key), new);
	return new;
}

struct content *contents_add(struct contents *c, enum entity_id entity, int64_t id,
	const char *prefix, const char *ref, const char *label, const char *order)
{
	struct content *new = add(c, entity, id);

	new->xml_id = unique_id(c, prefix, ref);
	new->label = mem_text(label ? label : "");
	new->order = mem_text(order ? order : "");
	return new;
}

void contents_stand_in(
	struct contents *c, enum entity_id entity, int64_t id, const struct content *other)
{
	char key[KEY_MAX];
	struct content *found = contents_find(c, other->entity, other->id);

	xmlHashUpdateEntry(c->by_record, key_of(entity, id, key), found, NULL);
}

static bool take_file(struct contents *c, const char *name)
{
	struct str folded = STR_INIT;
	bool taken;

	str_add_c(&folded, '/');
	for (; *name; name++)
		str_add_c(&folded, *name >= 'A' && *name <= 'Z' ? (char)(*name + 32) : *name);
	taken = take_name(c, str_text(&folded));
	str_free(&folded);
	return taken;
}

void contents_set_file(struct contents *c, struct content *exhibit, const char *name)
{
	const char *dot = strrchr(name, '.');
	size_t stem = dot && dot != name ? (size_t)(dot - name) : strlen(name);
	size_t kept = stem < STEM_MAX ? stem : STEM_MAX;
	/* No hidden files, no "..", and nothing that a command would take for an option. */
	const char *first = *name == '.' || *name == '-' || !*name ? "exhibit" : "";
	struct str file = STR_INIT;

	str_addf(&file, "%s%.*s%s", first, (int)kept, name, name + stem);
	for (int i = 2; !take_file(c, str_text(&file)); i++) {
		str_clear(&file);
		str_addf(&file, "%s%.*s-%d%s", first, (int)kept, name, i, name + stem);
	}
	free(exhibit->file);
	exhibit->file = str_detach(&file);
}

struct content *contents_withhold(struct contents *c, enum entity_id entity, int64_t id)
{
	struct content *one = contents_find(c, entity, id);

	/* Another stands in its place, which leaves. */
	if (one && one->id != id)
		return one;
	if (!one)
		one = add(c, entity, id);
	if (!one->withheld)
		c->withheld++;
	one->withheld = true;
	return one;
}

bool contents_admits(struct contents *c, const struct record *r)
{
	const char *level = record_show(r, "level");
	bool gagged = true;

	/* Named are those that may leave, so that a level added later does not leave by accident;
	 * what cannot be found out stays likewise. */
	if ((!strcmp(level, "public") || !strcmp(level, "filed")) &&
		gag_hides_record(c->db, r, &gagged) == ST_OK && !gagged)
		return true;
	contents_withhold(c, r->entity->id, r->id);
	return false;
}

static bool has_place(const struct content *one, enum entity_id entity)
{
	return one->entity == entity && one->xml_id && !one->withheld;
}

size_t contents_count(const struct contents *c, enum entity_id entity)
{
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += has_place(c->all[i], entity);
	return n;
}

int64_t contents_withheld(const struct contents *c)
{
	return c->withheld;
}

const struct content **contents_withheld_list(
	const struct contents *c, enum entity_id entity, size_t *n)
{
	const struct content **list = mem_array(c->n + 1, sizeof(struct content *));

	*n = 0;
	for (size_t i = 0; i < c->n; i++)
		if (c->all[i]->entity == entity && c->all[i]->withheld)
			list[(*n)++] = c->all[i];
	return list;
}

static int compare(const void *a, const void *b)
{
	const struct content *x = *(const struct content *const *)a;
	const struct content *y = *(const struct content *const *)b;
	int c = strcmp(x->order, y->order);

	if (c)
		return c;
	return x->id < y->id ? -1 : x->id > y->id;
}

const struct content **contents_list(const struct contents *c, enum entity_id entity, size_t *n)
{
	const struct content **list = mem_array(c->n + 1, sizeof(*list));

	*n = 0;
	for (size_t i = 0; i < c->n; i++)
		if (has_place(c->all[i], entity))
			list[(*n)++] = c->all[i];
	qsort(list, *n, sizeof(*list), compare);
	return list;
}
