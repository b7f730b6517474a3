#include "config.h"

#include "model/pair.h"

#include <string.h>

#include "model/date.h"
#include "model/entity.h"
#include "model/i18n.h"
#include "model/person.h"
#include "model/search_index.h"
#include "model/stmt.h"
#include "model/str.h"

static const char *const verdict_names[] = { "open", "later", "same", "different" };

/* ---- writing ---- */

static enum status find_pair(struct db *db, int64_t a, int64_t b, int64_t *out)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT id FROM pair WHERE \"one\" = :a AND \"other\" = :b UNION ALL "
		"SELECT id FROM pair WHERE \"one\" = :b AND \"other\" = :a LIMIT 1",
		&s);

	if (st)
		return st;
	stmt_int(s, ":a", a);
	stmt_int(s, ":b", b);
	st = stmt_step(s);
	*out = st == ST_OK ? stmt_get_int(s, 0) : 0;
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status insert(struct change *c, int64_t petition, int64_t a, int64_t b, int score,
	const char *why, int64_t *out)
{
	struct str ref = STR_INIT;
	struct stmt *s;
	enum status st = change_new_id(c, out);

	if (st == ST_OK)
		st = stmt_get(change_db(c),
			"INSERT INTO pair (id, revision, ref, petition, \"one\", \"other\", score, "
			"why, verdict, level, sort_key) VALUES (:id, :revision, :ref, :petition, "
			":a, :b, :score, :why, 'open', 'filed', x'')",
			&s);
	if (st)
		return st;
	str_addf(&ref, "d%lld", (long long)(*out & UINT32_MAX));
	stmt_int(s, ":id", *out);
	stmt_int(s, ":revision", change_seq(c));
	stmt_text(s, ":ref", str_text(&ref));
	stmt_int(s, ":petition", petition);
	stmt_int(s, ":a", a < b ? a : b);
	stmt_int(s, ":b", a < b ? b : a);
	stmt_int(s, ":score", score);
	stmt_text(s, ":why", why);
	st = stmt_run(s);
	str_free(&ref);
	return st ? st : search_learn(change_db(c), entity_get(ENTITY_PAIR), *out);
}

enum status pair_write(struct change *c, int64_t petition, int64_t a, int64_t b, int score,
	const char *why, bool *fresh)
{
	int64_t pair;
	enum status st = find_pair(change_db(c), a, b, &pair);

	if (fresh)
		*fresh = st == ST_OK && !pair;
	return st || pair ? st : insert(c, petition, a, b, score, why, &pair);
}

enum status pair_weigh(struct change *c, int64_t pair, int score, const char *why)
{
	struct stmt *s;
	enum status st = stmt_get(change_db(c),
		"UPDATE pair SET revision = :revision, score = :score, why = coalesce(:why, why) "
		"WHERE id = :id",
		&s);

	if (st)
		return st;
	stmt_int(s, ":revision", change_seq(c));
	stmt_int(s, ":score", score);
	stmt_text(s, ":why", why);
	stmt_int(s, ":id", pair);
	return stmt_run(s);
}

/* ---- verdicts ---- */

struct both {
	int64_t a, b;
};

static enum status load_rows(struct db *db, int64_t pair, struct both *out)
{
	struct stmt *s;
	enum status st = stmt_get(db, "SELECT \"one\", \"other\" FROM pair WHERE id = :id", &s);

	if (st)
		return st;
	stmt_int(s, ":id", pair);
	st = stmt_step(s);
	if (st == ST_OK)
		*out = (struct both){ stmt_get_int(s, 0), stmt_get_int(s, 1) };
	stmt_done(s);
	return st == ST_END ? db_fail(db, ST_NOTFOUND, NULL, _("the pair is gone")) : st;
}

static enum status write_verdict(struct change *c, int64_t pair, enum pair_verdict verdict)
{
	char day[DATE_TEXT_MAX];
	struct date today = date_today();
	struct stmt *s;
	enum status st = stmt_get(change_db(c),
		"UPDATE pair SET revision = :revision, verdict = :verdict, decided = :today "
		"WHERE id = :id AND verdict <> :verdict",
		&s);

	if (st)
		return st;
	date_format(&today, day);
	stmt_int(s, ":revision", change_seq(c));
	stmt_text(s, ":verdict", verdict_names[verdict]);
	stmt_text(s, ":today", verdict == PAIR_OPEN ? NULL : day);
	stmt_int(s, ":id", pair);
	return stmt_run(s);
}

/* What people call a row in the log: its reference. */
static enum status add_ref(struct db *db, int64_t row, struct str *out)
{
	struct stmt *s;
	enum status st = stmt_get(db, "SELECT ref FROM signatory WHERE id = :id", &s);

	if (st)
		return st;
	stmt_int(s, ":id", row);
	st = stmt_step(s);
	if (st == ST_OK)
		str_add(out, stmt_get_text(s, 0));
	stmt_done(s);
	return st == ST_END ? db_fail(db, ST_NOTFOUND, NULL, _("the signatory is gone")) : st;
}

static enum status label(struct change *c, const struct both *rows, enum pair_verdict verdict)
{
	struct str a = STR_INIT, b = STR_INIT;
	enum status st = add_ref(change_db(c), rows->a, &a);

	if (st == ST_OK)
		st = add_ref(change_db(c), rows->b, &b);
	if (st == ST_OK)
		change_label(c,
			verdict == PAIR_SAME        ? _("%s and %s are the same person")
			: verdict == PAIR_DIFFERENT ? _("%s and %s are different people")
			: verdict == PAIR_LATER     ? _("put off: %s and %s")
						    : _("not decided: %s and %s"),
			str_text(&a), str_text(&b));
	str_free(&a);
	str_free(&b);
	return st;
}

static enum status judge(
	struct change *c, int64_t pair, const struct both *rows, enum pair_verdict verdict)
{
	enum status st = write_verdict(c, pair, verdict);

	if (st == ST_OK && verdict == PAIR_SAME)
		st = person_join(c, rows->a, rows->b, "review",
			_("somebody looked at both: the same person"), NULL);
	else if (st == ST_OK)
		st = person_part(c, rows->a, rows->b);
	return st == ST_OK ? label(c, rows, verdict) : st;
}

static enum status end(struct change *c, enum status st)
{
	if (st == ST_OK)
		return change_commit(c);
	change_cancel(c);
	return st;
}

enum status pair_judge(struct db *db, int64_t pair, enum pair_verdict verdict)
{
	struct change *c;
	struct both rows;
	enum status st = change_begin(db, &c, "review");

	if (st)
		return st;
	st = load_rows(db, pair, &rows);
	if (st == ST_OK)
		st = judge(c, pair, &rows, verdict);
	return end(c, st);
}

static enum status petition_of(struct db *db, int64_t row, int64_t *out)
{
	return stmt_number(db, "SELECT petition FROM signatory WHERE id = :id", row, out);
}

enum status pair_judge_rows(struct db *db, int64_t a, int64_t b, enum pair_verdict verdict)
{
	const struct both rows = { a, b };
	int64_t one, two, pair;
	struct change *c;
	enum status st = petition_of(db, a, &one);

	if (st == ST_OK)
		st = petition_of(db, b, &two);
	if (st)
		return st;
	if (a == b || one != two)
		return db_fail(db, ST_INVALID, NULL,
			a == b ? _("a row is no pair with itself")
			       : _("the two rows are of two petitions"));
	st = change_begin(db, &c, "review");
	if (st)
		return st;
	st = find_pair(db, a, b, &pair);
	if (st == ST_OK && !pair)
		st = insert(c, one, a, b, 0, _("somebody put them together"), &pair);
	if (st == ST_OK)
		st = judge(c, pair, &rows, verdict);
	return end(c, st);
}

/* ---- the queue ---- */

enum status pair_count(struct db *db, int64_t petition, struct pair_waiting *out)
{
	enum status st = stmt_number(db,
		"SELECT count(score) FROM pair WHERE petition = :id AND verdict = 'open'", petition,
		&out->open);

	if (st == ST_OK)
		st = stmt_number(db,
			"SELECT count(score) FROM pair WHERE petition = :id AND verdict = 'later'",
			petition, &out->later);
	return st;
}

/* One part of the queue at a time, along pair_verdict: the highest score first, then the last. */
static const char after_sql[] =
	"SELECT id, score FROM pair WHERE petition = :petition AND verdict = :verdict "
	"AND score IS NOT NULL AND (score, id) < (:score, :id) ORDER BY score DESC, id DESC LIMIT "
	"1";

static const char before_sql[] =
	"SELECT id, score FROM pair WHERE petition = :petition AND verdict = :verdict "
	"AND score IS NOT NULL AND (score, id) > (:score, :id) ORDER BY score, id LIMIT 1";

static enum status step_in(struct db *db, int64_t petition, bool back, bool later,
	const struct pair_place *from, struct pair_place *out)
{
	struct stmt *s;
	enum status st = stmt_get(db, back ? before_sql : after_sql, &s);

	if (st)
		return st;
	stmt_int(s, ":petition", petition);
	stmt_text(s, ":verdict", later ? "later" : "open");
	stmt_int(s, ":score", from ? from->score : back ? -1 : 1000);
	stmt_int(s, ":id", from ? from->pair : 0);
	st = stmt_step(s);
	if (st == ST_OK)
		*out = (struct pair_place){ stmt_get_int(s, 0), stmt_get_int(s, 1), later };
	stmt_done(s);
	return st;
}

enum status pair_step(struct db *db, int64_t petition, bool back, struct pair_place *place)
{
	const struct pair_place from = *place;
	bool begin = !from.pair;
	bool later = begin ? back : from.later;
	enum status st = step_in(db, petition, back, later, begin ? NULL : &from, place);

	/* At the end of one part the other goes on. */
	if (st == ST_END && later == back)
		st = step_in(db, petition, back, !later, NULL, place);
	return st;
}

enum status pair_before(
	struct db *db, int64_t petition, const struct pair_place *place, int64_t *out)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT (SELECT count(*) FROM pair WHERE petition = :petition AND verdict = "
		":verdict AND (score, id) > (:score, :id)) + "
		"CASE WHEN :later THEN (SELECT count(score) FROM pair WHERE petition = :petition "
		"AND "
		"verdict = 'open') ELSE 0 END",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", petition);
	stmt_text(s, ":verdict", place->later ? "later" : "open");
	stmt_int(s, ":score", place->score);
	stmt_int(s, ":id", place->pair);
	stmt_int(s, ":later", place->later);
	st = stmt_step(s);
	if (st == ST_OK)
		*out = stmt_get_int(s, 0);
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}
