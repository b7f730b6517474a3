#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tests/functional/monkey.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

/* splitmix64: small, and the same everywhere. */
static uint64_t next(struct dice *d)
{
	uint64_t z = d->state += 0x9e3779b97f4a7c15U;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9U;
	z = (z ^ z >> 27) * 0x94d049bb133111ebU;
	return z ^ z >> 31;
}

int roll(struct dice *d, int n)
{
	return (int)(next(d) % (uint64_t)n);
}

const char *dice_key(struct dice *d)
{
	/* Those that leave the program are seldom; y and n answer questions. */
	static const char *const keys[] = { "Enter", "Enter", "Enter", "Enter", "Enter", "Esc",
		"Esc", "Esc", "Tab", "Tab", "Tab", "S-Tab", "Space", "Space", "Backspace", "Del",
		"Ins", "a", "a", "b", "c", "C", "d", "e", "e", "f", "h", "i", "I", "l", "m", "M",
		"n", "N", "o", "O", "p", "r", "s", "S", "t", "u", "v", "V", "w", "x", "y", "y", "y",
		"A", "B", "D", "E", "F", "K", "L", "H", "P", "R", "T", "W", "X", "Y", "Z", "1", "2",
		"7", "0", "/", "/", ":", "?", "!", "@", "#", "$", "%", "^", "&", "*", "(", ")", "-",
		"+", "=", "_", "[", "]", "{", "}", "<", ">", ",", ";", "'", "\"", "\\", "|", "`",
		"~", "C-a", "C-b", "C-d", "C-e", "C-f", "C-g", "C-k", "C-l", "C-n", "C-o", "C-p",
		"C-p", "C-r", "C-s", "C-s", "C-s", "C-t", "C-u", "C-v", "C-w", "C-x", "C-y", "C-c",
		"M-b", "M-f", "M-x", "M-1", "F1", "F2", "F3", "F4", "F5", "F8", "F12", "q", "q",
		"q" };
	static const char *const rare[] = { "Q", "C-z", "C-c", "C-l" };

	return roll(d, 200) == 0 ? rare[roll(d, COUNT(rare))] : keys[roll(d, COUNT(keys))];
}

const char *dice_move(struct dice *d)
{
	static const char *const keys[] = { "j", "j", "k", "g", "G", "h", "l", "Up", "Down", "Down",
		"Down", "Left", "Right", "Home", "End", "PgUp", "PgDn", "C-d", "C-u", "C-f",
		"C-b" };

	return keys[roll(d, COUNT(keys))];
}

const char *dice_text(struct dice *d)
{
	static const char *const texts[] = { "Noa", "report", "names", "out", "bundle", "2020",
		"2020-07-17", "today", "+30d", "yes", "x",
		"a very long text that does not end where its field ends ", "כהן", "נועה שלום",
		"مرحبا", "陳小明", "香港", "🏳️‍🌈", "👩🏽",
		"e\u0301\u0302\u0303\u0304\u0305\u0306", "\u0301", "\u200b\u200d\u2060",
		"\u202eevil", "\u2066x\u2069", "\u00ad", "\ufeff", "नमस्ते", "ｗｉｄｅ", "\xff\xfe",
		"\xc0\xaf", "\xc2\x85\xc2\x9b", "│─┼", "'", "\"", "%s%n", "=1+1", "-", "--",
		"country:IL", "state:valid", "signed>2020", "name:\"a b\"", "(", "NOT", "a OR b",
		"\t", "\U000e0041", "\ufffe", "ﷺ", "𝓐𝓶", "\u115f" };

	return texts[roll(d, COUNT(texts))];
}

const char *dice_command(struct dice *d)
{
	static const char *const lines[] = { ":home\r", ":contacts\r", ":signatories\r", ":cases\r",
		":exhibits\r", ":events\r", ":petitions\r", ":letters\r", ":rulings\r", ":claims\r",
		":deadlines\r", ":log\r", ":help\r", ":contact eitay-mack\r", ":case nso-mexico\r",
		":petition hk-petition\r", ":signatories country:IL\r", ":contacts -country:\r",
		":sort name\r", ":sort country\r", ":reverse\r", ":nonsense\r", ":undo\r",
		":redo\r", ":12\r", ":search Pegasus\r", ":search חיפה\r", ":timeline\r",
		":calendar\r", ":charts\r", ":signatories co\t\t\r", ":exhibit \t\r",
		":cosigners\r", ":board eu-letter\r", ":authorities\r", ":parties\r", ":totals\r",
		":links\r", ":proofs\r", ":custody\r", ":filings\r" };

	return lines[roll(d, COUNT(lines))];
}

char *letters_of(const char *text)
{
	char *out = malloc(strlen(text) + 1);
	size_t n = 0;

	if (!out)
		abort();
	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		if (*c < 0x80 && isalnum(*c))
			out[n++] = (char)tolower(*c);
		else if (*c >= 0xe4 && *c <= 0xe9 && c[1] && c[2]) { /* U+4000 to U+9FFF */
			memcpy(out + n, c, 3);
			n += 3;
			c += 2;
		}
	}
	out[n] = '\0';
	return out;
}
