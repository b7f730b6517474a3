#include "config.h"

#include <string.h>

#include "model/i18n.h"
#include "model/mark.h"
#include "tui/cells.h"
#include "tui/record_view.h"

/* Marks among what belongs to a record: what petitions call an exhibit, and what a petition calls
 * its exhibits. */

/* "HK-000001 – HK-000012" */
static void add_range(const struct record *mark, struct str *out)
{
	const char *first = record_get(mark, "bates_first"), *last = record_get(mark, "bates_last");

	if (!last)
		return;
	str_add(out, " · ");
	if (first && strcmp(first, last) != 0)
		str_addf(out, "%s – ", first);
	str_add(out, last);
}

/* "draft · HK-000001 – HK-000012", "withdrawn: not disclosed" */
static void add_state(const struct record *mark, struct str *out)
{
	const char *why = record_get(mark, "why");

	cell_field(mark, entity_field(mark->entity, "state"), out);
	if (why)
		str_addf(out, ": %s", why);
	add_range(mark, out);
}

/* Under an exhibit the petition, under a petition the exhibit. */
void record_mark_row(struct db *db, const struct record_view *v, const struct record *mark,
	struct child_row *row)
{
	const bool here = v->record.entity->id == ENTITY_EXHIBIT;
	const enum entity_id other = here ? ENTITY_PETITION : ENTITY_EXHIBIT;
	struct str label = STR_INIT, note = STR_INIT;
	struct record r;

	str_addf(&label, "%s  ", record_show(mark, "mark"));
	if (record_load(db, other, record_num(mark, here ? "petition" : "exhibit"), &r) == ST_OK)
		record_label(db, &r, &label);
	record_free(&r);
	add_state(mark, &note);
	row->subject = (struct subject){ ENTITY_MARK, mark->id };
	row->label = str_detach(&label);
	row->note = str_detach(&note);
}

/* "12 · 8 filed · 1 late · 2 withdrawn" */
enum status record_marks_sum(struct record_view *v, struct child *c)
{
	struct mark_sums sums;
	struct str text = STR_INIT;
	enum status st = marks_count(v->db, v->record.id, &sums);

	if (st != ST_OK)
		return st;
	str_addf(&text, _("%lld marked"), (long long)sums.marked);
	if (sums.filed)
		str_addf(&text, _(" · %lld filed"), (long long)sums.filed);
	if (sums.late)
		str_addf(&text, _(" · %lld late"), (long long)sums.late);
	if (sums.withdrawn)
		str_addf(&text, _(" · %lld withdrawn"), (long long)sums.withdrawn);
	c->sum = str_detach(&text);
	return ST_OK;
}
