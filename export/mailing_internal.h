/* Private to mailing.c and mailing_message.c. */
#ifndef AMPARO_EXPORT_MAILING_INTERNAL_H
#define AMPARO_EXPORT_MAILING_INTERNAL_H

#include "export/folder.h"
#include "export/mailing.h"
#include "model/board.h"
#include "model/change.h"
#include "model/record.h"

/* What one run of it holds. */
struct mailing_run {
	struct db *db;
	const struct mailing *m;
	struct mailing_result *result;
	struct board *board;
	struct record letter; /* lent from the board */
	struct record lead;   /* who answers for the case; entity NULL: nobody */
	struct str own;       /* the user's template */
	struct folder *folder;
	struct str files; /* what was written into it, a line each */
	struct change *change;
	char now[21];
};

/* One to whom it goes. */
struct mailing_to {
	struct record cosigner, contact, version;
	const char *language; /* of the message */
	const char *form;     /* its template */
};

/* Whether the user's own template can be filled. ST_INVALID. */
enum status mailing_check_own(const struct mailing_run *r) MUST_USE;

/* Appends the message to one of them, whose records were loaded but for the version. */
enum status mailing_message(struct mailing_run *r, struct mailing_to *to, struct str *out) MUST_USE;

#endif
