#include "config.h"

#include <stdio.h>

#include "cli/by.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "cli/verbs.h"
#include "export/bundle.h"
#include "import/strip_run.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"
#include "model/text.h"

static const struct option options[] = {
	{ "petition", true, "REF", N_("the petition that is filed") },
	{ "out", true, "DIR", N_("the folder; an older bundle there is replaced") },
	{ "signatories", true, "FORM",
		N_("in the annex: names, initials, or counts by place (names)") },
	{ "strip", false, NULL, N_("take metadata off the exhibits' files") },
	{ "profile", true, "NAME", N_("what a profile says of it: public strips metadata") },
	BY_OPTION,
	{ NULL, false, NULL, NULL },
};

static void summary(const struct bundle_summary *sum, enum roll_form form, const char *dir)
{
	char a[32], b[32], c[32];

	print_clean(stdout, dir);
	printf(form == ROLL_INITIALS ? _("/bundle.xml; exhibits: %s, initials in the annex: %s")
				     : _("/bundle.xml; exhibits: %s, names in the annex: %s"),
		print_number(sum->exhibits, a), print_number(sum->signatories, b));
	if (sum->withheld)
		printf(_(", records withheld for their level or a gag order: %s"),
			print_number(sum->withheld, c));
	printf("\nSHA-256 %s\n", sum->sha256);
}

/* What was left out, and what was taken off: by name. */
static void rest(const struct bundle_summary *sum, const struct strip_run *strip)
{
	struct str text = STR_INIT, clean = STR_INIT;

	bundle_words(sum, &text);
	strip_run_words(strip, &text);
	text_clean(&clean, str_text(&text), text.len, TEXT_LINES);
	fputs(str_text(&clean), stdout);
	str_free(&text);
	str_free(&clean);
}

static int run(struct cli *cli)
{
	struct str by = STR_INIT;
	struct bundle_options o = { .dir = args_option(&cli->args, "out") };
	const char *ref = args_option(&cli->args, "petition");
	const char *form = args_option(&cli->args, "signatories");
	const char *profile = args_option(&cli->args, "profile");
	struct strip_run strip = { .wanted = false };
	struct bundle_summary sum = { .exhibits = 0 };
	enum status st;
	int code;

	if (!ref || !o.dir)
		return cli_error(EXIT_USAGE, _("use: amparo bundle --petition REF --out DIR"));
	if (form && !roll_form_named(form, &o.signatories))
		return cli_error(EXIT_USAGE,
			_("--signatories %s: it must be names, initials or counts"), form);
	code = cli_by(cli, &by);
	if (code)
		goto out;
	o.by = str_text(&by);
	if (profile && args_option(&cli->args, "strip")) {
		code = cli_error(EXIT_USAGE, _("either --strip or --profile"));
		goto out;
	}
	st = strip_run_ask(cli->db,
		profile                            ? profile
		: args_option(&cli->args, "strip") ? "strip"
						   : "",
		&strip);
	if (st == ST_OK && strip.wanted) {
		o.strip = strip_run_file;
		o.strip_end = strip_run_end;
		o.strip_arg = &strip;
	}
	if (st == ST_OK)
		st = gag_find(cli->db, ENTITY_PETITION, ref, &o.petition);
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = bundle_write(cli->db, &o, &sum);
		progress_end(cli->db);
	}
	if (st) {
		code = cli_fail(cli, st);
		goto out;
	}
	summary(&sum, o.signatories, o.dir);
	rest(&sum, &strip);
	if (sum.not_entered)
		cli_entered(cli, ST_DB);
out:
	str_free(&by);
	strip_run_free(&strip);
	bundle_summary_free(&sum);
	return code;
}

const struct verb verb_bundle = { .name = "bundle",
	.usage = "--petition REF --out DIR [--signatories names|initials|counts]\n"
		 "           [--strip | --profile NAME] [--by NAME]",
	.summary = N_("write a filing bundle as DocBook XML"),
	.help = N_("Records above the level 'filed' and names without public consent do not leave "
		   "in it."),
	.options = options,
	.most = 0,
	.file = FILE_OPEN,
	.leaves = true,
	.run = run };
