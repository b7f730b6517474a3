#include "config.h"

#include "import/bagit.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/mem.h"
#include "model/str.h"

static bool is_digit(char c)
{
	return '0' <= c && c <= '9';
}

static bool is_hex(char c)
{
	return is_digit(c) || ('a' <= c && c <= 'f') || ('A' <= c && c <= 'F');
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* ---- lines ---- */

struct lines {
	const char *at, *end;
	size_t number;
};

/* The next line without its end: LF, CR or both. False: there is none. */
static bool next_line(struct lines *l, const char **text, size_t *len)
{
	const char *p = l->at;

	if (p == l->end)
		return false;
	while (p < l->end && *p != '\n' && *p != '\r')
		p++;
	*text = l->at;
	*len = (size_t)(p - l->at);
	if (p < l->end)
		p += *p == '\r' && p + 1 < l->end && p[1] == '\n' ? 2 : 1;
	l->at = p;
	l->number++;
	return true;
}

/* ---- bagit.txt ---- */

/* What stands behind "NAME:"; NULL: it is another line. */
static const char *value_of(const char *line, size_t len, const char *name, size_t *n)
{
	size_t head = strlen(name);

	if (len <= head || strncasecmp(line, name, head) != 0 || line[head] != ':')
		return NULL;
	line += head + 1;
	len -= head + 1;
	while (len && is_blank(*line)) {
		line++;
		len--;
	}
	while (len && is_blank(line[len - 1]))
		len--;
	*n = len;
	return line;
}

/* Up to four digits; -1: there are none, or more. */
static int small_number(const char **p, const char *end)
{
	const char *from = *p;
	int n = 0;

	while (*p < end && is_digit(**p) && *p - from < 4)
		n = n * 10 + (*(*p)++ - '0');
	return *p == from || (*p < end && is_digit(**p)) ? -1 : n;
}

int bagit_version(const char *text, size_t len, bool *utf8)
{
	struct lines l = { text, text + len, 0 };
	const char *line, *value, *p;
	int version = 0, major, minor;
	size_t n;

	if (utf8)
		*utf8 = false;
	while (next_line(&l, &line, &n)) {
		size_t v = 0;

		value = value_of(line, n, "BagIt-Version", &v);
		p = value;
		if (value && !version) {
			major = small_number(&p, value + v);
			minor = p < value + v && *p == '.' ? (p++, small_number(&p, value + v))
							   : -1;
			if (major >= 0 && minor >= 0 && p == value + v)
				version = major * 100 + minor;
		}
		value = value_of(line, n, "Tag-File-Character-Encoding", &v);
		if (value && utf8)
			*utf8 = v == 5 && !strncasecmp(value, "UTF-8", 5);
	}
	return version;
}

/* ---- paths ---- */

/* From 1.0 on CR, LF and % are written as %0D, %0A and %25; before, the first two were. */
static void decode(const char *text, size_t len, int version, struct str *out)
{
	static const struct {
		char first, second, is;
		int since;
	} codes[] = { { '0', 'A', '\n', 0 }, { '0', 'D', '\r', 0 }, { '2', '5', '%', 100 } };

	for (size_t i = 0; i < len; i++) {
		char c = text[i];

		for (size_t k = 0; c == '%' && i + 2 < len && k < 3; k++)
			if (version >= codes[k].since && text[i + 1] == codes[k].first &&
				(text[i + 2] == codes[k].second ||
					text[i + 2] == (codes[k].second | 0x20))) {
				str_add_c(out, codes[k].is);
				i += 2;
				c = '\0';
			}
		if (c)
			str_add_c(out, c);
	}
}

/* Whether it stays inside whatever it is put behind: no empty, "." or ".." part, nothing absolute.
 */
static bool stays_inside(const char *path)
{
	while (*path) {
		size_t n = strcspn(path, "/");

		if (!n || (n == 1 && path[0] == '.') || (n == 2 && !strncmp(path, "..", 2)))
			return false;
		path += n;
		if (*path == '/' && !*++path)
			return false;
	}
	return true;
}

/* NULL: it does not stay inside. The caller frees it. */
static char *read_path(const char *text, size_t len, int version)
{
	struct str out = STR_INIT;
	const char *path;
	char *kept = NULL;

	if (memchr(text, '\0', len))
		return NULL;
	decode(text, len, version, &out);
	path = str_text(&out);
	/* As old tools wrote it. */
	if (!strncmp(path, "./", 2))
		path += 2;
	if (*path && strlen(path) < BAGIT_PATH_MAX && stays_inside(path))
		kept = mem_text(path);
	str_free(&out);
	return kept;
}

static void add_entry(struct bagit_list *list, char *path, char *sum, size_t line)
{
	if (list->n == list->cap) {
		list->cap = list->cap ? list->cap * 2 : 64;
		list->entries = mem_resize(list->entries, list->cap, sizeof(*list->entries));
	}
	list->entries[list->n++] = (struct bagit_entry){ path, sum, line };
}

void bagit_list_free(struct bagit_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->entries[i].path);
		free(list->entries[i].sum);
	}
	free(list->entries);
	memset(list, 0, sizeof(*list));
}

/* ---- manifests ---- */

void bagit_manifest(const char *text, size_t len, size_t digits, int version, bagit_fault_fn *fault,
	void *arg, struct bagit_list *out)
{
	struct lines l = { text, text + len, 0 };
	const char *line;
	size_t n;

	while (next_line(&l, &line, &n)) {
		size_t at = 0;
		char *path, *sum;

		if (!n)
			continue;
		while (at < n && is_hex(line[at]))
			at++;
		if (at != digits || at == n || !is_blank(line[at])) {
			fault(arg, BAGIT_NO_LINE, l.number, line, n);
			continue;
		}
		while (at < n && is_blank(line[at]))
			at++;
		/* As sha256sum writes it. */
		at += at < n && line[at] == '*';
		path = read_path(line + at, n - at, version);
		if (!path) {
			fault(arg, at == n ? BAGIT_NO_LINE : BAGIT_OUTSIDE, l.number, line, n);
			continue;
		}
		sum = mem_text_n(line, digits);
		for (char *p = sum; *p; p++)
			*p = (char)(is_digit(*p) ? *p : *p | 0x20);
		add_entry(out, path, sum, l.number);
	}
}

/* ---- fetch.txt: URL LENGTH PATH ---- */

void bagit_fetch(const char *text, size_t len, int version, bagit_fault_fn *fault, void *arg,
	struct bagit_list *out)
{
	struct lines l = { text, text + len, 0 };
	const char *line;
	size_t n;

	while (next_line(&l, &line, &n)) {
		size_t url = 0, at;
		char *path;

		if (!n)
			continue;
		while (url < n && !is_blank(line[url]))
			url++;
		at = url;
		while (at < n && is_blank(line[at]))
			at++;
		while (at < n && (is_digit(line[at]) || line[at] == '-'))
			at++;
		while (at < n && is_blank(line[at]))
			at++;
		path = url && at < n ? read_path(line + at, n - at, version) : NULL;
		if (path)
			add_entry(out, path, mem_text_n(line, url), l.number);
		else
			fault(arg, url && at < n ? BAGIT_OUTSIDE : BAGIT_NO_LINE, l.number, line,
				n);
	}
}

/* ---- bag-info.txt ---- */

/* Up to 18 digits; -1: none, or more. */
static int64_t large_number(const char **p, const char *end)
{
	const char *from = *p;
	int64_t n = 0;

	while (*p < end && is_digit(**p) && *p - from < 18)
		n = n * 10 + (*(*p)++ - '0');
	return *p == from || (*p < end && is_digit(**p)) ? -1 : n;
}

bool bagit_oxum(const char *text, size_t len, int64_t *bytes, int64_t *files)
{
	struct lines l = { text, text + len, 0 };
	const char *line;
	size_t n;

	while (next_line(&l, &line, &n)) {
		size_t v = 0;
		const char *value = value_of(line, n, "Payload-Oxum", &v), *p = value;

		if (!value)
			continue;
		*bytes = large_number(&p, value + v);
		if (*bytes < 0 || p == value + v || *p++ != '.')
			return false;
		*files = large_number(&p, value + v);
		return *files >= 0 && p == value + v;
	}
	return false;
}
