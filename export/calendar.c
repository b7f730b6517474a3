#include "config.h"

#include "export/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "export/calendar_internal.h"
#include "model/date.h"
#include "model/i18n.h"
#include "model/journal.h"
#include "model/mem.h"
#include "model/query.h"
#include "model/text.h"

#define MORNING 9 /* the hour of an alarm for a whole day */
#define PRODID "-//Amparo//Amparo//EN"

/* ---- small things ---- */

static void add(icalcomponent *to, icalproperty *p)
{
	icalcomponent_add_property(to, p);
}

/* What iCalendar cannot hold, and what would steer a terminal, is shown instead. */
static char *clean(const char *text)
{
	struct str out = STR_INIT;

	text_clean(&out, text, strlen(text), TEXT_LINE);
	return str_detach(&out);
}

/* Two digits, a colon, two digits. */
static bool read_time(const char *text, int *hour, int *minute)
{
	if (strlen(text) != 5 || text[2] != ':')
		return false;
	for (int i = 0; i < 5; i++)
		if (i != 2 && (text[i] < '0' || text[i] > '9'))
			return false;
	*hour = (text[0] - '0') * 10 + text[1] - '0';
	*minute = (text[3] - '0') * 10 + text[4] - '0';
	return *hour < 24 && *minute < 60;
}

static struct icaltimetype when_of(const struct record *r)
{
	struct icaltimetype t = icaltime_null_time();
	struct date d;

	if (date_parse(record_show(r, "due"), &d) != ST_OK)
		return t;
	t.year = d.year;
	t.month = d.month;
	t.day = d.day;
	t.is_date = !read_time(record_show(r, "time"), &t.hour, &t.minute);
	return t;
}

static bool is(const struct record *r, const char *field, const char *word)
{
	return !strcmp(record_show(r, field), word);
}

/* ---- properties ---- */

/* Of the entry that wrote the record last. */
static enum status add_stamp(struct calendar *c, const struct record *r, icalcomponent *to)
{
	struct journal_entry e = { .seq = 0 };
	struct icaltimetype t;
	enum status st = journal_get(c->db, r->version, &e);
	char basic[17];
	size_t n = 0;

	if (st != ST_OK)
		return st;
	for (const char *p = e.at; *p && n + 1 < sizeof(basic); p++)
		if (*p != '-' && *p != ':')
			basic[n++] = *p;
	basic[n] = '\0';
	t = icaltime_from_string(basic);
	add(to, icalproperty_new_dtstamp(t));
	add(to, icalproperty_new_lastmodified(t));
	/* What calendars hold is a 32-bit number; a journal is never so long. */
	add(to, icalproperty_new_sequence((int)(r->version & 0x7FFFFFFF)));
	journal_entry_free(&e);
	return ST_OK;
}

static void add_uid(struct calendar *c, const struct record *r, icalcomponent *to)
{
	struct str uid = STR_INIT;

	str_addf(&uid, "deadline-%lld-%s@amparo.invalid", (long long)r->id, c->file);
	add(to, icalproperty_new_uid(str_text(&uid)));
	str_free(&uid);
}

static void add_status(const struct record *r, bool hearing, icalcomponent *to)
{
	struct icaltimetype t = icaltime_null_time();
	struct date d;

	if (is(r, "status", "cancelled")) {
		add(to, icalproperty_new_status(ICAL_STATUS_CANCELLED));
	} else if (hearing) {
		add(to, icalproperty_new_status(ICAL_STATUS_CONFIRMED));
	} else if (is(r, "status", "done")) {
		add(to, icalproperty_new_status(ICAL_STATUS_COMPLETED));
		if (date_parse(record_show(r, "done"), &d) != ST_OK || !d.day)
			return;
		t.year = d.year;
		t.month = d.month;
		t.day = d.day;
		t.zone = icaltimezone_get_utc_timezone();
		add(to, icalproperty_new_completed(t));
	} else {
		add(to, icalproperty_new_status(ICAL_STATUS_NEEDSACTION));
	}
}

static void add_class(const struct record *r, bool whole, icalcomponent *to)
{
	add(to, icalproperty_new_class(!whole                     ? ICAL_CLASS_CONFIDENTIAL
				       : is(r, "level", "public") ? ICAL_CLASS_PUBLIC
								  : ICAL_CLASS_PRIVATE));
}

static void add_text(const struct record *r, const char *field, icalproperty *(*make)(const char *),
	icalcomponent *to)
{
	char *text;

	if (!record_get(r, field))
		return;
	text = clean(record_show(r, field));
	add(to, make(text));
	free(text);
}

/* ---- alarms ---- */

/* So many days before: at nine for a whole day, else at the same time of day. */
static void add_alarm(icalcomponent *to, long days, bool whole_day, bool hearing, const char *text)
{
	struct icaltriggertype trigger = { .time = icaltime_null_time() };
	icalcomponent *alarm = icalcomponent_new(ICAL_VALARM_COMPONENT);
	icalproperty *p;
	long hours = days * 24 - (whole_day ? MORNING : 0);

	trigger.duration = icaldurationtype_null_duration();
	trigger.duration.is_neg = hours > 0;
	hours = labs(hours);
	trigger.duration.days = (unsigned)(hours / 24);
	trigger.duration.hours = (unsigned)(hours % 24);
	add(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
	p = icalproperty_new_trigger(trigger);
	if (!hearing)
		icalproperty_add_parameter(p, icalparameter_new_related(ICAL_RELATED_END));
	add(alarm, p);
	add(alarm, icalproperty_new_description(text));
	icalcomponent_add_component(to, alarm);
}

/* Days from the early warning to the last day; 0: there is none. */
static long warned_before(const struct record *r)
{
	struct date warning, due;

	if (date_parse(record_show(r, "warning"), &warning) != ST_OK ||
		date_parse(record_show(r, "due"), &due) != ST_OK)
		return 0;
	return date_to_days(&due) - date_to_days(&warning);
}

static void add_alarms(
	const struct record *r, bool whole_day, bool hearing, const char *text, icalcomponent *to)
{
	long before = warned_before(r);

	if (!is(r, "status", "open"))
		return;
	if (before > 1)
		add_alarm(to, before, whole_day, hearing, text);
	add_alarm(to, 1, whole_day, hearing, text);
}

/* ---- a deadline ---- */

static enum status add_deadline(struct calendar *c, const struct record *r)
{
	bool hearing = is(r, "kind", "hearing");
	icalcomponent *to =
		icalcomponent_new(hearing ? ICAL_VEVENT_COMPONENT : ICAL_VTODO_COMPONENT);
	struct calendar_words words = { .whole = false };
	struct icaltimetype when = when_of(r);
	char *summary;
	enum status st = calendar_words_of(c, r, &words);

	add_uid(c, r, to);
	if (st == ST_OK)
		st = add_stamp(c, r, to);
	summary = clean(str_text(&words.summary));
	add(to, icalproperty_new_summary(summary));
	add(to, hearing ? icalproperty_new_dtstart(when) : icalproperty_new_due(when));
	add_status(r, hearing, to);
	add_class(r, words.whole, to);
	if (hearing && when.is_date)
		add(to, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
	if (words.whole) {
		add_text(r, "place", icalproperty_new_location, to);
		add_text(r, "law", icalproperty_new_description, to);
	}
	add_alarms(r, when.is_date, hearing, summary, to);
	icalcomponent_add_component(c->root, to);
	c->counts.written++;
	c->counts.veiled += !words.whole;
	free(summary);
	str_free(&words.summary);
	return st;
}

static enum status add_all(struct calendar *c, int64_t of)
{
	struct query q = { .entity = ENTITY_DEADLINE,
		.sort = "due",
		.owner = of ? ENTITY_CASE : ENTITY_NONE,
		.owner_id = of };
	struct cursor *cursor = NULL;
	struct record row = { 0 };
	enum status st = query_open(c->db, &q, NULL, false, &cursor);

	while (st == ST_OK) {
		st = query_next(cursor, &row);
		if (st == ST_OK)
			st = add_deadline(c, &row);
		record_free(&row);
	}
	query_close(cursor);
	return st == ST_END ? ST_OK : st;
}

/* The hash of the journal's first entry stands for the file. */
static enum status read_file_mark(struct calendar *c)
{
	struct journal_entry e = { .seq = 0 };
	enum status st = journal_get(c->db, 1, &e);

	if (st == ST_NOTFOUND) {
		strcpy(c->file, "0");
		return ST_OK;
	}
	if (st != ST_OK)
		return st;
	memcpy(c->file, e.hash, sizeof(c->file) - 1);
	c->file[sizeof(c->file) - 1] = '\0';
	journal_entry_free(&e);
	return ST_OK;
}

enum status calendar_make(struct db *db, int64_t of, const char *level, struct str *out,
	struct calendar_counts *counts)
{
	struct calendar c = { .db = db, .level = level };
	char *text = NULL;
	enum status st = read_file_mark(&c);

	icalerror_set_errors_are_fatal(0);
	c.root = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
	add(c.root, icalproperty_new_version("2.0"));
	add(c.root, icalproperty_new_prodid(PRODID));
	if (st == ST_OK)
		st = calendar_names_read(&c);
	if (st == ST_OK)
		st = add_all(&c, of);
	if (st == ST_OK)
		text = icalcomponent_as_ical_string_r(c.root);
	if (st == ST_OK && (!text || !calendar_reads_back(c.root, text)))
		st = db_fail(db, ST_IO, NULL,
			_("the calendar did not read back as it was made; nothing was written"));
	if (st == ST_OK)
		str_add(out, text);
	*counts = c.counts;
	free(text);
	calendar_names_free(&c.names);
	icalcomponent_free(c.root);
	return st;
}
