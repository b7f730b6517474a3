#include "config.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

#include "model/str.h"
#include "reader/burn.h"
#include "reader/strip.h"

/*
 * Documents of word processors and spreadsheets, which are ZIP files: the parts in which they say
 * who wrote them, when and with what are replaced by empty ones. Comments and tracked changes are
 * contents, which stay and are told. Sources: ECMA-376 part 2, 11 (core properties); OpenDocument
 * 1.3 part 2, 3 (packages), part 3, 4 (metadata).
 */

#define UNPACKED_MAX (400U << 20)

static const struct {
	const char *path;
	const char *empty; /* what stands there instead */
} parts[] = {
	{ "docProps/core.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><cp:coreProperties "
			       "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
			       "core-properties\"/>" },
	{ "docProps/app.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Properties "
			      "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
			      "extended-properties\"/>" },
	{ "docProps/custom.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Properties "
				 "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/"
				 "custom-properties\"/>" },
	{ "meta.xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-meta "
		      "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
		      "office:version=\"1.3\"><office:meta/></office:document-meta>" },
};

/* Contents in which somebody may be named, for a word of warning. */
static const char *const told[] = { "word/comments.xml", "word/people.xml", "xl/persons/person.xml",
	"ppt/commentAuthors.xml" };

static const char *empty_for(const char *path)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (!strcmp(path, parts[i].path))
			return parts[i].empty;
	return NULL;
}

static void tell(struct reader *r, const char *path)
{
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		if (!strcmp(path, told[i]))
			reader_say_text(r, SAY_STRIP_KEPT, "comments");
}

static la_ssize_t take(struct archive *a, void *arg, const void *bytes, size_t len)
{
	struct str *out = arg;

	(void)a;
	str_add_n(out, bytes, len);
	return out->cut ? -1 : (la_ssize_t)len;
}

/* A picture in it carries what the camera wrote. */
static void strip_part(struct str *body, bool *any)
{
	struct str picture = STR_INIT;
	bool took = false;

	if (strip_picture_in(str_text(body), body->len, &picture, &took) == WHY_NOT && took) {
		str_clear(body);
		str_add_n(body, str_text(&picture), picture.len);
		*any = true;
	}
	str_free(&picture);
}

/* One part, as it is or empty; all of one hour, which tells nothing. */
static enum reader_why copy_part(struct archive *in, struct archive *out,
	struct archive_entry *entry, const char *empty, size_t *left, bool *any)
{
	struct archive_entry *to = archive_entry_new();
	struct str body = STR_INIT;
	char buffer[16384];
	la_ssize_t n = 0;
	enum reader_why why = WHY_NOT;

	if (empty)
		str_add(&body, empty);
	while (!empty && (n = archive_read_data(in, buffer, sizeof(buffer))) > 0) {
		if ((size_t)n > *left) {
			why = WHY_TOO_MUCH;
			break;
		}
		*left -= (size_t)n;
		str_add_n(&body, buffer, (size_t)n);
	}
	if (!why && !n && !empty)
		strip_part(&body, any);
	archive_entry_copy_pathname(to, archive_entry_pathname(entry));
	archive_entry_set_filetype(to, AE_IFREG);
	archive_entry_set_perm(to, 0644);
	archive_entry_set_size(to, (la_int64_t)body.len);
	archive_entry_set_mtime(to, 315532800, 0); /* 1980: the first that a ZIP can say */
	if (!why && (n < 0 || archive_write_header(out, to) != ARCHIVE_OK ||
			    (body.len && archive_write_data(out, str_text(&body), body.len) !=
						 (la_ssize_t)body.len)))
		why = WHY_DAMAGED;
	archive_entry_free(to);
	str_free(&body);
	return why;
}

static enum reader_why copy_parts(struct reader *r, struct archive *in, struct archive *out)
{
	struct archive_entry *entry;
	size_t left = UNPACKED_MAX;
	bool any = false, office = false;
	enum reader_why why = WHY_NOT;
	int rc = ARCHIVE_OK;

	while (!why && (rc = archive_read_next_header(in, &entry)) == ARCHIVE_OK) {
		const char *path = archive_entry_pathname(entry);
		const char *empty = path ? empty_for(path) : NULL;

		if (!path)
			return WHY_DAMAGED;
		if (path[0] && path[strlen(path) - 1] == '/')
			continue;
		office |= !strcmp(path, "[Content_Types].xml") || !strcmp(path, "mimetype");
		any |= empty != NULL;
		tell(r, path);
		/* The first part of an OpenDocument is its kind, and lies there unpacked. */
		if (!strcmp(path, "mimetype"))
			archive_write_zip_set_compression_store(out);
		else
			archive_write_zip_set_compression_deflate(out);
		why = copy_part(in, out, entry, empty, &left, &any);
	}
	if (!why && rc != ARCHIVE_EOF)
		why = WHY_DAMAGED;
	if (!why && !office)
		why = WHY_KIND;
	if (any)
		reader_say_text(r, SAY_STRIP_TOOK, "metadata");
	return why;
}

enum reader_why strip_office(struct reader *r, const char *bytes, size_t len)
{
	struct archive *in = archive_read_new(), *out = archive_write_new();
	struct str file = STR_INIT;
	enum reader_why why = WHY_DAMAGED;

	archive_read_support_format_zip(in);
	archive_write_set_format_zip(out);
	/* Nothing is filled up at the end of a file that is none on tape. */
	archive_write_set_bytes_in_last_block(out, 1);
	if (archive_read_open_memory(in, bytes, len) == ARCHIVE_OK &&
		archive_write_open(out, &file, NULL, take, NULL) == ARCHIVE_OK)
		why = copy_parts(r, in, out);
	if (archive_write_close(out) != ARCHIVE_OK && !why)
		why = WHY_DAMAGED;
	archive_write_free(out);
	archive_read_free(in);
	if (!why && !burn_write(str_text(&file), file.len))
		why = WHY_NO_ROOM;
	str_free(&file);
	return why;
}
