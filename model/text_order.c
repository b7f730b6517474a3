#include "config.h"

#include "model/text_order.h"

#include <unicode/ucol.h>
#include <unicode/uloc.h>

#include "model/mem.h"
#include "model/text_icu.h"

#define LOCALE_MAX 64

struct text_order {
	UCollator *by; /* owned */
};

struct text_order *text_order_open(const char *language)
{
	char locale[LOCALE_MAX] = "";
	UErrorCode error = U_ZERO_ERROR;
	struct text_order *o;
	int32_t rules = 0;
	UCollator *by;

	if (!language || !*language)
		return NULL;
	uloc_forLanguageTag(language, locale, sizeof(locale), NULL, &error);
	if (U_FAILURE(error) || !*locale)
		return NULL;
	by = ucol_open(locale, &error);
	text_icu_must(error);
	ucol_getRules(by, &rules);
	if (!rules) {
		ucol_close(by);
		return NULL;
	}
	ucol_setStrength(by, UCOL_TERTIARY);
	o = mem_zero(sizeof(*o));
	o->by = by;
	return o;
}

void text_order_close(struct text_order *o)
{
	if (!o)
		return;
	ucol_close(o->by);
	free(o);
}

void text_order_key(const struct text_order *o, struct str *out, const char *bytes, size_t len)
{
	text_collator_key(o ? o->by : NULL, out, bytes, len);
}
