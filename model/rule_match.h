/* Whether a row is one that a rule is about: private to model/rule*.c. */
#ifndef AMPARO_MODEL_RULE_MATCH_H
#define AMPARO_MODEL_RULE_MATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "model/date.h"
#include "model/record.h"
#include "model/str.h"

enum rule_kind {
	RULE_EMAIL_DOMAIN,
	RULE_PLACE,
	RULE_NAME_PATTERN,
	RULE_SIGNED_BETWEEN,
	RULE_URL_IN_NAME,
	RULE_BATCH,
	RULE_KINDS,
};

struct rule_match {
	enum rule_kind kind;
	struct str pattern; /* as texts are compared: folded, a domain in ASCII */
	char country[3];    /* that the pattern names; "": none */
	bool has_from, has_to;
	struct date from, to; /* exact days */
	int64_t batch;
	struct str folded; /* of the row; for reuse */
};

/* A row; texts are "" where they are empty. */
struct rule_row {
	const char *name;
	const char *email;
	const char *city, *region, *postcode, *country;
	const char *signed_on;
	int64_t batch;
};

/* Of a rule that rule_check() took. rule_match_free() it. */
void rule_match_init(struct rule_match *m, const struct record *rule);
void rule_match_free(struct rule_match *m);

bool rule_fits(struct rule_match *m, const struct rule_row *row);

/* The kind's number; RULE_KINDS: there is no such. */
enum rule_kind rule_kind_named(const char *name);

/* Whether `text` is as `pattern` says; * stands for anything, ? for one character. */
bool rule_glob(const char *pattern, const char *text);

#endif
