#include "config.h"

#include "cli/count_by.h"

#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "export/table.h"
#include "model/count.h"
#include "model/country.h"
#include "model/i18n.h"
#include "model/str.h"
#include "model/tally.h"
#include "model/text.h"

static const struct {
	const char *name;
	enum tally_unit unit;
} units[] = {
	{ "day", TALLY_DAY },
	{ "week", TALLY_WEEK },
	{ "month", TALLY_MONTH },
	{ "year", TALLY_YEAR },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What is printed, a line at a time; the key is NULL for those of whom it is not known. */
struct printer {
	const char *by;
	enum format format;
	int64_t lines;
};

static void put_line(struct printer *p, const char *key, const char *label, int64_t n)
{
	struct str text = STR_INIT;
	char number[32];

	if (p->format == FORMAT_JSON) {
		printf("%s{", p->lines ? ",\n " : "[");
		json_put_string(stdout, p->by, strlen(p->by));
		printf(": ");
		if (key)
			json_put_string(stdout, key, strlen(key));
		else
			printf("null");
		printf(", \"counted\": %lld}", (long long)n);
	} else if (p->format == FORMAT_CSV) {
		if (p->lines == 0)
			printf("%s,counted\r\n", p->by);
		printf("%s,%lld\r\n", key ? key : "", (long long)n);
	} else {
		text_pad(&text, label, strlen(label), 22);
		printf("%s %12s\n", str_text(&text), print_number(n, number));
	}
	p->lines++;
	str_free(&text);
}

static void put_end(const struct printer *p)
{
	if (p->format == FORMAT_JSON)
		printf("%s]\n", p->lines ? "" : "[");
	else if (p->format == FORMAT_CSV && p->lines == 0)
		printf("%s,counted\r\n", p->by);
}

/* A unit's name: its first day, or as much of it as is meant. */
static void unit_key(enum tally_unit unit, long place, char out[DATE_TEXT_MAX])
{
	struct date d = { 1, 0, 0, DATE_SURE };

	if (tally_first(unit, place, &d) != ST_OK)
		d.year = 1;
	if (unit == TALLY_MONTH || unit == TALLY_YEAR)
		d.day = 0;
	if (unit == TALLY_YEAR)
		d.month = 0;
	date_format(&d, out);
}

/* Dates come in their order, so those of one unit stand together. */
static void put_units(struct printer *p, const struct tally *t, enum tally_unit unit)
{
	int64_t unknown = t->undated;
	char key[DATE_TEXT_MAX];

	for (size_t i = 0; i < t->n_dates;) {
		const struct tally_date *d = &t->dates[i];
		int64_t n = 0;
		long place;

		if (!tally_fits(&d->date, unit)) {
			unknown += d->counted;
			i++;
			continue;
		}
		place = tally_place(&d->date, unit);
		for (; i < t->n_dates; i++) {
			if (!tally_fits(&t->dates[i].date, unit)) {
				unknown += t->dates[i].counted;
				continue;
			}
			if (tally_place(&t->dates[i].date, unit) != place)
				break;
			n += t->dates[i].counted;
		}
		unit_key(unit, place, key);
		put_line(p, key, key, n);
	}
	if (unknown > 0)
		put_line(p, NULL, _("(not known)"), unknown);
}

static enum status by_date(struct db *db, struct printer *p, int64_t petition, enum tally_unit unit)
{
	struct tally t;
	enum status st = ST_OK;

	tally_begin(&t, petition, NULL);
	while (st == ST_OK)
		st = tally_step(db, &t);
	if (st == ST_END) {
		st = ST_OK;
		put_units(p, &t, unit);
		put_end(p);
	}
	tally_free(&t);
	return st;
}

static enum status by_country(struct db *db, struct printer *p, int64_t petition)
{
	struct count count;
	enum status st = count_petition(db, petition, &count);

	for (size_t i = 0; i < count.n_places && st == ST_OK; i++) {
		const char *code = count.places[i].country;
		const char *name = country_name(code);

		put_line(p, *code ? code : NULL,
			name    ? name
			: *code ? code
				: _("(none given)"),
			count.places[i].counted);
	}
	if (st == ST_OK)
		put_end(p);
	count_free(&count);
	return st;
}

int count_by(struct cli *cli, int64_t petition, const char *by, enum format format)
{
	struct printer p = { .by = by, .format = format };
	enum status st;

	if (!strcmp(by, "country")) {
		st = by_country(cli->db, &p, petition);
		return st ? cli_fail(cli, st) : EXIT_DONE;
	}
	for (size_t i = 0; i < COUNT(units); i++) {
		if (strcmp(by, units[i].name) != 0)
			continue;
		st = by_date(cli->db, &p, petition, units[i].unit);
		return st ? cli_fail(cli, st) : EXIT_DONE;
	}
	return cli_error(
		EXIT_USAGE, _("--by is day, week, month, year or country, not '%.40s'"), by);
}
