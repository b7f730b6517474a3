#include "config.h"

#include "export/roll_file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "export/table.h"
#include "model/country.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/initials.h"
#include "model/str.h"

struct writer {
	struct roll_file *file;
	FILE *out;
	int64_t n; /* rows written */
};

static const char *country_words(const char *code)
{
	const char *name = country_name(code);

	return name ? name : code;
}

/* "Haifa, Israel". */
static void place_words(struct str *out, const struct signatory *s)
{
	char code[8] = "";

	if (s->country.len && s->country.len < sizeof(code))
		memcpy(code, s->country.text, s->country.len);
	if (s->city.len)
		str_add_n(out, s->city.text, s->city.len);
	if (*code && s->city.len)
		str_add(out, ", ");
	str_add(out, country_words(code));
}

/* ---- rows ---- */

struct cell {
	const char *name; /* the column, the key */
	const char *text; /* NULL: the number */
	int64_t num;
};

static void put_csv_row(FILE *out, const struct cell *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			putc(',', out);
		if (cells[i].text)
			csv_put_cell(out, cells[i].text, strlen(cells[i].text));
		else
			fprintf(out, "%" PRId64, cells[i].num);
	}
	fputs("\r\n", out);
}

static void put_json_row(FILE *out, const struct cell *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		fprintf(out, "%s\"%s\":", i ? "," : "{", cells[i].name);
		if (!cells[i].text)
			fprintf(out, "%" PRId64, cells[i].num);
		else if (*cells[i].text)
			json_put_string(out, cells[i].text, strlen(cells[i].text));
		else
			fputs("null", out);
	}
	putc('}', out);
}

static void put_row(struct writer *w, const struct cell *cells, size_t n)
{
	if (w->file->json) {
		fputs(w->n ? ",\n" : "\n", w->out);
		put_json_row(w->out, cells, n);
	} else {
		put_csv_row(w->out, cells, n);
	}
	w->n++;
}

static void put_heads(struct writer *w)
{
	static const char *const heads[] = { "number,name,place\r\n", "number,initials,place\r\n",
		"country,city,signatures\r\n" };

	if (w->file->json)
		fputs(w->file->form == ROLL_COUNTS ? "{\"places\":[" : "{\"signatories\":[",
			w->out);
	else
		fputs(heads[w->file->form], w->out);
}

static enum status take_name(void *arg, const struct signatory *s)
{
	struct writer *w = arg;
	struct str who = STR_INIT, place = STR_INIT;
	bool initials = w->file->form == ROLL_INITIALS;

	if (initials)
		initials_add(&who, s->name.text, s->name.len);
	else
		str_add_n(&who, s->name.text, s->name.len);
	place_words(&place, s);
	put_row(w,
		(const struct cell[]){ { "number", NULL, w->n + 1 },
			{ initials ? "initials" : "name", str_text(&who), 0 },
			{ "place", str_text(&place), 0 } },
		3);
	str_free(&who);
	str_free(&place);
	return ST_OK;
}

static enum status take_place(void *arg, const struct roll_place *p)
{
	struct writer *w = arg;

	put_row(w,
		(const struct cell[]){
			{ "country", w->file->json ? p->country : country_words(p->country), 0 },
			{ "city", p->others ? ROLL_OTHERS : p->city, 0 },
			{ "signatures", NULL, p->signatures } },
		3);
	return ST_OK;
}

/* ---- the whole ---- */

static void put_end(struct writer *w)
{
	const struct roll_sum *sum = &w->file->sum;
	int64_t all = sum->named + sum->anonymous + sum->withheld;
	struct str words = STR_INIT;

	if (w->file->json && w->file->form == ROLL_COUNTS) {
		fprintf(w->out, "\n],\"signatures\":%" PRId64 "}\n", all);
	} else if (w->file->json) {
		fputs("\n]", w->out);
		if (w->file->anonymous)
			fprintf(w->out, ",\"anonymous\":%" PRId64, sum->anonymous);
		fputs("}\n", w->out);
	} else if (w->file->form == ROLL_COUNTS) {
		put_csv_row(w->out,
			(const struct cell[]){ { "", "All", 0 }, { "", "", 0 }, { "", NULL, all } },
			3);
	} else if (w->file->anonymous && sum->anonymous) {
		str_add(&words, "and ");
		str_add_number(&words, sum->anonymous);
		str_add(&words, " who signed anonymously");
		put_csv_row(w->out,
			(const struct cell[]){
				{ "", "", 0 }, { "", str_text(&words), 0 }, { "", "", 0 } },
			3);
	}
	str_free(&words);
}

enum status roll_write(struct db *db, FILE *out, void *arg)
{
	struct roll_file *file = arg;
	struct writer w = { .file = file, .out = out };
	enum status st = gag_refuse(db, ENTITY_PETITION, file->roll.petition);

	if (st != ST_OK)
		return st;
	put_heads(&w);
	if (file->form == ROLL_COUNTS)
		st = roll_places(db, &file->roll, take_place, &w, &file->sum);
	else
		st = roll_walk(db, &file->roll, take_name, &w, &file->sum);
	if (st != ST_OK)
		return st;
	put_end(&w);
	errno = 0;
	if (fflush(out) || ferror(out))
		return db_fail(db, ST_IO, NULL, _("the output cannot be written: %s"),
			strerror(errno ? errno : EIO));
	return ST_OK;
}
