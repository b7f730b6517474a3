#include "config.h"

#include "tui/input.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/text.h"
#include "tui/key.h"

void input_init(struct input *in, size_t max, bool lines)
{
	*in = (struct input){ .max = max, .lines = lines };
}

void input_free(struct input *in)
{
	free(in->text);
	in->text = NULL;
	in->len = in->cap = in->cursor = 0;
}

const char *input_text(const struct input *in)
{
	return in->text ? in->text : "";
}

/* Unseen signs that are shown as a mark of their own, see text_clean(). */
static bool stands_alone(uint32_t cp)
{
	return cp == 0x200b || cp == 0x200e || cp == 0x200f || (cp >= 0x2028 && cp <= 0x202e) ||
	       (cp >= 0x2060 && cp <= 0x206f) || cp == 0xfeff;
}

/* A mark, a joiner or a selector: it belongs to the character before it. */
static bool continues(uint32_t cp)
{
	return cp >= 0x300 && text_cell_width(cp) == 0 && !stands_alone(cp);
}

size_t input_next_edge(const char *text, size_t len, size_t at)
{
	size_t used;

	if (at >= len)
		return len;
	text_next(text + at, len - at, &used);
	at += used;
	while (at < len && continues(text_next(text + at, len - at, &used)))
		at += used;
	return at;
}

static size_t code_point_before(const char *text, size_t at)
{
	if (at == 0)
		return 0;
	do
		at--;
	while (at > 0 && ((unsigned char)text[at] & 0xc0) == 0x80);
	return at;
}

size_t input_last_edge(const char *text, size_t at)
{
	size_t used;

	while (at > 0) {
		size_t before = code_point_before(text, at);

		if (!continues(text_next(text + before, at - before, &used)))
			return before;
		at = before;
	}
	return 0;
}

static void reserve(struct input *in, size_t more)
{
	size_t need = in->len + more + 1;

	if (need <= in->cap)
		return;
	in->cap = need < 64 ? 64 : need * 2;
	in->text = mem_resize(in->text, in->cap, 1);
}

static void put(struct input *in, const char *bytes, size_t len)
{
	reserve(in, len);
	memmove(in->text + in->cursor + len, in->text + in->cursor, in->len - in->cursor);
	memcpy(in->text + in->cursor, bytes, len);
	in->len += len;
	in->cursor += len;
	in->text[in->len] = '\0';
}

bool input_type(struct input *in, uint32_t code_point)
{
	struct str one = STR_INIT;
	bool taken = false;

	if (code_point == '\t')
		code_point = ' ';
	if (code_point == '\n' && !in->lines)
		code_point = ' ';
	if (code_point != '\n' && !key_is_text(code_point))
		return false;
	str_add_cp(&one, code_point);
	if (in->len + one.len <= in->max) {
		put(in, str_text(&one), one.len);
		taken = true;
	}
	str_free(&one);
	return taken;
}

void input_insert(struct input *in, const char *bytes, size_t len)
{
	for (size_t at = 0; at < len;) {
		size_t used;
		uint32_t cp = text_next(bytes + at, len - at, &used);

		if (text_is_utf8(bytes + at, used))
			input_type(in, cp);
		at += used;
	}
}

void input_set(struct input *in, const char *text)
{
	in->len = in->cursor = 0;
	if (in->text)
		in->text[0] = '\0';
	input_insert(in, text, strlen(text));
}

static size_t line_start(const struct input *in, size_t at)
{
	while (at > 0 && in->text[at - 1] != '\n')
		at--;
	return at;
}

static size_t line_end(const struct input *in, size_t at)
{
	while (at < in->len && in->text[at] != '\n')
		at++;
	return at;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n';
}

static size_t word_left(const struct input *in, size_t at)
{
	while (at > 0 && is_blank(in->text[at - 1]))
		at--;
	while (at > 0 && !is_blank(in->text[at - 1]))
		at--;
	return at;
}

static size_t word_right(const struct input *in, size_t at)
{
	while (at < in->len && is_blank(in->text[at]))
		at++;
	while (at < in->len && !is_blank(in->text[at]))
		at++;
	return at;
}

static bool move_to(struct input *in, size_t at)
{
	bool moved = at != in->cursor;

	in->cursor = at;
	return moved;
}

static bool erase(struct input *in, size_t from, size_t to)
{
	assert(from <= to && to <= in->len);
	if (from == to)
		return false;
	memmove(in->text + from, in->text + to, in->len - to + 1);
	in->len -= to - from;
	in->cursor = from;
	return true;
}

/*
 * Where the last character is a letter with marks, one step takes the last mark alone, so that
 * a vowel point can be mended without typing the letter again.
 */
static size_t erase_from(const struct input *in)
{
	return code_point_before(in->text, in->cursor);
}

bool input_edit(struct input *in, enum edit what)
{
	size_t at = in->cursor;

	if (!in->text)
		return false;
	switch (what) {
	case EDIT_LEFT:
		return move_to(in, input_last_edge(in->text, at));
	case EDIT_RIGHT:
		return move_to(in, input_next_edge(in->text, in->len, at));
	case EDIT_WORD_LEFT:
		return move_to(in, word_left(in, at));
	case EDIT_WORD_RIGHT:
		return move_to(in, word_right(in, at));
	case EDIT_START:
		return move_to(in, line_start(in, at));
	case EDIT_END:
		return move_to(in, line_end(in, at));
	case EDIT_ERASE:
		return erase(in, erase_from(in), at);
	case EDIT_ERASE_AHEAD:
		return erase(in, at, input_next_edge(in->text, in->len, at));
	case EDIT_ERASE_WORD:
		return erase(in, word_left(in, at), at);
	case EDIT_ERASE_START:
		return erase(in, line_start(in, at), at);
	case EDIT_ERASE_END:
		return erase(in, at, line_end(in, at));
	}
	return false;
}

void input_place(struct input *in, size_t at)
{
	if (at >= in->len)
		in->cursor = in->len;
	else
		in->cursor = at == 0 ? 0 : input_last_edge(in->text, at + 1);
}

static int shown_width(const char *text, size_t len)
{
	struct str clean = STR_INIT;
	int width;

	text_clean(&clean, text, len, TEXT_LINE);
	width = text_width(str_text(&clean), clean.len);
	str_free(&clean);
	return width;
}

/* The first byte to show, so that from there to the cursor there are fewer than `columns`. */
static size_t first_shown(const struct input *in, int columns)
{
	size_t at = in->cursor;
	int width = 0;

	if (shown_width(in->text, in->cursor) < columns)
		return 0;
	while (at > 0) {
		size_t before = input_last_edge(in->text, at);

		width += shown_width(in->text + before, at - before);
		if (width >= columns)
			break;
		at = before;
	}
	return at;
}

void input_show(const struct input *in, int columns, struct str *out, int *cursor_column)
{
	struct str clean = STR_INIT;
	size_t from;

	*cursor_column = 0;
	if (!in->text || columns < 1)
		return;
	from = first_shown(in, columns);
	/* Cleaned in two parts: the cursor stands between them. */
	text_clean(&clean, in->text + from, in->cursor - from, TEXT_LINE);
	*cursor_column = text_width(str_text(&clean), clean.len);
	text_clean(&clean, in->text + in->cursor, in->len - in->cursor, TEXT_LINE);
	str_add_n(out, str_text(&clean), text_fit(str_text(&clean), clean.len, columns, NULL));
	str_free(&clean);
}
