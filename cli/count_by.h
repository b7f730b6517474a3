/* `amparo count --by`: how many signed in each day, week, month, year or country. */
#ifndef AMPARO_CLI_COUNT_BY_H
#define AMPARO_CLI_COUNT_BY_H

#include <stdint.h>

#include "cli/verb.h"

/* Prints. `by` is what --by was given; answers the exit status, after saying what is wrong. */
int count_by(struct cli *cli, int64_t petition, const char *by, enum format format);

#endif
