#include "config.h"

#include "reader/xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdbool.h>
#include <string.h>

struct parse {
	const struct xml_events *events;
	xmlParserCtxtPtr parser;
	bool refused;
};

/* Five pointers an attribute: local name, prefix, address, first and last of the value. */
#define PER_ATTRIBUTE 5

const char *xml_attribute(const struct xml_element *e, const char *name, size_t *len)
{
	const xmlChar *const *a = e->attributes;

	for (int i = 0; i < e->n_attributes; i++, a += PER_ATTRIBUTE)
		if (!strcmp((const char *)a[0], name)) {
			*len = (size_t)(a[4] - a[3]);
			return (const char *)a[3];
		}
	return NULL;
}

static void on_open(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *address,
	int n_spaces, const xmlChar **spaces, int n_attributes, int n_defaulted,
	const xmlChar **attributes)
{
	struct parse *p = arg;
	struct xml_element e = { (const char *)name, attributes, n_attributes };

	(void)prefix;
	(void)address;
	(void)n_spaces;
	(void)spaces;
	(void)n_defaulted;
	p->events->open(p->events->arg, &e);
}

static void on_close(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *address)
{
	struct parse *p = arg;

	(void)prefix;
	(void)address;
	p->events->close(p->events->arg, (const char *)name);
}

static void on_text(void *arg, const xmlChar *text, int len)
{
	struct parse *p = arg;

	if (len > 0)
		p->events->text(p->events->arg, (const char *)text, (size_t)len);
}

static void on_doctype(void *arg, const xmlChar *name, const xmlChar *public, const xmlChar *system)
{
	struct parse *p = arg;

	(void)name;
	(void)public;
	(void)system;
	p->refused = true;
	xmlStopParser(p->parser);
}

static void be_silent(void *arg, const char *format, ...)
{
	(void)arg;
	(void)format;
}

static void be_silent_too(void *arg, xmlErrorPtr error)
{
	(void)arg;
	(void)error;
}

static enum reader_why feed(struct parse *p, xml_read_fn *read, void *arg)
{
	char bytes[16384];
	ptrdiff_t n;
	int rc = 0;

	while (!rc && !p->refused && (n = read(arg, bytes, sizeof(bytes))) != 0) {
		if (n < 0)
			return WHY_TOO_MUCH;
		rc = xmlParseChunk(p->parser, bytes, (int)n, 0);
	}
	if (!rc && !p->refused)
		rc = xmlParseChunk(p->parser, NULL, 0, 1);
	return rc || p->refused ? WHY_DAMAGED : WHY_NOT;
}

enum reader_why xml_parse(const struct xml_events *events, xml_read_fn *read, void *arg)
{
	struct parse p = { .events = events };
	xmlSAXHandler sax;
	enum reader_why why;

	memset(&sax, 0, sizeof(sax));
	sax.initialized = XML_SAX2_MAGIC;
	sax.startElementNs = on_open;
	sax.endElementNs = on_close;
	sax.characters = on_text;
	sax.ignorableWhitespace = on_text;
	sax.cdataBlock = on_text;
	sax.internalSubset = on_doctype;
	sax.warning = sax.error = sax.fatalError = be_silent;
	sax.serror = (xmlStructuredErrorFunc)be_silent_too;
	p.parser = xmlCreatePushParserCtxt(&sax, &p, NULL, 0, NULL);
	if (!p.parser)
		return WHY_MEMORY;
	xmlCtxtUseOptions(p.parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	why = feed(&p, read, arg);
	xmlFreeParserCtxt(p.parser);
	return why;
}
