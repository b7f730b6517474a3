#include "config.h"

#include "model/country.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "model/mem.h"
#include "model/str.h"
#include "model/text.h"

struct country {
	char code[3];
	char *name;    /* English, as shown */
	char *folded;  /* the same without case and diacritics */
	char *foreign; /* in other languages, folded; NULL: not asked for yet */
};

/* Constants of the process, made from ICU's data when they are first asked for. */
static struct country *countries;
static size_t n_countries;

static const struct {
	const char *name, *code; /* names are folded */
} others[] = {
	{ "uk", "GB" },
	{ "great britain", "GB" },
	{ "england", "GB" },
	{ "scotland", "GB" },
	{ "wales", "GB" },
	{ "northern ireland", "GB" },
	{ "usa", "US" },
	{ "united states of america", "US" },
	{ "us of a", "US" },
	{ "hong kong", "HK" },
	{ "macau", "MO" },
	{ "macao", "MO" },
	{ "russian federation", "RU" },
	{ "korea", "KR" },
	{ "republic of korea", "KR" },
	{ "taiwan, province of china", "TW" },
	{ "viet nam", "VN" },
	{ "czech republic", "CZ" },
	{ "turkey", "TR" },
	{ "palestine", "PS" },
	{ "state of palestine", "PS" },
	{ "ivory coast", "CI" },
	{ "burma", "MM" },
	{ "myanmar", "MM" },
	{ "iran, islamic republic of", "IR" },
	{ "syrian arab republic", "SY" },
	{ "the netherlands", "NL" },
	{ "holland", "NL" },
};

/* Where ICU's English says more than people write, or than a petition means to say. */
static const struct {
	const char *code, *name;
} plain_names[] = {
	{ "HK", "Hong Kong" },
	{ "MO", "Macao" },
	{ "PS", "Palestine" },
	{ "MM", "Myanmar" },
};

static const char *plain_name(const char *code)
{
	for (size_t i = 0; i < sizeof(plain_names) / sizeof(plain_names[0]); i++)
		if (!strcmp(plain_names[i].code, code))
			return plain_names[i].name;
	return NULL;
}

/* The name in one language, as ICU has it. */
static void add_name(const char *code, const char *language, struct str *out)
{
	struct str locale = STR_INIT;
	UErrorCode error = U_ZERO_ERROR;
	UChar wide[128];
	char narrow[400];
	int32_t n;

	str_addf(&locale, "und-%s", code);
	n = uloc_getDisplayCountry(str_text(&locale), language, wide, 128, &error);
	if (U_FAILURE(error))
		n = 0;
	u_strToUTF8(narrow, (int32_t)sizeof(narrow), NULL, wide, n, &error);
	if (U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING)
		str_add(out, narrow);
	str_free(&locale);
}

static void add(const char *code)
{
	struct country *c = &countries[n_countries];
	struct str name = STR_INIT, folded = STR_INIT;

	if (strlen(code) != 2)
		return;
	add_name(code, "en", &name);
	text_fold(&folded, str_text(&name), name.len);
	if (plain_name(code)) {
		str_clear(&name);
		str_add(&name, plain_name(code));
	}
	memcpy(c->code, code, 3);
	c->name = str_detach(&name);
	c->folded = str_detach(&folded);
	n_countries++;
}

static void load(void)
{
	const char *const *codes = uloc_getISOCountries();
	size_t n = 0;

	while (codes[n])
		n++;
	countries = mem_zero(n * sizeof(*countries));
	for (size_t i = 0; i < n; i++)
		add(codes[i]);
}

static const struct country *by_code(const char *code)
{
	if (!countries)
		load();
	for (size_t i = 0; i < n_countries; i++)
		if (!memcmp(countries[i].code, code, 2))
			return &countries[i];
	return NULL;
}

bool country_is_code(const char *code, size_t len)
{
	/* Asked once a row of an import. */
	static char known[26][26];
	int a, b;

	if (len != 2 || code[0] < 'A' || code[0] > 'Z' || code[1] < 'A' || code[1] > 'Z')
		return false;
	a = code[0] - 'A';
	b = code[1] - 'A';
	if (!known[a][b])
		known[a][b] = by_code(code) ? 'y' : 'n';
	return known[a][b] == 'y';
}

const char *country_name(const char *code)
{
	const struct country *c = strlen(code) == 2 ? by_code(code) : NULL;

	return c ? c->name : NULL;
}

const char *country_at(size_t at)
{
	if (!countries)
		load();
	return at < n_countries ? countries[at].code : NULL;
}

static bool by_name(const char *folded, char out[3])
{
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (!strcmp(others[i].name, folded)) {
			memcpy(out, others[i].code, 3);
			return true;
		}
	for (size_t i = 0; i < n_countries; i++)
		if (!strcmp(countries[i].folded, folded)) {
			memcpy(out, countries[i].code, 3);
			return true;
		}
	return false;
}

/* The names in other languages, one behind the other and each between line ends; made when one is
 * first needed. */
static const char *foreign_names(struct country *c)
{
	static const char *const languages[] = { "es", "he", "ar", "fr", "de", "pt", "ru", "zh" };
	struct str all = STR_INIT;

	if (c->foreign)
		return c->foreign;
	str_add_c(&all, '\n');
	for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++) {
		struct str name = STR_INIT;

		add_name(c->code, languages[i], &name);
		text_fold(&all, str_text(&name), name.len);
		str_add_c(&all, '\n');
		str_free(&name);
	}
	c->foreign = str_detach(&all);
	return c->foreign;
}

static bool by_foreign_name(const char *folded, char out[3])
{
	struct str line = STR_INIT;
	bool found = false;

	str_addf(&line, "\n%s\n", folded);
	for (size_t i = 0; i < n_countries && *folded && !found; i++) {
		found = strstr(foreign_names(&countries[i]), str_text(&line)) != NULL;
		if (found)
			memcpy(out, countries[i].code, 3);
	}
	str_free(&line);
	return found;
}

static bool by_three(const char *text, char out[3])
{
	char locale[8] = "und-", iso3[4];

	for (size_t i = 0; i < n_countries; i++) {
		memcpy(locale + 4, countries[i].code, 3);
		snprintf(iso3, sizeof(iso3), "%s", uloc_getISO3Country(locale));
		if (!strcasecmp(iso3, text)) {
			memcpy(out, countries[i].code, 3);
			return true;
		}
	}
	return false;
}

bool country_code(const char *text, size_t len, char out[3])
{
	struct str folded = STR_INIT;
	bool found;

	if (len == 2) {
		out[0] = (char)(text[0] & ~0x20);
		out[1] = (char)(text[1] & ~0x20);
		out[2] = '\0';
		if (country_is_code(out, 2))
			return true;
	}
	if (!countries)
		load();
	text_fold(&folded, text, len);
	found = by_name(str_text(&folded), out) ||
		(folded.len == 3 && by_three(str_text(&folded), out)) ||
		by_foreign_name(str_text(&folded), out);
	str_free(&folded);
	return found;
}
