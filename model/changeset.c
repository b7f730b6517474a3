#include "config.h"

#include "model/changeset.h"

#include <sqlite3.h>
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
