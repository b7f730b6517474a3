/*
 * Answers to a letter from a file: who says yes, no, or takes a yes back, when, to which text, and
 * who signs in what office. Each row is one of those who were asked, known by reference, e-mail
 * address or name; nobody is added. A sheet that grows is read again and again, so that an answer
 * is weighed by its day: a yes is to the text of that day, and takes back a no or a withdrawal only
 * where it is the later.
 */
#ifndef AMPARO_IMPORT_REPLIES_H
#define AMPARO_IMPORT_REPLIES_H

#include <stdbool.h>
#include <stdint.h>

#include "import/source.h"
#include "model/db.h"
#include "model/status.h"
#include "model/str.h"

/* What becomes of a row; each row has exactly one. */
enum reply_verdict {
	REPLY_CONFIRMS, /* a yes to the current text */
	REPLY_OLDER,    /* a yes to an older text, noted as that */
	REPLY_DECLINES,
	REPLY_WITHDRAWS,
	REPLY_KNOWN,   /* nothing new */
	REPLY_REFUSED, /* the reason says why */
	REPLY_VERDICTS,
};

/* For programs: "confirmed", "older", "declined", "withdrawn", "known", "refused". */
const char *reply_verdict_name(enum reply_verdict v);

struct reply_row {
	int64_t line;
	enum reply_verdict verdict;
	const char *cosigner; /* the reference; "" where nobody was found. Texts are lent */
	const char *name;     /* what the cosigner is called, else what the file says */
	const char *reason;   /* why it is refused; "" otherwise */
};

struct replies_options {
	int64_t letter;
	const char *path;
	struct source_options source;
	const char *const *maps; /* see columns_read() */
	const char *dates;       /* the order of dates, as typed; NULL: nobody said */
	const char *rejects;     /* a new file for the refused rows; NULL: none */
	bool dry_run;            /* all is done and taken back */
	void (*row)(void *arg, const struct reply_row *row); /* of each row; may be NULL */
	void *arg;
};

struct replies_summary {
	int64_t read; /* the verdicts sum to it */
	int64_t n[REPLY_VERDICTS];
	int64_t after;      /* of these, yeses of after the letter's last day to sign */
	struct str sign_by; /* that day, as it is kept; empty: the letter has none */
	struct str found;   /* what the file is */
	struct str unused;  /* columns that are no field; they are not kept */
};
void replies_summary_free(struct replies_summary *s);

/*
 * Appends how many signed after the letter's last day, as a sentence; nothing where nobody did.
 * They are counted: whether that day holds is for people to say.
 */
void replies_late(const struct replies_summary *s, struct str *out);

/*
 * One change, one undo. What a dry run says is what is done: it is the same, rolled back. `out` is
 * made also on failure. ST_IO, ST_INVALID, ST_STOPPED, ST_DB: nothing was changed.
 */
enum status import_replies(
	struct db *db, const struct replies_options *o, struct replies_summary *out) MUST_USE;

#endif
