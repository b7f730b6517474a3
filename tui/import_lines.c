#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/importing.h"
#include "tui/wrap.h"

/* The import view: which lines there are, and how they look. */

#define FACT_LABEL 12  /* columns */
#define COUNT_WIDTH 11 /* of a number, "36,012,345" */
#define WIDE 60        /* columns of the screen from which on samples are shown */
#define ERROR_LINES 4

const char *importing_fact_label(enum fact f)
{
	static const char *const labels[FACTS] = { N_("Encoding"), N_("Separator"), N_("Platform"),
		N_("Dates"), N_("Consent") };

	return _(labels[f]);
}

const char *importing_count_label(const struct importing *in, enum plan_verdict v)
{
	static const char *const signatories[PLAN_VERDICTS] = { N_("to add"),
		N_("to add as duplicates of other rows"), N_("to update"), N_("there already"),
		N_("to add as doubtful, for the review"), N_("refused") };
	static const char *const contacts[PLAN_VERDICTS] = { N_("to add"),
		N_("the same as an earlier row"), N_("to update"), N_("there already"),
		N_("to add, though maybe there under another entry"), N_("refused") };

	return in->contacts ? _(contacts[v]) : _(signatories[v]);
}

/* ---- which there are ---- */

static void add_line(struct importing *in, enum import_line_kind kind, size_t at)
{
	if (in->n_lines == in->cap_lines) {
		in->cap_lines = in->cap_lines ? in->cap_lines * 2 : 64;
		in->lines = mem_resize(in->lines, in->cap_lines, sizeof(*in->lines));
	}
	in->lines[in->n_lines++] = (struct import_line){ kind, at };
}

static bool rests(const void *arg, size_t row)
{
	const struct importing *in = arg;

	return row < in->n_lines && in->lines[row].kind >= LINE_FACT;
}

/* The lines of the sentence that says what is wrong. */
static size_t error_lines(const struct importing *in, int cols, struct wrap_line **lines)
{
	size_t n = 0;

	*lines = NULL;
	if (in->error.len)
		wrap_text(
			str_text(&in->error), in->error.len, cols > 6 ? cols - 4 : 2, 0, lines, &n);
	return n < ERROR_LINES ? n : ERROR_LINES;
}

void importing_arrange(struct importing *in, int cols)
{
	struct import_line was = { LINE_HEAD, 0 };
	struct wrap_line *wrapped;
	size_t errors = error_lines(in, cols, &wrapped);

	free(wrapped);
	if (in->scroll.cursor < in->n_lines)
		was = in->lines[in->scroll.cursor];
	in->n_lines = 0;
	add_line(in, LINE_HEAD, HEAD_FILE);
	for (size_t i = 0; i < errors; i++)
		add_line(in, LINE_ERROR, i);
	/* Of a file that cannot be read nothing can be said; of its encoding, where it must be. */
	for (size_t f = 0; f < FACTS; f++)
		if (!in->file.cards && (in->file.told || in->asks || in->stage != STAGE_FAILED) &&
			(!in->contacts || f < FACT_DATES))
			add_line(in, LINE_FACT, f);
	if (in->file.columns.n)
		add_line(in, LINE_HEAD, HEAD_COLUMNS);
	for (size_t i = 0; i < in->file.columns.n; i++)
		add_line(in, LINE_COLUMN, i);
	in->upper = in->n_lines;
	add_line(in, LINE_HEAD, HEAD_PLAN);
	for (size_t v = 0; v < PLAN_VERDICTS; v++)
		add_line(in, LINE_COUNT, v);
	in->scroll.n = in->n_lines;
	in->scroll.rests = rests;
	in->scroll.arg = in;
	for (size_t i = 0; i < in->n_lines; i++)
		if (in->lines[i].kind == was.kind && in->lines[i].at == was.at)
			in->scroll.cursor = i;
	/* Until somebody moves it, it waits on the first column. */
	for (size_t i = 0; !in->moved && !in->error.len && i < in->n_lines; i++)
		if (in->lines[i].kind == LINE_COLUMN) {
			in->scroll.cursor = i;
			break;
		}
	scroll_fix(&in->scroll);
}

/* ---- where they stand ---- */

/* Rows at the bottom in which the plan stays in sight; 0: it scrolls with the rest. */
static int plan_rows(const struct pane *p)
{
	return p->box.rows >= PLAN_STAYS_FROM ? PLAN_LINES : 0;
}

/* The first of the lines that are drawn in the upper part, so that the cursor is in it. */
static void fix_top(struct importing *in, int rows, size_t n)
{
	size_t height = rows > 0 ? (size_t)rows : 1;

	if (in->scroll.cursor < n) {
		if (in->scroll.cursor < in->top)
			in->top = in->scroll.cursor;
		if (in->scroll.cursor >= in->top + height)
			in->top = in->scroll.cursor + 1 - height;
		/* The heading above the first line that can be chosen is seen as well. */
		if (!in->moved || in->scroll.cursor + 1 < height)
			if (in->scroll.cursor < height)
				in->top = 0;
	}
	if (in->top + height > n)
		in->top = n > height ? n - height : 0;
}

size_t importing_line_at(const struct importing *in, const struct pane *p, int y)
{
	int row = y - p->box.y, below = plan_rows(p), above = p->box.rows - below;
	size_t n = below ? in->upper : in->n_lines;

	if (row < 0 || row >= p->box.rows)
		return in->n_lines;
	if (row >= above)
		return in->upper + (size_t)(row - above);
	return in->top + (size_t)row < n ? in->top + (size_t)row : in->n_lines;
}

/* ---- how they look ---- */

struct spot_on {
	struct pane *p;
	int y;
	enum style style; /* of a row that is selected, else STYLE_TEXT */
};

static enum style or_else(const struct spot_on *at, enum style style)
{
	return at->style == STYLE_TEXT ? style : at->style;
}

/* "COLUMNS ─────── note ──" */
static void draw_head(const struct spot_on *at, const char *label, const char *note)
{
	struct screen *s = at->p->app->screen;
	int x = at->p->box.x + 1, cols = at->p->box.cols - 2;
	int used = screen_put(s, at->y, x, cols, STYLE_HEADING, label) + 1;
	int width = *note ? screen_width(s, note) + 2 : 0;

	if (cols - used <= 0)
		return;
	screen_rule(s, at->y, x + used, cols - used, STYLE_DIM, "─");
	if (width && cols - used > width)
		screen_put(s, at->y, x + cols - width, width - 1, STYLE_DIM, note);
}

/* How far the plan is: "36,012 rows" or "61%". */
static void add_progress(const struct importing *in, struct str *out)
{
	const struct import_plan *plan = importing_plan(in);

	str_add_c(out, ' ');
	if (in->stage == STAGE_FILE)
		str_add(out, _("reading the file"));
	else if (in->stage == STAGE_BEGIN)
		str_add(out, _("reading who is there"));
	else if (in->stage == STAGE_ROWS)
		str_addf(out, _("%d%% of the file"), importing_share(in));
	else if (in->stage == STAGE_STOPPED)
		str_add(out, _("stopped; . goes on"));
	else if (in->stage == STAGE_FAILED)
		str_add(out, _("there is none yet"));
	else if (plan) {
		cell_number(plan->read, out);
		str_addf(out, " %s", ngettext("row", "rows", (unsigned long)plan->read));
	}
}

static void draw_heading(
	const struct spot_on *at, const struct importing *in, enum import_head head)
{
	struct str note = STR_INIT;

	if (head == HEAD_FILE) {
		if (in->file.told)
			str_addf(&note, " %s", in->file.told);
		draw_head(at, _("FILE"), str_text(&note));
	} else if (head == HEAD_COLUMNS) {
		if (in->file.columns.remembered)
			str_addf(&note, " %s", _("as you said the last time"));
		draw_head(at, _("COLUMNS"), str_text(&note));
	} else {
		add_progress(in, &note);
		draw_head(at, _("PLAN"), str_text(&note));
	}
	str_free(&note);
}

static void draw_error(const struct spot_on *at, const struct importing *in, size_t line)
{
	struct wrap_line *lines;
	size_t n = error_lines(in, at->p->box.cols, &lines);

	if (line < n)
		screen_put_sentence(at->p->app->screen, at->y, at->p->box.x + 2,
			at->p->box.cols - 2, STYLE_ERROR, str_text(&in->error) + lines[line].start,
			lines[line].len);
	free(lines);
}

static void draw_fact(const struct spot_on *at, const struct importing *in, enum fact f)
{
	struct screen *s = at->p->app->screen;
	int x = at->p->box.x, cols = at->p->box.cols;
	struct str text = STR_INIT;

	str_add(&text, in->file.found[f] ? in->file.found[f] : in->given[f] ? in->given[f] : "");
	if (in->given[f] && f != FACT_DATES)
		str_addf(&text, "  (%s)", _("as you said"));
	screen_put(s, at->y, x + 2, FACT_LABEL, or_else(at, STYLE_LABEL), importing_fact_label(f));
	screen_put(s, at->y, x + 2 + FACT_LABEL, cols - 3 - FACT_LABEL, at->style, str_text(&text));
	str_free(&text);
}

/* The field, and how it is known. */
static void add_field(const struct importing *in, const struct column *c, int cols, struct str *out)
{
	static const char *const how[] = { [COLUMN_GUESSED] = "",
		[COLUMN_REMEMBERED] = N_(" (as last time)"),
		[COLUMN_GIVEN] = N_(" (as you said)") };

	if (c->field < 0)
		str_add(out, _("kept beside"));
	else
		str_add(out, in->file.columns.set->fields[c->field].name);
	if (c->how > COLUMN_GUESSED && (int)(out->len + strlen(_(how[c->how]))) <= cols)
		str_add(out, _(how[c->how]));
}

static void draw_column(const struct spot_on *at, const struct importing *in, size_t i)
{
	const struct column *c = &in->file.columns.columns[i];
	struct screen *s = at->p->app->screen;
	int x = at->p->box.x + 2, cols = at->p->box.cols - 3;
	int title = cols >= WIDE ? cols / 4 : cols / 2;
	int field = cols >= WIDE ? cols / 4 + 2 : cols - title;
	int rest = cols - title - field;
	struct str text = STR_INIT;

	screen_put(s, at->y, x, title - 1, at->style, c->title);
	add_field(in, c, field - 1, &text);
	screen_put(s, at->y, x + title, field - 1,
		or_else(at, c->field < 0 ? STYLE_DIM : STYLE_STRONG), str_text(&text));
	str_clear(&text);
	for (size_t k = 0; in->file.samples && k < IMPORT_SAMPLES; k++)
		if (in->file.samples[i][k])
			str_addf(&text, "%s%s", text.len ? " · " : "", in->file.samples[i][k]);
	if (rest > 4)
		screen_put(
			s, at->y, x + title + field, rest, or_else(at, STYLE_DIM), str_text(&text));
	str_free(&text);
}

static void draw_count(const struct spot_on *at, const struct importing *in, enum plan_verdict v)
{
	struct screen *s = at->p->app->screen;
	const struct import_plan *plan = importing_plan(in);
	int x = at->p->box.x + 2, cols = at->p->box.cols - 3;
	int width = cols > 30 ? COUNT_WIDTH : 6;
	enum style style = !plan || !plan->n[v] ? STYLE_DIM
			   : v == PLAN_REFUSE   ? STYLE_LATE
			   : v == PLAN_DOUBTFUL ? STYLE_NEAR
			   : v == PLAN_ADD      ? STYLE_GOOD
						: STYLE_STRONG;
	struct str text = STR_INIT;

	if (plan)
		cell_number(plan->n[v], &text);
	else
		str_add(&text, "·");
	screen_put_right(s, at->y, x, width, or_else(at, style), str_text(&text));
	screen_put(
		s, at->y, x + width + 2, cols - width - 2, at->style, importing_count_label(in, v));
	str_free(&text);
}

static void draw_line(const struct spot_on *at, const struct importing *in, size_t i)
{
	const struct import_line *l = &in->lines[i];

	if (at->style != STYLE_TEXT)
		screen_put(
			at->p->app->screen, at->y, at->p->box.x, at->p->box.cols, at->style, "▸");
	if (l->kind == LINE_HEAD)
		draw_heading(at, in, (enum import_head)l->at);
	else if (l->kind == LINE_ERROR)
		draw_error(at, in, l->at);
	else if (l->kind == LINE_FACT)
		draw_fact(at, in, (enum fact)l->at);
	else if (l->kind == LINE_COLUMN)
		draw_column(at, in, l->at);
	else
		draw_count(at, in, (enum plan_verdict)l->at);
}

void importing_draw(struct pane *p, bool focused)
{
	struct importing *in = importing_of(p);
	int below = plan_rows(p);

	in->scroll.height = p->box.rows;
	fix_top(in, p->box.rows - below, below ? in->upper : in->n_lines);
	for (int row = 0; row < p->box.rows; row++) {
		size_t i = importing_line_at(in, p, p->box.y + row);
		bool selected = i == in->scroll.cursor;
		struct spot_on at = { p, p->box.y + row,
			!selected ? STYLE_TEXT
			: focused ? STYLE_SELECTED
				  : STYLE_RESTING };

		if (i >= in->n_lines)
			continue;
		if (selected && focused)
			screen_cursor(p->app->screen, at.y, p->box.x, false);
		draw_line(&at, in, i);
	}
}
