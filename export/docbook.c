#include "config.h"

#include "export/docbook.h"

#include <assert.h>
#include <libxml/xmlwriter.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/text.h"

struct docbook {
	xmlTextWriter *writer;
	docbook_sink_fn *sink;
	void *arg;
	bool failed;
	struct str clean;      /* the text being written, cleaned */
	unsigned char *blocks; /* for each open element: whether its last child is a block */
	size_t depth;
	size_t room; /* of `blocks` */
};

/*
 * Never answers a failure to libxml2, which would print a message of its own; the failure is kept
 * here and the rest of the document is dropped.
 */
static int sink_bytes(void *context, const char *bytes, int len)
{
	struct docbook *d = context;

	if (!d->failed && len > 0 && !d->sink(d->arg, bytes, (size_t)len))
		d->failed = true;
	return len;
}

static int sink_closed(void *context)
{
	(void)context;
	return 0;
}

static void check(struct docbook *d, int answer)
{
	if (answer < 0)
		d->failed = true;
}

struct docbook *docbook_open(docbook_sink_fn *sink, void *arg)
{
	struct docbook *d = mem_zero(sizeof(*d));
	xmlOutputBuffer *buffer;

	d->sink = sink;
	d->arg = arg;
	buffer = xmlOutputBufferCreateIO(sink_bytes, sink_closed, d, NULL);
	d->writer = buffer ? xmlNewTextWriter(buffer) : NULL;
	if (!d->writer) {
		if (buffer)
			xmlOutputBufferClose(buffer);
		d->failed = true;
		return d;
	}
	check(d, xmlTextWriterStartDocument(d->writer, "1.0", "UTF-8", NULL));
	return d;
}

bool docbook_close(struct docbook *d)
{
	bool whole;

	if (d->writer) {
		while (d->depth)
			docbook_end(d);
		check(d, xmlTextWriterEndDocument(d->writer));
		xmlFreeTextWriter(d->writer);
	}
	whole = !d->failed;
	str_free(&d->clean);
	free(d->blocks);
	free(d);
	return whole;
}

bool docbook_ok(const struct docbook *d)
{
	return !d->failed;
}

static void open_element(struct docbook *d, const char *element)
{
	if (d->depth == d->room) {
		d->room = d->room ? 2 * d->room : 32;
		d->blocks = mem_resize(d->blocks, d->room, 1);
	}
	d->blocks[d->depth++] = 0;
	if (!d->failed)
		check(d, xmlTextWriterStartElement(d->writer, BAD_CAST element));
}

static void line_end(struct docbook *d)
{
	if (!d->failed)
		check(d, xmlTextWriterWriteRawLen(d->writer, BAD_CAST "\n", 1));
}

void docbook_block(struct docbook *d, const char *element)
{
	if (d->depth) {
		line_end(d);
		d->blocks[d->depth - 1] = 1;
	}
	open_element(d, element);
}

void docbook_inline(struct docbook *d, const char *element)
{
	open_element(d, element);
}

void docbook_end(struct docbook *d)
{
	assert(d->depth > 0);
	if (d->blocks[--d->depth])
		line_end(d);
	if (!d->failed)
		check(d, xmlTextWriterEndElement(d->writer));
}

void docbook_text_n(struct docbook *d, const char *text, size_t len)
{
	if (d->failed || !text || !len)
		return;
	str_clear(&d->clean);
	docbook_clean(&d->clean, text, len, TEXT_LINES);
	check(d, xmlTextWriterWriteString(d->writer, BAD_CAST str_text(&d->clean)));
}

void docbook_text(struct docbook *d, const char *text)
{
	if (text)
		docbook_text_n(d, text, strlen(text));
}

void docbook_textf(struct docbook *d, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	docbook_text_n(d, str_text(&text), text.len);
	str_free(&text);
}

void docbook_attr(struct docbook *d, const char *name, const char *value)
{
	if (d->failed || !value || !*value)
		return;
	str_clear(&d->clean);
	docbook_clean(&d->clean, value, strlen(value), TEXT_LINE);
	check(d, xmlTextWriterWriteAttribute(
			 d->writer, BAD_CAST name, BAD_CAST str_text(&d->clean)));
}

void docbook_leaf(struct docbook *d, const char *element, const char *text)
{
	docbook_block(d, element);
	docbook_text(d, text);
	docbook_end(d);
}

void docbook_phrase(struct docbook *d, const char *element, const char *text)
{
	docbook_inline(d, element);
	docbook_text(d, text);
	docbook_end(d);
}

void docbook_lang(struct docbook *d, const char *lang)
{
	if (!lang || !docbook_is_lang(lang) || !strcmp(lang, "und"))
		return;
	docbook_attr(d, "xml:lang", lang);
	if (docbook_is_rtl(lang))
		docbook_attr(d, "dir", "rtl");
}
