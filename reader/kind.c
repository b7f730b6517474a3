#include "config.h"

#include <magic.h>
#include <string.h>

#include "model/mem.h"
#include "reader/formats.h"

/* What a file is stands in its first bytes; so many are shown to libmagic. */
#define FIRST_BYTES (1 << 20)

/* Names that libmagic has, and those that everybody else has. */
static const char *const names[][2] = {
	{ "application/csv", "text/csv" },
	{ "application/x-empty", "application/x-empty" },
	{ "inode/x-empty", "application/x-empty" },
	{ "text/x-news", "message/rfc822" },
	{ "text/xml", "application/xml" },
	{ "audio/x-wav", "audio/wav" },
	{ "application/x-mbox", "application/mbox" },
};

/* Headers that a message begins with; libmagic knows only some of the orders they come in. */
static const char *const headers[] = { "from:", "to:", "subject:", "date:", "received:",
	"return-path:", "message-id:", "mime-version:", "delivered-to:", "content-type:" };

static bool is_header(const char *line, size_t len)
{
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		if (len > strlen(headers[i]) && !strncasecmp(line, headers[i], strlen(headers[i])))
			return true;
	return false;
}

/* The first line a header, and three of the first twenty. */
static bool is_mail(const char *bytes, size_t len)
{
	int found = 0;

	for (int line = 0; line < 20 && len; line++) {
		const char *end = memchr(bytes, '\n', len);
		size_t n = end ? (size_t)(end - bytes) + 1 : len;

		found += is_header(bytes, n);
		if (!line && !found)
			return false;
		bytes += n;
		len -= n;
	}
	return found >= 3;
}

static const char *plain_name(const char *kind)
{
	static char kept[128];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(kind, names[i][0]))
			return names[i][1];
	strncpy(kept, kind, sizeof(kept) - 1);
	return kept;
}

const char *kind_of_file(void)
{
	static char bytes[FIRST_BYTES];
	ptrdiff_t n = reader_read(bytes, sizeof(bytes), 0);
	magic_t magic = magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR);
	const char *kind = NULL, *zip = NULL;

	if (n >= 0 && magic && !magic_load(magic, NULL))
		kind = magic_buffer(magic, bytes, (size_t)n);
	if (kind)
		kind = plain_name(kind);
	if (magic)
		magic_close(magic);
	if (kind && !strncmp(kind, "text/", 5) && is_mail(bytes, (size_t)n))
		kind = "message/rfc822";
	/* Other programs than those that libmagic knows put other files first. */
	if (kind && n > 4 && !memcmp(bytes, "PK\003\004", 4))
		zip = kind_of_zip();
	return zip ? zip : kind;
}
