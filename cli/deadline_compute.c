#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/deadline_kinds.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "export/table.h"
#include "model/date_typed.h"
#include "model/deadline.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/text.h"

/* ---- rules ---- */

static void put_day(const char *name, const struct date *d)
{
	char text[DATE_TEXT_MAX] = "";

	if (d->year)
		date_format(d, text);
	put_json_pair(", ", name, text);
}

static void rule_json(const struct deadline_rule *r, const char *before)
{
	struct str term = STR_INIT;

	deadline_rule_term(r, 0, &term);
	put_json_pair(before, "rule", r->id);
	put_json_pair(", ", "name", r->name);
	put_json_pair(", ", "body", r->body);
	put_json_pair(", ", "law", r->law);
	put_json_pair(", ", "source", r->source);
	put_day("verified", &r->verified);
	put_json_pair(", ", "event", r->event);
	put_json_pair(", ", "term", str_text(&term));
	put_json_pair(", ", "calendar", r->calendar);
	printf(", \"warning_days\": %d", r->warn);
	str_free(&term);
}

static void put_cell(const char *text, const char *behind)
{
	csv_put_cell(stdout, text ? text : "", text ? strlen(text) : 0);
	printf("%s", behind);
}

static void rule_csv(const struct deadline_rule *r)
{
	char verified[DATE_TEXT_MAX] = "";
	struct str term = STR_INIT;

	if (r->verified.year)
		date_format(&r->verified, verified);
	deadline_rule_term(r, 0, &term);
	put_cell(r->id, ",");
	put_cell(r->name, ",");
	put_cell(r->body, ",");
	put_cell(str_text(&term), ",");
	put_cell(r->law, ",");
	put_cell(r->source, ",");
	put_cell(verified, "\r\n");
	str_free(&term);
}

static void rule_text(const struct deadline_rule *r)
{
	struct str line = STR_INIT, term = STR_INIT;

	deadline_rule_term(r, 0, &term);
	text_pad(&line, r->id, strlen(r->id), 24);
	str_addf(&line, " %s; %s\n", str_text(&term), r->name);
	str_addf(&line, "    %s; %s\n    ", r->body, r->law);
	deadline_rule_source(r, &line);
	print_clean(stdout, str_text(&line));
	putchar('\n');
	str_free(&line);
	str_free(&term);
}

int deadline_kind_rules(struct cli *cli)
{
	struct deadline_data data;
	enum format format;
	int code = cli_format(cli, &format);

	if (code)
		return code;
	deadline_data_said(&data);
	if (format == FORMAT_CSV)
		printf("rule,name,body,term,law,source,verified\r\n");
	for (size_t i = 0; i < data.n_rules; i++) {
		const struct deadline_rule *r = &data.rules[i];

		if (format == FORMAT_TEXT)
			rule_text(r);
		else if (format == FORMAT_CSV)
			rule_csv(r);
		else
			rule_json(r, i ? "},\n {" : "[{");
	}
	if (format == FORMAT_JSON)
		printf("%s]\n", data.n_rules ? "}" : "[");
	deadline_data_free(&data);
	return EXIT_DONE;
}

/* ---- what is to be counted ---- */

static int read_days(const struct cli *cli, int *out)
{
	const char *text = args_option(&cli->args, "days");
	char *end = NULL;
	long n = text ? strtol(text, &end, 10) : 0;

	if (text && (!*text || *end || n < 1 || n > 36500))
		return cli_error(EXIT_USAGE, _("--days is a number of days, not '%.40s'"), text);
	*out = (int)n;
	return EXIT_DONE;
}

static int read_from(const struct cli *cli, struct date *out)
{
	const char *text = args_option(&cli->args, "from");
	struct date today = date_today();
	struct str why = STR_INIT;
	int code = EXIT_DONE;

	if (!text)
		return EXIT_DONE;
	if (date_from_typed(text, &today, out) != ST_OK) {
		date_typed_why(text, &today, &why);
		code = cli_error(EXIT_REFUSED, "--from '%.40s' %s", text, str_text(&why));
	} else if (!out->day || out->doubt != DATE_SURE) {
		code = cli_error(EXIT_REFUSED,
			_("--from %s: the day that it counts from must be known to the day"), text);
	}
	str_free(&why);
	return code;
}

static int read_plan(struct cli *cli, const struct deadline_data *data, struct deadline_plan *plan)
{
	static const struct {
		const char *option;
		enum entity_id entity;
	} about[] = { { "case", ENTITY_CASE }, { "petition", ENTITY_PETITION },
		{ "event", ENTITY_EVENT }, { "ruling", ENTITY_RULING } };
	const char *rule = args_option(&cli->args, "rule");
	int code;

	if (!rule)
		return cli_error(EXIT_USAGE,
			_("deadline compute needs --rule ID; amparo deadline rules lists them"));
	plan->rule = deadline_rule_find(data, rule);
	if (!plan->rule)
		return cli_error(EXIT_REFUSED,
			_("there is no rule '%.60s'; amparo deadline rules lists them"), rule);
	code = read_days(cli, &plan->n);
	if (code == EXIT_DONE)
		code = read_from(cli, &plan->from);
	for (size_t i = 0; i < sizeof(about) / sizeof(about[0]) && code == EXIT_DONE; i++) {
		const char *ref = args_option(&cli->args, about[i].option);
		int64_t id;
		enum status st;

		if (!ref)
			continue;
		st = gag_find(cli->db, about[i].entity, ref, &id);
		if (st == ST_OK)
			st = deadline_about(cli->db, plan, about[i].entity, id);
		if (st != ST_OK)
			code = cli_fail(cli, st);
	}
	if (code == EXIT_DONE && !plan->from.year && plan->rule->unit != TERM_NONE &&
		!plan->event && !plan->ruling)
		code = cli_error(
			EXIT_USAGE, _("deadline compute needs --from DATE: %s"), plan->rule->event);
	return code;
}

/* ---- what comes of it ---- */

static void count_text(const struct deadline_plan *plan, const struct deadline_count *count)
{
	struct str out = STR_INIT;

	str_addf(&out, "%s (%s)\n", plan->rule->name, plan->rule->id);
	str_addf(&out, "%s; %s\n", plan->rule->body, plan->rule->law);
	deadline_rule_source(plan->rule, &out);
	str_addf(&out, "\n\n%s", str_text(&count->lines));
	if (count->unverified)
		str_add(&out, _("Not verified: check the rule and its calendar against the "
				"source.\n"));
	if (plan->rule->note)
		str_addf(&out, "\n%s\n", plan->rule->note);
	print_clean(stdout, str_text(&out));
	str_free(&out);
}

static void lines_json(const char *text)
{
	printf(", \"lines\": [");
	for (bool first = true; *text; first = false) {
		size_t len = strcspn(text, "\n");

		printf("%s", first ? "" : ", ");
		json_put_string(stdout, text, len);
		text += len + (text[len] == '\n');
	}
	printf("]");
}

static void count_json(
	const struct deadline_plan *plan, const struct deadline_count *count, const char *ref)
{
	rule_json(plan->rule, "{");
	put_day("counts_from", &plan->from);
	put_day("due", &count->due);
	put_day("warning", &count->warning);
	printf(", \"unverified\": %s", count->unverified ? "true" : "false");
	lines_json(str_text(&count->lines));
	put_json_pair(", ", "ref", ref);
	printf("}\n");
}

static int keep(struct cli *cli, const struct deadline_plan *plan,
	const struct deadline_count *count, enum format format)
{
	struct record r;
	struct str by = STR_INIT;
	int code = deadline_by(cli, &by);
	enum status st;

	if (code)
		return code;
	st = deadline_plan_record(cli->db, plan, count, &r);
	if (st == ST_OK)
		st = deadline_keep(cli->db, &r, str_text(&by));
	if (st == ST_OK && format == FORMAT_JSON)
		count_json(plan, count, record_show(&r, "ref"));
	else if (st == ST_OK)
		printf(_("Kept as deadline %s; a second person counts again with: amparo deadline "
			 "check %s --by NAME\n"),
			record_show(&r, "ref"), record_show(&r, "ref"));
	record_free(&r);
	str_free(&by);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

static int show(struct cli *cli, const struct deadline_data *data, const struct deadline_plan *plan,
	enum format format)
{
	bool accept = args_option(&cli->args, "accept") != NULL;
	struct deadline_count count;
	enum status st = deadline_plan_count(cli->db, data, plan, &count);
	int code = EXIT_DONE;

	if (st != ST_OK && st != ST_END) {
		code = cli_fail(cli, st);
		goto out;
	}
	if (format == FORMAT_TEXT)
		count_text(plan, &count);
	else if (!accept || st == ST_END)
		count_json(plan, &count, NULL);
	if (accept && st == ST_END)
		code = cli_error(EXIT_REFUSED,
			_("the rule %s sets no last day; there is nothing to keep"),
			plan->rule->id);
	else if (accept)
		code = keep(cli, plan, &count, format);
	else if (format == FORMAT_TEXT && st == ST_OK)
		printf("%s\n", _("\nNothing was kept; with --accept the deadline is added."));
out:
	deadline_count_free(&count);
	return code;
}

int deadline_kind_compute(struct cli *cli)
{
	struct deadline_plan plan = { .n = 0 };
	struct deadline_data data;
	enum format format;
	int code = cli_format(cli, &format);

	if (code)
		return code;
	if (format == FORMAT_CSV)
		return cli_error(EXIT_USAGE, _("--format csv: it must be text or json"));
	deadline_data_said(&data);
	code = read_plan(cli, &data, &plan);
	if (code == EXIT_DONE && args_option(&cli->args, "accept") && !plan.of)
		code = cli_error(EXIT_USAGE,
			_("--accept needs to know the case: give --case, --petition, --event or "
			  "--ruling"));
	if (code == EXIT_DONE)
		code = show(cli, &data, &plan, format);
	deadline_data_free(&data);
	return code;
}
