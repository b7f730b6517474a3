#include "config.h"

#include "cli/by.h"

#include "model/custody.h"
#include "model/i18n.h"
#include "model/who.h"

int cli_by(const struct cli *cli, struct str *out)
{
	const char *given = args_option(&cli->args, "by");

	if (given ? who_line(given, out) : who_acts(out))
		return EXIT_DONE;
	return cli_error(EXIT_USAGE, _("%s: it must be one line of UTF-8 text"),
		given ? "--by" : "AMPARO_BY");
}

void cli_entered(const struct cli *cli, enum status st)
{
	struct str text = STR_INIT;

	if (st == ST_OK)
		return;
	custody_not_entered(cli->db, &text);
	(void)cli_error(EXIT_DONE, "%s", str_text(&text));
	str_free(&text);
}
