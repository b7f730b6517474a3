#include "config.h"

#include "model/date_long.h"

#include <string.h>

#include <unicode/udat.h>
#include <unicode/uloc.h>

#include "model/date.h"
#include "model/text_icu.h"

#define DAY_MS 86400000.0
#define LONGEST 128 /* units of a day in words */

void date_long(const char *edtf, const char *language, struct str *out)
{
	static const UChar utc[] = { 'U', 'T', 'C', 0 };
	char locale[ULOC_FULLNAME_CAPACITY] = "";
	UErrorCode error = U_ZERO_ERROR;
	UChar units[LONGEST];
	UDateFormat *format;
	struct date d;
	int32_t n;

	if (date_parse(edtf, &d) != ST_OK || !d.day || d.doubt != DATE_SURE) {
		str_add(out, edtf);
		return;
	}
	if (language)
		uloc_forLanguageTag(language, locale, sizeof(locale), NULL, &error);
	/* English without a country puts the month first. */
	if (U_FAILURE(error) || !*locale || !strcmp(locale, "en"))
		strcpy(locale, "en_GB");
	error = U_ZERO_ERROR;
	format = udat_open(UDAT_NONE, UDAT_LONG, locale, utc, -1, NULL, 0, &error);
	text_icu_must(error);
	n = udat_format(format, (double)date_to_days(&d) * DAY_MS, units, LONGEST, NULL, &error);
	udat_close(format);
	if (U_FAILURE(error) || n >= LONGEST)
		str_add(out, edtf);
	else
		text_add_utf16(out, units, n);
}
