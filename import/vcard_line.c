#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucnv.h>

#include "import/vcard.h"
#include "import/decode.h"
#include "model/mem.h"
#include "model/text.h"

/* One line of a vCard: its name, its parameters, its value. */

#define CHARSET_MAX 40

static bool is_name(const char *text)
{
	if (!*text)
		return false;
	for (; *text; text++)
		if (!isalnum((unsigned char)*text) && *text != '-' && *text != '_')
			return false;
	return true;
}

static void upper(char *text)
{
	for (; *text; text++)
		*text = (char)toupper((unsigned char)*text);
}

struct params {
	struct vcard_param *list;
	size_t n, cap;
};

static void add_param(struct params *p, const char *name, const char *value)
{
	if (p->n == p->cap) {
		p->cap = p->cap ? p->cap * 2 : 4;
		p->list = mem_resize(p->list, p->cap, sizeof(*p->list));
	}
	p->list[p->n].name = name;
	p->list[p->n].value = value;
	p->n++;
}

/* A parameter of 2.1 that is its value alone: TEL;HOME;QUOTED-PRINTABLE */
static const char *name_of_bare(const char *value)
{
	static const char *const encodings[] = { "7BIT", "8BIT", "QUOTED-PRINTABLE", "BASE64" };

	for (size_t i = 0; i < sizeof(encodings) / sizeof(encodings[0]); i++)
		if (!strcasecmp(value, encodings[i]))
			return "ENCODING";
	return "TYPE";
}

/* Takes one value of a parameter, up to a stop outside of quotes, in place. Answers the stop. */
static char take_value(char **at, char **value)
{
	char *in = *at, *out = *at;
	bool quoted = false;
	char stop;

	*value = out;
	for (; *in && (quoted || !strchr(",;:", *in)); in++) {
		if (*in == '"') {
			quoted = !quoted;
		} else if (*in == '^' && (in[1] == 'n' || in[1] == '^' || in[1] == '\'')) {
			in++;
			*out++ = (char)(*in == 'n' ? '\n' : *in == '\'' ? '"' : '^');
		} else {
			*out++ = *in;
		}
	}
	stop = *in;
	*at = *in ? in + 1 : in;
	*out = '\0';
	return stop;
}

/* TYPE="voice,home" is written for TYPE=voice,home, also by the RFC itself. */
static void add_types(struct params *p, char *list)
{
	char *save = NULL;

	for (char *one = strtok_r(list, ",", &save); one; one = strtok_r(NULL, ",", &save))
		add_param(p, "TYPE", one);
}

/* Reads the parameters from behind the first ';'. Answers where the value begins, or NULL. */
static char *take_params(char *at, struct params *p)
{
	for (;;) {
		size_t len = strcspn(at, "=;:");
		char stop = at[len];
		char *name = at, *value;

		if (!stop)
			return NULL;
		at[len] = '\0';
		at += len + 1;
		if (stop != '=') {
			if (*name)
				add_param(p, name_of_bare(name), name);
			if (stop == ':')
				return at;
			continue;
		}
		upper(name);
		do {
			stop = take_value(&at, &value);
			if (!strcmp(name, "TYPE"))
				add_types(p, value);
			else
				add_param(p, name, value);
		} while (stop == ',');
		if (stop != ';')
			return stop == ':' ? at : NULL;
	}
}

bool vcard_line_parse(char *text, struct vcard_line *out)
{
	size_t len = strcspn(text, ";:");
	struct params params = { 0 };
	char stop = text[len], *dot, *value;

	memset(out, 0, sizeof(*out));
	if (!stop)
		return false;
	text[len] = '\0';
	out->group = "";
	out->name = text;
	dot = strrchr(text, '.');
	if (dot) {
		*dot = '\0';
		out->group = text;
		out->name = dot + 1;
	}
	if (!is_name(out->name) || (dot && !is_name(out->group)))
		return false;
	upper(dot ? dot + 1 : text);
	value = stop == ':' ? text + len + 1 : take_params(text + len + 1, &params);
	if (!value) {
		free(params.list);
		return false;
	}
	out->value = value;
	out->params = params.list;
	out->n_params = params.n;
	return true;
}

const char *vcard_param(const struct vcard_line *l, const char *name)
{
	for (size_t i = 0; i < l->n_params; i++)
		if (!strcmp(l->params[i].name, name))
			return l->params[i].value;
	return NULL;
}

bool vcard_is_type(const struct vcard_line *l, const char *type)
{
	for (size_t i = 0; i < l->n_params; i++)
		if (!strcmp(l->params[i].name, "TYPE") && !strcasecmp(l->params[i].value, type))
			return true;
	return false;
}

int vcard_pref(const struct vcard_line *l)
{
	const char *pref = vcard_param(l, "PREF");
	long n = pref ? strtol(pref, NULL, 10) : 0;

	if (n >= 1 && n <= 100)
		return (int)n;
	return vcard_is_type(l, "pref") ? 1 : 101;
}

/* ---- bytes ---- */

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* What is no code stands for itself. */
static char *undo_quoted_printable(const char *text)
{
	char *bytes = mem_text(text), *out = bytes;

	for (const char *p = bytes; *p; p++) {
		int high = *p == '=' ? hex(p[1]) : -1;
		int low = high >= 0 ? hex(p[2]) : -1;

		if (low < 0) {
			*out++ = *p;
			continue;
		}
		if (high || low)
			*out++ = (char)(high * 16 + low);
		p += 2;
	}
	*out = '\0';
	return bytes;
}

/* NULL: there is no such character set. */
static char *convert(const char *bytes, const char *charset)
{
	UErrorCode error = U_ZERO_ERROR;
	int32_t len = (int32_t)strlen(bytes);
	char *text;
	int32_t n = ucnv_convert("UTF-8", charset, NULL, 0, bytes, len, &error);

	if (error != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(error))
		return NULL;
	error = U_ZERO_ERROR;
	text = mem_alloc((size_t)n + 1);
	n = ucnv_convert("UTF-8", charset, text, n + 1, bytes, len, &error);
	if (U_FAILURE(error)) {
		free(text);
		return NULL;
	}
	text[n] = '\0';
	/* A character set may hold NUL; what follows is not to be lost with it. */
	for (int32_t i = 0; i < n; i++)
		if (!text[i])
			text[i] = ' ';
	return text;
}

static bool is_ascii(const char *text)
{
	while (*text && !((unsigned char)*text & 0x80))
		text++;
	return !*text;
}

char *vcard_value_decode(const struct vcard_line *l, const char *said, bool *unknown)
{
	const char *encoding = vcard_param(l, "ENCODING"), *charset = vcard_param(l, "CHARSET");
	char *bytes = NULL, *text = NULL;
	const char *value = l->value;

	*unknown = false;
	if (encoding && !strcasecmp(encoding, "QUOTED-PRINTABLE"))
		value = bytes = undo_quoted_printable(value);
	if (charset && strlen(charset) <= CHARSET_MAX && strcasecmp(charset, "UTF-8"))
		text = convert(value, charset);
	if (!text && said && (!charset || !text_is_utf8(value, strlen(value))) && !is_ascii(value))
		text = convert(value, encoding_icu(said));
	if (!text)
		*unknown = !text_is_utf8(value, strlen(value));
	if (!text)
		return bytes;
	free(bytes);
	return text;
}

/* ---- text ---- */

/* Appends what the backslash at `p` stands for; answers the bytes taken. */
static size_t unescape(const struct vcard *card, const char *p, struct str *out)
{
	static const char old[] = ";,:\\";
	static const char now[] = ";,:\\nN";

	if (!p[1] || !strchr(card->version == VCARD_21 ? old : now, p[1])) {
		str_add_c(out, '\\');
		return 1;
	}
	str_add_c(out, p[1] == 'n' || p[1] == 'N' ? '\n' : p[1]);
	return 2;
}

void vcard_text(const struct vcard *card, const struct vcard_line *l, struct str *out)
{
	const char *p = l->value;

	while (*p) {
		if (*p == '\\')
			p += unescape(card, p, out);
		else
			str_add_c(out, *p++);
	}
}

/* Where the part ends: at a ';' that no backslash stands before. */
static const char *part_end(const char *p)
{
	for (; *p && *p != ';'; p++)
		if (*p == '\\' && p[1])
			p++;
	return p;
}

bool vcard_part(const struct vcard *card, const struct vcard_line *l, size_t at,
	const char *between, struct str *out)
{
	const char *p = l->value, *end = part_end(p);
	size_t begin = out->len;
	bool due = false;

	for (; at; at--) {
		if (!*end)
			return false;
		p = end + 1;
		end = part_end(p);
	}
	while (p < end) {
		/* 2.1 knows no lists: its commas are text. */
		if (*p == ',' && card->version != VCARD_21) {
			due = out->len > begin;
			p++;
			continue;
		}
		if (due)
			str_add(out, between);
		due = false;
		if (*p == '\\')
			p += unescape(card, p, out);
		else
			str_add_c(out, *p++);
	}
	return true;
}
