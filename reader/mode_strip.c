#include "config.h"

#include <string.h>

#include "reader/burn.h"
#include "reader/strip.h"

/* What the mode writes is the file without what it says of itself, by what its first bytes are. */
enum reader_why mode_strip(struct reader *r)
{
	size_t len = 0;
	const char *bytes = burn_map(&len);

	if (!bytes)
		return WHY_MEMORY;
	if (burn_kind() == BURN_PDF)
		return strip_pdf(r, bytes, len);
	if (len > 4 && !memcmp(bytes, "PK\3\4", 4))
		return strip_office(r, bytes, len);
	return strip_picture(r, bytes, len);
}
