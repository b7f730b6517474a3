/*
 * Elements and escaping of a DocBook 5.0 document over libxml2's xmlTextWriter: it streams, and
 * its memory does not grow with the document. All text passes text_clean() and what XML 1.0
 * forbids is replaced by U+FFFD before libxml2 sees it, because libxml2 writes such characters
 * and cannot read them back. Nothing here knows the time, the locale or the file system.
 *
 * Failures are kept: after one, every call does nothing, and docbook_close() answers false.
 *
 * Sources: DocBook 5.0 (OASIS, 2009); XML 1.0, 5th edition, 2.2 (characters); RFC 3986 (addresses).
 */
#ifndef AMPARO_EXPORT_DOCBOOK_H
#define AMPARO_EXPORT_DOCBOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"
#include "model/text.h"

#define DOCBOOK_NS "http://docbook.org/ns/docbook"
#define DOCBOOK_XLINK "http://www.w3.org/1999/xlink"

/* The most rows that one table holds: validators and stylesheets are quadratic in them. */
#define DOCBOOK_TABLE_ROWS 500

struct docbook;

/* Takes the bytes as they are made, in order. Answering false is a failure; it is not called again.
 */
typedef bool docbook_sink_fn(void *arg, const char *bytes, size_t len);

/* Begins with the XML declaration, in UTF-8. Never NULL. */
struct docbook *docbook_open(docbook_sink_fn *sink, void *arg);

/* Ends what is still open, hands over the last bytes and frees. False: the document is not whole.
 */
bool docbook_close(struct docbook *d);

/* Whether nothing has failed yet. */
bool docbook_ok(const struct docbook *d);

/*
 * Opens an element on a line of its own; its parent must hold no text. The names of elements and
 * attributes are constants of the program.
 */
void docbook_block(struct docbook *d, const char *element);

/* Opens an element within text: nothing is added before or after it. */
void docbook_inline(struct docbook *d, const char *element);

/* An attribute of the element just opened. NULL and "" write nothing. */
void docbook_attr(struct docbook *d, const char *name, const char *value);

/* xml:lang, and dir="rtl" where the language is written so. Nothing where `lang` is no language
 * tag. */
void docbook_lang(struct docbook *d, const char *lang);

/* Text; line ends stay. NULL is nothing. */
void docbook_text(struct docbook *d, const char *text);
void docbook_text_n(struct docbook *d, const char *text, size_t len);
void docbook_textf(struct docbook *d, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Ends the element opened last. */
void docbook_end(struct docbook *d);

/* A whole block, or inline, element that holds text alone. */
void docbook_leaf(struct docbook *d, const char *element, const char *text);
void docbook_phrase(struct docbook *d, const char *element, const char *text);

/*
 * Appends what is written for `text`, before it is escaped: docbook_text() writes in the shape
 * TEXT_LINES, docbook_attr() in TEXT_LINE.
 */
void docbook_clean(struct str *out, const char *text, size_t len, enum text_shape shape);

/*
 * Appends an xml:id: `prefix` (which must begin with a letter), '-' and `ref`, in which what is not
 * an ASCII letter, digit, '.' or '-' stands in hexadecimal between '_'. Different refs give
 * different ids.
 */
void docbook_id(struct str *out, const char *prefix, const char *ref);

/*
 * Appends an http or https address fit for xlink:href, with what RFC 3986 does not allow
 * percent-encoded. False, with nothing appended: it is not such an address.
 */
bool docbook_href(struct str *out, const char *url);

/* Whether it has the form of a language tag (BCP 47), and whether that language is written from
 * right to left. */
bool docbook_is_lang(const char *lang);
bool docbook_is_rtl(const char *lang);

#endif
