/*
 * The terminal is given back as it was, however the interface ends: by its key, by a signal, by
 * a crash; and odd terminals get a sentence or a screen, never a mess.
 */
#include "config.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>

#include "tests/term/scratch.h"
#include "tests/term/term.h"

#define FIRST_SCREEN "Amparo" /* stands in the title line */

static int n_tests;
static int n_failed;
static char *home;
static char *file;

static void result(bool good, const char *name)
{
	n_tests++;
	n_failed += !good;
	printf("%s %d - %s\n", good ? "ok" : "not ok", n_tests, name);
}

static struct term *start(const char *const *argv, int rows, int cols)
{
	struct term_options options = { .rows = rows, .cols = cols, .dir = home, .home = home };

	return term_start(argv, &options);
}

static struct term *start_amparo(void)
{
	const char *argv[] = { scratch_env("AMPARO"), file, NULL };
	struct term *t = start(argv, 24, 80);

	if (!term_wait(t, FIRST_SCREEN, true, TERM_PATIENCE))
		printf("# the first screen did not come\n");
	return t;
}

/* Whether the terminal is fit for a shell; says what is not. */
static bool given_back(const struct term *t)
{
	struct term_modes m;

	term_modes(t, &m);
	if (m.altscreen)
		printf("# still on the alternate screen\n");
	if (!m.cursor_visible)
		printf("# the cursor is hidden\n");
	if (m.mouse)
		printf("# the mouse is still reported\n");
	if (!(m.tty.c_lflag & ICANON) || !(m.tty.c_lflag & ECHO))
		printf("# no echo, or no line mode\n");
	return !m.altscreen && m.cursor_visible && !m.mouse && (m.tty.c_lflag & ICANON) &&
	       (m.tty.c_lflag & ECHO);
}

static bool taken(const struct term *t)
{
	struct term_modes m;

	term_modes(t, &m);
	return m.altscreen && !(m.tty.c_lflag & ICANON);
}

static void key_q(void)
{
	struct term *t = start_amparo();
	int status = -1;

	result(taken(t), "the interface takes the terminal");
	term_key(t, "q");
	result(term_wait_exit(t, TERM_PATIENCE, &status) && status == 0 && given_back(t),
		"q gives it back and ends well");
	term_close(t);
}

/*
 * A crash may be reported by the sanitizers, which then end the program themselves; otherwise it
 * ends by the signal, or with the status that a shell gives to that.
 */
static bool ended_by(int number, int status)
{
	if (WIFSIGNALED(status))
		return WTERMSIG(status) == number;
	if (number == SIGSEGV && strcmp(scratch_env("SANITIZERS"), "yes") == 0)
		return WEXITSTATUS(status) != 0;
	return WEXITSTATUS(status) == 128 + number;
}

static void after_signal(int number, const char *name)
{
	struct term *t = start_amparo();
	int status = 0;
	bool ended;

	kill(term_pid(t), number);
	ended = term_wait_exit(t, TERM_PATIENCE, &status);
	if (!ended)
		printf("# it still runs\n");
	else if (!ended_by(number, status))
		printf("# wait status 0x%x\n", (unsigned)status);
	result(ended && ended_by(number, status) && given_back(t), name);
	term_close(t);
}

/* Under a shell with job control, as a user stops it. */
static void stop_and_go_on(void)
{
	const char *argv[] = { "/bin/bash", "--norc", "--noprofile", "--noediting", "-i", NULL };
	struct term *t = start(argv, 24, 80);
	char *command;
	bool back;

	if (asprintf(&command, "PS1=ready:; %s %s\n", scratch_env("AMPARO"), file) < 0)
		abort();
	term_send(t, command, strlen(command));
	free(command);
	result(term_wait(t, "quit", true, TERM_PATIENCE) && taken(t), "it starts under a shell");
	term_key(t, "C-z");
	back = term_wait(t, "Stopped", true, TERM_PATIENCE);
	result(back && given_back(t), "stopped, it gives the terminal back");
	term_send(t, "clear; fg\n", 10);
	back = term_wait(t, "quit", true, TERM_PATIENCE);
	result(back && taken(t), "continued, it draws its screen again");
	term_key(t, "q");
	back = term_wait(t, "ready:", true, TERM_PATIENCE);
	result(back, "and ends with q");
	term_send(t, "exit\n", 5);
	term_close(t);
}

static void sizes(void)
{
	static const int rows[] = { 1, 5, 24, 200, 2, 50 };
	static const int cols[] = { 1, 20, 80, 500, 3, 200 };
	struct term *t = start_amparo();
	int status = -1;
	char where[32];

	for (int i = 0; i < 300; i++) {
		term_resize(t, rows[i % 6], cols[(i / 6) % 6]);
		term_pump(t, 0);
	}
	term_resize(t, 30, 100);
	result(term_wait(t, FIRST_SCREEN, true, TERM_PATIENCE),
		"300 changes of size from 1x1 to 500x200, and it draws");
	for (int i = 0; i < 6; i++) {
		const char *argv[] = { scratch_env("AMPARO"), file, NULL };
		struct term *small = start(argv, rows[i], cols[i]);

		term_settle(small, 300);
		term_key(small, "q");
		snprintf(where, sizeof where, "it starts in %dx%d", cols[i], rows[i]);
		result(term_wait_exit(small, TERM_PATIENCE, &status) && status == 0, where);
		term_close(small);
	}
	term_key(t, "q");
	result(term_wait_exit(t, TERM_PATIENCE, &status) && status == 0, "and ends with q");
	term_close(t);
}

/* On the Linux console ncurses loads libgpm, which leaks ten bytes: there leaks are not looked for.
 */
static void terminals(void)
{
	static const char *const known[] = { "TERM=vt100", "TERM=linux", "TERM=xterm-mono",
		"TERM=xterm", "TERM=screen", "TERM=xterm-256color" };
	int status = -1;

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		const char *argv[] = { "/usr/bin/env", known[i],
			strcmp(known[i], "TERM=linux") == 0 ? "ASAN_OPTIONS=detect_leaks=0"
							    : known[i],
			scratch_env("AMPARO"), file, NULL };
		struct term *t = start(argv, 24, 80);
		bool shown = term_wait(t, FIRST_SCREEN, true, TERM_PATIENCE);

		term_key(t, "q");
		if (!term_wait_exit(t, TERM_PATIENCE, &status))
			printf("# it still runs\n");
		result(shown && status == 0, known[i]);
		term_close(t);
	}
}

static void no_terminal(void)
{
	const char *unknown[] = { "/usr/bin/env", "TERM=nobody-knows-it", scratch_env("AMPARO"),
		file, NULL };
	const char *dumb[] = { "/usr/bin/env", "TERM=dumb", scratch_env("AMPARO"), file, NULL };
	const char *piped[] = { scratch_env("AMPARO"), file, NULL };
	struct term *t = start(unknown, 24, 80);
	int status = 0;

	result(term_wait_exit(t, TERM_PATIENCE, &status) && WIFEXITED(status) &&
			WEXITSTATUS(status) != 0 && term_shows(t, "nobody-knows-it"),
		"a terminal that nobody knows is named");
	term_close(t);
	t = start(dumb, 24, 80);
	result(term_wait_exit(t, TERM_PATIENCE, &status) && WIFEXITED(status) &&
			WEXITSTATUS(status) == 1 && term_shows(t, "'dumb'"),
		"a terminal without a screen is named");
	term_close(t);
	status = scratch_run(home, piped);
	result(status == 1 || status == 2, "without a terminal it says so and ends");
}

static void other_locale(void)
{
	const char *argv[] = { "/usr/bin/env", "LC_ALL=C", scratch_env("AMPARO"), file, NULL };
	struct term *t = start(argv, 24, 80);
	int status = -1;
	bool shown = term_wait(t, FIRST_SCREEN, true, TERM_PATIENCE);

	term_key(t, "q");
	result(shown && term_wait_exit(t, TERM_PATIENCE, &status) && status == 0 && given_back(t),
		"it works in the C locale");
	term_close(t);
}

int main(void)
{
	const char *argv[] = { scratch_env("AMPARO"), "--file", "demo.amparo", "demo", NULL };

	setvbuf(stdout, NULL, _IOLBF, 0);
	home = scratch_make();
	file = scratch_path(home, "demo.amparo");
	if (scratch_run(home, argv) != 0) {
		printf("Bail out! amparo demo failed\n");
		return 1;
	}
	key_q();
	after_signal(SIGTERM, "SIGTERM");
	after_signal(SIGHUP, "SIGHUP");
	after_signal(SIGINT, "SIGINT from outside");
	after_signal(SIGSEGV, "a crash (SIGSEGV)");
	after_signal(SIGABRT, "a crash (SIGABRT)");
	stop_and_go_on();
	sizes();
	terminals();
	no_terminal();
	other_locale();
	printf("1..%d\n", n_tests);
	scratch_remove(home);
	free(file);
	return n_failed > 0;
}
