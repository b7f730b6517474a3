#include "config.h"

#include <string.h>

#include "reader/formats.h"

/*
 * As mode_read, for PDFs and images, with the text that tesseract sees where there is none. Its one
 * argument are the languages: heb+eng.
 */
enum reader_why mode_ocr(struct reader *r)
{
	const char *kind = kind_of_file();
	struct see *see = NULL;
	enum reader_why why;

	if (!kind)
		return WHY_DAMAGED;
	reader_say_text(r, SAY_MIME, kind);
	if (strcmp(kind, "application/pdf") && strncmp(kind, "image/", 6))
		return WHY_KIND;
	why = see_open(r->n_args ? r->args[0] : "", &see);
	if (!why)
		why = strcmp(kind, "application/pdf") ? see_image(r, see) : see_pdf(r, see);
	see_close(see);
	return why;
}
