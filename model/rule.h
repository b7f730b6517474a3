/*
 * Rules by which signatures do not count: records of ENTITY_RULE. A rule is counted and looked at
 * first, then applied, and can be lifted again at any time. What it looks at, by its kind:
 *
 *   email_domain    the domain of the address, or one that it is under: example.org is also
 *                   mail.example.org; * stands for anything
 *   place           the city, region, postcode, or the country by its code or any of its names
 *   name_pattern    the whole name; * stands for anything, ? for one character
 *   signed_between  the day of signing; one that is known to the month alone must lie within whole
 *   url_in_name     a web address in the name
 *   batch           the import that brought it
 *
 * Patterns and texts are compared as text_fold() has them, without case and accents; domains in
 * their ASCII form, so that bücher.example is xn--bcher-kva.example and not bucher.example.
 * Matching is at most as long as pattern times text: no pattern hangs. Memory does not grow with
 * the rows; work reports its progress and may be stopped (ST_STOPPED: nothing was changed).
 */
#ifndef AMPARO_MODEL_RULE_H
#define AMPARO_MODEL_RULE_H

#include <stdint.h>

#include "model/change.h"
#include "model/db.h"
#include "model/record.h"
#include "model/status.h"
#include "model/str.h"

#define RULE_SAMPLES 10

/* One of those that it would make invalid. */
struct rule_sample {
	int64_t id;
	char *text; /* owned; "s12  Noa Cohen, Haifa, IL, 2020-07-17": not cleaned */
};

/* The rows of the petition that it fits, each counted once, by what they are now. */
struct rule_count {
	int64_t pending, valid; /* these would become invalid */
	int64_t already;        /* invalid by this rule */
	int64_t invalid;        /* for another reason */
	int64_t duplicate, withdrawn;
	struct rule_sample samples[RULE_SAMPLES]; /* of pending and valid ones, from all over */
	size_t n_samples;
};

/* `rule` need not be saved; it is checked. rule_count_free() `out`, also after a failure. */
enum status rule_count(struct db *db, const struct record *rule, struct rule_count *out) MUST_USE;
void rule_count_free(struct rule_count *c);

/*
 * Makes the pending and valid rows that it fits invalid, with its reason, today and rule:REF; one
 * change. Rows that are something else already stay so. *rows is how many it made invalid. The
 * rule's `applied` and `rows` are set. After a new import it takes the new rows alone.
 */
enum status rule_apply(struct db *db, int64_t rule, int64_t *rows) MUST_USE;

struct rule_lifted {
	int64_t rows;  /* are what they were before */
	int64_t kept;  /* stay invalid: other rules that are applied fit them */
	struct str by; /* these, by their refs, with commas between */
};

/*
 * The rows that this rule made invalid, and that still are so by it, become what they were before,
 * whatever the rule says now: state, reason, day and rule, also where the row was changed since. Of
 * rows that were anonymised since, the reason stays erased; where the journal tells nothing, the
 * state alone comes back. What another rule fits that is applied is invalid by that one then: in
 * which order rules were applied, and are lifted, does not matter. A row for whose person another
 * one counts since (person.h) is a duplicate of that one. rule_lifted_free() `out`, also after a
 * failure.
 */
enum status rule_lift(struct db *db, int64_t rule, struct rule_lifted *out) MUST_USE;
void rule_lifted_free(struct rule_lifted *l);

/*
 * Before a rule is saved: it says what its kind needs and nothing else; its days are in order; its
 * batch is of its petition; while rows are invalid by it, it is not called otherwise.
 */
enum status rule_check(struct change *c, const struct record *rule) MUST_USE;

/* Before it is removed: no row is invalid by it. */
enum status rule_check_removal(struct change *c, const struct record *rule) MUST_USE;

#endif
