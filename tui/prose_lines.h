/* Private to prose*.c: text with its looks, broken into lines behind what stands before them. */
#ifndef AMPARO_TUI_PROSE_LINES_H
#define AMPARO_TUI_PROSE_LINES_H

#include "tui/prose.h"

/* Lists and quotations in each other; deeper ones are not set in further. */
#define PROSE_DEPTH 12

/* What stands before the lines of a list's item or a quotation. */
struct prose_margin {
	char first[32]; /* before the first line: a bullet, a number */
	char rest[32];  /* before those that follow */
	bool used;      /* the first line was made */
};

struct prose_lines {
	struct prose *out;
	int columns;
	size_t max;
	size_t cap;
	struct str text;        /* of the block that is being collected */
	struct prose_run *runs; /* owned; of it */
	size_t n_runs;
	size_t cap_runs;
	struct prose_margin margins[PROSE_DEPTH];
	int depth; /* may be more than there are margins */
	bool gap;  /* a blank line is due */
};

void prose_lines_begin(struct prose_lines *l, struct prose *out, int columns, size_t max);
void prose_lines_free(struct prose_lines *l);

/* Text of the block that is being collected; LF ends a line. */
void prose_lines_add(struct prose_lines *l, const char *text, enum style style, size_t link);

/* The block ends: it is broken into lines. An empty one is a line with its bullet, if there is one.
 */
void prose_lines_end(struct prose_lines *l);

/* A blank line before the next one, unless it is the first. */
void prose_lines_gap(struct prose_lines *l);

/* A margin further in, and out again. `rest` NULL: blanks as wide as `first`. */
void prose_lines_in(struct prose_lines *l, const char *first, const char *rest);
void prose_lines_out(struct prose_lines *l);

#endif
