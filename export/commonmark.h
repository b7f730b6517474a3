/*
 * CommonMark (libcmark reads it) as DocBook elements. Nothing passes raw: HTML is shown as the text
 * it is, pictures become links, and only http and https addresses may be followed.
 *
 * A link whose address is ENTITY:REF, such as [the police report](exhibit:hk-police-report),
 * cites a record. It becomes <link linkend="…"> around the author's own words where the record is
 * in the document, and the words alone where it is not; or other words, where these must not stand.
 *
 * Headings become nested sections, or bridgeheads where sections cannot stand. A paragraph with
 * hard line breaks becomes a literallayout, as DocBook has no element for a line break.
 */
#ifndef AMPARO_EXPORT_COMMONMARK_H
#define AMPARO_EXPORT_COMMONMARK_H

#include <stdbool.h>
#include <stddef.h>

#include "export/docbook.h"
#include "model/entity.h"
#include "model/str.h"

/*
 * Asked for each citation. Appends to `id` the xml:id of the record when it is in the document, and
 * to `label` the words for a link that has none of its own ("Exhibit P/1"). True: the author's own
 * words must not stand, as they may name whom nobody may name; `label` stands in their place.
 */
typedef bool commonmark_resolve_fn(
	void *arg, enum entity_id entity, const char *ref, struct str *id, struct str *label);

struct commonmark {
	struct docbook *out;
	commonmark_resolve_fn *resolve; /* NULL: no record is in the document */
	void *arg;
	/* Headings become sections; after the call nothing but sections may follow. */
	bool sections;
	/* The last number that a paragraph got, counted on; NULL: paragraphs have no numbers. */
	int *number;
	/* With `number`: the last ordered list of the document is the numbered one, and goes on. */
	bool continued;
};

/*
 * Writes `text`. With `number`, each paragraph of the outermost level is an item, xml:id="para-N",
 * of an orderedlist role="numbered-paras" that runs on through the sections; lists, quotations and
 * code that follow a paragraph belong to its item. Where the author typed the numbers, so that the
 * ordered lists of the outermost level run on from one to the next and are most of the text, their
 * items are the numbered paragraphs instead. Answers whether anything was written.
 */
bool commonmark_write(struct commonmark *c, const char *text);

/* Calls `fn` for each record that `text` cites, in order. */
typedef void commonmark_cite_fn(void *arg, enum entity_id entity, const char *ref);
void commonmark_citations(const char *text, commonmark_cite_fn *fn, void *arg);

/*
 * The same, with the number of the paragraph that it stands in, as commonmark_write() numbers them
 * from 1 on; 0: in none, as in a heading, or where they are not `numbered`.
 */
typedef void commonmark_cite_at_fn(
	void *arg, enum entity_id entity, const char *ref, int paragraph);
void commonmark_citations_at(const char *text, bool numbered, commonmark_cite_at_fn *fn, void *arg);

#endif
