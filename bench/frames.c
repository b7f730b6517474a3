/*
 * usage: frames SCRIPT ROUNDS PROGRAM [ARGUMENT]...
 * Runs a program on a terminal of our own, presses the keys of the script, and says how long each
 * took and what it cost. All programs are measured in the same way, from the cells of their
 * screens.
 *
 * The script has a step a line; `#` begins a comment.
 *   size COLUMNS ROWS   of the terminal, before the program starts; 80 24
 *   quiet MS            without a change, after which a screen has settled; 60
 *   patience MS         how long a key is waited for; 5000
 *   first TEXT          the first screen is there when TEXT is
 *   press KEY...        keys that only lead somewhere
 *   type TEXT           the same, letter by letter, blanks too
 *   wait TEXT           until TEXT is on the screen
 *   times N[/M]         what follows, to `end`, N times; ROUNDS stands for the number given
 *   count NAME KEY...   each key is a sample of NAME
 *   word NAME TEXT      each letter of TEXT is
 *   burst NAME N KEY    N times the key at once is one sample of NAME
 *
 * Prints, in milliseconds, bytes and MiB:
 *   first MS SETTLED
 *   key NAME SAMPLES ANSWER50 ANSWER99 ANSWERMAX SETTLED50 SETTLED99 SETTLEDMAX BYTES
 *   memory HIGHEST
 * A key is answered when a cell, its look or the cursor is another; the screen has settled with the
 * last such change before a silence.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/term/scratch.h"
#include "tests/term/term.h"

#define MAX_STEPS 200
#define MAX_KINDS 40

struct kind {
	char *name;
	double *answer;
	double *settled;
	double bytes;
	int n;
	int room;
};

struct bench {
	struct term *term;
	char *home;
	const char *const *command;
	struct kind kinds[MAX_KINDS];
	int n_kinds;
	int rounds;
	int rows;
	int cols;
	int quiet;
	int patience;
	int n_silent; /* keys that changed nothing */
	double started;
};

static _Noreturn void die(const char *what, const char *which)
{
	fprintf(stderr, "frames: %s: %s\n", what, which);
	exit(1);
}

/* ---- What is on the screen ---- */

static uint64_t mix(uint64_t hash, uint64_t value)
{
	return (hash ^ value) * 0x100000001b3U;
}

/* One number for all cells, their looks and the cursor's place. */
static uint64_t screen_hash(const struct term *t)
{
	uint64_t hash = 0xcbf29ce484222325U;
	int rows;
	int cols;
	int y;
	int x;

	term_size(t, &rows, &cols);
	for (int row = 0; row < rows; row++) {
		for (int col = 0; col < cols; col++) {
			VTermScreenCell cell;

			term_cell(t, row, col, &cell);
			for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
				hash = mix(hash, cell.chars[i]);
			hash = mix(hash, (uint64_t)cell.attrs.reverse |
						 (uint64_t)cell.attrs.bold << 1 |
						 (uint64_t)cell.attrs.underline << 2);
			hash = mix(hash, (uint64_t)cell.fg.type | (uint64_t)cell.fg.rgb.red << 8 |
						 (uint64_t)cell.fg.rgb.green << 16 |
						 (uint64_t)cell.fg.rgb.blue << 24);
			hash = mix(hash, (uint64_t)cell.bg.type | (uint64_t)cell.bg.rgb.red << 8 |
						 (uint64_t)cell.bg.rgb.green << 16 |
						 (uint64_t)cell.bg.rgb.blue << 24);
		}
	}
	term_cursor(t, &y, &x);
	return mix(mix(hash, (uint64_t)y), (uint64_t)x);
}

/* The program's largest resident size so far, in MiB. */
static double memory(const struct term *t)
{
	char path[64];
	char line[256];
	double kib = 0;
	FILE *in;

	snprintf(path, sizeof path, "/proc/%d/status", (int)term_pid(t));
	in = fopen(path, "re");
	while (in && fgets(line, sizeof line, in)) {
		if (sscanf(line, "VmHWM: %lf kB", &kib) == 1)
			break;
	}
	if (in)
		fclose(in);
	return kib / 1024;
}

/* ---- Samples ---- */

static struct kind *kind_named(struct bench *b, const char *name)
{
	for (int i = 0; i < b->n_kinds; i++) {
		if (strcmp(b->kinds[i].name, name) == 0)
			return &b->kinds[i];
	}
	if (b->n_kinds == MAX_KINDS)
		die("too many kinds of keys", name);
	b->kinds[b->n_kinds].name = strdup(name);
	return &b->kinds[b->n_kinds++];
}

static void add_sample(struct kind *k, double answer, double settled, double bytes)
{
	if (k->n == k->room) {
		k->room = k->room ? 2 * k->room : 256;
		k->answer = realloc(k->answer, (size_t)k->room * sizeof(double));
		k->settled = realloc(k->settled, (size_t)k->room * sizeof(double));
		if (!k->answer || !k->settled)
			abort();
	}
	k->answer[k->n] = answer;
	k->settled[k->n++] = settled;
	k->bytes += bytes;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Reads until nothing changed for as long as the script says; when something did for the last time.
 */
static double settle(struct bench *b, double start)
{
	double last = start;
	uint64_t shown = screen_hash(b->term);

	while (term_clock() < last + b->quiet && term_clock() < start + b->patience) {
		uint64_t now;

		if (!term_pump(b->term, (int)(last + b->quiet - term_clock()) + 1))
			die("the program has ended", b->command[0]);
		now = screen_hash(b->term);
		if (now != shown)
			last = term_heard(b->term);
		shown = now;
	}
	return last;
}

static void send_key(struct bench *b, const char *key)
{
	if (!term_key(b->term, key))
		die("no key is called", key);
}

/*
 * Presses a key `n` times at once. The answer is the first change of what the screen shows; a
 * key that changes nothing is no sample.
 */
static void sample(struct bench *b, const char *name, const char *key, int n)
{
	uint64_t shown = screen_hash(b->term);
	uint64_t bytes = term_bytes(b->term);
	double start = term_clock();
	double end = start + b->patience;
	double answer = -1;
	double settled;

	for (int i = 0; i < n; i++)
		send_key(b, key);
	while (answer < 0 && term_clock() < end) {
		if (!term_pump(b->term, (int)(end - term_clock()) + 1))
			die("the program has ended", b->command[0]);
		if (screen_hash(b->term) != shown)
			answer = term_heard(b->term) - start;
	}
	if (answer < 0) {
		b->n_silent++;
		return;
	}
	settled = settle(b, term_heard(b->term)) - start;
	add_sample(kind_named(b, name), answer, settled, (double)(term_bytes(b->term) - bytes));
}

static void report(struct kind *k)
{
	int p99 = (k->n * 99 + 99) / 100 - 1;
	int p50 = k->n / 2;

	qsort(k->answer, (size_t)k->n, sizeof(double), by_size);
	qsort(k->settled, (size_t)k->n, sizeof(double), by_size);
	printf("key %s %d %.2f %.2f %.2f %.2f %.2f %.2f %.0f\n", k->name, k->n, k->answer[p50],
		k->answer[p99], k->answer[k->n - 1], k->settled[p50], k->settled[p99],
		k->settled[k->n - 1], k->bytes / k->n);
}

/* ---- The script ---- */

static void start(struct bench *b)
{
	struct term_options o = {
		.rows = b->rows, .cols = b->cols, .dir = b->home, .home = b->home
	};

	if (b->term)
		return;
	b->started = term_clock();
	b->term = term_start(b->command, &o);
}

static void step_first(struct bench *b, char *text)
{
	double shown;

	start(b);
	if (!term_wait(b->term, text, true, 10 * b->patience))
		die("not on the first screen", text);
	shown = term_clock() - b->started;
	printf("first %.1f %.1f\n", shown, settle(b, term_clock()) - b->started);
}

static void step_press(struct bench *b, char *keys)
{
	start(b);
	for (char *key = strtok(keys, " "); key; key = strtok(NULL, " ")) {
		send_key(b, key);
		settle(b, term_clock());
	}
}

static void letters(struct bench *b, const char *name, const char *text)
{
	while (*text) {
		char letter[8] = "";
		size_t len = 1;

		while ((text[len] & 0xc0) == 0x80 && len < sizeof letter - 1)
			len++;
		memcpy(letter, text, len);
		if (name) {
			sample(b, name, letter, 1);
		} else {
			term_send(b->term, letter, len);
			settle(b, term_clock());
		}
		text += len;
	}
}

static void step_type(struct bench *b, char *text)
{
	start(b);
	letters(b, NULL, text);
}

static void step_wait(struct bench *b, char *text)
{
	start(b);
	if (!term_wait(b->term, text, true, 10 * b->patience))
		die("not on the screen", text);
	settle(b, term_clock());
}

static void step_count(struct bench *b, char *arg)
{
	char *name = strtok(arg, " ");

	for (char *key = strtok(NULL, " "); key; key = strtok(NULL, " "))
		sample(b, name, key, 1);
}

static void step_word(struct bench *b, char *arg)
{
	char *text = arg + strcspn(arg, " ");

	if (*text)
		*text++ = '\0';
	letters(b, arg, text);
}

static void step_burst(struct bench *b, char *arg)
{
	char *name = strtok(arg, " ");
	char *n = strtok(NULL, " ");
	char *key = strtok(NULL, " ");

	if (!key)
		die("burst wants a name, a number and a key", arg);
	sample(b, name, key, atoi(n));
}

static void step_size(struct bench *b, char *arg)
{
	if (sscanf(arg, "%d %d", &b->cols, &b->rows) != 2)
		die("size wants columns and rows", arg);
}

static void step_quiet(struct bench *b, char *arg)
{
	b->quiet = atoi(arg);
}

static void step_patience(struct bench *b, char *arg)
{
	b->patience = atoi(arg);
}

static void play_line(struct bench *b, const char *line)
{
	static const struct {
		const char *name;
		void (*step)(struct bench *b, char *arg);
	} steps[] = { { "size", step_size }, { "quiet", step_quiet }, { "patience", step_patience },
		{ "first", step_first }, { "press", step_press }, { "type", step_type },
		{ "wait", step_wait }, { "count", step_count }, { "word", step_word },
		{ "burst", step_burst } };
	char *copy = strdup(line);
	char *arg = copy + strcspn(copy, " ");

	if (*arg)
		*arg++ = '\0';
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		if (strcmp(steps[i].name, copy) == 0) {
			steps[i].step(b, arg);
			free(copy);
			return;
		}
	}
	die("no step is called", copy);
}

/* How often the lines after this one are played. */
static int times(const struct bench *b, const char *arg)
{
	int n = strncmp(arg, "ROUNDS", 6) == 0 ? b->rounds : atoi(arg);
	const char *by = strchr(arg, '/');

	n = by ? n / atoi(by + 1) : n;
	return n < 1 ? 1 : n;
}

static void play(struct bench *b, char *const *lines, int n)
{
	for (int i = 0; i < n; i++) {
		int end = i + 1;
		int rounds;

		if (strncmp(lines[i], "times ", 6) != 0) {
			play_line(b, lines[i]);
			continue;
		}
		rounds = times(b, lines[i] + 6);
		while (end < n && strcmp(lines[end], "end") != 0)
			end++;
		for (int round = 0; round < rounds; round++) {
			for (int j = i + 1; j < end; j++)
				play_line(b, lines[j]);
		}
		i = end;
	}
}

static int load(const char *path, char *lines[MAX_STEPS])
{
	FILE *in = fopen(path, "re");
	char *line = NULL;
	size_t size = 0;
	int n = 0;

	if (!in)
		die("cannot be read", path);
	while (n < MAX_STEPS && getline(&line, &size, in) > 0) {
		line[strcspn(line, "\n")] = '\0';
		if (*line != '\0' && *line != '#')
			lines[n++] = strdup(line);
	}
	free(line);
	fclose(in);
	return n;
}

int main(int argc, char **argv)
{
	struct bench b = { .rows = 24, .cols = 80, .quiet = 60, .patience = 5000 };
	char *lines[MAX_STEPS];
	int n;

	if (argc < 4) {
		fprintf(stderr, "usage: frames SCRIPT ROUNDS PROGRAM [ARGUMENT]...\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	b.rounds = atoi(argv[2]);
	b.command = (const char *const *)(uintptr_t)(argv + 3);
	b.home = scratch_make();
	n = load(argv[1], lines);
	play(&b, lines, n);
	for (int i = 0; i < b.n_kinds; i++) {
		report(&b.kinds[i]);
		free(b.kinds[i].name);
		free(b.kinds[i].answer);
		free(b.kinds[i].settled);
	}
	if (b.term)
		printf("memory %.1f\n", memory(b.term));
	if (b.n_silent > 0)
		fprintf(stderr, "frames: %d keys changed nothing\n", b.n_silent);
	for (int i = 0; i < n; i++)
		free(lines[i]);
	term_close(b.term);
	scratch_remove(b.home);
	return 0;
}
