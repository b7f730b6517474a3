#include "config.h"

#include <string.h>

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/authorities_view.h"
#include "tui/rows.h"

/* How the table of authorities looks. */

#define INDENT 4 /* columns before a place */

bool authorities_said(const struct toa *t, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (toa_same_place(&t->places[k], &t->places[i]))
			return true;
	return false;
}

bool authorities_lack(const struct toa *t, const struct toa_place *p)
{
	return *p->part && !p->part_recorded && t->entries[p->entry].id;
}

static void entry_words(const struct toa_entry *e, struct str *out)
{
	str_add(out, *e->citation ? e->citation : *e->title ? e->title : e->ref);
	if (*e->citation && *e->title)
		str_addf(out, " · %s", e->title);
}

static void place_words(const struct toa *t, const struct toa_place *p, struct str *out)
{
	const struct entity *e = entity_get(p->entity);

	if (*p->part)
		str_addf(out, "%s%s: ", p->part,
			authorities_lack(t, p) ? _(" (no such provision is recorded)") : "");
	if (p->paragraph)
		str_addf(out, _("paragraph %d"), p->paragraph);
	else if (p->entity == ENTITY_PETITION && p->field)
		str_add(out, _(e->fields[entity_field(e, p->field)].label));
	else if (p->field)
		str_addf(out, "%s %s", _(e->label), *p->title ? p->title : p->ref);
	else
		str_addf(out, _("link from %s %s"), e->name, p->ref);
}

static void line_words(
	const struct authorities_view *v, const struct authority_line *l, struct str *out)
{
	const struct toa *t = &v->table;

	if (l->kind == LINE_ENTRY)
		entry_words(&t->entries[l->at], out);
	else if (l->kind == LINE_PLACE)
		place_words(t, &t->places[l->at], out);
	else if (l->kind == LINE_IDLE)
		entry_words(&t->idle[l->at], out);
	else
		str_addf(out, "%s · %s", t->idle_parts[l->at].part,
			t->entries[t->idle_parts[l->at].entry].ref);
}

/* How many places cite it, on the right. */
static int put_count(struct pane *p, const struct authority_line *l, int y, enum style bar)
{
	const struct authorities_view *v = p->state;
	struct str text = STR_INIT;
	size_t n = 0;
	int width = 0;

	for (size_t i = 0; l->kind == LINE_ENTRY && i < v->table.n_places; i++)
		n += v->table.places[i].entry == l->at && !authorities_said(&v->table, i);
	if (n)
		str_addf(&text, ngettext("%zu place", "%zu places", (unsigned long)n), n);
	width = screen_width(p->app->screen, str_text(&text));
	if (width > 0 && width < p->box.cols / 3)
		screen_put(p->app->screen, y, p->box.x + p->box.cols - width - 1, width,
			row_or(bar, STYLE_DIM), str_text(&text));
	else
		width = 0;
	str_free(&text);
	return width ? width + 2 : 0;
}

static void draw_line(struct pane *p, size_t at, int y, enum style bar)
{
	const struct authorities_view *v = p->state;
	const struct authority_line *l = &v->lines[at];
	struct str text = STR_INIT;
	int x = p->box.x + GUTTER + (l->kind == LINE_PLACE ? INDENT : 0), cols;
	enum style own = l->kind == LINE_ENTRY ? STYLE_STRONG : STYLE_TEXT;

	if (l->kind == LINE_HEAD) {
		str_addf(&text, "%s ", l->head);
		rows_heading(p, y, str_text(&text));
		str_free(&text);
		return;
	}
	cols = p->box.x + p->box.cols - x - put_count(p, l, y, bar);
	line_words(v, l, &text);
	if (cols > 0)
		screen_put_sentence(p->app->screen, y, x, cols,
			row_or(bar, l->gap ? STYLE_NEAR : own), str_text(&text), text.len);
	str_free(&text);
}

void authorities_draw(struct pane *p, bool focused)
{
	const struct authorities_view *v = p->state;

	if (v->n)
		rows_draw(p, focused, draw_line);
	else if (v->due)
		rows_none(p, _("Being read."));
	else if (v->only_gaps)
		rows_none(p, _("All that is cited is recorded, and all that is recorded is cited. "
			       "f shows it."));
	else
		rows_none(p, _("The petition cites no authority: [s. 2](authority:REF#s-2) in a "
			       "text does."));
}
