/*
 * What proves what in a petition (model/proof.h), for people, for programs, and for a memo of one's
 * own. It is not part of a filing: it shows the other side what is missing.
 */
#ifndef AMPARO_EXPORT_PROOF_H
#define AMPARO_EXPORT_PROOF_H

#include <stdbool.h>
#include <stdio.h>

#include "export/docbook.h"
#include "model/proof.h"
#include "model/record.h"

/* One petition. All lent. */
struct proof_sheet {
	const struct proof_map *map;
	const char *petition; /* its ref */
	const char *title;
	const char *of; /* the ref of its case */
};

struct proof_look {
	int width;  /* columns of a line, 80 or more */
	bool plain; /* signs and rules of ASCII alone */
	bool rule;  /* the rule is told, too */
};

/*
 * Aligned text: what is missing, the matrix, exhibits that prove nothing, what the other side says,
 * and how many. ST_IO: the output failed; likewise below.
 */
enum status proof_text(struct db *db, const struct proof_sheet *s, const struct proof_look *look,
	FILE *out) MUST_USE;

/* The rule alone. */
void proof_rule_text(int width, FILE *out);

/*
 * A row a proof, a claim without proof, and an exhibit that proves nothing. The headings go before
 * the first petition.
 */
void proof_csv_heads(FILE *out);
enum status proof_csv(struct db *db, const struct proof_sheet *s, FILE *out) MUST_USE;

/* One object; claims as a tree, each with its proofs. */
enum status proof_json(struct db *db, const struct proof_sheet *s, FILE *out) MUST_USE;

/*
 * A DocBook 5.0 section of what is `level` or below: claims, proofs and exhibits above that are
 * left out, and counted. Its root, with namespace and version, where `whole`.
 */
enum status proof_docbook(struct docbook *d, const struct proof_sheet *s, const char *level,
	bool whole, bool rule) MUST_USE;

/* Such a document of several petitions. */
void proof_docbook_begin(struct docbook *d, const char *title);

/* Whether what is of level `a` may stand where `most` may; NULL is "filed". */
bool proof_level_fits(const char *level, const char *most);

#endif
