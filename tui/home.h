/* Private to view_home.c, home_load.c and home_lines.c: the first page. */
#ifndef AMPARO_TUI_HOME_H
#define AMPARO_TUI_HOME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/count.h"
#include "model/journal.h"
#include "tui/view.h"

#define DAYS_AHEAD 30
#define RECENT 6

/* A day that comes: a deadline, or the last day to sign a letter. */
struct due {
	struct subject subject;
	long days;  /* from today; negative: late */
	char *text; /* owned */
	char *of;   /* owned; its case */
	char *day;  /* owned; "Thu 26 Nov" */
};

/* A petition, for its signatures and its claims. */
struct pleading {
	int64_t id;
	char *ref;      /* owned */
	int64_t target; /* 0: none */
	bool signing;   /* it is signed by people: shown with a bar */
	bool alive;     /* not decided or withdrawn yet: what it lacks is waited for */
	struct count count;
	struct count_work *counting; /* owned; while it is being read; NULL: not begun */
	bool counted;                /* `count` was read */
	int64_t claims;
	int64_t unproved; /* claims without a proof */
	bool claims_read;
};

/* A letter that is open for signing. */
struct signing {
	int64_t id;
	char *ref; /* owned */
	int64_t confirmed;
	int64_t asked; /* invited or reminded, and not yet answered */
	bool read;
};

enum home_kind { HOME_HEAD, HOME_ROW, HOME_BAR, HOME_NOTE, HOME_BLANK };

struct home_line {
	enum home_kind kind;
	char *left;                 /* owned; a heading, when, whose */
	char *text;                 /* owned */
	char *note;                 /* owned; NULL: none */
	char *right;                /* owned; NULL: none */
	enum style style;           /* of `left` */
	struct subject subject;     /* where Enter leads; ENTITY_NONE: nowhere */
	int64_t entry;              /* of the journal; 0: none */
	const struct pleading *bar; /* HOME_BAR */
};

struct home {
	bool any_case;
	bool any_change;  /* the journal has an entry */
	struct due *dues; /* owned */
	size_t n_dues;
	int64_t later;              /* days until the first deadline after those; -1: none */
	struct pleading *pleadings; /* owned */
	size_t n_pleadings;
	struct signing *signings; /* owned */
	size_t n_signings;
	struct journal_entry recent[RECENT];
	size_t n_recent;
	struct home_line *lines; /* owned */
	size_t n_lines;
	size_t cap_lines;
	struct scroll scroll;
	struct subject want; /* which line somebody selected */
	int64_t want_entry;
	enum home_kind want_kind;
	size_t anchor; /* how far below the first line on the screen it stood then */
};

/* Reads what is quick, and forgets what was read before. */
enum status home_read(struct db *db, struct home *h) MUST_USE;

/* The next of what is slow; ST_END when everything was read. */
enum status home_step(struct db *db, struct home *h) MUST_USE;

void home_forget(struct home *h);

/* Makes the lines from what was read. */
void home_lines(struct home *h);
void home_lines_free(struct home *h);

#endif
