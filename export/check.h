/*
 * Reading a bundle again: before success is reported, and to see whether a folder holds one. No
 * network, no DTD (a document type declaration is refused), no entities, constant memory but for
 * the ids.
 */
#ifndef AMPARO_EXPORT_CHECK_H
#define AMPARO_EXPORT_CHECK_H

#include <stdbool.h>

#include "model/db.h"
#include "model/hash.h"
#include "model/status.h"
#include "model/str.h"

/* The role of the `book` element that makes a document a bundle. */
#define BUNDLE_ROLE "filing-bundle"
#define BUNDLE_FILE "bundle.xml"
#define BUNDLE_EXHIBITS "exhibits"
#define BUNDLE_IMAGES "images"

/*
 * Reads the document at the beginning of `fd`: well-formed, a bundle, every xml:id there once, and
 * every linkend pointing to one. Where the DocBook 5.0 schema is installed and the document is
 * smaller than 4 MiB, also valid. `hash` is set to the SHA-256 of what was read. ST_IO: it is not
 * so, the sentence says where.
 */
enum status check_bundle(struct db *db, int fd, char hash[HASH_TEXT]) MUST_USE;

/* Whether the folder `fd` holds a bundle and nothing else; `why` not, as the rest of a sentence. */
bool check_is_bundle(int fd, struct str *why);

#endif
