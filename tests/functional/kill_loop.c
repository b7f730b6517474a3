/*
 * A child works on a case file: imports of 36,000 rows, edits, exhibits, folders with mail,
 * redactions, time stamps, merges of contacts, undo, in an order of chance; after each commit it
 * says so through a pipe. It is killed after 0 to 500 ms, and what it leaves is opened and looked
 * at: nothing acknowledged may be lost, and every change stands whole or not at all.
 *
 * KILLS says how many (100); SEED plays one sequence again.
 */
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/functional/kill.h"
#include "tests/term/scratch.h"

#define ROUNDS_PER_FILE 10
#define LONGEST_MS 500

static unsigned number_from(const char *name, unsigned fallback)
{
	const char *text = getenv(name);

	return text && *text ? (unsigned)strtoul(text, NULL, 10) : fallback;
}

static long now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void take_note(const struct kill_note *note, struct kill_known *known, bool *busy)
{
	*busy = !note->acked;
	if (note->acked) {
		known->seq = note->seq;
		memcpy(known->hash, note->hash, sizeof known->hash);
	}
}

/*
 * Reads notes until `delay` ms after the first (the file is open then) or after the first that
 * acknowledges (so that long work is finished at times, too), kills, reads the rest.
 */
static void listen_and_kill(
	int fd, pid_t child, int delay, bool after_ack, struct kill_known *known, bool *busy)
{
	struct pollfd poll_fd = { .fd = fd, .events = POLLIN };
	struct kill_note note;
	long end = -1;

	for (;;) {
		long left = end < 0 ? 60000 : end - now_ms();

		if (left <= 0 || poll(&poll_fd, 1, (int)left) <= 0)
			break;
		if (read(fd, &note, sizeof note) != (ssize_t)sizeof note)
			break;
		if (end < 0 && (note.acked || !after_ack))
			end = now_ms() + delay;
		take_note(&note, known, busy);
	}
	kill(child, SIGKILL);
	while (read(fd, &note, sizeof note) == (ssize_t)sizeof note)
		take_note(&note, known, busy);
}

/* One kill. Answers the number of things that were wrong. */
static int round_of_work(
	const struct kill_site *site, struct kill_known *known, unsigned seed, bool *busy)
{
	int pipe_fds[2];
	int status = 0;
	pid_t child;

	if (pipe(pipe_fds) != 0)
		return 1;
	fflush(NULL);
	child = fork();
	if (child == 0) {
		close(pipe_fds[0]);
		kill_work(site, pipe_fds[1], seed);
		_exit(1);
	}
	close(pipe_fds[1]);
	srand(seed);
	listen_and_kill(
		pipe_fds[0], child, rand() % (LONGEST_MS + 1), rand() % 4 == 0, known, busy);
	close(pipe_fds[0]);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL) {
		printf("# the worker was not killed, it ended: wait status 0x%x\n",
			(unsigned)status);
		return 1;
	}
	return kill_check(site, known);
}

static void fresh_site(struct kill_site *site, const char *dir)
{
	*site = (struct kill_site){ scratch_path(dir, "kill.amparo"), scratch_path(dir, "many.csv"),
		scratch_path(dir, "few.csv"), scratch_path(dir, "exhibit.bin"),
		scratch_path(dir, "folder") };
	kill_site_make(site);
}

static void free_site(struct kill_site *site)
{
	free(site->file);
	free(site->many);
	free(site->few);
	free(site->exhibit);
	free(site->folder);
}

int main(void)
{
	unsigned kills = number_from("KILLS", 100);
	unsigned seed = number_from("SEED", (unsigned)time(NULL));
	struct kill_site site = { 0 };
	struct kill_known known = { .seq = 0 };
	char *dir = NULL;
	unsigned busy_kills = 0;
	unsigned bad_kills = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("1..1\n# SEED=%u KILLS=%u\n", seed, kills);
	for (unsigned i = 0; i < kills; i++) {
		bool busy = false;

		if (i % ROUNDS_PER_FILE == 0) {
			if (dir)
				scratch_remove(dir);
			free_site(&site);
			dir = scratch_make();
			fresh_site(&site, dir);
			known = (struct kill_known){ .seq = 0 };
		}
		if (round_of_work(&site, &known, seed + i, &busy) > 0) {
			printf("# kill %u of SEED=%u\n", i, seed);
			bad_kills++;
		}
		busy_kills += busy;
	}
	if (dir)
		scratch_remove(dir);
	free_site(&site);
	printf("# %u kills, %u of them in the middle of work, %u left something wrong\n", kills,
		busy_kills, bad_kills);
	printf("%s 1 - nothing acknowledged is lost in %u kills\n", bad_kills ? "not ok" : "ok",
		kills);
	return bad_kills > 0;
}
