/*
 * Rulings as they review one another: the first on top, below each those that review it, the
 * earliest first. With what each decides, what cites it, and what follows from it.
 */
#ifndef AMPARO_MODEL_APPEALS_H
#define AMPARO_MODEL_APPEALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/db.h"
#include "model/entity.h"
#include "model/status.h"
#include "model/str.h"

enum appeal_kind {
	APPEAL_RULING,  /* one of the tree */
	APPEAL_DECIDES, /* a petition that it decides */
	APPEAL_CITED,   /* a record that cites it, in a text or by a link */
	APPEAL_FOLLOWS, /* an effect */
};

/* A line of the tree; all text is owned by it. */
struct appeal {
	enum appeal_kind kind;
	enum entity_id entity; /* what the line leads to */
	int64_t id;
	size_t ruling; /* the line of the ruling that it stands below; of a ruling: that which it
			  reviews, or itself at the top */
	int depth;     /* of the ruling in the tree, the top is 0 */
	bool last;     /* of a ruling: the last of those that review the same one */
	char *ref;
	char *label;
	char *court;   /* of a ruling; "" not known, as what follows */
	char *date;    /* of a ruling, of an effect its first day */
	char *outcome; /* of a ruling or a decision, by name; of an effect its kind; of a citation
			  how: "text", or the link's word */
};

struct appeals {
	struct appeal *list; /* owned; each ruling is followed by what is said of it, then by those
				that review it */
	size_t n;
};

/* The tree that a ruling stands in. appeals_free() it, also after a failure. */
enum status appeals_of_ruling(struct db *db, int64_t ruling, struct appeals *out) MUST_USE;

/* The trees of all rulings of a case; rulings of other cases are in them where they are reviewed.
 */
enum status appeals_of_case(struct db *db, int64_t case_id, struct appeals *out) MUST_USE;

void appeals_free(struct appeals *a);

/* What a line says, in words, appended: "2021-06-27  rejected  Title (Court)", "decides P: ...". */
void appeals_words(const struct appeal *a, struct str *out);

/*
 * The lines before a row of the tree, as "│  ├─ ", appended: of a ruling with its own branch, of
 * what is said of one with a line down to those that review it.
 */
void appeals_branch(const struct appeals *a, size_t row, struct str *out);

#endif
