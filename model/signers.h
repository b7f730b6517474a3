/*
 * The signature block of a letter, from its cosigners: those who confirmed the current text, in the
 * letter's order, and its headline ("81 organisations and 5 experts"). The bundle, the verb and the
 * board all have it from here.
 */
#ifndef AMPARO_MODEL_SIGNERS_H
#define AMPARO_MODEL_SIGNERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"

enum capacity { CAPACITY_ORGANISATION, CAPACITY_EXPERT, CAPACITY_PERSON, CAPACITIES };

enum capacity capacity_of(const char *name);

/* How many of each. */
struct heads {
	int64_t n[CAPACITIES];
};

/*
 * Appends "81 organisations and 5 experts": the words of `language` (English, Hebrew and Spanish
 * there are; for NULL and others English), whatever the program's own. Nothing where nobody signed.
 */
void heads_line(const struct heads *h, const char *language, struct str *out);

/* One line of the block. Texts are owned, NULL where there are none. */
struct signer {
	int64_t id;       /* of the cosigner */
	int64_t position; /* 0: none was given */
	enum capacity capacity;
	char *name; /* how it signed, or what it is called */
	char *key;  /* by which names are put in order */
	char *affiliation;
	char *signed_by; /* who signed for an organisation */
	char *office;
	bool identification_only; /* the affiliation says who they are; it does not sign */
	int64_t proof;            /* an exhibit; 0: none */
};

struct signers {
	struct signer *all;
	size_t n;
	struct heads heads; /* those without a name too */
	int64_t unnamed;    /* signed, and `name` kept them out of the block */
	int64_t older;   /* confirmed, but another text than the current one; in no number above */
	int64_t current; /* the number of the text; 0: the letter has none */
	bool marked;     /* one of them is for identification only: the footnote is wanted */
};

/*
 * How one is called where the block is written: appends to `name`. With *named false it is counted
 * alone; with *shown false nothing but the name may stand. `contact` is the cosigner's.
 */
typedef enum status signers_name_fn(void *arg, const struct record *cosigner,
	const struct record *contact, struct str *name, bool *named, bool *shown);

/* Appends how a cosigner signs: as it is to be shown, else the contact's name. */
enum status signer_name(struct db *db, const struct record *cosigner, struct str *out) MUST_USE;

/* Reads all. `fn` NULL: as the records have it. signers_free() it, also on failure. */
enum status signers_read(struct db *db, int64_t letter, signers_name_fn *fn, void *arg,
	struct signers *out) MUST_USE;
void signers_free(struct signers *s);

/*
 * Appends the organisations whose names differ in case, accents, signs or blanks alone, two a line:
 * they may be one that is counted twice. Answers how many lines.
 */
int64_t signers_alike(const struct signers *s, struct str *out);

/* Appends what stands behind the name: "Noa Cohen, director; Hebrew University*". */
void signer_details(const struct signer *s, struct str *out);

/* The footnote for those marked, in the words of `language`. Lent. */
const char *signers_footnote(const char *language);

/* The whole block as text: the headline, a line a signer, the footnote. */
void signers_text(const struct signers *s, const char *language, struct str *out);

/*
 * The order of a block: by position where `by_position`, those without one after the others; then
 * by name; then as they came in.
 */
struct signer_place {
	int64_t position;
	const char *key; /* from signer_key() */
	int64_t id;
};
int signer_compare(const struct signer_place *a, const struct signer_place *b, bool by_position);

/*
 * Appends the key of a name in a collation: a person known by family name is put in order by that.
 * `family` and `given` may be NULL.
 */
struct collation;
void signer_key(struct collation *c, const char *name, const char *family, const char *given,
	struct str *out);

#endif
