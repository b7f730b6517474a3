#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mark_plan_internal.h"
#include "model/mem.h"
#include "model/stand.h"
#include "model/stmt.h"
#include "model/text.h"

/* How a petition may call its exhibits that does not say so: see mark_plan_propose(). */

/* ---- the scheme of a mark ---- */

#define LETTERS_MOST 2 /* of "Exhibit AB"; more are a word */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Bytes of Hebrew letters (U+05D0 to U+05EA) that end at `end`. */
static size_t hebrew_before(const char *text, size_t end)
{
	size_t n = 0;

	while (end >= n + 2 && (unsigned char)text[end - n - 2] == 0xD7 &&
		(unsigned char)text[end - n - 1] >= 0x90 &&
		(unsigned char)text[end - n - 1] <= 0xAA)
		n += 2;
	return n;
}

static size_t capitals_before(const char *text, size_t end)
{
	size_t n = 0;

	while (end > n && is_capital(text[end - n - 1]))
		n++;
	return n;
}

static size_t digits_before(const char *text, size_t end)
{
	size_t n = 0;

	while (end > n && is_digit(text[end - n - 1]))
		n++;
	return n;
}

/* Bytes of what comes before the number of a mark that counts in `style`; false: it has none. */
static bool prefix_of(const char *mark, enum mark_style style, size_t *out)
{
	size_t end = strlen(mark), n;

	if (style == MARK_NUMBERS) {
		end -= capitals_before(mark, end);
		end -= hebrew_before(mark, end);
		n = digits_before(mark, end);
	} else {
		end -= digits_before(mark, end);
		n = style == MARK_HEBREW ? hebrew_before(mark, end) : capitals_before(mark, end);
		if (style == MARK_LETTERS && n > LETTERS_MOST)
			return false;
	}
	*out = end - n;
	return n > 0;
}

/* The way in which a mark is written. *prefix is owned by the caller, and "" where there is none.
 */
static bool scheme_of(const char *mark, char **prefix, enum mark_style *style)
{
	static const enum mark_style styles[] = { MARK_NUMBERS, MARK_HEBREW, MARK_LETTERS };
	int64_t number, late;

	for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++) {
		struct mark_scheme s = { NULL, styles[i] };
		size_t len;

		if (!prefix_of(mark, styles[i], &len))
			continue;
		while (len && mark[len - 1] == ' ')
			len--;
		*prefix = mem_text_n(mark, len);
		*style = styles[i];
		s.prefix = *prefix;
		if (mark_read(&s, mark, &number, &late))
			return true;
		free(*prefix);
	}
	*prefix = NULL;
	return false;
}

/* ---- the most usual one ---- */

#define KINDS_MAX 32

struct tally {
	struct {
		char *prefix; /* owned */
		enum mark_style style;
		size_t n;
	} all[KINDS_MAX];
	size_t n;
};

static void count_mark(struct tally *t, const char *mark)
{
	char *prefix;
	enum mark_style style;
	size_t i = 0;

	if (!scheme_of(mark, &prefix, &style))
		return;
	while (i < t->n && (t->all[i].style != style || strcmp(t->all[i].prefix, prefix) != 0))
		i++;
	if (i < t->n || t->n == KINDS_MAX) {
		free(prefix);
		if (i < t->n)
			t->all[i].n++;
		return;
	}
	t->all[t->n].prefix = prefix;
	t->all[t->n].style = style;
	t->all[t->n++].n = 1;
}

static const char *const style_names[] = { "numbers", "letters", "hebrew" };

/* Of several that are as usual, the one that was met first. False: there is none. */
static bool take_most(
	struct mark_plan *p, struct tally *t, enum mark_origin origin, enum status *st)
{
	size_t best = 0;
	bool any = t->n > 0;

	for (size_t i = 1; i < t->n; i++)
		if (t->all[i].n > t->all[best].n)
			best = i;
	if (any)
		*st = mark_plan_scheme(p, t->all[best].prefix,
			t->all[best].style == MARK_NUMBERS ? "" : style_names[t->all[best].style]);
	if (any)
		p->origin = origin;
	for (size_t i = 0; i < t->n; i++)
		free(t->all[i].prefix);
	t->n = 0;
	return any;
}

/* Those that the petition filed, and those that these exhibits carry. */
static enum status count_own(
	struct mark_plan *p, const int64_t *exhibits, size_t n, struct tally *t)
{
	enum status st = ST_OK;

	for (size_t i = 0; i < p->n; i++)
		if (p->steps[i].now.state != MARK_DRAFT)
			count_mark(t, p->steps[i].now.mark);
	for (size_t i = 0; i < n && st == ST_OK; i++) {
		struct mark_step s = { .now = { .exhibit = exhibits[i] } };

		st = mark_own_read(p, &s);
		if (s.own && !s.foreign)
			count_mark(t, s.own);
		free(s.own);
		free(s.own_case);
	}
	return st;
}

static enum status count_case(struct mark_plan *p, struct tally *t)
{
	struct stmt *s;
	enum status st = stmt_get(p->db,
		"SELECT mark FROM exhibit WHERE \"case\" = :case AND mark IS NOT NULL ORDER BY id "
		"LIMIT 1000",
		&s);

	if (st)
		return st;
	stmt_int(s, ":case", record_num(&p->marks.petition, "case"));
	while ((st = stmt_step(s)) == ST_OK)
		count_mark(t, stmt_get_text(s, 0));
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* ---- where there are no marks yet ---- */

/* Whether the text has one of these words, whatever the case. */
static bool speaks_of(const char *text, const char *const *words)
{
	struct str folded = STR_INIT;
	bool any = false;

	text_fold(&folded, text, strlen(text));
	for (; *words && !any; words++)
		any = strstr(str_text(&folded), *words) != NULL;
	str_free(&folded);
	return any;
}

static bool is_israel(const struct record *petition, const struct record *parent)
{
	static const char *const names[] = { "israel", "ישראל", NULL };
	const char *where = record_show(parent, "jurisdiction");

	return !strcmp(where, "IL") || speaks_of(where, names) ||
	       speaks_of(record_show(petition, "forum"), names);
}

static bool is_court(const struct record *petition)
{
	static const char *const bodies[] = { "european court of human rights", "united nations",
		"committee", "commission", "working group", "rapporteur", NULL };

	return !strcmp(record_show(petition, "kind"), "court") &&
	       !speaks_of(record_show(petition, "forum"), bodies);
}

/* Whether whoever leads the case stands where one answers. */
static enum status leads_answering(struct mark_plan *p, const struct record *parent, bool *answers)
{
	struct stand_query q = { .case_id = parent->id, .contact = record_num(parent, "lead") };
	struct stands stands = { NULL, 0, 0 };
	enum status st = ST_OK;

	*answers = false;
	if (!q.contact)
		return ST_OK;
	st = stands_read(p->db, &q, &stands);
	for (size_t i = 0; i < stands.n; i++)
		*answers |= stands.all[i].side == SIDE_ANSWERING;
	stands_free(&stands);
	return st;
}

static enum status propose_by_forum(struct mark_plan *p)
{
	const struct record *petition = &p->marks.petition;
	const char *prefix = "Annex";
	enum mark_origin origin = MARK_ORIGIN_BODY;
	bool answers = false;
	struct record parent;
	enum status st = record_load(p->db, ENTITY_CASE, record_num(petition, "case"), &parent);

	if (st == ST_OK)
		st = leads_answering(p, &parent, &answers);
	if (answers) {
		origin = MARK_ORIGIN_ANSWERS;
		prefix = "R-";
	} else if (is_court(petition) && is_israel(petition, &parent)) {
		origin = MARK_ORIGIN_ISRAEL;
		prefix = !strcmp(record_show(petition, "language"), "he") ? "ע/" : "P/";
	} else if (is_court(petition)) {
		origin = MARK_ORIGIN_COURT;
		prefix = "Exhibit";
	}
	record_free(&parent);
	if (st == ST_OK)
		st = mark_plan_scheme(p, prefix, NULL);
	p->origin = origin;
	return st;
}

/* ---- what is called so ---- */

enum status mark_plan_scheme(struct mark_plan *p, const char *prefix, const char *style)
{
	struct record *r = &p->marks.petition;
	char *was = mem_text(record_show(r, "mark_prefix"));
	char *style_was = mem_text(record_show(r, "mark_style"));
	enum status st = ST_OK;

	if (prefix)
		st = record_set_name(p->db, r, "mark_prefix", prefix);
	if (st == ST_OK && style)
		st = record_set_name(p->db, r, "mark_style", style);
	p->marks.scheme.prefix = record_get(r, "mark_prefix");
	p->marks.scheme.style = mark_style_named(record_get(r, "mark_style"));
	if (strcmp(was, record_show(r, "mark_prefix")) != 0 ||
		strcmp(style_was, record_show(r, "mark_style")) != 0) {
		p->renames = true;
		p->origin = MARK_ORIGIN_GIVEN;
	}
	for (size_t i = 0; i < p->n; i++)
		mark_own_check(p, &p->steps[i]);
	free(was);
	free(style_was);
	return st;
}

enum status mark_plan_propose(struct mark_plan *p, const int64_t *exhibits, size_t n)
{
	struct tally t = { .n = 0 };
	enum status st;

	if (p->origin != MARK_ORIGIN_PETITION || record_get(&p->marks.petition, "mark_prefix") ||
		record_get(&p->marks.petition, "mark_style"))
		return ST_OK;
	st = count_own(p, exhibits, n, &t);
	if (take_most(p, &t, MARK_ORIGIN_MARKS, &st) || st)
		goto out;
	st = count_case(p, &t);
	if (!take_most(p, &t, MARK_ORIGIN_CASE, &st) && st == ST_OK)
		st = propose_by_forum(p);
out:
	/* Marks without anything before them are what the petition says by saying nothing. */
	if (!p->renames)
		p->origin = MARK_ORIGIN_PETITION;
	return st;
}
