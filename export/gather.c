#include "config.h"

#include "export/gather.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/commonmark.h"
#include "export/gather_mark.h"
#include "model/exhibit.h"
#include "model/exhibit_list.h"
#include "model/redaction.h"
#include "model/reference.h"
#include "model/text.h"

/*
 * Whether the case around a record that was asked for lets it leave: its own case does, another
 * one by its level. Sets *ref to "CASE/REF" for a record of another case, else to "REF".
 */
static enum status admit_case(
	struct book *b, const struct record *r, struct str *ref, bool *admitted)
{
	struct record other;
	enum status st;

	*admitted = true;
	if (record_num(r, "case") == b->parent.id) {
		str_add(ref, record_show(r, "ref"));
		return ST_OK;
	}
	st = record_load(b->db, ENTITY_CASE, record_num(r, "case"), &other);
	if (st == ST_OK) {
		*admitted = contents_admits(b->contents, &other);
		str_addf(ref, "%s/%s", record_show(&other, "ref"), record_show(r, "ref"));
	}
	record_free(&other);
	return st;
}

/*
 * Loads a record that is wanted and not yet in. ST_END: it is in, or may not leave. `ref` is as
 * above.
 */
static enum status want(
	struct book *b, enum entity_id entity, int64_t id, struct record *r, struct str *ref)
{
	bool admitted;
	enum status st;

	memset(r, 0, sizeof(*r));
	if (!id || contents_find(b->contents, entity, id))
		return ST_END;
	st = record_load(b->db, entity, id, r);
	if (st != ST_OK)
		return st;
	if (!contents_admits(b->contents, r))
		return ST_END;
	if (entity_field(r->entity, "case") < 0) {
		str_add(ref, record_show(r, "ref"));
		return ST_OK;
	}
	st = admit_case(b, r, ref, &admitted);
	if (st == ST_OK && !admitted) {
		contents_withhold(b->contents, entity, id);
		return ST_END;
	}
	return st;
}

static enum status put_exhibit(struct book *b, struct record *r, const char *ref)
{
	struct str label = STR_INIT, order = STR_INIT, file = STR_INIT, mark = STR_INIT;
	struct content *c;
	int64_t place;
	enum status st = gather_mark(b, r, &place);

	/* What was withdrawn leaves its gap, and nothing else. */
	if (st == ST_OK && place == -2)
		contents_withhold(b->contents, ENTITY_EXHIBIT, r->id);
	if (st != ST_OK || place == -2)
		return st;
	gather_mark_words(b, r, ref, place, &mark, &order);
	book_exhibit_words(&label, str_text(&mark));
	c = contents_add(
		b->contents, ENTITY_EXHIBIT, r->id, "ex", ref, str_text(&label), str_text(&order));
	c->mark = str_detach(&mark);
	c->marked = place >= 0 ? &b->marks.all[place] : NULL;
	c->foreign = record_num(r, "case") != b->parent.id;
	if (record_get(r, "sha256") && !reference_is(b->db, r)) {
		exhibit_safe_name(r, &file);
		contents_set_file(b->contents, c, str_text(&file));
	}
	str_free(&label);
	str_free(&order);
	str_free(&file);
	return ST_OK;
}

/* Where a sealed original has a redacted version that may leave, it is that one. */
static enum status add_exhibit(struct book *b, int64_t id)
{
	struct str ref = STR_INIT;
	struct record r;
	int64_t leaves = id;
	bool held = false;
	enum status st = id ? redaction_instead(b->db, id, &leaves) : ST_OK;

	if (st != ST_OK)
		return st;
	if (leaves != id) {
		st = add_exhibit(b, leaves);
		if (st == ST_OK && contents_find(b->contents, ENTITY_EXHIBIT, leaves))
			contents_stand_in(b->contents, ENTITY_EXHIBIT, id,
				contents_find(b->contents, ENTITY_EXHIBIT, leaves));
		return st;
	}
	st = want(b, ENTITY_EXHIBIT, id, &r, &ref);
	/* A message holds the bytes of what is attached to it, whatever the level of that is. */
	if (st == ST_OK)
		st = exhibit_holds_withheld(b->db, id, &held);
	if (st == ST_OK && held)
		contents_withhold(b->contents, ENTITY_EXHIBIT, id);
	else if (st == ST_OK)
		st = put_exhibit(b, &r, str_text(&ref));
	record_free(&r);
	str_free(&ref);
	return st == ST_END ? ST_OK : st;
}

static const char *ruling_words(const struct record *r)
{
	const char *words = record_get(r, "citation");

	words = words ? words : record_get(r, "docket");
	return words ? words : record_show(r, "title");
}

static enum status add_titled(struct book *b, enum entity_id entity, int64_t id, const char *prefix)
{
	struct str ref = STR_INIT, order = STR_INIT;
	struct record r;
	enum status st = want(b, entity, id, &r, &ref);

	if (st == ST_OK) {
		const char *title = record_show(&r, "title");
		const char *words = entity == ENTITY_RULING ? ruling_words(&r) : title;

		bool foreign = strchr(str_text(&ref), '/') != NULL;

		if (entity == ENTITY_LETTER)
			str_addf(&order, "%d%s", foreign, record_show(&r, "dated"));
		else
			text_sort_key(&order, title, strlen(title));
		contents_add(
			b->contents, entity, id, prefix, str_text(&ref), words, str_text(&order))
			->foreign = foreign;
	}
	record_free(&r);
	str_free(&ref);
	str_free(&order);
	return st == ST_END ? ST_OK : st;
}

/* ---- what the texts cite ---- */

static enum status add_letter(struct book *b, int64_t id);

/* What comes in because it is cited, also from another case. */
static bool is_wanted(enum entity_id entity)
{
	return entity == ENTITY_EXHIBIT || entity == ENTITY_RULING || entity == ENTITY_AUTHORITY ||
	       entity == ENTITY_LETTER;
}

static enum status add_cited(struct book *b, enum entity_id entity, int64_t id)
{
	switch (entity) {
	case ENTITY_EXHIBIT:
		return add_exhibit(b, id);
	case ENTITY_RULING:
		return add_titled(b, entity, id, "rul");
	case ENTITY_LETTER:
		return add_letter(b, id);
	default:
		return add_titled(b, entity, id, "auth");
	}
}

struct citing {
	struct book *book;
	enum status st;
};

static bool authority_of(struct citing *c, int64_t *id)
{
	struct record r;
	enum status st = record_load(c->book->db, ENTITY_PROVISION, *id, &r);

	if (st == ST_OK)
		*id = record_num(&r, "authority");
	else if (st != ST_NOTFOUND)
		c->st = st;
	record_free(&r);
	return st == ST_OK;
}

static void on_citation(void *arg, enum entity_id entity, const char *ref)
{
	struct citing *c = arg;
	int64_t id;

	if (c->st != ST_OK || (entity != ENTITY_EXHIBIT && entity != ENTITY_RULING &&
				      entity != ENTITY_AUTHORITY && entity != ENTITY_PROVISION))
		return;
	if (!book_find(c->book, entity, ref, &id))
		return;
	if (entity == ENTITY_PROVISION && !authority_of(c, &id))
		return;
	entity = entity == ENTITY_PROVISION ? ENTITY_AUTHORITY : entity;
	if (entity == ENTITY_EXHIBIT)
		c->st = add_exhibit(c->book, id);
	else if (entity == ENTITY_RULING)
		c->st = add_titled(c->book, entity, id, "rul");
	else
		c->st = add_titled(c->book, entity, id, "auth");
}

static enum status read_text(struct book *b, const char *text)
{
	struct citing c = { b, ST_OK };

	if (text)
		commonmark_citations(text, on_citation, &c);
	return c.st;
}

static enum status read_texts(struct book *b, const struct record *r, const char *const *fields)
{
	enum status st = ST_OK;

	for (; *fields && st == ST_OK; fields++)
		st = read_text(b, record_get(r, *fields));
	return st;
}

/* ---- the records of the case and the petition ---- */

static enum status take_party(struct book *b, const struct record *r, void *arg)
{
	int64_t id = record_num(r, "contact");
	struct str name = STR_INIT, number = STR_INIT;
	bool shown;
	enum status st;

	(void)arg;
	b->parties++;
	if (contents_find(b->contents, ENTITY_CONTACT, id))
		return ST_OK;
	st = book_contact(b, id, &name, NULL, &shown);
	if (st == ST_OK && shown) {
		/* By number: a ref is often made of the name. */
		str_addf(&number, "%zu", contents_count(b->contents, ENTITY_CONTACT) + 1);
		contents_add(b->contents, ENTITY_CONTACT, id, "party", str_text(&number),
			str_text(&name), NULL);
	}
	str_free(&name);
	str_free(&number);
	return st;
}

static enum status take_exhibit(struct book *b, const struct record *r, void *arg)
{
	(void)arg;
	return add_exhibit(b, r->id);
}

static enum status take_account(struct book *b, const struct record *r, void *arg)
{
	enum status st = add_exhibit(b, record_num(r, "exhibit"));

	(void)arg;
	return st == ST_OK ? read_text(b, record_get(r, "quote")) : st;
}

static enum status take_event(struct book *b, const struct record *r, void *arg)
{
	struct book_rows accounts = {
		.entity = ENTITY_ACCOUNT, .owner = ENTITY_EVENT, .owner_id = r->id
	};
	enum status st = add_titled(b, ENTITY_EVENT, r->id, "ev");

	(void)arg;
	if (st == ST_OK)
		st = add_exhibit(b, record_num(r, "source"));
	if (st == ST_OK)
		st = book_each(b, &accounts, take_account, NULL);
	return st == ST_OK ? read_text(b, record_get(r, "text")) : st;
}

static enum status take_text(struct book *b, const struct record *r, void *arg)
{
	(void)arg;
	return read_text(b, record_get(r, "text"));
}

/* What the court said to each ground, and what follows from it. */
static enum status take_below(struct book *b, enum entity_id entity, int64_t ruling)
{
	struct book_rows rows = { .entity = entity, .owner = ENTITY_RULING, .owner_id = ruling };

	return book_each(b, &rows, take_text, NULL);
}

static enum status take_ruling(struct book *b, const struct record *r, void *arg)
{
	static const char *const texts[] = { "holding", "quote", NULL };
	enum status st = add_titled(b, ENTITY_RULING, r->id, "rul");

	(void)arg;
	if (st == ST_OK && record_num(r, "appeal_from"))
		st = add_titled(b, ENTITY_RULING, record_num(r, "appeal_from"), "rul");
	if (st == ST_OK)
		st = read_texts(b, r, texts);
	if (st == ST_OK)
		st = take_below(b, ENTITY_GROUND, r->id);
	return st == ST_OK ? take_below(b, ENTITY_EFFECT, r->id) : st;
}

/* What speaks against a claim is not named with it, and does not come in for its sake. */
static enum status take_proof(struct book *b, const struct record *r, void *arg)
{
	(void)arg;
	if (!strcmp(record_show(r, "bearing"), "contradicts"))
		return ST_OK;
	return add_exhibit(b, record_num(r, "exhibit"));
}

static enum status take_claim(struct book *b, const struct record *r, void *arg)
{
	struct book_rows proofs = {
		.entity = ENTITY_PROOF, .owner = ENTITY_CLAIM, .owner_id = r->id
	};
	enum status st = add_titled(b, ENTITY_CLAIM, r->id, "claim");

	(void)arg;
	if (st == ST_OK)
		st = read_text(b, record_get(r, "statement"));
	return st == ST_OK ? book_each(b, &proofs, take_proof, NULL) : st;
}

static enum status take_total(struct book *b, const struct record *r, void *arg)
{
	(void)arg;
	return add_exhibit(b, record_num(r, "exhibit"));
}

/* In the order of their dates: the last of the whole is the latest. */
static enum status take_own_total(struct book *b, const struct record *r, void *arg)
{
	const char *part = record_get(r, "part");

	/* Those of one day come in the order in which they were entered, not of the hour. */
	bool earlier = b->declared >= 0 && !strcmp(b->declared_on, record_show(r, "observed")) &&
		       strcmp(record_show(r, "time"), b->declared_time) < 0;

	if ((part && strcmp(part, "whole") != 0) || earlier)
		return take_total(b, r, arg);
	b->declared = record_num(r, "value");
	snprintf(b->declared_on, sizeof(b->declared_on), "%s", record_show(r, "observed"));
	snprintf(b->declared_time, sizeof(b->declared_time), "%s", record_show(r, "time"));
	return take_total(b, r, arg);
}

static enum status last_number(struct book *b, const struct record *r, void *arg)
{
	int64_t *last = arg;

	(void)b;
	if (record_num(r, "number") > *last)
		*last = record_num(r, "number");
	return ST_OK;
}

enum status letter_texts(struct book *b, int64_t letter, book_row_fn *fn, void *arg)
{
	struct book_rows rows = { .entity = ENTITY_VERSION,
		.owner = ENTITY_LETTER,
		.owner_id = letter,
		.sort = "language",
		.unchecked = true };
	char where[40];
	int64_t last = 0;
	enum status st = book_each(b, &rows, last_number, &last);

	if (st != ST_OK)
		return st;
	snprintf(where, sizeof(where), "number=%" PRId64, last);
	rows.where = where;
	rows.unchecked = false;
	return book_each(b, &rows, fn, arg);
}

static enum status take_version(struct book *b, const struct record *r, void *arg)
{
	(void)arg;
	return read_text(b, record_get(r, "text"));
}

/* With what it cites in its turn; letters that cite each other end here, as each is added once. */
static enum status add_letter(struct book *b, int64_t id)
{
	struct book_rows totals = {
		.entity = ENTITY_TOTAL, .owner = ENTITY_LETTER, .owner_id = id
	};
	enum status st;

	if (contents_find(b->contents, ENTITY_LETTER, id))
		return ST_OK;
	st = add_titled(b, ENTITY_LETTER, id, "let");
	if (st != ST_OK || contents_find(b->contents, ENTITY_LETTER, id)->withheld)
		return st;
	st = letter_texts(b, id, take_version, NULL);
	return st == ST_OK ? book_each(b, &totals, take_total, NULL) : st;
}

static enum status take_letter(struct book *b, const struct record *r, void *arg)
{
	(void)arg;
	return add_letter(b, r->id);
}

/* ---- links ---- */

static bool is_here(struct book *b, const struct record *link, const char *end)
{
	const struct value *v = &link->values[entity_field(link->entity, end)];
	const struct content *c = v->text ? contents_find(b->contents, v->other, v->num) : NULL;

	return c && c->xml_id && !c->withheld;
}

static enum status take_link(struct book *b, const struct record *r, void *arg)
{
	const struct value *to = &r->values[entity_field(r->entity, "to")];
	const struct value *from = &r->values[entity_field(r->entity, "from")];

	(void)arg;
	/* Only what the case itself cites: not what its authorities cite in their turn. */
	if (!to->text || !is_wanted(to->other) || from->other == ENTITY_AUTHORITY ||
		!is_here(b, r, "from") || !contents_admits(b->contents, r))
		return ST_OK;
	return add_cited(b, to->other, to->num);
}

enum status gather(struct book *b)
{
	static const char *const texts[] = { "text", "relief", NULL };
	const struct {
		enum entity_id entity;
		enum entity_id owner;
		bool unchecked;
		book_row_fn *take;
	} steps[] = { { ENTITY_PARTY, ENTITY_CASE, false, take_party },
		{ ENTITY_EXHIBIT, ENTITY_CASE, false, take_exhibit },
		{ ENTITY_EVENT, ENTITY_CASE, false, take_event },
		{ ENTITY_RULING, ENTITY_CASE, false, take_ruling },
		{ ENTITY_CLAIM, ENTITY_PETITION, false, take_claim },
		{ ENTITY_TOTAL, ENTITY_PETITION, false, take_own_total },
		{ ENTITY_LETTER, ENTITY_CASE, false, take_letter },
		{ ENTITY_LINK, ENTITY_NONE, true, take_link } };
	enum status st;

	b->declared = -1;
	contents_add(b->contents, ENTITY_CASE, b->parent.id, "bundle", NULL,
		record_show(&b->parent, "title"), NULL);
	contents_add(b->contents, ENTITY_PETITION, b->petition.id, "petition", NULL,
		record_show(&b->petition, "title"), NULL);
	st = read_texts(b, &b->petition, texts);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]) && st == ST_OK; i++) {
		int64_t owner = steps[i].owner == ENTITY_CASE       ? b->parent.id
				: steps[i].owner == ENTITY_PETITION ? b->petition.id
								    : 0;
		struct book_rows rows = { .entity = steps[i].entity,
			.owner = steps[i].owner,
			.owner_id = owner,
			.unchecked = steps[i].unchecked };

		st = book_each(b, &rows, steps[i].take, NULL);
	}
	return st;
}
