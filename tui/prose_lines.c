#include "config.h"

#include "tui/prose_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"
#include "model/text.h"
#include "tui/wrap.h"

#define ROOM_MIN 8 /* columns that text has at least: margins give way on narrow screens */

void prose_lines_begin(struct prose_lines *l, struct prose *out, int columns, size_t max)
{
	*l = (struct prose_lines){ .out = out, .columns = columns, .max = max };
}

void prose_lines_free(struct prose_lines *l)
{
	str_free(&l->text);
	free(l->runs);
	l->runs = NULL;
}

void prose_lines_add(struct prose_lines *l, const char *text, enum style style, size_t link)
{
	struct prose_run *last = l->n_runs ? &l->runs[l->n_runs - 1] : NULL;
	size_t start = l->text.len;

	str_add(&l->text, text);
	if (l->text.len == start)
		return;
	if (last && last->style == style && last->link == link) {
		last->len += l->text.len - start;
		return;
	}
	if (l->n_runs == l->cap_runs) {
		l->cap_runs = l->cap_runs ? l->cap_runs * 2 : 16;
		l->runs = mem_resize(l->runs, l->cap_runs, sizeof(*l->runs));
	}
	l->runs[l->n_runs++] = (struct prose_run){ start, l->text.len - start, style, link };
}

void prose_lines_gap(struct prose_lines *l)
{
	l->gap = l->out->n > 0;
}

static int width_of(const char *text)
{
	return text_width(text, strlen(text));
}

void prose_lines_in(struct prose_lines *l, const char *first, const char *rest)
{
	struct prose_margin *m;

	if (l->depth++ >= PROSE_DEPTH)
		return;
	m = &l->margins[l->depth - 1];
	*m = (struct prose_margin){ .used = false };
	snprintf(m->first, sizeof(m->first), "%s", first);
	if (rest)
		snprintf(m->rest, sizeof(m->rest), "%s", rest);
	else
		snprintf(m->rest, sizeof(m->rest), "%*s", width_of(first), "");
}

void prose_lines_out(struct prose_lines *l)
{
	if (l->depth > 0)
		l->depth--;
}

/* What stands before the next line. On a narrow screen the outermost margins go first. */
static void margin_now(const struct prose_lines *l, struct str *out)
{
	int n = l->depth < PROSE_DEPTH ? l->depth : PROSE_DEPTH;
	int room = l->columns - ROOM_MIN;
	int from = n;

	while (from > 0 && room >= width_of(l->margins[from - 1].rest)) {
		from--;
		room -= width_of(l->margins[from].rest);
	}
	for (int i = from; i < n; i++)
		str_add(out, l->margins[i].used ? l->margins[i].rest : l->margins[i].first);
}

static struct prose_line *new_line(struct prose_lines *l)
{
	struct prose *p = l->out;

	if (l->max && p->n >= l->max) {
		p->cut = true;
		return NULL;
	}
	if (p->n == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 32;
		p->lines = mem_resize(p->lines, l->cap, sizeof(*p->lines));
	}
	p->lines[p->n] = (struct prose_line){ NULL, NULL, 0, 0 };
	return &p->lines[p->n++];
}

static void add_run(
	struct prose_line *line, size_t start, size_t len, enum style style, size_t link)
{
	if (len == 0)
		return;
	line->runs = mem_resize(line->runs, line->n_runs + 1, sizeof(*line->runs));
	line->runs[line->n_runs++] = (struct prose_run){ start, len, style, link };
}

/* A line of the block's text[start..start + len), with its looks. */
static void take_line(struct prose_lines *l, size_t start, size_t len, size_t *run)
{
	struct prose_line *line = new_line(l);
	struct str text = STR_INIT;
	size_t margin;

	if (!line)
		return;
	margin_now(l, &text);
	for (int i = 0; i < l->depth && i < PROSE_DEPTH; i++)
		l->margins[i].used = true;
	margin = line->margin = text.len;
	add_run(line, 0, margin, STYLE_DIM, PROSE_NO_LINK);
	str_add_n(&text, str_text(&l->text) + start, len);
	while (*run < l->n_runs && l->runs[*run].start + l->runs[*run].len <= start)
		++*run;
	for (size_t i = *run; i < l->n_runs && l->runs[i].start < start + len; i++) {
		const struct prose_run *r = &l->runs[i];
		size_t from = r->start > start ? r->start : start;
		size_t to = r->start + r->len < start + len ? r->start + r->len : start + len;

		add_run(line, margin + from - start, to - from, r->style, r->link);
	}
	line->text = str_detach(&text);
}

static void blank_line(struct prose_lines *l)
{
	struct prose_line *line = new_line(l);
	struct str text = STR_INIT;

	if (!line)
		return;
	/* Inside a quotation its bar goes through. */
	for (int i = 0; i < l->depth && i < PROSE_DEPTH; i++)
		str_add(&text, l->margins[i].used ? l->margins[i].rest : "");
	while (text.len > 0 && text.data[text.len - 1] == ' ')
		text.data[--text.len] = '\0';
	add_run(line, 0, text.len, STYLE_DIM, PROSE_NO_LINK);
	line->text = str_detach(&text);
}

void prose_lines_end(struct prose_lines *l)
{
	struct wrap_line *parts;
	struct str margin = STR_INIT;
	size_t n, run = 0;
	int room;

	if (l->gap)
		blank_line(l);
	l->gap = false;
	margin_now(l, &margin);
	room = l->columns - width_of(str_text(&margin));
	wrap_text(str_text(&l->text), l->text.len, room > 1 ? room : 1,
		l->max ? l->max + 1 - l->out->n : 0, &parts, &n);
	for (size_t i = 0; i < n && !l->out->cut; i++)
		take_line(l, parts[i].start, parts[i].len, &run);
	free(parts);
	str_free(&margin);
	str_clear(&l->text);
	l->n_runs = 0;
}
