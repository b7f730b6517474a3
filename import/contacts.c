#include "config.h"

#include "import/contacts.h"

#include <stdlib.h>
#include <string.h>

#include "import/contact_columns.h"
#include "import/contact_match.h"
#include "import/rejects.h"
#include "import/vcard_contact.h"
#include "import/vcard_file.h"
#include "model/change.h"
#include "model/date.h"
#include "model/exhibit.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/query.h"
#include "model/text.h"

#define UNUSED_COLUMNS 200 /* of a terminal, for the names of columns not understood */

struct contacts {
	struct db *db;
	struct contacts_options o;
	int64_t generation; /* of the case file, when who is held was read */
	struct vcard_file *cards;
	struct source *table; /* one of the two */
	struct columns columns;
	struct contact_matcher *matcher;
	struct contact_row row;
	struct rejects *rejects;
	struct import_plan plan;
	struct str first_reason; /* of the first refused row, for the sentence when all are */
	struct str what;         /* said of the row */
	bool whole;              /* the plan is */
	struct change *change;
};

static const char *file_name(const struct contacts *c)
{
	const char *slash = strrchr(c->o.path, '/');

	return slash ? slash + 1 : c->o.path;
}

/* ---- the file ---- */

/* `header` NULL: of cards. */
static enum status open_rejects(struct contacts *c, const struct csv_record *header)
{
	if (!c->o.rejects)
		return ST_OK;
	if (!header)
		return rejects_open_cards(c->db, c->o.rejects, &c->rejects);
	return rejects_open(c->db, c->o.rejects, header, source_found(c->table)->dialect.separator,
		&c->rejects);
}

static enum status open_cards(struct contacts *c)
{
	struct str found = STR_INIT;
	const char *foreign = c->o.source.separator       ? "--separator"
			      : c->o.source.platform      ? "--platform"
			      : c->o.maps && c->o.maps[0] ? "--map"
							  : NULL;
	enum status st;

	if (foreign)
		return db_fail(c->db, ST_INVALID, NULL,
			_("%s is about columns, and %s is a file of vCards, which have none"),
			foreign, c->o.path);
	st = vcard_file_open(c->db, c->o.path, c->o.source.encoding, &c->cards);
	if (st)
		return st;
	str_addf(&found, _("vCards in %s"), vcard_file_encoding(c->cards));
	c->plan.found = str_detach(&found);
	c->plan.encoding = mem_text(vcard_file_encoding(c->cards));
	c->plan.unused = mem_text("");
	c->plan.platform = mem_text("");
	memcpy(c->plan.sha256, vcard_file_sha256(c->cards), HASH_TEXT);
	return open_rejects(c, NULL);
}

static void tell_table(struct contacts *c)
{
	const struct source_found *f = source_found(c->table);
	struct str found = STR_INIT, why = STR_INIT, mapping = STR_INIT;

	source_tell(c->table, &found);
	source_why(c->table, &why);
	columns_tell(&c->columns, &mapping);
	c->plan.found = str_detach(&found);
	c->plan.why = str_detach(&why);
	c->plan.mapping = str_detach(&mapping);
	c->plan.unused = mem_text_n(
		str_text(&c->columns.unused), text_fit(str_text(&c->columns.unused),
						      c->columns.unused.len, UNUSED_COLUMNS, NULL));
	c->plan.encoding = mem_text(f->encoding);
	c->plan.platform = mem_text(f->platform ? f->platform->name : "");
	c->plan.separator = f->dialect.separator;
	c->plan.remembered = c->columns.remembered;
	memcpy(c->plan.sha256, f->sha256, HASH_TEXT);
}

static enum status open_table(struct contacts *c)
{
	struct csv_record header;
	enum status st = source_open(c->db, c->o.path, &c->o.source, &c->table);

	if (st == ST_OK)
		st = source_next(c->table, &header);
	if (st == ST_OK && header.error)
		st = db_fail(c->db, ST_INVALID, NULL, _("%s: its first line: %s"), c->o.path,
			header.error);
	if (st == ST_OK)
		st = columns_read(c->db, &contact_columns, &header, c->o.maps, &c->columns);
	if (st == ST_OK)
		st = open_rejects(c, &header);
	if (st == ST_OK)
		tell_table(c);
	return st;
}

enum status contacts_open(struct db *db, const struct contacts_options *o, struct contacts **out)
{
	struct contacts *c = mem_zero(sizeof(*c));
	enum status st;

	c->db = db;
	c->o = *o;
	c->generation = db_generation(db);
	contact_row_init(&c->row);
	st = vcard_file_is(o->path) ? open_cards(c) : open_table(c);
	if (st == ST_OK)
		st = contact_matcher_open(db, &c->matcher);
	if (st) {
		contacts_close(c);
		c = NULL;
	}
	*out = c;
	return st;
}

void contacts_close(struct contacts *c)
{
	if (!c)
		return;
	/* Refused rows stay on disk when they were all: that is when they are wanted most. */
	(void)!rejects_close(c->rejects, c->whole && c->plan.n[PLAN_REFUSE] > 0);
	change_cancel(c->change);
	contact_matcher_close(c->matcher);
	contact_row_free(&c->row);
	columns_free(&c->columns);
	source_close(c->table);
	vcard_file_close(c->cards);
	import_plan_free(&c->plan);
	str_free(&c->first_reason);
	str_free(&c->what);
	free(c);
}

bool contacts_are_cards(const struct contacts *c)
{
	return c->cards != NULL;
}

const struct columns *contacts_columns(const struct contacts *c)
{
	return &c->columns;
}

struct source *contacts_source(struct contacts *c)
{
	return c->table;
}

const struct import_plan *contacts_plan(const struct contacts *c)
{
	return &c->plan;
}

void contacts_progress(const struct contacts *c, int64_t *done, int64_t *total)
{
	*done = c->cards ? vcard_file_offset(c->cards) : source_offset(c->table);
	*total = c->cards ? vcard_file_size(c->cards) : source_found(c->table)->size;
}

/* ---- rows ---- */

static enum status tell(struct contacts *c, enum plan_verdict verdict, int64_t line)
{
	struct plan_row row = { .verdict = verdict,
		.line = line,
		.name = record_show(&c->row.record, "name"),
		.what = str_text(&c->what) };

	if (c->row.said.len && verdict != PLAN_REFUSE) {
		if (c->what.len)
			str_add(&c->what, "; ");
		str_addf(&c->what, _("kept beside or left out: %s"), str_text(&c->row.said));
		row.what = str_text(&c->what);
	}
	import_plan_count(&c->plan, &row, c->o.samples);
	return c->o.row ? c->o.row(c->o.arg, &row) : ST_OK;
}

/* "Noa Cohen (noa-cohen)", or the line where it came. */
static void tell_who(struct contacts *c, const struct contact_entry *e)
{
	struct record held;

	if (e->line) {
		str_addf(&c->what, _("line %lld"), (long long)e->line);
		return;
	}
	if (record_load(c->db, ENTITY_CONTACT, e->id, &held) == ST_OK) {
		text_clean(&c->what, record_show(&held, "name"), strlen(record_show(&held, "name")),
			TEXT_LINE);
		str_addf(&c->what, " (%s)", record_show(&held, "ref"));
	}
	record_free(&held);
}

static enum status add_new(struct contacts *c, const struct contact_match *m, int64_t line)
{
	enum plan_verdict verdict = PLAN_ADD;
	struct record new;

	if (m->likeness == CONTACT_DOUBTFUL) {
		verdict = PLAN_DOUBTFUL;
		str_addf(&c->what, "%s: ", m->why);
		tell_who(c, m->entry);
	}
	record_copy(&new, &c->row.record);
	if (!record_get(&new, "kind"))
		record_put(&new, "kind", "person");
	if (!record_get(&new, "level"))
		record_put(&new, "level", "filed");
	(void)contact_matcher_add(c->matcher, &new, line);
	record_free(&new);
	return tell(c, verdict, line);
}

static enum status take_known(struct contacts *c, const struct contact_match *m, int64_t line)
{
	struct contact_entry *e = m->entry;
	bool again = e->line != 0, changed;
	struct str differs = STR_INIT;
	enum status st;

	str_addf(&c->what, again ? _("%s as ") : _("%s: "), m->why);
	tell_who(c, e);
	st = contact_matcher_hold(c->matcher, e);
	if (st)
		return st;
	changed = contact_merge(e->record, &c->row.record, again ? CONTACT_FILL : m->how, &differs);
	if (changed) {
		e->changed = true;
		contact_matcher_again(c->matcher, e);
		if (differs.len)
			str_addf(&c->what, "; %s", str_text(&differs));
	}
	if (!again)
		e->line = line;
	str_free(&differs);
	return tell(c, again ? PLAN_SAME : changed ? PLAN_UPDATE : PLAN_UNCHANGED, line);
}

static enum status refuse(struct contacts *c, int64_t line)
{
	const char *reason = str_text(&c->row.reason);

	str_add(&c->what, reason);
	if (!c->first_reason.len)
		str_addf(&c->first_reason, _("line %lld: %s"), (long long)line, reason);
	return tell(c, PLAN_REFUSE, line);
}

static enum status judge(struct contacts *c, int64_t line)
{
	struct contact_match m;
	enum status st = contact_matcher_find(c->matcher, &c->row.record, &m);

	if (st == ST_OK && m.likeness == CONTACT_SURE)
		st = take_known(c, &m, line);
	else if (st == ST_OK)
		st = add_new(c, &m, line);
	return st;
}

static enum status next_card(struct contacts *c)
{
	struct vcard card;
	enum status st = vcards_next(vcard_file_cards(c->cards), &card);

	if (st == ST_IO)
		return db_fail(c->db, ST_IO, NULL, _("%s could not be read to its end"), c->o.path);
	if (st)
		return st;
	if (vcard_contact(c->db, &card, &c->row))
		return judge(c, card.line);
	if (c->rejects)
		st = rejects_put_card(c->rejects, c->cards, &card, str_text(&c->row.reason));
	return st ? st : refuse(c, card.line);
}

static enum status next_record(struct contacts *c)
{
	struct csv_record record;
	enum status st = source_next(c->table, &record);

	if (st)
		return st;
	if (contact_from_row(c->db, &c->columns, &record, &c->row))
		return judge(c, record.line);
	if (c->rejects)
		rejects_put(c->rejects, &record, str_text(&c->row.reason));
	return refuse(c, record.line);
}

enum status contacts_step(struct contacts *c, int rows)
{
	enum status st = c->whole ? ST_END : ST_OK;

	for (; st == ST_OK && rows > 0; rows--) {
		contact_row_clear(&c->row);
		str_clear(&c->what);
		st = c->cards ? next_card(c) : next_record(c);
	}
	if (st != ST_END || c->whole)
		return st;
	st = rejects_flush(c->rejects);
	c->whole = st == ST_OK;
	return st ? st : ST_END;
}

/* ---- the deed ---- */

enum status contacts_check(struct contacts *c)
{
	if (!c->plan.read && c->cards)
		return db_fail(c->db, ST_INVALID, NULL, _("%s has no cards; nothing was imported"),
			c->o.path);
	if (!c->plan.read)
		return db_fail(c->db, ST_INVALID, NULL,
			_("%s has no rows below its first line; nothing was imported"), c->o.path);
	if (c->plan.n[PLAN_REFUSE] == c->plan.read)
		return db_fail(c->db, ST_CONFLICT, NULL,
			_("%s: none of its %lld contacts could be taken; %s"), c->o.path,
			(long long)c->plan.read, str_text(&c->first_reason));
	if (db_generation(c->db) != c->generation)
		return db_fail(c->db, ST_CONFLICT, NULL,
			_("the case file was changed since the plan was made; look at it again"));
	return c->cards ? vcard_file_unchanged(c->db, c->cards) : source_unchanged(c->table);
}

/* ST_OK: the case has it. ST_END: not yet. */
static enum status find_exhibit(struct contacts *c)
{
	struct str where = STR_INIT;
	struct query q = {
		.entity = ENTITY_EXHIBIT, .owner = ENTITY_CASE, .owner_id = c->o.in_case
	};
	int64_t n = 0;
	enum status st;

	str_addf(&where, "sha256=%s", c->plan.sha256);
	q.where = str_text(&where);
	st = query_count(c->db, &q, &n);
	str_free(&where);
	return st ? st : n ? ST_OK : ST_END;
}

static enum status keep_file(struct contacts *c)
{
	struct date today = date_today();
	struct str name = STR_INIT;
	struct record exhibit;
	char day[DATE_TEXT_MAX];
	enum status st = c->o.in_case ? find_exhibit(c) : ST_OK;

	if (st != ST_END)
		return st;
	text_clean(&name, file_name(c), strlen(file_name(c)), TEXT_LINE);
	date_format(&today, day);
	record_init(&exhibit, ENTITY_EXHIBIT);
	st = record_set_num(c->db, &exhibit, "case", c->o.in_case);
	record_put(&exhibit, "title", str_text(&name));
	record_put(&exhibit, "kind", "data");
	record_put(&exhibit, "level", "team");
	record_put(&exhibit, "obtained", day);
	if (st == ST_OK)
		st = exhibit_add(c->change, &exhibit, c->o.path);
	if (st == ST_OK && strcmp(record_show(&exhibit, "sha256"), c->plan.sha256) != 0)
		st = db_fail(c->db, ST_IO, NULL,
			_("%s changed while it was read; nothing was imported, try again"),
			c->o.path);
	record_free(&exhibit);
	str_free(&name);
	return st;
}

/* A reference that is taken, or that cannot be one, is made anew. */
static enum status save_new(struct contacts *c, struct record *r)
{
	const char *ref = record_get(r, "ref");
	int64_t other;

	if (ref && record_find(c->db, ENTITY_CONTACT, ref, &other) != ST_NOTFOUND)
		record_put(r, "ref", NULL);
	return record_save(c->change, r);
}

static enum status save_all(struct contacts *c)
{
	const struct contact_entry *e;
	int64_t total = c->plan.read, done = 0;
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && (e = contact_matcher_at(c->matcher, i)) != NULL; i++) {
		if (!e->changed)
			continue;
		st = e->id ? record_save(c->change, e->record) : save_new(c, e->record);
		if (st == ST_OK && ++done % 64 == 0)
			st = change_flush(c->change);
		if (st == ST_OK && done % 64 == 0)
			st = db_progress(c->db, _("importing contacts"), done, total);
	}
	return st;
}

static bool changes_anything(const struct contacts *c)
{
	const struct contact_entry *e;

	for (size_t i = 0; (e = contact_matcher_at(c->matcher, i)) != NULL; i++)
		if (e->changed)
			return true;
	return false;
}

enum status contacts_apply(struct contacts *c)
{
	enum status st = contacts_check(c);

	if (st == ST_OK && changes_anything(c)) {
		st = change_begin(c->db, &c->change, _("import %lld contacts from %s"),
			(long long)(import_plan_coming(&c->plan) - c->plan.n[PLAN_SAME] +
				    c->plan.n[PLAN_UPDATE]),
			file_name(c));
		if (st == ST_OK)
			st = keep_file(c);
		if (st == ST_OK)
			st = save_all(c);
		if (st == ST_OK) {
			c->plan.batch = change_seq(c->change);
			st = change_commit(c->change);
		} else {
			change_cancel(c->change);
		}
		c->change = NULL;
		if (st) {
			c->plan.batch = 0;
			(void)!rejects_close(c->rejects, false);
			c->rejects = NULL;
		}
	}
	/* The contacts are in; that a mapping is not remembered takes nothing from them. */
	if (st == ST_OK && c->table)
		(void)!columns_remember(c->db, &c->columns);
	return st;
}
