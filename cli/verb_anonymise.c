#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "model/anonymise.h"
#include "model/country.h"
#include "model/date_typed.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"

static const struct option options[] = {
	{ "petition", true, "REF", N_("the petition that they signed") },
	{ "before", true, "DATE", N_("of those who signed before this day") },
	{ "dry-run", false, NULL, N_("say what would be done, and do nothing") },
	{ NULL, false, NULL, NULL },
};

static void say_parts(const struct anonymise_sum *sum)
{
	char number[32];

	for (size_t i = 0; i < sum->n_parts; i++) {
		const struct anonymise_part *p = &sum->parts[i];
		const char *name = country_name(p->country);

		printf("  %04d  %-30s %10s\n", p->year,
			name          ? name
			: *p->country ? p->country
				      : _("no country"),
			print_number(p->rows, number));
	}
}

static void say(const struct anonymise_sum *sum, const char *day, bool dry)
{
	char rows[32], later[32], already[32];

	printf(dry ? _("%s would be anonymised\n") : _("%s anonymised\n"),
		print_number(sum->rows, rows));
	say_parts(sum);
	if (sum->already)
		printf(_("%s were so already\n"), print_number(sum->already, already));
	printf(_("%s stay, from %s or after\n"), print_number(sum->later, later), day);
	if (!sum->rows)
		return;
	if (dry)
		printf("%s\n", anonymise_what());
	printf(_("The log still holds what the rows said: amparo undo can bring it back.\n"));
	if (sum->sources.len) {
		printf(_("So do the imported files, kept as these exhibits: "));
		print_clean(stdout, str_text(&sum->sources));
		putchar('\n');
	}
	if (dry)
		printf(_("Nothing was changed.\n"));
}

static bool is_day(const char *text, struct date *out)
{
	struct date today = date_today();

	return date_from_typed(text, &today, out) == ST_OK && out->day && out->doubt == DATE_SURE;
}

static int run(struct cli *cli)
{
	const char *petition = args_option(&cli->args, "petition");
	const char *before = args_option(&cli->args, "before");
	bool dry = args_option(&cli->args, "dry-run") != NULL;
	struct anonymise_sum sum = { .sources = STR_INIT };
	char day[DATE_TEXT_MAX];
	struct date date;
	int64_t id = 0;
	enum status st;

	if (!petition || !before)
		return cli_error(EXIT_USAGE,
			_("use: amparo anonymise --petition REF --before DATE [--dry-run]"));
	if (!is_day(before, &date))
		return cli_error(
			EXIT_USAGE, _("--before %s: it must be a day, such as 2024-01-31"), before);
	date_format(&date, day);
	progress_begin(cli->db);
	st = gag_find(cli->db, ENTITY_PETITION, petition, &id);
	if (st == ST_OK)
		st = dry ? anonymise_count(cli->db, id, &date, &sum)
			 : anonymise(cli->db, id, &date, &sum);
	progress_end(cli->db);
	if (st == ST_OK)
		say(&sum, day, dry);
	anonymise_free(&sum);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

const struct verb verb_anonymise = { .name = "anonymise",
	.usage = "--petition REF --before DATE [--dry-run]",
	.summary = N_("take the names off signatures after a retention date"),
	.help = N_("The name becomes a fixed word; addresses, places below the country, comments, "
		   "notes and\n"
		   "where the consent came from go. Country, day, state and consent stay, and with "
		   "them all counts. Try it "
		   "with\n"
		   "--dry-run first. The log and the files that were imported still hold the "
		   "names."),
	.options = options,
	.most = 0,
	.file = FILE_OPEN,
	.run = run };
