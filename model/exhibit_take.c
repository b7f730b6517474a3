#include "config.h"

#include "model/exhibit_take.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/blob.h"
#include "model/custody.h"
#include "model/mem.h"
#include "model/stmt.h"
#include "model/text.h"

/* ---- names ---- */

static const struct {
	const char *ending, *mime;
} mimes[] = {
	{ "pdf", "application/pdf" },
	{ "txt", "text/plain" },
	{ "md", "text/markdown" },
	{ "csv", "text/csv" },
	{ "html", "text/html" },
	{ "htm", "text/html" },
	{ "xml", "application/xml" },
	{ "json", "application/json" },
	{ "jpg", "image/jpeg" },
	{ "jpeg", "image/jpeg" },
	{ "png", "image/png" },
	{ "gif", "image/gif" },
	{ "tif", "image/tiff" },
	{ "tiff", "image/tiff" },
	{ "mp3", "audio/mpeg" },
	{ "wav", "audio/wav" },
	{ "mp4", "video/mp4" },
	{ "eml", "message/rfc822" },
	{ "zip", "application/zip" },
	{ "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
	{ "odt", "application/vnd.oasis.opendocument.text" },
};

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

const char *exhibit_mime_of(const char *name)
{
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; dot && i < sizeof(mimes) / sizeof(mimes[0]); i++)
		if (!strcasecmp(dot + 1, mimes[i].ending))
			return mimes[i].mime;
	return "application/octet-stream";
}

void exhibit_put_name(struct record *exhibit, const char *path)
{
	const char *name = base_name(path);
	struct str clean = STR_INIT, text = STR_INIT;

	text_clean(&clean, name, strlen(name), TEXT_LINE);
	if (text_take(str_text(&clean), clean.len, &text) == ST_OK && text.len) {
		record_put(exhibit, "filename", str_text(&text));
		if (!record_get(exhibit, "title"))
			record_put(exhibit, "title", str_text(&text));
	}
	if (!record_get(exhibit, "mime"))
		record_put(exhibit, "mime", exhibit_mime_of(name));
	str_free(&clean);
	str_free(&text);
}

/* ---- bytes ---- */

struct exhibit_take {
	struct change *change;
	struct blob_intake *bytes;
};

enum status exhibit_take_begin(struct change *c, struct exhibit_take **out)
{
	struct blob_intake *bytes = NULL;
	enum status st = blob_begin(c, &bytes);

	*out = NULL;
	if (st)
		return st;
	*out = mem_zero(sizeof(**out));
	(*out)->change = c;
	(*out)->bytes = bytes;
	return ST_OK;
}

enum status exhibit_take_bytes(struct exhibit_take *t, const void *bytes, size_t len)
{
	return blob_add(t->bytes, bytes, len);
}

enum status exhibit_find_bytes(struct db *db, int64_t in_case, const char *sha256, int64_t *id)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT id FROM exhibit WHERE sha256 = :sha256 AND \"case\" = :case "
		"ORDER BY id LIMIT 1",
		&s);

	*id = 0;
	if (st)
		return st;
	stmt_text(s, ":sha256", sha256);
	stmt_int(s, ":case", in_case);
	st = stmt_step(s);
	if (st == ST_OK)
		*id = stmt_get_int(s, 0);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status save(struct change *c, struct record *exhibit, const char *sha256, int64_t size,
	const struct exhibit_came *came)
{
	enum status st;

	if (came->name && *came->name)
		exhibit_put_name(exhibit, came->name);
	record_put_num(exhibit, "size", size);
	record_put(exhibit, "sha256", sha256);
	st = record_save(c, exhibit);
	if (st)
		return st;
	return custody_enter(c, &(struct custody_act){ .exhibit = exhibit->id,
					.event = "received",
					.from = record_get(exhibit, "obtained_from"),
					.by = came->by,
					.notes = came->notes,
					.sha256 = sha256 });
}

enum status exhibit_take_end(struct exhibit_take *t, struct record *exhibit,
	const struct exhibit_came *came, int64_t *here)
{
	struct change *c = t->change;
	char sha256[HASH_TEXT];
	int64_t size = 0;
	enum status st = blob_end(t->bytes, sha256, &size);

	assert(exhibit->entity->id == ENTITY_EXHIBIT && !exhibit->id);
	free(t);
	*here = 0;
	if (st == ST_OK && !came->again)
		st = exhibit_find_bytes(change_db(c), record_num(exhibit, "case"), sha256, here);
	if (st || *here)
		return st;
	return save(c, exhibit, sha256, size, came);
}

enum status exhibit_take_back(struct exhibit_take *t)
{
	struct blob_intake *bytes = t->bytes;

	free(t);
	return blob_back(bytes);
}

void exhibit_take_drop(struct exhibit_take *t)
{
	if (!t)
		return;
	blob_drop(t->bytes);
	free(t);
}
