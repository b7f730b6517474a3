#include "config.h"

#include <string.h>

#include "cli/import_kinds.h"
#include "cli/verbs.h"
#include "model/i18n.h"
#include "model/str.h"

static const struct option options[] = {
	{ "petition", true, "REF", N_("the petition that they signed") },
	{ "consent", true, "C",
		N_("public, anonymous or private, for rows that do not say (private)") },
	{ "map", true, "COLUMN=FIELD",
		N_("which field a column holds; may be given several times") },
	{ "rejects", true, "FILE", N_("a new file for the refused rows, with the reason") },
	{ "dry-run", false, NULL, N_("say what would be done, and do nothing") },
	{ NULL, false, NULL, NULL },
};

static const struct {
	const char *name;
	int (*run)(struct cli *cli);
} kinds[] = {
	{ "signatories", import_kind_signatories },
};

static int run(struct cli *cli)
{
	struct str names = STR_INIT;
	int code;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (!strcmp(cli->args.words[0], kinds[i].name))
			return kinds[i].run(cli);
		str_addf(&names, "%s%s", i ? ", " : "", kinds[i].name);
	}
	code = cli_error(EXIT_USAGE, _("import %s: what can be imported is: %s"),
		cli->args.words[0], str_text(&names));
	str_free(&names);
	return code;
}

const struct verb verb_import = { .name = "import",
	.usage = "signatories --petition REF FILE [--consent C] [--map COLUMN=FIELD] [--rejects "
		 "FILE] [--dry-run]",
	.summary = N_("take signatories in from a CSV file"),
	.help = N_("The file is UTF-8 with commas; its first line names the columns. It is one "
		   "change: one undo takes it back."),
	.options = options,
	.least = 2,
	.most = 2,
	.file = FILE_OPEN,
	.run = run };
