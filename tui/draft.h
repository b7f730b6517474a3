/*
 * An unsaved form as the workspace of the case file keeps it, so that nothing typed is lost with
 * the program: what differs from the record, as it was typed, and what stood there before. The
 * keys are draft/ENTITY/ID, and draft/ENTITY/new/N for records that are not there yet.
 */
#ifndef AMPARO_TUI_DRAFT_H
#define AMPARO_TUI_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/entity.h"
#include "model/record.h"
#include "model/str.h"
#include "tui/view.h"

#define DRAFT_PREFIX "draft/"

struct draft_field {
	int field;             /* in the entity's table */
	char *typed;           /* owned; of a choice its name */
	struct subject picked; /* a reference that was chosen; ENTITY_NONE: none */
	struct value was;      /* owned; what stood there when the form was opened */
};

struct draft {
	const struct entity *entity;
	int64_t id;      /* 0: a new record */
	int64_t version; /* of the record that was changed */
	enum entity_id owner;
	int64_t owner_id; /* 0: none */
	int at;           /* the field with the cursor, in the entity's table */
	long pid;         /* the program that wrote it */
	char when[21];    /* an instant */
	char *editor;     /* owned; the folder that the text of `at` is in, see leftovers.h */
	struct draft_field *fields; /* owned */
	size_t n;
};

/* Adds an empty one; its texts are the draft's from then on. */
struct draft_field *draft_add(struct draft *d, int field);
void draft_free(struct draft *d);

/* As text, appended. */
void draft_write(const struct draft *d, struct str *out);

/* False: it is none, or of another version of the program; then there is nothing to free. */
bool draft_read(const char *text, struct draft *out);

/* Whether that number is another running program of ours. */
bool draft_program_runs(long pid);

/* Whether the program that wrote it still runs: then the form is open there. */
bool draft_is_open_elsewhere(const struct draft *d);

#endif
