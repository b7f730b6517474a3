/* The signatory annex: the names that may be shown, and the number of those that may not. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>

#include "export/part.h"
#include "export/sheet.h"
#include "model/country.h"
#include "model/i18n.h"
#include "model/signatory.h"

static const char *const heads[] = { "No.", "Name", "Place", "Date", NULL };

struct annex {
	struct book *book;
	struct sheet sheet;
	int64_t n; /* names written */
};

/* How many signed, how many of them stand here, and how many do not; never who. */
static void write_statement(struct book *b)
{
	char counted[BOOK_NUMBER_MAX], named[BOOK_NUMBER_MAX], unnamed[BOOK_NUMBER_MAX];

	book_para(b,
		"Valid signatures: %s. Named in this annex, as those who signed allow: %s. Counted "
		"without a name: %s.",
		book_number(b->count.counted, counted), book_number(b->named, named),
		book_number(b->count.counted - b->named, unnamed));
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
	sheet_cell_begin(&a->sheet);
	docbook_inline(b->out, "personname");
	docbook_text_n(b->out, who->name.text, who->name.len);
	docbook_end(b->out);
	sheet_cell_end(&a->sheet);
	write_place(&a->sheet, who);
	write_date(&a->sheet, who);
	sheet_row_end(&a->sheet);
	if (a->n % 1024)
		return ST_OK;
	return db_progress(b->db, _("signatories written"), a->n, b->named);
}

enum status part_signatories(struct book *b)
{
	struct annex a = { b, { b->out, "signatories", heads, 0 }, 0 };
	enum status st = signatory_walk_public(b->db, b->petition.id, take_signatory, &a);

	if (st != ST_OK)
		return st;
	if (!a.n)
		open_appendix(b, 1);
	sheet_end(&a.sheet);
	docbook_end(b->out);
	b->signatories = a.n;
	/* Both were read in one look at the file; if they differ, one of the two is wrong. */
	if (a.n != b->named)
		return db_fail(b->db, ST_DB, NULL,
			_("%" PRId64 " signatories may be named, but %" PRId64
			  " were found; please "
			  "report this"),
			b->named, a.n);
	return ST_OK;
}
