#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "reader/office.h"
#include "reader/says.h"

/* OpenDocument 1.3: content.xml and meta.xml. */

static bool is(const char *a, const char *b)
{
	return !strcmp(a, b);
}

/* text:s stands for so many blanks. */
static void put_blanks(struct office *o, const struct xml_element *e)
{
	size_t len;
	const char *count = xml_attribute(e, "c", &len);
	int n = count ? atoi(count) : 1;

	for (int i = 0; i < n && i < 1000; i++)
		office_put(o, " ", 1);
}

static void open_content(void *arg, const struct xml_element *e)
{
	struct office *o = arg;

	o->says = NULL;
	if (is(e->name, "tracked-changes"))
		o->skipped++;
	else if (is(e->name, "creator"))
		o->says = o->skipped ? "editor" : "comment";
	else if (is(e->name, "date"))
		o->says = "modified";
	else if (is(e->name, "s"))
		put_blanks(o, e);
	else if (is(e->name, "tab"))
		office_put(o, "\t", 1);
	else if (is(e->name, "line-break"))
		office_put(o, "\n", 1);
	else if (is(e->name, "p") || is(e->name, "h"))
		o->in_text = true;
	str_clear(&o->said);
}

static void close_content(void *arg, const char *name)
{
	struct office *o = arg;

	if (o->says && !is(o->says, "modified"))
		says_n(o->r, o->says, str_text(&o->said), o->said.len);
	o->says = NULL;
	if (is(name, "tracked-changes") && o->skipped)
		o->skipped--;
	else if (is(name, "p") || is(name, "h")) {
		o->in_text = false;
		if (!o->skipped)
			office_line(o);
	} else if (is(name, "page") && !o->pages.parts)
		pages_break(&o->pages);
}

static void text_content(void *arg, const char *text, size_t len)
{
	struct office *o = arg;

	if (o->says)
		text_put(&o->said, text, len);
	else if (o->skipped && o->in_text)
		text_put(&o->deleted, text, len);
	else if (o->in_text)
		office_put(o, text, len);
}

static const struct xml_events content_events = { open_content, close_content, text_content, NULL };

static void count_page(void *arg, const struct xml_element *e)
{
	struct office *o = arg;

	if (is(e->name, "page"))
		o->n_slides++;
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

static const struct xml_events count_events = { count_page, pass_close, pass_text, NULL };

enum reader_why office_odf(struct office *o, const char *kind)
{
	static const struct office_part all[] = { { "meta.xml", &office_says_events },
		{ "content.xml", &content_events }, { NULL, NULL } };
	static const struct office_part pages[] = { { "content.xml", &count_events },
		{ NULL, NULL } };
	enum reader_why why = WHY_NOT;

	if (strstr(kind, "presentation")) {
		why = office_pass(o, pages);
		if (!why)
			reader_say_number(o->r, SAY_PAGES, (uint32_t)o->n_slides);
	}
	return why ? why : office_pass(o, all);
}
