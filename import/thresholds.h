/*
 * Thresholds of a petition from CSV in UTF-8: title, kind, value, country, source; columns in
 * any order, the last two may be missing. All rows go in, or none: a rule with half of its minima
 * would say something else. One that is there already, with the same title, kind, value and
 * country, is not written again.
 */
#ifndef AMPARO_IMPORT_THRESHOLDS_H
#define AMPARO_IMPORT_THRESHOLDS_H

#include <stdbool.h>
#include <stdint.h>

#include "import/source.h"
#include "model/db.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"

struct thresholds_options {
	int64_t petition;
	const char *path; /* see thresholds_path() */
	struct source_options source;
	bool dry_run; /* all is done and taken back */
	void (*row)(void *arg, const struct record *threshold, bool known); /* may be NULL */
	void *arg;
};

struct thresholds_summary {
	int64_t added;
	int64_t known; /* were there already */
};

/* One change. ST_INVALID: the sentence names the line. ST_IO, ST_NOTFOUND, ST_DB. */
enum status import_thresholds(
	struct db *db, const struct thresholds_options *o, struct thresholds_summary *out) MUST_USE;

/* A file, as typed, or the name of a set that came with the program: its path is appended. */
void thresholds_path(const char *typed, struct str *out);

/* The sets that came with the program, by name; `label` (translated) says of what, "" not known. */
void thresholds_sets(void (*set)(void *arg, const char *name, const char *label), void *arg);

#endif
