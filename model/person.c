#include "config.h"

#include "model/person.h"

#include <assert.h>
#include <string.h>

#include "model/anonymise.h"
#include "model/date.h"
#include "model/i18n.h"
#include "model/state_before.h"
#include "model/stmt.h"

#define CHAIN 1000 /* links from a duplicate to the row that counts; more is a circle */

/* ---- one row ---- */

enum row_state { OTHER_STATE, PENDING, VALID };

struct row {
	int64_t id;
	int64_t behind; /* duplicate_of; 0: none */
	enum row_state state;
	bool reviewed; /* its rule is `review` */
};

static enum status load(struct db *db, int64_t id, struct row *out)
{
	struct stmt *s;
	enum status st =
		stmt_get(db, "SELECT duplicate_of, state, rule FROM signatory WHERE id = :id", &s);

	*out = (struct row){ .id = id };
	if (st)
		return st;
	stmt_int(s, ":id", id);
	st = stmt_step(s);
	if (st == ST_OK) {
		const char *state = stmt_get_text(s, 1), *rule = stmt_get_text(s, 2);

		out->behind = stmt_get_int(s, 0);
		out->state = !strcmp(state, "valid")     ? VALID
			     : !strcmp(state, "pending") ? PENDING
							 : OTHER_STATE;
		out->reviewed = rule && !strcmp(rule, "review");
	}
	stmt_done(s);
	return st == ST_END ? db_fail(db, ST_NOTFOUND, NULL, _("the signatory is gone")) : st;
}

/* The row at the end of the chain. */
static enum status load_first(struct db *db, int64_t id, struct row *out)
{
	enum status st = load(db, id, out);

	for (int n = 0; st == ST_OK && out->behind && n < CHAIN; n++)
		st = load(db, out->behind, out);
	return st;
}

enum status person_first(struct db *db, int64_t id, int64_t *first)
{
	struct row row;
	enum status st = load_first(db, id, &row);

	*first = row.id;
	return st;
}

static const char *today(char out[DATE_TEXT_MAX])
{
	struct date day = date_today();

	date_format(&day, out);
	return out;
}

enum status person_mark(
	struct change *c, int64_t row, int64_t first, const char *rule, const char *reason)
{
	char day[DATE_TEXT_MAX];
	struct stmt *s;
	enum status st = stmt_get(change_db(c),
		"UPDATE signatory SET revision = :revision, state_before = state, "
		"state = 'duplicate', state_on = :today, rule = :rule, reason = :reason, "
		"duplicate_of = :first WHERE id = :id",
		&s);

	assert(row != first);
	if (st)
		return st;
	stmt_int(s, ":revision", change_seq(c));
	stmt_text(s, ":today", today(day));
	stmt_text(s, ":rule", rule);
	stmt_text(s, ":reason", reason);
	stmt_int(s, ":first", first);
	stmt_int(s, ":id", row);
	return stmt_run(s);
}

/*
 * What it was before it became a duplicate; one that came in as a duplicate counts. A reason that
 * was erased since, with the name, stays erased.
 */
static enum status write_back(struct change *c, int64_t row, const struct state_was *was)
{
	struct stmt *s;
	enum status st = stmt_get(change_db(c),
		"UPDATE signatory SET revision = :revision, "
		"state = CASE WHEN coalesce(:state, state_before) = 'pending' THEN 'pending' ELSE "
		"'valid' END, state_before = NULL, "
		"reason = CASE WHEN name = '" ANONYMISED "' THEN NULL WHEN :same_reason THEN "
		"reason ELSE :reason END, "
		"state_on = CASE WHEN :same_day THEN state_on ELSE :day END, "
		"rule = CASE WHEN :same_rule THEN rule ELSE :rule END, "
		"duplicate_of = NULL WHERE id = :id AND state = 'duplicate'",
		&s);

	if (st)
		return st;
	stmt_int(s, ":revision", change_seq(c));
	state_was_bind(s, was);
	stmt_int(s, ":id", row);
	return stmt_run(s);
}

static enum status restore(struct change *c, int64_t row)
{
	struct states_before before = { 0 };
	const struct state_was *was;
	enum status st = state_before_read(change_db(c), row, &before);

	was = states_before_find(&before, row);
	/* Who did not count before it was a duplicate counts now all the same, and for no reason.
	 */
	if (was && strcmp(was->state, "valid") != 0 && strcmp(was->state, "pending") != 0)
		was = NULL;
	if (st == ST_OK)
		st = write_back(c, row, was);
	states_before_free(&before);
	return st;
}

/* ---- two rows ---- */

enum status person_join(struct change *c, int64_t a, int64_t b, const char *rule,
	const char *reason, int64_t *joined)
{
	struct row one, two;
	enum status st = load_first(change_db(c), a, &one);

	if (joined)
		*joined = 0;
	if (st == ST_OK)
		st = load_first(change_db(c), b, &two);
	if (st || one.id == two.id || one.state == OTHER_STATE || two.state == OTHER_STATE)
		return st;
	if (two.state > one.state || (two.state == one.state && two.id < one.id)) {
		const struct row swap = one;

		one = two;
		two = swap;
	}
	if (joined)
		*joined = two.id;
	return person_mark(c, two.id, one.id, rule, reason);
}

/* Whether `row` is on the way from `from` to the row that counts. */
static enum status is_on_way(struct db *db, int64_t from, int64_t row, bool *out)
{
	struct row at;
	enum status st = load(db, from, &at);

	*out = at.id == row;
	for (int n = 0; st == ST_OK && !*out && at.behind && n < CHAIN; n++) {
		st = load(db, at.behind, &at);
		*out = at.id == row;
	}
	return st;
}

/* Of the links from `from` up to where `other` joins the way: one made in a review, or the first.
 */
static enum status find_link(
	struct db *db, int64_t from, int64_t other, int64_t *any, int64_t *review)
{
	struct row at;
	bool met = false;
	enum status st = load(db, from, &at);

	*any = *review = 0;
	for (int n = 0; st == ST_OK && at.behind && n < CHAIN; n++) {
		st = is_on_way(db, other, at.id, &met);
		if (st || met)
			break;
		if (!*any)
			*any = at.id;
		if (!*review && at.reviewed)
			*review = at.id;
		st = load(db, at.behind, &at);
	}
	return st;
}

enum status person_part(struct change *c, int64_t a, int64_t b)
{
	struct db *db = change_db(c);
	int64_t first_a, first_b, any_a, any_b, review_a, review_b, cut;
	enum status st = person_first(db, a, &first_a);

	if (st == ST_OK)
		st = person_first(db, b, &first_b);
	if (st || first_a != first_b)
		return st;
	st = find_link(db, a, b, &any_a, &review_a);
	if (st == ST_OK)
		st = find_link(db, b, a, &any_b, &review_b);
	if (st)
		return st;
	cut = review_b ? review_b : review_a ? review_a : any_b ? any_b : any_a;
	return cut ? restore(c, cut) : ST_OK;
}

/* ---- rows without one that counts ---- */

#define ORPHANS                                                                                    \
	"FROM signatory f WHERE f.petition = :id AND f.state = 'invalid' AND EXISTS "              \
	"(SELECT 1 FROM signatory d WHERE d.duplicate_of = f.id AND d.state = 'duplicate')"

enum status person_count_orphans(struct db *db, int64_t petition, int64_t *out)
{
	return stmt_number(db, "SELECT count(*) " ORPHANS, petition, out);
}

/* The duplicate that was valid and came first, or else the first. */
static enum status next_of(struct db *db, int64_t first, int64_t *next)
{
	return stmt_number(db,
		"SELECT id FROM signatory WHERE duplicate_of = :id AND state = 'duplicate' "
		"ORDER BY state_before = 'pending', id LIMIT 1",
		first, next);
}

/* Puts rows behind `next`: those that `sql` names by :first. */
static enum status stand_behind(struct change *c, const char *sql, int64_t first, int64_t next)
{
	struct stmt *s;
	enum status st = stmt_get(change_db(c), sql, &s);

	if (st)
		return st;
	stmt_int(s, ":revision", change_seq(c));
	stmt_int(s, ":next", next);
	stmt_int(s, ":first", first);
	return stmt_run(s);
}

static enum status promote(struct change *c, int64_t first)
{
	int64_t next;
	enum status st = next_of(change_db(c), first, &next);

	if (st == ST_OK)
		st = restore(c, next);
	/* It is invalid now; if it ever is not, the person must still count once. */
	if (st == ST_OK)
		st = stand_behind(c,
			"UPDATE signatory SET revision = :revision, duplicate_of = :next "
			"WHERE id = :first",
			first, next);
	if (st == ST_OK)
		st = stand_behind(c,
			"UPDATE signatory SET revision = :revision, duplicate_of = :next "
			"WHERE duplicate_of = :first",
			first, next);
	return st;
}

static enum status promote_all(struct change *c, int64_t petition, int64_t *out)
{
	struct stmt *s;
	int64_t after = 0;
	enum status st;

	for (;;) {
		st = stmt_get(change_db(c),
			"SELECT f.id " ORPHANS " AND f.id > :after ORDER BY f.id LIMIT 1", &s);
		if (st)
			return st;
		stmt_int(s, ":id", petition);
		stmt_int(s, ":after", after);
		st = stmt_step(s);
		after = st == ST_OK ? stmt_get_int(s, 0) : 0;
		stmt_done(s);
		if (st)
			return st == ST_END ? ST_OK : st;
		st = promote(c, after);
		if (st == ST_OK)
			st = change_flush(c);
		if (st == ST_OK)
			st = db_progress(change_db(c), _("letting the next row count"), ++*out, 0);
		if (st)
			return st;
	}
}

enum status person_next(struct db *db, int64_t petition, int64_t *out)
{
	struct change *c;
	enum status st = change_begin(db, &c, "dedupe");

	*out = 0;
	if (st)
		return st;
	st = promote_all(c, petition, out);
	if (st) {
		change_cancel(c);
		return st;
	}
	change_label(c,
		ngettext("let the next row of %lld person count",
			"let the next rows of %lld persons count", (unsigned long)*out),
		(long long)*out);
	return change_commit(c);
}
