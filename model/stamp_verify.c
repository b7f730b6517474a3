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

struct check {
	struct db *db;
	struct idset damaged; /* exhibits whose bytes are not those taken in */
	verify_fn *found, *proven;
	void *arg;
	int64_t exhibit;
	int64_t bad;
	/* the stamp that is looked at */
	struct record stamp;
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

	str_addf(&text, _("time stamp %s: "), record_show(&k->stamp, "ref"));
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

static enum status read_kept(struct check *k, const char *field, struct str *out, bool *there)
{
	enum status st = stamp_kept(k->db, &k->stamp, field, out);

	*there = st == ST_OK;
	if (st != ST_NOTFOUND && st != ST_DB && st != ST_NOTOURS)
		return st;
	say(k, _("what was kept of it is missing or damaged (%s)"), field);
	return ST_OK;
}

/* *whole: the answer stands, and says what the record says. */
static enum status check_answer(struct check *k, bool *whole)
{
	struct str answer = STR_INIT, ca = STR_INIT;
	const struct tsa_query q = stamp_query(&k->stamp);
	struct tsa_answer a = { 0 };
	bool is_trusted = !strcmp(record_show(&k->stamp, "state"), "trusted");
	enum status st = read_kept(k, "reply", &answer, whole);

	if (st == ST_OK && *whole && is_trusted)
		st = read_kept(k, "ca", &ca, whole);
	if (st || !*whole)
		goto out;
	*whole = false;
	tsa_check(str_text(&answer), answer.len, &q, &ca, &a);
	if (a.state != TSA_TRUSTED && a.state != TSA_UNTRUSTED)
		say(k, _("the answer does not stand: %s"), a.why ? a.why : _("it cannot be read"));
	else if (is_trusted && a.state != TSA_TRUSTED)
		say(k, _("its certificate is not traced to the one that was trusted: %s"), a.why);
	else if (strcmp(a.time, record_show(&k->stamp, "stamped")) != 0 ||
		 strcmp(a.authority, record_show(&k->stamp, "authority")) != 0)
		say(k, _("the record says another time or authority than the answer"));
	else
		*whole = true;
	k->trusted = is_trusted;
	str_clear(&k->since);
	custody_time_words(a.time, &k->since);
	str_addf(&k->since, _(", by %s"), a.authority ? a.authority : "");
out:
	tsa_answer_free(&a);
	str_free(&answer);
	str_free(&ca);
	return st;
}

/* ---- what it is of ---- */

static enum status check_exhibit(void *arg, int64_t id, const char *name, const char *sha256)
{
	struct check *k = arg;
	bool of_one = !strcmp(record_show(&k->stamp, "of"), "exhibit");
	bool named = of_one || stamp_manifest_names(&k->manifest, name);

	if (of_one ? !strcmp(sha256, record_show(&k->stamp, "sha256"))
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

static enum status check_exhibits(struct check *k)
{
	struct str list = STR_INIT, what = STR_INIT;
	int64_t exhibit = record_num(&k->stamp, "exhibit");
	bool there = true;
	enum status st = ST_OK;

	k->holds = 0;
	if (!exhibit) {
		st = read_kept(k, "manifest", &list, &there);
		if (st == ST_OK && there &&
			strcmp(record_show(&k->stamp, "manifest"),
				record_show(&k->stamp, "sha256")) != 0) {
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
	stmt_text(s, ":hash", record_show(&k->stamp, "sha256"));
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

static enum status check_stamp(struct check *k, int64_t id)
{
	bool whole = false, journal;
	enum status st = record_load(k->db, ENTITY_STAMP, id, &k->stamp);

	journal = st == ST_OK && !strcmp(record_show(&k->stamp, "of"), "journal");
	if (st == ST_OK)
		st = check_answer(k, &whole);
	if (st == ST_OK && whole)
		st = journal ? check_journal(k) : check_exhibits(k);
	record_free(&k->stamp);
	return st;
}

enum status stamp_verify(struct db *db, int64_t exhibit, const struct custody_batch *read,
	verify_fn *found, verify_fn *proven, void *arg, int64_t *bad)
{
	struct check k = {
		.db = db, .found = found, .proven = proven, .arg = arg, .exhibit = exhibit
	};
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
	while ((st = stmt_step(s)) == ST_OK) {
		st = check_stamp(&k, stmt_get_int(s, 0));
		if (st)
			break;
	}
	stmt_done(s);
	str_free(&k.since);
	str_free(&k.name);
	idset_clear(&k.damaged);
	*bad = k.bad;
	return st == ST_END ? ST_OK : st;
}
