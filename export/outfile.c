#include "config.h"

#include "export/outfile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/i18n.h"
#include "model/str.h"

static enum status fail(struct db *db, const char *path)
{
	return db_fail(db, ST_IO, NULL, _("%s cannot be written: %s"), path, strerror(errno));
}

bool outfile_is_json(const char *path)
{
	size_t len = strlen(path);

	return len >= 5 && !strcmp(path + len - 5, ".json");
}

/* It takes its place. Without `replace` nothing that has come there meanwhile is lost either. */
static enum status settle(struct db *db, const char *temporary, const char *path, bool replace)
{
	if (replace)
		return rename(temporary, path) ? fail(db, path) : ST_OK;
	if (link(temporary, path)) {
		/* A stick's file system may know no links. */
		if (errno == EEXIST || access(path, F_OK) == 0)
			return db_fail(db, ST_CONFLICT, NULL, _("%s is there already"), path);
		return rename(temporary, path) ? fail(db, path) : ST_OK;
	}
	return unlink(temporary) ? fail(db, path) : ST_OK;
}

enum status outfile_write(struct db *db, const char *path, bool replace, outfile_fn *fn, void *arg)
{
	struct str temporary = STR_INIT;
	struct stat there;
	FILE *out = NULL;
	enum status st;
	int fd = -1;

	if (!stat(path, &there) && (!replace || !S_ISREG(there.st_mode)))
		return db_fail(db, S_ISREG(there.st_mode) ? ST_CONFLICT : ST_IO, NULL,
			S_ISREG(there.st_mode) ? _("%s is there already") : _("%s is not a file"),
			path);
	str_addf(&temporary, "%s.XXXXXX", path);
	/* Made readable by its owner alone. */
	fd = mkstemp(temporary.data);
	out = fd < 0 ? NULL : fdopen(fd, "w");
	if (!out) {
		st = fail(db, path);
		if (fd >= 0)
			close(fd);
		goto out;
	}
	st = fn(db, out, arg);
	if (st == ST_OK && (fflush(out) || fsync(fd)))
		st = fail(db, path);
	if (fclose(out) && st == ST_OK)
		st = fail(db, path);
	if (st == ST_OK)
		st = settle(db, temporary.data, path, replace);
	if (st != ST_OK)
		(void)unlink(temporary.data);
out:
	str_free(&temporary);
	return st;
}
