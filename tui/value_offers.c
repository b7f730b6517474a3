#include "config.h"

#include "tui/value_offers.h"

#include <string.h>

#include "model/country.h"
#include "model/date.h"
#include "model/i18n.h"
#include "model/language.h"
#include "model/query.h"
#include "model/record.h"
#include "model/search.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/fuzzy.h"

#define RECORDS_MAX 300 /* of one kind that are held against what is typed */
#define HITS_MAX 6      /* records of each kind that words find */
#define EXACT 10000     /* the value itself is typed */

struct values {
	struct app *app;
	struct fuzzy *fuzzy;
	const char *typed;
	const char *before;
	struct offers *out;
};

static int score(const struct values *v, const char *value, const char *name)
{
	int by_value, by_name;

	if (!strcmp(value, v->typed))
		return EXACT;
	by_value = fuzzy_score(v->fuzzy, value);
	by_name = name ? fuzzy_score(v->fuzzy, name) : 0;
	return by_value > by_name ? by_value : by_name;
}

static void add(struct values *v, const char *value, const char *label, const char *about, int fits)
{
	struct str line = STR_INIT;

	if (!fits)
		return;
	str_addf(&line, "%s%s", v->before, value);
	offers_add(v->out, &(struct offer){ .line = (char *)str_text(&line),
				   .label = (char *)label,
				   .about = (char *)about,
				   .score = fits });
	str_free(&line);
}

static void add_choices(struct values *v, const struct field *f)
{
	for (const struct choice *c = f->choices; c && c->name; c++)
		add(v, c->name, c->name, strcmp(c->name, _(c->label)) ? _(c->label) : "",
			score(v, c->name, _(c->label)));
}

static void add_countries(struct values *v)
{
	const char *code;

	for (size_t i = 0; (code = country_at(i)) != NULL; i++)
		add(v, code, country_name(code), code, score(v, code, country_name(code)));
}

static void add_languages(struct values *v)
{
	const char *code;

	for (size_t i = 0; (code = language_at(i)) != NULL; i++) {
		struct str name = STR_INIT;

		if (language_name(code, &name))
			add(v, code, str_text(&name), code, score(v, code, str_text(&name)));
		str_free(&name);
	}
}

/* Days, a month and a year, by the words for them. */
static void add_days(struct values *v, bool whole)
{
	static const char *const words[] = { N_("today"), N_("yesterday"), N_("this month"),
		N_("this year") };
	const struct date today = date_today();

	for (int i = 0; i < (whole ? 2 : 4); i++) {
		struct date d = today;
		char text[DATE_TEXT_MAX];
		int fits;

		if (i == 1)
			d = date_from_days(date_to_days(&today) - 1);
		if (i >= 2)
			d.day = 0;
		if (i == 3)
			d.month = 0;
		date_format(&d, text);
		fits = score(v, text, _(words[i]));
		/* A day that is being typed out needs no help. */
		if (*v->typed >= '0' && *v->typed <= '9')
			fits = 0;
		add(v, text, _(words[i]), text, fits);
	}
}

/* Those that come first by their reference; with a reference begun, those from there on. */
static void add_records(struct values *v, enum entity_id entity)
{
	struct query q = { .entity = entity, .sort = "ref", .limit = RECORDS_MAX };
	struct cursor *c = NULL;
	enum status st;

	app_impatient(v->app, UNTIL_TIME_UP);
	st = query_open(v->app->db, &q, NULL, false, &c);
	while (st == ST_OK) {
		struct record row;
		struct str label = STR_INIT;

		st = query_next(c, &row);
		if (st == ST_OK) {
			const char *ref = record_show(&row, "ref");

			record_label(v->app->db, &row, &label);
			add(v, ref, ref, str_text(&label), score(v, ref, str_text(&label)));
		}
		record_free(&row);
		str_free(&label);
	}
	query_close(c);
	app_patient(v->app);
}

void value_offers(struct app *app, const struct field *f, const char *typed, const char *before,
	struct offers *out)
{
	struct values v = { app, fuzzy_new(typed), typed, before, out };

	switch (f->type) {
	case FIELD_ENUM:
		add_choices(&v, f);
		break;
	case FIELD_COUNTRY:
		add_countries(&v);
		break;
	case FIELD_LANG:
		add_languages(&v);
		break;
	case FIELD_DATE:
	case FIELD_DAY:
		add_days(&v, f->type == FIELD_DAY);
		break;
	case FIELD_REF:
		add_records(&v, f->entity);
		break;
	default:
		break;
	}
	fuzzy_free(v.fuzzy);
}

static enum status add_hit(void *arg, const struct search_hit *hit)
{
	struct values *v = arg;
	struct str line = STR_INIT;

	str_addf(&line, "%s:%s", entity_get(hit->entity)->name, hit->ref);
	offers_add(v->out, &(struct offer){ .line = (char *)str_text(&line),
				   .label = (char *)hit->label,
				   .about = (char *)str_text(&line),
				   .entity = hit->entity,
				   .id = hit->id,
				   .score = 1 + score(v, hit->ref, hit->label) });
	str_free(&line);
	return ST_OK;
}

static void add_kind(struct values *v, enum entity_id entity)
{
	struct query q = { .entity = entity, .sort = "ref", .limit = RECORDS_MAX };
	struct cursor *c = NULL;
	enum status st = query_open(v->app->db, &q, NULL, false, &c);

	while (st == ST_OK) {
		struct record row;
		struct str label = STR_INIT, line = STR_INIT;
		int fits;

		st = query_next(c, &row);
		if (st == ST_OK) {
			record_label(v->app->db, &row, &label);
			str_addf(&line, "%s:%s", row.entity->name, record_show(&row, "ref"));
			fits = score(v, str_text(&line), str_text(&label));
			if (fits)
				offers_add(v->out, &(struct offer){ .line = (char *)str_text(&line),
							   .label = (char *)str_text(&label),
							   .about = (char *)str_text(&line),
							   .entity = entity,
							   .id = row.id,
							   .score = fits });
		}
		record_free(&row);
		str_free(&label);
		str_free(&line);
	}
	query_close(c);
}

void record_offers(struct app *app, const char *typed, struct offers *out)
{
	static const enum entity_id first[] = { ENTITY_CASE, ENTITY_PETITION, ENTITY_LETTER,
		ENTITY_RULING, ENTITY_EXHIBIT, ENTITY_AUTHORITY };
	struct values v = { app, fuzzy_new(typed), typed, "", out };

	app_impatient(app, UNTIL_TIME_UP);
	for (size_t i = 0; i < sizeof(first) / sizeof(*first); i++)
		add_kind(&v, first[i]);
	/* What is found by its texts alone; what time does not allow is left out. */
	if (*typed && out->n == 0)
		(void)!search_run(app->db, typed, HITS_MAX, add_hit, &v);
	app_patient(app);
	offers_sort(out);
	fuzzy_free(v.fuzzy);
}
