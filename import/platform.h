/*
 * Where a file was exported, by the names of its columns. Sources: what each platform's manual or
 * its readers say of the file, see the table in platform.c. A guess, to be shown.
 */
#ifndef AMPARO_IMPORT_PLATFORM_H
#define AMPARO_IMPORT_PLATFORM_H

#include "import/csv.h"
#include "model/str.h"

struct platform {
	const char *name;  /* what is stored and typed: "change.org" */
	const char *label; /* marked for translation: "Change.org" */
};

/* NULL: it is none that is known, as with a sheet that somebody typed. Lent, for ever. */
const struct platform *platform_guess(const struct csv_record *header);

/* Of --platform; "paper" and "other" are found too. NULL: none of them. */
const struct platform *platform_find(const char *name);

/* Appends the names that platform_find() knows, ", " between them. */
void platform_names(struct str *out);

/*
 * A header as it is compared: folded (without case and accents), without outer blanks and trailing
 * commas, and blanks, dots and dashes as '_'. Appends.
 */
void header_fold(const char *text, size_t len, struct str *out);

#endif
