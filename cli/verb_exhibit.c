#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli/fields.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "model/change.h"
#include "model/exhibit.h"
#include "model/i18n.h"

static const struct option options[] = {
	{ "case", true, "REF", N_("add: the case that it belongs to") },
	{ "out", true, "FILE", N_("extract: a new file for its bytes") },
	{ NULL, false, NULL, NULL },
};

/* ---- add ---- */

static enum status take_in(struct cli *cli, struct record *r, const char *path)
{
	struct change *c = NULL;
	enum status st = change_begin(cli->db, &c, "add exhibit");

	if (st == ST_OK)
		st = exhibit_add(c, r, path);
	if (st) {
		change_cancel(c);
		return st;
	}
	change_label(c, _("add exhibit %s"), record_show(r, "ref"));
	return change_commit(c);
}

static int add(struct cli *cli)
{
	const char *in_case = args_option(&cli->args, "case");
	struct record r;
	enum status st;
	int code;

	if (cli->args.n_words < 2 || !in_case)
		return cli_error(
			EXIT_USAGE, _("use: amparo exhibit add --case REF FILE [field=value...]"));
	record_init(&r, ENTITY_EXHIBIT);
	st = record_set_name(cli->db, &r, "case", in_case);
	code = st ? cli_fail(cli, st) : fields_set(cli, &r, 2);
	if (code == EXIT_DONE) {
		progress_begin(cli->db);
		st = take_in(cli, &r, cli->args.words[1]);
		progress_end(cli->db);
		code = st ? cli_fail(cli, st) : EXIT_DONE;
	}
	if (code == EXIT_DONE) {
		print_clean(stdout, record_show(&r, "ref"));
		putchar('\n');
	}
	record_free(&r);
	return code;
}

/* ---- extract ---- */

static int extract(struct cli *cli)
{
	const char *out = args_option(&cli->args, "out");
	int64_t id = 0;
	enum status st;

	if (cli->args.n_words != 2 || !out)
		return cli_error(EXIT_USAGE, _("use: amparo exhibit extract REF --out FILE"));
	st = record_find(cli->db, ENTITY_EXHIBIT, cli->args.words[1], &id);
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = exhibit_extract(cli->db, id, out);
		progress_end(cli->db);
	}
	if (st == ST_OK)
		return EXIT_DONE;
	(void)cli_fail(cli, st);
	return EXIT_REFUSED;
}

/* ---- verify ---- */

static void found(void *arg, const char *sentence)
{
	(void)arg;
	print_clean(stdout, sentence);
	putchar('\n');
}

static int verify(struct cli *cli)
{
	int64_t id = 0, bad = 0, seen = 0;
	enum status st = ST_OK;
	char number[32];

	if (cli->args.n_words > 2)
		return cli_error(EXIT_USAGE, _("use: amparo exhibit verify [REF]"));
	if (cli->args.n_words == 2)
		st = record_find(cli->db, ENTITY_EXHIBIT, cli->args.words[1], &id);
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = exhibit_verify(cli->db, id, found, NULL, &bad, &seen);
		progress_end(cli->db);
	}
	if (st)
		return cli_fail(cli, st);
	if (bad)
		return EXIT_REFUSED;
	printf(_("exhibits read: %s; all are as they were taken in\n"), print_number(seen, number));
	return EXIT_DONE;
}

static int run(struct cli *cli)
{
	const char *what = cli->args.words[0];

	if (!strcmp(what, "add"))
		return add(cli);
	if (!strcmp(what, "extract"))
		return extract(cli);
	if (!strcmp(what, "verify"))
		return verify(cli);
	return cli_error(EXIT_USAGE, _("exhibit %s: it must be add, extract or verify"), what);
}

const struct verb verb_exhibit = { .name = "exhibit",
	.usage = "add --case REF FILE [field=value...] | extract REF --out FILE | verify [REF]",
	.summary = N_("take evidence in, give it back, check it"),
	.help = N_("The file goes into the case file with its SHA-256 and a first custody entry; "
		   "the same bytes are stored once."),
	.options = options,
	.least = 1,
	.most = -1,
	.file = FILE_OPEN,
	.run = run };
