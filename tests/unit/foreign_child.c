/* A reader whose modes do what hostile files make readers do; for test_foreign and test_stamp_look.
 */
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

static void say_stamp(struct reader *r, const char *name, const char *value)
{
	struct str text = STR_INIT;

	str_addf(&text, "%s%c%s", name, '\0', value);
	reader_say(r, SAY_STAMP_SAYS, str_text(&text), text.len);
	str_free(&text);
}

static void say_verdict(struct reader *r, enum stamp_verdict verdict)
{
	reader_say_with(r, SAY_STAMP_END, (uint32_t)verdict, "\0\0\0\0\0\0\0\0", 8);
}

/* What the query of test_stamp_look asked for, which the test changes by a letter. */
static void say_well(struct reader *r, const char *imprint, const char *nonce, const char *time)
{
	struct str hash = STR_INIT;

	while (hash.len < 64)
		str_add(&hash, imprint);
	say_stamp(r, "imprint", str_text(&hash));
	say_stamp(r, "nonce", nonce);
	say_stamp(r, "time", time);
	say_stamp(r, "serial", "02");
	say_stamp(r, "policy", "1.2.3");
	say_stamp(r, "authority", "Truth\033[2J");
	reader_say_text(r, SAY_STAMP_CHAIN, "-----BEGIN CERTIFICATE-----\nAAAA\n");
	say_verdict(r, STAMP_TRUSTED);
	str_free(&hash);
}

/* What an answer of that letter makes it do. */
static void do_stamp(struct reader *r, char letter)
{
	static const char day[] = "2026-11-20T10:42:00Z";

	switch (letter) {
	case 'd':
		abort();
	case 'h': /* another hash than the one that was asked for */
		say_well(r, "b", "4000000000000001", day);
		break;
	case 'n':
		say_well(r, "a", "4000000000000002", day);
		break;
	case 't':
		say_well(r, "a", "4000000000000001", "2026-02-30T10:42:00Z");
		break;
	case 'x':
		reader_say_text(r, SAY_STAMP_CHAIN, "-----BEGIN CERTIFICATE-----\n\033[2J\n");
		break;
	case 'l':
		say_stamp(r, "serial", "no number");
		break;
	case 'v':
		say_verdict(r, STAMP_VERDICTS);
		break;
	case 's': /* it was asked to check, and did not */
		say_verdict(r, STAMP_SAID);
		break;
	case 'w':
		(void)mode_wait(r);
		break;
	case 'q': /* ends without a word about it */
		break;
	default:
		say_well(r, "a", "4000000000000001", day);
	}
	if (letter == '+')
		say_verdict(r, STAMP_TRUSTED);
}

/* The parts as reader/mode_stamp.c has them; the answer is a letter. */
static enum reader_why mode_stamp_of_letters(struct reader *r)
{
	unsigned char bytes[4096];
	ptrdiff_t n = reader_read(bytes, sizeof(bytes), 0);
	size_t at = 0;

	for (int part = 0; at + 4 <= (size_t)n; part++) {
		size_t len = bytes[at] | (size_t)bytes[at + 1] << 8;

		at += 4;
		if (part % 3 == 2)
			do_stamp(r, (char)bytes[at]);
		at += len == 0xffff ? 0 : len;
	}
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
	{ "stamp", mode_stamp_of_letters, 1024, 10, false },
	{ "try", mode_try, 1024, 10, false },
	{ "wait", mode_wait, 1024, 10, false },
	{ "write", mode_write, 1024, 10, true },
	{ NULL, NULL, 0, 0, false },
};

int main(int argc, char **argv)
{
	return reader_main(modes, argc, argv);
}
