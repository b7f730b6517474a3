#include "config.h"

#include "tui/app.h"
#include "tui/board.h"

/* Marking, and going from group to group. */

void board_toggle(struct board_view *v, int64_t id)
{
	if (!idset_remove(&v->marks, id))
		idset_add(&v->marks, id);
}

void board_keep_marks(struct board_view *v)
{
	const struct board_row *rows;
	struct idset kept = IDSET_INIT;
	size_t n;

	if (!v->marks.count)
		return;
	rows = board_rows(v->board, &n);
	for (size_t i = 0; i < n; i++)
		if (idset_has(&v->marks, rows[i].id))
			idset_add(&kept, rows[i].id);
	idset_clear(&v->marks);
	v->marks = kept;
}

enum reaction board_mark(struct app *app, struct pane *p, const struct action *self)
{
	int64_t n = app->count > 0 ? app->count : 1;

	(void)self;
	for (int64_t i = 0; i < n; i++) {
		const struct board_row *row = board_selected(board_of(p));

		if (!row)
			break;
		board_toggle(board_of(p), row->id);
		if (!pane_move(p, MOVE_DOWN, 1))
			break;
	}
	return REACT_REDRAW;
}

/* All of the group that the cursor is in; where all are marked, none. */
enum reaction board_mark_group(struct app *app, struct pane *p, const struct action *self)
{
	struct board_view *v = board_of(p);
	const struct board_row *rows, *at = board_selected(v);
	bool all = true;
	size_t n;

	(void)app;
	(void)self;
	if (!at)
		return REACT_NONE;
	rows = board_rows(v->board, &n);
	for (size_t i = 0; i < n; i++)
		all = all && (rows[i].group != at->group || idset_has(&v->marks, rows[i].id));
	for (size_t i = 0; i < n; i++) {
		if (rows[i].group != at->group)
			continue;
		if (all)
			idset_remove(&v->marks, rows[i].id);
		else
			idset_add(&v->marks, rows[i].id);
	}
	return REACT_REDRAW;
}

/* To the first row of the next group, or of the one before. */
enum reaction board_part(struct app *app, struct pane *p, const struct action *self)
{
	struct board_view *v = board_of(p);
	size_t at = v->scroll.cursor;
	enum board_group group;

	(void)app;
	if (self->arg > 0) {
		while (at + 1 < v->scroll.n && board_line(v, at + 1, &group))
			at++;
		if (at + 2 >= v->scroll.n)
			return REACT_NONE;
		at += 2;
	} else {
		while (at > 1 && board_line(v, at - 1, &group))
			at--;
		/* On the first of its group already: to the first of the one before. */
		if (at == v->scroll.cursor && at > 2) {
			at -= 2;
			while (at > 1 && board_line(v, at - 1, &group))
				at--;
		}
	}
	v->scroll.cursor = at;
	scroll_fix(&v->scroll);
	if (v->scroll.top == at && at > 0)
		v->scroll.top = at - 1;
	app_failed(p->app, board_read_lines(p, false));
	return REACT_REDRAW;
}
