#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli/export_kinds.h"
#include "cli/print.h"
#include "export/calendar.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"

static enum status write_text(struct db *db, FILE *out, void *arg)
{
	const struct str *text = arg;

	if (fwrite(str_text(text), 1, text->len, out) == text->len)
		return ST_OK;
	return db_fail(db, ST_IO, NULL, _("the calendar could not be written"));
}

/* Said beside the calendar, which may go to standard output. */
static void tell(const struct cli *cli, const struct calendar_counts *c, const char *level)
{
	char written[32], veiled[32];

	if (args_option(&cli->args, "out"))
		printf(ngettext("%s deadline written\n", "%s deadlines written\n",
			       (unsigned long)c->written),
			print_number(c->written, written));
	if (c->veiled)
		fprintf(stderr,
			ngettext("%s of them without its title, which is not for level %s\n",
				"%s of them without their titles, which are not for level %s\n",
				(unsigned long)c->veiled),
			print_number(c->veiled, veiled), level);
}

int export_kind_calendar(struct cli *cli)
{
	const struct entity *e = entity_get(ENTITY_DEADLINE);
	const char *level = args_option(&cli->args, "level");
	const char *in_case = args_option(&cli->args, "case");
	struct calendar_counts counts;
	struct str text = STR_INIT;
	int64_t of = 0;
	enum status st = ST_OK;
	int code = EXIT_DONE;

	level = level ? level : "filed";
	if (!field_choice_label(&e->fields[entity_field(e, "level")], level))
		return cli_error(EXIT_USAGE,
			_("--level %s: it must be public, filed, team or sealed"), level);
	if (in_case)
		st = gag_find(cli->db, ENTITY_CASE, in_case, &of);
	if (st == ST_OK)
		st = calendar_make(cli->db, of, level, &text, &counts);
	if (st != ST_OK)
		code = cli_fail(cli, st);
	else
		code = export_out(cli, write_text, &text);
	if (code == EXIT_DONE)
		tell(cli, &counts, level);
	str_free(&text);
	return code;
}
