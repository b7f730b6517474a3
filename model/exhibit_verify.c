#include "config.h"

#include <stdio.h>
#include <string.h>

#include "model/blob.h"
#include "model/exhibit.h"
#include "model/i18n.h"
#include "model/reference.h"
#include "model/stmt.h"

/* Whether the bytes of exhibits are still those that were taken in. */

struct check {
	struct db *db;
	struct custody_batch *read;
	verify_fn *found;
	void *arg;
	int64_t bad, seen;
	char last[HASH_TEXT]; /* bytes that several exhibits share are read once */
	char last_now[HASH_TEXT];
	enum status last_st;
	struct str last_error;
};

static void say(struct check *k, struct stmt *s, const char *what)
{
	struct str text = STR_INIT;

	str_addf(&text, _("exhibit %s (%s): %s"), stmt_get_text(s, 1), stmt_get_text(s, 2), what);
	k->bad++;
	if (k->found)
		k->found(k->arg, str_text(&text));
	str_free(&text);
}

static void read_bytes(struct check *k, const char *sha256)
{
	*k->last_now = '\0';
	k->last_st = blob_hash(k->db, sha256, k->last_now);
	if (k->last_st)
		*k->last_now = '\0';
	str_clear(&k->last_error);
	if (k->last_st == ST_OK && strcmp(k->last_now, sha256))
		str_addf(&k->last_error,
			_("the stored bytes are not those taken in: their SHA-256 is %s"),
			k->last_now);
	else if (k->last_st)
		str_add(&k->last_error, db_error(k->db));
	snprintf(k->last, sizeof(k->last), "%s", sha256);
}

static enum status check_one(struct check *k, struct stmt *s)
{
	const char *sha256 = stmt_get_text(s, 3), *now = k->last_now;

	if (!k->seen++ || strcmp(k->last, sha256))
		read_bytes(k, sha256);
	if (k->last_st == ST_OK && !k->last_error.len)
		now = NULL;
	else if (k->last_st == ST_NOTFOUND)
		say(k, s, _("its bytes are missing"));
	else if (k->last_st && k->last_st != ST_DB && k->last_st != ST_NOTOURS)
		return k->last_st;
	else
		say(k, s, str_text(&k->last_error));
	if (k->read)
		custody_batch_add(k->read, stmt_get_int(s, 0), now);
	return ST_OK;
}

enum status exhibit_verify_each(struct db *db, int64_t id, struct custody_batch *read,
	verify_fn *found, void *arg, int64_t *bad, int64_t *seen)
{
	struct check k = { .db = db, .read = read, .found = found, .arg = arg };
	struct reference_sums elsewhere = { 0 };
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT id, ref, title, sha256 FROM exhibit WHERE sha256 IS NOT NULL "
		"AND (lies IS NULL OR EXISTS (SELECT 1 FROM blob WHERE blob.sha256 = "
		"exhibit.sha256)) "
		"AND (:id = 0 OR id = :id) ORDER BY sha256, id",
		&s);

	if (st)
		return st;
	stmt_int(s, ":id", id);
	while ((st = stmt_step(s)) == ST_OK) {
		st = check_one(&k, s);
		if (st)
			break;
	}
	stmt_done(s);
	str_free(&k.last_error);
	/* What is not here is read where it lies; a drive that is not there is said, and no alarm.
	 */
	if (st == ST_END)
		st = reference_verify(db, id, read, found, found, arg, &elsewhere);
	*bad = k.bad + elsewhere.bad;
	if (seen)
		*seen = k.seen + elsewhere.whole + elsewhere.bad;
	return st;
}

enum status exhibit_verify(
	struct db *db, int64_t id, verify_fn *found, void *arg, int64_t *bad, int64_t *seen)
{
	return exhibit_verify_each(db, id, NULL, found, arg, bad, seen);
}
