/* What can be imported: a function a kind, each in a file of its own. The first word is the kind.
 */
#ifndef AMPARO_CLI_IMPORT_KINDS_H
#define AMPARO_CLI_IMPORT_KINDS_H

#include "cli/verb.h"

int import_kind_contacts(struct cli *cli);
int import_kind_replies(struct cli *cli);
int import_kind_signatories(struct cli *cli);
int import_kind_thresholds(struct cli *cli);
int import_kind_totals(struct cli *cli);

#endif
