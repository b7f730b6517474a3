/*
 * Folders and commands for tests. All of these end the test with "Bail out!" when the system
 * refuses, so that callers need not check.
 */
#ifndef AMPARO_TESTS_TERM_SCRATCH_H
#define AMPARO_TESTS_TERM_SCRATCH_H

#include <stdbool.h>

/* A new empty folder, mode 0700. The caller frees the path. */
char *scratch_make(void);

/* Removes it and all that is in it. Frees the path. */
void scratch_remove(char *dir);

/* "dir/name"; the caller frees it. */
char *scratch_path(const char *dir, const char *name);

void scratch_copy(const char *from, const char *to);

/*
 * Runs argv[0] in `dir` with its output in the file `dir`/output; answers its exit status, or
 * 128 and the signal's number.
 */
int scratch_run(const char *dir, const char *const *argv);

/* An environment variable that has to be set. Lent. */
const char *scratch_env(const char *name);

#endif
