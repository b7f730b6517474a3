#include "config.h"

#include "import/vcard_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/decode.h"
#include "import/sniff.h"
#include "model/hash.h"
#include "model/i18n.h"
#include "model/mem.h"

#define BLOCK (256U << 10)
#define COPY_BLOCK (64 << 10)
#define START 4096 /* bytes at the beginning of a file that say what it is */

struct vcard_file {
	FILE *file;
	char *path;
	struct stat before;
	const char *encoding; /* found, or said; NULL: UTF-8 */
	char sha256[HASH_TEXT];
	struct decode *decode; /* NULL: it is in UTF-8, or each card says */
	struct vcards *cards;
	FILE *again; /* read a second time, for copies; NULL: not yet */
	struct decode *decode_again;
	int64_t again_at; /* bytes of what it gives */
};

/* A pipe without a writer would otherwise keep us waiting before we see what it is. */
static FILE *open_plain(const char *path, struct stat *st)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "r");

	if (!file) {
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	if (fstat(fd, st) || !S_ISREG(st->st_mode)) {
		fclose(file);
		errno = EINVAL;
		return NULL;
	}
	return file;
}

/* By the first bytes; anything else than UTF-16 is read as UTF-8. */
static const char *encoding_of(FILE *file)
{
	char bytes[START];
	size_t n = fread(bytes, 1, sizeof(bytes), file);
	enum sniff_why why;
	const char *found = sniff_start(bytes, n, &why);

	rewind(file);
	return found && strcmp(found, "UTF-8") != 0 ? found : NULL;
}

static ptrdiff_t read_some(FILE *file, struct decode *d, char *buf, size_t size)
{
	return d ? decode_read(d, buf, size) : vcards_read_file(file, buf, size);
}

bool vcard_file_is(const char *path)
{
	static const char begin[] = "BEGIN:VCARD";
	struct stat st;
	FILE *file = open_plain(path, &st);
	struct decode *d = NULL;
	const char *encoding = file ? encoding_of(file) : NULL;
	char bytes[START + 1];
	const char *p = bytes;
	ptrdiff_t n;

	if (!file)
		return false;
	if (encoding)
		d = decode_open(file, encoding);
	n = read_some(file, d, bytes, START);
	bytes[n > 0 ? n : 0] = '\0';
	if (!strncmp(p, "\xEF\xBB\xBF", 3))
		p += 3;
	p += strspn(p, " \t\r\n");
	decode_close(d);
	fclose(file);
	return !strncasecmp(p, begin, sizeof(begin) - 1);
}

static enum status hash_all(struct db *db, struct vcard_file *f)
{
	struct hash *hash = hash_open();
	char *buffer = mem_alloc(BLOCK);
	int64_t done = 0;
	enum status st = ST_OK;
	size_t n;

	while (st == ST_OK && (n = fread(buffer, 1, BLOCK, f->file)) > 0) {
		hash_add(hash, buffer, n);
		done += (int64_t)n;
		st = db_progress(db, _("reading the file"), done, f->before.st_size);
	}
	if (st == ST_OK && ferror(f->file))
		st = db_fail(db, ST_IO, NULL, _("%s could not be read to its end"), f->path);
	hash_text(hash, f->sha256);
	hash_close(hash);
	free(buffer);
	rewind(f->file);
	return st;
}

/* A file of UTF-16 shows it; anything else is said of the texts of its cards. */
static enum status take_encoding(struct db *db, struct vcard_file *f, const char *said)
{
	enum status st = ST_OK;

	f->encoding = encoding_of(f->file);
	if (f->encoding) {
		f->decode = decode_open(f->file, f->encoding);
	} else if (said) {
		st = encoding_take(db, said, &f->encoding);
		if (st == ST_OK && !strcmp(f->encoding, "UTF-16"))
			f->decode = decode_open(f->file, "UTF-16LE");
	}
	return st;
}

static enum status open_file(struct db *db, const char *path, struct vcard_file *f)
{
	enum status st;

	f->path = mem_text(path);
	f->file = open_plain(path, &f->before);
	if (!f->file)
		st = errno == EINVAL ? db_fail(db, ST_IO, NULL, _("%s is not a plain file"), path)
				     : db_fail(db, ST_IO, NULL, _("%s cannot be read: %s"), path,
					       strerror(errno));
	else
		st = hash_all(db, f);
	return st;
}

enum status vcard_file_open(
	struct db *db, const char *path, const char *encoding, struct vcard_file **out)
{
	struct vcard_file *f = mem_zero(sizeof(*f));
	enum status st = open_file(db, path, f);

	*out = NULL;
	if (st == ST_OK)
		st = take_encoding(db, f, encoding);
	if (st) {
		vcard_file_close(f);
		return st;
	}
	f->cards = f->decode ? vcards_open(decode_read, f->decode)
			     : vcards_open(vcards_read_file, f->file);
	if (!f->decode && f->encoding && strcmp(f->encoding, "UTF-8") != 0)
		vcards_encoding(f->cards, f->encoding);
	*out = f;
	return ST_OK;
}

void vcard_file_close(struct vcard_file *f)
{
	if (!f)
		return;
	vcards_close(f->cards);
	decode_close(f->decode);
	decode_close(f->decode_again);
	if (f->again)
		fclose(f->again);
	if (f->file)
		fclose(f->file);
	free(f->path);
	free(f);
}

struct vcards *vcard_file_cards(struct vcard_file *f)
{
	return f->cards;
}

const char *vcard_file_sha256(const struct vcard_file *f)
{
	return f->sha256;
}

const char *vcard_file_encoding(const struct vcard_file *f)
{
	return f->encoding ? f->encoding : "UTF-8";
}

int64_t vcard_file_size(const struct vcard_file *f)
{
	return f->before.st_size;
}

int64_t vcard_file_offset(const struct vcard_file *f)
{
	long at = ftell(f->file);

	return at > 0 ? at : 0;
}

/* ---- copies ---- */

static bool open_again(struct vcard_file *f)
{
	struct stat now;

	if (f->again)
		return true;
	f->again = open_plain(f->path, &now);
	if (f->again && f->encoding)
		f->decode_again = decode_open(f->again, f->encoding);
	return f->again != NULL;
}

/* As many bytes as are wanted, unless the file ends. */
static size_t read_full(struct vcard_file *f, char *buf, size_t size)
{
	size_t got = 0;

	while (got < size) {
		ptrdiff_t n = read_some(f->again, f->decode_again, buf + got, size - got);

		if (n <= 0)
			break;
		got += (size_t)n;
	}
	f->again_at += (int64_t)got;
	return got;
}

/* What is decoded has no places to go to. */
static bool go_to(struct vcard_file *f, int64_t from, char *buf)
{
	assert(from >= f->again_at);
	if (!f->decode_again) {
		f->again_at = from;
		return !fseeko(f->again, (off_t)from, SEEK_SET);
	}
	while (f->again_at < from) {
		int64_t left = from - f->again_at;

		if (!read_full(f, buf, left < COPY_BLOCK ? (size_t)left : COPY_BLOCK))
			return false;
	}
	return true;
}

enum status vcard_file_copy(struct db *db, struct vcard_file *f, int64_t from, int64_t to,
	vcard_bytes_fn *fn, void *arg)
{
	char *buf = mem_alloc(COPY_BLOCK);
	bool ok = open_again(f) && go_to(f, from, buf);

	while (ok && from < to) {
		size_t want = to - from < COPY_BLOCK ? (size_t)(to - from) : COPY_BLOCK;
		size_t n = read_full(f, buf, want);

		ok = n == want;
		fn(arg, buf, n);
		from += (int64_t)n;
	}
	free(buf);
	return ok ? ST_OK
		  : db_fail(db, ST_IO, NULL, _("%s could not be read a second time"), f->path);
}

enum status vcard_file_unchanged(struct db *db, const struct vcard_file *f)
{
	struct stat now;

	if (!fstat(fileno(f->file), &now) && now.st_size == f->before.st_size &&
		now.st_mtim.tv_sec == f->before.st_mtim.tv_sec &&
		now.st_mtim.tv_nsec == f->before.st_mtim.tv_nsec)
		return ST_OK;
	return db_fail(db, ST_IO, NULL,
		_("%s changed while it was read; nothing was imported, try again"), f->path);
}
