/*
 * usage: frames AMPARO FILE ROUNDS KEYS...
 * Opens FILE in the interface on a terminal of our own, presses the KEYS that lead to a list of
 * signatories, and measures how long it takes from writing a key until the screen shows another
 * row: prints `first MS`, and for each kind of key `NAME P50 P99 MAX` in milliseconds.
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/term/scratch.h"
#include "tests/term/term.h"

struct samples {
	double *ms;
	int n;
};

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The rows below the title line. The caller frees them. */
static char *rows_of(const struct term *t)
{
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	int rows;
	int cols;

	if (!out)
		abort();
	term_size(t, &rows, &cols);
	for (int row = 1; row < rows; row++) {
		char *line = term_row(t, row);

		fprintf(out, "%s\n", line);
		free(line);
	}
	fclose(out);
	return text;
}

/*
 * Presses a key and waits until another row is shown as the chosen one; the milliseconds, or -1
 * when that never comes. Then lets the program finish what it does behind its frame, so that the
 * next key is measured by itself.
 */
static double press(struct term *t, const char *key)
{
	char *before = rows_of(t);
	double start = term_clock();
	double end = start + TERM_PATIENCE;
	double took = -1;

	term_key(t, key);
	while (took < 0 && term_clock() < end && term_pump(t, 1000)) {
		double now = term_clock();
		char *after = rows_of(t);

		if (strcmp(after, before) != 0)
			took = now - start;
		free(after);
	}
	free(before);
	term_settle(t, 20);
	return took;
}

static void report(const char *name, struct samples *s)
{
	if (s->n == 0)
		return;
	qsort(s->ms, (size_t)s->n, sizeof *s->ms, by_size);
	printf("%s %.2f %.2f %.2f\n", name, s->ms[s->n / 2], s->ms[(s->n - 1) * 99 / 100],
		s->ms[s->n - 1]);
	s->n = 0;
}

static void measure(struct term *t, const char *name, const char *const *keys, int n_keys,
	int rounds, struct samples *all)
{
	struct samples s = { calloc((size_t)rounds, sizeof(double)), 0 };

	for (int i = 0; i < rounds; i++) {
		double ms = press(t, keys[i % n_keys]);

		if (ms < 0) {
			char *title = term_row(t, 0);

			fprintf(stderr, "frames: no other row after %s:%s\n", keys[i % n_keys],
				title);
			free(title);
			break;
		}
		s.ms[s.n++] = ms;
		all->ms[all->n++] = ms;
	}
	report(name, &s);
	free(s.ms);
	term_settle(t, 50);
}

static struct term *open_list(char **argv, int argc, const char *home)
{
	const char *command[] = { argv[1], argv[2], NULL };
	struct term_options options = { .rows = 24, .cols = 80, .dir = home, .home = home };
	double start = term_clock();
	struct term *t = term_start(command, &options);

	if (!term_wait(t, "Amparo", true, 60000)) {
		fprintf(stderr, "frames: no first screen\n");
		exit(1);
	}
	printf("first %.1f\n", term_clock() - start);
	for (int i = 4; i < argc; i++) {
		term_settle(t, 300);
		term_key(t, argv[i]);
	}
	term_settle(t, 2000);
	return t;
}

int main(int argc, char **argv)
{
	static const char *const down[] = { "j" };
	static const char *const page[] = { "PgDn" };
	static const char *const up[] = { "k" };
	static const char *const ends[] = { "G", "g" };
	int rounds = argc > 3 ? atoi(argv[3]) : 0;
	char *home = scratch_make();
	struct samples all;
	struct term *t;

	if (rounds < 1) {
		fprintf(stderr, "usage: frames AMPARO FILE ROUNDS KEY...\n");
		return 2;
	}
	all = (struct samples){ calloc((size_t)rounds * 4, sizeof(double)), 0 };
	t = open_list(argv, argc, home);
	measure(t, "down", down, 1, rounds, &all);
	measure(t, "page", page, 1, rounds / 10, &all);
	measure(t, "up", up, 1, rounds, &all);
	measure(t, "ends", ends, 2, rounds / 10, &all);
	report("all", &all);
	free(all.ms);
	term_close(t);
	scratch_remove(home);
	return 0;
}
