/*
 * Invitations, reminders and requests to confirm a changed text, as drafts (.eml), one file each,
 * from a template. Nothing is sent. The days on which people were asked are noted in one change
 * with the files: both are there, or neither. A letter that was a draft is out for signing from
 * then on, so that nobody has a text before them that is changed under its number.
 */
#ifndef AMPARO_EXPORT_MAILING_H
#define AMPARO_EXPORT_MAILING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/status.h"
#include "model/str.h"

enum mailing_kind {
	MAILING_INVITATION, /* to those not asked yet; they are invited today */
	MAILING_REMINDER,   /* to those asked who have not answered; they are reminded today */
	MAILING_AGAIN,      /* to those who confirmed an older text; they are reminded today */
};

struct mailing {
	enum mailing_kind kind;
	int64_t letter;
	const int64_t *cosigners; /* lent; NULL: all whom this kind is for */
	size_t n;
	const char *own; /* the user's own template; NULL: the one that ships, in their language */
	const char *out; /* a folder: missing, or empty */
};

/* What was done; mailing_result_free() it. */
struct mailing_result {
	int64_t written;
	bool opened;     /* the letter was a draft, and is out for signing now */
	int64_t without; /* have no address that a message can go to; nothing was changed of them */
	struct str nowhere; /* their names, a line each */
};
void mailing_result_free(struct mailing_result *r);

/*
 * Writes. `out` is made also on failure. ST_INVALID: the letter is closed, the template, or one of
 * the cosigners cannot be asked so; ST_NOTFOUND: nobody is to be asked, or nobody of them has an
 * address, or the letter has no text; ST_CONFLICT: something stands in the folder's place; ST_IO;
 * ST_DB.
 */
enum status mailing_write(
	struct db *db, const struct mailing *m, struct mailing_result *out) MUST_USE;

#endif
