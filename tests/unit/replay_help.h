/* For tests of undo and redo. */
#ifndef AMPARO_TESTS_REPLAY_HELP_H
#define AMPARO_TESTS_REPLAY_HELP_H

#include "model/journal.h"
#include "tests/unit/sample.h"

/* Each takes back, or puts back, what is called so. */
static inline void undo(struct db *db, const char *expected)
{
	char *label = NULL;

	must(db, journal_undo(db, &label));
	assert_string_equal(label, expected);
	free(label);
}

static inline void redo(struct db *db, const char *expected)
{
	char *label = NULL;

	must(db, journal_redo(db, &label));
	assert_string_equal(label, expected);
	free(label);
}

static inline void assert_nothing_left(struct db *db, bool to_undo)
{
	char *label = NULL;
	enum status st = to_undo ? journal_undo(db, &label) : journal_redo(db, &label);

	assert_refused(db, st, ST_NOTFOUND, to_undo ? "nothing to undo" : "nothing to redo");
	assert_null(label);
}

static inline void assert_verifies(struct db *db)
{
	int64_t bad = -1;

	must(db, journal_verify(db, NULL, NULL, NULL, &bad));
	assert_int_equal(bad, 0);
	assert_index_whole(db);
	assert_int_equal(raw_number(db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
}

#endif
