#include "config.h"

#include "model/ecli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/country.h"
#include "model/i18n.h"

#define PARTS 5

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

struct part {
	const char *text;
	size_t len;
};

static bool split(const char *text, struct part parts[PARTS])
{
	int n = 0;

	for (;; text++) {
		size_t len = strcspn(text, ":");

		if (n == PARTS)
			return false;
		parts[n++] = (struct part){ text, len };
		text += len;
		if (!*text)
			break;
	}
	return n == PARTS && parts[0].len == 4 && !strncasecmp(parts[0].text, "ECLI", 4);
}

static bool is_court(const struct part *p)
{
	if (!p->len || p->len > ECLI_COURT_MAX || !is_letter(p->text[0]))
		return false;
	for (size_t i = 0; i < p->len; i++)
		if (!is_letter(p->text[i]) && !is_digit(p->text[i]) && p->text[i] != '.')
			return false;
	return true;
}

static bool is_number(const struct part *p)
{
	for (size_t i = 0; i < p->len; i++)
		if (!is_letter(p->text[i]) && !is_digit(p->text[i]) && p->text[i] != '.')
			return false;
	return p->len && p->len <= ECLI_NUMBER_MAX;
}

static bool is_year(const struct part *p)
{
	return p->len == 4 && strspn(p->text, "0123456789") >= 4 && p->text[0] != '0';
}

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

enum ecli_wrong ecli_parse(const char *text, struct ecli *out)
{
	struct part p[PARTS];

	if (!split(text, p))
		return ECLI_PARTS;
	if (p[1].len != 2 || !is_letter(p[1].text[0]) || !is_letter(p[1].text[1]))
		return ECLI_COUNTRY;
	if (!is_court(&p[2]))
		return ECLI_COURT;
	if (!is_year(&p[3]))
		return ECLI_YEAR;
	if (!is_number(&p[4]))
		return ECLI_NUMBER;
	*out = (struct ecli){ .year = atoi(p[3].text) };
	out->country[0] = upper(p[1].text[0]);
	out->country[1] = upper(p[1].text[1]);
	for (size_t i = 0; i < p[2].len; i++)
		out->court[i] = upper(p[2].text[i]);
	return ECLI_RIGHT;
}

const char *ecli_why(enum ecli_wrong wrong)
{
	switch (wrong) {
	case ECLI_PARTS:
		return _("an ECLI has five parts with colons between, such as ECLI:NL:HR:2015:472");
	case ECLI_COUNTRY:
		return _("the second part of an ECLI is two letters, those of the country or of EU "
			 "or "
			 "CE");
	case ECLI_COURT:
		return _("the third part of an ECLI is the court, 1 to 7 letters, digits or dots "
			 "that "
			 "begin with a letter");
	case ECLI_YEAR:
		return _("the fourth part of an ECLI is the year, four digits");
	case ECLI_NUMBER:
		return _("the last part of an ECLI is 1 to 25 letters, digits or dots");
	case ECLI_RIGHT:
		break;
	}
	return "";
}

/* The Union's style writes two countries otherwise than ISO. */
bool ecli_country(const struct ecli *e, char out[3])
{
	const char *code = !strcmp(e->country, "EL")   ? "GR"
			   : !strcmp(e->country, "UK") ? "GB"
						       : e->country;

	if (!country_is_code(code, 2))
		return false;
	snprintf(out, 3, "%s", code);
	return true;
}

bool ecli_is_known(const struct ecli *e)
{
	static const char *const bodies[] = { "EU", "CE", "EP" };
	char code[3];

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
		if (!strcmp(e->country, bodies[i]))
			return true;
	return ecli_country(e, code);
}
