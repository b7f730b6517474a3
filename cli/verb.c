#include "config.h"

#include "cli/verb.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/print.h"
#include "cli/verbs.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/str.h"
#include "model/text.h"

const struct verb *const verbs[] = { &verb_init, &verb_demo, &verb_list, &verb_show, &verb_add,
	&verb_edit, &verb_remove, &verb_search, &verb_import, &verb_dedupe, &verb_rule,
	&verb_ruling, &verb_authority, &verb_withdraw, &verb_anonymise, &verb_conflicts,
	&verb_roles, &verb_pseudonym, &verb_merge, &verb_count, &verb_statement, &verb_prove,
	&verb_chain, &verb_timeline, &verb_deadline, &verb_exhibit, &verb_mark, &verb_letter,
	&verb_bundle, &verb_export, &verb_log, &verb_undo, &verb_redo, &verb_verify, &verb_help,
	NULL };

const struct verb *verb_find(const char *name)
{
	for (int i = 0; verbs[i]; i++)
		if (!strcmp(verbs[i]->name, name))
			return verbs[i];
	return NULL;
}

const struct option *verb_common(const struct verb *v)
{
	static const struct option common[] = {
		{ "reveal", false, NULL, N_("also what a gag order withholds") },
		{ NULL, false, NULL, NULL },
	};

	return v->file == FILE_OPEN && !v->leaves ? common : NULL;
}

static void put_error(const char *text)
{
	struct str clean = STR_INIT;

	text_clean(&clean, text, strlen(text), TEXT_LINE);
	fprintf(stderr, "amparo: %s\n", str_text(&clean));
	str_free(&clean);
}

int cli_fail(const struct cli *cli, enum status st)
{
	put_error(db_error(cli->db));
	switch (st) {
	case ST_LOCKED:
	case ST_TOONEW:
	case ST_NOTOURS:
	case ST_DB:
		return EXIT_FILE;
	default:
		return EXIT_REFUSED;
	}
}

void cli_say_left_out(struct cli *cli)
{
	cli_say_withheld(gag_count_left_out(cli->db));
}

void cli_say_withheld(int64_t n)
{
	char number[32];

	if (n)
		fprintf(stderr,
			ngettext("%s record is withheld by a gag order and was left out\n",
				"%s records are withheld by a gag order and were left out\n",
				(unsigned long)n),
			print_number(n, number));
}

int cli_make(struct cli *cli)
{
	enum status st;

	if (cli->args.n_words)
		cli->file = cli->args.words[0];
	st = db_open(cli->file, DB_CREATE, &cli->db);
	if (st == ST_OK)
		return EXIT_DONE;
	(void)cli_fail(cli, st);
	return st == ST_CONFLICT ? EXIT_REFUSED : EXIT_FILE;
}

int cli_error(int code, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	put_error(str_text(&text));
	str_free(&text);
	return code;
}

const struct entity *cli_entity(const struct cli *cli)
{
	const struct entity *e = entity_find(cli->args.words[0]);

	if (!e)
		(void)cli_error(EXIT_USAGE,
			_("there is no kind of record called %s; amparo help lists them"),
			cli->args.words[0]);
	return e;
}

int cli_format(const struct cli *cli, enum format *out)
{
	const char *name = args_option(&cli->args, "format");

	*out = FORMAT_TEXT;
	if (!name || !strcmp(name, "text"))
		return EXIT_DONE;
	if (!strcmp(name, "csv"))
		*out = FORMAT_CSV;
	else if (!strcmp(name, "json"))
		*out = FORMAT_JSON;
	else
		return cli_error(EXIT_USAGE, _("--format %s: it must be text, csv or json"), name);
	return EXIT_DONE;
}

int cli_flush(void)
{
	if (!fflush(stdout) && !ferror(stdout))
		return EXIT_DONE;
	return cli_error(EXIT_REFUSED, _("the output could not be written: %s"), strerror(errno));
}
