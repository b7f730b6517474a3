#include "config.h"

#include "tui/cells.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/i18n.h"
#include "model/text.h"

static const char *const months[] = { N_("January"), N_("February"), N_("March"), N_("April"),
	N_("May"), N_("June"), N_("July"), N_("August"), N_("September"), N_("October"),
	N_("November"), N_("December") };
static const char *const short_months[] = { N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"),
	N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec") };
static const char *const weekdays[] = { N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"),
	N_("Sat"), N_("Sun") };

void cell_number(int64_t n, struct str *out)
{
	str_add_number(out, n);
}

void cell_choice(const struct field *f, const char *name, struct str *out)
{
	const char *label = field_choice_label(f, name);

	if (!label)
		label = name;
	str_add_n(out, label, strcspn(label, ":"));
}

void cell_date(const struct date *d, struct str *out)
{
	if (d->doubt == DATE_APPROXIMATE || d->doubt == DATE_BOTH)
		str_add(out, _("about "));
	if (d->day)
		str_addf(out, "%d ", d->day);
	if (d->month)
		str_addf(out, "%s ", _(months[d->month - 1]));
	str_addf(out, "%d", d->year);
	if (d->doubt == DATE_UNCERTAIN || d->doubt == DATE_BOTH)
		str_add(out, _(", uncertain"));
}

void cell_month(int month, bool full, struct str *out)
{
	assert(month >= 1 && month <= 12);
	str_add(out, full ? _(months[month - 1]) : _(short_months[month - 1]));
}

void cell_weekday(int day, struct str *out)
{
	assert(day >= 1 && day <= 7);
	str_add(out, _(weekdays[day - 1]));
}

void cell_day(const struct date *d, bool year, struct str *out)
{
	str_addf(out, "%s %d %s", _(weekdays[date_weekday(d) - 1]), d->day,
		_(short_months[d->month - 1]));
	if (year)
		str_addf(out, " %d", d->year);
}

void cell_days_left(long days, struct str *out)
{
	unsigned long n = days < 0 ? (unsigned long)-days : (unsigned long)days;

	if (days == 0)
		str_add(out, _("today"));
	else if (days == 1)
		str_add(out, _("tomorrow"));
	else if (days > 0)
		str_addf(out, ngettext("in %lu day", "in %lu days", n), n);
	else
		str_addf(out, ngettext("%lu day late", "%lu days late", n), n);
}

/* Reads 2026-11-20T10:42:00Z; false when it is none. */
static bool read_instant(const char *at, struct tm *local)
{
	struct tm utc = { 0 };
	time_t when;

	if (sscanf(at, "%4d-%2d-%2dT%2d:%2d:%2d", &utc.tm_year, &utc.tm_mon, &utc.tm_mday,
		    &utc.tm_hour, &utc.tm_min, &utc.tm_sec) != 6)
		return false;
	utc.tm_year -= 1900;
	utc.tm_mon -= 1;
	when = timegm(&utc);
	return localtime_r(&when, local) != NULL;
}

void cell_instant(const char *at, struct str *out)
{
	struct date today = date_today();
	struct tm t;

	if (!read_instant(at, &t)) {
		str_add(out, at);
		return;
	}
	if (t.tm_year + 1900 != today.year)
		str_addf(out, "%d %s %d", t.tm_mday, _(short_months[t.tm_mon]), t.tm_year + 1900);
	else if (t.tm_mon + 1 != today.month || t.tm_mday != today.day)
		str_addf(out, "%d %s", t.tm_mday, _(short_months[t.tm_mon]));
	else
		str_addf(out, "%02d:%02d", t.tm_hour, t.tm_min);
}

void cell_instant_long(const char *at, struct str *out)
{
	struct tm t;

	if (!read_instant(at, &t))
		str_add(out, at);
	else
		str_addf(out, "%04d-%02d-%02d %02d:%02d", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday,
			t.tm_hour, t.tm_min);
}

static void add_one_line(const char *text, struct str *out)
{
	size_t len = strcspn(text, "\n");

	str_add_n(out, text, len);
	if (text[len])
		str_add(out, " …");
}

void cell_field(const struct record *r, int field, struct str *out)
{
	const struct field *f = &r->entity->fields[field];
	const char *text = r->values[field].text;

	if (!text)
		return;
	switch (f->type) {
	case FIELD_ENUM:
		cell_choice(f, text, out);
		break;
	case FIELD_INT:
		cell_number(r->values[field].num, out);
		break;
	case FIELD_LONG:
		add_one_line(text, out);
		break;
	default:
		str_add(out, text);
	}
}

void cell_field_long(const struct record *r, int field, struct str *out)
{
	const struct field *f = &r->entity->fields[field];
	const char *text = r->values[field].text;
	const char *label;
	struct date d;

	if (!text)
		return;
	switch (f->type) {
	case FIELD_ENUM:
		label = field_choice_label(f, text);
		str_add(out, label ? label : text);
		break;
	case FIELD_INT:
		cell_number(r->values[field].num, out);
		break;
	case FIELD_DATE:
	case FIELD_DAY:
		str_add(out, text);
		/* A year alone says all that words could. */
		if (date_parse(text, &d) != ST_OK || (!d.month && !d.doubt))
			break;
		str_add(out, "  (");
		if (d.day && !d.doubt)
			cell_day(&d, true, out);
		else
			cell_date(&d, out);
		str_add_c(out, ')');
		break;
	default:
		str_add(out, text);
	}
}

enum style cell_style(const struct record *r, int field)
{
	static const struct {
		const char *word;
		enum style style;
	} words[] = {
		{ "granted", STYLE_GOOD },
		{ "partly_granted", STYLE_GOOD },
		{ "proven", STYLE_GOOD },
		{ "supported", STYLE_GOOD },
		{ "confirmed", STYLE_GOOD },
		{ "done", STYLE_GOOD },
		{ "pending", STYLE_NEAR },
		{ "unproven", STYLE_NEAR },
		{ "signing", STYLE_NEAR },
		{ "invited", STYLE_NEAR },
		{ "reminded", STYLE_NEAR },
		{ "team", STYLE_TEAM },
		{ "sealed", STYLE_SEALED },
		{ "duplicate", STYLE_DIM },
		{ "withdrawn", STYLE_DIM },
		{ "archived", STYLE_DIM },
		{ "invalid", STYLE_LATE },
		{ "missed", STYLE_LATE },
		{ "disputed", STYLE_LATE },
	};
	const char *text = r->values[field].text;

	if (!text || r->entity->fields[field].type != FIELD_ENUM)
		return STYLE_TEXT;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (!strcmp(words[i].word, text))
			return words[i].style;
	return STYLE_TEXT;
}

bool cell_right(const struct field *f)
{
	return f->type == FIELD_INT;
}

void cell_lower(const char *label, struct str *out)
{
	if (label[0] >= 'A' && label[0] <= 'Z' && !(label[1] >= 'A' && label[1] <= 'Z')) {
		str_add_c(out, (char)(label[0] - 'A' + 'a'));
		label++;
	}
	str_add(out, label);
}

void cell_entry(const struct journal_entry *e, struct str *out)
{
	if (e->kind == JOURNAL_UNDO)
		str_add(out, _("undo: "));
	if (e->kind == JOURNAL_REDO)
		str_add(out, _("redo: "));
	str_add(out, e->label);
}

void cell_link(const char *word, bool away, struct str *out)
{
	static const struct {
		const char *word;
		const char *there;
		const char *back;
	} words[] = {
		{ "cites", N_("cites"), N_("is cited by") },
		{ "answers", N_("answers"), N_("is answered by") },
		{ "appeals", N_("appeals"), N_("is appealed by") },
		{ "supersedes", N_("supersedes"), N_("is superseded by") },
		{ "follows", N_("follows"), N_("is followed by") },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (strcmp(words[i].word, word) != 0)
			continue;
		str_add(out, away ? _(words[i].there) : _(words[i].back));
		return;
	}
	str_addf(out, "%s %s", word, away ? "→" : "←");
}

bool cell_by_hand(const struct entity *e)
{
	return e->id != ENTITY_BATCH;
}

void cell_counted(const struct entity *e, int64_t n, struct str *out)
{
	const char *name = n == 1 ? _(e->label) : _(e->labels);

	/* The headings of these two are no plurals. */
	if (e->id == ENTITY_EVENT && n != 1)
		name = _("events");
	if (e->id == ENTITY_CUSTODY && n != 1)
		name = _("custody entries");
	cell_number(n, out);
	str_add_c(out, ' ');
	cell_lower(name, out);
}
