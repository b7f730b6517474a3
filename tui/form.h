/* Private to view_form.c and form_*.c: a record as a form, made from the description of its entity.
 */
#ifndef AMPARO_TUI_FORM_H
#define AMPARO_TUI_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/record.h"
#include "tui/input.h"
#include "tui/view.h"

#define PICKS_MAX 6 /* records offered for a reference at once */

/* One field that can be filled in. */
struct form_field {
	int field;          /* in the entity's table */
	struct input input; /* what is typed; of a FIELD_ENUM the letters, which choose */
	int choice;         /* FIELD_ENUM: in its choices; -1: empty */
	struct subject
		picked; /* a reference that was chosen from the list; ENTITY_NONE: it was typed */
	char *error;    /* owned; NULL: none */
	bool touched;   /* somebody changed it */
};

/* A record that a reference could mean. */
struct pick {
	struct subject subject;
	char *ref;   /* owned; what is put into the field */
	char *label; /* owned */
};

enum form_row_kind {
	FORM_TITLE,
	FORM_FIXED,
	FORM_FIELD,
	FORM_MORE,
	FORM_ERROR,
	FORM_PICK,
	FORM_BLANK
};

/* A line on the screen. */
struct form_row {
	enum form_row_kind kind;
	size_t at;    /* in `fields`; FORM_FIXED: in the entity's table */
	size_t start; /* the part of its text */
	size_t len;
	size_t pick;
};

struct form {
	struct record record;      /* as it was loaded, or new */
	bool have;                 /* `record` is there */
	struct form_field *fields; /* owned */
	size_t n;
	size_t at; /* the field that is typed into */
	struct pick picks[PICKS_MAX];
	size_t n_picks;
	size_t pick;           /* which is chosen; n_picks: none */
	bool finding;          /* the list of them must be made */
	struct form_row *rows; /* owned */
	size_t n_rows;
	size_t cap_rows;
	size_t top; /* the first row on the screen */
	int label_width;
};

struct form *form_of(struct pane *p);
const struct field *form_field(const struct form *f, const struct form_field *ff);
struct form_field *form_now(struct form *f);

/* Fills the fields from the record. */
void form_fill(struct form *f);
void form_free_fields(struct form *f);

/* Puts another text into a field, as if it was typed. */
void form_put(struct form_field *ff, const char *text);

/* What the field holds now, as record_set() takes it. Lent. */
const char *form_text(const struct form *f, const struct form_field *ff);

/* Puts what the field holds into `r`. Otherwise the field's error says why not. */
enum status form_take(
	struct db *db, const struct form *f, struct form_field *ff, struct record *r) MUST_USE;

/* Checks the field that is left; what is wrong is shown, nothing is lost. */
void form_check(struct pane *p);

/* Steps through the choices of a FIELD_ENUM; 0 empties. A letter goes to the next that begins so.
 */
bool form_choose(struct form *f, int step);
void form_choose_letter(struct form *f);

/* The records that the typed words may mean. */
enum status form_find_picks(struct pane *p) MUST_USE;
void form_forget_picks(struct form *f);
/* Takes the one that is chosen. */
void form_take_pick(struct form *f);

/* Saves and closes; or puts the cursor to what is wrong. */
enum reaction form_save(struct app *app, struct pane *p, const struct action *self);

/* The rows for this many columns; and which row and column the cursor is in. */
void form_lay_out(struct form *f, int cols, int height, size_t *row, int *column);
int form_value_x(const struct form *f);

void form_draw(struct pane *p, bool focused);

#endif
