#include "config.h"

#include "export/eml.h"

#include <assert.h>
#include <string.h>

#include "model/date.h"
#include "model/text.h"

#define LINE 76      /* columns of a line that holds an encoded word, and of an encoded body */
#define WORD 75      /* of one encoded word */
#define WORD_MORE 12 /* "=?UTF-8?B?" and "?=" */
#define PARAMETER 51 /* of one part of a parameter */

/* Found in neither of the encodings used, so that no part can end another. */
#define BOUNDARY "=_amparo_part"

/*
 * As for people. The marks of direction (U+200E, U+200F, U+061C) stay as they are: they steer
 * nothing but the signs beside them, and texts in Hebrew and Arabic are full of them.
 */
static void clean(struct str *out, const char *text, enum text_shape shape)
{
	static const char *const marks[] = { "\xe2\x80\x8e", "\xe2\x80\x8f", "\xd8\x9c" };
	const char *from = text;

	while (*text) {
		size_t mark = 0;

		for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]) && !mark; i++)
			if (!strncmp(text, marks[i], strlen(marks[i])))
				mark = strlen(marks[i]);
		if (!mark) {
			text++;
			continue;
		}
		text_clean(out, from, (size_t)(text - from), shape);
		str_add_n(out, text, mark);
		text += mark;
		from = text;
	}
	text_clean(out, from, (size_t)(text - from), shape);
}

bool eml_is_address(const char *address)
{
	static const char atoms[] = "!#$%&'*+/=?^_`{|}~-.";
	const char *at = strrchr(address, '@');
	bool dot = true;

	if (!at || at == address || !at[1] || strlen(address) > 254)
		return false;
	for (const char *p = address; *p; p++) {
		const bool plain = (*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
				   (*p >= '0' && *p <= '9');

		if (p == at) {
			if (dot)
				return false;
			dot = true;
			continue;
		}
		if (!plain && !strchr(p < at ? atoms : ".-", *p))
			return false;
		/* Neither two dots together, nor one at an end. */
		if (*p == '.' && dot)
			return false;
		dot = *p == '.';
	}
	return !dot;
}

/* ---- encodings ---- */

static void add_base64(const char *bytes, size_t len, struct str *out)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < len; i += 3) {
		const size_t n = len - i < 3 ? len - i : 3;
		unsigned v = 0;

		for (size_t k = 0; k < 3; k++)
			v = v << 8 | (k < n ? (unsigned char)bytes[i + k] : 0);
		for (size_t k = 0; k < 4; k++)
			str_add_c(out, k <= n ? digits[v >> (18 - 6 * k) & 63] : '=');
	}
}

static void add_base64_lines(const char *bytes, size_t len, struct str *out)
{
	const size_t line = LINE / 4 * 3;

	for (size_t i = 0; i < len; i += line) {
		add_base64(bytes + i, len - i < line ? len - i : line, out);
		str_add(out, "\r\n");
	}
}

static void add_hex(unsigned char c, char mark, struct str *out)
{
	static const char digits[] = "0123456789ABCDEF";

	str_add_c(out, mark);
	str_add_c(out, digits[c >> 4]);
	str_add_c(out, digits[c & 15]);
}

static size_t column(const struct str *out)
{
	size_t n = 0;

	while (n < out->len && out->data[out->len - n - 1] != '\n')
		n++;
	return n;
}

/*
 * Quoted-printable. A line that begins as one that mail programs on the way have been known to
 * change ("From ", a dot) begins encoded.
 */
static void add_quoted(const char *text, struct str *out)
{
	for (const char *p = text; *p; p++) {
		const bool starts = p == text || p[-1] == '\n';
		const bool blank_at_end = (*p == ' ' || *p == '\t') && (p[1] == '\n' || !p[1]);
		const bool plain = (*p >= ' ' && *p <= '~' && *p != '=') || *p == '\t';

		if (*p == '\n') {
			str_add(out, "\r\n");
			continue;
		}
		/* Room for the longest and for the mark of a soft end. */
		if (column(out) + 3 >= LINE)
			str_add(out, "=\r\n");
		if (!plain || blank_at_end || (starts && (*p == '.' || !strncmp(p, "From ", 5))))
			add_hex((unsigned char)*p, '=', out);
		else
			str_add_c(out, *p);
	}
	if (column(out))
		str_add(out, "\r\n");
}

/* ---- headers ---- */

static bool is_plain(const char *text)
{
	for (const char *p = text; *p; p++)
		if (*p < ' ' || *p > '~')
			return false;
	return !strstr(text, "=?");
}

/* RFC 2047: as many encoded words as it takes, folded, each of whole code points. */
static void add_encoded_words(const char *text, struct str *out)
{
	size_t len = strlen(text), at = 0;
	bool first = true;

	while (at < len) {
		size_t left = LINE - (first ? column(out) : 1), end = at;
		size_t room = ((left < WORD ? left : WORD) - WORD_MORE) / 4 * 3;

		for (;;) {
			size_t used;

			if (end == len)
				break;
			(void)text_next(text + end, len - end, &used);
			if (end + used - at > room)
				break;
			end += used;
		}
		if (!first)
			str_add(out, "\r\n ");
		str_add(out, "=?UTF-8?B?");
		add_base64(text + at, end - at, out);
		str_add(out, "?=");
		at = end;
		first = false;
	}
}

static void add_text(const char *name, const char *text, struct str *out)
{
	struct str cleaned = STR_INIT;

	clean(&cleaned, text, TEXT_LINE);
	str_addf(out, "%s: ", name);
	if (is_plain(str_text(&cleaned)) && column(out) + cleaned.len <= LINE)
		str_add(out, str_text(&cleaned));
	else
		add_encoded_words(str_text(&cleaned), out);
	str_add(out, "\r\n");
	str_free(&cleaned);
}

static void add_quoted_name(const char *name, struct str *out)
{
	str_add_c(out, '"');
	for (; *name; name++) {
		if (*name == '"' || *name == '\\')
			str_add_c(out, '\\');
		str_add_c(out, *name);
	}
	str_add_c(out, '"');
}

static void add_mailbox(const char *header, const char *name, const char *address, struct str *out)
{
	struct str cleaned = STR_INIT, quoted = STR_INIT;

	assert(eml_is_address(address));
	clean(&cleaned, name ? name : "", TEXT_LINE);
	str_addf(out, "%s: ", header);
	if (!cleaned.len) {
		str_addf(out, "%s\r\n", address);
		str_free(&cleaned);
		return;
	}
	add_quoted_name(str_text(&cleaned), &quoted);
	if (is_plain(str_text(&cleaned)) && column(out) + quoted.len <= LINE)
		str_add(out, str_text(&quoted));
	else
		add_encoded_words(str_text(&cleaned), out);
	str_add(out, column(out) + strlen(address) + 3 > LINE ? "\r\n " : " ");
	str_addf(out, "<%s>\r\n", address);
	str_free(&cleaned);
	str_free(&quoted);
}

/* RFC 2231, in parts that fit on a line. */
static void add_file_name(const char *name, struct str *out)
{
	static const char safe[] = "-._~";
	struct str cleaned = STR_INIT;
	int part = 0;

	clean(&cleaned, name, TEXT_LINE);
	for (size_t i = 0; i < cleaned.len;) {
		size_t used = 0;

		str_addf(out, ";\r\n filename*%d*=%s", part, part ? "" : "UTF-8''");
		part++;
		for (; i < cleaned.len && used < PARAMETER; i++, used += 3) {
			const unsigned char c = (unsigned char)cleaned.data[i];

			if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
				(c >= '0' && c <= '9') || (c && c < 128 && strchr(safe, c)))
				str_add_c(out, (char)c);
			else
				add_hex(c, '%', out);
		}
	}
	str_add(out, "\r\n");
	str_free(&cleaned);
}

/* "Fri, 20 Nov 2026 10:42:00 +0000" */
static void add_date(const char *now, struct str *out)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
		"Aug", "Sep", "Oct", "Nov", "Dec" };
	char day[11] = "";
	struct date d;

	if (strlen(now) != 20)
		return;
	memcpy(day, now, 10);
	if (date_parse(day, &d) != ST_OK || !d.day)
		return;
	str_addf(out, "Date: %s, %d %s %04d %.8s +0000\r\n", days[date_weekday(&d) - 1], d.day,
		months[d.month - 1], d.year, now + 11);
}

/* ---- the message ---- */

/* What is mostly ASCII stays readable; for others quoted-printable would be three times as long. */
static void add_body(const char *body, struct str *out)
{
	struct str cleaned = STR_INIT, lines = STR_INIT;
	size_t other = 0;

	clean(&cleaned, body, TEXT_LINES);
	for (size_t i = 0; i < cleaned.len; i++)
		other += (unsigned char)cleaned.data[i] > 127;
	str_add(out, "Content-Type: text/plain; charset=utf-8\r\n");
	if (other * 6 <= cleaned.len) {
		str_add(out, "Content-Transfer-Encoding: quoted-printable\r\n\r\n");
		add_quoted(str_text(&cleaned), out);
	} else {
		str_add(out, "Content-Transfer-Encoding: base64\r\n\r\n");
		for (size_t i = 0; i < cleaned.len; i++) {
			if (cleaned.data[i] == '\n')
				str_add_c(&lines, '\r');
			str_add_c(&lines, cleaned.data[i]);
		}
		add_base64_lines(str_text(&lines), lines.len, out);
	}
	str_free(&cleaned);
	str_free(&lines);
}

static void add_attached(const struct eml *m, struct str *out)
{
	str_add(out, "--" BOUNDARY "\r\n");
	str_addf(out, "Content-Type: %s; charset=utf-8\r\n", m->file_type);
	str_add(out, "Content-Transfer-Encoding: base64\r\n");
	str_add(out, "Content-Disposition: attachment");
	add_file_name(m->file_name, out);
	str_add(out, "\r\n");
	add_base64_lines(m->file, m->file_len, out);
	str_add(out, "--" BOUNDARY "--\r\n");
}

void eml_write(const struct eml *m, const char *now, struct str *out)
{
	if (m->from)
		add_mailbox("From", m->from_name, m->from, out);
	add_mailbox("To", m->to_name, m->to, out);
	add_text("Subject", m->subject, out);
	add_date(now, out);
	str_add(out, "X-Unsent: 1\r\nMIME-Version: 1.0\r\n");
	if (m->language)
		add_text("Content-Language", m->language, out);
	if (m->file_name) {
		str_add(out, "Content-Type: multipart/mixed; boundary=\"" BOUNDARY "\"\r\n\r\n");
		str_add(out, "--" BOUNDARY "\r\n");
	}
	add_body(m->body, out);
	if (m->file_name)
		add_attached(m, out);
}
