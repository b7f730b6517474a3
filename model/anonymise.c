#include "config.h"

#include "model/anonymise.h"

#include <stdlib.h>
#include <string.h>

#include "model/bulk.h"
#include "model/i18n.h"
#include "model/mass_internal.h"
#include "model/mem.h"
#include "model/search_index.h"
#include "model/stmt.h"
#include "model/text.h"

#define LETTERS 27 /* the 26, and none */
#define CODES ((size_t)LETTERS * LETTERS)
#define YEARS 10000

struct work {
	struct db *db;
	struct date before;
	struct anonymise_sum *sum;
	struct idset ids;      /* to be anonymised */
	struct idset batches;  /* that brought them */
	int64_t *years[YEARS]; /* owned; the rows of each country */
	int64_t came_id;       /* the import, or entry, whose day was asked last ... */
	bool came_batch;       /* ... which of both */
	struct date came;      /* ... and the day; year 0: not known */
};

/* ---- who ---- */

static enum status ask_came(struct work *w, int64_t id, bool batch)
{
	struct stmt *s;
	enum status st;

	if (w->came_id == id && w->came_batch == batch)
		return ST_OK;
	w->came = (struct date){ 0 };
	w->came_id = id;
	w->came_batch = batch;
	st = stmt_get(w->db,
		batch ? "SELECT substr(at, 1, 10) FROM batch WHERE id = :id"
		      : "SELECT substr(at, 1, 10) FROM journal WHERE seq = :id",
		&s);
	if (st)
		return st;
	stmt_int(s, ":id", id);
	st = stmt_step(s);
	if (st == ST_OK && stmt_get_text(s, 0) &&
		date_parse(stmt_get_text(s, 0), &w->came) != ST_OK)
		w->came = (struct date){ 0 };
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* The last day that it may be of. Columns: id, signed, batch, revision, ... */
static enum status day_of(struct work *w, struct stmt *s, struct date *out)
{
	const char *day = stmt_get_text(s, 1);
	enum status st;

	if (day && date_parse(day, out) == ST_OK) {
		*out = date_last(out);
		return ST_OK;
	}
	st = stmt_is_null(s, 2) ? ask_came(w, stmt_get_int(s, 3), false)
				: ask_came(w, stmt_get_int(s, 2), true);
	*out = w->came;
	return st;
}

static size_t code_of(const char *country)
{
	if (!country || country[0] < 'A' || country[0] > 'Z' || country[1] < 'A' ||
		country[1] > 'Z')
		return 0;
	return (size_t)(country[0] - 'A' + 1) * LETTERS + (size_t)(country[1] - 'A' + 1);
}

static void take(struct work *w, struct stmt *s, int year)
{
	w->sum->rows++;
	idset_add(&w->ids, stmt_get_int(s, 0));
	if (!stmt_is_null(s, 2))
		idset_add(&w->batches, stmt_get_int(s, 2));
	if (!w->years[year])
		w->years[year] = mem_array(CODES, sizeof(int64_t));
	w->years[year][code_of(stmt_get_text(s, 4))]++;
}

static enum status take_row(struct work *w, struct stmt *s)
{
	struct date day;
	enum status st = day_of(w, s, &day);

	if (st)
		return st;
	if (!day.year || date_compare(&day, &w->before) >= 0)
		w->sum->later++;
	else if (stmt_get_int(s, 5))
		w->sum->already++;
	else
		take(w, s, day.year);
	return ST_OK;
}

static enum status look(struct work *w, int64_t petition)
{
	struct stmt *s;
	int64_t seen = 0;
	enum status st = stmt_get(w->db,
		"SELECT id, signed, batch, revision, country, name = '" ANONYMISED "' AND "
		"coalesce(title, given, family, email, city, region, postcode, comment, reason, "
		"notes, extra, external_id, consent_source) IS NULL "
		"FROM signatory NOT INDEXED WHERE petition = :petition",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", petition);
	while ((st = stmt_step(s)) == ST_OK) {
		st = take_row(w, s);
		if (st == ST_OK && ++seen % 1024 == 0)
			st = db_progress(w->db, _("looking"), seen, 0);
		if (st)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* ---- what is said of them ---- */

static void add_part(struct anonymise_sum *sum, int year, size_t code, int64_t rows)
{
	struct anonymise_part *p;

	sum->parts = mem_resize(sum->parts, sum->n_parts + 1, sizeof(*sum->parts));
	p = &sum->parts[sum->n_parts++];
	*p = (struct anonymise_part){ .year = year, .rows = rows };
	if (code) {
		p->country[0] = (char)('A' + code / LETTERS - 1);
		p->country[1] = (char)('A' + code % LETTERS - 1);
	}
}

static void list_parts(struct work *w)
{
	for (int year = 0; year < YEARS; year++)
		for (size_t i = 0; w->years[year] && i < CODES; i++)
			if (w->years[year][i])
				add_part(w->sum, year, i, w->years[year][i]);
}

static enum status list_sources(struct work *w)
{
	struct stmt *s;
	enum status st = ST_OK;

	for (int64_t id = idset_next(&w->batches, 0); id && st == ST_OK;
		id = idset_next(&w->batches, id)) {
		st = stmt_get(w->db,
			"SELECT exhibit.ref FROM batch JOIN exhibit ON exhibit.id = batch.exhibit "
			"WHERE batch.id = :id",
			&s);
		if (st)
			return st;
		stmt_int(s, ":id", id);
		st = stmt_step(s);
		if (st == ST_OK)
			str_addf(&w->sum->sources, "%s%s", w->sum->sources.len ? ", " : "",
				stmt_get_text(s, 0));
		else if (st == ST_END)
			st = ST_OK;
		stmt_done(s);
	}
	return st;
}

static enum status survey(struct work *w, int64_t petition)
{
	enum status st = look(w, petition);

	list_parts(w);
	return st ? st : list_sources(w);
}

/* Large: its table of years stands in memory of its own. */
static struct work *work_open(struct db *db, const struct date *before, struct anonymise_sum *out)
{
	struct work *w = mem_zero(sizeof(*w));

	*out = (struct anonymise_sum){ .sources = STR_INIT };
	w->db = db;
	w->before = *before;
	w->sum = out;
	return w;
}

static void work_close(struct work *w)
{
	for (int year = 0; year < YEARS; year++)
		free(w->years[year]);
	idset_clear(&w->ids);
	idset_clear(&w->batches);
	free(w);
}

enum status anonymise_count(
	struct db *db, int64_t petition, const struct date *before, struct anonymise_sum *out)
{
	struct work *w = work_open(db, before, out);
	enum status st = survey(w, petition);

	work_close(w);
	return st;
}

/* ---- the deed ---- */

struct deed {
	struct str key; /* the sort key of the word */
	bool words;     /* the search index is told row by row */
};

static enum status empty_row(struct mass *m, int64_t id, void *arg)
{
	const struct deed *d = arg;
	struct stmt *s;
	enum status st = d->words ? search_forget(m->db, m->e, id) : ST_OK;

	if (st == ST_OK)
		st = stmt_get(m->db,
			"UPDATE signatory SET revision = :revision, name = '" ANONYMISED "', "
			"sort_key = :key, title = NULL, given = NULL, family = NULL, email = NULL, "
			"city = NULL, region = NULL, postcode = NULL, comment = NULL, reason = "
			"NULL, notes = NULL, extra = NULL, external_id = NULL, consent_source = "
			"NULL WHERE id = :id",
			&s);
	if (st)
		return st;
	stmt_int(s, ":revision", change_seq(m->c));
	stmt_blob(s, ":key", str_text(&d->key), d->key.len);
	stmt_int(s, ":id", id);
	st = stmt_run(s);
	m->done += st == ST_OK;
	return st || !d->words ? st : search_learn(m->db, m->e, id);
}

/* Of very many the indexes are made again at the end. */
static enum status empty_rows(struct mass *m)
{
	struct deed d = { .key = STR_INIT, .words = !bulk_pays(m->db, m->ids->count) };
	struct bulk *bulk = NULL;
	enum status st = d.words ? ST_OK : bulk_begin(m->db, &bulk);

	text_sort_key(&d.key, ANONYMISED, strlen(ANONYMISED));
	if (st == ST_OK)
		st = mass_each(m, m->ids, empty_row, &d);
	if (st == ST_OK && bulk) {
		st = bulk_end(bulk, 0, 0);
		bulk = NULL;
	}
	bulk_drop(bulk);
	str_free(&d.key);
	return st;
}

enum status anonymise(
	struct db *db, int64_t petition, const struct date *before, struct anonymise_sum *out)
{
	struct work *w = work_open(db, before, out);
	struct mass m = { .db = db, .e = entity_get(ENTITY_SIGNATORY), .ids = &w->ids };
	struct str many = STR_INIT;
	char day[DATE_TEXT_MAX];
	enum status st = change_begin(db, &m.c, "anonymise");

	m.doing = _("anonymising");
	date_format(before, day);
	if (st == ST_OK) {
		st = survey(w, petition);
		if (st == ST_OK)
			st = empty_rows(&m);
		mass_counted(m.e, out->rows, &many);
		change_label(m.c, _("anonymise %s from before %s"), str_text(&many), day);
		st = mass_end(&m, st, &out->rows);
	}
	str_free(&many);
	work_close(w);
	return st;
}

const char *anonymise_what(void)
{
	return _("The name becomes a fixed word; form of address, e-mail, city, region, postcode, "
		 "comment, reason, notes, where the consent came from, number elsewhere and other "
		 "columns are emptied. Country, day, state, rule and consent stay, and with them "
		 "all counts.");
}

void anonymise_free(struct anonymise_sum *sum)
{
	free(sum->parts);
	str_free(&sum->sources);
	*sum = (struct anonymise_sum){ .sources = STR_INIT };
}
