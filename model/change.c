#include "config.h"

#include "model/change_internal.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "model/claim.h"
#include "model/date.h"
#include "model/db_internal.h"
#include "model/entity.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/stmt.h"

#define PART_BYTES                                                                                 \
	(2 << 20) /* what the session may hold before it is moved out; see change_flush() */
#define PACK_LEVEL 1

/* The journal, the evidence store and the search index are not recorded: they follow from the rest.
 */
static int is_entity(void *arg, const char *table)
{
	const struct entity *e = entity_find(table);

	(void)arg;
	return e && !strcmp(e->name, table);
}

static enum status session_open(struct change *c)
{
	int rc = sqlite3session_create(c->db->handle, "main", &c->session);

	if (rc == SQLITE_OK) {
		sqlite3session_table_filter(c->session, is_entity, NULL);
		rc = sqlite3session_attach(c->session, NULL);
	}
	return rc == SQLITE_OK ? ST_OK : db_sqlite_fail(c->db, rc);
}

static void session_close(struct change *c)
{
	if (c->session)
		sqlite3session_delete(c->session);
	c->session = NULL;
}

static void change_free(struct change *c)
{
	session_close(c);
	c->db->change = NULL;
	hash_close(c->digest);
	idset_clear(&c->proofs);
	str_free(&c->label);
	free(c);
}

static enum status begin(struct db *db, enum journal_kind kind, struct change **out)
{
	struct change *c = mem_zero(sizeof(*c));
	enum status st;

	assert(!db->change);
	c->db = db;
	c->kind = kind;
	c->digest = hash_open();
	st = db_exec(db, "BEGIN IMMEDIATE");
	if (st) {
		change_free(c);
		return st;
	}
	db->change = c;
	st = stmt_number(db, "SELECT coalesce(max(seq), 0) + 1 FROM journal", 0, &c->seq);
	if (st == ST_OK && kind == JOURNAL_DO)
		st = session_open(c);
	if (st) {
		change_cancel(c);
		return st;
	}
	*out = c;
	return ST_OK;
}

enum status change_begin(struct db *db, struct change **out, const char *label, ...)
{
	enum status st;
	va_list args;

	*out = NULL;
	st = begin(db, JOURNAL_DO, out);
	if (st)
		return st;
	va_start(args, label);
	str_vaddf(&(*out)->label, label, args);
	va_end(args);
	return ST_OK;
}

enum status change_begin_replay(struct db *db, enum journal_kind kind, int64_t target,
	int64_t changes, const char *label, struct change **out)
{
	enum status st;

	*out = NULL;
	st = begin(db, kind, out);
	if (st)
		return st;
	(*out)->target = target;
	(*out)->changes = changes;
	str_add(&(*out)->label, label);
	return ST_OK;
}

void change_label(struct change *c, const char *label, ...)
{
	va_list args;

	str_clear(&c->label);
	va_start(args, label);
	str_vaddf(&c->label, label, args);
	va_end(args);
}

struct db *change_db(const struct change *c)
{
	return c->db;
}

int64_t change_seq(const struct change *c)
{
	return c->seq;
}

/* ---- ids ---- */

static enum status ids_open(struct change *c)
{
	int64_t device = 0;
	enum status st = device_number(c->db, &device);

	if (st)
		return st;
	st = stmt_number(c->db, "SELECT next FROM device WHERE number = :id", device, &c->next);
	if (st == ST_NOTFOUND) {
		c->next = 1;
		st = ST_OK;
	}
	c->id_base = device << 32;
	return st;
}

static enum status ids_close(struct change *c)
{
	struct stmt *s;
	enum status st;

	if (!c->id_base)
		return ST_OK;
	st = stmt_get(c->db,
		"INSERT INTO device (number, next) VALUES (:number, :next) "
		"ON CONFLICT (number) DO UPDATE SET next = excluded.next",
		&s);
	if (st)
		return st;
	stmt_int(s, ":number", c->id_base >> 32);
	stmt_int(s, ":next", c->next);
	return stmt_run(s);
}

enum status change_new_id(struct change *c, int64_t *id)
{
	if (!c->id_base) {
		enum status st = ids_open(c);
		if (st)
			return st;
	}
	if (c->next > UINT32_MAX)
		return db_fail(c->db, ST_DB, NULL,
			_("this laptop has given all its numbers; set AMPARO_DEVICE to a new one"));
	*id = c->id_base + c->next++;
	return ST_OK;
}

/* ---- the changeset ---- */

static enum status count_changes(struct change *c, int n, void *bytes)
{
	sqlite3_changeset_iter *i = NULL;
	int rc = sqlite3changeset_start(&i, n, bytes);

	if (rc != SQLITE_OK)
		return db_sqlite_fail(c->db, rc);
	while (sqlite3changeset_next(i) == SQLITE_ROW)
		c->changes++;
	rc = sqlite3changeset_finalize(i);
	return rc == SQLITE_OK ? ST_OK : db_sqlite_fail(c->db, rc);
}

static enum status store_part(struct change *c, const void *bytes, size_t n)
{
	size_t room = ZSTD_compressBound(n);
	char *packed = mem_alloc(room);
	size_t len = ZSTD_compress(packed, room, bytes, n, PACK_LEVEL);
	char hash[HASH_TEXT];
	struct stmt *s;
	enum status st;

	assert(!ZSTD_isError(len));
	hash_of(packed, len, hash);
	hash_add(c->digest, hash, HASH_TEXT - 1);
	st = stmt_get(c->db,
		"INSERT INTO journal_part (journal, part, size, bytes) "
		"VALUES (:journal, :part, :size, :bytes)",
		&s);
	if (st == ST_OK) {
		stmt_int(s, ":journal", c->seq);
		stmt_int(s, ":part", ++c->parts);
		stmt_int(s, ":size", (int64_t)n);
		stmt_blob(s, ":bytes", packed, len);
		st = stmt_run(s);
	}
	free(packed);
	return st;
}

static enum status store_session(struct change *c)
{
	void *bytes = NULL;
	int n = 0;
	int rc = sqlite3session_changeset(c->session, &n, &bytes);
	enum status st = rc == SQLITE_OK ? ST_OK : db_sqlite_fail(c->db, rc);

	/* The session is closed first: it must not see what is written below. */
	session_close(c);
	if (st == ST_OK && n > 0) {
		st = count_changes(c, n, bytes);
		if (st == ST_OK)
			st = store_part(c, bytes, (size_t)n);
	}
	sqlite3_free(bytes);
	return st;
}

enum status change_flush(struct change *c)
{
	enum status st;

	if (sqlite3session_memory_used(c->session) < PART_BYTES)
		return ST_OK;
	st = store_session(c);
	return st ? st : session_open(c);
}

enum status change_pause(struct change *c)
{
	return store_session(c);
}

enum status change_part(struct change *c, const void *bytes, size_t len, int64_t rows)
{
	c->changes += rows;
	return store_part(c, bytes, len);
}

enum status change_resume(struct change *c)
{
	return session_open(c);
}

/* ---- the end ---- */

static enum status last_hash(struct db *db, char out[HASH_TEXT])
{
	struct stmt *s;
	enum status st = stmt_get(db, "SELECT hash FROM journal ORDER BY seq DESC LIMIT 1", &s);

	memcpy(out, JOURNAL_GENESIS, HASH_TEXT);
	if (st)
		return st;
	st = stmt_step(s);
	if (st == ST_OK && strlen(stmt_get_text(s, 0)) == HASH_TEXT - 1)
		memcpy(out, stmt_get_text(s, 0), HASH_TEXT);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status write_row(struct change *c)
{
	char before[HASH_TEXT], digest[HASH_TEXT];
	struct journal_entry e = { .seq = c->seq,
		.kind = c->kind,
		.target = c->target,
		.label = c->label.data,
		.changes = c->changes };
	struct stmt *s;
	enum status st = device_number(c->db, &e.device);

	if (st == ST_OK)
		st = last_hash(c->db, before);
	if (st)
		return st;
	date_now(e.at);
	hash_text(c->digest, digest);
	journal_chain(before, &e, digest, e.hash);
	st = stmt_get(c->db,
		"INSERT INTO journal (seq, at, device, kind, target, label, changes, digest, hash) "
		"VALUES (:seq, :at, :device, :kind, :target, :label, :changes, :digest, :hash)",
		&s);
	if (st)
		return st;
	stmt_int(s, ":seq", e.seq);
	stmt_text(s, ":at", e.at);
	stmt_int(s, ":device", e.device);
	stmt_text(s, ":kind", journal_kind_name(e.kind));
	if (e.target)
		stmt_int(s, ":target", e.target);
	else
		stmt_null(s, ":target");
	stmt_text(s, ":label", str_text(&c->label));
	stmt_int(s, ":changes", e.changes);
	stmt_text(s, ":digest", digest);
	stmt_text(s, ":hash", e.hash);
	return stmt_run(s);
}

/*
 * What follows from the change is marked as that: an undo need not find it as it was left, and
 * settles it itself. What an undo settles is all that it records.
 */
static enum status settle(struct change *c)
{
	enum status st = ST_OK;

	if (!c->proofs.count)
		return ST_OK;
	if (!c->session)
		st = session_open(c);
	if (st)
		return st;
	sqlite3session_indirect(c->session, 1);
	st = claim_settle(c);
	sqlite3session_indirect(c->session, 0);
	return st;
}

enum status change_commit(struct change *c)
{
	struct db *db = c->db;
	enum status st = settle(c);

	if (st == ST_OK && c->session)
		st = store_session(c);
	if (st == ST_OK && !c->parts && c->kind == JOURNAL_DO) {
		change_cancel(c);
		return ST_OK;
	}
	if (st == ST_OK)
		st = ids_close(c);
	if (st == ST_OK)
		st = write_row(c);
	if (st == ST_OK)
		st = db_exec(db, "COMMIT");
	if (st) {
		change_cancel(c);
		return st;
	}
	db->commits++;
	change_free(c);
	return ST_OK;
}

void change_cancel(struct change *c)
{
	sqlite3 *handle;

	if (!c)
		return;
	handle = c->db->handle;
	change_free(c);
	if (!sqlite3_get_autocommit(handle))
		sqlite3_exec(handle, "ROLLBACK", NULL, NULL, NULL);
}
