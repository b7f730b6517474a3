/* What changed between two texts, line by line. */
#ifndef AMPARO_TUI_DIFF_H
#define AMPARO_TUI_DIFF_H

#include <stddef.h>

struct diff_line {
	char sign;        /* '-' only in the first, '+' only in the second, ' ' in both */
	const char *text; /* lent by the texts that were compared */
	size_t len;
};

struct diff {
	struct diff_line *lines; /* owned */
	size_t n;
};

/* Blank lines are left out. Texts that have too little in common are one after the other. */
void diff_make(const char *from, const char *to, struct diff *out);
void diff_free(struct diff *d);

#endif
