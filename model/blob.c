#include "config.h"

#include "model/blob.h"

#include <stdlib.h>
#include <string.h>

#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/stmt.h"

#define CHUNK (256 << 10)

static enum status find_blob(struct db *db, const char *sha256, int64_t *id, int64_t *size)
{
	struct stmt *s;
	enum status st = stmt_get(db, "SELECT id, size FROM blob WHERE sha256 = :sha256", &s);

	if (st)
		return st;
	stmt_text(s, ":sha256", sha256);
	st = stmt_step(s);
	if (st == ST_OK) {
		*id = stmt_get_int(s, 0);
		*size = stmt_get_int(s, 1);
	}
	stmt_done(s);
	return st == ST_END ? ST_NOTFOUND : st;
}

static enum status insert_blob(struct db *db, int64_t id, const char *sha256, int64_t size)
{
	struct stmt *s;
	enum status st = stmt_get(
		db, "INSERT INTO blob (id, sha256, size) VALUES (:id, :sha256, :size)", &s);

	if (st)
		return st;
	stmt_int(s, ":id", id);
	stmt_text(s, ":sha256", sha256);
	stmt_int(s, ":size", size);
	return stmt_run(s);
}

/* ---- in ---- */

struct blob_intake {
	struct db *db;
	struct stmt *insert;
	struct hash *hash;
	int64_t blob; /* the id that the chunks go under */
	int64_t place;
	int64_t size;
	char *rest; /* CHUNK bytes: what does not fill a chunk yet */
	size_t n_rest;
};

static void intake_free(struct blob_intake *in)
{
	stmt_done(in->insert);
	hash_close(in->hash);
	free(in->rest);
	free(in);
}

enum status blob_begin(struct change *c, struct blob_intake **out)
{
	struct blob_intake *in = mem_zero(sizeof(*in));
	enum status st;

	*out = NULL;
	in->db = change_db(c);
	in->hash = hash_open();
	in->rest = mem_alloc(CHUNK);
	st = stmt_number(in->db,
		"SELECT max((SELECT coalesce(max(id), 0) FROM blob), "
		"(SELECT coalesce(max(blob), 0) FROM chunk)) + 1",
		0, &in->blob);
	if (st == ST_OK)
		st = stmt_get(in->db,
			"INSERT INTO chunk (blob, place, bytes) VALUES (:blob, :place, :bytes)",
			&in->insert);
	if (st == ST_OK)
		st = db_exec(in->db, "SAVEPOINT intake");
	if (st == ST_OK)
		*out = in;
	else
		intake_free(in);
	return st;
}

static enum status put_chunk(struct blob_intake *in, const void *bytes, size_t len)
{
	stmt_int(in->insert, ":blob", in->blob);
	stmt_int(in->insert, ":place", in->place++);
	stmt_blob(in->insert, ":bytes", bytes, len);
	return stmt_again(in->insert);
}

enum status blob_add(struct blob_intake *in, const void *bytes, size_t len)
{
	const char *p = bytes;
	enum status st = ST_OK;

	hash_add(in->hash, p, len);
	in->size += (int64_t)len;
	while (len && st == ST_OK) {
		size_t n = CHUNK - in->n_rest;

		if (!in->n_rest && len >= CHUNK) {
			st = put_chunk(in, p, CHUNK);
		} else {
			n = n < len ? n : len;
			memcpy(in->rest + in->n_rest, p, n);
			in->n_rest += n;
			if (in->n_rest == CHUNK) {
				st = put_chunk(in, in->rest, CHUNK);
				in->n_rest = 0;
			}
		}
		p += n;
		len -= n;
	}
	return st;
}

/* The same bytes stored before stay, and what was just stored of them goes. */
static enum status settle(struct blob_intake *in, const char *sha256)
{
	int64_t id = 0, known = 0;
	enum status st = find_blob(in->db, sha256, &id, &known);

	if (st == ST_OK)
		return db_exec(in->db, "ROLLBACK TO intake");
	return st == ST_NOTFOUND ? insert_blob(in->db, in->blob, sha256, in->size) : st;
}

enum status blob_end(struct blob_intake *in, char sha256[HASH_TEXT], int64_t *size)
{
	enum status st = in->n_rest ? put_chunk(in, in->rest, in->n_rest) : ST_OK;

	stmt_done(in->insert);
	in->insert = NULL;
	hash_text(in->hash, sha256);
	*size = in->size;
	if (st == ST_OK)
		st = settle(in, sha256);
	if (st == ST_OK)
		st = db_exec(in->db, "RELEASE intake");
	intake_free(in);
	return st;
}

enum status blob_back(struct blob_intake *in)
{
	struct db *db = in->db;
	enum status st;

	intake_free(in);
	st = db_exec(db, "ROLLBACK TO intake");
	return st ? st : db_exec(db, "RELEASE intake");
}

void blob_drop(struct blob_intake *in)
{
	if (in)
		intake_free(in);
}

/* ---- out ---- */

bool blob_is_kept(struct db *db, const char *sha256)
{
	int64_t id, size;

	return find_blob(db, sha256, &id, &size) == ST_OK;
}

static enum status give_chunks(
	struct db *db, int64_t id, struct hash *hash, int64_t total, blob_fn *fn, void *arg)
{
	struct stmt *s;
	int64_t place = 0, done = 0;
	enum status st = stmt_get(
		db, "SELECT place, bytes FROM chunk WHERE blob = :blob ORDER BY place", &s);

	if (st)
		return st;
	stmt_int(s, ":blob", id);
	while ((st = stmt_step(s)) == ST_OK) {
		size_t len;
		const void *bytes = stmt_get_blob(s, 1, &len);

		if (stmt_get_int(s, 0) != place++)
			break;
		hash_add(hash, bytes, len);
		done += (int64_t)len;
		st = fn ? fn(arg, bytes, len) : ST_OK;
		if (st == ST_OK)
			st = db_progress(db, _("reading exhibits"), done, total);
		if (st)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status give(
	struct db *db, const char *sha256, blob_fn *fn, void *arg, char now[HASH_TEXT])
{
	int64_t id = 0, size = 0;
	struct hash *hash;
	enum status st = find_blob(db, sha256, &id, &size);

	if (st)
		return st;
	hash = hash_open();
	st = give_chunks(db, id, hash, size, fn, arg);
	hash_text(hash, now);
	hash_close(hash);
	return st;
}

enum status blob_give(struct db *db, const char *sha256, blob_fn *fn, void *arg)
{
	char now[HASH_TEXT];
	enum status st = give(db, sha256, fn, arg, now);

	if (st == ST_OK && strcmp(now, sha256))
		st = db_fail(db, ST_DB, NULL,
			_("the stored bytes are not those taken in: their SHA-256 is %s"), now);
	return st;
}

enum status blob_hash(struct db *db, const char *sha256, char now[HASH_TEXT])
{
	return give(db, sha256, NULL, NULL, now);
}
