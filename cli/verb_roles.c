#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "cli/rows.h"
#include "cli/verbs.h"
#include "model/date.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"
#include "model/stand.h"
#include "model/str.h"
#include "model/text.h"

static const struct option options[] = {
	{ "case", true, "REF", N_("in this case") },
	{ "role", true, "ROLE", N_("in this role: counsel, witness, ...") },
	{ "on", true, "DAY", N_("only who stood there on that day, perhaps or surely") },
	{ "format", true, "FORMAT", N_("text, csv or json") },
	{ NULL, false, NULL, NULL },
};

static const char *const columns[] = { "case", "contact", "name", "role", "side", "from", "to",
	"ref", "sure", NULL };

struct asked {
	struct stand_query query;
	struct date on;
	bool dated; /* `on` was given */
	enum format format;
};

static void put_row(struct rows *rows, const struct stand *s, enum sure sure)
{
	const char *side = side_name(s->side);
	const char *const cells[] = { s->case_ref, s->contact_ref, s->name, s->role,
		*side ? side : NULL, s->from, s->to, s->ref, sure == SURE_YES ? "yes" : "perhaps" };

	rows_put(rows, cells);
}

static void put_text(const struct stand *s, enum sure sure)
{
	const struct entity *e = entity_get(ENTITY_PARTY);
	const char *label = field_choice_label(&e->fields[entity_field(e, "role")], s->role);
	struct str line = STR_INIT, days = STR_INIT, what = STR_INIT;

	stand_days(s, &days);
	if (sure == SURE_PERHAPS)
		str_addf(&days, "%s%s", days.len ? ", " : "", _("perhaps"));
	str_add(&what, label ? label : s->role);
	if (s->side == SIDE_ASKING || s->side == SIDE_ANSWERING)
		str_addf(&what, " (%s)", side_words(s->side));
	print_pad(&line, str_text(&days), 24);
	print_pad(&line, s->case_ref, 18);
	print_pad(&line, str_text(&what), 38);
	str_add(&line, s->name);
	print_clean(stdout, str_text(&line));
	putchar('\n');
	str_free(&line);
	str_free(&days);
	str_free(&what);
}

static void put_all(const struct stands *all, const struct asked *a)
{
	struct rows rows = { a->format, columns, 0 };
	size_t shown = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct stand *s = &all->all[i];
		const enum sure sure = a->dated ? stand_on(s, &a->on) : SURE_YES;

		if (sure == SURE_NO)
			continue;
		shown++;
		if (a->format == FORMAT_TEXT)
			put_text(s, sure);
		else
			put_row(&rows, s, sure);
	}
	if (a->format != FORMAT_TEXT)
		rows_end(&rows);
	else if (!shown)
		printf("%s\n", _("nobody"));
}

static int read_options(struct cli *cli, struct asked *a)
{
	const char *on = args_option(&cli->args, "on");
	const char *role = args_option(&cli->args, "role");
	const struct entity *e = entity_get(ENTITY_PARTY);

	if (on && date_parse(on, &a->on) != ST_OK)
		return cli_error(
			EXIT_USAGE, _("--on is such as 2020-04-17 or 2020-04, not '%.40s'"), on);
	if (role && !field_choice_label(&e->fields[entity_field(e, "role")], role))
		return cli_error(EXIT_USAGE,
			_("--role %.40s: there is no such role; amparo help party lists them"),
			role);
	a->dated = on != NULL;
	a->query.role = role;
	return EXIT_DONE;
}

static int run(struct cli *cli)
{
	const char *in_case = args_option(&cli->args, "case");
	struct asked a = { 0 };
	struct stands all = { 0 };
	enum status st = ST_OK;
	int code = cli_format(cli, &a.format);

	if (code == EXIT_DONE)
		code = read_options(cli, &a);
	if (code)
		return code;
	if (in_case)
		st = gag_find(cli->db, ENTITY_CASE, in_case, &a.query.case_id);
	if (st == ST_OK && cli->args.n_words)
		st = gag_find(cli->db, ENTITY_CONTACT, cli->args.words[0], &a.query.contact);
	if (st == ST_OK)
		st = stands_read(cli->db, &a.query, &all);
	if (st == ST_OK)
		put_all(&all, &a);
	stands_free(&all);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

const struct verb verb_roles = { .name = "roles",
	.usage = "[CONTACT] [--case REF] [--role ROLE] [--on DAY] [--format text|csv|json]",
	.summary = N_("who stood where, and when: of a contact, of a case, on a day"),
	.help = N_("In the order in which they began. A role without an end goes on; one that is\n"
		   "known to the year alone is there perhaps on a day of that year."),
	.options = options,
	.most = 1,
	.file = FILE_OPEN,
	.run = run };
