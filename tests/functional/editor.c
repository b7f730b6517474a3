/*
 * Long texts in an editor: taken back when it ends well, never when it fails; and nothing of them
 * is left behind, nor lost, when the program is killed while the editor has them.
 */
#include "config.h"

#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "tests/term/scratch.h"
#include "tests/term/term.h"

static int n_tests;
static int n_failed;
static char *home;
static char *file;
static char *tmp; /* where the program puts what it hands over */

static void result(bool good, const char *name)
{
	n_tests++;
	n_failed += !good;
	printf("%s %d - %s\n", good ? "ok" : "not ok", n_tests, name);
}

/* A shell script is the editor. */
static struct term *start(const char *script)
{
	struct term_options options = { .rows = 24, .cols = 80, .dir = home, .home = home };
	const char *argv[] = { "/usr/bin/env", NULL, NULL, scratch_env("AMPARO"), file, NULL };
	char *editor = scratch_path(home, "edit.sh");
	char *variable;
	char *place;
	struct term *t;
	FILE *out = fopen(editor, "we");

	if (!out || fprintf(out, "%s\n", script) < 0 || fclose(out) ||
		asprintf(&variable, "EDITOR=sh %s", editor) < 0 ||
		asprintf(&place, "TMPDIR=%s", tmp) < 0)
		abort();
	argv[1] = variable;
	argv[2] = place;
	t = term_start(argv, &options);
	free(variable);
	free(place);
	free(editor);
	return t;
}

static bool wait_for(struct term *t, const char *text)
{
	bool shown = term_wait(t, text, true, TERM_PATIENCE);

	if (!shown) {
		printf("# not on the screen: %s\n", text);
		for (int row = 0; row < 24; row++) {
			char *line = term_row(t, row);

			printf("# | %s\n", line);
			free(line);
		}
	}
	return shown;
}

/* The form of a case with the cursor in its long text. */
static bool open_summary(struct term *t)
{
	if (!wait_for(t, "Signatures"))
		return false;
	term_send(t, ":case nso-mexico\r", 17);
	if (!wait_for(t, "Parties"))
		return false;
	term_key(t, "e");
	if (!wait_for(t, "▸ Reference"))
		return false;
	term_send(t, "\t\t\t\t", 4);
	return wait_for(t, "▸ Summary");
}

/* Leaves the form, whose text is not wanted any more. */
static void leave(struct term *t)
{
	int status;

	term_key(t, "Esc");
	if (wait_for(t, "Leave without"))
		term_key(t, "y");
	term_wait(t, "Leave without", false, TERM_PATIENCE);
	term_key(t, "Q");
	term_wait_exit(t, TERM_PATIENCE, &status);
	term_close(t);
}

static int count_left(void)
{
	DIR *dir = opendir(tmp);
	struct dirent *entry;
	int n = 0;

	while (dir && (entry = readdir(dir)))
		n += entry->d_name[0] != '.';
	if (dir)
		closedir(dir);
	return n;
}

static void ends_well(void)
{
	struct term *t =
		start("ls -ld \"${1%/*}\" \"$1\" >modes; echo 'Written elsewhere.' >\"$1\"; "
		      "touch \"$1~\"");
	char *modes = scratch_path(home, "modes");
	const char *check[] = { "/bin/sh", "-c",
		"grep -q '^drwx------' modes && grep -q '^-rw-------' modes", NULL };
	bool good = open_summary(t);

	term_key(t, "C-e");
	good = good && wait_for(t, "Written elsewhere.");
	result(good, "what the editor saved stands in the form");
	result(count_left() == 0, "and nothing is left of it, nor of its copies");
	result(scratch_run(home, check) == 0, "nobody else could read it meanwhile");
	leave(t);
	free(modes);
}

static void fails(void)
{
	struct term *t = start("echo 'Not this.' >\"$1\"; exit 1");
	bool good = open_summary(t);

	term_key(t, "C-e");
	good = good && wait_for(t, "nothing was taken over") && !term_shows(t, "Not this.");
	result(good && count_left() == 0, "an editor that fails changes nothing");
	term_key(t, "Esc");
	good = wait_for(t, "Nothing in");
	term_key(t, "Q");
	result(good && term_wait_exit(t, TERM_PATIENCE, &(int){ 0 }), "and nothing is asked after");
	term_close(t);
}

static void killed(void)
{
	struct term *t = start("echo 'Half of it.' >\"$1\"; trap '' HUP; echo EDITS-NOW; exec "
			       "sleep 600 <&- >&- 2>&-");
	bool good = open_summary(t);
	const char *end_editor[] = { "/bin/sh", "-c", "kill -9 $(cat tmp/*/editor) $(cat sleeper)",
		NULL };
	int status;

	term_key(t, "C-e");
	good = good && wait_for(t, "EDITS-NOW");
	kill(term_pid(t), SIGKILL);
	good = good && term_wait_exit(t, TERM_PATIENCE, &status);
	result(good && count_left() == 1, "killed meanwhile: the text is still there");
	term_close(t);
	/* While somebody may still type there, it stays. */
	t = start("true");
	good = wait_for(t, "Signatures");
	result(good && count_left() == 1, "as long as the editor runs");
	kill(term_pid(t), SIGKILL);
	term_close(t);
	if (scratch_run(home, end_editor) != 0)
		printf("# the editor could not be ended\n");
	t = start("true");
	good = wait_for(t, "unsaved");
	term_key(t, "y");
	good = good && wait_for(t, "Half of it.");
	result(good, "the next start offers what the editor saved");
	result(count_left() == 0, "and removes it");
	leave(t);
}

int main(void)
{
	const char *argv[] = { scratch_env("AMPARO"), "--file", "demo.amparo", "demo", NULL };

	setvbuf(stdout, NULL, _IOLBF, 0);
	home = scratch_make();
	file = scratch_path(home, "demo.amparo");
	tmp = scratch_path(home, "tmp");
	if (mkdir(tmp, 0700) || scratch_run(home, argv) != 0) {
		printf("Bail out! amparo demo failed\n");
		return 1;
	}
	fails();
	killed();
	ends_well();
	printf("1..%d\n", n_tests);
	scratch_remove(home);
	free(file);
	free(tmp);
	return n_failed > 0;
}
