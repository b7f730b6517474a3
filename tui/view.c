#include "config.h"

#include "tui/view.h"

#include <assert.h>
#include <stdlib.h>

#include "model/gag.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/deeds.h"

const struct view *const all_views[] = { &view_home, &view_sections, &view_records, &view_record,
	&view_form, &view_stale, &view_log, &view_changes, &view_history, &view_search, &view_sheet,
	&view_report, &view_help, &view_views, &view_messages, &view_preview, &view_timeline,
	&view_calendar, &view_charts, &view_appeals, &view_authorities, &view_custody,
	&view_statement, &view_proof, &view_chain, &view_board, &view_numbering, &view_review,
	&view_columns, &view_import, NULL };

struct pane *pane_new(struct app *app, const struct place *at)
{
	struct pane *p = mem_zero(sizeof(*p));
	enum status st;

	p->view = at->view;
	p->app = app;
	p->at = *at;
	p->text = mem_text_or_null(at->text);
	p->at.text = p->text;
	p->generation = -1;
	st = p->view->open(p);
	if (st != ST_OK) {
		pane_free(p);
		return NULL;
	}
	return p;
}

void pane_free(struct pane *p)
{
	if (!p)
		return;
	prompt_forget(p->app, p);
	reveal_forget(p->app, p);
	p->view->close(p);
	free(p->text);
	free(p);
}

struct db *pane_db(const struct pane *p)
{
	return p->app->db;
}

int64_t pane_is_of(const struct pane *p)
{
	return p->at.id ? p->at.id : p->at.owner_id;
}

/* What the pane showed is gone; it begins as if it were opened. */
static enum status become(struct pane *p, const struct view *view, const struct view *under)
{
	prompt_forget(p->app, p);
	p->view->close(p);
	p->state = NULL;
	p->scroll = NULL;
	p->under = under;
	p->view = view;
	return view->open(p);
}

void pane_keep_veil(struct pane *p)
{
	const struct view *view = p->under ? p->under : p->view;
	bool behind = false;
	enum status st;

	if (!view->whole || p->generation == p->app->generation)
		return;
	st = gag_behind(pane_db(p), view->of, pane_is_of(p), &behind, NULL);
	if (st == ST_OK && behind != (p->under != NULL))
		st = become(p, behind ? &view_withheld : view, behind ? view : NULL);
	if (st == ST_OK)
		return;
	app_failed(p->app, st);
	if (p->view == view)
		(void)!become(p, &view_withheld, view);
}

void pane_refresh(struct pane *p)
{
	enum status st;

	if (p->generation == p->app->generation)
		return;
	st = p->view->load(p);
	/* Also after a failure: the same again would only fail again at every frame. */
	p->generation = p->app->generation;
	p->app->dirty = true;
	if (st != ST_OK)
		app_failed(p->app, st);
}

int64_t pane_page(struct pane *p)
{
	return p->view->page ? p->view->page(p) : p->at.page;
}

void pane_stale(struct pane *p)
{
	p->generation = -1;
}

unsigned pane_has(struct pane *p)
{
	unsigned has = p->view->has ? p->view->has(p) : 0;
	int64_t petition, in_case;

	if (deed_adds_to(p))
		has |= NEEDS_KIND;
	if (deed_petition(p, &petition))
		has |= NEEDS_SHEET | NEEDS_IMPORT;
	return deed_contacts(p, &in_case) ? has | NEEDS_IMPORT : has;
}

const char *const *pane_contexts(struct pane *p)
{
	return p->view->contexts_now ? p->view->contexts_now(p) : p->view->contexts;
}

bool pane_moves(const struct pane *p)
{
	return p->view->move || p->scroll;
}

bool pane_move(struct pane *p, enum move move, int64_t n)
{
	bool moved;

	if (p->view->move)
		return p->view->move(p, move, n);
	moved = p->scroll && scroll_move(p->scroll, move, n);
	if (moved && p->view->moved)
		p->view->moved(p);
	return moved;
}

bool pane_point(struct pane *p, int y, int x)
{
	bool found;

	if (p->view->point)
		return p->view->point(p, y, x);
	found = p->scroll && scroll_point(p->scroll, y - p->box.y - p->scroll->head);
	if (found && p->view->moved)
		p->view->moved(p);
	return found;
}
