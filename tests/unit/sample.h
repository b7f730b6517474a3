/* For tests that go over every entity: valid records made from the descriptions alone. */
#ifndef AMPARO_TESTS_SAMPLE_H
#define AMPARO_TESTS_SAMPLE_H

#include <inttypes.h>

#include "tests/unit/model_help.h"

static inline int64_t sample(struct db *db, enum entity_id entity, unsigned n, bool full);

static inline const char *sample_of(const char *const *list, unsigned n)
{
	unsigned count = 0;

	while (list[count])
		count++;
	return list[n % count];
}

/* A valid text for a field that is no reference; the n-th. */
static inline void sample_text(const struct field *f, unsigned n, struct str *out)
{
	static const char *const words[] = { "Haifa", "חיפה", "香港", "Ñandú", "عمان", "zebra",
		"Ärger", NULL };
	static const char *const dates[] = { "2020", "2020-04", "2020-04-17", "2020-04~", "2019?",
		"2021-12-31", "1999%", NULL };
	static const char *const countries[] = { "IL", "HK", "MX", "PS", NULL };
	static const char *const languages[] = { "he", "en", "zh-Hant", "es", NULL };
	unsigned choices = 0;

	switch (f->type) {
	case FIELD_TEXT:
		str_addf(out, "%s %s %u", sample_of(words, n), f->name, n);
		break;
	case FIELD_LONG:
		str_addf(out, "%s of\n\n*%s* %u", f->name, sample_of(words, n + 1), n);
		break;
	case FIELD_ENUM:
		while (f->choices[choices].name)
			choices++;
		str_add(out, f->choices[n % choices].name);
		break;
	case FIELD_DATE:
		str_add(out, sample_of(dates, n));
		break;
	case FIELD_DAY:
		str_addf(out, "2020-04-%02u", n % 28 + 1);
		break;
	case FIELD_INT:
		str_addf(out, "%u", n);
		break;
	case FIELD_COUNTRY:
		str_add(out, sample_of(countries, n));
		break;
	case FIELD_LANG:
		str_add(out, sample_of(languages, n));
		break;
	case FIELD_EMAIL:
		str_addf(out, "someone%u@example.org", n);
		break;
	case FIELD_URL:
		str_addf(out, "https://example.org/%u", n);
		break;
	case FIELD_HASH:
		str_addf(out, "%064x", n);
		break;
	case FIELD_REF:
	case FIELD_ANY:
		break;
	}
}

/* A record of the kind, the n-th, made where there is none and no change is open; 0: none. */
static inline int64_t sample_target(struct db *db, enum entity_id entity, unsigned n, bool make)
{
	struct str sql = STR_INIT;
	int64_t count, id = 0;

	str_addf(&sql, "SELECT count(*) FROM \"%s\"", entity_get(entity)->name);
	count = raw_number(db, str_text(&sql));
	str_clear(&sql);
	str_addf(&sql, "SELECT id FROM \"%s\" ORDER BY id LIMIT 1 OFFSET %" PRId64,
		entity_get(entity)->name, count ? n % count : 0);
	if (count)
		id = raw_number(db, str_text(&sql));
	else if (make && !db_in_change(db))
		id = sample(db, entity, n, false);
	str_free(&sql);
	return id;
}

static inline void sample_reference(struct db *db, struct record *r, size_t i, unsigned n)
{
	const struct field *f = &r->entity->fields[i];
	struct str text = STR_INIT;
	int64_t id;

	if (f->type == FIELD_ANY) {
		struct record target;

		id = sample_target(db, ENTITY_CASE, n, true);
		if (!id)
			return;
		must(db, record_load(db, ENTITY_CASE, id, &target));
		str_addf(&text, "case:%s", record_show(&target, "ref"));
		must(db, record_set(db, r, (int)i, str_text(&text)));
		record_free(&target);
		str_free(&text);
		return;
	}
	/* A cosigner's version is one of the letter, a total is of one thing only, a duplicate is
	 * one of a row of its petition, and no claim stands below itself. */
	if (f->entity == ENTITY_VERSION || !strcmp(f->name, "duplicate_of") ||
		(r->entity->id == ENTITY_CLAIM && f->entity == ENTITY_CLAIM) ||
		(r->entity->id == ENTITY_TOTAL &&
			f->entity == (n % 2 ? ENTITY_LETTER : ENTITY_PETITION)))
		return;
	id = sample_target(db, f->entity, n, f->entity != r->entity->id);
	/* Nothing reviews or replaces itself. */
	if (id && (id != r->id || f->entity != r->entity->id))
		must(db, record_set_num(db, r, f->name, id));
}

/* Texts that have a form of their own; answers whether this is one. */
static inline bool sample_formal(
	enum entity_id entity, const char *name, unsigned n, struct str *out)
{
	if (entity == ENTITY_RULING && !strcmp(name, "ecli"))
		str_addf(out, "ECLI:IL:HCJ:%u:%u", 2000 + n % 20, n);
	else if (entity == ENTITY_CUSTODY && !strcmp(name, "at"))
		str_addf(out, "2020-04-%02u", 1 + n % 28);
	return out->len > 0;
}

/* Fills what is required, or everything but the ref; what is fixed only where it is empty. */
static inline void sample_fill(struct db *db, struct record *r, unsigned n, bool full)
{
	for (size_t i = 0; i < r->entity->n_fields; i++) {
		const struct field *f = &r->entity->fields[i];
		bool wanted = full || f->flags & FIELD_REQUIRED ||
			      (r->entity->id == ENTITY_TOTAL && f->flags & FIELD_OWNER);
		struct str text = STR_INIT;

		if (!wanted || !strcmp(f->name, "ref") ||
			(f->flags & FIELD_FIXED && r->values[i].text))
			continue;
		if (f->type == FIELD_REF || f->type == FIELD_ANY) {
			sample_reference(db, r, i, n);
			continue;
		}
		if (!sample_formal(r->entity->id, f->name, n, &text))
			sample_text(f, n, &text);
		/* A yes is to a text, which the letters here have not. */
		if (r->entity->id == ENTITY_COSIGNER && !strcmp(str_text(&text), "confirmed")) {
			str_clear(&text);
			str_add(&text, "invited");
		}
		must(db, record_set(db, r, (int)i, str_text(&text)));
		str_free(&text);
	}
	/* A new claim is unproven; what else it is needs a reason. */
	if (r->entity->id == ENTITY_CLAIM && !record_get(r, "status_reason"))
		must(db, record_set_name(db, r, "status", "unproven"));
	/* Nobody stands twice below a letter. */
	if (r->entity->id == ENTITY_COSIGNER) {
		static unsigned cosigners;
		char title[32];

		snprintf(title, sizeof(title), "zebra title %u", ++cosigners);
		must(db, record_set_name(db, r, "title", title));
	}
	/* A rule says what its kind looks at, and nothing else. */
	if (r->entity->id == ENTITY_RULE) {
		must(db, record_set_name(db, r, "kind", "name_pattern"));
		must(db, record_set_name(db, r, "pattern", n % 2 ? "*casino*" : "?"));
		must(db, record_set_name(db, r, "from", NULL));
		must(db, record_set_name(db, r, "to", NULL));
		must(db, record_set_name(db, r, "batch", NULL));
	}
	/* What was filed does not change. */
	if (r->entity->id == ENTITY_MARK) {
		record_put(r, "state", "draft");
		record_put(r, "filing", NULL);
	}
}

/* Makes one in a change of its own and answers its id. */
static inline int64_t sample(struct db *db, enum entity_id entity, unsigned n, bool full)
{
	struct change *c = NULL;
	struct record r;
	int64_t id;

	record_init(&r, entity);
	sample_fill(db, &r, n, full);
	must(db, change_begin(db, &c, "add %s", r.entity->name));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	id = r.id;
	record_free(&r);
	return id;
}

#endif
