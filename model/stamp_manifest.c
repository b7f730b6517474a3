#include "config.h"

#include "model/stamp_manifest.h"

#include <stdlib.h>
#include <string.h>

#include "model/hash.h"
#include "model/mem.h"
#include "model/stmt.h"

#define NAME_AT (HASH_TEXT + 1) /* behind the hash and two blanks */

enum status stamp_each_exhibit(struct db *db, int64_t exhibit, stamp_exhibit_fn *fn, void *arg)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT x.id, c.ref || '/' || x.ref, x.sha256 FROM exhibit x "
		"JOIN \"case\" c ON c.id = x.\"case\" WHERE x.sha256 IS NOT NULL "
		"AND (:id = 0 OR x.id = :id) ORDER BY x.sha256, 2",
		&s);

	if (st)
		return st;
	stmt_int(s, ":id", exhibit);
	while ((st = stmt_step(s)) == ST_OK) {
		st = fn(arg, stmt_get_int(s, 0), stmt_get_text(s, 1), stmt_get_text(s, 2));
		if (st)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status add_line(void *arg, int64_t id, const char *name, const char *sha256)
{
	(void)id;
	str_addf(arg, "%s  %s\n", sha256, name);
	return ST_OK;
}

enum status stamp_manifest_write(struct db *db, struct str *out)
{
	return stamp_each_exhibit(db, 0, add_line, out);
}

/* ---- reading ---- */

static int compare_hash(const void *a, const void *b)
{
	return strncmp(*(const char *const *)a, *(const char *const *)b, HASH_TEXT - 1);
}

static int compare_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a + NAME_AT, *(const char *const *)b + NAME_AT);
}

static bool is_line(const char *line)
{
	return strspn(line, "0123456789abcdef") == HASH_TEXT - 1 && line[HASH_TEXT - 1] == ' ' &&
	       line[HASH_TEXT] == ' ';
}

void stamp_manifest_read(struct str *text, struct stamp_manifest *out)
{
	size_t room = 1;
	char *p;

	memset(out, 0, sizeof(*out));
	out->text = *text;
	memset(text, 0, sizeof(*text));
	for (size_t i = 0; i < out->text.len; i++)
		room += out->text.data[i] == '\n';
	out->by_hash = mem_array(room, sizeof(*out->by_hash));
	out->by_name = mem_array(room, sizeof(*out->by_name));
	for (p = out->text.data; p && *p && out->n < room;) {
		char *end = strchr(p, '\n');

		if (end)
			*end = '\0';
		if (is_line(p))
			out->by_hash[out->n++] = p;
		p = end ? end + 1 : NULL;
	}
	memcpy(out->by_name, out->by_hash, out->n * sizeof(*out->by_hash));
	qsort(out->by_hash, out->n, sizeof(*out->by_hash), compare_hash);
	qsort(out->by_name, out->n, sizeof(*out->by_name), compare_name);
}

void stamp_manifest_free(struct stamp_manifest *m)
{
	str_free(&m->text);
	free(m->by_hash);
	free(m->by_name);
	memset(m, 0, sizeof(*m));
}

bool stamp_manifest_has(const struct stamp_manifest *m, const char *sha256)
{
	return m->n && bsearch(&sha256, m->by_hash, m->n, sizeof(*m->by_hash), compare_hash);
}

bool stamp_manifest_names(const struct stamp_manifest *m, const char *name)
{
	struct str line = STR_INIT;
	const char *key;
	bool found;

	str_addf(&line, "%*s%s", NAME_AT, "", name);
	key = str_text(&line);
	found = m->n && bsearch(&key, m->by_name, m->n, sizeof(*m->by_name), compare_name);
	str_free(&line);
	return found;
}
