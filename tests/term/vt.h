/* Private to tests/term: the emulator behind a terminal. */
#ifndef AMPARO_TESTS_TERM_VT_H
#define AMPARO_TESTS_TERM_VT_H

#include "tests/term/term.h"

VTerm *term_vt(const struct term *t);

#endif
