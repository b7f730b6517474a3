/* The title page, the cover and the parties. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "export/part.h"
#include "model/country.h"

/* Whom the title page names, and as what. */
struct credit {
	const char *role; /* of the party */
	const char *element;
	bool *open; /* the authorgroup */
};

static void credit_address(struct book *b, const struct record *contact)
{
	static const char *const fields[] = { "address", "city", "country", NULL };
	struct str address = STR_INIT;

	for (const char *const *f = fields; *f; f++) {
		const char *text = record_get(contact, *f);

		if (text && !strcmp(*f, "country"))
			text = country_name(text) ? country_name(text) : text;
		if (text)
			str_addf(&address, "%s%s", address.len ? ", " : "", text);
	}
	if (record_get(contact, "affiliation")) {
		docbook_block(b->out, "affiliation");
		docbook_phrase(b->out, "orgname", record_get(contact, "affiliation"));
		docbook_end(b->out);
	}
	if (address.len) {
		docbook_block(b->out, "address");
		docbook_attr(b->out, "role", "service");
		docbook_text(b->out, str_text(&address));
		docbook_end(b->out);
	}
	if (record_get(contact, "email"))
		docbook_leaf(b->out, "email", record_get(contact, "email"));
	str_free(&address);
}

static enum status write_credit(struct book *b, const struct record *party, void *arg)
{
	struct credit *c = arg;
	struct str name = STR_INIT;
	struct record contact;
	bool shown;
	enum status st = book_contact(b, record_num(party, "contact"), &name, &contact, &shown);

	if (st != ST_OK)
		goto out;
	if (!*c->open) {
		docbook_block(b->out, "authorgroup");
		*c->open = true;
	}
	docbook_block(b->out, c->element);
	if (!strcmp(c->element, "author")) {
		docbook_attr(b->out, "role", c->role);
	} else {
		docbook_attr(b->out, "class", "other");
		docbook_attr(b->out, "otherclass", c->role);
	}
	if (shown)
		book_name(b, &contact, str_text(&name));
	else
		docbook_phrase(b->out, "personname", str_text(&name));
	/* Only counsel is served: nobody else's address stands on a title page. */
	if (shown && !strcmp(c->role, "counsel"))
		credit_address(b, &contact);
	docbook_end(b->out);
	if (shown)
		record_free(&contact);
out:
	str_free(&name);
	return st;
}

static enum status write_credits(struct book *b)
{
	static const char *const roles[][2] = { { "petitioner", "author" }, { "author", "author" },
		{ "counsel", "othercredit" }, { "respondent", "othercredit" } };
	bool open = false;
	enum status st = ST_OK;

	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]) && st == ST_OK; i++) {
		struct credit c = { roles[i][0], roles[i][1], &open };
		char where[64];
		struct book_rows rows = { .entity = ENTITY_PARTY,
			.owner = ENTITY_CASE,
			.owner_id = b->parent.id,
			.where = where };

		snprintf(where, sizeof(where), "role=%s", c.role);
		st = book_each(b, &rows, write_credit, &c);
	}
	if (open)
		docbook_end(b->out);
	return st;
}

enum status part_info(struct book *b)
{
	struct str text = STR_INIT;
	enum status st;

	docbook_block(b->out, "info");
	docbook_leaf(b->out, "title", record_show(&b->petition, "title"));
	if (record_get(&b->petition, "forum"))
		docbook_leaf(b->out, "subtitle", record_get(&b->petition, "forum"));
	st = write_credits(b);
	if (record_get(&b->petition, "filed")) {
		book_date_words(&text, record_get(&b->petition, "filed"));
		docbook_leaf(b->out, "pubdate", str_text(&text));
		str_clear(&text);
	}
	book_biblioid(b, "docket", record_get(&b->petition, "docket"));
	str_addf(&text, "%s/%s", record_show(&b->parent, "ref"), record_show(&b->petition, "ref"));
	book_biblioid(b, "bundle-id", str_text(&text));
	docbook_end(b->out);
	str_free(&text);
	return st;
}

static void fact_date(struct book_facts *f, const char *term, const char *edtf)
{
	if (!edtf)
		return;
	book_fact_begin(f, term);
	book_date(f->book, edtf);
	book_fact_end(f);
}

static void fact_signatures(struct book_facts *f)
{
	const struct book *b = f->book;
	struct str words = STR_INIT;
	char number[BOOK_NUMBER_MAX];

	if (b->declared >= 0)
		str_addf(&words, "%s declared", book_number(b->declared, number));
	if (b->declared >= 0 && b->declared_on[0]) {
		str_add(&words, ", ");
		book_date_words(&words, b->declared_on);
	}
	if (b->count.counted > 0)
		str_addf(&words, "%s%s held and counted as valid", words.len ? "; " : "",
			book_number(b->count.counted, number));
	book_fact(f, "Signatures", str_text(&words));
	str_free(&words);
}

enum status part_cover(struct book *b)
{
	struct book_facts f = { .book = b, .role = "facts" };
	const struct record *p = &b->petition;
	bool public = !strcmp(record_show(p, "kind"), "public");
	struct str reference = STR_INIT;

	book_open(b, "preface", "cover", "cover");
	docbook_leaf(b->out, "title", "Cover");
	book_fact(&f, public ? "Public petition" : "Petition", record_get(p, "title"));
	book_fact(&f, "Forum", record_get(p, "forum"));
	book_fact(&f, "Docket", record_get(p, "docket"));
	book_fact(&f, "Case", record_get(&b->parent, "title"));
	book_fact(&f, "Jurisdiction", record_get(&b->parent, "jurisdiction"));
	book_fact(&f, "Status", book_choice(ENTITY_PETITION, "status", record_show(p, "status")));
	fact_date(&f, public ? "Published" : "Filed", record_get(p, "filed"));
	fact_date(&f, "Decided", record_get(p, "decided"));
	fact_signatures(&f);
	if (record_get(p, "url")) {
		book_fact_begin(&f, "Web address");
		book_url(b, record_get(p, "url"));
		book_fact_end(&f);
	}
	str_addf(&reference, "%s/%s", record_show(&b->parent, "ref"), record_show(p, "ref"));
	book_fact(&f, "Reference", str_text(&reference));
	book_facts_end(&f);
	docbook_end(b->out);
	str_free(&reference);
	return ST_OK;
}
