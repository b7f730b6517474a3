#include "config.h"

#include <string.h>

#include "cli/import_kinds.h"
#include "cli/verbs.h"
#include "model/i18n.h"
#include "model/str.h"

static const struct option options[] = {
	{ "petition", true, "REF", N_("the petition that they signed, or that it is about") },
	{ "consent", true, "C",
		N_("public, anonymous or private, for rows that do not say (private)") },
	{ "map", true, "COLUMN=FIELD",
		N_("which field a column holds; may be given several times") },
	{ "rejects", true, "FILE", N_("a new file for the refused rows, with the reason") },
	{ "dry-run", false, NULL, N_("say what would be done, and do nothing") },
	{ "observed", true, "DATE",
		N_("of totals: when they were read, where the file does not say") },
	{ NULL, false, NULL, NULL },
};

static const struct {
	const char *name;
	const char *options; /* its own, each with a blank on both sides */
	int (*run)(struct cli *cli);
} kinds[] = {
	{ "signatories", " petition consent map rejects dry-run ", import_kind_signatories },
	{ "thresholds", " petition ", import_kind_thresholds },
	{ "totals", " petition observed ", import_kind_totals },
};

static bool is_own(const char *own, const char *option)
{
	size_t len = strlen(option);
	const char *at = own;

	while ((at = strstr(at, option)) && (at[-1] != ' ' || at[len] != ' '))
		at += len;
	return at != NULL;
}

static int run_kind(struct cli *cli, size_t kind)
{
	for (int i = 0; i < cli->args.n_options; i++)
		if (!is_own(kinds[kind].options, cli->args.options[i].name))
			return cli_error(EXIT_USAGE, _("import %s takes no --%s"), kinds[kind].name,
				cli->args.options[i].name);
	return kinds[kind].run(cli);
}

static int run(struct cli *cli)
{
	struct str names = STR_INIT;
	int code;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (!strcmp(cli->args.words[0], kinds[i].name))
			return run_kind(cli, i);
		str_addf(&names, "%s%s", i ? ", " : "", kinds[i].name);
	}
	code = cli_error(EXIT_USAGE, _("import %s: what can be imported is: %s"),
		cli->args.words[0], str_text(&names));
	str_free(&names);
	return code;
}

const struct verb verb_import = { .name = "import",
	.usage = "signatories --petition REF FILE [--consent C] [--map COLUMN=FIELD] [--rejects "
		 "FILE] [--dry-run]\n"
		 "       amparo import totals --petition REF FILE [--observed DATE]\n"
		 "       amparo import thresholds --petition REF FILE|NAME",
	.summary = N_("take signatories, totals and thresholds in from files"),
	.help = N_(
		"The file is UTF-8 with commas; its first line names the columns. It is one "
		"change: one undo takes it back.\n"
		"Totals are what a site declares without names: the JSON of the United Kingdom's "
		"e-petitions.\n"
		"Thresholds are CSV with title, kind, value, country and source; eci "
		"(European Citizens'\nInitiative) and uk (e-petitions) come with the program."),
	.options = options,
	.least = 2,
	.most = 2,
	.file = FILE_OPEN,
	.run = run };
