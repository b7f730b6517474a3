#include "config.h"

#include <string.h>

#include "model/exhibit.h"
#include "model/i18n.h"
#include "model/stmt.h"

/* What came in a message or file and may leave, although that may not. */

#define NAMED_MOST 3

struct below {
	struct str names;
	int64_t first, n;
};

/* With what came in a message that came in it. */
static const char sql[] = "WITH RECURSIVE below(id) AS (SELECT :id UNION "
			  "SELECT x.id FROM exhibit x JOIN below b ON x.parent = b.id) "
			  "SELECT x.id, x.ref FROM exhibit x JOIN below b ON x.id = b.id "
			  "WHERE x.id <> :id AND x.level IN ('public', 'filed') ORDER BY x.id";

static enum status find(struct db *db, int64_t exhibit, struct below *b)
{
	struct stmt *s;
	enum status st = stmt_get(db, sql, &s);

	if (st)
		return st;
	stmt_int(s, ":id", exhibit);
	while ((st = stmt_step(s)) == ST_OK) {
		if (!b->n)
			b->first = stmt_get_int(s, 0);
		if (b->n++ < NAMED_MOST)
			str_addf(&b->names, "%s%s", b->names.len ? ", " : "", stmt_get_text(s, 1));
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}

enum status exhibit_advise(struct db *db, const struct record *r, advice_fn *fn, void *arg)
{
	const char *level = record_show(r, "level");
	struct str text = STR_INIT;
	struct below b = { STR_INIT, 0, 0 };
	enum status st = ST_OK;

	if (strcmp(level, "team") != 0 && strcmp(level, "sealed") != 0)
		return ST_OK;
	st = find(db, r->id, &b);
	if (st == ST_OK && b.n) {
		str_add(&text, ngettext("What is attached to it may leave, although it may not: ",
				       "Exhibits that are attached to it may leave, although it "
				       "may not: ",
				       (unsigned long)b.n));
		str_add(&text, str_text(&b.names));
		str_add(&text, b.n > NAMED_MOST ? " …" : ".");
		st = fn(arg, &(struct advice){ str_text(&text), ENTITY_EXHIBIT, b.first });
	}
	str_free(&b.names);
	str_free(&text);
	return st;
}
