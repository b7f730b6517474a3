/*
 * Hostile names in every field of every kind of record, in every view: nothing of them steers the
 * terminal, and no cell outside their own field is another than with harmless names of the same
 * width. What the program writes is read strictly, on several terminals, in UTF-8 and without.
 */
#include "config.h"

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/functional/names.h"
#include "tests/screens/dump.h"
#include "tests/term/scratch.h"
#include "tests/term/strict.h"
#include "tests/term/term.h"

#define ELLIPSIS 0x2026
#define PATIENCE 1000 /* milliseconds for two screens to become alike */
#define ESC_TIME 100  /* milliseconds after which Esc is a key of its own */

struct run {
	struct term *term;
	struct strict *strict;
};

static int n_tests;
static int n_failed;
static char *dir;

static void result(bool good, const char *name)
{
	n_tests++;
	n_failed += !good;
	printf("%s %d - %s\n", good ? "ok" : "not ok", n_tests, name);
}

/* ---- The program on a terminal ---- */

static struct run start(
	const char *file, const char *terminal, const char *locale, int rows, int cols)
{
	const char *argv[] = { "/usr/bin/env", NULL, NULL, scratch_env("AMPARO"), file, NULL };
	struct term_options o = { .rows = rows, .cols = cols, .dir = dir, .home = dir };
	struct run r;
	char *term_is;
	char *locale_is;

	if (asprintf(&term_is, "TERM=%s", terminal) < 0 ||
		asprintf(&locale_is, "LC_ALL=%s", locale) < 0)
		abort();
	argv[1] = term_is;
	argv[2] = locale_is;
	r.strict = strict_new(terminal, strcmp(locale, "C") != 0);
	r.term = term_start(argv, &o);
	term_tap(r.term, strict_feed, r.strict);
	if (term_rest(r.term, TERM_PATIENCE) != TERM_RESTS)
		printf("# no first screen\n");
	free(term_is);
	free(locale_is);
	return r;
}

static void finish(struct run *r)
{
	term_close(r->term);
	strict_free(r->strict);
}

static void send(struct run *r, const char *text)
{
	term_send(r->term, text, strlen(text));
	term_rest(r->term, TERM_PATIENCE);
}

static void key(struct run *r, const char *name)
{
	term_key(r->term, name);
	term_rest(r->term, TERM_PATIENCE);
	if (strcmp(name, "Esc") == 0)
		term_settle(r->term, ESC_TIME);
}

static bool clean(struct run *r, const char *where)
{
	if (!strict_problem(r->strict))
		return true;
	printf("# %s: %s\n", where, strict_problem(r->strict));
	return false;
}

/* ---- Two screens that may differ only in the field ---- */

static bool is_field(const VTermScreenCell *cell)
{
	return cell->chars[0] == TWIN_CODE || cell->chars[0] == ELLIPSIS;
}

/* The first cell that differs though it is no name; false: there is none. */
static bool find_difference(const struct run *ours, const struct run *twin, int *row, int *col)
{
	int rows;
	int cols;

	term_size(twin->term, &rows, &cols);
	for (*row = 0; *row < rows; ++*row) {
		for (*col = 0; *col < cols; ++*col) {
			VTermScreenCell a;
			VTermScreenCell b;

			term_cell(ours->term, *row, *col, &a);
			term_cell(twin->term, *row, *col, &b);
			/* An empty cell and a blank look alike. */
			if (a.chars[0] == 0)
				a.chars[0] = ' ';
			if (b.chars[0] == 0)
				b.chars[0] = ' ';
			if (!is_field(&b) && a.chars[0] != b.chars[0])
				return true;
		}
	}
	return false;
}

static bool alike(struct run *ours, struct run *twin, const char *where)
{
	double end = term_clock() + PATIENCE;
	int row;
	int col;

	while (find_difference(ours, twin, &row, &col)) {
		char *a;
		char *b;

		if (term_clock() < end) {
			term_settle(ours->term, 20);
			term_settle(twin->term, 20);
			continue;
		}
		a = term_row(ours->term, row);
		b = term_row(twin->term, row);
		printf("# %s: row %d, column %d\n# hostile  |%s\n# harmless |%s\n", where, row, col,
			a, b);
		free(a);
		free(b);
		return false;
	}
	return clean(ours, where);
}

/* ---- Where the names are seen ---- */

/* A command, and then keys. Each screen on the way is looked at. */
static const struct stop {
	const char *command;
	const char *keys[4];
} stops[] = {
	{ "home", { NULL } },
	{ "contacts", { "Enter", "PgDn", "e", NULL } },
	{ "cases", { "Enter", "e", NULL } },
	{ "parties", { "Enter", NULL } },
	{ "petitions", { "Enter", "PgDn", "e", NULL } },
	{ "signatories", { "G", "Enter", "e", NULL } },
	{ "totals", { "Enter", NULL } },
	{ "letters", { "Enter", "PgDn", NULL } },
	{ "letters", { "B", "G", NULL } },
	{ "exhibits", { "Enter", "e", NULL } },
	{ "cosigners", { "Enter", NULL } },
	{ "rulings", { "Enter", "PgDn", NULL } },
	{ "claims", { "Enter", "e", NULL } },
	{ "authorities", { "Enter", NULL } },
	{ "events", { "G", "Enter", "e", NULL } },
	{ "deadlines", { "Enter", NULL } },
	{ "log", { NULL } },
	{ "help", { NULL } },
};

static void command(struct run *r, const char *text)
{
	send(r, ":");
	send(r, text);
	key(r, "Enter");
}

/* Forms take letters: one is left before the next command. */
static bool is_form(const struct stop *stop, int k)
{
	return strcmp(stop->keys[k], "e") == 0;
}

static bool walk_both(struct run *ours, struct run *twin)
{
	bool good = true;

	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
		char where[64];

		command(ours, stops[i].command);
		command(twin, stops[i].command);
		snprintf(where, sizeof where, ":%s", stops[i].command);
		good = alike(ours, twin, where) && good;
		for (int k = 0; k < 4 && stops[i].keys[k]; k++) {
			key(ours, stops[i].keys[k]);
			key(twin, stops[i].keys[k]);
			snprintf(where, sizeof where, ":%s %s", stops[i].command, stops[i].keys[k]);
			good = alike(ours, twin, where) && good;
			if (is_form(&stops[i], k)) {
				key(ours, "Esc");
				key(twin, "Esc");
			}
		}
	}
	return good;
}

static bool walk_alone(struct run *r)
{
	bool good = true;

	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
		command(r, stops[i].command);
		good = clean(r, stops[i].command) && good;
		for (int k = 0; k < 4 && stops[i].keys[k]; k++) {
			key(r, stops[i].keys[k]);
			good = clean(r, stops[i].keys[k]) && good;
			if (is_form(&stops[i], k))
				key(r, "Esc");
		}
	}
	return good;
}

/* ---- The tests ---- */

static void compare(int rows, int cols)
{
	struct run ours = start("hostile.amparo", "xterm-256color", "C.UTF-8", rows, cols);
	struct run twin;
	char name[80];

	/* Both are called the same, as the name of the file stands on the screen. */
	scratch_run(dir, (const char *[]){ "/bin/mkdir", "-p", "twin", NULL });
	twin = start("twin/hostile.amparo", "xterm-256color", "C.UTF-8", rows, cols);
	snprintf(name, sizeof name, "%dx%d: no cell outside a field is another", cols, rows);
	result(walk_both(&ours, &twin), name);
	finish(&ours);
	finish(&twin);
}

static void terminals(void)
{
	static const char *const known[][2] = { { "xterm-256color", "C.UTF-8" },
		{ "linux", "C.UTF-8" }, { "screen", "C.UTF-8" }, { "vt100", "C.UTF-8" },
		{ "xterm-256color", "C" }, { "linux", "C" }, { "screen", "C" }, { "vt100", "C" } };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		struct run r = start("hostile.amparo", known[i][0], known[i][1], 24, 80);
		char name[80];

		snprintf(name, sizeof name, "%s, %s: only what this terminal knows", known[i][0],
			known[i][1]);
		result(walk_alone(&r), name);
		finish(&r);
	}
}

static void paste(struct run *r, const char *text)
{
	send(r, "\033[200~");
	send(r, text);
	send(r, "\033[201~");
}

/* Into a filter, a search, the command line and a form, one after the other. */
static void pasted(void)
{
	static const char *const places[] = { "/", "S", ":", "a" };
	struct run r = start("hostile.amparo", "xterm-256color", "C.UTF-8", 24, 80);
	bool good = true;

	for (size_t j = 0; j < sizeof places / sizeof *places; j++) {
		command(&r, "contacts");
		key(&r, places[j]);
		for (int i = 0; names_hostile(i); i++) {
			paste(&r, names_hostile(i));
			good = clean(&r, places[j]) && good;
			key(&r, "C-u");
		}
		paste(&r, names_hostile(0));
		key(&r, "Enter");
		good = clean(&r, places[j]) && good;
		key(&r, "Esc");
		if (term_shows(r.term, "(y/n)"))
			key(&r, "y");
	}
	result(good, "pasted into a filter, a search, the command line and a form");
	finish(&r);
}

static bool verb_is_clean(const char *arguments)
{
	struct strict *s = strict_new("dumb", true);
	char *path = scratch_path(dir, "output");
	char *line;
	char *text;
	bool good;

	if (asprintf(&line, "\"$AMPARO\" --file hostile.amparo %s", arguments) < 0)
		abort();
	scratch_run(dir, (const char *[]){ "/bin/sh", "-c", line, NULL });
	text = dump_load(path);
	good = text && *text;
	if (text)
		strict_feed(s, text, strlen(text));
	if (!good)
		printf("# nothing said: %s\n", arguments);
	if (strict_problem(s))
		printf("# %s: %s\n", arguments, strict_problem(s));
	good = good && !strict_problem(s);
	free(text);
	free(path);
	free(line);
	strict_free(s);
	return good;
}

static void verbs(void)
{
	static const char *const entities[] = { "case", "contact", "party", "petition", "signatory",
		"total", "letter", "exhibit", "cosigner", "ruling", "claim", "authority", "event",
		"deadline" };
	static const char *const others[] = { "search very", "search end", "log",
		"count --petition r0", "verify", "undo", "redo", "remove contact r0",
		"bundle --petition r0 --out bundle" };
	bool good = true;

	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
		char line[64];

		snprintf(line, sizeof line, "list %s", entities[i]);
		good = verb_is_clean(line) && good;
		snprintf(line, sizeof line, "show %s r0", entities[i]);
		good = verb_is_clean(line) && good;
	}
	result(good, "what list and show say of every kind of record");
	good = true;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		good = verb_is_clean(others[i]) && good;
	result(good, "what the other verbs say");
}

/*
 * Turned round, a Hebrew name stands elsewhere within its field than a harmless one: here cells are
 * compared, so it is left as it is. tests/functional/cells has them turned.
 */
static void leave_order(const char *home)
{
	const char *argv[] = { "/bin/sh", "-ec",
		"mkdir -p config/amparo && echo set bidi off >config/amparo/settings.conf", NULL };

	if (scratch_run(home, argv) != 0)
		printf("# no settings\n");
}

int main(void)
{
	char *path;

	setvbuf(stdout, NULL, _IOLBF, 0);
	setlocale(LC_ALL, "C.UTF-8"); /* for the widths of the twins */
	dir = scratch_make();
	leave_order(dir);
	scratch_run(dir, (const char *[]){ "/bin/mkdir", "-p", "twin", NULL });
	path = scratch_path(dir, "hostile.amparo");
	names_make(path, false);
	free(path);
	path = scratch_path(dir, "twin/hostile.amparo");
	names_make(path, true);
	free(path);
	compare(24, 80);
	compare(50, 200);
	terminals();
	pasted();
	verbs();
	printf("1..%d\n", n_tests);
	scratch_remove(dir);
	return n_failed > 0;
}
