/* A screen as a picture: SVG that needs no font but some monospaced one, the same bytes each time.
 */
#ifndef AMPARO_TESTS_SCREENS_PICTURE_H
#define AMPARO_TESTS_SCREENS_PICTURE_H

#include "tests/term/term.h"

/* `title` says what is seen, for those who do not see it. The caller frees the text. */
char *picture_screen(const struct term *t, const char *title);

#endif
