#include "config.h"

#include "tui/leftovers.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/mem.h"
#include "model/text.h"
#include "tui/draft.h"

#define PREFIX "amparo-edit-"

const char *leftovers_parent(void)
{
	const char *parent = getenv("XDG_RUNTIME_DIR");

	/* Where the system keeps it in memory, it never reaches the disk. */
	if (!parent || *parent != '/')
		parent = getenv("TMPDIR");
	return parent && *parent == '/' ? parent : "/tmp";
}

char *leftovers_make(void)
{
	struct str name = STR_INIT;
	char *folder;

	str_addf(&name, "%s/" PREFIX "%ld-XXXXXX", leftovers_parent(), (long)getpid());
	folder = str_detach(&name);
	if (mkdtemp(folder))
		return folder;
	free(folder);
	return NULL;
}

static char *path_in(const char *folder, const char *name)
{
	struct str path = STR_INIT;

	str_addf(&path, "%s/%s", folder, name);
	return str_detach(&path);
}

bool leftovers_put(const char *folder, const char *name, const char *text)
{
	char *path = path_in(folder, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	size_t len = strlen(text);
	bool done = fd >= 0;

	for (size_t at = 0; done && at < len;) {
		ssize_t n = write(fd, text + at, len - at);

		if (n < 0 && errno == EINTR)
			continue;
		done = n > 0;
		at += done ? (size_t)n : 0;
	}
	if (fd >= 0 && close(fd))
		done = false;
	free(path);
	return done;
}

static bool read_all(int fd, size_t size, struct str *out)
{
	char *bytes = mem_alloc(size + 1);
	size_t len = 0;
	bool good = true;

	while (good && len < size) {
		ssize_t n = read(fd, bytes + len, size - len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			break;
		good = n > 0;
		len += good ? (size_t)n : 0;
	}
	if (good)
		str_add_n(out, bytes, len);
	free(bytes);
	return good;
}

bool leftovers_get(const char *folder, const char *name, struct str *out)
{
	char *path = path_in(folder, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	struct stat st;
	bool done = fd >= 0 && !fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_uid == getuid() &&
		    st.st_size <= LEFTOVER_MAX && read_all(fd, (size_t)st.st_size, out);

	if (fd >= 0)
		close(fd);
	free(path);
	return done;
}

void leftovers_remove(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)))
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		closedir(dir);
	rmdir(folder);
}

/* ---- at the next start ---- */

/* Nobody else could have made it or written into it. */
static bool is_ours(const char *folder)
{
	struct stat st;

	return !lstat(folder, &st) && S_ISDIR(st.st_mode) && st.st_uid == getuid() &&
	       (st.st_mode & 0077) == 0;
}

/* What has ended and was not waited for by its parent has a number still, but no program. */
static bool is_alive(long pid)
{
	char target[8];
	struct str exe = STR_INIT;
	bool alive = !kill((pid_t)pid, 0) || errno == EPERM;

	str_addf(&exe, "/proc/%ld/exe", pid);
	if (alive && readlink("/proc/self/exe", target, sizeof(target)) > 0)
		alive = readlink(str_text(&exe), target, sizeof(target)) > 0 || errno == EACCES;
	str_free(&exe);
	return alive;
}

static bool editor_runs(const char *folder)
{
	struct str pid = STR_INIT;
	bool runs = false;

	if (leftovers_get(folder, LEFTOVER_EDITOR, &pid)) {
		long number = strtol(str_text(&pid), NULL, 10);

		runs = number > 1 && is_alive(number);
	}
	str_free(&pid);
	return runs;
}

static bool belongs_to(const char *folder, const char *case_file)
{
	struct str file = STR_INIT;
	bool same =
		leftovers_get(folder, LEFTOVER_CASE, &file) && !strcmp(str_text(&file), case_file);

	str_free(&file);
	return same;
}

static void take(const char *folder, const char *name, leftover_fn *fn, void *arg)
{
	struct str bytes = STR_INIT, text = STR_INIT;

	if (leftovers_get(folder, LEFTOVER_TEXT, &bytes) &&
		text_take(str_text(&bytes), bytes.len, &text) == ST_OK)
		fn(arg, name, str_text(&text));
	leftovers_remove(folder);
	str_free(&bytes);
	str_free(&text);
}

void leftovers_take(const char *case_file, leftover_fn *fn, void *arg)
{
	char *whole = realpath(case_file, NULL);
	DIR *dir = whole ? opendir(leftovers_parent()) : NULL;
	struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char *folder;
		long pid;

		if (strncmp(entry->d_name, PREFIX, strlen(PREFIX)) != 0)
			continue;
		folder = path_in(leftovers_parent(), entry->d_name);
		pid = strtol(entry->d_name + strlen(PREFIX), NULL, 10);
		if (is_ours(folder) && belongs_to(folder, whole) && !draft_program_runs(pid) &&
			!editor_runs(folder))
			take(folder, entry->d_name, fn, arg);
		free(folder);
	}
	if (dir)
		closedir(dir);
	free(whole);
}
