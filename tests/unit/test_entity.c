#include "config.h"

#include "model/entity.h"

#include "tests/unit/model_help.h"

/* ---- the tables against the schema ---- */

/* Appends the SQL of a table without comments, each run of blanks as one. */
static void table_sql(struct db *db, const char *table, struct str *out)
{
	sqlite3_stmt *s = NULL;
	const char *p;

	assert_int_equal(sqlite3_prepare_v2(db->handle,
				 "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1",
				 -1, &s, NULL),
		SQLITE_OK);
	sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC);
	if (sqlite3_step(s) != SQLITE_ROW)
		fail_msg("there is no table %s", table);
	for (p = (const char *)sqlite3_column_text(s, 0); *p;) {
		if (!strncmp(p, "--", 2)) {
			p += strcspn(p, "\n");
		} else if (strchr(" \t\n", *p)) {
			p += strspn(p, " \t\n");
			str_add_c(out, ' ');
		} else {
			str_add_c(out, *p++);
		}
	}
	sqlite3_finalize(s);
}

static void list_choices(const struct field *f, struct str *out)
{
	for (const struct choice *c = f->choices; c->name; c++)
		str_addf(out, "%s'%s'", c == f->choices ? "" : ", ", c->name);
}

static void list_entities(struct str *out)
{
	for (int i = 0; i < ENTITY_COUNT; i++)
		str_addf(out, "%s'%s'", i ? ", " : "", entity_get((enum entity_id)i)->name);
}

/* What must be true of a column's values, as the schema writes it. */
static void expected_check(const struct field *f, bool required, struct str *out)
{
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_LONG:
		if (required)
			str_addf(out, " CHECK (\"%s\" <> '')", f->name);
		break;
	case FIELD_ENUM:
		str_addf(out, " CHECK (\"%s\" IN (", f->name);
		list_choices(f, out);
		str_add(out, "))");
		break;
	case FIELD_REF:
		str_addf(out, " REFERENCES \"%s\" (id)", entity_get(f->entity)->name);
		break;
	case FIELD_DATE:
		str_addf(out, " CHECK (\"%s\" GLOB '[0-9][0-9][0-9][0-9]*')", f->name);
		break;
	case FIELD_DAY:
		str_addf(out, " CHECK (\"%s\" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')",
			f->name);
		break;
	case FIELD_INT:
		str_addf(out, " CHECK (\"%s\" >= 0)", f->name);
		break;
	case FIELD_COUNTRY:
		str_addf(out, " CHECK (\"%s\" GLOB '[A-Z][A-Z]')", f->name);
		break;
	case FIELD_HASH:
		str_addf(out, " CHECK (length(\"%s\") = 64)", f->name);
		break;
	case FIELD_ANY:
		str_addf(out, ", \"%s_entity\" TEXT%s CHECK (\"%s_entity\" IN (", f->name,
			required ? " NOT NULL" : "", f->name);
		list_entities(out);
		str_add(out, "))");
		break;
	case FIELD_LANG:
	case FIELD_EMAIL:
	case FIELD_URL:
		break;
	}
}

static void expected_column(const struct field *f, struct str *out)
{
	bool required = f->flags & FIELD_REQUIRED || !strcmp(f->name, "ref");
	bool number = f->type == FIELD_REF || f->type == FIELD_ANY || f->type == FIELD_INT;

	str_addf(out, " \"%s\" %s%s", f->name, number ? "INTEGER" : "TEXT",
		required ? " NOT NULL" : "");
	expected_check(f, required, out);
}

/* Another column follows, or the end of the table; never more that is said of this one. */
static bool has_column(const char *sql, const char *column)
{
	for (const char *at = sql; (at = strstr(at, column)) != NULL; at++)
		if (strchr(",)", at[strlen(column)]))
			return true;
	return false;
}

static void entity_tables__say_what_the_schema_says(void **state)
{
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);
		struct str sql = STR_INIT, column = STR_INIT;

		table_sql(*state, e->name, &sql);
		for (size_t k = 0; k < e->n_fields; k++) {
			str_clear(&column);
			expected_column(&e->fields[k], &column);
			if (!has_column(str_text(&sql), str_text(&column)))
				fail_msg("%s: the schema has no%s\n%s", e->name, str_text(&column),
					str_text(&sql));
		}
		if (!strstr(str_text(&sql), ") STRICT"))
			fail_msg("%s is not STRICT", e->name);
		str_free(&sql);
		str_free(&column);
	}
}

static bool is_field_column(const struct entity *e, const char *column)
{
	static const char *const own[] = { "id", "revision", "sort_key" };
	const char *ending = strstr(column, "_entity");
	char name[64];
	int i;

	for (size_t k = 0; k < sizeof(own) / sizeof(own[0]); k++)
		if (!strcmp(column, own[k]))
			return true;
	if (entity_field(e, column) >= 0)
		return true;
	snprintf(name, sizeof(name), "%.*s", ending ? (int)(ending - column) : 0, column);
	i = entity_field(e, name);
	return i >= 0 && e->fields[i].type == FIELD_ANY;
}

static void schema__has_no_column_that_is_not_a_field(void **state)
{
	struct db *db = *state;

	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);
		struct str sql = STR_INIT;
		sqlite3_stmt *s = NULL;
		size_t columns = 0, expected = 3;

		str_addf(&sql, "PRAGMA table_info(\"%s\")", e->name);
		assert_int_equal(
			sqlite3_prepare_v2(db->handle, str_text(&sql), -1, &s, NULL), SQLITE_OK);
		for (; sqlite3_step(s) == SQLITE_ROW; columns++) {
			const char *name = (const char *)sqlite3_column_text(s, 1);
			if (!is_field_column(e, name))
				fail_msg("%s has the column %s", e->name, name);
		}
		for (size_t k = 0; k < e->n_fields; k++)
			expected += e->fields[k].type == FIELD_ANY ? 2 : 1;
		assert_int_equal(columns, expected);
		sqlite3_finalize(s);
		str_free(&sql);
	}
}

static void schema__has_a_table_for_every_entity_and_no_more(void **state)
{
	struct str found = STR_INIT;

	dump_rows(*state,
		"SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%revision%' "
		"ORDER BY name",
		&found);
	for (const char *line = str_text(&found); *line; line += strcspn(line, "\n") + 1) {
		char name[64];

		snprintf(name, sizeof(name), "%.*s", (int)strcspn(line + 2, "'"), line + 2);
		if (!entity_find(name) || strcmp(entity_find(name)->name, name))
			fail_msg("no entity is described for the table %s", name);
	}
	str_free(&found);
}

static void schema__keeps_refs_unique_within_their_scope(void **state)
{
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);
		struct str sql = STR_INIT;

		str_addf(&sql,
			"SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND sql IN "
			"('CREATE UNIQUE INDEX %s_ref ON \"%s\" (%s%s%sref)', "
			"'CREATE UNIQUE INDEX %s_ref ON %s (%s%sref)')",
			e->name, e->name, e->scope ? "\"" : "", e->scope ? e->scope : "",
			e->scope ? "\", " : "", e->name, e->name, e->scope ? e->scope : "",
			e->scope ? ", " : "");
		if (raw_number(*state, str_text(&sql)) != 1)
			fail_msg("%s has no unique index on its refs: %s", e->name, str_text(&sql));
		str_free(&sql);
	}
}

/* ---- the tables by themselves ---- */

static void entity_tables__name_nothing_twice(void **state)
{
	(void)state;
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);

		assert_int_equal(e->id, i);
		assert_ptr_equal(entity_find(e->name), e);
		assert_ptr_equal(entity_find(e->plural), e);
		for (size_t k = 0; k < e->n_fields; k++)
			if (entity_field(e, e->fields[k].name) != (int)k)
				fail_msg("%s has two fields %s", e->name, e->fields[k].name);
	}
}

static void entity_tables__have_their_scope_headline_and_sort(void **state)
{
	(void)state;
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);
		int headline = entity_field(e, e->headline);
		int scope = e->scope ? entity_field(e, e->scope) : 0;
		const unsigned owned = FIELD_OWNER | FIELD_REQUIRED | FIELD_FIXED;

		assert_non_null(e->label);
		assert_non_null(e->labels);
		assert_true(headline >= 0);
		assert_int_equal(e->fields[headline].type, FIELD_TEXT);
		assert_true(scope >= 0);
		if (e->scope) {
			assert_int_equal(e->fields[scope].type, FIELD_REF);
			assert_int_equal(e->fields[scope].flags & owned, owned);
		}
		for (const char *sort = e->sort; sort;) {
			size_t len = strcspn(sort, ",");
			char *field = mem_text_n(sort + (*sort == '-'), len - (*sort == '-'));

			assert_true(entity_field(e, field) >= 0);
			free(field);
			sort = sort[len] ? sort + len + 1 : NULL;
		}
		assert_int_equal(entity_field(e, "ref"), 0);
		assert_true(entity_field(e, "title") > 0);
		assert_true(entity_field(e, "notes") > 0);
		assert_true(entity_field(e, "level") > 0);
	}
}

static void check_field(const struct entity *e, const struct field *f)
{
	size_t choices = 0;

	if (!f->label || !*f->label || field_width(f) < 1)
		fail_msg("%s.%s has no label or width", e->name, f->name);
	if ((f->type == FIELD_ENUM) != (f->choices != NULL))
		fail_msg("%s.%s: choices go with an enum", e->name, f->name);
	if (f->type == FIELD_REF)
		assert_non_null(entity_get(f->entity));
	for (const struct choice *c = f->choices; c && c->name; c++, choices++) {
		assert_non_null(c->label);
		assert_string_equal(field_choice_label(f, c->name), c->label);
		for (const struct choice *d = f->choices; d < c; d++)
			assert_string_not_equal(c->name, d->name);
	}
	if (f->choices)
		assert_true(choices > 1);
	if (f->fallback && f->type == FIELD_ENUM)
		assert_non_null(field_choice_label(f, f->fallback));
}

static void entity_fields__are_whole(void **state)
{
	(void)state;
	for (int i = 0; i < ENTITY_COUNT; i++) {
		const struct entity *e = entity_get((enum entity_id)i);
		size_t listed = 0;

		for (size_t k = 0; k < e->n_fields; k++) {
			check_field(e, &e->fields[k]);
			listed += (e->fields[k].flags & FIELD_LISTED) != 0;
		}
		assert_true(listed > 1);
	}
}

static void entity_find__knows_no_other_names(void **state)
{
	(void)state;
	assert_null(entity_find(""));
	assert_null(entity_find("Case"));
	assert_null(entity_find("journal"));
	assert_int_equal(entity_field(entity_get(ENTITY_CASE), "id"), -1);
	assert_int_equal(entity_field(entity_get(ENTITY_CASE), ""), -1);
	assert_null(field_choice_label(&entity_get(ENTITY_CASE)->fields[2], "ope"));
}

static void entity_owned_by__finds_the_field(void **state)
{
	const struct entity *proof = entity_get(ENTITY_PROOF);

	(void)state;
	assert_int_equal(entity_owned_by(proof, ENTITY_CLAIM), entity_field(proof, "claim"));
	assert_int_equal(entity_owned_by(proof, ENTITY_EXHIBIT), entity_field(proof, "exhibit"));
	assert_int_equal(entity_owned_by(proof, ENTITY_CASE), -1);
	/* A reference alone is no owner. */
	assert_int_equal(entity_owned_by(entity_get(ENTITY_EVENT), ENTITY_EXHIBIT), -1);
}

/* Where something is typed that has no form of its own, a line says what belongs there. */
static void entity_fields__that_take_words_have_help(void **state)
{
	(void)state;
	for (int id = 0; id < ENTITY_COUNT; id++) {
		const struct entity *e = entity_get((enum entity_id)id);

		for (size_t i = 0; i < e->n_fields; i++) {
			const struct field *f = &e->fields[i];

			if (f->type != FIELD_TEXT && f->type != FIELD_EMAIL && f->type != FIELD_URL)
				continue;
			if (!f->help || !*f->help || f->help[strlen(f->help) - 1] == '.')
				fail_msg("%s.%s has no help", e->name, f->name);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entity_tables__say_what_the_schema_says),
		cmocka_unit_test(schema__has_no_column_that_is_not_a_field),
		cmocka_unit_test(schema__has_a_table_for_every_entity_and_no_more),
		cmocka_unit_test(schema__keeps_refs_unique_within_their_scope),
		cmocka_unit_test(entity_tables__name_nothing_twice),
		cmocka_unit_test(entity_tables__have_their_scope_headline_and_sort),
		cmocka_unit_test(entity_fields__are_whole),
		cmocka_unit_test(entity_find__knows_no_other_names),
		cmocka_unit_test(entity_owned_by__finds_the_field),
		cmocka_unit_test(entity_fields__that_take_words_have_help),
	};

	return cmocka_run_group_tests(tests, model_set_up, model_tear_down);
}
