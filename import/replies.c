#include "config.h"

#include "import/replies.h"

#include <stdlib.h>
#include <string.h>

#include "import/columns.h"
#include "import/dates.h"
#include "import/rejects.h"
#include "import/reply.h"
#include "model/change.h"
#include "model/i18n.h"
#include "model/letter.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/signers.h"
#include "model/text.h"

#define CELL_SHOWN 60 /* columns of what a row says, in a reason */

struct run {
	struct db *db;
	const struct replies_options *o;
	struct replies_summary *out;
	struct source *source;
	struct columns columns;
	struct dates dates;
	struct reply_people *people;
	struct rejects *rejects;
	struct change *change;
	int64_t current;               /* the number of the letter's text */
	struct str text[REPLY_FIELDS]; /* of the row */
	struct str reason;
	struct str name;
	struct str ref;
	char date[DATE_TEXT_MAX]; /* "" where none is given */
};

const char *reply_verdict_name(enum reply_verdict v)
{
	static const char *const names[REPLY_VERDICTS] = { [REPLY_CONFIRMS] = "confirmed",
		[REPLY_OLDER] = "older",
		[REPLY_DECLINES] = "declined",
		[REPLY_WITHDRAWS] = "withdrawn",
		[REPLY_KNOWN] = "known",
		[REPLY_REFUSED] = "refused" };

	return names[v];
}

void replies_summary_free(struct replies_summary *s)
{
	str_free(&s->found);
	str_free(&s->unused);
}

/* ---- the row ---- */

static const char *said(const struct run *r, enum reply_field f)
{
	return str_text(&r->text[f]);
}

/* As many bytes of it as a reason shows. */
static int shown(const struct run *r, enum reply_field f)
{
	return (int)text_fit(said(r, f), r->text[f].len, CELL_SHOWN, NULL);
}

/* Through the door: UTF-8, on one line. False: the reason is set. */
static bool take_cells(struct run *r, const struct csv_record *record)
{
	if (record->error) {
		str_add(&r->reason, record->error);
		return false;
	}
	for (int f = 0; f < REPLY_FIELDS; f++) {
		const int place = r->columns.of[f];
		const struct slice *cell;

		if (place < 0 || (size_t)place >= record->n_cells)
			continue;
		cell = &record->cells[place];
		if (cell->len && text_take(cell->text, cell->len, &r->text[f])) {
			str_addf(&r->reason, _("%s is not a text in UTF-8"),
				_(reply_columns.fields[f].label));
			return false;
		}
	}
	return true;
}

static bool take_date(struct run *r)
{
	struct date d;

	r->date[0] = '\0';
	if (!*said(r, REPLY_DATE))
		return true;
	if (date_from_file(said(r, REPLY_DATE), r->dates.order, &d) == ST_OK) {
		date_format(&d, r->date);
		return true;
	}
	str_addf(&r->reason, _("the date \"%.*s\" is none that can be read"), shown(r, REPLY_DATE),
		said(r, REPLY_DATE));
	return false;
}

/* "2", "v2", or a reference. */
static enum status find_version(struct run *r, const struct record *contact, int64_t *id)
{
	const char *text = said(r, REPLY_VERSION);
	const char *digits = text + (*text == 'v' || *text == 'V');
	char *end = NULL;
	const long long number = strtoll(digits, &end, 10);
	struct record letter;
	struct str ref = STR_INIT;
	enum status st;

	*id = 0;
	if (end != digits && !*end && number > 0)
		return letter_text_in(
			r->db, r->o->letter, number, record_get(contact, "language"), id);
	st = record_load(r->db, ENTITY_LETTER, r->o->letter, &letter);
	if (st == ST_OK) {
		str_addf(&ref, "%s/%s", record_show(&letter, "ref"), text);
		st = record_find(r->db, ENTITY_VERSION, str_text(&ref), id);
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

/* ---- what it does ---- */

static enum status set_version(struct run *r, struct record *cosigner, int64_t *number)
{
	struct record contact;
	int64_t version = 0;
	enum status st =
		record_load(r->db, ENTITY_CONTACT, record_num(cosigner, "contact"), &contact);

	*number = r->current;
	if (st == ST_OK && *said(r, REPLY_VERSION))
		st = find_version(r, &contact, &version);
	else if (st == ST_OK)
		st = letter_text_in(r->db, r->o->letter, r->current,
			record_get(&contact, "language"), &version);
	record_free(&contact);
	if (st)
		return st;
	if (!version) {
		str_addf(&r->reason,
			*said(r, REPLY_VERSION)
				? _("the letter has no version \"%.*s\"")
				: _("the letter has no text yet that somebody could agree to%.*s"),
			shown(r, REPLY_VERSION), said(r, REPLY_VERSION));
		return ST_OK;
	}
	st = number_of(r->db, version, number);
	return st ? st : record_set_num(r->db, cosigner, "version", version);
}

/* A yes never takes the place of one to a newer text. */
static enum status say_yes(struct run *r, struct record *cosigner, enum reply_verdict *verdict)
{
	const bool confirmed = !strcmp(record_show(cosigner, "state"), "confirmed");
	const int64_t version = record_num(cosigner, "version");
	int64_t known = 0, number = 0;
	enum status st = confirmed ? number_of(r->db, version, &known) : ST_OK;

	if (st == ST_OK)
		st = set_version(r, cosigner, &number);
	if (st || r->reason.len)
		return st;
	*verdict = number == r->current ? REPLY_CONFIRMS : REPLY_OLDER;
	if (known > number) {
		str_addf(&r->reason, _("version %lld was confirmed already, which is newer"),
			(long long)known);
		return ST_OK;
	}
	/* The same yes, be it to a translation: what is noted stays. */
	if (known == number && version)
		return record_set_num(r->db, cosigner, "version", version);
	return record_set_name(r->db, cosigner, "state", "confirmed");
}

static enum status set_answer(struct run *r, struct record *cosigner, enum reply_verdict *verdict)
{
	const char *state = record_show(cosigner, "state");

	switch (reply_answer_find(said(r, REPLY_ANSWER))) {
	case REPLY_YES:
		return say_yes(r, cosigner, verdict);
	case REPLY_NO:
		*verdict = REPLY_DECLINES;
		return record_set_name(r->db, cosigner, "state", "declined");
	case REPLY_BACK:
		*verdict = REPLY_WITHDRAWS;
		if (strcmp(state, "confirmed") != 0 && strcmp(state, "withdrawn") != 0) {
			str_add(&r->reason,
				_("they have not signed, so there is nothing to take back"));
			return ST_OK;
		}
		return record_set_name(r->db, cosigner, "state", "withdrawn");
	case REPLY_NONE:
		break;
	}
	str_addf(&r->reason,
		*said(r, REPLY_ANSWER)
			? _("the answer \"%.*s\" is none that is known; write yes, no or withdrawn")
			: _("it gives no answer%.*s"),
		shown(r, REPLY_ANSWER), said(r, REPLY_ANSWER));
	return ST_OK;
}

/* An answer of an earlier day than the one that is known says nothing new. */
static bool is_late(struct run *r, const struct record *cosigner)
{
	const char *known = record_show(cosigner, "date");

	if (!*r->date || !*known || strlen(known) != strlen(r->date) || strcmp(r->date, known) >= 0)
		return false;
	str_addf(&r->reason, _("a later answer is known, of %s"), known);
	return true;
}

static enum status set_text(
	struct run *r, struct record *cosigner, const char *field, enum reply_field from)
{
	return *said(r, from) ? record_set_name(r->db, cosigner, field, said(r, from)) : ST_OK;
}

/* The day that the file gives, and not the one of today; where saving has set that, once more. */
static enum status save(struct run *r, struct record *cosigner)
{
	enum status st = record_save(r->change, cosigner);

	if (st == ST_OK && *r->date && strcmp(record_show(cosigner, "date"), r->date) != 0) {
		st = record_set_name(r->db, cosigner, "date", r->date);
		if (st == ST_OK)
			st = record_save(r->change, cosigner);
	}
	return st;
}

/* What a value that the model refuses means for the row; other failures end the import. */
static enum status blame(struct run *r, enum status st)
{
	if (st != ST_INVALID && st != ST_NOTFOUND && st != ST_CONFLICT)
		return st;
	str_add(&r->reason, db_error(r->db));
	return ST_OK;
}

static bool same_answer(const struct record *a, const struct record *b)
{
	return !strcmp(record_show(a, "state"), record_show(b, "state")) &&
	       record_num(a, "version") == record_num(b, "version") &&
	       !strcmp(record_show(a, "signed_by"), record_show(b, "signed_by")) &&
	       !strcmp(record_show(a, "office"), record_show(b, "office"));
}

static enum status answer(struct run *r, int64_t id, enum reply_verdict *verdict)
{
	struct record cosigner, before;
	enum status st = record_load(r->db, ENTITY_COSIGNER, id, &cosigner);

	record_copy(&before, &cosigner);
	if (st == ST_OK) {
		str_add(&r->ref, record_show(&cosigner, "ref"));
		str_clear(&r->name);
		st = signer_name(r->db, &cosigner, &r->name);
	}
	if (st == ST_OK && !is_late(r, &cosigner))
		st = blame(r, set_answer(r, &cosigner, verdict));
	if (st == ST_OK && !r->reason.len)
		st = blame(r, set_text(r, &cosigner, "signed_by", REPLY_SIGNED_BY));
	if (st == ST_OK && !r->reason.len)
		st = blame(r, set_text(r, &cosigner, "office", REPLY_OFFICE));
	if (st == ST_OK && !r->reason.len && same_answer(&before, &cosigner))
		*verdict = REPLY_KNOWN;
	else if (st == ST_OK && !r->reason.len)
		st = blame(r, save(r, &cosigner));
	record_free(&cosigner);
	record_free(&before);
	return st;
}

static enum status take_row(struct run *r, const struct csv_record *record)
{
	enum reply_verdict verdict = REPLY_REFUSED;
	int64_t id = 0;
	enum status st = ST_OK;

	for (int f = 0; f < REPLY_FIELDS; f++)
		str_clear(&r->text[f]);
	str_clear(&r->reason);
	str_clear(&r->name);
	str_clear(&r->ref);
	if (take_cells(r, record) && take_date(r))
		id = reply_people_find(r->people, said(r, REPLY_COSIGNER), said(r, REPLY_EMAIL),
			said(r, REPLY_NAME), &r->reason);
	str_add(&r->name, *said(r, REPLY_NAME)    ? said(r, REPLY_NAME)
			  : *said(r, REPLY_EMAIL) ? said(r, REPLY_EMAIL)
						  : said(r, REPLY_COSIGNER));
	if (id)
		st = answer(r, id, &verdict);
	if (st)
		return st;
	if (r->reason.len)
		verdict = REPLY_REFUSED;
	if (verdict == REPLY_REFUSED && r->rejects)
		rejects_put(r->rejects, record, str_text(&r->reason));
	r->out->read++;
	r->out->n[verdict]++;
	if (r->o->row)
		r->o->row(r->o->arg, &(struct reply_row){ record->line, verdict, str_text(&r->ref),
					     str_text(&r->name), str_text(&r->reason) });
	return ST_OK;
}

/* ---- the file ---- */

static enum status read_rows(struct run *r)
{
	struct csv_record record;
	enum status st = source_next(r->source, &record); /* the header */

	while (st == ST_OK && (st = source_next(r->source, &record)) == ST_OK) {
		st = take_row(r, &record);
		if (st == ST_OK)
			st = change_flush(r->change);
		if (st == ST_OK)
			st = db_progress(r->db, _("replies"), source_offset(r->source),
				source_found(r->source)->size);
	}
	return st == ST_END ? ST_OK : st;
}

static enum status prepare(struct run *r)
{
	struct csv_record header;
	enum status st = source_open(r->db, r->o->path, &r->o->source, &r->source);

	if (st)
		return st;
	source_tell(r->source, &r->out->found);
	st = source_next(r->source, &header);
	if (st == ST_END)
		st = db_fail(r->db, ST_INVALID, NULL, _("%s is empty"), r->o->path);
	if (st == ST_OK)
		st = columns_read(r->db, &reply_columns, &header, r->o->maps, &r->columns);
	if (st == ST_OK && r->o->rejects && !r->o->dry_run)
		st = rejects_open(r->db, r->o->rejects, &header,
			source_found(r->source)->dialect.separator, &r->rejects);
	if (st == ST_OK) {
		str_add(&r->out->unused, str_text(&r->columns.unused));
		st = dates_settle(
			r->db, r->source, r->columns.of[REPLY_DATE], r->o->dates, &r->dates);
	}
	if (st == ST_OK)
		st = letter_current(r->db, r->o->letter, &r->current);
	return st ? st : reply_people_read(r->db, r->o->letter, &r->people);
}

static enum status label(struct run *r)
{
	struct record letter;
	struct str many = STR_INIT;
	int64_t n = r->out->read - r->out->n[REPLY_KNOWN] - r->out->n[REPLY_REFUSED];
	enum status st = record_load(r->db, ENTITY_LETTER, r->o->letter, &letter);

	str_add_number(&many, n);
	if (st == ST_OK)
		change_label(r->change,
			ngettext("import %s reply to %s", "import %s replies to %s",
				(unsigned long)n),
			str_text(&many), record_show(&letter, "ref"));
	record_free(&letter);
	str_free(&many);
	return st;
}

static enum status apply(struct run *r)
{
	enum status st = change_begin(r->db, &r->change, "import replies");

	if (st == ST_OK)
		st = read_rows(r);
	if (st == ST_OK)
		st = source_unchanged(r->source);
	if (st == ST_OK)
		st = label(r);
	if (st == ST_OK && !r->o->dry_run)
		st = change_commit(r->change);
	else
		change_cancel(r->change);
	return st;
}

enum status import_replies(
	struct db *db, const struct replies_options *o, struct replies_summary *out)
{
	struct run r = { .db = db, .o = o, .out = out };
	enum status st, closed;

	memset(out, 0, sizeof(*out));
	st = prepare(&r);
	if (st == ST_OK)
		st = apply(&r);
	closed = rejects_close(r.rejects, st == ST_OK && out->n[REPLY_REFUSED]);
	if (st == ST_OK)
		st = closed;
	if (st == ST_OK && !o->dry_run)
		st = columns_remember(db, &r.columns);
	for (int f = 0; f < REPLY_FIELDS; f++)
		str_free(&r.text[f]);
	str_free(&r.reason);
	str_free(&r.name);
	str_free(&r.ref);
	reply_people_free(r.people);
	if (r.columns.set)
		columns_free(&r.columns);
	source_close(r.source);
	return st;
}
