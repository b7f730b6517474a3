/*
 * The demo cases: data files in share/demo, loaded through the same calls as a user's own work.
 */
#ifndef AMPARO_IMPORT_DEMO_H
#define AMPARO_IMPORT_DEMO_H

#include "model/db.h"
#include "model/status.h"

/*
 * Loads every *.rec file of `dir` in name order, one change a file. ST_IO; ST_INVALID names the
 * file, the line and what is wrong there.
 */
enum status demo_load(struct db *db, const char *dir) MUST_USE;

#endif
