#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/signers.h"
#include "tui/app.h"
#include "tui/board.h"
#include "tui/cells.h"
#include "tui/deeds.h"
#include "tui/panes.h"
#include "tui/small_import.h"

struct board_view *board_of(struct pane *p)
{
	return p->state;
}

/* ---- lines ---- */

const struct board_row *board_line(const struct board_view *v, size_t line, enum board_group *group)
{
	const struct board_row *rows;
	size_t n = 0, row = 0;

	rows = v->board ? board_rows(v->board, &n) : NULL;
	for (int g = 0; rows && g < BOARD_GROUPS; g++) {
		const size_t count = (size_t)board_count(v->board, (enum board_group)g);

		if (!count)
			continue;
		*group = (enum board_group)g;
		if (!line)
			return NULL;
		if (line <= count)
			return &rows[row + line - 1];
		line -= count + 1;
		row += count;
	}
	*group = BOARD_GROUPS;
	return NULL;
}

static size_t line_count(const struct board_view *v)
{
	size_t n;

	(void)board_rows(v->board, &n);
	for (int g = 0; g < BOARD_GROUPS; g++)
		n += board_count(v->board, (enum board_group)g) > 0;
	return n;
}

const struct board_row *board_selected(const struct board_view *v)
{
	enum board_group group;

	return board_line(v, v->scroll.cursor, &group);
}

static bool is_row(const void *arg, size_t line)
{
	enum board_group group;

	return board_line(arg, line, &group) != NULL;
}

/* The line of a cosigner; where it is gone, the one that the cursor was on. */
static void select_wanted(struct board_view *v)
{
	enum board_group group;

	for (size_t i = 0; v->wanted && i < v->scroll.n; i++) {
		const struct board_row *row = board_line(v, i, &group);

		if (row && row->id == v->wanted) {
			v->scroll.cursor = i;
			break;
		}
	}
	v->wanted = 0;
}

/* ---- what is on the screen ---- */

static void forget_shown(struct board_view *v)
{
	for (size_t i = 0; i < v->n; i++) {
		if (v->shown[i].record.entity)
			record_free(&v->shown[i].record);
		free(v->shown[i].name);
	}
	free(v->shown);
	v->shown = NULL;
	v->n = 0;
}

static enum status read_shown(struct pane *p, const struct board_row *row, struct board_shown *out)
{
	struct str name = STR_INIT;
	enum status st = record_load(pane_db(p), ENTITY_COSIGNER, row->id, &out->record);

	if (st == ST_OK)
		st = signer_name(pane_db(p), &out->record, &name);
	out->name = str_detach(&name);
	/* It has gone since; the next reading says so. */
	return st == ST_NOTFOUND ? ST_OK : st;
}

static void show_side(struct pane *p)
{
	struct board_view *v = board_of(p);
	const size_t i = v->scroll.cursor - v->from;
	const bool there = v->scroll.cursor >= v->from && i < v->n && v->shown[i].record.id;

	if (v->side)
		record_preview(v->side, there ? &v->shown[i].record : NULL,
			there ? v->shown[i].name : NULL);
}

enum status board_read_lines(struct pane *p, bool anew)
{
	struct board_view *v = board_of(p);
	size_t most = v->scroll.height > 0 ? (size_t)v->scroll.height : 0;
	enum status st = ST_OK;

	if (v->scroll.top + most > v->scroll.n)
		most = v->scroll.n - v->scroll.top;
	if (anew || v->from != v->scroll.top || v->n != most) {
		forget_shown(v);
		v->shown = mem_zero((most + 1) * sizeof(*v->shown));
		v->from = v->scroll.top;
		v->n = most;
		for (size_t i = 0; i < most && st == ST_OK; i++) {
			enum board_group group;
			const struct board_row *row = board_line(v, v->from + i, &group);

			if (row)
				st = read_shown(p, row, &v->shown[i]);
		}
	}
	show_side(p);
	return st;
}

static void lay_out(struct pane *p)
{
	struct board_view *v = board_of(p);

	v->scroll.n = v->board ? line_count(v) : 0;
	v->scroll.height = p->box.rows - board_head_rows(p);
	scroll_fix(&v->scroll);
	select_wanted(v);
	scroll_fix(&v->scroll);
	/* The heading of the first row is seen with it. */
	if (v->scroll.cursor == 1)
		v->scroll.top = 0;
	board_lay_out(p);
}

/* ---- reading ---- */

static enum status board_view_open(struct pane *p)
{
	struct board_view *v = mem_zero(sizeof(*v));
	struct record r;
	enum status st = record_load(pane_db(p), ENTITY_LETTER, p->at.id, &r);

	p->state = v;
	v->letter = p->at.id;
	v->wanted = p->at.owner == ENTITY_COSIGNER ? p->at.owner_id : 0;
	v->ref = mem_text(st == ST_OK ? record_show(&r, "ref") : "");
	v->scroll.rests = is_row;
	v->scroll.arg = v;
	record_free(&r);
	return st;
}

static void board_view_close(struct pane *p)
{
	struct board_view *v = board_of(p);

	forget_shown(v);
	board_free(v->board);
	board_free(v->next);
	idset_clear(&v->marks);
	idset_clear(&v->acted);
	pane_free(v->side);
	free(v->ref);
	free(v->sought);
	free(v);
}

/* A step; once all was read, it takes the place of what was shown. */
static enum status read_on(struct pane *p)
{
	struct board_view *v = board_of(p);
	const struct board_row *selected = board_selected(v);
	enum status st = board_step(pane_db(p), v->next);

	if (st == ST_OK || st == ST_STOPPED)
		return st;
	if (st == ST_END) {
		if (!v->wanted && selected)
			v->wanted = selected->id;
		board_free(v->board);
		v->board = v->next;
		v->next = NULL;
		board_keep_marks(v);
		lay_out(p);
		st = board_read_lines(p, true);
		return st == ST_OK ? ST_END : st;
	}
	board_free(v->next);
	v->next = NULL;
	return st;
}

static enum status board_view_load(struct pane *p)
{
	struct board_view *v = board_of(p);
	enum status st = ST_OK;

	board_free(v->next);
	v->next = board_new(v->letter);
	app_impatient(p->app, UNTIL_TIME_UP);
	while (st == ST_OK)
		st = read_on(p);
	app_patient(p->app);
	lay_out(p);
	if (st == ST_STOPPED)
		return board_read_lines(p, true);
	return st == ST_END ? ST_OK : st;
}

static bool board_view_idle(struct pane *p)
{
	enum status st;

	if (!board_of(p)->next)
		return false;
	st = read_on(p);
	if (st < 0 && st != ST_STOPPED)
		app_failed(p->app, st);
	p->app->dirty = true;
	return board_of(p)->next != NULL;
}

/* ---- what is there ---- */

static void crumb(struct pane *p, struct str *out)
{
	str_addf(out, "%s › ", board_of(p)->ref);
	str_add(out, _("Board"));
}

static void status(struct pane *p, struct str *out)
{
	struct board_view *v = board_of(p);
	size_t n = 0;

	if (v->board)
		(void)board_rows(v->board, &n);
	if (v->marks.count) {
		cell_number(v->marks.count, out);
		str_add(out, _(" marked of "));
	}
	cell_counted(entity_get(ENTITY_COSIGNER), (int64_t)n, out);
	if (v->next)
		str_add(out, "…");
}

static unsigned has(struct pane *p)
{
	return NEEDS_KIND | (board_selected(board_of(p)) ? NEEDS_ROW | NEEDS_RECORD : 0);
}

static bool subject(struct pane *p, struct subject *out)
{
	const struct board_row *row = board_selected(board_of(p));

	if (!row)
		return false;
	*out = (struct subject){ ENTITY_COSIGNER, row->id };
	return true;
}

static bool kind(struct pane *p, struct place *out)
{
	*out = (struct place){
		.entity = ENTITY_COSIGNER, .owner = ENTITY_LETTER, .owner_id = board_of(p)->letter
	};
	return true;
}

static bool move(struct pane *p, enum move how, int64_t n)
{
	bool moved = scroll_move(&board_of(p)->scroll, how, n);

	board_of(p)->wanted = 0;
	app_failed(p->app, board_read_lines(p, false));
	return moved;
}

static bool point(struct pane *p, int y, int x)
{
	struct board_view *v = board_of(p);
	const struct board_row *row;
	bool found = scroll_point(&v->scroll, y - p->box.y - board_head_rows(p));

	show_side(p);
	row = found ? board_selected(v) : NULL;
	if (!row || x - p->box.x >= GUTTER)
		return found;
	board_toggle(v, row->id);
	return false;
}

static struct pane *side(struct pane *p)
{
	struct board_view *v = board_of(p);

	/* An empty board leaves nothing to show; and where there is little room, days matter more.
	 */
	if ((v->board && !v->scroll.n) || screen_cols(p->app->screen) < THREE_PANES)
		return NULL;
	if (!v->side) {
		struct place at = { .view = &view_record, .entity = ENTITY_COSIGNER };

		v->side = pane_new(p->app, &at);
		show_side(p);
	}
	return v->side;
}

static void saved(struct pane *p, const struct record *r)
{
	if (r->entity->id == ENTITY_COSIGNER)
		board_of(p)->wanted = r->id;
	pane_stale(p);
}

/* ---- actions ---- */

static const char *const contexts[] = { "board", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("open"),
		.help = N_("The cosigner's whole page"),
		.verb = "show",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = deed_open },
	{ .name = "confirm",
		.label = N_("confirmed"),
		.help = N_("Note a yes to the current text, of this one or of all marked"),
		.verb = "edit",
		.needs = NEEDS_ROW,
		.rank = 2,
		.arg = 0,
		.run = board_answer },
	{ .name = "decline",
		.label = N_("declined"),
		.help = N_("Note a no, of this one or of all marked"),
		.verb = "edit",
		.needs = NEEDS_ROW,
		.rank = 3,
		.arg = 1,
		.run = board_answer },
	{ .name = "withdraw",
		.label = N_("withdrew"),
		.help = N_("Note that a signature was withdrawn; what was signed stays known"),
		.verb = "edit",
		.needs = NEEDS_ROW,
		.rank = 5,
		.arg = 2,
		.run = board_answer },
	{ .name = "reminded",
		.label = N_("reminded"),
		.help = N_("Note that this one, or all marked, were reminded today"),
		.verb = "edit",
		.needs = NEEDS_ROW,
		.rank = 6,
		.arg = 3,
		.run = board_answer },
	{ .name = "write-drafts",
		.label = N_("write"),
		.help = N_(
			"Drafts that ask those marked, or all of this group, to sign; nothing is "
			"sent"),
		.verb = "letter",
		.needs = NEEDS_ROW,
		.rank = 4,
		.arg = 0,
		.run = board_mail },
	{ .name = "write-reminders",
		.label = N_("remind"),
		.help = N_(
			"Drafts that remind those marked, or all of this group; nothing is sent"),
		.verb = "letter",
		.needs = NEEDS_ROW,
		.arg = 1,
		.run = board_mail },
	{ .name = "block",
		.label = N_("block"),
		.help = N_("The signature block as it stands below the letter"),
		.verb = "letter",
		.rank = 7,
		.run = board_block },
	{ .name = "find",
		.label = N_("find"),
		.help = N_("The next one with these letters in the name, the address or who signs"),
		.needs = NEEDS_ROW,
		.rank = 9,
		.run = board_find },
	{ .name = "mark",
		.label = N_("mark"),
		.help = N_("Mark the row, or take its mark off"),
		.needs = NEEDS_ROW,
		.rank = 8,
		.run = board_mark },
	{ .name = "marks",
		.label = N_("mark all"),
		.help = N_("Mark all of this group, or none of it"),
		.needs = NEEDS_ROW,
		.run = board_mark_group },
	{ .name = "next-part",
		.label = N_("next group"),
		.help = N_("To the next group"),
		.arg = 1,
		.run = board_part },
	{ .name = "previous-part",
		.label = N_("group before"),
		.help = N_("To the group before"),
		.arg = -1,
		.run = board_part },
	{ .name = "add-answers",
		.label = N_("answers"),
		.help = N_("Note answers from a file; shows what would be noted, and asks"),
		.verb = "import",
		.rank = 9,
		.arg = SMALL_REPLIES,
		.run = small_import },
	DEED_ADD,
	DEED_EDIT,
	DEED_REMOVE,
	DEED_LINK,
	DEED_HISTORY,
	{ .name = NULL },
};

const struct view view_board = {
	.name = "board",
	.title = N_("Sign-on board"),
	.contexts = contexts,
	.actions = actions,
	.whole = true,
	.of = ENTITY_LETTER,
	.open = board_view_open,
	.close = board_view_close,
	.load = board_view_load,
	.draw = board_draw,
	.idle = board_view_idle,
	.crumb = crumb,
	.status = status,
	.has = has,
	.subject = subject,
	.kind = kind,
	.move = move,
	.point = point,
	.side = side,
	.saved = saved,
};
