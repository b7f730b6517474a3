/* One cell of CSV, one string of JSON. */
#include "config.h"

#include "export/table.h"

#include <string.h>
#include <unistd.h>

#include "model/str.h"
#include "model/text.h"

/* What a terminal would obey, or nobody would see. */
static bool is_unseen(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp <= 0x9f) || cp == 0xad || cp == 0x61c ||
	       cp == 0x180e || (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x2028 && cp <= 0x202e) ||
	       (cp >= 0x2060 && cp <= 0x206f) || cp == 0xfeff || (cp >= 0xfff9 && cp <= 0xfffb) ||
	       (cp & 0xfffe) == 0xfffe || (cp >= 0xfdd0 && cp <= 0xfdef) ||
	       (cp >= 0xe0000 && cp <= 0xe0fff);
}

static bool is_formula(uint32_t cp)
{
	switch (cp) {
	case '=':
	case '+':
	case '-':
	case '@':
	case '\t':
	case '\r':
	case 0xff1d: /* the same four, as wide as a Han character */
	case 0xff0b:
	case 0xff0d:
	case 0xff20:
		return true;
	default:
		return false;
	}
}

/*
 * Whether a quote goes before the cell: it begins like a formula, or with quotes before such a
 * beginning, so that taking one quote off always gives the text back.
 */
static bool is_guarded(const char *text, size_t len)
{
	size_t i = 0, used;

	while (i < len && text[i] == '\'')
		i++;
	return i < len && is_formula(text_next(text + i, len - i, &used));
}

/* What has to be done to write the cell. */
struct need {
	bool quotes;
	bool repair; /* bad UTF-8, or a NUL */
	bool unseen; /* characters that a terminal must not get */
};

static struct need examine(const char *text, size_t len)
{
	struct need n = { false, false, false };
	size_t used;

	for (size_t i = 0; i < len; i += used) {
		uint32_t cp = text_next(text + i, len - i, &used);

		n.quotes = n.quotes || cp == '"' || cp == ',' || cp == '\n' || cp == '\r';
		n.repair = n.repair || cp == 0 || (cp == 0xfffd && used == 1);
		n.unseen = n.unseen || (cp != '\n' && is_unseen(cp));
	}
	if (len && (text[0] == ' ' || text[len - 1] == ' '))
		n.quotes = true;
	return n;
}

static void put_doubled(FILE *out, const char *text, size_t len)
{
	while (len) {
		const char *quote = memchr(text, '"', len);
		size_t run = quote ? (size_t)(quote - text) + 1 : len;

		fwrite(text, 1, run, out);
		if (quote)
			putc('"', out);
		text += run;
		len -= run;
	}
}

static void repair(struct str *to, const char *text, size_t len)
{
	size_t used;

	for (size_t i = 0; i < len; i += used) {
		uint32_t cp = text_next(text + i, len - i, &used);

		str_add_cp(to, cp ? cp : 0xfffd);
	}
}

void csv_put_cell(FILE *out, const char *text, size_t len)
{
	struct need n = examine(text, len);
	struct str changed = STR_INIT;

	if (n.unseen && isatty(fileno(out)))
		text_clean(&changed, text, len, TEXT_LINES);
	else if (n.repair)
		repair(&changed, text, len);
	if (changed.len) {
		text = str_text(&changed);
		len = changed.len;
	}
	if (n.quotes)
		putc('"', out);
	if (is_guarded(text, len))
		putc('\'', out);
	if (n.quotes) {
		put_doubled(out, text, len);
		putc('"', out);
	} else {
		fwrite(text, 1, len, out);
	}
	str_free(&changed);
}

static void json_put_escape(FILE *out, uint32_t cp)
{
	static const char short_names[] = "\"\\\b\f\n\r\t";
	static const char letters[] = "\"\\bfnrt";
	const char *p = cp && cp < 0x80 ? strchr(short_names, (int)cp) : NULL;

	if (p) {
		putc('\\', out);
		putc(letters[p - short_names], out);
	} else if (cp < 0x10000) {
		fprintf(out, "\\u%04x", (unsigned)cp);
	} else {
		cp -= 0x10000;
		fprintf(out, "\\u%04x\\u%04x", (unsigned)(0xd800 + (cp >> 10)),
			(unsigned)(0xdc00 + (cp & 0x3ff)));
	}
}

void json_put_string(FILE *out, const char *text, size_t len)
{
	size_t from = 0, used;

	putc('"', out);
	for (size_t i = 0; i < len; i += used) {
		uint32_t cp = text_next(text + i, len - i, &used);
		bool bad = cp == 0xfffd && used == 1;

		if (!bad && cp != '"' && cp != '\\' && !is_unseen(cp))
			continue;
		fwrite(text + from, 1, i - from, out);
		from = i + used;
		if (bad)
			fputs("\357\277\275", out);
		else
			json_put_escape(out, cp);
	}
	fwrite(text + from, 1, len - from, out);
	putc('"', out);
}
