/* The events of the case in the order of their dates; those without one come last. */
#include "config.h"

#include "export/part.h"

static enum status write_event(struct book *b, const struct record *r, void *arg)
{
	const struct content *c = contents_find(b->contents, ENTITY_EVENT, r->id);
	const char *place = record_get(r, "place");

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
	docbook_end(b->out); /* listitem */
	docbook_end(b->out); /* varlistentry */
	return ST_OK;
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
