#include "config.h"

#include "import/strip.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "import/foreign.h"
#include "model/exhibit.h"
#include "model/i18n.h"
#include "model/record.h"

static enum status hear(void *arg, uint32_t type, const unsigned char *bytes, size_t len)
{
	struct stripped *out = arg;

	if (type == SAY_STRIP_TOOK)
		out->taken = true;
	else if (type == SAY_STRIP_KEPT && len == 5 && !memcmp(bytes, "files", 5))
		out->files = true;
	else if (type == SAY_STRIP_KEPT)
		out->comments = true;
	else if (type == SAY_MIME && len < sizeof(out->kind) && !memchr(bytes, '\0', len))
		memcpy(out->kind, bytes, len);
	else
		return ST_INVALID;
	return ST_OK;
}

/*
 * Kinds, by what the bytes are, that have nothing of their own beside the contents: text, but not
 * those that say who wrote them in it, nor mail, whose attachments say what they say.
 */
static bool is_plain(const char *kind)
{
	static const char *const speaking[] = { "text/html", "text/rtf", "text/xml", "text/troff" };

	for (size_t i = 0; i < sizeof(speaking) / sizeof(speaking[0]); i++)
		if (!strcmp(kind, speaking[i]))
			return false;
	return !strncmp(kind, "text/", 5) || !strcmp(kind, "application/json") ||
	       !strcmp(kind, "application/x-ndjson") || !strcmp(kind, "application/x-empty");
}

/* All of `from`, hashed on its way. */
static enum status copy(struct db *db, int from, int to, char sha256[HASH_TEXT])
{
	static const size_t room = 256 * 1024;
	char *buffer = malloc(room);
	struct hash *h = hash_open();
	off_t at = 0;
	ssize_t n = -1;
	bool ok = buffer != NULL;

	while (ok && (n = pread(from, buffer, room, at)) > 0) {
		for (ssize_t done = 0, put; ok && done < n; done += put) {
			put = write(to, buffer + done, (size_t)(n - done));
			ok = put > 0;
		}
		hash_add(h, buffer, (size_t)n);
		at += n;
	}
	hash_text(h, sha256);
	hash_close(h);
	free(buffer);
	if (ok && n == 0)
		return ST_OK;
	return db_fail(db, ST_IO, NULL, _("the file without metadata cannot be written: %s"),
		strerror(errno));
}

/* As it was taken in. */
static enum status write_whole(struct db *db, const struct record *r, int fd, struct stripped *out)
{
	memcpy(out->sha256, record_show(r, "sha256"),
		strlen(record_show(r, "sha256")) < HASH_TEXT ? strlen(record_show(r, "sha256")) + 1
							     : 1);
	out->taken = false;
	return exhibit_write(db, r->id, fd);
}

static enum status refuse(struct db *db, const struct record *r, enum reader_why why)
{
	return db_fail(db, ST_INVALID, NULL,
		_("metadata cannot be taken off exhibit %s: %s; nothing was written"),
		record_show(r, "ref"), foreign_why(why));
}

static enum status strip(
	struct db *db, const struct record *r, int in, int fd, struct stripped *out)
{
	struct foreign f = { .mode = "strip",
		.in = in,
		.out = memfd_create("stripped", MFD_CLOEXEC),
		.seconds = 600,
		.what = _("taking metadata off"),
		.fn = hear,
		.arg = out };
	enum status st;

	if (f.out < 0)
		return db_fail(
			db, ST_IO, NULL, _("there is no memory for the copy: %s"), strerror(errno));
	st = foreign_run(db, &f);
	if (st == ST_INVALID && f.why == WHY_KIND) {
		out->unknown = !is_plain(out->kind);
		st = write_whole(db, r, fd, out);
	} else if (st == ST_INVALID && f.why) {
		st = refuse(db, r, f.why);
	} else if (st == ST_OK) {
		/* What says nothing of itself leaves as it is, with the hash that everybody knows.
		 */
		st = out->taken ? copy(db, f.out, fd, out->sha256) : write_whole(db, r, fd, out);
	}
	close(f.out);
	return st;
}

enum status strip_exhibit(struct db *db, int64_t exhibit, int fd, struct stripped *out)
{
	struct record r;
	int in = -1;
	enum status st = record_load(db, ENTITY_EXHIBIT, exhibit, &r);

	memset(out, 0, sizeof(*out));
	if (st == ST_OK && record_num(&r, "size") > FOREIGN_HELD) {
		/* A recording of hours: nobody looks into it here. */
		out->unknown = true;
		snprintf(out->kind, sizeof(out->kind), "%s", record_show(&r, "mime"));
		st = write_whole(db, &r, fd, out);
	} else if (st == ST_OK) {
		st = foreign_hold(db, exhibit, 0, &in);
		if (st == ST_OK)
			st = strip(db, &r, in, fd, out);
	}
	if (in >= 0)
		close(in);
	record_free(&r);
	return st;
}

enum status strip_extract(struct db *db, int64_t exhibit, const char *path, struct stripped *out)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	enum status st;

	memset(out, 0, sizeof(*out));
	if (fd < 0)
		return db_fail(db, ST_IO, NULL,
			errno == EEXIST ? _("%s exists already; choose another name")
					: _("%s cannot be written"),
			path);
	st = strip_exhibit(db, exhibit, fd, out);
	if (st == ST_OK && fsync(fd) && errno != EINVAL && errno != EROFS)
		st = db_fail(db, ST_IO, NULL, _("%s cannot be written: %s"), path, strerror(errno));
	close(fd);
	if (st)
		unlink(path);
	return st;
}
