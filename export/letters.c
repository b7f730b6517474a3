/* The letters of the case: to whom, the text, and who signed. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/gather.h"
#include "export/part.h"
#include "export/sheet.h"
#include "model/mem.h"
#include "model/text.h"

/* One who signed, as it is shown in the signature block. */
struct signer {
	int64_t position; /* 0: none was given */
	int64_t id;
	char *name; /* owned, as all text here */
	char *key;  /* names are ordered by it, byte by byte */
	char *affiliation;
	char *signed_by;
	const char *element; /* orgname or personname */
};

struct signers {
	struct signer *all;
	size_t n;
	size_t room;
	int64_t organisations, experts, persons;
	int64_t unnamed; /* of them, whose record may not leave */
};

static void signers_free(struct signers *s)
{
	for (size_t i = 0; i < s->n; i++) {
		free(s->all[i].name);
		free(s->all[i].key);
		free(s->all[i].affiliation);
		free(s->all[i].signed_by);
	}
	free(s->all);
}

static void count_capacity(struct signers *s, const struct record *r)
{
	const char *capacity = record_show(r, "capacity");

	if (!strcmp(capacity, "organisation"))
		s->organisations++;
	else if (!strcmp(capacity, "independent_expert"))
		s->experts++;
	else
		s->persons++;
}

static enum status take_signer(struct book *b, const struct record *r, void *arg)
{
	struct signers *all = arg;
	struct str name = STR_INIT, key = STR_INIT;
	struct signer *s;
	bool shown;
	enum status st;

	count_capacity(all, r);
	if (!contents_admits(b->contents, r)) {
		all->unnamed++;
		return ST_OK;
	}
	st = book_contact(b, record_num(r, "contact"), &name, NULL, &shown);
	if (st != ST_OK)
		goto out;
	if (all->n == all->room) {
		all->room = all->room ? 2 * all->room : 64;
		all->all = mem_resize(all->all, all->room, sizeof(*all->all));
	}
	s = &all->all[all->n++];
	memset(s, 0, sizeof(*s));
	s->position = record_num(r, "position");
	s->id = r->id;
	s->element = !strcmp(record_show(r, "capacity"), "organisation") ? "orgname" : "personname";
	/* How it signed stands before the name it is known by; neither is told of who is withheld.
	 */
	s->name = mem_text(
		shown && record_get(r, "title") ? record_get(r, "title") : str_text(&name));
	if (shown) {
		s->affiliation = mem_text_or_null(record_get(r, "affiliation"));
		s->signed_by = mem_text_or_null(record_get(r, "signed_by"));
	}
	text_sort_key(&key, s->name, strlen(s->name));
	s->key = str_detach(&key);
out:
	str_free(&name);
	return st;
}

static int compare(const void *a, const void *b)
{
	const struct signer *x = a, *y = b;
	int c;

	if (x->position != y->position && (!x->position || !y->position))
		return x->position ? -1 : 1;
	if (x->position != y->position)
		return x->position < y->position ? -1 : 1;
	c = strcmp(x->key, y->key);
	if (c)
		return c;
	return x->id < y->id ? -1 : x->id > y->id;
}

static void add_count(struct str *out, int64_t n, const char *one, const char *several, bool last)
{
	char number[BOOK_NUMBER_MAX];

	if (!n)
		return;
	if (out->len)
		str_add(out, last ? " and " : ", ");
	str_addf(out, "%s %s", book_number(n, number), n == 1 ? one : several);
}

/* "81 organisations and 5 experts", from the signatures themselves. */
static void headline(const struct signers *s, struct str *out)
{
	add_count(out, s->organisations, "organisation", "organisations", false);
	add_count(out, s->experts, "expert", "experts", !s->persons);
	add_count(out, s->persons, "person", "persons", true);
}

static void write_signers(struct book *b, const struct signers *s)
{
	static const char *const heads[] = { "No.", "Name", "Affiliation", "Signed by", NULL };
	struct sheet sheet = { .out = b->out, .style = "cosigners", .heads = heads };
	char number[BOOK_NUMBER_MAX];

	for (size_t i = 0; i < s->n; i++) {
		sheet_row(&sheet);
		sheet_cell(&sheet, book_number((int64_t)i + 1, number));
		sheet_cell_in(&sheet, s->all[i].element, s->all[i].name);
		sheet_cell(&sheet, s->all[i].affiliation);
		sheet_cell(&sheet, s->all[i].signed_by);
		sheet_row_end(&sheet);
	}
	sheet_end(&sheet);
	if (s->unnamed)
		book_para(b, "Counted without a name: %s.", book_number(s->unnamed, number));
}

static enum status write_signatures(struct book *b, const struct record *letter)
{
	struct book_rows rows = { .entity = ENTITY_COSIGNER,
		.owner = ENTITY_LETTER,
		.owner_id = letter->id,
		.where = "state=confirmed",
		.unchecked = true };
	struct signers s = { 0 };
	struct str title = STR_INIT;
	int64_t totals = 0;
	bool any;
	enum status st = book_each(b, &rows, take_signer, &s);

	if (st == ST_OK)
		st = record_count_children(b->db, ENTITY_TOTAL, ENTITY_LETTER, letter->id, &totals);
	if (st != ST_OK || (!s.n && !s.unnamed && !totals))
		goto out;
	if (s.n)
		qsort(s.all, s.n, sizeof(*s.all), compare);
	headline(&s, &title);
	book_open(b, "section", "signatures", NULL);
	book_title(b, title.len ? str_text(&title) : "Signatures");
	st = part_totals(b, ENTITY_LETTER, letter->id, &any);
	if (s.n || s.unnamed)
		write_signers(b, &s);
	else if (!any)
		book_para(b, "No signatures are held.");
	docbook_end(b->out);
out:
	signers_free(&s);
	str_free(&title);
	return st;
}

/* ---- to whom ---- */

static enum status write_recipient(struct book *b, const struct record *r, void *arg)
{
	bool *open = arg, shown;
	struct str name = STR_INIT;
	struct record contact;
	enum status st = book_contact(b, record_num(r, "contact"), &name, &contact, &shown);

	if (st == ST_OK && !*open) {
		book_open(b, "section", "recipients", NULL);
		book_title(b, "To");
		docbook_block(b->out, "itemizedlist");
		docbook_attr(b->out, "spacing", "compact");
		*open = true;
	}
	if (st == ST_OK) {
		docbook_block(b->out, "listitem");
		docbook_block(b->out, "para");
		if (shown) {
			const char *shown_as = record_get(r, "title");

			book_name(b, &contact, shown_as ? shown_as : str_text(&name));
			if (record_get(r, "capacity"))
				docbook_textf(b->out, ", %s", record_get(r, "capacity"));
		} else {
			docbook_phrase(b->out, "personname", str_text(&name));
		}
		docbook_end(b->out);
		docbook_end(b->out);
	}
	if (shown)
		record_free(&contact);
	str_free(&name);
	return st;
}

static enum status write_recipients(struct book *b, const struct record *letter)
{
	struct book_rows rows = {
		.entity = ENTITY_RECIPIENT, .owner = ENTITY_LETTER, .owner_id = letter->id
	};
	bool open = false;
	enum status st = book_each(b, &rows, write_recipient, &open);

	if (open) {
		docbook_end(b->out);
		docbook_end(b->out);
	}
	return st;
}

/* ---- the letter ---- */

static enum status write_version(struct book *b, const struct record *r, void *arg)
{
	(void)arg;
	book_open(b, "section", "text", NULL);
	docbook_lang(b->out, record_get(r, "language"));
	b->language = record_get(r, "language");
	if (record_get(r, "title"))
		docbook_leaf(b->out, "title", record_get(r, "title"));
	else
		book_title(b, "Text");
	if (!book_article_text(b, record_get(r, "text")))
		docbook_leaf(b->out, "para", NULL);
	docbook_end(b->out);
	b->language = NULL;
	return ST_OK;
}

static void write_facts(struct book *b, const struct record *r)
{
	struct book_facts f = { .book = b, .role = "facts" };
	const char *date = record_get(r, "dated");

	book_fact(&f, "Kind", book_choice(ENTITY_LETTER, "kind", record_show(r, "kind")));
	book_fact(&f, "Subject", record_get(r, "subject"));
	book_fact(&f, "Status", book_choice(ENTITY_LETTER, "status", record_show(r, "status")));
	if (date) {
		book_fact_begin(&f, "Dated");
		book_date(b, date);
		book_fact_end(&f);
	}
	if (record_get(r, "sent")) {
		book_fact_begin(&f, "Sent");
		book_date(b, record_get(r, "sent"));
		book_fact_end(&f);
	}
	book_facts_end(&f);
}

static enum status write_letter(struct book *b, const struct content *c, const struct record *r)
{
	enum status st;

	book_open(b, "article", "letter", c->xml_id);
	docbook_leaf(b->out, "title", record_show(r, "title"));
	write_facts(b, r);
	st = write_recipients(b, r);
	if (st == ST_OK)
		st = letter_texts(b, r->id, write_version, NULL);
	if (st == ST_OK)
		st = write_signatures(b, r);
	docbook_end(b->out);
	return st;
}

enum status part_letters(struct book *b)
{
	size_t n;
	const struct content **list = contents_list(b->contents, ENTITY_LETTER, &n);
	enum status st = ST_OK;

	for (size_t i = 0; i < n && st == ST_OK; i++) {
		struct record r;

		st = record_load(b->db, ENTITY_LETTER, list[i]->id, &r);
		if (st == ST_OK)
			st = write_letter(b, list[i], &r);
		record_free(&r);
	}
	free(list);
	return st;
}
