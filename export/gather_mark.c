#include "config.h"

#include "export/gather_mark.h"

#include <inttypes.h>
#include <string.h>

#include "model/redaction.h"

#define REDACTIONS_MAX 16 /* redacted versions of redacted versions */

/* A key whose bytes sort runs of digits by their value: P/2, P/12, P/12A. */
static void mark_order(struct str *out, const char *mark)
{
	while (*mark) {
		size_t digits;

		if (*mark < '0' || *mark > '9') {
			str_add_c(out, *mark++);
			continue;
		}
		mark += strspn(mark, "0");
		digits = strspn(mark, "0123456789");
		str_addf(out, "%02zu", digits);
		str_add_n(out, mark, digits);
		mark += digits;
	}
}

/* The petition's mark of an exhibit, as its place among them; -1: none, -2: it was withdrawn. */
static int64_t mark_place(const struct marks *m, int64_t exhibit)
{
	int64_t place = -1;

	for (size_t i = 0; i < m->n; i++) {
		if (m->all[i].exhibit != exhibit)
			continue;
		if (m->all[i].state != MARK_WITHDRAWN)
			return (int64_t)i;
		place = -2;
	}
	return place;
}

enum status gather_mark(struct book *b, const struct record *r, int64_t *place)
{
	int64_t original = record_num(r, "redaction_of"), instead = 0;
	enum status st;

	*place = mark_place(&b->marks, r->id);
	for (int i = 0; i < REDACTIONS_MAX && *place == -1 && original; i++) {
		struct record o;

		st = redaction_instead(b->db, original, &instead);
		if (st != ST_OK || instead != r->id)
			return st;
		*place = mark_place(&b->marks, original);
		st = record_load(b->db, ENTITY_EXHIBIT, original, &o);
		original = record_num(&o, "redaction_of");
		record_free(&o);
		if (st != ST_OK)
			return st;
	}
	return ST_OK;
}

/* Whether the petition calls another exhibit so, or one that was withdrawn. */
static bool is_taken(const struct marks *m, const char *mark)
{
	for (size_t i = 0; mark && i < m->n; i++)
		if (!strcmp(m->all[i].mark, mark))
			return true;
	return false;
}

void gather_mark_words(struct book *b, struct record *r, const char *ref, int64_t place,
	struct str *mark, struct str *order)
{
	const bool foreign = record_num(r, "case") != b->parent.id;
	const char *own = record_get(r, "mark");

	if (place >= 0) {
		str_add(mark, b->marks.all[place].mark);
		str_addf(order, ".%08" PRId64, place);
		record_put(r, "mark", str_text(mark));
		return;
	}
	if (!foreign && is_taken(&b->marks, own))
		own = NULL;
	if (foreign && own)
		str_add_n(mark, ref, strcspn(ref, "/") + 1);
	str_add(mark, own ? own : ref);
	str_add_c(order, foreign ? '2' : own ? '0' : '1');
	mark_order(order, str_text(mark));
	if (!own)
		record_put(r, "mark", NULL);
}
