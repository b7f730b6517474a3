#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "import/read_exhibit.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/deeds.h"
#include "tui/preview.h"
#include "tui/reveal.h"
#include "tui/work.h"

/* An exhibit to be looked at. */

struct preview *preview_of(const struct pane *p)
{
	return p->state;
}

bool preview_is_shut(const struct preview *v)
{
	return v->exhibit.withheld ||
	       (!strcmp(record_show(&v->exhibit, "level"), "sealed") && !v->asked);
}

static const char *kind_of(const struct preview *v)
{
	return v->read && v->reading.mime ? v->reading.mime : record_show(&v->exhibit, "mime");
}

static bool is_image(const struct preview *v)
{
	return !strncmp(kind_of(v), "image/", 6);
}

bool preview_has_pictures(const struct preview *v)
{
	return is_image(v) || !strcmp(kind_of(v), "application/pdf");
}

int64_t preview_pages(const struct preview *v)
{
	if (v->read && v->reading.pages > 0)
		return v->reading.pages;
	return v->picture.of.pages;
}

/* ---- opening and reading ---- */

static enum status preview_view_open(struct pane *p)
{
	struct preview *v = mem_zero(sizeof(*v));

	p->state = v;
	v->page = 1;
	return ST_OK;
}

static void forget(struct preview *v)
{
	if (v->have)
		record_free(&v->exhibit);
	if (v->read)
		reading_free(&v->reading);
	v->have = v->read = false;
	preview_picture_free(v);
}

static void preview_view_close(struct pane *p)
{
	struct preview *v = preview_of(p);

	forget(v);
	preview_rows_free(v);
	free(v->rows);
	free(v->find);
	free(v);
}

static enum status load_reading(struct pane *p, struct preview *v)
{
	const char *sha256 = record_get(&v->exhibit, "sha256");
	enum status st;

	if (!sha256 || v->exhibit.withheld)
		return ST_OK;
	st = reading_load(pane_db(p), sha256, &v->reading);
	v->read = st == ST_OK;
	if (st != ST_OK)
		reading_free(&v->reading);
	return st == ST_NOTFOUND ? ST_OK : st;
}

/* What has no text is shown as it looks. */
static bool looks_first(const struct preview *v)
{
	return is_image(v) ||
	       (v->read && v->reading.state == READING_NOTHING && preview_has_pictures(v));
}

static enum status preview_view_load(struct pane *p)
{
	struct preview *v = preview_of(p);
	enum status st;

	forget(v);
	st = record_load(pane_db(p), ENTITY_EXHIBIT, p->at.id, &v->exhibit);
	if (st != ST_OK) {
		record_free(&v->exhibit);
		preview_rows(p);
		return st == ST_NOTFOUND ? ST_OK : st;
	}
	v->have = true;
	st = load_reading(p, v);
	if (!v->chosen)
		v->as_picture = looks_first(v);
	preview_rows(p);
	preview_picture_seek(p);
	return st;
}

static bool preview_view_idle(struct pane *p)
{
	return preview_picture_step(p);
}

/* ---- drawing ---- */

static bool shows_picture(const struct preview *v)
{
	return v->have && v->as_picture && !preview_is_shut(v);
}

static void draw_row(struct pane *p, size_t at, int y, bool focused)
{
	struct preview *v = preview_of(p);
	const struct preview_row *row = &v->rows[at];
	const bool selected = at == v->scroll.cursor;
	const int x = p->box.x + 2, cols = p->box.cols - 3;
	int taken;

	if (selected && focused) {
		screen_put(p->app->screen, y, p->box.x, 1, STYLE_STRONG, "▸");
		screen_cursor(p->app->screen, y, p->box.x, false);
	}
	taken = screen_put(p->app->screen, y, x, cols, row->style, row->text);
	if (row->rule && taken + 1 < cols)
		screen_rule(p->app->screen, y, x + taken + 1, cols - taken - 1, STYLE_HEADING, "─");
}

static void preview_view_draw(struct pane *p, bool focused)
{
	struct preview *v = preview_of(p);

	if (shows_picture(v)) {
		preview_picture_draw(p);
		return;
	}
	for (int i = 0; i < p->box.rows && v->scroll.top + (size_t)i < v->n_rows; i++)
		draw_row(p, v->scroll.top + (size_t)i, p->box.y + i, focused);
}

/* ---- what is there ---- */

static void preview_view_crumb(struct pane *p, struct str *out)
{
	const struct preview *v = preview_of(p);

	str_addf(out, _("look: %s"), v->have ? record_show(&v->exhibit, "ref") : "");
}

static void preview_view_status(struct pane *p, struct str *out)
{
	const struct preview *v = preview_of(p);

	if (!v->have || preview_is_shut(v))
		return;
	if (preview_pages(v))
		str_addf(out, _("page %lld of %lld"), (long long)v->page,
			(long long)preview_pages(v));
	else if (v->page > 1)
		str_addf(out, _("part %lld"), (long long)v->page);
	if (v->ocr && !v->as_picture)
		str_addf(out, "%s%s", out->len ? " · " : "", _("read from a picture"));
}

static bool preview_view_subject(struct pane *p, struct subject *out)
{
	const struct preview *v = preview_of(p);

	if (!v->have)
		return false;
	*out = (struct subject){ ENTITY_EXHIBIT, v->exhibit.id };
	if (!v->as_picture && v->scroll.cursor < v->n_rows && v->rows[v->scroll.cursor].subject.id)
		*out = v->rows[v->scroll.cursor].subject;
	return true;
}

static unsigned preview_view_has(struct pane *p)
{
	const struct preview *v = preview_of(p);

	if (!v->have)
		return 0;
	return NEEDS_ROW | NEEDS_RECORD |
	       (record_get(&v->exhibit, "sha256") && !preview_is_shut(v) ? NEEDS_FILE : 0u);
}

/* A screen further; from the end of a page to the next one. */
static bool turn(struct pane *p, enum move move, int64_t n)
{
	struct preview *v = preview_of(p);
	const bool down = move == MOVE_PAGE_DOWN;

	if (!shows_picture(v) && scroll_text(&v->scroll, move, n)) {
		v->scroll.cursor = v->scroll.top;
		return true;
	}
	if (!preview_go(p, v->page + (down ? n : -n)))
		return false;
	if (!down && !shows_picture(v))
		scroll_move(&v->scroll, MOVE_END, 1);
	return true;
}

static bool preview_view_move(struct pane *p, enum move move, int64_t n)
{
	struct preview *v = preview_of(p);

	if (move == MOVE_PAGE_DOWN || move == MOVE_PAGE_UP)
		return turn(p, move, n);
	if (!shows_picture(v))
		return scroll_move(&v->scroll, move, n);
	if (move == MOVE_DOWN || move == MOVE_UP)
		return preview_go(p, v->page + (move == MOVE_DOWN ? n : -n));
	if (move == MOVE_TOP || move == MOVE_END)
		return preview_go(p, move == MOVE_TOP ? 1 : preview_pages(v));
	return move == MOVE_PLACE && preview_go(p, n);
}

static bool preview_view_point(struct pane *p, int y, int x)
{
	struct preview *v = preview_of(p);

	(void)x;
	return !shows_picture(v) && scroll_point(&v->scroll, y - p->box.y);
}

/* ---- what keys do ---- */

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	struct preview *v = preview_of(p);
	struct place at = { .view = &view_preview, .entity = ENTITY_EXHIBIT };

	(void)self;
	if (v->as_picture || v->scroll.cursor >= v->n_rows ||
		!v->rows[v->scroll.cursor].subject.id) {
		app_say(app, _("Nothing leads further from this line."));
		return REACT_REDRAW;
	}
	at.id = v->rows[v->scroll.cursor].subject.id;
	app_open(app, &at);
	return REACT_REDRAW;
}

static enum reaction act_page(struct app *app, struct pane *p, const struct action *self)
{
	const int64_t n = app->count > 0 ? app->count : 1;

	if (!preview_go(p, preview_of(p)->page + self->arg * n))
		app_say(app,
			self->arg > 0 ? _("This is the last page.") : _("This is the first page."));
	return REACT_REDRAW;
}

static enum reaction take_page(struct app *app, struct pane *p, const char *text)
{
	const size_t len = strlen(text);

	if (!len)
		return REACT_REDRAW;
	if (len > 9 || strspn(text, "0123456789") != len || !preview_go(p, atoll(text)))
		app_warn(app, _("There is no page '%.20s'."), text);
	return REACT_REDRAW;
}

static const struct prompt_kind page_prompt = { .label = N_("Page: "), .accept = take_page };

static enum reaction act_go_page(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	if (app->count > 0 && preview_go(p, app->count))
		return REACT_REDRAW;
	prompt_ask(app, p, &page_prompt, NULL, "");
	return REACT_REDRAW;
}

static enum reaction take_words(struct app *app, struct pane *p, const char *text)
{
	struct preview *v = preview_of(p);

	if (*text) {
		char *words = mem_text(text);

		free(v->find);
		v->find = words;
	}
	if (!v->find)
		return REACT_REDRAW;
	if (v->as_picture) {
		v->as_picture = false;
		v->chosen = true;
	}
	if (!preview_seek(p, v->find))
		app_say(app, _("'%.60s' stands on no page."), v->find);
	return REACT_REDRAW;
}

static const struct prompt_kind words_prompt = {
	.label = N_("Find: "), .accept = take_words, .remembers = true
};

static enum reaction act_find(struct app *app, struct pane *p, const struct action *self)
{
	if (self->arg && preview_of(p)->find)
		return take_words(app, p, "");
	prompt_ask(app, p, &words_prompt, NULL, "");
	return REACT_REDRAW;
}

static enum reaction act_picture(struct app *app, struct pane *p, const struct action *self)
{
	struct preview *v = preview_of(p);

	(void)self;
	if (!preview_has_pictures(v)) {
		app_say(app, _("Only images and pages of PDFs can be shown as pictures."));
		return REACT_REDRAW;
	}
	v->as_picture = !v->as_picture;
	v->chosen = true;
	preview_picture_seek(p);
	return REACT_REDRAW;
}

static enum reaction act_read(struct app *app, struct pane *p, const struct action *self)
{
	struct preview *v = preview_of(p);
	struct reading r;
	enum status st;

	(void)self;
	if (preview_is_shut(v) || !record_get(&v->exhibit, "sha256"))
		return REACT_REDRAW;
	work_begin_reading(app, _("Reading the file"));
	st = foreign_read(app->db, v->exhibit.id, NULL, &r);
	work_end(app);
	if (st == ST_OK)
		st = foreign_keep(app->db, NULL, v->exhibit.id, &r);
	reading_free(&r);
	if (st == ST_STOPPED)
		app_say(app, _("Stopped; nothing was kept."));
	else if (st != ST_OK)
		app_failed(app, st);
	pane_stale(p);
	return REACT_RELOAD;
}

/* What is sealed, and what a gag order withholds, is shown for as long as one stays. */
static enum reaction act_reveal(struct app *app, struct pane *p, const struct action *self)
{
	struct preview *v = preview_of(p);

	if (v->have && !v->exhibit.withheld &&
		!strcmp(record_show(&v->exhibit, "level"), "sealed")) {
		v->asked = !v->asked;
		if (!v->asked)
			preview_picture_free(v);
		pane_stale(p);
		return REACT_RELOAD;
	}
	v->asked = true;
	return reveal_act(app, p, self);
}

enum reaction preview_open(struct app *app, struct pane *p, const struct action *self)
{
	struct place at = { .view = &view_preview, .entity = ENTITY_EXHIBIT };
	struct subject here;

	(void)self;
	if (!p->view->subject || !p->view->subject(p, &here) || here.entity != ENTITY_EXHIBIT) {
		app_warn(app, _("Select an exhibit first: its file can be looked at."));
		return REACT_REDRAW;
	}
	at.id = here.id;
	if (p->view == &view_preview && p->at.id == at.id)
		return REACT_NONE;
	app_open(app, &at);
	return REACT_REDRAW;
}

static const char *const contexts[] = { "preview", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "next-page",
		.label = N_("next page"),
		.help = N_("The next page of the exhibit"),
		.needs = NEEDS_RECORD,
		.rank = 1,
		.arg = 1,
		.run = act_page },
	{ .name = "previous-page",
		.label = N_("page before"),
		.help = N_("The page before"),
		.needs = NEEDS_RECORD,
		.rank = 2,
		.arg = -1,
		.run = act_page },
	{ .name = "go-page",
		.label = N_("to page"),
		.help = N_("To a page of the exhibit by its number"),
		.needs = NEEDS_RECORD,
		.rank = 3,
		.run = act_go_page },
	{ .name = "show-picture",
		.label = N_("picture"),
		.help = N_("Show the page as a picture, or as text again"),
		.needs = NEEDS_FILE,
		.rank = 4,
		.run = act_picture },
	{ .name = "find",
		.label = N_("words"),
		.help = N_("To a line with these words; once more and Enter: to the next"),
		.rank = 5,
		.run = act_find },
	{ .name = "find-next",
		.label = N_("next hit"),
		.help = N_("To the next line with the words that were looked for"),
		.arg = 1,
		.run = act_find },
	{ .name = "read-file",
		.label = N_("read"),
		.help = N_("Read the text of the file, and what it says of itself, anew"),
		.verb = "exhibit",
		.needs = NEEDS_FILE,
		.rank = 6,
		.run = act_read },
	{ .name = "open",
		.label = N_("open"),
		.help = N_("Open what is selected"),
		.run = act_open },
	{ .name = "reveal",
		.label = N_("withheld"),
		.help = N_(
			"Show what is sealed or a gag order withholds, until you leave the view; "
			"again: hide it"),
		.run = act_reveal },
	DEED_EXTRACT,
	DEED_REDACT,
	DEED_EDIT,
	DEED_HISTORY,
	{ .name = NULL },
};

const struct view view_preview = {
	.name = "preview",
	.title = N_("Look"),
	.contexts = contexts,
	.actions = actions,
	.open = preview_view_open,
	.close = preview_view_close,
	.load = preview_view_load,
	.draw = preview_view_draw,
	.idle = preview_view_idle,
	.crumb = preview_view_crumb,
	.status = preview_view_status,
	.has = preview_view_has,
	.subject = preview_view_subject,
	.move = preview_view_move,
	.point = preview_view_point,
};
