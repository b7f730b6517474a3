#include "config.h"

#include "import/dates.h"

#include <string.h>

#include "import/row.h"
#include "model/i18n.h"
#include "model/text.h"

#define PLAIN_ENOUGH 2000 /* dates without an order, after which none is looked for */

/* A date of the file, as it stands there. */
struct witness {
	char text[64];
	int64_t line; /* 0: there is none yet */
	unsigned orders;
};

struct vote {
	unsigned possible;      /* the orders that all dates so far can be read in */
	struct witness first;   /* the first that can be read in several ways, or in one */
	struct witness doubt;   /* the first that can be read in several */
	struct witness proof;   /* the first that made one order of several */
	struct witness against; /* the one after which none was left */
	int64_t plain;          /* dates that need no order */
};

static bool copy_cell(const struct slice *cell, char out[64])
{
	struct slice plain = row_unguard(*cell);
	const char *p = plain.text;
	size_t len = plain.len;

	while (len && (*p == ' ' || *p == '\t' || *p == '\'')) {
		p++;
		len--;
	}
	if (!len || len > 63 || memchr(p, '\0', len))
		return false;
	memcpy(out, p, len);
	out[len] = '\0';
	return true;
}

static bool is_one(unsigned orders)
{
	return orders && !(orders & (orders - 1));
}

static void look_at(struct vote *v, const struct csv_record *record, int place)
{
	struct witness w = { .line = record->line };
	struct date d;

	if (record->error || (size_t)place >= record->n_cells ||
		!copy_cell(&record->cells[place], w.text))
		return;
	w.orders = date_orders(w.text);
	if (!w.orders) {
		v->plain += date_from_file(w.text, DATE_ORDER_NONE, &d) == ST_OK;
		return;
	}
	if (!v->first.line)
		v->first = w;
	if (!v->doubt.line && !is_one(w.orders))
		v->doubt = w;
	if (!v->proof.line && is_one(v->possible & w.orders))
		v->proof = w;
	if (v->possible && !(v->possible & w.orders))
		v->against = w;
	v->possible &= w.orders;
}

static enum status read_column(struct db *db, struct source *source, int place, struct vote *v)
{
	struct csv_record record;
	int64_t rows = 0;
	enum status st = source_rewind(source);

	if (st == ST_OK)
		st = source_next(source, &record);
	while (st == ST_OK && (st = source_next(source, &record)) == ST_OK) {
		look_at(v, &record, place);
		/* It is contradicted already, or needs no order. */
		if (!v->possible || (v->plain >= PLAIN_ENOUGH && !v->first.line))
			break;
		if (++rows % 1024 == 0)
			st = db_progress(db, _("reading the dates"), source_offset(source),
				source_found(source)->size);
	}
	return st == ST_END ? ST_OK : st;
}

/* ---- the answers ---- */

static void put_day(struct str *out, const char *text, enum date_order order)
{
	struct date d;
	char day[DATE_TEXT_MAX];

	if (date_from_file(text, order, &d) != ST_OK)
		return;
	date_format(&d, day);
	str_addf(out, _("%s (--dates %s)"), day, date_order_name(order));
}

/* "2020-08-07 (--dates dmy) or 2020-07-08 (--dates mdy)" */
static void put_readings(struct str *out, const char *text, unsigned orders)
{
	bool first = true;

	for (unsigned order = 1; order < DATE_ORDERS; order <<= 1) {
		if (!(orders & order))
			continue;
		if (!first)
			str_add(out, _(" or "));
		put_day(out, text, (enum date_order)order);
		first = false;
	}
}

static enum status ask(struct db *db, const struct source *source, const struct vote *v)
{
	struct str readings = STR_INIT, clean = STR_INIT;
	enum status st;

	text_clean(&clean, v->doubt.text, strlen(v->doubt.text), TEXT_LINE);
	put_readings(&readings, v->doubt.text, v->doubt.orders & v->possible);
	st = db_fail(db, ST_INVALID, "dates",
		_("%s, line %lld: \"%s\" can be read in more than one way, and no other date shows "
		  "in which; is "
		  "it %s?"),
		source_path(source), (long long)v->doubt.line, str_text(&clean),
		str_text(&readings));
	str_free(&readings);
	str_free(&clean);
	return st;
}

static enum status contradicted(struct db *db, const struct source *source, const struct vote *v)
{
	const struct witness *before = v->proof.line ? &v->proof : &v->first;

	return db_fail(db, ST_INVALID, "dates",
		_("%s: its dates are in no one order, \"%s\" on line %lld and \"%s\" on line %lld; "
		  "say which is right (--dates dmy, mdy or ymd), and the rows of the others "
		  "are refused"),
		source_path(source), before->text, (long long)before->line, v->against.text,
		(long long)v->against.line);
}

static enum status settle(
	struct db *db, const struct source *source, const struct vote *v, struct dates *out)
{
	if (!v->first.line)
		return ST_OK;
	if (!v->possible)
		return contradicted(db, source, v);
	if (!is_one(v->possible))
		return ask(db, source, v);
	out->order = (enum date_order)v->possible;
	out->line = v->proof.line;
	memcpy(out->proof, v->proof.text, sizeof(out->proof));
	return ST_OK;
}

enum status dates_settle(
	struct db *db, struct source *source, int place, const char *given, struct dates *out)
{
	struct vote v = { .possible = DATE_ORDERS };
	enum status st = ST_OK;

	memset(out, 0, sizeof(*out));
	if (given) {
		out->order = date_order_find(given);
		out->given = true;
		if (out->order == DATE_ORDER_NONE)
			return db_fail(db, ST_INVALID, "dates",
				_("--dates %s: write dmy, mdy or ymd"), given);
		return source_rewind(source);
	}
	if (place >= 0)
		st = read_column(db, source, place, &v);
	if (st == ST_OK)
		st = settle(db, source, &v, out);
	return st ? st : source_rewind(source);
}

void dates_tell(const struct dates *d, struct str *out)
{
	static const char *const words[] = { [DATE_DMY] = N_("in its dates the day comes first"),
		[DATE_MDY] = N_("in its dates the month comes first"),
		[DATE_YMD] = N_("in its dates the year comes first") };

	if (d->order == DATE_ORDER_NONE)
		return;
	str_add(out, _(words[d->order]));
	if (d->given) {
		str_add(out, _(", as you said"));
	} else {
		str_addf(out, _(", as line %lld shows: "), (long long)d->line);
		text_clean(out, d->proof, strlen(d->proof), TEXT_LINE);
	}
}
