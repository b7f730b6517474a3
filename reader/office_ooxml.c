#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "reader/office.h"
#include "reader/says.h"

/* Office Open XML, ECMA-376: text documents, tables, slides. */

static bool is(const char *a, const char *b)
{
	return !strcmp(a, b);
}

static void say_attribute(
	struct office *o, const struct xml_element *e, const char *attribute, const char *name)
{
	size_t len;
	const char *value = xml_attribute(e, attribute, &len);

	if (value)
		says_n(o->r, name, value, len);
}

/* ---- text documents, and the text of slides ---- */

static void open_text(void *arg, const struct xml_element *e)
{
	struct office *o = arg;

	if (is(e->name, "t"))
		o->in_text = true;
	else if (is(e->name, "delText"))
		o->skipped = 1;
	else if (is(e->name, "tab"))
		office_put(o, "\t", 1);
	else if (is(e->name, "br") || is(e->name, "cr"))
		office_put(o, "\n", 1);
	else if (is(e->name, "noBreakHyphen"))
		office_put(o, "-", 1);
	else if (is(e->name, "ins") || is(e->name, "del"))
		say_attribute(o, e, "author", "editor");
	else if (is(e->name, "comment"))
		say_attribute(o, e, "author", "comment");
}

static void close_text(void *arg, const char *name)
{
	struct office *o = arg;

	if (is(name, "t"))
		o->in_text = false;
	else if (is(name, "delText"))
		o->skipped = 0;
	else if (is(name, "p"))
		office_line(o);
	else if (is(name, "tc"))
		office_put(o, "\t", 1);
}

static void text_text(void *arg, const char *text, size_t len)
{
	struct office *o = arg;

	if (o->skipped)
		text_put(&o->deleted, text, len);
	else if (o->in_text)
		office_put(o, text, len);
}

static const struct xml_events text_events = { open_text, close_text, text_text, NULL };

/* What a document points to outside of itself: its template in somebody's folder. */
static void open_relations(void *arg, const struct xml_element *e)
{
	size_t len;
	const char *mode = xml_attribute(e, "TargetMode", &len);
	const char *target = mode ? xml_attribute(e, "Target", &len) : NULL;

	if (target && is(e->name, "Relationship") && len > 5 && !strncmp(target, "file:", 5))
		say_attribute(arg, e, "Target", "path");
}

static void pass_close(void *arg, const char *name)
{
	(void)arg;
	(void)name;
}

static void pass_text(void *arg, const char *text, size_t len)
{
	(void)arg;
	(void)text;
	(void)len;
}

static const struct xml_events relations_events = { open_relations, pass_close, pass_text, NULL };

/* ---- tables ---- */

#define SHARED_MAX 1000000

static void open_shared(void *arg, const struct xml_element *e)
{
	struct office *o = arg;

	if (is(e->name, "si") && o->n_shared < SHARED_MAX) {
		if (!(o->n_shared & (o->n_shared - 1)))
			o->shared = mem_resize(
				o->shared, o->n_shared ? o->n_shared * 2 : 1, sizeof(*o->shared));
		str_init(&o->shared[o->n_shared++], 1 << 16);
	}
	if (is(e->name, "rPh"))
		o->skipped++;
	o->in_text = is(e->name, "t");
}

static void close_shared(void *arg, const char *name)
{
	struct office *o = arg;

	if (is(name, "rPh") && o->skipped)
		o->skipped--;
	o->in_text = false;
}

static void text_shared(void *arg, const char *text, size_t len)
{
	struct office *o = arg;

	if (o->in_text && !o->skipped && o->n_shared)
		text_put(&o->shared[o->n_shared - 1], text, len);
}

static const struct xml_events shared_events = { open_shared, close_shared, text_shared, NULL };

static void open_sheet(void *arg, const struct xml_element *e)
{
	struct office *o = arg;

	if (is(e->name, "c")) {
		size_t len;
		const char *type = xml_attribute(e, "t", &len);

		o->points = type && len == 1 && *type == 's';
		str_clear(&o->value);
	}
	if (is(e->name, "v") || is(e->name, "t"))
		o->in_text = true;
}

static void put_cell(struct office *o)
{
	char *end;
	unsigned long at;

	if (o->points) {
		at = strtoul(str_text(&o->value), &end, 10);
		if (end != o->value.data && at < o->n_shared)
			office_put(o, str_text(&o->shared[at]), o->shared[at].len);
	} else {
		office_put(o, str_text(&o->value), o->value.len);
	}
	office_put(o, "\t", 1);
}

static void close_sheet(void *arg, const char *name)
{
	struct office *o = arg;

	o->in_text = false;
	if (is(name, "c"))
		put_cell(o);
	else if (is(name, "row"))
		office_line(o);
}

static void text_sheet(void *arg, const char *text, size_t len)
{
	struct office *o = arg;

	if (o->in_text)
		text_put(&o->value, text, len);
}

static const struct xml_events sheet_events = { open_sheet, close_sheet, text_sheet, NULL };

/* ---- slides ---- */

/* The number in "ppt/slides/slide12.xml"; 0: it is none. */
static size_t slide_number(const char *name)
{
	static const char before[] = "ppt/slides/slide";
	unsigned long n;
	char *end;

	if (strncmp(name, before, sizeof(before) - 1))
		return 0;
	n = strtoul(name + sizeof(before) - 1, &end, 10);
	return n <= OFFICE_SLIDES && is(end, ".xml") ? n : 0;
}

/* A zip has them in any order; pages are said in theirs. */
static enum reader_why read_slides(struct office *o)
{
	const char *name;
	enum reader_why why = WHY_NOT;

	o->slide = mem_zero((OFFICE_SLIDES + 1) * sizeof(*o->slide));
	if (!unzip_open(&o->zip))
		why = WHY_DAMAGED;
	while (!why && (name = unzip_next(&o->zip)) != NULL) {
		size_t n = slide_number(name);

		if (!n)
			continue;
		o->slide[n].max = 1 << 20;
		o->into = &o->slide[n];
		why = office_part(o, &text_events);
		o->n_slides = n > o->n_slides ? n : o->n_slides;
	}
	o->into = NULL;
	if (!why)
		why = o->zip.why;
	unzip_close(&o->zip);
	if (why)
		return why;
	reader_say_number(o->r, SAY_PAGES, (uint32_t)o->n_slides);
	for (size_t i = 1; i <= o->n_slides; i++) {
		pages_add(&o->pages, str_text(&o->slide[i]), o->slide[i].len);
		pages_break(&o->pages);
	}
	return WHY_NOT;
}

/* ---- the file ---- */

enum reader_why office_ooxml(struct office *o, const char *kind)
{
	static const struct office_part says[] = { { "docProps/core.xml", &office_says_events },
		{ "docProps/app.xml", &office_says_events },
		{ "word/_rels/settings.xml.rels", &relations_events },
		{ "word/_rels/document.xml.rels", &relations_events }, { NULL, NULL } };
	static const struct office_part word[] = { { "word/document.xml", &text_events },
		{ "word/footnotes.xml", &text_events }, { "word/endnotes.xml", &text_events },
		{ "word/comments.xml", &text_events }, { "word/header*", &text_events },
		{ "word/footer*", &text_events }, { NULL, NULL } };
	static const struct office_part strings[] = { { "xl/sharedStrings.xml", &shared_events },
		{ NULL, NULL } };
	static const struct office_part sheets[] = { { "xl/worksheets/sheet*", &sheet_events },
		{ "xl/comments*", &text_events }, { NULL, NULL } };
	enum reader_why why = office_pass(o, says);

	if (why)
		return why;
	if (strstr(kind, "presentation"))
		return read_slides(o);
	if (strstr(kind, "wordprocessing"))
		return office_pass(o, word);
	why = office_pass(o, strings);
	return why ? why : office_pass(o, sheets);
}
