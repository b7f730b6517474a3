/*
 * What stands in a bundle: each record that can be pointed to, with its xml:id and the words it is
 * cited by, and each that was withheld. Holds references and a few words a record,
 * not the records; signatories, of which there may be a million, are not among them.
 */
#ifndef AMPARO_EXPORT_CONTENTS_H
#define AMPARO_EXPORT_CONTENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/entity.h"
#include "model/mark.h"
#include "model/record.h"

/* All text is owned by the contents. */
struct content {
	enum entity_id entity;
	int64_t id;
	char *xml_id;              /* NULL: it has no place in the bundle */
	char *label;               /* what it is called where it is cited */
	char *order;               /* what lists of its kind are ordered by, byte by byte */
	char *mark;                /* exhibits: what stands on it; NULL elsewhere */
	const struct mark *marked; /* exhibits: lent; what the petition calls it; NULL: nothing */
	char *file;    /* exhibits: its name in the folder of exhibits; NULL: no bytes are held */
	char sent[65]; /* exhibits: the SHA-256 of the file without its metadata; "": as taken in */
	bool foreign;  /* of another case than the petition's */
	bool withheld;
	bool written; /* its xml:id stands in the document */
};

struct contents;

struct contents *contents_new(struct db *db);
void contents_free(struct contents *c);

/* NULL: not looked at yet. */
struct content *contents_find(const struct contents *c, enum entity_id entity, int64_t id);

/*
 * Adds a record that was not there, under an xml:id made of `prefix` and `ref` (NULL: no xml:id),
 * and answers it. `order` may be NULL.
 */
struct content *contents_add(struct contents *c, enum entity_id entity, int64_t id,
	const char *prefix, const char *ref, const char *label, const char *order);

/* Where `id` is looked for, `other`, which is there, is found from now on: it stands in its place.
 */
void contents_stand_in(
	struct contents *c, enum entity_id entity, int64_t id, const struct content *other);

/* Gives an exhibit a file name that no other has in this bundle, also where case does not count. */
void contents_set_file(struct contents *c, struct content *exhibit, const char *name);

/* Notes that a record stays behind; once, however often it is said. */
struct content *contents_withhold(struct contents *c, enum entity_id entity, int64_t id);

/*
 * Whether the record may leave: its level lets it, and no gag order covers it. Where it may not, it
 * is noted as withheld. This is the only gate: every record passes it before a word of it is
 * written.
 */
bool contents_admits(struct contents *c, const struct record *r);

/* How many of an entity have a place, and how many records stay behind. */
size_t contents_count(const struct contents *c, enum entity_id entity);
int64_t contents_withheld(const struct contents *c);

/* Those of an entity that stay behind, as they were met. The caller frees the array alone. */
const struct content **contents_withheld_list(
	const struct contents *c, enum entity_id entity, size_t *n);

/* Those of an entity that have a place, in order. The caller frees the array, not what is in it. */
const struct content **contents_list(const struct contents *c, enum entity_id entity, size_t *n);

#endif
