/* Letters: a cosigner's yes is to one version of the text, which its SHA-256 names. */
#ifndef AMPARO_MODEL_LETTER_H
#define AMPARO_MODEL_LETTER_H

#include "model/change.h"
#include "model/record.h"
#include "model/status.h"

/* Before a version is saved: its hash, and where no number was given, the next one. */
enum status letter_version_prepare(struct change *c, struct record *version) MUST_USE;

/* Before a cosigner is saved: the version must be one of the same letter. ST_INVALID. */
enum status letter_cosigner_check(struct change *c, const struct record *cosigner) MUST_USE;

#endif
