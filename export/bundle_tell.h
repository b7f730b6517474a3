/* Private to export/bundle*.c: what is told of a bundle when it is made. */
#ifndef AMPARO_EXPORT_BUNDLE_TELL_H
#define AMPARO_EXPORT_BUNDLE_TELL_H

#include "export/bundle.h"

/* Fills what is said by name. */
enum status bundle_tell(struct book *b, struct bundle_summary *out) MUST_USE;

#endif
