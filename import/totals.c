#include "config.h"

#include "import/totals.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/text.h"
#include "model/total.h"

#define FILE_MOST (16 << 20) /* bytes */

static enum status fail(struct db *db, const char *path)
{
	return db_fail(db, errno == ENOENT ? ST_NOTFOUND : ST_IO, NULL, _("%s cannot be read: %s"),
		path, strerror(errno));
}

static enum status read_bytes(struct db *db, const char *path, int fd, struct str *out)
{
	char buffer[65536];
	struct stat there;
	ssize_t n;

	if (fstat(fd, &there))
		return fail(db, path);
	if (!S_ISREG(there.st_mode))
		return db_fail(db, ST_IO, NULL, _("%s is not a file"), path);
	while ((n = read(fd, buffer, sizeof(buffer))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail(db, path);
		if (out->len + (size_t)n > FILE_MOST)
			return db_fail(db, ST_INVALID, NULL,
				_("%s is larger than 16 MiB; the totals of one petition are "
				  "smaller"),
				path);
		str_add_n(out, buffer, (size_t)n);
	}
	return ST_OK;
}

static enum status read_file(struct db *db, const char *path, struct totals_file *out)
{
	struct str bytes = STR_INIT, wrong = STR_INIT;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	enum status st = fd < 0 ? fail(db, path) : read_bytes(db, path, fd, &bytes);

	if (fd >= 0)
		close(fd);
	if (st == ST_OK && totals_parse(str_text(&bytes), bytes.len, out, &wrong) != ST_OK)
		st = db_fail(db, ST_INVALID, NULL, "%s: %s", path, str_text(&wrong));
	str_free(&bytes);
	str_free(&wrong);
	return st;
}

static const char *file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* The moment: what the file says, else what was given, else today. */
static enum status settle_moment(
	struct db *db, const struct totals_options *o, struct totals_file *f, bool *guessed)
{
	struct date d = date_today();
	struct record r;
	enum status st = ST_OK;

	*guessed = !*f->observed && !o->observed;
	if (*f->observed)
		return ST_OK;
	date_format(&d, f->observed);
	if (!o->observed)
		return ST_OK;
	/* As every date of a record may be typed. */
	record_init(&r, ENTITY_TOTAL);
	st = record_set_name(db, &r, "observed", o->observed);
	if (st == ST_OK && !record_get(&r, "observed"))
		st = db_fail(db, ST_INVALID, "observed", _("--observed needs a date"));
	if (st == ST_OK)
		snprintf(f->observed, sizeof(f->observed), "%s", record_get(&r, "observed"));
	record_free(&r);
	return st;
}

static enum status settle_source(struct db *db, const char *path, struct totals_file *f)
{
	struct str name = STR_INIT;

	if (f->source)
		return ST_OK;
	if (text_take(file_name(path), strlen(file_name(path)), &name) != ST_OK || !name.len) {
		str_free(&name);
		return db_fail(db, ST_INVALID, NULL,
			_("the file's name is not text in UTF-8 and cannot stand as its source; "
			  "rename it"));
	}
	f->source = str_detach(&name);
	return ST_OK;
}

static enum status write_totals(
	struct db *db, const struct totals_options *o, const struct totals_file *f, int64_t *added)
{
	struct total_moment m = { o->petition, f->source, f->observed, f->time };
	struct total *totals = mem_array(f->n + 1, sizeof(*totals));
	struct change *c = NULL;
	enum status st = change_begin(db, &c, "import");

	for (size_t i = 0; i < f->n; i++)
		totals[i] = (struct total){ f->entries[i].part, f->entries[i].country,
			f->entries[i].place, f->entries[i].value };
	if (st == ST_OK)
		st = totals_add(c, &m, totals, f->n, added);
	free(totals);
	if (st || o->dry_run) {
		change_cancel(c);
		return st;
	}
	change_label(c, _("import %lld totals from %s"), (long long)*added, file_name(o->path));
	return change_commit(c);
}

enum status import_totals(struct db *db, const struct totals_options *o, struct totals_summary *out)
{
	struct totals_file f = { 0 };
	enum status st;

	memset(out, 0, sizeof(*out));
	st = read_file(db, o->path, &f);
	if (st == ST_OK)
		st = settle_moment(db, o, &f, &out->guessed);
	if (st == ST_OK)
		st = settle_source(db, o->path, &f);
	if (st == ST_OK)
		st = write_totals(db, o, &f, &out->added);
	if (st == ST_OK) {
		out->known = (int64_t)f.n - out->added;
		out->whole = f.entries[0].value;
		memcpy(out->observed, f.observed, sizeof(out->observed));
		memcpy(out->time, f.time, sizeof(out->time));
		for (size_t i = 0; o->entry && i < f.n; i++)
			o->entry(o->arg, &f.entries[i]);
	}
	totals_free(&f);
	return st;
}
