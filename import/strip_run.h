/*
 * Metadata taken off all files of a bundle, and what is to be said of it: by name, so that nothing
 * leaves unnoticed with what it says of itself. Verbs and the interface make bundles with the same.
 */
#ifndef AMPARO_IMPORT_STRIP_RUN_H
#define AMPARO_IMPORT_STRIP_RUN_H

#include "import/strip.h"
#include "model/record.h"
#include "model/str.h"

/* All zero to begin with, but for what is asked; strip_run_free() it. */
struct strip_run {
	bool wanted;
	const char
		*profile; /* lent; that requires it: what cannot be stripped then does not leave */
	struct str taken; /* exhibits from whose files something was taken off, with commas */
	struct str unknown; /* those whose kind nothing here can strip, each with its kind */
	struct str kept;    /* those that still have files or comments in them */
	size_t n_unknown;
};

/*
 * What is asked by name: a profile; "strip", which names what it cannot strip and lets it leave;
 * "", files leave as they are. `r->profile` is `asked` where that is a profile. ST_NOTFOUND,
 * ST_INVALID: see profile.h.
 */
enum status strip_run_ask(struct db *db, const char *asked, struct strip_run *r) MUST_USE;

/* One file; `arg` is a struct strip_run. As strip_exhibit(). */
enum status strip_run_file(
	void *arg, struct db *db, const struct record *exhibit, int fd, char sha256[HASH_TEXT]);

/*
 * When all are written and before anything leaves. ST_CONFLICT: the profile requires that nothing
 * has metadata, and these cannot be stripped: all are named.
 */
enum status strip_run_end(void *arg, struct db *db);

/* What is to be said when it is done, a line each; appended. Nothing where nothing was asked. */
void strip_run_words(const struct strip_run *r, struct str *out);
void strip_run_free(struct strip_run *r);

#endif
