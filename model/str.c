#include "config.h"

#include "model/str.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"

#define DEFAULT_MAX ((size_t)1 << 30)
#define FIRST_CAP 64

void str_init(struct str *s, size_t max)
{
	*s = (struct str)STR_INIT;
	s->max = max;
}

void str_clear(struct str *s)
{
	s->len = 0;
	s->cut = false;
	if (s->data)
		s->data[0] = '\0';
}

void str_free(struct str *s)
{
	free(s->data);
	s->data = NULL;
	s->len = 0;
	s->cap = 0;
	s->cut = false;
}

/* The bytes that may still be added. Nothing follows a cut: the text stays a beginning of what was
 * meant. */
static size_t room(const struct str *s)
{
	size_t max = s->max ? s->max : DEFAULT_MAX;

	return s->cut || s->len >= max ? 0 : max - s->len;
}

static void reserve(struct str *s, size_t more)
{
	size_t need = s->len + more + 1;
	size_t cap = s->cap ? s->cap : FIRST_CAP;

	if (need <= s->cap)
		return;
	while (cap < need)
		cap *= 2;
	s->data = mem_resize(s->data, cap, 1);
	s->cap = cap;
}

void str_add_n(struct str *s, const char *bytes, size_t len)
{
	size_t fits = room(s);

	if (len > fits) {
		/* Not in the middle of a UTF-8 sequence. */
		while (fits > 0 && ((unsigned char)bytes[fits] & 0xC0) == 0x80)
			fits--;
		len = fits;
		reserve(s, len);
		s->cut = true;
	} else {
		reserve(s, len);
	}
	if (len)
		memcpy(s->data + s->len, bytes, len);
	s->len += len;
	s->data[s->len] = '\0';
}

void str_add(struct str *s, const char *text)
{
	str_add_n(s, text, strlen(text));
}

void str_add_c(struct str *s, char c)
{
	str_add_n(s, &c, 1);
}

void str_add_cp(struct str *s, uint32_t cp)
{
	char bytes[4];
	size_t n = 0;

	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		cp = 0xFFFD;
	if (cp < 0x80) {
		bytes[n++] = (char)cp;
	} else if (cp < 0x800) {
		bytes[n++] = (char)(0xC0 | (cp >> 6));
		bytes[n++] = (char)(0x80 | (cp & 0x3F));
	} else if (cp < 0x10000) {
		bytes[n++] = (char)(0xE0 | (cp >> 12));
		bytes[n++] = (char)(0x80 | ((cp >> 6) & 0x3F));
		bytes[n++] = (char)(0x80 | (cp & 0x3F));
	} else {
		bytes[n++] = (char)(0xF0 | (cp >> 18));
		bytes[n++] = (char)(0x80 | ((cp >> 12) & 0x3F));
		bytes[n++] = (char)(0x80 | ((cp >> 6) & 0x3F));
		bytes[n++] = (char)(0x80 | (cp & 0x3F));
	}
	str_add_n(s, bytes, n);
}

void str_vaddf(struct str *s, const char *format, va_list args)
{
	char small[256];
	char *large = NULL;
	va_list again;
	int n;

	va_copy(again, args);
	n = vsnprintf(small, sizeof(small), format, args);
	assert(n >= 0);
	if (n > 0 && (size_t)n >= sizeof(small)) {
		large = mem_alloc((size_t)n + 1);
		n = vsnprintf(large, (size_t)n + 1, format, again);
		assert(n >= 0);
	}
	va_end(again);
	if (n > 0)
		str_add_n(s, large ? large : small, (size_t)n);
	free(large);
}

void str_add_number(struct str *s, int64_t n)
{
	char digits[24];
	size_t len;

	if (n < 0)
		str_add_c(s, '-');
	snprintf(digits, sizeof(digits), "%" PRIu64,
		n < 0 ? (uint64_t)0 - (uint64_t)n : (uint64_t)n);
	len = strlen(digits);
	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			str_add_c(s, ',');
		str_add_c(s, digits[i]);
	}
}

void str_addf(struct str *s, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_vaddf(s, format, args);
	va_end(args);
}

const char *str_text(const struct str *s)
{
	return s->data ? s->data : "";
}

char *str_detach(struct str *s)
{
	char *text = s->data ? s->data : mem_text("");

	s->data = NULL;
	s->len = 0;
	s->cap = 0;
	s->cut = false;
	return text;
}
