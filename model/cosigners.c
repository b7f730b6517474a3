#include "config.h"

#include "model/cosigners.h"

#include <string.h>

#include "model/change.h"
#include "model/i18n.h"
#include "model/record.h"
#include "model/stmt.h"

struct adding {
	struct db *db;
	struct change *change;
	int64_t letter;
	const char *capacity; /* NULL: by the kind of the contact */
};

static enum status stands(const struct adding *a, int64_t contact, bool *there)
{
	struct stmt *s;
	enum status st = stmt_get(
		a->db, "SELECT 1 FROM cosigner WHERE letter = :letter AND contact = :contact", &s);

	if (st)
		return st;
	stmt_int(s, ":letter", a->letter);
	stmt_int(s, ":contact", contact);
	st = stmt_step(s);
	*there = st == ST_OK;
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status add(const struct adding *a, int64_t contact)
{
	struct record r, of;
	const char *capacity = a->capacity;
	enum status st = record_load(a->db, ENTITY_CONTACT, contact, &of);

	record_init(&r, ENTITY_COSIGNER);
	if (st == ST_OK && !capacity)
		capacity = strcmp(record_show(&of, "kind"), "person") ? "organisation" : "person";
	if (st == ST_OK)
		st = record_set_num(a->db, &r, "letter", a->letter);
	if (st == ST_OK)
		st = record_set_num(a->db, &r, "contact", contact);
	if (st == ST_OK)
		st = record_set_name(a->db, &r, "capacity", capacity);
	if (st == ST_OK)
		st = record_save(a->change, &r);
	record_free(&r);
	record_free(&of);
	return st;
}

static enum status add_all(const struct adding *a, const struct idset *contacts, int64_t *added)
{
	int64_t seen = 0;
	enum status st = ST_OK;

	for (int64_t id = 0; st == ST_OK && (id = idset_next(contacts, id)) != 0;) {
		bool there = false;

		st = stands(a, id, &there);
		if (st == ST_OK && !there) {
			st = add(a, id);
			*added += st == ST_OK;
		}
		if (st == ST_OK)
			st = change_flush(a->change);
		if (st == ST_OK)
			st = db_progress(a->db, _("cosigners"), ++seen, contacts->count);
	}
	return st;
}

static void label(const struct adding *a, int64_t added, const char *letter)
{
	struct str many = STR_INIT;

	str_add_number(&many, added);
	change_label(a->change,
		ngettext("add %s cosigner to %s", "add %s cosigners to %s", (unsigned long)added),
		str_text(&many), letter);
	str_free(&many);
}

enum status cosigners_add(struct db *db, int64_t letter, const struct idset *contacts,
	const char *capacity, int64_t *added)
{
	struct adding a = { .db = db, .letter = letter, .capacity = capacity };
	struct record of;
	enum status st = record_load(db, ENTITY_LETTER, letter, &of);

	*added = 0;
	if (st == ST_OK)
		st = change_begin(db, &a.change, "add cosigners");
	if (st == ST_OK)
		st = add_all(&a, contacts, added);
	if (st == ST_OK && *added) {
		label(&a, *added, record_show(&of, "ref"));
		st = change_commit(a.change);
	} else {
		change_cancel(a.change);
	}
	if (st)
		*added = 0;
	record_free(&of);
	return st;
}
