#include "config.h"

#include "tui/prompt.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/key.h"

#define LINE_MAX_BYTES 4096
#define CANDIDATES_MAX 500

void candidates_add(struct candidates *c, const char *line)
{
	if (c->n >= CANDIDATES_MAX)
		return;
	if (c->n == c->cap) {
		c->cap = c->cap ? c->cap * 2 : 16;
		c->lines = mem_resize(c->lines, c->cap, sizeof(char *));
	}
	c->lines[c->n++] = mem_text(line);
}

static int compare_lines(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void candidates_sort(struct candidates *c)
{
	if (c->n > 1)
		qsort(c->lines, c->n, sizeof(char *), compare_lines);
}

void candidates_free(struct candidates *c)
{
	for (size_t i = 0; i < c->n; i++)
		free(c->lines[i]);
	free(c->lines);
	*c = (struct candidates){ 0 };
}

bool prompt_open(const struct app *app)
{
	return app->prompt.kind || app->prompt.yes;
}

void prompt_free(struct prompt *pr)
{
	input_free(&pr->input);
	str_free(&pr->question);
	candidates_free(&pr->candidates);
	offers_clear(&pr->offers);
	for (size_t i = 0; i < PROMPT_MEMORY; i++)
		free(pr->memory[i]);
}

static void shut(struct prompt *pr)
{
	pr->kind = NULL;
	pr->yes = NULL;
	pr->pane = NULL;
	pr->recalled = 0;
	candidates_free(&pr->candidates);
	offers_clear(&pr->offers);
}

static void offer(struct app *app, enum patience patience)
{
	struct prompt *pr = &app->prompt;

	offers_clear(&pr->offers);
	if (!pr->kind || !pr->kind->offer)
		return;
	app_impatient(app, patience);
	pr->kind->offer(app, pr->pane, input_text(&pr->input), &pr->offers);
	app_patient(app);
}

bool prompt_idle(struct app *app)
{
	struct prompt *pr = &app->prompt;
	size_t pick = pr->offers.pick;

	if (!pr->kind || !pr->offers.unfinished)
		return false;
	offer(app, UNTIL_KEY);
	/* Who has gone down the list stays there. */
	pr->offers.pick = pick < pr->offers.n ? pick : 0;
	app->dirty = true;
	return true;
}

void prompt_ask(struct app *app, struct pane *p, const struct prompt_kind *kind, const char *label,
	const char *text)
{
	struct prompt *pr = &app->prompt;

	shut(pr);
	pr->kind = kind;
	pr->pane = p;
	input_free(&pr->input);
	input_init(&pr->input, LINE_MAX_BYTES, false);
	input_set(&pr->input, text ? text : "");
	str_clear(&pr->question);
	str_add(&pr->question, label ? label : _(kind->label));
	offer(app, UNTIL_TIME_UP);
	app->dirty = true;
}

void prompt_question(struct app *app, struct pane *p, answer_fn *yes, const struct subject *about,
	const char *format, ...)
{
	struct prompt *pr = &app->prompt;
	va_list args;

	shut(pr);
	pr->yes = yes;
	pr->pane = p;
	pr->about = about ? *about : (struct subject){ .entity = ENTITY_NONE };
	str_clear(&pr->question);
	va_start(args, format);
	str_vaddf(&pr->question, format, args);
	va_end(args);
	app->dirty = true;
}

void prompt_forget(struct app *app, const struct pane *p)
{
	if (app->prompt.pane == p)
		shut(&app->prompt);
}

static void remember(struct prompt *pr, const struct prompt_kind *kind, const char *line)
{
	if (!kind->remembers || !*line)
		return;
	free(pr->memory[PROMPT_MEMORY - 1]);
	memmove(pr->memory + 1, pr->memory, (PROMPT_MEMORY - 1) * sizeof(char *));
	memmove(pr->memory_of + 1, pr->memory_of,
		(PROMPT_MEMORY - 1) * sizeof(const struct prompt_kind *));
	pr->memory[0] = mem_text(line);
	pr->memory_of[0] = kind;
}

void prompt_changed(struct app *app)
{
	struct prompt *pr = &app->prompt;

	candidates_free(&pr->candidates);
	if (pr->kind && pr->kind->changed)
		pr->kind->changed(app, pr->pane, input_text(&pr->input));
	offer(app, UNTIL_TIME_UP);
	app->dirty = true;
}

static enum reaction accept(struct app *app, struct pane *p, const struct action *self)
{
	struct prompt *pr = &app->prompt;
	const struct prompt_kind *kind = pr->kind;
	struct pane *pane = pr->pane;
	const struct offer *picked = offers_picked(&pr->offers);
	char *line = mem_text(picked ? picked->line : input_text(&pr->input));
	struct offers offers = pr->offers;

	(void)p;
	(void)self;
	remember(pr, kind, line);
	/* What is taken may ask for a line of its own. */
	pr->offers = (struct offers){ 0 };
	shut(pr);
	app_react(
		app, pane, picked ? kind->take(app, pane, picked) : kind->accept(app, pane, line));
	offers_clear(&offers);
	free(line);
	return REACT_REDRAW;
}

static enum reaction cancel(struct app *app, struct pane *p, const struct action *self)
{
	struct prompt *pr = &app->prompt;
	const struct prompt_kind *kind = pr->kind;
	struct pane *pane = pr->pane;

	(void)p;
	(void)self;
	shut(pr);
	if (kind->cancel)
		app_react(app, pane, kind->cancel(app, pane));
	return REACT_REDRAW;
}

/* Bytes that all candidates begin with. */
static size_t common(const struct candidates *c)
{
	size_t len = strlen(c->lines[0]);

	for (size_t i = 1; i < c->n; i++) {
		size_t same = 0;

		while (same < len && c->lines[0][same] == c->lines[i][same])
			same++;
		len = same;
	}
	while (len > 0 && ((unsigned char)c->lines[0][len] & 0xc0) == 0x80)
		len--;
	return len;
}

static void choose(struct app *app, const char *line)
{
	struct prompt *pr = &app->prompt;

	input_set(&pr->input, line);
	if (pr->kind->changed)
		pr->kind->changed(app, pr->pane, line);
}

/* The line becomes what is picked; where it is that already, what is next. */
static void complete_offer(struct app *app, int by)
{
	struct prompt *pr = &app->prompt;
	const struct offer *picked = offers_picked(&pr->offers);
	char *line;

	if (!picked || !strcmp(picked->line, input_text(&pr->input))) {
		offers_move(&pr->offers, by);
		picked = offers_picked(&pr->offers);
	}
	if (!picked)
		return;
	line = mem_text(picked->line);
	input_set(&pr->input, line);
	prompt_changed(app);
	free(line);
}

static enum reaction complete(struct app *app, struct pane *p, const struct action *self)
{
	struct prompt *pr = &app->prompt;
	char *start;

	(void)p;
	if (pr->kind->offer) {
		complete_offer(app, self->arg);
		return REACT_REDRAW;
	}
	if (!pr->kind->complete)
		return REACT_NONE;
	if (pr->candidates.n > 1) {
		size_t n = pr->candidates.n;

		pr->chosen = pr->chosen == n ? (self->arg > 0 ? 0 : n - 1)
					     : (pr->chosen + (self->arg > 0 ? 1 : n - 1)) % n;
		choose(app, pr->candidates.lines[pr->chosen]);
		return REACT_REDRAW;
	}
	candidates_free(&pr->candidates);
	pr->kind->complete(app, pr->pane, input_text(&pr->input), &pr->candidates);
	candidates_sort(&pr->candidates);
	pr->chosen = pr->candidates.n;
	if (pr->candidates.n == 0) {
		app_say(app, _("Nothing begins so."));
		return REACT_REDRAW;
	}
	start = mem_text_n(pr->candidates.lines[0], common(&pr->candidates));
	if (strlen(start) >= strlen(input_text(&pr->input)))
		choose(app, start);
	free(start);
	if (pr->candidates.n == 1)
		candidates_free(&pr->candidates);
	return REACT_REDRAW;
}

static enum reaction recall(struct app *app, struct pane *p, const struct action *self)
{
	struct prompt *pr = &app->prompt;
	size_t i = pr->recalled;

	(void)p;
	/* Over the first of what is offered stands what was typed before. */
	if (i == 0 && offers_move(&pr->offers, self->arg > 0 ? -1 : 1))
		return REACT_REDRAW;
	if (self->arg < 0 && i == 0)
		return REACT_NONE;
	/* `recalled` counts from 1; what lies between belongs to other kinds of prompt. */
	for (i = self->arg > 0 ? i + 1 : i - 1; i > 0 && i <= PROMPT_MEMORY;
		i = self->arg > 0 ? i + 1 : i - 1)
		if (pr->memory[i - 1] && pr->memory_of[i - 1] == pr->kind)
			break;
	if (i > PROMPT_MEMORY)
		return REACT_NONE;
	pr->recalled = i;
	input_set(&pr->input, i ? pr->memory[i - 1] : "");
	prompt_changed(app);
	return REACT_REDRAW;
}

const struct action prompt_actions[] = {
	{ .name = "accept",
		.label = N_("do it"),
		.help = N_("Take what was typed"),
		.rank = 1,
		.run = accept },
	{ .name = "cancel",
		.label = N_("leave"),
		.help = N_("Leave without doing it"),
		.rank = 2,
		.run = cancel },
	{ .name = "complete",
		.label = N_("complete"),
		.help = N_("Complete the word, or take the next that fits"),
		.rank = 3,
		.arg = 1,
		.run = complete },
	{ .name = "complete-back",
		.label = N_("last choice"),
		.help = N_("Take the choice before"),
		.arg = -1,
		.run = complete },
	{ .name = "recall-older",
		.label = N_("older"),
		.help = N_("What was typed here before"),
		.arg = 1,
		.run = recall },
	{ .name = "recall-newer",
		.label = N_("newer"),
		.help = N_("What was typed after that"),
		.arg = -1,
		.run = recall },
	{ .name = NULL },
};

/* A report is read further while its question stands below it. */
static bool reads_on(struct app *app, uint32_t key)
{
	struct pane *p = app->prompt.pane;
	const char *name = keymap_action(app->keys, pane_contexts(p), key);

	return p->view == &view_report && name && action_moves(name) && app_act(app, p, name);
}

static void answer(struct app *app, uint32_t key)
{
	struct prompt *pr = &app->prompt;
	answer_fn *yes = pr->yes;
	struct subject about = pr->about;
	struct pane *pane = pr->pane;

	if (key != 'y' && key != 'Y' && key != 'n' && key != 'N' && key != K_ESC &&
		key != K_CTRL('C') && key != 'q') {
		if (reads_on(app, key))
			return;
		app_say(app, _("Press y for yes or n for no."));
		return;
	}
	shut(pr);
	app->dirty = true;
	if (key == 'y' || key == 'Y')
		app_react(app, pane, yes(app, pane, &about));
}

void prompt_key(struct app *app, uint32_t key, bool pasted)
{
	static const char *const contexts[] = { "prompt", "edit", NULL };
	struct prompt *pr = &app->prompt;
	const struct action *a = NULL;
	const char *name;

	app->dirty = true;
	if (pr->yes) {
		if (!pasted)
			answer(app, key);
		return;
	}
	name = pasted ? NULL : keymap_action(app->keys, contexts, key);
	/* Erasing what is not there leaves, as in vi and less. */
	if (name && !strcmp(name, "erase") && pr->input.len == 0)
		name = "cancel";
	if (name)
		a = action_in(prompt_actions, name);
	if (name && !a)
		a = action_in(edit_actions, name);
	if (a) {
		app_react(app, pr->pane, a->run(app, pr->pane, a));
		return;
	}
	if (!pasted && (key & K_ALT)) {
		prompt_key(app, K_ESC, false);
		return;
	}
	if (pasted && key == K_ENTER)
		key = ' ';
	if (input_type(&pr->input, key))
		prompt_changed(app);
}

bool prompt_point(struct app *app, int y, int x)
{
	struct prompt *pr = &app->prompt;
	const struct box *b = &pr->offers_at;

	if (!pr->offers.n || y < b->y || y >= b->y + b->rows || x < b->x || x >= b->x + b->cols ||
		!offers_point(&pr->offers, y - b->y))
		return false;
	accept(app, pr->pane, NULL);
	app->dirty = true;
	return true;
}

void prompt_again(struct app *app, struct pane *p, const struct prompt_kind *kind, const char *text)
{
	char *why = mem_text(db_error(app->db));

	prompt_ask(app, p, kind, NULL, text);
	app_warn(app, "%s", why);
	free(why);
}
