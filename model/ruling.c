#include "config.h"

#include "model/ruling.h"

#include <string.h>

#include "model/country.h"
#include "model/date.h"
#include "model/ecli.h"
#include "model/i18n.h"
#include "model/stmt.h"

#define CHAIN_MAX 100 /* no appeal goes through so many courts */

static enum status check_ecli(struct db *db, const struct record *r)
{
	const char *text = record_get(r, "ecli");
	struct ecli e;
	enum ecli_wrong wrong = text ? ecli_parse(text, &e) : ECLI_RIGHT;

	return wrong == ECLI_RIGHT
		       ? ST_OK
		       : db_fail(db, ST_INVALID, "ecli", _("ecli: %s: %s"), text, ecli_why(wrong));
}

static enum status next_below(struct db *db, int64_t id, int64_t *out)
{
	enum status st = stmt_number(
		db, "SELECT coalesce(appeal_from, 0) FROM ruling WHERE id = :id", id, out);

	if (st == ST_NOTFOUND) {
		*out = 0;
		st = ST_OK;
	}
	return st;
}

/* Down from what it reviews: nowhere on the way may it stand itself. */
static enum status check_chain(struct db *db, const struct record *r)
{
	int64_t below = record_num(r, "appeal_from");
	enum status st = ST_OK;

	for (int i = 0; below && st == ST_OK; i++) {
		if (r->id && below == r->id)
			return db_fail(db, ST_INVALID, "appeal_from",
				i ? _("appeal_from: %s reviews this ruling in its turn; of two "
				      "rulings "
				      "only one can be the appeal from the other")
				  : _("appeal_from: %s is this ruling itself; name the one that it "
				      "reviews"),
				record_show(r, "appeal_from"));
		if (i == CHAIN_MAX)
			return db_fail(db, ST_INVALID, "appeal_from",
				_("appeal_from: %s reviews a ruling that reviews it in its turn; "
				  "mend "
				  "that first"),
				record_show(r, "appeal_from"));
		st = next_below(db, below, &below);
	}
	return st;
}

enum status ruling_check(struct change *c, struct record *r)
{
	struct db *db = change_db(c);
	enum status st = check_ecli(db, r);

	if (st == ST_OK)
		st = check_chain(db, r);
	if (st == ST_OK && !record_get(r, "gag") &&
		(record_get(r, "gag_scope") || record_get(r, "gag_until")))
		st = db_fail(db, ST_INVALID, "gag",
			_("gag: say what may not be published, or empty gag_scope and gag_until"));
	return st;
}

/* ---- what people are told ---- */

static enum status say(advice_fn *fn, void *arg, enum entity_id entity, int64_t id,
	const char *format, ...) __attribute__((format(printf, 5, 6)));

static enum status say(
	advice_fn *fn, void *arg, enum entity_id entity, int64_t id, const char *format, ...)
{
	struct str text = STR_INIT;
	struct advice a = { .entity = entity, .id = id };
	va_list args;
	enum status st;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	a.text = str_text(&text);
	st = fn(arg, &a);
	str_free(&text);
	return st;
}

static enum status advise_year(
	const struct ecli *e, const struct record *r, advice_fn *fn, void *arg)
{
	struct date d;

	if (date_parse(record_show(r, "date"), &d) != ST_OK || d.year == e->year)
		return ST_OK;
	return say(fn, arg, ENTITY_NONE, 0,
		_("The ECLI is of the year %d, the ruling is dated %s."), e->year,
		record_show(r, "date"));
}

static enum status advise_country(
	struct db *db, const struct ecli *e, const struct record *r, advice_fn *fn, void *arg)
{
	struct record owner;
	const char *where = NULL;
	char own[3], other[3];
	enum status st = ST_OK;

	if (!ecli_is_known(e))
		return say(fn, arg, ENTITY_NONE, 0,
			_("%s in the ECLI is no country's code, nor one that we know of a European "
			  "court."),
			e->country);
	if (!ecli_country(e, own) || !record_num(r, "case"))
		return ST_OK;
	st = record_load(db, ENTITY_CASE, record_num(r, "case"), &owner);
	if (st == ST_OK)
		where = record_get(&owner, "jurisdiction");
	if (where && country_code(where, strlen(where), other) && strcmp(own, other) != 0)
		st = say(fn, arg, ENTITY_CASE, owner.id,
			_("The ECLI is of %s, the case's jurisdiction is %s."), country_name(own),
			where);
	record_free(&owner);
	return st;
}

/* Whether all days that `a` may mean lie before all that `b` may mean. */
static bool is_before(const char *a, const char *b)
{
	struct date x, y;

	if (date_parse(a, &x) != ST_OK || date_parse(b, &y) != ST_OK)
		return false;
	x = date_last(&x);
	y = date_first(&y);
	return date_compare(&x, &y) < 0;
}

static enum status advise_appeal(struct db *db, const struct record *r, advice_fn *fn, void *arg)
{
	int64_t id = record_num(r, "appeal_from");
	struct record below;
	enum status st = id ? record_load(db, ENTITY_RULING, id, &below) : ST_END;

	if (st != ST_OK)
		return st == ST_END ? ST_OK : st;
	if (!below.withheld && is_before(record_show(r, "date"), record_show(&below, "date")))
		st = say(fn, arg, ENTITY_RULING, id,
			_("It is dated %s, before the ruling that it reviews: %s of %s."),
			record_show(r, "date"), record_show(&below, "ref"),
			record_show(&below, "date"));
	record_free(&below);
	return st;
}

enum status ruling_advise(struct db *db, const struct record *r, advice_fn *fn, void *arg)
{
	struct ecli e;
	bool ecli = record_get(r, "ecli") && ecli_parse(record_get(r, "ecli"), &e) == ECLI_RIGHT;
	enum status st = advise_appeal(db, r, fn, arg);

	if (st == ST_OK && ecli)
		st = advise_year(&e, r, fn, arg);
	if (st == ST_OK && ecli)
		st = advise_country(db, &e, r, fn, arg);
	return st;
}
