/* What records are called, for those on the screen: read once, kept until something is committed.
 */
#ifndef AMPARO_TUI_NAMES_H
#define AMPARO_TUI_NAMES_H

#include <stdint.h>

#include "model/db.h"
#include "model/entity.h"
#include "model/status.h"

#define NAMES_KEPT 512 /* more than stand on a screen */

struct named {
	int64_t id; /* 0: none is kept here */
	enum entity_id entity;
	char *text; /* owned; its name */
	char *of;   /* owned; the reference of its case, or "" */
};

struct names {
	struct named kept[NAMES_KEPT];
};

/* Reads the name, if it is not there. ST_NOTFOUND: the record is gone. */
enum status names_read(struct db *db, struct names *n, enum entity_id entity, int64_t id) MUST_USE;

/* NULL: it was not read, or too many others were since. Lent. */
const struct named *names_get(const struct names *n, enum entity_id entity, int64_t id);

/* Everything must be read again. */
void names_forget(struct names *n);

#endif
