#include "config.h"

#include "cli/kinds.h"

#include <string.h>

#include "model/i18n.h"
#include "model/str.h"

const struct kind *kind_find(const struct kind *kinds, const char *name)
{
	for (; kinds->name; kinds++)
		if (!strcmp(kinds->name, name))
			return kinds;
	return NULL;
}

int kind_options(struct cli *cli, const char *verb, const char *own)
{
	const char *foreign = args_foreign(&cli->args, own);

	if (!foreign)
		return EXIT_DONE;
	return cli_error(EXIT_USAGE, _("%s %s takes no --%s"), verb, cli->args.words[0], foreign);
}

int kind_run(struct cli *cli, const char *verb, const struct kind *kind)
{
	const char *name = cli->args.words[0];
	int words = cli->args.n_words - 1;
	int code = kind_options(cli, verb, kind->options);

	if (code)
		return code;
	if (words < kind->least)
		return cli_error(EXIT_USAGE, _("%s %s: say which %s: its REF"), verb, name, verb);
	if (kind->most >= 0 && words > kind->most)
		return cli_error(EXIT_USAGE, _("%s %s: '%s' is one word too many"), verb, name,
			cli->args.words[1 + kind->most]);
	return kind->run(cli);
}

int kinds_run(struct cli *cli, const char *verb, const struct kind *kinds)
{
	const struct kind *kind = kind_find(kinds, cli->args.words[0]);
	struct str names = STR_INIT;
	int code;

	if (kind)
		return kind_run(cli, verb, kind);
	for (kind = kinds; kind->name; kind++)
		str_addf(&names, "%s%s", kind == kinds ? "" : ", ", kind->name);
	code = cli_error(EXIT_USAGE, _("%s %s: what can be done is: %s"), verb, cli->args.words[0],
		str_text(&names));
	str_free(&names);
	return code;
}
