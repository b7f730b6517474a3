#include "config.h"

#include "model/initials.h"

#include <stdbool.h>
#include <stdint.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "model/text.h"

#define MARKS_MAX 4 /* as many as text_clean() leaves on a letter */

static bool is_mark(uint32_t cp)
{
	return (U_GET_GC_MASK((UChar32)cp) & U_GC_M_MASK) != 0;
}

/* Scripts that write a whole name in two to four characters without a blank. */
static bool is_dense(uint32_t cp)
{
	UErrorCode error = U_ZERO_ERROR;

	switch (uscript_getScript((UChar32)cp, &error)) {
	case USCRIPT_HAN:
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
	case USCRIPT_HANGUL:
	case USCRIPT_BOPOMOFO:
		return true;
	default:
		return false;
	}
}

/* The letter at `text` with its marks. Answers the bytes that it took. */
static size_t add_letter(struct str *out, const char *text, size_t len)
{
	size_t at, used;
	uint32_t cp = text_next(text, len, &at);

	str_add_cp(out, (uint32_t)u_totitle((UChar32)cp));
	for (int n = 0; at < len && n < MARKS_MAX; n++, at += used) {
		cp = text_next(text + at, len - at, &used);
		if (!is_mark(cp))
			break;
		str_add_cp(out, cp);
	}
	return at;
}

void initials_add(struct str *out, const char *name, size_t len)
{
	bool begun = false, any = false;
	size_t at = 0, used;

	while (at < len) {
		uint32_t cp = text_next(name + at, len - at, &used);

		if (u_isUWhiteSpace((UChar32)cp)) {
			begun = false;
		} else if (!begun && u_isalpha((UChar32)cp)) {
			if (any)
				str_add_c(out, ' ');
			used = add_letter(out, name + at, len - at);
			begun = any = true;
			if (is_dense(cp))
				return;
			str_add_c(out, '.');
		}
		at += used;
	}
	if (!any)
		str_add(out, "–");
}
