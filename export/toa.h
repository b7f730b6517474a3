/*
 * The table of authorities of a petition: each statute, treaty, listing or ruling that is cited,
 * with every place that cites it: numbered paragraphs of the petition's text, its relief, its
 * claims, the letters and rulings and events of its case, and links. A citation may name a
 * provision: [s. 2](authority:decl-2007#s-2), where s-2 is the ref of a provision of that
 * authority, or [s. 2](provision:decl-2007/s-2).
 */
#ifndef AMPARO_EXPORT_TOA_H
#define AMPARO_EXPORT_TOA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/entity.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"

struct toa_place {
	size_t entry;          /* in `entries` */
	char *part;            /* owned; the provision as it is called; "" the whole */
	bool part_recorded;    /* there is a record of it */
	enum entity_id entity; /* what cites it */
	int64_t id;
	int paragraph;     /* of the petition's text; 0: none */
	const char *field; /* of that entity; NULL: a link does */
	char *ref;         /* owned; what that record is called */
	char *title;       /* owned */
};

struct toa_entry {
	enum entity_id entity; /* ENTITY_AUTHORITY or ENTITY_RULING */
	int64_t id;            /* 0: cited, and not recorded */
	char *ref;             /* owned */
	char *title;           /* owned; "" not recorded */
	char *citation;        /* owned; "" none */
	char *kind;            /* owned; of an authority by name, of a ruling "case_law" */
	size_t n;              /* places */
};

struct toa {
	struct toa_entry *entries; /* owned; by kind, then by title; those not recorded last */
	size_t n;
	struct toa_place *places; /* owned; in the order in which somebody reads them */
	size_t n_places;
	struct toa_entry *idle; /* owned; recorded, and cited by no text and no link of any case */
	size_t n_idle;
	struct toa_place *idle_parts; /* owned; provisions of cited authorities that no place here
					 names; `id` is the provision, `entry` its authority */
	size_t n_idle_parts;
};

/* Whether both are the same place of the same authority: said once. */
bool toa_same_place(const struct toa_place *a, const struct toa_place *b);

/* Whether what that record says of authorities is taken in. */
typedef bool toa_admits_fn(void *arg, const struct record *r);

/* `admits` may be NULL: all. `idle` too is read where `whole`. toa_free() it, also after a failure.
 */
enum status toa_read(struct db *db, int64_t petition, bool whole, toa_admits_fn *admits, void *arg,
	struct toa *out) MUST_USE;
void toa_free(struct toa *t);

/* The kinds in the order of the table, with what their division is called; NULL ends. */
struct toa_kind {
	const char *name;
	const char *title; /* marked for translation */
};
extern const struct toa_kind toa_kinds[];

#endif
