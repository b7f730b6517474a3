#include "config.h"

#include "cli/import_kinds.h"
#include "cli/kinds.h"
#include "cli/verbs.h"
#include "model/i18n.h"

static const struct option options[] = {
	{ "petition", true, "REF", N_("the petition that they signed, or that it is about") },
	{ "case", true, "REF", N_("of contacts: the case that keeps the file as an exhibit") },
	{ "letter", true, "REF", N_("of replies: the letter that they answer") },
	{ "consent", true, "C",
		N_("public, anonymous or private, for rows that do not say (private)") },
	{ "map", true, "COLUMN=FIELD",
		N_("which field a column holds; may be given several times") },
	{ "dates", true, "ORDER", N_("dmy, mdy or ymd: the order of dates such as 7/8/2020") },
	{ "encoding", true, "NAME", N_("how the letters are written, such as windows-1255") },
	{ "separator", true, "SIGN",
		N_("what stands between cells: comma, semicolon, tab or bar") },
	{ "platform", true, "NAME", N_("where the file was exported, such as change.org") },
	{ "rejects", true, "FILE",
		N_("a new file for the refused rows or cards, as they came, with the reason") },
	{ "dry-run", false, NULL, N_("say what would be done, and do nothing") },
	{ "format", true, "FORMAT", N_("text, csv (a line a row) or json") },
	{ "observed", true, "DATE",
		N_("of totals: when they were read, where the file does not say") },
	{ NULL, false, NULL, NULL },
};

static const struct kind kinds[] = {
	{ "contacts", " case map encoding separator platform rejects dry-run format ", 0, -1,
		import_kind_contacts },
	{ "replies", " letter map dates encoding separator rejects dry-run format ", 0, -1,
		import_kind_replies },
	{ "signatories",
		" petition consent map dates encoding separator platform rejects dry-run format ",
		0, -1, import_kind_signatories },
	{ "thresholds", " petition encoding separator dry-run ", 0, -1, import_kind_thresholds },
	{ "totals", " petition observed dry-run ", 0, -1, import_kind_totals },
	{ .name = NULL },
};

static int run(struct cli *cli)
{
	return kinds_run(cli, "import", kinds);
}

const struct verb verb_import = { .name = "import",
	.usage =
		"signatories --petition REF FILE [--dry-run] [--map COLUMN=FIELD] [--dates ORDER]\n"
		"           [--encoding NAME] [--separator SIGN] [--platform NAME] [--consent C]\n"
		"           [--rejects FILE] [--format text|csv|json]\n"
		"       amparo import contacts FILE [--case REF] [--dry-run] [--map COLUMN=FIELD]\n"
		"           [--encoding NAME] [--separator SIGN] [--rejects FILE]\n"
		"           [--format text|csv|json]\n"
		"       amparo import replies --letter REF FILE [--dry-run] [--map COLUMN=FIELD]\n"
		"           [--dates ORDER] [--rejects FILE] [--format text|csv|json]\n"
		"       amparo import totals --petition REF FILE [--observed DATE] [--dry-run]\n"
		"       amparo import thresholds --petition REF FILE|NAME [--encoding NAME]\n"
		"           [--separator SIGN] [--dry-run]",
	.summary = N_("take signatories, contacts, totals and thresholds in from files"),
	.help = N_(
		"Signatories: the first line of the file names the columns. What the file is, is "
		"found and\nsaid; --dry-run also says what would be done with each row: added, "
		"kept "
		"as a duplicate of\nanother, used to update a person who is there, put to the "
		"review "
		"as doubtful, or refused.\nIt is one change: one undo takes it back at any time.\n"
		"Contacts come as vCard 2.1, 3.0 or 4.0, or as a table of CiviCRM, Google or "
		"Outlook.\nWho is there already, by number or e-mail address, is updated, not "
		"added.\n"
		"Replies are answers to a letter: a row names somebody who was asked by e-mail "
		"address, name\nor reference, and says yes, no or withdrawn (also in Spanish and "
		"Hebrew), the date, the\nversion, who signs and in what office. Nobody is added; a "
		"yes to an older text is noted so.\n"
		"Totals are what a site declares without names: the JSON of the United Kingdom's "
		"e-petitions.\n"
		"Thresholds are CSV with title, kind, value, country and source; eci "
		"(European Citizens'\nInitiative) and uk (e-petitions) come with the program."),
	.options = options,
	.least = 2,
	.most = 2,
	.file = FILE_OPEN,
	.run = run };
