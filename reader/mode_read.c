#include "config.h"

#include <string.h>

#include "reader/formats.h"

static const struct {
	const char *kind; /* of those that end with a '/', all that begin so */
	enum reader_why (*read)(struct reader *r);
} formats[] = {
	{ "application/pdf", read_pdf },
	{ "text/html", read_html },
	{ "application/xhtml+xml", read_html },
	{ "message/rfc822", read_mail },
	{ "application/mbox", read_mail },
	{ "application/vnd.openxmlformats-officedocument.", read_office },
	{ "application/vnd.oasis.opendocument.", read_office },
	{ "application/CDFV2", read_office },
	{ "application/encrypted", read_office },
	{ "application/x-ole-storage", read_office },
	{ "application/msword", read_office },
	{ "application/vnd.ms-excel", read_office },
	{ "application/vnd.ms-powerpoint", read_office },
	{ "image/", read_image },
	{ "text/rtf", read_rtf },
	{ "application/rtf", read_rtf },
	{ "text/", read_plain },
	{ "message/", read_plain },
	{ "application/json", read_plain },
	{ "application/xml", read_plain },
	{ "application/javascript", read_plain },
	{ "application/x-ndjson", read_plain },
	{ "application/x-subrip", read_plain },
};

static bool matches(const char *pattern, const char *kind)
{
	size_t len = strlen(pattern);
	char last = pattern[len - 1];

	return last == '/' || last == '.' ? !strncmp(kind, pattern, len) : !strcmp(kind, pattern);
}

/* What it is; the text that is in it, if that kind has any; what it says of itself. */
enum reader_why mode_read(struct reader *r)
{
	const char *kind = kind_of_file();

	if (!kind)
		return WHY_DAMAGED;
	reader_say_text(r, SAY_MIME, kind);
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (matches(formats[i].kind, kind))
			return formats[i].read(r);
	return WHY_NOT;
}
