#include "config.h"

#include "cli/progress.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Set by the signal, read by the work between two rows. */
static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal)
{
	(void)signal;
	interrupted = 1;
}

static bool report(void *arg, const char *what, int64_t done, int64_t total)
{
	(void)arg;
	if (isatty(STDERR_FILENO)) {
		if (total > 0)
			fprintf(stderr, "\r%s %3d%%", what,
				(int)(done >= total ? 100 : done * 100 / total));
		else
			fprintf(stderr, "\r%s %lld", what, (long long)done);
		fflush(stderr);
	}
	return !interrupted;
}

static void handle(void (*handler)(int))
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = handler;
	sigaction(SIGINT, &action, NULL);
}

void progress_begin(struct db *db)
{
	interrupted = 0;
	handle(on_interrupt);
	db_set_progress(db, report, NULL);
}

void progress_end(struct db *db)
{
	db_set_progress(db, NULL, NULL);
	handle(SIG_DFL);
	if (isatty(STDERR_FILENO))
		fputs("\r\033[K", stderr);
}
