#include "config.h"

#include "cli/timeline_conflicts.h"

#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "export/table.h"
#include "model/event.h"
#include "model/i18n.h"
#include "model/record.h"
#include "model/text.h"

static void put_text(const struct record *event, const struct event_dates *d)
{
	print_clean(stdout, record_show(event, "title"));
	printf(" [");
	print_clean(stdout, record_show(event, "ref"));
	printf("]\n");
	for (size_t i = 0; i < d->n; i++) {
		const struct event_date *e = &d->list[i];
		struct str line = STR_INIT;

		str_add(&line, "  ");
		text_pad(&line, e->date, strlen(e->date), 12);
		str_addf(&line, " %s",
			*e->source   ? e->source
			: e->account ? _("no exhibit named")
				     : _("as recorded, without a source"));
		if (*e->pages)
			str_addf(&line, _(", p. %s"), e->pages);
		if (*e->quote)
			str_addf(&line, ": %s", e->quote);
		print_clean(stdout, str_text(&line));
		putchar('\n');
		str_free(&line);
	}
}

static const char *const keys[] = { "event", "case", "title", "date", "source", "pages", "quote",
	"conflicts" };

#define N_KEYS (sizeof(keys) / sizeof(keys[0]))

static void put_row(const struct record *event, const struct event_date *e, bool json, bool first)
{
	const char *cells[N_KEYS] = { record_show(event, "ref"), record_show(event, "case"),
		record_show(event, "title"), e->date, e->source, e->pages, e->quote,
		e->conflicts ? "yes" : "no" };

	if (json)
		fputs(first ? "[\n  {" : ",\n  {", stdout);
	for (size_t i = 0; i < N_KEYS; i++) {
		if (i)
			fputs(json ? ", " : ",", stdout);
		if (!json) {
			csv_put_cell(stdout, cells[i], strlen(cells[i]));
			continue;
		}
		printf("\"%s\": ", keys[i]);
		if (i == N_KEYS - 1)
			fputs(e->conflicts ? "true" : "false", stdout);
		else if (*cells[i])
			json_put_string(stdout, cells[i], strlen(cells[i]));
		else
			fputs("null", stdout);
	}
	fputs(json ? "}" : "\r\n", stdout);
}

static enum status put_event(struct cli *cli, int64_t id, enum format format, bool first)
{
	struct event_dates d = { NULL, 0, false };
	struct record event;
	enum status st = record_load(cli->db, ENTITY_EVENT, id, &event);

	if (st == ST_OK)
		st = event_dates_of(cli->db, &event, &d);
	if (st == ST_OK && format == FORMAT_TEXT)
		put_text(&event, &d);
	for (size_t i = 0; st == ST_OK && format != FORMAT_TEXT && i < d.n; i++)
		put_row(&event, &d.list[i], format == FORMAT_JSON, first && !i);
	event_dates_free(&d);
	record_free(&event);
	return st;
}

enum status timeline_conflicts(struct cli *cli, int64_t case_id, enum format format)
{
	struct idset ids = IDSET_INIT;
	enum status st = event_conflicts(cli->db, case_id, &ids);
	bool first = true;

	if (format == FORMAT_CSV)
		for (size_t i = 0; i < N_KEYS; i++)
			printf("%s%s", keys[i], i + 1 < N_KEYS ? "," : "\r\n");
	for (int64_t id = idset_next(&ids, 0); id && st == ST_OK; id = idset_next(&ids, id)) {
		st = put_event(cli, id, format, first);
		first = false;
	}
	if (st == ST_OK && format == FORMAT_JSON)
		printf("%s]\n", first ? "[" : "\n");
	else if (st == ST_OK && first && format == FORMAT_TEXT)
		printf("%s\n", _("no sources disagree on a date"));
	idset_clear(&ids);
	return st;
}
