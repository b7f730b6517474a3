#include "config.h"

#include "tui/record_view.h"

#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/cells.h"
#include "tui/wrap.h"

#define PROSE_MAX 96 /* columns: in longer lines the eye loses its way back */
#define LABEL_MAX 18
#define NARROW 54 /* columns */

static const struct subject nowhere = { ENTITY_NONE, 0 };

static struct line *add(struct record_view *v, enum line_kind kind)
{
	struct line *l;

	if (v->n_lines == v->cap_lines) {
		v->cap_lines = v->cap_lines ? v->cap_lines * 2 : 64;
		v->lines = mem_resize(v->lines, v->cap_lines, sizeof(*v->lines));
	}
	l = &v->lines[v->n_lines++];
	*l = (struct line){
		.kind = kind, .field = -1, .subject = nowhere, .child = ENTITY_NONE, .by = -1
	};
	return l;
}

void record_lines_free(struct record_view *v)
{
	for (size_t i = 0; i < v->n_lines; i++) {
		free(v->lines[i].label);
		free(v->lines[i].text);
		free(v->lines[i].note);
	}
	v->n_lines = 0;
}

/* Text broken into lines of one kind; the first is already there or is added. */
static void add_wrapped(struct record_view *v, struct line *first, enum line_kind kind,
	const char *text, int cols, size_t max)
{
	struct wrap_line *parts;
	struct line like =
		first ? *first
		      : (struct line){
				.field = -1, .subject = nowhere, .child = ENTITY_NONE, .by = -1
			};
	size_t n;

	wrap_text(text, strlen(text), cols, max, &parts, &n);
	for (size_t i = 0; i < n; i++) {
		struct line *l = i == 0 && first ? first : add(v, kind);

		l->text = mem_text_n(text + parts[i].start, parts[i].len);
		l->field = like.field;
		l->subject = like.subject;
		l->style = like.style;
	}
	/* What was left out is told. */
	if (max && n == max && parts[n - 1].start + parts[n - 1].len < strlen(text)) {
		struct line *l = add(v, LINE_NOTE);

		l->text = mem_text("…");
		l->field = like.field;
	}
	free(parts);
}

/* The field of what a record is a part of does not say which of the parts it is. */
static bool is_scope(const struct entity *e, size_t field)
{
	return e->scope && !strcmp(e->scope, e->fields[field].name);
}

static void add_title(struct record_view *v, int cols)
{
	const char *headline = record_get(&v->record, v->record.entity->headline);
	const char *name = v->name;
	struct str title = STR_INIT;

	for (size_t i = 0; i < v->record.entity->n_fields && !name; i++)
		if ((v->record.entity->fields[i].flags & FIELD_REQUIRED) &&
			!is_scope(v->record.entity, i))
			name = v->ref_labels[i];
	if (headline)
		str_add(&title, headline);
	else
		str_addf(&title, name ? "%s: %s" : "%s", _(v->record.entity->label),
			name ? name : "");
	add_wrapped(v, NULL, LINE_TITLE, str_text(&title), cols, v->preview ? 3 : 6);
	str_free(&title);
}

/* Who stands on both sides is said before anything else. */
static void add_clashes(struct record_view *v, int cols)
{
	struct str more = STR_INIT;
	struct line *l;

	for (size_t i = 0; i < v->n_clashes; i++) {
		l = add(v, LINE_NOTE);
		l->style = STYLE_NEAR;
		l->subject = (struct subject){ ENTITY_PARTY, v->clashes[i].party };
		add_wrapped(v, l, LINE_NOTE, v->clashes[i].text, cols, v->preview ? 3 : 0);
	}
	if (v->clashes_more) {
		cell_number((int64_t)v->clashes_more, &more);
		str_add(&more, _(" more of this kind"));
		l = add(v, LINE_NOTE);
		l->style = STYLE_NEAR;
		l->text = str_detach(&more);
	}
}

/* So is what else one should know of it. */
static void add_advice(struct record_view *v, int cols)
{
	for (size_t i = 0; i < v->n_advice; i++) {
		struct line *l = add(v, LINE_NOTE);

		l->style = STYLE_NEAR;
		l->subject = v->advice[i].subject;
		add_wrapped(v, l, LINE_NOTE, v->advice[i].text, cols, 0);
	}
}

/* Fields that stand elsewhere already, or say nothing to people. */
static bool left_out(const struct record_view *v, int field)
{
	const struct field *f = &v->record.entity->fields[field];

	return !v->record.values[field].text || f->type == FIELD_LONG ||
	       !strcmp(f->name, v->record.entity->headline);
}

static void add_field(struct record_view *v, int field, int cols)
{
	const struct field *f = &v->record.entity->fields[field];
	const struct value *value = &v->record.values[field];
	struct line *l = add(v, LINE_FIELD);
	struct str text = STR_INIT;

	l->label = mem_text(_(f->label));
	l->field = field;
	l->style = cell_style(&v->record, field);
	if (v->preview)
		cell_field(&v->record, field, &text);
	else
		cell_field_long(&v->record, field, &text);
	if (f->type == FIELD_REF || f->type == FIELD_ANY) {
		l->style = STYLE_LINK;
		l->subject = (struct subject){ f->type == FIELD_REF ? f->entity : value->other,
			value->num };
		if (v->ref_labels[field] && strcmp(v->ref_labels[field], value->text) != 0)
			str_addf(&text, "  %s", v->ref_labels[field]);
	}
	/* Beside a list a reference or a hash has one line; the screen cuts it. */
	if (v->preview && (f->type == FIELD_REF || f->type == FIELD_ANY || f->type == FIELD_HASH))
		l->text = mem_text(str_text(&text));
	else
		add_wrapped(v, l, LINE_MORE, str_text(&text), cols - v->label_width - 1,
			v->preview ? 3 : 0);
	str_free(&text);
}

static void add_long(struct record_view *v, int field, int cols)
{
	const struct field *f = &v->record.entity->fields[field];
	int width = cols > 4 ? cols - 2 : cols;
	const struct prose *prose = record_prose(v, field, width < PROSE_MAX ? width : PROSE_MAX);
	struct line *l;

	add(v, LINE_BLANK);
	l = add(v, LINE_HEAD);
	l->label = mem_text(_(f->label));
	l->field = field;
	for (size_t i = 0; i < prose->n; i++) {
		l = add(v, LINE_TEXT);
		l->field = field;
		l->prose = &prose->lines[i];
	}
	/* What was left out is told. */
	if (prose->cut || !prose->lines) {
		l = add(v, LINE_NOTE);
		l->text = mem_text("…");
		l->field = field;
	}
}

/* The names of the fields in which nothing stands, so that it is seen what could be said. */
static void add_empty(struct record_view *v, int cols)
{
	const struct entity *e = v->record.entity;
	struct str text = STR_INIT;
	struct line *l;

	for (size_t i = 0; i < e->n_fields && !v->record.withheld; i++) {
		if (v->record.values[i].text || (e->fields[i].flags & FIELD_COMPUTED))
			continue;
		str_add(&text, text.len ? ", " : _("Nothing in: "));
		str_add(&text, _(e->fields[i].label));
	}
	if (text.len > 0) {
		add(v, LINE_BLANK);
		l = add(v, LINE_NOTE);
		l->style = STYLE_DIM;
		add_wrapped(v, l, LINE_NOTE, str_text(&text), cols, 0);
	}
	str_free(&text);
}

static void add_child_rows(struct record_view *v, const struct child *c)
{
	for (size_t i = 0; i < c->n && i < (v->preview ? CHILD_ROWS / 2 : CHILD_ROWS); i++) {
		struct line *l = add(v, LINE_CHILD);

		l->text = mem_text(c->rows[i].label);
		l->note = mem_text_or_null(v->preview ? NULL : c->rows[i].note);
		l->subject = c->rows[i].subject;
		l->child = c->entity->id;
		l->by = c->by;
	}
}

/* "Cases", or, of those that refer to it in a field: "Cases · Lead". */
static char *section_name(const struct child *c)
{
	struct str name = STR_INIT;

	str_add(&name, _(c->entity->labels));
	if (c->by >= 0)
		str_addf(&name, " · %s", _(c->entity->fields[c->by].label));
	return str_detach(&name);
}

static void add_children(struct record_view *v, const struct child *c)
{
	struct line *l;
	struct str note = STR_INIT;
	bool none = c->read && c->n == 0;

	/* Who might refer to it is no news before somebody does. */
	if ((v->preview || c->by >= 0) && (none || (c->by >= 0 && !c->read)))
		return;
	/* Kinds of which there are none stand together, as they are there to be added only. */
	if (!none || v->n_lines == 0 || v->lines[v->n_lines - 1].kind != LINE_CHILDREN)
		add(v, LINE_BLANK);
	l = add(v, LINE_CHILDREN);
	l->label = section_name(c);
	l->child = c->entity->id;
	l->by = c->by;
	l->style = none ? STYLE_DIM : STYLE_HEADING;
	if (none)
		str_add(&note, _("none"));
	else if (c->sum)
		str_add(&note, c->sum);
	else if (c->count >= 0)
		cell_number(c->count, &note);
	else
		str_add(&note, c->by >= 0 ? "" : "…");
	l->note = str_detach(&note);
	add_child_rows(v, c);
	if (c->count > (int64_t)c->n || (c->n == CHILD_ROWS && c->count < 0)) {
		l = add(v, LINE_ALL);
		l->text = mem_text(_("all of them"));
		l->child = c->entity->id;
		l->by = c->by;
	}
}

static void add_events(struct record_view *v)
{
	struct line *l;

	if (v->preview || (!v->n_events && !v->events_read))
		return;
	add(v, LINE_BLANK);
	l = add(v, LINE_HISTORY);
	l->label = mem_text(_("History"));
	l->style = STYLE_HEADING;
	for (size_t i = 0; i < v->n_events; i++) {
		l = add(v, LINE_EVENT);
		l->label = mem_text(v->events[i].when);
		l->text = mem_text(v->events[i].text);
		l->note = mem_text_or_null(v->events[i].note);
		l->seq = v->events[i].seq;
	}
	if (v->events_more) {
		l = add(v, LINE_ALL);
		l->text = mem_text(_("all of it"));
	}
}

static int label_width(const struct record_view *v, int cols)
{
	const struct entity *e = v->record.entity;
	int width = 0;

	for (int i = 0; i < (int)e->n_fields; i++) {
		const char *label = _(e->fields[i].label);
		int wide = text_width(label, strlen(label));

		if (!left_out(v, i) && wide > width)
			width = wide;
	}
	if (width > LABEL_MAX)
		width = LABEL_MAX;
	/* On a narrow screen the values need the room. */
	if (cols < NARROW && width > cols * 2 / 5)
		width = cols * 2 / 5;
	return width;
}

/* First those that there are, then those of which there are none. */
static void add_all_children(struct record_view *v)
{
	for (int none = 0; none < 2; none++)
		for (size_t i = 0; i < v->n_children; i++)
			if ((v->children[i].read && v->children[i].n == 0) == (none == 1))
				add_children(v, &v->children[i]);
}

void record_lines(struct record_view *v, int cols)
{
	record_lines_free(v);
	if (!v->have || cols < 1)
		return;
	v->label_width = label_width(v, cols);
	add_title(v, cols);
	add_clashes(v, cols);
	add_advice(v, cols);
	for (int i = 0; i < (int)v->record.entity->n_fields; i++)
		if (!left_out(v, i))
			add_field(v, i, cols);
	for (int i = 0; i < (int)v->record.entity->n_fields; i++)
		if (v->record.values[i].text && v->record.entity->fields[i].type == FIELD_LONG)
			add_long(v, i, cols);
	if (!v->preview)
		add_empty(v, cols);
	add_all_children(v);
	add_events(v);
}
