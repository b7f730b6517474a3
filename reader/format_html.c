#include "config.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "model/text.h"
#include "reader/formats.h"
#include "reader/says.h"

/* The text of HTML through libxml2's HTML parser, which reads whatever there is and fetches
 * nothing. */

struct html {
	struct pages *p;
	struct reader *r; /* NULL: the head is not said */
	int hidden;       /* within so many elements whose text is not shown */
	bool title;       /* within the title */
	struct str heading;
};

static bool is_one_of(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (!strcasecmp(name, *names))
			return true;
	return false;
}

static bool is_hidden(const char *name)
{
	static const char *const names[] = { "script", "style", "template", "noscript", NULL };

	return is_one_of(name, names);
}

/* Whatever stands on lines of its own. */
static bool is_block(const char *name)
{
	static const char *const names[] = { "p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd",
		"tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "blockquote",
		"article", "section", "header", "footer", "nav", "aside", "address", "form",
		"figure", "figcaption", "body", "option", "legend", "caption", "main", NULL };

	return is_one_of(name, names);
}

static const char *attribute(const xmlChar **pairs, const char *name)
{
	for (; pairs && pairs[0]; pairs += 2)
		if (!strcasecmp((const char *)pairs[0], name))
			return (const char *)pairs[1];
	return NULL;
}

static void say_meta(struct reader *r, const xmlChar **pairs)
{
	static const char *const metas[][2] = { { "author", "author" }, { "generator", "program" },
		{ "description", "description" }, { "keywords", "keywords" },
		{ "dcterms.created", "created" }, { "date", "date" }, { "dc.creator", "author" },
		{ "article:author", "author" }, { "article:published_time", "date" },
		{ "copyright", "copyright" } };
	const char *name = attribute(pairs, "name"), *value = attribute(pairs, "content");

	if (!name)
		name = attribute(pairs, "property");
	for (size_t i = 0; name && i < sizeof(metas) / sizeof(metas[0]); i++)
		if (!strcasecmp(name, metas[i][0]))
			says(r, metas[i][1], value);
}

static void on_open(void *arg, const xmlChar *element, const xmlChar **pairs)
{
	struct html *h = arg;
	const char *name = (const char *)element, *language;

	if (is_hidden(name))
		h->hidden++;
	if (!strcasecmp(name, "title"))
		h->title = true;
	if (h->r && !strcasecmp(name, "meta"))
		say_meta(h->r, pairs);
	language = h->r && !strcasecmp(name, "html") ? attribute(pairs, "lang") : NULL;
	if (language)
		reader_say_text(h->r, SAY_LANGUAGE, language);
	if (is_block(name))
		pages_line(h->p);
	else if (!strcasecmp(name, "td") || !strcasecmp(name, "th"))
		pages_add(h->p, "\t", 1);
	if (attribute(pairs, "alt"))
		pages_add_text(h->p, attribute(pairs, "alt"));
}

static void on_close(void *arg, const xmlChar *element)
{
	struct html *h = arg;
	const char *name = (const char *)element;

	if (is_hidden(name) && h->hidden > 0)
		h->hidden--;
	if (!strcasecmp(name, "title"))
		h->title = false;
	if (is_block(name) || !strcasecmp(name, "title"))
		pages_line(h->p);
}

static void on_text(void *arg, const xmlChar *text, int len)
{
	struct html *h = arg;

	if (h->hidden || len <= 0)
		return;
	if (h->title)
		str_add_n(&h->heading, (const char *)text, (size_t)len);
	pages_add(h->p, (const char *)text, (size_t)len);
}

static void be_silent(void *arg, const char *format, ...)
{
	(void)arg;
	(void)format;
}

void html_text(
	struct pages *p, struct reader *r, const char *bytes, size_t len, const char *charset)
{
	struct html h = { .p = p, .r = r, .heading = { .max = 4096 } };
	htmlSAXHandler sax;
	htmlParserCtxtPtr parser;

	memset(&sax, 0, sizeof(sax));
	sax.startElement = on_open;
	sax.endElement = on_close;
	sax.characters = on_text;
	sax.ignorableWhitespace = on_text;
	sax.warning = sax.error = be_silent;
	parser = htmlCreatePushParserCtxt(&sax, &h, NULL, 0, NULL, XML_CHAR_ENCODING_NONE);
	if (!parser)
		return;
	htmlCtxtUseOptions(parser,
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
	if (charset) {
		xmlCharEncodingHandlerPtr how = xmlFindCharEncodingHandler(charset);

		if (how)
			xmlSwitchToEncoding(parser, how);
	}
	for (size_t at = 0; at < len && !p->full; at += 65536)
		htmlParseChunk(parser, bytes + at, (int)(len - at < 65536 ? len - at : 65536), 0);
	htmlParseChunk(parser, NULL, 0, 1);
	if (r)
		says(r, "title", str_text(&h.heading));
	str_free(&h.heading);
	htmlFreeParserCtxt(parser);
}

enum reader_why read_html(struct reader *r)
{
	struct pages p;
	char *bytes;
	size_t len;
	enum reader_why why = read_whole(&bytes, &len);

	if (why)
		return why;
	pages_begin(&p, r, true);
	/* Where the file is UTF-8 it need not say so. */
	html_text(&p, r, bytes, len, text_is_utf8(bytes, len) ? "UTF-8" : NULL);
	free(bytes);
	return pages_end(&p);
}
