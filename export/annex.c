/*
 * The signatory annex: the names that may be shown, and the number of those that may not; or their
 * initials alone; or how many from where.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>

#include "export/part.h"
#include "export/roll_file.h"
#include "export/sheet.h"
#include "model/country.h"
#include "model/i18n.h"
#include "model/initials.h"
#include "model/roll.h"

static const char *const name_heads[] = { "No.", "Name", "Place", "Date", NULL };
static const char *const initial_heads[] = { "No.", "Initials", "Place", "Date", NULL };
static const char *const place_heads[] = { "Country", "City", "Signatures", NULL };

struct annex {
	struct book *book;
	struct sheet sheet;
	int64_t n; /* names written */
};

/* How many signed, how many of them stand here, and how many do not; never who. */
static void write_statement(struct book *b)
{
	char counted[BOOK_NUMBER_MAX], named[BOOK_NUMBER_MAX], unnamed[BOOK_NUMBER_MAX];

	book_number(b->count.counted, counted);
	book_number(b->named, named);
	book_number(b->count.counted - b->named, unnamed);
	if (b->form == ROLL_COUNTS)
		book_para(b,
			"Valid signatures: %s. This annex says how many are from where; it names "
			"nobody.",
			counted);
	else if (b->form == ROLL_INITIALS)
		book_para(b,
			"Valid signatures: %s. Listed in this annex by their initials, as those "
			"who "
			"signed allow: %s. Counted without: %s.",
			counted, named, unnamed);
	else
		book_para(b,
			"Valid signatures: %s. Named in this annex, as those who signed allow: %s. "
			"Counted without a name: %s.",
			counted, named, unnamed);
}

/* "Signatories 501–1,000 of 35,212". */
static void open_appendix(struct book *b, int64_t from)
{
	char id[32], label[32], title[128];
	char first[BOOK_NUMBER_MAX], last[BOOK_NUMBER_MAX], all[BOOK_NUMBER_MAX];
	int64_t number = (from - 1) / DOCBOOK_TABLE_ROWS + 1;
	int64_t to = from + DOCBOOK_TABLE_ROWS - 1;

	if (to > b->named)
		to = b->named;
	snprintf(id, sizeof(id), "sig-%" PRId64, number);
	snprintf(label, sizeof(label), "S%" PRId64, number);
	if (b->named)
		snprintf(title, sizeof(title), "Signatories %s–%s of %s", book_number(from, first),
			book_number(to, last), book_number(b->named, all));
	else
		snprintf(title, sizeof(title), "Signatories");
	book_open(b, "appendix", "signatories", id);
	docbook_attr(b->out, "label", label);
	book_title(b, title);
	if (number == 1)
		write_statement(b);
}

/* "Haifa, Israel". */
static void write_place(struct sheet *s, const struct signatory *who)
{
	char code[3] = "";
	const char *name = NULL;

	sheet_cell_begin(s);
	docbook_text_n(s->out, who->city.text, who->city.len);
	if (who->country.len == 2) {
		code[0] = who->country.text[0];
		code[1] = who->country.text[1];
		name = country_name(code);
		if (who->city.len)
			docbook_text(s->out, ", ");
		docbook_text(s->out, name ? name : code);
	}
	sheet_cell_end(s);
}

static void write_date(struct sheet *s, const struct signatory *who)
{
	char text[32];

	sheet_cell_begin(s);
	if (who->signed_on.len && who->signed_on.len < sizeof(text)) {
		struct str words = STR_INIT;

		snprintf(text, sizeof(text), "%.*s", (int)who->signed_on.len, who->signed_on.text);
		book_date_words(&words, text);
		docbook_phrase(s->out, "date", str_text(&words));
		str_free(&words);
	}
	sheet_cell_end(s);
}

static void write_name(struct annex *a, const struct signatory *who)
{
	struct str initials = STR_INIT;

	sheet_cell_begin(&a->sheet);
	docbook_inline(a->sheet.out, "personname");
	if (a->book->form == ROLL_INITIALS) {
		initials_add(&initials, who->name.text, who->name.len);
		docbook_text(a->sheet.out, str_text(&initials));
		str_free(&initials);
	} else {
		docbook_text_n(a->sheet.out, who->name.text, who->name.len);
	}
	docbook_end(a->sheet.out);
	sheet_cell_end(&a->sheet);
}

static enum status take_signatory(void *arg, const struct signatory *who)
{
	struct annex *a = arg;
	struct book *b = a->book;
	char number[BOOK_NUMBER_MAX];

	if (a->n % DOCBOOK_TABLE_ROWS == 0) {
		if (a->n) {
			sheet_end(&a->sheet);
			docbook_end(b->out);
		}
		open_appendix(b, a->n + 1);
	}
	a->n++;
	sheet_row(&a->sheet);
	sheet_cell(&a->sheet, book_number(a->n, number));
	write_name(a, who);
	write_place(&a->sheet, who);
	write_date(&a->sheet, who);
	sheet_row_end(&a->sheet);
	if (a->n % 1024)
		return ST_OK;
	return db_progress(b->db, _("signatories written"), a->n, b->named);
}

/* Both were read in one look at the file; if they differ, one of the two is wrong. */
static enum status same(struct book *b, int64_t counted, int64_t found)
{
	if (counted == found)
		return ST_OK;
	return db_fail(b->db, ST_DB, NULL,
		_("%" PRId64 " signatories were counted, but %" PRId64
		  " were found; please report this"),
		counted, found);
}

static enum status write_names(struct book *b)
{
	struct annex a = { b,
		{ b->out, "signatories", b->form == ROLL_INITIALS ? initial_heads : name_heads, 0 },
		0 };
	const struct roll_options o = { .petition = b->petition.id,
		.language = record_get(&b->petition, "language") };
	struct roll_sum sum;
	enum status st = roll_walk(b->db, &o, take_signatory, &a, &sum);

	if (st != ST_OK)
		return st;
	if (!a.n)
		open_appendix(b, 1);
	sheet_end(&a.sheet);
	docbook_end(b->out);
	b->signatories = a.n;
	st = same(b, b->named, a.n);
	return st ? st : same(b, b->count.counted, sum.named + sum.anonymous + sum.withheld);
}

/* ---- how many from where ---- */

static enum status write_count(void *arg, const struct roll_place *p)
{
	struct annex *a = arg;
	const char *name = country_name(p->country);
	char number[BOOK_NUMBER_MAX];

	sheet_row(&a->sheet);
	sheet_cell(&a->sheet, name ? name : p->country);
	sheet_cell(&a->sheet, p->others ? ROLL_OTHERS : p->city);
	sheet_cell(&a->sheet, book_number(p->signatures, number));
	sheet_row_end(&a->sheet);
	return ST_OK;
}

static enum status write_counts(struct book *b)
{
	struct annex a = { b, { b->out, "signatories", place_heads, 0 }, 0 };
	const struct roll_options o = { .petition = b->petition.id,
		.language = record_get(&b->petition, "language") };
	struct roll_sum sum;
	enum status st;

	book_open(b, "appendix", "signatories", "sig-1");
	docbook_attr(b->out, "label", "S1");
	book_title(b, "Signatures by place");
	write_statement(b);
	st = roll_places(b->db, &o, write_count, &a, &sum);
	sheet_end(&a.sheet);
	docbook_end(b->out);
	return st ? st : same(b, b->count.counted, sum.named + sum.anonymous + sum.withheld);
}

enum status part_signatories(struct book *b)
{
	enum status st = part_statement(b);

	/* Nobody is named where nobody is known. */
	if (st != ST_OK || b->count.counted == 0)
		return st;
	return b->form == ROLL_COUNTS ? write_counts(b) : write_names(b);
}
