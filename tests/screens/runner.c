/*
 * Plays NAME.steps against the real program and compares its screen with NAME-*.screen. TAP on
 * standard output, a line a scenario. README in this folder has the steps.
 */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/screens/dump.h"
#include "tests/screens/picture.h"
#include "tests/term/scratch.h"
#include "tests/term/term.h"

#define MAX_ARGS 16
#define MAX_ENV 8

struct scenario {
	const char *path;       /* of the .steps file */
	const char *amparo;     /* the program */
	const char *demo;       /* a case file to copy */
	char *dir;              /* where it runs, with demo.amparo in it */
	struct term *term;      /* NULL: the program does not run */
	char *env[MAX_ENV + 1]; /* NAME=VALUE, owned */
	int rows;
	int cols;
	int line;
	bool sized; /* it is one of several sizes: screens are named after it */
	bool update;
	bool failed;
};

__attribute__((format(printf, 2, 3))) static void fail(struct scenario *s, const char *format, ...)
{
	va_list args;

	printf("# line %d: ", s->line);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	printf("\n");
	if (s->term) {
		char *screen = dump_screen(s->term, false);

		dump_compare(screen, screen);
		free(screen);
	}
	s->failed = true;
}

static void start(struct scenario *s, char *words)
{
	const char *argv[MAX_ARGS + 1] = { s->amparo };
	struct term_options options = { .rows = s->rows,
		.cols = s->cols,
		.dir = s->dir,
		.home = s->dir,
		.env = (const char *const *)s->env };
	int n = 1;

	for (char *word = strtok(words, " "); word && n < MAX_ARGS; word = strtok(NULL, " "))
		argv[n++] = word;
	if (n == 1)
		argv[n] = "demo.amparo";
	term_close(s->term);
	s->term = term_start(argv, &options);
}

static void step_size(struct scenario *s, char *arg)
{
	if (sscanf(arg, "%d %d", &s->cols, &s->rows) != 2)
		fail(s, "size wants columns and rows");
	else if (s->term)
		term_resize(s->term, s->rows, s->cols);
}

/* For the programs started from here on: NAME=VALUE. */
static void step_env(struct scenario *s, char *arg)
{
	int n = 0;

	while (s->env[n])
		n++;
	if (n == MAX_ENV || !strchr(arg, '='))
		fail(s, "env wants NAME=VALUE, %d at most", MAX_ENV);
	else
		s->env[n] = strdup(arg);
}

/* Runs a shell command beside the program; $AMPARO is the program, $AMPARO_FILE the case file. */
static void step_sh(struct scenario *s, char *arg)
{
	const char *argv[] = { "/bin/sh", "-ec", arg, NULL };
	int status = scratch_run(s->dir, argv);

	if (status != 0) {
		char *path = scratch_path(s->dir, "output");
		char *output = dump_load(path);

		fail(s, "status %d: %s\n# %s", status, arg, output ? output : "");
		free(output);
		free(path);
	}
}

static void step_key(struct scenario *s, char *arg)
{
	for (char *name = strtok(arg, " "); name; name = strtok(NULL, " ")) {
		if (!term_key(s->term, name))
			fail(s, "no key is called %s", name);
	}
}

static void step_type(struct scenario *s, char *arg)
{
	term_send(s->term, arg, strlen(arg));
}

/* Column and row count from 1, as a person would. */
static bool mouse_to(struct scenario *s, const char *arg)
{
	int col;
	int row;

	if (sscanf(arg, "%d %d", &col, &row) != 2) {
		fail(s, "a place is a column and a row");
		return false;
	}
	term_mouse_move(s->term, row - 1, col - 1);
	return true;
}

static void mouse_click(struct scenario *s, int button)
{
	term_mouse_button(s->term, button, true);
	term_mouse_button(s->term, button, false);
}

static void step_click(struct scenario *s, char *arg)
{
	if (mouse_to(s, arg))
		mouse_click(s, 1);
}

static void step_double(struct scenario *s, char *arg)
{
	if (!mouse_to(s, arg))
		return;
	mouse_click(s, 1);
	mouse_click(s, 1);
}

/* wheel up|down COLUMN ROW */
static void step_wheel(struct scenario *s, char *arg)
{
	bool up = strncmp(arg, "up ", 3) == 0;

	if (!up && strncmp(arg, "down ", 5) != 0)
		fail(s, "the wheel turns up or down");
	else if (mouse_to(s, strchr(arg, ' ')))
		term_mouse_button(s->term, up ? 4 : 5, true);
}

/* drag COLUMN ROW COLUMN ROW */
static void step_drag(struct scenario *s, char *arg)
{
	int col;
	int row;

	if (sscanf(arg, "%*d %*d %d %d", &col, &row) != 2) {
		fail(s, "drag goes from one place to another");
		return;
	}
	if (!mouse_to(s, arg))
		return;
	term_mouse_button(s->term, 1, true);
	term_mouse_move(s->term, row - 1, col - 1);
	term_mouse_button(s->term, 1, false);
}

static void step_wait(struct scenario *s, char *arg)
{
	if (!term_wait(s->term, arg, true, TERM_PATIENCE))
		fail(s, "not on the screen: %s", arg);
}

static void step_gone(struct scenario *s, char *arg)
{
	if (!term_wait(s->term, arg, false, TERM_PATIENCE))
		fail(s, "still on the screen: %s", arg);
}

/* Until the cursor stands at column and row, counted from 1. */
static void step_cursor(struct scenario *s, char *arg)
{
	double end = term_clock() + TERM_PATIENCE;
	int want_col;
	int want_row;
	int col;
	int row;

	if (sscanf(arg, "%d %d", &want_col, &want_row) != 2) {
		fail(s, "a place is a column and a row");
		return;
	}
	for (;;) {
		term_cursor(s->term, &row, &col);
		if (col + 1 == want_col && row + 1 == want_row)
			return;
		if (term_clock() >= end || !term_pump(s->term, (int)(end - term_clock()) + 1))
			break;
	}
	fail(s, "the cursor is at %d %d", col + 1, row + 1);
}

/* \t and \n in TEXT stand for a tab and a line's end. */
static void step_clipboard(struct scenario *s, char *arg)
{
	double end = term_clock() + TERM_PATIENCE;
	char *to = arg;

	for (const char *from = arg; *from; from++) {
		if (from[0] == '\\' && (from[1] == 't' || from[1] == 'n'))
			*to++ = *++from == 't' ? '\t' : '\n';
		else
			*to++ = *from;
	}
	*to = '\0';
	while (strcmp(term_clipboard(s->term), arg) != 0)
		if (term_clock() >= end || !term_pump(s->term, (int)(end - term_clock()) + 1)) {
			fail(s, "on the clipboard: %s", term_clipboard(s->term));
			return;
		}
}

static void step_title(struct scenario *s, char *arg)
{
	if (strcmp(term_title(s->term), arg) != 0)
		fail(s, "the title: %s", term_title(s->term));
}

static void step_signal(struct scenario *s, char *arg)
{
	static const struct {
		const char *name;
		int number;
	} signals[] = { { "TERM", SIGTERM }, { "HUP", SIGHUP }, { "INT", SIGINT },
		{ "TSTP", SIGTSTP }, { "CONT", SIGCONT }, { "KILL", SIGKILL } };

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		if (strcmp(signals[i].name, arg) == 0) {
			kill(term_pid(s->term), signals[i].number);
			return;
		}
	}
	fail(s, "no signal is called %s", arg);
}

static void step_exits(struct scenario *s, char *arg)
{
	int status;

	if (!term_wait_exit(s->term, TERM_PATIENCE, &status))
		fail(s, "still runs");
	else if (!WIFEXITED(status) || WEXITSTATUS(status) != atoi(arg))
		fail(s, "ended with wait status 0x%x", (unsigned)status);
}

/* Makes text of a screen; `arg` is what the step says about it. The caller frees it. */
typedef char *make_fn(const struct term *t, const char *arg);

/*
 * Waits until the screen is as the file says: what the program still writes has not arrived. When
 * updating there is nothing to wait for but silence.
 */
static void expect(struct scenario *s, const char *path, make_fn *make, const char *arg)
{
	double end = term_clock() + TERM_PATIENCE;
	char *expected;
	char *actual;

	if (s->update)
		term_settle(s->term, 500);
	expected = dump_load(path);
	actual = make(s->term, arg);
	while (!s->update && expected && strcmp(expected, actual) != 0 && term_clock() < end &&
		term_pump(s->term, (int)(end - term_clock()) + 1)) {
		free(actual);
		actual = make(s->term, arg);
	}
	if (s->update) {
		if (!dump_save(path, actual))
			fail(s, "%s: %s", path, strerror(errno));
	} else if (!expected || strcmp(expected, actual) != 0) {
		printf("# line %d: not as %s\n", s->line, path);
		dump_compare(expected ? expected : "", actual);
		s->failed = true;
	}
	free(expected);
	free(actual);
}

static char *make_dump(const struct term *t, const char *arg)
{
	return dump_screen(t, strcmp(arg, "looks") == 0);
}

static void step_dump(struct scenario *s, char *arg)
{
	char *more = arg + strcspn(arg, " ");
	char *path;

	if (*more)
		*more++ = '\0';
	if (s->sized) {
		if (asprintf(&path, "%.*s-%s-%dx%d.screen",
			    (int)(strlen(s->path) - strlen(".steps")), s->path, arg, s->cols,
			    s->rows) < 0)
			abort();
	} else if (asprintf(&path, "%.*s-%s.screen", (int)(strlen(s->path) - strlen(".steps")),
			   s->path, arg) < 0) {
		abort();
	}
	expect(s, path, make_dump, more);
	free(path);
}

static void step_picture(struct scenario *s, char *arg)
{
	char *title = arg + strcspn(arg, " ");
	char *path;

	if (*title)
		*title++ = '\0';
	if (asprintf(&path, "%s/%s.svg", scratch_env("PICTURES"), arg) < 0)
		abort();
	expect(s, path, picture_screen, title);
	if (s->failed)
		printf("# %s is stale: run make pictures\n", path);
	free(path);
}

static const struct {
	const char *name;
	bool runs; /* the program has to run; it is started when it does not */
	void (*step)(struct scenario *s, char *arg);
} steps[] = {
	{ "size", false, step_size },
	{ "env", false, step_env },
	{ "sh", false, step_sh },
	{ "run", false, start },
	{ "key", true, step_key },
	{ "type", true, step_type },
	{ "click", true, step_click },
	{ "double", true, step_double },
	{ "wheel", true, step_wheel },
	{ "drag", true, step_drag },
	{ "wait", true, step_wait },
	{ "gone", true, step_gone },
	{ "resize", true, step_size },
	{ "cursor", true, step_cursor },
	{ "clipboard", true, step_clipboard },
	{ "title", true, step_title },
	{ "signal", true, step_signal },
	{ "exits", true, step_exits },
	{ "dump", true, step_dump },
	{ "picture", true, step_picture },
};

static void play_line(struct scenario *s, char *line)
{
	char *arg = line + strcspn(line, " ");

	if (*arg)
		*arg++ = '\0';
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		if (strcmp(steps[i].name, line) == 0) {
			char nothing[] = "";

			if (steps[i].runs && !s->term)
				start(s, nothing);
			steps[i].step(s, arg);
			return;
		}
	}
	fail(s, "no step is called %s", line);
}

static void play_file(struct scenario *s, FILE *in)
{
	char *line = NULL;
	size_t size = 0;
	char *file;

	s->dir = scratch_make();
	file = scratch_path(s->dir, "demo.amparo");
	scratch_copy(s->demo, file);
	setenv("AMPARO_FILE", file, 1);
	s->line = 0;
	rewind(in);
	while (!s->failed && getline(&line, &size, in) > 0) {
		s->line++;
		line[strcspn(line, "\n")] = '\0';
		if (*line != '\0' && *line != '#' && strncmp(line, "sizes ", 6) != 0)
			play_line(s, line);
	}
	unsetenv("AMPARO_FILE");
	term_close(s->term);
	s->term = NULL;
	scratch_remove(s->dir);
	for (int i = 0; s->env[i]; i++) {
		free(s->env[i]);
		s->env[i] = NULL;
	}
	free(file);
	free(line);
}

/* The words behind `sizes`, where the file has that line; the caller frees them. */
static char *find_sizes(FILE *in)
{
	char *line = NULL;
	size_t size = 0;
	char *sizes = NULL;

	while (!sizes && getline(&line, &size, in) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "sizes ", 6) == 0)
			sizes = strdup(line + 6);
	}
	free(line);
	return sizes;
}

/* Once, or once a size. */
static void play(struct scenario *s)
{
	FILE *in = fopen(s->path, "re");
	char *sizes;

	if (!in) {
		fail(s, "%s: %s", s->path, strerror(errno));
		return;
	}
	sizes = find_sizes(in);
	s->sized = sizes != NULL;
	for (char *size = sizes; size && !s->failed;) {
		if (sscanf(size, "%dx%d", &s->cols, &s->rows) != 2)
			fail(s, "no size is called %s", size);
		else
			play_file(s, in);
		size = strchr(size, ' ');
		size = size ? size + 1 : NULL;
	}
	if (!sizes)
		play_file(s, in);
	free(sizes);
	fclose(in);
}

/* A case file with the demo cases, to copy. The caller frees the path. */
static char *make_demo(const char *amparo, const char *dir)
{
	char *demo = scratch_path(dir, "demo.amparo");
	const char *argv[] = { amparo, "--file", demo, "demo", NULL };

	if (scratch_run(dir, argv) != 0) {
		char *path = scratch_path(dir, "output");
		char *output = dump_load(path);

		printf("# %s\nBail out! amparo demo failed\n", output ? output : "");
		exit(1);
	}
	return demo;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

int main(int argc, char **argv)
{
	const char *amparo = scratch_env("AMPARO");
	bool update = argc > 1 && strcmp(argv[1], "--update") == 0;
	int first = update ? 2 : 1;
	char *dir = scratch_make();
	char *demo = make_demo(amparo, dir);
	int failed = 0;

	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("1..%d\n", argc - first);
	for (int i = first; i < argc; i++) {
		struct scenario s = { .path = argv[i],
			.amparo = amparo,
			.demo = demo,
			.rows = 24,
			.cols = 80,
			.update = update };

		play(&s);
		failed += s.failed;
		printf("%s %d - %s\n", s.failed ? "not ok" : "ok", i - first + 1,
			base_name(argv[i]));
	}
	scratch_remove(dir);
	free(demo);
	return failed > 0;
}
