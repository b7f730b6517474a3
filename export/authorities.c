/* The table of authorities, by their kinds. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/part.h"
#include "export/toa.h"
#include "model/mem.h"

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

/* ---- where each is cited ---- */

static bool admits(void *arg, const struct record *r)
{
	struct book *b = arg;

	return contents_admits(b->contents, r);
}

/* A paragraph by its number, a claim, a letter, an event or a ruling by its name, as a link. */
static void write_place(struct book *b, const struct toa_place *p)
{
	const struct content *c = contents_find(b->contents, p->entity, p->id);

	if (p->paragraph) {
		struct str id = STR_INIT;

		str_addf(&id, "para-%d", p->paragraph);
		docbook_inline(b->out, "link");
		docbook_attr(b->out, "linkend", str_text(&id));
		docbook_textf(b->out, "%d", p->paragraph);
		docbook_end(b->out);
		str_free(&id);
	} else if (p->entity == ENTITY_PETITION && p->field && !strcmp(p->field, "relief")) {
		docbook_text(b->out, "the relief");
	} else if (c && c->xml_id && !c->withheld) {
		docbook_textf(b->out, "%s ", entity_get(p->entity)->name);
		book_cite(b, p->entity, p->id);
	} else {
		docbook_textf(b->out, "%s \342\200\234%s\342\200\235", entity_get(p->entity)->name,
			p->title);
	}
}

/* Each place once, however often the authority stands there. */
static bool is_first(const struct toa *t, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (toa_same_place(&t->places[k], &t->places[i]))
			return false;
	return true;
}

static size_t n_paragraphs(const struct toa *t, const struct toa_place *like)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n_places; i++)
		n += t->places[i].entry == like->entry && t->places[i].paragraph > 0 &&
		     !strcmp(t->places[i].part, like->part) && is_first(t, i);
	return n;
}

static void write_places(struct book *b, const struct toa *t, size_t entry, const char *part)
{
	bool paragraphs = false, any = false;

	docbook_block(b->out, "bibliomisc");
	docbook_attr(b->out, "role", "cited-at");
	docbook_textf(b->out, "%s%sCited in ", part, *part ? ". " : "");
	for (size_t i = 0; i < t->n_places; i++) {
		const struct toa_place *p = &t->places[i];

		if (p->entry != entry || strcmp(p->part, part) != 0 || !is_first(t, i))
			continue;
		docbook_text(b->out, any ? ", " : "");
		if (p->paragraph && !paragraphs)
			docbook_text(b->out, n_paragraphs(t, p) > 1 ? "paragraphs " : "paragraph ");
		paragraphs = p->paragraph > 0;
		write_place(b, p);
		any = true;
	}
	docbook_end(b->out);
}

/* The authority as a whole first, then each provision as it comes. */
static void write_cited(struct book *b, const struct toa *t, enum entity_id entity, int64_t id)
{
	for (size_t e = 0; e < t->n; e++) {
		if (t->entries[e].entity != entity || t->entries[e].id != id)
			continue;
		for (size_t i = 0; i < t->n_places; i++) {
			bool before = t->places[i].entry != e;

			for (size_t k = 0; k < i && !before; k++)
				before = t->places[k].entry == e &&
					 !strcmp(t->places[k].part, t->places[i].part);
			if (!before)
				write_places(b, t, e, t->places[i].part);
		}
	}
}

static void write_authority(
	struct book *b, const struct toa *t, const struct content *c, const struct record *r)
{
	const char *kind = record_show(r, "kind");

	book_open(b, "biblioentry", !strcmp(kind, "case_law") ? "ruling" : kind, c->xml_id);
	write_abbrev(b, record_get(r, "citation"), NULL, record_show(r, "title"));
	docbook_leaf(b->out, "title", record_show(r, "title"));
	write_misc(b, "provision", record_get(r, "provision"));
	write_misc(b, "jurisdiction", record_get(r, "jurisdiction"));
	write_date(b, record_get(r, "date"));
	write_misc(b, "url", record_get(r, "url"));
	write_cited(b, t, ENTITY_AUTHORITY, r->id);
	docbook_end(b->out);
}

/* A ruling of the case has its section elsewhere, which is what citations lead to. */
static void write_ruling(
	struct book *b, const struct toa *t, const struct content *c, const struct record *r)
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
	book_biblioid(b, "docket", record_get(r, "docket"));
	book_biblioid(b, "ecli", record_get(r, "ecli"));
	write_misc(b, "url", record_get(r, "url"));
	write_cited(b, t, ENTITY_RULING, r->id);
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

static void write_division(struct book *b, const struct toa *t, const struct toa_kind *kind,
	const struct shelf *authorities, const struct shelf *rulings)
{
	bool open = false;

	for (size_t i = 0; i < authorities->n; i++) {
		if (strcmp(record_show(&authorities->records[i], "kind"), kind->name) != 0)
			continue;
		open_division(b, kind->title, &open);
		write_authority(b, t, authorities->list[i], &authorities->records[i]);
	}
	for (size_t i = 0; rulings && i < rulings->n; i++) {
		open_division(b, kind->title, &open);
		write_ruling(b, t, rulings->list[i], &rulings->records[i]);
	}
	if (open)
		docbook_end(b->out);
}

enum status part_authorities(struct book *b)
{
	struct shelf authorities = { 0 }, rulings = { 0 };
	struct toa t;
	enum status st = toa_read(b->db, b->petition.id, false, admits, b, &t);

	if (st == ST_OK)
		st = shelf_load(b, ENTITY_AUTHORITY, &authorities);
	if (st == ST_OK)
		st = shelf_load(b, ENTITY_RULING, &rulings);
	if (st != ST_OK)
		goto out;
	book_open(b, "bibliography", "table-of-authorities", "toa");
	book_title(b, "Table of authorities");
	for (const struct toa_kind *k = toa_kinds; k->name; k++)
		write_division(
			b, &t, k, &authorities, strcmp(k->name, "case_law") ? NULL : &rulings);
	docbook_end(b->out);
out:
	shelf_free(&authorities);
	shelf_free(&rulings);
	toa_free(&t);
	return st;
}
