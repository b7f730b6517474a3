#include "config.h"

#include "model/collation.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ucol.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "model/mem.h"
#include "model/text_icu.h"

#define KEY_SMALL 256

struct collation {
	UCollator *collator;
};

struct collation *collation_open(const char *language)
{
	struct collation *c = mem_zero(sizeof(*c));
	char locale[ULOC_FULLNAME_CAPACITY] = "";
	UErrorCode error = U_ZERO_ERROR;

	if (language)
		uloc_forLanguageTag(language, locale, sizeof(locale), NULL, &error);
	if (U_FAILURE(error) || error == U_STRING_NOT_TERMINATED_WARNING)
		locale[0] = '\0';
	error = U_ZERO_ERROR;
	c->collator = ucol_open(locale, &error);
	text_icu_must(error);
	ucol_setStrength(c->collator, UCOL_TERTIARY);
	return c;
}

void collation_close(struct collation *c)
{
	if (!c)
		return;
	ucol_close(c->collator);
	free(c);
}

void collation_key(struct collation *c, const char *text, struct str *out)
{
	const size_t len = strlen(text);
	UChar *units = mem_array(len + 1, sizeof(*units));
	uint8_t small[KEY_SMALL], *key = small;
	UErrorCode error = U_ZERO_ERROR;
	int32_t n, size;

	/* Never more units than bytes. */
	u_strFromUTF8WithSub(units, (int32_t)len + 1, &n, text, (int32_t)len, 0xFFFD, NULL, &error);
	text_icu_must(error);
	size = ucol_getSortKey(c->collator, units, n, small, KEY_SMALL);
	if (size > KEY_SMALL) {
		key = mem_alloc((size_t)size);
		size = ucol_getSortKey(c->collator, units, n, key, size);
	}
	/* It counts a closing NUL. */
	str_add_n(out, (const char *)key, (size_t)size - 1);
	if (key != small)
		free(key);
	free(units);
}
