#include "config.h"

#include "model/date_plain.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

/* What stands in for a sign; 0: nothing does. */
static char sign_of(UChar32 c)
{
	switch (c) {
	case 0x5E74: /* 年 */
	case 0x6708: /* 月 */
	case 0xB144: /* 년 */
	case 0xC6D4: /* 월 */
	case 0x2212: /* minus */
		return '-';
	case 0x65E5: /* 日 */
	case 0x865F: /* 號 */
	case 0x53F7: /* 号 */
	case 0xC77C: /* 일 */
		return ' ';
	case 0x060D: /* the Arabic sign between parts of a date */
		return '/';
	default:
		break;
	}
	if (c >= 0x2010 && c <= 0x2015)
		return '-';
	if (c >= 0xFF01 && c <= 0xFF5E)
		return (char)(c - 0xFF01 + '!');
	return (char)(c > 0x7F && u_isUWhiteSpace(c) ? ' ' : 0);
}

static bool is_invisible(UChar32 c)
{
	return c == 0xFEFF || (c >= 0x200B && c <= 0x200D) ||
	       u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL);
}

void date_plain(const char *text, struct str *out)
{
	const uint8_t *bytes = (const uint8_t *)text;
	int32_t len = (int32_t)strlen(text), i = 0;
	bool joined = false; /* a blank behind 年 or 月 is none of the date's */

	while (i < len) {
		int32_t from = i;
		UChar32 c;
		int digit;
		char sign;

		U8_NEXT(bytes, i, len, c);
		if (c < 0 || is_invisible(c) || (joined && c == ' '))
			continue;
		digit = u_charDigitValue(c);
		sign = sign_of(c);
		joined = sign == '-' && c > 0x2FFF;
		if (digit >= 0)
			str_add_c(out, (char)('0' + digit));
		else if (sign)
			str_add_c(out, sign);
		else
			str_add_n(out, text + from, (size_t)(i - from));
	}
}
