/* Dates: what is read is written the same, and lies within its own first and last day. */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "model/date_typed.h"

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

/* Refused with a reason, or a date; and what is a date already is read as that. */
static void check_typed(const char *text)
{
	static const struct date today = { 2020, 4, 17, DATE_SURE };
	struct date d, plain;
	struct str why = STR_INIT;
	bool taken = date_from_typed(text, &today, &d) == ST_OK;

	if (taken)
		check(&d);
	date_typed_why(text, &today, &why);
	MUST_HOLD(taken == (why.len == 0));
	if (date_parse(text, &plain) == ST_OK)
		MUST_HOLD(taken && date_compare(&plain, &d) == 0 && plain.doubt == d.doubt);
	str_free(&why);
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
	check_typed(text);
	free(text);
	return 0;
}
