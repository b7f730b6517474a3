#include "config.h"

#include "reader/pages.h"

#include <string.h>

#include "model/text.h"

#define PART (16 << 10)     /* bytes of a part */
#define PAGE_MAX (1U << 20) /* bytes of a page */

void text_put(struct str *out, const char *bytes, size_t len)
{
	size_t used;

	for (size_t at = 0; at < len; at += used) {
		uint32_t cp = text_next(bytes + at, len - at, &used);

		if ((cp < 0x20 && cp != '\n' && cp != '\t' && cp != '\r') || cp == 0x7f)
			str_add_c(out, ' ');
		else
			str_add_cp(out, cp);
	}
}

void pages_begin(struct pages *p, struct reader *r, bool parts)
{
	*p = (struct pages){ .r = r, .parts = parts, .page = 1 };
	str_init(&p->text, PAGE_MAX);
}

static bool has_letters(const struct str *text)
{
	for (size_t i = 0; i < text->len; i++)
		if ((unsigned char)text->data[i] > ' ')
			return true;
	return false;
}

/* Says the first `len` bytes as the page in hand, and keeps the rest for the next. */
static void say(struct pages *p, size_t len)
{
	struct str rest = STR_INIT;
	struct str head = { .data = p->text.data, .len = len };

	if (p->said + len > PAGES_TEXT_MAX || p->page > PAGES_MAX)
		p->full = true;
	else if (has_letters(&head))
		reader_say_with(p->r, p->ocr ? SAY_SEEN : SAY_TEXT, p->page, p->text.data, len);
	p->said += len;
	if (len < p->text.len)
		str_add_n(&rest, p->text.data + len, p->text.len - len);
	p->full = p->full || p->text.cut;
	str_clear(&p->text);
	if (rest.len)
		str_add_n(&p->text, rest.data, rest.len);
	str_free(&rest);
	p->page++;
}

/* Where a part may end: behind a line's end, else behind a blank, else before a character. */
static size_t cut_at(const struct str *text)
{
	size_t end = PART;

	for (size_t i = PART; i > PART / 2; i--)
		if (text->data[i - 1] == '\n')
			return i;
	for (size_t i = PART; i > PART / 2; i--)
		if (text->data[i - 1] == ' ')
			return i;
	while (end > 1 && ((unsigned char)text->data[end] & 0xc0) == 0x80)
		end--;
	return end;
}

void pages_add(struct pages *p, const char *bytes, size_t len)
{
	size_t used = 0;

	while (len && !p->full) {
		used = len < PART ? len : PART;
		/* Not in the middle of a character, where it goes on. */
		while (used < len && used > PART - 4 && ((unsigned char)bytes[used] & 0xc0) == 0x80)
			used--;
		text_put(&p->text, bytes, used);
		while (p->parts && p->text.len > PART && !p->full)
			say(p, cut_at(&p->text));
		bytes += used;
		len -= used;
	}
}

void pages_add_text(struct pages *p, const char *text)
{
	pages_add(p, text, strlen(text));
}

#define MARK_LTR 0x200e
#define MARK_RTL 0x200f
#define EMBED_LTR 0x202a
#define EMBED_RTL 0x202b
#define EMBED_END 0x202c

/* Poppler puts marks around each word that is written from right to left, and between some of these
 * no blank; tesseract puts some beside punctuation. */
void pages_add_laid(struct pages *p, const char *text)
{
	size_t len = strlen(text), used, start = 0;
	uint32_t before = 0;

	for (size_t at = 0; at < len; at += used) {
		uint32_t cp = text_next(text + at, len - at, &used);

		if ((cp >= EMBED_LTR && cp <= EMBED_END) || cp == MARK_LTR || cp == MARK_RTL) {
			pages_add(p, text + start, at - start);
			start = at + used;
			if (before == EMBED_END && (cp == EMBED_LTR || cp == EMBED_RTL))
				pages_add(p, " ", 1);
		}
		before = cp;
	}
	pages_add(p, text + start, len - start);
}

void pages_line(struct pages *p)
{
	if (p->text.len && p->text.data[p->text.len - 1] != '\n')
		str_add_c(&p->text, '\n');
}

void pages_break(struct pages *p)
{
	if (!p->parts || has_letters(&p->text))
		say(p, p->text.len);
}

enum reader_why pages_end(struct pages *p)
{
	if (p->text.len)
		say(p, p->text.len);
	str_free(&p->text);
	return p->full ? WHY_TOO_MUCH : WHY_NOT;
}
