#include "config.h"

#include "import/foreign.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "model/shipped.h"
#include "model/exhibit.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/reference.h"

#define SECONDS 120
#define MOST (256LL << 20)
#define BEAT 50 /* milliseconds between two looks at the clock and the user */

static const char *const reasons[WHY_END] = {
	[WHY_NOT] = N_("it was read"),
	[WHY_DAMAGED] = N_("it is damaged, or not what it seems to be"),
	[WHY_LOCKED] = N_("it asks for a password"),
	[WHY_KIND] = N_("files of this kind are not read"),
	[WHY_TOO_MUCH] = N_("it unpacks to more than is allowed"),
	[WHY_MEMORY] = N_("reading it takes more memory than is allowed"),
	[WHY_TIME] = N_("reading it takes more time than is allowed"),
	[WHY_BROKE] =
		N_("it broke the program that reads files, as a damaged or hostile file does"),
	[WHY_NONSENSE] = N_("the program that reads files said what cannot be"),
	[WHY_LIMITS] =
		N_("this system cannot limit the program that reads files, so it did not look"),
	[WHY_NO_OCR] = N_("tesseract, which reads text in pictures, is not installed"),
	[WHY_NO_LANGUAGE] = N_("tesseract does not have that language"),
	[WHY_NO_ROOM] = N_("what is made of it could not be written"),
	[WHY_OLD] = N_("it is of an old Word, Excel or PowerPoint; save it there, or in "
		       "LibreOffice, as .docx, .odt or PDF, and take that in beside it"),
};

const char *foreign_why(enum reader_why why)
{
	assert(why < WHY_END);
	return _(reasons[why]);
}

/* ---- starting it ---- */

/* What it may know of the world: no name, no home, no language but UTF-8. */
static const char *const environment[] = { "LC_ALL=C.UTF-8", "TZ=UTC", "HOME=/nonexistent",
	"PATH=/usr/bin:/bin", "GIO_USE_VFS=local", "GIO_MODULE_DIR=/nonexistent",
	"OMP_THREAD_LIMIT=1", "NO_AT_BRIDGE=1" };
/* Of ours, these where they are set. */
static const char *const passed[] = { "TESSDATA_PREFIX", "UBSAN_OPTIONS", "SSL_CERT_FILE",
	"SSL_CERT_DIR" };

#define N_GIVEN (sizeof(environment) / sizeof(environment[0]))
#define N_PASSED (sizeof(passed) / sizeof(passed[0]))

static char **make_environment(void)
{
	char **env = mem_array(N_GIVEN + N_PASSED + 1, sizeof(*env));
	size_t n = 0;

	for (size_t i = 0; i < N_GIVEN; i++)
		env[n++] = mem_text(environment[i]);
	for (size_t i = 0; i < N_PASSED; i++) {
		const char *value = getenv(passed[i]);
		struct str line = STR_INIT;

		if (!value)
			continue;
		str_addf(&line, "%s=%s", passed[i], value);
		env[n++] = str_detach(&line);
	}
	env[n] = NULL;
	return env;
}

static void free_texts(char **texts)
{
	for (char **t = texts; t && *t; t++)
		free(*t);
	free(texts);
}

static char **make_arguments(const struct foreign *f, const char *program)
{
	size_t n = 0, at = 0;
	char **argv;

	while (f->args && f->args[n])
		n++;
	argv = mem_array(n + 3, sizeof(*argv));
	argv[at++] = mem_text(program);
	argv[at++] = mem_text(f->mode);
	for (size_t i = 0; i < n; i++)
		argv[at++] = mem_text(f->args[i]);
	argv[at] = NULL;
	return argv;
}

/* Descriptors of ours that the child gets, moved above those that it gets them as. */
struct ends {
	int in, out, pipe[2];
};

static void ends_close(struct ends *e)
{
	int all[] = { e->in, e->out, e->pipe[0], e->pipe[1] };

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i] >= 0)
			close(all[i]);
}

static bool ends_open(const struct foreign *f, struct ends *e)
{
	int both[2];

	*e = (struct ends){ -1, -1, { -1, -1 } };
	e->in = fcntl(f->in, F_DUPFD_CLOEXEC, 10);
	if (f->out > 0)
		e->out = fcntl(f->out, F_DUPFD_CLOEXEC, 10);
	if (e->in < 0 || (f->out > 0 && e->out < 0) || pipe(both))
		return false;
	for (int i = 0; i < 2; i++) {
		e->pipe[i] = fcntl(both[i], F_DUPFD_CLOEXEC, 10);
		close(both[i]);
	}
	return e->pipe[0] >= 0 && e->pipe[1] >= 0;
}

/* In a group of its own, so that ^C on the terminal is ours to act on; no signal is blocked or
 * ignored in it. */
static int set_signals(posix_spawnattr_t *how)
{
	sigset_t none, all;
	int rc;

	sigemptyset(&none);
	sigfillset(&all);
	rc = posix_spawnattr_setsigmask(how, &none);
	if (!rc)
		rc = posix_spawnattr_setsigdefault(how, &all);
	if (!rc)
		rc = posix_spawnattr_setpgroup(how, 0);
	if (!rc)
		rc = posix_spawnattr_setflags(how,
			POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	return rc;
}

/*
 * What libraries mutter about a file is not for the user's terminal. Where sanitizers report there,
 * only tesseract's is kept away, which says of each language that it lacks where it looked.
 */
static bool mutters(const struct foreign *f)
{
#ifdef READER_TELLS
	return !strcmp(f->mode, "ocr");
#else
	(void)f;
	return true;
#endif
}

static int set_files(
	posix_spawn_file_actions_t *files, const struct foreign *f, const struct ends *e)
{
	int rc = posix_spawn_file_actions_adddup2(files, e->in, STDIN_FILENO);

	if (!rc)
		rc = posix_spawn_file_actions_adddup2(files, e->pipe[1], STDOUT_FILENO);
	if (!rc && mutters(f))
		rc = posix_spawn_file_actions_addopen(
			files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (!rc && e->out >= 0)
		rc = posix_spawn_file_actions_adddup2(files, e->out, STDERR_FILENO + 1);
#ifdef HAVE_POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP
	/* All of ours close by themselves; this is for what a library may have forgotten. */
	if (!rc)
		rc = posix_spawn_file_actions_addclosefrom_np(
			files, STDERR_FILENO + (e->out >= 0 ? 2 : 1));
#endif
	return rc;
}

static int spawn(const struct foreign *f, const char *program, const struct ends *e, pid_t *pid)
{
	char **argv = make_arguments(f, program), **env = make_environment();
	posix_spawn_file_actions_t files;
	posix_spawnattr_t how;
	int rc = posix_spawn_file_actions_init(&files);

	if (rc)
		goto out;
	rc = posix_spawnattr_init(&how);
	if (!rc) {
		rc = set_signals(&how);
		if (!rc)
			rc = set_files(&files, f, e);
		if (!rc)
			rc = posix_spawn(pid, program, &files, &how, argv, env);
		posix_spawnattr_destroy(&how);
	}
	posix_spawn_file_actions_destroy(&files);
out:
	free_texts(argv);
	free_texts(env);
	return rc;
}

/* ---- listening ---- */

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Hears what there is; ST_END: it has closed its end. */
static enum status hear(struct foreign *f, int fd, struct foreign_records *said)
{
	static const size_t room = 64 << 10;
	char *bytes = mem_alloc(room);
	ssize_t n;
	enum status st;

	do
		n = read(fd, bytes, room);
	while (n < 0 && errno == EINTR);
	st = n > 0 ? foreign_records_add(said, bytes, (size_t)n, f->fn, f->arg) : ST_END;
	free(bytes);
	return st;
}

static enum status listen_to(struct db *db, struct foreign *f, int fd, struct foreign_records *said)
{
	int64_t end = milliseconds() + (int64_t)(f->seconds ? f->seconds : SECONDS) * 1000;
	const char *what = f->what ? f->what : _("reading the file");
	enum status st = ST_OK;

	while (st == ST_OK) {
		struct pollfd wait = { .fd = fd, .events = POLLIN };
		int n = poll(&wait, 1, BEAT);

		if (n > 0)
			st = hear(f, fd, said);
		if (st == ST_OK && (n <= 0 || said->of))
			st = db_progress(db, what, said->done, said->of);
		if (st == ST_OK && milliseconds() > end) {
			f->why = WHY_TIME;
			st = ST_INVALID;
		} else if (st == ST_INVALID) {
			f->why = WHY_NONSENSE;
		}
	}
	return st;
}

/* Why it ended without a last word. */
static enum reader_why died_of(int how)
{
	return WIFSIGNALED(how) && (WTERMSIG(how) == SIGXCPU || WTERMSIG(how) == SIGKILL)
		       ? WHY_TIME
		       : WHY_BROKE;
}

static enum status judge(struct foreign *f, enum status st, int how, struct foreign_records *said)
{
	if (st != ST_END)
		return st;
	if (!said->ended)
		f->why = said->held.len ? WHY_BROKE : died_of(how);
	else
		f->why = said->why;
	return f->why == WHY_NOT ? ST_OK : ST_INVALID;
}

static enum status run(struct db *db, struct foreign *f, const char *program)
{
	struct foreign_records said;
	struct ends ends;
	int how = 0, rc = EIO;
	pid_t pid = 0;
	enum status st;

	if (ends_open(f, &ends) && lseek(f->in, 0, SEEK_SET) == 0)
		rc = spawn(f, program, &ends, &pid);
	else if (errno)
		rc = errno;
	if (rc) {
		ends_close(&ends);
		return db_fail(db, ST_IO, NULL,
			_("%s, the program that reads files, cannot be run: %s"), program,
			strerror(rc));
	}
	close(ends.pipe[1]);
	ends.pipe[1] = -1;
	foreign_records_init(&said, f->most ? f->most : MOST);
	st = listen_to(db, f, ends.pipe[0], &said);
	/* Also when it has said its last word: it need not live any longer. */
	if (st != ST_END || said.ended)
		kill(-pid, SIGKILL);
	while (waitpid(pid, &how, 0) < 0 && errno == EINTR)
		continue;
	st = judge(f, st, how, &said);
	foreign_records_free(&said);
	ends_close(&ends);
	return st;
}

enum status foreign_run(struct db *db, struct foreign *f)
{
	struct str program = STR_INIT;
	enum status st;

	assert(f->mode && f->in >= 0);
	f->why = WHY_NOT;
	if (f->program)
		str_add(&program, f->program);
	else
		str_addf(&program, "%s/amparo-read", shipped_programs());
	st = run(db, f, str_text(&program));
	if (st == ST_INVALID)
		st = db_fail(db, ST_INVALID, NULL, _("the file cannot be read: %s"),
			foreign_why(f->why));
	str_free(&program);
	return st;
}

/* ---- the bytes of an exhibit ---- */

static enum status write_bytes(struct db *db, const struct record *exhibit, int to)
{
	struct reference r;
	int fd = -1;
	enum status st;

	if (!reference_is(db, exhibit))
		return exhibit_write(db, exhibit->id, to);
	st = reference_open(db, exhibit, &r, &fd);
	if (st == ST_OK)
		st = reference_match(db, exhibit, &r, fd, to);
	if (fd >= 0)
		close(fd);
	reference_free(&r);
	return st;
}

static enum status no_memory(struct db *db)
{
	return db_fail(
		db, ST_IO, NULL, _("there is no memory for the exhibit: %s"), strerror(errno));
}

static enum status hold(struct db *db, const struct record *exhibit, int *fd)
{
	enum status st;

	*fd = memfd_create("exhibit", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (*fd < 0)
		return no_memory(db);
	st = write_bytes(db, exhibit, *fd);
	if (st == ST_OK &&
		fcntl(*fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL))
		st = no_memory(db);
	if (st) {
		close(*fd);
		*fd = -1;
	}
	return st;
}

enum status foreign_hold(struct db *db, int64_t exhibit, int64_t most, int *fd)
{
	struct record r;
	enum status st = record_load(db, ENTITY_EXHIBIT, exhibit, &r);

	*fd = -1;
	if (st == ST_OK && record_num(&r, "size") > (most ? most : FOREIGN_HELD))
		st = db_fail(db, ST_INVALID, NULL,
			_("the file of exhibit %s is larger than files that are read"),
			record_show(&r, "ref"));
	if (st == ST_OK)
		st = hold(db, &r, fd);
	record_free(&r);
	return st;
}
