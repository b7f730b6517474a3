/* The table of authorities, by their kinds. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/part.h"
#include "model/mem.h"

static void write_id(struct book *b, const char *class, const char *text)
{
	if (!text)
		return;
	docbook_block(b->out, "biblioid");
	docbook_attr(b->out, "class", "other");
	docbook_attr(b->out, "otherclass", class);
	docbook_text(b->out, text);
	docbook_end(b->out);
}

static void write_misc(struct book *b, const char *role, const char *text)
{
	if (!text)
		return;
	docbook_block(b->out, "bibliomisc");
	docbook_attr(b->out, "role", role);
	if (!strcmp(role, "url"))
		book_url(b, text);
	else
		docbook_text(b->out, text);
	docbook_end(b->out);
}

static void write_date(struct book *b, const char *edtf)
{
	struct str words = STR_INIT;

	if (!edtf)
		return;
	book_date_words(&words, edtf);
	docbook_leaf(b->out, "date", str_text(&words));
	str_free(&words);
}

/* How it is cited. Always there: renderers would print the xml:id in its place. */
static void write_abbrev(
	struct book *b, const char *citation, const char *docket, const char *title)
{
	docbook_leaf(b->out, "abbrev", citation ? citation : docket ? docket : title);
}

static void write_authority(struct book *b, const struct content *c, const struct record *r)
{
	const char *kind = record_show(r, "kind");

	book_open(b, "biblioentry", !strcmp(kind, "case_law") ? "ruling" : kind, c->xml_id);
	write_abbrev(b, record_get(r, "citation"), NULL, record_show(r, "title"));
	docbook_leaf(b->out, "title", record_show(r, "title"));
	write_misc(b, "provision", record_get(r, "provision"));
	write_misc(b, "jurisdiction", record_get(r, "jurisdiction"));
	write_date(b, record_get(r, "date"));
	write_misc(b, "url", record_get(r, "url"));
	docbook_end(b->out);
}

/* A ruling of the case has its section elsewhere, which is what citations lead to. */
static void write_ruling(struct book *b, const struct content *c, const struct record *r)
{
	book_open(b, "biblioentry", "ruling", c->foreign ? c->xml_id : NULL);
	write_abbrev(
		b, record_get(r, "citation"), record_get(r, "docket"), record_show(r, "title"));
	docbook_block(b->out, "title");
	if (!c->foreign) {
		docbook_inline(b->out, "link");
		docbook_attr(b->out, "linkend", c->xml_id);
	}
	docbook_text(b->out, record_show(r, "title"));
	if (!c->foreign)
		docbook_end(b->out);
	docbook_end(b->out);
	if (record_get(r, "court")) {
		docbook_block(b->out, "orgname");
		docbook_attr(b->out, "role", "court");
		docbook_text(b->out, record_get(r, "court"));
		docbook_end(b->out);
	}
	write_date(b, record_get(r, "date"));
	write_id(b, "docket", record_get(r, "docket"));
	write_id(b, "ecli", record_get(r, "ecli"));
	write_misc(b, "url", record_get(r, "url"));
	docbook_end(b->out);
}

struct shelf {
	const struct content **list;
	struct record *records; /* in the order of the list */
	size_t n;
};

static enum status shelf_load(struct book *b, enum entity_id entity, struct shelf *s)
{
	enum status st = ST_OK;

	s->list = contents_list(b->contents, entity, &s->n);
	s->records = mem_zero((s->n + 1) * sizeof(*s->records));
	for (size_t i = 0; i < s->n && st == ST_OK; i++)
		st = record_load(b->db, entity, s->list[i]->id, &s->records[i]);
	return st;
}

static void shelf_free(struct shelf *s)
{
	for (size_t i = 0; i < s->n; i++)
		record_free(&s->records[i]);
	free(s->records);
	free(s->list);
}

static void open_division(struct book *b, const char *title, bool *open)
{
	if (*open)
		return;
	docbook_block(b->out, "bibliodiv");
	book_title(b, title);
	*open = true;
}

static void write_division(struct book *b, const char *kind, const char *title,
	const struct shelf *authorities, const struct shelf *rulings)
{
	bool open = false;

	for (size_t i = 0; i < authorities->n; i++) {
		if (strcmp(record_show(&authorities->records[i], "kind"), kind) != 0)
			continue;
		open_division(b, title, &open);
		write_authority(b, authorities->list[i], &authorities->records[i]);
	}
	for (size_t i = 0; rulings && i < rulings->n; i++) {
		open_division(b, title, &open);
		write_ruling(b, rulings->list[i], &rulings->records[i]);
	}
	if (open)
		docbook_end(b->out);
}

enum status part_authorities(struct book *b)
{
	/* Every kind of authority that entity.c knows; test_bundle.c holds the two together. */
	static const char *const kinds[][2] = { { "treaty", "Treaties" }, { "statute", "Statutes" },
		{ "regulation", "Regulations" }, { "bill", "Bills" }, { "case_law", "Rulings" },
		{ "listing", "Listings" }, { "guideline", "Guidelines" } };
	struct shelf authorities = { 0 }, rulings = { 0 };
	enum status st = shelf_load(b, ENTITY_AUTHORITY, &authorities);

	if (st == ST_OK)
		st = shelf_load(b, ENTITY_RULING, &rulings);
	if (st != ST_OK)
		goto out;
	book_open(b, "bibliography", "table-of-authorities", "toa");
	book_title(b, "Table of authorities");
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		write_division(b, kinds[i][0], kinds[i][1], &authorities,
			strcmp(kinds[i][0], "case_law") ? NULL : &rulings);
	docbook_end(b->out);
out:
	shelf_free(&authorities);
	shelf_free(&rulings);
	return st;
}
