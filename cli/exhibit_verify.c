#include "config.h"

#include "cli/exhibit_kinds.h"

#include <stdio.h>

#include "cli/by.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "import/stamp_look.h"
#include "model/custody.h"
#include "model/exhibit.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/stamp.h"

static void found(void *arg, const char *sentence)
{
	(void)arg;
	print_clean(stdout, sentence);
	putchar('\n');
}

/* A case file that cannot be written was verified nevertheless. */
static void enter(struct cli *cli, const struct custody_batch *read, const char *by)
{
	const struct custody_act act = { .event = "verified", .by = by };

	cli_entered(cli,
		cli->args.n_words == 2
			? custody_batch_enter(cli->db, read, &act, _("custody: verify exhibit %s"),
				  cli->args.words[1])
			: custody_batch_enter(cli->db, read, &act, _("custody: verify exhibits")));
}

int exhibit_kind_verify(struct cli *cli)
{
	struct custody_batch read = { NULL, 0, 0 };
	struct str by = STR_INIT;
	int64_t id = 0, bad = 0, seen = 0, bad_stamps = 0;
	enum status st = ST_OK;
	char number[32];
	int code = EXIT_DONE;

	if (cli->args.n_words > 2)
		return cli_error(EXIT_USAGE, _("use: amparo exhibit verify [REF] [--by NAME]"));
	code = cli_by(cli, &by);
	if (code)
		goto out;
	if (cli->args.n_words == 2)
		st = gag_find(cli->db, ENTITY_EXHIBIT, cli->args.words[1], &id);
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = exhibit_verify_each(cli->db, id, &read, found, NULL, &bad, &seen);
		if (st == ST_OK)
			st = stamp_verify(
				cli->db, id, &read, stamp_look, found, found, NULL, &bad_stamps);
		if (st == ST_OK)
			enter(cli, &read, str_text(&by));
		progress_end(cli->db);
	}
	if (st) {
		code = cli_fail(cli, st);
		goto out;
	}
	if (bad || bad_stamps)
		code = EXIT_REFUSED;
	else if (!seen)
		puts(_("no exhibit was read"));
	else
		printf(_("exhibits read: %s; all are as they were taken in\n"),
			print_number(seen, number));
out:
	custody_batch_free(&read);
	str_free(&by);
	return code;
}
