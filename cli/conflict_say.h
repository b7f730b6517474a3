/* What a party that was just saved stands against, as sentences on standard error. */
#ifndef AMPARO_CLI_CONFLICT_SAY_H
#define AMPARO_CLI_CONFLICT_SAY_H

#include "cli/verb.h"
#include "model/record.h"

/* After a party was saved; after a contact, what its name and affiliation make visible. Nothing for
 * other records. What cannot be read is passed over: the record is saved. */
void conflict_say(struct cli *cli, const struct record *saved);

/* After many parties or contacts were changed at once: how many there are now, and where they are
 * told. Nothing for other kinds. */
void conflict_say_many(struct cli *cli, const struct entity *e);

#endif
