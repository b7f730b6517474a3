#include "config.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model/custody_chain.h"
#include "model/i18n.h"
#include "model/idset.h"
#include "model/stamp.h"
#include "model/stamp_manifest.h"
#include "model/stamp_store.h"
#include "model/stmt.h"

/* Whether stamps still prove what they proved. */

#define AT_ONCE 16 /* stamps that are looked at in one go: some MB of answers at most */

struct check {
	struct db *db;
	tsa_look_fn *look;
	struct idset damaged; /* exhibits whose bytes are not those taken in */
	verify_fn *found, *proven;
	void *arg;
	int64_t exhibit;
	int64_t bad;
	/* the stamp that is looked at */
	const struct record *stamp;
	struct stamp_manifest manifest;
	struct str since; /* "2026-11-20 10:42:00 UTC, by Somebody" */
	struct str name;  /* of the last exhibit it holds for */
	int64_t holds;    /* for so many */
	bool trusted;
};

static void say(struct check *k, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void say(struct check *k, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	str_addf(&text, _("time stamp %s: "), record_show(k->stamp, "ref"));
	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	k->bad++;
	if (k->found)
		k->found(k->arg, str_text(&text));
	str_free(&text);
}

static void tell(struct check *k, const char *what)
{
	struct str text = STR_INIT;

	str_addf(&text,
		k->trusted ? _("proven to exist since %s: %s")
			   : _("stamped %s, but not trusted here: %s"),
		str_text(&k->since), what);
	if (k->proven)
		k->proven(k->arg, str_text(&text));
	str_free(&text);
}

/* ---- the answer ---- */

/* A stamp with what is kept of it. */
struct kept {
	struct record stamp;
	struct str answer, ca;
	struct tsa_query query;
	const char *lacks; /* the field whose bytes are missing or damaged; NULL: none */
	size_t look;       /* which of those that are looked at it is */
};

static enum status read_bytes(
	struct db *db, const struct record *stamp, const char *field, struct str *out, bool *there)
{
	enum status st;

	str_init(out, STAMP_FILE_MAX);
	st = stamp_kept(db, stamp, field, out);
	*there = st == ST_OK && !out->cut;
	return st == ST_NOTFOUND || st == ST_DB || st == ST_NOTOURS ? ST_OK : st;
}

static bool was_trusted(const struct kept *s)
{
	return !strcmp(record_show(&s->stamp, "state"), "trusted");
}

static enum status load(struct db *db, int64_t id, struct kept *s)
{
	bool there = false;
	enum status st = record_load(db, ENTITY_STAMP, id, &s->stamp);

	if (st == ST_OK)
		st = read_bytes(db, &s->stamp, "reply", &s->answer, &there);
	if (st == ST_OK && !there)
		s->lacks = "reply";
	if (st == ST_OK && there && was_trusted(s)) {
		st = read_bytes(db, &s->stamp, "ca", &s->ca, &there);
		if (!there)
			s->lacks = "ca";
	}
	s->query = stamp_query(&s->stamp);
	return st;
}

static void say_missing(struct check *k, const char *field)
{
	say(k, _("what was kept of it is missing or damaged (%s)"), field);
}

/* Whether the answer stands, and says what the record says. */
static bool holds(struct check *k, const struct kept *s, const struct tsa_answer *a)
{
	k->trusted = was_trusted(s);
	str_clear(&k->since);
	custody_time_words(a->time, &k->since);
	str_addf(&k->since, _(", by %s"), a->authority ? a->authority : "");
	if (a->state != TSA_TRUSTED && a->state != TSA_UNTRUSTED)
		say(k, _("the answer does not stand: %s"),
			a->why ? a->why : _("it cannot be read"));
	else if (k->trusted && a->state != TSA_TRUSTED)
		say(k, _("its certificate is not traced to the one that was trusted: %s"), a->why);
	else if (strcmp(a->time, record_show(&s->stamp, "stamped")) != 0 ||
		 strcmp(a->authority, record_show(&s->stamp, "authority")) != 0)
		say(k, _("the record says another time or authority than the answer"));
	else
		return true;
	return false;
}

/* ---- what it is of ---- */

static enum status check_exhibit(void *arg, int64_t id, const char *name, const char *sha256)
{
	struct check *k = arg;
	bool of_one = !strcmp(record_show(k->stamp, "of"), "exhibit");
	bool named = of_one || stamp_manifest_names(&k->manifest, name);

	if (of_one ? !strcmp(sha256, record_show(k->stamp, "sha256"))
		   : stamp_manifest_has(&k->manifest, sha256)) {
		if (!idset_has(&k->damaged, id)) {
			k->holds++;
			str_clear(&k->name);
			str_add(&k->name, name);
		}
	} else if (named) {
		say(k, _("exhibit %s has another SHA-256 than the one that was stamped"), name);
	}
	return ST_OK;
}

static enum status read_list(struct check *k, struct str *out, bool *there)
{
	enum status st = stamp_kept(k->db, k->stamp, "manifest", out);

	*there = st == ST_OK;
	if (st != ST_NOTFOUND && st != ST_DB && st != ST_NOTOURS)
		return st;
	say_missing(k, "manifest");
	return ST_OK;
}

static enum status check_exhibits(struct check *k)
{
	struct str list = STR_INIT, what = STR_INIT;
	int64_t exhibit = record_num(k->stamp, "exhibit");
	bool there = true;
	enum status st = ST_OK;

	k->holds = 0;
	if (!exhibit) {
		st = read_list(k, &list, &there);
		if (st == ST_OK && there &&
			strcmp(record_show(k->stamp, "manifest"),
				record_show(k->stamp, "sha256")) != 0) {
			say(k, _("the list that was kept is not the one that was stamped"));
			there = false;
		}
		stamp_manifest_read(&list, &k->manifest);
	}
	if (st == ST_OK && there)
		st = stamp_each_exhibit(k->db, k->exhibit ? k->exhibit : exhibit, check_exhibit, k);
	if (st == ST_OK && k->holds == 1)
		str_addf(&what, _("exhibit %s"), str_text(&k->name));
	else if (st == ST_OK && k->holds) {
		str_add_number(&what, k->holds);
		str_add(&what, _(" exhibits"));
	}
	if (what.len)
		tell(k, str_text(&what));
	stamp_manifest_free(&k->manifest);
	str_free(&what);
	return st;
}

static enum status check_journal(struct check *k)
{
	struct str what = STR_INIT;
	struct stmt *s;
	enum status st = stmt_get(k->db, "SELECT seq FROM journal WHERE hash = :hash", &s);

	if (st)
		return st;
	stmt_text(s, ":hash", record_show(k->stamp, "sha256"));
	st = stmt_step(s);
	if (st == ST_OK) {
		str_add(&what, _("the journal up to entry "));
		str_add_number(&what, stmt_get_int(s, 0));
		tell(k, str_text(&what));
	} else if (st == ST_END) {
		say(k, _("the head that was stamped is not in this journal: entries from before "
			 "were taken out or altered"));
		st = ST_OK;
	}
	stmt_done(s);
	str_free(&what);
	return st;
}

static enum status check_stamp(struct check *k, const struct kept *s, const struct tsa_look *looks)
{
	k->stamp = &s->stamp;
	if (s->lacks) {
		say_missing(k, s->lacks);
		return ST_OK;
	}
	if (!holds(k, s, &looks[s->look].out))
		return ST_OK;
	return strcmp(record_show(k->stamp, "of"), "journal") ? check_exhibits(k)
							      : check_journal(k);
}

/* ---- all of them ---- */

static enum status check_some(struct check *k, const int64_t *ids, size_t n)
{
	struct kept kept[AT_ONCE] = { 0 };
	struct tsa_look looks[AT_ONCE] = { 0 };
	size_t n_looks = 0;
	enum status st = ST_OK;

	for (size_t i = 0; i < n && st == ST_OK; i++) {
		st = load(k->db, ids[i], &kept[i]);
		kept[i].look = n_looks;
		looks[n_looks] = (struct tsa_look){
			.answer = &kept[i].answer, .query = &kept[i].query, .ca = &kept[i].ca
		};
		n_looks += st == ST_OK && !kept[i].lacks;
	}
	if (st == ST_OK && n_looks)
		st = k->look(k->db, looks, n_looks);
	for (size_t i = 0; i < n && st == ST_OK; i++)
		st = check_stamp(k, &kept[i], looks);
	for (size_t i = 0; i < n; i++) {
		tsa_answer_free(&looks[i].out);
		if (kept[i].stamp.entity)
			record_free(&kept[i].stamp);
		str_free(&kept[i].answer);
		str_free(&kept[i].ca);
	}
	return st;
}

/* The next ones; ST_END: there are no more behind them. */
static enum status list_some(struct stmt *s, int64_t ids[AT_ONCE], size_t *n)
{
	enum status st = ST_OK;

	for (*n = 0; *n < AT_ONCE && (st = stmt_step(s)) == ST_OK; ++*n)
		ids[*n] = stmt_get_int(s, 0);
	return st;
}

enum status stamp_verify(struct db *db, int64_t exhibit, const struct custody_batch *read,
	tsa_look_fn *look, verify_fn *found, verify_fn *proven, void *arg, int64_t *bad)
{
	struct check k = { .db = db,
		.look = look,
		.found = found,
		.proven = proven,
		.arg = arg,
		.exhibit = exhibit };
	int64_t ids[AT_ONCE];
	size_t n = 1;
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT id FROM stamp WHERE state IN ('trusted', 'untrusted') AND "
		"(:id = 0 OR \"of\" = 'all' OR exhibit = :id) ORDER BY stamped, id",
		&s);

	*bad = 0;
	if (st)
		return st;
	for (size_t i = 0; read && i < read->n; i++)
		if (read->items[i].sha256)
			idset_add(&k.damaged, read->items[i].exhibit);
	stmt_int(s, ":id", exhibit);
	while (st == ST_OK) {
		enum status more = list_some(s, ids, &n);

		st = n ? check_some(&k, ids, n) : ST_OK;
		if (st == ST_OK)
			st = more;
	}
	stmt_done(s);
	str_free(&k.since);
	str_free(&k.name);
	idset_clear(&k.damaged);
	*bad = k.bad;
	return st == ST_END ? ST_OK : st;
}
