#include "config.h"

#include "model/deadline_rule.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "model/deadline_read.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/shipped.h"

/* Calendars by country and year, and the folders in which they and the rules stand. */

void deadline_calendar_free(struct deadline_calendar *c)
{
	for (size_t i = 0; i < c->n_spans; i++)
		free(c->spans[i].name);
	free(c->spans);
	free(c->id);
	free(c->source);
	*c = (struct deadline_calendar){ .year = 0 };
}

static struct deadline_calendar *find(const struct deadline_data *data, const char *id, int year)
{
	for (size_t i = 0; i < data->n_calendars; i++)
		if (data->calendars[i].year == year && !strcmp(data->calendars[i].id, id))
			return &data->calendars[i];
	return NULL;
}

const struct deadline_calendar *deadline_calendar_find(
	const struct deadline_data *data, const char *id, int year)
{
	return find(data, id, year);
}

void deadline_calendar_add(struct deadline_data *data, struct deadline_calendar *calendar)
{
	struct deadline_calendar *at = find(data, calendar->id, calendar->year);

	if (at) {
		deadline_calendar_free(at);
	} else {
		data->calendars = mem_resize(
			data->calendars, data->n_calendars + 1, sizeof(*data->calendars));
		at = &data->calendars[data->n_calendars++];
	}
	*at = *calendar;
	*calendar = (struct deadline_calendar){ .year = 0 };
}

/* ---- lines that rules have too ---- */

void deadline_take_text(
	struct conf *c, struct deadline_file *f, const char *verb, const char *rest, char **out)
{
	size_t len;

	rest += strspn(rest, " \t");
	len = strlen(rest);
	while (len > 0 && strchr(" \t\r", rest[len - 1]))
		len--;
	if (len == 0) {
		conf_complain(c, _("%s: nothing stands behind it"), verb);
		f->wrong = true;
	} else if (*out) {
		conf_complain(c, _("%s stands there twice"), verb);
		f->wrong = true;
	} else {
		*out = mem_text_n(rest, len);
	}
}

bool deadline_take_day(struct conf *c, struct deadline_file *f, const char *text, struct date *out)
{
	struct date d;

	if (text && date_parse(text, &d) == ST_OK && d.day && d.doubt == DATE_SURE) {
		*out = d;
		return true;
	}
	conf_complain(c, _("'%s' is no day, such as 2026-11-21"), text ? text : "");
	f->wrong = true;
	return false;
}

void deadline_take_verified(
	struct conf *c, struct deadline_file *f, const char *text, struct date *out)
{
	if (!text || strcmp(text, "no") != 0)
		deadline_take_day(c, f, text, out);
}

/* ---- days of a calendar ---- */

static void take_weekend(struct conf *c, struct deadline_file *f, char *rest)
{
	static const char *const days[] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

	for (const char *word = conf_word(&rest); word; word = conf_word(&rest)) {
		unsigned bit = 0;

		for (unsigned i = 0; i < 7; i++)
			if (!strcmp(word, days[i]))
				bit = 1U << (i + 1);
		if (!bit) {
			conf_complain(c, _("'%s' is none of mon to sun"), word);
			f->wrong = true;
		}
		f->calendar.weekend |= bit;
	}
}

/* "holiday 2026-05-14 Independence Day", "recess 2026-07-21 2026-09-05 summer recess". */
static void take_span(struct conf *c, struct deadline_file *f, char *rest, bool recess)
{
	struct deadline_calendar *cal = &f->calendar;
	struct calendar_span span = { .recess = recess };
	struct date first, last;

	if (!deadline_take_day(c, f, conf_word(&rest), &first))
		return;
	last = first;
	if (recess && !deadline_take_day(c, f, conf_word(&rest), &last))
		return;
	span.first = date_to_days(&first);
	span.last = date_to_days(&last);
	if (first.year != cal->year || last.year != cal->year || span.last < span.first) {
		conf_complain(c, _("these days are not in %d"), cal->year);
		f->wrong = true;
		return;
	}
	deadline_take_text(c, f, recess ? "recess" : "holiday", rest, &span.name);
	if (!span.name)
		return;
	cal->spans = mem_resize(cal->spans, cal->n_spans + 1, sizeof(*cal->spans));
	cal->spans[cal->n_spans++] = span;
}

void deadline_calendar_close(struct deadline_file *f, const char *name)
{
	if (!f->open)
		return;
	if (!f->wrong && !f->calendar.weekend) {
		str_addf(&f->data->problems,
			_("%s: the calendar does not say its weekend; it is not used\n"), name);
		f->wrong = true;
	}
	if (f->wrong)
		deadline_calendar_free(&f->calendar);
	else
		deadline_calendar_add(f->data, &f->calendar);
	f->open = f->wrong = false;
}

static void open_calendar(struct conf *c, struct deadline_file *f, char *rest)
{
	const char *id = conf_word(&rest);
	const char *year = conf_word(&rest);
	char *end = NULL;
	long n = year ? strtol(year, &end, 10) : 0;

	f->calendar = (struct deadline_calendar){ .id = mem_text(id ? id : "?"), .year = (int)n };
	f->open = true;
	f->wrong = !id || !year || *end || n < 1 || n > 9999;
	if (f->wrong)
		conf_complain(
			c, _("a calendar begins with its country and year: calendar IL 2026"));
}

void deadline_calendar_line(struct conf *c, void *arg, char *verb, char *rest)
{
	struct deadline_file *f = arg;

	if (!strcmp(verb, "calendar")) {
		deadline_calendar_close(f, c->name);
		open_calendar(c, f, rest);
	} else if (!f->open) {
		conf_complain(c, _("a line 'calendar COUNTRY YEAR' comes first"));
	} else if (!strcmp(verb, "source")) {
		deadline_take_text(c, f, verb, rest, &f->calendar.source);
	} else if (!strcmp(verb, "verified")) {
		deadline_take_verified(c, f, conf_word(&rest), &f->calendar.verified);
	} else if (!strcmp(verb, "weekend")) {
		take_weekend(c, f, rest);
	} else if (!strcmp(verb, "holiday") || !strcmp(verb, "recess")) {
		take_span(c, f, rest, verb[0] == 'r');
	} else {
		conf_complain(c, _("a calendar has no '%s'"), verb);
		f->wrong = true;
	}
}

/* ---- files and folders ---- */

void deadline_data_text(
	struct deadline_data *data, const char *name, const char *text, size_t len, bool calendar)
{
	struct deadline_file f = { .data = data };

	(void)conf_read(name, text, len, calendar ? deadline_calendar_line : deadline_rule_line, &f,
		&data->problems);
	if (calendar)
		deadline_calendar_close(&f, name);
	else
		deadline_rule_close(&f, name);
}

static void read_file(
	struct deadline_data *data, const char *folder, const char *name, bool calendar)
{
	struct deadline_file f = { .data = data };
	struct str path = STR_INIT;

	str_addf(&path, "%s/%s", folder, name);
	(void)conf_read_file(name, str_text(&path),
		calendar ? deadline_calendar_line : deadline_rule_line, &f, &data->problems, NULL);
	if (calendar)
		deadline_calendar_close(&f, name);
	else
		deadline_rule_close(&f, name);
	str_free(&path);
}

static int is_conf(const struct dirent *e)
{
	size_t len = strlen(e->d_name);

	return e->d_name[0] != '.' && len > 5 && !strcmp(e->d_name + len - 5, ".conf");
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void read_folder(struct deadline_data *data, const char *folder, bool calendar)
{
	struct dirent **entries = NULL;
	int n = scandir(folder, &entries, is_conf, by_name);

	for (int i = 0; i < n; i++) {
		read_file(data, folder, entries[i]->d_name, calendar);
		free(entries[i]);
	}
	if (n >= 0)
		free(entries);
}

void deadline_data_add(struct deadline_data *data, const char *folder)
{
	struct str path = STR_INIT;

	str_addf(&path, "%s/rules", folder);
	read_folder(data, str_text(&path), false);
	str_clear(&path);
	str_addf(&path, "%s/holidays", folder);
	read_folder(data, str_text(&path), true);
	str_free(&path);
}

void deadline_data_read(struct deadline_data *out)
{
	struct str folder = STR_INIT;

	*out = (struct deadline_data){ .n_rules = 0 };
	str_addf(&folder, "%s/deadlines", shipped_dir());
	deadline_data_add(out, str_text(&folder));
	str_clear(&folder);
	if (conf_user_path("deadlines", &folder))
		deadline_data_add(out, str_text(&folder));
	str_free(&folder);
}

void deadline_data_free(struct deadline_data *data)
{
	for (size_t i = 0; i < data->n_rules; i++)
		deadline_rule_free(&data->rules[i]);
	for (size_t i = 0; i < data->n_calendars; i++)
		deadline_calendar_free(&data->calendars[i]);
	free(data->rules);
	free(data->calendars);
	str_free(&data->problems);
	*data = (struct deadline_data){ .n_rules = 0 };
}
