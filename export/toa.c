#include "config.h"

#include "export/toa.h"

#include <stdlib.h>
#include <string.h>

#include "export/commonmark.h"
#include "export/toa_internal.h"
#include "model/cite.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/query.h"

const struct toa_kind toa_kinds[] = { { "treaty", N_("Treaties") }, { "statute", N_("Statutes") },
	{ "regulation", N_("Regulations") }, { "bill", N_("Bills") }, { "case_law", N_("Rulings") },
	{ "listing", N_("Listings") }, { "guideline", N_("Guidelines") }, { NULL, NULL } };

static void free_entries(struct toa_entry *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(list[i].ref);
		free(list[i].title);
		free(list[i].citation);
		free(list[i].kind);
	}
	free(list);
}

static void free_places(struct toa_place *list, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(list[i].part);
		free(list[i].ref);
		free(list[i].title);
	}
	free(list);
}

void toa_free(struct toa *t)
{
	free_entries(t->entries, t->n);
	free_entries(t->idle, t->n_idle);
	free_places(t->places, t->n_places);
	free_places(t->idle_parts, t->n_idle_parts);
	memset(t, 0, sizeof(*t));
}

bool toa_same_place(const struct toa_place *a, const struct toa_place *b)
{
	return a->entry == b->entry && a->entity == b->entity && a->id == b->id &&
	       a->paragraph == b->paragraph && !strcmp(a->part, b->part) &&
	       !strcmp(a->field ? a->field : "", b->field ? b->field : "");
}

/* ---- entries ---- */

struct toa_entry toa_entry_of(const struct record *r)
{
	const char *citation = record_get(r, "citation");
	bool ruling = r->entity->id == ENTITY_RULING;

	if (!citation && ruling)
		citation = record_get(r, "docket");
	return (struct toa_entry){ .entity = r->entity->id,
		.id = r->id,
		.ref = mem_text(record_show(r, "ref")),
		.title = mem_text(record_show(r, "title")),
		.citation = mem_text(citation ? citation : ""),
		.kind = mem_text(ruling ? "case_law" : record_show(r, "kind")) };
}

static size_t push(struct toa *t, const struct toa_entry *e)
{
	t->entries = mem_resize(t->entries, t->n + 1, sizeof(*t->entries));
	t->entries[t->n] = *e;
	return t->n++;
}

/* The entry of a record, made where it is not there yet. ST_END: it is not taken in. */
static enum status entry_for(struct reader *rd, enum entity_id entity, int64_t id, size_t *out)
{
	struct record r;
	enum status st;

	for (size_t i = 0; i < rd->out->n; i++)
		if (rd->out->entries[i].entity == entity && rd->out->entries[i].id == id) {
			*out = i;
			return ST_OK;
		}
	st = record_load(rd->db, entity, id, &r);
	if (st == ST_OK && rd->admits && !rd->admits(rd->arg, &r))
		st = ST_END;
	if (st == ST_OK) {
		struct toa_entry e = toa_entry_of(&r);

		*out = push(rd->out, &e);
	}
	record_free(&r);
	return st;
}

static size_t entry_missing(struct reader *rd, enum entity_id entity, const char *ref)
{
	struct toa_entry e;

	for (size_t i = 0; i < rd->out->n; i++)
		if (!rd->out->entries[i].id && rd->out->entries[i].entity == entity &&
			!strcmp(rd->out->entries[i].ref, ref))
			return i;
	e = (struct toa_entry){ .entity = entity,
		.ref = mem_text(ref),
		.title = mem_text(""),
		.citation = mem_text(""),
		.kind = mem_text(entity == ENTITY_RULING ? "case_law" : "") };
	return push(rd->out, &e);
}

/* ---- places ---- */

static void add_place(struct reader *rd, size_t entry, const char *part, bool recorded)
{
	struct toa *t = rd->out;
	const struct record *from = rd->from;
	struct toa_place *p;
	struct str label = STR_INIT;

	t->places = mem_resize(t->places, t->n_places + 1, sizeof(*t->places));
	p = &t->places[t->n_places++];
	record_label(rd->db, from, &label);
	*p = (struct toa_place){ .entry = entry,
		.part = mem_text(part),
		.part_recorded = recorded,
		.entity = from->entity->id,
		.id = from->id,
		.paragraph = rd->paragraph,
		.field = rd->field,
		.ref = mem_text(record_show(from, "ref")),
		.title = str_detach(&label) };
	t->entries[entry].n++;
}

/* What a provision is called where there is a record of it. */
static enum status provision_title(
	struct db *db, int64_t authority, const char *part, struct str *out, bool *recorded)
{
	struct str way = STR_INIT;
	struct record r;
	int64_t id = 0;
	enum status st = record_load(db, ENTITY_AUTHORITY, authority, &r);

	*recorded = false;
	if (st == ST_OK)
		str_addf(&way, "%s/%s", record_show(&r, "ref"), part);
	record_free(&r);
	if (st == ST_OK)
		st = record_find(db, ENTITY_PROVISION, str_text(&way), &id);
	str_free(&way);
	if (st == ST_OK) {
		st = record_load(db, ENTITY_PROVISION, id, &r);
		*recorded = st == ST_OK;
		str_add(out, st == ST_OK ? record_show(&r, "title") : part);
		record_free(&r);
		return st;
	}
	str_add(out, part);
	return st == ST_NOTFOUND || st == ST_CONFLICT ? ST_OK : st;
}

static enum status cited_whole(
	struct reader *rd, enum entity_id entity, int64_t id, const char *part)
{
	struct str title = STR_INIT;
	bool recorded = false;
	size_t entry;
	enum status st = entry_for(rd, entity, id, &entry);

	if (st == ST_OK && *part && entity == ENTITY_AUTHORITY)
		st = provision_title(rd->db, id, part, &title, &recorded);
	else if (st == ST_OK) /* of a ruling the page: nobody records that by itself */
		str_add(&title, part);
	if (st == ST_OK)
		add_place(rd, entry, str_text(&title), recorded || entity == ENTITY_RULING);
	str_free(&title);
	return st == ST_END ? ST_OK : st;
}

static enum status cited_provision(struct reader *rd, int64_t id)
{
	struct record r;
	size_t entry;
	enum status st = record_load(rd->db, ENTITY_PROVISION, id, &r);

	if (st == ST_OK)
		st = entry_for(rd, ENTITY_AUTHORITY, record_num(&r, "authority"), &entry);
	if (st == ST_OK)
		add_place(rd, entry, record_show(&r, "title"), true);
	record_free(&r);
	return st == ST_END ? ST_OK : st;
}

static enum status cited(struct reader *rd, enum entity_id entity, const char *ref)
{
	struct str own = STR_INIT;
	const char *part = cite_part(ref, &own);
	int64_t id = 0;
	enum status st = cite_find(&rd->cite, entity, str_text(&own), &id);

	if (st == ST_OK && entity == ENTITY_PROVISION)
		st = cited_provision(rd, id);
	else if (st == ST_OK)
		st = cited_whole(rd, entity, id, part);
	else if (st == ST_NOTFOUND || st == ST_CONFLICT) {
		add_place(rd,
			entry_missing(rd, entity == ENTITY_RULING ? entity : ENTITY_AUTHORITY,
				str_text(&own)),
			part, false);
		st = ST_OK;
	}
	str_free(&own);
	return st;
}

static void on_citation(void *arg, enum entity_id entity, const char *ref, int paragraph)
{
	struct reader *rd = arg;

	if (rd->st != ST_OK || (entity != ENTITY_AUTHORITY && entity != ENTITY_RULING &&
				       entity != ENTITY_PROVISION))
		return;
	rd->paragraph = paragraph;
	rd->st = cited(rd, entity, ref);
}

static enum status read_field(struct reader *rd, const struct record *r, size_t i, bool numbered)
{
	rd->field = r->entity->fields[i].name;
	if (r->values[i].text)
		commonmark_citations_at(r->values[i].text, numbered, on_citation, rd);
	return rd->st;
}

/*
 * The long texts of a record, in the order of its form; one of them (NULL: none) has its paragraphs
 * numbered, and comes first.
 */
static enum status read_record(struct reader *rd, const struct record *r, const char *numbered)
{
	int first = numbered ? entity_field(r->entity, numbered) : -1;
	enum status st;

	if (r->withheld || (rd->admits && !rd->admits(rd->arg, r)))
		return ST_OK;
	st = cite_begin(&rd->cite, rd->db, r);
	rd->from = r;
	rd->st = ST_OK;
	if (st == ST_OK && first >= 0)
		st = read_field(rd, r, (size_t)first, true);
	for (size_t i = 0; i < r->entity->n_fields && st == ST_OK; i++) {
		const struct field *f = &r->entity->fields[i];

		if (f->type == FIELD_LONG && (int)i != first && strcmp(f->name, "notes") != 0)
			st = read_field(rd, r, i, false);
	}
	cite_end(&rd->cite);
	return st;
}

/* ---- where is read ---- */

static enum status each(struct reader *rd, enum entity_id entity, enum entity_id owner, int64_t id,
	const char *sort, enum status (*fn)(struct reader *rd, const struct record *r))
{
	struct query q = { .entity = entity, .owner = owner, .owner_id = id, .sort = sort };
	struct cursor *rows = NULL;
	struct record r;
	enum status st = query_open(rd->db, &q, NULL, false, &rows);

	while (st == ST_OK) {
		st = query_next(rows, &r);
		if (st == ST_OK)
			st = fn(rd, &r);
		record_free(&r);
	}
	query_close(rows);
	return st == ST_END ? ST_OK : st;
}

static enum status read_plain(struct reader *rd, const struct record *r)
{
	return read_record(rd, r, NULL);
}

static enum status last_number(struct reader *rd, const struct record *r)
{
	if (record_num(r, "number") > rd->last)
		rd->last = record_num(r, "number");
	return ST_OK;
}

static enum status read_version(struct reader *rd, const struct record *r)
{
	return record_num(r, "number") == rd->last ? read_plain(rd, r) : ST_OK;
}

/* Of a letter its last text, which is the one that goes out. */
static enum status read_letter(struct reader *rd, const struct record *r)
{
	enum status st;

	rd->last = 0;
	st = each(rd, ENTITY_VERSION, ENTITY_LETTER, r->id, NULL, last_number);
	return st == ST_OK
		       ? each(rd, ENTITY_VERSION, ENTITY_LETTER, r->id, "language", read_version)
		       : st;
}

static enum status read_ruling(struct reader *rd, const struct record *r)
{
	enum status st = read_plain(rd, r);

	if (st == ST_OK)
		st = each(rd, ENTITY_GROUND, ENTITY_RULING, r->id, NULL, read_plain);
	return st == ST_OK ? each(rd, ENTITY_EFFECT, ENTITY_RULING, r->id, NULL, read_plain) : st;
}

/* A link of the case, the petition, or a record of the case. */
static enum status read_link(struct reader *rd, const struct record *r)
{
	const struct value *from = &r->values[entity_field(r->entity, "from")];
	const struct value *to = &r->values[entity_field(r->entity, "to")];
	struct record source;
	enum status st;

	if ((to->other != ENTITY_AUTHORITY && to->other != ENTITY_RULING &&
		    to->other != ENTITY_PROVISION) ||
		!from->text || r->withheld || (rd->admits && !rd->admits(rd->arg, r)))
		return ST_OK;
	st = toa_is_of(rd, from->other, from->num);
	if (st != ST_OK)
		return st == ST_END ? ST_OK : st;
	st = record_load(rd->db, from->other, from->num, &source);
	if (st == ST_OK && (!rd->admits || rd->admits(rd->arg, &source))) {
		rd->from = &source;
		rd->field = NULL;
		rd->paragraph = 0;
		st = to->other == ENTITY_PROVISION ? cited_provision(rd, to->num)
						   : cited_whole(rd, to->other, to->num, "");
	}
	record_free(&source);
	return st;
}

static enum status read_all(struct reader *rd, const struct record *petition)
{
	int64_t case_id = record_num(petition, "case");
	enum status st = read_record(rd, petition, "text");

	if (st == ST_OK)
		st = each(rd, ENTITY_CLAIM, ENTITY_PETITION, petition->id, NULL, read_plain);
	if (st == ST_OK)
		st = each(rd, ENTITY_EVENT, ENTITY_CASE, case_id, "date", read_plain);
	if (st == ST_OK)
		st = each(rd, ENTITY_RULING, ENTITY_CASE, case_id, "date", read_ruling);
	if (st == ST_OK)
		st = each(rd, ENTITY_LETTER, ENTITY_CASE, case_id, NULL, read_letter);
	return st == ST_OK ? each(rd, ENTITY_LINK, ENTITY_NONE, 0, NULL, read_link) : st;
}

enum status toa_read(struct db *db, int64_t petition, bool whole, toa_admits_fn *admits, void *arg,
	struct toa *out)
{
	struct reader rd = { .db = db, .out = out, .admits = admits, .arg = arg };
	struct record r;
	enum status st = record_load(db, ENTITY_PETITION, petition, &r);

	memset(out, 0, sizeof(*out));
	rd.petition = petition;
	rd.case_id = st == ST_OK ? record_num(&r, "case") : 0;
	if (st == ST_OK)
		st = read_all(&rd, &r);
	if (st == ST_OK && whole)
		st = toa_idle(&rd);
	if (st == ST_OK)
		toa_sort(out);
	record_free(&r);
	return st;
}
