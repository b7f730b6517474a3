#include "config.h"

#include "cli/exhibit_kinds.h"

#include <stdio.h>
#include <string.h>

#include "cli/by.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "export/custody.h"
#include "export/outfile.h"
#include "model/change.h"
#include "model/gag.h"
#include "model/i18n.h"

/* ---- an act that somebody else did ---- */

static enum status enter(struct cli *cli, const struct custody_act *act)
{
	struct change *c = NULL;
	enum status st = change_begin(
		cli->db, &c, _("custody: exhibit %s %s"), cli->args.words[1], act->event);

	if (st == ST_OK)
		st = custody_enter(c, act);
	if (st == ST_OK)
		return change_commit(c);
	change_cancel(c);
	return st;
}

static int enter_act(struct cli *cli, int64_t exhibit)
{
	const struct args *a = &cli->args;
	const char *given = args_option(a, "at");
	struct str by = STR_INIT, at = STR_INIT;
	struct custody_act act = { .exhibit = exhibit,
		.event = args_option(a, "enter"),
		.from = args_option(a, "from"),
		.to = args_option(a, "to"),
		.place = args_option(a, "place"),
		.notes = args_option(a, "note") };
	enum status st = given ? custody_time(cli->db, given, &at) : ST_OK;
	int code = st ? cli_fail(cli, st) : cli_by(cli, &by);

	if (code == EXIT_DONE) {
		act.at = given ? str_text(&at) : NULL;
		act.by = str_text(&by);
		progress_begin(cli->db);
		st = enter(cli, &act);
		progress_end(cli->db);
		code = st ? cli_fail(cli, st) : EXIT_DONE;
	}
	str_free(&by);
	str_free(&at);
	return code;
}

/* ---- the record ---- */

static int read_form(const struct cli *cli, enum custody_form *form)
{
	static const struct {
		const char *name;
		enum custody_form form;
	} forms[] = { { "text", CUSTODY_TEXT }, { "csv", CUSTODY_CSV }, { "json", CUSTODY_JSON },
		{ "docbook", CUSTODY_DOCBOOK } };
	const char *name = args_option(&cli->args, "format");

	*form = CUSTODY_TEXT;
	for (size_t i = 0; name && i < sizeof(forms) / sizeof(forms[0]); i++)
		if (!strcmp(name, forms[i].name)) {
			*form = forms[i].form;
			return EXIT_DONE;
		}
	return name ? cli_error(EXIT_USAGE, _("--format %s: it must be text, csv, json or docbook"),
			      name)
		    : EXIT_DONE;
}

static const char *given_for_entry(const struct cli *cli)
{
	static const char *const names[] = { "from", "to", "place", "at", "by", "note" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (args_option(&cli->args, names[i]))
			return names[i];
	return NULL;
}

int exhibit_kind_custody(struct cli *cli)
{
	const char *out = args_option(&cli->args, "out"), *given;
	struct custody_paper paper;
	enum status st;
	int code = read_form(cli, &paper.form);

	if (code)
		return code;
	if (cli->args.n_words != 2)
		return cli_error(EXIT_USAGE,
			_("use: amparo exhibit custody REF [--format text|csv|json|docbook] [--out "
			  "FILE], or with --enter EVENT"));
	st = gag_find(cli->db, ENTITY_EXHIBIT, cli->args.words[1], &paper.exhibit);
	if (st)
		return cli_fail(cli, st);
	if (args_option(&cli->args, "enter"))
		return enter_act(cli, paper.exhibit);
	given = given_for_entry(cli);
	if (given)
		return cli_error(EXIT_USAGE, _("--%s goes with --enter EVENT"), given);
	st = out ? outfile_write(cli->db, out, false, custody_write, &paper)
		 : custody_write(cli->db, stdout, &paper);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}
