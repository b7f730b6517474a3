/*
 * The signature statement of a petition: how many, from where, and how it is known, as plain data
 * from which every output is made.
 *
 *     declared  -  declared, but not held here  =  held
 *     held  -  duplicates  -  invalid  -  pending  -  withdrawn  =  counted
 *     counted  =  its countries together  =  its dates together with those who gave none
 *
 * A total that somebody declared and the rows held are different facts; neither is made from the
 * other. Every number of rows carries the filter (query.h) that lists exactly those rows among the
 * petition's signatories; a number from declared totals, the one that lists those totals.
 */
#ifndef AMPARO_MODEL_STATEMENT_H
#define AMPARO_MODEL_STATEMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/count.h"
#include "model/date.h"
#include "model/db.h"
#include "model/entity.h"
#include "model/status.h"
#include "model/str.h"
#include "model/tally.h"

enum statement_kind {
	STATEMENT_DECLARED, /* the latest total of the whole */
	STATEMENT_SOURCE,   /* what each other source declared last */
	STATEMENT_NOT_HELD, /* declared less held; below 0 where more is held than was declared */
	STATEMENT_HELD,     /* rows, in any state */
	STATEMENT_STATE,    /* those of one state that does not count: they are taken off */
	STATEMENT_RULE,     /* of the state above, those by one rule */
	STATEMENT_COUNTED,  /* what is left: the valid ones */
	STATEMENT_COUNTRY,  /* of the counted ones, those of one country */
	STATEMENT_REGION,   /* of the country above, those of one region */
	STATEMENT_REGIONS,  /* of the country above, all: it has too many regions to tell apart */
	STATEMENT_DAY,      /* of the counted ones, those who gave one date */
	STATEMENT_UNDATED,  /* those who gave none */
};

struct statement_line {
	enum statement_kind kind;
	int64_t n;
	const char *label; /* its fixed words, marked for translation; NULL: `name` says it. Lent */
	char *name;        /* owned; words from the data: a source, a rule, a region; NULL: none */
	char country[3];   /* of COUNTRY, REGION and REGIONS; "" none given */
	char date[DATE_TEXT_MAX]; /* of DECLARED and SOURCE (observed), and DAY; "" not known */
	char time[16];            /* of DECLARED and SOURCE: of that day in UTC; "" not known */
	int64_t declared;         /* of COUNTRY and REGION: the latest declared of it; -1 none */
	enum entity_id entity;    /* what `where` lists */
	char *where;              /* owned; NULL: not told (NOT_HELD; what is told together) */
};

/* A total that somebody declared. */
struct statement_total {
	int64_t value;
	char observed[DATE_TEXT_MAX]; /* EDTF; "" not known */
	char time[16];                /* of that day in UTC; "" not known */
	char part[16];                /* "whole", "country", "region" or "constituency" */
	char country[3];              /* "" none */
	char *place;                  /* owned; as the source writes it; "" none */
	char *source;                 /* owned */
	char *ref;                    /* owned; of the record */
	int64_t counted;              /* of a part: the counted rows of the same; -1: not known */
};

enum statement_reach {
	REACH_NOT,    /* `missing` are missing */
	REACH_ON,     /* on `day` */
	REACH_BY,     /* on `day` at the latest: some gave no date, or no exact one */
	REACH_UNDATED /* reached, but no day can be said */
};

struct statement_reached {
	enum statement_reach reach;
	char day[DATE_TEXT_MAX];
	int64_t have;    /* signatures, or countries; -1: nothing is known */
	int64_t missing; /* 0 where it is reached */
};

enum threshold_kind { THRESHOLD_SIGNATURES, THRESHOLD_COUNTRY, THRESHOLD_COUNTRIES };

/* A number at which something follows; the petition's own target is one too. */
struct statement_threshold {
	char *ref;   /* owned; "" the petition's target */
	char *title; /* owned; "" the petition's target */
	enum threshold_kind kind;
	int64_t value;
	char country[3];                   /* of THRESHOLD_COUNTRY */
	char *source;                      /* owned; the rule that asks for it; "" none is said */
	struct statement_reached counted;  /* by the rows that count */
	struct statement_reached declared; /* by the totals declared; have is -1 where none is */
	char *where; /* owned; the rows that it is about; NULL for THRESHOLD_COUNTRIES */
};

struct statement {
	int64_t petition;
	char *ref;                    /* owned; CASE/REF of the petition */
	char *title;                  /* owned */
	struct statement_line *lines; /* owned; in the order of the kinds above */
	size_t n_lines;
	struct statement_total *totals; /* owned; of the whole, in the order of time */
	size_t n_totals;
	struct statement_total *parts; /* owned; of parts: the latest of each source and place */
	size_t n_parts;
	struct statement_threshold *thresholds; /* owned */
	size_t n_thresholds;
	struct tally_date *days; /* owned; the dates that the counted ones gave, in their order */
	size_t n_days;
	int64_t held, counted, undated;
	int64_t by_state[4]; /* duplicate, invalid, pending, withdrawn */
	int64_t declared;    /* the latest of the whole; -1: none */
};

/* More regions of one country than this are not told apart: they are what people typed. */
#define STATEMENT_REGIONS_MAX 1000

/* A statement that leaves tells regions of fewer than this together: such may say who it was. */
#define STATEMENT_REGION_MIN 5

/*
 * A bit at a time: statement_step() answers ST_OK, or ST_STOPPED where db_set_interrupt()'s
 * function wanted it, while there is more; ST_END when all is read. What is committed meanwhile is
 * noticed, and it begins anew by itself. With `leaving`, totals, thresholds and rules whose level
 * forbids them to leave are passed over.
 */
struct statement_work;
enum status statement_begin(
	struct db *db, int64_t petition, bool leaving, struct statement_work **out) MUST_USE;
enum status statement_step(struct statement_work *w) MUST_USE;

/* What was read until now: thresholds and rules come last. Lent until the next step. */
const struct statement *statement_so_far(struct statement_work *w);

/* Gives the statement away; ends the work. Only after ST_END. */
void statement_finish(struct statement_work *w, struct statement *out);
void statement_free_work(struct statement_work *w); /* NULL is fine */

/* All of it, of one moment. `out` need not be initialised; statement_free() it. */
enum status statement_petition(
	struct db *db, int64_t petition, bool leaving, struct statement *out) MUST_USE;
void statement_free(struct statement *s); /* usable twice */

/* The first line of a kind; NULL: there is none. */
const struct statement_line *statement_find(const struct statement *s, enum statement_kind kind);

/*
 * The filter of a line for a list that is not of this petition alone: "petition=CASE/REF" and the
 * line's own; appended. Nothing for a number that stands for no rows.
 */
void statement_where(const struct statement *s, const struct statement_line *l, struct str *out);

/* Whether a line is one of those that are taken off the number above. */
bool statement_is_less(const struct statement_line *l);

/*
 * Counted ones by day: those signed on each day or before, from exact dates alone. Points of days
 * since 1970-01-01, at most one a day; the caller frees them. What has no exact date is in none.
 */
struct statement_point {
	long day;
	int64_t n;
	bool apart; /* of totals: another source than the point before, no growth from it */
};
struct statement_point *statement_growth(const struct statement *s, size_t *n);

/* The same of the totals declared, where their day is known. */
struct statement_point *statement_declared_growth(const struct statement *s, size_t *n);

#endif
