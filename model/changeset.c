#include "config.h"

#include "model/changeset.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

/* SQLite's variable-length integers; lengths here never pass 2^35. */
static void put_length(struct str *out, uint64_t n)
{
	char bytes[5];
	size_t at = sizeof(bytes);

	bytes[--at] = (char)(n & 0x7f);
	while (n >>= 7)
		bytes[--at] = (char)((n & 0x7f) | 0x80);
	str_add_n(out, bytes + at, sizeof(bytes) - at);
}

void changeset_table(struct str *out, const char *name, int columns)
{
	str_add_c(out, 'T');
	put_length(out, (uint64_t)columns);
	for (int i = 0; i < columns; i++)
		str_add_c(out, i ? 0 : 1);
	str_add_n(out, name, strlen(name) + 1);
}

void changeset_row(struct str *out)
{
	str_add_c(out, SQLITE_INSERT);
	str_add_c(out, 0); /* not made by a trigger */
}

void changeset_null(struct str *out)
{
	str_add_c(out, SQLITE_NULL);
}

void changeset_int(struct str *out, int64_t value)
{
	char bytes[9];

	bytes[0] = SQLITE_INTEGER;
	for (int i = 0; i < 8; i++)
		bytes[8 - i] = (char)((uint64_t)value >> (8 * i));
	str_add_n(out, bytes, sizeof(bytes));
}

static void put_bytes(struct str *out, char type, const void *bytes, size_t len)
{
	str_add_c(out, type);
	put_length(out, len);
	str_add_n(out, bytes, len);
}

void changeset_text(struct str *out, const char *text, size_t len)
{
	put_bytes(out, SQLITE_TEXT, text, len);
}

void changeset_blob(struct str *out, const void *bytes, size_t len)
{
	put_bytes(out, SQLITE_BLOB, bytes, len);
}

/* ---- reading ---- */

/* A number of at most nine bytes; NULL: the bytes end in it. */
static const char *get_length(const char *at, const char *end, uint64_t *out)
{
	uint64_t n = 0;

	for (int i = 0; i < 9 && at < end; i++) {
		unsigned char c = (unsigned char)*at++;

		if (i == 8) {
			*out = n << 8 | c;
			return at;
		}
		n = n << 7 | (c & 0x7f);
		if (!(c & 0x80)) {
			*out = n;
			return at;
		}
	}
	return NULL;
}

static int64_t get_int(const char *at)
{
	uint64_t n = 0;

	for (int i = 0; i < 8; i++)
		n = n << 8 | (unsigned char)at[i];
	return (int64_t)n;
}

/* The place behind a value; NULL: there is none, or it is cut. `out` may be NULL. */
static const char *get_value(const char *at, const char *end, struct changeset_value *out)
{
	struct changeset_value v = { .type = CHANGESET_UNSAID };
	uint64_t len = 0;

	if (at == end)
		return NULL;
	v.type = (enum changeset_type) * at++;
	switch (v.type) {
	case CHANGESET_UNSAID:
	case CHANGESET_NULL:
		break;
	case CHANGESET_INT:
	case CHANGESET_REAL:
		if (end - at < 8)
			return NULL;
		v.num = get_int(at);
		at += 8;
		break;
	case CHANGESET_TEXT:
	case CHANGESET_BLOB:
		at = get_length(at, end, &len);
		if (!at || len > (uint64_t)(end - at))
			return NULL;
		v.bytes = at;
		v.len = (size_t)len;
		at += len;
		break;
	default:
		return NULL;
	}
	if (out)
		*out = v;
	return at;
}

static const char *pass_values(const char *at, const char *end, int columns)
{
	for (int i = 0; i < columns && at; i++)
		at = get_value(at, end, NULL);
	return at;
}

/* The head of a table's part. */
static bool read_table(struct changeset_reader *r)
{
	uint64_t columns = 0;
	const char *at = get_length(r->at + 1, r->end, &columns);
	const char *end;

	if (!at || columns < 1 || columns > CHANGESET_COLUMNS || (uint64_t)(r->end - at) < columns)
		return false;
	at += columns;
	end = memchr(at, 0, (size_t)(r->end - at));
	if (!end)
		return false;
	r->table = at;
	r->columns = (int)columns;
	r->at = end + 1;
	return true;
}

void changeset_open(struct changeset_reader *r, const char *bytes, size_t len)
{
	*r = (struct changeset_reader){ .at = bytes, .end = bytes + len };
}

enum status changeset_next(struct changeset_reader *r, struct changeset_change *out)
{
	struct changeset_value id;
	const char *at;

	while (r->at < r->end && *r->at == 'T')
		if (!read_table(r))
			return ST_NOTOURS;
	if (r->at == r->end)
		return ST_END;
	if (!r->table || r->end - r->at < 2)
		return ST_NOTOURS;
	*out = (struct changeset_change){ .op = (enum changeset_op) * r->at,
		.indirect = r->at[1] != 0,
		.table = r->table,
		.columns = r->columns };
	at = r->at + 2;
	if (!get_value(at, r->end, &id))
		return ST_NOTOURS;
	out->id = id.type == CHANGESET_INT ? id.num : 0;
	if (out->op == CHANGESET_UPDATE || out->op == CHANGESET_DELETE) {
		out->before = at;
		at = pass_values(at, r->end, r->columns);
	}
	if (at && (out->op == CHANGESET_UPDATE || out->op == CHANGESET_INSERT)) {
		out->after = at;
		at = pass_values(at, r->end, r->columns);
	}
	if (!at || (!out->before && !out->after))
		return ST_NOTOURS;
	out->end = r->at = at;
	return ST_OK;
}

void changeset_values(const struct changeset_change *c, const char *at,
	struct changeset_value out[CHANGESET_COLUMNS])
{
	for (int i = 0; i < c->columns; i++) {
		at = get_value(at, c->end, &out[i]);
		assert(at);
	}
}
