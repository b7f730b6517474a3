/* A record that somebody typed, kept as one change with the label that people read in the log. */
#ifndef AMPARO_TUI_SAVE_H
#define AMPARO_TUI_SAVE_H

#include "model/db.h"
#include "model/record.h"
#include "model/status.h"

/* As record_save(); nothing is left open after a failure. */
enum status save_record(struct db *db, struct record *r) MUST_USE;

#endif
