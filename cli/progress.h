/* Progress of long work on a terminal's standard error, and Ctrl-C that stops it cleanly. */
#ifndef AMPARO_CLI_PROGRESS_H
#define AMPARO_CLI_PROGRESS_H

#include "model/db.h"

void progress_begin(struct db *db);
void progress_end(struct db *db);

#endif
