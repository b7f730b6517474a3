#include "config.h"

#include "export/book.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "export/commonmark.h"
#include "model/cite.h"
#include "model/date.h"
#include "model/pseudonym.h"
#include "model/query.h"

enum status book_each(struct book *b, const struct book_rows *rows, book_row_fn *fn, void *arg)
{
	struct query q = { .entity = rows->entity,
		.owner = rows->owner,
		.owner_id = rows->owner_id,
		.where = rows->where,
		.sort = rows->sort };
	struct cursor *cursor = NULL;
	enum status st = query_open(b->db, &q, NULL, false, &cursor);

	while (st == ST_OK) {
		struct record r;

		st = query_next(cursor, &r);
		if (st != ST_OK)
			break;
		if (rows->unchecked || contents_admits(b->contents, &r))
			st = fn(b, &r, arg);
		record_free(&r);
	}
	query_close(cursor);
	return st == ST_END ? ST_OK : st;
}

const char *book_choice(enum entity_id entity, const char *field, const char *name)
{
	const struct entity *e = entity_get(entity);

	for (const struct choice *c = e->fields[entity_field(e, field)].choices; c && c->name; c++)
		if (!strcmp(c->name, name))
			return c->label;
	return name;
}

const char *book_number(int64_t n, char out[BOOK_NUMBER_MAX])
{
	char digits[BOOK_NUMBER_MAX];
	size_t len = (size_t)snprintf(digits, sizeof(digits), "%" PRId64, n), to = 0;

	for (size_t i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0 && digits[i - 1] != '-')
			out[to++] = ',';
		out[to++] = digits[i];
	}
	out[to] = 0;
	return out;
}

void book_date_words(struct str *out, const char *edtf)
{
	struct date d;
	char text[DATE_TEXT_MAX];
	enum date_doubt doubt;

	if (date_parse(edtf, &d) != ST_OK) {
		str_add(out, edtf);
		return;
	}
	doubt = d.doubt;
	d.doubt = DATE_SURE;
	date_format(&d, text);
	str_addf(out, "%s%s%s", doubt == DATE_APPROXIMATE || doubt == DATE_BOTH ? "about " : "",
		text, doubt == DATE_UNCERTAIN || doubt == DATE_BOTH ? " (uncertain)" : "");
}

void book_page_words(struct str *out, const char *pages)
{
	str_addf(out, "%s %s", strpbrk(pages, "-,\342 ") ? "pp." : "p.", pages);
}

void book_exhibit_words(struct str *out, const char *mark)
{
	if (!mark_has_word(mark))
		str_add(out, "Exhibit ");
	str_add(out, mark);
}

enum status book_contact(
	struct book *b, int64_t id, struct str *name, struct record *contact, bool *shown)
{
	struct record own;
	enum status st = record_load(b->db, ENTITY_CONTACT, id, &own);

	*shown = st == ST_OK && contents_admits(b->contents, &own);
	if (*shown)
		str_add(name, record_show(&own, "name"));
	else if (st == ST_OK)
		st = pseudonym_find(b->db, b->parent.id, id, name);
	if (st == ST_NOTFOUND && own.id) {
		str_add(name, "[name withheld]");
		st = ST_OK;
	}
	if (*shown && contact)
		*contact = own;
	else
		record_free(&own);
	return st;
}

static bool is_english(const char *language)
{
	return !language || (!strncmp(language, "en", 2) && (!language[2] || language[2] == '-'));
}

/* Marks what the program says itself within a text of another language. */
static void own_words(struct book *b)
{
	if (is_english(b->language))
		return;
	docbook_attr(b->out, "xml:lang", "en");
	if (docbook_is_rtl(b->language))
		docbook_attr(b->out, "dir", "ltr");
}

void book_title(struct book *b, const char *title)
{
	docbook_block(b->out, "title");
	own_words(b);
	docbook_text(b->out, title);
	docbook_end(b->out);
}

bool book_words_open(struct book *b)
{
	if (is_english(b->language))
		return false;
	docbook_inline(b->out, "phrase");
	own_words(b);
	return true;
}

void book_para(struct book *b, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	docbook_block(b->out, "para");
	own_words(b);
	docbook_text_n(b->out, str_text(&text), text.len);
	docbook_end(b->out);
	str_free(&text);
}

void book_date(struct book *b, const char *edtf)
{
	struct str words = STR_INIT;

	if (!edtf || !*edtf)
		return;
	book_date_words(&words, edtf);
	docbook_phrase(b->out, "date", str_text(&words));
	str_free(&words);
}

void book_name(struct book *b, const struct record *contact, const char *name)
{
	bool person = !strcmp(record_show(contact, "kind"), "person");

	docbook_phrase(b->out, person ? "personname" : "orgname", name);
}

void book_cite(struct book *b, enum entity_id entity, int64_t id)
{
	const struct content *c = contents_find(b->contents, entity, id);

	if (!c || !c->xml_id || c->withheld)
		return;
	docbook_inline(b->out, "link");
	docbook_attr(b->out, "linkend", c->xml_id);
	if (entity == ENTITY_AUTHORITY || entity == ENTITY_RULING)
		docbook_attr(b->out, "role", "authority");
	docbook_text(b->out, c->label);
	docbook_end(b->out);
}

void book_cite_in_brackets(struct book *b, enum entity_id entity, int64_t id)
{
	const struct content *c = contents_find(b->contents, entity, id);

	if (!c || !c->xml_id || c->withheld)
		return;
	docbook_text(b->out, " (");
	book_cite(b, entity, id);
	docbook_text(b->out, ")");
}

void book_url(struct book *b, const char *url)
{
	struct str href = STR_INIT;

	if (docbook_href(&href, url)) {
		docbook_inline(b->out, "link");
		docbook_attr(b->out, "xlink:href", str_text(&href));
		docbook_text(b->out, url);
		docbook_end(b->out);
	} else {
		docbook_text(b->out, url);
	}
	str_free(&href);
}

static bool find(struct book *b, enum entity_id entity, const char *ref, int64_t *id)
{
	const struct entity *e = entity_get(entity);
	const struct record *scope = NULL;
	struct str near = STR_INIT;
	bool found = false;

	if (e->scope && !strcmp(e->scope, "case"))
		scope = &b->parent;
	else if (e->scope && !strcmp(e->scope, "petition"))
		scope = &b->petition;
	/* What this petition calls so is the nearest. */
	if (entity == ENTITY_EXHIBIT) {
		str_addf(&near, "%s/%s/%s", record_show(&b->parent, "ref"),
			record_show(&b->petition, "ref"), ref);
		found = record_find(b->db, entity, str_text(&near), id) == ST_OK;
		str_clear(&near);
	}
	if (!found && scope && !strchr(ref, '/')) {
		str_addf(&near, "%s/%s", record_show(scope, "ref"), ref);
		found = record_find(b->db, entity, str_text(&near), id) == ST_OK;
	}
	str_free(&near);
	return found || record_find(b->db, entity, ref, id) == ST_OK;
}

bool book_find(struct book *b, enum entity_id entity, const char *ref, int64_t *id)
{
	struct str own = STR_INIT;
	bool found;

	(void)cite_part(ref, &own);
	found = find(b, entity, str_text(&own), id);
	str_free(&own);
	return found;
}

/* A provision has no place of its own: it leads to its authority. `label` gets what it is called.
 */
static enum entity_id to_authority(
	struct book *b, enum entity_id entity, const char *ref, int64_t *id, struct str *label)
{
	struct str own = STR_INIT, way = STR_INIT;
	const char *part = cite_part(ref, &own);
	struct record r;
	int64_t provision = entity == ENTITY_PROVISION ? *id : 0;

	if (entity == ENTITY_AUTHORITY && *part) {
		str_addf(&way, "%s/%s", str_text(&own), part);
		if (record_find(b->db, ENTITY_PROVISION, str_text(&way), &provision) != ST_OK)
			provision = 0;
	}
	if (provision && record_load(b->db, ENTITY_PROVISION, provision, &r) == ST_OK) {
		if (contents_admits(b->contents, &r))
			str_addf(label, "%s, ", record_show(&r, "title"));
		*id = record_num(&r, "authority");
		entity = ENTITY_AUTHORITY;
		record_free(&r);
	}
	str_free(&own);
	str_free(&way);
	return entity;
}

/*
 * For commonmark_write(): where a citation leads, and its words where it has none itself. The
 * author's words for a contact that may not be named are most often its name.
 */
static bool resolve(
	void *arg, enum entity_id entity, const char *ref, struct str *id, struct str *label)
{
	struct book *b = arg;
	const struct content *c = NULL;
	int64_t record = 0;
	enum status st = ST_NOTFOUND;
	bool shown = true;

	if (book_find(b, entity, ref, &record)) {
		if (entity == ENTITY_AUTHORITY || entity == ENTITY_PROVISION)
			entity = to_authority(b, entity, ref, &record, label);
		c = contents_find(b->contents, entity, record);
	}
	if (c && c->xml_id && !c->withheld) {
		str_add(id, c->xml_id);
		str_add(label, c->label);
		return false;
	}
	str_clear(label);
	/* A contact that has no place here is still called by the name that may leave. */
	if (record && entity == ENTITY_CONTACT)
		st = book_contact(b, record, label, NULL, &shown);
	if (st != ST_OK && !label->len)
		str_add(label, "[not in this bundle]");
	return !shown;
}

static bool write_text(struct book *b, const char *text, bool sections, int *number)
{
	struct commonmark c = {
		.out = b->out, .resolve = resolve, .arg = b, .sections = sections, .number = number
	};

	return text && commonmark_write(&c, text);
}

bool book_text(struct book *b, const char *text)
{
	return write_text(b, text, false, NULL);
}

bool book_article_text(struct book *b, const char *text)
{
	return write_text(b, text, true, NULL);
}

bool book_numbered_text(struct book *b, const char *text)
{
	return write_text(b, text, true, &b->number);
}

void book_fact_begin(struct book_facts *f, const char *term)
{
	struct docbook *d = f->book->out;

	if (!f->open) {
		docbook_block(d, "variablelist");
		docbook_attr(d, "role", f->role);
		f->open = true;
	}
	docbook_block(d, "varlistentry");
	docbook_leaf(d, "term", term);
	docbook_block(d, "listitem");
	docbook_block(d, "para");
}

void book_fact_end(struct book_facts *f)
{
	docbook_end(f->book->out); /* para */
	docbook_end(f->book->out); /* listitem */
	docbook_end(f->book->out); /* varlistentry */
}

void book_fact(struct book_facts *f, const char *term, const char *text)
{
	if (!text || !*text)
		return;
	book_fact_begin(f, term);
	docbook_text(f->book->out, text);
	book_fact_end(f);
}

bool book_facts_end(struct book_facts *f)
{
	if (f->open)
		docbook_end(f->book->out);
	return f->open;
}

void book_open(struct book *b, const char *element, const char *role, const char *id)
{
	docbook_block(b->out, element);
	docbook_attr(b->out, "role", role);
	docbook_attr(b->out, "xml:id", id);
}

void book_biblioid(struct book *b, const char *class, const char *text)
{
	if (!text || !*text)
		return;
	docbook_block(b->out, "biblioid");
	docbook_attr(b->out, "class", "other");
	docbook_attr(b->out, "otherclass", class);
	docbook_text(b->out, text);
	docbook_end(b->out);
}
