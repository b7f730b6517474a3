#include "config.h"

#include "model/stamp.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/blob.h"
#include "model/date.h"
#include "model/i18n.h"
#include "model/stamp_manifest.h"
#include "model/stamp_store.h"

/* Asking for stamps. The answers: stamp_reply.c; checking them again: stamp_verify.c. */

/* ---- what is kept ---- */

enum status stamp_keep(
	struct change *c, struct record *stamp, const char *field, const struct str *bytes)
{
	struct blob_intake *in = NULL;
	char sha256[HASH_TEXT];
	int64_t size = 0;
	enum status st = blob_begin(c, &in);

	if (st == ST_OK)
		st = blob_add(in, str_text(bytes), bytes->len);
	if (st) {
		blob_drop(in);
		return st;
	}
	st = blob_end(in, sha256, &size);
	if (st == ST_OK)
		record_put(stamp, field, sha256);
	return st;
}

static enum status add_bytes(void *arg, const void *bytes, size_t len)
{
	str_add_n(arg, bytes, len);
	return ST_OK;
}

enum status stamp_kept(
	struct db *db, const struct record *stamp, const char *field, struct str *out)
{
	const char *sha256 = record_get(stamp, field);

	return sha256 ? blob_give(db, sha256, add_bytes, out) : ST_NOTFOUND;
}

struct tsa_query stamp_query(const struct record *stamp)
{
	return (struct tsa_query){ .sha256 = record_show(stamp, "sha256"),
		.nonce = record_show(stamp, "nonce"),
		.policy = record_get(stamp, "policy") };
}

enum status stamp_read_file(struct db *db, const char *path, struct str *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat info;
	char bytes[65536];
	ssize_t n = 0;
	enum status st = ST_OK;

	if (fd < 0)
		return db_fail(db, ST_IO, NULL, _("%s cannot be read: %s"), path, strerror(errno));
	if (fstat(fd, &info) || !S_ISREG(info.st_mode) || info.st_size > STAMP_FILE_MAX)
		st = db_fail(db, ST_IO, NULL, _("%s is not a file of at most 1 MB"), path);
	while (st == ST_OK && out->len <= STAMP_FILE_MAX &&
		(n = read(fd, bytes, sizeof(bytes))) > 0)
		str_add_n(out, bytes, (size_t)n);
	if (st == ST_OK && n < 0)
		st = db_fail(db, ST_IO, NULL, _("%s cannot be read: %s"), path, strerror(errno));
	close(fd);
	return st;
}

/* ---- what is stamped ---- */

static enum status put_exhibit(struct db *db, int64_t exhibit, struct record *stamp)
{
	struct record x;
	enum status st = record_load(db, ENTITY_EXHIBIT, exhibit, &x);

	if (st == ST_OK && !record_get(&x, "sha256"))
		st = db_fail(db, ST_INVALID, NULL,
			_("exhibit %s has no file, so there is no hash to stamp"),
			record_show(&x, "ref"));
	if (st == ST_OK)
		st = record_set_num(db, stamp, "exhibit", exhibit);
	if (st == ST_OK) {
		record_put(stamp, "sha256", record_get(&x, "sha256"));
		record_put(stamp, "level", record_get(&x, "level"));
	}
	record_free(&x);
	return st;
}

static enum status put_all(struct change *c, struct record *stamp)
{
	struct str list = STR_INIT;
	enum status st = stamp_manifest_write(change_db(c), &list);

	if (st == ST_OK && !list.len)
		st = db_fail(change_db(c), ST_INVALID, NULL,
			_("no exhibit has a file, so there is nothing to stamp"));
	if (st == ST_OK)
		st = stamp_keep(c, stamp, "manifest", &list);
	if (st == ST_OK)
		record_put(stamp, "sha256", record_get(stamp, "manifest"));
	str_free(&list);
	return st;
}

static enum status put_journal(struct db *db, struct record *stamp)
{
	struct journal_entry last;
	size_t n = 0;
	enum status st = journal_list(db, 0, 1, &last, &n);

	if (st == ST_OK && !n)
		st = db_fail(db, ST_INVALID, NULL,
			_("the journal is empty, so there is nothing to stamp"));
	if (n) {
		record_put(stamp, "sha256", last.hash);
		journal_entry_free(&last);
	}
	return st;
}

enum status stamp_request(struct change *c, const char *of, int64_t exhibit, const char *policy,
	struct record *out, struct str *query)
{
	struct db *db = change_db(c);
	char nonce[TSA_NONCE], now[21];
	struct tsa_query q;
	enum status st;

	record_init(out, ENTITY_STAMP);
	tsa_nonce(nonce);
	date_now(now);
	record_put(out, "of", of);
	record_put(out, "asked", now);
	record_put(out, "nonce", nonce);
	record_put(out, "policy", policy);
	if (!strcmp(of, "exhibit"))
		st = put_exhibit(db, exhibit, out);
	else
		st = !strcmp(of, "all") ? put_all(c, out) : put_journal(db, out);
	q = stamp_query(out);
	if (st == ST_OK && !tsa_query_write(&q, query))
		st = db_fail(db, ST_INVALID, "policy",
			_("'%.60s' names no policy; one is such as 1.3.6.1.4.1.13762.3"), policy);
	return st ? st : record_save(c, out);
}
