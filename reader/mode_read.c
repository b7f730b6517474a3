#include "config.h"

#include <magic.h>

#include "reader/reader.h"

/* What a file is stands in its first bytes; so many are shown to libmagic. */
#define FIRST_BYTES (1 << 20)

/* What the bytes are, whatever the file was called. */
static enum reader_why say_kind(struct reader *r)
{
	static char bytes[FIRST_BYTES];
	ptrdiff_t n = reader_read(bytes, sizeof(bytes), 0);
	magic_t magic = magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR);
	const char *kind = NULL;

	if (n >= 0 && magic && !magic_load(magic, NULL))
		kind = magic_buffer(magic, bytes, (size_t)n);
	if (kind)
		reader_say_text(r, SAY_MIME, kind);
	if (magic)
		magic_close(magic);
	return kind ? WHY_NOT : WHY_DAMAGED;
}

enum reader_why mode_read(struct reader *r)
{
	return say_kind(r);
}
