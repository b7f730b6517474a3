#include "config.h"

#include "cli/by.h"
#include "cli/export_kinds.h"
#include "cli/kinds.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "model/i18n.h"

/* Of all kinds; each names its own below. */
static const struct option options[] = {
	{ "case", true, "REF", N_("only what belongs to this case") },
	{ "petition", true, "REF", N_("only what belongs to this petition") },
	{ "where", true, "EXPR", N_("only what the filter keeps, as in list") },
	{ "format", true, "FORMAT",
		N_("csv or json, of contacts also vcard (else by the file's name: csv)") },
	{ "level", true, "LEVEL",
		N_("of cards and calendars: also what is up to this level (filed)") },
	{ "out", true, "FILE",
		N_("a new file; without it, to standard output. Of bag: a new folder") },
	{ "form", true, "FORM", N_("of signatories: names, initials or counts (names)") },
	{ "consent", true, "C", N_("of signatories: public, or public,anonymous (public)") },
	{ "order", true, "ORDER", N_("of signatories: name, place or signed (name)") },
	BY_OPTION,
	{ NULL, false, NULL, NULL },
};

/* By the plural of the records. */
static const struct kind kinds[] = {
	{ "signatories", " petition where format out form consent order ", 0, -1,
		export_kind_signatories },
	{ "calendar", " case out level ", 0, -1, export_kind_calendar },
	{ "contacts", " case where format out level ", 0, -1, export_kind_contacts },
	{ "bag", " case petition out by ", 0, -1, export_kind_bag },
	{ .name = NULL },
};

static const struct kind all_others = { "", " case petition where format out ", 0, -1,
	export_kind_rows };

static int run(struct cli *cli)
{
	const struct entity *e = entity_find(cli->args.words[0]);
	const struct kind *kind = kind_find(kinds, e ? e->plural : cli->args.words[0]);

	if (kind)
		return kind_run(cli, "export", kind);
	return cli_entity(cli) ? kind_run(cli, "export", &all_others) : EXIT_USAGE;
}

int export_out(struct cli *cli, outfile_fn *fn, void *arg)
{
	const char *path = args_option(&cli->args, "out");
	enum status st;

	progress_begin(cli->db);
	st = path ? outfile_write(cli->db, path, false, fn, arg) : fn(cli->db, stdout, arg);
	progress_end(cli->db);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

int export_is_json(const struct cli *cli, bool *out)
{
	const char *path = args_option(&cli->args, "out");
	enum format format;
	int code = cli_format(cli, &format);

	*out = format == FORMAT_JSON;
	if (code)
		return code;
	if (!args_option(&cli->args, "format"))
		*out = path && outfile_is_json(path);
	else if (format == FORMAT_TEXT)
		return cli_error(EXIT_USAGE, _("--format %s: it must be csv or json"),
			args_option(&cli->args, "format"));
	return EXIT_DONE;
}

const struct verb verb_export = { .name = "export",
	.usage = "ENTITY [--case REF] [--petition REF] [--where EXPR] [--format csv|json] [--out "
		 "FILE]\n"
		 "       amparo export signatories --petition REF [--form names|initials|counts]\n"
		 "           [--consent public|public,anonymous] [--order name|place|signed]\n"
		 "           [--where EXPR] [--format csv|json] [--out FILE]\n"
		 "       amparo export contacts [--case REF] [--where EXPR] [--format "
		 "csv|json|vcard]\n"
		 "           [--level LEVEL] [--out FILE]\n"
		 "       amparo export calendar [--case REF] [--level LEVEL] [--out FILE]\n"
		 "       amparo export bag --case REF|--petition REF --out DIR [--by NAME]",
	.summary = N_("write records to a file as CSV or JSON"),
	.help = N_("Every field of the records is written, whatever their level: a copy for "
		   "yourselves.\n"
		   "Signatories come as a copy to hand over: names and places of those that are "
		   "valid\nand consented, and of nobody else; as initials; or how many from "
		   "where.\n"
		   "Contacts as cards (vCard 4.0) are for handing over too: above level filed "
		   "only with\n--level.\n"
		   "A calendar (iCalendar) has hearings as events, limits and reminders as tasks, "
		   "with\nalarms; titles above the level are left out, days never.\n"
		   "A bag (BagIt, RFC 8493) has the exhibits' files with their hashes, as far as "
		   "their\nlevel lets them leave."),
	.options = options,
	.least = 1,
	.most = 1,
	.file = FILE_OPEN,
	.leaves = true,
	.run = run };
