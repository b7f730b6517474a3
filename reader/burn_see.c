#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/text.h"
#include "reader/burn.h"
#include "reader/picture.h"
#include "reader/see.h"

/* Words in pictures of text: what OCR sees is searched as the text of a page is. */

bool burn_see_open(struct reader *r, enum say blind, struct see **out)
{
	struct str missing = STR_INIT;
	enum reader_why why;

	*out = NULL;
	if (!r->n_args)
		return false;
	why = see_open_some(r->args[0], out, &missing);
	if (why == WHY_NO_OCR || why == WHY_MEMORY)
		reader_say_text(r, blind, "");
	else if (missing.len)
		reader_say_text(r, blind, str_text(&missing));
	str_free(&missing);
	return why == WHY_NOT;
}

/* What was seen: its text, and for each character the box of its word. */
struct page_seen {
	struct str text;
	struct burn_boxes boxes;
};

static void take_word(void *arg, const struct seen_word *w)
{
	struct page_seen *p = arg;
	struct burn_box box = { w->left, w->top, w->right, w->bottom };
	struct burn_box none = { 0, 0, 0, 0 };
	size_t len = strlen(w->text), used;

	if (!len)
		return;
	if (p->text.len) {
		str_add_c(&p->text, w->line ? '\n' : ' ');
		burn_box_add(&p->boxes, none);
	}
	for (size_t at = 0; at < len; at += used) {
		str_add_cp(&p->text, text_next(w->text + at, len - at, &used));
		burn_box_add(&p->boxes, box);
	}
}

/* Answers whether a word was seen; its boxes, in dots, are added. */
static bool look_once(struct see *s, const struct picture *p, char *const *words, size_t n_words,
	bool sparse, struct burn_boxes *out, size_t *counts)
{
	struct page_seen seen = { .text = STR_INIT };
	bool any = false;

	see_words(s, p, BURN_SEE_DPI, sparse, take_word, &seen);
	for (size_t i = 0; i < n_words; i++) {
		bool placed;

		counts[i] = burn_find(
			str_text(&seen.text), seen.boxes.all, seen.boxes.n, words[i], out, &placed);
		any |= counts[i] > 0;
	}
	burn_boxes_free(&seen.boxes);
	str_free(&seen.text);
	return any;
}

/* So that what stands beside it is seen better the next time. */
static void paint(struct picture *p, const struct burn_boxes *boxes, size_t from)
{
	for (size_t i = from; i < boxes->n; i++)
		for (int y = (int)boxes->all[i].y1; y < (int)boxes->all[i].y2; y++)
			memset(p->grey + (size_t)y * (size_t)p->width + (size_t)boxes->all[i].x1, 0,
				(size_t)(boxes->all[i].x2 - boxes->all[i].x1));
}

#define ROUNDS 4   /* of looking at what is left; more is for eyes */
#define SMALL 2000 /* dots of a side; letters of less are too small to be read */
#define LARGER 4

static void enlarge(struct picture *p, int *by)
{
	const int most = p->width > p->height ? p->width : p->height;

	*by = most < SMALL ? SMALL / most + 1 : 1;
	*by = *by > LARGER ? LARGER : *by;
	if (*by > 1)
		picture_enlarge(p, *by);
}

bool burn_still_seen(
	struct see *s, struct picture *p, char *const *words, size_t n_words, size_t *counts)
{
	struct burn_boxes found = { 0 };
	int by;
	bool any;

	enlarge(p, &by);
	any = look_once(s, p, words, n_words, false, &found, counts);
	burn_boxes_free(&found);
	return any;
}

void burn_see(struct see *s, struct picture *p, char *const *words, size_t n_words, double scale,
	struct burn_boxes *out, size_t *counts)
{
	struct burn_boxes found = { 0 };
	size_t *now = mem_zero((n_words + 1) * sizeof(*now));
	bool any = true;
	int by;

	enlarge(p, &by);
	/* In turn as the page is laid out, and whatever looks like text, until neither shows more.
	 */
	for (int round = 0; round < 2 * ROUNDS && (any || round < 2); round++) {
		size_t before = found.n;

		any = look_once(s, p, words, n_words, round % 2, &found, now);
		for (size_t i = 0; i < n_words; i++)
			counts[i] += now[i];
		paint(p, &found, before);
	}
	for (size_t i = 0; i < found.n; i++) {
		const struct burn_box *b = &found.all[i];
		const double to = scale / by;

		burn_box_add(
			out, (struct burn_box){ b->x1 * to, b->y1 * to, b->x2 * to, b->y2 * to });
	}
	burn_boxes_free(&found);
	free(now);
}

void burn_say_word(struct reader *r, enum say type, unsigned page, size_t word, size_t n)
{
	uint32_t numbers[3] = { page, (uint32_t)word, (uint32_t)n };
	unsigned char bytes[12];

	for (int i = 0; i < 12; i++)
		bytes[i] = (unsigned char)(numbers[i / 4] >> (8 * (i % 4)));
	reader_say(r, type, bytes, sizeof(bytes));
}
