/* For tests of what is written as DocBook: into memory, read back, held against the schema. */
#ifndef AMPARO_TESTS_XML_HELP_H
#define AMPARO_TESTS_XML_HELP_H

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "export/docbook.h"
#include "model/str.h"
#include "tests/unit/seed.h"

#define SCHEMA "/usr/share/xml/docbook/schema/rng/5.0/docbook.rng"

static inline bool xml_sink(void *arg, const char *bytes, size_t len)
{
	str_add_n(arg, bytes, len);
	return true;
}

static inline void xml_silent(void *arg, xmlError *error)
{
	(void)arg;
	(void)error;
}

static inline xmlDoc *xml_read(const struct str *text)
{
	return xmlReadMemory(str_text(text), (int)text->len, NULL, NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
}

/* NULL where the schema is not installed; free it with xmlRelaxNGFree(). */
static inline xmlRelaxNG *xml_schema(void)
{
	xmlRelaxNGParserCtxt *parser =
		access(SCHEMA, R_OK) ? NULL : xmlRelaxNGNewParserCtxt(SCHEMA);
	xmlRelaxNG *schema = parser ? xmlRelaxNGParse(parser) : NULL;

	xmlRelaxNGFreeParserCtxt(parser);
	return schema;
}

/* Whether the document is valid; without the schema, whether it is one at all. */
static inline bool xml_valid(xmlRelaxNG *schema, const struct str *text)
{
	xmlDoc *doc = xml_read(text);
	bool valid = doc != NULL;

	if (doc && schema) {
		xmlRelaxNGValidCtxt *check = xmlRelaxNGNewValidCtxt(schema);

		xmlRelaxNGSetValidStructuredErrors(check, xml_silent, NULL);
		valid = xmlRelaxNGValidateDoc(check, doc) == 0;
		xmlRelaxNGFreeValidCtxt(check);
	}
	xmlFreeDoc(doc);
	return valid;
}

/* Pieces that break careless writers; every one of `n` is appended with its length. */
static inline void xml_hostile(struct chance *chance, struct str *out, unsigned pieces)
{
	static const struct {
		const char *bytes;
		size_t len;
	} bad[] = { { "\0", 1 }, { "\001", 1 }, { "\033[31m", 5 }, { "\b", 1 }, { "\t", 1 },
		{ "\n", 1 }, { "\r\n", 2 }, { "\r", 1 }, { "\177", 1 }, { "\302\205", 2 },
		{ "\302\233", 2 }, { "\377", 1 }, { "\300\200", 2 }, { "\355\240\200", 3 },
		{ "\364\220\200\200", 4 }, { "\342\202", 2 }, { "\357\277\276", 3 },
		{ "\357\277\277", 3 }, { "\360\237\277\276", 4 }, { "\357\267\220", 3 },
		{ "\342\200\256", 3 }, { "\342\200\217", 3 }, { "\342\201\246", 3 },
		{ "\342\200\213", 3 }, { "\342\200\250", 3 }, { "\357\273\277", 3 },
		{ "\363\240\200\201", 4 }, { "\302\255", 2 }, { "\314\201\314\201\314\201", 6 },
		{ "]]>", 3 }, { "&", 1 }, { "&amp;", 5 }, { "&#1;", 4 }, { "&#xFFFE;", 8 },
		{ "<", 1 }, { "</para>", 7 }, { "<!--", 4 }, { "<?x?>", 5 }, { "\"", 1 },
		{ "'", 1 }, { "\327\251\327\234", 4 }, { "\351\231\263", 3 }, { "e\314\201", 3 },
		{ "\360\237\230\200", 4 }, { "a b", 3 }, { "  ", 2 }, { "Cohen, Noa", 10 } };

	while (pieces--) {
		unsigned i = chance_below(chance, sizeof(bad) / sizeof(bad[0]));

		str_add_n(out, bad[i].bytes, bad[i].len);
	}
}

#endif
