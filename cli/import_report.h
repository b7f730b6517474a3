/* What an import of rows says of itself, planned or done: for people, and for programs. */
#ifndef AMPARO_CLI_IMPORT_REPORT_H
#define AMPARO_CLI_IMPORT_REPORT_H

#include <stdbool.h>

#include "import/plan.h"
#include "model/status.h"

#define IMPORT_REFUSED_SHOWN 20 /* samples that a plan should keep */

/* What the verdicts are called where these rows are imported; marked for translation. */
struct import_words {
	const char *heads[PLAN_VERDICTS];   /* over samples; NULL: none are shown */
	const char *done[PLAN_VERDICTS];    /* "added" */
	const char *planned[PLAN_VERDICTS]; /* "would be added" */
};

void import_report_text(
	const char *path, const struct import_plan *p, bool dry, const struct import_words *words);
void import_report_json(const struct import_plan *p);

/* A line a row, as the import comes to it; for a plan's `row`, whose `arg` is the FILE. */
void import_report_rows_head(void);
enum status import_report_row(void *arg, const struct plan_row *row);

#endif
