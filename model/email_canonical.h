/*
 * E-mail addresses as mailboxes: two ways to write one mailbox come to the same text. What each
 * provider lets through is its own rule; the table in the .c file names where each says so. For
 * comparing only: an address is kept and shown as it was written.
 */
#ifndef AMPARO_MODEL_EMAIL_CANONICAL_H
#define AMPARO_MODEL_EMAIL_CANONICAL_H

#include <stdbool.h>
#include <stddef.h>

#include "model/str.h"

/*
 * Appends the mailbox that `email` (UTF-8, outer blanks do not count) writes to: case folded, the
 * domain in its ASCII form (RFC 5891) without a dot at its end, domains of one provider that
 * are one as the first of them, tags and what the provider passes over taken off. False, with
 * nothing appended: no address, that is nothing before or after its last @.
 */
bool email_canonical(struct str *out, const char *email, size_t len);

#define EMAIL_DOMAIN_MAX 256 /* bytes; RFC 1035 allows 253 */

/*
 * A domain, or a part of one, in its ASCII form and small letters. False: it has none, or is too
 * long for one.
 */
bool email_domain(const char *text, size_t len, char out[EMAIL_DOMAIN_MAX]);

#endif
