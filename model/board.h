/*
 * The sign-on board of a letter: where everybody stands who was asked to sign it. Rows are read in
 * steps that stop for a key, some hundred bytes each; names are read for what is on the screen.
 */
#ifndef AMPARO_MODEL_BOARD_H
#define AMPARO_MODEL_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/idset.h"
#include "model/record.h"
#include "model/signers.h"
#include "model/status.h"

/* Every cosigner is in exactly one. */
enum board_group {
	BOARD_OLDER,     /* confirmed, but not the current text: must be asked again */
	BOARD_INVITED,   /* not answered; asked, or still to be */
	BOARD_REMINDED,  /* asked again, not answered */
	BOARD_CONFIRMED, /* the current text, in whatever language */
	BOARD_DECLINED,
	BOARD_WITHDRAWN,
	BOARD_GROUPS,
};

struct board_row {
	int64_t id;       /* of the cosigner */
	int64_t contact;  /* who it is */
	int64_t position; /* 0: none */
	int64_t version;  /* the number of the text they agreed to; 0: none */
	enum board_group group;
	enum capacity capacity;
	bool asked; /* a day is known on which they were invited or reminded */
	char *key;  /* owned: the order of names */
};

struct board;

/* The letter is read with the first step. board_free() it; NULL is fine there. */
struct board *board_new(int64_t letter);
void board_free(struct board *b);

/*
 * A step of a few milliseconds. ST_OK: there is more; ST_END: all was read and stands in order, by
 * group and then as in the letter's signature block; ST_STOPPED: likewise more, a key waits.
 * ST_NOTFOUND: the letter is gone.
 */
enum status board_step(struct db *db, struct board *b) MUST_USE;

/* All at once. *out is set on success only. */
enum status board_read(struct db *db, int64_t letter, struct board **out) MUST_USE;

/* True of what follows after ST_END; before that it is a beginning. */

/* The letter itself; NULL before the first step. Lent. */
const struct record *board_letter(const struct board *b);

/* The number of the current text; 0: there is none. */
int64_t board_current(const struct board *b);

/* Lent; NULL before ST_END. */
const struct board_row *board_rows(const struct board *b, size_t *n);

/* How many are in a group; of all groups they sum to the rows. */
int64_t board_count(const struct board *b, enum board_group group);

/* Of BOARD_INVITED, those whom nobody has asked yet. */
int64_t board_unasked(const struct board *b);

/* Those who stand in the signature block, by capacity. */
struct heads board_heads(const struct board *b);

/* Whether the letter has a last day to sign; the days from today to it, below 0 when it is past. */
bool board_days_left(const struct board *b, long *days);

/*
 * Whether the letter has gone: the word for where it is ("sent", translated, lent for good) and the
 * day on which it was sent, "" where that is not known (lent). NULL: it is still to go.
 */
const char *board_gone(const struct board *b, const char **sent);

/*
 * The latest total that somebody declared for the letter ("37 cosigners", whose names are not
 * given); -1: none was. `source` and `observed` are lent, "" where they are not known.
 */
int64_t board_declared(const struct board *b, const char **source, const char **observed);

/*
 * Of these cosigners, the first whose state is another one by now than when the board was read:
 * *moved; 0: there is none. Those who are gone are passed over.
 */
enum status board_moved(struct db *db, const struct board *b, const struct idset *cosigners,
	int64_t *moved) MUST_USE;

/* What a group is called, as a short heading. Translated. */
const char *board_group_label(enum board_group group);

/* The group's name for programs: "confirmed", "older". */
const char *board_group_name(enum board_group group);

#endif
