/*
 * Private to view_home.c and home_*.c: the first page. It has parts, each with a heading and lines;
 * what is read makes the lines, and the room that there is decides how many of each are shown.
 */
#ifndef AMPARO_TUI_HOME_H
#define AMPARO_TUI_HOME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/claim.h"
#include "model/count.h"
#include "model/journal.h"
#include "model/tally.h"
#include "tui/view.h"

#define DAYS_AHEAD 30
#define UNLIMITED_AT_HOME 30
#define RECENT 12
#define WEEKS 12

/* A day that comes: a deadline, or the last day to sign a letter. */
struct due {
	struct subject subject;
	long days;   /* from today; negative: late */
	char *text;  /* owned */
	char *of;    /* owned; its case */
	char *day;   /* owned; "Thu 26 Nov" */
	bool warned; /* its early warning has come, or it is stale: shown however far away it is */
	bool stale;  /* it is no longer as it was counted */
	int64_t petition; /* that the deadline is for; 0: none is named */
	int64_t in_case;  /* likewise */
	bool hearing;
};

/* A petition, for its signatures and its claims. What is due is read when there is time; until then
 * what was known before holds. */
struct pleading {
	int64_t id;
	char *ref;      /* owned */
	int64_t target; /* 0: none */
	int64_t in_case;
	bool signing; /* it is signed by people: shown with a bar */
	bool alive;   /* not decided or withdrawn yet: what it lacks is waited for */
	struct count count;
	struct count_work *counting; /* owned; while it is being read; NULL: not begun */
	bool counted;                /* `count` was read */
	bool count_due;
	int64_t weeks[WEEKS]; /* counted in each of the last weeks with any, the latest last */
	bool have_weeks;
	bool lively; /* somebody signed in the weeks up to today */
	bool weeks_due;
	int64_t claims[CLAIM_PROVEN + 1]; /* by status */
	bool claims_due;
	char *advice; /* owned; what rulings mean for it, the first; NULL: nothing */
	bool advice_due;
};

#define CLASHES_AT_HOME 5

/* Somebody stands on both sides. */
struct home_clash {
	int64_t party; /* the one of the two that is shown */
	char *of;      /* owned; its case */
	char *text;    /* owned */
};

/* A letter that is open for signing. */
struct signing {
	int64_t id;
	char *ref;           /* owned */
	bool limit;          /* there is a last day to sign */
	long days;           /* to it */
	int64_t confirmed;   /* the current text */
	int64_t older;       /* confirmed another, and must be asked again */
	int64_t asked;       /* invited or reminded, and not yet answered */
	struct board *board; /* owned; what is being read; NULL: nothing is */
	bool read;
};

/* An open case without a deadline. */
struct home_unlimited {
	int64_t id;
	char *ref; /* owned */
};

/* What is counted of a case. */
enum home_count {
	COUNT_DEADLINE,
	COUNT_PETITION,
	COUNT_LETTER,
	COUNT_EXHIBIT,
	COUNT_CLAIM,
	COUNTS
};

struct home_case {
	int64_t id;
	char *ref;  /* owned */
	bool quiet; /* it is closed */
	int64_t counts[COUNTS];
	int64_t idle; /* exhibits that prove nothing, where something is to be proved */
	bool counted; /* they were read */
	bool due;
};

#define CHAINS_AT_HOME 5

/* Something circular or broken. */
struct home_slip {
	struct subject subject;
	char *of;   /* owned; its reference */
	char *text; /* owned */
};

enum home_part_id { PART_DUE, PART_SIGNED, PART_WAITING, PART_CASES, PART_RECENT, PARTS };

enum home_kind { HOME_ROW, HOME_BAR, HOME_NOTE };

struct home_line {
	enum home_kind kind;
	char *left;                 /* owned; when, whose */
	char *text;                 /* owned */
	char *note;                 /* owned; NULL: none */
	char *right;                /* owned; NULL: none */
	enum style style;           /* of `left`; of a row with a case's ref, of `right` */
	struct subject subject;     /* where Enter leads; ENTITY_NONE: elsewhere */
	int64_t entry;              /* of the journal; 0: none */
	enum entity_id list;        /* the list of all of them; ENTITY_NONE: none */
	const struct pleading *bar; /* HOME_BAR */
};

struct home_part {
	const char *label;       /* translated; NULL: the part is not there */
	char *note;              /* owned; at the end of the heading; NULL: none */
	struct home_line *lines; /* owned */
	size_t n;
	size_t cap;
	bool opened;  /* somebody wants to see all of it */
	size_t shown; /* lines that are on the page */
};

enum home_row_kind { ROW_HEAD, ROW_LINE, ROW_REST, ROW_BLANK };

/* A row of the page: of one part, in one column. */
struct home_row {
	enum home_row_kind kind;
	enum home_part_id part;
	size_t line; /* ROW_LINE: which one of the part */
	int column;
};

#define COLUMNS_OF_HOME 2

struct home {
	bool any_case;
	bool more_cases;  /* than are shown */
	struct due *dues; /* owned */
	size_t n_dues;
	int64_t later;              /* days until the first deadline after those; -1: none */
	struct pleading *pleadings; /* owned */
	size_t n_pleadings;
	struct signing *signings; /* owned */
	size_t n_signings;
	struct home_unlimited unlimited[UNLIMITED_AT_HOME]; /* open cases without a deadline */
	size_t n_unlimited;
	int64_t unchecked;         /* deadlines that no second person counted */
	struct home_unlimited one; /* the first of them */
	struct home_clash clashes[CLASHES_AT_HOME];
	size_t n_clashes;
	bool clashes_due;
	struct home_slip slips[CHAINS_AT_HOME];
	size_t n_slips;
	int64_t broken; /* how many there are in all */
	bool chains_due;
	struct home_case *cases; /* owned */
	size_t n_cases;
	struct journal_entry recent[RECENT];
	size_t n_recent;
	struct tally tally; /* the weeks that are being read */
	int64_t tallying;   /* of this petition; 0: of none */
	long last_week;     /* up to this one, see tally_place() */

	struct home_part parts[PARTS];
	struct home_row *rows; /* owned; the page: the first column, then the second */
	size_t n_rows;
	size_t cap_rows;
	int columns;                  /* 1 or 2 */
	size_t tops[COLUMNS_OF_HOME]; /* the first row of each that is on the screen */
	struct scroll scroll;         /* over all rows */
	bool chosen;                  /* somebody selected a row; else it is the first */
	struct home_row want;         /* which row that was ... */
	struct subject want_subject;  /* ... and what it speaks of */
	int64_t want_entry;
};

/* Reads what is quick. What was known of the rest holds until it is read again. */
enum status home_read(struct db *db, struct home *h) MUST_USE;

/* The next of what is slow; ST_END when everything was read: home_step.c */
enum status home_step(struct db *db, struct home *h) MUST_USE;

void home_forget(struct home *h);

/* Adds the day of that field, where it is known to the day. NULL: it is not. */
struct due *home_add_due(struct home *h, const struct record *r, const char *day_field);

/* The deadlines that are near, warned of or stale, and the cases that have none: home_deadlines.c
 */
enum status home_read_deadlines(struct db *db, struct home *h) MUST_USE;
void home_unlimited_free(struct home *h);

/* What is circular or broken among the chains of all records: home_gaps.c */
enum status home_read_chains(struct db *db, struct home *h) MUST_USE;
void home_slips_free(struct home *h);

/* The nearest deadline to come of the petition, or of its case where it names no petition; NULL. */
const struct due *home_due_of(const struct home *h, const struct pleading *p);

/* Makes the lines of all parts from what was read. */
void home_lines(struct home *h);
void home_lines_free(struct home *h);

/* Makes the page for a box of that size: home_fold.c */
void home_fold(struct home *h, int rows, int cols);

/* Whether something can be done with the row. */
bool home_rests(const void *home, size_t row);

/* The line of a row; NULL: it has none. */
const struct home_line *home_line_of(const struct home *h, size_t row);

/* The rows of a column: from *first, *n of them. */
void home_column(const struct home *h, int column, size_t *first, size_t *n);

/* The row at a cell of the box; n_rows: none. */
size_t home_row_at(const struct home *h, struct box b, int y, int x);

/* home_draw.c */
void home_draw(struct pane *p, bool focused);
struct box home_column_box(const struct home *h, struct box b, int column);

#endif
