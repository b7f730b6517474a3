#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/proof.h"
#include "tui/rows.h"
#include "tui/table.h"
#include "tui/wrap.h"

static enum style status_style(enum claim_status status)
{
	switch (status) {
	case CLAIM_PROVEN:
		return STYLE_GOOD;
	case CLAIM_UNPROVEN:
		return STYLE_LATE;
	case CLAIM_DISPUTED:
		return STYLE_NEAR;
	case CLAIM_SUPPORTED:
		break;
	}
	return STYLE_TEXT;
}

/* ---- what stays above ---- */

static void draw_head(struct pane *p)
{
	const struct proof_view *v = proof_of(p);
	struct screen *s = p->app->screen;
	const struct box b = p->box;

	screen_put(s, b.y, b.x, b.cols, STYLE_HEADING, "");
	screen_put(s, b.y, b.x + GUTTER, v->claim_cols - GUTTER - 1, STYLE_HEADING,
		v->left ? _("Claim  ‹") : _("Claim"));
	if (v->status_cols)
		screen_put(s, b.y, b.x + v->claim_cols - v->status_cols, v->status_cols - 1,
			STYLE_HEADING, _("Status"));
	for (size_t i = 0; i < v->fit && v->left + i < v->map.n_columns; i++) {
		const struct proof_exhibit *e = &v->map.exhibits[v->map.columns[v->left + i]];

		screen_put(s, b.y, b.x + v->claim_cols + (int)i * CELL_COLS, CELL_COLS - 1,
			v->left + i == v->column ? STYLE_STRONG : STYLE_HEADING,
			proof_exhibit_name(e));
	}
	if (v->left + v->fit < v->map.n_columns && b.cols > 1)
		screen_put(s, b.y, b.x + b.cols - 1, 1, STYLE_HEADING, "›");
}

/* ---- lines ---- */

static void draw_heading(struct pane *p, const struct proof_line *l, int y)
{
	struct screen *s = p->app->screen;
	struct str text = STR_INIT;
	int width;

	str_add(&text, l->kind == LINE_GAP ? proof_gap_heading(l->gap)
					   : _("Exhibits that prove nothing here"));
	str_add(&text, " (");
	cell_number((int64_t)l->count, &text);
	str_add(&text, ") ");
	width = screen_width(s, str_text(&text));
	if (width > p->box.cols - 1)
		width = p->box.cols - 1;
	screen_put(s, y, p->box.x + 1, width, STYLE_HEADING, str_text(&text));
	if (width < p->box.cols - 2)
		screen_rule(s, y, p->box.x + 1 + width, p->box.cols - 2 - width, STYLE_DIM, "─");
	str_free(&text);
}

static void draw_cells(
	struct pane *p, size_t claim, int y, enum style whole, bool selected, bool focused)
{
	const struct proof_view *v = proof_of(p);

	for (size_t i = 0; i < v->fit && v->left + i < v->map.n_columns; i++) {
		const size_t exhibit = v->map.columns[v->left + i];
		const char *sign = proof_sign(&v->map, claim, exhibit);
		const bool here = selected && v->left + i == v->column;
		struct str text = STR_INIT;
		enum style style = whole;
		size_t n;
		const struct proof_cell *c = proof_cells_at(&v->map, claim, exhibit, &n);

		str_addf(&text, "%s%s", here ? "▸" : "", *sign || !here ? sign : " ");
		for (size_t k = 0; k < n; k++)
			if (c[k].pages)
				str_addf(&text, " %s", c[k].pages);
		if (!strcmp(sign, "−") || !strcmp(sign, "±"))
			style = STYLE_LATE;
		else if (!strcmp(sign, "+"))
			style = STYLE_GOOD;
		if (here)
			style = focused ? STYLE_SELECTED : STYLE_RESTING;
		screen_put(p->app->screen, y, p->box.x + v->claim_cols + (int)i * CELL_COLS,
			CELL_COLS - 1, style, str_text(&text));
		if (here)
			screen_cursor(p->app->screen, y,
				p->box.x + v->claim_cols + (int)i * CELL_COLS, false);
		str_free(&text);
	}
}

/* The sign of a fold stands by itself: a Hebrew name begins at the right. Answers its columns. */
static int draw_fold(struct pane *p, const struct proof_claim *c, int y, int room, enum style style)
{
	const struct proof_view *v = proof_of(p);
	const int indent = v->tree ? 2 * c->depth : 0;
	const char *sign = idset_has(&v->folded, c->id) ? "+" : "-";

	if (!v->tree || indent + 2 > room / 2)
		return 0;
	if (c->facts)
		screen_put(p->app->screen, y, p->box.x + GUTTER + indent, 1, style, sign);
	return indent + 2;
}

static void draw_claim(struct pane *p, size_t line, int y, bool focused)
{
	const struct proof_view *v = proof_of(p);
	const struct proof_claim *c = &v->map.claims[v->lines[line].at];
	const bool selected = line == v->scroll.cursor;
	const bool whole = selected && v->column == CLAIM_COLUMN;
	enum style style = row_style(whole, focused);
	struct screen *s = p->app->screen;
	struct str text = STR_INIT;
	const int name = v->claim_cols - v->status_cols;
	int from;

	screen_put(s, y, p->box.x, v->claim_cols, style, selected ? "▸" : "");
	from = GUTTER + draw_fold(p, c, y, name - GUTTER - 1, style);
	screen_put(s, y, p->box.x + from, name - from - 1,
		selected && !whole ? STYLE_STRONG : style, c->title ? c->title : "");
	if (v->status_cols) {
		str_addf(&text, "%s%s", claim_status_label(c->status), c->by_hand ? "*" : "");
		screen_put(s, y, p->box.x + name, v->status_cols - 1,
			whole ? style : status_style(c->status), str_text(&text));
	}
	if (whole)
		screen_cursor(s, y, p->box.x, false);
	draw_cells(p, v->lines[line].at, y, STYLE_TEXT, selected, focused);
	str_free(&text);
}

static void draw_idle(struct pane *p, size_t line, int y, bool focused)
{
	const struct proof_view *v = proof_of(p);
	const struct proof_exhibit *e = &v->map.exhibits[v->lines[line].at];
	const bool selected = line == v->scroll.cursor;
	const struct box b = { y, p->box.x, 1, p->box.cols };
	enum style style = row_bar(p->app->screen, b, selected, focused);
	struct screen *s = p->app->screen;
	const int mark = 10;

	screen_put(s, y, p->box.x + GUTTER, mark - 1, style, proof_exhibit_name(e));
	screen_put(s, y, p->box.x + GUTTER + mark, p->box.cols - GUTTER - mark, style,
		e->title ? e->title : "");
	if (selected)
		screen_cursor(s, y, p->box.x, false);
}

/* ---- what is selected, below ---- */

/* A long text is one paragraph here. */
static void add_flat(const char *text, struct str *out)
{
	for (; *text; text++)
		str_add_c(out, *text == '\n' ? ' ' : *text);
}

static void say(struct str *out, const char *label, const char *text)
{
	if (!text || !*text)
		return;
	str_addf(out, "%s%s", out->len ? "\n" : "", label);
	add_flat(text, out);
}

static void tell_exhibit(const struct proof_exhibit *e, struct str *out)
{
	str_addf(out, "%s%s", out->len ? "\n" : "", proof_exhibit_name(e));
	str_addf(out, _(" · grade %s · %s"), e->reliability ? e->reliability : _("none"),
		e->source ? e->source : _("no source named"));
	say(out, "", e->title);
	if (e->elsewhere && !e->n_cells)
		say(out, "", _("It serves another petition."));
}

static void tell_cells(const struct proof_view *v, const struct proof_claim *c, struct str *out)
{
	static const char *const words[] = { N_("supports"), N_("contradicts"),
		N_("gives context to") };
	const struct proof_exhibit *e = proof_exhibit(v);
	size_t n;
	const struct proof_cell *cell = proof_cell(v, &n);

	if (!n)
		str_addf(out, _("%s says nothing to %s; a adds a proof."), proof_exhibit_name(e),
			c->ref);
	for (size_t i = 0; i < n; i++) {
		str_addf(out, "%s%s %s %s", out->len ? "\n" : "", proof_exhibit_name(e),
			_(words[cell[i].bearing]), c->ref);
		if (cell[i].pages)
			str_addf(out, " · p. %s", cell[i].pages);
		if (cell[i].title)
			str_addf(out, " · %s", cell[i].title);
		if (cell[i].quote) {
			say(out, "“", cell[i].quote);
			str_add(out, "”");
		}
	}
	tell_exhibit(e, out);
}

static void tell_claim(const struct proof_view *v, const struct proof_claim *c, struct str *out)
{
	str_addf(out, "%s %s: ", c->ref, claim_status_label(c->status));
	proof_explain(&v->map, (size_t)(c - v->map.claims), out);
	say(out, "", c->statement ? c->statement : c->title);
	say(out, _("They say: "), c->answer);
}

static void draw_detail(struct pane *p)
{
	const struct proof_view *v = proof_of(p);
	const struct proof_claim *c = proof_claim(v);
	const struct proof_exhibit *e = proof_exhibit(v);
	struct screen *s = p->app->screen;
	const struct box b = { p->box.y + p->box.rows - v->detail, p->box.x, v->detail,
		p->box.cols };
	struct wrap_line *lines = NULL;
	struct str text = STR_INIT;
	size_t n = 0;

	screen_rule(s, b.y, b.x, b.cols, STYLE_DIM, "─");
	if (c && e)
		tell_cells(v, c, &text);
	else if (c)
		tell_claim(v, c, &text);
	else if (e)
		tell_exhibit(e, &text);
	if (text.len && b.cols > 2) {
		wrap_text(str_text(&text), text.len, b.cols - 2, (size_t)v->detail, &lines, &n);
		for (size_t i = 0; i < n && (int)i + 1 < v->detail; i++)
			screen_put_sentence(s, b.y + 1 + (int)i, b.x + 1, b.cols - 2,
				i ? STYLE_TEXT : STYLE_STRONG, text.data + lines[i].start,
				lines[i].len);
		free(lines);
	}
	str_free(&text);
}

/* ---- all ---- */

static const char *nothing(const struct proof_view *v)
{
	if (!v->read)
		return _("Reading…");
	if (v->only_gaps && v->map.n_claims)
		return _("Every claim is proven; f shows them.");
	return _("Nothing is claimed yet; A adds what must be proved.");
}

void proof_draw(struct pane *p, bool focused)
{
	const struct proof_view *v = proof_of(p);
	const int head = p->box.rows > 3;
	const int y = p->box.y + head;
	bool any = false;

	if (head)
		draw_head(p);
	for (int i = 0; i < v->scroll.height; i++) {
		const size_t line = v->scroll.top + (size_t)i;

		if (line >= v->n_lines)
			break;
		any = true;
		if (v->lines[line].kind == LINE_CLAIM)
			draw_claim(p, line, y + i, focused);
		else if (v->lines[line].kind == LINE_IDLE)
			draw_idle(p, line, y + i, focused);
		else
			draw_heading(p, &v->lines[line], y + i);
	}
	if (!any && p->box.rows > head)
		screen_put(p->app->screen, y, p->box.x + GUTTER, p->box.cols - GUTTER, STYLE_DIM,
			nothing(v));
	if (v->detail)
		draw_detail(p);
}
