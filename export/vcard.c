#include "config.h"

#include "export/vcard.h"

#include <string.h>
#include <unistd.h>

#include "model/contact.h"
#include "model/country.h"
#include "model/i18n.h"
#include "model/str.h"
#include "model/text.h"

#define LINE_OCTETS 75

struct cards {
	FILE *out;
	bool terminal; /* people look at it */
	bool whole;    /* also what is for ourselves */
	struct str line;
	const struct record *contact;
};

/* ---- lines ---- */

/* The bytes of a line that fit in `room`, whole characters. */
static size_t fit(const char *text, size_t len, size_t room)
{
	if (len <= room)
		return len;
	while (room && ((unsigned char)text[room] & 0xC0) == 0x80)
		room--;
	return room;
}

static void put_line(struct cards *c)
{
	struct str shown = STR_INIT;
	const struct str *line = &c->line;
	size_t at = 0, n, room = LINE_OCTETS;

	if (c->terminal) {
		text_clean(&shown, str_text(line), line->len, TEXT_LINE);
		line = &shown;
	}
	while (at < line->len) {
		n = fit(line->data + at, line->len - at, room);
		if (at)
			fputc(' ', c->out);
		fwrite(line->data + at, 1, n, c->out);
		fputs("\r\n", c->out);
		at += n;
		room = LINE_OCTETS - 1;
	}
	str_clear(&c->line);
	str_free(&shown);
}

/* A text value, escaped; `,` and `;` too, as in every value it may be. */
static void add_text(struct cards *c, const char *text)
{
	for (const char *p = text; *p; p++) {
		unsigned char b = (unsigned char)*p;

		if (b == '\n')
			str_add(&c->line, "\\n");
		else if ((b < 0x20 && b != '\t') || b == 0x7F)
			str_add_cp(&c->line, 0xFFFD);
		else if (strchr("\\,;", b))
			str_addf(&c->line, "\\%c", b);
		else
			str_add_c(&c->line, *p);
	}
}

/* A property of one text; nothing where the text is empty. */
static void put_text(struct cards *c, const char *property, const char *text)
{
	if (!text || !*text)
		return;
	str_addf(&c->line, "%s:", property);
	add_text(c, text);
	put_line(c);
}

static void put_field(struct cards *c, const char *property, const char *field)
{
	put_text(c, property, record_get(c->contact, field));
}

/* ---- properties ---- */

static void put_uid(struct cards *c)
{
	const char *theirs = record_get(c->contact, "external_id");

	str_add(&c->line, "UID;VALUE=text:");
	if (theirs)
		add_text(c, theirs);
	else
		contact_number(c->contact->id, &c->line);
	put_line(c);
}

static void put_kind(struct cards *c)
{
	const char *kind = record_show(c->contact, "kind");
	bool person = !strcmp(kind, "person");

	put_text(c, "KIND", person ? "individual" : "org");
	if (!person && strcmp(kind, "organisation"))
		put_text(c, "X-AMPARO-KIND", kind);
}

/* The second name is the first in another script: the same name, said with its language. */
static void put_names(struct cards *c)
{
	const char *native = record_get(c->contact, "native_name");
	const char *language = record_get(c->contact, "language");
	const char *family = record_show(c->contact, "family");
	const char *given = record_show(c->contact, "given");
	const char *title = record_show(c->contact, "title");

	put_field(c, native ? "FN;PREF=1;ALTID=1" : "FN", "name");
	if (native) {
		str_add(&c->line, "FN;ALTID=1");
		if (language)
			str_addf(&c->line, ";LANGUAGE=%s", language);
		str_add_c(&c->line, ':');
		add_text(c, native);
		put_line(c);
	}
	if (!*family && !*given && !*title)
		return;
	str_add(&c->line, "N:");
	add_text(c, family);
	str_add_c(&c->line, ';');
	add_text(c, given);
	str_add(&c->line, ";;");
	add_text(c, title);
	str_add_c(&c->line, ';');
	put_line(c);
}

static void put_address(struct cards *c)
{
	static const char *const fields[] = { "address", "city", "region", "postcode" };
	const char *country = record_get(c->contact, "country");
	const char *name = country ? country_name(country) : NULL;
	bool any = country != NULL;

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		any = any || record_get(c->contact, fields[i]);
	if (!any)
		return;
	str_add(&c->line, "ADR:;");
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		str_add_c(&c->line, ';');
		add_text(c, record_show(c->contact, fields[i]));
	}
	str_add_c(&c->line, ';');
	add_text(c, name ? name : country ? country : "");
	put_line(c);
}

static void put_card(struct cards *c)
{
	put_text(c, "BEGIN", "VCARD");
	put_text(c, "VERSION", "4.0");
	put_uid(c);
	put_kind(c);
	put_names(c);
	put_field(c, "ORG", "affiliation");
	put_field(c, "EMAIL", "email");
	put_field(c, "TEL", "phone");
	put_address(c);
	put_field(c, "LANG", "language");
	if (c->whole) {
		put_field(c, "NOTE", "notes");
		put_field(c, "X-AMPARO-LEVEL", "level");
		put_field(c, "X-AMPARO-PSEUDONYM", "pseudonym");
		put_field(c, "X-AMPARO-EXTRA", "extra");
	}
	put_text(c, "END", "VCARD");
}

/* ---- all of them ---- */

/* How high a level stands; one that is not known, above all. */
static int height(const char *level)
{
	const struct entity *e = entity_get(ENTITY_CONTACT);
	const struct choice *choices = e->fields[entity_field(e, "level")].choices;
	int i = 0;

	while (choices[i].name && strcmp(choices[i].name, level))
		i++;
	return i;
}

enum status vcard_write(struct db *db, const struct query *q, const char *level, FILE *out,
	struct vcard_counts *counts)
{
	struct cards c = { .out = out,
		.terminal = isatty(fileno(out)) == 1,
		.whole = height(level) >= height("team") };
	struct cursor *rows = NULL;
	struct record contact;
	enum status st = query_open(db, q, NULL, false, &rows);

	memset(counts, 0, sizeof(*counts));
	while (st == ST_OK && (st = query_next(rows, &contact)) == ST_OK) {
		if (height(record_show(&contact, "level")) > height(level)) {
			counts->withheld++;
		} else {
			c.contact = &contact;
			put_card(&c);
			counts->written++;
		}
		record_free(&contact);
		if (ferror(out))
			st = db_fail(db, ST_IO, NULL, _("the output could not be written"));
		else if ((counts->written + counts->withheld) % 256 == 0)
			st = db_progress(db, _("writing contacts"), counts->written, 0);
	}
	query_close(rows);
	str_free(&c.line);
	return st == ST_END ? ST_OK : st;
}
