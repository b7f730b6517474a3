/* The events that sources date otherwise, for `timeline --conflicts`. */
#ifndef AMPARO_CLI_TIMELINE_CONFLICTS_H
#define AMPARO_CLI_TIMELINE_CONFLICTS_H

#include <stdint.h>

#include "cli/verb.h"

/* Of a case, or (0) of all: each event with what every source says. */
enum status timeline_conflicts(struct cli *cli, int64_t case_id, enum format format) MUST_USE;

#endif
