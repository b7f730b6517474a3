#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ustring.h>

#include "model/mem.h"
#include "model/text.h"
#include "reader/burn.h"

#define WORD_MAX 1024 /* UTF-16 units */

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* ASCII in lower case, as they are compared. */
static void add(struct burn_traces *t, const char *bytes, size_t len)
{
	struct str one = STR_INIT;

	if (!len)
		return;
	for (size_t i = 0; i < len; i++)
		str_add_c(&one, lower(bytes[i]));
	t->all = mem_resize(t->all, t->n + 1, sizeof(*t->all));
	t->all[t->n++] = one;
}

static void add_hex(struct burn_traces *t, const struct str *bytes)
{
	static const char digits[] = "0123456789abcdef";
	struct str hex = STR_INIT;

	for (size_t i = 0; i < bytes->len; i++) {
		str_add_c(&hex, digits[(unsigned char)bytes->data[i] >> 4]);
		str_add_c(&hex, digits[(unsigned char)bytes->data[i] & 15]);
	}
	add(t, str_text(&hex), hex.len);
	str_free(&hex);
}

static void add_both(struct burn_traces *t, const struct str *bytes)
{
	add(t, str_text(bytes), bytes->len);
	add_hex(t, bytes);
}

/* One spelling in every encoding. */
static void add_encodings(struct burn_traces *t, const UChar *text, int32_t len)
{
	struct str utf8 = STR_INIT, big = STR_INIT, little = STR_INIT, latin = STR_INIT;
	char bytes[3 * 2 * WORD_MAX];
	UErrorCode e = U_ZERO_ERROR;
	bool is_latin = true;
	int32_t n = 0;

	for (int32_t i = 0; i < len; i++) {
		str_add_c(&big, (char)(text[i] >> 8));
		str_add_c(&big, (char)(text[i] & 255));
		str_add_c(&little, (char)(text[i] & 255));
		str_add_c(&little, (char)(text[i] >> 8));
		is_latin &= text[i] < 256;
		str_add_c(&latin, (char)(text[i] & 255));
	}
	u_strToUTF8(bytes, sizeof(bytes), &n, text, len, &e);
	if (U_SUCCESS(e))
		str_add_n(&utf8, bytes, (size_t)n);
	add_both(t, &utf8);
	add_both(t, &big);
	add_both(t, &little);
	if (is_latin)
		add_both(t, &latin);
	str_free(&utf8);
	str_free(&big);
	str_free(&little);
	str_free(&latin);
}

void burn_traces_make(const char *word, struct burn_traces *out)
{
	UChar text[WORD_MAX], other[2 * WORD_MAX];
	UErrorCode e = U_ZERO_ERROR;
	int32_t len = 0, n;

	memset(out, 0, sizeof(*out));
	u_strFromUTF8WithSub(text, WORD_MAX, &len, word, -1, 0xFFFD, NULL, &e);
	if (U_FAILURE(e))
		return;
	add_encodings(out, text, len);
	n = u_strToLower(other, 2 * WORD_MAX, text, len, "", &e);
	if (U_SUCCESS(e))
		add_encodings(out, other, n);
	e = U_ZERO_ERROR;
	n = u_strToUpper(other, 2 * WORD_MAX, text, len, "", &e);
	if (U_SUCCESS(e))
		add_encodings(out, other, n);
	/* As it is seen, where it runs from right to left. */
	for (int32_t i = 0; i < len; i++)
		other[i] = text[len - 1 - i];
	if (len && text[0] >= 0x590)
		add_encodings(out, other, len);
}

void burn_traces_free(struct burn_traces *t)
{
	for (size_t i = 0; i < t->n; i++)
		str_free(&t->all[i]);
	free(t->all);
	memset(t, 0, sizeof(*t));
}

static bool is_in(const struct str *trace, const char *bytes, size_t len)
{
	const char first = trace->data[0];
	const char upper = first >= 'a' && first <= 'z' ? (char)(first - 32) : first;

	for (size_t i = 0; i + trace->len <= len; i++) {
		size_t k = 1;

		if (bytes[i] != first && bytes[i] != upper)
			continue;
		while (k < trace->len && lower(bytes[i + k]) == trace->data[k])
			k++;
		if (k == trace->len)
			return true;
	}
	return false;
}

bool burn_traces_in(const struct burn_traces *t, size_t least, const void *bytes, size_t len)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->all[i].len >= least && is_in(&t->all[i], bytes, len))
			return true;
	return false;
}
