#include "config.h"

#include "model/pseudonym_words.h"

#include <stdbool.h>
#include <string.h>

#define LATIN 26

enum { ENGLISH, HEBREW, SPANISH, LANGUAGES };

static const struct {
	const char *role;
	bool letters;
	const char *words[LANGUAGES];
} roles[] = {
	{ "petitioner", false, { "Petitioner", "עותר", "Peticionario" } },
	{ "victim", true, { "Victim", "נפגע", "Víctima" } },
	{ "respondent", false, { "Respondent", "משיב", "Demandado" } },
	{ "counsel", false, { "Counsel", "בא כוח", "Abogado" } },
	{ "witness", true, { "Witness", "עד", "Testigo" } },
	{ "expert", true, { "Expert", "מומחה", "Perito" } },
	{ "vendor", false, { "Vendor", "ספק", "Proveedor" } },
	{ "end_user", false, { "End user", "משתמש קצה", "Usuario final" } },
	{ "licensing_authority", false,
		{ "Licensing authority", "רשות רישוי", "Autoridad licenciante" } },
	{ "interested_party", false, { "Interested party", "בעל עניין", "Parte interesada" } },
	{ "judge", false, { "Judge", "שופט", "Juez" } },
	{ "legislator", false, { "Legislator", "מחוקק", "Legislador" } },
	{ "author", false, { "Author", "מחבר", "Autor" } },
	{ "other", false, { "Person", "אדם", "Persona" } },
};

static int language_of(const char *language)
{
	if (!language)
		return ENGLISH;
	if (!strncmp(language, "he", 2) && (!language[2] || language[2] == '-'))
		return HEBREW;
	if (!strncmp(language, "es", 2) && (!language[2] || language[2] == '-'))
		return SPANISH;
	return ENGLISH;
}

/* A to Z, AA, AB and so on. */
static void add_latin(struct str *out, int64_t n)
{
	char letters[16];
	size_t at = sizeof(letters);

	for (; n > 0 && at > 0; n = (n - 1) / LATIN)
		letters[--at] = (char)('A' + (n - 1) % LATIN);
	str_add_n(out, letters + at, sizeof(letters) - at);
}

/* Letters as Hebrew counts with them: tens, then units; 15 and 16 are not written as a name of God.
 */
static void add_hebrew(struct str *out, int64_t n)
{
	static const char *const hundreds[] = { "", "ק", "ר", "ש", "ת" };
	static const char *const tens[] = { "", "י", "כ", "ל", "מ", "נ", "ס", "ע", "פ", "צ" };
	static const char *const units[] = { "", "א", "ב", "ג", "ד", "ה", "ו", "ז", "ח", "ט" };

	for (; n >= 400; n -= 400)
		str_add(out, hundreds[4]);
	str_add(out, hundreds[n / 100]);
	n %= 100;
	if (n == 15 || n == 16) {
		str_addf(out, "%s%s", units[9], units[n - 9]);
		return;
	}
	str_addf(out, "%s%s", tens[n / 10], units[n % 10]);
}

void pseudonym_words(const char *role, const char *language, int64_t n, struct str *out)
{
	const size_t last = sizeof(roles) / sizeof(roles[0]) - 1;
	const int l = language_of(language);
	size_t i = 0;

	while (i < last && strcmp(roles[i].role, role) != 0)
		i++;
	str_addf(out, "%s ", roles[i].words[l]);
	if (!roles[i].letters)
		str_addf(out, "%lld", (long long)n);
	else if (l == HEBREW)
		add_hebrew(out, n);
	else
		add_latin(out, n);
}
