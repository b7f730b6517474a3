/* For tests of what was done: changes, one of which is an import, and a change as text. */
#ifndef AMPARO_TESTS_HISTORY_HELP_H
#define AMPARO_TESTS_HISTORY_HELP_H

#include "model/history.h"
#include "model/signatory.h"
#include "tests/unit/model_help.h"

#define BULK 40000 /* rows that make several parts */

static inline void undo(struct db *db)
{
	char *label = NULL;

	must(db, journal_undo(db, &label));
	free(label);
}

static inline void redo(struct db *db)
{
	char *label = NULL;

	must(db, journal_redo(db, &label));
	free(label);
}

static inline void take_out(struct db *db, enum entity_id entity, int64_t id)
{
	struct change *c = NULL;

	must(db, change_begin(db, &c, "remove"));
	must(db, record_remove(c, entity, id, true));
	must(db, change_commit(c));
}

/* An event as a line: "4 undo changed title: Two > One; status: closed > open". */
static inline void write_change(const struct history_change *c, struct str *out)
{
	static const char *const acts[] = { "added", "changed", "removed", "back" };

	str_add(out, acts[c->act]);
	for (size_t i = 0; i < c->before.entity->n_fields; i++) {
		const char *from = c->before.values[i].text, *to = c->after.values[i].text;

		if (c->fields & (uint64_t)1 << i)
			str_addf(out, " %s: %s > %s;", c->before.entity->fields[i].name,
				from ? from : "", to ? to : "");
	}
}

/* ---- imports ---- */

static inline struct slice slice(const char *text)
{
	return (struct slice){ text, strlen(text) };
}

/* Entry 3; the petition's row is written before and after the signatories. Answers the first. */
static inline int64_t import(struct db *db, int64_t *petition)
{
	struct signatory_writer *w = NULL;
	struct change *c = NULL;
	struct record r;

	put(db, ENTITY_CASE, "ref", "c", "title", "Case", NULL);
	*petition = put(db, ENTITY_PETITION, "ref", "p", "title", "Petition", "case", "c", NULL);
	must(db, record_load(db, ENTITY_PETITION, *petition, &r));
	must(db, change_begin(db, &c, "import"));
	must(db, record_set_name(db, &r, "target", "1000"));
	must(db, record_save(c, &r));
	must(db, signatory_writer_open(c, *petition, 0, BULK, &w));
	for (int i = 0; i < BULK; i++) {
		struct str name = STR_INIT;
		struct signatory s;

		str_addf(&name, "Name %d", i);
		s = (struct signatory){ .name = slice(str_text(&name)), .country = slice("IL") };
		must(db, signatory_write(w, &s));
		str_free(&name);
	}
	must(db, signatory_writer_close(w));
	must(db, record_set_name(db, &r, "status", "open"));
	must(db, record_set_name(db, &r, "target", "2000"));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	record_free(&r);
	assert_true(raw_number(db, "SELECT count(*) FROM journal_part WHERE journal = 3") > 3);
	return raw_number(db, "SELECT min(id) FROM signatory");
}

#endif
