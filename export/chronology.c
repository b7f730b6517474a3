/* The events of the case in the order of their dates; those without one come last. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/part.h"
#include "model/event.h"
#include "model/mem.h"

/* ---- what sources say ---- */

/* One statement of the event's date, with its source as it stands in this bundle. */
struct dated {
	char *date;      /* owned */
	char *pages;     /* owned; NULL: none */
	int64_t exhibit; /* 0: none that has a place here */
	bool own;        /* the event's */
};

struct sources {
	struct dated *list; /* owned */
	size_t n;
	bool open; /* the list of accounts was begun */
};

static void add_dated(struct book *b, struct sources *s, const char *date, const char *pages,
	int64_t exhibit, bool own)
{
	const struct content *c = contents_find(b->contents, ENTITY_EXHIBIT, exhibit);

	if (!date)
		return;
	s->list = mem_resize(s->list, s->n + 1, sizeof(*s->list));
	s->list[s->n++] = (struct dated){ mem_text(date), mem_text_or_null(pages),
		c && c->xml_id && !c->withheld ? exhibit : 0, own };
}

static bool conflicts(const struct sources *s)
{
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = i + 1; k < s->n; k++)
			if (event_dates_conflict(s->list[i].date, s->list[k].date))
				return true;
	return false;
}

static void write_pages(struct book *b, const char *pages)
{
	if (pages)
		docbook_textf(b->out, ", %s %s", strpbrk(pages, "-,\342 ") ? "pp." : "p.", pages);
}

/* "Exhibit P/2, p. 3: 2020-05": and the words that stand there. */
static enum status write_account(struct book *b, const struct record *r, void *arg)
{
	struct sources *s = arg;
	int64_t exhibit = record_num(r, "exhibit");
	const struct content *c = contents_find(b->contents, ENTITY_EXHIBIT, exhibit);

	/* What a source says that may not be shown is not said without it. */
	if (exhibit && (!c || !c->xml_id || c->withheld))
		return ST_OK;
	if (!s->open) {
		docbook_block(b->out, "itemizedlist");
		docbook_attr(b->out, "role", "accounts");
		docbook_attr(b->out, "spacing", "compact");
		s->open = true;
	}
	docbook_block(b->out, "listitem");
	docbook_block(b->out, "para");
	if (exhibit)
		book_cite(b, ENTITY_EXHIBIT, exhibit);
	else
		docbook_text(
			b->out, record_get(r, "title") ? record_show(r, "title") : "An account");
	write_pages(b, record_get(r, "pages"));
	if (record_get(r, "date")) {
		docbook_text(b->out, ": ");
		book_date(b, record_get(r, "date"));
	}
	docbook_end(b->out);
	if (record_get(r, "quote")) {
		docbook_block(b->out, "blockquote");
		if (!book_text(b, record_get(r, "quote")))
			docbook_leaf(b->out, "para", NULL);
		docbook_end(b->out);
	}
	docbook_end(b->out);
	add_dated(b, s, record_get(r, "date"), record_get(r, "pages"), exhibit, false);
	return ST_OK;
}

/* Both sides are named, and neither is chosen. */
static void write_conflict(struct book *b, const struct sources *s)
{
	if (!conflicts(s))
		return;
	docbook_block(b->out, "para");
	docbook_attr(b->out, "role", "conflict");
	docbook_text(b->out, "The sources do not agree on the date: ");
	for (size_t i = 0; i < s->n; i++) {
		docbook_text(b->out, i ? "; " : "");
		book_date(b, s->list[i].date);
		docbook_text(b->out, " (");
		if (s->list[i].exhibit)
			book_cite(b, ENTITY_EXHIBIT, s->list[i].exhibit);
		else
			docbook_text(
				b->out, s->list[i].own ? "as given above" : "without an exhibit");
		write_pages(b, s->list[i].pages);
		docbook_text(b->out, ")");
	}
	docbook_text(b->out, ".");
	docbook_end(b->out);
}

static enum status write_sources(struct book *b, const struct record *event)
{
	struct book_rows rows = { .entity = ENTITY_ACCOUNT,
		.owner = ENTITY_EVENT,
		.owner_id = event->id,
		.sort = "date" };
	struct sources s = { NULL, 0, false };
	enum status st;

	add_dated(b, &s, record_get(event, "date"), NULL, record_num(event, "source"), true);
	st = book_each(b, &rows, write_account, &s);
	if (s.open)
		docbook_end(b->out);
	if (st == ST_OK)
		write_conflict(b, &s);
	for (size_t i = 0; i < s.n; i++) {
		free(s.list[i].date);
		free(s.list[i].pages);
	}
	free(s.list);
	return st;
}

/* ---- events ---- */

static enum status write_event(struct book *b, const struct record *r, void *arg)
{
	const struct content *c = contents_find(b->contents, ENTITY_EVENT, r->id);
	const char *place = record_get(r, "place");
	enum status st;

	(void)arg;
	docbook_block(b->out, "varlistentry");
	docbook_attr(b->out, "xml:id", c ? c->xml_id : NULL);
	docbook_block(b->out, "term");
	if (record_get(r, "date"))
		book_date(b, record_get(r, "date"));
	else
		docbook_text(b->out, "Date not known");
	docbook_end(b->out);
	docbook_block(b->out, "listitem");
	docbook_block(b->out, "para");
	docbook_inline(b->out, "emphasis");
	docbook_attr(b->out, "role", "strong");
	docbook_text(b->out, record_show(r, "title"));
	docbook_end(b->out);
	if (place)
		docbook_textf(b->out, " (%s)", place);
	book_cite_in_brackets(b, ENTITY_EXHIBIT, record_num(r, "source"));
	docbook_end(b->out);
	book_text(b, record_get(r, "text"));
	st = write_sources(b, r);
	docbook_end(b->out); /* listitem */
	docbook_end(b->out); /* varlistentry */
	return st;
}

enum status part_chronology(struct book *b)
{
	struct book_rows rows = { .entity = ENTITY_EVENT,
		.owner = ENTITY_CASE,
		.owner_id = b->parent.id,
		.where = "date!=",
		.sort = "date" };
	enum status st;

	book_open(b, "article", "chronology", "chron");
	book_title(b, "Events by date");
	docbook_block(b->out, "variablelist");
	docbook_attr(b->out, "role", "chronology");
	st = book_each(b, &rows, write_event, NULL);
	rows.where = "date=";
	if (st == ST_OK)
		st = book_each(b, &rows, write_event, NULL);
	docbook_end(b->out);
	docbook_end(b->out);
	return st;
}
