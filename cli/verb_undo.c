#include "config.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/print.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "model/i18n.h"
#include "model/journal.h"

/* The entry that the first word names; 0: the last one. */
static int entry_number(const struct cli *cli, int64_t *out)
{
	const char *word = cli->args.n_words ? cli->args.words[0] : NULL;
	char *end = NULL;

	*out = 0;
	if (!word)
		return EXIT_DONE;
	errno = 0;
	*out = strtoll(word, &end, 10);
	if (errno || end == word || *end || *out < 1)
		return cli_error(EXIT_USAGE,
			_("%s is not the number of an entry; amparo log shows them"), word);
	return EXIT_DONE;
}

static int act(struct cli *cli, bool undo, const char *word)
{
	char *label = NULL;
	int64_t seq;
	enum status st;
	int code = entry_number(cli, &seq);

	if (code)
		return code;
	progress_begin(cli->db);
	if (seq)
		st = undo ? journal_undo_entry(cli->db, seq, &label)
			  : journal_redo_entry(cli->db, seq, &label);
	else
		st = undo ? journal_undo(cli->db, &label) : journal_redo(cli->db, &label);
	progress_end(cli->db);
	if (st)
		return cli_fail(cli, st);
	printf("%s: ", word);
	print_clean(stdout, label);
	putchar('\n');
	free(label);
	return EXIT_DONE;
}

static int run_undo(struct cli *cli)
{
	return act(cli, true, _("undone"));
}

static int run_redo(struct cli *cli)
{
	return act(cli, false, _("redone"));
}

const struct verb verb_undo = { .name = "undo",
	.usage = "[N]",
	.summary = N_("take the last change back, or entry N of the log"),
	.help = N_(
		"An import is one change. Undoing again takes back the one before. An older entry "
		"is taken back alone, and what was done after it stays; where later changes "
		"stand in the way they are named, and nothing is changed."),
	.most = 1,
	.file = FILE_OPEN,
	.run = run_undo };

const struct verb verb_redo = { .name = "redo",
	.usage = "[N]",
	.summary = N_("do again what was undone, or entry N of the log"),
	.most = 1,
	.file = FILE_OPEN,
	.run = run_redo };
