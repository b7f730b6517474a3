/* What view_authorities.c and authorities_draw.c share: private to them. */
#ifndef AMPARO_TUI_AUTHORITIES_VIEW_H
#define AMPARO_TUI_AUTHORITIES_VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "export/toa.h"
#include "model/idset.h"
#include "tui/scroll.h"

struct pane;

enum authority_line_kind {
	LINE_HEAD,      /* a kind of authorities */
	LINE_ENTRY,     /* `at` in the table's entries */
	LINE_PLACE,     /* `at` in its places */
	LINE_IDLE,      /* `at` in `idle` */
	LINE_IDLE_PART, /* `at` in `idle_parts` */
};

struct authority_line {
	enum authority_line_kind kind;
	size_t at;
	const char *head; /* of a heading, translated; lent */
	bool gap;         /* something is not recorded, or not cited */
};

struct authorities_view {
	struct toa table;
	char *name;                   /* owned; the petition's */
	struct authority_line *lines; /* owned */
	size_t n;
	struct idset folded; /* authorities whose places are not shown */
	bool only_gaps;      /* what is recorded and cited is left out */
	bool due;            /* it must be read when there is time */
	struct scroll scroll;
};

/* Whether an earlier place is the same one, which is said once. */
bool authorities_said(const struct toa *t, size_t place);

/* A place that names a provision of which there is no record. */
bool authorities_lack(const struct toa *t, const struct toa_place *p);

/* authorities_draw.c */
void authorities_draw(struct pane *p, bool focused);

#endif
