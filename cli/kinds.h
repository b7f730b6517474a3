/*
 * Verbs that are several: the first word says which kind of it is meant, and each kind has options
 * of its own. A verb's table of kinds ends with one that has no name.
 */
#ifndef AMPARO_CLI_KINDS_H
#define AMPARO_CLI_KINDS_H

#include "cli/verb.h"

struct kind {
	const char *name;
	const char *options; /* of the verb's, its own: each with a blank on both sides */
	int least, most;     /* how many words it takes beside its name; most -1: any */
	int (*run)(struct cli *cli);
};

/* NULL: there is none of that name. */
const struct kind *kind_find(const struct kind *kinds, const char *name);

/* EXIT_DONE, or EXIT_USAGE after saying which option was given that is not in `own`. */
int kind_options(struct cli *cli, const char *verb, const char *own);

/* Runs it, or says which option or word is none of its own. */
int kind_run(struct cli *cli, const char *verb, const struct kind *kind);

/* Runs the kind that the first word names, or says which there are. */
int kinds_run(struct cli *cli, const char *verb, const struct kind *kinds);

#endif
