/* For tests on a case file in memory: records made in one line. */
#ifndef AMPARO_TESTS_RECORD_HELP_H
#define AMPARO_TESTS_RECORD_HELP_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "model/change.h"
#include "model/db.h"
#include "model/record.h"

static inline void must(struct db *db, enum status st)
{
	if (st != ST_OK)
		fail_msg("status %d: %s", (int)st, db_error(db));
}

/* Saves a record with the fields and texts given in pairs, ended by NULL; answers its id. */
static inline int64_t put(struct db *db, enum entity_id entity, ...)
{
	struct change *c = NULL;
	struct record r;
	va_list args;
	const char *field;
	int64_t id;

	record_init(&r, entity);
	va_start(args, entity);
	while ((field = va_arg(args, const char *)) != NULL)
		must(db, record_set_name(db, &r, field, va_arg(args, const char *)));
	va_end(args);
	must(db, change_begin(db, &c, "test"));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	id = r.id;
	record_free(&r);
	return id;
}

/* Changes one field of a record. */
static inline void set(
	struct db *db, enum entity_id entity, int64_t id, const char *field, const char *text)
{
	struct change *c = NULL;
	struct record r;

	must(db, record_load(db, entity, id, &r));
	must(db, record_set_name(db, &r, field, text));
	must(db, change_begin(db, &c, "test"));
	must(db, record_save(c, &r));
	must(db, change_commit(c));
	record_free(&r);
}

#endif
