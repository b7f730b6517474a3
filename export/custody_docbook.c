/* Custody records as DocBook. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/custody.h"
#include "export/part.h"
#include "export/sheet.h"
#include "model/mem.h"

static void write_who(struct sheet *s, const struct custody_names *names,
	const struct record *entry, const char *field)
{
	struct str shown = STR_INIT;

	custody_field_shown(names, entry, field, &shown);
	sheet_cell(s, str_text(&shown));
	str_free(&shown);
}

static void write_hash(struct sheet *s, const struct record *exhibit, const struct record *entry)
{
	const char *now = record_get(entry, "sha256"), *then = record_get(exhibit, "sha256");
	struct str groups = STR_INIT;

	if (now && then && !strcmp(now, then)) {
		sheet_cell(s, "as at intake");
	} else {
		custody_hash_groups(now ? now : "", 0, "", &groups);
		sheet_cell_in(s, "code", str_text(&groups));
	}
	str_free(&groups);
}

static void write_row(struct sheet *s, const struct custody_names *names,
	const struct record *exhibit, const struct record *entry, size_t number)
{
	struct str text = STR_INIT;

	sheet_row(s);
	str_addf(&text, "%zu", number);
	sheet_cell(s, str_text(&text));
	str_clear(&text);
	custody_time_words(record_show(entry, "at"), &text);
	sheet_cell_in(s, "date", str_text(&text));
	sheet_cell(s, book_choice(ENTITY_CUSTODY, "event", record_show(entry, "event")));
	write_who(s, names, entry, "by");
	write_who(s, names, entry, "from");
	write_who(s, names, entry, "to");
	write_who(s, names, entry, "place");
	write_hash(s, exhibit, entry);
	sheet_row_end(s);
	str_free(&text);
}

static void write_head(struct book *b, const struct record *exhibit)
{
	const struct content *c = contents_find(b->contents, ENTITY_EXHIBIT, exhibit->id);
	const char *mark = c && c->mark ? c->mark : record_get(exhibit, "mark");
	struct str text = STR_INIT;

	book_open(b, "section", "custody-record", NULL);
	book_exhibit_words(&text, mark ? mark : record_show(exhibit, "ref"));
	book_title(b, str_text(&text));
	docbook_block(b->out, "para");
	if (c && c->xml_id)
		book_cite(b, ENTITY_EXHIBIT, exhibit->id);
	docbook_textf(b->out, "%s%s", c && c->xml_id ? ", " : "", record_show(exhibit, "title"));
	docbook_end(b->out);
	if (record_get(exhibit, "sha256")) {
		str_clear(&text);
		custody_hash_groups(record_show(exhibit, "sha256"), 0, "", &text);
		docbook_block(b->out, "para");
		docbook_text(b->out, "SHA-256 at intake: ");
		docbook_phrase(b->out, "code", str_text(&text));
		docbook_end(b->out);
	}
	str_free(&text);
}

/* What is missing or contradicts itself, with the numbers that the table gives. */
static void write_gaps(
	struct book *b, const struct custody_chain *c, const size_t *numbers, size_t withheld)
{
	bool open = false;

	for (size_t i = 0; i < c->n_gaps; i++) {
		const struct custody_gap *g = &c->gaps[i];

		if (g->entry < c->n && !numbers[g->entry])
			continue;
		if (!open)
			docbook_block(b->out, "itemizedlist");
		open = true;
		docbook_block(b->out, "listitem");
		if (g->entry < c->n)
			book_para(
				b, "Entry %zu: %s.", numbers[g->entry], custody_gap_words(g->kind));
		else
			book_para(b, "%s", custody_gap_words(g->kind));
		docbook_end(b->out);
	}
	if (open)
		docbook_end(b->out);
	if (withheld)
		book_para(b, "Entries withheld because of their level: %zu.", withheld);
}

enum status custody_section(struct book *b, const struct custody_chain *c,
	const struct custody_names *names, void (*open)(struct book *b), bool *any)
{
	static const char *const heads[] = { "No.", "Time", "Act", "By", "From", "To", "Place",
		"SHA-256", NULL };
	struct sheet s = { .out = b->out, .style = "custody", .heads = heads };
	size_t *numbers = mem_zero((c->n + 1) * sizeof(*numbers));
	size_t number = 0, withheld = 0;

	for (size_t i = 0; i < c->n; i++) {
		if (!custody_is_of_chain(&c->entries[i]))
			continue;
		if (contents_admits(b->contents, &c->entries[i]))
			numbers[i] = ++number;
		else
			withheld++;
	}
	if (number) {
		if (!*any && open)
			open(b);
		*any = true;
		write_head(b, &c->exhibit);
		for (size_t i = 0; i < c->n; i++)
			if (numbers[i])
				write_row(&s, names, &c->exhibit, &c->entries[i], numbers[i]);
		sheet_end(&s);
		write_gaps(b, c, numbers, withheld);
		docbook_end(b->out);
	}
	free(numbers);
	return ST_OK;
}

/* ---- in the bundle ---- */

static void open_article(struct book *b)
{
	book_open(b, "article", "custody", "custody");
	book_title(b, "Chain of custody");
	book_para(b, "Who had each exhibit, and what was done with it. A hash that is as at intake "
		     "shows that its bytes had not changed by then. Times of day are in UTC.");
}

enum status part_custody(struct book *b)
{
	struct custody_names *names = NULL;
	size_t n;
	const struct content **list = contents_list(b->contents, ENTITY_EXHIBIT, &n);
	bool any = false;
	enum status st = custody_names_read(b->db, &names);

	for (size_t i = 0; i < n && st == ST_OK; i++) {
		struct custody_chain c;

		st = custody_chain_read(b->db, list[i]->id, &c);
		if (st == ST_OK)
			st = custody_section(b, &c, names, open_article, &any);
		custody_chain_free(&c);
	}
	if (any)
		docbook_end(b->out);
	custody_names_free(names);
	free(list);
	return st;
}
