#include "config.h"

#include "model/journal_part.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/stmt.h"

#define PART_MAX ((size_t)1 << 30) /* a part larger than this was not written by us */

/* The beginning in which the first row stands, unless its texts are long. zstd gives nothing before
 * it has a whole block, and one may be packed to hardly less than its 128 KiB. */
#define PIECE_PACKED ((1 << 17) + 64)
#define PIECE 65536

enum status journal_damaged(struct db *db, int64_t seq)
{
	return db_fail(db, ST_CONFLICT, NULL,
		_("what journal entry %lld recorded is damaged; run amparo verify"),
		(long long)seq);
}

enum status journal_parts(struct db *db, int64_t seq, int64_t *out)
{
	return stmt_number(db, "SELECT count(*) FROM journal_part WHERE journal = :id", seq, out);
}

void journal_part_free(struct journal_part *p)
{
	free(p->bytes);
	*p = (struct journal_part){ NULL, 0 };
}

enum status journal_part_load(struct db *db, int64_t seq, int64_t part, struct journal_part *out)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT size, bytes FROM journal_part WHERE journal = :seq AND part = :part", &s);
	const void *packed;
	size_t len, size, got = 0;

	*out = (struct journal_part){ NULL, 0 };
	if (st)
		return st;
	stmt_int(s, ":seq", seq);
	stmt_int(s, ":part", part);
	st = stmt_step(s);
	if (st) {
		stmt_done(s);
		return st == ST_END ? journal_damaged(db, seq) : st;
	}
	size = (size_t)stmt_get_int(s, 0);
	packed = stmt_get_blob(s, 1, &len);
	if (size <= PART_MAX) {
		out->bytes = mem_alloc(size + 1);
		out->len = size;
		got = ZSTD_decompress(out->bytes, size, packed, len);
	}
	stmt_done(s);
	if (!out->bytes || ZSTD_isError(got) || got != size)
		return journal_damaged(db, seq);
	return ST_OK;
}

/* The first bytes of a packed part, at most PIECE_PACKED of them. */
static enum status read_piece(
	struct db *db, int64_t seq, int64_t part, char piece[PIECE_PACKED], size_t *len)
{
	struct stmt *s;
	sqlite3_blob *blob = NULL;
	int64_t id = 0;
	int n, rc;
	enum status st = stmt_get(
		db, "SELECT id FROM journal_part WHERE journal = :seq AND part = :part", &s);

	if (st)
		return st;
	stmt_int(s, ":seq", seq);
	stmt_int(s, ":part", part);
	st = stmt_step(s);
	if (st == ST_OK)
		id = stmt_get_int(s, 0);
	stmt_done(s);
	if (st)
		return st == ST_END ? journal_damaged(db, seq) : st;
	rc = sqlite3_blob_open(db->handle, "main", "journal_part", "bytes", id, 0, &blob);
	if (rc == SQLITE_OK) {
		n = sqlite3_blob_bytes(blob);
		*len = (size_t)(n < PIECE_PACKED ? n : PIECE_PACKED);
		rc = sqlite3_blob_read(blob, piece, (int)*len, 0);
	}
	sqlite3_blob_close(blob);
	return rc == SQLITE_OK ? ST_OK : db_sqlite_fail(db, rc);
}

/* As much as the piece gives; 0: it is damaged. */
static size_t unpack_piece(const char *packed, size_t len, char out[PIECE])
{
	ZSTD_DStream *stream = ZSTD_createDStream();
	ZSTD_inBuffer from = { packed, len, 0 };
	ZSTD_outBuffer to = { out, PIECE, 0 };
	size_t rc = 1;

	if (!stream)
		return 0;
	while (to.pos < to.size && from.pos < from.size && rc != 0) {
		size_t before = from.pos + to.pos;

		rc = ZSTD_decompressStream(stream, &to, &from);
		if (ZSTD_isError(rc) || from.pos + to.pos == before)
			break;
	}
	ZSTD_freeDStream(stream);
	return ZSTD_isError(rc) ? 0 : to.pos;
}

static void first_from(const struct changeset_change *c, struct journal_first *out)
{
	*out = (struct journal_first){ .op = c->op, .id = c->id };
	if (strlen(c->table) < sizeof(out->table))
		snprintf(out->table, sizeof(out->table), "%s", c->table);
}

enum status journal_part_first(struct db *db, int64_t seq, int64_t part, struct journal_first *out)
{
	char *packed = mem_alloc(PIECE_PACKED), *piece = mem_alloc(PIECE);
	struct journal_part whole = { NULL, 0 };
	struct changeset_reader r;
	struct changeset_change c;
	size_t len = 0;
	enum status st = read_piece(db, seq, part, packed, &len);

	if (st)
		goto out;
	changeset_open(&r, piece, unpack_piece(packed, len, piece));
	st = changeset_next(&r, &c);
	if (st) {
		/* A row with long texts: all of it, then. */
		st = journal_part_load(db, seq, part, &whole);
		if (st)
			goto out;
		changeset_open(&r, whole.bytes, whole.len);
		st = changeset_next(&r, &c);
		if (st)
			st = journal_damaged(db, seq);
	}
	if (st == ST_OK)
		first_from(&c, out);
out:
	journal_part_free(&whole);
	free(piece);
	free(packed);
	return st;
}
