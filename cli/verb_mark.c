#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cli/kinds.h"
#include "cli/mark_print.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "export/cited.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"

static const struct option options[] = {
	{ "petition", true, "REF", N_("the petition whose exhibits are marked") },
	{ "after", true, "MARK", N_("move: behind this one") },
	{ "first", false, NULL, N_("move: before all others") },
	{ "why", true, "WORD", N_("withdraw: what stands in the gap") },
	{ "filing", true, "REF", N_("fix: the filing that fixes them") },
	{ "prefix", true, "TEXT",
		N_("assign: what marks begin with, P/; bates: what stands before the number, "
		   "HK-") },
	{ "style", true, "STYLE", N_("assign: numbers, letters or hebrew") },
	{ "start", true, "N", N_("bates: the number of the first page (1)") },
	{ "width", true, "N", N_("bates: digits of the number (6)") },
	{ "dry-run", false, NULL, N_("show what would change, and change nothing") },
	{ "format", true, "FORMAT", N_("list: text, csv or json") },
	{ NULL, false, NULL, NULL },
};

/* cli->about is the petition. */

static bool is_dry(const struct cli *cli)
{
	return args_option(&cli->args, "dry-run") != NULL;
}

/* ---- a plan, shown and made ---- */

static enum status make(struct cli *cli, struct mark_plan *p)
{
	struct change *c = NULL;
	enum status st;

	if (is_dry(cli) || (!mark_plan_changes(p) && !p->renames))
		return ST_OK;
	st = change_begin(
		cli->db, &c, _("mark exhibits of %s"), record_show(&p->marks.petition, "ref"));
	if (st)
		return st;
	st = mark_plan_apply(p, c);
	if (st == ST_OK)
		return change_commit(c);
	change_cancel(c);
	return st;
}

/* Ends a plan that was begun and changed, if `st` says that it was. */
static int finish(struct cli *cli, struct mark_plan *p, enum status st)
{
	int code = EXIT_DONE;

	progress_begin(cli->db);
	if (st == ST_OK)
		st = make(cli, p);
	progress_end(cli->db);
	if (st)
		code = cli_fail(cli, st);
	else
		mark_print_plan(p, is_dry(cli));
	mark_plan_free(p);
	return code;
}

/* The mark that a word names, and the petition that it is of; begins a plan of that. */
static enum status begin_at(struct cli *cli, const char *word, int64_t *mark, struct mark_plan *p)
{
	struct record r;
	enum status st;

	memset(p, 0, sizeof(*p));
	st = mark_find(cli->db, word, cli->about, mark);
	if (st == ST_OK)
		st = gag_ask(cli->db, ENTITY_MARK, *mark, word);
	if (st == ST_OK) {
		st = record_load(cli->db, ENTITY_MARK, *mark, &r);
		cli->about = st == ST_OK ? record_num(&r, "petition") : 0;
		record_free(&r);
	}
	return st == ST_OK ? mark_plan_begin(cli->db, cli->about, p) : st;
}

static int needs_petition(const struct cli *cli, const char *what)
{
	if (cli->about)
		return EXIT_DONE;
	return cli_error(
		EXIT_USAGE, _("say of which petition: amparo mark %s --petition REF"), what);
}

/* ---- each ---- */

static int mark_list_verb(struct cli *cli)
{
	enum format format;
	int code = cli_format(cli, &format);

	return code ? code : mark_list(cli, cli->about, format);
}

static enum status named(struct cli *cli, int64_t **ids, size_t *n)
{
	const struct args *a = &cli->args;
	enum status st = ST_OK;

	*n = (size_t)a->n_words - 1;
	*ids = mem_array(*n, sizeof(**ids));
	for (size_t i = 0; i < *n && st == ST_OK; i++)
		st = gag_find(cli->db, ENTITY_EXHIBIT, a->words[i + 1], &(*ids)[i]);
	return st;
}

/* As the petition says, or a usual one, but for what is asked for. */
static enum status set_scheme(struct cli *cli, struct mark_plan *p, const int64_t *ids, size_t n)
{
	const char *prefix = args_option(&cli->args, "prefix");
	const char *style = args_option(&cli->args, "style");
	enum status st = mark_plan_propose(p, ids, n);

	return st == ST_OK && (prefix || style) ? mark_plan_scheme(p, prefix, style) : st;
}

static int mark_assign(struct cli *cli)
{
	struct mark_plan p = { .n = 0 };
	const bool whole = cli->args.n_words == 1;
	int64_t *ids = NULL;
	size_t n = 0;
	enum status st;
	int code = needs_petition(cli, "assign");

	if (code)
		return code;
	st = whole ? cited_exhibits(cli->db, cli->about, &ids, &n) : named(cli, &ids, &n);
	if (st == ST_OK)
		st = mark_plan_begin(cli->db, cli->about, &p);
	if (st == ST_OK)
		st = set_scheme(cli, &p, ids, n);
	if (st == ST_OK)
		st = mark_plan_assign(&p, ids, n, whole);
	free(ids);
	if (st == ST_OK && whole && !n)
		cli_error(EXIT_DONE, _("the petition cites no exhibit; name those that it files"));
	return finish(cli, &p, st);
}

static int mark_after(struct cli *cli)
{
	const struct args *a = &cli->args;
	struct mark_plan p;
	int64_t mark = 0, exhibit = 0;
	enum status st;

	if (a->n_words != 3)
		return cli_error(EXIT_USAGE, _("use: amparo mark after MARK EXHIBIT"));
	st = begin_at(cli, a->words[1], &mark, &p);
	if (st == ST_OK)
		st = gag_find(cli->db, ENTITY_EXHIBIT, a->words[2], &exhibit);
	if (st == ST_OK)
		st = mark_plan_propose(&p, &exhibit, 1);
	if (st == ST_OK)
		st = mark_plan_after(&p, mark, exhibit);
	return finish(cli, &p, st);
}

static int mark_move(struct cli *cli)
{
	const struct args *a = &cli->args;
	const char *after = args_option(a, "after");
	struct mark_plan p;
	int64_t mark = 0, behind = 0;
	enum status st;

	if (a->n_words != 2 || !after == !args_option(a, "first"))
		return cli_error(EXIT_USAGE,
			_("use: amparo mark move MARK --after MARK, or amparo mark move MARK "
			  "--first"));
	st = begin_at(cli, a->words[1], &mark, &p);
	if (st == ST_OK && after)
		st = mark_find(cli->db, after, cli->about, &behind);
	if (st == ST_OK)
		st = mark_plan_move(&p, mark, behind);
	return finish(cli, &p, st);
}

static int mark_withdraw(struct cli *cli)
{
	const struct args *a = &cli->args;
	const char *why = args_option(a, "why");
	struct mark_plan p;
	int64_t mark = 0;
	enum status st;

	if (a->n_words != 2 || !why)
		return cli_error(EXIT_USAGE, _("use: amparo mark withdraw MARK --why WORD"));
	st = begin_at(cli, a->words[1], &mark, &p);
	if (st == ST_OK)
		st = mark_plan_withdraw(&p, mark, why);
	return finish(cli, &p, st);
}

static int mark_drop(struct cli *cli)
{
	const struct args *a = &cli->args;
	struct mark_plan p;
	int64_t mark = 0;
	enum status st;

	if (a->n_words != 2)
		return cli_error(EXIT_USAGE, _("use: amparo mark drop MARK"));
	st = begin_at(cli, a->words[1], &mark, &p);
	if (st == ST_OK)
		st = mark_plan_drop(&p, mark);
	return finish(cli, &p, st);
}

static int mark_fix(struct cli *cli)
{
	const char *filing = args_option(&cli->args, "filing");
	struct mark_plan p = { .n = 0 };
	struct record r;
	enum status st;

	if (!cli->about || !filing)
		return cli_error(EXIT_USAGE, _("use: amparo mark fix --petition REF --filing REF"));
	st = gag_open(cli->db, ENTITY_FILING, filing, &r);
	if (st == ST_OK && record_num(&r, "petition") != cli->about)
		st = db_fail(cli->db, ST_INVALID, "filing",
			_("the filing %s is of another petition, %s"), filing,
			record_show(&r, "petition"));
	if (st == ST_OK)
		st = mark_plan_begin(cli->db, cli->about, &p);
	if (st == ST_OK)
		st = mark_plan_fix(&p, r.id, NULL);
	record_free(&r);
	return finish(cli, &p, st);
}

/* ---- Bates numbers ---- */

static enum status set_numbering(struct cli *cli, struct change *c)
{
	static const struct {
		const char *option, *field;
	} given[] = { { "prefix", "bates_prefix" }, { "start", "bates_start" },
		{ "width", "bates_width" } };
	struct record r;
	enum status st = record_load(cli->db, ENTITY_PETITION, cli->about, &r);

	for (size_t i = 0; i < 3 && st == ST_OK; i++)
		if (args_option(&cli->args, given[i].option))
			st = record_set_name(cli->db, &r, given[i].field,
				args_option(&cli->args, given[i].option));
	if (st == ST_OK)
		st = record_save(c, &r);
	record_free(&r);
	return st;
}

static int mark_bates(struct cli *cli)
{
	struct bates b = { .numbered = 0 };
	struct change *c = NULL;
	int code = needs_petition(cli, "bates");
	enum status st;

	if (code)
		return code;
	progress_begin(cli->db);
	st = change_begin(cli->db, &c, _("number the pages of exhibits"));
	if (st == ST_OK)
		st = set_numbering(cli, c);
	if (st == ST_OK)
		st = bates_assign(c, cli->about, &b);
	if (st == ST_OK && !is_dry(cli))
		st = change_commit(c);
	else
		change_cancel(c);
	progress_end(cli->db);
	if (st)
		code = cli_fail(cli, st);
	else
		mark_print_bates(&b, is_dry(cli));
	bates_free(&b);
	return code;
}

/* ---- which ---- */

static const struct kind kinds[] = {
	{ "list", " petition format ", 0, -1, mark_list_verb },
	{ "assign", " petition prefix style dry-run ", 0, -1, mark_assign },
	{ "after", " petition dry-run ", 0, -1, mark_after },
	{ "move", " petition after first dry-run ", 0, -1, mark_move },
	{ "withdraw", " petition why dry-run ", 0, -1, mark_withdraw },
	{ "drop", " petition dry-run ", 0, -1, mark_drop },
	{ "fix", " petition filing dry-run ", 0, -1, mark_fix },
	{ "bates", " petition prefix start width dry-run ", 0, -1, mark_bates },
	{ .name = NULL },
};

static int run(struct cli *cli)
{
	const char *petition = args_option(&cli->args, "petition");
	enum status st = ST_OK;

	if (petition)
		st = gag_find(cli->db, ENTITY_PETITION, petition, &cli->about);
	return st ? cli_fail(cli, st) : kinds_run(cli, "mark", kinds);
}

const struct verb verb_mark = { .name = "mark",
	.usage = "list [--petition REF] [--format text|csv|json]\n"
		 "       amparo mark assign --petition REF [EXHIBIT...] [--prefix TEXT] [--style "
		 "STYLE]\n"
		 "           [--dry-run]\n"
		 "       amparo mark after MARK EXHIBIT [--dry-run]\n"
		 "       amparo mark move MARK --after MARK | --first [--dry-run]\n"
		 "       amparo mark withdraw MARK --why WORD [--dry-run]\n"
		 "       amparo mark drop MARK [--dry-run]\n"
		 "       amparo mark fix --petition REF --filing REF [--dry-run]\n"
		 "       amparo mark bates --petition REF [--prefix TEXT] [--start N] [--width N]\n"
		 "           [--dry-run]",
	.summary = N_("what exhibits are called in a petition: P/1, Annex 1, ע/א"),
	.help = N_(
		"A petition that says neither what its marks begin with nor how they count gets a "
		"usual way.\n"
		"An exhibit that carries a mark of its own keeps it where it fits. Other drafts "
		"are numbered\n"
		"anew when their order changes; a filing fixes them, and then late ones are 12A "
		"and withdrawn\n"
		"ones leave a gap with a word. A MARK is P/1, or PETITION/P/1 where there are "
		"several."),
	.options = options,
	.least = 1,
	.most = -1,
	.file = FILE_OPEN,
	.run = run };
