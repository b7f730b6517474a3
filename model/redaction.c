#include "config.h"

#include "model/redaction.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/blob.h"
#include "model/custody.h"
#include "model/i18n.h"
#include "model/stmt.h"
#include "model/text.h"

enum status redaction_instead(struct db *db, int64_t exhibit, int64_t *out)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"WITH RECURSIVE v (id, depth) AS (SELECT :id, 0 UNION "
		"SELECT e.id, v.depth + 1 FROM exhibit e JOIN v ON e.redaction_of = v.id "
		"WHERE v.depth < 16) "
		"SELECT e.id FROM v JOIN exhibit e ON e.id = v.id "
		"ORDER BY e.level NOT IN ('public', 'filed'), v.depth > 0, e.id DESC LIMIT 1",
		&s);

	*out = exhibit;
	if (st)
		return st;
	stmt_int(s, ":id", exhibit);
	st = stmt_step(s);
	if (st == ST_OK)
		*out = stmt_get_int(s, 0);
	else if (st == ST_END)
		st = db_fail(db, ST_NOTFOUND, NULL, _("that exhibit is no longer there"));
	stmt_done(s);
	return st;
}

/* ---- what is said of it ---- */

/* The title that it will have; the caller frees. */
static void title_of(const struct redaction *r, const struct record *original, struct str *out)
{
	if (r->title && *r->title)
		str_add(out, r->title);
	else
		str_addf(out, _("%s (redacted)"), record_show(original, "title"));
}

static bool has_word(const char *text, const char *word)
{
	struct str in = STR_INIT, what = STR_INIT;
	bool has;

	text_fold(&in, text, strlen(text));
	text_fold(&what, word, strlen(word));
	has = what.len && strstr(str_text(&in), str_text(&what));
	str_free(&in);
	str_free(&what);
	return has;
}

static enum status check_words(struct db *db, const struct redaction *r, const char *title)
{
	for (size_t i = 0; i < r->n_words; i++) {
		if (has_word(title, r->words[i]))
			return db_fail(db, ST_INVALID, "title",
				_("the redacted version would be called \"%s\", which has what is "
				  "burnt; give it another title"),
				title);
		if (has_word(r->why, r->words[i]))
			return db_fail(db, ST_INVALID, "redaction_why",
				_("the reason has what is burnt; it stands beside the redacted "
				  "version, so give it without"));
	}
	return ST_OK;
}

enum status redaction_check(struct db *db, const struct redaction *r)
{
	struct record original;
	struct str title = STR_INIT;
	enum status st;

	if (!r->why || !*r->why)
		return db_fail(db, ST_INVALID, "redaction_why",
			_("say why something is left out, and by which rule"));
	st = record_load(db, ENTITY_EXHIBIT, r->original, &original);
	if (st == ST_OK) {
		title_of(r, &original, &title);
		st = check_words(db, r, str_text(&title));
	}
	record_free(&original);
	str_free(&title);
	return st;
}

/* ---- saving ---- */

static enum status take_bytes(struct change *c, int fd, char sha256[HASH_TEXT], int64_t *size)
{
	static const size_t room = 256 * 1024;
	struct blob_intake *in = NULL;
	char *buffer = malloc(room);
	off_t at = 0;
	ssize_t n = 0;
	enum status st = blob_begin(c, &in);

	while (st == ST_OK && buffer && (n = pread(fd, buffer, room, at)) > 0) {
		st = blob_add(in, buffer, (size_t)n);
		at += n;
	}
	if (st == ST_OK && (n < 0 || !buffer))
		st = db_fail(change_db(c), ST_IO, NULL,
			_("the redacted version cannot be read: %s"), strerror(errno));
	free(buffer);
	if (st == ST_OK)
		return blob_end(in, sha256, size);
	blob_drop(in);
	return st;
}

static const char *level_of(const struct redaction *r, const struct record *original)
{
	if (r->level)
		return r->level;
	return !strcmp(record_show(original, "level"), "sealed") ? "team"
								 : record_show(original, "level");
}

/* Nothing of the original that may tell whom it is about: not its source, not its file's name. */
static enum status fill(struct change *c, const struct redaction *r, const struct record *original,
	struct record *copy)
{
	static const char *const kept[] = { "kind", "dated", "language", "reliability" };
	struct db *db = change_db(c);
	struct str title = STR_INIT, file = STR_INIT;
	enum status st = record_set_num(db, copy, "case", record_num(original, "case"));

	title_of(r, original, &title);
	text_slug(&file, str_text(&title), title.len);
	str_addf(&file, "%s%s", file.len ? "" : "redacted",
		!strcmp(r->mime, "application/pdf") ? ".pdf" : ".png");
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		record_put(copy, kept[i], record_get(original, kept[i]));
	record_put(copy, "filename", str_text(&file));
	record_put(copy, "mime", r->mime);
	if (r->pages > 0)
		record_put_num(copy, "pages", r->pages);
	if (st == ST_OK)
		st = record_set_name(db, copy, "title", str_text(&title));
	if (st == ST_OK)
		st = record_set_name(db, copy, "redaction_why", r->why);
	if (st == ST_OK)
		st = record_set_num(db, copy, "redaction_of", original->id);
	if (st == ST_OK)
		st = record_set_name(db, copy, "level", level_of(r, original));
	str_free(&title);
	str_free(&file);
	return st;
}

/* On both, each with the hash of its own bytes and the name and hash of the other. */
static enum status enter(struct change *c, const struct redaction *r, const struct record *original,
	const struct record *copy)
{
	struct str notes = STR_INIT;
	struct custody_act act = {
		.exhibit = original->id, .event = "redacted", .by = r->by, .checked = true
	};
	enum status st;

	str_addf(&notes, _("redacted version %s, SHA-256 %s; %s"), record_show(copy, "ref"),
		record_show(copy, "sha256"), r->log ? r->log : "");
	act.notes = str_text(&notes);
	st = custody_enter(c, &act);
	str_clear(&notes);
	str_addf(&notes, _("made of %s, SHA-256 %s; %s"), record_show(original, "ref"),
		record_show(original, "sha256"), r->log ? r->log : "");
	act.exhibit = copy->id;
	act.notes = str_text(&notes);
	if (st == ST_OK)
		st = custody_enter(c, &act);
	str_free(&notes);
	return st;
}

static enum status seal(struct change *c, struct record *original)
{
	record_put(original, "level", "sealed");
	return record_save(c, original);
}

#define MARKS_MAX 256 /* petitions that mark one exhibit */

/* A mark that a filing fixed stays with what was filed. */
static enum status move_marks(struct change *c, int64_t original, int64_t copy)
{
	struct db *db = change_db(c);
	int64_t ids[MARKS_MAX];
	size_t n = 0;
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT id FROM mark WHERE exhibit = :exhibit AND state = 'draft' LIMIT 256", &s);

	if (st)
		return st;
	stmt_int(s, ":exhibit", original);
	while ((st = stmt_step(s)) == ST_OK)
		ids[n++] = stmt_get_int(s, 0);
	stmt_done(s);
	st = st == ST_END ? ST_OK : st;
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		struct record mark;

		st = record_load(db, ENTITY_MARK, ids[i], &mark);
		if (st == ST_OK)
			st = record_set_num(db, &mark, "exhibit", copy);
		if (st == ST_OK)
			st = record_save(c, &mark);
		record_free(&mark);
	}
	return st;
}

enum status redaction_save(struct change *c, const struct redaction *r, struct record *copy)
{
	struct db *db = change_db(c);
	struct record original;
	char sha256[HASH_TEXT];
	int64_t size = 0;
	enum status st = record_load(db, ENTITY_EXHIBIT, r->original, &original);

	record_init(copy, ENTITY_EXHIBIT);
	if (st == ST_OK)
		st = take_bytes(c, r->fd, sha256, &size);
	if (st == ST_OK)
		st = fill(c, r, &original, copy);
	if (st == ST_OK) {
		record_put(copy, "sha256", sha256);
		record_put_num(copy, "size", size);
		st = record_save(c, copy);
	}
	if (st == ST_OK)
		st = seal(c, &original);
	if (st == ST_OK)
		st = enter(c, r, &original, copy);
	if (st == ST_OK)
		st = move_marks(c, original.id, copy->id);
	record_free(&original);
	return st;
}
