#include "config.h"

#include "model/filter_term.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

#include "model/country.h"
#include "model/date.h"
#include "model/db_internal.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/text.h"

static enum status one_more(struct term *t)
{
	if (t->conditions++ < FILTER_VALUES)
		return ST_OK;
	return db_fail(
		t->db, ST_INVALID, NULL, _("the filter has more than %d values"), FILTER_VALUES);
}

static size_t add_value(struct term *t, const char *value)
{
	assert(t->f->n_values < FILTER_VALUES);
	t->f->values[t->f->n_values] = mem_text(value);
	return t->f->n_values++;
}

static enum status bad_value(struct term *t, const char *value, const char *what)
{
	struct str shown = STR_INIT;
	enum status st;

	text_clean(&shown, value, strlen(value), TEXT_LINE);
	st = db_fail(t->db, ST_INVALID, t->field->name, _("filter: %s: \"%s\" %s"), t->field->name,
		str_text(&shown), what);
	str_free(&shown);
	return st;
}

/* Signatories whom a query of their search table finds. */
static void signatories_sql(struct term *t, const char *match)
{
	struct filter *f = t->f;

	if (f->sets) {
		assert(f->n_matches < FILTER_VALUES);
		str_addf(&f->sql, "amparo_among(:s%zu, t.id)", f->n_matches);
		f->matches[f->n_matches++] = mem_text(match);
		return;
	}
	str_addf(&f->sql,
		"t.id IN (SELECT rowid FROM signatory_search WHERE signatory_search MATCH :v%zu)",
		add_value(t, match));
}

enum status filter_term_words(struct term *t, const char *words)
{
	enum status st = one_more(t);
	struct str match = STR_INIT;
	size_t n, v;

	if (st)
		return st;
	n = filter_match(words, &match);
	if (!n || t->e->id == ENTITY_SIGNATORY) {
		if (n)
			signatories_sql(t, str_text(&match));
		else
			str_add(&t->f->sql, "1");
		str_free(&match);
		return ST_OK;
	}
	v = add_value(t, str_text(&match));
	str_free(&match);
	str_addf(&t->f->sql,
		"t.id IN (SELECT rowid FROM record_search WHERE record_search MATCH :v%zu)", v);
	for (size_t i = 0; i < t->e->n_fields; i++) {
		const struct field *f = &t->e->fields[i];

		if (f->type == FIELD_REF && f->flags & FIELD_LISTED &&
			(!t->e->scope || strcmp(f->name, t->e->scope)))
			str_addf(&t->f->sql,
				" OR t.\"%s\" IN (SELECT rowid FROM record_search WHERE "
				"record_search MATCH :v%zu)",
				f->name, v);
	}
	return ST_OK;
}

static bool is_text(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_LONG || f->type == FIELD_EMAIL ||
	       f->type == FIELD_URL || f->type == FIELD_HASH;
}

/* field:words of a text field; signatories' names and cities have an index of their own. */
static void has_sql(struct term *t, const char *value)
{
	const char *name = t->field->name;
	bool indexed = t->e->id == ENTITY_SIGNATORY &&
		       (!strcmp(name, "name") || !strcmp(name, "city") ||
			       !strcmp(name, "comment") || !strcmp(name, "notes"));
	struct str words = STR_INIT, match = STR_INIT;

	if (!filter_match(value, &words)) {
		str_add(&t->f->sql, "1");
	} else if (indexed) {
		str_addf(&match, "%s : (%s)", name, str_text(&words));
		signatories_sql(t, str_text(&match));
	} else {
		str_addf(&t->f->sql, "amparo_has(t.\"%s\", :v%zu)", name, add_value(t, value));
	}
	str_free(&words);
	str_free(&match);
}

/* "Is not" keeps the empty ones: what is not known to be so is not so. */
static void compare_sql(struct term *t, const char *column, const char *value)
{
	static const char *const ops[] = { "=", "=", "IS NOT", "<", "<=", ">", ">=" };

	str_addf(&t->f->sql, "%s %s :v%zu", column, ops[t->op], add_value(t, value));
}

/* A month stands for all its days: ">2020-07" begins in August, "<=2020-07" ends with July. */
static enum status date_sql(struct term *t, const char *value)
{
	struct str column = STR_INIT, bound = STR_INIT;
	struct date date;
	char text[DATE_TEXT_MAX];
	size_t v;

	if (date_parse(value, &date))
		return bad_value(t, value, _("is not a date; write 2020-07-01, 2020-07 or 2020"));
	date.doubt = DATE_SURE;
	date_format(&date, text);
	str_addf(&column, "rtrim(t.\"%s\", '~?%%')", t->field->name);
	if (t->op == OP_HAS || t->op == OP_IS) {
		v = add_value(t, text);
		if (t->op == OP_IS)
			str_addf(&t->f->sql, "%s = :v%zu", str_text(&column), v);
		else
			str_addf(&t->f->sql, "(%s >= :v%zu AND %s <= :v%zu || '-~')",
				str_text(&column), v, str_text(&column), v);
	} else {
		str_add(&bound, text);
		if (t->op == OP_MORE || t->op == OP_LESS_IS)
			str_add(&bound, "-~");
		compare_sql(t, str_text(&column), str_text(&bound));
	}
	str_free(&column);
	str_free(&bound);
	return ST_OK;
}

/* The ids are looked up first: a comparison with a known number is what an index can answer. */
static enum status ref_ids(struct term *t, const char *value, struct str *ids)
{
	const struct entity *e = entity_get(t->field->entity);
	struct str sql = STR_INIT;
	struct stmt *s;
	int64_t id = 0;
	enum status st;

	if (strchr(value, '/')) {
		st = record_find(t->db, e->id, value, &id);
		if (st == ST_NOTFOUND || st == ST_CONFLICT)
			return db_fail(t->db, ST_INVALID, t->field->name, _("filter: %s: %s"),
				t->field->name, db_error(t->db));
		str_addf(ids, "%lld", (long long)id);
		return st;
	}
	str_addf(&sql, "SELECT id FROM \"%s\" WHERE ref = :ref LIMIT 50", e->name);
	st = stmt_get(t->db, str_text(&sql), &s);
	str_free(&sql);
	if (st)
		return st;
	stmt_text(s, ":ref", value);
	while ((st = stmt_step(s)) == ST_OK)
		str_addf(ids, "%s%lld", ids->len ? ", " : "", (long long)stmt_get_int(s, 0));
	stmt_done(s);
	if (st == ST_END && !ids->len)
		return bad_value(t, value, _("is no reference that there is"));
	return st == ST_END ? ST_OK : st;
}

static enum status ref_sql(struct term *t, const char *value)
{
	struct str ids = STR_INIT;
	enum status st;

	if (t->op != OP_HAS && t->op != OP_IS && t->op != OP_NOT)
		return bad_value(t, value, _("is a reference; it can be equal or not, no more"));
	st = ref_ids(t, value, &ids);
	if (st == ST_OK && t->op == OP_NOT)
		str_addf(&t->f->sql, "coalesce(t.\"%s\" NOT IN (%s), 1)", t->field->name,
			str_text(&ids));
	else if (st == ST_OK)
		str_addf(&t->f->sql,
			strchr(str_text(&ids), ',') ? "t.\"%s\" IN (%s)" : "t.\"%s\" = %s",
			t->field->name, str_text(&ids));
	str_free(&ids);
	return st;
}

static enum status number_sql(struct term *t, const char *value)
{
	struct str column = STR_INIT;

	for (const char *p = value; *p; p++)
		if (!isdigit((unsigned char)*p) || p - value > 17)
			return bad_value(t, value, _("is not a whole number"));
	/* A bound text would sort after every number. */
	str_addf(&column, "CAST(t.\"%s\" AS INTEGER)", t->field->name);
	compare_sql(t, str_text(&column), value);
	/* The parameter is text: the cast of the column does not convert it. */
	str_add(&t->f->sql, " + 0");
	str_free(&column);
	return ST_OK;
}

static enum status choice_sql(struct term *t, const char *value)
{
	struct str names = STR_INIT, what = STR_INIT;
	struct str column = STR_INIT;
	enum status st = ST_OK;
	bool known = false;

	for (const struct choice *c = t->field->choices; c->name; c++) {
		known = known || !strcmp(c->name, value);
		str_addf(&names, "%s%s", names.len ? ", " : "", c->name);
	}
	if (!known) {
		str_addf(&what, _("is none of: %s"), str_text(&names));
		st = bad_value(t, value, str_text(&what));
	} else {
		str_addf(&column, "t.\"%s\"", t->field->name);
		compare_sql(t, str_text(&column), value);
	}
	str_free(&names);
	str_free(&what);
	str_free(&column);
	return st;
}

static void plain_sql(struct term *t, const char *value)
{
	struct str column = STR_INIT;
	char code[3];

	str_addf(&column, "t.\"%s\"", t->field->name);
	if (t->field->type == FIELD_COUNTRY && country_code(value, strlen(value), code))
		value = code;
	compare_sql(t, str_text(&column), value);
	str_free(&column);
}

enum status filter_term_value(struct term *t, const char *value)
{
	enum status st = one_more(t);

	if (st)
		return st;
	if (!*value) {
		if (t->op != OP_IS && t->op != OP_HAS && t->op != OP_NOT)
			return bad_value(t, value, _("cannot be compared with"));
		str_addf(&t->f->sql, "t.\"%s\" IS %sNULL", t->field->name,
			t->op == OP_NOT ? "NOT " : "");
		return ST_OK;
	}
	if (t->op == OP_HAS && is_text(t->field) && strcmp(t->field->name, "ref")) {
		has_sql(t, value);
		return ST_OK;
	}
	switch (t->field->type) {
	case FIELD_DATE:
	case FIELD_DAY:
		return date_sql(t, value);
	case FIELD_REF:
		return ref_sql(t, value);
	case FIELD_INT:
		return number_sql(t, value);
	case FIELD_ENUM:
		return choice_sql(t, value);
	case FIELD_ANY:
		return bad_value(t, value, _("cannot be filtered by; filter by words instead"));
	default:
		plain_sql(t, value);
		return ST_OK;
	}
}
