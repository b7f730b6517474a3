/*
 * Which column of a file is what: by the headers that platforms and people write, by what somebody
 * says, and by what was said the last time. Signatories and contacts have each a table of their
 * fields and of the headers that mean them, a struct column_set; the rest is common.
 *
 * A set is constant data, and has an enum of its fields beside it:
 *
 *     enum pet_field { PET_NAME, PET_KIND, PET_FIELDS };
 *     static const struct column_field pet_fields[PET_FIELDS] = {
 *             [PET_NAME] = { "name", N_("the name") }, [PET_KIND] = { "kind", N_("the kind") } };
 *     static const struct column_guess pet_guesses[] = {
 *             { PET_NAME, "name" }, { PET_NAME, "called" }, { PET_KIND, "species" }, { 0, NULL } };
 *     const struct column_set pet_columns = { .name = "pet", .fields = pet_fields,
 *             .n_fields = PET_FIELDS, .guesses = pet_guesses };
 *
 * signatory_columns.c is the one of signatories.
 */
#ifndef AMPARO_IMPORT_COLUMNS_H
#define AMPARO_IMPORT_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>

#include "import/csv.h"
#include "model/db.h"
#include "model/hash.h"
#include "model/status.h"
#include "model/str.h"

#define COLUMN_FIELDS_MAX 48

struct column_field {
	const char *name;  /* of --map COLUMN=name */
	const char *label; /* for sentences, "the city"; marked for translation */
};

/* A header that means a field, as header_fold() (platform.h) makes it. Of several the first that
 * the file has wins. The table ends with a NULL header. */
struct column_guess {
	int field;
	const char *header;
};

/* A word that in a whole question ("In which city do you live?") means a field. Ends with NULL. */
struct column_word {
	int field;
	const char *word; /* folded; "first name" is two words side by side */
};

struct columns;

struct column_set {
	const char *name; /* in the key of a remembered mapping: "signatory" */
	const struct column_field *fields;
	int n_fields; /* at most COLUMN_FIELDS_MAX */
	const struct column_guess *guesses;
	const struct column_word *words; /* may be NULL */
	/* What no table says, after the guesses. May be NULL. */
	void (*more)(struct columns *c);
	/* Whether enough is there; answers the sentence where it is not. Not translated yet. May be
	 * NULL. */
	const char *(*missing)(const struct columns *c);
};

/* How a column came to its field. */
enum column_how {
	COLUMN_EXTRA,      /* it has none: kept as it is, beside */
	COLUMN_GUESSED,    /* by its header */
	COLUMN_REMEMBERED, /* as somebody said the last time, for a file with the same headers */
	COLUMN_GIVEN,      /* as somebody says now */
};

struct column {
	char *title;  /* the header, cleaned, on one line, and told apart: "Email (2)"; owned */
	char *folded; /* the same as it is compared; owned */
	bool empty;   /* the header is empty; the title is "Column 7" */
	int copies;   /* how many further columns have that header */
	int field;    /* of the set, or -1 */
	enum column_how how; /* also where somebody said that it has no field */
};

struct columns {
	const struct column_set *set;
	int of[COLUMN_FIELDS_MAX]; /* of each field: the column's place in a row, or -1 */
	struct column *columns;    /* owned */
	size_t n;                  /* columns that the header has */
	size_t *extra;             /* places of those without a field; owned */
	size_t n_extra;
	bool remembered;             /* a mapping that was remembered had its say */
	struct str unused;           /* headers without a field: "Phone, Tags" */
	char fingerprint[HASH_TEXT]; /* of the headers */
};

/*
 * Reads a header. `maps` are "COLUMN=FIELD", ending with NULL (or NULL itself), and stand before
 * what is remembered, that before the guesses. FIELD "-" keeps the column as it is, beside.
 * ST_INVALID: what must be there is not, or a map names what there is not. `out` need not be
 * initialised; columns_free() it, also on failure.
 */
enum status columns_read(struct db *db, const struct column_set *set,
	const struct csv_record *header, const char *const *maps, struct columns *out) MUST_USE;
void columns_free(struct columns *c);

/*
 * Keeps what somebody said of these columns, for the next file with the same headers, outside the
 * journal. Nothing is written where nobody said anything, or nothing new. No change may be open.
 */
enum status columns_remember(struct db *db, const struct columns *c) MUST_USE;

/* Appends a line a column, "Postal Code = postcode", those without a field as "Tags = -". */
void columns_tell(const struct columns *c, struct str *out);

/* ---- for a set's own functions ---- */

/* The place of the column with that folded header, or -1. */
int columns_find(const struct columns *c, const char *folded);

/* Gives the column at `place` to `field`, unless one of them is taken or somebody spoke of it. */
void columns_guess(struct columns *c, int field, int place);

#endif
