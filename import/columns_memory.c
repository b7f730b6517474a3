/* What somebody said of the columns of a file, for the next one with the same headers. */
#include "config.h"

#include "import/columns.h"

#include <stdlib.h>

#include "import/columns_private.h"
#include "model/workspace.h"

/* Digits of the fingerprint that the key has: more than anybody has kinds of files. */
#define KEY_DIGITS 32

static char *key_of(const struct columns *c)
{
	struct str key = STR_INIT;

	str_addf(&key, "mapping/%s/%.*s", c->set->name, KEY_DIGITS, c->fingerprint);
	return str_detach(&key);
}

enum status columns_recall(struct db *db, const struct columns *c, struct str *out)
{
	char *key = key_of(c);
	enum status st = workspace_get(db, key, out);

	free(key);
	return st;
}

enum status columns_remember(struct db *db, const struct columns *c)
{
	struct str maps = STR_INIT;
	char *key = key_of(c);
	bool given = false;
	enum status st = ST_OK;

	for (size_t i = 0; i < c->n; i++) {
		const struct column *column = &c->columns[i];

		given = given || column->how == COLUMN_GIVEN;
		if (column->how == COLUMN_GIVEN || column->how == COLUMN_REMEMBERED)
			str_addf(&maps, "%s%s=%s", maps.len ? "\n" : "", column->title,
				column->field < 0 ? "-" : c->set->fields[column->field].name);
	}
	if (given)
		st = workspace_put(db, key, str_text(&maps));
	str_free(&maps);
	free(key);
	return st;
}
