/* What the readers of office files share; each part of such a file is one stream of XML. */
#ifndef AMPARO_READER_OFFICE_H
#define AMPARO_READER_OFFICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/str.h"
#include "reader/pages.h"
#include "reader/reader.h"
#include "reader/unzip.h"
#include "reader/xml.h"

#define OFFICE_SLIDES 2000

struct office {
	struct reader *r;
	struct unzip zip;
	struct pages pages;
	struct str deleted; /* text that was deleted and is still there */
	int skipped;        /* within so many elements whose text is not the document's */
	bool in_text;       /* within an element whose text counts */

	/* Tables: text that cells point to. */
	struct str *shared;
	size_t n_shared;
	bool points; /* the cell's value is the number of a shared text */
	struct str value;

	/* Slides, which a zip has in any order. */
	struct str *slide; /* by number, from 1; OFFICE_SLIDES + 1 of them, or NULL */
	size_t n_slides;
	struct str *into; /* where text goes instead of the pages; NULL: the pages */

	/* What the file says of itself. */
	const char *says; /* the name for the text of the element in hand; NULL: none */
	struct str said;
};

void office_put(struct office *o, const char *text, size_t len);
void office_line(struct office *o);

/* Reads the file of the zip in hand with these events. */
enum reader_why office_part(struct office *o, const struct xml_events *events);

/* Files of a zip with the events that read them, ended by a NULL name. A name that ends with a '*'
 * means all that begin so. */
struct office_part {
	const char *name;
	const struct xml_events *events; /* `arg` is not used: the struct office is given */
};

/* office_ooxml.c and office_odf.c: the files of each, and a pass over the zip. */
enum reader_why office_pass(struct office *o, const struct office_part *parts);
enum reader_why office_ooxml(struct office *o, const char *kind);
enum reader_why office_odf(struct office *o, const char *kind);

/* Both: what stands in docProps/core.xml, meta.xml and their like. */
extern const struct xml_events office_says_events;

#endif
