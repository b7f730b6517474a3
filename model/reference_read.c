#include "config.h"

#include "model/reference_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/reference.h"

#define READ_BYTES (256 << 10)

int reference_plain(const char *path, int64_t *size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	struct stat info;

	if (fd >= 0 && (fstat(fd, &info) || !S_ISREG(info.st_mode))) {
		close(fd);
		errno = EINVAL;
		return -1;
	}
	if (fd >= 0)
		*size = info.st_size;
	return fd;
}

static bool write_all(int fd, const char *bytes, size_t len)
{
	while (len) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes += n;
		len -= (size_t)n;
	}
	return true;
}

enum status reference_hash(struct db *db, int fd, int64_t size, int into, char sha256[HASH_TEXT])
{
	char *buffer = mem_alloc(READ_BYTES);
	struct hash *hash = hash_open();
	int64_t done = 0;
	ssize_t n = 1;
	enum status st = ST_OK;

	while (st == ST_OK && n) {
		n = pread(fd, buffer, READ_BYTES, (off_t)done);
		if (n < 0 && errno == EINTR) {
			n = 1;
			continue;
		}
		if (n < 0 || (into >= 0 && !write_all(into, buffer, (size_t)n))) {
			st = ST_IO;
			break;
		}
		hash_add(hash, buffer, (size_t)n);
		done += n;
		/* One that grows while it is read need not be followed to the end of the drive. */
		if (done > size)
			break;
		st = db_progress(db, _("reading the file where it lies"), done, size);
	}
	if (st == ST_OK && done != size) {
		errno = ESTALE;
		st = ST_IO;
	}
	hash_text(hash, sha256);
	hash_close(hash);
	free(buffer);
	return st;
}

/* ---- bytes that are wanted ---- */

/* ST_NOTFOUND with the sentence to what was found. */
static enum status refuse(struct db *db, const struct record *exhibit, const struct reference *r)
{
	struct str text = STR_INIT;
	enum status st;

	reference_say(exhibit, r, &text);
	st = db_fail(db, ST_NOTFOUND, NULL, "%s", str_text(&text));
	str_free(&text);
	return st;
}

enum status reference_open(
	struct db *db, const struct record *exhibit, struct reference *r, int *fd)
{
	struct volumes *v = volumes_read(NULL, NULL);
	int64_t size = 0;

	memset(r, 0, sizeof(*r));
	*fd = -1;
	r->state = reference_find(v, exhibit, &r->where);
	volumes_free(v);
	if (r->state == REFERENCE_WHOLE)
		*fd = reference_plain(str_text(&r->where), &size);
	if (*fd >= 0)
		return ST_OK;
	if (r->state == REFERENCE_WHOLE)
		r->state = REFERENCE_UNREAD;
	return refuse(db, exhibit, r);
}

enum status reference_match(
	struct db *db, const struct record *exhibit, struct reference *r, int fd, int into)
{
	const int64_t size = record_num(exhibit, "size");
	struct stat info;
	enum status st = ST_OK;

	/* Another size says enough, and need not be read. */
	if (!fstat(fd, &info) && info.st_size == size)
		st = reference_hash(db, fd, size, into, r->sha256);
	if (st == ST_IO) {
		r->state = REFERENCE_UNREAD;
		*r->sha256 = '\0';
	} else if (st == ST_OK && strcmp(r->sha256, record_show(exhibit, "sha256")) != 0) {
		r->state = REFERENCE_CHANGED;
	} else {
		return st;
	}
	return refuse(db, exhibit, r);
}
