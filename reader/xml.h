/*
 * XML from outside as events. Elements come by their local names; a document type is refused, so
 * that there are no entities but the five and nothing is fetched.
 */
#ifndef AMPARO_READER_XML_H
#define AMPARO_READER_XML_H

#include <stddef.h>

#include "reader/protocol.h"

struct xml_element {
	const char *name;
	const void *attributes; /* see xml_attribute() */
	int n_attributes;
};

struct xml_events {
	void (*open)(void *arg, const struct xml_element *e);
	void (*close)(void *arg, const char *name);
	void (*text)(void *arg, const char *text, size_t len);
	void *arg;
};

/* An attribute by its local name: its text and length; NULL: there is none. Not NUL-terminated. */
const char *xml_attribute(const struct xml_element *e, const char *name, size_t *len);

/* Bytes of the file in the piece that is given; 0 at the end, -1 when it cannot be read. */
typedef ptrdiff_t xml_read_fn(void *arg, void *bytes, size_t room);

/* WHY_DAMAGED: it is no well-formed XML, or has a document type. WHY_TOO_MUCH: `read` failed. */
enum reader_why xml_parse(const struct xml_events *events, xml_read_fn *read, void *arg);

#endif
