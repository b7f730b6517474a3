#include "config.h"

#include "model/effect.h"

#include <stdlib.h>
#include <string.h>

#include "model/date.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/stmt.h"
#include "model/text.h"

#define EFFECT_SQL                                                                                 \
	"SELECT e.id, e.ruling, e.kind, e.title, r.ref, r.title, coalesce(e.\"from\", r.date), "   \
	"e.until, e.forum, e.respondent, r.court FROM effect e JOIN ruling r ON r.id = e.ruling "

enum {
	COL_ID,
	COL_RULING,
	COL_KIND,
	COL_TITLE,
	COL_REF,
	COL_RULED,
	COL_FROM,
	COL_UNTIL,
	COL_FORUM,
	COL_RESPONDENT,
	COL_COURT
};

void effects_free(struct effects *e)
{
	for (size_t i = 0; i < e->n; i++) {
		free(e->list[i].kind);
		free(e->list[i].title);
		free(e->list[i].ruling_ref);
		free(e->list[i].ruling_title);
		free(e->list[i].from);
		free(e->list[i].until);
	}
	free(e->list);
	*e = (struct effects){ NULL, 0 };
}

/* As names of courts are compared: folded, and any blanks and punctuation are one blank. */
static void plain_words(const char *text, struct str *out)
{
	struct str folded = STR_INIT;

	text_fold(&folded, text, strlen(text));
	for (const char *p = str_text(&folded); *p; p++) {
		if (!strchr(" \t\n.,;:'\"-()/", *p))
			str_add_c(out, *p);
		else if (out->len && out->data[out->len - 1] != ' ')
			str_add_c(out, ' ');
	}
	while (out->len && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
	str_free(&folded);
}

static bool same_words(const char *a, const char *b)
{
	struct str x = STR_INIT, y = STR_INIT;
	bool same;

	plain_words(a ? a : "", &x);
	plain_words(b ? b : "", &y);
	same = x.len > 0 && !strcmp(str_text(&x), str_text(&y));
	str_free(&x);
	str_free(&y);
	return same;
}

/* ---- whether it concerns a petition ---- */

static enum status is_respondent(struct db *db, int64_t case_id, int64_t contact, bool *yes)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT 1 FROM party WHERE \"case\" = :case AND contact = :contact "
		"AND role = 'respondent'",
		&s);

	*yes = false;
	if (st)
		return st;
	stmt_int(s, ":case", case_id);
	stmt_int(s, ":contact", contact);
	st = stmt_step(s);
	*yes = st == ST_OK;
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static enum status is_decided_by(struct db *db, int64_t petition, int64_t ruling, bool *yes)
{
	struct stmt *s;
	enum status st = stmt_get(
		db, "SELECT 1 FROM decision WHERE ruling = :ruling AND petition = :petition", &s);

	*yes = false;
	if (st)
		return st;
	stmt_int(s, ":ruling", ruling);
	stmt_int(s, ":petition", petition);
	st = stmt_step(s);
	*yes = st == ST_OK;
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* All days that the petition may have been filed on lie outside: before the first, behind the last.
 */
static bool in_time(const char *filed, const char *from, const char *until)
{
	struct date f, d;

	if (!filed || date_parse(filed, &f) != ST_OK)
		return true;
	if (*from && date_parse(from, &d) == ST_OK) {
		struct date last = date_last(&f), first = date_first(&d);

		if (date_compare(&last, &first) < 0)
			return false;
	}
	if (*until && date_parse(until, &d) == ST_OK) {
		struct date first = date_first(&f), last = date_last(&d);

		if (date_compare(&first, &last) > 0)
			return false;
	}
	return true;
}

/* A draft is filed today at the earliest. */
static bool is_over(const char *filed, const char *until)
{
	struct date d, today = date_today();

	if (filed || !*until || date_parse(until, &d) != ST_OK)
		return false;
	d = date_last(&d);
	return date_compare(&d, &today) < 0;
}

/* Before it is filed it is a later one; afterwards its day says so. One without a day is left out.
 */
static bool is_later(const struct record *petition)
{
	return record_get(petition, "filed") || !strcmp(record_show(petition, "status"), "draft");
}

struct candidate {
	struct effect e;
	char *forum;
	int64_t respondent;
};

static enum status concerns(
	struct db *db, const struct candidate *c, const struct record *petition, bool *yes)
{
	const char *filed = record_get(petition, "filed");
	bool own = false;
	enum status st = ST_OK;

	*yes = same_words(c->forum, record_get(petition, "forum")) &&
	       in_time(filed, c->e.from, c->e.until) && !is_over(filed, c->e.until);
	if (*yes && c->respondent)
		st = is_respondent(db, record_num(petition, "case"), c->respondent, yes);
	if (st == ST_OK && *yes)
		st = is_decided_by(db, petition->id, c->e.ruling, &own);
	*yes = *yes && !own;
	return st;
}

static char *text_of(struct stmt *s, int column)
{
	const char *text = stmt_get_text(s, column);

	return mem_text(text ? text : "");
}

static void take(struct stmt *s, struct candidate *c)
{
	const char *forum = stmt_get_text(s, COL_FORUM);

	*c = (struct candidate){ .e = { .id = stmt_get_int(s, COL_ID),
					 .ruling = stmt_get_int(s, COL_RULING),
					 .kind = text_of(s, COL_KIND),
					 .title = text_of(s, COL_TITLE),
					 .ruling_ref = text_of(s, COL_REF),
					 .ruling_title = text_of(s, COL_RULED),
					 .from = text_of(s, COL_FROM),
					 .until = text_of(s, COL_UNTIL) },
		.forum = mem_text_or_null(forum ? forum : stmt_get_text(s, COL_COURT)),
		.respondent = stmt_get_int(s, COL_RESPONDENT) };
}

static void push(struct effects *all, const struct effect *e)
{
	all->list = mem_resize(all->list, all->n + 1, sizeof(*all->list));
	all->list[all->n++] = *e;
}

static int earliest_first(const void *a, const void *b)
{
	const struct effect *x = a, *y = b;
	int order = strcmp(x->from, y->from);

	return order ? order : (x->id > y->id) - (x->id < y->id);
}

/* The list is in order: what comes behind one that closes is later. */
static void lift(struct effects *all)
{
	for (size_t i = 0; i < all->n; i++)
		for (size_t k = i + 1; k < all->n && !strcmp(all->list[i].kind, "closes"); k++)
			if (!strcmp(all->list[k].kind, "opens")) {
				all->list[i].lifted_by = all->list[k].id;
				break;
			}
}

/* What a gag order withholds tells nothing here either. */
static enum status keep(
	struct db *db, struct candidate *c, const struct record *petition, struct effects *out)
{
	bool yes = false, behind = false;
	enum status st = concerns(db, c, petition, &yes);

	if (st == ST_OK && yes && gag_veiled(db))
		st = gag_hides(db, ENTITY_EFFECT, c->e.id, &behind);
	if (st == ST_OK && yes && !behind) {
		push(out, &c->e);
	} else {
		struct effects gone = { NULL, 0 };

		push(&gone, &c->e);
		effects_free(&gone);
	}
	free(c->forum);
	return st;
}

enum status effects_of_petition(struct db *db, const struct record *petition, struct effects *out)
{
	struct stmt *s;
	enum status st;

	*out = (struct effects){ NULL, 0 };
	if (strcmp(record_show(petition, "kind"), "court") != 0 || !is_later(petition))
		return ST_OK;
	st = stmt_get(db, EFFECT_SQL "ORDER BY e.id", &s);
	if (st)
		return st;
	while ((st = stmt_step(s)) == ST_OK) {
		struct candidate c;

		take(s, &c);
		st = keep(db, &c, petition, out);
		if (st)
			break;
	}
	stmt_done(s);
	if (out->n > 1)
		qsort(out->list, out->n, sizeof(*out->list), earliest_first);
	lift(out);
	return st == ST_END ? ST_OK : st;
}

/* ---- the other way round ---- */

static enum status add_petition(
	struct db *db, int64_t effect, int64_t petition, size_t max, int64_t *ids, size_t *n)
{
	struct effects all = { NULL, 0 };
	struct record r;
	enum status st = record_load(db, ENTITY_PETITION, petition, &r);

	if (st == ST_OK)
		st = effects_of_petition(db, &r, &all);
	for (size_t i = 0; i < all.n && *n < max; i++)
		if (all.list[i].id == effect)
			ids[(*n)++] = petition;
	effects_free(&all);
	record_free(&r);
	return st;
}

enum status effect_petitions(struct db *db, int64_t effect, size_t max, int64_t *ids, size_t *n)
{
	struct stmt *s;
	enum status st =
		stmt_get(db, "SELECT id FROM petition WHERE kind = 'court' ORDER BY id", &s);

	*n = 0;
	if (st)
		return st;
	while ((st = stmt_step(s)) == ST_OK && *n < max) {
		st = add_petition(db, effect, stmt_get_int(s, 0), max, ids, n);
		if (st)
			break;
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* ---- what people are told ---- */

static void words(const struct effect *e, struct str *out)
{
	if (!strcmp(e->kind, "closes"))
		str_addf(out, _("%s closes this court's door: %s"), e->ruling_ref, e->title);
	else if (!strcmp(e->kind, "orders"))
		str_addf(out, _("%s orders something that concerns it: %s"), e->ruling_ref,
			e->title);
	else
		str_addf(out, _("%s binds this court: %s"), e->ruling_ref, e->title);
	if (*e->from)
		str_addf(out, _(" (since %s)"), e->from);
	if (e->title[0] && !strchr(".!?", e->title[strlen(e->title) - 1]))
		str_add_c(out, '.');
}

enum status effect_advise(struct db *db, const struct record *petition, advice_fn *fn, void *arg)
{
	struct effects all;
	enum status st = effects_of_petition(db, petition, &all);

	for (size_t i = 0; i < all.n && st == ST_OK; i++) {
		const struct effect *e = &all.list[i];
		struct str text = STR_INIT;
		struct advice a = { .entity = ENTITY_RULING, .id = e->ruling };

		if (e->lifted_by || !strcmp(e->kind, "opens"))
			continue;
		words(e, &text);
		a.text = str_text(&text);
		st = fn(arg, &a);
		str_free(&text);
	}
	effects_free(&all);
	return st;
}
