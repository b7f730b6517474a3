/* Private to view_form.c and form_*.c: a record as a form, made from the description of its entity.
 */
#ifndef AMPARO_TUI_FORM_H
#define AMPARO_TUI_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/date.h"
#include "model/record.h"
#include "tui/input.h"
#include "tui/view.h"

#define PICKS_MAX 6 /* records offered for a reference at once, beside a new one */

/* One field that can be filled in. */
struct form_field {
	int field;          /* in the entity's table */
	struct input input; /* what is typed; of a FIELD_ENUM the letters, which choose */
	int choice;         /* FIELD_ENUM: in its choices; -1: empty */
	struct subject
		picked; /* a reference that was chosen from the list; ENTITY_NONE: it was typed */
	char *said;     /* owned; what the record that it refers to is called; NULL: not known */
	char *error;    /* owned; NULL: none */
	bool touched;   /* somebody changed it */
};

/* What a field could mean: a record, a country, a language, or a record that is to be made. */
struct pick {
	struct subject subject; /* ENTITY_NONE: it is no record */
	char *ref;              /* owned; what is put into the field */
	char *label;            /* owned; what it is called */
	char *words;            /* owned; what typed letters are held against; NULL: nothing */
	int score;              /* how well they fit */
	bool create;            /* a record of subject.entity is to be made, called `label` */
};

/* All that a field may mean, where they are few enough to be held against every letter. */
struct pool {
	struct pick *picks; /* owned */
	size_t n;
	size_t cap;
	int field;          /* whose; -1: nobody's */
	int64_t generation; /* db_generation() when it was read */
	bool whole;         /* there are no others */
};

#define FORM_CHOICE_GAP 3 /* columns between the choices in their row */

/* What the keys of the small calendar add. */
enum calendar_step {
	CALENDAR_TODAY = 0,
	CALENDAR_DAY = 1,
	CALENDAR_WEEK,
	CALENDAR_MONTH,
	CALENDAR_YEAR,
};

/* The small calendar of a date field. */
struct small_calendar {
	bool open;
	struct date day;  /* the chosen one; exact */
	int y;            /* of the first week that was drawn last */
	int x;            /* of its Monday */
	int weeks;        /* that were drawn; 0: one line alone */
	struct date from; /* the first day that was drawn */
};

enum form_row_kind {
	FORM_TITLE,
	FORM_FIXED,
	FORM_FIELD,
	FORM_MORE,
	FORM_ERROR,
	FORM_CLASH,
	FORM_PICK,
	FORM_CHOICES,
	FORM_BLANK
};

/* A line on the screen. */
struct form_row {
	enum form_row_kind kind;
	size_t at;    /* in `fields`; FORM_FIXED: in the entity's table */
	size_t start; /* the part of its text; FORM_CHOICES: of its choices */
	size_t len;
	size_t pick;
	bool cut; /* the text goes on after it, unseen */
};

/* What the case file keeps of it while it is unsaved, see draft.h. */
struct form_draft {
	char *key;          /* owned; where it is kept; NULL: nowhere yet */
	char *kept;         /* owned; what is kept there; NULL: not known */
	char *editor;       /* owned; the folder of a text that is in an editor now */
	bool pending;       /* something may have been typed since */
	bool settled;       /* nothing was: the next frame says so */
	bool done;          /* it was saved, or may be lost */
	int64_t pause_from; /* screen_clock() of the last frame */
};

struct form {
	struct record record;      /* as it was loaded, or new */
	bool have;                 /* `record` is there */
	struct form_field *fields; /* owned */
	size_t n;
	size_t at;                        /* the field that is typed into */
	struct pick picks[PICKS_MAX + 1]; /* owned texts */
	size_t n_picks;
	size_t pick;  /* which is chosen; n_picks: none */
	bool finding; /* the list of them must be made */
	struct pool pool;
	struct small_calendar calendar;
	char *clash;          /* owned; the conflict of interest that it would bring; NULL: none */
	const char *clash_at; /* below this field */
	bool clash_due;       /* that must be found out */
	struct form_draft draft;
	bool shown_kept;       /* this frame says that all is kept */
	struct form_row *rows; /* owned */
	size_t n_rows;
	size_t cap_rows;
	size_t top; /* the first row on the screen */
	int label_width;
};

struct form *form_of(struct pane *p);
const struct field *form_field(const struct form *f, const struct form_field *ff);
struct form_field *form_now(struct form *f);

/* The place of a choice in its field's table; -1: it is none of them. */
int form_choice_of(const struct field *field, const char *name);

/* Fills the fields from the record. */
void form_fill(struct form *f);
void form_free_fields(struct form *f);

/* Puts another text into a field, as if it was typed. */
void form_put(struct form_field *ff, const char *text);

/* Another text stands in it: which record it meant, and what was wrong with it, is past. */
void form_forget_meaning(struct form_field *ff);

/* Learns what the record that it refers to is called. */
void form_say_subject(struct db *db, struct form_field *ff);

/* What the field holds now, as record_set() takes it. Lent. */
const char *form_text(const struct form *f, const struct form_field *ff);

/* Puts what the field holds into `r`. Otherwise the field's error says why not. */
enum status form_take(
	struct db *db, const struct form *f, struct form_field *ff, struct record *r) MUST_USE;

/* Checks the field that is left; what is wrong is shown, nothing is lost. What was typed of a date,
 * a country or a language becomes what is kept of it. */
void form_check(struct pane *p);

/* The record with all that is typed and can be taken; free it. */
void form_gather(struct pane *p, struct record *out);

/* What a typed date, country or language is read as, and what a reference means; appended. */
void form_reading(const struct form *f, const struct form_field *ff, struct str *out);

/* A step of finding the conflict of interest that a party would bring; true: there is more to do.
 */
bool form_clash_step(struct pane *p);
/* A field has changed that may bring one. */
void form_clash_seek(struct form *f);

/* Goes to another field, and leaves the present one as form_check() says. */
void form_go_to(struct pane *p, size_t at);

/* Steps through the choices of a FIELD_ENUM; 0 empties. A letter goes to the next that begins so.
 */
bool form_choose(struct form *f, int step);
void form_choose_letter(struct form *f);

/* The short word of a choice, as the row of choices shows it; appended. */
void form_choice_word(const struct field *field, size_t choice, struct str *out);

/* Those that the typed words may mean. */
enum status form_find_picks(struct pane *p) MUST_USE;
/* After a letter: at once where they are few, else when there is time. */
void form_typed_pick(struct pane *p);
/* Before one of them is chosen: those of all that was typed. */
void form_settle_picks(struct pane *p);
void form_forget_picks(struct form *f);
void form_free_pool(struct form *f);
/* Takes the one that is chosen; of a record that is to be made opens its form. */
void form_take_pick(struct pane *p);
/* Takes the only one that there is, when what was typed stands in it. */
void form_take_only_pick(struct pane *p);
bool form_picks_for(const struct field *field);

/* The case that the record is in, through whatever it belongs to; 0: not known. */
int64_t form_case_of(struct db *db, const struct record *r);

/* A reference, and what it is called, into the field. */
void form_put_subject(
	struct form_field *ff, const struct subject *subject, const char *ref, const char *label);

/* Countries or languages, for the pool. */
void form_pool_codes(struct form *f, const struct field *field);
void form_pool_add(struct form *f, const struct pick *pick);

/* ---- drafts ---- */

struct draft;

bool form_touched(const struct form *f);

/* Writes what is typed into the case file, if anything changed since. */
void form_draft_keep(struct pane *p);
/* A text is in an editor, in a folder of that name; NULL: it is back. */
void form_draft_editor(struct pane *p, const char *name);
/* Saved, or not wanted. */
void form_draft_drop(struct pane *p);
/* Puts a draft into the form that was opened for it. */
void form_draft_restore(struct pane *p, const char *key, const struct draft *d);
/* The same when there is one of the record that the form was opened for. */
void form_draft_find(struct pane *p);
/* As struct view has it. */
int form_due(struct pane *p);
/* For each frame: a key went before it. True: all that is typed is kept. */
bool form_draft_frame(struct form *f);

/* ---- the small calendar ---- */

enum reaction form_calendar_open(struct app *app, struct pane *p, const struct action *self);
enum reaction form_calendar_move(struct app *app, struct pane *p, const struct action *self);
enum reaction form_calendar_take(struct app *app, struct pane *p, const struct action *self);
enum reaction form_calendar_leave(struct app *app, struct pane *p, const struct action *self);
/* Below the field in row `y` of the screen (or over it); its columns begin at `x`. */
void form_calendar_draw(struct pane *p, int y, int x);
/* The mouse on it: chooses a day. False: not on it. */
bool form_calendar_point(struct pane *p, int y, int x);

/* ---- keys ---- */

extern const struct action form_actions[];
enum reaction form_act_cancel(struct app *app, struct pane *p, const struct action *self);
enum reaction form_act_field(struct app *app, struct pane *p, const struct action *self);
enum reaction form_act_arrow(struct app *app, struct pane *p, const struct action *self);
enum reaction form_act_line(struct app *app, struct pane *p, const struct action *self);
enum reaction form_act_page(struct app *app, struct pane *p, const struct action *self);
enum reaction form_act_newline(struct app *app, struct pane *p, const struct action *self);
enum reaction form_act_choose(struct app *app, struct pane *p, const struct action *self);
enum reaction form_act_editor(struct app *app, struct pane *p, const struct action *self);
void form_typed(struct pane *p);
bool form_point(struct pane *p, int y, int x);

/* Puts all that was typed into `r`. ST_INVALID: the cursor is on the first field that is refused.
 */
enum status form_take_all(struct pane *p, struct record *r) MUST_USE;

/* Closes the form on top, that was opened on `was`; `r` was saved. */
void form_close_saved(struct app *app, const struct record *was, const struct record *r);

/* Saves and closes; or puts the cursor to what is wrong. */
enum reaction form_save(struct app *app, struct pane *p, const struct action *self);

/* The rows for this many columns; and which row and column the cursor is in. */
void form_lay_out(struct form *f, int cols, int height, size_t *row, int *column);
/* Of a long text that is typed into, at most, on a pane of this height. */
int form_long_rows(int height);
int form_value_x(const struct form *f);

void form_draw(struct pane *p, bool focused);

#endif
