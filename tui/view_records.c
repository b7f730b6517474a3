#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/records.h"

static enum status records_open(struct pane *p)
{
	struct records *s = mem_zero(sizeof(*s));
	struct record owner;
	enum status st = ST_OK;

	p->state = s;
	list_init(&s->list, p->app, p->at.entity, p->at.owner, p->at.owner_id, p->text);
	records_sort_recall(p);
	records_columns(p);
	if (p->at.owner_id) {
		st = record_load(pane_db(p), p->at.owner, p->at.owner_id, &owner);
		if (st == ST_OK)
			s->owner_ref = mem_text(record_show(&owner, "ref"));
		record_free(&owner);
	}
	return st;
}

static void records_close(struct pane *p)
{
	struct records *s = records_of(p);

	records_columns_keep(p);
	records_sort_keep(p);
	pane_free(s->side);
	list_free(&s->list);
	idset_clear(&s->marks);
	free(s->owner_ref);
	free(s->columns_kept);
	free(s->act_text);
	free(s);
}

void records_show_side(struct pane *p)
{
	struct records *s = records_of(p);

	if (s->side)
		record_preview(s->side, list_selected(&s->list),
			s->list.cursor < s->list.n ? s->list.rows[s->list.cursor].named : NULL);
}

static enum status records_load(struct pane *p)
{
	struct records *s = records_of(p);
	enum status st;

	records_columns(p);
	s->marks_due = s->marks.count > 0;
	s->marks_seen = 0;
	list_height(&s->list, p->box.rows - 1);
	st = list_reload(&s->list);
	records_measure(p);
	records_show_side(p);
	/* Half a filter that is still being typed is no failure. */
	return s->typing ? ST_OK : st;
}

static bool records_idle(struct pane *p)
{
	struct records *s = records_of(p);
	bool more = list_idle(&s->list);

	if (more) {
		records_grow(p);
		records_show_side(p);
	}
	return more || records_marks_idle(p);
}

static void records_crumb(struct pane *p, struct str *out)
{
	struct records *s = records_of(p);

	/* On top of its owner's own record, the owner has been named. */
	if (s->owner_ref && p->app->stack[0] == p)
		str_addf(out, "%s › ", s->owner_ref);
	str_add(out, _(entity_get(p->at.entity)->labels));
}

static void records_hint(struct pane *p, struct str *out)
{
	struct records *s = records_of(p);
	struct str sorted = STR_INIT;

	if (list_busy(&s->list))
		str_add(out, _("Reading; Esc stops it.  "));
	if (s->list.where)
		str_addf(out, _("Filter: %s  "), s->list.where);
	if (s->list.sort)
		sort_describe(entity_get(p->at.entity), records_order(p), &sorted);
	if (sorted.len)
		str_addf(out, _("Sorted by %s"), str_text(&sorted));
	str_free(&sorted);
}

static unsigned records_has(struct pane *p)
{
	const struct records *s = records_of(p);
	const struct record *r = list_selected(&s->list);
	unsigned has = NEEDS_FILTER | (s->marks.count ? NEEDS_RECORD : 0);

	if (cell_by_hand(entity_get(p->at.entity)))
		has |= NEEDS_KIND;
	if (p->at.entity == ENTITY_EXHIBIT && (!p->at.owner_id || p->at.owner == ENTITY_CASE))
		has |= NEEDS_EXHIBIT;
	if (p->at.entity == ENTITY_SIGNATORY && (r || s->marks.count))
		has |= NEEDS_SIGNATORY;
	if (!r)
		return has;
	has |= NEEDS_ROW | NEEDS_RECORD;
	if (p->at.entity == ENTITY_RULE)
		has |= NEEDS_RULE;
	if (p->at.entity == ENTITY_PETITION)
		has |= NEEDS_PETITION;
	if (p->at.entity == ENTITY_EXHIBIT && record_get(r, "sha256"))
		has |= NEEDS_FILE;
	return has;
}

static bool records_subject(struct pane *p, struct subject *out)
{
	const struct record *r = list_selected(&records_of(p)->list);

	if (!r)
		return false;
	*out = (struct subject){ r->entity->id, r->id };
	return true;
}

static bool records_kind(struct pane *p, struct place *out)
{
	*out = p->at;
	return true;
}

static bool records_move(struct pane *p, enum move move, int64_t n)
{
	struct records *s = records_of(p);
	bool moved = list_move(&s->list, move, n);

	records_grow(p);
	records_show_side(p);
	return moved;
}

static bool records_point(struct pane *p, int y, int x)
{
	struct records *s = records_of(p);
	bool found;

	if (p->box.rows > 1 && y == p->box.y) {
		size_t column = table_column_at(&s->table, x - p->box.x);

		if (column < s->n_columns)
			records_sort(p, s->columns[column].name);
		return false;
	}
	found = list_point(&s->list, y - p->box.y - (p->box.rows > 1));
	records_show_side(p);
	if (!found || x - p->box.x >= GUTTER)
		return found;
	records_toggle_at(p, s->list.cursor);
	return false;
}

static struct pane *records_side(struct pane *p)
{
	struct records *s = records_of(p);

	/* An empty list leaves nothing to show, and needs the room for what it says. */
	if (s->list.n == 0 && !s->list.where && !list_busy(&s->list))
		return NULL;
	if (!s->side) {
		struct place at = { .view = &view_record, .entity = p->at.entity };

		s->side = pane_new(p->app, &at);
		records_show_side(p);
	}
	return s->side;
}

static void records_saved(struct pane *p, const struct record *r)
{
	struct records *s = records_of(p);
	const struct record *now;

	if (r->entity->id != p->at.entity)
		return;
	list_find(&s->list, r->id);
	app_failed(p->app, list_reload(&s->list));
	now = list_selected(&s->list);
	if (s->list.where && !list_busy(&s->list) && (!now || now->id != r->id))
		app_say(p->app, _("Saved: %s. The filter hides it; Esc takes the filter away."),
			record_show(r, "ref"));
	records_show_side(p);
}

static bool records_command(struct pane *p, const char *word, const char *rest)
{
	if (!strcmp(word, "sort") && *rest) {
		if (!records_sort(p, rest))
			app_warn(p->app, _("There is no such field: '%.60s'."), rest);
		return true;
	}
	if (!strcmp(word, "filter") && *rest) {
		records_set_filter(p, rest);
		return true;
	}
	return false;
}

static void records_offer(struct pane *p, const char *word, const char *line, struct offers *out)
{
	if (!strcmp(word, "sort"))
		records_sort_offer(p, line, out);
	else if (!strcmp(word, "filter"))
		records_filter_offer(p, line, strlen("filter "), out);
}

static const char *const contexts[] = { "records", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("open"),
		.help = N_("Open the record"),
		.verb = "show",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = deed_open },
	{ .name = "filter",
		.label = N_("filter"),
		.help = N_("Show only what fits: words, field:value, field>value"),
		.verb = "list",
		.needs = NEEDS_FILTER,
		.rank = 2,
		.run = records_ask_filter },
	{ .name = "jump",
		.label = N_("jump"),
		.help = N_("To the first row that begins with what you type, in the column the "
			   "list is sorted by"),
		.needs = NEEDS_ROW,
		.run = records_ask_jump },
	{ .name = "sort",
		.label = N_("sort"),
		.help = N_("Sort by the next column"),
		.verb = "list",
		.needs = NEEDS_FILTER,
		.rank = 20,
		.arg = 1,
		.run = records_next_sort },
	{ .name = "reverse",
		.label = N_("reverse"),
		.help = N_("Turn the order round"),
		.needs = NEEDS_FILTER,
		.arg = -1,
		.run = records_next_sort },
	{ .name = "sort-more",
		.label = N_("then by"),
		.help = N_("Sort by one more column where the first ones are the same"),
		.verb = "list",
		.needs = NEEDS_FILTER,
		.run = records_ask_sort },
	{ .name = "columns",
		.label = N_("columns"),
		.help = N_("Choose the columns, their order and their widths"),
		.needs = NEEDS_FILTER,
		.rank = 22,
		.run = records_ask_columns },
	{ .name = "widen",
		.label = N_("wider"),
		.help = N_("Make the column that the list is sorted by wider"),
		.needs = NEEDS_FILTER,
		.arg = 1,
		.run = records_widen },
	{ .name = "narrow",
		.label = N_("narrower"),
		.help = N_("Make the column that the list is sorted by narrower"),
		.needs = NEEDS_FILTER,
		.arg = -1,
		.run = records_widen },
	{ .name = "filters",
		.label = N_("filters"),
		.help = N_("Filters with a name: use one, keep the present one, forget one"),
		.needs = NEEDS_FILTER,
		.rank = 23,
		.run = records_ask_saved },
	{ .name = "mark",
		.label = N_("mark"),
		.help = N_("Mark the row, or unmark it, and go down; 5 and then m: five rows"),
		.needs = NEEDS_ROW,
		.rank = 13,
		.run = records_mark },
	{ .name = "mark-range",
		.label = N_("mark range"),
		.help = N_("Mark all rows from the one that was marked last to here"),
		.needs = NEEDS_ROW,
		.run = records_mark_range },
	{ .name = "marks",
		.label = N_("mark all"),
		.help = N_("Mark all that the filter shows, none, or the others"),
		.needs = NEEDS_FILTER,
		.rank = 21,
		.run = records_ask_marks },
	{ .name = "cancel",
		.label = N_("all"),
		.help = N_("Take the filter away"),
		.run = records_clear_filter },
	DEED_ADD,
	{ .name = "edit",
		.label = N_("edit"),
		.help = N_("Change the record in a form; with marks: one field of all marked"),
		.verb = "edit",
		.needs = NEEDS_RECORD,
		.rank = 11,
		.run = records_edit },
	{ .name = "set-state",
		.label = N_("set state"),
		.help = N_("Set the state of the record, or of all marked ones"),
		.verb = "edit",
		.needs = NEEDS_RECORD,
		.rank = 16,
		.run = records_set_state },
	{ .name = "remove",
		.label = N_("remove"),
		.help = N_("Remove the record, or all marked ones, and what belongs to them; asks "
			   "first"),
		.verb = "remove",
		.needs = NEEDS_RECORD,
		.rank = 12,
		.run = records_remove },
	DEED_MERGE,
	{ .name = "link",
		.label = N_("link"),
		.help = N_("Say how the record, or each marked one, relates to another"),
		.verb = "add",
		.needs = NEEDS_RECORD,
		.run = records_link },
	{ .name = "export",
		.label = N_("export"),
		.help = N_("Write the marked rows, or all that the filter shows, into a CSV or "
			   "JSON file"),
		.verb = "list",
		.needs = NEEDS_FILTER,
		.rank = 24,
		.run = records_export },
	DEED_HISTORY,
	DEED_BUNDLE,
	DEED_IMPORT,
	DEED_SHEET,
	DEED_ATTACH,
	DEED_REFER,
	DEED_EXTRACT,
	DEED_REDACT,
	DEED_APPLY,
	DEED_LIFT,
	DEED_WITHDRAW,
	DEED_ANONYMISE,
	{ .name = NULL },
};

const struct view view_records = {
	.name = "records",
	.title = N_("Records"),
	.contexts = contexts,
	.actions = actions,
	.open = records_open,
	.close = records_close,
	.load = records_load,
	.draw = records_draw,
	.idle = records_idle,
	.crumb = records_crumb,
	.status = records_status,
	.hint = records_hint,
	.has = records_has,
	.subject = records_subject,
	.kind = records_kind,
	.move = records_move,
	.point = records_point,
	.side = records_side,
	.saved = records_saved,
	.command = records_command,
	.offer = records_offer,
};
