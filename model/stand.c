#include "config.h"

#include "model/stand.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "model/organisation.h"
#include "model/stmt.h"

enum side side_of(const char *role, const char *said)
{
	static const struct {
		const char *role;
		enum side side;
	} roles[] = {
		{ "petitioner", SIDE_ASKING },
		{ "victim", SIDE_ASKING },
		{ "respondent", SIDE_ANSWERING },
		{ "vendor", SIDE_ANSWERING },
		{ "end_user", SIDE_ANSWERING },
		{ "licensing_authority", SIDE_ANSWERING },
		{ "counsel", SIDE_UNSAID },
	};

	if (said && *said)
		return !strcmp(said, "asking")      ? SIDE_ASKING
		       : !strcmp(said, "answering") ? SIDE_ANSWERING
						    : SIDE_NEITHER;
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (!strcmp(roles[i].role, role))
			return roles[i].side;
	return SIDE_NEITHER;
}

const char *side_name(enum side side)
{
	static const char *const names[] = { "neither", "asking", "answering", "" };

	return names[side];
}

const char *side_words(enum side side)
{
	static const char *const words[] = { N_("neither side"), N_("those who ask"),
		N_("those who answer"), N_("side not said") };

	return _(words[side]);
}

/* ---- reading ---- */

#define COLUMNS                                                                                    \
	"SELECT p.id, p.contact, p.\"case\", p.ref, k.ref, c.ref, c.name, p.role, p.\"from\", "    \
	"p.\"to\", p.side, c.kind, c.affiliation FROM party p JOIN contact c ON c.id = p.contact " \
	"JOIN \"case\" k ON k.id = p.\"case\" WHERE (:role IS NULL OR p.role = :role) AND (NOT "   \
	":interested OR coalesce(p.side, '') IN ('asking', 'answering') OR p.role IN ('counsel', " \
	"'judge') OR (p.side IS NULL AND p.role IN ('petitioner', 'victim', 'respondent', "        \
	"'vendor', 'end_user', 'licensing_authority')))"

static char *key_of(const char *name)
{
	struct str key = STR_INIT;

	if (!name)
		return NULL;
	organisation_key(name, &key);
	if (key.len)
		return str_detach(&key);
	str_free(&key);
	return NULL;
}

static struct stand *add(struct stands *s)
{
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 16;
		s->all = mem_resize(s->all, s->cap, sizeof(*s->all));
	}
	memset(&s->all[s->n], 0, sizeof(*s->all));
	return &s->all[s->n++];
}

static void take_row(struct stmt *row, struct stand *s)
{
	s->party = stmt_get_int(row, 0);
	s->contact = stmt_get_int(row, 1);
	s->case_id = stmt_get_int(row, 2);
	s->ref = mem_text(stmt_get_text(row, 3));
	s->case_ref = mem_text(stmt_get_text(row, 4));
	s->contact_ref = mem_text(stmt_get_text(row, 5));
	s->name = mem_text(stmt_get_text(row, 6));
	s->role = mem_text(stmt_get_text(row, 7));
	s->from = mem_text_or_null(stmt_get_text(row, 8));
	s->to = mem_text_or_null(stmt_get_text(row, 9));
	s->side = side_of(s->role, stmt_get_text(row, 10));
	if (strcmp(stmt_get_text(row, 11), "person") != 0)
		s->own = key_of(s->name);
	s->affiliation = key_of(stmt_get_text(row, 12));
}

static enum status begin(struct db *db, const struct stand_query *q, struct stmt **out)
{
	if (q->contact)
		return stmt_get(db,
			COLUMNS " AND p.contact = :contact AND (:case = 0 OR p.\"case\" = :case)",
			out);
	if (q->case_id)
		return stmt_get(db, COLUMNS " AND p.\"case\" = :case AND :contact = 0", out);
	return stmt_get(db, COLUMNS " AND :case = 0 AND :contact = 0", out);
}

/* The first day that an edge may mean, or the last; `none` where it is not known. */
static long edge(const char *edtf, bool last, long none)
{
	struct date d;

	if (!edtf || date_parse(edtf, &d) != ST_OK)
		return none;
	d = last ? date_last(&d) : date_first(&d);
	return date_to_days(&d);
}

static int by_time(const void *a, const void *b)
{
	const struct stand *x = a, *y = b;
	const long p = edge(x->from, false, LONG_MIN), q = edge(y->from, false, LONG_MIN);

	if (p != q)
		return p < q ? -1 : 1;
	return x->party < y->party ? -1 : x->party > y->party;
}

static void put(char **text, const char *to)
{
	free(*text);
	*text = mem_text_or_null(to);
}

/* That somebody stands there is told, as it may stand in another's way; not where, nor since when.
 */
static enum status cover(struct db *db, struct stand *s)
{
	bool behind = false;
	enum status st = gag_behind(db, ENTITY_CASE, s->case_id, &behind, NULL);

	if (st == ST_OK && behind) {
		put(&s->ref, _("withheld"));
		put(&s->case_ref, _("withheld"));
		put(&s->from, NULL);
		put(&s->to, NULL);
	}
	return st;
}

static enum status draw_veil(struct db *db, struct stands *s)
{
	enum status st = ST_OK;

	if (!gag_veiled(db) || !gag_any(db))
		return ST_OK;
	for (size_t i = 0; i < s->n && st == ST_OK; i++)
		st = cover(db, &s->all[i]);
	return st;
}

enum status stands_read(struct db *db, const struct stand_query *q, struct stands *out)
{
	struct stmt *row;
	enum status st;

	memset(out, 0, sizeof(*out));
	st = begin(db, q, &row);
	if (st)
		return st;
	stmt_text(row, ":role", q->role);
	stmt_int(row, ":interested", q->interested);
	stmt_int(row, ":contact", q->contact);
	stmt_int(row, ":case", q->case_id);
	while ((st = stmt_step(row)) == ST_OK)
		take_row(row, add(out));
	stmt_done(row);
	if (st != ST_END)
		return st;
	st = draw_veil(db, out);
	if (out->n > 1)
		qsort(out->all, out->n, sizeof(*out->all), by_time);
	return st;
}

void stands_free(struct stands *s)
{
	for (size_t i = 0; i < s->n; i++) {
		free(s->all[i].ref);
		free(s->all[i].case_ref);
		free(s->all[i].contact_ref);
		free(s->all[i].name);
		free(s->all[i].role);
		free(s->all[i].from);
		free(s->all[i].to);
		free(s->all[i].own);
		free(s->all[i].affiliation);
	}
	free(s->all);
	memset(s, 0, sizeof(*s));
}

enum status stands_add(struct db *db, const struct record *party, struct stands *s)
{
	struct record contact;
	struct stand *one;
	enum status st = record_load(db, ENTITY_CONTACT, record_num(party, "contact"), &contact);

	if (st == ST_OK) {
		one = add(s);
		one->party = party->id;
		one->contact = contact.id;
		one->case_id = record_num(party, "case");
		one->ref = mem_text(record_show(party, "ref"));
		one->case_ref = mem_text(record_show(party, "case"));
		one->contact_ref = mem_text(record_show(&contact, "ref"));
		one->name = mem_text(record_show(&contact, "name"));
		one->role = mem_text(record_show(party, "role"));
		one->from = mem_text_or_null(record_get(party, "from"));
		one->to = mem_text_or_null(record_get(party, "to"));
		one->side = side_of(one->role, record_get(party, "side"));
		if (strcmp(record_show(&contact, "kind"), "person") != 0)
			one->own = key_of(one->name);
		one->affiliation = key_of(record_get(&contact, "affiliation"));
		st = cover(db, one);
	}
	record_free(&contact);
	return st;
}

/* ---- time ---- */

enum sure stand_on(const struct stand *s, const struct date *day)
{
	const struct date first = date_first(day), last = date_last(day);
	const long from = date_to_days(&first), to = date_to_days(&last);

	if (to < edge(s->from, false, LONG_MIN) || from > edge(s->to, true, LONG_MAX))
		return SURE_NO;
	if (from >= edge(s->from, true, LONG_MIN) && to <= edge(s->to, false, LONG_MAX))
		return SURE_YES;
	return SURE_PERHAPS;
}

/* Whether the day on which `b` began is surely one of those of `a`. */
static bool begins_within(const struct stand *b, const struct stand *a)
{
	return b->from && a->from && edge(b->from, false, 0) >= edge(a->from, true, 0) &&
	       edge(b->from, true, 0) <= edge(a->to, false, LONG_MAX);
}

enum sure stands_meet(const struct stand *a, const struct stand *b)
{
	if (edge(a->to, true, LONG_MAX) < edge(b->from, false, LONG_MIN) ||
		edge(b->to, true, LONG_MAX) < edge(a->from, false, LONG_MIN))
		return SURE_NO;
	return begins_within(a, b) || begins_within(b, a) ? SURE_YES : SURE_PERHAPS;
}

void stand_days(const struct stand *s, struct str *out)
{
	if (s->from && s->to)
		str_addf(out, _("%s to %s"), s->from, s->to);
	else if (s->from)
		str_addf(out, _("from %s"), s->from);
	else if (s->to)
		str_addf(out, _("until %s"), s->to);
}

enum status party_check(struct db *db, const struct record *party)
{
	const char *from = record_get(party, "from"), *to = record_get(party, "to");

	if (!from || !to || edge(to, true, LONG_MAX) >= edge(from, false, LONG_MIN))
		return ST_OK;
	return db_fail(
		db, ST_INVALID, "to", _("to: the role ended (%s) before it began (%s)"), to, from);
}
