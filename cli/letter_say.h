/* What is said where the text of a letter has changed. */
#ifndef AMPARO_CLI_LETTER_SAY_H
#define AMPARO_CLI_LETTER_SAY_H

#include <stdint.h>

#include "cli/verb.h"
#include "model/record.h"

/*
 * On standard error: who confirmed an older text of the letter, and must be asked again; nothing
 * where nobody did. EXIT_DONE, or the exit code after saying why it cannot be read.
 */
int letter_say_again(struct cli *cli, int64_t letter);

/* On standard error: that the letter has gone without the signatures that are noted now. */
int letter_say_gone(struct cli *cli, int64_t letter);

/* The edit of version `was` became `now`, a version of its own. */
int letter_say_next(struct cli *cli, const char *was, const struct record *now);

#endif
