#include "config.h"

#include "reader/unzip.h"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

#include "reader/reader.h"

bool unzip_open(struct unzip *u)
{
	struct archive *a = archive_read_new();

	*u = (struct unzip){ .archive = a, .why = WHY_DAMAGED };
	if (!a || lseek(READER_IN, 0, SEEK_SET) ||
		archive_read_support_format_zip(a) != ARCHIVE_OK ||
		archive_read_open_fd(a, READER_IN, 65536) != ARCHIVE_OK)
		return false;
	u->why = WHY_NOT;
	return true;
}

void unzip_close(struct unzip *u)
{
	if (u->archive)
		archive_read_free(u->archive);
	u->archive = NULL;
}

const char *unzip_next(struct unzip *u)
{
	struct archive_entry *entry;
	const char *name;
	int rc = archive_read_next_header(u->archive, &entry);

	if (rc == ARCHIVE_EOF)
		return NULL;
	if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
		u->why = WHY_DAMAGED;
	else if (++u->files > UNZIP_FILES)
		u->why = WHY_TOO_MUCH;
	else if (archive_entry_is_data_encrypted(entry))
		u->why = WHY_LOCKED;
	if (u->why)
		return NULL;
	name = archive_entry_pathname_utf8(entry);
	return name ? name : "";
}

ptrdiff_t unzip_read(struct unzip *u, void *bytes, size_t room)
{
	la_ssize_t n = archive_read_data(u->archive, bytes, room);

	if (n < 0)
		u->why = WHY_DAMAGED;
	else
		u->unpacked += n;
	if (u->unpacked > UNZIP_MAX)
		u->why = WHY_TOO_MUCH;
	return u->why ? -1 : n;
}
