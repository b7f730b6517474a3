/*
 * The custody record of an exhibit on paper: as text that a clerk of a court can read, as rows, as
 * JSON, and as DocBook 5.0 for the filing bundle. model/custody_chain.h says what is in it.
 */
#ifndef AMPARO_EXPORT_CUSTODY_H
#define AMPARO_EXPORT_CUSTODY_H

#include <stdint.h>
#include <stdio.h>

#include "export/book.h"
#include "model/custody_chain.h"
#include "model/db.h"
#include "model/status.h"

enum custody_form { CUSTODY_TEXT, CUSTODY_CSV, CUSTODY_JSON, CUSTODY_DOCBOOK };

struct custody_paper {
	int64_t exhibit;
	enum custody_form form;
};

/*
 * An outfile_fn; `arg` is a struct custody_paper. As text, rows and JSON the whole record, whatever
 * its levels: a copy for yourselves. As DocBook what may leave: ST_CONFLICT where the exhibit may
 * not, else as custody_section().
 */
enum status custody_write(struct db *db, FILE *out, void *arg) MUST_USE;

/* The text, cleaned, in lines of at most 78 columns where words allow it; appended. */
void custody_text(struct db *db, const struct custody_chain *c, struct str *out);

enum status custody_csv(struct db *db, const struct custody_chain *c, FILE *out) MUST_USE;
enum status custody_json(struct db *db, const struct custody_chain *c, FILE *out) MUST_USE;

/* The names of people in the file, with what may be said of each. */
struct custody_names;
enum status custody_names_read(struct db *db, struct custody_names **out) MUST_USE;
void custody_names_free(struct custody_names *n); /* NULL is fine */

/*
 * What may leave of a text that says who or where; appended. A contact above level `filed` that it
 * names takes all of it back: its pseudonym stands there, else "[name withheld]". `source`: it says
 * where the exhibit was obtained, which leaves only as the name of a contact that may.
 */
void custody_name_shown(
	const struct custody_names *n, const char *text, bool source, struct str *out);

/* Whether an entry is of the way of the thing itself: copies of it go other ways. */
bool custody_is_of_chain(const struct record *entry);

/* What may leave of a field that says who or where; appended. */
void custody_field_shown(const struct custody_names *n, const struct record *entry,
	const char *field, struct str *out);

/*
 * The rows of one exhibit in custody.csv of a bag, those that may leave: what it is called there,
 * then the fields that custody_bag_heads() names.
 */
void custody_bag_heads(FILE *out);
void custody_bag_rows(struct contents *contents, const struct custody_names *names,
	const struct custody_chain *c, FILE *out);

/*
 * A section for one exhibit, where it has entries that may leave; *any is set when it was written.
 * Copies that were handed out and earlier bundles are left out: they are not the exhibit's own way,
 * and a bundle made twice is the same. `open` is called before the first.
 */
enum status custody_section(struct book *b, const struct custody_chain *c,
	const struct custody_names *names, void (*open)(struct book *b), bool *any) MUST_USE;

#endif
