/*
 * The parts of a bundle, each in its own file: front.c (title page, cover, parties), pleading.c,
 * claims.c, chronology.c, rulings.c, authorities.c, exhibits.c, letters.c, statement_part.c,
 * annex.c. Each writes the
 * components that stand in its `part` element; it is called only where there is something to write.
 */
#ifndef AMPARO_EXPORT_PART_H
#define AMPARO_EXPORT_PART_H

#include "export/book.h"
#include "export/folder.h"
#include "model/status.h"

/* The book's info element: title, court, petitioners, counsel, respondents, docket. */
enum status part_info(struct book *b) MUST_USE;

/* A preface with the facts that stand on a cover. */
enum status part_cover(struct book *b) MUST_USE;

enum status part_parties(struct book *b) MUST_USE;
enum status part_petition(struct book *b) MUST_USE;
/* The claims as a section of the petition; nothing where there is none. */
enum status part_claims(struct book *b) MUST_USE;
enum status part_chronology(struct book *b) MUST_USE;
enum status part_rulings(struct book *b) MUST_USE;
enum status part_authorities(struct book *b) MUST_USE;
enum status part_exhibits(struct book *b) MUST_USE;
/* The custody records of the exhibits, behind their list. */
enum status part_custody(struct book *b) MUST_USE;
enum status part_letters(struct book *b) MUST_USE;
enum status part_signatories(struct book *b) MUST_USE;

/* The signature statement, and its pictures, which are referred to from it. */
enum status part_statement(struct book *b) MUST_USE;
enum status part_statement_files(struct book *b, struct folder *f) MUST_USE;

/* Totals that somebody declared for a petition or a letter, as a list. *any: there was one. */
enum status part_totals(struct book *b, enum entity_id owner, int64_t owner_id, bool *any) MUST_USE;

/* The files of the exhibits that have a place, checked against their hashes; *n counts them. */
enum status part_exhibit_files(struct book *b, struct folder *f, int64_t *n) MUST_USE;

#endif
