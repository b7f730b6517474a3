/* The lines of a statement, with the filter that lists the rows of each. */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/statement_internal.h"
#include "model/stmt.h"
#include "model/str.h"

static const char *const state_names[STATES] = { "duplicate", "invalid", "pending", "withdrawn" };

static struct statement_line *add(struct statement *s, enum statement_kind kind, int64_t n)
{
	struct statement_line *l;

	if (s->n_lines % 256 == 0)
		s->lines = mem_resize(s->lines, s->n_lines + 256, sizeof(*s->lines));
	l = &s->lines[s->n_lines++];
	memset(l, 0, sizeof(*l));
	l->kind = kind;
	l->n = n;
	l->declared = -1;
	l->entity = ENTITY_SIGNATORY;
	return l;
}

/* A value of a filter: in quotation marks where it could be read as more than one word. */
static void add_value(struct str *out, const char *value)
{
	const char *p = value;

	while (isalnum((unsigned char)*p) || strchr("_-.:/", *p ? *p : ' '))
		p++;
	if (!*p) {
		str_add(out, value);
		return;
	}
	str_add_c(out, '"');
	for (p = value; *p; p++) {
		if (*p == '"')
			str_add_c(out, '"');
		str_add_c(out, *p);
	}
	str_add_c(out, '"');
}

/* "state:valid country:IL region="Tel Aviv""; NULL fields are left out, "" ones are empty. */
static char *rows_where(
	const char *state, const char *country, const char *field, const char *value)
{
	struct str out = STR_INIT;

	str_addf(&out, "state:%s", state);
	if (country)
		str_addf(&out, *country ? " country:%s" : " country=", country);
	if (field) {
		str_addf(&out, " %s=", field);
		if (*value)
			add_value(&out, value);
	}
	return str_detach(&out);
}

static char *total_where(const struct statement_total *t)
{
	struct str out = STR_INIT;

	str_add(&out, "ref=");
	add_value(&out, t->ref);
	return str_detach(&out);
}

void statement_where(const struct statement *s, const struct statement_line *l, struct str *out)
{
	if (!l->where)
		return;
	str_add(out, "petition=");
	add_value(out, s->ref);
	if (*l->where)
		str_addf(out, " %s", l->where);
}

/* ---- from declared to counted ---- */

static struct statement_line *add_total(
	struct statement *s, enum statement_kind kind, const struct statement_total *t)
{
	struct statement_line *l = add(s, kind, t->value);

	l->name = mem_text(t->source);
	memcpy(l->date, t->observed, sizeof(l->date));
	memcpy(l->time, t->time, sizeof(l->time));
	l->entity = ENTITY_TOTAL;
	l->where = total_where(t);
	return l;
}

/* The latest of each other source, the latest of all first. */
static void add_sources(struct statement *s)
{
	struct bag seen = { 0 };

	bag_get(&seen, s->totals[s->n_totals - 1].source)->n++;
	for (size_t i = s->n_totals; i-- > 0;)
		if (!bag_get(&seen, s->totals[i].source)->n++)
			add_total(s, STATEMENT_SOURCE, &s->totals[i])->label = N_("also declared");
	bag_free(&seen);
}

static void add_declared(struct statement *s)
{
	const struct statement_total *t;
	struct statement_line *l;

	if (!s->n_totals)
		return;
	t = &s->totals[s->n_totals - 1];
	add_total(s, STATEMENT_DECLARED, t)->label = N_("Declared");
	add_sources(s);
	l = add(s, STATEMENT_NOT_HELD, t->value - s->held);
	l->label = t->value >= s->held ? N_("declared, but not held here")
				       : N_("held here, but not declared");
}

/* The title of a rule record, where there is one that may be named. */
static enum status name_rule(struct statement_work *w, const char *ref, struct statement_line *l)
{
	struct stmt *s;
	enum status st = stmt_get(w->db,
		"SELECT coalesce(title, reason), level IN ('public', 'filed') FROM rule "
		"WHERE petition = :petition AND ref = :ref",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", w->s.petition);
	stmt_text(s, ":ref", ref);
	st = stmt_step(s);
	if (st == ST_OK && (!w->leaving || stmt_get_int(s, 1)))
		l->name = mem_text(stmt_get_text(s, 0));
	else
		l->label = N_("by a rule of the petition");
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status add_rule(
	struct statement_work *w, const char *state, const struct bag_item *item)
{
	struct statement_line *l = add(&w->s, STATEMENT_RULE, item->n);

	l->where = rows_where(state, NULL, "rule", item->text);
	l->label = count_rule_words(item->text);
	if (l->label)
		return ST_OK;
	if (!strncmp(item->text, "rule:", 5))
		return name_rule(w, item->text + 5, l);
	l->name = mem_text(item->text);
	return ST_OK;
}

static int by_number(const void *a, const void *b)
{
	const struct bag_item *x = a, *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return strcmp(x->text, y->text);
}

/* The items of a bag, the largest first; the caller frees the array alone. */
static struct bag_item *largest_first(const struct bag *b)
{
	struct bag_item *items = mem_array(b->n + 1, sizeof(*items));

	if (b->n) {
		memcpy(items, b->items, b->n * sizeof(*items));
		qsort(items, b->n, sizeof(*items), by_number);
	}
	return items;
}

/* A rule in words of one's own, which may say who it is: where it leaves, these are told together.
 */
static bool is_private(const struct statement_work *w, const char *rule)
{
	return w->leaving && !count_rule_words(rule) && strncmp(rule, "rule:", 5) != 0;
}

static enum status add_rules(
	struct statement_work *w, const char *state, const struct bag_item *items, size_t n)
{
	int64_t others = 0;
	enum status st = ST_OK;

	for (size_t i = 0; i < n && st == ST_OK; i++) {
		if (is_private(w, items[i].text))
			others += items[i].n;
		else
			st = add_rule(w, state, &items[i]);
	}
	if (others)
		add(&w->s, STATEMENT_RULE, others)->label = N_("for another reason");
	return st;
}

static enum status add_state(struct statement_work *w, int state)
{
	static const char *const labels[STATES] = { N_("duplicates"), N_("invalid"), N_("pending"),
		N_("withdrawn") };
	const struct bag *rules = &w->rules[state];
	struct statement_line *l = add(&w->s, STATEMENT_STATE, w->s.by_state[state]);
	struct bag_item *items;
	enum status st;

	l->label = labels[state];
	l->where = rows_where(state_names[state], NULL, NULL, NULL);
	/* One way alone, and that not said: nothing to tell apart. */
	if (rules->n == 0 || (rules->n == 1 && !*rules->items[0].text))
		return ST_OK;
	items = largest_first(rules);
	st = add_rules(w, state_names[state], items, rules->n);
	free(items);
	return st;
}

static enum status add_sums(struct statement_work *w)
{
	struct statement_line *l;
	enum status st = ST_OK;

	add_declared(&w->s);
	l = add(&w->s, STATEMENT_HELD, w->s.held);
	l->label = N_("Held here");
	l->where = mem_text("");
	for (int i = 0; i < STATES && st == ST_OK; i++)
		st = add_state(w, i);
	l = add(&w->s, STATEMENT_COUNTED, w->s.counted);
	l->label = N_("Counted");
	l->where = rows_where("valid", NULL, NULL, NULL);
	return st;
}

/* ---- by country and region ---- */

/* The latest total of a country, or of a region of it, whoever declared it; -1: none. */
static int64_t declared_of(const struct statement *s, const char *country, const char *region)
{
	const struct statement_total *found = NULL;

	for (size_t i = 0; i < s->n_parts; i++) {
		const struct statement_total *t = &s->parts[i];
		int d;

		if (strcmp(t->part, region ? "region" : "country") != 0 || !*country ||
			strcmp(t->country, country) != 0 || (region && strcmp(t->place, region)))
			continue;
		d = found ? strcmp(t->observed, found->observed) : 1;
		if (d > 0 || (d == 0 && strcmp(t->time, found->time) > 0))
			found = t;
	}
	return found ? found->value : -1;
}

/* What few people wrote may say who they are: where it leaves, such regions are told together. */
static void add_few(struct statement *s, const struct place *p, int64_t n)
{
	struct statement_line *l = add(s, STATEMENT_REGION, n);

	l->label = N_("(regions of fewer than 5)");
	memcpy(l->country, p->country, sizeof(l->country));
}

static void add_regions(struct statement *s, const struct place *p, bool leaving)
{
	struct bag_item *items;
	int64_t few = 0;

	if (p->too_many) {
		struct statement_line *l = add(s, STATEMENT_REGIONS, p->n);

		l->label = N_("more regions than can be told apart");
		memcpy(l->country, p->country, sizeof(l->country));
		l->where = rows_where("valid", p->country, NULL, NULL);
		return;
	}
	if (p->regions.n == 1 && !*p->regions.items[0].text)
		return;
	items = largest_first(&p->regions);
	for (size_t i = 0; i < p->regions.n; i++) {
		struct statement_line *l;

		if (leaving && *items[i].text && items[i].n < STATEMENT_REGION_MIN) {
			few += items[i].n;
			continue;
		}
		l = add(s, STATEMENT_REGION, items[i].n);
		if (*items[i].text)
			l->name = mem_text(items[i].text);
		else
			l->label = N_("(no region given)");
		memcpy(l->country, p->country, sizeof(l->country));
		l->declared = declared_of(s, p->country, items[i].text);
		l->where = rows_where("valid", p->country, "region", items[i].text);
	}
	if (few)
		add_few(s, p, few);
	free(items);
}

static int by_place(const void *a, const void *b)
{
	const struct place *x = *(const struct place *const *)a;
	const struct place *y = *(const struct place *const *)b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return strcmp(x->country, y->country);
}

static void add_countries(struct statement_work *w)
{
	const struct place **places = mem_array(w->n_places + 1, sizeof(struct place *));
	size_t n = 0;

	for (size_t i = 0; i < w->n_places; i++)
		if (w->places[i].n > 0)
			places[n++] = &w->places[i];
	if (n)
		qsort(places, n, sizeof(struct place *), by_place);
	for (size_t i = 0; i < n; i++) {
		struct statement_line *l = add(&w->s, STATEMENT_COUNTRY, places[i]->n);

		memcpy(l->country, places[i]->country, sizeof(l->country));
		if (!*l->country)
			l->label = N_("(no country given)");
		l->declared = declared_of(&w->s, l->country, NULL);
		l->where = rows_where("valid", l->country, NULL, NULL);
		add_regions(&w->s, places[i], w->leaving);
	}
	free(places);
}

/* ---- by day ---- */

static void add_days(struct statement *s)
{
	for (size_t i = 0; i < s->n_days; i++) {
		struct statement_line *l = add(s, STATEMENT_DAY, s->days[i].counted);

		date_format(&s->days[i].date, l->date);
		l->where = rows_where("valid", NULL, "signed", l->date);
	}
	if (s->undated > 0) {
		struct statement_line *l = add(s, STATEMENT_UNDATED, s->undated);

		l->label = N_("(no date given)");
		l->where = rows_where("valid", NULL, "signed", "");
	}
}

static int by_date(const void *a, const void *b)
{
	const struct tally_date *x = a, *y = b;

	return date_compare(&x->date, &y->date);
}

void statement_make_days(struct statement_work *w)
{
	struct statement *s = &w->s;

	free(s->days);
	s->days = mem_array(w->dates.n + 1, sizeof(*s->days));
	s->n_days = 0;
	s->undated = 0;
	for (size_t i = 0; i < w->dates.n; i++) {
		const struct bag_item *item = &w->dates.items[i];
		struct date date;

		if (date_parse(item->text, &date) != ST_OK)
			s->undated += item->n;
		else
			s->days[s->n_days++] = (struct tally_date){ date, item->n };
	}
	qsort(s->days, s->n_days, sizeof(*s->days), by_date);
}

/* ---- beside what was declared of parts ---- */

static void count_parts(struct statement_work *w)
{
	struct statement *s = &w->s;

	for (size_t i = 0; i < s->n_parts; i++) {
		struct statement_total *t = &s->parts[i];
		bool region = !strcmp(t->part, "region");

		t->counted = -1;
		if (!*t->country || (!region && strcmp(t->part, "country")))
			continue;
		for (size_t k = 0; k < w->n_places; k++) {
			const struct place *p = &w->places[k];

			if (strcmp(p->country, t->country) != 0)
				continue;
			if (!region)
				t->counted = p->n;
			for (size_t j = 0; region && j < p->regions.n; j++)
				if (!strcmp(p->regions.items[j].text, t->place))
					t->counted = p->regions.items[j].n;
		}
	}
}

static void make_thresholds(struct statement *s)
{
	for (size_t i = 0; i < s->n_thresholds; i++) {
		struct statement_threshold *t = &s->thresholds[i];

		free(t->where);
		t->where = NULL;
		if (t->kind != THRESHOLD_COUNTRIES)
			t->where = rows_where("valid",
				t->kind == THRESHOLD_COUNTRY ? t->country : NULL, NULL, NULL);
	}
}

void statement_free_lines(struct statement *s)
{
	for (size_t i = 0; i < s->n_lines; i++) {
		free(s->lines[i].name);
		free(s->lines[i].where);
	}
	free(s->lines);
	s->lines = NULL;
	s->n_lines = 0;
}

enum status statement_make_lines(struct statement_work *w)
{
	enum status st;

	statement_free_lines(&w->s);
	statement_make_days(w);
	count_parts(w);
	make_thresholds(&w->s);
	st = add_sums(w);
	add_countries(w);
	add_days(&w->s);
	return st;
}
