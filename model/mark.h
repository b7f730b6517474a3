/*
 * What exhibits are called in a petition: records of ENTITY_MARK. Marks that nobody has filed are
 * drafts: they follow the order of the list and are numbered anew when it changes. A filing fixes
 * them; from then on a mark stays with its exhibit, is never another's, and one that is withdrawn
 * leaves a gap with a word. Where a petition gives an exhibit none, exhibit.mark holds.
 */
#ifndef AMPARO_MODEL_MARK_H
#define AMPARO_MODEL_MARK_H

#include <stddef.h>
#include <stdint.h>

#include "model/change.h"
#include "model/db.h"
#include "model/mark_scheme.h"
#include "model/record.h"
#include "model/status.h"

enum mark_state { MARK_DRAFT, MARK_FIXED, MARK_WITHDRAWN };

/* All text is owned. */
struct mark {
	int64_t id;      /* 0: not saved yet */
	int64_t exhibit; /* a record of ENTITY_EXHIBIT */
	char *ref;       /* the exhibit's */
	char *title;     /* the exhibit's */
	char *mark;
	int64_t number; /* 0: it is none of the petition's scheme, and comes after the others */
	int64_t late;   /* 0: not between others; 1: the A of 12A */
	enum mark_state state;
	char *why;         /* the word of a withdrawn one, or NULL */
	bool filed;        /* a filing fixed it, be it withdrawn since */
	int64_t pages;     /* of the exhibit; -1: not known */
	char *bates_first; /* NULL: none */
	char *bates_last;
};

/* Those of one petition in their order, which is held whole: petitions have some thousand at most.
 */
struct marks {
	struct mark *all;
	size_t n;
	struct record petition; /* loaded */
	struct mark_scheme scheme;
};

/* marks_free() `out`, also after a failure. ST_NOTFOUND: no such petition. */
enum status marks_read(struct db *db, int64_t petition, struct marks *out) MUST_USE;
void marks_free(struct marks *m);

struct mark_sums {
	int64_t marked;    /* that stand */
	int64_t filed;     /* of these, fixed */
	int64_t late;      /* of these, between others: 12A */
	int64_t withdrawn; /* gaps */
};

/* Of one petition. */
enum status marks_count(struct db *db, int64_t petition, struct mark_sums *out) MUST_USE;

/* "draft", "fixed", "withdrawn", as the field has it. */
const char *mark_state_name(enum mark_state state);

/*
 * The exhibits (at most `max`) that `ref` may mean as a mark: P/12A, CASE/P/12A, PETITION/P/12A or
 * CASE/PETITION/P/12A. *n is how many there are; `where` gets the whole way to each, with commas.
 * An exhibit's own mark comes before those of petitions where a case alone is said.
 */
enum status mark_find_exhibit(struct db *db, const char *ref, int64_t *ids, size_t max, size_t *n,
	struct str *where) MUST_USE;

/*
 * The mark record that `ref` means: a mark as above, or a mark's own reference. ST_NOTFOUND,
 * ST_CONFLICT. `petition`: only in this one; 0: in any.
 */
enum status mark_find(struct db *db, const char *ref, int64_t petition, int64_t *id) MUST_USE;

/*
 * Before a mark is saved: one that was typed is read by the petition's scheme, an empty one is the
 * next; what is fixed stays.
 */
enum status mark_prepare(struct change *c, struct record *mark) MUST_USE;

/* And when all that it needs is there: no two exhibits of a petition have the same, and no exhibit
 * two. */
enum status mark_check(struct change *c, const struct record *mark) MUST_USE;

/* Before a mark, or an exhibit with its marks, is removed: what was filed stays. */
enum status mark_check_removal(struct change *c, const struct record *r) MUST_USE;

/*
 * After a filing was added: its marks, or where it names none all drafts of its petition, are fixed
 * by it, and it names them.
 */
enum status mark_filed(struct change *c, struct record *filing) MUST_USE;

/* After a petition's way of marking changed: its drafts are called by the new one. */
enum status mark_renamed(struct change *c, int64_t petition) MUST_USE;

#endif
