/* The parts of the full run over a petition, see dedupe.h: private to model/dedupe*.c. */
#ifndef AMPARO_MODEL_DEDUPE_INTERNAL_H
#define AMPARO_MODEL_DEDUPE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/dedupe.h"
#include "model/name_like.h"
#include "model/str.h"

enum { ROW_PENDING, ROW_VALID, ROW_DUPLICATE };

/* A row in memory: 56 bytes. Numbers of 32 bits are the low halves of keys, 0 where not given. */
struct dedupe_row {
	int64_t id;
	uint64_t email;  /* the mailbox; without one, of the whole row; 0: neither */
	uint64_t number; /* of the platform and its number */
	uint32_t name;   /* where the name in Latin letters begins; it ends where the next does */
	uint32_t name_check; /* of the name in its own script */
	uint32_t postcode, town;
	uint32_t sound; /* of the town: חיפה is Haifa, but Haifa may be another town, too */
	uint32_t group; /* a row of the same person, in the end the first of them; itself */
	uint16_t country;
	uint8_t state;
	int8_t first; /* see name_key.h */
	bool has_email : 1;
	bool full : 1;      /* a name of two words or more */
	bool different : 1; /* somebody judged that one of the person is somebody else */
	uint16_t day;       /* of the signature; 0: not known to the day */
};

/* How often words and places occur in a country. */
struct tally_table {
	uint64_t *keys;
	uint32_t *counts;
	size_t n, cap;
};

void tally_table_add(struct tally_table *t, uint64_t key);
uint32_t tally_table_get(const struct tally_table *t, uint64_t key);
void tally_table_free(struct tally_table *t);

/* Two rows that are alike, the first by id before the other. */
struct dedupe_pair {
	uint32_t a, b;
	uint8_t score;
	uint8_t why; /* of enum dedupe_why */
};

enum dedupe_why {
	WHY_EMAIL_BEYOND, /* a mailbox, and names of two scripts that cannot be compared */
	WHY_EMAIL_PART,
	WHY_EMAIL_ENDING,
	WHY_EMAIL_FAMILY,
	WHY_EMAIL_OTHER,
	WHY_NAME_POSTCODE,
	WHY_NAME_TOWN,
	WHY_NAME,
	WHY_LIKE_POSTCODE,
	WHY_LIKE_TOWN,
	WHY_LIKE,
};

/* For people; translated, lent. */
const char *dedupe_why(enum dedupe_why why);

/* Two rows that somebody judged, or that wait to be. */
struct dedupe_known {
	int64_t pair; /* its id */
	uint32_t a, b;
	uint8_t score; /* as it stands */
	uint8_t found; /* as this run has it; 0: it was not met */
	uint8_t why;   /* of enum dedupe_why, where it was */
	bool different;
	bool judged;
};

struct dedupe {
	struct db *db;
	int64_t petition;
	struct dedupe_row *rows; /* by id */
	size_t n, cap;
	struct str names;
	struct tally_table tally;
	size_t with_email; /* rows that have a mailbox */
	struct dedupe_pair *pairs;
	size_t n_pairs, cap_pairs;
	uint8_t *rules; /* of each row: 1 and the rule that joined it to an earlier one; 0 */
	struct dedupe_known *known; /* by a, then b */
	size_t n_known;
	int step; /* of the blocks, for the progress */
	struct dedupe_summary *sum;
};

/* ---- dedupe_rows.c: what is held ---- */
enum status dedupe_read(struct dedupe *d) MUST_USE;
void dedupe_forget(struct dedupe *d);

/* The row of that id, or UINT32_MAX. */
uint32_t dedupe_row_of(const struct dedupe *d, int64_t id);

/* Its name in Latin letters; lent. */
struct name_text dedupe_name(const struct dedupe *d, uint32_t row);

/* Keys of the tally. */
uint64_t dedupe_word_key(uint16_t country, const struct name_word *word);
uint64_t dedupe_place_key(uint16_t country, char kind, uint32_t place);
uint64_t dedupe_country_key(uint16_t country);
uint64_t dedupe_day_key(uint16_t day);

/* ---- dedupe_weigh.c: how alike two rows are ---- */

/* The chance of 100 that rows a and b are one person, by name and place; *why is set. */
int dedupe_weigh(const struct dedupe *d, uint32_t a, uint32_t b, enum dedupe_why *why);

/* ---- dedupe_block.c: which rows to compare ---- */
enum status dedupe_compare(struct dedupe *d) MUST_USE;

/* The first row of the person. */
uint32_t dedupe_first(struct dedupe *d, uint32_t row);

/* Whether a and b were judged (or wait), and are not to be put again. */
struct dedupe_known *dedupe_known(const struct dedupe *d, uint32_t a, uint32_t b);

/* Joins two rows of one person, unless somebody judged that any of theirs are different. */
void dedupe_join(struct dedupe *d, uint32_t a, uint32_t b, enum dedupe_rule rule);

#endif
