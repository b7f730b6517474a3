#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "import/stamp_look.h"
#include "model/exhibit.h"
#include "model/i18n.h"
#include "model/journal.h"
#include "model/stamp.h"

static const struct option options[] = {
	{ "head", true, "HASH",
		N_("a chain head that you kept elsewhere; it must be in the journal") },
	{ NULL, false, NULL, NULL },
};

static void found(void *arg, const char *sentence)
{
	(void)arg;
	print_clean(stdout, sentence);
	putchar('\n');
}

static void all_well(struct cli *cli, int64_t exhibits)
{
	struct journal_entry last;
	size_t n = 0;
	char a[32], b[32];

	if (journal_list(cli->db, 0, 1, &last, &n) || !n) {
		printf("%s\n", _("the journal is empty and no exhibit is held"));
		return;
	}
	printf(_("journal entries: %s, exhibits: %s; all are as they were recorded\n"),
		print_number(last.seq, a), print_number(exhibits, b));
	printf(_("chain head %s\n"), last.hash);
	journal_entry_free(&last);
}

static int run(struct cli *cli)
{
	const char *head = args_option(&cli->args, "head");
	int64_t bad = 0, bad_exhibits = 0, bad_stamps = 0, bad_pages = 0, exhibits = 0;
	struct custody_batch read = { NULL, 0, 0 };
	enum status st;

	if (head && (strlen(head) != 64 || strspn(head, "0123456789abcdef") != 64))
		return cli_error(EXIT_USAGE, _("--head: it is the 64 digits that amparo verify "
					       "printed as the chain head"));
	progress_begin(cli->db);
	st = journal_verify(cli->db, head, found, NULL, &bad);
	if (st == ST_OK)
		st = exhibit_verify_each(cli->db, 0, &read, found, NULL, &bad_exhibits, &exhibits);
	if (st == ST_OK)
		st = stamp_verify(cli->db, 0, &read, stamp_look, found, found, NULL, &bad_stamps);
	custody_batch_free(&read);
	if (st == ST_OK)
		st = journal_check_file(cli->db, found, NULL, &bad_pages);
	progress_end(cli->db);
	if (st)
		return cli_fail(cli, st);
	if (bad || bad_exhibits || bad_stamps || bad_pages)
		return EXIT_REFUSED;
	all_well(cli, exhibits);
	return EXIT_DONE;
}

const struct verb verb_verify = { .name = "verify",
	.usage = "[--head HASH]",
	.summary = N_("check the journal's chain, every exhibit's bytes and time stamps"),
	.help = N_("Exit status 1: something was found, a line each. Keep the chain head that it "
		   "prints outside this laptop:\n"
		   "with --head, entries taken off the end are found too."),
	.options = options,
	.most = 0,
	.file = FILE_OPEN,
	.run = run };
