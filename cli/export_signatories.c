#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli/export_kinds.h"
#include "cli/many.h"
#include "cli/print.h"
#include "export/roll_file.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mass.h"
#include "model/record.h"

/* The delivery copy of a petition's signatories. */

static int read_order(const char *name, enum roll_order *out)
{
	static const char *const names[] = { "name", "place", "signed" };

	for (size_t i = 0; name && i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(name, names[i])) {
			*out = (enum roll_order)i;
			return EXIT_DONE;
		}
	return name ? cli_error(EXIT_USAGE, _("--order %s: it must be name, place or signed"), name)
		    : EXIT_DONE;
}

static int read_consent(const char *text, bool *anonymous)
{
	if (!text || !strcmp(text, "public"))
		return EXIT_DONE;
	*anonymous = !strcmp(text, "public,anonymous");
	if (*anonymous)
		return EXIT_DONE;
	return cli_error(EXIT_USAGE,
		_("--consent %s: it must be public, or public,anonymous; who signed privately is "
		  "never shown"),
		text);
}

static int read_options(const struct cli *cli, struct roll_file *f)
{
	const char *form = args_option(&cli->args, "form");
	const char *order = args_option(&cli->args, "order");
	const char *consent = args_option(&cli->args, "consent");
	int code;

	if (!args_option(&cli->args, "petition"))
		return cli_error(EXIT_USAGE, _("export signatories needs --petition REF"));
	if (form && !roll_form_named(form, &f->form))
		return cli_error(
			EXIT_USAGE, _("--form %s: it must be names, initials or counts"), form);
	if (f->form == ROLL_COUNTS && (order || consent))
		return cli_error(EXIT_USAGE,
			_("--form counts goes by place and counts all: it takes no --%s"),
			order ? "order" : "consent");
	code = read_order(order, &f->roll.order);
	if (code == EXIT_DONE)
		code = read_consent(consent, &f->anonymous);
	return code ? code : export_is_json(cli, &f->json);
}

static enum status find_only(struct cli *cli, int64_t petition, struct idset *only)
{
	struct query q = { .entity = ENTITY_SIGNATORY,
		.owner = ENTITY_PETITION,
		.owner_id = petition,
		.where = args_option(&cli->args, "where") };

	return q.where ? mass_find(cli->db, &q, only) : ST_OK;
}

/* What the file holds, and that nobody is lost: the parts make up all that count. */
static void summary(const char *path, const struct roll_file *f)
{
	const struct roll_sum *sum = &f->sum;
	char all[32], named[32], anonymous[32], withheld[32];

	print_clean(stdout, path);
	printf(_(": of %s valid signatures "),
		print_number(sum->named + sum->anonymous + sum->withheld, all));
	if (f->form == ROLL_COUNTS)
		printf(_("how many from where; no names\n"));
	else
		printf(_("%s in it; without a name: anonymous %s, not to be shown "
			 "%s\n"),
			print_number(sum->named, named), print_number(sum->anonymous, anonymous),
			print_number(sum->withheld, withheld));
}

int export_kind_signatories(struct cli *cli)
{
	struct roll_file f = { .form = ROLL_NAMES };
	struct idset only = IDSET_INIT;
	const char *out = args_option(&cli->args, "out");
	struct record petition;
	enum status st;
	int code = read_options(cli, &f);

	if (code)
		return code;
	st = gag_open(cli->db, ENTITY_PETITION, args_option(&cli->args, "petition"), &petition);
	if (st == ST_OK) {
		st = find_only(cli, petition.id, &only);
		f.roll.petition = petition.id;
		f.roll.language = record_get(&petition, "language");
	}
	f.roll.only = args_option(&cli->args, "where") ? &only : NULL;
	code = st ? cli_fail(cli, st) : export_out(cli, roll_write, &f);
	if (code == EXIT_DONE && out)
		summary(out, &f);
	idset_clear(&only);
	record_free(&petition);
	return code;
}
