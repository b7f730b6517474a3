/* What was done to a record, field by field, as lines: what stood there, and what stands there now.
 */
#ifndef AMPARO_TUI_CHANGE_LINES_H
#define AMPARO_TUI_CHANGE_LINES_H

#include <stddef.h>

#include "model/history.h"
#include "tui/screen.h"

struct change_line {
	char *label; /* owned; the field; NULL: the same as above */
	char sign;   /* '-' gone, '+' come, ' ' neither */
	char *text;  /* owned */
	enum style style;
};

struct change_lines {
	struct change_line *lines; /* owned */
	size_t n;
	size_t cap;
	int label_width;
	int columns; /* for which they were made */
};

/* `out` is zeroed or freed before. */
void change_lines_make(const struct history_change *c, int columns, struct change_lines *out);
void change_lines_free(struct change_lines *l);

/* From line `top` on, as many as the box has rows. */
void change_lines_put(struct screen *s, struct box b, const struct change_lines *l, size_t top);

#endif
