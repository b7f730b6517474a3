#include "config.h"

#include "export/working_copy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/magic.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/custody.h"
#include "model/exhibit.h"
#include "model/i18n.h"
#include "model/record.h"
#include "model/str.h"

/* ---- the viewer ---- */

static const struct {
	const char *type; /* or its beginning */
	const char *programs[6];
} viewers[] = {
	{ "application/pdf", { "zathura", "evince", "okular", "mupdf", "xpdf", NULL } },
	{ "image/", { "feh", "imv", "eog", "gwenview", "display", NULL } },
	{ "audio/", { "mpv", "vlc", NULL } },
	{ "video/", { "mpv", "vlc", NULL } },
	{ "text/", { "less", NULL } },
	{ "message/", { "less", NULL } },
	{ "application/vnd.", { "libreoffice", NULL } },
};

static bool is_installed(const char *program)
{
	const char *path = getenv("PATH");
	struct str file = STR_INIT;
	bool found = false;

	while (path && *path && !found) {
		size_t len = strcspn(path, ":");

		str_clear(&file);
		str_addf(&file, "%.*s/%s", (int)len, path, program);
		found = len && !access(str_text(&file), X_OK);
		path += len + (path[len] == ':');
	}
	str_free(&file);
	return found;
}

static const char *viewer_for(const char *given, const char *mime)
{
	const char *own = given && *given ? given : getenv("AMPARO_VIEWER");

	if (own && *own)
		return own;
	for (size_t i = 0; i < sizeof(viewers) / sizeof(viewers[0]); i++)
		for (const char *const *p = viewers[i].programs;
			*p && !strncmp(mime, viewers[i].type, strlen(viewers[i].type)); p++)
			if (is_installed(*p))
				return *p;
	return NULL;
}

/* ---- the place ---- */

static bool is_in_memory(const char *folder)
{
	struct statfs fs;
	struct stat info;

	return folder && *folder == '/' && !statfs(folder, &fs) &&
	       ((unsigned long)fs.f_type == TMPFS_MAGIC ||
		       (unsigned long)fs.f_type == RAMFS_MAGIC) &&
	       !stat(folder, &info) && S_ISDIR(info.st_mode) && !access(folder, W_OK);
}

static enum status make_folder(struct db *db, struct str *folder)
{
	const char *base = getenv("XDG_RUNTIME_DIR");

	if (!is_in_memory(base))
		base = "/dev/shm";
	if (!is_in_memory(base))
		return db_fail(db, ST_IO, NULL,
			_("there is no folder in memory for a working copy: neither "
			  "XDG_RUNTIME_DIR nor /dev/shm is one"));
	str_addf(folder, "%s/amparo-copy-XXXXXX", base);
	if (!mkdtemp(folder->data))
		return db_fail(
			db, ST_IO, NULL, _("%s cannot be written: %s"), base, strerror(errno));
	return ST_OK;
}

/* ---- who takes it away ---- */

static void overwrite(const char *path)
{
	static const char zeros[65536];
	int fd;
	struct stat info;

	(void)chmod(path, 0600);
	fd = open(path, O_WRONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return;
	if (!fstat(fd, &info) && S_ISREG(info.st_mode))
		for (off_t left = info.st_size; left > 0;) {
			size_t want = left < (off_t)sizeof(zeros) ? (size_t)left : sizeof(zeros);
			ssize_t n = write(fd, zeros, want);

			if (n <= 0)
				break;
			left -= n;
		}
	close(fd);
}

/* Also what the viewer left beside it. */
static int take_away(const char *path, const struct stat *info, int kind, struct FTW *where)
{
	(void)info;
	(void)where;
	if (kind == FTW_F)
		overwrite(path);
	return kind == FTW_DP ? rmdir(path) : unlink(path);
}

static void remove_folder(const char *folder)
{
	(void)nftw(folder, take_away, 8, FTW_DEPTH | FTW_PHYS);
}

static int run_viewer(const char *command, const char *file)
{
	int status = 0;
	pid_t pid = fork();

	if (!pid) {
		for (int s = 1; s < NSIG; s++)
			(void)signal(s, SIG_DFL);
		execl("/bin/sh", "sh", "-c", command, "sh", file, (char *)NULL);
		_exit(127);
	}
	while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return pid > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

/*
 * The process that holds the copy. It outlives the program and what a terminal sends when it is
 * closed; it waits for the word that the copy is whole, or for the program's end.
 */
static void hold(int word, const char *folder, const char *file, const char *command)
{
	static const int deaf[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGTSTP };
	int ended = 128;
	char c;
	ssize_t n;

	for (size_t i = 0; i < sizeof(deaf) / sizeof(deaf[0]); i++)
		(void)signal(deaf[i], SIG_IGN);
	if (word != 3)
		(void)dup2(word, 3);
	closefrom(4);
	while ((n = read(3, &c, 1)) < 0 && errno == EINTR)
		;
	close(3);
	if (n == 1)
		ended = run_viewer(command, file);
	remove_folder(folder);
	_exit(ended);
}

/* Starts it; *word is where it is told. */
static enum status start_holder(struct db *db, const char *folder, const char *file,
	const char *viewer, pid_t *holder, int *word)
{
	struct str command = STR_INIT;
	int ends[2];

	str_addf(&command, "%s \"$1\"", viewer);
	*holder = -1;
	if (!pipe2(ends, O_CLOEXEC)) {
		*holder = fork();
		if (!*holder) {
			close(ends[1]);
			hold(ends[0], folder, file, str_text(&command));
		}
		close(ends[0]);
		*word = ends[1];
		if (*holder < 0)
			close(ends[1]);
	}
	str_free(&command);
	if (*holder > 0)
		return ST_OK;
	remove_folder(folder);
	return db_fail(db, ST_IO, NULL, _("the viewer could not be begun: %s"), strerror(errno));
}

/* ---- the whole ---- */

static enum status write_copy(struct db *db, int64_t exhibit, const char *file)
{
	int fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0400);
	enum status st;

	if (fd < 0)
		return db_fail(
			db, ST_IO, NULL, _("%s cannot be written: %s"), file, strerror(errno));
	st = exhibit_write(db, exhibit, fd);
	close(fd);
	return st;
}

static void enter(struct db *db, const struct record *exhibit, struct working_copy *w)
{
	const struct custody_act act = {
		.event = "copied", .by = w->by, .notes = _("Working copy, to be looked at")
	};
	struct custody_batch b = { NULL, 0, 0 };

	custody_batch_add(&b, exhibit->id, NULL);
	w->not_entered = custody_batch_enter(db, &b, &act, _("custody: open exhibit %s"),
				 record_show(exhibit, "ref")) != ST_OK;
	custody_batch_free(&b);
}

static enum status show(
	struct db *db, const struct record *exhibit, const char *viewer, struct working_copy *w)
{
	struct str folder = STR_INIT, file = STR_INIT;
	pid_t holder = -1;
	int word = -1, status = 0;
	enum status st = make_folder(db, &folder);

	if (st == ST_OK) {
		str_addf(&file, "%s/", str_text(&folder));
		exhibit_safe_name(exhibit, &file);
		st = start_holder(db, str_text(&folder), str_text(&file), viewer, &holder, &word);
	}
	if (st == ST_OK) {
		st = write_copy(db, exhibit->id, str_text(&file));
		if (st == ST_OK)
			enter(db, exhibit, w);
		if (st == ST_OK && write(word, "!", 1) != 1)
			st = db_fail(db, ST_IO, NULL, _("the viewer could not be begun: %s"),
				strerror(errno));
		close(word);
		while (waitpid(holder, &status, 0) < 0 && errno == EINTR)
			;
		w->ended = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
	}
	str_free(&folder);
	str_free(&file);
	return st;
}

enum status working_copy_open(struct db *db, int64_t exhibit, struct working_copy *w)
{
	struct record r;
	const char *viewer = NULL;
	enum status st = record_load(db, ENTITY_EXHIBIT, exhibit, &r);

	w->ended = 0;
	w->not_entered = false;
	if (st == ST_OK)
		viewer = viewer_for(w->viewer, record_show(&r, "mime"));
	if (st == ST_OK && !viewer)
		st = db_fail(db, ST_IO, NULL,
			_("there is no viewer for %s; name one in AMPARO_VIEWER, such as "
			  "AMPARO_VIEWER=evince"),
			*record_show(&r, "mime") ? record_show(&r, "mime") : _("this file"));
	if (st == ST_OK)
		st = show(db, &r, viewer, w);
	record_free(&r);
	return st;
}
