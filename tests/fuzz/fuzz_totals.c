/*
 * The reader of a petition site's JSON: any bytes end; what is taken is within its bounds, its
 * texts are UTF-8 and its moment is one; what is refused says why and leaves nothing.
 */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "import/totals.h"
#include "model/country.h"
#include "model/text.h"

static void check_entry(const struct totals_entry *e)
{
	MUST_HOLD(e->value >= 0);
	MUST_HOLD(e->place && strlen(e->place) <= 200);
	MUST_HOLD(text_is_utf8(e->place, strlen(e->place)));
	MUST_HOLD(!*e->country || country_is_code(e->country, strlen(e->country)));
	MUST_HOLD(!strcmp(e->part, "whole") || *e->place);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct totals_file f;
	struct str wrong = STR_INIT;
	struct date d;

	if (totals_parse((const char *)data, size, &f, &wrong) == ST_OK) {
		MUST_HOLD(f.n > 0 && !strcmp(f.entries[0].part, "whole") && !wrong.len);
		MUST_HOLD(!*f.observed || (date_parse(f.observed, &d) == ST_OK && d.day));
		MUST_HOLD(!*f.time || (*f.observed && strlen(f.time) == 8));
		MUST_HOLD(!f.source || text_is_utf8(f.source, strlen(f.source)));
		for (size_t i = 0; i < f.n; i++)
			check_entry(&f.entries[i]);
	} else {
		MUST_HOLD(wrong.len > 0 && text_is_utf8(str_text(&wrong), wrong.len));
		MUST_HOLD(f.n == 0 && !f.entries && !f.source);
	}
	totals_free(&f);
	str_free(&wrong);
	return 0;
}
