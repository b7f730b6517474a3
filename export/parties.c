/* Who the parties are, by their roles. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "export/part.h"
#include "model/country.h"

struct role {
	const char *label; /* of the choice */
	bool open;
};

/* What follows the name of a party whose contact may be shown: ", Yanshuf, Israel". */
static void write_where(struct book *b, const struct record *contact)
{
	const char *native = record_get(contact, "native_name");
	const char *affiliation = record_get(contact, "affiliation");
	const char *country = record_get(contact, "country");
	const char *name = country ? country_name(country) : NULL;

	if (native && strcmp(native, record_show(contact, "name")) != 0)
		docbook_textf(b->out, " (%s)", native);
	if (affiliation)
		docbook_textf(b->out, ", %s", affiliation);
	if (country)
		docbook_textf(b->out, ", %s", name ? name : country);
}

/* "; as it calls itself (from 2017 to 2019)". */
static void write_description(struct book *b, const struct record *party)
{
	const char *from = record_get(party, "from"), *to = record_get(party, "to");
	struct str words = STR_INIT;

	if (record_get(party, "title"))
		str_addf(&words, ", %s", record_get(party, "title"));
	if (from) {
		str_add(&words, ", from ");
		book_date_words(&words, from);
	}
	if (to) {
		str_add(&words, from ? " to " : ", until ");
		book_date_words(&words, to);
	}
	docbook_text_n(b->out, str_text(&words), words.len);
	str_free(&words);
}

static void write_party(
	struct book *b, const struct record *party, const struct record *contact, const char *name)
{
	struct content *c =
		contents_find(b->contents, ENTITY_CONTACT, record_num(party, "contact"));

	docbook_block(b->out, "listitem");
	if (contact && c && c->xml_id && !c->written) {
		docbook_attr(b->out, "xml:id", c->xml_id);
		c->written = true;
	}
	docbook_block(b->out, "para");
	if (contact) {
		if (record_get(contact, "title"))
			docbook_textf(b->out, "%s ", record_get(contact, "title"));
		book_name(b, contact, name);
		write_where(b, contact);
		write_description(b, party);
	} else {
		docbook_phrase(b->out, "personname", name);
	}
	docbook_end(b->out);
	docbook_end(b->out);
}

/* A label as a heading: they are written small, and begin with an ASCII letter. */
static void write_capital(struct book *b, const char *label)
{
	char first = *label >= 'a' && *label <= 'z' ? (char)(*label - 'a' + 'A') : *label;

	docbook_textf(b->out, "%c%s", first, label + 1);
}

static enum status take_party(struct book *b, const struct record *party, void *arg)
{
	struct role *role = arg;
	struct str name = STR_INIT;
	struct record contact;
	bool shown;
	enum status st = book_contact(b, record_num(party, "contact"), &name, &contact, &shown);

	if (st == ST_OK && !role->open) {
		docbook_block(b->out, "varlistentry");
		docbook_block(b->out, "term");
		write_capital(b, role->label);
		docbook_end(b->out);
		docbook_block(b->out, "listitem");
		docbook_block(b->out, "itemizedlist");
		docbook_attr(b->out, "spacing", "compact");
		role->open = true;
	}
	if (st == ST_OK)
		write_party(b, party, shown ? &contact : NULL, str_text(&name));
	if (shown)
		record_free(&contact);
	str_free(&name);
	return st;
}

enum status part_parties(struct book *b)
{
	const struct entity *e = entity_get(ENTITY_PARTY);
	const struct choice *choices = e->fields[entity_field(e, "role")].choices;
	enum status st = ST_OK;

	book_open(b, "article", "parties", "parties");
	book_title(b, "The parties");
	docbook_block(b->out, "variablelist");
	docbook_attr(b->out, "role", "parties");
	for (const struct choice *c = choices; c->name && st == ST_OK; c++) {
		struct role role = { c->label, false };
		char where[64];
		struct book_rows rows = { .entity = ENTITY_PARTY,
			.owner = ENTITY_CASE,
			.owner_id = b->parent.id,
			.where = where };

		snprintf(where, sizeof(where), "role=%s", c->name);
		st = book_each(b, &rows, take_party, &role);
		if (role.open) {
			docbook_end(b->out); /* itemizedlist */
			docbook_end(b->out); /* listitem */
			docbook_end(b->out); /* varlistentry */
		}
	}
	docbook_end(b->out);
	docbook_end(b->out);
	return st;
}
