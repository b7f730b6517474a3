#include "config.h"

#include "model/letter.h"

#include <string.h>

#include "model/hash.h"
#include "model/i18n.h"
#include "model/stmt.h"

enum status letter_version_prepare(struct change *c, struct record *version)
{
	struct db *db = change_db(c);
	const char *text = record_show(version, "text");
	char hash[HASH_TEXT];
	int64_t number = 0;
	enum status st;

	hash_of(text, strlen(text), hash);
	record_put(version, "sha256", hash);
	if (record_get(version, "number"))
		return ST_OK;
	st = stmt_number(db, "SELECT coalesce(max(number), 0) + 1 FROM version WHERE letter = :id",
		record_num(version, "letter"), &number);
	return st ? st : record_set_num(db, version, "number", number);
}

enum status letter_cosigner_check(struct change *c, const struct record *cosigner)
{
	struct db *db = change_db(c);
	int64_t version = record_num(cosigner, "version"), letter = 0;
	enum status st;

	if (!version)
		return ST_OK;
	st = stmt_number(db, "SELECT letter FROM version WHERE id = :id", version, &letter);
	if (st == ST_OK && letter != record_num(cosigner, "letter"))
		st = db_fail(db, ST_INVALID, "version",
			_("version: %s is a version of another letter"),
			record_show(cosigner, "version"));
	return st;
}
