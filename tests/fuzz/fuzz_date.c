/* Dates: what is read is written the same, and lies within its own first and last day. */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "model/date.h"

static void check(const struct date *d)
{
	char text[DATE_TEXT_MAX];
	char twice[DATE_TEXT_MAX];
	struct date again;
	struct date first = date_first(d);
	struct date last = date_last(d);
	struct date day = date_from_days(date_to_days(&first));

	date_format(d, text);
	MUST_HOLD(strlen(text) < sizeof text);
	MUST_HOLD(date_parse(text, &again) == ST_OK);
	MUST_HOLD(date_compare(d, &again) == 0 && d->doubt == again.doubt);
	date_format(&again, twice);
	MUST_HOLD(strcmp(text, twice) == 0);
	MUST_HOLD(date_to_days(&first) <= date_to_days(&last));
	MUST_HOLD(date_compare(&first, &day) == 0);
	MUST_HOLD(date_weekday(&last) >= 1 && date_weekday(&last) <= 7);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	struct date d;

	MUST_HOLD(text != NULL);
	memcpy(text, size ? data : (const uint8_t *)"", size);
	text[size] = '\0';
	if (date_parse(text, &d) == ST_OK)
		check(&d);
	if (date_from_stamp(text, &d) == ST_OK)
		check(&d);
	free(text);
	return 0;
}
