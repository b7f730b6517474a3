/*
 * One contact from a file, a card or a row of a table alike: what of it is understood, what is kept
 * as it came, and what is to be said of it.
 */
#ifndef AMPARO_IMPORT_CONTACT_ROW_H
#define AMPARO_IMPORT_CONTACT_ROW_H

#include <stdbool.h>

#include "model/db.h"
#include "model/record.h"
#include "model/str.h"

struct contact_row {
	/* Of ENTITY_CONTACT, not saved, without fallbacks: what is empty was not said. */
	struct record record;
	struct str extra;  /* what no field holds, as extra.h writes it */
	struct str reason; /* why it is refused; "": it is not */
	struct str said;   /* what was kept aside or left out: "country \"Neverland\"; PHOTO" */
};

void contact_row_init(struct contact_row *row);
void contact_row_free(struct contact_row *row);
void contact_row_clear(struct contact_row *row);

/*
 * Sets an empty field. What the field cannot take is kept in `extra` under `name`, and said; where
 * the field is set already, `text` is kept in `extra` without a word. Line ends in a field of one
 * line become ", ". An empty text does nothing.
 */
void contact_row_set(struct db *db, struct contact_row *row, const char *field, const char *name,
	const char *text);

/* Keeps a value that no field holds. An empty one does nothing. */
void contact_row_keep(struct contact_row *row, const char *name, const char *text);

/* Says that something was left out. */
void contact_row_say(struct contact_row *row, const char *what);

/*
 * When all is in: the name is put together from its parts where it is empty, `extra` goes into the
 * record. False: it has no name, `reason` says so.
 */
bool contact_row_finish(struct db *db, struct contact_row *row);

#endif
