/* The petition itself: its text, what it asks, who signed it; its claims stand in claims.c. */
#include "config.h"

#include <string.h>

#include "export/part.h"
#include "export/sheet.h"
#include "model/country.h"

static void open_section(struct book *b, const char *role, const char *title)
{
	book_open(b, "section", role, NULL);
	book_title(b, title);
}

/* ---- declared and counted ---- */

static enum status write_total(struct book *b, const struct record *r, void *arg)
{
	char number[BOOK_NUMBER_MAX];
	const char *observed = record_get(r, "observed");
	const char *part = record_get(r, "part");
	bool *any = arg;

	/* Those of countries and regions stand in the signature statement. */
	if (part && strcmp(part, "whole") != 0)
		return ST_OK;
	if (!*any) {
		docbook_block(b->out, "itemizedlist");
		docbook_attr(b->out, "role", "declared-totals");
		*any = true;
	}
	docbook_block(b->out, "listitem");
	docbook_block(b->out, "para");
	docbook_textf(b->out, "%s declared", book_number(record_num(r, "value"), number));
	if (observed) {
		docbook_text(b->out, " (");
		book_date(b, observed);
		docbook_text(b->out, ")");
	}
	docbook_textf(b->out, ". Source: %s", record_show(r, "source"));
	book_cite_in_brackets(b, ENTITY_EXHIBIT, record_num(r, "exhibit"));
	docbook_end(b->out);
	docbook_end(b->out);
	return ST_OK;
}

enum status part_totals(struct book *b, enum entity_id owner, int64_t owner_id, bool *any)
{
	struct book_rows rows = { .entity = ENTITY_TOTAL, .owner = owner, .owner_id = owner_id };
	enum status st;

	*any = false;
	st = book_each(b, &rows, write_total, any);
	if (*any)
		docbook_end(b->out);
	return st;
}

static void write_places(struct book *b)
{
	static const char *const heads[] = { "Country", "Signatures counted", NULL };
	struct sheet s = { .out = b->out, .style = "countries", .heads = heads };
	char number[BOOK_NUMBER_MAX];

	for (size_t i = 0; i < b->count.n_places; i++) {
		const struct count_place *p = &b->count.places[i];
		const char *name = p->country[0] ? country_name(p->country) : "not given";

		sheet_row(&s);
		sheet_cell(&s, name ? name : p->country);
		sheet_cell(&s, book_number(p->counted, number));
		sheet_row_end(&s);
	}
	sheet_end(&s);
}

/* Declared and counted signatures are different facts, and neither is made from the other. */
static enum status write_signatures(struct book *b)
{
	char number[BOOK_NUMBER_MAX];
	bool any;
	enum status st;

	open_section(b, "signatures", "Signatures");
	st = part_totals(b, ENTITY_PETITION, b->petition.id, &any);
	if (b->count.counted > 0) {
		book_para(b, "Signatures held and counted as valid: %s.",
			book_number(b->count.counted, number));
		write_places(b);
	} else {
		book_para(b, "No single signatures are held with this petition.");
	}
	docbook_end(b->out);
	return st;
}

enum status part_petition(struct book *b)
{
	const struct record *p = &b->petition;
	bool public = !strcmp(record_show(p, "kind"), "public");
	enum status st = ST_OK;

	book_open(b, "article", "petition", "petition");
	docbook_lang(b->out, record_get(p, "language"));
	docbook_leaf(b->out, "title", record_show(p, "title"));
	b->language = record_get(p, "language");
	if (!book_numbered_text(b, record_get(p, "text")))
		book_para(b, "The text of the petition is not held.");
	if (record_get(p, "relief")) {
		open_section(b, "relief", public ? "What is asked" : "Relief sought");
		if (!book_text(b, record_get(p, "relief")))
			docbook_leaf(b->out, "para", NULL);
		docbook_end(b->out);
	}
	if (public || b->count.held > 0)
		st = write_signatures(b);
	if (st == ST_OK)
		st = part_claims(b);
	docbook_end(b->out);
	b->language = NULL;
	return st;
}
