#include "config.h"

#include "model/blob.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/stmt.h"

#define CHUNK (256 << 10)

/* Fills the buffer as far as the file goes. */
static ssize_t read_full(int fd, char *buffer, size_t room)
{
	size_t n = 0;

	while (n < room) {
		ssize_t got = read(fd, buffer + n, room - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (!got)
			break;
		n += (size_t)got;
	}
	return (ssize_t)n;
}

struct intake {
	struct db *db;
	int fd;
	const char *name;
	int64_t total;
	int64_t blob; /* the id that the chunks go under */
	int64_t size;
	struct hash *hash;
};

static enum status take_chunks(struct intake *in)
{
	char *buffer = mem_alloc(CHUNK);
	struct stmt *s = NULL;
	int64_t place = 0;
	ssize_t n = 0;
	enum status st = stmt_get(in->db,
		"INSERT INTO chunk (blob, place, bytes) VALUES (:blob, :place, :bytes)", &s);

	while (st == ST_OK && (n = read_full(in->fd, buffer, CHUNK)) > 0) {
		hash_add(in->hash, buffer, (size_t)n);
		stmt_int(s, ":blob", in->blob);
		stmt_int(s, ":place", place++);
		stmt_blob(s, ":bytes", buffer, (size_t)n);
		st = stmt_again(s);
		in->size += n;
		if (st == ST_OK)
			st = db_progress(in->db, _("taking in the file"), in->size, in->total);
	}
	if (st == ST_OK && n < 0)
		st = db_fail(in->db, ST_IO, NULL, _("%s could not be read to its end: %s"),
			in->name, strerror(errno));
	stmt_done(s);
	free(buffer);
	return st;
}

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

enum status blob_take(struct change *c, int fd, const char *name, int64_t total,
	char sha256[HASH_TEXT], int64_t *size)
{
	struct intake in = { .db = change_db(c), .fd = fd, .name = name, .total = total };
	int64_t id = 0, known = 0;
	enum status st;

	in.hash = hash_open();
	st = stmt_number(in.db,
		"SELECT max((SELECT coalesce(max(id), 0) FROM blob), "
		"(SELECT coalesce(max(blob), 0) FROM chunk)) + 1",
		0, &in.blob);
	if (st == ST_OK)
		st = db_exec(in.db, "SAVEPOINT intake");
	if (st == ST_OK)
		st = take_chunks(&in);
	if (st)
		goto out;
	hash_text(in.hash, sha256);
	*size = in.size;
	st = find_blob(in.db, sha256, &id, &known);
	if (st == ST_OK)
		st = db_exec(in.db, "ROLLBACK TO intake");
	else if (st == ST_NOTFOUND)
		st = insert_blob(in.db, in.blob, sha256, in.size);
	if (st == ST_OK)
		st = db_exec(in.db, "RELEASE intake");
out:
	hash_close(in.hash);
	return st;
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
