#include "config.h"

#include "model/mark.h"

#include <stdlib.h>
#include <string.h>

#include "model/gag.h"
#include "model/i18n.h"
#include "model/mark_plan.h"
#include "model/mem.h"
#include "model/stmt.h"

static const char *const states[] = { "draft", "fixed", "withdrawn" };

const char *mark_state_name(enum mark_state state)
{
	return states[state];
}

static enum mark_state state_named(const char *name)
{
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (!strcmp(states[i], name))
			return (enum mark_state)i;
	return MARK_DRAFT;
}

/* ---- reading ---- */

/*
 * The suffix is kept as it is written: what it counts follows from the mark, be the petition's
 * scheme another one since.
 */
static int64_t late_of(const char *suffix)
{
	static const enum mark_style styles[] = { MARK_NUMBERS, MARK_LETTERS, MARK_HEBREW };
	int64_t n, late;

	for (size_t i = 0; suffix && i < sizeof(styles) / sizeof(styles[0]); i++) {
		struct mark_scheme s = { NULL, styles[i] };

		if (mark_read(&s, suffix, &n, &late) && !late)
			return n;
	}
	return 0;
}

static void read_one(struct stmt *s, struct mark *m)
{
	memset(m, 0, sizeof(*m));
	m->id = stmt_get_int(s, 0);
	m->exhibit = stmt_get_int(s, 1);
	m->mark = mem_text(stmt_get_text(s, 2));
	m->state = state_named(stmt_get_text(s, 3));
	m->why = mem_text_or_null(stmt_get_text(s, 4));
	m->filed = m->state == MARK_FIXED || !stmt_is_null(s, 5);
	m->bates_first = mem_text_or_null(stmt_get_text(s, 6));
	m->bates_last = mem_text_or_null(stmt_get_text(s, 7));
	m->ref = mem_text(stmt_get_text(s, 8));
	m->title = mem_text(stmt_get_text(s, 9));
	m->pages = stmt_is_null(s, 10) ? -1 : stmt_get_int(s, 10);
	m->number = stmt_get_int(s, 11);
	m->late = late_of(stmt_get_text(s, 12));
}

static int64_t rank(const struct mark *m)
{
	return m->number ? m->number : INT64_MAX;
}

static int compare(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	if (rank(x) != rank(y))
		return rank(x) < rank(y) ? -1 : 1;
	if (x->late != y->late)
		return x->late < y->late ? -1 : 1;
	return x->id < y->id ? -1 : x->id > y->id;
}

static enum status read_rows(struct db *db, struct marks *out)
{
	size_t room = 0;
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT m.id, m.exhibit, m.mark, m.state, m.why, m.filing, m.bates_first, "
		"m.bates_last, e.ref, e.title, coalesce(e.pages, r.pages), m.number, "
		"m.suffix FROM mark m JOIN exhibit e ON e.id = m.exhibit "
		"LEFT JOIN reading r ON r.sha256 = e.sha256 WHERE m.petition = :petition",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", out->petition.id);
	while ((st = stmt_step(s)) == ST_OK) {
		if (out->n == room) {
			room = room ? 2 * room : 32;
			out->all = mem_resize(out->all, room, sizeof(*out->all));
		}
		read_one(s, &out->all[out->n++]);
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

/* Exhibits of another case may be behind the veil where this petition is not. */
static enum status draw_veil(struct db *db, struct marks *m)
{
	enum status st = ST_OK;

	if (!gag_veiled(db) || !gag_any(db))
		return ST_OK;
	for (size_t i = 0; i < m->n && st == ST_OK; i++) {
		struct mark *one = &m->all[i];
		struct str words = STR_INIT;
		bool behind = false;

		st = gag_behind(db, ENTITY_EXHIBIT, one->exhibit, &behind, &words);
		if (behind) {
			free(one->ref);
			free(one->title);
			one->ref = mem_text(_("withheld"));
			one->title = str_detach(&words);
		}
		str_free(&words);
	}
	return st;
}

enum status marks_read(struct db *db, int64_t petition, struct marks *out)
{
	enum status st;

	memset(out, 0, sizeof(*out));
	st = record_load(db, ENTITY_PETITION, petition, &out->petition);
	if (st)
		return st;
	out->scheme.prefix = record_get(&out->petition, "mark_prefix");
	out->scheme.style = mark_style_named(record_get(&out->petition, "mark_style"));
	st = read_rows(db, out);
	if (st == ST_OK)
		st = draw_veil(db, out);
	if (out->n)
		qsort(out->all, out->n, sizeof(*out->all), compare);
	return st;
}

enum status marks_count(struct db *db, int64_t petition, struct mark_sums *out)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT count(*) FILTER (WHERE state <> 'withdrawn'), count(*) FILTER (WHERE state "
		"= "
		"'fixed'), count(*) FILTER (WHERE state <> 'withdrawn' AND suffix IS NOT NULL), "
		"count(*) FILTER (WHERE state = 'withdrawn') FROM mark WHERE petition = :petition",
		&s);

	memset(out, 0, sizeof(*out));
	if (st)
		return st;
	stmt_int(s, ":petition", petition);
	st = stmt_step(s);
	if (st == ST_OK)
		*out = (struct mark_sums){ stmt_get_int(s, 0), stmt_get_int(s, 1),
			stmt_get_int(s, 2), stmt_get_int(s, 3) };
	stmt_done(s);
	return st;
}

void marks_free(struct marks *m)
{
	for (size_t i = 0; i < m->n; i++) {
		struct mark *one = &m->all[i];

		free(one->ref);
		free(one->title);
		free(one->mark);
		free(one->why);
		free(one->bates_first);
		free(one->bates_last);
	}
	free(m->all);
	record_free(&m->petition);
	memset(m, 0, sizeof(*m));
}

/* ---- before a mark is saved ---- */

static enum status fixed_field(struct db *db, const struct record *was, const struct record *mark)
{
	static const char *const kept[] = { "mark", "exhibit", "number", "suffix", "filing" };
	static const char *const bates[] = { "bates_first", "bates_last" };

	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (record_get(was, kept[i]) && !record_same(was, mark, kept[i]))
			return db_fail(db, ST_INVALID, kept[i],
				_("%s: the mark %s was fixed by a filing and does not change; "
				  "withdraw it, or give the exhibit another petition's mark"),
				kept[i], record_show(was, "mark"));
	for (size_t i = 0; i < sizeof(bates) / sizeof(bates[0]); i++)
		if (record_get(was, bates[i]) && !record_same(was, mark, bates[i]))
			return db_fail(db, ST_INVALID, bates[i],
				_("%s: the pages of %s were filed as %s; such a number is not "
				  "used again"),
				bates[i], record_show(was, "mark"), record_show(was, bates[i]));
	return ST_OK;
}

static enum status check_fixed(struct change *c, const struct record *mark)
{
	struct db *db = change_db(c);
	struct record was;
	enum status st = record_load(db, ENTITY_MARK, mark->id, &was);

	if (st == ST_OK &&
		(record_get(&was, "filing") || !strcmp(record_show(&was, "state"), "fixed")))
		st = fixed_field(db, &was, mark);
	if (st == ST_OK && strcmp(record_show(&was, "state"), "draft") != 0 &&
		!strcmp(record_show(mark, "state"), "draft"))
		st = db_fail(db, ST_INVALID, "state",
			_("state: the mark %s is no draft any more, and does not become one again"),
			record_show(&was, "mark"));
	record_free(&was);
	return st == ST_NOTFOUND ? ST_OK : st;
}

enum status mark_check(struct change *c, const struct record *mark)
{
	struct db *db = change_db(c);
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT m.mark = :mark, m.mark, e.ref FROM mark m JOIN exhibit e ON e.id = "
		"m.exhibit "
		"WHERE m.petition = :petition AND m.id <> :id AND (m.mark = :mark OR "
		"(m.exhibit = :exhibit AND m.state <> 'withdrawn' AND :state <> 'withdrawn')) "
		"ORDER BY 1 DESC LIMIT 1",
		&s);

	if (st)
		return st;
	stmt_int(s, ":petition", record_num(mark, "petition"));
	stmt_text(s, ":mark", record_get(mark, "mark"));
	stmt_int(s, ":exhibit", record_num(mark, "exhibit"));
	stmt_text(s, ":state", record_show(mark, "state"));
	stmt_int(s, ":id", mark->id);
	st = stmt_step(s);
	if (st == ST_OK && stmt_get_int(s, 0))
		st = db_fail(db, ST_INVALID, "mark",
			_("mark: %s is the mark of exhibit %s in this petition already; a mark is "
			  "never used twice"),
			stmt_get_text(s, 1), stmt_get_text(s, 2));
	else if (st == ST_OK)
		st = db_fail(db, ST_INVALID, "exhibit",
			_("exhibit: %s has the mark %s in this petition already"),
			stmt_get_text(s, 2), stmt_get_text(s, 1));
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static void put_place(struct record *mark, const struct mark_scheme *scheme)
{
	int64_t number, late;
	struct str suffix = STR_INIT;

	if (!mark_read(scheme, record_show(mark, "mark"), &number, &late)) {
		record_put(mark, "number", NULL);
		record_put(mark, "suffix", NULL);
		return;
	}
	record_put_num(mark, "number", number);
	(void)mark_write_late(scheme, late, &suffix);
	record_put(mark, "suffix", suffix.len ? str_text(&suffix) : NULL);
	str_free(&suffix);
}

/* The one after the last. */
static enum status put_next(struct db *db, struct record *mark, const struct marks *marks)
{
	struct str text = STR_INIT;
	int64_t last = 0;
	bool fits;

	for (size_t i = 0; i < marks->n; i++)
		if (marks->all[i].number > last)
			last = marks->all[i].number;
	fits = mark_write(&marks->scheme, last + 1, 0, &text);
	if (fits)
		record_put(mark, "mark", str_text(&text));
	str_free(&text);
	return fits ? ST_OK
		    : db_fail(db, ST_INVALID, "mark",
			      _("mark: Hebrew letters count to %d; set the petition's mark_style "
				"to "
				"numbers"),
			      MARK_HEBREW_MAX);
}

static enum status settle_place(struct change *c, struct record *mark)
{
	struct db *db = change_db(c);
	struct marks marks;
	enum status st;

	if (record_get(mark, "mark") && record_get(mark, "number"))
		return ST_OK;
	st = marks_read(db, record_num(mark, "petition"), &marks);
	if (st == ST_OK && !record_get(mark, "mark"))
		st = put_next(db, mark, &marks);
	if (st == ST_OK)
		put_place(mark, &marks.scheme);
	marks_free(&marks);
	return st;
}

/* A mark that somebody typed over has another place than the number that is kept beside it. */
static enum status forget_place(struct change *c, struct record *mark)
{
	struct record was;
	enum status st = record_load(change_db(c), ENTITY_MARK, mark->id, &was);

	if (st == ST_OK && !record_same(&was, mark, "mark") && record_same(&was, mark, "number") &&
		record_same(&was, mark, "suffix"))
		record_put(mark, "number", NULL);
	record_free(&was);
	return st == ST_NOTFOUND ? ST_OK : st;
}

enum status mark_prepare(struct change *c, struct record *mark)
{
	enum status st;

	if (!record_get(mark, "petition") || !record_get(mark, "exhibit"))
		return ST_OK; /* refused for that */
	st = check_fixed(c, mark);
	if (st == ST_OK)
		st = forget_place(c, mark);
	if (st == ST_OK)
		st = settle_place(c, mark);
	return st;
}

/* ---- what other records do to marks ---- */

enum status mark_check_removal(struct change *c, const struct record *r)
{
	struct db *db = change_db(c);
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT m.mark, p.ref FROM mark m JOIN petition p ON p.id = m.petition WHERE "
		"(:kind = 'mark' AND m.id = :id OR :kind = 'exhibit' AND m.exhibit = :id) AND "
		"(m.state = 'fixed' OR m.filing IS NOT NULL) LIMIT 1",
		&s);

	if (st)
		return st;
	stmt_text(s, ":kind", r->entity->name);
	stmt_int(s, ":id", r->id);
	st = stmt_step(s);
	if (st == ST_OK)
		st = db_fail(db, ST_CONFLICT, NULL,
			_("%s %s cannot be removed: it was filed as %s in %s; withdraw that mark, "
			  "which leaves a gap with a word"),
			r->entity->name, record_show(r, "ref"), stmt_get_text(s, 0),
			stmt_get_text(s, 1));
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

static void name_fixed(const struct mark_plan *p, struct record *filing)
{
	struct str names = STR_INIT;

	for (size_t i = 0; i < p->n; i++)
		if (p->steps[i].changed && p->steps[i].now.state == MARK_FIXED)
			str_addf(&names, "%s%s", names.len ? ", " : "", p->steps[i].now.mark);
	if (names.len && !record_get(filing, "marks"))
		record_put(filing, "marks", str_text(&names));
	str_free(&names);
}

enum status mark_filed(struct change *c, struct record *filing)
{
	struct mark_plan p;
	bool named = record_get(filing, "marks");
	enum status st = mark_plan_begin(change_db(c), record_num(filing, "petition"), &p);

	if (st == ST_OK)
		st = mark_plan_fix(&p, filing->id, record_get(filing, "marks"));
	if (st == ST_OK && mark_plan_changes(&p)) {
		name_fixed(&p, filing);
		st = mark_plan_apply(&p, c);
		if (st == ST_OK && !named)
			st = record_save(c, filing);
	}
	mark_plan_free(&p);
	return st;
}

enum status mark_renamed(struct change *c, int64_t petition)
{
	struct mark_plan p;
	enum status st = mark_plan_begin(change_db(c), petition, &p);

	if (st == ST_OK)
		st = mark_plan_take_up(&p);
	if (st == ST_OK)
		st = mark_plan_apply(&p, c);
	mark_plan_free(&p);
	return st;
}
