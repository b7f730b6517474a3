#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "tui/app.h"
#include "tui/cells.h"
#include "tui/log_view.h"
#include "tui/table.h"

/*
 * What was done, the newest first. Entries are numbered without a gap, so only those on the screen
 * are held, and any place is reached at once.
 */

struct log {
	struct journal_entry *rows; /* owned; those on the screen */
	size_t n;
	size_t from;    /* the place of rows[0] */
	int64_t newest; /* the number of the newest entry */
	char *words;    /* owned; only entries that hold them; NULL: all */
	int64_t *found; /* owned; with words: the numbers of those, the newest first */
	size_t n_found;
	size_t cap_found;
	int64_t looked; /* with words: from here down it is still to be looked; 1: all was */
	struct scroll scroll;
	struct table table;
};

enum { COLUMN_AT, COLUMN_WHAT, COLUMN_ROWS, COLUMN_WHERE };

#define WIDE 90   /* columns */
#define LOOK 2000 /* entries looked at between two keys */

static const struct column columns[] = {
	[COLUMN_AT] = { .name = "at", .label = N_("When"), .width = 16 },
	[COLUMN_WHAT] = { .name = "label", .label = N_("What"), .width = 24, .flex = true },
	[COLUMN_ROWS] = { .name = "changes", .label = N_("Records"), .width = 9, .right = true },
	[COLUMN_WHERE] = { .name = "device", .label = N_("Where"), .width = 17 },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct log *state(struct pane *p)
{
	return p->state;
}

static enum status log_open(struct pane *p)
{
	struct log *l = mem_zero(sizeof(*l));

	l->scroll.head = 1;
	p->state = l;
	p->scroll = &l->scroll;
	return ST_OK;
}

static void forget(struct log *l)
{
	for (size_t i = 0; i < l->n; i++)
		journal_entry_free(&l->rows[i]);
	free(l->rows);
	l->rows = NULL;
	l->n = 0;
}

static void log_close(struct pane *p)
{
	forget(state(p));
	free(state(p)->words);
	free(state(p)->found);
	free(p->state);
}

/* Entries that hold the words are found by number and read one by one. */
static enum status read_found(struct pane *p, size_t want)
{
	struct log *l = state(p);
	enum status st = ST_OK;

	for (size_t i = l->from; st == ST_OK && l->n < want && i < l->n_found; i++) {
		st = journal_get(pane_db(p), l->found[i], &l->rows[l->n]);
		l->n += st == ST_OK;
	}
	return st;
}

/* Reads what the screen shows, if that is not what is held. */
static enum status read_rows(struct pane *p, bool again)
{
	struct log *l = state(p);
	size_t want = (size_t)(l->scroll.height > 0 ? l->scroll.height : 1);

	if (!again && l->n > 0 && l->from == l->scroll.top)
		return ST_OK;
	forget(l);
	if (l->newest == 0)
		return ST_OK;
	l->rows = mem_array(want, sizeof(*l->rows));
	l->from = l->scroll.top;
	if (l->words)
		return read_found(p, want);
	return journal_list(pane_db(p), l->newest - (int64_t)l->from + 1, want, l->rows, &l->n);
}

static void add_found(struct log *l, const int64_t *seqs, size_t n)
{
	while (l->n_found + n > l->cap_found) {
		l->cap_found = l->cap_found ? l->cap_found * 2 : 256;
		l->found = mem_resize(l->found, l->cap_found, sizeof(*l->found));
	}
	for (size_t i = 0; i < n; i++)
		l->found[l->n_found++] = seqs[i];
}

/* Some entries more are looked at for the words. ST_STOPPED: again later. */
static enum status look(struct pane *p)
{
	struct log *l = state(p);
	int64_t seqs[LOOK];
	int64_t before = l->looked;
	size_t n = 0;
	enum status st = journal_search(pane_db(p), l->words, LOOK, &before, LOOK, seqs, &n);

	if (st != ST_OK)
		return st;
	l->looked = before;
	add_found(l, seqs, n);
	l->scroll.n = l->n_found;
	return n > 0 ? read_rows(p, true) : ST_OK;
}

static bool log_idle(struct pane *p)
{
	struct log *l = state(p);
	enum status st;

	if (!l->words || l->looked == 1)
		return false;
	st = look(p);
	if (st != ST_OK && st != ST_STOPPED) {
		l->looked = 1;
		app_failed(p->app, st);
	}
	p->app->dirty = true;
	return l->looked != 1;
}

static enum status find_newest(struct pane *p)
{
	struct log *l = state(p);
	struct journal_entry last;
	int64_t before = l->newest;
	size_t n = 0;
	enum status st = journal_list(pane_db(p), 0, 1, &last, &n);

	if (st != ST_OK)
		return st;
	l->newest = n ? last.seq : 0;
	if (n)
		journal_entry_free(&last);
	if (l->words)
		return ST_OK;
	/* The first time the entry that was asked for is selected; later the same one stays so. */
	if (before == 0 && p->at.id > 0 && p->at.id <= l->newest)
		l->scroll.cursor = (size_t)(l->newest - p->at.id);
	else if (before > 0 && l->newest > before && l->scroll.cursor > 0)
		l->scroll.cursor += (size_t)(l->newest - before);
	return ST_OK;
}

static enum status log_load(struct pane *p)
{
	struct log *l = state(p);
	enum status st = find_newest(p);

	if (st != ST_OK)
		return st;
	if (l->words) {
		l->n_found = 0;
		l->looked = 0;
		app_impatient(p->app, UNTIL_TIME_UP);
		st = look(p);
		app_patient(p->app);
	}
	l->scroll.n = l->words ? l->n_found : (size_t)l->newest;
	l->scroll.height = p->box.rows - 1;
	scroll_fix(&l->scroll);
	/* On a narrow screen the line below says where. */
	table_fit(&l->table, columns, p->box.cols < WIDE ? COLUMN_WHERE : COUNT(columns),
		p->box.cols - 1);
	return st != ST_OK && st != ST_STOPPED ? st : read_rows(p, true);
}

/* What a line is drawn from. */
struct shown {
	struct db *db;
	const struct journal_entry *entry;
};

static void draw_cell(void *arg, size_t column, struct str *out, enum style *style)
{
	const struct shown *shown = arg;
	const struct journal_entry *e = shown->entry;

	if (e->undone)
		*style = STYLE_DIM;
	if (column == COLUMN_AT) {
		cell_instant_long(e->at, out);
	} else if (column == COLUMN_ROWS) {
		cell_number(e->changes, out);
	} else if (column == COLUMN_WHERE) {
		cell_device(shown->db, e->device, out);
		*style = STYLE_DIM;
	} else {
		cell_entry(e, out);
		if (e->undone)
			str_add(out, _(" (undone)"));
	}
}

static void log_draw(struct pane *p, bool focused)
{
	struct log *l = state(p);
	struct box b = p->box;

	table_head(p->app->screen, &l->table, b, "at", true);
	b.y++;
	b.rows--;
	if (l->newest == 0 && b.rows > 0)
		screen_put(p->app->screen, b.y, b.x + GUTTER, b.cols - GUTTER, STYLE_DIM,
			_("Nothing was done in this file yet."));
	else if (l->words && l->n_found == 0 && b.rows > 0)
		screen_put(p->app->screen, b.y, b.x + GUTTER, b.cols - GUTTER, STYLE_DIM,
			l->looked == 1 ? _("No entry has these words.") : _("Looking…"));
	for (int i = 0; i < b.rows && (size_t)i < l->n; i++) {
		struct box line = { b.y + i, b.x, 1, b.cols };
		struct shown shown = { pane_db(p), &l->rows[i] };

		table_row(p->app->screen, &l->table, line, l->from + (size_t)i == l->scroll.cursor,
			focused, draw_cell, &shown);
	}
}

static void log_status(struct pane *p, struct str *out)
{
	struct log *l = state(p);

	if (l->scroll.n == 0)
		return;
	cell_number((int64_t)l->scroll.cursor + 1, out);
	str_add(out, _(" of "));
	cell_number((int64_t)l->scroll.n, out);
	if (l->words && l->looked != 1)
		str_add(out, "…");
}

static void log_moved(struct pane *p)
{
	app_failed(p->app, read_rows(p, false));
}

static unsigned log_has(struct pane *p)
{
	return state(p)->n > 0 ? NEEDS_ROW : 0;
}

const struct journal_entry *log_selected(struct pane *p)
{
	struct log *l = state(p);
	size_t i = l->scroll.cursor - l->from;

	return l->scroll.cursor >= l->from && i < l->n ? &l->rows[i] : NULL;
}

/* All that is said of one entry beside its line. */
static void log_hint(struct pane *p, struct str *out)
{
	const struct log *l = state(p);
	const struct journal_entry *e = log_selected(p);

	if (l->words) {
		str_addf(out, _("Words: %s"), l->words);
		return;
	}
	if (!e)
		return;
	str_addf(out, _("Entry %lld, %s UTC, "), (long long)e->seq, e->at);
	cell_device(p->app->db, e->device, out);
}

static enum reaction act_open(struct app *app, struct pane *p, const struct action *self)
{
	const struct journal_entry *e = log_selected(p);
	struct place at = { .view = &view_changes };

	(void)self;
	if (!e)
		return REACT_NONE;
	at.id = e->seq;
	app_open(app, &at);
	return REACT_REDRAW;
}

/* ---- finding ---- */

static void set_words(struct pane *p, const char *words)
{
	struct log *l = state(p);

	free(l->words);
	l->words = words && words[strspn(words, " ")] ? mem_text(words) : NULL;
	l->n_found = 0;
	l->looked = 0;
	l->scroll.cursor = l->scroll.top = 0;
	pane_stale(p);
}

static void words_changed(struct app *app, struct pane *p, const char *text)
{
	(void)app;
	set_words(p, text);
}

static enum reaction words_taken(struct app *app, struct pane *p, const char *text)
{
	(void)app;
	set_words(p, text);
	return REACT_RELOAD;
}

static enum reaction words_dropped(struct app *app, struct pane *p)
{
	(void)app;
	set_words(p, NULL);
	return REACT_RELOAD;
}

static const struct prompt_kind words_prompt = {
	.label = "/",
	.changed = words_changed,
	.accept = words_taken,
	.cancel = words_dropped,
	.remembers = true,
};

static enum reaction act_words(struct app *app, struct pane *p, const struct action *self)
{
	(void)self;
	prompt_ask(app, p, &words_prompt, NULL, state(p)->words ? state(p)->words : "");
	return REACT_REDRAW;
}

static const char *const contexts[] = { "log", "list", "global", NULL };

static const struct action actions[] = {
	{ .name = "open",
		.label = N_("changes"),
		.help = N_("The records that the entry changed, and what in them"),
		.verb = "log",
		.needs = NEEDS_ROW,
		.rank = 1,
		.run = act_open },
	{ .name = "words",
		.label = N_("words"),
		.help = N_("Only entries with these words"),
		.rank = 2,
		.run = act_words },
	{ .name = "undo-to",
		.label = N_("undo to here"),
		.help = N_("Undo every change after this one; asks first"),
		.verb = "undo",
		.needs = NEEDS_ROW,
		.rank = 51,
		.run = log_undo_to },
	{ .name = "undo-entry",
		.label = N_("undo this one"),
		.help = N_("Undo this entry alone, and leave what came after it; asks first"),
		.verb = "undo",
		.needs = NEEDS_ROW,
		.rank = 52,
		.run = log_undo_entry },
	{ .name = NULL },
};

const struct view view_log = {
	.name = "log",
	.title = N_("Log"),
	.contexts = contexts,
	.actions = actions,
	.open = log_open,
	.close = log_close,
	.load = log_load,
	.draw = log_draw,
	.idle = log_idle,
	.status = log_status,
	.hint = log_hint,
	.has = log_has,
	.moved = log_moved,
};
