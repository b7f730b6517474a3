/* What `amparo mark` prints: the marks of a petition, and what would become of them. */
#ifndef AMPARO_CLI_MARK_PRINT_H
#define AMPARO_CLI_MARK_PRINT_H

#include "cli/verb.h"
#include "model/mark_plan.h"

/* All marks, or those of one petition (0: all). */
int mark_list(struct cli *cli, int64_t petition, enum format format);

/* A line for each that is new or called otherwise; `dry` says that nothing was changed. */
void mark_print_plan(const struct mark_plan *p, bool dry);

void mark_print_bates(const struct bates *b, bool dry);

#endif
