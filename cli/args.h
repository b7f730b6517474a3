/* The words and options of a command line. Everything is lent from argv. */
#ifndef AMPARO_CLI_ARGS_H
#define AMPARO_CLI_ARGS_H

#include <stdbool.h>

#define ARGS_MAX 256

struct option {
	const char *name; /* without the dashes; NULL ends the table */
	bool value;       /* a value follows, after a blank or '=' */
	const char *what; /* the value's name in the help: "REF" */
	const char *help; /* one line, marked for translation */
};

struct args {
	const char *words[ARGS_MAX];
	int n_words;
	struct {
		const char *name;
		const char *value;
		bool common; /* not the verb's own */
	} options[ARGS_MAX];
	int n_options;
};

/*
 * `common` (may be NULL) is a second table, of what other verbs take as well. Answers NULL, or a
 * sentence that says what is wrong (static until the next call).
 */
const char *args_parse(struct args *a, const struct option *known, const struct option *common,
	int argc, char **argv);

/* The last value given, or NULL. For an option without value: its name. */
const char *args_option(const struct args *a, const char *name);

/* Fills `out` (of `room`) with all values of an option and a closing NULL. */
void args_all(const struct args *a, const char *name, const char **out, int room);

/*
 * The first option given that is not in `own`, names with a blank on both sides of each: " format
 * out "; NULL: none; common ones are nobody's. For verbs that are several, of which each has
 * options of its own.
 */
const char *args_foreign(const struct args *args, const char *own);

#endif
