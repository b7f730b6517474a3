/*
 * The schema's steps, in order: model/migrations/NNNN_name.sql, made into C by
 * build-aux/embed-sql.sh. Replayed in order they build a new file and bring an old one forward;
 * a released one is never edited. Constant; numbers run 1, 2, 3 ... without a gap.
 */
#ifndef AMPARO_MODEL_MIGRATIONS_H
#define AMPARO_MODEL_MIGRATIONS_H

#include <stddef.h>

struct migration {
	int number;       /* user_version once it was applied */
	const char *name; /* what the file is called, without number and ending */
	const char *sql;  /* one or more statements */
};

extern const struct migration migrations[];
extern const size_t n_migrations;

#endif
