/* Who does it: for entries that name somebody. */
#ifndef AMPARO_CLI_BY_H
#define AMPARO_CLI_BY_H

#include "cli/verb.h"
#include "model/str.h"

/* A row of a verb's table of options. */
#define BY_OPTION                                                                                  \
	{                                                                                          \
		"by", true, "NAME", N_("who does it; otherwise $AMPARO_BY")                        \
	}

/*
 * Appends what --by gives, or else $AMPARO_BY; nothing where there is neither. One line of checked
 * text. EXIT_DONE, or EXIT_USAGE after saying that it is no text.
 */
int cli_by(const struct cli *cli, struct str *out);

/* After what is done in any case: says so where it could not be entered in the custody record. */
void cli_entered(const struct cli *cli, enum status st);

#endif
