/* What courts decided in the case. */
#include "config.h"

#include <string.h>

#include "export/gather.h"
#include "export/part.h"

struct decided {
	struct book_facts *facts;
	const struct record *ruling;
};

/* The petition that a ruling decides, where it may be named here. */
static enum status write_decision(struct book *b, const struct record *r, void *arg)
{
	struct decided *d = arg;
	struct record petition;
	const char *outcome = record_get(r, "outcome");
	enum status st = record_load(b->db, ENTITY_PETITION, record_num(r, "petition"), &petition);

	/* A petition of another case is named only there. */
	if (st != ST_OK || !contents_admits(b->contents, &petition) ||
		record_num(&petition, "case") != b->parent.id)
		goto out;
	book_fact_begin(d->facts, "Decides");
	if (petition.id == b->petition.id)
		book_cite(b, ENTITY_PETITION, petition.id);
	else
		docbook_text(b->out, record_show(&petition, "title"));
	if (record_get(&petition, "docket"))
		docbook_textf(b->out, ", %s", record_get(&petition, "docket"));
	if (outcome && strcmp(outcome, record_show(d->ruling, "outcome")) != 0)
		docbook_textf(b->out, " (%s)", book_choice(ENTITY_RULING, "outcome", outcome));
	book_fact_end(d->facts);
out:
	record_free(&petition);
	return st;
}

/* Semicolons between judges, as they are typed, become commas. */
static void fact_judges(struct book_facts *f, const char *judges)
{
	struct str words = STR_INIT;

	for (; judges && *judges; judges++)
		str_add_c(&words, *judges == ';' ? ',' : *judges);
	book_fact(f, "Judges", str_text(&words));
	str_free(&words);
}

static enum status write_facts(struct book *b, const struct record *r)
{
	struct book_facts f = { .book = b, .role = "facts" };
	struct decided decided = { &f, r };
	struct book_rows rows = {
		.entity = ENTITY_DECISION, .owner = ENTITY_RULING, .owner_id = r->id
	};
	const struct content *below =
		contents_find(b->contents, ENTITY_RULING, record_num(r, "appeal_from"));
	enum status st;

	book_fact(&f, "Court", record_get(r, "court"));
	book_fact(&f, "Docket", record_get(r, "docket"));
	book_fact(&f, "Citation", record_get(r, "citation"));
	book_fact(&f, "ECLI", record_get(r, "ecli"));
	if (record_get(r, "date")) {
		book_fact_begin(&f, "Date");
		book_date(b, record_get(r, "date"));
		book_fact_end(&f);
	}
	fact_judges(&f, record_get(r, "judges"));
	if (record_get(r, "outcome"))
		book_fact(&f, "Outcome",
			book_choice(ENTITY_RULING, "outcome", record_get(r, "outcome")));
	st = book_each(b, &rows, write_decision, &decided);
	if (below && below->xml_id) {
		book_fact_begin(&f, "Appeal from");
		book_cite(b, ENTITY_RULING, below->id);
		book_fact_end(&f);
	}
	if (record_get(r, "url")) {
		book_fact_begin(&f, "Web address");
		book_url(b, record_get(r, "url"));
		book_fact_end(&f);
	}
	book_facts_end(&f);
	return st;
}

/* "p. 4", "pp. 4-6". */
static const char *page_words(struct str *out, const char *pages)
{
	str_clear(out);
	book_page_words(out, pages);
	return str_text(out);
}

/* What the court said to one ground, with the claim that it speaks of. */
static enum status write_ground(struct book *b, const struct record *r, void *arg)
{
	struct str page = STR_INIT;
	bool *any = arg;

	if (!*any) {
		docbook_block(b->out, "variablelist");
		docbook_attr(b->out, "role", "grounds");
		*any = true;
	}
	docbook_block(b->out, "varlistentry");
	docbook_leaf(b->out, "term", record_show(r, "title"));
	docbook_block(b->out, "listitem");
	docbook_block(b->out, "para");
	if (record_get(r, "outcome"))
		docbook_text(
			b->out, book_choice(ENTITY_GROUND, "outcome", record_get(r, "outcome")));
	if (record_get(r, "pages"))
		docbook_textf(b->out, "%s%s", record_get(r, "outcome") ? ", " : "",
			page_words(&page, record_get(r, "pages")));
	book_cite_in_brackets(b, ENTITY_CLAIM, record_num(r, "claim"));
	docbook_end(b->out);
	book_text(b, record_get(r, "text"));
	docbook_end(b->out);
	docbook_end(b->out);
	str_free(&page);
	return ST_OK;
}

static enum status write_effect(struct book *b, const struct record *r, void *arg)
{
	bool *any = arg;

	if (!*any) {
		docbook_block(b->out, "itemizedlist");
		docbook_attr(b->out, "role", "effects");
		*any = true;
	}
	docbook_block(b->out, "listitem");
	docbook_block(b->out, "para");
	docbook_textf(b->out, "What follows (%s): %s",
		book_choice(ENTITY_EFFECT, "kind", record_show(r, "kind")),
		record_show(r, "title"));
	if (record_get(r, "from")) {
		docbook_text(b->out, ", from ");
		book_date(b, record_get(r, "from"));
	}
	if (record_get(r, "until")) {
		docbook_text(b->out, ", until ");
		book_date(b, record_get(r, "until"));
	}
	docbook_end(b->out);
	book_text(b, record_get(r, "text"));
	docbook_end(b->out);
	return ST_OK;
}

static enum status write_below(
	struct book *b, enum entity_id entity, int64_t ruling, book_row_fn *fn)
{
	struct book_rows rows = { .entity = entity, .owner = ENTITY_RULING, .owner_id = ruling };
	bool any = false;
	enum status st = book_each(b, &rows, fn, &any);

	if (any)
		docbook_end(b->out);
	return st;
}

static enum status write_ruling(struct book *b, const struct record *r, void *arg)
{
	struct content *c = contents_find(b->contents, ENTITY_RULING, r->id);
	struct str page = STR_INIT;
	enum status st;

	(void)arg;
	book_open(b, "section", "ruling", c ? c->xml_id : NULL);
	docbook_leaf(b->out, "title", record_show(r, "title"));
	st = write_facts(b, r);
	if (!book_text(b, record_get(r, "holding")))
		book_para(b, "The holding is not recorded.");
	if (record_get(r, "quote")) {
		docbook_block(b->out, "blockquote");
		if (record_get(r, "quote_page"))
			docbook_leaf(b->out, "attribution",
				page_words(&page, record_get(r, "quote_page")));
		if (!book_text(b, record_get(r, "quote")))
			docbook_leaf(b->out, "para", NULL);
		docbook_end(b->out);
	}
	if (st == ST_OK)
		st = write_below(b, ENTITY_GROUND, r->id, write_ground);
	if (st == ST_OK)
		st = write_below(b, ENTITY_EFFECT, r->id, write_effect);
	docbook_end(b->out);
	str_free(&page);
	return st;
}

enum status part_rulings(struct book *b)
{
	struct book_rows rows = { .entity = ENTITY_RULING,
		.owner = ENTITY_CASE,
		.owner_id = b->parent.id,
		.sort = "date" };
	enum status st;

	book_open(b, "article", "rulings", "rulings");
	book_title(b, "Rulings in the case");
	st = book_each(b, &rows, write_ruling, NULL);
	docbook_end(b->out);
	return st;
}
