#include "config.h"

#include "tui/editor.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/guard.h"

#define FILE_MAX (16 * 1024 * 1024)
#define NOT_FOUND 127 /* what a shell answers for a command that there is not */

extern char **environ;

struct draft {
	char *folder; /* owned */
	char *path;   /* owned */
};

static void add_failure(struct str *why, const char *what)
{
	str_addf(why, "%s: %s", what, strerror(errno));
}

static bool draft_write(struct draft *d, const char *text, struct str *why)
{
	const char *parent = getenv("XDG_RUNTIME_DIR");
	struct str name = STR_INIT;
	size_t len = strlen(text);
	int fd;
	bool done;

	/* Where the system keeps it in memory, it never reaches the disk. */
	if (!parent || *parent != '/')
		parent = getenv("TMPDIR");
	if (!parent || *parent != '/')
		parent = "/tmp";
	str_addf(&name, "%s/amparo-XXXXXX", parent);
	d->folder = str_detach(&name);
	if (!mkdtemp(d->folder)) {
		add_failure(why, _("No place for the text could be made"));
		free(d->folder);
		d->folder = NULL;
		return false;
	}
	str_addf(&name, "%s/text.md", d->folder);
	d->path = str_detach(&name);
	fd = open(d->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	done = fd >= 0;
	for (size_t at = 0; done && at < len;) {
		ssize_t n = write(fd, text + at, len - at);

		if (n < 0 && errno == EINTR)
			continue;
		done = n > 0;
		at += done ? (size_t)n : 0;
	}
	if (fd >= 0 && close(fd))
		done = false;
	if (!done)
		add_failure(why, _("The text could not be handed to the editor"));
	return done;
}

/* The file, and what an editor keeps beside it. */
static void draft_remove(struct draft *d)
{
	DIR *dir = d->folder ? opendir(d->folder) : NULL;
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		closedir(dir);
	if (d->folder)
		rmdir(d->folder);
	free(d->folder);
	free(d->path);
}

static bool draft_read(const struct draft *d, char **out, struct str *why)
{
	struct str clean = STR_INIT;
	struct stat st;
	char *bytes = NULL;
	size_t len = 0;
	bool done = false;
	int fd = open(d->path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0 || fstat(fd, &st)) {
		add_failure(why, _("The text could not be read again"));
		goto out;
	}
	if (st.st_size > FILE_MAX) {
		str_add(why, _("The text is too long; nothing was taken over."));
		goto out;
	}
	bytes = mem_alloc((size_t)st.st_size + 1);
	while (len < (size_t)st.st_size) {
		ssize_t n = read(fd, bytes + len, (size_t)st.st_size - len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		len += (size_t)n;
	}
	if (text_take(bytes, len, &clean) != ST_OK) {
		str_add(why, _("The editor did not save UTF-8; nothing was taken over."));
		goto out;
	}
	*out = str_detach(&clean);
	done = true;
out:
	if (fd >= 0)
		close(fd);
	free(bytes);
	str_free(&clean);
	return done;
}

/* Runs the editor in a shell of its own, so that EDITOR may have words ("code -w"). */
static int start(const char *path, pid_t *pid)
{
	const char *editor = getenv("VISUAL");
	struct str command = STR_INIT;
	char shell[] = "/bin/sh";
	char flag[] = "-c";
	char *file = mem_text(path);
	char *argv[6] = { shell, flag, NULL, shell, file, NULL };
	posix_spawnattr_t attr;
	sigset_t all;
	int error;

	if (!editor || !*editor)
		editor = getenv("EDITOR");
	if (!editor || !*editor)
		editor = "vi";
	str_addf(&command, "%s \"$1\"", editor);
	argv[2] = str_detach(&command);
	sigfillset(&all);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigdefault(&attr, &all);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	error = posix_spawn(pid, shell, NULL, &attr, argv, environ);
	posix_spawnattr_destroy(&attr);
	free(argv[2]);
	free(file);
	return error;
}

/* Waits; when the editor is paused, so are we. */
static int wait_for(pid_t pid)
{
	int status = 0;

	for (;;) {
		pid_t done = waitpid(pid, &status, WUNTRACED);

		if (done < 0 && errno == EINTR) {
			/* Asked to end: so is the editor, which keeps its own copies as it sees
			 * fit. */
			if (guard_signal())
				kill(pid, guard_signal());
			continue;
		}
		if (done == pid && WIFSTOPPED(status)) {
			guard_pause();
			kill(pid, SIGCONT);
			continue;
		}
		return status;
	}
}

bool editor_edit(struct app *app, const char *text, char **out, struct str *why)
{
	struct draft d = { 0 };
	bool done = false;
	pid_t pid;
	int error;
	int status;

	*out = NULL;
	if (!draft_write(&d, text, why))
		goto out;
	screen_leave(app->screen);
	guard_lend(true);
	error = start(d.path, &pid);
	status = error ? 0 : wait_for(pid);
	guard_lend(false);
	screen_return(app->screen);
	if (error)
		str_addf(why, _("The editor could not be started: %s"), strerror(error));
	else if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND)
		str_add(why, _("The editor could not be found; set $EDITOR to the one you use."));
	else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		str_add(why, _("The editor ended with a failure; nothing was taken over."));
	else
		done = draft_read(&d, out, why);
out:
	draft_remove(&d);
	return done;
}
