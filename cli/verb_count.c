#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli/count_by.h"
#include "cli/print.h"
#include "cli/verbs.h"
#include "export/table.h"
#include "model/count.h"
#include "model/country.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"
#include "model/str.h"
#include "model/text.h"

static const struct option options[] = {
	{ "petition", true, "REF", N_("the petition") },
	{ "by", true, "WHAT", N_("those that count by day, week, month, year or country") },
	{ "format", true, "FORMAT", N_("text, csv or json") },
	{ NULL, false, NULL, NULL },
};

#define LABEL 34 /* columns: the longest reason and most names of countries fit */

static void line(const char *label, int64_t n)
{
	struct str text = STR_INIT;
	char number[32];

	text_pad(&text, label, strlen(label), LABEL);
	printf("%s %12s\n", str_text(&text), print_number(n, number));
	str_free(&text);
}

/* Those left out of one state, by rule; nothing where none is said. */
static void put_rules(const struct count_rule *rules, size_t n, const char *state)
{
	struct str text = STR_INIT;

	for (size_t i = 0; i < n; i++) {
		const char *words = count_rule_words(rules[i].rule);

		if (strcmp(rules[i].state, state) != 0 || !*rules[i].rule)
			continue;
		str_clear(&text);
		str_add(&text, "  ");
		text_clean(&text, words ? _(words) : rules[i].rule,
			strlen(words ? _(words) : rules[i].rule), TEXT_LINE);
		line(str_text(&text), rules[i].rows);
	}
	str_free(&text);
}

static void put_text(const struct count *c, const struct count_rule *rules, size_t n)
{
	if (c->declared >= 0) {
		line(_("declared"), c->declared);
		printf("  ");
		print_clean(stdout, c->declared_source ? c->declared_source : "");
		printf("%s%s\n", *c->declared_on ? ", " : "", c->declared_on);
	} else {
		printf("%s\n", _("no total was declared"));
	}
	line(_("held"), c->held);
	line(_("less duplicate"), c->duplicate);
	put_rules(rules, n, "duplicate");
	line(_("less invalid"), c->invalid);
	put_rules(rules, n, "invalid");
	line(_("less pending"), c->pending);
	line(_("less withdrawn"), c->withdrawn);
	line(_("counted"), c->counted);
	if (c->n_places)
		printf("\n%s\n", _("counted, by country"));
	for (size_t i = 0; i < c->n_places; i++) {
		const char *name = country_name(c->places[i].country);
		line(name ? name : _("(none given)"), c->places[i].counted);
	}
}

/* "duplicate_by_rule": {"same-email": 12}; a rule that is not said is "". */
static void put_json_rules(const struct count_rule *rules, size_t n, const char *state)
{
	const char *comma = "";

	printf(", \"%s_by_rule\": {", state);
	for (size_t i = 0; i < n; i++) {
		if (strcmp(rules[i].state, state) != 0)
			continue;
		printf("%s", comma);
		json_put_string(stdout, rules[i].rule, strlen(rules[i].rule));
		printf(": %lld", (long long)rules[i].rows);
		comma = ", ";
	}
	printf("}");
}

static void put_json(const struct count *c, const struct count_rule *rules, size_t n)
{
	if (c->declared >= 0)
		printf("{\"declared\": %lld", (long long)c->declared);
	else
		printf("{\"declared\": null");
	printf(", \"held\": %lld, \"pending\": %lld, \"valid\": %lld, \"duplicate\": %lld, "
	       "\"invalid\": %lld, \"withdrawn\": %lld, \"counted\": %lld, \"countries\": {",
		(long long)c->held, (long long)c->pending, (long long)c->valid,
		(long long)c->duplicate, (long long)c->invalid, (long long)c->withdrawn,
		(long long)c->counted);
	for (size_t i = 0; i < c->n_places; i++) {
		printf("%s", i ? ", " : "");
		json_put_string(stdout, c->places[i].country, strlen(c->places[i].country));
		printf(": %lld", (long long)c->places[i].counted);
	}
	printf("}");
	put_json_rules(rules, n, "duplicate");
	put_json_rules(rules, n, "invalid");
	printf("}\n");
}

static void put_csv(const struct count *c)
{
	printf("what,country,number\r\n");
	if (c->declared >= 0)
		printf("declared,,%lld\r\n", (long long)c->declared);
	printf("held,,%lld\r\npending,,%lld\r\nvalid,,%lld\r\nduplicate,,%lld\r\ninvalid,,%lld\r\n"
	       "withdrawn,,%lld\r\ncounted,,%lld\r\n",
		(long long)c->held, (long long)c->pending, (long long)c->valid,
		(long long)c->duplicate, (long long)c->invalid, (long long)c->withdrawn,
		(long long)c->counted);
	for (size_t i = 0; i < c->n_places; i++)
		printf("country,%s,%lld\r\n", c->places[i].country,
			(long long)c->places[i].counted);
}

static int run(struct cli *cli)
{
	const char *ref = args_option(&cli->args, "petition");
	const char *by = args_option(&cli->args, "by");
	struct count_rule *rules = NULL;
	struct count count;
	enum format format;
	int64_t petition = 0;
	size_t n = 0;
	enum status st;
	int code = cli_format(cli, &format);

	if (code)
		return code;
	if (!ref)
		return cli_error(EXIT_USAGE, _("count needs --petition REF"));
	st = gag_find(cli->db, ENTITY_PETITION, ref, &petition);
	if (st)
		return cli_fail(cli, st);
	if (by)
		return count_by(cli, petition, by, format);
	st = count_petition(cli->db, petition, &count);
	if (st == ST_OK)
		st = count_rules(cli->db, petition, &rules, &n);
	if (st == ST_OK && format == FORMAT_JSON)
		put_json(&count, rules, n);
	else if (st == ST_OK && format == FORMAT_CSV)
		put_csv(&count);
	else if (st == ST_OK)
		put_text(&count, rules, n);
	count_rules_free(rules, n);
	count_free(&count);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

const struct verb verb_count = { .name = "count",
	.usage = "--petition REF [--by day|week|month|year|country] [--format text|csv|json]",
	.summary = N_("how many signed, by state and country"),
	.help = N_("A declared total and the rows held are different facts; both are shown. With "
		   "--by those that count are shown by the day they signed, the week (its "
		   "Monday), the month, the year, or by country."),
	.options = options,
	.most = 0,
	.file = FILE_OPEN,
	.run = run };
