#include "config.h"

#include "export/template.h"

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "export/templates.h"
#include "model/i18n.h"
#include "model/text.h"

#define SUBJECT "Subject:"
#define FILE_MAX_BYTES ((size_t)256 << 10)

static const struct template_value *find(
	const struct template_value *values, size_t n, const char *name, size_t len)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(values[i].name) == len && !memcmp(values[i].name, name, len))
			return &values[i];
	return NULL;
}

/* ---- checking ---- */

static enum status unknown(struct db *db, const char *file, int line, const char *name, size_t len,
	const struct template_value *values, size_t n)
{
	struct str names = STR_INIT;
	enum status st;

	for (size_t i = 0; i < n; i++)
		str_addf(&names, "%s{%s}", i ? ", " : "", values[i].name);
	st = db_fail(db, ST_INVALID, NULL, _("%s, line %d: there is no {%.*s}; there are %s"), file,
		line, (int)(len < 40 ? len : 40), name, str_text(&names));
	str_free(&names);
	return st;
}

static enum status check_line(struct db *db, const char *file, int line, const char *text,
	size_t len, const struct template_value *values, size_t n)
{
	for (size_t i = 0; i < len; i++) {
		const char *end;

		if (text[i] != '{')
			continue;
		if (i + 1 < len && text[i + 1] == '{') {
			i++;
			continue;
		}
		end = memchr(text + i, '}', len - i);
		if (!end)
			return db_fail(db, ST_INVALID, NULL,
				_("%s, line %d: a { is not closed; write {{ for a brace"), file,
				line);
		if (!find(values, n, text + i + 1, (size_t)(end - text) - i - 1))
			return unknown(db, file, line, text + i + 1, (size_t)(end - text) - i - 1,
				values, n);
		i = (size_t)(end - text);
	}
	return ST_OK;
}

enum status template_check(struct db *db, const char *file, const char *text,
	const struct template_value *values, size_t n)
{
	int line = 1;

	if (strncmp(text, SUBJECT, strlen(SUBJECT)) != 0)
		return db_fail(db, ST_INVALID, NULL,
			_("%s, line 1: a template begins with the line \"Subject: ...\""), file);
	for (const char *p = text; *p; line++) {
		const size_t len = strcspn(p, "\n");
		enum status st = check_line(db, file, line, p, len, values, n);

		if (st)
			return st;
		if (line == 2 && len)
			return db_fail(db, ST_INVALID, NULL,
				_("%s, line 2: an empty line stands between the subject and the "
				  "text"),
				file);
		p += len + (p[len] == '\n');
	}
	return ST_OK;
}

/* ---- filling ---- */

/* False: it names an empty value. A line of the body goes then, of a subject the rest stays. */
static bool fill_line(const char *text, size_t len, const struct template_value *values, size_t n,
	struct str *out)
{
	bool whole = true;

	for (size_t i = 0; i < len; i++) {
		const struct template_value *v;
		const char *end;

		if (text[i] != '{') {
			str_add_c(out, text[i]);
			continue;
		}
		if (i + 1 < len && text[i + 1] == '{') {
			str_add_c(out, '{');
			i++;
			continue;
		}
		end = memchr(text + i, '}', len - i);
		assert(end);
		v = find(values, n, text + i + 1, (size_t)(end - text) - i - 1);
		assert(v);
		if (v->text && *v->text)
			str_add(out, v->text);
		else
			whole = false;
		i = (size_t)(end - text);
	}
	return whole;
}

void template_fill(const char *text, const struct template_value *values, size_t n,
	struct str *subject, struct str *body)
{
	const char *p = text + strlen(SUBJECT);
	size_t len;
	bool blank = true; /* the line before was empty, or there was none */

	p += strspn(p, " ");
	len = strcspn(p, "\n");
	(void)fill_line(p, len, values, n, subject);
	for (p += len + (p[len] == '\n'); *p; p += len + (p[len] == '\n')) {
		struct str line = STR_INIT;

		len = strcspn(p, "\n");
		/* Where all of a paragraph has gone, so does the empty line that parted it. */
		if (fill_line(p, len, values, n, &line) && (len || !blank)) {
			str_addf(body, "%s\n", str_text(&line));
			blank = !len;
		}
		str_free(&line);
	}
}

/* ---- where they come from ---- */

static const struct {
	const char *kind, *language, *text;
} shipped[] = {
	{ "invitation", "en", template_invitation_en },
	{ "invitation", "es", template_invitation_es },
	{ "invitation", "he", template_invitation_he },
	{ "reminder", "en", template_reminder_en },
	{ "reminder", "es", template_reminder_es },
	{ "reminder", "he", template_reminder_he },
	{ "again", "en", template_again_en },
	{ "again", "es", template_again_es },
	{ "again", "he", template_again_he },
};

const char *template_shipped(const char *kind, const char **language)
{
	const char *wanted = *language;
	const char *english = NULL;

	for (size_t i = 0; i < sizeof(shipped) / sizeof(shipped[0]); i++) {
		if (strcmp(shipped[i].kind, kind) != 0)
			continue;
		if (!strcmp(shipped[i].language, "en"))
			english = shipped[i].text;
		/* "es-MX" is Spanish; "est" is not. */
		if (wanted && !strncmp(wanted, shipped[i].language, 2) &&
			(!wanted[2] || wanted[2] == '-')) {
			*language = shipped[i].language;
			return shipped[i].text;
		}
	}
	assert(english);
	*language = "en";
	return english;
}

enum status template_read(struct db *db, const char *path, struct str *out)
{
	FILE *f = fopen(path, "re");
	struct str bytes = STR_INIT;
	char buffer[8192];
	const char *text;
	size_t n;
	enum status st = ST_OK;
	bool failed;

	if (!f)
		return db_fail(db, ST_IO, NULL, _("%s cannot be read: %s"), path, strerror(errno));
	bytes.max = FILE_MAX_BYTES;
	while ((n = fread(buffer, 1, sizeof(buffer), f)) > 0)
		str_add_n(&bytes, buffer, n);
	failed = ferror(f) != 0;
	fclose(f);
	text = str_text(&bytes);
	if (!strncmp(text, "\xef\xbb\xbf", 3))
		text += 3;
	if (failed)
		st = db_fail(db, ST_IO, NULL, _("%s cannot be read to its end"), path);
	else if (bytes.cut || text_take(text, bytes.len - (size_t)(text - str_text(&bytes)), out))
		st = db_fail(db, ST_INVALID, NULL, _("%s is not a text in UTF-8 of at most 256 kB"),
			path);
	str_free(&bytes);
	return st;
}
