/* Other columns: any text is read to its end, and what is written of it is read back the same. */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <string.h>

#include "model/extra.h"

/* Writes every column of `text` anew. */
static int rewrite(const struct str *text, struct str *out)
{
	struct str name = STR_INIT, value = STR_INIT;
	const char *at = str_text(text);
	int n = 0;

	for (; extra_next(&at, &name, &value); n++)
		extra_add(out, str_text(&name), str_text(&value), value.len);
	str_free(&name);
	str_free(&value);
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = STR_INIT, once = STR_INIT, twice = STR_INIT;
	int n;

	for (size_t i = 0; i < size; i++)
		if (data[i])
			str_add_c(&text, (char)data[i]);
	n = rewrite(&text, &once);
	MUST_HOLD(rewrite(&once, &twice) == n);
	MUST_HOLD(once.len == twice.len && !strcmp(str_text(&once), str_text(&twice)));
	str_free(&text);
	str_free(&once);
	str_free(&twice);
	return 0;
}
