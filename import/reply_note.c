/* What the answer in a row of replies changes of a cosigner. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/reply.h"
#include "model/i18n.h"
#include "model/letter.h"
#include "model/signers.h"
#include "model/text.h"

#define CELL_SHOWN 60 /* columns of what a row says, in a reason */

static const char *said(const struct reply_note *n, enum reply_field f)
{
	return str_text(&n->text[f]);
}

int reply_shown(const struct reply_note *n, enum reply_field f)
{
	return (int)text_fit(said(n, f), n->text[f].len, CELL_SHOWN, NULL);
}

static bool is(const struct record *cosigner, const char *state)
{
	return !strcmp(record_show(cosigner, "state"), state);
}

/* ---- to which text ---- */

/* "2", "v2", or a reference. */
static enum status find_version(struct reply_note *n, const struct record *contact, int64_t *id)
{
	const char *text = said(n, REPLY_VERSION);
	const char *digits = text + (*text == 'v' || *text == 'V');
	char *end = NULL;
	const long long number = strtoll(digits, &end, 10);
	struct record letter;
	struct str ref = STR_INIT;
	enum status st;

	*id = 0;
	if (end != digits && !*end && number > 0)
		return letter_text_in(
			n->db, n->letter, number, record_get(contact, "language"), id);
	st = record_load(n->db, ENTITY_LETTER, n->letter, &letter);
	if (st == ST_OK) {
		str_addf(&ref, "%s/%s", record_show(&letter, "ref"), text);
		st = record_find(n->db, ENTITY_VERSION, str_text(&ref), id);
	}
	record_free(&letter);
	str_free(&ref);
	if (st == ST_NOTFOUND || st == ST_CONFLICT || st == ST_INVALID) {
		*id = 0;
		st = ST_OK;
	}
	return st;
}

static enum status number_of(struct db *db, int64_t version, int64_t *out)
{
	struct record r;
	enum status st;

	*out = 0;
	if (!version)
		return ST_OK;
	st = record_load(db, ENTITY_VERSION, version, &r);
	if (st == ST_OK)
		*out = record_num(&r, "number");
	record_free(&r);
	return st;
}

/*
 * The text of the day on which they answered; the one of now where no day is given. A sheet that is
 * read again after the text was changed must not move anybody to the new one.
 */
static enum status find_text_of_day(
	struct reply_note *n, const struct record *contact, int64_t *version)
{
	int64_t number = n->current;
	struct date day;
	enum status st = ST_OK;

	if (*n->date && date_parse(n->date, &day) == ST_OK)
		st = letter_current_on(n->db, n->letter, &day, &number);
	if (st == ST_OK && !number && n->current)
		str_addf(&n->reason,
			_("the answer is of %s, before the letter's texts came in; add a column "
			  "version that says to which it is"),
			n->date);
	return st ? st
		  : letter_text_in(
			    n->db, n->letter, number, record_get(contact, "language"), version);
}

static enum status set_version(struct reply_note *n, struct record *cosigner, int64_t *number)
{
	struct record contact;
	int64_t version = 0;
	enum status st =
		record_load(n->db, ENTITY_CONTACT, record_num(cosigner, "contact"), &contact);

	if (st == ST_OK && *said(n, REPLY_VERSION))
		st = find_version(n, &contact, &version);
	else if (st == ST_OK)
		st = find_text_of_day(n, &contact, &version);
	record_free(&contact);
	if (st || n->reason.len)
		return st;
	if (!version) {
		str_addf(&n->reason,
			*said(n, REPLY_VERSION)
				? _("the letter has no version \"%.*s\"")
				: _("the letter has no text yet that somebody could agree to%.*s"),
			reply_shown(n, REPLY_VERSION), said(n, REPLY_VERSION));
		return ST_OK;
	}
	st = number_of(n->db, version, number);
	return st ? st : record_set_num(n->db, cosigner, "version", version);
}

/* ---- what was answered before ---- */

/* How the days of two answers stand: below 0 where this one is the earlier; 0: none is later. */
static int against_known(const struct reply_note *n, const struct record *cosigner)
{
	const char *known = record_show(cosigner, "date");

	if (!*n->date || !*known || strlen(known) != strlen(n->date))
		return 0;
	return strcmp(n->date, known);
}

static int against_said(const struct reply_note *n)
{
	const struct reply_said *s = n->said;

	if (*n->date && *s->date && strcmp(n->date, s->date) != 0)
		return strcmp(n->date, s->date);
	if (n->time < 0 || s->time < 0)
		return 0;
	return (n->time > s->time) - (n->time < s->time);
}

/*
 * Two answers of one in a file, of which none is the later: the first is taken, and the other is
 * told. That a yes is taken back follows it by its nature.
 */
static bool contradicts_file(struct reply_note *n, enum reply_answer answer)
{
	const struct reply_said *s = n->said;
	int order;

	if (!s->line || s->answer == answer)
		return false;
	order = against_said(n);
	if (order > 0 || (order == 0 && s->answer == REPLY_YES && answer == REPLY_BACK))
		return false;
	if (order < 0)
		str_addf(&n->reason, _("line %lld has a later answer"), (long long)s->line);
	else
		str_addf(&n->reason,
			_("line %lld says otherwise, and no date or time says which is the later"),
			(long long)s->line);
	return true;
}

/* An answer of an earlier day than the one that is known says nothing new. */
static bool is_late(struct reply_note *n, const struct record *cosigner)
{
	if (against_known(n, cosigner) >= 0)
		return false;
	str_addf(&n->reason, _("a later answer is known, of %s"), record_show(cosigner, "date"));
	return true;
}

/* A no or a withdrawal stands until somebody says yes on a later day, or later in this file. */
static bool brings_back(struct reply_note *n, const struct record *cosigner)
{
	const bool withdrawn = is(cosigner, "withdrawn");
	const char *known = record_show(cosigner, "date");

	if (!withdrawn && !is(cosigner, "declined"))
		return false;
	if (against_known(n, cosigner) > 0 || (*n->date && !*known) ||
		(n->said->line && against_said(n) > 0))
		return false;
	str_addf(&n->reason,
		withdrawn ? _("they withdrew on %s; only a yes of a later day brings them back")
			  : _("they declined on %s; only a yes of a later day changes that"),
		known);
	return true;
}

/* ---- the answer ---- */

/* Where a yes to an older text is known, only a later one is to the text of now. */
static bool is_yes_of_old(struct reply_note *n, const struct record *cosigner, int64_t known,
	enum reply_verdict *verdict)
{
	if (!known || known == n->current || *said(n, REPLY_VERSION))
		return false;
	if (!*n->date)
		str_addf(&n->reason,
			_("version %lld was confirmed already; a date or a column version says "
			  "whether this is a yes to version %lld"),
			(long long)known, (long long)n->current);
	else if (against_known(n, cosigner) > 0)
		return false;
	*verdict = REPLY_OLDER;
	return true;
}

/* A yes never takes the place of one to a newer text. */
static enum status say_yes(
	struct reply_note *n, struct record *cosigner, enum reply_verdict *verdict)
{
	const int64_t version = record_num(cosigner, "version");
	int64_t known = 0, number = 0;
	enum status st = is(cosigner, "confirmed") ? number_of(n->db, version, &known) : ST_OK;

	if (st != ST_OK || brings_back(n, cosigner) || is_yes_of_old(n, cosigner, known, verdict))
		return st;
	st = set_version(n, cosigner, &number);
	if (st || n->reason.len)
		return st;
	*verdict = number == n->current ? REPLY_CONFIRMS : REPLY_OLDER;
	if (known > number) {
		str_addf(&n->reason, _("version %lld was confirmed already, which is newer"),
			(long long)known);
		return ST_OK;
	}
	/* The same yes, be it to a translation: what is noted stays. */
	if (known == number && version)
		return record_set_num(n->db, cosigner, "version", version);
	return record_set_name(n->db, cosigner, "state", "confirmed");
}

static enum status set_answer(struct reply_note *n, struct record *cosigner,
	enum reply_answer answer, enum reply_verdict *verdict)
{
	switch (answer) {
	case REPLY_YES:
		return say_yes(n, cosigner, verdict);
	case REPLY_NO:
		*verdict = REPLY_DECLINES;
		return record_set_name(n->db, cosigner, "state", "declined");
	case REPLY_BACK:
		*verdict = REPLY_WITHDRAWS;
		if (!is(cosigner, "confirmed") && !is(cosigner, "withdrawn")) {
			str_add(&n->reason,
				_("they have not signed, so there is nothing to take back"));
			return ST_OK;
		}
		return record_set_name(n->db, cosigner, "state", "withdrawn");
	case REPLY_NONE:
		break;
	}
	str_addf(&n->reason,
		_("the answer \"%.*s\" is none that is known; write yes, no or withdrawn"),
		reply_shown(n, REPLY_ANSWER), said(n, REPLY_ANSWER));
	return ST_OK;
}

static enum status set_text(
	struct reply_note *n, struct record *cosigner, const char *field, enum reply_field from)
{
	return *said(n, from) ? record_set_name(n->db, cosigner, field, said(n, from)) : ST_OK;
}

/* A column "position" is an office, or, as in the board that we write ourselves, a place. */
static bool says_office(const struct reply_note *n)
{
	const char *office = said(n, REPLY_OFFICE);

	return office[strspn(office, "0123456789")] != '\0';
}

/* The day that the file gives, and not the one of today; where saving has set that, once more. */
static enum status save(struct reply_note *n, struct record *cosigner)
{
	enum status st = record_save(n->change, cosigner);

	if (st == ST_OK && *n->date && strcmp(record_show(cosigner, "date"), n->date) != 0) {
		st = record_set_name(n->db, cosigner, "date", n->date);
		if (st == ST_OK)
			st = record_save(n->change, cosigner);
	}
	return st;
}

/* What a value that the model refuses means for the row; other failures end the import. */
static enum status blame(struct reply_note *n, enum status st)
{
	if (st != ST_INVALID && st != ST_NOTFOUND && st != ST_CONFLICT)
		return st;
	str_add(&n->reason, db_error(n->db));
	return ST_OK;
}

static bool same_answer(const struct record *a, const struct record *b)
{
	return !strcmp(record_show(a, "state"), record_show(b, "state")) &&
	       record_num(a, "version") == record_num(b, "version") &&
	       !strcmp(record_show(a, "signed_by"), record_show(b, "signed_by")) &&
	       !strcmp(record_show(a, "office"), record_show(b, "office"));
}

static void remember(struct reply_note *n, enum reply_answer answer)
{
	n->said->line = n->line;
	n->said->answer = answer;
	n->said->time = n->time;
	memcpy(n->said->date, n->date, sizeof(n->date));
}

static enum status name_cosigner(struct reply_note *n, const struct record *cosigner)
{
	str_add(&n->ref, record_show(cosigner, "ref"));
	str_clear(&n->name);
	return signer_name(n->db, cosigner, &n->name);
}

enum status reply_note(struct reply_note *n, int64_t id, enum reply_verdict *verdict)
{
	const enum reply_answer answer = reply_answer_find(said(n, REPLY_ANSWER));
	struct record cosigner, before;
	enum status st = record_load(n->db, ENTITY_COSIGNER, id, &cosigner);

	record_copy(&before, &cosigner);
	if (st == ST_OK)
		st = name_cosigner(n, &cosigner);
	/* A sheet of all who were asked has nothing yet of those who have not answered. */
	if (st != ST_OK || !*said(n, REPLY_ANSWER)) {
		*verdict = REPLY_KNOWN;
		goto out;
	}
	if (!contradicts_file(n, answer) && !is_late(n, &cosigner))
		st = blame(n, set_answer(n, &cosigner, answer, verdict));
	if (st == ST_OK && !n->reason.len)
		st = blame(n, set_text(n, &cosigner, "signed_by", REPLY_SIGNED_BY));
	if (st == ST_OK && !n->reason.len && says_office(n))
		st = blame(n, set_text(n, &cosigner, "office", REPLY_OFFICE));
	if (st == ST_OK && !n->reason.len && same_answer(&before, &cosigner))
		*verdict = REPLY_KNOWN;
	else if (st == ST_OK && !n->reason.len)
		st = blame(n, save(n, &cosigner));
	if (st == ST_OK && !n->reason.len)
		remember(n, answer);
out:
	record_free(&cosigner);
	record_free(&before);
	return st;
}
