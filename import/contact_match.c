#include "config.h"

#include "import/contact_match.h"

#include <stdlib.h>
#include <string.h>

#include "model/contact.h"
#include "model/email_canonical.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/name_key.h"
#include "model/name_like.h"
#include "model/query.h"

#define FIRST_BUCKETS 1024
#define CANDIDATES 16 /* of one name or mailbox that are looked at */

/* A key, such as "e" and a mailbox, leads to entries. */
struct key {
	struct key *next; /* in the bucket */
	uint64_t hash;
	char *text; /* owned */
	struct contact_entry *entry;
};

struct contact_matcher {
	struct db *db;
	struct contact_entry **entries;
	size_t n, cap;
	struct key **buckets;
	size_t n_buckets, n_keys;
	struct name_reader *names;
	struct name_key name;
	struct str text; /* a key being made */
};

/* ---- keys ---- */

static uint64_t hash_of_text(const char *text)
{
	uint64_t h = 0xCBF29CE484222325U; /* FNV-1a */

	for (; *text; text++)
		h = (h ^ (unsigned char)*text) * 0x100000001B3U;
	return h ^ h >> 29;
}

static void grow(struct contact_matcher *m)
{
	size_t n = m->n_buckets ? m->n_buckets * 2 : FIRST_BUCKETS;
	struct key **old = m->buckets;

	m->buckets = mem_zero(n * sizeof(struct key *));
	for (size_t i = 0; i < m->n_buckets; i++) {
		for (struct key *k = old[i], *next; k; k = next) {
			next = k->next;
			k->next = m->buckets[k->hash & (n - 1)];
			m->buckets[k->hash & (n - 1)] = k;
		}
	}
	m->n_buckets = n;
	free(old);
}

/* The next entry under that key, after `last` or (NULL) the first. */
static struct key *find_key(struct contact_matcher *m, const char *text, const struct key *last)
{
	uint64_t hash = hash_of_text(text);
	struct key *k = last           ? last->next
			: m->n_buckets ? m->buckets[hash & (m->n_buckets - 1)]
				       : NULL;

	while (k && (k->hash != hash || strcmp(k->text, text) != 0))
		k = k->next;
	return k;
}

static void put_key(struct contact_matcher *m, const char *text, struct contact_entry *e)
{
	struct key *k;

	for (k = find_key(m, text, NULL); k; k = find_key(m, text, k))
		if (k->entry == e)
			return;
	if (m->n_keys >= m->n_buckets)
		grow(m);
	k = mem_zero(sizeof(*k));
	k->hash = hash_of_text(text);
	k->text = mem_text(text);
	k->entry = e;
	k->next = m->buckets[k->hash & (m->n_buckets - 1)];
	m->buckets[k->hash & (m->n_buckets - 1)] = k;
	m->n_keys++;
}

/* Each makes a key in m->text; "" where there is none. */

static const char *key_of(struct contact_matcher *m, char kind, const char *text)
{
	str_clear(&m->text);
	if (text)
		str_addf(&m->text, "%c%s", kind, text);
	return str_text(&m->text);
}

static const char *email_key(struct contact_matcher *m, const struct record *r)
{
	const char *email = record_get(r, "email");

	str_clear(&m->text);
	str_add_c(&m->text, 'e');
	if (!email || !email_canonical(&m->text, email, strlen(email)))
		str_clear(&m->text);
	return str_text(&m->text);
}

/* Also sets m->name. */
static const char *name_key_of(struct contact_matcher *m, const char *name)
{
	name_read(m->names, name ? name : "", name ? strlen(name) : 0, &m->name);
	return key_of(m, 'n', m->name.own.len ? str_text(&m->name.own) : NULL);
}

static void put_keys(struct contact_matcher *m, struct contact_entry *e, const struct record *r)
{
	const char *key;
	struct str ours = STR_INIT;

	if (*(key = key_of(m, 'u', record_get(r, "external_id"))))
		put_key(m, key, e);
	if (*(key = key_of(m, 'r', record_get(r, "ref"))))
		put_key(m, key, e);
	if (*(key = email_key(m, r)))
		put_key(m, key, e);
	if (*(key = name_key_of(m, record_get(r, "native_name"))))
		put_key(m, key, e);
	if (*(key = name_key_of(m, record_get(r, "name"))))
		put_key(m, key, e);
	if (e->id) {
		str_add_c(&ours, 'u');
		contact_number(e->id, &ours);
		put_key(m, str_text(&ours), e);
	}
	str_free(&ours);
	free(e->latin);
	free(e->own);
	e->latin = mem_text(str_text(&m->name.latin));
	e->own = mem_text(str_text(&m->name.own));
}

/* ---- entries ---- */

static struct contact_entry *add_entry(struct contact_matcher *m)
{
	if (m->n == m->cap) {
		m->cap = m->cap ? m->cap * 2 : 256;
		m->entries = mem_resize(m->entries, m->cap, sizeof(*m->entries));
	}
	return m->entries[m->n++] = mem_zero(sizeof(struct contact_entry));
}

struct contact_entry *contact_matcher_add(
	struct contact_matcher *m, const struct record *row, int64_t line)
{
	struct contact_entry *e = add_entry(m);

	e->line = line;
	e->record = mem_zero(sizeof(*e->record));
	record_copy(e->record, row);
	e->changed = true;
	put_keys(m, e, row);
	return e;
}

enum status contact_matcher_hold(struct contact_matcher *m, struct contact_entry *e)
{
	enum status st;

	if (e->record)
		return ST_OK;
	e->record = mem_zero(sizeof(*e->record));
	st = record_load(m->db, ENTITY_CONTACT, e->id, e->record);
	if (st) {
		record_free(e->record);
		free(e->record);
		e->record = NULL;
	}
	return st;
}

void contact_matcher_again(struct contact_matcher *m, struct contact_entry *e)
{
	put_keys(m, e, e->record);
}

struct contact_entry *contact_matcher_at(struct contact_matcher *m, size_t at)
{
	return at < m->n ? m->entries[at] : NULL;
}

static enum status load(struct contact_matcher *m)
{
	struct query q = { .entity = ENTITY_CONTACT };
	struct cursor *rows = NULL;
	struct record contact;
	enum status st = query_open(m->db, &q, NULL, false, &rows);

	while (st == ST_OK && (st = query_next(rows, &contact)) == ST_OK) {
		struct contact_entry *e = add_entry(m);

		e->id = contact.id;
		put_keys(m, e, &contact);
		record_free(&contact);
		if (m->n % 1024 == 0)
			st = db_progress(m->db, _("reading contacts"), (int64_t)m->n, 0);
	}
	query_close(rows);
	return st == ST_END ? ST_OK : st;
}

enum status contact_matcher_open(struct db *db, struct contact_matcher **out)
{
	struct contact_matcher *m = mem_zero(sizeof(*m));
	enum status st;

	m->db = db;
	m->names = name_reader_open();
	st = load(m);
	if (st) {
		contact_matcher_close(m);
		m = NULL;
	}
	*out = m;
	return st;
}

void contact_matcher_close(struct contact_matcher *m)
{
	if (!m)
		return;
	for (size_t i = 0; i < m->n; i++) {
		struct contact_entry *e = m->entries[i];

		if (e->record)
			record_free(e->record);
		free(e->record);
		free(e->latin);
		free(e->own);
		free(e);
	}
	free(m->entries);
	for (size_t i = 0; i < m->n_buckets; i++) {
		for (struct key *k = m->buckets[i], *next; k; k = next) {
			next = k->next;
			free(k->text);
			free(k);
		}
	}
	free(m->buckets);
	name_reader_close(m->names);
	name_key_free(&m->name);
	str_free(&m->text);
	free(m);
}

/* ---- who it is ---- */

/* Whether the name read last may be that of the entry. */
static bool may_be(const struct contact_matcher *m, const struct contact_entry *e)
{
	const struct name_text read = name_text_of(&m->name);
	const struct name_text held = { e->latin, strlen(e->latin), -1 };

	return !strcmp(str_text(&m->name.own), e->own) || name_like(&read, &held) >= NAME_PART;
}

/* Whether the entry holds already all that the row says. */
static enum status holds_all(
	struct contact_matcher *m, struct contact_entry *e, const struct record *row, bool *answer)
{
	struct record held;
	enum status st = ST_OK;

	if (e->record)
		record_copy(&held, e->record);
	else
		st = record_load(m->db, ENTITY_CONTACT, e->id, &held);
	*answer = st == ST_OK && !contact_merge(&held, row, CONTACT_REPLACE_BUT_NAME, NULL);
	record_free(&held);
	return st;
}

static void sure(
	struct contact_match *out, struct contact_entry *e, enum contact_merge how, const char *why)
{
	out->likeness = CONTACT_SURE;
	out->entry = e;
	out->how = how;
	out->why = why;
}

static bool find_by_number(
	struct contact_matcher *m, const struct record *row, struct contact_match *out)
{
	const char *key = key_of(m, 'u', record_get(row, "external_id"));
	struct key *k = *key ? find_key(m, key, NULL) : NULL;

	if (k) {
		sure(out, k->entry, CONTACT_REPLACE, _("the same number elsewhere"));
		return true;
	}
	key = key_of(m, 'r', record_get(row, "ref"));
	k = *key ? find_key(m, key, NULL) : NULL;
	(void)name_key_of(m, record_get(row, "name"));
	if (k && may_be(m, k->entry)) {
		sure(out, k->entry, CONTACT_REPLACE, _("the same reference"));
		return true;
	}
	return false;
}

/* Of several the one of that very name, else the one that was there first. */
static void find_by_email(
	struct contact_matcher *m, const struct record *row, struct contact_match *out)
{
	static const char *const why = N_("the same e-mail address");
	char *key = mem_text(email_key(m, row));
	int seen = 0;

	(void)name_key_of(m, record_get(row, "name"));
	for (struct key *k = *key ? find_key(m, key, NULL) : NULL; k && seen < CANDIDATES;
		k = find_key(m, key, k), seen++) {
		if (!strcmp(str_text(&m->name.own), k->entry->own)) {
			sure(out, k->entry, CONTACT_REPLACE_BUT_NAME, _(why));
			break;
		}
		if (may_be(m, k->entry)) {
			sure(out, k->entry, CONTACT_REPLACE_BUT_NAME, _(why));
		} else if (out->likeness == CONTACT_NOBODY) {
			out->likeness = CONTACT_DOUBTFUL;
			out->entry = k->entry;
			out->why = _("the same e-mail address under another name");
		}
	}
	free(key);
}

static enum status find_by_name(
	struct contact_matcher *m, const struct record *row, struct contact_match *out)
{
	char *key = mem_text(name_key_of(m, record_get(row, "name")));
	enum status st = ST_OK;
	int seen = 0;

	for (struct key *k = *key ? find_key(m, key, NULL) : NULL;
		k && seen < CANDIDATES && st == ST_OK; k = find_key(m, key, k), seen++) {
		bool same = false;

		st = holds_all(m, k->entry, row, &same);
		if (same) {
			sure(out, k->entry, CONTACT_REPLACE_BUT_NAME,
				_("the same name, and nothing that differs"));
			break;
		}
		if (out->likeness == CONTACT_NOBODY) {
			out->likeness = CONTACT_DOUBTFUL;
			out->entry = k->entry;
			out->why = _("the same name with other details");
		}
	}
	free(key);
	return st;
}

enum status contact_matcher_find(
	struct contact_matcher *m, const struct record *row, struct contact_match *out)
{
	memset(out, 0, sizeof(*out));
	if (find_by_number(m, row, out))
		return ST_OK;
	find_by_email(m, row, out);
	return out->likeness == CONTACT_SURE ? ST_OK : find_by_name(m, row, out);
}
