#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/deadline_kinds.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "export/deadline_sheet.h"
#include "export/outfile.h"
#include "export/table.h"
#include "model/deadline.h"
#include "model/deadline_sheet.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

#define MISSING_MAX 10000

/* ---- those that there are ---- */

/* The fields that are shown, and behind them what was found out. */
static const char *const columns[] = { "due", "warning", "kind", "ref", "case", "petition", "title",
	"status", "rule", "checked_by" };

#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

static void row_csv(const struct record *r, const char *stale)
{
	const char *cells[COLUMNS + 1];

	for (size_t i = 0; i < COLUMNS; i++)
		cells[i] = record_show(r, columns[i]);
	cells[COLUMNS] = stale;
	put_csv_line(cells, COLUMNS + 1);
}

static void row_json(const struct record *r, const char *stale, bool first)
{
	for (size_t i = 0; i < COLUMNS; i++)
		put_json_pair(i       ? ", "
			      : first ? "[{"
				      : ",\n {",
			columns[i], record_get(r, columns[i]));
	put_json_pair(", ", "stale", stale);
	putchar('}');
}

static void add_left(const struct record *r, struct str *out)
{
	struct date today = date_today(), due;
	long left;

	if (strcmp(record_show(r, "status"), "open") != 0 ||
		date_parse(record_show(r, "due"), &due) != ST_OK)
		return;
	left = date_to_days(&due) - date_to_days(&today);
	if (left == 0)
		str_add(out, _("today"));
	else if (left > 0)
		str_addf(out, ngettext("in %ld day", "in %ld days", (unsigned long)left), left);
	else
		str_addf(out, ngettext("%ld day late", "%ld days late", (unsigned long)-left),
			-left);
}

static void row_text(const struct record *r, const char *stale)
{
	struct str line = STR_INIT, left = STR_INIT;

	add_left(r, &left);
	text_pad(&line, record_show(r, "due"), strlen(record_show(r, "due")), 11);
	text_pad(&line, str_text(&left), left.len, 14);
	str_addf(&line, " %s/%s: %s", record_show(r, "case"), record_show(r, "ref"),
		record_show(r, "title"));
	if (strcmp(record_show(r, "status"), "open") != 0)
		str_addf(&line, " (%s)", record_show(r, "status"));
	if (record_get(r, "checked_by"))
		str_addf(&line, _(" (checked by %s)"), record_show(r, "checked_by"));
	else if (deadline_unchecked(r))
		str_add(&line, _(" (not checked by a second person)"));
	if (*stale)
		str_addf(&line, _("\n    Stale: %s"), stale);
	print_clean(stdout, str_text(&line));
	putchar('\n');
	str_free(&line);
	str_free(&left);
}

static enum status list_row(struct cli *cli, const struct deadline_data *data,
	const struct record *r, enum format format, bool first)
{
	struct str stale = STR_INIT;
	enum status st = deadline_stale(cli->db, data, r, &stale);

	if (st == ST_OK && format == FORMAT_TEXT)
		row_text(r, str_text(&stale));
	else if (st == ST_OK && format == FORMAT_CSV)
		row_csv(r, str_text(&stale));
	else if (st == ST_OK)
		row_json(r, str_text(&stale), first);
	str_free(&stale);
	return st;
}

static void head_csv(void)
{
	for (size_t i = 0; i < COLUMNS; i++)
		printf("%s,", columns[i]);
	printf("stale\r\n");
}

static enum status list_all(struct cli *cli, const struct deadline_data *data,
	const struct query *q, enum format format)
{
	struct cursor *c = NULL;
	struct record row = { 0 };
	bool first = true;
	enum status st = query_open(cli->db, q, NULL, false, &c);

	if (st == ST_OK && format == FORMAT_CSV)
		head_csv();
	while (st == ST_OK) {
		st = query_next(c, &row);
		if (st == ST_OK)
			st = list_row(cli, data, &row, format, first);
		first = first && st != ST_OK;
		record_free(&row);
	}
	query_close(c);
	if (st == ST_END && format == FORMAT_JSON)
		printf("%s]\n", first ? "[" : "");
	if (st == ST_END && first && format == FORMAT_TEXT)
		printf("%s\n", _("there are no deadlines"));
	return st == ST_END ? ST_OK : st;
}

/* --open and --days, as a filter. */
static int read_where(const struct cli *cli, struct str *where)
{
	const char *days = args_option(&cli->args, "days");
	struct date today = date_today(), until;
	char text[DATE_TEXT_MAX], *end = NULL;
	long n = days ? strtol(days, &end, 10) : 0;

	if (days && (!*days || *end || n < 0 || n > 36500))
		return cli_error(EXIT_USAGE, _("--days is a number of days, not '%.40s'"), days);
	if (args_option(&cli->args, "open") || days)
		str_add(where, "status:open");
	if (days) {
		until = date_from_days(date_to_days(&today) + n);
		date_format(&until, text);
		str_addf(where, " due<=%s", text);
	}
	return EXIT_DONE;
}

/* ---- cases that have none ---- */

static void missing_row(const struct record *r, enum format format, bool first)
{
	const char *ref = record_show(r, "ref"), *title = record_show(r, "title");
	struct str line = STR_INIT;

	if (format == FORMAT_JSON) {
		put_json_pair(first ? "[{" : ",\n {", "ref", ref);
		put_json_pair(", ", "title", title);
		putchar('}');
	} else if (format == FORMAT_CSV) {
		put_csv_line((const char *const[]){ ref, title }, 2);
	} else {
		text_pad(&line, ref, strlen(ref), 24);
		str_addf(&line, " %s", title);
		print_clean(stdout, str_text(&line));
		putchar('\n');
	}
	str_free(&line);
}

static enum status list_missing(struct cli *cli, enum format format)
{
	int64_t *ids = mem_array(MISSING_MAX, sizeof(*ids));
	size_t n = 0;
	enum status st = deadline_missing(cli->db, MISSING_MAX, ids, &n);

	if (st == ST_OK && format == FORMAT_CSV)
		printf("ref,title\r\n");
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		struct record r;

		st = record_load(cli->db, ENTITY_CASE, ids[i], &r);
		if (st == ST_OK)
			missing_row(&r, format, i == 0);
		record_free(&r);
	}
	if (st == ST_OK && format == FORMAT_JSON)
		printf("%s]\n", n ? "" : "[");
	if (st == ST_OK && n == 0 && format == FORMAT_TEXT)
		printf("%s\n", _("every open case has an open deadline"));
	free(ids);
	return st;
}

/* A list of deadlines does not show what has none: it says so. */
static enum status tell_missing(struct cli *cli)
{
	int64_t *ids = mem_array(MISSING_MAX, sizeof(*ids));
	size_t n = 0;
	enum status st = deadline_missing(cli->db, MISSING_MAX, ids, &n);

	if (st == ST_OK && n > 0)
		printf(ngettext("%zu open case has no open deadline; --missing names it\n",
			       "%zu open cases have no open deadline; --missing names them\n",
			       (unsigned long)n),
			n);
	free(ids);
	return st;
}

int deadline_kind_list(struct cli *cli)
{
	const char *in_case = args_option(&cli->args, "case");
	struct query q = { .entity = ENTITY_DEADLINE, .sort = "due" };
	struct str where = STR_INIT;
	struct deadline_data data;
	enum format format;
	enum status st = ST_OK;
	int code = cli_format(cli, &format);

	if (code == EXIT_DONE)
		code = read_where(cli, &where);
	if (code == EXIT_DONE && args_option(&cli->args, "missing") && (where.len || in_case))
		code = cli_error(
			EXIT_USAGE, _("--missing lists cases; it takes nothing beside it"));
	if (code)
		goto out;
	if (args_option(&cli->args, "missing")) {
		st = list_missing(cli, format);
		goto out;
	}
	q.where = str_text(&where);
	if (in_case) {
		q.owner = ENTITY_CASE;
		st = gag_find(cli->db, ENTITY_CASE, in_case, &q.owner_id);
	}
	deadline_data_said(&data);
	if (st == ST_OK)
		st = list_all(cli, &data, &q, format);
	if (st == ST_OK && format == FORMAT_TEXT && !in_case)
		st = tell_missing(cli);
	deadline_data_free(&data);
out:
	str_free(&where);
	return code ? code : st ? cli_fail(cli, st) : EXIT_DONE;
}

/* ---- the control sheet, and the second person ---- */

static enum status write_sheet(struct db *db, FILE *out, void *arg)
{
	const struct deadline_sheet *sheet = arg;
	struct str text = STR_INIT;
	bool whole;

	deadline_sheet_text(sheet, true, &text);
	print_clean(out, str_text(&text));
	str_free(&text);
	whole = !ferror(out);
	return whole ? ST_OK : db_fail(db, ST_IO, NULL, _("the sheet could not be written"));
}

static enum status write_docbook(struct db *db, FILE *out, void *arg)
{
	return deadline_sheet_docbook(db, arg, out);
}

int deadline_kind_sheet(struct cli *cli)
{
	const char *format = args_option(&cli->args, "format");
	const char *path = args_option(&cli->args, "out");
	bool docbook = format && !strcmp(format, "docbook");
	struct deadline_data data;
	struct deadline_sheet sheet = { .n = 0 };
	struct record r;
	enum status st;

	if (format && !docbook && strcmp(format, "text") != 0)
		return cli_error(EXIT_USAGE, _("--format %s: it must be text or docbook"), format);
	deadline_data_said(&data);
	st = gag_open(cli->db, ENTITY_DEADLINE, cli->args.words[1], &r);
	if (st == ST_OK)
		st = deadline_sheet_make(cli->db, &data, &r, &sheet);
	if (st == ST_OK) {
		outfile_fn *fn = docbook ? write_docbook : write_sheet;

		st = path ? outfile_write(cli->db, path, false, fn, &sheet)
			  : fn(cli->db, stdout, &sheet);
	}
	deadline_sheet_free(&sheet);
	record_free(&r);
	deadline_data_free(&data);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}
