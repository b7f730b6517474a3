/*
 * A monkey at the keyboard: random keys into the real program over a copy of the demo, for as long
 * as KEYS says, the same for the same SEED. It must not crash, hang, complain or let a byte of the
 * data steer the terminal; and from time to time what a list shows is held against what the verb
 * `list` says of the same file.
 *
 * What keys write stays below a folder of the test's own: no '/' and no '~' is typed where text
 * goes, so that all names of files are names in that folder.
 */
#include "config.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/functional/monkey.h"
#include "tests/screens/dump.h"
#include "tests/term/scratch.h"
#include "tests/term/strict.h"
#include "tests/term/term.h"

#define CHECK_EVERY 400 /* keys between two looks at a list */
#define FRESH_EVERY 10  /* looks between two fresh copies of the demo */
#define HANG 10000      /* milliseconds */
#define ESC_TIME                                                                                   \
	100            /* milliseconds after which Esc is a key of its own; the program waits less \
			*/
#define REMEMBERED 400 /* keys that a failure tells */
#define LAST_BYTES 1500 /* of the program's output that a failure tells */
#define LIST_ROWS 60
#define LIST_COLS 200

struct monkey {
	struct term *term;
	struct strict *strict;
	char *dir;  /* the program's working folder */
	char *logs; /* of the sanitizers */
	char *keys[REMEMBERED];
	char last[LAST_BYTES]; /* that the program wrote, as a ring */
	size_t n_last;         /* written in all */
	long pressed;
	long seed;
	long starts; /* of the program */
	long looks;  /* at lists */
	long rows;   /* of them held against the file */
	bool failed;
};

/* ---- Failing ---- */

/* What a crash leaves: the end of what was written, an assertion among it, and reports. */
static void tell_rest(const struct monkey *m)
{
	size_t n = m->n_last < LAST_BYTES ? m->n_last : LAST_BYTES;
	char *command;

	printf("# the last that it wrote: ");
	for (size_t i = m->n_last - n; i < m->n_last; i++) {
		unsigned char c = (unsigned char)m->last[i % LAST_BYTES];

		printf(c >= 0x20 && c < 0x7f ? "%c" : "\\x%02x", c);
	}
	printf("\n");
	if (asprintf(&command, "cat '%s'/san* 2>/dev/null | sed 's/^/# /'", m->logs) < 0)
		abort();
	fflush(stdout);
	if (system(command) != 0)
		printf("# no report\n");
	free(command);
}

static void fail(struct monkey *m, const char *what, const char *more)
{
	char *screen;

	if (m->failed)
		return;
	m->failed = true;
	printf("# SEED=%ld, key %ld: %s%s\n", m->seed, m->pressed, what, more ? more : "");
	printf("# the last keys:");
	for (long i = m->pressed < REMEMBERED ? 0 : m->pressed - REMEMBERED; i < m->pressed; i++)
		printf(" %s", m->keys[i % REMEMBERED]);
	printf("\n");
	screen = dump_screen(m->term, false);
	dump_compare(screen, screen);
	free(screen);
	tell_rest(m);
}

/* ---- The program ---- */

static void listen(void *arg, const char *bytes, size_t len)
{
	struct monkey *m = arg;

	for (size_t i = 0; i < len; i++)
		m->last[m->n_last++ % LAST_BYTES] = bytes[i];
	strict_feed(m->strict, bytes, len);
}

static void start(struct monkey *m)
{
	const char *argv[] = { "/usr/bin/env", "EDITOR=true", scratch_env("AMPARO"), "demo.amparo",
		NULL };
	struct term_options o = { .rows = 24, .cols = 80, .dir = m->dir, .home = m->dir };

	term_close(m->term);
	m->term = term_start(argv, &o);
	term_tap(m->term, listen, m);
	m->starts++;
	if (!term_wait(m->term, "Amparo", true, HANG))
		fail(m, "it did not start", NULL);
}

/*
 * Waits until the program has read all keys and has nothing left to do. One that ended in good
 * order is started again.
 */
static void settle(struct monkey *m)
{
	int status = 0;

	if (m->failed)
		return;
	switch (term_rest(m->term, HANG)) {
	case TERM_RESTS:
		break;
	case TERM_WORKS:
		fail(m, "it hangs", NULL);
		break;
	case TERM_STOPPED:
		kill(term_pid(m->term), SIGCONT);
		break;
	case TERM_ENDED:
		if (!term_wait_exit(m->term, HANG, &status) || !WIFEXITED(status) ||
			WEXITSTATUS(status) != 0) {
			char text[64];

			snprintf(text, sizeof text, "wait status 0x%x", (unsigned)status);
			fail(m, "it crashed: ", text);
		} else {
			start(m);
		}
	}
	if (strict_problem(m->strict))
		fail(m, "to the terminal: ", strict_problem(m->strict));
}

/* A verb on the same file, its output in the file `output` of the folder. */
static int verb(struct monkey *m, const char *command)
{
	const char *argv[] = { "/bin/sh", "-ec", command, NULL };

	return scratch_run(m->dir, argv);
}

static void fresh_demo(struct monkey *m)
{
	term_close(m->term);
	m->term = NULL;
	if (verb(m, "rm -rf ./* && cp ../demo.amparo demo.amparo && "
		    "printf 'name,city,country\\nNoa Cohen,Haifa,IL\\nSam Chan,Hong Kong,HK\\n' "
		    ">names.csv && "
		    "echo an exhibit >report.txt") != 0) {
		printf("Bail out! no fresh copy of the demo\n");
		exit(1);
	}
	start(m);
}

/* ---- Keys ---- */

static void remember(struct monkey *m, const char *name)
{
	char **slot = &m->keys[m->pressed % REMEMBERED];

	free(*slot);
	*slot = strdup(name);
	m->pressed++;
}

/* Whether letters go into text: then the cursor is seen. */
static bool is_typing(const struct monkey *m)
{
	struct term_modes modes;

	term_modes(m->term, &modes);
	return modes.cursor_visible;
}

static void press(struct monkey *m, const char *name)
{
	/* These lead out of the folder where a file's name is asked for. */
	if (strcmp(name, "/") == 0 || strcmp(name, "~") == 0) {
		settle(m);
		if (m->failed || is_typing(m))
			return;
	}
	remember(m, name);
	if (!term_key(m->term, name))
		term_send(m->term, name, strlen(name));
}

static void type(struct monkey *m, const char *text)
{
	remember(m, text);
	term_send(m->term, text, strlen(text));
}

static void paste(struct monkey *m, const char *text)
{
	remember(m, "PASTE");
	term_send(m->term, "\033[200~", 6);
	term_send(m->term, text, strlen(text));
	term_send(m->term, "\033[201~", 6);
}

static void mouse(struct monkey *m, struct dice *d)
{
	static const int buttons[] = { 0, 0, 0, 0, 1, 2, 64, 65 };
	char bytes[64];
	int rows;
	int cols;
	int x;
	int y;
	int button = buttons[roll(d, 8)];
	int times = roll(d, 3) == 0 ? 2 : 1;

	term_size(m->term, &rows, &cols);
	y = 1 + roll(d, rows);
	x = 1 + roll(d, cols);
	snprintf(bytes, sizeof bytes, "MOUSE%d@%d,%d", button, x, y);
	remember(m, bytes);
	/* As the terminal was asked to report it: mostly in numbers, else as bytes. */
	for (int i = 0; i < times; i++) {
		if (roll(d, 4) > 0)
			snprintf(bytes, sizeof bytes, "\033[<%d;%d;%dM\033[<%d;%d;%dm", button, x,
				y, button, x, y);
		else
			snprintf(bytes, sizeof bytes, "\033[M%c%c%c\033[M%c%c%c", 32 + button,
				32 + x % 94, 32 + y % 94, 35, 32 + x % 94, 32 + y % 94);
		term_send(m->term, bytes, strlen(bytes));
	}
}

static void resize(struct monkey *m, struct dice *d)
{
	static const int sizes[][2] = { { 24, 80 }, { 24, 80 }, { 50, 200 }, { 10, 40 }, { 5, 20 },
		{ 30, 120 }, { 1, 1 }, { 2, 3 }, { 60, 100 } };
	const int *size = sizes[roll(d, 9)];
	char name[32];

	snprintf(name, sizeof name, "SIZE%dx%d", size[1], size[0]);
	remember(m, name);
	term_resize(m->term, size[0], size[1]);
}

/* A few keys as somebody would press them in a row, without waiting for an answer. */
static void burst(struct monkey *m, struct dice *d)
{
	int n = 1 + roll(d, 10);

	for (int i = 0; i < n && !m->failed; i++) {
		int kind = roll(d, 100);

		if (kind < 52)
			press(m, dice_key(d));
		else if (kind < 72)
			press(m, dice_move(d));
		else if (kind < 84)
			type(m, dice_text(d));
		else if (kind < 90)
			type(m, dice_command(d));
		else if (kind < 92)
			paste(m, dice_text(d));
		else if (kind < 97)
			mouse(m, d);
		else
			resize(m, d);
	}
	settle(m);
}

/* ---- What is shown against what is there ---- */

/* Esc alone: what follows at once would be taken as one key with it. */
static void escape(struct monkey *m)
{
	term_key(m->term, "Esc");
	settle(m);
	if (!m->failed)
		term_settle(m->term, ESC_TIME);
}

/* Whether the way here, in the title line, ends with this title: a count may follow. */
static bool ends_way(const char *row, const char *title)
{
	size_t len = strlen(title);

	for (const char *c = strstr(row, title); c; c = strstr(c + 1, title)) {
		if (c[len] == '\0' || strncmp(c + len, "  ", 2) == 0)
			return true;
	}
	return false;
}

/* Leaves whatever is open and types a command; whether its list came. */
static bool open_list(struct monkey *m, const char *plural, const char *title)
{
	bool shown = false;

	term_resize(m->term, LIST_ROWS, LIST_COLS);
	for (int i = 0; i < 60 && !shown && !m->failed; i++) {
		char *row;

		escape(m);
		if (term_shows(m->term, "(y/n)")) {
			term_key(m->term, "y");
			settle(m);
			continue;
		}
		term_send(m->term, ":", 1);
		settle(m);
		term_send(m->term, plural, strlen(plural));
		term_key(m->term, "Enter");
		settle(m);
		if (m->failed)
			break;
		row = term_row(m->term, 0);
		shown = ends_way(row, title);
		free(row);
	}
	return shown;
}

/* The last number of "3 of 127" at the end of the title line; -1: none there. */
static long count_shown(const struct monkey *m)
{
	char *row = term_row(m->term, 0);
	char *of = strrchr(row, ' ');
	char digits[32] = "";
	size_t n = 0;

	for (char *c = of; c && *c && n < sizeof digits - 1; c++) {
		if (*c >= '0' && *c <= '9')
			digits[n++] = *c;
	}
	free(row);
	return n ? atol(digits) : -1;
}

/*
 * One line of the file `output` a record: the letters of its name that no terminal moves or
 * hides, or "*" where there are others. Each has to stand in its row, in the order of the list.
 */
static void compare_rows(struct monkey *m, const char *path)
{
	FILE *in = fopen(path, "re");
	char *line = NULL;
	size_t size = 0;
	int row = 2;

	while (in && row < LIST_ROWS - 2 && getline(&line, &size, in) > 0 && !m->failed) {
		char *shown = term_row(m->term, row);
		char *letters = letters_of(shown);

		line[strcspn(line, "\n")] = '\0';
		if (strcmp(line, "*") != 0 && !strstr(letters, line)) {
			char *text;

			if (asprintf(&text, "row %d shows '%s', the file has '%s'", row, letters,
				    line) < 0)
				abort();
			fail(m, "the list disagrees: ", text);
			free(text);
		}
		m->rows++;
		row++;
		free(letters);
		free(shown);
	}
	free(line);
	if (in)
		fclose(in);
}

static void compare_count(struct monkey *m, const char *path)
{
	FILE *in = fopen(path, "re");
	long n = 0;
	long shown = count_shown(m);
	int c;

	while (in && (c = fgetc(in)) != EOF)
		n += c == '\n';
	if (in)
		fclose(in);
	if (n > 0 && shown != n) {
		char text[64];

		snprintf(text, sizeof text, "%ld shown, %ld in the file", shown, n);
		fail(m, "the count disagrees: ", text);
	}
}

/* Somebody may have put the column away. */
static bool column_shown(const struct monkey *m, const char *field)
{
	char *row = term_row(m->term, 1);
	char *letters = letters_of(row);
	bool shown = strstr(letters, field) != NULL;

	free(letters);
	free(row);
	return shown;
}

/* The command turns the order round where it is so already; it says which way it is. */
static void sort_by(struct monkey *m, const char *field)
{
	for (int i = 0; i == 0 || (i < 3 && term_shows(m->term, "backwards")); i++) {
		term_send(m->term, ":sort ", 6);
		term_send(m->term, field, strlen(field));
		term_wait(m->term, "Sorted by", false, HANG);
		term_key(m->term, "Enter");
		if (!term_wait(m->term, "Sorted by", true, HANG))
			fail(m, "it did not sort by ", field);
		settle(m);
	}
}

static void look(struct monkey *m)
{
	/* The command, the entity, a field, the title. */
	static const char *const lists[][4] = { { "contacts", "contact", "name", "Contacts" },
		{ "signatories", "signatory", "name", "Signatories" },
		{ "exhibits", "exhibit", "title", "Exhibits" },
		{ "events", "event", "title", "Chronology" },
		{ "petitions", "petition", "title", "Petitions" } };
	const char *const *list = lists[m->looks++ % 5];
	char *path = scratch_path(m->dir, "output");
	char *command;

	if (asprintf(&command,
		    "\"$AMPARO\" --file demo.amparo list %s --sort %s --format json | "
		    "python3 \"$SRCDIR/tests/functional/monkey_rows.py\" %s",
		    list[1], list[2], list[2]) < 0)
		abort();
	if (!open_list(m, list[0], list[3])) {
		fail(m, "its list does not open: ", list[0]);
	} else {
		sort_by(m, list[2]);
		term_key(m->term, "g");
		settle(m);
		if (verb(m, command) != 0)
			fail(m, "the verb failed: ", command);
		compare_count(m, path);
		if (column_shown(m, list[2]))
			compare_rows(m, path);
	}
	term_resize(m->term, 24, 80);
	free(command);
	free(path);
}

/* ---- The whole ---- */

/* What the sanitizers wrote; each report is a file. */
static void sanitizer_reports(struct monkey *m)
{
	char *command;

	if (asprintf(&command, "! cat '%s'/san* 2>/dev/null", m->logs) < 0)
		abort();
	if (verb(m, command) != 0) {
		char *path = scratch_path(m->dir, "output");
		char *text = dump_load(path);

		fail(m, "a sanitizer says:\n", text);
		free(text);
		free(path);
	}
	free(command);
}

static void set_sanitizers(const struct monkey *m)
{
	static const char *const names[] = { "ASAN_OPTIONS", "UBSAN_OPTIONS" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *old = getenv(names[i]);
		char *value;

		if (asprintf(&value, "%s:log_path=%s/san:halt_on_error=1", old ? old : "",
			    m->logs) < 0)
			abort();
		setenv(names[i], value, 1);
		free(value);
	}
}

static void quit(struct monkey *m)
{
	int status = -1;

	if (m->failed)
		return;
	kill(term_pid(m->term), SIGTERM);
	if (!term_wait_exit(m->term, HANG, &status))
		fail(m, "it does not end", NULL);
	if (verb(m, "\"$AMPARO\" --file demo.amparo verify") != 0)
		fail(m, "verify found something", NULL);
}

static long number(const char *name, long otherwise)
{
	const char *value = getenv(name);

	return value && *value ? atol(value) : otherwise;
}

static void play(struct monkey *m, long keys)
{
	struct dice d = { .state = (uint64_t)m->seed * 2654435761U + 1 };
	long next = CHECK_EVERY;

	fresh_demo(m);
	while (m->pressed < keys && !m->failed) {
		burst(m, &d);
		if (m->pressed < next || m->failed)
			continue;
		next += CHECK_EVERY;
		look(m);
		sanitizer_reports(m);
		if (m->looks % FRESH_EVERY == 0) {
			quit(m);
			sanitizer_reports(m);
			if (!m->failed)
				fresh_demo(m);
		}
	}
	quit(m);
	sanitizer_reports(m);
}

/* The demo with signatories, and the folder where the program runs. */
static const char prepare[] =
	"mkdir work; "
	"\"$SRCDIR/tests/data/make-signatories\" --clean --columns fields 300 >names.csv; "
	"\"$AMPARO\" --file demo.amparo import signatories --petition hk-petition names.csv";

int main(void)
{
	char *dir = scratch_make();
	char *demo = scratch_path(dir, "demo.amparo");
	const char *argv[] = { scratch_env("AMPARO"), "--file", demo, "demo", NULL };
	struct monkey m = { .seed = number("SEED", 1), .dir = scratch_path(dir, "work") };

	setvbuf(stdout, NULL, _IOLBF, 0);
	m.logs = dir;
	m.strict = strict_new("xterm-256color", true);
	strict_pardon_echo(m.strict);
	if (scratch_run(dir, argv) != 0 ||
		scratch_run(dir, (const char *[]){ "/bin/sh", "-ec", prepare, NULL }) != 0) {
		printf("Bail out! amparo demo failed\n");
		return 1;
	}
	set_sanitizers(&m);
	play(&m, number("KEYS", 3000));
	printf("# SEED=%ld: %ld keys, %ld starts, %ld looks, %ld rows held against the file\n",
		m.seed, m.pressed, m.starts, m.looks, m.rows);
	printf("%s 1 - %ld random keys do no harm\n1..1\n", m.failed ? "not ok" : "ok", m.pressed);
	term_close(m.term);
	strict_free(m.strict);
	for (int i = 0; i < REMEMBERED; i++)
		free(m.keys[i]);
	free(m.dir);
	free(demo);
	scratch_remove(dir);
	return m.failed;
}
