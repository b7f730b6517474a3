#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/import_kinds.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "import/signatories.h"
#include "model/i18n.h"
#include "model/record.h"

#define REFUSED_SHOWN 20
#define MAPS_MAX 32

struct shown {
	int n;
};

static void refused(void *arg, int64_t line, const char *reason)
{
	struct shown *shown = arg;

	if (shown->n++ >= REFUSED_SHOWN)
		return;
	printf(_("line %lld refused: "), (long long)line);
	print_clean(stdout, reason);
	putchar('\n');
}

static void summary(const struct import_summary *sum, const struct shown *shown, bool dry)
{
	char read[32], added[32], no[32];

	if (shown->n > REFUSED_SHOWN)
		printf(_("... and %s more refused; --rejects FILE keeps them all\n"),
			print_number(shown->n - REFUSED_SHOWN, no));
	if (sum->unused && *sum->unused) {
		printf(_("columns not used: "));
		print_clean(stdout, sum->unused);
		putchar('\n');
	}
	printf(dry ? _("%s rows read, %s would be added, %s refused; nothing was changed\n")
		   : _("%s rows read, %s added, %s refused\n"),
		print_number(sum->read, read), print_number(sum->added, added),
		print_number(sum->refused, no));
}

static int check(struct cli *cli)
{
	const char *consent = args_option(&cli->args, "consent");

	if (!args_option(&cli->args, "petition"))
		return cli_error(EXIT_USAGE, _("import signatories needs --petition REF"));
	if (consent && strcmp(consent, "public") && strcmp(consent, "anonymous") &&
		strcmp(consent, "private"))
		return cli_error(EXIT_USAGE,
			_("--consent %s: it must be public, anonymous or private"), consent);
	return EXIT_DONE;
}

int import_kind_signatories(struct cli *cli)
{
	struct shown shown = { 0 };
	struct import_options o = { .path = cli->args.words[1],
		.consent = args_option(&cli->args, "consent"),
		.rejects = args_option(&cli->args, "rejects"),
		.dry_run = args_option(&cli->args, "dry-run") != NULL,
		.refused = refused,
		.arg = &shown };
	struct import_summary sum = { 0 };
	const char *maps[MAPS_MAX];
	enum status st;
	int code = check(cli);

	if (code)
		return code;
	args_all(&cli->args, "map", maps, MAPS_MAX);
	o.maps = maps;
	st = record_find(
		cli->db, ENTITY_PETITION, args_option(&cli->args, "petition"), &o.petition);
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = import_signatories(cli->db, &o, &sum);
		progress_end(cli->db);
	}
	if (st == ST_OK)
		summary(&sum, &shown, o.dry_run);
	free(sum.unused);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}
