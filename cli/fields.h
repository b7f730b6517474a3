/* "field=value" words. */
#ifndef AMPARO_CLI_FIELDS_H
#define AMPARO_CLI_FIELDS_H

#include "cli/verb.h"
#include "model/record.h"

/*
 * Sets the words from `first` on. A text of several lines may be given as field=@FILE.
 * EXIT_DONE, or the exit code after saying what is wrong.
 */
int fields_set(struct cli *cli, struct record *r, int first);

/* One such word: the field, and its text, which the caller frees. Not checked yet. */
int fields_read(struct cli *cli, const struct entity *e, int word, int *field, char **text);

#endif
