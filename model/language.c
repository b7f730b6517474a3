#include "config.h"

#include "model/language.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "model/mem.h"
#include "model/text.h"

/* Constants of the process, made from ICU's data when they are first asked for. */
struct language {
	const char *tag;
	char *names; /* in English, in itself and in Spanish; folded, each between line ends */
};

static struct language *languages;
static size_t n_languages;

/* What people call them beside ICU's names; folded. */
static const struct {
	const char *name, *tag;
} others[] = {
	{ "traditional chinese", "zh-Hant" },
	{ "simplified chinese", "zh-Hans" },
	{ "mandarin", "zh" },
	{ "brazilian portuguese", "pt-BR" },
	{ "castilian", "es" },
	{ "castellano", "es" },
	{ "farsi", "fa" },
	{ "dari", "fa-AF" },
	{ "ivrit", "he" },
	{ "flemish", "nl-BE" },
	{ "moldovan", "ro-MD" },
	{ "tagalog", "fil" },
};

/* Scripts and countries that make a language to choose of its own. */
static const char *const variants[] = { "zh-Hans", "zh-Hant", "pt-BR", "en-GB", "en-US", "fr-CA",
	"sr-Latn" };

static void add_name(const char *tag, const char *in, struct str *out)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar wide[128];
	char narrow[400];
	int32_t n = uloc_getDisplayName(tag, in, wide, 128, &error);

	if (U_FAILURE(error))
		return;
	u_strToUTF8(narrow, (int32_t)sizeof(narrow), NULL, wide, n, &error);
	if (U_SUCCESS(error) && error != U_STRING_NOT_TERMINATED_WARNING)
		str_add(out, narrow);
}

static void add(const char *tag)
{
	const char *const in[] = { "en", tag, "es" };
	struct str names = STR_INIT, name = STR_INIT;

	add_name(tag, "en", &name);
	/* What ICU has no name for, nobody will look for. */
	if (!name.len || !strcmp(str_text(&name), tag)) {
		str_free(&name);
		return;
	}
	str_add_c(&names, '\n');
	for (size_t i = 0; i < sizeof(in) / sizeof(in[0]); i++) {
		str_clear(&name);
		add_name(tag, in[i], &name);
		text_fold(&names, str_text(&name), name.len);
		str_add_c(&names, '\n');
	}
	str_free(&name);
	languages[n_languages++] = (struct language){ tag, str_detach(&names) };
}

static void load(void)
{
	const char *const *codes = uloc_getISOLanguages();
	size_t n = 0;

	while (codes[n])
		n++;
	languages = mem_array(n + sizeof(variants) / sizeof(variants[0]), sizeof(*languages));
	for (size_t i = 0; i < n; i++)
		add(codes[i]);
	for (size_t i = 0; i < sizeof(variants) / sizeof(variants[0]); i++)
		add(variants[i]);
}

static bool by_tag(const char *text, size_t len, struct str *out)
{
	char locale[64], tag[64], language[16];
	UErrorCode error = U_ZERO_ERROR;
	int32_t used = 0;

	uloc_forLanguageTag(text, locale, (int32_t)sizeof(locale), &used, &error);
	if (U_SUCCESS(error) && (size_t)used == len)
		uloc_getLanguage(locale, language, (int32_t)sizeof(language), &error);
	if (U_FAILURE(error) || (size_t)used != len || !*uloc_getISO3Language(locale))
		return false;
	uloc_toLanguageTag(locale, tag, (int32_t)sizeof(tag), 1, &error);
	if (U_SUCCESS(error))
		str_add(out, tag);
	return U_SUCCESS(error);
}

static bool by_name(const char *folded, struct str *out)
{
	struct str line = STR_INIT;
	const char *found = NULL;

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (!strcmp(others[i].name, folded))
			found = others[i].tag;
	if (!languages)
		load();
	str_addf(&line, "\n%s\n", folded);
	for (size_t i = 0; i < n_languages && !found; i++)
		if (strstr(languages[i].names, str_text(&line)))
			found = languages[i].tag;
	str_free(&line);
	if (found)
		str_add(out, found);
	return found != NULL;
}

bool language_code(const char *text, size_t len, struct str *out)
{
	struct str exact = STR_INIT, folded = STR_INIT;
	bool found;

	str_add_n(&exact, text, len);
	text_fold(&folded, text, len);
	found = by_tag(str_text(&exact), exact.len, out) ||
		(folded.len && by_name(str_text(&folded), out));
	str_free(&exact);
	str_free(&folded);
	return found;
}

bool language_name(const char *tag, struct str *out)
{
	struct str name = STR_INIT;
	bool found;

	add_name(tag, "en", &name);
	found = name.len && strcmp(str_text(&name), tag) != 0;
	if (found)
		str_add(out, str_text(&name));
	str_free(&name);
	return found;
}

const char *language_at(size_t at)
{
	if (!languages)
		load();
	return at < n_languages ? languages[at].tag : NULL;
}
