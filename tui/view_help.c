#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/wrap.h"

/* The keys that work in a view, from its action table, the keymap and the tables of all views. */

#define KEYS 17      /* columns for the keys */
#define VERB_FROM 76 /* columns from which on the verb is shown */

enum help_kind { HELP_HEAD, HELP_KEY, HELP_TEXT };

struct help_line {
	enum help_kind kind;
	char *keys; /* owned */
	char *text; /* owned */
	char *verb; /* owned; NULL: none */
};

struct help {
	const struct view *about;
	struct help_line *lines; /* owned */
	size_t n;
	size_t cap;
	struct scroll scroll;
};

static struct help *state(struct pane *p)
{
	return p->state;
}

static enum status help_open(struct pane *p)
{
	struct help *h = mem_zero(sizeof(*h));

	p->state = h;
	h->about = &view_home;
	for (const struct view *const *v = all_views; *v && p->text; v++)
		if (!strcmp((*v)->name, p->text))
			h->about = *v;
	return ST_OK;
}

static void forget(struct help *h)
{
	for (size_t i = 0; i < h->n; i++) {
		free(h->lines[i].keys);
		free(h->lines[i].text);
		free(h->lines[i].verb);
	}
	h->n = 0;
}

static void help_close(struct pane *p)
{
	forget(state(p));
	free(state(p)->lines);
	free(state(p));
}

static void add(
	struct help *h, enum help_kind kind, const char *keys, const char *text, const char *verb)
{
	if (h->n == h->cap) {
		h->cap = h->cap ? h->cap * 2 : 64;
		h->lines = mem_resize(h->lines, h->cap, sizeof(*h->lines));
	}
	h->lines[h->n++] =
		(struct help_line){ kind, mem_text(keys), mem_text(text), mem_text_or_null(verb) };
}

static void add_head(struct help *h, const char *text)
{
	if (h->n > 0)
		add(h, HELP_TEXT, "", "", NULL);
	add(h, HELP_HEAD, "", text, NULL);
}

/* Long keys or sentences go on below. */
static void add_wrapped(struct help *h, enum help_kind kind, const char *keys, const char *text,
	const char *verb, int cols)
{
	struct wrap_line *lines;
	size_t n;

	wrap_text(text, strlen(text), cols, 0, &lines, &n);
	for (size_t i = 0; i < n; i++) {
		char *part = mem_text_n(text + lines[i].start, lines[i].len);

		add(h, kind, i ? "" : keys, part, i ? NULL : verb);
		free(part);
	}
	free(lines);
}

static void add_table(struct pane *p, const struct action *table, const char *const *contexts)
{
	struct help *h = state(p);
	int cols = p->box.cols - KEYS - 4;

	if (p->box.cols >= VERB_FROM)
		cols -= 15;
	for (; table && table->name; table++) {
		struct str keys = STR_INIT;
		struct str verb = STR_INIT;

		/* What the view does itself stands in its own table. */
		if (table->run && action_in(h->about->actions, table->name) &&
			action_in(h->about->actions, table->name) != table) {
			continue;
		}
		keymap_keys(p->app->keys, contexts, table->name, &keys);
		if (keys.len == 0)
			str_addf(&keys, ":%s", table->name);
		if (table->verb)
			str_addf(&verb, "amparo %s", table->verb);
		add_wrapped(h, HELP_KEY, str_text(&keys), _(table->help),
			verb.len ? str_text(&verb) : NULL, cols);
		str_free(&keys);
		str_free(&verb);
	}
}

static void add_sentences(struct pane *p, const char *const *sentences, size_t n)
{
	for (size_t i = 0; i < n; i++)
		add_wrapped(state(p), HELP_TEXT, "", _(sentences[i]), NULL, p->box.cols - 4);
}

#define ADD_SENTENCES(p, array) add_sentences(p, array, sizeof(array) / sizeof(*(array)))

static void add_filter(struct pane *p)
{
	static const char *const sentences[] = {
		N_("cohen                  a word anywhere in the record begins so"),
		N_("state:valid            the field is that; in texts: has words that begin so"),
		N_("country:IL,HK          one of these"),
		N_("signed>2020-07-01      after that day; also < >= <= = !="),
		N_("name:\"Cohen, Noa\"      words that belong together"),
		N_("docket=                the field is empty"),
		N_("-state:valid           not"),
		N_("Terms with a blank between must all be met. Tab completes fields and states."),
	};

	add_head(state(p), _("What can be typed after /"));
	ADD_SENTENCES(p, sentences);
}

static void add_commands(struct pane *p)
{
	static const char *const sentences[] = {
		N_("Any action by its name; 1200 goes to row 1,200; q leaves."),
		N_("petitions              the list of all petitions, and so for every kind"),
		N_("petitions status:draft the same with a filter"),
		N_("petition hk-petition   the record of that reference"),
		N_("search WORDS           finds words in everything"),
		N_("sort date              sorts the list; -date the other way round"),
		N_("set theme light        changes a setting until you leave; set offers all"),
	};

	add_head(state(p), _("What can be typed after :"));
	ADD_SENTENCES(p, sentences);
}

static void add_problems(struct pane *p)
{
	const struct str *problems = &p->app->problems;
	char *text;

	if (problems->len == 0)
		return;
	text = mem_text_n(problems->data, problems->len - 1); /* without the last line's end */
	add_head(state(p), _("What is wrong in your own files"));
	add_wrapped(state(p), HELP_TEXT, "", text, NULL, p->box.cols - 4);
	free(text);
}

static enum status help_load(struct pane *p)
{
	struct help *h = state(p);
	static const char *const text_contexts[] = { "text", "form", "edit", NULL };
	static const char *const prompt_contexts[] = { "prompt", "edit", NULL };
	const char *const *contexts = h->about == &view_form ? text_contexts : h->about->contexts;
	struct str head = STR_INIT;

	forget(h);
	add_problems(p);
	str_addf(&head, _("Keys in: %s"), _(h->about->title));
	add_head(h, str_text(&head));
	str_free(&head);
	add_table(p, h->about->actions, contexts);
	if (h->about == &view_records)
		add_filter(p);
	if (!h->about->input) {
		add_head(h, _("Keys everywhere"));
		add_table(p, global_actions, contexts);
		add_commands(p);
		add_head(h, _("While something is asked in the bottom line"));
		add_table(p, prompt_actions, prompt_contexts);
	}
	add_head(h, _("While typing"));
	add_table(p, edit_actions, prompt_contexts);
	h->scroll.n = h->n;
	h->scroll.height = p->box.rows;
	scroll_fix(&h->scroll);
	return ST_OK;
}

static void help_draw(struct pane *p, bool focused)
{
	struct help *h = state(p);
	struct screen *s = p->app->screen;

	(void)focused;
	for (int i = 0; i < p->box.rows && h->scroll.top + (size_t)i < h->n; i++) {
		const struct help_line *l = &h->lines[h->scroll.top + (size_t)i];
		int y = p->box.y + i;
		int x = p->box.x + 2;
		int cols = p->box.cols - 3;
		int verb = l->verb && p->box.cols >= VERB_FROM ? screen_width(s, l->verb) : 0;

		if (l->kind == HELP_HEAD)
			screen_put(s, y, x - 1, cols + 1, STYLE_HEADING, l->text);
		else if (l->kind == HELP_TEXT)
			screen_put(s, y, x, cols, STYLE_TEXT, l->text);
		else {
			screen_put(s, y, x, KEYS, STYLE_STRONG, l->keys);
			screen_put(s, y, x + KEYS + 1, cols - KEYS - 1, STYLE_TEXT, l->text);
			if (verb)
				screen_put(s, y, x + cols - verb, verb, STYLE_DIM, l->verb);
		}
	}
}

/* Without a row to select, moving scrolls. */
static bool help_move(struct pane *p, enum move move, int64_t n)
{
	struct scroll *s = &state(p)->scroll;
	size_t height = s->height > 0 ? (size_t)s->height : 1;
	size_t last = s->n > height ? s->n - height : 0;
	size_t before = s->top;
	bool down = move == MOVE_DOWN || move == MOVE_PAGE_DOWN || move == MOVE_HALF_DOWN;

	if (move == MOVE_PAGE_DOWN || move == MOVE_PAGE_UP)
		n *= (int64_t)height - (height > 1);
	if (move == MOVE_HALF_DOWN || move == MOVE_HALF_UP)
		n *= (int64_t)height / 2 + (height < 2);
	if (move == MOVE_TOP)
		s->top = 0;
	else if (move == MOVE_END)
		s->top = last;
	else if (move == MOVE_PLACE)
		s->top = (size_t)n;
	else if (down)
		s->top += (size_t)n;
	else
		s->top = (size_t)n > s->top ? 0 : s->top - (size_t)n;
	if (s->top > last)
		s->top = last;
	return s->top != before;
}

static void help_status(struct pane *p, struct str *out)
{
	struct scroll *s = &state(p)->scroll;

	if (s->n > (size_t)s->height)
		str_addf(out, "%zu%%",
			(s->top + (size_t)s->height >= s->n ? 100 : s->top * 100 / s->n));
}

static const char *const contexts[] = { "help", "list", "global", NULL };

static const struct action actions[] = { { .name = NULL } };

const struct view view_help = {
	.name = "help",
	.title = N_("Help"),
	.contexts = contexts,
	.actions = actions,
	.open = help_open,
	.close = help_close,
	.load = help_load,
	.draw = help_draw,
	.status = help_status,
	.move = help_move,
};
