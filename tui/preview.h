/*
 * Private to view_preview.c and preview_*.c: an exhibit to be looked at. Its text page by page,
 * what the file says of itself, what is attached to it; or a page of it as a picture.
 */
#ifndef AMPARO_TUI_PREVIEW_H
#define AMPARO_TUI_PREVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "import/picture.h"
#include "model/reading.h"
#include "model/record.h"
#include "tui/view.h"

struct preview_row {
	char *text; /* owned */
	enum style style;
	struct subject subject; /* where Enter leads; ENTITY_NONE: nowhere */
	bool rule;              /* a heading, with a line behind it */
	bool body;              /* of the text itself */
};

/* A page of it as a picture, as far as it is there. */
struct preview_picture {
	struct picture of;
	int64_t page;   /* which it is, or would be */
	int height;     /* the pixels that were asked for */
	int width;      /* 0: none was */
	int64_t number; /* another for every picture */
	char *why;      /* owned; why there is none; NULL: there is one, or it comes */
	bool due;       /* to be read */
};

struct preview {
	struct record exhibit;
	bool have;  /* `exhibit` is there */
	bool asked; /* somebody wants to see it though it is sealed */
	struct reading reading;
	bool read;                /* somebody read the file, and `reading` is what came of it */
	int64_t page;             /* that is shown, from 1; or part */
	bool text_there;          /* there is text on it */
	bool ocr;                 /* it was read from a picture */
	bool as_picture;          /* it is shown so */
	bool chosen;              /* somebody chose how */
	struct preview_row *rows; /* owned */
	size_t n_rows;
	size_t cap_rows;
	struct scroll scroll;
	struct preview_picture picture;
	char *find; /* owned; the words looked for last; NULL: none */
};

struct preview *preview_of(const struct pane *p);

/* Whether it must not be shown before somebody asks for it. */
bool preview_is_shut(const struct preview *v);

/* Whether its pages can be shown as pictures. */
bool preview_has_pictures(const struct preview *v);

/* How many pages it has; 0: not known, or it has parts instead. */
int64_t preview_pages(const struct preview *v);

/* preview_rows.c: what is shown of it as text, from what was read. */
void preview_rows(struct pane *p);
void preview_rows_free(struct preview *v);

/* Goes to that page, where it is; false: there is none. */
bool preview_go(struct pane *p, int64_t page);

/* preview_find.c: to the next row with these words, on this page behind the cursor, on one that
 * follows, or from the beginning again. False: there is none. */
bool preview_seek(struct pane *p, const char *words);

/* preview_picture.c */
void preview_picture_seek(struct pane *p); /* it is to be another, or of another size */
bool preview_picture_step(struct pane *p); /* true: there is more to do */
void preview_picture_draw(struct pane *p);
void preview_picture_free(struct preview *v);

/* Of any view: looks at the exhibit that it is about. */
enum reaction preview_open(struct app *app, struct pane *p, const struct action *self);

#endif
