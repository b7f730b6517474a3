#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "reader/formats.h"
#include "reader/office.h"
#include "reader/says.h"

void office_put(struct office *o, const char *text, size_t len)
{
	if (o->into)
		text_put(o->into, text, len);
	else
		pages_add(&o->pages, text, len);
}

void office_line(struct office *o)
{
	if (!o->into)
		pages_line(&o->pages);
	else if (o->into->len && o->into->data[o->into->len - 1] != '\n')
		str_add_c(o->into, '\n');
}

/* ---- parts ---- */

static ptrdiff_t read_zip(void *arg, void *bytes, size_t room)
{
	struct office *o = arg;

	return o->pages.full ? -1 : unzip_read(&o->zip, bytes, room);
}

enum reader_why office_part(struct office *o, const struct xml_events *events)
{
	struct xml_events mine = *events;
	enum reader_why why;

	mine.arg = o;
	o->skipped = 0;
	o->in_text = false;
	o->says = NULL;
	str_clear(&o->said);
	why = xml_parse(&mine, read_zip, o);
	return o->zip.why ? o->zip.why : why;
}

static bool is_named(const char *pattern, const char *name)
{
	size_t len = strlen(pattern);

	return pattern[len - 1] == '*' ? !strncmp(pattern, name, len - 1) : !strcmp(pattern, name);
}

enum reader_why office_pass(struct office *o, const struct office_part *parts)
{
	const char *name;
	enum reader_why why = WHY_NOT;

	if (!unzip_open(&o->zip))
		why = WHY_DAMAGED;
	while (!why && (name = unzip_next(&o->zip)) != NULL) {
		const struct office_part *p = parts;

		while (p->name && !is_named(p->name, name))
			p++;
		if (p->name)
			why = office_part(o, p->events);
	}
	if (!why)
		why = o->zip.why;
	unzip_close(&o->zip);
	return why;
}

/* ---- what it says of itself ---- */

static const struct {
	const char *element;
	const char *name;
} properties[] = {
	{ "title", "title" },
	{ "subject", "subject" },
	{ "description", "description" },
	{ "keywords", "keywords" },
	{ "keyword", "keywords" },
	{ "initial-creator", "author" },
	{ "lastModifiedBy", "editor" },
	{ "created", "created" },
	{ "creation-date", "created" },
	{ "modified", "modified" },
	{ "lastPrinted", "printed" },
	{ "print-date", "printed" },
	{ "printed-by", "printed-by" },
	{ "generator", "program" },
	{ "Application", "program" },
	{ "Company", "company" },
	{ "Manager", "manager" },
	{ "Template", "template" },
	{ "HyperlinkBase", "path" },
	{ "language", "language" },
	/* core.xml has the author in dc:creator, meta.xml who changed it last; see open_says(). */
	{ "creator", "author" },
	{ "date", "modified" },
};

static void open_says(void *arg, const struct xml_element *e)
{
	struct office *o = arg;

	/* Only OpenDocument names its root so. */
	if (!strcmp(e->name, "document-meta"))
		o->skipped = 1;
	o->says = NULL;
	for (size_t i = 0; i < sizeof(properties) / sizeof(properties[0]); i++)
		if (!strcmp(e->name, properties[i].element))
			o->says = properties[i].name;
	if (o->skipped && !strcmp(e->name, "creator"))
		o->says = "editor";
	str_clear(&o->said);
}

static void close_says(void *arg, const char *name)
{
	struct office *o = arg;

	(void)name;
	if (o->says && !strcmp(o->says, "language"))
		reader_say_text(o->r, SAY_LANGUAGE, str_text(&o->said));
	else if (o->says)
		says_n(o->r, o->says, str_text(&o->said), o->said.len);
	o->says = NULL;
}

static void text_says(void *arg, const char *text, size_t len)
{
	struct office *o = arg;

	if (o->says)
		text_put(&o->said, text, len);
}

const struct xml_events office_says_events = { open_says, close_says, text_says, NULL };

/* ---- the file ---- */

#define OOXML "application/vnd.openxmlformats-officedocument."
#define ODF "application/vnd.oasis.opendocument."

static const struct {
	const char *file; /* that stands in it */
	const char *kind;
} ooxml[] = {
	{ "word/document.xml", OOXML "wordprocessingml.document" },
	{ "xl/workbook.xml", OOXML "spreadsheetml.sheet" },
	{ "ppt/presentation.xml", OOXML "presentationml.presentation" },
};

/* What the file "mimetype" holds, when it is one of OpenDocument's. */
static const char *kind_of_odf(struct unzip *zip)
{
	static char kind[128];
	ptrdiff_t n = unzip_read(zip, kind, sizeof(kind) - 1);

	kind[n > 0 ? n : 0] = '\0';
	return strncmp(kind, ODF, strlen(ODF)) ? NULL : kind;
}

const char *kind_of_zip(void)
{
	struct unzip zip;
	const char *kind = NULL, *name;

	if (unzip_open(&zip))
		while (!kind && (name = unzip_next(&zip)) != NULL) {
			if (!strcmp(name, "mimetype"))
				kind = kind_of_odf(&zip);
			for (size_t i = 0; i < sizeof(ooxml) / sizeof(ooxml[0]) && !kind; i++)
				if (!strcmp(name, ooxml[i].file))
					kind = ooxml[i].kind;
		}
	unzip_close(&zip);
	return kind;
}

/* An OLE file: an office file that is locked holds one named EncryptedPackage, in UTF-16. The
 * formats from before 2007 are not read. */
static enum reader_why refuse_ole(void)
{
	static const char locked[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
	char *bytes;
	size_t len;
	enum reader_why why = read_whole(&bytes, &len);

	if (!why)
		why = memmem(bytes, len, locked, sizeof(locked) - 1) ? WHY_LOCKED : WHY_OLD;
	free(bytes);
	return why;
}

static void office_free(struct office *o)
{
	for (size_t i = 0; i < o->n_shared; i++)
		str_free(&o->shared[i]);
	for (size_t i = 0; o->slide && i <= OFFICE_SLIDES; i++)
		str_free(&o->slide[i]);
	free(o->shared);
	free(o->slide);
	str_free(&o->deleted);
	str_free(&o->said);
	str_free(&o->value);
}

enum reader_why read_office(struct reader *r)
{
	struct office o = { .r = r };
	const char *kind = kind_of_zip();
	enum reader_why why, end;

	if (!kind)
		return refuse_ole();
	str_init(&o.deleted, 2000);
	str_init(&o.said, 1 << 16);
	str_init(&o.value, 1 << 20);
	pages_begin(&o.pages, r, !strstr(kind, "presentation"));
	why = strncmp(kind, OOXML, strlen(OOXML)) ? office_odf(&o, kind) : office_ooxml(&o, kind);
	says(r, "deleted", str_text(&o.deleted));
	end = pages_end(&o.pages);
	office_free(&o);
	/* The text that was too long stopped the XML in its middle. */
	return end ? end : why;
}
