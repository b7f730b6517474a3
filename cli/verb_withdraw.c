#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"
#include "model/str.h"
#include "model/withdraw.h"

#define EMAILS_MAX 64

static const struct option options[] = {
	{ "petition", true, "REF", N_("the petition that they signed") },
	{ "email", true, "ADDRESS", N_("all rows of this mailbox; may be given several times") },
	{ "on", true, "DATE", N_("the day they withdrew (today)") },
	{ "reason", true, "TEXT", N_("what they said") },
	{ NULL, false, NULL, NULL },
};

/* A signatory's ref is unique in its petition. */
static enum status find_ref(
	struct cli *cli, const char *petition, const char *ref, struct idset *ids)
{
	struct str whole = STR_INIT;
	int64_t id = 0;
	enum status st;

	str_addf(&whole, "%s/%s", petition, ref);
	st = gag_find(cli->db, ENTITY_SIGNATORY, str_text(&whole), &id);
	str_free(&whole);
	if (st == ST_OK)
		idset_add(ids, id);
	return st;
}

static enum status find_all(struct cli *cli, struct idset *ids)
{
	const char *petition = args_option(&cli->args, "petition");
	const char *emails[EMAILS_MAX];
	int64_t id = 0;
	enum status st = gag_find(cli->db, ENTITY_PETITION, petition, &id);

	args_all(&cli->args, "email", emails, EMAILS_MAX);
	for (int i = 0; i < cli->args.n_words && st == ST_OK; i++)
		st = find_ref(cli, petition, cli->args.words[i], ids);
	for (int i = 0; emails[i] && st == ST_OK; i++)
		st = withdraw_find(cli->db, id, emails[i], ids);
	return st;
}

static void say(int64_t rows, int64_t named)
{
	char a[32], b[32];

	if (!rows)
		printf(_("withdrawn before; nothing was changed\n"));
	else if (rows > named)
		printf(_("%s signatures withdrawn, %s of them other rows of the same people; "
			 "amparo undo takes it back\n"),
			print_number(rows, a), print_number(rows - named, b));
	else
		printf(rows == 1 ? _("%s signature withdrawn; amparo undo takes it back\n")
				 : _("%s signatures withdrawn; amparo undo takes it back\n"),
			print_number(rows, a));
}

static int run(struct cli *cli)
{
	struct idset ids = IDSET_INIT;
	int64_t rows = 0, named;
	enum status st;

	if (!args_option(&cli->args, "petition") ||
		(!cli->args.n_words && !args_option(&cli->args, "email")))
		return cli_error(EXIT_USAGE,
			_("say who: amparo withdraw --petition REF SIGNATORY..., or --email "
			  "ADDRESS"));
	progress_begin(cli->db);
	st = find_all(cli, &ids);
	named = ids.count;
	if (st == ST_OK)
		st = withdraw(cli->db, &ids, args_option(&cli->args, "on"),
			args_option(&cli->args, "reason"), &rows);
	progress_end(cli->db);
	idset_clear(&ids);
	if (st)
		return cli_fail(cli, st);
	say(rows, named);
	return EXIT_DONE;
}

const struct verb verb_withdraw = { .name = "withdraw",
	.usage =
		"--petition REF SIGNATORY... [--on DATE] [--reason TEXT]\n"
		"       amparo withdraw --petition REF --email ADDRESS [--on DATE] [--reason TEXT]",
	.summary = N_("take signatures back that people withdrew"),
	.help = N_("All rows of the person leave together: duplicates of a row, and the row that "
		   "it\n"
		   "is a duplicate of. They are in no export and no count from then on, and no "
		   "import\n"
		   "brings them back."),
	.options = options,
	.least = 0,
	.most = -1,
	.file = FILE_OPEN,
	.run = run };
