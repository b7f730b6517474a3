#include "config.h"

#include "model/answer.h"

#include <string.h>

#include "model/change.h"
#include "model/date.h"
#include "model/i18n.h"
#include "model/letter.h"
#include "model/record.h"
#include "model/signers.h"

struct noting {
	struct db *db;
	struct change *change;
	int64_t letter;
	int64_t current; /* the number of its text */
	enum answer answer;
};

static bool is(const struct record *cosigner, const char *state)
{
	return !strcmp(record_show(cosigner, "state"), state);
}

static enum status refuse(const struct noting *n, const struct record *cosigner)
{
	struct str name = STR_INIT;
	enum status st = signer_name(n->db, cosigner, &name);

	if (st == ST_OK)
		st = db_fail(n->db, ST_INVALID, "state",
			n->answer == ANSWER_WITHDRAW
				? _("%s has not signed, so there is nothing to take back")
				: _("%s has answered, and is not reminded"),
			str_text(&name));
	str_free(&name);
	return st;
}

/* A yes to the current text is kept as it is, one to another gives way to one to the current. */
static enum status confirm(const struct noting *n, struct record *cosigner)
{
	const int64_t id = record_num(cosigner, "version");
	int64_t number = 0;
	enum status st = ST_OK;

	if (is(cosigner, "confirmed") && id) {
		struct record version;

		st = record_load(n->db, ENTITY_VERSION, id, &version);
		number = st == ST_OK ? record_num(&version, "number") : 0;
		record_free(&version);
		if (st || number == n->current)
			return st;
	}
	st = record_set_name(n->db, cosigner, "version", NULL);
	if (st == ST_OK)
		st = record_set_name(n->db, cosigner, "state", "confirmed");
	return st ? st : letter_give_current(n->db, cosigner);
}

static enum status withdraw(const struct noting *n, struct record *cosigner)
{
	if (!is(cosigner, "confirmed") && !is(cosigner, "withdrawn"))
		return refuse(n, cosigner);
	return record_set_name(n->db, cosigner, "state", "withdrawn");
}

/* One who signed an older text is asked again, and what was signed stays. */
static enum status remind(const struct noting *n, struct record *cosigner)
{
	struct date today = date_today();
	char day[DATE_TEXT_MAX];
	enum status st = ST_OK;

	if (is(cosigner, "declined") || is(cosigner, "withdrawn"))
		return refuse(n, cosigner);
	date_format(&today, day);
	if (!is(cosigner, "confirmed"))
		st = record_set_name(n->db, cosigner, "state", "reminded");
	return st ? st : record_set_name(n->db, cosigner, "reminded", day);
}

static enum status note(const struct noting *n, int64_t id, int64_t *changed)
{
	struct record r;
	int64_t before;
	enum status st = record_load(n->db, ENTITY_COSIGNER, id, &r);

	before = r.version;
	if (st == ST_NOTFOUND || (st == ST_OK && record_num(&r, "letter") != n->letter)) {
		record_free(&r);
		return ST_OK;
	}
	if (st == ST_OK && n->answer == ANSWER_CONFIRM)
		st = confirm(n, &r);
	else if (st == ST_OK && n->answer == ANSWER_DECLINE)
		st = record_set_name(n->db, &r, "state", "declined");
	else if (st == ST_OK && n->answer == ANSWER_WITHDRAW)
		st = withdraw(n, &r);
	else if (st == ST_OK)
		st = remind(n, &r);
	if (st == ST_OK)
		st = record_save(n->change, &r);
	*changed += st == ST_OK && r.version != before;
	record_free(&r);
	return st;
}

static void label(const struct noting *n, int64_t changed, const char *ref)
{
	struct str text = STR_INIT;
	const unsigned long many = (unsigned long)changed;

	str_add_number(&text, changed);
	str_add(&text, ngettext(" cosigner of ", " cosigners of ", many));
	str_add(&text, ref);
	switch (n->answer) {
	case ANSWER_CONFIRM:
		str_add(&text, _(" confirmed"));
		break;
	case ANSWER_DECLINE:
		str_add(&text, _(" declined"));
		break;
	case ANSWER_WITHDRAW:
		str_add(&text, _(" withdrew"));
		break;
	case ANSWER_REMIND:
		str_add(&text, _(" reminded"));
		break;
	}
	change_label(n->change, "%s", str_text(&text));
	str_free(&text);
}

enum status answer_note(struct db *db, int64_t letter, const struct idset *cosigners,
	enum answer answer, int64_t *changed)
{
	struct noting n = { .db = db, .letter = letter, .answer = answer };
	struct record of;
	int64_t seen = 0;
	enum status st = record_load(db, ENTITY_LETTER, letter, &of);

	*changed = 0;
	if (st == ST_OK)
		st = letter_current(db, letter, &n.current);
	if (st == ST_OK)
		st = change_begin(db, &n.change, "answers");
	for (int64_t id = 0; st == ST_OK && (id = idset_next(cosigners, id)) != 0;) {
		st = note(&n, id, changed);
		if (st == ST_OK)
			st = change_flush(n.change);
		if (st == ST_OK)
			st = db_progress(db, _("cosigners"), ++seen, cosigners->count);
	}
	if (st == ST_OK) {
		label(&n, *changed, record_show(&of, "ref"));
		st = change_commit(n.change);
	} else {
		change_cancel(n.change);
	}
	if (st)
		*changed = 0;
	record_free(&of);
	return st;
}
