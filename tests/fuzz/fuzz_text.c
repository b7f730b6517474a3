/* Text at the door and on its way to an eye: any bytes. */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <stdbool.h>
#include <string.h>

#include "model/str.h"
#include "model/text.h"

static bool same(const struct str *a, const struct str *b)
{
	return a->len == b->len && memcmp(str_text(a), str_text(b), a->len) == 0;
}

/* What is clean stays as it is when it is cleaned again. */
static void check_again(const struct str *clean, enum text_shape shape)
{
	struct str again = STR_INIT;

	text_clean(&again, str_text(clean), clean->len, shape);
	MUST_HOLD(same(clean, &again));
	str_free(&again);
}

/* No byte of cleaned text steers a terminal, and no cell carries more marks than a curses cell
 * holds. */
static void check_clean(const char *bytes, size_t size, enum text_shape shape)
{
	struct str out = STR_INIT;
	const char *p;
	size_t left;
	int marks = 0;

	text_clean(&out, bytes, size, shape);
	MUST_HOLD(text_is_utf8(str_text(&out), out.len));
	for (size_t i = 0; i < out.len; i++) {
		unsigned char c = (unsigned char)out.data[i];

		MUST_HOLD(c != 0x7f && (c >= 0x20 || (c == '\n' && shape == TEXT_LINES)));
	}
	for (p = str_text(&out), left = out.len; left > 0;) {
		size_t used = 0;
		uint32_t cp = text_next(p, left, &used);

		MUST_HOLD(used >= 1 && used <= left);
		MUST_HOLD(cp < 0x80 || cp > 0x9f);
		MUST_HOLD(cp < 0x202a || cp > 0x202e);
		MUST_HOLD(cp < 0x2066 || cp > 0x2069);
		MUST_HOLD(cp != 0x2028 && cp != 0x2029 && cp != 0x200b && cp != 0xfeff);
		MUST_HOLD(cp != 0x200e && cp != 0x200f && cp != 0x61c);
		marks = text_cell_width(cp) == 0 && cp != '\n' ? marks + 1 : 0;
		MUST_HOLD(marks <= 4);
		p += used;
		left -= used;
	}
	check_again(&out, shape);
	str_free(&out);
}

static void check_cut(const char *bytes, size_t size)
{
	struct str clean = STR_INIT;
	struct str cell = STR_INIT;

	text_clean(&clean, bytes, size, TEXT_LINE);
	for (int columns = 0; columns < 12; columns++) {
		int width = -1;
		size_t fits = text_fit(str_text(&clean), clean.len, columns, &width);

		MUST_HOLD(fits <= clean.len && width >= 0 && width <= columns);
		MUST_HOLD(text_is_utf8(str_text(&clean), fits));
		str_clear(&cell);
		text_pad(&cell, str_text(&clean), clean.len, columns);
		MUST_HOLD(text_width(str_text(&cell), cell.len) == columns);
	}
	str_free(&cell);
	str_free(&clean);
}

static void check_door(const char *bytes, size_t size)
{
	struct str once = STR_INIT;
	struct str twice = STR_INIT;

	if (text_take(bytes, size, &once) == ST_OK) {
		MUST_HOLD(text_is_utf8(bytes, size) && !memchr(bytes, 0, size));
		MUST_HOLD(text_take(str_text(&once), once.len, &twice) == ST_OK);
		MUST_HOLD(same(&once, &twice));
	}
	str_free(&once);
	str_free(&twice);
}

static void check_fold(const char *bytes, size_t size)
{
	struct str once = STR_INIT;
	struct str twice = STR_INIT;

	text_fold(&once, bytes, size);
	MUST_HOLD(text_is_utf8(str_text(&once), once.len));
	text_fold(&twice, str_text(&once), once.len);
	MUST_HOLD(same(&once, &twice));
	str_free(&once);
	str_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = size ? (const char *)data : "";
	struct str out = STR_INIT;

	check_clean(bytes, size, TEXT_LINE);
	check_clean(bytes, size, TEXT_LINES);
	check_cut(bytes, size);
	check_door(bytes, size);
	check_fold(bytes, size);
	text_sort_key(&out, bytes, size);
	MUST_HOLD(out.len <= 48 && !memchr(str_text(&out), 0, out.len));
	str_clear(&out);
	text_slug(&out, bytes, size);
	MUST_HOLD(out.len <= 40 && (out.len == 0 || text_is_ref(str_text(&out))));
	str_free(&out);
	return 0;
}
