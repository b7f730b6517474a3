#include "config.h"

#include "cli/exhibit_kinds.h"

#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "cli/progress.h"
#include "export/outfile.h"
#include "import/stamp_look.h"
#include "model/change.h"
#include "model/custody_chain.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/stamp.h"

/* ---- the query ---- */

static enum status write_query(struct db *db, FILE *out, void *arg)
{
	const struct str *query = arg;

	(void)db;
	(void)fwrite(str_text(query), 1, query->len, out);
	return ST_OK;
}

/* The record is there when the file is, or neither. */
static enum status request(struct cli *cli, const char *of, int64_t exhibit, struct record *stamp)
{
	const char *path = args_option(&cli->args, "request");
	struct str query = STR_INIT;
	struct change *c = NULL;
	enum status st = change_begin(cli->db, &c, "ask for a time stamp");

	if (st == ST_OK)
		st = stamp_request(
			c, of, exhibit, args_option(&cli->args, "policy"), stamp, &query);
	if (st == ST_OK) {
		change_label(c, _("ask for time stamp %s"), record_show(stamp, "ref"));
		st = outfile_write(cli->db, path, false, write_query, &query);
	}
	if (st == ST_OK)
		st = change_commit(c);
	else
		change_cancel(c);
	str_free(&query);
	return st;
}

static int run_request(struct cli *cli)
{
	const char *all = args_option(&cli->args, "all");
	const char *journal = args_option(&cli->args, "journal");
	const char *of = all ? "all" : journal ? "journal" : "exhibit";
	struct record stamp = { 0 };
	int64_t exhibit = 0;
	enum status st = ST_OK;

	if (cli->args.n_words - 1 + !!all + !!journal != 1 || args_option(&cli->args, "ca"))
		return cli_error(EXIT_USAGE, _("use: amparo exhibit stamp --request FILE [--policy "
					       "OID] REF, or --all, or --journal"));
	if (cli->args.n_words == 2)
		st = gag_find(cli->db, ENTITY_EXHIBIT, cli->args.words[1], &exhibit);
	if (st == ST_OK)
		st = request(cli, of, exhibit, &stamp);
	if (st == ST_OK) {
		print_clean(stdout, record_show(&stamp, "ref"));
		putchar('\n');
	}
	if (stamp.entity)
		record_free(&stamp);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

/* ---- the answer ---- */

static int say_refused(const struct stamp_result *r)
{
	return cli_error(EXIT_REFUSED,
		_("the authority refused time stamp %s: %s; its answer is kept, ask again"),
		record_show(&r->stamp, "ref"), r->why);
}

static void say_stamped(const struct stamp_result *r)
{
	struct str line = STR_INIT;

	str_addf(&line, _("time stamp %s: "), record_show(&r->stamp, "ref"));
	custody_time_words(record_show(&r->stamp, "stamped"), &line);
	str_addf(&line, _(", by %s"), record_show(&r->stamp, "authority"));
	if (r->trusted) {
		str_add(&line, _("; entered in custody records: "));
		str_add_number(&line, r->entered);
	} else {
		str_addf(&line,
			_("; kept, but not trusted here (%s): give it again with --ca FILE, the "
			  "certificates of the authority"),
			r->why);
	}
	print_clean(stdout, str_text(&line));
	putchar('\n');
	str_free(&line);
}

static enum status take(
	struct cli *cli, const struct str *answer, const struct str *ca, struct stamp_result *out)
{
	struct change *c = NULL;
	int64_t stamp = 0;
	enum status st = ST_OK;

	if (cli->args.n_words == 2)
		st = gag_find(cli->db, ENTITY_STAMP, cli->args.words[1], &stamp);
	if (st == ST_OK)
		st = change_begin(cli->db, &c, "take a time stamp in");
	if (st)
		return st;
	st = stamp_reply(c, stamp, answer, ca, stamp_look, out);
	if (st) {
		change_cancel(c);
		return st;
	}
	change_label(c, _("take in time stamp %s"), record_show(&out->stamp, "ref"));
	return change_commit(c);
}

static int run_reply(struct cli *cli)
{
	const char *path = args_option(&cli->args, "ca");
	struct stamp_result result = { 0 };
	struct str answer = STR_INIT, ca = STR_INIT;
	enum status st;
	int code = EXIT_DONE;

	if (cli->args.n_words > 2 || args_option(&cli->args, "all") ||
		args_option(&cli->args, "journal") || args_option(&cli->args, "policy"))
		return cli_error(EXIT_USAGE,
			_("use: amparo exhibit stamp --reply FILE [--ca FILE] [STAMP]"));
	st = stamp_read_file(cli->db, args_option(&cli->args, "reply"), &answer);
	if (st == ST_OK && path)
		st = stamp_read_file(cli->db, path, &ca);
	progress_begin(cli->db);
	if (st == ST_OK)
		st = take(cli, &answer, path ? &ca : NULL, &result);
	progress_end(cli->db);
	if (st)
		code = cli_fail(cli, st);
	else if (result.refused)
		code = say_refused(&result);
	else
		say_stamped(&result);
	stamp_result_free(&result);
	str_free(&answer);
	str_free(&ca);
	return code;
}

int exhibit_kind_stamp(struct cli *cli)
{
	const char *ask = args_option(&cli->args, "request");
	const char *answer = args_option(&cli->args, "reply");

	if (!ask == !answer)
		return cli_error(
			EXIT_USAGE, _("exhibit stamp: give --request FILE or --reply FILE"));
	return ask ? run_request(cli) : run_reply(cli);
}
