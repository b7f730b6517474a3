#include "config.h"

#include "import/replies.h"

#include <stdio.h>
#include <string.h>

#include "import/columns.h"
#include "import/dates.h"
#include "import/rejects.h"
#include "import/reply.h"
#include "model/change.h"
#include "model/date_long.h"
#include "model/i18n.h"
#include "model/letter.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/signers.h"
#include "model/text.h"

struct run {
	struct db *db;
	const struct replies_options *o;
	struct replies_summary *out;
	struct source *source;
	struct columns columns;
	struct dates dates;
	struct reply_people *people;
	struct rejects *rejects;
	struct reply_note note;      /* of the row */
	struct date last;            /* the day that may stand on an answer */
	char sign_by[DATE_TEXT_MAX]; /* "": the letter has no last day */
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
	str_free(&s->sign_by);
}

void replies_late(const struct replies_summary *s, struct str *out)
{
	struct str day = STR_INIT, n = STR_INIT;

	if (!s->after)
		return;
	date_long(str_text(&s->sign_by), NULL, &day);
	str_add_number(&n, s->after);
	str_addf(out,
		ngettext("%s signed after the last day to sign, %s, and is counted",
			"%s signed after the last day to sign, %s, and are counted",
			(unsigned long)s->after),
		str_text(&n), str_text(&day));
	str_free(&day);
	str_free(&n);
}

/* ---- the row ---- */

static const char *said(const struct run *r, enum reply_field f)
{
	return str_text(&r->note.text[f]);
}

/* Through the door: UTF-8, on one line. False: the reason is set. */
static bool take_cells(struct run *r, const struct csv_record *record)
{
	if (record->error) {
		str_add(&r->note.reason, record->error);
		return false;
	}
	for (int f = 0; f < REPLY_FIELDS; f++) {
		const int place = r->columns.of[f];
		const struct slice *cell;

		if (place < 0 || (size_t)place >= record->n_cells)
			continue;
		cell = &record->cells[place];
		if (cell->len && text_take(cell->text, cell->len, &r->note.text[f])) {
			str_addf(&r->note.reason, _("%s is not a text in UTF-8"),
				_(reply_columns.fields[f].label));
			return false;
		}
	}
	return true;
}

static bool take_date(struct run *r)
{
	const char *text = said(r, REPLY_DATE);
	const int shown = reply_shown(&r->note, REPLY_DATE);
	struct date d;

	r->note.date[0] = '\0';
	r->note.time = reply_time(text);
	if (!*text)
		return true;
	if (date_from_file(text, r->dates.order, &d) != ST_OK) {
		str_addf(&r->note.reason, _("the date \"%.*s\" is none that can be read"), shown,
			text);
		return false;
	}
	if (date_compare(&d, &r->last) > 0) {
		str_addf(&r->note.reason, _("the date \"%.*s\" has not come yet"), shown, text);
		return false;
	}
	date_format(&d, r->note.date);
	return true;
}

/* Counted all the same: whoever runs the letter decides about the last day. */
static void count_after(struct run *r, enum reply_verdict verdict)
{
	struct date today = date_today();
	char day[DATE_TEXT_MAX];

	date_format(&today, day);
	if ((verdict == REPLY_CONFIRMS || verdict == REPLY_OLDER) && *r->sign_by &&
		strcmp(*r->note.date ? r->note.date : day, r->sign_by) > 0)
		r->out->after++;
}

static enum status take_row(struct run *r, const struct csv_record *record)
{
	enum reply_verdict verdict = REPLY_REFUSED;
	int64_t id = 0;
	enum status st = ST_OK;

	for (int f = 0; f < REPLY_FIELDS; f++)
		str_clear(&r->note.text[f]);
	r->note.line = record->line;
	str_clear(&r->note.reason);
	str_clear(&r->note.name);
	str_clear(&r->note.ref);
	if (take_cells(r, record) && take_date(r))
		id = reply_people_find(r->people, said(r, REPLY_COSIGNER), said(r, REPLY_EMAIL),
			said(r, REPLY_NAME), &r->note.reason);
	str_add(&r->note.name, *said(r, REPLY_NAME)    ? said(r, REPLY_NAME)
			       : *said(r, REPLY_EMAIL) ? said(r, REPLY_EMAIL)
						       : said(r, REPLY_COSIGNER));
	if (id) {
		r->note.said = reply_people_said(r->people, id);
		st = reply_note(&r->note, id, &verdict);
	}
	if (st)
		return st;
	if (r->note.reason.len)
		verdict = REPLY_REFUSED;
	if (verdict == REPLY_REFUSED && r->rejects)
		rejects_put(r->rejects, record, str_text(&r->note.reason));
	r->out->read++;
	r->out->n[verdict]++;
	count_after(r, verdict);
	if (r->o->row)
		r->o->row(r->o->arg,
			&(struct reply_row){ record->line, verdict, str_text(&r->note.ref),
				str_text(&r->note.name), str_text(&r->note.reason) });
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
			st = change_flush(r->note.change);
		if (st == ST_OK)
			st = db_progress(r->db, _("replies"), source_offset(r->source),
				source_found(r->source)->size);
	}
	return st == ST_END ? ST_OK : st;
}

static enum status load_letter(struct run *r)
{
	struct record letter;
	enum status st = record_load(r->db, ENTITY_LETTER, r->o->letter, &letter);

	if (st == ST_OK) {
		str_add(&r->out->sign_by, record_show(&letter, "sign_by"));
		snprintf(r->sign_by, sizeof(r->sign_by), "%s", str_text(&r->out->sign_by));
		st = letter_current(r->db, r->o->letter, &r->note.current);
	}
	record_free(&letter);
	return st;
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
		st = load_letter(r);
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
		change_label(r->note.change,
			ngettext("import %s reply to %s", "import %s replies to %s",
				(unsigned long)n),
			str_text(&many), record_show(&letter, "ref"));
	record_free(&letter);
	str_free(&many);
	return st;
}

static enum status apply(struct run *r)
{
	enum status st = change_begin(r->db, &r->note.change, "import replies");

	if (st == ST_OK)
		st = read_rows(r);
	if (st == ST_OK)
		st = source_unchanged(r->source);
	if (st == ST_OK)
		st = label(r);
	if (st == ST_OK && !r->o->dry_run)
		st = change_commit(r->note.change);
	else
		change_cancel(r->note.change);
	return st;
}

enum status import_replies(
	struct db *db, const struct replies_options *o, struct replies_summary *out)
{
	const struct date today = date_today();
	struct run r = { .db = db,
		.o = o,
		.out = out,
		.note = { .db = db, .letter = o->letter },
		/* Somewhere it is tomorrow already. */
		.last = date_from_days(date_to_days(&today) + 1) };
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
		str_free(&r.note.text[f]);
	str_free(&r.note.reason);
	str_free(&r.note.name);
	str_free(&r.note.ref);
	reply_people_free(r.people);
	if (r.columns.set)
		columns_free(&r.columns);
	source_close(r.source);
	return st;
}
