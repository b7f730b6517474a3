#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "cli/rows.h"
#include "cli/verbs.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/pseudonym.h"
#include "model/query.h"
#include "model/record.h"
#include "model/str.h"
#include "model/text.h"

static const struct option options[] = {
	{ "case", true, "REF", N_("the case") },
	{ "format", true, "FORMAT", N_("list: text, csv or json") },
	{ NULL, false, NULL, NULL },
};

/* A party's ref is unique in its case. */
static enum status find_party(struct cli *cli, const char *ref, int64_t *id)
{
	struct str whole = STR_INIT;
	enum status st;

	if (strchr(ref, '/'))
		return gag_find(cli->db, ENTITY_PARTY, ref, id);
	str_addf(&whole, "%s/%s", args_option(&cli->args, "case"), ref);
	st = gag_find(cli->db, ENTITY_PARTY, str_text(&whole), id);
	str_free(&whole);
	return st;
}

static int assign(struct cli *cli, int64_t case_id)
{
	int64_t ids[ARGS_MAX], given = 0;
	size_t n = 0;
	char number[32];
	enum status st = ST_OK;

	for (int i = 1; i < cli->args.n_words && st == ST_OK; i++)
		st = find_party(cli, cli->args.words[i], &ids[n++]);
	if (st == ST_OK)
		st = pseudonym_assign(cli->db, case_id, ids, n, &given);
	if (st)
		return cli_fail(cli, st);
	if (!given)
		printf("%s\n", n ? _("they have theirs; nothing was changed")
				 : _("nobody whom the case must not name is without one"));
	else
		printf(ngettext("%s pseudonym given; amparo undo takes it back\n",
			       "%s pseudonyms given; amparo undo takes it back\n",
			       (unsigned long)given),
			print_number(given, number));
	return EXIT_DONE;
}

/* ---- list ---- */

struct listing {
	struct cli *cli;
	int64_t case_id;
	struct rows rows;
	int64_t shown;
};

/* Those who have one, and those who are without a name in bundles of the case. */
static enum status put_party(struct listing *l, const struct record *party)
{
	struct str called = STR_INIT, line = STR_INIT;
	struct record contact;
	bool hidden;
	enum status st =
		record_load(l->cli->db, ENTITY_CONTACT, record_num(party, "contact"), &contact);

	if (st == ST_OK)
		st = pseudonym_find(l->cli->db, l->case_id, contact.id, &called);
	st = st == ST_NOTFOUND ? ST_OK : st;
	hidden = pseudonym_needed(&contact);
	if (st == ST_OK && (hidden || called.len)) {
		const char *const cells[] = { record_show(party, "ref"),
			record_show(party, "contact"), record_show(&contact, "name"),
			record_show(party, "role"), called.len ? str_text(&called) : NULL,
			hidden ? "yes" : "no", NULL };

		l->shown++;
		if (l->rows.format != FORMAT_TEXT)
			rows_put(&l->rows, cells);
		print_pad(&line, called.len ? str_text(&called) : _("[name withheld]"), 22);
		print_pad(&line, record_show(&contact, "name"), 28);
		print_pad(&line, record_show(party, "ref"), 18);
		str_add(&line, hidden ? _("in place of the name") : _("may be named"));
		if (l->rows.format == FORMAT_TEXT)
			print_clean(stdout, str_text(&line));
		if (l->rows.format == FORMAT_TEXT)
			putchar('\n');
	}
	record_free(&contact);
	str_free(&called);
	str_free(&line);
	return st;
}

static int list(struct cli *cli, int64_t case_id, enum format format)
{
	static const char *const columns[] = { "party", "contact", "name", "role", "pseudonym",
		"in_place_of_the_name", NULL };
	struct query q = { .entity = ENTITY_PARTY, .owner = ENTITY_CASE, .owner_id = case_id };
	struct listing l = { cli, case_id, { format, columns, 0 }, 0 };
	struct cursor *c = NULL;
	struct record r;
	enum status st = query_open(cli->db, &q, NULL, false, &c);

	while (st == ST_OK && (st = query_next(c, &r)) == ST_OK) {
		st = put_party(&l, &r);
		record_free(&r);
	}
	query_close(c);
	if (st != ST_END)
		return cli_fail(cli, st);
	if (format != FORMAT_TEXT)
		rows_end(&l.rows);
	else if (!l.shown)
		printf("%s\n", _("all parties of the case may be named, and none has a pseudonym"));
	return EXIT_DONE;
}

static int run(struct cli *cli)
{
	const char *in_case = args_option(&cli->args, "case");
	const char *what = cli->args.words[0];
	enum format format;
	int64_t case_id = 0;
	enum status st;
	int code = cli_format(cli, &format);

	if (code)
		return code;
	if (strcmp(what, "assign") != 0 && strcmp(what, "list") != 0)
		return cli_error(EXIT_USAGE, _("pseudonym: it is assign or list, not %.40s"), what);
	if (!in_case)
		return cli_error(EXIT_USAGE, _("pseudonym %s needs --case REF"), what);
	if (!strcmp(what, "list") && cli->args.n_words > 1)
		return cli_error(EXIT_USAGE, _("pseudonym list takes no parties"));
	st = gag_find(cli->db, ENTITY_CASE, in_case, &case_id);
	if (st)
		return cli_fail(cli, st);
	return !strcmp(what, "list") ? list(cli, case_id, format) : assign(cli, case_id);
}

const struct verb verb_pseudonym = { .name = "pseudonym",
	.usage = "assign --case REF [PARTY...]\n"
		 "       amparo pseudonym list --case REF [--format text|csv|json]",
	.summary = N_("what a case calls those whom it must not name"),
	.help = N_(
		"Parties whose contacts are above the level filed, or those named, get one each,\n"
		"such as Witness A or Petitioner 2, in the case's language. What was given stays:\n"
		"all bundles of the case print it in place of the name, and nobody else of the\n"
		"case ever gets it, also after the party is gone or the giving was undone."),
	.options = options,
	.least = 1,
	.most = -1,
	.file = FILE_OPEN,
	.run = run };
