/* The verbs: each a constant description, in a file of its own. */
#ifndef AMPARO_CLI_VERB_H
#define AMPARO_CLI_VERB_H

#include <stdbool.h>

#include "cli/args.h"
#include "model/db.h"
#include "model/entity.h"
#include "model/status.h"

/* What the shell is told. */
enum exit_code { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2, EXIT_FILE = 3 };

enum file_use {
	FILE_NONE, /* the verb needs no case file */
	FILE_OPEN, /* it is opened before the verb runs */
	FILE_MAKE, /* the verb makes it */
};

struct cli {
	struct db *db;    /* open, where the verb's use says so */
	const char *file; /* the case file's path */
	struct args args; /* of the verb */
	int64_t about;    /* the record that a kind of the verb is about; 0: none was named */
};

struct verb {
	const char *name;
	const char *usage;   /* after the name: "ENTITY REF" */
	const char *summary; /* one line, marked for translation */
	const char *help;    /* the rest, marked for translation; may be NULL */
	const struct option *options;
	int least, most; /* how many words it takes */
	enum file_use file;
	bool leaves; /* what it writes leaves the house: it keeps gag orders in its own way */
	int (*run)(struct cli *cli);
};

/*
 * What every verb takes that opens a case file, unless what it writes leaves: without --reveal it
 * works behind the veil (model/gag.h), and refuses to do anything to what that hides. NULL: none.
 */
const struct option *verb_common(const struct verb *v);

/* All of them in the order of the help; NULL ends. */
extern const struct verb *const verbs[];

/* NULL when there is none. */
const struct verb *verb_find(const char *name);

/* Prints db_error() on standard error, cleaned, and answers the exit code that goes with it. */
int cli_fail(const struct cli *cli, enum status st);

/* Makes the case file that the first word, or else --file, names. EXIT_DONE, or after saying why
 * not. */
int cli_make(struct cli *cli);

/* Prints one sentence on standard error. Answers `code`. */
int cli_error(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The kind of record that the first word names; NULL after saying that there is none. */
const struct entity *cli_entity(const struct cli *cli);

/* "json", "csv" or "text" (the default) of --format. EXIT_DONE, or EXIT_USAGE after saying so. */
enum format { FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON };
int cli_format(const struct cli *cli, enum format *out);

/* Says on standard error how many rows a gag order kept out of what was printed or written. */
void cli_say_left_out(struct cli *cli);

/* The same of so many. */
void cli_say_withheld(int64_t n);

/* What was written to standard output reached it; otherwise says so and answers EXIT_REFUSED. */
int cli_flush(void);

#endif
