#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/text.h"
#include "reader/burn.h"

/*
 * Finding words among the characters of a page. Both are folded character by character, so that
 * each folded one knows the box that it came from: a ligature gives two with the same box.
 */

#define RLE 0x202B
#define LRE 0x202A
#define PDF 0x202C

enum sign_kind { SIGN_LETTER, SIGN_BLANK, SIGN_LINE, SIGN_HYPHEN };

struct sign {
	uint32_t c; /* folded */
	enum sign_kind kind;
	size_t box;
};

struct signs {
	struct sign *all; /* owned */
	size_t n;
	size_t room;
};

static void add_sign(struct signs *s, uint32_t c, enum sign_kind kind, size_t box)
{
	if (s->n == s->room) {
		s->room = s->room ? 2 * s->room : 256;
		s->all = mem_resize(s->all, s->room, sizeof(*s->all));
	}
	s->all[s->n++] = (struct sign){ c, kind, box };
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x3000;
}

static bool is_hyphen(uint32_t c)
{
	return c == '-' || c == 0xAD || c == 0x2010 || c == 0x2011 || c == 0x05BE;
}

/* One character as it came, folded. */
static void take_char(struct signs *out, uint32_t c, size_t box)
{
	struct str raw = STR_INIT, folded = STR_INIT;
	size_t used;

	if (c == '\n' || c == '\r' || c == '\f') {
		add_sign(out, '\n', SIGN_LINE, box);
		return;
	}
	if (is_blank(c)) {
		add_sign(out, ' ', SIGN_BLANK, box);
		return;
	}
	if (is_hyphen(c)) {
		add_sign(out, '-', SIGN_HYPHEN, box);
		return;
	}
	str_add_cp(&raw, c);
	text_fold(&folded, str_text(&raw), raw.len);
	for (size_t at = 0; at < folded.len; at += used)
		add_sign(
			out, text_next(folded.data + at, folded.len - at, &used), SIGN_LETTER, box);
	str_free(&raw);
	str_free(&folded);
}

/* ---- the page ---- */

struct page_text {
	uint32_t *chars; /* owned; in the order of reading, without what turns the direction */
	size_t *seen; /* owned; in the order of sight, the place of each in the order of reading */
	size_t n;
};

static void turn_round(size_t *seen, size_t from, size_t to)
{
	while (from + 1 < to) {
		size_t t = seen[from];

		seen[from++] = seen[--to];
		seen[to] = t;
	}
}

/* Of a text with RLE ... PDF: what stands between is turned round to be seen, and what is LRE ...
 * PDF in it once more. */
static void read_page(const char *text, struct page_text *out)
{
	enum { DEPTH = 16 };
	size_t len = strlen(text), starts[DEPTH], depth = 0, used;
	bool turns[DEPTH];

	out->chars = mem_array(len + 1, sizeof(*out->chars));
	out->seen = mem_array(len + 1, sizeof(*out->seen));
	out->n = 0;
	for (size_t at = 0; at < len; at += used) {
		uint32_t c = text_next(text + at, len - at, &used);

		if (c == RLE || c == LRE) {
			if (depth < DEPTH) {
				/* A left-to-right part matters only in one that was turned. */
				turns[depth] = c == RLE || (depth && turns[depth - 1]);
				starts[depth++] = out->n;
			}
		} else if (c == PDF) {
			if (depth && turns[--depth])
				turn_round(out->seen, starts[depth], out->n);
		} else if (c != 0x202D && c != 0x202E) {
			out->seen[out->n] = out->n;
			out->chars[out->n++] = c;
		}
	}
}

static void free_page(struct page_text *p)
{
	free(p->chars);
	free(p->seen);
}

/* ---- matching ---- */

/* Whether a word of this script is parted at the end of a line without a sign. */
static bool parts_silently(uint32_t c, size_t letters)
{
	return c >= 0x590 || letters >= 5;
}

#define SPACED_LEAST 3 /* letters of a word that is looked for with blanks between them */

struct matching {
	const struct signs *hay;
	const struct signs *needle;
	size_t letters; /* of the needle's longest word */
	bool spaced;    /* the letters have blanks between them */
};

static size_t skip_blanks(const struct signs *s, size_t i)
{
	while (i < s->n && (s->all[i].kind == SIGN_BLANK || s->all[i].kind == SIGN_LINE))
		i++;
	return i;
}

/* Behind what may part two letters of one word, from `at`; `at` itself where nothing does. */
static size_t skip_parting(const struct matching *m, size_t at)
{
	const struct signs *h = m->hay;
	size_t i = at;
	bool hyphen = i < h->n && h->all[i].kind == SIGN_HYPHEN;

	i += hyphen;
	while (i < h->n && h->all[i].kind == SIGN_BLANK)
		i++;
	if (i >= h->n || h->all[i].kind != SIGN_LINE)
		return hyphen && i == at + 1 ? i : at;
	if (!hyphen && at && !parts_silently(h->all[at - 1].c, m->letters))
		return at;
	return skip_blanks(h, i);
}

/* Whether the needle stands at `from`; *end is set to what is behind it. */
static bool stands_at(const struct matching *m, size_t from, size_t *end)
{
	const struct signs *h = m->hay, *w = m->needle;
	size_t at = from;

	for (size_t k = 0; k < w->n; k++) {
		if (w->all[k].kind == SIGN_BLANK) {
			size_t next = skip_blanks(h, at);

			if (next == at)
				return false;
			at = next;
			continue;
		}
		if (k && w->all[k - 1].kind != SIGN_BLANK) {
			size_t next =
				m->spaced ? at + (at < h->n && h->all[at].kind == SIGN_BLANK) : at;

			if (m->spaced && next == at)
				return false;
			if (!m->spaced && at < h->n && h->all[at].c != w->all[k].c)
				next = skip_parting(m, at);
			at = next;
		}
		if (at >= h->n || h->all[at].c != w->all[k].c)
			return false;
		at++;
	}
	*end = at;
	return true;
}

static size_t count_letters(const struct signs *w)
{
	size_t most = 0, run = 0;

	for (size_t i = 0; i < w->n; i++) {
		run = w->all[i].kind == SIGN_LETTER ? run + 1 : 0;
		most = run > most ? run : most;
	}
	return most;
}

/* Marks the boxes of all that is found; answers how much that is. */
static size_t mark_all(
	const struct signs *hay, const struct signs *needle, bool spaced, bool *burnt)
{
	struct matching m = { hay, needle, count_letters(needle), spaced };
	size_t n = 0, end;

	for (size_t i = 0; i < hay->n; i++) {
		bool fresh = false;

		if (!stands_at(&m, i, &end))
			continue;
		for (size_t k = i; k < end; k++) {
			fresh |= !burnt[hay->all[k].box] && hay->all[k].kind == SIGN_LETTER;
			burnt[hay->all[k].box] = true;
		}
		n += fresh;
	}
	return n;
}

/* Points and accents, which no word is compared by, go with the letter beside them. */
static void burn_accents(const struct signs *sight, bool *burnt, size_t n)
{
	bool *letters = mem_zero(n + 1);

	for (size_t i = 0; i < sight->n; i++)
		letters[sight->all[i].box] = true;
	for (size_t i = 1; i < n; i++)
		burnt[i] |= !letters[i] && burnt[i - 1];
	for (size_t i = n; i-- > 1;)
		burnt[i - 1] |= !letters[i - 1] && burnt[i];
	free(letters);
}

static void reverse(struct signs *s)
{
	for (size_t i = 0, k = s->n; i + 1 < k; i++) {
		struct sign t = s->all[i];

		s->all[i] = s->all[--k];
		s->all[k] = t;
	}
}

static void read_word(const char *word, struct signs *out)
{
	size_t len = strlen(word), used;

	for (size_t at = 0; at < len; at += used) {
		uint32_t c = text_next(word + at, len - at, &used);

		if (!is_blank(c) || (out->n && out->all[out->n - 1].kind != SIGN_BLANK))
			take_char(out, c, 0);
	}
	while (out->n && out->all[out->n - 1].kind == SIGN_BLANK)
		out->n--;
}

/* Adds the boxes that are burnt, those beside each other on a line as one. */
static void add_boxes(
	const struct burn_box *boxes, const bool *burnt, size_t n, struct burn_boxes *out)
{
	struct burn_box *last = NULL;

	for (size_t i = 0; i < n; i++) {
		struct burn_box b = boxes[i];

		if (!burnt[i]) {
			last = NULL;
			continue;
		}
		if (b.x2 - b.x1 <= 0 && b.y2 - b.y1 <= 0)
			continue;
		if (last && b.y1 < last->y2 && last->y1 < b.y2 && b.x1 < last->x2 + (b.y2 - b.y1) &&
			last->x1 < b.x2 + (b.y2 - b.y1)) {
			last->x1 = b.x1 < last->x1 ? b.x1 : last->x1;
			last->x2 = b.x2 > last->x2 ? b.x2 : last->x2;
			last->y1 = b.y1 < last->y1 ? b.y1 : last->y1;
			last->y2 = b.y2 > last->y2 ? b.y2 : last->y2;
			continue;
		}
		burn_box_add(out, b);
		last = &out->all[out->n - 1];
	}
}

size_t burn_find(const char *text, const struct burn_box *boxes, size_t n_boxes, const char *word,
	struct burn_boxes *out, bool *placed)
{
	struct signs reading = { 0 }, sight = { 0 }, needle = { 0 };
	struct page_text page;
	size_t n = 0, *box_of;
	bool *burnt;

	read_page(text, &page);
	*placed = page.n == n_boxes;
	burnt = mem_zero(page.n + 1);
	box_of = mem_array(page.n + 1, sizeof(*box_of));
	for (size_t i = 0; i < page.n; i++) {
		box_of[page.seen[i]] = i;
		take_char(&sight, page.chars[page.seen[i]], i);
	}
	for (size_t i = 0; i < page.n; i++)
		take_char(&reading, page.chars[i], box_of[i]);
	read_word(word, &needle);
	for (int way = 0; way < 2 && needle.n; way++) {
		n += mark_all(&reading, &needle, false, burnt);
		n += mark_all(&sight, &needle, false, burnt);
		if (count_letters(&needle) >= SPACED_LEAST)
			n += mark_all(&sight, &needle, true, burnt);
		reverse(&needle);
	}
	burn_accents(&sight, burnt, page.n);
	if (*placed)
		add_boxes(boxes, burnt, page.n, out);
	free(burnt);
	free(box_of);
	free(reading.all);
	free(sight.all);
	free(needle.all);
	free_page(&page);
	return n;
}
