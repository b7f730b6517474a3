#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mark.h"
#include "model/mem.h"
#include "model/stmt.h"

/* Which exhibit, and which mark, somebody means by P/12A. */

/* ref as it stands, and cut at its first two slashes: all of them bound in each question. */
struct asked {
	const char *whole;
	char *first;      /* owned; up to the first slash; "" none */
	const char *rest; /* behind it */
	char *second;     /* owned; up to the next one */
	const char *last; /* behind that */
	int64_t petition;
};

static void ask(struct asked *a, const char *ref)
{
	const char *slash = strchr(ref, '/');
	const char *next = slash ? strchr(slash + 1, '/') : NULL;

	a->whole = ref;
	a->first = mem_text_n(ref, slash ? (size_t)(slash - ref) : 0);
	a->rest = slash ? slash + 1 : "";
	a->second = mem_text_n(a->rest, next ? (size_t)(next - slash - 1) : 0);
	a->last = next ? next + 1 : "";
}

static void ask_end(struct asked *a)
{
	free(a->first);
	free(a->second);
}

struct answers {
	int64_t *ids;
	size_t max;
	size_t n;
	struct str *where;
};

static void take_answer(struct answers *out, int64_t id, const char *way)
{
	for (size_t i = 0; i < out->n && i < out->max; i++)
		if (out->ids[i] == id)
			return;
	if (out->n < out->max)
		out->ids[out->n] = id;
	if (out->n < 6)
		str_addf(out->where, "%s%s", out->n ? ", " : "", way);
	out->n++;
}

static enum status question(
	struct db *db, const char *sql, const struct asked *a, struct answers *out)
{
	struct stmt *s;
	enum status st = stmt_get(db, sql, &s);

	if (st)
		return st;
	stmt_text(s, ":whole", a->whole);
	stmt_text(s, ":first", a->first);
	stmt_text(s, ":rest", a->rest);
	stmt_text(s, ":second", a->second);
	stmt_text(s, ":last", a->last);
	stmt_int(s, ":petition", a->petition);
	while ((st = stmt_step(s)) == ST_OK)
		take_answer(out, stmt_get_int(s, 0), stmt_get_text(s, 1));
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

#define ASKED                                                                                      \
	"WITH a (whole, first, rest, second, last, petition) AS "                                  \
	"(VALUES (:whole, :first, :rest, :second, :last, :petition)) "
#define OF_EXHIBITS " FROM a, exhibit e JOIN \"case\" c ON c.id = e.\"case\" "
#define OF_MARKS                                                                                   \
	" FROM a, mark m JOIN petition p ON p.id = m.petition JOIN \"case\" c ON c.id = "          \
	"p.\"case\" "
#define WAY "c.ref || '/' || p.ref || '/' || m.mark"

/* An exhibit's own mark, and those of petitions. */
#define BY_MARK                                                                                    \
	ASKED "SELECT e.id, c.ref || '/' || e.mark" OF_EXHIBITS "WHERE e.mark = a.whole "          \
	      "UNION ALL SELECT m.exhibit, " WAY OF_MARKS "WHERE m.mark = a.whole LIMIT 100"
#define BY_CASE                                                                                    \
	ASKED "SELECT e.id, c.ref || '/' || e.mark" OF_EXHIBITS                                    \
	      "WHERE c.ref = a.first AND e.mark = a.rest ORDER BY e.id LIMIT 100"
#define BY_PETITION                                                                                \
	ASKED "SELECT m.exhibit, " WAY OF_MARKS                                                    \
	      "WHERE (m.mark = a.rest AND a.first IN (p.ref, c.ref)) OR "                          \
	      "(m.mark = a.last AND c.ref = a.first AND p.ref = a.second) ORDER BY m.id LIMIT 100"

enum status mark_find_exhibit(
	struct db *db, const char *ref, int64_t *ids, size_t max, size_t *n, struct str *where)
{
	static const char *const steps[] = { BY_MARK, BY_CASE, BY_PETITION };
	struct answers out = { .ids = ids, .max = max, .where = where };
	struct asked a = { .petition = 0 };
	enum status st = ST_OK;

	ask(&a, ref);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]) && st == ST_OK && !out.n; i++)
		st = question(db, steps[i], &a, &out);
	ask_end(&a);
	*n = out.n;
	return st;
}

enum status mark_find(struct db *db, const char *ref, int64_t petition, int64_t *id)
{
	static const char sql[] = ASKED
		"SELECT m.id, " WAY OF_MARKS
		"WHERE (a.petition = 0 OR m.petition = a.petition) AND (a.whole IN (m.mark, m.ref) "
		"OR (a.rest IN (m.mark, m.ref) AND a.first IN (p.ref, c.ref)) "
		"OR (a.last IN (m.mark, m.ref) AND c.ref = a.first AND p.ref = a.second)) "
		"ORDER BY m.mark <> a.whole, m.id LIMIT 100";
	struct asked a = { .petition = petition };
	struct str where = STR_INIT;
	struct answers out = { .ids = id, .max = 1, .where = &where };
	enum status st;

	*id = 0;
	ask(&a, ref);
	st = question(db, sql, &a, &out);
	ask_end(&a);
	if (st == ST_OK && !out.n)
		st = db_fail(db, ST_NOTFOUND, NULL,
			_("there is no mark %s; amparo mark list shows those of a petition"), ref);
	else if (st == ST_OK && out.n > 1)
		st = db_fail(db, ST_CONFLICT, NULL, _("there are several marks %s; say which: %s"),
			ref, str_text(&where));
	str_free(&where);
	return st;
}
