#include "config.h"

#include <string.h>

#include "reader/burn.h"
#include "reader/formats.h"
#include "reader/strip.h"

/* What the mode writes is the file without what it says of itself, by what its first bytes are. */
enum reader_why mode_strip(struct reader *r)
{
	size_t len = 0;
	const char *bytes = burn_map(&len);

	const char *kind = kind_of_file();
	enum reader_why why;

	/* An empty file says nothing. */
	if (kind)
		reader_say_text(r, SAY_MIME, kind);
	if (!bytes)
		return reader_size() ? WHY_MEMORY : WHY_KIND;
	if (burn_kind() == BURN_PDF)
		why = strip_pdf(r, bytes, len);
	/* A book keeps what it says of itself in parts of its own. */
	else if (len > 4 && !memcmp(bytes, "PK\3\4", 4) &&
		 !(kind && !strcmp(kind, "application/epub+zip")))
		why = strip_office(r, bytes, len);
	else
		why = strip_picture(r, bytes, len);
	return why;
}
