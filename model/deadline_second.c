#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/deadline_internal.h"
#include "model/i18n.h"
#include "model/stmt.h"
#include "model/text.h"

/* Two people count a deadline: who was the first, and the second who counts again. */

/* ---- the first person ---- */

/* Stands at the end of the arithmetic, on a line of its own. */
static const char *counter_words(void)
{
	return _("Counted by ");
}

/* The line in the arithmetic; NULL: there is none. */
static const char *counter_line(const char *arithmetic)
{
	const char *last = strrchr(arithmetic, '\n');

	last = last ? last + 1 : arithmetic;
	return strncmp(last, counter_words(), strlen(counter_words())) ? NULL : last;
}

void deadline_name_counter(struct record *r, const char *by)
{
	const char *arithmetic = record_show(r, "arithmetic");
	const char *line = counter_line(arithmetic);
	size_t len = line ? (size_t)(line - arithmetic) : strlen(arithmetic);
	struct str text = STR_INIT;

	while (len && arithmetic[len - 1] == '\n')
		len--;
	str_add_n(&text, arithmetic, len);
	if (by && by[strspn(by, " ")])
		str_addf(&text, "\n%s%s", counter_words(), by);
	record_put(r, "arithmetic", str_text(&text));
	str_free(&text);
}

void deadline_counter(const struct record *r, struct str *out)
{
	const char *line = counter_line(record_show(r, "arithmetic"));

	if (line)
		str_add(out, line + strlen(counter_words()));
}

bool deadline_counted_by(const struct record *r, const char *by)
{
	struct str first = STR_INIT, a = STR_INIT, b = STR_INIT;
	bool same;

	deadline_counter(r, &first);
	text_fold(&a, str_text(&first), first.len);
	text_fold(&b, by, strlen(by));
	same = a.len && !strcmp(str_text(&a), str_text(&b));
	str_free(&first);
	str_free(&a);
	str_free(&b);
	return same;
}

/* ---- the second person ---- */

static enum status enter_check(struct db *db, struct record *r, const char *by)
{
	struct date today = date_today();
	struct change *c;
	enum status st = change_begin(db, &c, _("check deadline %s"), record_show(r, "ref"));

	if (st != ST_OK)
		return st;
	st = record_set_name(db, r, "checked_by", by);
	deadline_put_day(&today, "checked", r);
	if (st == ST_OK)
		st = record_save(c, r);
	if (st == ST_OK)
		return change_commit(c);
	change_cancel(c);
	return st;
}

enum status deadline_check(
	struct db *db, const struct deadline_data *data, int64_t id, const char *by)
{
	struct str why = STR_INIT;
	struct record r;
	enum status st = record_load(db, ENTITY_DEADLINE, id, &r);

	if (st == ST_OK && !by[strspn(by, " ")])
		st = db_fail(db, ST_INVALID, "checked_by", _("say who counted it a second time"));
	if (st == ST_OK && !deadline_counted(&r))
		st = db_fail(db, ST_INVALID, "rule",
			_("deadline %s was not counted by a rule; there is nothing to count again"),
			record_show(&r, "ref"));
	if (st == ST_OK)
		st = deadline_differs(db, data, &r, &why);
	if (st == ST_OK && why.len)
		st = db_fail(db, ST_CONFLICT, "due", _("deadline %s does not hold: %s"),
			record_show(&r, "ref"), str_text(&why));
	if (st == ST_OK)
		st = enter_check(db, &r, by);
	str_free(&why);
	record_free(&r);
	return st;
}

/* ---- who still has to ---- */

bool deadline_unchecked(const struct record *r)
{
	return deadline_counted(r) && !strcmp(record_show(r, "status"), "open") &&
	       !record_get(r, "checked_by");
}

enum status deadline_count_unchecked(struct db *db, int64_t *n, int64_t *first)
{
	struct stmt *s;
	enum status st = stmt_get(db,
		"SELECT id, count(*) OVER () FROM deadline WHERE status = 'open' AND rule IS NOT "
		"NULL AND counts_from IS NOT NULL AND arithmetic IS NOT NULL AND checked_by IS "
		"NULL "
		"ORDER BY due, id LIMIT 1",
		&s);

	*n = *first = 0;
	if (st)
		return st;
	st = stmt_step(s);
	if (st == ST_OK) {
		*first = stmt_get_int(s, 0);
		*n = stmt_get_int(s, 1);
	}
	stmt_done(s);
	return st == ST_END ? ST_OK : st;
}
