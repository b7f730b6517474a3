#include "config.h"

#include "export/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/str.h"

/*
 * So many files are put on the disk one by one. What is more goes there together at the end: a
 * thousand single waits for a disk are seconds. Linux tells of a failure there since 5.8.
 */
#define SINGLY 64

struct folder {
	struct db *db;
	char *dir;   /* as it was asked for, without '/' at the end */
	char *place; /* the last part of it */
	char *aside; /* the name beside it */
	int parent;  /* the folder that holds both */
	int fd;      /* the folder aside */
	int singly;  /* files put on the disk one by one */
	bool rest;   /* there are others */
	folder_ours_fn *ours;
};

static enum status failed(struct folder *f, const char *what, const char *name)
{
	return db_fail(f->db, ST_IO, NULL, _("%s: %s: %s"), name, what, strerror(errno));
}

/* Removes a folder and what is in it, without following links. Best effort: nothing depends on it.
 */
static void remove_tree(int parent, const char *name)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *entries = fd >= 0 ? fdopendir(fd) : NULL;
	struct dirent *e;

	while (entries && (e = readdir(entries)) != NULL) {
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		if (unlinkat(fd, e->d_name, 0) != 0)
			remove_tree(fd, e->d_name);
	}
	if (entries)
		closedir(entries);
	else if (fd >= 0)
		close(fd);
	unlinkat(parent, name, AT_REMOVEDIR);
}

static void folder_free(struct folder *f)
{
	if (f->fd >= 0)
		close(f->fd);
	if (f->parent >= 0)
		close(f->parent);
	free(f->dir);
	free(f->place);
	free(f->aside);
	free(f);
}

/* Splits `dir` into the folder that holds it, opened, and its name there. */
static enum status split(struct folder *f)
{
	size_t len = strlen(f->dir);
	char *slash;

	while (len > 1 && f->dir[len - 1] == '/')
		f->dir[--len] = 0;
	slash = strrchr(f->dir, '/');
	f->place = mem_text(slash ? slash + 1 : f->dir);
	if (!*f->place || !strcmp(f->place, ".") || !strcmp(f->place, ".."))
		return db_fail(f->db, ST_CONFLICT, NULL,
			_("\"%s\" is not the name of a folder that can be made or replaced"),
			f->dir);
	if (!slash) {
		f->parent = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	} else {
		char *parent = slash == f->dir ? mem_text("/")
					       : mem_text_n(f->dir, (size_t)(slash - f->dir));

		f->parent = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		free(parent);
	}
	return f->parent >= 0 ? ST_OK
			      : failed(f, _("the folder around it cannot be opened"), f->dir);
}

static bool is_empty(int fd)
{
	int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *entries = copy >= 0 ? fdopendir(copy) : NULL;
	struct dirent *e;
	bool empty = entries != NULL;

	while (entries && empty && (e = readdir(entries)) != NULL)
		empty = !strcmp(e->d_name, ".") || !strcmp(e->d_name, "..");
	if (entries)
		closedir(entries);
	else if (copy >= 0)
		close(copy);
	return empty;
}

/* ST_OK: nothing stands in the place, or what may be replaced. */
static enum status check_place(struct folder *f)
{
	struct str why = STR_INIT;
	struct stat s;
	enum status st = ST_OK;
	int fd;

	if (fstatat(f->parent, f->place, &s, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? ST_OK : failed(f, _("cannot be looked at"), f->dir);
	if (!S_ISDIR(s.st_mode))
		return db_fail(f->db, ST_CONFLICT, NULL,
			_("\"%s\" is there already, and is not a folder; nothing was written"),
			f->dir);
	fd = openat(f->parent, f->place, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return failed(f, _("cannot be opened"), f->dir);
	if (!is_empty(fd) && !f->ours(fd, &why))
		st = db_fail(f->db, ST_CONFLICT, NULL, _("\"%s\" %s; nothing was written"), f->dir,
			str_text(&why));
	close(fd);
	str_free(&why);
	return st;
}

/* A name that nobody else has, NAME.SUFFIX-XXXXXX, and the folder of that name. */
static enum status make_aside(struct folder *f, const char *suffix, char **name)
{
	for (int tries = 0; tries < 100; tries++) {
		struct str s = STR_INIT;
		unsigned char noise[3];

		if (getentropy(noise, sizeof(noise)) != 0)
			break;
		str_addf(&s, "%s.%s-%02x%02x%02x", f->place, suffix, noise[0], noise[1], noise[2]);
		*name = str_detach(&s);
		if (mkdirat(f->parent, *name, 0700) == 0)
			return ST_OK;
		free(*name);
		*name = NULL;
		if (errno != EEXIST)
			break;
	}
	return failed(f, _("no folder can be made beside it"), f->dir);
}

enum status folder_begin(struct db *db, const char *dir, folder_ours_fn *ours, struct folder **out)
{
	struct folder *f = mem_zero(sizeof(*f));
	enum status st;

	*out = NULL;
	f->db = db;
	f->dir = mem_text(dir);
	f->parent = -1;
	f->fd = -1;
	f->ours = ours;
	st = split(f);
	if (st == ST_OK)
		st = check_place(f);
	if (st == ST_OK)
		st = make_aside(f, "partial", &f->aside);
	if (st == ST_OK) {
		f->fd = openat(
			f->parent, f->aside, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (f->fd < 0)
			st = failed(f, _("cannot be opened"), f->aside);
	}
	if (st == ST_OK)
		*out = f;
	else
		folder_cancel(f);
	return st;
}

enum status folder_mkdir(struct folder *f, const char *name)
{
	return mkdirat(f->fd, name, 0700) == 0 ? ST_OK : failed(f, _("cannot be made"), name);
}

enum status folder_create(struct folder *f, const char *name, int *fd)
{
	*fd = openat(f->fd, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	return *fd >= 0 ? ST_OK : failed(f, _("cannot be made"), name);
}

enum status folder_finish(struct folder *f, const char *name, int fd)
{
	enum status st = ST_OK;

	if (f->singly == SINGLY)
		f->rest = true;
	else if (f->singly++, fsync(fd) != 0)
		st = failed(f, _("cannot be written"), name);
	if (close(fd) != 0 && st == ST_OK)
		st = failed(f, _("cannot be written"), name);
	return st;
}

static enum status sync_each_folder(struct folder *f)
{
	int copy = openat(f->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *entries = copy >= 0 ? fdopendir(copy) : NULL;
	struct dirent *e;
	bool done = entries != NULL;

	while (done && (e = readdir(entries)) != NULL) {
		int fd;

		if (!strcmp(e->d_name, ".."))
			continue;
		fd = openat(f->fd, e->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd < 0 && errno == ENOTDIR)
			continue;
		done = fd >= 0 && fsync(fd) == 0;
		if (fd >= 0)
			close(fd);
	}
	if (entries)
		closedir(entries);
	else if (copy >= 0)
		close(copy);
	return done ? ST_OK : failed(f, _("cannot be written"), f->dir);
}

static enum status sync_folders(struct folder *f)
{
	if (f->rest)
		return syncfs(f->fd) == 0 ? ST_OK : failed(f, _("cannot be written"), f->dir);
	return sync_each_folder(f);
}

/* For file systems that cannot exchange two names in one step. */
static enum status replace_by_two_steps(struct folder *f)
{
	char *old = NULL;
	enum status st = make_aside(f, "old", &old);

	if (st != ST_OK)
		return st;
	if (renameat(f->parent, f->place, f->parent, old) != 0) {
		st = failed(f, _("cannot be renamed"), f->dir);
	} else if (renameat(f->parent, f->aside, f->parent, f->place) != 0) {
		st = failed(f, _("cannot be put in its place"), f->dir);
		if (renameat(f->parent, old, f->parent, f->place) != 0)
			st = db_fail(f->db, ST_IO, NULL,
				_("%s: cannot be put in its place; the folder that was there is "
				  "now "
				  "named %s"),
				f->dir, old);
		free(old);
		return st;
	}
	remove_tree(f->parent, old);
	free(old);
	return st;
}

static enum status take_place(struct folder *f)
{
	struct stat s;

	if (fstatat(f->parent, f->place, &s, AT_SYMLINK_NOFOLLOW) != 0) {
		if (renameat2(f->parent, f->aside, f->parent, f->place, RENAME_NOREPLACE) == 0)
			return ST_OK;
		if ((errno == ENOSYS || errno == EINVAL) &&
			renameat(f->parent, f->aside, f->parent, f->place) == 0)
			return ST_OK;
		return failed(f, _("cannot be put in its place"), f->dir);
	}
	if (renameat2(f->parent, f->aside, f->parent, f->place, RENAME_EXCHANGE) == 0) {
		remove_tree(f->parent, f->aside); /* what stood there before */
		return ST_OK;
	}
	if (errno == ENOSYS || errno == EINVAL)
		return replace_by_two_steps(f);
	return failed(f, _("cannot be put in its place"), f->dir);
}

enum status folder_commit(struct folder *f)
{
	enum status st = sync_folders(f);

	if (st == ST_OK)
		st = check_place(f);
	if (st == ST_OK)
		st = take_place(f);
	if (st != ST_OK) {
		folder_cancel(f);
		return st;
	}
	if (fsync(f->parent) != 0)
		st = failed(f, _("cannot be written"), f->dir);
	folder_free(f);
	return st;
}

void folder_cancel(struct folder *f)
{
	if (!f)
		return;
	if (f->aside && f->parent >= 0)
		remove_tree(f->parent, f->aside);
	folder_free(f);
}
