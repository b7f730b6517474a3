#include "config.h"

#include "reader/rtf.h"

#include <stdio.h>

#include "reader/formats.h"

#define BYTES_MOST (64 << 10) /* that are gathered before they become text */

int rtf_code_page(int charset)
{
	static const int pages[][2] = { { 77, 10000 }, { 128, 932 }, { 129, 949 }, { 130, 1361 },
		{ 134, 936 }, { 136, 950 }, { 161, 1253 }, { 162, 1254 }, { 163, 1258 },
		{ 177, 1255 }, { 178, 1256 }, { 186, 1257 }, { 204, 1251 }, { 222, 874 },
		{ 238, 1250 }, { 254, 437 }, { 255, 850 } };

	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
		if (pages[i][0] == charset)
			return pages[i][1];
	return 0;
}

static void put(struct rtf_text *t, const char *text, size_t len)
{
	if (t->aside)
		text_put(t->aside, text, len);
	else
		pages_add(t->pages, text, len);
}

/* Known by several names; what is none of them is read as Western European. */
static void put_bytes(struct rtf_text *t)
{
	struct str text = STR_INIT;
	char name[32];

	if (t->code_page == 10000)
		snprintf(name, sizeof(name), "macintosh");
	else if (t->code_page == 65001)
		snprintf(name, sizeof(name), "UTF-8");
	else
		snprintf(name, sizeof(name), "cp%d", t->code_page);
	if (!from_charset(t->bytes.data, t->bytes.len, name, &text) &&
		!from_charset(t->bytes.data, t->bytes.len, "windows-1252", &text))
		str_add_cp(&text, 0xfffd);
	put(t, text.data, text.len);
	str_free(&text);
}

/* Half a character that has no other half. */
static void drop_half(struct rtf_text *t)
{
	if (t->high)
		put(t, "\xef\xbf\xbd", 3);
	t->high = 0;
}

void rtf_flush(struct rtf_text *t)
{
	drop_half(t);
	if (t->bytes.len)
		put_bytes(t);
	str_clear(&t->bytes);
}

void rtf_byte(struct rtf_text *t, unsigned char byte, int code_page)
{
	if (t->high || t->code_page != code_page || t->bytes.len >= BYTES_MOST)
		rtf_flush(t);
	t->code_page = code_page;
	str_add_c(&t->bytes, (char)byte);
}

void rtf_character(struct rtf_text *t, uint32_t c)
{
	struct str text = STR_INIT;

	rtf_flush(t);
	str_add_cp(&text, c);
	put(t, text.data, text.len);
	str_free(&text);
}

void rtf_unit(struct rtf_text *t, int32_t unit)
{
	const uint32_t u = (uint32_t)unit & 0xffff, high = t->high;

	if (high && u >= 0xdc00 && u < 0xe000) {
		t->high = 0;
		rtf_character(t, 0x10000 + ((high - 0xd800) << 10) + (u - 0xdc00));
	} else if (u >= 0xd800 && u < 0xdc00) {
		rtf_flush(t);
		t->high = u;
	} else {
		rtf_character(t, u);
	}
}
