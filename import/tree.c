#include "config.h"

#include "import/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/str.h"

#define DEEPEST 60 /* folders within folders, each of which is open meanwhile */

struct walk {
	struct db *db;
	struct tree *tree;
	bool hidden;
	tree_pass_fn *pass;
	void *arg;
	struct str path; /* where it is */
};

static enum status walk_folder(struct walk *w, int fd, int depth);

static enum status cannot(struct walk *w)
{
	return db_fail(w->db, ST_IO, NULL, _("%s/%s cannot be read: %s"), w->tree->folder,
		str_text(&w->path), strerror(errno));
}

static void add_file(struct walk *w, int64_t size)
{
	struct tree *t = w->tree;

	if (t->n == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 64;
		t->files = mem_resize(t->files, t->cap, sizeof(*t->files));
	}
	t->files[t->n].path = mem_text(str_text(&w->path));
	t->files[t->n++].size = size;
}

/* One name of a folder; w->path ends with it. */
static enum status walk_one(struct walk *w, int parent, const char *name, int depth)
{
	enum tree_pass why = TREE_OTHER;
	struct stat info;
	int fd;

	if (fstatat(parent, name, &info, AT_SYMLINK_NOFOLLOW))
		return cannot(w);
	if (*name == '.' && !w->hidden) {
		why = TREE_HIDDEN;
	} else if (S_ISREG(info.st_mode)) {
		add_file(w, info.st_size);
		return db_progress(w->db, _("looking through the folder"), (int64_t)w->tree->n, 0);
	} else if (S_ISDIR(info.st_mode)) {
		fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		return fd < 0 ? cannot(w) : walk_folder(w, fd, depth + 1);
	} else if (S_ISLNK(info.st_mode)) {
		why = TREE_LINK;
	}
	if (w->pass)
		w->pass(w->arg, why, str_text(&w->path));
	return ST_OK;
}

/* Closes `fd`. */
static enum status walk_folder(struct walk *w, int fd, int depth)
{
	const size_t before = w->path.len;
	DIR *dir = fdopendir(fd);
	struct dirent *e;
	enum status st = ST_OK;

	if (!dir) {
		st = cannot(w);
		close(fd);
		return st;
	}
	if (depth > DEEPEST)
		st = db_fail(w->db, ST_INVALID, NULL,
			_("%s holds folders more than %d deep; take in those inside it one by one"),
			w->tree->folder, DEEPEST);
	while (st == ST_OK) {
		errno = 0;
		e = readdir(dir);
		if (!e)
			break;
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		str_addf(&w->path, "%s%s", before ? "/" : "", e->d_name);
		st = walk_one(w, dirfd(dir), e->d_name, depth);
		w->path.len = before;
		if (w->path.data)
			w->path.data[before] = '\0';
	}
	if (st == ST_OK && errno)
		st = cannot(w);
	closedir(dir);
	return st;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct tree_file *)a)->path, ((const struct tree_file *)b)->path);
}

enum status tree_read(struct db *db, const char *folder, bool hidden, tree_pass_fn *pass, void *arg,
	struct tree *out)
{
	struct walk w = { .db = db, .tree = out, .hidden = hidden, .pass = pass, .arg = arg };
	size_t len = strlen(folder);
	enum status st;
	int fd;

	memset(out, 0, sizeof(*out));
	while (len > 1 && folder[len - 1] == '/')
		len--;
	out->folder = mem_text_n(folder, len);
	out->fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	fd = out->fd < 0 ? -1 : openat(out->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return db_fail(
			db, ST_IO, NULL, _("%s cannot be read: %s"), folder, strerror(errno));
	st = walk_folder(&w, fd, 0);
	if (out->n)
		qsort(out->files, out->n, sizeof(*out->files), by_path);
	str_free(&w.path);
	return st;
}

void tree_free(struct tree *t)
{
	for (size_t i = 0; i < t->n; i++)
		free(t->files[i].path);
	free(t->files);
	free(t->folder);
	if (t->fd >= 0 && t->folder)
		close(t->fd);
	memset(t, 0, sizeof(*t));
}

const struct tree_file *tree_find(const struct tree *t, const char *path)
{
	const struct tree_file key = { .path = (char *)path };

	return t->n ? bsearch(&key, t->files, t->n, sizeof(*t->files), by_path) : NULL;
}

/* Step by step, as a link may have come in the way since; -1 with errno. */
static int open_beneath(int folder, const char *path)
{
	int at = folder, next;
	char *copy = mem_text(path);
	char *name = copy, *slash;

	while ((slash = strchr(name, '/')) != NULL) {
		*slash = '\0';
		next = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (at != folder)
			close(at);
		at = next;
		if (at < 0)
			break;
		name = slash + 1;
	}
	next = at < 0 ? -1
		      : openat(at, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (at >= 0 && at != folder)
		close(at);
	free(copy);
	return next;
}

enum status tree_open(struct db *db, const struct tree *t, const char *path, int *fd, int64_t *size)
{
	struct stat info;

	*fd = open_beneath(t->fd, path);
	if (*fd < 0)
		return db_fail(db, ST_IO, NULL, _("%s/%s cannot be read: %s"), t->folder, path,
			strerror(errno));
	if (fstat(*fd, &info) || !S_ISREG(info.st_mode)) {
		close(*fd);
		*fd = -1;
		return db_fail(
			db, ST_IO, NULL, _("%s/%s is not a plain file any more"), t->folder, path);
	}
	*size = info.st_size;
	return ST_OK;
}
