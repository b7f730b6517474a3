#include "config.h"

#include "reader/says.h"

#include <stdbool.h>
#include <string.h>

#include "model/str.h"
#include "model/text.h"
#include "reader/pages.h"

#define VALUE_MAX 2000

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* On one line, with one blank where there were several. Whole characters at a time: a cut parts
 * none. */
static void one_line(struct str *out, const struct str *text)
{
	size_t start = out->len, used;

	for (size_t at = 0; at < text->len; at += used) {
		(void)text_next(text->data + at, text->len - at, &used);
		if (!is_blank(text->data[at]))
			str_add_n(out, text->data + at, used);
		else if (out->len > start && out->data[out->len - 1] != ' ')
			str_add_c(out, ' ');
	}
	if (out->len > start && out->data[out->len - 1] == ' ')
		out->len--;
}

void says_n(struct reader *r, const char *name, const char *value, size_t len)
{
	struct str record = STR_INIT, text = STR_INIT;
	size_t start;

	record.max = VALUE_MAX;
	text.max = VALUE_MAX * 4;
	str_add_n(&record, name, strlen(name) + 1);
	start = record.len;
	text_put(&text, value, len);
	one_line(&record, &text);
	if (record.len > start)
		reader_say(r, SAY_SAYS, record.data, record.len);
	str_free(&record);
	str_free(&text);
}

void says(struct reader *r, const char *name, const char *value)
{
	if (value)
		says_n(r, name, value, strlen(value));
}
