#include "config.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cli/export_kinds.h"
#include "cli/print.h"
#include "export/vcard.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"

struct cards {
	struct query query;
	const char *level;
	struct vcard_counts counts;
};

static enum status write_cards(struct db *db, FILE *out, void *arg)
{
	struct cards *c = arg;

	return vcard_write(db, &c->query, c->level, out, &c->counts);
}

/* By --format, or without it by the name that --out gives. */
static bool is_vcard(const struct cli *cli)
{
	const char *format = args_option(&cli->args, "format");
	const char *path = args_option(&cli->args, "out");
	size_t len = path ? strlen(path) : 0;

	if (format)
		return !strcmp(format, "vcard");
	return len > 4 && !strcasecmp(path + len - 4, ".vcf");
}

static int check_level(const char *level)
{
	const struct entity *e = entity_get(ENTITY_CONTACT);

	if (field_choice_label(&e->fields[entity_field(e, "level")], level))
		return EXIT_DONE;
	return cli_error(
		EXIT_USAGE, _("--level %s: it must be public, filed, team or sealed"), level);
}

/* Said beside the cards, which may go to standard output. */
static void tell(const struct cli *cli, const struct cards *c)
{
	char written[32], withheld[32];

	if (args_option(&cli->args, "out"))
		printf(ngettext("%s contact written\n", "%s contacts written\n",
			       (unsigned long)c->counts.written),
			print_number(c->counts.written, written));
	if (c->counts.withheld)
		fprintf(stderr,
			ngettext("%s contact above level %s was left out; --level team takes it "
				 "along\n",
				"%s contacts above level %s were left out; --level team or "
				"sealed takes them along\n",
				(unsigned long)c->counts.withheld),
			print_number(c->counts.withheld, withheld), c->level);
}

int export_kind_contacts(struct cli *cli)
{
	const char *level = args_option(&cli->args, "level");
	const char *in_case = args_option(&cli->args, "case");
	struct cards c = { .query = { .entity = ENTITY_CONTACT,
				   .where = args_option(&cli->args, "where") },
		.level = level ? level : "filed" };
	enum status st = ST_OK;
	int code;

	if (!is_vcard(cli)) {
		if (level)
			return cli_error(
				EXIT_USAGE, _("--level is for cards; give --format vcard with it"));
		return export_kind_rows(cli);
	}
	code = check_level(c.level);
	if (code)
		return code;
	if (in_case) {
		c.query.owner = ENTITY_CASE;
		st = gag_find(cli->db, ENTITY_CASE, in_case, &c.query.owner_id);
		if (!st)
			st = gag_refuse(cli->db, ENTITY_CASE, c.query.owner_id);
		if (st)
			return cli_fail(cli, st);
	}
	code = export_out(cli, write_cards, &c);
	if (code == EXIT_DONE)
		tell(cli, &c);
	return code;
}
