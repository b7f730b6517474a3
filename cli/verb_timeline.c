#include "config.h"

#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "cli/timeline_conflicts.h"
#include "cli/verbs.h"
#include "export/table.h"
#include "model/chronology.h"
#include "model/event.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"
#include "model/str.h"
#include "model/text.h"

static const struct option options[] = {
	{ "case", true, "REF", N_("only what belongs to this case") },
	{ "where", true, "EXPR", N_("only what the filter keeps: words, or 'status:open'") },
	{ "month", true, "MONTH", N_("only what is known to be in 2026-11, or in the year 2026") },
	{ "conflicts", false, NULL,
		N_("only events that sources date otherwise, with what each says") },
	{ "format", true, "FORMAT", N_("text, csv or json") },
	{ NULL, false, NULL, NULL },
};

/* One line of it. */
struct entry {
	char date[DATE_TEXT_MAX];
	const struct entity *entity;
	const struct field *field;
	const char *ref;
	const char *of;
	const char *text;
};

static void put_text(const struct entry *e)
{
	struct str line = STR_INIT;
	struct str what = STR_INIT;

	text_pad(&line, e->date, strlen(e->date), 12);
	str_addf(&what, "%s %s", e->entity->name, e->field->name);
	text_pad(&line, str_text(&what), what.len, 18);
	str_addf(&line, " %s", e->text);
	print_clean(stdout, str_text(&line));
	putchar('\n');
	str_free(&line);
	str_free(&what);
}

static void put_csv(const struct entry *e, bool first)
{
	if (first)
		printf("date,entity,field,ref,case,text\r\n");
	printf("%s,%s,%s,", e->date, e->entity->name, e->field->name);
	csv_put_cell(stdout, e->ref, strlen(e->ref));
	putchar(',');
	csv_put_cell(stdout, e->of, strlen(e->of));
	putchar(',');
	csv_put_cell(stdout, e->text, strlen(e->text));
	printf("\r\n");
}

static void put_json(const struct entry *e, bool first)
{
	printf("%s{\"date\": \"%s\", \"entity\": \"%s\", \"field\": \"%s\", \"ref\": ",
		first ? "[" : ",\n ", e->date, e->entity->name, e->field->name);
	json_put_string(stdout, e->ref, strlen(e->ref));
	printf(", \"case\": ");
	json_put_string(stdout, e->of, strlen(e->of));
	printf(", \"text\": ");
	json_put_string(stdout, e->text, strlen(e->text));
	putchar('}');
}

static enum status read_case(struct db *db, const struct chronology_mark *m, struct str *out)
{
	struct record r;
	int64_t id;
	enum status st = chronology_case(db, (enum entity_id)m->entity, m->id, &id);

	if (st != ST_OK)
		return st == ST_END ? ST_OK : st;
	st = record_load(db, ENTITY_CASE, id, &r);
	if (st == ST_OK)
		str_add(out, record_show(&r, "ref"));
	record_free(&r);
	return st;
}

/* All dates that sources give it. */
static void add_conflict(struct db *db, const struct record *event, struct str *out)
{
	struct event_dates d;

	if (event_dates_of(db, event, &d) == ST_OK && d.conflict) {
		str_add(out, _("; dates conflict: "));
		event_dates_words(&d, out);
	}
	event_dates_free(&d);
}

static enum status put(
	struct cli *cli, const struct chronology_mark *m, enum format format, bool first)
{
	struct date d = chronology_date(m);
	struct str of = STR_INIT;
	struct str text = STR_INIT;
	struct entry e = { .entity = entity_get((enum entity_id)m->entity) };
	struct record r;
	enum status st = record_load(cli->db, (enum entity_id)m->entity, m->id, &r);

	if (st == ST_OK)
		st = read_case(cli->db, m, &of);
	if (st == ST_OK) {
		record_label(cli->db, &r, &text);
		date_format(&d, e.date);
		e.field = &e.entity->fields[m->field];
		e.ref = record_show(&r, "ref");
		e.of = str_text(&of);
		e.text = str_text(&text);
		if (m->conflict && format == FORMAT_TEXT && !r.withheld)
			add_conflict(cli->db, &r, &text);
		e.text = str_text(&text);
		if (format == FORMAT_JSON)
			put_json(&e, first);
		else if (format == FORMAT_CSV)
			put_csv(&e, first);
		else
			put_text(&e);
	}
	record_free(&r);
	str_free(&of);
	str_free(&text);
	return st;
}

/* Whether all that the mark may mean lies within these days. */
static bool within(const struct chronology_mark *m, const long days[2])
{
	return m->day >= days[0] && chronology_last_day(m) <= days[1];
}

static enum status print(struct cli *cli, int64_t case_id, const long days[2], enum format format)
{
	struct chronology *c = chronology_new(case_id, args_option(&cli->args, "where"));
	const struct chronology_mark *marks;
	enum status st = ST_OK;
	bool first = true;
	size_t n;

	while (st == ST_OK)
		st = chronology_step(cli->db, c);
	marks = chronology_marks(c, &n);
	if (st == ST_END)
		st = ST_OK;
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		if (!within(&marks[i], days))
			continue;
		st = put(cli, &marks[i], format, first);
		first = false;
	}
	if (st == ST_OK && format == FORMAT_JSON)
		printf("%s]\n", first ? "[" : "");
	else if (st == ST_OK && first && format == FORMAT_TEXT)
		printf("%s\n", _("nothing has a day there"));
	if (st == ST_OK && chronology_cut(c))
		cli_error(EXIT_DONE, _("only the first %d dates are shown"), CHRONOLOGY_MAX);
	chronology_free(c);
	return st;
}

static int read_month(const char *text, long days[2])
{
	struct date d = { 1, 0, 0, DATE_SURE };
	struct date first = { 1, 1, 1, DATE_SURE }, last = { 9999, 12, 31, DATE_SURE };

	if (text) {
		if (date_parse(text, &d) != ST_OK || d.doubt)
			return cli_error(EXIT_USAGE,
				_("--month is such as 2026-11 or 2026, not '%.40s'"), text);
		first = date_first(&d);
		last = date_last(&d);
	}
	days[0] = date_to_days(&first);
	days[1] = date_to_days(&last);
	return EXIT_DONE;
}

static int run(struct cli *cli)
{
	const char *in_case = args_option(&cli->args, "case");
	enum format format;
	enum status st = ST_OK;
	int64_t case_id = 0;
	long days[2] = { 0, 0 };
	int code = cli_format(cli, &format);

	if (code == EXIT_DONE)
		code = read_month(args_option(&cli->args, "month"), days);
	if (code)
		return code;
	if (args_option(&cli->args, "conflicts") &&
		(args_option(&cli->args, "where") || args_option(&cli->args, "month")))
		return cli_error(
			EXIT_USAGE, _("--conflicts takes --case, and neither --where nor --month"));
	if (in_case)
		st = gag_find(cli->db, ENTITY_CASE, in_case, &case_id);
	if (st == ST_OK && args_option(&cli->args, "conflicts"))
		st = timeline_conflicts(cli, case_id, format);
	else if (st == ST_OK)
		st = print(cli, case_id, days, format);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

const struct verb verb_timeline = { .name = "timeline",
	.usage = "[--case REF] [--month MONTH] [--where EXPR] [--format text|csv|json]\n"
		 "       amparo timeline --conflicts [--case REF] [--format text|csv|json]",
	.summary = N_("everything that has a day, in the order of time"),
	.help = N_(
		"Events, petitions, filings, rulings, letters, deadlines and exhibits. A date that "
		"is "
		"known to the month or the year alone stands before its first day. Accounts say "
		"what a "
		"source\nsays of an event: add account event=... exhibit=... date=... pages=...; "
		"where "
		"their dates\nhave no day in common, that is said."),
	.options = options,
	.most = 0,
	.file = FILE_OPEN,
	.run = run };
