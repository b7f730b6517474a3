/*
 * The tag files of a BagIt bag (RFC 8493) as text: what they list, and what is wrong with them.
 * Reads no file. The older forms from 0.93 on are known, too.
 */
#ifndef AMPARO_IMPORT_BAGIT_H
#define AMPARO_IMPORT_BAGIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BAGIT_PATH_MAX 4096

/* What is wrong with a line. */
enum bagit_fault {
	BAGIT_NO_LINE, /* not as such a line is written */
	BAGIT_OUTSIDE, /* its path leads out of the bag, or could: ../, /, ./ in the middle */
};

struct bagit_entry {
	char *path;  /* from the bag on, decoded */
	char *sum;   /* of a manifest, in small letters; of fetch.txt: the address */
	size_t line; /* from 1 */
};

struct bagit_list {
	struct bagit_entry *entries;
	size_t n, cap;
};

/* `text` is what stands in the line, `len` bytes. */
typedef void bagit_fault_fn(
	void *arg, enum bagit_fault fault, size_t line, const char *text, size_t len);

/*
 * bagit.txt: the version as 100 * major + minor, such as 97 for 0.97 and 100 for 1.0; 0: it is no
 * such file. *utf8 (may be NULL): whether the tag files are said to be UTF-8.
 */
int bagit_version(const char *text, size_t len, bool *utf8);

/*
 * The lines of a manifest, whose checksums have `digits` hexadecimal digits, appended to `out`.
 * `version` says how paths are encoded. `fault` is told of each line that is none.
 */
void bagit_manifest(const char *text, size_t len, size_t digits, int version, bagit_fault_fn *fault,
	void *arg, struct bagit_list *out);

/* The same of fetch.txt. */
void bagit_fetch(const char *text, size_t len, int version, bagit_fault_fn *fault, void *arg,
	struct bagit_list *out);

void bagit_list_free(struct bagit_list *list);

/* Payload-Oxum of bag-info.txt: bytes and files that the bag is said to hold; false: not said. */
bool bagit_oxum(const char *text, size_t len, int64_t *bytes, int64_t *files);

#endif
