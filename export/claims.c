/*
 * The claims of a petition as they stand in a filing: elements and below them facts, each with the
 * exhibits that speak for it. How far each is, what is missing, what speaks against it and what the
 * other side answers is for those who work on the case (see proof.h), and does not leave.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "export/part.h"
#include "model/mem.h"
#include "model/proof.h"

struct claims {
	struct book *book;
	const struct proof_map *map;
	size_t *open; /* where the sections end that are open: claims below one stand in it */
	size_t n_open;
};

/* ---- the exhibits of a claim ---- */

/*
 * A quotation in its own language and direction, word for word. Where nobody noted the language of
 * the exhibit, its letters tell the direction.
 */
static void write_quote(struct book *b, const char *quote, const char *language)
{
	const bool known = language && docbook_is_lang(language);
	const bool rtl = known ? docbook_is_rtl(language) : text_is_rtl(quote, strlen(quote));
	const bool around = b->language && docbook_is_rtl(b->language);

	quote += strspn(quote, "\n");
	if (!*quote)
		return;
	docbook_block(b->out, "blockquote");
	docbook_attr(b->out, "role", "quotation");
	if (known)
		docbook_attr(b->out, "xml:lang", language);
	if (rtl != around)
		docbook_attr(b->out, "dir", rtl ? "rtl" : "ltr");
	while (*quote) {
		const char *end = strstr(quote, "\n\n");
		size_t len = end ? (size_t)(end - quote) : strlen(quote);

		if (len) {
			docbook_block(b->out, "para");
			docbook_text_n(b->out, quote, len);
			docbook_end(b->out);
		}
		quote += len;
		quote += strspn(quote, "\n");
	}
	docbook_end(b->out);
}

/* "Exhibit P/3, the contract, pp. 3-4". */
static void write_exhibit(struct book *b, const struct record *proof, const struct record *exhibit)
{
	struct str pages = STR_INIT;
	const char *title = record_get(exhibit, "title");
	bool words;

	docbook_block(b->out, "para");
	words = book_words_open(b);
	if (!strcmp(record_show(proof, "bearing"), "context"))
		docbook_text(b->out, "For context: ");
	book_cite(b, ENTITY_EXHIBIT, exhibit->id);
	if (title) {
		docbook_text(b->out, ", ");
		docbook_inline(b->out, "citetitle");
		if (text_is_rtl(title, strlen(title)))
			docbook_attr(b->out, "dir", "rtl");
		docbook_text(b->out, title);
		docbook_end(b->out);
	}
	if (record_get(proof, "pages")) {
		book_page_words(&pages, record_get(proof, "pages"));
		docbook_textf(b->out, ", %s", str_text(&pages));
	}
	if (words)
		docbook_end(b->out);
	docbook_end(b->out);
	str_free(&pages);
}

/*
 * What stands in the place of a sealed original may lack the very words that are quoted from that:
 * nothing is quoted then.
 */
static void write_proof(struct book *b, const struct record *proof, const struct record *exhibit)
{
	docbook_block(b->out, "listitem");
	docbook_attr(b->out, "role", record_show(proof, "bearing"));
	write_exhibit(b, proof, exhibit);
	if (record_get(proof, "quote") && exhibit->id == record_num(proof, "exhibit"))
		write_quote(b, record_get(proof, "quote"), record_get(exhibit, "language"));
	docbook_end(b->out);
}

static enum status look_at_proof(struct claims *c, int64_t id, bool *any)
{
	struct book *b = c->book;
	struct record proof = { 0 }, exhibit = { 0 };
	const struct content *of = NULL;
	enum status st = record_load(b->db, ENTITY_PROOF, id, &proof);

	if (st == ST_OK && contents_admits(b->contents, &proof))
		of = contents_find(b->contents, ENTITY_EXHIBIT, record_num(&proof, "exhibit"));
	if (!of || !of->xml_id || of->withheld)
		goto out;
	st = record_load(b->db, ENTITY_EXHIBIT, of->id, &exhibit);
	if (st != ST_OK)
		goto out;
	if (!*any) {
		docbook_block(b->out, "itemizedlist");
		docbook_attr(b->out, "role", "proofs");
	}
	*any = true;
	write_proof(b, &proof, &exhibit);
out:
	record_free(&exhibit);
	record_free(&proof);
	return st;
}

static enum status write_proofs(struct claims *c, const struct proof_claim *claim, bool *any)
{
	enum status st = ST_OK;

	*any = false;
	for (size_t i = claim->first; i < claim->first + claim->n_cells && st == ST_OK; i++)
		if (c->map->cells[i].bearing != BEARS_AGAINST)
			st = look_at_proof(c, c->map->cells[i].id, any);
	if (*any)
		docbook_end(c->book->out);
	return st;
}

/* ---- the tree ---- */

static const struct content *place_of(const struct claims *c, size_t at)
{
	const struct content *of =
		contents_find(c->book->contents, ENTITY_CLAIM, c->map->claims[at].id);

	return of && of->xml_id && !of->withheld ? of : NULL;
}

static bool any_below(const struct claims *c, size_t at)
{
	for (size_t i = at + 1; i < c->map->claims[at].end; i++)
		if (place_of(c, i))
			return true;
	return false;
}

/* A claim that says no more than its title repeats that only where it has nothing else. */
static enum status write_body(struct claims *c, size_t at, const struct record *r)
{
	const bool stated = book_text(c->book, record_get(r, "statement"));
	bool any;
	enum status st = write_proofs(c, &c->map->claims[at], &any);

	if (!stated && !any && !any_below(c, at))
		docbook_leaf(c->book->out, "para", record_show(r, "title"));
	return st;
}

/* Of a claim that stays behind those below it stand where it would have stood. */
static enum status write_claim(struct claims *c, size_t at)
{
	struct book *b = c->book;
	const struct content *of = place_of(c, at);
	struct record r;
	enum status st;

	for (; c->n_open && c->open[c->n_open - 1] <= at; c->n_open--)
		docbook_end(b->out);
	if (!of)
		return ST_OK;
	st = record_load(b->db, ENTITY_CLAIM, of->id, &r);
	if (st == ST_OK) {
		book_open(b, "section", "claim", of->xml_id);
		c->open[c->n_open++] = c->map->claims[at].end;
		docbook_leaf(b->out, "title", record_show(&r, "title"));
		st = write_body(c, at, &r);
	}
	record_free(&r);
	return st;
}

enum status part_claims(struct book *b)
{
	struct proof_map map;
	struct claims c = { .book = b, .map = &map };
	enum status st;

	if (!contents_count(b->contents, ENTITY_CLAIM))
		return ST_OK;
	st = proof_load(b->db, b->petition.id, PROOF_WHOLE, &map);
	c.open = mem_array(map.n_claims + 1, sizeof(*c.open));
	if (st == ST_OK) {
		book_open(b, "section", "claims", NULL);
		book_title(b, "Claims and evidence");
		for (size_t i = 0; i < map.n_claims && st == ST_OK; i++)
			st = write_claim(&c, i);
		for (; c.n_open; c.n_open--)
			docbook_end(b->out);
		docbook_end(b->out);
	}
	free(c.open);
	proof_map_free(&map);
	return st;
}
