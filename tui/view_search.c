#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/record.h"
#include "model/search.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/deeds.h"
#include "tui/rows.h"

/* Finds words in everything, while they are typed; hits stand under the kind of record. */

#define HITS_MAX 20   /* of each kind */
#define SIDE_FROM 110 /* columns of the screen; with fewer the places found need them all */

struct hit {
	enum entity_id entity;
	int64_t id;    /* 0: a heading, or the blank above it */
	char *label;   /* owned */
	char *excerpt; /* owned; matches between U+0002 and U+0003 */
	char *place;   /* owned; where in the file of an exhibit, "page 3"; "" elsewhere */
	int64_t page;  /* that page or part; 0: the words stand in the record */
};

struct search {
	char *words;      /* owned; NULL: none yet */
	struct hit *hits; /* owned; with a heading before each kind */
	size_t n;
	size_t cap;
	size_t found; /* without the headings */
	bool due;     /* `hits` are not yet those of `words` */
	bool nothing; /* `words` hold no word */
	struct scroll scroll;
	struct pane *side; /* owned; the record of the selected hit; NULL: not needed yet */
};

static struct search *state(struct pane *p)
{
	return p->state;
}

static bool rests(const void *arg, size_t row)
{
	const struct search *s = arg;

	return s->hits[row].id != 0;
}

static enum status search_open(struct pane *p)
{
	struct search *s = mem_zero(sizeof(*s));

	p->state = s;
	p->scroll = &s->scroll;
	s->scroll.rests = rests;
	s->scroll.arg = s;
	s->words = mem_text_or_null(p->text);
	return ST_OK;
}

static void forget(struct hit *hits, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(hits[i].label);
		free(hits[i].excerpt);
		free(hits[i].place);
	}
	free(hits);
}

static void search_close(struct pane *p)
{
	struct search *s = state(p);

	pane_free(s->side);
	forget(s->hits, s->n);
	free(s->words);
	free(s);
}

/* The record of the selected hit, beside it. */
static void show_side(struct pane *p)
{
	struct search *s = state(p);
	const struct hit *hit = s->scroll.cursor < s->n ? &s->hits[s->scroll.cursor] : NULL;
	struct record r;
	enum status st;

	if (!s->side)
		return;
	if (!hit || !hit->id) {
		record_preview(s->side, NULL, NULL);
		return;
	}
	st = record_load(pane_db(p), hit->entity, hit->id, &r);
	record_preview(s->side, st == ST_OK ? &r : NULL, NULL);
	record_free(&r);
}

static struct hit *add(
	struct search *s, enum entity_id entity, int64_t id, const char *label, const char *excerpt)
{
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 64;
		s->hits = mem_resize(s->hits, s->cap, sizeof(*s->hits));
	}
	s->hits[s->n] = (struct hit){ .entity = entity,
		.id = id,
		.label = mem_text(label),
		.excerpt = mem_text(excerpt),
		.place = mem_text("") };
	return &s->hits[s->n++];
}

/* On one line, with one blank where there were several or a line's end. */
static void one_line(const char *text, struct str *out)
{
	for (; *text; text++) {
		bool blank = *text == ' ' || *text == '\n';

		if (!blank)
			str_add_c(out, *text);
		else if (out->len > 0 && out->data[out->len - 1] != ' ')
			str_add_c(out, ' ');
	}
}

/* Whether this hit stands under the same heading as the last one. */
static bool goes_on(const struct search *s, const struct search_hit *hit)
{
	const struct hit *last = s->n ? &s->hits[s->n - 1] : NULL;

	return last && last->entity == hit->entity && !last->page == !hit->page;
}

static enum status take(void *arg, const struct search_hit *hit)
{
	struct search *s = arg;
	struct str excerpt = STR_INIT, place = STR_INIT;
	struct hit *kept;

	if (!goes_on(s, hit)) {
		if (s->n > 0)
			(void)add(s, hit->entity, 0, "", "");
		(void)add(s, hit->entity, 0,
			hit->page ? _("Inside exhibits") : _(entity_get(hit->entity)->labels), "");
	}
	one_line(hit->excerpt, &excerpt);
	search_place(hit, &place);
	kept = add(
		s, hit->entity, hit->id, *hit->label ? hit->label : hit->ref, str_text(&excerpt));
	kept->page = hit->page;
	free(kept->place);
	kept->place = str_detach(&place);
	str_free(&excerpt);
	s->found++;
	return ST_OK;
}

/* Finds; ST_STOPPED leaves what was found before. */
static enum status find(struct pane *p)
{
	struct search *s = state(p);
	struct search now = { 0 };
	enum status st = ST_OK;

	if (s->words && *s->words)
		st = search_run(pane_db(p), s->words, HITS_MAX, take, &now);
	if (st == ST_STOPPED) {
		forget(now.hits, now.n);
		return st;
	}
	forget(s->hits, s->n);
	s->hits = now.hits;
	s->n = now.n;
	s->cap = now.cap;
	s->found = now.found;
	s->due = false;
	s->nothing = st == ST_INVALID;
	s->scroll.n = s->n;
	s->scroll.height = p->box.rows;
	scroll_fix(&s->scroll);
	show_side(p);
	p->app->dirty = true;
	return st == ST_INVALID ? ST_OK : st;
}

static enum status search_load(struct pane *p)
{
	struct search *s = state(p);
	enum status st;

	s->scroll.height = p->box.rows;
	s->due = true;
	app_impatient(p->app, UNTIL_TIME_UP);
	st = find(p);
	app_patient(p->app);
	scroll_fix(&s->scroll);
	return st == ST_STOPPED ? ST_OK : st;
}

static bool search_idle(struct pane *p)
{
	if (!state(p)->due)
		return false;
	app_failed(p->app, find(p));
	return true;
}

/* ---- drawing ---- */

/* The excerpt with its matches marked. */
static void draw_excerpt(struct pane *p, const char *text, int y, int x, int cols, enum style bar)
{
	bool plain = bar == STYLE_TEXT;

	screen_put_marked(p->app->screen, y, x, cols, plain ? STYLE_DIM : bar,
		plain ? STYLE_MATCH : bar, text);
}

/* What it is called, and behind it on which page the words stand. */
static void draw_label(
	struct pane *p, const struct hit *hit, int y, int x, int cols, enum style bar)
{
	struct screen *s = p->app->screen;
	int place = text_width(hit->place, strlen(hit->place));
	int label;

	if (!place || cols < place + 8) {
		screen_put(s, y, x, cols, bar, hit->label);
		return;
	}
	label = screen_put(s, y, x, cols - place - 2, bar, hit->label);
	screen_put(s, y, x + label + 2, place, bar == STYLE_TEXT ? STYLE_DIM : bar, hit->place);
}

static void draw_hit(struct pane *p, size_t row, int y, enum style bar)
{
	const struct hit *hit = &state(p)->hits[row];
	int x = p->box.x + GUTTER;
	int cols = p->box.cols - GUTTER - 1;
	int label = cols * 2 / 5;

	if (!hit->id) {
		screen_put(p->app->screen, y, p->box.x + 1, p->box.cols - 1, STYLE_HEADING,
			hit->label);
		return;
	}
	if (cols < 50 || !*hit->excerpt)
		label = cols;
	draw_label(p, hit, y, x, label, bar);
	if (label < cols)
		draw_excerpt(p, hit->excerpt, y, x + label + 2, cols - label - 2, bar);
}

static void search_draw(struct pane *p, bool focused)
{
	struct search *s = state(p);
	const char *empty = NULL;

	rows_draw(p, focused, draw_hit);
	if (s->n > 0)
		return;
	if (s->due)
		empty = _("Looking; any key goes on with something else.");
	else if (!s->words || !*s->words)
		empty = _("Type words: records whose texts have them all are found, also inside "
			  "long texts and the files of exhibits.");
	else
		empty = _("Nothing has these words. Their beginnings are enough; case and accents "
			  "do not matter.");
	rows_none_in(p, p->box, empty);
}

static void search_crumb(struct pane *p, struct str *out)
{
	struct search *s = state(p);

	str_add(out, _("Find"));
	if (s->words && *s->words)
		str_addf(out, ": %s", s->words);
}

static void search_status(struct pane *p, struct str *out)
{
	struct search *s = state(p);

	if (s->due)
		str_add(out, "…");
	else if (s->found > 0)
		str_addf(
			out, ngettext("%zu found", "%zu found", (unsigned long)s->found), s->found);
}

static bool search_subject(struct pane *p, struct subject *out)
{
	struct search *s = state(p);

	if (s->scroll.cursor >= s->n || !s->hits[s->scroll.cursor].id)
		return false;
	*out = (struct subject){ s->hits[s->scroll.cursor].entity, s->hits[s->scroll.cursor].id };
	return true;
}

static int64_t search_page(struct pane *p)
{
	struct search *s = state(p);

	return s->scroll.cursor < s->n ? s->hits[s->scroll.cursor].page : 0;
}

static unsigned search_has(struct pane *p)
{
	struct subject s;

	return search_subject(p, &s) ? NEEDS_ROW | NEEDS_RECORD : 0;
}

static struct pane *search_side(struct pane *p)
{
	struct search *s = state(p);
	struct place at = { .view = &view_record, .entity = ENTITY_CASE };

	if (s->found == 0 || screen_cols(p->app->screen) < SIDE_FROM)
		return NULL;
	if (!s->side) {
		s->side = pane_new(p->app, &at);
		if (s->side)
			show_side(p);
	}
	return s->side;
}

static void set_words(struct app *app, struct pane *p, const char *words)
{
	struct search *s = state(p);

	free(s->words);
	s->words = mem_text(words);
	s->scroll.cursor = s->scroll.top = 0;
	s->due = true;
	app_impatient(app, UNTIL_TIME_UP);
	app_failed(app, find(p));
	app_patient(app);
}

static enum reaction accept(struct app *app, struct pane *p, const char *words)
{
	if (!state(p)->words || strcmp(state(p)->words, words) != 0)
		set_words(app, p, words);
	return REACT_REDRAW;
}

static enum reaction cancel(struct app *app, struct pane *p)
{
	(void)app;
	/* Nothing was looked for: there is nothing to stay for. */
	return state(p)->words && *state(p)->words ? REACT_REDRAW : REACT_CLOSE;
}

static const struct prompt_kind words_prompt = {
	.label = N_("Find: "),
	.changed = set_words,
	.accept = accept,
	.cancel = cancel,
	.remembers = true,
};

static enum reaction act_words(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	prompt_ask(app, p, &words_prompt, NULL, state(p)->words);
	return REACT_REDRAW;
}

static const char *const contexts[] = { "search", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("open"),
		.help = N_("Open the record"),
		.verb = "show",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = deed_open },
	{ .name = "words",
		.label = N_("other words"),
		.help = N_("Look for other words"),
		.verb = "search",
		.rank = 2,
		.run = act_words },
	DEED_EDIT,
	{ .name = NULL },
};

const struct view view_search = {
	.name = "search",
	.title = N_("Find"),
	.contexts = contexts,
	.actions = actions,
	.open = search_open,
	.close = search_close,
	.load = search_load,
	.draw = search_draw,
	.idle = search_idle,
	.crumb = search_crumb,
	.status = search_status,
	.has = search_has,
	.subject = search_subject,
	.page = search_page,
	.moved = show_side,
	.side = search_side,
};
