#include "config.h"

#include "import/redact.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "import/foreign.h"
#include "import/redact_internal.h"
#include "model/i18n.h"
#include "model/mem.h"

#define SECONDS 14400
#define PAGES_MAX 100000 /* a document that says more is not believed */

/* ---- what is to go ---- */

/* Pages that something was burnt on, and those that OCR read; both lists rise. */
static void write_looks(const struct redacted *r, struct str *out)
{
	size_t hit = 0, seen = 0;

	while (hit < r->n_hits || seen < r->n_seen) {
		unsigned a = hit < r->n_hits ? r->hits[hit].page : UINT_MAX;
		unsigned b = seen < r->n_seen ? r->seen[seen] : UINT_MAX;
		unsigned page = a < b ? a : b;

		str_addf(out, "look %u\n", page);
		while (hit < r->n_hits && r->hits[hit].page <= page)
			hit++;
		while (seen < r->n_seen && r->seen[seen] <= page)
			seen++;
	}
}

static void write_list(const struct redact_order *o, struct str *out)
{
	str_addf(out, "dpi %u\n", o->dpi ? o->dpi : 200);
	for (size_t i = 0; i < o->n_words; i++)
		str_addf(out, "word %s\n", o->words[i]);
	for (size_t i = 0; i < o->n_pages; i++)
		str_addf(out, "page %u\n", o->pages[i]);
	for (size_t i = 0; i < o->n_areas; i++)
		str_addf(out, "area %u %u %u %u %u\n", o->areas[i].page, o->areas[i].x,
			o->areas[i].y, o->areas[i].w, o->areas[i].h);
}

/* A file in memory without a name, with the list in it; the reader replaces it by the copy. */
static enum status open_list(
	struct db *db, const struct redact_order *o, const struct redacted *done, int *fd)
{
	struct str list = STR_INIT;
	enum status st = ST_OK;

	write_list(o, &list);
	if (done)
		write_looks(done, &list);
	*fd = memfd_create("redacted", MFD_CLOEXEC);
	if (*fd < 0 || pwrite(*fd, str_text(&list), list.len, 0) != (ssize_t)list.len)
		st = db_fail(
			db, ST_IO, NULL, _("there is no memory for the copy: %s"), strerror(errno));
	str_free(&list);
	return st;
}

/* ---- what was done ---- */

struct hearing {
	const struct redact_order *order;
	const char *const *args; /* of both runs */
	struct redacted *out;
	enum unseen_where where; /* of the next word that is said to remain */
	unsigned page;           /* likewise, where OCR reads it */
	struct str left;         /* what remains, for a sentence */
	bool bad;
};

static bool add_page(unsigned **list, size_t *n, uint32_t page)
{
	if (!page || page > PAGES_MAX || *n >= PAGES_MAX)
		return false;
	*list = mem_resize(*list, *n + 1, sizeof(**list));
	(*list)[(*n)++] = page;
	return true;
}

/* What stands in the text and in the picture of a page is one. */
static bool join_hit(struct redacted *out, uint32_t page, uint32_t word, uint32_t n)
{
	for (size_t i = out->n_hits; i-- > 0 && out->hits[i].page == page;)
		if (out->hits[i].word == word) {
			if (n > out->hits[i].n)
				out->hits[i].n = n;
			return true;
		}
	return false;
}

static bool add_hit(struct hearing *h, bool ocr, const unsigned char *bytes, size_t len)
{
	uint32_t page, word, n;

	if (!foreign_number(bytes, len, &page) || len != 12 ||
		!foreign_number(bytes + 4, 4, &word) || !foreign_number(bytes + 8, 4, &n) ||
		word >= h->order->n_words || !page || page > PAGES_MAX ||
		h->out->n_hits >= 10U * PAGES_MAX)
		return false;
	if (ocr && join_hit(h->out, page, word, n))
		return true;
	h->out->hits = mem_resize(h->out->hits, h->out->n_hits + 1, sizeof(*h->out->hits));
	h->out->hits[h->out->n_hits++] = (struct redact_hit){ page, word, n, ocr };
	return true;
}

/* Names of languages, or nothing. */
static enum status take_blind(struct hearing *h, const unsigned char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789+",
			    bytes[i]) ||
			!bytes[i])
			return ST_INVALID;
	free(h->out->blind);
	h->out->blind = mem_text_n((const char *)bytes, len);
	return ST_OK;
}

static enum status hear_burn(void *arg, uint32_t type, const unsigned char *bytes, size_t len)
{
	struct hearing *h = arg;
	struct redacted *out = h->out;
	uint32_t n = 0;
	bool ok;

	if (type == SAY_BURN_WORD || type == SAY_BURN_FOUND)
		return add_hit(h, type == SAY_BURN_FOUND, bytes, len) ? ST_OK : ST_INVALID;
	if (type == SAY_BURN_BLIND)
		return take_blind(h, bytes, len);
	ok = foreign_number(bytes, len, &n);
	if (ok && type == SAY_BURN_PAGES)
		out->pages = n <= PAGES_MAX ? n : 0;
	else if (ok && type == SAY_BURN_PAGE)
		ok = add_page(&out->whole, &out->n_whole, n);
	else if (ok && type == SAY_BURN_BARE)
		ok = add_page(&out->bare, &out->n_bare, n);
	else if (ok && type == SAY_BURN_SEEN)
		ok = add_page(&out->seen, &out->n_seen, n);
	else if (ok && type == SAY_BURN_AREA)
		out->areas++;
	else
		ok = false;
	return ok ? ST_OK : ST_INVALID;
}

static void note_left(struct hearing *h, const char *what)
{
	h->bad = true;
	if (h->left.len < 200 && !strstr(str_text(&h->left), what))
		str_addf(&h->left, "%s%s", h->left.len ? "; " : "", what);
}

/* OCR reads it where it was not found before. */
static void note_read(struct hearing *h)
{
	struct str what = STR_INIT;

	str_addf(&what, _("a word can still be read on page %u: burn an area of it"), h->page);
	note_left(h, str_text(&what));
	str_free(&what);
}

static enum status hear_unseen(void *arg, uint32_t type, const unsigned char *bytes, size_t len)
{
	static const char *const places[UNSEEN_END] = { N_("a word in its text"),
		N_("a word in its bytes"), N_("a word in what they unpack to"),
		N_("a word in what it says of itself") };
	struct hearing *h = arg;
	uint32_t n = 0;

	if (type == SAY_UNSEEN_LEFT) {
		note_left(h, _("something that is no picture"));
		return ST_OK;
	}
	if (type == SAY_UNSEEN_BLIND)
		return ST_OK;
	if (!foreign_number(bytes, len, &n))
		return ST_INVALID;
	if (type == SAY_UNSEEN_SEEN)
		return add_page(&h->out->again, &h->out->n_again, n) ? ST_OK : ST_INVALID;
	if (type == SAY_UNSEEN_PAGE)
		h->page = n;
	else if (type == SAY_UNSEEN_WHERE && n < UNSEEN_END)
		h->where = (enum unseen_where)n;
	else if (type == SAY_UNSEEN_WORD && h->where == UNSEEN_PICTURE)
		note_read(h);
	else if (type == SAY_UNSEEN_WORD)
		note_left(h, _(places[h->where]));
	else
		return ST_INVALID;
	return ST_OK;
}

/* ---- the two runs ---- */

static enum status burn(struct db *db, int in, struct hearing *h)
{
	struct foreign f = { .mode = "burn",
		.args = h->args,
		.in = in,
		.out = h->out->fd,
		.seconds = SECONDS,
		.what = _("drawing pages"),
		.fn = hear_burn,
		.arg = h };

	return foreign_run(db, &f);
}

/* In a fresh process, which knows nothing of how the copy was made. */
static enum status look_again(struct db *db, struct hearing *h)
{
	struct foreign f = { .mode = "unseen",
		.args = h->args,
		.in = h->out->fd,
		.seconds = SECONDS,
		.what = _("looking for what remains"),
		.fn = hear_unseen,
		.arg = h };
	enum status st = open_list(db, h->order, h->out, &f.out);

	if (st == ST_OK)
		st = foreign_run(db, &f);
	if (f.out >= 0)
		close(f.out);
	if (st == ST_OK && h->bad)
		st = db_fail(db, ST_INVALID, NULL,
			_("something remains in the copy (%s); it was given up, and nothing was "
			  "saved"),
			str_text(&h->left));
	return st;
}

/* A page that the document does not have is a mistake, not a wish that came true. */
static enum status check_pages(
	struct db *db, const struct redact_order *o, const struct redacted *r)
{
	unsigned worst = 0;

	for (size_t i = 0; i < o->n_pages; i++)
		worst = o->pages[i] > worst ? o->pages[i] : worst;
	for (size_t i = 0; i < o->n_areas; i++)
		worst = o->areas[i].page > worst ? o->areas[i].page : worst;
	if (worst <= r->pages)
		return ST_OK;
	return db_fail(db, ST_INVALID, "page",
		ngettext("there is no page %u: the document has %u page",
			"there is no page %u: the document has %u pages", r->pages),
		worst, r->pages);
}

static bool nothing_burnt(const struct redacted *r)
{
	return !r->n_hits && !r->n_whole && !r->areas;
}

/* A PDF stays one; a picture becomes a PNG. */
static void set_mime(struct redacted *r)
{
	char first[5] = "";

	if (pread(r->fd, first, sizeof(first), 0) == (ssize_t)sizeof(first))
		r->mime = memcmp(first, "%PDF-", 5) ? "image/png" : "application/pdf";
}

enum status redact_burn(struct db *db, const struct redact_order *o, struct redacted *out)
{
	struct hearing h = { .order = o, .out = out };
	struct str languages = STR_INIT;
	const char *args[] = { NULL, NULL };
	int in = -1;
	enum status st;

	memset(out, 0, sizeof(*out));
	out->fd = -1;
	out->mime = "application/pdf";
	if (!o->n_words && !o->n_pages && !o->n_areas)
		return db_fail(
			db, ST_INVALID, NULL, _("say what is to go: words, areas or whole pages"));
	st = redact_languages(db, o, &languages);
	args[0] = languages.len ? str_text(&languages) : NULL;
	h.args = args;
	if (st == ST_OK)
		st = foreign_hold(db, o->exhibit, 0, &in);
	if (st == ST_OK)
		st = open_list(db, o, NULL, &out->fd);
	if (st == ST_OK)
		st = burn(db, in, &h);
	if (st == ST_OK)
		st = check_pages(db, o, out);
	if (st == ST_OK && nothing_burnt(out))
		st = db_fail(db, ST_INVALID, NULL,
			out->n_bare == out->pages
				? _("nothing was burnt: the pages are pictures, and OCR was not "
				    "there to read them; name areas or whole pages")
				: _("nothing was burnt: none of the words stands there, and no "
				    "area "
				    "or page of it was named"));
	if (st == ST_OK)
		st = look_again(db, &h);
	if (st == ST_OK)
		set_mime(out);
	if (in >= 0)
		close(in);
	str_free(&h.left);
	str_free(&languages);
	return st;
}

void redacted_free(struct redacted *r)
{
	free(r->hits);
	free(r->whole);
	free(r->bare);
	free(r->seen);
	free(r->again);
	free(r->blind);
	if (r->fd >= 0)
		close(r->fd);
	memset(r, 0, sizeof(*r));
	r->fd = -1;
}
