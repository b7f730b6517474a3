#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/app.h"
#include "tui/record_view.h"

/* Moving about in a record: which line is selected, where it leads, where words are. */

bool record_same_line(const struct line *a, const struct line *b)
{
	return a->kind == b->kind && a->field == b->field && a->child == b->child &&
	       a->by == b->by && a->seq == b->seq && a->subject.entity == b->subject.entity &&
	       a->subject.id == b->subject.id;
}

/* What is selected, and where it stands on the screen: so it stays while more lines come. */
void record_remember(struct record_view *v)
{
	v->anchor = v->scroll.cursor - v->scroll.top;
	v->want = (struct line){ .field = -1, .by = -1 };
	v->want_nth = 0;
	if (v->scroll.cursor < v->n_lines)
		v->want = v->lines[v->scroll.cursor];
	for (size_t i = 0; i < v->scroll.cursor && i < v->n_lines; i++)
		v->want_nth += record_same_line(&v->lines[i], &v->want);
}

const struct line *record_selected(const struct record_view *v)
{
	return v->scroll.cursor < v->n_lines ? &v->lines[v->scroll.cursor] : NULL;
}

void record_go(struct record_view *v, size_t row)
{
	v->at_end = false;
	v->link = 0;
	scroll_move(&v->scroll, MOVE_PLACE, (int64_t)row + 1);
	record_remember(v);
}

static bool is_of(struct record_view *v, const struct prose_link *link, const struct subject *what)
{
	struct record r;
	bool yes;

	if (link->entity != ENTITY_PROVISION || what->entity != ENTITY_AUTHORITY)
		return link->entity == what->entity && link->id == what->id;
	yes = record_load(v->db, ENTITY_PROVISION, link->id, &r) == ST_OK &&
	      record_num(&r, "authority") == what->id;
	record_free(&r);
	return yes;
}

static void go_citation(
	struct record_view *v, const struct subject *what, const char *field, size_t nth)
{
	const int f = v->have ? entity_field(v->record.entity, field) : -1;
	size_t next = 0;

	for (size_t i = 0; i < v->n_lines && f >= 0; i++) {
		const struct line *l = &v->lines[i];

		for (size_t k = 0; l->prose && l->field == f && k < prose_line_links(l->prose);
			k++) {
			const size_t at = prose_line_link(l->prose, k);

			/* One that is broken over two lines was counted on the first. */
			if (at < next || at >= v->prose[f].n_links)
				continue;
			next = at + 1;
			if (!is_of(v, &v->prose[f].links[at], what) || nth-- > 0)
				continue;
			record_go(v, i);
			v->link = k;
			return;
		}
	}
}

void record_go_asked(struct pane *p)
{
	const struct subject what = { p->at.owner, p->at.owner_id };

	if (!what.id || !p->at.field)
		return;
	go_citation(p->state, &what, p->at.field, (size_t)p->at.page);
	p->at.owner_id = 0;
}

/* ---- where a line leads ---- */

/* All of a kind: those that belong to it, or those that refer to it in a field of theirs. */
static void open_all(struct app *app, const struct record_view *v, const struct line *l)
{
	struct place at = { .view = &view_records, .entity = l->child };
	struct str where = STR_INIT;

	if (l->by >= 0) {
		str_addf(&where, "%s=%s", entity_get(l->child)->fields[l->by].name,
			record_show(&v->record, "ref"));
		at.text = str_text(&where);
	} else {
		at.owner = v->record.entity->id;
		at.owner_id = v->record.id;
	}
	app_open(app, &at);
	str_free(&where);
}

static void open_record(struct app *app, enum entity_id entity, int64_t id)
{
	struct place at = { .view = &view_record, .entity = entity, .id = id };

	app_open(app, &at);
}

/* At the entry `seq`; 0: at the newest. */
static void open_history(struct app *app, const struct record_view *v, int64_t seq)
{
	struct place at = { .view = &view_history,
		.entity = v->record.entity->id,
		.id = v->record.id,
		.owner_id = seq };

	app_open(app, &at);
}

enum reaction record_act_open(struct app *app, struct pane *p, const struct action *self)
{
	struct record_view *v = p->state;
	const struct line *l = record_selected(p->state);
	struct prose_link link;

	(void)self;
	if (!l)
		return REACT_NONE;
	if (l->subject.entity != ENTITY_NONE)
		open_record(app, l->subject.entity, l->subject.id);
	else if (l->child != ENTITY_NONE)
		open_all(app, v, l);
	else if (l->kind == LINE_EVENT || l->kind == LINE_HISTORY || l->kind == LINE_ALL)
		open_history(app, v, l->seq);
	else if (record_line_link(v, l, &link) && link.id)
		open_record(app, link.entity, link.id);
	else if (record_line_link(v, l, &link))
		app_say(app, _("There is no such %s in this file; e corrects the text."),
			entity_get(link.entity)->name);
	else if (v->preview && v->have) /* from beside the list to the whole of it */
		open_record(app, v->record.entity->id, v->record.id);
	else
		app_say(app, _("Nothing leads further from this line; e changes the record."));
	return REACT_REDRAW;
}

/* Whether Enter leads somewhere from a line, and by how many ways. */
static size_t ways(const struct line *l)
{
	if (l->prose)
		return prose_line_links(l->prose);
	return l->subject.entity != ENTITY_NONE || l->kind == LINE_ALL || l->kind == LINE_EVENT;
}

/* To the next of what Enter follows; a line of text may have several. */
enum reaction record_act_link(struct app *app, struct pane *p, const struct action *self)
{
	struct record_view *v = p->state;
	const struct line *l = record_selected(p->state);
	size_t row = v->scroll.cursor;

	if (!l)
		return REACT_NONE;
	if (self->arg > 0 && v->link + 1 < ways(l)) {
		v->link++;
		return REACT_REDRAW;
	}
	if (self->arg < 0 && v->link > 0) {
		v->link--;
		return REACT_REDRAW;
	}
	while (self->arg > 0 ? row + 1 < v->n_lines : row > 0) {
		row = self->arg > 0 ? row + 1 : row - 1;
		if (!ways(&v->lines[row]))
			continue;
		record_go(v, row);
		v->link = self->arg > 0 ? 0 : ways(&v->lines[row]) - 1;
		return REACT_REDRAW;
	}
	app_say(app, self->arg > 0 ? _("Nothing further down leads elsewhere.")
				   : _("Nothing further up leads elsewhere."));
	return REACT_REDRAW;
}

/* ---- words ---- */

/* Whether a line shows them; `words` is folded. */
static bool shows(const struct line *l, const char *words)
{
	const char *const parts[] = { l->label, l->text, l->note,
		l->prose ? l->prose->text : NULL };
	struct str text = STR_INIT;
	bool found;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		if (!parts[i])
			continue;
		text_fold(&text, parts[i], strlen(parts[i]));
		str_add_c(&text, '\n');
	}
	found = strstr(str_text(&text), words) != NULL;
	str_free(&text);
	return found;
}

/* To the first line from `from` on, and then from the top, that shows them. False: none does. */
static bool find(struct record_view *v, const char *words, size_t from)
{
	struct str folded = STR_INIT;
	bool found = false;

	text_fold(&folded, words, strlen(words));
	for (size_t i = 0; i < v->n_lines && folded.len && !found; i++) {
		size_t row = (from + i) % v->n_lines;

		found = shows(&v->lines[row], str_text(&folded));
		if (found)
			record_go(v, row);
	}
	str_free(&folded);
	return found;
}

static void words_changed(struct app *app, struct pane *p, const char *text)
{
	struct record_view *v = p->state;

	(void)app;
	if (!find(v, text, v->find_from))
		record_go(v, v->find_from);
}

/* Nothing typed means the same words again, from the next line on. */
static enum reaction words_taken(struct app *app, struct pane *p, const char *text)
{
	struct record_view *v = p->state;
	size_t from = v->find_from;

	if (*text) {
		free(v->find);
		v->find = mem_text(text);
	} else {
		from++;
	}
	if (v->find && !find(v, v->find, from))
		app_say(app, _("Nothing here shows \"%s\"."), v->find);
	return REACT_REDRAW;
}

static enum reaction words_dropped(struct app *app, struct pane *p)
{
	struct record_view *v = p->state;

	(void)app;
	record_go(v, v->find_from);
	return REACT_REDRAW;
}

static const struct prompt_kind words_prompt = {
	.label = "/",
	.changed = words_changed,
	.accept = words_taken,
	.cancel = words_dropped,
	.remembers = true,
};

enum reaction record_act_find(struct app *app, struct pane *p, const struct action *self)
{
	struct record_view *v = p->state;

	(void)self;
	v->find_from = v->scroll.cursor;
	prompt_ask(app, p, &words_prompt, NULL, "");
	return REACT_REDRAW;
}
