#include "config.h"

#include "model/signatory_state.h"

#include <string.h>

#include "model/date.h"
#include "model/i18n.h"
#include "model/stmt.h"

#define CHAIN_MAX 1000 /* longer ones are a cycle that is there already */

void consent_by_hand(struct str *out)
{
	struct date today = date_today();
	char day[DATE_TEXT_MAX];

	date_format(&today, day);
	str_addf(out, _("by hand, %s"), day);
}

/* Somebody gave it, be it what stood there already. */
static bool is_new(const struct record *r, const struct record *before, const char *field)
{
	int i = entity_field(r->entity, field);

	return (r->given >> i & 1) || !record_same(r, before, field);
}

static void settle_state(struct record *r, const struct record *before)
{
	bool valid = !strcmp(record_show(r, "state"), "valid");
	struct date today = date_today();
	char day[DATE_TEXT_MAX];

	if (record_same(r, before, "state"))
		return;
	date_format(&today, day);
	if (!is_new(r, before, "rule"))
		record_put(r, "rule", valid ? NULL : STATE_BY_HAND);
	if (!is_new(r, before, "state_on"))
		record_put(r, "state_on", day);
	if (!is_new(r, before, "reason"))
		record_put(r, "reason", NULL);
	if (valid && record_num(r, "duplicate_of") == record_num(before, "duplicate_of"))
		record_put(r, "duplicate_of", NULL);
	record_put(r, "state_before", NULL);
}

static void settle_consent(struct record *r, const struct record *before)
{
	struct str source = STR_INIT;

	if (record_same(r, before, "consent") || is_new(r, before, "consent_source"))
		return;
	consent_by_hand(&source);
	record_put(r, "consent_source", str_text(&source));
	str_free(&source);
}

static enum status refuse(struct db *db, const struct record *r, const char *why)
{
	return db_fail(db, ST_INVALID, "duplicate_of", "duplicate_of: %s %s",
		record_show(r, "duplicate_of"), why);
}

/* Goes from row to row; whoever comes back to where they began goes round for ever. */
static enum status check_duplicate(struct db *db, const struct record *r)
{
	int64_t at = record_num(r, "duplicate_of"), petition = 0;
	enum status st;

	if (!record_get(r, "duplicate_of"))
		return ST_OK;
	if (at == r->id)
		return refuse(db, r, _("is the row itself"));
	st = stmt_number(db, "SELECT petition FROM signatory WHERE id = :id", at, &petition);
	if (st == ST_OK && petition != record_num(r, "petition"))
		return refuse(db, r, _("signed another petition"));
	for (int n = 0; st == ST_OK && at && n < CHAIN_MAX; n++) {
		st = stmt_number(db,
			"SELECT coalesce(duplicate_of, 0) FROM signatory WHERE id = :id", at, &at);
		if (st == ST_OK && at == r->id)
			return refuse(db, r, _("is itself a duplicate of this row"));
	}
	return st;
}

enum status signatory_settle(struct change *c, struct record *r)
{
	struct db *db = change_db(c);
	struct record before;
	enum status st = record_load(db, ENTITY_SIGNATORY, r->id, &before);

	if (st == ST_OK) {
		settle_state(r, &before);
		settle_consent(r, &before);
	}
	if (st == ST_OK && record_num(r, "duplicate_of") != record_num(&before, "duplicate_of"))
		st = check_duplicate(db, r);
	else if (st == ST_NOTFOUND)
		st = check_duplicate(db, r);
	record_free(&before);
	return st;
}

/* ---- many at once ---- */

static bool is_given(const char *const *given, const char *field)
{
	for (; *given; given++)
		if (!strcmp(*given, field))
			return true;
	return false;
}

struct settled signatory_settle_sql(const char *const *given, bool to_valid, struct str *sql)
{
	struct settled s = { 0 };

	s.state = is_given(given, "state");
	s.today = s.state && !is_given(given, "state_on");
	s.consent = is_given(given, "consent") && !is_given(given, "consent_source");
	if (s.state)
		str_add(sql, ", state_before = CASE WHEN state IS :state THEN state_before END");
	if (s.state && !is_given(given, "rule"))
		str_addf(sql, ", rule = CASE WHEN state IS :state THEN rule%s END",
			to_valid ? "" : " ELSE '" STATE_BY_HAND "'");
	if (s.state && !is_given(given, "reason"))
		str_add(sql, ", reason = CASE WHEN state IS :state THEN reason END");
	if (s.state && to_valid)
		str_add(sql, ", duplicate_of = CASE WHEN state IS :state THEN duplicate_of END");
	if (s.today)
		str_add(sql,
			", state_on = CASE WHEN state IS :state THEN state_on ELSE :today END");
	if (s.consent)
		str_add(sql, ", consent_source = CASE WHEN consent IS :consent THEN "
			     "consent_source ELSE :source END");
	return s;
}
