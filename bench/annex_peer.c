/*
 * usage: annex_peer ROWS FILE
 * The least that libxml2 can do: a loop over a text writer that writes ROWS signatories in the
 * markup of the annex (tables of 500 rows, four cells each), and nothing else.
 */
#include "config.h"

#include <libxml/xmlwriter.h>
#include <stdio.h>
#include <stdlib.h>

static void cell(xmlTextWriterPtr w, const char *text)
{
	xmlTextWriterWriteElement(w, BAD_CAST "entry", BAD_CAST text);
}

static void row(xmlTextWriterPtr w, long i)
{
	char number[24];
	char name[48];

	snprintf(number, sizeof number, "%ld", i + 1);
	snprintf(name, sizeof name, "Adam Number %07ld", i);
	xmlTextWriterStartElement(w, BAD_CAST "row");
	cell(w, number);
	xmlTextWriterStartElement(w, BAD_CAST "entry");
	xmlTextWriterWriteElement(w, BAD_CAST "personname", BAD_CAST name);
	xmlTextWriterEndElement(w);
	cell(w, "Hong Kong, Hong Kong");
	xmlTextWriterStartElement(w, BAD_CAST "entry");
	xmlTextWriterWriteElement(w, BAD_CAST "date", BAD_CAST "2020-07-18");
	xmlTextWriterEndElement(w);
	xmlTextWriterEndElement(w);
	xmlTextWriterWriteRaw(w, BAD_CAST "\n");
}

static void table(xmlTextWriterPtr w, long first, long n)
{
	xmlTextWriterStartElement(w, BAD_CAST "informaltable");
	xmlTextWriterStartElement(w, BAD_CAST "tgroup");
	xmlTextWriterWriteAttribute(w, BAD_CAST "cols", BAD_CAST "4");
	xmlTextWriterStartElement(w, BAD_CAST "tbody");
	for (long i = 0; i < n; i++)
		row(w, first + i);
	xmlTextWriterEndElement(w);
	xmlTextWriterEndElement(w);
	xmlTextWriterEndElement(w);
}

int main(int argc, char **argv)
{
	long rows = argc == 3 ? atol(argv[1]) : 0;
	xmlTextWriterPtr w = argc == 3 ? xmlNewTextWriterFilename(argv[2], 0) : NULL;

	if (!w) {
		fprintf(stderr, "usage: annex_peer ROWS FILE\n");
		return 2;
	}
	xmlTextWriterStartDocument(w, NULL, "UTF-8", NULL);
	xmlTextWriterStartElementNS(
		w, NULL, BAD_CAST "appendix", BAD_CAST "http://docbook.org/ns/docbook");
	for (long i = 0; i < rows; i += 500)
		table(w, i, rows - i < 500 ? rows - i : 500);
	xmlTextWriterEndDocument(w);
	xmlFreeTextWriter(w);
	return 0;
}
