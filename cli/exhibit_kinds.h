/* What can be done with exhibits: a function a kind, each in a file of its own. The first word is
 * the kind. */
#ifndef AMPARO_CLI_EXHIBIT_KINDS_H
#define AMPARO_CLI_EXHIBIT_KINDS_H

#include "cli/verb.h"

int exhibit_kind_add(struct cli *cli);
int exhibit_kind_custody(struct cli *cli);
int exhibit_kind_extract(struct cli *cli);
int exhibit_kind_ocr(struct cli *cli);
int exhibit_kind_open(struct cli *cli);
int exhibit_kind_read(struct cli *cli);
int exhibit_kind_text(struct cli *cli);
int exhibit_kind_stamp(struct cli *cli);
int exhibit_kind_redact(struct cli *cli);
int exhibit_kind_verify(struct cli *cli);

#endif
