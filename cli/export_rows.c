#include "config.h"

#include "cli/export_kinds.h"
#include "export/table.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"

struct rows {
	struct query query;
	bool json;
};

static enum status write_rows(struct db *db, FILE *out, void *arg)
{
	const struct rows *r = arg;

	gag_veil(db, "");
	return r->json ? table_json(db, &r->query, out) : table_csv(db, &r->query, out);
}

int export_kind_rows(struct cli *cli)
{
	const struct entity *e = cli_entity(cli);
	const char *in_case = args_option(&cli->args, "case");
	const char *petition = args_option(&cli->args, "petition");
	struct rows r = { .query = { .where = args_option(&cli->args, "where") } };
	enum status st = ST_OK;
	int code = export_is_json(cli, &r.json);

	if (code)
		return code;
	if (in_case && petition)
		return cli_error(EXIT_USAGE, _("give --case or --petition, not both"));
	r.query.entity = e->id;
	if (in_case || petition) {
		r.query.owner = in_case ? ENTITY_CASE : ENTITY_PETITION;
		st = gag_find(
			cli->db, r.query.owner, in_case ? in_case : petition, &r.query.owner_id);
		if (st == ST_OK)
			st = gag_refuse(cli->db, r.query.owner, r.query.owner_id);
	}
	code = st ? cli_fail(cli, st) : export_out(cli, write_rows, &r);
	if (code == EXIT_DONE)
		cli_say_left_out(cli);
	return code;
}
