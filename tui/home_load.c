#include "config.h"

#include "tui/home.h"

#include <stdlib.h>
#include <string.h>

#include "model/board.h"
#include "model/date.h"
#include "model/mem.h"
#include "model/query.h"
#include "tui/cells.h"

#define PLEADINGS_MAX 100
#define SIGNINGS_MAX 20
#define CASES_MAX 100

/* What a walk over a query does with each row. */
typedef void row_fn(struct home *h, const struct record *r);

static enum status walk(struct db *db, struct home *h, const struct query *q, row_fn *fn)
{
	struct cursor *c = NULL;
	struct record row = { 0 };
	enum status st = query_open(db, q, NULL, false, &c);

	while (st == ST_OK) {
		st = query_next(c, &row);
		if (st == ST_OK)
			fn(h, &row);
		record_free(&row);
	}
	query_close(c);
	return st == ST_END ? ST_OK : st;
}

struct due *home_add_due(struct home *h, const struct record *r, const char *day_field)
{
	struct date today = date_today();
	struct date day;
	struct str text = STR_INIT;
	struct due *due;

	if (date_parse(record_show(r, day_field), &day) != ST_OK || !day.day)
		return NULL;
	if (h->n_dues % 16 == 0)
		h->dues = mem_resize(h->dues, h->n_dues + 16, sizeof(*h->dues));
	due = &h->dues[h->n_dues++];
	due->subject = (struct subject){ r->entity->id, r->id };
	due->days = date_to_days(&day) - date_to_days(&today);
	due->text = mem_text(record_show(r, "title"));
	due->of = mem_text(record_show(r, "case"));
	cell_day(&day, day.year != today.year, &text);
	due->day = str_detach(&text);
	due->warned = due->stale = due->hearing = false;
	due->petition = due->in_case = 0;
	return due;
}

static void take_letter(struct home *h, const struct record *r)
{
	struct date today = date_today();
	struct date day;
	struct signing *s;

	/* How many answered is of what a gag order covers. */
	if (r->withheld)
		return;
	if (h->n_signings % 16 == 0)
		h->signings = mem_resize(h->signings, h->n_signings + 16, sizeof(*h->signings));
	s = &h->signings[h->n_signings++];
	*s = (struct signing){ .id = r->id, .ref = mem_text(record_show(r, "ref")) };
	if (date_parse(record_show(r, "sign_by"), &day) != ST_OK || !day.day)
		return;
	s->limit = true;
	s->days = date_to_days(&day) - date_to_days(&today);
	(void)home_add_due(h, r, "sign_by");
}

static bool is_one_of(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (!strcmp(*words, word))
			return true;
	return false;
}

static void take_petition(struct home *h, const struct record *r)
{
	static const char *const alive[] = { "draft", "open", "filed", "pending", NULL };
	struct pleading *p;

	/* Its numbers are what a gag order covers, too. */
	if (r->withheld)
		return;
	if (h->n_pleadings % 16 == 0)
		h->pleadings = mem_resize(h->pleadings, h->n_pleadings + 16, sizeof(*h->pleadings));
	p = &h->pleadings[h->n_pleadings++];
	*p = (struct pleading){ .id = r->id,
		.ref = mem_text(record_show(r, "ref")),
		.target = record_num(r, "target"),
		.in_case = record_num(r, "case"),
		.alive = is_one_of(record_show(r, "status"), alive) };
	p->count_due = p->weeks_due = p->claims_due = p->advice_due = true;
	p->signing = p->target > 0 || !strcmp(record_show(r, "kind"), "public");
}

static void take_case(struct home *h, const struct record *r)
{
	struct home_case *c;

	h->any_case = true;
	h->more_cases = h->n_cases == CASES_MAX;
	if (h->more_cases)
		return;
	if (h->n_cases % 16 == 0)
		h->cases = mem_resize(h->cases, h->n_cases + 16, sizeof(*h->cases));
	c = &h->cases[h->n_cases++];
	*c = (struct home_case){ .id = r->id,
		.ref = mem_text(record_show(r, "ref")),
		.quiet = strcmp(record_show(r, "status"), "open") != 0,
		.due = true };
}

static int by_day(const void *a, const void *b)
{
	const struct due *x = a;
	const struct due *y = b;

	if (x->days != y->days)
		return x->days < y->days ? -1 : 1;
	return strcmp(x->text, y->text);
}

static enum status read_dues(struct db *db, struct home *h)
{
	struct query letters = { .entity = ENTITY_LETTER,
		.where = "status:signing sign_by!=",
		.sort = "sign_by",
		.limit = SIGNINGS_MAX };
	struct query others = { .entity = ENTITY_LETTER, .where = "status:signing sign_by=" };
	enum status st = home_read_deadlines(db, h);

	if (st == ST_OK)
		st = walk(db, h, &letters, take_letter);
	/* Those without a last day have what room is left. */
	others.limit = SIGNINGS_MAX - (int64_t)h->n_signings;
	if (st == ST_OK && others.limit > 0)
		st = walk(db, h, &others, take_letter);
	/* Letters whose last day is far away wait, but are not due. */
	for (size_t i = 0; i < h->n_dues;) {
		if (h->dues[i].days <= DAYS_AHEAD || h->dues[i].warned) {
			i++;
			continue;
		}
		free(h->dues[i].text);
		free(h->dues[i].of);
		free(h->dues[i].day);
		h->dues[i] = h->dues[--h->n_dues];
	}
	if (h->n_dues > 1)
		qsort(h->dues, h->n_dues, sizeof(*h->dues), by_day);
	return st;
}

static void free_dues(struct home *h)
{
	for (size_t i = 0; i < h->n_dues; i++) {
		free(h->dues[i].text);
		free(h->dues[i].of);
		free(h->dues[i].day);
	}
	free(h->dues);
}

static void free_pleadings(struct home *h)
{
	for (size_t i = 0; i < h->n_pleadings; i++) {
		free(h->pleadings[i].ref);
		free(h->pleadings[i].advice);
		count_free_work(h->pleadings[i].counting);
		if (h->pleadings[i].counted)
			count_free(&h->pleadings[i].count);
	}
	free(h->pleadings);
}

void home_forget(struct home *h)
{
	free_dues(h);
	free_pleadings(h);
	for (size_t i = 0; i < h->n_signings; i++) {
		free(h->signings[i].ref);
		board_free(h->signings[i].board);
	}
	for (size_t i = 0; i < h->n_cases; i++)
		free(h->cases[i].ref);
	for (size_t i = 0; i < h->n_recent; i++)
		journal_entry_free(&h->recent[i]);
	while (h->n_clashes) {
		free(h->clashes[--h->n_clashes].of);
		free(h->clashes[h->n_clashes].text);
	}
	home_unlimited_free(h);
	home_slips_free(h);
	free(h->signings);
	free(h->cases);
	tally_free(&h->tally);
	h->dues = NULL;
	h->pleadings = NULL;
	h->signings = NULL;
	h->cases = NULL;
	h->n_dues = h->n_pleadings = h->n_signings = h->n_cases = h->n_recent = 0;
	h->tallying = 0;
	h->later = -1;
	h->any_case = h->more_cases = false;
}

/* What was known of a petition before holds until it is read again. */
static void carry_over(struct home *h, struct home *old)
{
	for (size_t i = 0; i < h->n_pleadings; i++) {
		struct pleading *p = &h->pleadings[i];

		for (size_t k = 0; k < old->n_pleadings; k++) {
			struct pleading *was = &old->pleadings[k];

			if (was->id != p->id)
				continue;
			p->count = was->count;
			p->counted = was->counted;
			was->counted = false; /* its count is ours now */
			memcpy(p->weeks, was->weeks, sizeof(p->weeks));
			p->have_weeks = was->have_weeks;
			p->lively = was->lively;
			memcpy(p->claims, was->claims, sizeof(p->claims));
			p->advice = was->advice;
			was->advice = NULL; /* so is what it is warned of */
		}
	}
	memcpy(h->clashes, old->clashes, sizeof(h->clashes));
	h->n_clashes = old->n_clashes;
	old->n_clashes = 0; /* they are ours now */
	h->clashes_due = true;
	memcpy(h->slips, old->slips, sizeof(h->slips));
	h->n_slips = old->n_slips;
	h->broken = old->broken;
	old->n_slips = 0; /* and so are these */
	h->chains_due = true;
	for (size_t i = 0; i < h->n_cases; i++)
		for (size_t k = 0; k < old->n_cases; k++)
			if (h->cases[i].id == old->cases[k].id) {
				memcpy(h->cases[i].counts, old->cases[k].counts,
					sizeof(h->cases[i].counts));
				h->cases[i].idle = old->cases[k].idle;
				h->cases[i].counted = old->cases[k].counted;
			}
}

/* Only what was read is taken; the page and its parts stay. */
static void take_away(struct home *h, struct home *old)
{
	*old = *h;
	h->dues = NULL;
	h->pleadings = NULL;
	h->signings = NULL;
	h->cases = NULL;
	h->n_dues = h->n_pleadings = h->n_signings = h->n_cases = h->n_recent = h->n_clashes = 0;
	h->n_unlimited = h->n_slips = 0;
	memset(&h->tally, 0, sizeof(h->tally));
	home_forget(h);
}

enum status home_read(struct db *db, struct home *h)
{
	struct query cases = { .entity = ENTITY_CASE, .sort = "ref", .limit = CASES_MAX + 1 };
	struct query petitions = {
		.entity = ENTITY_PETITION, .sort = "-filed", .limit = PLEADINGS_MAX
	};
	struct home old;
	enum status st;

	take_away(h, &old);
	st = walk(db, h, &cases, take_case);
	if (st == ST_OK)
		st = read_dues(db, h);
	if (st == ST_OK)
		st = walk(db, h, &petitions, take_petition);
	if (st == ST_OK)
		st = journal_list(db, 0, RECENT, h->recent, &h->n_recent);
	carry_over(h, &old);
	home_forget(&old);
	return st;
}
