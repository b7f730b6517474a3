#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/kinds.h"
#include "cli/letter_board.h"
#include "cli/letter_say.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "export/mailing.h"
#include "model/answer.h"
#include "model/cosigners.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/idset.h"
#include "model/mem.h"
#include "model/query.h"
#include "model/record.h"
#include "model/str.h"

/* cli->about is the letter. */

static const struct option options[] = {
	{ "format", true, "FORMAT", N_("board, block, ask-again: text, csv or json") },
	{ "language", true, "LANGUAGE", N_("block: the words of its headline (the letter's)") },
	{ "out", true, "DIR", N_("invite, remind, ask-again: a new folder for the drafts") },
	{ "template", true, "FILE", N_("your own text for the drafts") },
	{ "all", false, NULL, N_("all whom it is for, in place of naming them") },
	{ "where", true, "EXPR", N_("add: all contacts that this filter finds") },
	{ "capacity", true, "CAPACITY", N_("add: person, organisation or independent_expert") },
	{ NULL, false, NULL, NULL },
};

/* ---- drafts ---- */

/* The cosigners that the words from `first` on name; `out` has room for them. */
static enum status find_cosigners(struct cli *cli, int first, int64_t *out)
{
	enum status st = ST_OK;

	for (int i = first; i < cli->args.n_words && st == ST_OK; i++) {
		struct str ref = STR_INIT;

		str_addf(&ref, "%s/%s", cli->args.words[1], cli->args.words[i]);
		st = gag_find(cli->db, ENTITY_COSIGNER, str_text(&ref), &out[i - first]);
		str_free(&ref);
	}
	return st;
}

static void say_written(const struct mailing *m, const struct mailing_result *r)
{
	char number[32];

	printf(ngettext("%s draft in ", "%s drafts in ", (unsigned long)r->written),
		print_number(r->written, number));
	print_clean(stdout, m->out);
	printf("%s\n", _("; nothing was sent, your mail program opens and sends them"));
	if (r->opened)
		printf("%s\n", _("the letter is out for signing now: an edited text will be a new "
				 "version"));
	if (!r->without)
		return;
	printf(ngettext("%s has no e-mail address that can be written to, and was not asked:\n",
		       "%s have no e-mail address that can be written to, and were not asked:\n",
		       (unsigned long)r->without),
		print_number(r->without, number));
	print_clean(stdout, str_text(&r->nowhere));
}

static int write_drafts(struct cli *cli, enum mailing_kind kind)
{
	const bool all = args_option(&cli->args, "all");
	const size_t n = (size_t)cli->args.n_words - 2;
	int64_t *cosigners = mem_array(n + 1, sizeof(*cosigners));
	struct mailing m = { .kind = kind,
		.letter = cli->about,
		.cosigners = all ? NULL : cosigners,
		.n = n,
		.own = args_option(&cli->args, "template"),
		.out = args_option(&cli->args, "out") };
	struct mailing_result r = { 0 };
	enum status st = find_cosigners(cli, 2, cosigners);

	if (st == ST_OK) {
		progress_begin(cli->db);
		st = mailing_write(cli->db, &m, &r);
		progress_end(cli->db);
	}
	if (st == ST_OK)
		say_written(&m, &r);
	mailing_result_free(&r);
	free(cosigners);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

static int invite(struct cli *cli, enum mailing_kind kind)
{
	const bool all = args_option(&cli->args, "all");

	if (!args_option(&cli->args, "out"))
		return cli_error(EXIT_USAGE, _("say into which new folder: --out DIR"));
	if (all == (cli->args.n_words > 2))
		return cli_error(EXIT_USAGE, _("say whom: name cosigners, or give --all"));
	return write_drafts(cli, kind);
}

/* ---- whom to ask ---- */

static enum status find_contacts(struct cli *cli, struct idset *out)
{
	const char *where = args_option(&cli->args, "where");
	struct query q = { .entity = ENTITY_CONTACT, .where = where };
	struct cursor *cursor = NULL;
	struct record row;
	int64_t id;
	enum status st = ST_OK;

	for (int i = 2; i < cli->args.n_words && st == ST_OK; i++) {
		st = gag_find(cli->db, ENTITY_CONTACT, cli->args.words[i], &id);
		if (st == ST_OK)
			idset_add(out, id);
	}
	if (st != ST_OK || !where)
		return st;
	st = query_open(cli->db, &q, NULL, false, &cursor);
	while (st == ST_OK && (st = query_next(cursor, &row)) == ST_OK) {
		idset_add(out, row.id);
		record_free(&row);
	}
	query_close(cursor);
	return st == ST_END ? ST_OK : st;
}

static void say_added(int64_t added, int64_t known)
{
	char number[32];

	if (added)
		printf(ngettext("%s cosigner added", "%s cosigners added", (unsigned long)added),
			print_number(added, number));
	else
		printf("%s", _("nobody was added"));
	if (known)
		printf(ngettext(", %s stood there already", ", %s stood there already",
			       (unsigned long)known),
			print_number(known, number));
	printf("%s\n", added ? _("; amparo undo takes it back") : "");
}

static int add_cosigners(struct cli *cli)
{
	struct idset ids = IDSET_INIT;
	int64_t added = 0;
	enum status st;

	if ((cli->args.n_words > 2) == (args_option(&cli->args, "where") != NULL))
		return cli_error(EXIT_USAGE, _("say whom: name contacts, or give --where EXPR"));
	st = find_contacts(cli, &ids);
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = cosigners_add(
			cli->db, cli->about, &ids, args_option(&cli->args, "capacity"), &added);
		progress_end(cli->db);
	}
	if (st == ST_OK)
		say_added(added, ids.count - added);
	idset_clear(&ids);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

/* ---- answers ---- */

static int note_answer(struct cli *cli, enum answer answer)
{
	const size_t n = (size_t)cli->args.n_words - 2;
	int64_t *cosigners = mem_array(n + 1, sizeof(*cosigners));
	struct idset ids = IDSET_INIT;
	int64_t changed = 0;
	char number[32];
	enum status st = find_cosigners(cli, 2, cosigners);

	for (size_t i = 0; i < n && st == ST_OK; i++)
		idset_add(&ids, cosigners[i]);
	if (st == ST_OK)
		st = answer_note(cli->db, cli->about, &ids, answer, &changed);
	if (st == ST_OK && changed)
		printf(ngettext("%s cosigner changed; amparo undo takes it back\n",
			       "%s cosigners changed; amparo undo takes it back\n",
			       (unsigned long)changed),
			print_number(changed, number));
	else if (st == ST_OK)
		printf(_("that is known already; nothing was changed\n"));
	idset_clear(&ids);
	free(cosigners);
	if (st)
		return cli_fail(cli, st);
	return changed && answer == ANSWER_CONFIRM ? letter_say_gone(cli, cli->about) : EXIT_DONE;
}

/* ---- what is there to do ---- */

static int board(struct cli *cli)
{
	enum format format;
	int code = cli_format(cli, &format);

	return code ? code : letter_put_board(cli, cli->about, format);
}

static int block(struct cli *cli)
{
	enum format format;
	int code = cli_format(cli, &format);

	return code ? code
		    : letter_put_block(
			      cli, cli->about, format, args_option(&cli->args, "language"));
}

static int ask_invite(struct cli *cli)
{
	return invite(cli, MAILING_INVITATION);
}

static int ask_remind(struct cli *cli)
{
	return invite(cli, MAILING_REMINDER);
}

/* Without --out they are named; with it they are written to. */
static int ask_again(struct cli *cli)
{
	const bool writes = args_option(&cli->args, "out") != NULL;
	enum format format;
	int code;

	if (!writes && cli->args.n_words > 2)
		return cli_error(EXIT_USAGE, _("say into which new folder: --out DIR"));
	code = kind_options(cli, "letter", writes ? " out template all " : " format ");
	if (code == EXIT_DONE && !writes)
		code = cli_format(cli, &format);
	if (code)
		return code;
	return writes ? invite(cli, MAILING_AGAIN) : letter_put_again(cli, cli->about, format);
}

static int answer(struct cli *cli)
{
	static const struct {
		const char *name;
		enum answer answer;
	} answers[] = { { "confirm", ANSWER_CONFIRM }, { "decline", ANSWER_DECLINE },
		{ "withdraw", ANSWER_WITHDRAW } };
	int code = EXIT_DONE;

	if (cli->args.n_words < 3)
		return cli_error(EXIT_USAGE, _("say who answered: name cosigners"));
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++)
		if (!strcmp(cli->args.words[0], answers[i].name))
			code = note_answer(cli, answers[i].answer);
	return code;
}

static const struct kind kinds[] = {
	{ "add", " where capacity ", 1, -1, add_cosigners },
	{ "board", " format ", 1, 1, board },
	{ "block", " format language ", 1, 1, block },
	{ "invite", " out template all ", 1, -1, ask_invite },
	{ "remind", " out template all ", 1, -1, ask_remind },
	{ "ask-again", " out template all format ", 1, -1, ask_again },
	{ "confirm", " ", 1, -1, answer },
	{ "decline", " ", 1, -1, answer },
	{ "withdraw", " ", 1, -1, answer },
	{ .name = NULL },
};

static int run(struct cli *cli)
{
	enum status st = ST_OK;

	if (cli->args.n_words > 1 && kind_find(kinds, cli->args.words[0]))
		st = gag_find(cli->db, ENTITY_LETTER, cli->args.words[1], &cli->about);
	return st ? cli_fail(cli, st) : kinds_run(cli, "letter", kinds);
}

const struct verb verb_letter = { .name = "letter",
	.usage = "board|block|ask-again REF [--format text|csv|json] | invite|remind|ask-again REF "
		 "--out DIR [--template FILE] --all|COSIGNER...\n"
		 "       amparo letter confirm|decline|withdraw REF COSIGNER...\n"
		 "       amparo letter add REF [--capacity CAPACITY] --where EXPR|CONTACT...",
	.summary = N_("who signs a letter, its signature block, drafts that ask for signatures"),
	.help = N_(
		"add puts contacts down to be asked, those of a filter at once.\n"
		"board shows where everybody stands: invited, reminded, confirmed the current "
		"text or an\nolder one, declined, withdrawn. block is what stands below the "
		"letter: who confirmed the\ncurrent text. invite, remind and ask-again write a "
		"draft (.eml) each and note the day;\nnothing is sent. A template begins with "
		"\"Subject: ...\" and an empty line, and may name\n{name} {letter} {subject} "
		"{sign_by} {invited} {signed} {agreed} {lead} {version} {sha256}\n{text}; a line "
		"that names an empty one is left out.\n"
		"confirm notes a yes to the current text, decline a no, withdraw that a yes was "
		"taken back.\n"
		"--all: invite is for those not asked yet, remind for those asked who have not "
		"answered."),
	.options = options,
	.least = 1,
	.most = -1,
	.file = FILE_OPEN,
	.run = run };
