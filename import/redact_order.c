#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "import/redact.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"

#define WORD_MAX 300 /* bytes of what is looked for */
#define WORDS_MAX 2000
#define PAGE_MAX 100000

enum status redact_add_word(struct db *db, struct redact_order *o, const char *word)
{
	struct str text = STR_INIT, folded = STR_INIT;
	enum status st = text_take(word, strlen(word), &text);

	if (st == ST_OK)
		text_fold(&folded, str_text(&text), text.len);
	if (st || text.len > WORD_MAX || strchr(str_text(&text), '\n'))
		st = db_fail(db, ST_INVALID, "word",
			_("what is to be burnt is a line of text of up to %d bytes"), WORD_MAX);
	else if (strspn(str_text(&folded), " \t") == folded.len)
		st = db_fail(db, ST_INVALID, "word", _("there is no letter in a word to be burnt"));
	else if (o->n_words >= WORDS_MAX)
		st = db_fail(db, ST_INVALID, "word", _("no more than %d words are burnt at once"),
			WORDS_MAX);
	else {
		o->words = mem_resize(o->words, o->n_words + 1, sizeof(*o->words));
		o->words[o->n_words++] = mem_text(str_text(&text));
	}
	str_free(&text);
	str_free(&folded);
	return st;
}

enum status redact_add_words(struct db *db, struct redact_order *o, const char *file)
{
	char line[WORD_MAX + 8];
	FILE *in = fopen(file, "re");
	enum status st = ST_OK;

	if (!in)
		return db_fail(db, ST_IO, NULL, _("%s cannot be read: %s"), file, strerror(errno));
	while (st == ST_OK && fgets(line, sizeof(line), in)) {
		size_t len = strcspn(line, "\r\n");

		if (!line[len] && !feof(in))
			st = db_fail(db, ST_INVALID, NULL,
				_("%s: a line is longer than %d bytes; it has a word or a name a "
				  "line"),
				file, WORD_MAX);
		line[len] = '\0';
		if (st == ST_OK && line[strspn(line, " \t")])
			st = redact_add_word(db, o, line);
	}
	if (st == ST_OK && ferror(in))
		st = db_fail(db, ST_IO, NULL, _("%s cannot be read: %s"), file, strerror(errno));
	fclose(in);
	return st;
}

/* Five numbers with these between them. */
static bool read_area(const char *text, struct redact_area *a)
{
	unsigned *const parts[] = { &a->page, &a->x, &a->y, &a->w, &a->h };
	static const char ends[] = ":,,,";

	for (size_t i = 0; i < 5; i++) {
		size_t digits = strspn(text, "0123456789");

		if (!digits || digits > 6)
			return false;
		*parts[i] = (unsigned)strtoul(text, NULL, 10);
		text += digits;
		if (*text != ends[i])
			return false;
		text += i < 4;
	}
	return a->page && a->page <= PAGE_MAX && a->w && a->h;
}

enum status redact_add_area(struct db *db, struct redact_order *o, const char *text)
{
	struct redact_area a;

	if (!read_area(text, &a))
		return db_fail(db, ST_INVALID, "area",
			_("%s: an area is PAGE:X,Y,WIDTH,HEIGHT in points from the page's upper "
			  "left "
			  "corner, such as 2:70,120,200,14"),
			text);
	o->areas = mem_resize(o->areas, o->n_areas + 1, sizeof(*o->areas));
	o->areas[o->n_areas++] = a;
	return ST_OK;
}

/* "3", "3-5" or "1, 4-6". */
enum status redact_add_pages(struct db *db, struct redact_order *o, const char *text)
{
	const char *p = text;

	while (*p) {
		unsigned from = 0, to = 0;
		int used = 0;
		int n = sscanf(p, " %u - %u %n", &from, &to, &used);

		if (n == 1)
			n = sscanf(p, " %u %n", &to, &used), from = to;
		if (n < 1 || !used || !from || to < from || to > PAGE_MAX ||
			(p[used] && p[used] != ','))
			return db_fail(db, ST_INVALID, "page",
				_("%s: pages are numbers such as 3 or 2-4"), text);
		for (; from <= to; from++) {
			o->pages = mem_resize(o->pages, o->n_pages + 1, sizeof(*o->pages));
			o->pages[o->n_pages++] = from;
		}
		p += used;
		p += *p == ',';
	}
	return ST_OK;
}

enum status redact_set_dpi(struct db *db, struct redact_order *o, const char *text)
{
	char more;

	if (sscanf(text, "%u%c", &o->dpi, &more) != 1 || o->dpi < 50 || o->dpi > 600)
		return db_fail(db, ST_INVALID, "dpi",
			_("%s: pages are drawn with 50 to 600 points an inch"), text);
	return ST_OK;
}

void redact_order_free(struct redact_order *o)
{
	for (size_t i = 0; i < o->n_words; i++)
		free(o->words[i]);
	free(o->words);
	free(o->pages);
	free(o->areas);
	free(o->ocr);
	memset(o, 0, sizeof(*o));
}

/* ---- what is told of it ---- */

unsigned redacted_count(const struct redacted *r, size_t word)
{
	unsigned n = 0;

	for (size_t i = 0; i < r->n_hits; i++)
		if (r->hits[i].word == word)
			n += r->hits[i].n;
	return n;
}

#define PAGES_TOLD 20

static void add_list(struct str *out, const unsigned *pages, size_t n)
{
	for (size_t i = 0; i < n && i < PAGES_TOLD; i++)
		str_addf(out, "%s%u", i ? ", " : "", pages[i]);
	if (n > PAGES_TOLD)
		str_add(out, ", …");
}

void redacted_log(const struct redacted *r, struct str *out)
{
	unsigned *pages = mem_array(r->n_hits + 1, sizeof(*pages));
	size_t n = 0, places = 0;

	/* They come page by page. */
	for (size_t i = 0; i < r->n_hits; i++) {
		places += r->hits[i].n;
		if (!n || pages[n - 1] != r->hits[i].page)
			pages[n++] = r->hits[i].page;
	}
	str_addf(out, ngettext("%zu place burnt", "%zu places burnt", places), places);
	if (n) {
		str_add(out, ngettext(" on page ", " on pages ", n));
		add_list(out, pages, n);
	}
	if (r->areas)
		str_addf(out, ngettext("; %u area", "; %u areas", r->areas), r->areas);
	if (r->n_whole) {
		str_add(out, ngettext("; whole page ", "; whole pages ", r->n_whole));
		add_list(out, r->whole, r->n_whole);
	}
	free(pages);
}
