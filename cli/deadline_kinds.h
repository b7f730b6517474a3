/* What can be done with deadlines: a function a kind. The first word is the kind. */
#ifndef AMPARO_CLI_DEADLINE_KINDS_H
#define AMPARO_CLI_DEADLINE_KINDS_H

#include "cli/verb.h"
#include "model/deadline_rule.h"
#include "model/str.h"

int deadline_kind_rules(struct cli *cli);
int deadline_kind_compute(struct cli *cli);
int deadline_kind_list(struct cli *cli);
int deadline_kind_sheet(struct cli *cli);
int deadline_kind_check(struct cli *cli);
int deadline_kind_again(struct cli *cli);

/* Who counts: --by, else $AMPARO_BY, else who sits here; appended. Answers as cli_by(). */
int deadline_by(const struct cli *cli, struct str *out);

/* The rules and calendars; what is wrong in the files is said on standard error. Free it. */
void deadline_data_said(struct deadline_data *out);

#endif
