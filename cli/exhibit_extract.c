#include "config.h"

#include "cli/exhibit_kinds.h"

#include <stdio.h>

#include "cli/by.h"
#include "cli/progress.h"
#include "import/strip.h"
#include "model/custody.h"
#include "model/exhibit.h"
#include "model/gag.h"
#include "model/i18n.h"

/* What left without metadata is told with its own hash. */
static void enter(struct cli *cli, int64_t id, const char *by, const struct stripped *stripped)
{
	struct custody_act act = {
		.event = "exported", .by = by, .to = args_option(&cli->args, "to")
	};
	struct custody_batch b = { NULL, 0, 0 };
	struct str notes = STR_INIT;

	if (stripped->taken) {
		str_addf(&notes, _("without metadata: SHA-256 %s"), stripped->sha256);
		act.notes = str_text(&notes);
		printf(_("without metadata; SHA-256 %s\n"), stripped->sha256);
	}
	custody_batch_add(&b, id, NULL);
	cli_entered(cli, custody_batch_enter(cli->db, &b, &act, _("custody: extract exhibit %s"),
				 cli->args.words[1]));
	custody_batch_free(&b);
	str_free(&notes);
}

static void say_rest(const struct stripped *s)
{
	if (s->unknown)
		printf(_("it left as it was taken in, with what it says of itself: nothing here "
			 "takes "
			 "metadata off this kind of file (%s)\n"),
			*s->kind ? s->kind : _("unknown"));
	if (s->files || s->comments)
		printf(_("attached files, comments or broken pictures are still in it\n"));
}

int exhibit_kind_extract(struct cli *cli)
{
	const char *out = args_option(&cli->args, "out");
	struct stripped stripped = { .taken = false };
	struct str by = STR_INIT;
	int64_t id = 0;
	enum status st;
	int code;

	if (cli->args.n_words != 2 || !out)
		return cli_error(EXIT_USAGE,
			_("use: amparo exhibit extract REF --out FILE [--strip] [--to NAME] "
			  "[--by NAME]"));
	code = cli_by(cli, &by);
	if (code)
		goto out;
	st = gag_find(cli->db, ENTITY_EXHIBIT, cli->args.words[1], &id);
	if (st == ST_OK) {
		progress_begin(cli->db);
		st = args_option(&cli->args, "strip") ? strip_extract(cli->db, id, out, &stripped)
						      : exhibit_extract(cli->db, id, out);
		progress_end(cli->db);
	}
	if (st == ST_OK) {
		enter(cli, id, str_text(&by), &stripped);
		say_rest(&stripped);
	} else {
		(void)cli_fail(cli, st);
		code = EXIT_REFUSED;
	}
out:
	str_free(&by);
	return code;
}
