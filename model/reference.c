#include "config.h"

#include "model/reference.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/blob.h"
#include "model/custody.h"
#include "model/i18n.h"
#include "model/reference_read.h"
#include "model/stmt.h"
#include "model/text.h"
#include "model/volume.h"

bool reference_is(struct db *db, const struct record *exhibit)
{
	const char *sha256 = record_get(exhibit, "sha256");

	return sha256 && record_get(exhibit, "lies") && !blob_is_kept(db, sha256);
}

/* ---- taking one in ---- */

/* Where it lies, without links: a line of text, so that it can be kept and shown. */
static enum status put_place(struct db *db, struct record *exhibit, const char *path)
{
	char *real = realpath(path, NULL);
	struct volumes *v;
	struct str name = STR_INIT;
	enum status st = ST_OK;

	if (!real)
		return db_fail(db, ST_IO, NULL, _("%s cannot be read: %s"), path, strerror(errno));
	for (const char *p = real; *p; p++)
		if ((unsigned char)*p < 0x20 || *p == 0x7f)
			st = ST_INVALID;
	if (st || !text_is_utf8(real, strlen(real))) {
		st = db_fail(db, ST_INVALID, "lies",
			_("%s cannot be kept as text; give the file or its folder another name"),
			path);
	} else {
		v = volumes_read(NULL, NULL);
		volume_name(v, real, &name);
		record_put(exhibit, "lies", real);
		if (!record_get(exhibit, "volume") && name.len)
			record_put(exhibit, "volume", str_text(&name));
		volumes_free(v);
	}
	str_free(&name);
	free(real);
	return st;
}

static enum status save(struct change *c, struct record *exhibit, const struct exhibit_came *came)
{
	enum status st;

	exhibit_put_name(exhibit, came->name);
	st = record_save(c, exhibit);
	if (st)
		return st;
	return custody_enter(c, &(struct custody_act){ .exhibit = exhibit->id,
					.event = "received",
					.from = record_get(exhibit, "obtained_from"),
					.by = came->by,
					.place = record_get(exhibit, "volume"),
					.notes = came->notes,
					.sha256 = record_get(exhibit, "sha256") });
}

enum status reference_add(struct change *c, struct record *exhibit, const char *path,
	const struct exhibit_came *came, int64_t *here)
{
	struct db *db = change_db(c);
	char sha256[HASH_TEXT];
	int64_t size = 0;
	int fd = reference_plain(path, &size);
	enum status st;

	*here = 0;
	if (fd < 0 && errno == EINVAL)
		return db_fail(
			db, ST_IO, NULL, _("%s is not a plain file; an exhibit is one file"), path);
	if (fd < 0)
		return db_fail(db, ST_IO, NULL, _("%s cannot be read: %s"), path, strerror(errno));
	st = reference_hash(db, fd, size, -1, sha256);
	if (st == ST_IO)
		st = db_fail(db, ST_IO, NULL, _("%s could not be read to its end: %s"), path,
			strerror(errno));
	close(fd);
	if (st == ST_OK && !came->again)
		st = exhibit_find_bytes(db, record_num(exhibit, "case"), sha256, here);
	if (st || *here)
		return st;
	record_put_num(exhibit, "size", size);
	record_put(exhibit, "sha256", sha256);
	st = put_place(db, exhibit, path);
	return st ? st : save(c, exhibit, came);
}

/* ---- finding it again ---- */

/* Whether there is a plain file, of this size where it matters (not -1). */
static bool is_file(const char *path, int64_t size)
{
	struct stat info;

	return !stat(path, &info) && S_ISREG(info.st_mode) && (size < 0 || info.st_size == size);
}

/* Below this mount point: as much of the path's end as leads to a file. */
static bool find_below(const char *point, const char *lies, int64_t size, struct str *out)
{
	const size_t len = strlen(point);

	for (const char *tail = lies; tail; tail = strchr(tail + 1, '/')) {
		str_clear(out);
		str_add_n(out, point, len && point[len - 1] == '/' ? len - 1 : len);
		str_add(out, tail);
		if (is_file(str_text(out), size))
			return true;
	}
	str_clear(out);
	return false;
}

enum reference_state reference_find(
	const struct volumes *v, const struct record *exhibit, struct str *where)
{
	const char *lies = record_show(exhibit, "lies"), *name = record_show(exhibit, "volume");
	const int64_t size = record_num(exhibit, "size");
	enum reference_state state = REFERENCE_AWAY;
	struct str on = STR_INIT;
	const char *point;

	/* Where it lay, if that is the same drive still. */
	if (is_file(lies, -1)) {
		volume_name(v, lies, &on);
		if (!strcmp(str_text(&on), name) || !volume_is_known(name)) {
			str_add(where, lies);
			state = REFERENCE_WHOLE;
		}
	}
	str_free(&on);
	for (size_t i = 0; state != REFERENCE_WHOLE && (point = volume_mount(v, name, i)); i++) {
		/* Another file of that name elsewhere on the drive must not stand for it. */
		bool moved = strncmp(lies, point, strlen(point)) != 0;

		state = find_below(point, lies, size, where) ||
					(moved && find_below(point, lies, -1, where))
				? REFERENCE_WHOLE
				: REFERENCE_GONE;
	}
	return state;
}

enum status reference_check(struct db *db, const struct record *exhibit, struct reference *out)
{
	struct volumes *v = volumes_read(NULL, NULL);
	int64_t size = 0;
	enum status st;
	int fd;

	memset(out, 0, sizeof(*out));
	out->state = reference_find(v, exhibit, &out->where);
	volumes_free(v);
	if (out->state != REFERENCE_WHOLE)
		return ST_OK;
	fd = reference_plain(str_text(&out->where), &size);
	st = fd < 0 ? ST_IO : reference_hash(db, fd, size, -1, out->sha256);
	if (fd >= 0)
		close(fd);
	if (st == ST_IO)
		out->state = REFERENCE_UNREAD;
	else if (st == ST_OK && strcmp(out->sha256, record_show(exhibit, "sha256")) != 0)
		out->state = REFERENCE_CHANGED;
	if (out->state == REFERENCE_UNREAD)
		*out->sha256 = '\0';
	return st == ST_IO ? ST_OK : st;
}

void reference_free(struct reference *r)
{
	str_free(&r->where);
}

/* ---- saying it ---- */

static const char *drive(const struct record *exhibit)
{
	const char *name = record_get(exhibit, "volume");

	return name ? name : _("its drive");
}

void reference_say(const struct record *exhibit, const struct reference *r, struct str *out)
{
	const char *lies = record_show(exhibit, "lies");

	str_addf(out, _("exhibit %s (%s): "), record_show(exhibit, "ref"),
		record_show(exhibit, "title"));
	switch (r->state) {
	case REFERENCE_WHOLE:
		str_addf(out, _("%s is as it was taken in"), str_text(&r->where));
		break;
	case REFERENCE_AWAY:
		str_addf(
			out, _("not read, as %s is not there; it lay at %s"), drive(exhibit), lies);
		break;
	case REFERENCE_GONE:
		str_addf(out, _("%s is there, but the file is gone that lay at %s"), drive(exhibit),
			lies);
		break;
	case REFERENCE_CHANGED:
		if (*r->sha256)
			str_addf(out, _("%s is not what was taken in: its SHA-256 is %s"),
				str_text(&r->where), r->sha256);
		else
			str_addf(out, _("%s is not what was taken in: it has another size"),
				str_text(&r->where));
		break;
	case REFERENCE_UNREAD:
		str_addf(out, _("%s cannot be read to its end"), str_text(&r->where));
		break;
	}
}

enum status reference_refuse(struct db *db, const struct record *exhibit)
{
	return db_fail(db, ST_INVALID, NULL,
		_("exhibit %s is kept by reference, so its bytes are not in the case file; they "
		  "lie "
		  "at %s on %s"),
		record_show(exhibit, "ref"), record_show(exhibit, "lies"), drive(exhibit));
}

/* ---- all of them ---- */

struct round {
	struct db *db;
	struct custody_batch *read;
	verify_fn *bad, *away;
	void *arg;
	struct reference_sums *sums;
};

static void count_one(struct round *k, const struct record *r, const struct reference *found)
{
	struct str text = STR_INIT;
	verify_fn *tell = NULL;

	if (found->state == REFERENCE_WHOLE) {
		k->sums->whole++;
	} else if (found->state == REFERENCE_AWAY) {
		k->sums->away++;
		tell = k->away;
	} else {
		k->sums->bad++;
		tell = k->bad;
	}
	if (k->read && *found->sha256)
		custody_batch_add(
			k->read, r->id, found->state == REFERENCE_WHOLE ? NULL : found->sha256);
	if (tell) {
		reference_say(r, found, &text);
		tell(k->arg, str_text(&text));
	}
	str_free(&text);
}

static enum status verify_one(struct round *k, int64_t id)
{
	struct reference found = { 0 };
	struct record r;
	enum status st = record_load(k->db, ENTITY_EXHIBIT, id, &r);

	if (st == ST_OK && reference_is(k->db, &r)) {
		st = reference_check(k->db, &r, &found);
		if (st == ST_OK)
			count_one(k, &r, &found);
	}
	reference_free(&found);
	record_free(&r);
	return st;
}

enum status reference_verify(struct db *db, int64_t id, struct custody_batch *read, verify_fn *bad,
	verify_fn *away, void *arg, struct reference_sums *sums)
{
	struct round k = {
		.db = db, .read = read, .bad = bad, .away = away, .arg = arg, .sums = sums
	};
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT id FROM exhibit WHERE lies IS NOT NULL AND sha256 IS NOT NULL "
		"AND (:id = 0 OR id = :id) ORDER BY id",
		&s);

	memset(sums, 0, sizeof(*sums));
	if (st)
		return st;
	stmt_int(s, ":id", id);
	while ((st = stmt_step(s)) == ST_OK) {
		st = verify_one(&k, stmt_get_int(s, 0));
		if (st)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}
