#include "config.h"

#include "tui/editor.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/guard.h"
#include "tui/leftovers.h"

#define NOT_FOUND 127 /* what a shell answers for a command that there is not */

extern char **environ;

static void add_failure(struct str *why, const char *what)
{
	str_addf(why, "%s: %s", what, strerror(errno));
}

/* The folder with the text in it; NULL: `why` says why not. */
static char *hand_over(const char *case_file, const char *text, struct str *why)
{
	char *folder = leftovers_make();
	char *whole = realpath(case_file, NULL);

	if (!folder)
		add_failure(why, _("No place for the text could be made"));
	if (folder && (!leftovers_put(folder, LEFTOVER_TEXT, text) ||
			      (whole && !leftovers_put(folder, LEFTOVER_CASE, whole)))) {
		add_failure(why, _("The text could not be handed to the editor"));
		leftovers_remove(folder);
		free(folder);
		folder = NULL;
	}
	free(whole);
	return folder;
}

static bool take_back(const char *folder, char **out, struct str *why)
{
	struct str bytes = STR_INIT, clean = STR_INIT;
	bool done = false;

	if (!leftovers_get(folder, LEFTOVER_TEXT, &bytes)) {
		str_add(why, _("The text could not be read again, or it is too long; nothing was "
			       "taken over."));
	} else if (text_take(str_text(&bytes), bytes.len, &clean) != ST_OK) {
		str_add(why, _("The editor did not save UTF-8; nothing was taken over."));
	} else {
		*out = mem_text(str_text(&clean));
		done = true;
	}
	str_free(&bytes);
	str_free(&clean);
	return done;
}

/* Runs the editor in a shell of its own, so that EDITOR may have words ("code -w"). */
static int start(const char *path, const char *note, pid_t *pid)
{
	const char *editor = getenv("VISUAL");
	struct str command = STR_INIT;
	char shell[] = "/bin/sh";
	char flag[] = "-c";
	char *file = mem_text(path);
	char *number = mem_text(note);
	char *argv[7] = { shell, flag, NULL, shell, file, number, NULL };
	posix_spawnattr_t attr;
	sigset_t all;
	int error;

	if (!editor || !*editor)
		editor = getenv("EDITOR");
	if (!editor || !*editor)
		editor = "vi";
	/* Its number first: a later start knows by it whether somebody still works there. */
	str_addf(&command, "trap : HUP; echo $$ >\"$2\"; %s \"$1\"", editor);
	argv[2] = str_detach(&command);
	sigfillset(&all);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigdefault(&attr, &all);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
	error = posix_spawn(pid, shell, NULL, &attr, argv, environ);
	posix_spawnattr_destroy(&attr);
	free(argv[2]);
	free(file);
	free(number);
	return error;
}

/* Waits; when the editor is paused, so are we. */
static int wait_for(pid_t pid)
{
	int status = 0;

	for (;;) {
		pid_t done = waitpid(pid, &status, WUNTRACED);

		if (done < 0 && errno == EINTR) {
			/* Asked to end: so is the editor, which keeps its own copies as it sees
			 * fit. */
			if (guard_signal())
				kill(pid, guard_signal());
			continue;
		}
		if (done == pid && WIFSTOPPED(status)) {
			guard_pause();
			kill(pid, SIGCONT);
			continue;
		}
		return status;
	}
}

static int run(struct app *app, const char *folder, int *status)
{
	struct str path = STR_INIT, note = STR_INIT;
	pid_t pid;
	int error;

	str_addf(&path, "%s/" LEFTOVER_TEXT, folder);
	str_addf(&note, "%s/" LEFTOVER_EDITOR, folder);
	screen_leave(app->screen);
	guard_lend(true);
	error = start(str_text(&path), str_text(&note), &pid);
	if (!error)
		*status = wait_for(pid);
	guard_lend(false);
	screen_return(app->screen);
	str_free(&path);
	str_free(&note);
	return error;
}

bool editor_edit(struct app *app, const char *text, editor_begun_fn *begun, void *arg, char **out,
	struct str *why)
{
	char *folder = hand_over(db_path(app->db), text, why);
	bool done = false;
	int status = 0;
	int error;

	*out = NULL;
	if (!folder)
		return false;
	begun(arg, strrchr(folder, '/') + 1);
	error = run(app, folder, &status);
	if (error)
		str_addf(why, _("The editor could not be started: %s"), strerror(error));
	else if (guard_signal())
		/* We end, and so did the editor: what it saved by then is kept with the form. */
		done = take_back(folder, out, why);
	else if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND)
		str_add(why, _("The editor could not be found; set $EDITOR to the one you use."));
	else if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		str_add(why, _("The editor ended with a failure; nothing was taken over."));
	else
		done = take_back(folder, out, why);
	leftovers_remove(folder);
	free(folder);
	return done;
}
