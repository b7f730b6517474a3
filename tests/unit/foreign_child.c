/* A reader whose modes do what hostile files make readers do; for test_foreign. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "model/mem.h"
#include "model/str.h"
#include "reader/reader.h"

static enum reader_why mode_echo(struct reader *r)
{
	char bytes[64];
	ptrdiff_t n = reader_read(bytes, sizeof(bytes), 0);

	for (int i = 0; i < r->n_args; i++)
		reader_say_text(r, SAY_MIME, r->args[i]);
	reader_say_number(r, SAY_PAGES, (uint32_t)reader_size());
	reader_progress(r, 1, 2);
	reader_say_with(r, SAY_TEXT, 1, bytes, (size_t)n);
	return WHY_NOT;
}

static enum reader_why mode_crash(struct reader *r)
{
	(void)r;
	abort();
}

static enum reader_why mode_half(struct reader *r)
{
	static const unsigned char head[PROTOCOL_HEAD] = { SAY_MIME, 0, 0, 0, 200, 0, 0, 0 };

	if (write(r->out, head, sizeof(head)) < 0)
		abort();
	_exit(0);
}

static enum reader_why mode_loop(struct reader *r)
{
	volatile int end = r->out;

	while (end >= 0)
		end = r->out;
	return WHY_NOT;
}

static enum reader_why mode_wait(struct reader *r)
{
	while (r->out >= 0)
		pause();
	return WHY_NOT;
}

static enum reader_why mode_eat(struct reader *r)
{
	while (r->out >= 0)
		memset(mem_alloc(16 << 20), 1, 16 << 20);
	return WHY_NOT;
}

/* Records over records, without an end. */
static enum reader_why mode_babble(struct reader *r)
{
	static char bytes[1 << 20];

	while (r->out >= 0)
		reader_say(r, SAY_MIME, bytes, sizeof(bytes));
	return WHY_NOT;
}

static enum reader_why mode_nonsense(struct reader *r)
{
	while (write(r->out, "\377\377\377\377\377\377\377\377", 8) == 8)
		continue;
	return WHY_NOT;
}

static enum reader_why mode_print(struct reader *r)
{
	(void)r;
	puts("a library speaks");
	fflush(stdout);
	return WHY_NOT;
}

static enum reader_why mode_locked(struct reader *r)
{
	(void)r;
	return WHY_LOCKED;
}

static enum reader_why mode_write(struct reader *r)
{
	(void)r;
	return write(READER_FILE, "made", 4) == 4 ? WHY_NOT : WHY_NO_ROOM;
}

static void tell(struct reader *r, const char *what, bool could)
{
	reader_say_with(r, SAY_TEXT, could, what, strlen(what));
}

/* What a reader must not be able to do; the arguments: a file of the user's, a folder of theirs. */
static enum reader_why mode_try(struct reader *r)
{
	char *const echo[] = { (char *)"/bin/true", NULL };
	struct str path = STR_INIT;
	struct rlimit files;
	pid_t pid;

	tell(r, "read a file of the user's", open(r->args[0], O_RDONLY | O_CLOEXEC) >= 0);
	tell(r, "write it", open(r->args[0], O_WRONLY | O_CLOEXEC) >= 0);
	str_addf(&path, "%s/made", r->args[1]);
	tell(r, "make one", open(str_text(&path), O_CREAT | O_RDWR | O_CLOEXEC, 0600) >= 0);
	str_free(&path);
	tell(r, "remove it", unlink(r->args[0]) == 0);
	tell(r, "open a socket", socket(AF_INET, SOCK_STREAM, 0) >= 0);
	tell(r, "open a socket pair", socketpair(AF_UNIX, SOCK_STREAM, 0, (int[2]){ 0 }) == 0);
	pid = fork();
	if (pid == 0)
		_exit(0);
	tell(r, "make a process", pid > 0);
	tell(r, "signal its parent", kill(getppid(), 0) == 0);
	tell(r, "see a descriptor of ours",
		fcntl(READER_FILE, F_GETFD) >= 0 || fcntl(9, F_GETFD) >= 0);
	tell(r, "leave a core file", getrlimit(RLIMIT_CORE, &files) || files.rlim_max > 0);
	tell(r, "open many files", getrlimit(RLIMIT_NOFILE, &files) || files.rlim_max > 64);
	execv(echo[0], echo);
	tell(r, "run a program", errno != EPERM && errno != EACCES);
	return WHY_NOT;
}

static const struct reader_mode modes[] = {
	{ "babble", mode_babble, 1024, 10, false },
	{ "crash", mode_crash, 1024, 10, false },
	{ "eat", mode_eat, 256, 20, false },
	{ "echo", mode_echo, 1024, 10, false },
	{ "half", mode_half, 1024, 10, false },
	{ "locked", mode_locked, 1024, 10, false },
	{ "loop", mode_loop, 1024, 1, false },
	{ "nonsense", mode_nonsense, 1024, 10, false },
	{ "print", mode_print, 1024, 10, false },
	{ "try", mode_try, 1024, 10, false },
	{ "wait", mode_wait, 1024, 10, false },
	{ "write", mode_write, 1024, 10, true },
	{ NULL, NULL, 0, 0, false },
};

int main(int argc, char **argv)
{
	return reader_main(modes, argc, argv);
}
