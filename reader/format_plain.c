#include "config.h"

#include <stdlib.h>

#include "model/mem.h"
#include "reader/formats.h"
#include "reader/says.h"

enum reader_why read_whole(char **bytes, size_t *len)
{
	int64_t size = reader_size();
	ptrdiff_t n;

	*bytes = NULL;
	if (size < 0)
		return WHY_DAMAGED;
	*len = size < WHOLE_MAX ? (size_t)size : WHOLE_MAX;
	*bytes = mem_alloc(*len + 1);
	n = reader_read(*bytes, *len, 0);
	if (n < 0) {
		free(*bytes);
		*bytes = NULL;
		return WHY_DAMAGED;
	}
	*len = (size_t)n;
	return WHY_NOT;
}

static void say_encoding(struct reader *r, const char *charset, bool guessed)
{
	struct str text = STR_INIT;

	str_add(&text, charset);
	/* Read by whoever wants to know why letters are wrong: as it is, in any language. */
	if (guessed)
		str_add(&text, " (?)");
	says(r, "encoding", str_text(&text));
	str_free(&text);
}

enum reader_why read_plain(struct reader *r)
{
	struct pages p;
	struct str text = STR_INIT;
	const char *charset;
	char *bytes;
	size_t len;
	bool guessed = false, cut = reader_size() > WHOLE_MAX;
	enum reader_why why = read_whole(&bytes, &len);

	if (why)
		return why;
	charset = to_utf8(bytes, len, NULL, &text, &guessed);
	say_encoding(r, charset, guessed);
	free(bytes);
	pages_begin(&p, r, true);
	pages_add(&p, text.data, text.len);
	str_free(&text);
	why = pages_end(&p);
	return why || !cut ? why : WHY_TOO_MUCH;
}
