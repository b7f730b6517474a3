/* The pass over a petition's rows, along the index by country. */
#include "config.h"

#include <string.h>

#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/statement_internal.h"
#include "model/stmt.h"

#define STEP_ROWS 20000 /* rows looked at in one step: some tens of milliseconds */
#define ASK_ROWS 256    /* rows after which a waiting key is asked for */

static struct place *here(struct statement_work *w)
{
	return &w->places[w->n_places - 1];
}

static void begin_country(struct statement_work *w, const char *code)
{
	struct place *p;

	w->places = mem_resize(w->places, w->n_places + 1, sizeof(*w->places));
	p = &w->places[w->n_places++];
	memset(p, 0, sizeof(*p));
	if (code && strlen(code) < sizeof(p->country))
		memcpy(p->country, code, strlen(code));
	w->id = INT64_MIN;
}

/* Whether a threshold asks when this country reached something. */
static bool is_asked(const struct statement_work *w, const char *country)
{
	for (size_t i = 0; i < w->s.n_thresholds; i++)
		if (w->s.thresholds[i].kind == THRESHOLD_COUNTRY &&
			!strcmp(w->s.thresholds[i].country, country))
			return true;
	return false;
}

static void end_country(struct statement_work *w)
{
	const struct place *p = here(w);

	for (size_t i = 0; i < w->s.n_thresholds; i++) {
		struct statement_threshold *t = &w->s.thresholds[i];

		if (t->kind != THRESHOLD_COUNTRY || strcmp(t->country, p->country) != 0)
			continue;
		t->counted.have = p->n;
		w->spans[i] = statement_span(&w->country_dates, t->value);
	}
	bag_free(&w->country_dates);
}

static void add_region(struct place *p, const char *region)
{
	if (p->too_many)
		return;
	bag_get(&p->regions, region ? region : "")->n++;
	p->too_many = p->regions.n > STATEMENT_REGIONS_MAX;
}

/* The day without its doubt. */
static void bare_date(const char *date, char out[DATE_TEXT_MAX])
{
	size_t len = date ? strcspn(date, "~?%") : 0;

	if (len >= DATE_TEXT_MAX)
		len = 0;
	if (len)
		memcpy(out, date, len);
	out[len] = 0;
}

static void add_counted(struct statement_work *w, struct stmt *s, bool asked)
{
	struct place *p = here(w);
	char date[DATE_TEXT_MAX];

	w->s.counted++;
	p->n++;
	add_region(p, stmt_get_text(s, 2));
	bare_date(stmt_get_text(s, 3), date);
	bag_get(&w->dates, date)->n++;
	if (asked)
		bag_get(&w->country_dates, date)->n++;
}

static void add_row(struct statement_work *w, struct stmt *s, bool asked)
{
	static const char letters[STATES] = { 'd', 'i', 'p', 'w' };
	const char *state = stmt_get_text(s, 1);
	const char *rule;

	w->s.held++;
	w->id = stmt_get_int(s, 0);
	for (int i = 0; i < STATES; i++) {
		if (*state != letters[i])
			continue;
		rule = stmt_get_text(s, 4);
		w->s.by_state[i]++;
		bag_get(&w->rules[i], rule ? rule : "")->n++;
		return;
	}
	add_counted(w, s, asked);
}

/* Rows of the country that is being read; *more: it has more of them. */
static enum status read_country(struct statement_work *w, int *rows, bool *more)
{
	const char *country = here(w)->country;
	bool asked = is_asked(w, country);
	struct stmt *s;
	enum status st = stmt_get(w->db,
		"SELECT id, state, region, signed, rule FROM signatory INDEXED BY "
		"signatory_country WHERE petition = :petition AND country IS :country "
		"AND id > :id ORDER BY id",
		&s);

	*more = false;
	if (st)
		return st;
	stmt_int(s, ":petition", w->s.petition);
	stmt_text(s, ":country", *country ? country : NULL);
	stmt_int(s, ":id", w->id);
	while ((st = stmt_step(s)) == ST_OK) {
		add_row(w, s, asked);
		*more = ++*rows >= STEP_ROWS;
		if (*rows % ASK_ROWS == 0 && db_interrupted(w->db))
			st = db_fail(w->db, ST_STOPPED, NULL, _("stopped; nothing was changed"));
		if (st || *more)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* ST_END: the country read last was the last one. */
static enum status next_country(struct statement_work *w)
{
	struct stmt *s;
	enum status st = stmt_get(w->db,
		"SELECT country FROM signatory INDEXED BY signatory_country "
		"WHERE petition = :petition AND country > :country ORDER BY country LIMIT 1",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", w->s.petition);
	stmt_text(s, ":country", here(w)->country);
	st = stmt_step(s);
	if (st == ST_OK || st == ST_END)
		end_country(w);
	if (st == ST_OK)
		begin_country(w, stmt_get_text(s, 0));
	stmt_done(s);
	return st;
}

enum status statement_read_rows(struct statement_work *w)
{
	enum status st = ST_OK;
	bool more = false;
	int rows = 0;

	if (!w->n_places)
		begin_country(w, NULL);
	/* Nothing that was read may be lost in the middle: SQLite itself is not stopped. */
	db_steady(w->db, true);
	while (st == ST_OK && !more) {
		st = read_country(w, &rows, &more);
		if (st == ST_OK && !more)
			st = next_country(w);
	}
	db_steady(w->db, false);
	return st;
}
