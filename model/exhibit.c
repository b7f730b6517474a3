#include "config.h"

#include "model/exhibit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/blob.h"
#include "model/exhibit_take.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/reference.h"
#include "model/stmt.h"
#include "model/text.h"

#define TAKE_BYTES (256 << 10)

/* ---- in ---- */

static enum status open_source(struct db *db, const char *path, int *fd, int64_t *size)
{
	struct stat info;

	/* A pipe without a writer would otherwise keep us waiting before we see what it is. */
	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (*fd < 0)
		return db_fail(db, ST_IO, NULL, _("%s cannot be read: %s"), path, strerror(errno));
	if (fstat(*fd, &info) || !S_ISREG(info.st_mode))
		return db_fail(
			db, ST_IO, NULL, _("%s is not a plain file; an exhibit is one file"), path);
	*size = info.st_size;
	return ST_OK;
}

static enum status take_file(
	struct exhibit_take *t, struct db *db, const char *path, int fd, int64_t total)
{
	char *buffer = mem_alloc(TAKE_BYTES);
	int64_t done = 0;
	ssize_t n = 0;
	enum status st = ST_OK;

	while (st == ST_OK && (n = read(fd, buffer, TAKE_BYTES)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			st = db_fail(db, ST_IO, NULL, _("%s could not be read to its end: %s"),
				path, strerror(errno));
			break;
		}
		st = exhibit_take_bytes(t, buffer, (size_t)n);
		done += n;
		if (st == ST_OK)
			st = db_progress(db, _("taking in the file"), done, total);
	}
	if (st == ST_OK && done != total)
		st = db_fail(db, ST_IO, NULL,
			_("%s changed while it was read; close what writes to it and try again"),
			path);
	free(buffer);
	return st;
}

enum status exhibit_add(struct change *c, struct record *exhibit, const char *path)
{
	return exhibit_add_by(c, exhibit, path, NULL);
}

enum status exhibit_add_by(
	struct change *c, struct record *exhibit, const char *path, const char *by)
{
	const struct exhibit_came came = { .name = path, .by = by, .again = true };
	struct db *db = change_db(c);
	struct exhibit_take *t = NULL;
	int64_t size = 0, here = 0;
	int fd = -1;
	enum status st = open_source(db, path, &fd, &size);

	if (st == ST_OK)
		st = exhibit_take_begin(c, &t);
	if (st == ST_OK)
		st = take_file(t, db, path, fd, size);
	if (st == ST_OK)
		st = exhibit_take_end(t, exhibit, &came, &here);
	else
		exhibit_take_drop(t);
	if (fd >= 0)
		close(fd);
	return st;
}

/* ---- out ---- */

static enum status write_all(void *arg, const void *bytes, size_t len)
{
	int fd = *(int *)arg;
	const char *p = bytes;

	while (len) {
		ssize_t n = write(fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return ST_IO;
		p += n;
		len -= (size_t)n;
	}
	return ST_OK;
}

static enum status write_bytes(struct db *db, const struct record *r, int fd)
{
	const char *sha256 = record_get(r, "sha256");
	struct str what = STR_INIT;
	enum status st = sha256 ? blob_give(db, sha256, write_all, &fd) : ST_NOTFOUND;

	if (st == ST_IO) {
		st = db_fail(db, ST_IO, NULL, _("the bytes of exhibit %s could not be written: %s"),
			record_show(r, "ref"), strerror(errno));
	} else if (st == ST_NOTFOUND && reference_is(db, r)) {
		st = reference_refuse(db, r);
	} else if (st == ST_NOTFOUND) {
		st = db_fail(db, ST_NOTFOUND, NULL, _("exhibit %s has no file in the case file"),
			record_show(r, "ref"));
	} else if (st == ST_DB) {
		str_add(&what, db_error(db));
		st = db_fail(db, ST_DB, NULL, _("exhibit %s is damaged: %s"), record_show(r, "ref"),
			str_text(&what));
	}
	str_free(&what);
	return st;
}

enum status exhibit_write(struct db *db, int64_t id, int fd)
{
	struct record r;
	enum status st = record_load(db, ENTITY_EXHIBIT, id, &r);

	if (st == ST_OK)
		st = write_bytes(db, &r, fd);
	record_free(&r);
	return st;
}

enum status exhibit_extract(struct db *db, int64_t id, const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	enum status st;

	if (fd < 0 && errno == EEXIST)
		return db_fail(db, ST_IO, NULL, _("%s exists already; choose another name"), path);
	if (fd < 0)
		return db_fail(
			db, ST_IO, NULL, _("%s cannot be written: %s"), path, strerror(errno));
	st = exhibit_write(db, id, fd);
	if (st == ST_OK && fsync(fd) && errno != EINVAL && errno != EROFS)
		st = db_fail(db, ST_IO, NULL, _("%s cannot be written: %s"), path, strerror(errno));
	close(fd);
	if (st)
		unlink(path);
	return st;
}

/* ---- names ---- */

#define ENDING_MAX 5

static const char plain_letters[] =
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/* What of it may stand in a file name and at its front; answers whether anything. */
static bool add_safe(struct str *out, const char *text)
{
	size_t before = out->len;

	for (const char *p = text; *p; p++) {
		bool plain = strchr(plain_letters, *p) != NULL;

		if (plain || (out->len > before && (*p == '-' || *p == '_')))
			str_add_c(out, *p);
		else if (out->len > before && out->data[out->len - 1] != '-')
			str_add_c(out, '-');
	}
	return out->len > before;
}

static void add_ending(struct str *out, const char *file)
{
	const char *dot = strrchr(file, '.');
	size_t len = dot ? strlen(dot + 1) : 0;

	if (len && len <= ENDING_MAX && strspn(dot + 1, plain_letters) == len)
		str_add(out, dot);
}

void exhibit_safe_name(const struct record *exhibit, struct str *out)
{
	const char *title = record_show(exhibit, "title");
	struct str slug = STR_INIT;

	/* A mark in another script may leave nothing. */
	if (!add_safe(out, record_show(exhibit, "mark")) &&
		!add_safe(out, record_show(exhibit, "ref")))
		str_add(out, "exhibit");
	text_slug(&slug, title, strlen(title));
	if (slug.len)
		str_addf(out, "-%s", str_text(&slug));
	add_ending(out, record_show(exhibit, "filename"));
	str_free(&slug);
}
