#include "config.h"

#include "model/withdraw.h"

#include <string.h>

#include "model/date.h"
#include "model/email_canonical.h"
#include "model/i18n.h"
#include "model/mass_internal.h"
#include "model/record.h"
#include "model/stmt.h"

/* ---- who ---- */

static void take_same(struct stmt *s, const char *wanted, struct str *other, struct idset *out)
{
	const char *email = stmt_get_text(s, 1);

	str_clear(other);
	if (email && email_canonical(other, email, strlen(email)) &&
		!strcmp(str_text(other), wanted))
		idset_add(out, stmt_get_int(s, 0));
}

enum status withdraw_find(struct db *db, int64_t petition, const char *email, struct idset *out)
{
	struct str wanted = STR_INIT, other = STR_INIT;
	struct idset found = IDSET_INIT;
	struct stmt *s = NULL;
	int64_t seen = 0;
	enum status st;

	if (!email_canonical(&wanted, email, strlen(email)))
		st = db_fail(db, ST_INVALID, "email", _("%s is no e-mail address"), email);
	else
		st = stmt_get(db,
			"SELECT id, email FROM signatory NOT INDEXED WHERE petition = :petition",
			&s);
	if (s)
		stmt_int(s, ":petition", petition);
	while (st == ST_OK && (st = stmt_step(s)) == ST_OK) {
		take_same(s, str_text(&wanted), &other, &found);
		if (++seen % 1024 == 0)
			st = db_progress(db, _("looking"), seen, 0);
	}
	stmt_done(s);
	if (st == ST_END && !found.count)
		st = db_fail(db, ST_NOTFOUND, NULL, _("nobody signed with the address %s"), email);
	else if (st == ST_END)
		st = ST_OK;
	if (st == ST_OK)
		idset_join(out, &found);
	idset_clear(&found);
	str_free(&wanted);
	str_free(&other);
	return st;
}

/* What one row leads to: the row it is a duplicate of, and its own duplicates. */
static enum status take_near(struct db *db, int64_t id, struct idset *ids, struct idset *todo)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT duplicate_of FROM signatory WHERE id = :id AND duplicate_of IS NOT NULL "
		"UNION ALL SELECT id FROM signatory WHERE duplicate_of = :id",
		&s);

	if (st)
		return st;
	stmt_int(s, ":id", id);
	while ((st = stmt_step(s)) == ST_OK)
		if (idset_add(ids, stmt_get_int(s, 0)))
			idset_add(todo, stmt_get_int(s, 0));
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

enum status withdraw_persons(struct db *db, struct idset *ids)
{
	struct idset todo = IDSET_INIT;
	int64_t id;
	enum status st = ST_OK;

	idset_join(&todo, ids);
	while (st == ST_OK && (id = idset_next(&todo, 0)) != 0) {
		idset_remove(&todo, id);
		st = take_near(db, id, ids, &todo);
		if (st == ST_OK)
			st = db_progress(db, _("looking"), ids->count - todo.count, ids->count);
	}
	idset_clear(&todo);
	return st;
}

/* ---- the deed ---- */

struct facts {
	const char *on;
	const char *reason;
};

static enum status withdraw_row(struct mass *m, int64_t id, void *arg)
{
	const struct facts *f = arg;
	struct stmt *s;
	enum status st = stmt_get(m->db,
		"UPDATE signatory SET revision = :revision, state = 'withdrawn', rule = "
		"'" WITHDRAWAL_RULE "', state_on = :on, reason = :reason, state_before = NULL "
		"WHERE id = :id AND state <> 'withdrawn'",
		&s);

	if (st)
		return st;
	stmt_int(s, ":revision", change_seq(m->c));
	stmt_text(s, ":on", f->on);
	stmt_text(s, ":reason", f->reason);
	stmt_int(s, ":id", id);
	st = stmt_run(s);
	m->done += st == ST_OK ? stmt_changes(m->db) : 0;
	return st;
}

/* As a form would take them. */
static enum status read_facts(struct db *db, const char *on, const char *reason, struct record *r)
{
	struct date today = date_today(), day;
	char text[DATE_TEXT_MAX];
	enum status st;

	date_format(&today, text);
	record_init(r, ENTITY_SIGNATORY);
	st = record_set_name(db, r, "state_on", on && *on ? on : text);
	if (st == ST_OK)
		st = record_set_name(db, r, "reason", reason);
	if (st == ST_OK && date_parse(record_show(r, "state_on"), &day) == ST_OK) {
		day = date_first(&day);
		if (date_compare(&day, &today) > 0)
			st = db_fail(db, ST_INVALID, "state_on",
				_("%s is still to come; a withdrawal has the day when it was made"),
				record_show(r, "state_on"));
	}
	return st;
}

enum status withdraw(
	struct db *db, const struct idset *ids, const char *on, const char *reason, int64_t *rows)
{
	struct idset all = IDSET_INIT;
	struct mass m = { .db = db, .e = entity_get(ENTITY_SIGNATORY), .ids = &all };
	struct str many = STR_INIT;
	struct record r;
	enum status st = read_facts(db, on, reason, &r);

	*rows = 0;
	m.doing = _("withdrawing");
	if (st == ST_OK)
		st = change_begin(db, &m.c, "withdraw");
	if (st == ST_OK) {
		struct facts f = { record_get(&r, "state_on"), record_get(&r, "reason") };

		idset_join(&all, ids);
		st = withdraw_persons(db, &all);
		if (st == ST_OK)
			st = mass_each(&m, &all, withdraw_row, &f);
		mass_counted(m.e, m.done, &many);
		change_label(m.c, _("withdraw %s"), str_text(&many));
		st = mass_end(&m, st, rows);
	}
	str_free(&many);
	idset_clear(&all);
	record_free(&r);
	return st;
}
