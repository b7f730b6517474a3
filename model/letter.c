#include "config.h"

#include "model/letter.h"

#include <stdio.h>
#include <string.h>

#include "model/date.h"
#include "model/hash.h"
#include "model/i18n.h"
#include "model/stmt.h"

/* ---- versions ---- */

enum status letter_current(struct db *db, int64_t letter, int64_t *number)
{
	return stmt_number(db, "SELECT coalesce(max(number), 0) FROM version WHERE letter = :id",
		letter, number);
}

static enum status is_free(struct db *db, const struct record *version, const char *ref, bool *free)
{
	struct stmt *s;
	enum status st =
		stmt_get(db, "SELECT 1 FROM version WHERE letter = :letter AND ref = :ref", &s);

	if (st)
		return st;
	stmt_int(s, ":letter", record_num(version, "letter"));
	stmt_text(s, ":ref", ref);
	st = stmt_step(s);
	*free = st == ST_END;
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* "v2", or "v2-he" beside another language's: a version has seldom a title that tells it. */
static enum status give_ref(struct db *db, struct record *version)
{
	struct str ref = STR_INIT;
	bool unused = false;
	enum status st;

	if (record_get(version, "ref") || record_get(version, "title"))
		return ST_OK;
	str_addf(&ref, "v%s", record_show(version, "number"));
	st = is_free(db, version, str_text(&ref), &unused);
	if (st == ST_OK && !unused && record_get(version, "language")) {
		str_addf(&ref, "-%s", record_get(version, "language"));
		st = is_free(db, version, str_text(&ref), &unused);
	}
	if (st == ST_OK && unused)
		record_put(version, "ref", str_text(&ref));
	str_free(&ref);
	return st;
}

enum status letter_version_prepare(struct change *c, struct record *version)
{
	struct db *db = change_db(c);
	const char *text = record_show(version, "text");
	char hash[HASH_TEXT];
	int64_t number = 0;
	enum status st = ST_OK;

	hash_of(text, strlen(text), hash);
	record_put(version, "sha256", hash);
	if (!record_get(version, "number")) {
		st = letter_current(db, record_num(version, "letter"), &number);
		if (st == ST_OK)
			st = record_set_num(db, version, "number", number + 1);
	}
	return st ? st : give_ref(db, version);
}

/* What names the text that somebody agreed to stays with it. */
static enum status check_fixed(
	struct db *db, const struct record *was, const struct record *version, int64_t signers)
{
	static const char *const fields[] = { "number", "language" };

	for (size_t i = 0; i < 2; i++)
		if (!record_same(was, version, fields[i]))
			return db_fail(db, ST_INVALID, fields[i],
				ngettext("%s: %lld cosigner refers to version %s; its number and "
					 "language do not change, add a new version instead",
					"%s: %lld cosigners refer to version %s; its number and "
					"language do not change, add a new version instead",
					(unsigned long)signers),
				fields[i], (long long)signers, record_show(was, "ref"));
	return ST_OK;
}

enum status letter_version_settle(struct change *c, const struct record *version, bool *fork)
{
	struct db *db = change_db(c);
	struct record was;
	int64_t signers = 0, sent = 0;
	enum status st = record_load(db, ENTITY_VERSION, version->id, &was);

	*fork = false;
	if (st == ST_OK)
		st = stmt_number(db, "SELECT count(*) FROM cosigner WHERE version = :id",
			version->id, &signers);
	if (st == ST_OK)
		st = stmt_number(db, "SELECT status <> 'draft' FROM letter WHERE id = :id",
			record_num(version, "letter"), &sent);
	if (st == ST_OK) {
		*fork = (signers || sent) && !record_same(&was, version, "text");
		if (!*fork && signers)
			st = check_fixed(db, &was, version, signers);
	}
	record_free(&was);
	return st;
}

/* Whether the language has a version of that number. */
static enum status has_version(
	struct db *db, const struct record *version, int64_t number, bool *has)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT 1 FROM version WHERE letter = :letter AND number = :number "
		"AND language IS :language",
		&s);

	if (st)
		return st;
	stmt_int(s, ":letter", record_num(version, "letter"));
	stmt_int(s, ":number", number);
	stmt_text(s, ":language", record_get(version, "language"));
	st = stmt_step(s);
	*has = st == ST_OK;
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* "eu-letter-v1" becomes "eu-letter-v2"; any other is made from the title. */
static enum status next_ref(struct db *db, struct record *version, int64_t was, int64_t number)
{
	const char *ref = record_show(version, "ref");
	struct str old = STR_INIT, next = STR_INIT;
	size_t len = strlen(ref);
	bool fits, unused = false;
	enum status st = ST_OK;

	str_addf(&old, "v%lld", (long long)was);
	fits = len >= old.len && !strcmp(ref + len - old.len, str_text(&old));
	if (fits) {
		str_add_n(&next, ref, len - old.len);
		str_addf(&next, "v%lld", (long long)number);
		st = is_free(db, version, str_text(&next), &unused);
	}
	if (st == ST_OK)
		record_put(version, "ref", fits && unused ? str_text(&next) : NULL);
	str_free(&old);
	str_free(&next);
	return st;
}

/* The number of the current text where the language has no version of it yet, else the next. */
static enum status next_number(struct db *db, struct record *version, int64_t was)
{
	int64_t number = 0;
	bool has = true;
	enum status st = letter_current(db, record_num(version, "letter"), &number);

	if (st == ST_OK && number > was)
		st = has_version(db, version, number, &has);
	if (st == ST_OK)
		record_put_num(version, "number", has ? number + 1 : number);
	return st;
}

enum status letter_version_next(struct change *c, struct record *version)
{
	struct db *db = change_db(c);
	struct record was;
	enum status st = record_load(db, ENTITY_VERSION, version->id, &was);

	version->id = version->version = 0;
	/* One who gave a number or a language as well said which version it is to be. */
	if (st == ST_OK && record_same(version, &was, "number") &&
		record_same(version, &was, "language"))
		st = next_number(db, version, record_num(&was, "number"));
	if (st == ST_OK && record_same(version, &was, "ref"))
		st = next_ref(
			db, version, record_num(&was, "number"), record_num(version, "number"));
	record_free(&was);
	return st;
}

enum status letter_text_in(
	struct db *db, int64_t letter, int64_t number, const char *language, int64_t *id)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT v.id FROM version v JOIN letter l ON l.id = v.letter "
		"WHERE v.letter = :letter AND v.number = :number "
		"ORDER BY v.language IS NOT :language, v.language IS NOT l.language, "
		"v.language IS NOT NULL, v.language LIMIT 1",
		&s);

	*id = 0;
	if (st)
		return st;
	stmt_int(s, ":letter", letter);
	stmt_int(s, ":number", number);
	stmt_text(s, ":language", language);
	st = stmt_step(s);
	if (st == ST_OK)
		*id = stmt_get_int(s, 0);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* ---- cosigners ---- */

static enum status check_version(struct db *db, const struct record *cosigner)
{
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

/*
 * One contact is one signer, personally or for an organisation; for several organisations it is
 * shown as each of them. Else one would be asked, and counted, twice.
 */
static enum status check_twin(struct db *db, const struct record *r)
{
	struct stmt *s;
	struct str ref = STR_INIT;
	enum status st = stmt_get(db,
		"SELECT ref FROM cosigner WHERE letter = :letter AND contact = :contact "
		"AND (capacity = 'organisation') = :organisation AND title IS :title "
		"AND id IS NOT :id",
		&s);

	if (st)
		return st;
	stmt_int(s, ":letter", record_num(r, "letter"));
	stmt_int(s, ":contact", record_num(r, "contact"));
	stmt_int(s, ":organisation", !strcmp(record_show(r, "capacity"), "organisation"));
	stmt_text(s, ":title", record_get(r, "title"));
	stmt_int(s, ":id", r->id);
	st = stmt_step(s);
	if (st == ST_OK)
		str_add(&ref, stmt_get_text(s, 0));
	stmt_done(s);
	if (st == ST_OK)
		st = db_fail(db, ST_INVALID, "contact",
			_("contact: %s stands among those asked already, as %s; several who sign "
			  "for one organisation are named in signed_by"),
			record_show(r, "contact"), str_text(&ref));
	str_free(&ref);
	return st == ST_END ? ST_OK : st;
}

/* The day is today's, where this edit did not set one. */
static void put_today(struct record *r, const struct record *was, const char *field)
{
	struct date today = date_today();
	char text[DATE_TEXT_MAX];

	if (!record_same(r, was, field))
		return;
	date_format(&today, text);
	record_put(r, field, text);
}

enum status letter_give_current(struct db *db, struct record *r)
{
	const int64_t letter = record_num(r, "letter");
	int64_t number = 0, version = 0;
	struct record contact;
	enum status st;

	if (record_num(r, "version") || !record_num(r, "contact"))
		return ST_OK;
	st = record_load(db, ENTITY_CONTACT, record_num(r, "contact"), &contact);
	if (st == ST_OK)
		st = letter_current(db, letter, &number);
	if (st == ST_OK)
		st = letter_text_in(db, letter, number, record_get(&contact, "language"), &version);
	record_free(&contact);
	if (st == ST_OK && !version)
		return db_fail(db, ST_INVALID, "version",
			_("state: letter %s has no text yet that somebody could agree to; add one "
			  "first: amparo add version letter=%s text=@FILE"),
			record_show(r, "letter"), record_show(r, "letter"));
	return st ? st : record_set_num(db, r, "version", version);
}

/* They have not answered any more: what they answered is in the history alone. */
static void empty_answer(struct record *r, const struct record *was)
{
	if (record_num(r, "version") == record_num(was, "version"))
		record_put(r, "version", NULL);
	if (record_same(r, was, "date"))
		record_put(r, "date", NULL);
}

static enum status follow_state(struct db *db, struct record *r, const struct record *was)
{
	const char *state = record_show(r, "state");
	const bool fresh = was->id == 0;
	const bool moved = fresh || !record_same(r, was, "state");
	const bool answer = strcmp(state, "invited") && strcmp(state, "reminded");
	enum status st = ST_OK;

	/* One that was confirmed before a text was kept with it is not made a yes to this one. */
	if (!strcmp(state, "confirmed") && (moved || record_num(was, "version")))
		st = letter_give_current(db, r);
	if (answer && (moved || record_num(r, "version") != record_num(was, "version")))
		put_today(r, was, "date");
	if (!moved)
		return st;
	if (!answer && !fresh)
		empty_answer(r, was);
	/* One who is put down to be invited was not asked by that. */
	if (!fresh && !strcmp(state, "invited") && !record_get(r, "invited"))
		put_today(r, was, "invited");
	if (!strcmp(state, "reminded"))
		put_today(r, was, "reminded");
	return st;
}

enum status letter_cosigner_prepare(struct change *c, struct record *cosigner)
{
	struct db *db = change_db(c);
	struct record was;
	enum status st = check_version(db, cosigner);

	if (st)
		return st;
	if (cosigner->version) {
		st = record_load(db, ENTITY_COSIGNER, cosigner->id, &was);
	} else {
		record_init(&was, ENTITY_COSIGNER);
		record_put(&was, "version", NULL);
	}
	if (st == ST_OK && (!was.id || !record_same(cosigner, &was, "contact") ||
				   !record_same(cosigner, &was, "title") ||
				   !record_same(cosigner, &was, "capacity")))
		st = check_twin(db, cosigner);
	if (st == ST_OK)
		st = follow_state(db, cosigner, &was);
	record_free(&was);
	return st;
}
