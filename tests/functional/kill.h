/* Private to the kill loop: what its two sides agree on. */
#ifndef AMPARO_TESTS_FUNCTIONAL_KILL_H
#define AMPARO_TESTS_FUNCTIONAL_KILL_H

#include <stdbool.h>
#include <stdint.h>

#define KILL_MANY 36000 /* rows of the large import */
#define KILL_FEW 300    /* and of the small one, which a short-lived worker finishes */
#define KILL_FILES 20   /* of the folder that is taken in */
#define KILL_CASE "kill-loop"
#define KILL_PETITION "kill-petition"

/* Where a round happens. */
struct kill_site {
	char *file;    /* the case file */
	char *many;    /* KILL_MANY signatories */
	char *few;     /* KILL_FEW signatories */
	char *exhibit; /* bytes to take in */
	char *folder;  /* KILL_FILES files, one of them a message with an attachment */
};

/* From the worker, one a write(): smaller than PIPE_BUF, so never in parts. */
struct kill_note {
	bool acked;    /* false: work begins; true: its commit returned */
	int64_t seq;   /* the journal entry that stands for it */
	char hash[65]; /* the chain's head then */
};

/* What the checker learned of all rounds on one file. */
struct kill_known {
	int64_t seq; /* the last acknowledged entry; 0: none */
	char hash[65];
};

/* Makes the file with a case and a petition, the CSV files and the exhibit's bytes. */
void kill_site_make(const struct kill_site *site);

/* Works until it is killed, notes into `fd`. Only returns when something failed; says what. */
void kill_work(const struct kill_site *site, int fd, unsigned seed);

/*
 * Opens the file that a killed worker left, and looks at everything. Prints a TAP comment for
 * each thing that is wrong and answers their number.
 */
int kill_check(const struct kill_site *site, const struct kill_known *known);

#endif
