/* Private to tests/term: what is behind a terminal. */
#ifndef AMPARO_TESTS_TERM_VT_H
#define AMPARO_TESTS_TERM_VT_H

#include "tests/term/term.h"

VTerm *term_vt(const struct term *t);

/* Our side of the pseudo-terminal. */
int term_fd(const struct term *t);

/* Decodes base64 of `len` letters; ends with NUL. The caller frees it. */
char *base64_decode(const char *letters, size_t len);

#endif
