/* Taking metadata off what leaves: --strip, and profiles that say so. */
#ifndef AMPARO_CLI_STRIP_H
#define AMPARO_CLI_STRIP_H

#include "cli/verb.h"
#include "import/strip.h"
#include "model/record.h"
#include "model/str.h"

/* What is said of it when it is done. str_free() both. */
struct strip_notes {
	struct str unknown; /* exhibits whose kind nobody knows, with commas */
	struct str kept;    /* those that still have files or comments in them */
};

/* For bundle_options: `arg` is a struct strip_notes. */
enum status strip_for_bundle(
	void *arg, struct db *db, const struct record *exhibit, int fd, char sha256[65]);

void strip_note(struct strip_notes *n, const struct record *exhibit, const struct stripped *s);
void strip_say(const struct strip_notes *n);

/* Into a new file of that name, which is there when it is whole. As exhibit_extract(). */
enum status strip_extract(struct cli *cli, int64_t id, const char *path, struct stripped *out);

/*
 * Whether the profile NAME, share/profiles/NAME.conf, says strip-metadata yes.
 * EXIT_DONE, or the exit code after saying what is wrong with it.
 */
int strip_profile(const char *name, bool *strip);

#endif
