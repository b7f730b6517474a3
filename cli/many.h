/* Verbs that act on all records that a filter keeps, rather than on one. */
#ifndef AMPARO_CLI_MANY_H
#define AMPARO_CLI_MANY_H

#include "cli/verb.h"
#include "model/idset.h"

#define MANY_OPTIONS                                                                               \
	{ "where", true, "EXPR", N_("all that the filter keeps, in place of REF") },               \
	{                                                                                          \
		"case", true, "REF", N_("with --where: only what belongs to this case")            \
	}

/*
 * What --where (and --case) keep. EXIT_DONE, or the exit code after saying what is wrong: also
 * where the filter is empty, or keeps nothing. `out` is freed by the caller in any case.
 */
int many_find(struct cli *cli, const struct entity *e, struct idset *out);

/* Sets the words from `first` on, "field=value", of all of them, and says how many it changed. */
int many_edit(struct cli *cli, const struct entity *e, const struct idset *ids, int first);

/* Removes all of them, and says how many. */
int many_remove(struct cli *cli, const struct entity *e, const struct idset *ids, bool whole);

#endif
