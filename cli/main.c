#include "config.h"

#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/verb.h"
#include "cli/verbs.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/str.h"
#include "tui/app.h"

/* What only the owner may see: files are made 0600, and no memory lands in a core file. */
static void protect(void)
{
	const struct rlimit none = { 0, 0 };

	umask(077);
	setrlimit(RLIMIT_CORE, &none);
	prctl(PR_SET_DUMPABLE, 0);
}

/* $XDG_DATA_HOME/amparo/cases.amparo; its folder is made, so that `amparo init` alone works. */
static const char *default_file(void)
{
	static struct str path;
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

	str_clear(&path);
	if (data && *data == '/') {
		str_add(&path, data);
		(void)mkdir(str_text(&path), 0700);
	} else {
		str_add(&path, home && *home ? home : ".");
		str_add(&path, "/.local");
		(void)mkdir(str_text(&path), 0700);
		str_add(&path, "/share");
		(void)mkdir(str_text(&path), 0700);
	}
	str_add(&path, "/amparo");
	(void)mkdir(str_text(&path), 0700);
	str_add(&path, "/cases.amparo");
	return str_text(&path);
}

static const char *chosen_file(const char *given)
{
	const char *env = getenv("AMPARO_FILE");

	if (given)
		return given;
	return env && *env ? env : default_file();
}

static int wrong_use(const struct verb *v, const char *why)
{
	/* Several forms, a line each, make no sentence. */
	if (strchr(v->usage, '\n'))
		return cli_error(
			EXIT_USAGE, _("%s: %s; its forms: amparo help %s"), v->name, why, v->name);
	return cli_error(
		EXIT_USAGE, _("%s: %s; use: amparo %s %s"), v->name, why, v->name, v->usage);
}

static int run_verb(const struct verb *v, const char *file, int argc, char **argv)
{
	struct cli cli = { .file = chosen_file(file) };
	const char *wrong = args_parse(&cli.args, v->options, verb_common(v), argc, argv);
	enum status st = ST_OK;
	int code;

	if (wrong)
		return wrong_use(v, wrong);
	if (cli.args.n_words < v->least)
		return wrong_use(v, _("something is missing"));
	if (v->most >= 0 && cli.args.n_words > v->most)
		return wrong_use(v, _("there is a word too many"));
	if (v->file == FILE_OPEN)
		st = db_open(cli.file, DB_OPEN, &cli.db);
	if (st) {
		(void)cli_fail(&cli, st);
		code = EXIT_FILE;
	} else {
		if (verb_common(v) && !args_option(&cli.args, "reveal"))
			gag_veil(cli.db, _("--reveal shows it"));
		code = v->run(&cli);
	}
	db_close(cli.db);
	if (code == EXIT_DONE)
		code = cli_flush();
	return code;
}

static int run_interface(const char *file)
{
	struct cli cli = { .file = chosen_file(file) };
	enum status st;
	int code;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return cli_error(EXIT_USAGE,
			_("the interface needs a terminal; for a verb see: amparo help"));
	st = db_open(cli.file, DB_OPEN, &cli.db);
	if (st) {
		(void)cli_fail(&cli, st);
		code = EXIT_FILE;
	} else {
		code = tui_run(cli.db);
	}
	db_close(cli.db);
	return code;
}

static bool looks_like_file(const char *word)
{
	return strchr(word, '/') || strchr(word, '.') || !access(word, F_OK);
}

/* Reads "--file FILE" before the verb; answers how many words it took, or -1. */
static int take_file(int argc, char **argv, const char **file)
{
	if (argc < 1)
		return 0;
	if (!strncmp(argv[0], "--file=", 7)) {
		*file = argv[0] + 7;
		return 1;
	}
	if (strcmp(argv[0], "--file"))
		return 0;
	if (argc < 2)
		return -1;
	*file = argv[1];
	return 2;
}

static int run(int argc, char **argv)
{
	const char *file = NULL;
	const struct verb *v;
	int took = take_file(argc, argv, &file);

	if (took < 0)
		return cli_error(EXIT_USAGE, _("--file needs a value: --file FILE"));
	argc -= took;
	argv += took;
	if (!argc)
		return run_interface(file);
	if (!strcmp(argv[0], "--help") || !strcmp(argv[0], "-h"))
		return run_verb(&verb_help, file, argc - 1, argv + 1);
	if (!strcmp(argv[0], "--version")) {
		printf("amparo %s\n", PACKAGE_VERSION);
		return cli_flush();
	}
	v = verb_find(argv[0]);
	if (v && argc > 1 && !strcmp(argv[1], "--help"))
		return run_verb(&verb_help, file, 1, argv);
	if (v)
		return run_verb(v, file, argc - 1, argv + 1);
	if (argc == 1 && !file && looks_like_file(argv[0]))
		return run_interface(argv[0]);
	return cli_error(EXIT_USAGE, _("there is no verb %s; amparo help lists them"), argv[0]);
}

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

/*
 * A fresh Debian sets no locale at all, on terminals that all speak UTF-8; names would be question
 * marks. Who sets one, be it C, is taken at their word.
 */
static void choose_locale(void)
{
	setlocale(LC_ALL, "");
	if (!is_set("LC_ALL") && !is_set("LC_CTYPE") && !is_set("LANG"))
		setlocale(LC_CTYPE, "C.UTF-8");
}

int main(int argc, char **argv)
{
	protect();
	choose_locale();
	bindtextdomain("amparo", LOCALEDIR);
	textdomain("amparo");
	return run(argc - 1, argv + 1);
}
