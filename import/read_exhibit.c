#include "config.h"

#include "import/read_exhibit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/foreign.h"
#include "model/i18n.h"
#include "model/language.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/reference.h"
#include "model/text.h"

#define READ_SECONDS 180
#define OCR_SECONDS 3600 /* some seconds a page */

/* ---- hearing ---- */

/* Text that a record is as a whole; *to is set. */
static enum status take_text(const unsigned char *bytes, size_t len, size_t most, char **to)
{
	struct str text = STR_INIT;
	enum status st = len > most ? ST_INVALID : text_take((const char *)bytes, len, &text);

	if (st == ST_OK && text.len) {
		free(*to);
		*to = str_detach(&text);
	}
	str_free(&text);
	return st;
}

static bool is_mime(const char *text)
{
	return strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789.+-/") == strlen(text) &&
	       strchr(text, '/');
}

static enum status take_mime(struct reading *r, const unsigned char *bytes, size_t len)
{
	enum status st = take_text(bytes, len, 127, &r->mime);

	if (st == ST_OK && r->mime && !is_mime(r->mime))
		st = ST_INVALID;
	return st;
}

/* One that ICU does not know is nobody's fault, and passed over. */
static enum status take_language(struct reading *r, const unsigned char *bytes, size_t len)
{
	struct str tag = STR_INIT;
	enum status st = take_text(bytes, len, 1000, &r->language);

	if (st == ST_OK && r->language && language_code(r->language, strlen(r->language), &tag)) {
		free(r->language);
		r->language = str_detach(&tag);
	} else {
		free(r->language);
		r->language = NULL;
	}
	str_free(&tag);
	return st;
}

static enum status take_page(struct reading *r, bool ocr, const unsigned char *bytes, size_t len)
{
	uint32_t page;

	if (!foreign_number(bytes, len, &page))
		return ST_INVALID;
	return reading_add_page(r, page, ocr, (const char *)bytes + 4, len - 4);
}

static enum status take_says(struct reading *r, const unsigned char *bytes, size_t len)
{
	const char *name = (const char *)bytes;
	const char *end = len ? memchr(name, '\0', len) : NULL;

	if (!end)
		return ST_INVALID;
	return reading_add_says(r, name, end + 1, len - (size_t)(end - name) - 1);
}

enum status foreign_hear(void *arg, uint32_t type, const unsigned char *bytes, size_t len)
{
	struct reading *r = arg;
	uint32_t n;

	switch (type) {
	case SAY_MIME:
		return take_mime(r, bytes, len);
	case SAY_PAGES:
		if (len != 4 || !foreign_number(bytes, len, &n))
			return ST_INVALID;
		r->pages = n;
		return ST_OK;
	case SAY_TEXT:
	case SAY_SEEN:
		return take_page(r, type == SAY_SEEN, bytes, len);
	case SAY_SAYS:
		return take_says(r, bytes, len);
	case SAY_LANGUAGE:
		return take_language(r, bytes, len);
	default:
		return ST_INVALID;
	}
}

/* ---- reading ---- */

/* What came before it took too much is kept; what came before anything else is not believed. */
static void settle(struct reading *r, enum reader_why why)
{
	char *mime = mem_text_or_null(r->mime);
	struct reading fresh;

	r->state = why == WHY_TOO_MUCH || why == WHY_TIME || why == WHY_MEMORY ? READING_STOPPED
									       : READING_REFUSED;
	if (r->state == READING_REFUSED) {
		reading_init(&fresh, r->sha256);
		fresh.state = READING_REFUSED;
		reading_free(r);
		*r = fresh;
		/* What it is was found before a library looked inside. */
		r->mime = why == WHY_NONSENSE ? NULL : mime;
		mime = why == WHY_NONSENSE ? mime : NULL;
	}
	r->why = mem_text(foreign_why(why));
	free(mime);
}

/* What stands in the way of OCR and not in the file: true, with its sentence. */
static bool say_missing(struct db *db, enum reader_why why, const char *languages)
{
	enum status st = ST_OK;

	if (why == WHY_NO_OCR)
		st = db_fail(db, ST_INVALID, NULL,
			_("text in pictures is read by tesseract, which is not installed (in "
			  "Debian: tesseract-ocr)"));
	else if (why == WHY_NO_LANGUAGE)
		st = db_fail(db, ST_INVALID, "language",
			_("tesseract does not have all of the languages '%s' (in Debian, "
			  "tesseract-ocr-heb has Hebrew as heb)"),
			languages);
	else if (why == WHY_KIND)
		st = db_fail(db, ST_INVALID, NULL,
			_("only PDFs and images have pictures of text to be read"));
	return st != ST_OK;
}

static enum status run(struct db *db, int fd, const char *languages, struct reading *out)
{
	const char *const args[] = { languages, NULL };
	struct foreign f = { .mode = languages ? "ocr" : "read",
		.args = languages ? args : NULL,
		.in = fd,
		.seconds = languages ? OCR_SECONDS : READ_SECONDS,
		.what = languages ? _("reading text in pictures") : _("reading the file"),
		.fn = foreign_hear,
		.arg = out };
	enum status st = foreign_run(db, &f);

	if (st == ST_OK && languages)
		out->ocr = mem_text(languages);
	if (st != ST_INVALID)
		return st;
	if (languages && say_missing(db, f.why, languages))
		return st;
	settle(out, f.why);
	return ST_OK;
}

static enum status start(struct db *db, const struct record *r, struct reading *out)
{
	const char *sha256 = record_get(r, "sha256");

	if (!sha256 || strlen(sha256) != HASH_TEXT - 1)
		return db_fail(db, ST_NOTFOUND, NULL, _("exhibit %s has no file in the case file"),
			record_show(r, "ref"));
	reading_init(out, sha256);
	return ST_OK;
}

static enum status read_held(
	struct db *db, const struct record *r, const char *languages, struct reading *out)
{
	int fd = -1;
	enum status st = foreign_hold(db, r->id, 0, &fd);

	if (st == ST_INVALID) {
		settle(out, WHY_TOO_MUCH);
		free(out->why);
		out->why = mem_text(_("it is larger than what is read out of a case file, 512 MB"));
		return ST_OK;
	}
	if (st == ST_OK)
		st = run(db, fd, languages, out);
	if (fd >= 0)
		close(fd);
	return st;
}

static bool same_time(const struct timespec *a, const struct timespec *b)
{
	return a->tv_sec == b->tv_sec && a->tv_nsec == b->tv_nsec;
}

/*
 * Too large to be copied first: it is read where it lies, then held against its hash. Nobody wrote
 * to it in between, or nothing of what was read is kept.
 */
static enum status read_lying(
	struct db *db, const struct record *r, const char *languages, struct reading *out)
{
	struct reference where;
	struct stat before, after;
	int fd = -1;
	enum status st = reference_open(db, r, &where, &fd);

	if (st == ST_OK && fstat(fd, &before))
		st = db_fail(db, ST_NOTFOUND, NULL, _("%s cannot be read: %s"),
			str_text(&where.where), strerror(errno));
	if (st == ST_OK)
		st = run(db, fd, languages, out);
	if (st == ST_OK)
		st = reference_match(db, r, &where, fd, -1);
	if (st == ST_OK && (fstat(fd, &after) || !same_time(&before.st_mtim, &after.st_mtim) ||
				   !same_time(&before.st_ctim, &after.st_ctim)))
		st = db_fail(db, ST_NOTFOUND, NULL,
			_("%s changed while it was read; close what writes to it and try again"),
			str_text(&where.where));
	if (fd >= 0)
		close(fd);
	reference_free(&where);
	return st;
}

enum status foreign_read(struct db *db, int64_t exhibit, const char *languages, struct reading *out)
{
	struct record r;
	enum status st = record_load(db, ENTITY_EXHIBIT, exhibit, &r);

	reading_init(out, "");
	if (st == ST_OK)
		st = start(db, &r, out);
	if (st == ST_OK && record_num(&r, "size") > FOREIGN_HELD && reference_is(db, &r))
		st = read_lying(db, &r, languages, out);
	else if (st == ST_OK)
		st = read_held(db, &r, languages, out);
	record_free(&r);
	return st;
}

/* ---- keeping ---- */

/* Whether what was found tells more than what the name of the file said. */
static bool is_better(const char *now, const char *found)
{
	if (!now)
		return true;
	if (!found || !strcmp(now, found) || !strcmp(found, "application/octet-stream"))
		return false;
	/* Words of a kind that only its name tells: text/csv, text/markdown. */
	return strcmp(found, "text/plain") || strncmp(now, "text/", 5);
}

/* Fills what is empty; true: something is. */
static bool fill(struct record *r, const struct reading *from)
{
	bool changed = false;

	if (from->mime && is_better(record_get(r, "mime"), from->mime)) {
		record_put(r, "mime", from->mime);
		changed = true;
	}
	if (from->pages > 0 && !record_get(r, "pages")) {
		record_put_num(r, "pages", from->pages);
		changed = true;
	}
	if (from->language && !record_get(r, "language")) {
		record_put(r, "language", from->language);
		changed = true;
	}
	return changed;
}

static enum status save_alone(struct db *db, struct record *r)
{
	struct change *c = NULL;
	enum status st = change_begin(db, &c, _("read exhibit %s"), record_show(r, "ref"));

	if (st == ST_OK)
		st = record_save(c, r);
	if (st == ST_OK)
		return change_commit(c);
	change_cancel(c);
	return st;
}

enum status foreign_keep(struct db *db, struct change *c, int64_t exhibit, struct reading *r)
{
	struct record e;
	enum status st = reading_take(db, r);

	if (st)
		return st;
	st = record_load(db, ENTITY_EXHIBIT, exhibit, &e);
	if (st == ST_OK && fill(&e, r))
		st = c ? record_save(c, &e) : save_alone(db, &e);
	record_free(&e);
	return st;
}

/* ---- all of them ---- */

#define BATCH 50               /* exhibits kept at once */
#define BATCH_TEXT (32U << 20) /* bytes of text after which a batch ends */

struct batch {
	struct db *db;
	int64_t ids[BATCH];
	struct reading reading[BATCH];
	size_t n, asked;
	int64_t last; /* the last that was looked at */
	size_t damaged;
	foreign_read_fn *fn;
	verify_fn *passed;
	void *arg;
};

/* What lies elsewhere and is not at hand, or is damaged, stands in the way of no other. */
static void pass_over(struct batch *b, struct reading *r, bool damaged)
{
	struct str why = STR_INIT;

	b->damaged += damaged;
	str_add(&why, db_error(b->db));
	b->passed(b->arg, str_text(&why));
	str_free(&why);
	reading_free(r);
}

static enum status read_batch(struct batch *b)
{
	size_t text = 0;
	enum status st = ST_OK;

	b->n = 0;
	for (size_t i = 0; i < b->asked && text < BATCH_TEXT; i++) {
		struct reading *r = &b->reading[b->n];

		st = foreign_read(b->db, b->ids[i], NULL, r);
		b->last = b->ids[i];
		/* Where the case file itself cannot be read, looking for the next ones fails. */
		if (st == ST_NOTFOUND || st == ST_DB) {
			pass_over(b, r, st == ST_DB);
			st = ST_OK;
			continue;
		}
		if (st) {
			reading_free(r);
			break;
		}
		text += r->text;
		b->ids[b->n++] = b->ids[i];
	}
	return st;
}

static enum status fill_batch(struct batch *b, struct change *c)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < b->n && st == ST_OK; i++) {
		struct record e;

		st = record_load(b->db, ENTITY_EXHIBIT, b->ids[i], &e);
		if (st == ST_OK && fill(&e, &b->reading[i]))
			st = record_save(c, &e);
		record_free(&e);
	}
	return st;
}

static enum status keep_batch(struct batch *b)
{
	struct change *c = NULL;
	enum status st = b->n ? reading_take_all(b->db, b->reading, b->n) : ST_OK;

	if (st == ST_OK && b->n)
		st = change_begin(b->db, &c,
			ngettext("read %zu exhibit", "read %zu exhibits", (unsigned long)b->n),
			b->n);
	if (st || !b->n)
		return st;
	st = fill_batch(b, c);
	if (st == ST_OK)
		return change_commit(c);
	change_cancel(c);
	return st;
}

/* `st` is how reading ended. */
static enum status end_batch(struct batch *b, enum status st)
{
	struct str why = STR_INIT;
	enum status kept;

	str_add(&why, db_error(b->db));
	kept = keep_batch(b);
	for (size_t i = 0; i < b->n; i++) {
		if (kept == ST_OK)
			kept = b->fn(b->arg, b->ids[i], &b->reading[i]);
		reading_free(&b->reading[i]);
	}
	if (st && kept == ST_OK)
		(void)db_fail(b->db, st, NULL, "%s", str_text(&why));
	str_free(&why);
	return kept ? kept : st;
}

enum status foreign_read_all(struct db *db, foreign_read_fn *fn, verify_fn *passed, void *arg)
{
	struct batch *b = mem_zero(sizeof(*b));
	enum status st;

	*b = (struct batch){ .db = db, .fn = fn, .passed = passed, .arg = arg };
	do {
		st = reading_unread(db, b->last, b->ids, BATCH, &b->asked);
		if (st == ST_OK && b->asked)
			st = end_batch(b, read_batch(b));
	} while (st == ST_OK && b->asked);
	if (st == ST_OK && b->damaged)
		st = db_fail(db, ST_DB, NULL,
			ngettext("%zu exhibit is damaged and was not read; amparo verify tells "
				 "what is whole",
				"%zu exhibits are damaged and were not read; amparo verify tells "
				"what is whole",
				(unsigned long)b->damaged),
			b->damaged);
	free(b);
	return st;
}

enum status foreign_read_exhibit(struct change *c, int64_t exhibit)
{
	struct db *db = change_db(c);
	struct record e;
	struct reading r;
	bool has_file;
	enum status st = record_load(db, ENTITY_EXHIBIT, exhibit, &e);

	/* It was read to its end once to be taken in, and would have to be again. */
	if (st == ST_OK && record_num(&e, "size") > FOREIGN_HELD && reference_is(db, &e))
		st = ST_NOTFOUND;
	has_file = st == ST_OK && record_get(&e, "sha256");
	record_free(&e);
	if (!has_file)
		return st;
	if (st == ST_OK)
		st = foreign_read(db, exhibit, NULL, &r);
	if (st == ST_OK)
		st = foreign_keep(db, c, exhibit, &r);
	reading_free(&r);
	return st;
}
