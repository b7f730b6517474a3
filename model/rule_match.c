#include "config.h"

#include "model/rule_match.h"

#include <string.h>

#include "model/country.h"
#include "model/email_canonical.h"
#include "model/text.h"

#define TEXT_MAX 1024 /* bytes of a row's text that are compared */

enum rule_kind rule_kind_named(const char *name)
{
	static const char *const names[] = { "email_domain", "place", "name_pattern",
		"signed_between", "url_in_name", "batch" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(name, names[i]))
			return (enum rule_kind)i;
	return RULE_KINDS;
}

/*
 * A domain as machines write it, and as they compare it: an accent makes another one. Part by part,
 * as a pattern may have a * in one of them; what has no such form stays as it is.
 */
static void put_domain(struct str *out, const char *text)
{
	char part[EMAIL_DOMAIN_MAX];

	str_clear(out);
	while (*text) {
		size_t len = strcspn(text, ".");

		if (len && email_domain(text, len, part))
			str_add(out, part);
		else
			str_add_n(out, text, len);
		text += len;
		if (*text)
			str_add_c(out, *text++);
	}
}

void rule_match_init(struct rule_match *m, const struct record *rule)
{
	const char *pattern = record_show(rule, "pattern");

	memset(m, 0, sizeof(*m));
	m->kind = rule_kind_named(record_show(rule, "kind"));
	m->batch = record_num(rule, "batch");
	if (m->kind == RULE_EMAIL_DOMAIN)
		put_domain(&m->pattern, pattern + (*pattern == '@'));
	else
		text_fold(&m->pattern, pattern, strlen(pattern));
	if (m->kind == RULE_PLACE && !country_code(pattern, strlen(pattern), m->country))
		m->country[0] = '\0';
	m->has_from = date_parse(record_show(rule, "from"), &m->from) == ST_OK;
	m->has_to = date_parse(record_show(rule, "to"), &m->to) == ST_OK;
	if (m->has_from)
		m->from = date_first(&m->from);
	if (m->has_to)
		m->to = date_last(&m->to);
}

void rule_match_free(struct rule_match *m)
{
	str_free(&m->pattern);
	str_free(&m->folded);
}

/* ---- patterns ---- */

static size_t one(const char *text)
{
	size_t used;

	(void)text_next(text, strlen(text) < 4 ? strlen(text) : 4, &used);
	return used;
}

/*
 * Where a later * has matched, an earlier one need never take more: only the last is gone back to,
 * and the work is at most the product of both lengths.
 */
bool rule_glob(const char *pattern, const char *text)
{
	const char *star = NULL, *from = NULL;

	while (*text) {
		if (*pattern == '*') {
			star = ++pattern;
			from = text;
		} else if (*pattern == '?') {
			pattern++;
			text += one(text);
		} else if (*pattern && *pattern == *text) {
			pattern++;
			text++;
		} else if (star) {
			pattern = star;
			text = from += one(from);
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return !*pattern;
}

/* What is longer than any name is compared by its beginning. */
static void fold(struct rule_match *m, const char *text)
{
	size_t len = strlen(text);

	str_clear(&m->folded);
	text_fold(&m->folded, text, len < TEXT_MAX ? len : TEXT_MAX);
}

static bool fits_text(struct rule_match *m, const char *text)
{
	if (!*text)
		return false;
	fold(m, text);
	return rule_glob(str_text(&m->pattern), str_text(&m->folded));
}

/* The domain, then each that it is under. */
static bool fits_domain(struct rule_match *m, const char *email)
{
	const char *at = strrchr(email, '@');

	if (!at)
		return false;
	put_domain(&m->folded, at + 1);
	for (const char *p = str_text(&m->folded); p; p = strchr(p, '.')) {
		p += *p == '.';
		if (*p && rule_glob(str_text(&m->pattern), p))
			return true;
	}
	return false;
}

static bool fits_place(struct rule_match *m, const struct rule_row *row)
{
	const char *name = *row->country ? country_name(row->country) : NULL;

	return (*m->country && !strcmp(m->country, row->country)) || fits_text(m, row->city) ||
	       fits_text(m, row->region) || fits_text(m, row->postcode) ||
	       fits_text(m, row->country) || (name && fits_text(m, name));
}

static bool fits_days(const struct rule_match *m, const char *text)
{
	struct date day, first, last;

	if (!*text || date_parse(text, &day) != ST_OK)
		return false;
	first = date_first(&day);
	last = date_last(&day);
	return (!m->has_from || date_compare(&first, &m->from) >= 0) &&
	       (!m->has_to || date_compare(&last, &m->to) <= 0);
}

/* ---- web addresses ---- */

static bool is_label(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/* Endings that advertise; "J.Smith" and "St.John" are names. */
static bool is_ending(const char *text, size_t len)
{
	static const char *const endings[] = { "com", "net", "org", "info", "biz", "xyz", "top",
		"shop", "site", "online", "club", "io", "ru", "cn", "tk", "ly", "gl", "app", "dev",
		"link", "live", "store", "vip", "win", "bet", "casino", "porn", "sex" };

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++)
		if (strlen(endings[i]) == len && !memcmp(endings[i], text, len))
			return true;
	return false;
}

/* A word of at least two letters, a dot, and a well-known ending behind it; no e-mail address. */
static bool has_host(const char *text)
{
	for (const char *dot = strchr(text, '.'); dot; dot = strchr(dot + 1, '.')) {
		size_t before = 0, behind = 0;

		while (dot - before > text && is_label(*(dot - before - 1)))
			before++;
		while (is_label(dot[1 + behind]))
			behind++;
		if (before >= 2 && (dot - before == text || *(dot - before - 1) != '@') &&
			is_ending(dot + 1, behind))
			return true;
	}
	return false;
}

static bool has_url(struct rule_match *m, const char *name)
{
	const char *text;

	/* Most names have neither, and need not be folded. */
	if (!strpbrk(name, ".:\xef"))
		return false;
	fold(m, name);
	text = str_text(&m->folded);
	return strstr(text, "://") || strstr(text, "www.") || has_host(text);
}

bool rule_fits(struct rule_match *m, const struct rule_row *row)
{
	switch (m->kind) {
	case RULE_EMAIL_DOMAIN:
		return fits_domain(m, row->email);
	case RULE_PLACE:
		return fits_place(m, row);
	case RULE_NAME_PATTERN:
		return fits_text(m, row->name);
	case RULE_SIGNED_BETWEEN:
		return fits_days(m, row->signed_on);
	case RULE_URL_IN_NAME:
		return has_url(m, row->name);
	case RULE_BATCH:
		return row->batch == m->batch;
	case RULE_KINDS:
		break;
	}
	return false;
}
