/*
 * The signature statement (model/statement.h) for people, for programs, and for a filing. Nothing
 * is counted here: every number comes from the statement. The filters written with the numbers list
 * their rows: list signatory --where '...'.
 */
#ifndef AMPARO_EXPORT_STATEMENT_H
#define AMPARO_EXPORT_STATEMENT_H

#include <stdbool.h>
#include <stdio.h>

#include "export/docbook.h"
#include "export/folder.h"
#include "model/statement.h"

/*
 * Aligned text with bars, for a terminal or a file. Where `plain`, bars and rules are of ASCII
 * signs. ST_IO: the output failed; likewise below.
 */
enum status statement_text(
	struct db *db, const struct statement *s, bool plain, FILE *out) MUST_USE;

/* One table: what, of, name, country, place, date, time, number, declared, source, where. */
enum status statement_csv(struct db *db, const struct statement *s, FILE *out) MUST_USE;

/* One object. */
enum status statement_json(struct db *db, const struct statement *s, FILE *out) MUST_USE;

/* The pictures of a DocBook statement, and the document itself, in its folder. */
#define STATEMENT_FILE "statement.xml"
#define STATEMENT_COUNTRIES "countries.svg"
#define STATEMENT_GROWTH "growth.svg"

/*
 * A folder with the statement as a DocBook 5.0 section and its pictures. `dir` may be missing,
 * empty, or an older statement, which is replaced. ST_CONFLICT: something else stands there. ST_IO.
 * ST_CONFLICT also: a gag order covers the petition.
 */
enum status statement_folder(struct db *db, const struct statement *s, const char *dir) MUST_USE;

/* The pictures that there are, into a folder being written, below `below` ("" or a folder's name
 * and
 * '/'). */
enum status statement_pictures(
	struct db *db, const struct statement *s, struct folder *f, const char *below) MUST_USE;

/*
 * What stands in the section, after its title; pictures are referred to below `images`, which ends
 * in '/' or is "". Everything the program says in it is English and depends on the data alone.
 */
void statement_docbook(struct docbook *d, const struct statement *s, const char *images);

/* The pictures as SVG 1.1; "" is appended where there is nothing to draw. False: cannot be made. */
bool statement_svg_countries(const struct statement *s, struct str *out);
bool statement_svg_growth(const struct statement *s, struct str *out);

/* Whether there is something to draw: two countries; two points in time. */
bool statement_has_countries(const struct statement *s);
bool statement_has_growth(const struct statement *s);

/* ---- words that all forms share; untranslated where `now` is false ---- */

/* What a line is called: "declared, but not held here", "Hong Kong", "Tel Aviv"; appended. */
void statement_name(const struct statement_line *l, bool now, struct str *out);

/* Who declared it and when: "the site, 2020-07-20 18:00 UTC", of DECLARED and SOURCE; appended. */
void statement_source(const struct statement_line *l, struct str *out);

/* "10,000 of 20 countries ...": what a threshold asks, without its title; appended. */
void statement_asks(const struct statement_threshold *t, bool now, struct str *out);

/* "reached on 2020-07-18", "9,000 are missing"; appended. */
void statement_reached_words(
	const struct statement_threshold *t, bool declared, bool now, struct str *out);

/* "Israel", or a place with its country: "London, United Kingdom"; appended. */
void statement_total_place(const struct statement_total *t, struct str *out);

/*
 * Where the parts that one source declared at one moment do not make up what it then declared of
 * the whole: "Together 345, where 12,345 were declared of the whole"; appended. Nothing where they
 * do, where they are of several sources or moments, or where nothing was declared of the whole.
 */
void statement_together(const struct statement *s, const char *part, bool now, struct str *out);

#endif
