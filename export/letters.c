/* The letters of the case: to whom, the text, and who signed. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/gather.h"
#include "export/part.h"
#include "export/sheet.h"
#include "model/language.h"
#include "model/signers.h"

/*
 * How a cosigner is called in this bundle. Neither how it signed nor anything else of the record
 * stands beside the name of one who is withheld.
 */
static enum status name_signer(void *arg, const struct record *cosigner,
	const struct record *contact, struct str *name, bool *named, bool *shown)
{
	struct book *b = arg;
	enum status st;

	*named = contents_admits(b->contents, cosigner);
	*shown = false;
	if (!*named)
		return ST_OK;
	st = book_contact(b, contact->id, name, NULL, shown);
	if (st == ST_OK && *shown && record_get(cosigner, "title")) {
		str_clear(name);
		str_add(name, record_get(cosigner, "title"));
	}
	return st;
}

static bool has_proof(const struct book *b, const struct signer *s)
{
	const struct content *c =
		s->proof ? contents_find(b->contents, ENTITY_EXHIBIT, s->proof) : NULL;

	return c && c->xml_id && !c->withheld;
}

static bool any_proof(const struct book *b, const struct signers *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (has_proof(b, &s->all[i]))
			return true;
	return false;
}

static void add_part(struct str *out, const char *text)
{
	if (text)
		str_addf(out, "%s%s", out->len ? ", " : "", text);
}

/* A person's office stands with the affiliation, that of an organisation with who signed for it. */
static void write_signer(
	struct book *b, struct sheet *sheet, const struct signer *s, size_t place, bool proof)
{
	const bool organisation = s->capacity == CAPACITY_ORGANISATION;
	struct str standing = STR_INIT, signed_by = STR_INIT;
	char number[BOOK_NUMBER_MAX];

	add_part(&signed_by, s->signed_by);
	add_part(organisation ? &signed_by : &standing, s->office);
	add_part(&standing, s->affiliation);
	if (s->identification_only)
		str_add_c(&standing, '*');
	sheet_row(sheet);
	sheet_cell(sheet, book_number((int64_t)place, number));
	sheet_cell_in(sheet, organisation ? "orgname" : "personname", s->name);
	sheet_cell(sheet, standing.len ? str_text(&standing) : NULL);
	sheet_cell(sheet, signed_by.len ? str_text(&signed_by) : NULL);
	if (proof) {
		sheet_cell_begin(sheet);
		if (has_proof(b, s))
			book_cite(b, ENTITY_EXHIBIT, s->proof);
		sheet_cell_end(sheet);
	}
	sheet_row_end(sheet);
	str_free(&standing);
	str_free(&signed_by);
}

static void write_signers(struct book *b, const struct signers *s)
{
	static const char *const heads[] = { "No.", "Name", "Affiliation", "Signed by", NULL };
	static const char *const heads_proof[] = { "No.", "Name", "Affiliation", "Signed by",
		"Proof", NULL };
	const bool proof = any_proof(b, s);
	struct sheet sheet = {
		.out = b->out, .style = "cosigners", .heads = proof ? heads_proof : heads
	};
	char number[BOOK_NUMBER_MAX];

	for (size_t i = 0; i < s->n; i++)
		write_signer(b, &sheet, &s->all[i], i + 1, proof);
	sheet_end(&sheet);
	if (s->marked)
		book_para(b, "* %s", signers_footnote(NULL));
	if (s->unnamed)
		book_para(b, "Counted without a name: %s.", book_number(s->unnamed, number));
}

static enum status write_signatures(struct book *b, const struct record *letter)
{
	struct signers s;
	struct str title = STR_INIT;
	char number[BOOK_NUMBER_MAX];
	int64_t totals = 0;
	bool any, signed_here;
	enum status st = signers_read(b->db, letter->id, name_signer, b, &s);

	signed_here = s.n || s.unnamed;
	if (st == ST_OK)
		st = record_count_children(b->db, ENTITY_TOTAL, ENTITY_LETTER, letter->id, &totals);
	if (st != ST_OK || (!signed_here && !s.older && !totals))
		goto out;
	heads_line(&s.heads, NULL, &title);
	book_open(b, "section", "signatures", NULL);
	book_title(b, title.len ? str_text(&title) : "Signatures");
	st = part_totals(b, ENTITY_LETTER, letter->id, &any);
	if (signed_here)
		write_signers(b, &s);
	else if (!any && !s.older)
		book_para(b, "No signatures are held.");
	/* Their yes was to another text: they are counted nowhere above, and not passed over. */
	if (s.older)
		book_para(b, "Signed an earlier text of the letter, and not counted here: %s.",
			book_number(s.older, number));
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

/* Which text it is, and what whoever signed it agreed to. */
static enum status write_text_fact(struct book *b, const struct record *r, void *arg)
{
	struct book_facts *f = arg;
	struct str term = STR_INIT;

	str_add(&term, "Text");
	if (record_get(r, "language")) {
		str_add(&term, " in ");
		if (!language_name(record_get(r, "language"), &term))
			str_add(&term, record_get(r, "language"));
	}
	book_fact_begin(f, str_text(&term));
	docbook_textf(b->out, "version %s, SHA-256 ", record_show(r, "number"));
	docbook_phrase(b->out, "code", record_show(r, "sha256"));
	book_fact_end(f);
	str_free(&term);
	return ST_OK;
}

static enum status write_facts(struct book *b, const struct record *r)
{
	struct book_facts f = { .book = b, .role = "facts" };
	const char *date = record_get(r, "dated");
	enum status st;

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
	st = letter_texts(b, r->id, write_text_fact, &f);
	book_facts_end(&f);
	return st;
}

static enum status write_letter(struct book *b, const struct content *c, const struct record *r)
{
	enum status st;

	book_open(b, "article", "letter", c->xml_id);
	docbook_leaf(b->out, "title", record_show(r, "title"));
	st = write_facts(b, r);
	if (st == ST_OK)
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
