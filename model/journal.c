#include "config.h"

#include "model/journal.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "model/change_internal.h"
#include "model/db_internal.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/stmt.h"

static const char *const kind_names[] = { "do", "undo", "redo" };

const char *journal_kind_name(enum journal_kind kind)
{
	return kind_names[kind];
}

static enum journal_kind kind_from(const char *name)
{
	for (int i = JOURNAL_UNDO; i <= JOURNAL_REDO; i++)
		if (name && !strcmp(kind_names[i], name))
			return (enum journal_kind)i;
	return JOURNAL_DO;
}

void journal_entry_free(struct journal_entry *e)
{
	free(e->label);
	e->label = NULL;
}

void journal_chain(
	const char *before, const struct journal_entry *e, const char *digest, char out[HASH_TEXT])
{
	struct str text = STR_INIT;
	const char *label = e->label ? e->label : "";

	/* Every part has a fixed form or says its length, so that no two entries read the same. */
	str_addf(&text, "amparo-journal-1\n%s\n%lld\n%s\n%lld\n%s\n%lld\n%lld\n%s\n%zu\n%s", before,
		(long long)e->seq, e->at, (long long)e->device, journal_kind_name(e->kind),
		(long long)e->target, (long long)e->changes, digest, strlen(label), label);
	hash_of(str_text(&text), text.len, out);
	str_free(&text);
}

/* An entry is undone when the last word on it was an undo. */
#define UNDONE                                                                                     \
	"coalesce((SELECT k.kind = 'undo' FROM journal k WHERE k.target = j.seq "                  \
	"ORDER BY k.seq DESC LIMIT 1), 0)"

#define COLUMNS "j.seq, j.at, j.device, j.kind, coalesce(j.target, 0), j.label, j.changes, j.hash"

static void copy_text(char *to, size_t room, const char *from)
{
	size_t len = from ? strlen(from) : 0;

	if (len >= room)
		len = room - 1;
	memcpy(to, from ? from : "", len);
	to[len] = '\0';
}

static void entry_from(struct stmt *s, struct journal_entry *e)
{
	memset(e, 0, sizeof(*e));
	e->seq = stmt_get_int(s, 0);
	copy_text(e->at, sizeof(e->at), stmt_get_text(s, 1));
	e->device = stmt_get_int(s, 2);
	e->kind = kind_from(stmt_get_text(s, 3));
	e->target = stmt_get_int(s, 4);
	e->label = mem_text(stmt_get_text(s, 5));
	e->changes = stmt_get_int(s, 6);
	copy_text(e->hash, sizeof(e->hash), stmt_get_text(s, 7));
}

enum status journal_list(
	struct db *db, int64_t before, size_t max, struct journal_entry *out, size_t *n)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT " COLUMNS ", " UNDONE
		" FROM journal j WHERE j.seq < :before ORDER BY j.seq DESC LIMIT :max",
		&s);

	*n = 0;
	if (st)
		return st;
	stmt_int(s, ":before", before ? before : INT64_MAX);
	stmt_int(s, ":max", (int64_t)max);
	while ((st = stmt_step(s)) == ST_OK) {
		entry_from(s, &out[*n]);
		out[*n].undone = stmt_get_int(s, 8) != 0;
		st = gag_cover_entry(db, &out[*n]);
		++*n;
		if (st)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

enum status journal_get(struct db *db, int64_t seq, struct journal_entry *out)
{
	size_t n = 0;
	enum status st = journal_list(db, seq + 1, 1, out, &n);

	if (st != ST_OK || n == 0) {
		memset(out, 0, sizeof(*out));
		return st ? st : ST_NOTFOUND;
	}
	if (out->seq == seq)
		return ST_OK;
	journal_entry_free(out);
	return ST_NOTFOUND;
}

enum status journal_standing(struct db *db, int64_t seq, int64_t *out)
{
	return stmt_number(db,
		"SELECT count(*) FROM journal j WHERE j.seq > :id AND j.kind = 'do' AND "
		"NOT " UNDONE,
		seq, out);
}

bool journal_is_here(struct db *db, int64_t device)
{
	int64_t here = 0;

	return device_number(db, &here) == ST_OK && here == device;
}

/* ---- what undo and redo act on; see also journal_replay.c ---- */

static enum status one_entry(struct db *db, const char *sql, struct journal_entry *out)
{
	struct stmt *s;
	enum status st = stmt_get(db, sql, &s);

	memset(out, 0, sizeof(*out));
	if (st)
		return st;
	st = stmt_step(s);
	if (st == ST_OK) {
		entry_from(s, out);
		st = gag_cover_entry(db, out);
	}
	stmt_done(s);
	return st == ST_END ? ST_NOTFOUND : st;
}

enum status journal_find_undo(struct db *db, struct journal_entry *out)
{
	return one_entry(db,
		"SELECT " COLUMNS " FROM journal j WHERE j.kind = 'do' AND NOT " UNDONE
		" ORDER BY j.seq DESC LIMIT 1",
		out);
}

/* The last undo that still holds, unless something new was done since. */
enum status journal_find_redo(struct db *db, struct journal_entry *out)
{
	return one_entry(db,
		"SELECT " COLUMNS " FROM journal u JOIN journal j ON j.seq = u.target "
		"WHERE u.kind = 'undo' AND " UNDONE
		" AND u.seq > (SELECT max(seq) FROM journal WHERE kind = 'do') "
		"AND u.seq = (SELECT max(seq) FROM journal WHERE target = j.seq) "
		"ORDER BY u.seq DESC LIMIT 1",
		out);
}

enum status journal_next(struct db *db, char **undo_label, char **redo_label)
{
	struct journal_entry undo = { 0 }, redo = { 0 };
	enum status st = journal_find_undo(db, &undo);

	*undo_label = NULL;
	*redo_label = NULL;
	if (st == ST_OK || st == ST_NOTFOUND)
		st = journal_find_redo(db, &redo);
	if (st == ST_OK || st == ST_NOTFOUND) {
		*undo_label = undo.label;
		*redo_label = redo.label;
		return ST_OK;
	}
	journal_entry_free(&undo);
	journal_entry_free(&redo);
	return st;
}

/* ---- verify ---- */

struct verify {
	struct db *db;
	verify_fn *found;
	void *arg;
	int64_t bad;
};

static void report(struct verify *v, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void report(struct verify *v, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	v->bad++;
	if (v->found)
		v->found(v->arg, str_text(&text));
	str_free(&text);
}

/* How a part is numbered and sized is not in its bytes, but undo goes by it. */
static bool part_fits(struct stmt *s, int64_t number, const void *bytes, size_t len)
{
	return stmt_get_int(s, 0) == number &&
	       (uint64_t)stmt_get_int(s, 1) == ZSTD_getFrameContentSize(bytes, len);
}

/* The digest of an entry's parts as they stand now; another one where they do not fit together. */
static enum status digest_now(struct db *db, int64_t seq, char out[HASH_TEXT])
{
	struct hash *all = hash_open();
	int64_t number = 0;
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT part, size, bytes FROM journal_part WHERE journal = :seq ORDER BY part",
		&s);

	if (st == ST_OK) {
		stmt_int(s, ":seq", seq);
		while ((st = stmt_step(s)) == ST_OK) {
			char one[HASH_TEXT];
			size_t len;
			const void *bytes = stmt_get_blob(s, 2, &len);

			hash_of(bytes, len, one);
			hash_add(all, one, HASH_TEXT - 1);
			if (!part_fits(s, ++number, bytes, len))
				hash_add(all, "?", 1);
		}
		stmt_done(s);
	}
	hash_text(all, out);
	hash_close(all);
	return st == ST_END ? ST_OK : st;
}

static enum status verify_entry(
	struct verify *v, struct stmt *s, int64_t expected, char before[HASH_TEXT])
{
	struct journal_entry e;
	char digest[HASH_TEXT], hash[HASH_TEXT];
	const char *stored = stmt_get_text(s, 8);
	enum status st;

	entry_from(s, &e);
	st = digest_now(v->db, e.seq, digest);
	if (st)
		goto out;
	if (e.seq != expected)
		report(v, _("journal entry %lld is missing: entry %lld follows the one before it"),
			(long long)expected, (long long)e.seq);
	if (!stored || strcmp(stored, digest))
		report(v, _("journal entry %lld: what it recorded was altered"), (long long)e.seq);
	journal_chain(before, &e, stored ? stored : "", hash);
	if (strcmp(hash, e.hash))
		report(v,
			_("journal entry %lld (%s) was altered, or an entry before it was taken "
			  "out or put in"),
			(long long)e.seq, e.label);
	/* The stored one goes on, so that one altered entry is reported once. */
	memcpy(before, e.hash, HASH_TEXT);
out:
	journal_entry_free(&e);
	return st;
}

static enum status verify_parts(struct verify *v)
{
	int64_t strays = 0;
	enum status st = stmt_number(v->db,
		"SELECT count(*) FROM journal_part WHERE journal NOT IN (SELECT seq FROM journal)",
		0, &strays);

	if (st == ST_OK && strays)
		report(v, _("the journal holds %lld recorded changes that belong to no entry"),
			(long long)strays);
	return st;
}

enum status journal_verify(
	struct db *db, const char *head, verify_fn *found, void *arg, int64_t *bad)
{
	struct verify v = { db, found, arg, 0 };
	char before[HASH_TEXT] = JOURNAL_GENESIS;
	int64_t expected = 1, total = 0;
	bool head_seen = !head;
	struct stmt *s;
	enum status st = stmt_number(db, "SELECT count(*) FROM journal", 0, &total);

	if (st == ST_OK)
		st = stmt_get(db, "SELECT " COLUMNS ", j.digest FROM journal j ORDER BY j.seq", &s);
	if (st)
		return st;
	while ((st = stmt_step(s)) == ST_OK) {
		int64_t seq = stmt_get_int(s, 0);
		st = verify_entry(&v, s, expected, before);
		if (st == ST_OK)
			st = db_progress(db, _("checking the journal"), seq, total);
		if (st)
			break;
		head_seen = head_seen || !strcmp(before, head);
		expected = seq + 1;
	}
	stmt_done(s);
	if (st == ST_END)
		st = verify_parts(&v);
	if (st == ST_OK && !head_seen)
		report(&v,
			_("the head %.12s... that you kept is not in this journal: entries were "
			  "taken out or altered"),
			head);
	*bad = v.bad;
	return st;
}

static enum status check_with(struct verify *v, const char *sql, bool pages)
{
	struct stmt *s;
	enum status st = stmt_get(v->db, sql, &s);

	if (st)
		return st;
	while ((st = stmt_step(s)) == ST_OK) {
		const char *text = stmt_get_text(s, 0);

		if (pages && text && strcmp(text, "ok"))
			report(v, _("the case file is damaged: %s"), text);
		else if (!pages)
			report(v, _("a record of kind %s refers to what is not there"),
				text ? text : "");
	}
	stmt_done(s);
	if (st == ST_NOTOURS) {
		report(v, "%s", db_error(v->db));
		return ST_OK;
	}
	return st == ST_END ? ST_OK : st;
}

enum status journal_check_file(struct db *db, verify_fn *found, void *arg, int64_t *bad)
{
	struct verify v = { db, found, arg, 0 };
	enum status st = check_with(&v, "PRAGMA integrity_check(20)", true);

	if (st == ST_OK)
		st = check_with(&v, "PRAGMA foreign_key_check", false);
	*bad = v.bad;
	return st;
}
