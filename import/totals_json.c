/* Reading the JSON of a petition site. */
#include "config.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import/totals.h"
#include "model/country.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

#define ENTRIES_MOST 10000
#define VALUE_MOST 1000000000000
#define PLACE_MOST 200   /* bytes of a place's name */
#define SOURCE_MOST 2000 /* bytes of a link */
#define SECONDS_A_DAY 86400

struct parsing {
	struct totals_file *out;
	struct str *wrong;
};

static enum status refuse(struct parsing *p, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static enum status refuse(struct parsing *p, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_vaddf(p->wrong, format, args);
	va_end(args);
	return ST_INVALID;
}

static bool take_value(const json_t *v, int64_t *out)
{
	if (!json_is_integer(v) || json_integer_value(v) < 0 || json_integer_value(v) > VALUE_MOST)
		return false;
	*out = json_integer_value(v);
	return true;
}

static struct totals_entry *add(struct totals_file *f, const char *part, int64_t value)
{
	f->entries = mem_resize(f->entries, f->n + 1, sizeof(*f->entries));
	f->entries[f->n] = (struct totals_entry){ .part = part, .value = value };
	return &f->entries[f->n++];
}

/* ---- parts ---- */

static enum status take_part(
	struct parsing *p, const char *list, const char *part, size_t at, const json_t *item)
{
	const json_t *name = json_object_get(item, "name");
	const char *code = json_string_value(json_object_get(item, "code"));
	struct totals_entry *e;
	struct str place = STR_INIT;
	int64_t value;

	if (!json_is_object(item) || !json_is_string(name))
		return refuse(p, _("entry %zu of %s has no name"), at + 1, list);
	if (!take_value(json_object_get(item, "signature_count"), &value))
		return refuse(p, _("entry %zu of %s has no signature_count that is a whole number"),
			at + 1, list);
	if (text_take(json_string_value(name), json_string_length(name), &place) != ST_OK ||
		place.len > PLACE_MOST || !place.len) {
		str_free(&place);
		return refuse(p, _("entry %zu of %s has a name that cannot be one"), at + 1, list);
	}
	e = add(p->out, part, value);
	e->place = str_detach(&place);
	/* Regions and constituencies are the kingdom's own. */
	if (strcmp(part, "country") != 0)
		code = "GB";
	if (code && strlen(code) == 2 && country_is_code(code, 2))
		memcpy(e->country, code, 3);
	return ST_OK;
}

static enum status take_list(
	struct parsing *p, const json_t *attributes, const char *name, const char *part)
{
	const json_t *list = json_object_get(attributes, name);
	enum status st = ST_OK;

	if (!list || json_is_null(list))
		return ST_OK;
	if (!json_is_array(list))
		return refuse(p, _("%s is no list"), name);
	if (json_array_size(list) > ENTRIES_MOST)
		return refuse(p, _("%s has more than %d entries"), name, ENTRIES_MOST);
	for (size_t i = 0; i < json_array_size(list) && st == ST_OK; i++)
		st = take_part(p, name, part, i, json_array_get(list, i));
	return st;
}

/* ---- when ---- */

static int digits(const char *p, int n)
{
	int value = 0;

	while (n-- > 0)
		value = value * 10 + (*p++ - '0');
	return value;
}

/* Whether `p` begins as `shape` says: 9 a digit, any other character itself. */
static bool looks_like(const char *p, const char *shape)
{
	for (; *shape; p++, shape++)
		if (*shape == '9' ? !(*p >= '0' && *p <= '9') : *p != *shape)
			return false;
	return true;
}

/* The seconds by which the zone is ahead of UTC; false: it is none. */
static bool read_zone(const char *p, long *ahead)
{
	*ahead = 0;
	if (!strcmp(p, "Z"))
		return true;
	if (strlen(p) != 6 || (*p != '+' && *p != '-') || !looks_like(p + 1, "99:99") ||
		digits(p + 1, 2) > 14 || digits(p + 4, 2) > 59)
		return false;
	*ahead = (digits(p + 1, 2) * 3600L + digits(p + 4, 2) * 60L) * (*p == '-' ? -1 : 1);
	return true;
}

/* "2020-07-23T14:05:33.000+01:00" as its day and time in UTC (RFC 3339). */
static bool take_moment(const char *text, struct totals_file *out)
{
	static const struct date first = { 1, 1, 1, DATE_SURE };
	static const struct date last = { 9999, 12, 31, DATE_SURE };
	struct date d;
	char day[11];
	long seconds, days, ahead;
	const char *p = text + 19;

	if (!looks_like(text, "9999-99-99T99:99:99") || digits(text + 11, 2) > 23 ||
		digits(text + 14, 2) > 59 || digits(text + 17, 2) > 59)
		return false;
	memcpy(day, text, 10);
	day[10] = 0;
	if (*p == '.')
		for (p++; *p >= '0' && *p <= '9';)
			p++;
	if (date_parse(day, &d) != ST_OK || !d.day || !read_zone(p, &ahead))
		return false;
	seconds = digits(text + 11, 2) * 3600L + digits(text + 14, 2) * 60L + digits(text + 17, 2);
	seconds -= ahead;
	days = date_to_days(&d);
	if (seconds < 0) {
		days--;
		seconds += SECONDS_A_DAY;
	} else if (seconds >= SECONDS_A_DAY) {
		days++;
		seconds -= SECONDS_A_DAY;
	}
	if (days < date_to_days(&first) || days > date_to_days(&last))
		return false;
	d = date_from_days(days);
	date_format(&d, out->observed);
	snprintf(out->time, sizeof(out->time), "%02d:%02d:%02d", (int)(seconds / 3600 % 24),
		(int)(seconds / 60 % 60), (int)(seconds % 60));
	return true;
}

/* ---- the whole ---- */

static enum status take_attributes(struct parsing *p, const json_t *attributes)
{
	const json_t *updated = json_object_get(attributes, "updated_at");
	int64_t value;
	enum status st;

	if (!take_value(json_object_get(attributes, "signature_count"), &value))
		return refuse(p, _("it has no signature_count that is a whole number"));
	if (json_is_string(updated) && !take_moment(json_string_value(updated), p->out))
		return refuse(p, _("its updated_at is no moment such as 2020-07-23T14:05:33Z"));
	add(p->out, "whole", value)->place = mem_text("");
	st = take_list(p, attributes, "signatures_by_country", "country");
	if (st == ST_OK)
		st = take_list(p, attributes, "signatures_by_region", "region");
	if (st == ST_OK)
		st = take_list(p, attributes, "signatures_by_constituency", "constituency");
	return st;
}

/* The file's own link; one that is none, or too long, is none. */
static void take_link(struct parsing *p, const json_t *root)
{
	const json_t *self = json_object_get(json_object_get(root, "links"), "self");
	struct str link = STR_INIT;

	if (!json_is_string(self) ||
		text_take(json_string_value(self), json_string_length(self), &link) != ST_OK ||
		link.len > SOURCE_MOST || strncmp(str_text(&link), "http", 4) != 0)
		str_clear(&link);
	if (link.len)
		p->out->source = str_detach(&link);
	str_free(&link);
}

static enum status take_root(struct parsing *p, const json_t *root)
{
	const json_t *data = json_object_get(root, "data");
	const json_t *attributes = json_object_get(data, "attributes");

	if (json_is_array(data))
		return refuse(p, _("it lists petitions; take the file of the one petition"));
	if (!attributes)
		attributes = json_object_get(root, "attributes");
	if (!attributes)
		attributes = root;
	if (!json_is_object(attributes))
		return refuse(p, _("it is no petition of a site as e-petitions writes it"));
	take_link(p, root);
	return take_attributes(p, attributes);
}

enum status totals_parse(const char *bytes, size_t len, struct totals_file *out, struct str *wrong)
{
	struct parsing p = { out, wrong };
	json_error_t error;
	json_t *root;
	enum status st;

	memset(out, 0, sizeof(*out));
	if (len >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3)) {
		bytes += 3;
		len -= 3;
	}
	root = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, &error);
	if (!root) {
		struct str why = STR_INIT;

		text_clean(&why, error.text, strlen(error.text), TEXT_LINE);
		st = refuse(&p, _("it is no JSON: line %d: %s"), error.line, str_text(&why));
		str_free(&why);
		return st;
	}
	st = take_root(&p, root);
	json_decref(root);
	if (st)
		totals_free(out);
	return st;
}

void totals_free(struct totals_file *f)
{
	for (size_t i = 0; i < f->n; i++)
		free(f->entries[i].place);
	free(f->entries);
	free(f->source);
	memset(f, 0, sizeof(*f));
}
