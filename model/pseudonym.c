#include "config.h"

#include "model/pseudonym.h"

#include <stdio.h>
#include <string.h>

#include "model/i18n.h"
#include "model/pseudonym_words.h"
#include "model/stmt.h"

#define TRIES 100000 /* of one role in one case */

/* ---- what was given ---- */

/* Whether it was given to somebody in that case, and not to this contact (0: to anybody). */
static enum status is_taken(
	struct db *db, int64_t case_id, const char *text, int64_t contact, bool *taken)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT coalesce(max(contact = :contact), -1) FROM pseudonym_given WHERE \"case\" "
		"= "
		":case AND pseudonym = :text",
		&s);

	*taken = false;
	if (st)
		return st;
	stmt_int(s, ":case", case_id);
	stmt_text(s, ":text", text);
	stmt_int(s, ":contact", contact);
	st = stmt_step(s);
	if (st == ST_OK)
		*taken = stmt_get_int(s, 0) == 0;
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status note_given(struct db *db, int64_t case_id, int64_t contact, const char *text)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"INSERT OR IGNORE INTO pseudonym_given (\"case\", pseudonym, contact) VALUES "
		"(:case, "
		":text, :contact)",
		&s);

	if (st)
		return st;
	stmt_int(s, ":case", case_id);
	stmt_text(s, ":text", text);
	stmt_int(s, ":contact", contact);
	return stmt_run(s);
}

/* One text from a row that a case and a contact choose; ST_NOTFOUND: none. */
static enum status one_text(
	struct db *db, const char *sql, int64_t case_id, int64_t contact, struct str *out)
{
	struct stmt *s;
	enum status st = stmt_get(db, sql, &s);

	if (st)
		return st;
	stmt_int(s, ":case", case_id);
	stmt_int(s, ":contact", contact);
	st = stmt_step(s);
	if (st == ST_OK)
		str_add(out, stmt_get_text(s, 0));
	stmt_done(s);
	return st == ST_END ? ST_NOTFOUND : st;
}

static enum status of_case(struct db *db, int64_t case_id, int64_t contact, struct str *out)
{
	return one_text(db,
		"SELECT pseudonym FROM party WHERE \"case\" = :case AND contact = :contact AND "
		"pseudonym IS NOT NULL ORDER BY id LIMIT 1",
		case_id, contact, out);
}

enum status pseudonym_find(struct db *db, int64_t case_id, int64_t contact, struct str *out)
{
	enum status st = of_case(db, case_id, contact, out);

	if (st == ST_NOTFOUND)
		st = one_text(db,
			"SELECT pseudonym FROM contact WHERE id = :contact AND pseudonym IS NOT "
			"NULL AND :case = :case",
			case_id, contact, out);
	return st;
}

enum status pseudonym_keep(struct change *c, const struct record *party)
{
	struct db *db = change_db(c);
	const char *text = record_get(party, "pseudonym");
	const int64_t case_id = record_num(party, "case"), contact = record_num(party, "contact");
	bool taken = false;
	enum status st;

	if (!text || !case_id || !contact)
		return ST_OK;
	st = is_taken(db, case_id, text, contact, &taken);
	if (st == ST_OK && taken)
		st = db_fail(db, ST_INVALID, "pseudonym",
			_("pseudonym: \"%s\" was given to somebody else in this case, and is never "
			  "given again"),
			text);
	if (st == ST_OK)
		st = note_given(db, case_id, contact, text);
	return st;
}

/* ---- giving ---- */

struct giving {
	struct change *c;
	int64_t case_id;
	char language[16];
	int64_t given;
};

/* What it had before, where somebody took it away: that is its own for good. */
static enum status find_former(struct db *db, int64_t case_id, int64_t contact, struct str *out)
{
	return one_text(db,
		"SELECT pseudonym FROM pseudonym_given WHERE \"case\" = :case AND contact = "
		":contact "
		"ORDER BY id LIMIT 1",
		case_id, contact, out);
}

static enum status find_free(
	struct db *db, int64_t case_id, const char *language, const char *role, struct str *out)
{
	for (int64_t n = 1; n < TRIES; n++) {
		bool taken = false;
		enum status st;

		str_clear(out);
		pseudonym_words(role, language, n, out);
		st = is_taken(db, case_id, str_text(out), 0, &taken);
		if (st || !taken)
			return st;
	}
	return db_fail(db, ST_CONFLICT, NULL, _("there are too many of one role"));
}

/* What it has in the case, or had, or what is free. */
static enum status choose(
	struct db *db, const char *language, const struct record *party, struct str *out)
{
	const int64_t case_id = record_num(party, "case"), contact = record_num(party, "contact");
	enum status st = of_case(db, case_id, contact, out);

	if (st == ST_NOTFOUND)
		st = find_former(db, case_id, contact, out);
	if (st == ST_NOTFOUND)
		st = find_free(db, case_id, language, record_show(party, "role"), out);
	return st;
}

static enum status give(struct giving *g, int64_t id)
{
	struct str text = STR_INIT;
	struct record r;
	enum status st = record_load(change_db(g->c), ENTITY_PARTY, id, &r);

	if (st == ST_OK && record_num(&r, "case") != g->case_id)
		st = db_fail(change_db(g->c), ST_INVALID, NULL, _("party %s is of another case"),
			record_show(&r, "ref"));
	if (st || record_get(&r, "pseudonym"))
		goto out;
	st = choose(change_db(g->c), g->language, &r, &text);
	if (st == ST_OK)
		st = record_set_name(change_db(g->c), &r, "pseudonym", str_text(&text));
	if (st == ST_OK)
		st = record_save(g->c, &r);
	g->given += st == ST_OK;
out:
	record_free(&r);
	str_free(&text);
	return st;
}

/* All whose names the level of their contacts forbids, in the order in which they were added. */
static enum status give_all(struct giving *g)
{
	enum status st = ST_OK;
	int64_t id = 0;

	while (st == ST_OK) {
		struct stmt *s;

		st = stmt_get(change_db(g->c),
			"SELECT p.id FROM party p JOIN contact c ON c.id = p.contact WHERE "
			"p.\"case\" "
			"= :case AND p.id > :after AND p.pseudonym IS NULL AND p.level IN "
			"('public', "
			"'filed') AND c.level NOT IN ('public', 'filed') ORDER BY p.id LIMIT 1",
			&s);
		if (st)
			return st;
		stmt_int(s, ":case", g->case_id);
		stmt_int(s, ":after", id);
		st = stmt_step(s);
		if (st == ST_OK)
			id = stmt_get_int(s, 0);
		stmt_done(s);
		if (st == ST_OK)
			st = give(g, id);
	}
	return st == ST_END ? ST_OK : st;
}

enum status pseudonym_assign(
	struct db *db, int64_t case_id, const int64_t *ids, size_t n, int64_t *given)
{
	struct giving g = { .case_id = case_id };
	struct record of;
	enum status st = record_load(db, ENTITY_CASE, case_id, &of);

	*given = 0;
	if (st == ST_OK) {
		snprintf(g.language, sizeof(g.language), "%s", record_show(&of, "language"));
		st = change_begin(db, &g.c, _("give pseudonyms in %s"), record_show(&of, "ref"));
	}
	record_free(&of);
	if (st)
		return st;
	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = give(&g, ids[i]);
	if (!n)
		st = give_all(&g);
	if (st) {
		change_cancel(g.c);
		return st;
	}
	*given = g.given;
	return change_commit(g.c);
}

/* ---- by hand ---- */

/* The next party of the same contact in the case; 0: there is none. */
static enum status next_role(struct db *db, const struct record *party, int64_t after, int64_t *id)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT coalesce(min(id), 0) FROM party WHERE \"case\" = :case AND contact = "
		":contact AND id > :after",
		&s);

	if (st)
		return st;
	stmt_int(s, ":case", record_num(party, "case"));
	stmt_int(s, ":contact", record_num(party, "contact"));
	stmt_int(s, ":after", after);
	st = stmt_step(s);
	if (st == ST_OK)
		*id = stmt_get_int(s, 0);
	stmt_done(s);
	return st;
}

static enum status set_one(struct change *c, int64_t id, const char *text)
{
	struct record r;
	enum status st = record_load(change_db(c), ENTITY_PARTY, id, &r);

	if (st == ST_OK)
		st = record_set_name(change_db(c), &r, "pseudonym", text);
	if (st == ST_OK)
		st = record_save(c, &r);
	record_free(&r);
	return st;
}

enum status pseudonym_set(struct db *db, int64_t party, const char *text)
{
	struct change *c = NULL;
	struct record r;
	int64_t id = 0;
	enum status st = record_load(db, ENTITY_PARTY, party, &r);

	if (st == ST_OK && (!text || !text[strspn(text, " ")]))
		st = db_fail(db, ST_INVALID, "pseudonym", _("pseudonym: nothing was given"));
	if (st == ST_OK)
		st = change_begin(db, &c, _("change a pseudonym in %s"), record_show(&r, "case"));
	if (st == ST_OK)
		st = next_role(db, &r, 0, &id);
	while (st == ST_OK && id) {
		st = set_one(c, id, text);
		if (st == ST_OK)
			st = next_role(db, &r, id, &id);
	}
	record_free(&r);
	if (st == ST_OK)
		return change_commit(c);
	change_cancel(c);
	return st;
}

enum status pseudonym_suggest(struct db *db, const struct record *party, struct str *out)
{
	struct record of;
	enum status st = record_load(db, ENTITY_CASE, record_num(party, "case"), &of);

	if (st == ST_OK)
		st = choose(db, record_show(&of, "language"), party, out);
	record_free(&of);
	return st;
}

enum status pseudonym_count_missing(struct db *db, int64_t case_id, int64_t *n)
{
	return stmt_number(db,
		"SELECT count(*) FROM party p JOIN contact c ON c.id = p.contact WHERE p.\"case\" "
		"= "
		":id AND p.pseudonym IS NULL AND p.level IN ('public', 'filed') AND c.level NOT IN "
		"('public', 'filed')",
		case_id, n);
}

enum status pseudonym_parties(struct db *db, int64_t contact, size_t max, int64_t *ids, size_t *n)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT min(id) FROM party WHERE contact = :contact GROUP BY \"case\" ORDER BY 1 "
		"LIMIT :max",
		&s);

	*n = 0;
	if (st)
		return st;
	stmt_int(s, ":contact", contact);
	stmt_int(s, ":max", (int64_t)max);
	while ((st = stmt_step(s)) == ST_OK)
		ids[(*n)++] = stmt_get_int(s, 0);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

bool pseudonym_needed(const struct record *contact)
{
	const char *level = record_show(contact, "level");

	return strcmp(level, "public") != 0 && strcmp(level, "filed") != 0;
}

enum status pseudonym_hand_over(struct change *c, int64_t from, int64_t to)
{
	struct stmt *s;
	enum status st = stmt_get(change_db(c),
		"INSERT OR IGNORE INTO pseudonym_given (\"case\", pseudonym, contact) SELECT "
		"\"case\", pseudonym, :to FROM pseudonym_given WHERE contact = :from",
		&s);

	if (st)
		return st;
	stmt_int(s, ":from", from);
	stmt_int(s, ":to", to);
	return stmt_run(s);
}
