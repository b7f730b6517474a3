#include "config.h"

#include "tui/change_lines.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "model/i18n.h"
#include "model/mem.h"
#include "model/text.h"
#include "tui/cells.h"
#include "tui/diff.h"
#include "tui/wrap.h"

#define LABEL_MAX 18
#define CONTEXT 1 /* unchanged lines shown around those of a text that changed */

static struct change_line *add(struct change_lines *l, char sign, enum style style)
{
	if (l->n == l->cap) {
		l->cap = l->cap ? l->cap * 2 : 32;
		l->lines = mem_resize(l->lines, l->cap, sizeof(*l->lines));
	}
	l->lines[l->n] = (struct change_line){ NULL, sign, NULL, style };
	return &l->lines[l->n++];
}

void change_lines_free(struct change_lines *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->lines[i].label);
		free(l->lines[i].text);
	}
	free(l->lines);
	*l = (struct change_lines){ NULL, 0, 0, 0, 0 };
}

static int room(const struct change_lines *l)
{
	int room = l->columns - l->label_width - 3;

	return room > 1 ? room : 1;
}

static void add_text(struct change_lines *l, char sign, enum style style, const char *text)
{
	struct wrap_line *parts;
	size_t n;

	wrap_text(text, strlen(text), room(l), 0, &parts, &n);
	for (size_t i = 0; i < n; i++)
		add(l, sign, style)->text = mem_text_n(text + parts[i].start, parts[i].len);
	free(parts);
}

/* ---- one field ---- */

/* Of a long text, the lines that changed, with a little around them. */
static void add_difference(struct change_lines *l, const char *from, const char *to)
{
	struct diff d;
	bool gap = false;

	diff_make(from, to, &d);
	for (size_t i = 0; i < d.n; i++) {
		const struct diff_line *line = &d.lines[i];
		bool near = line->sign != ' ';
		char *text;

		for (size_t k = 1; k <= CONTEXT && !near; k++)
			near = (i >= k && d.lines[i - k].sign != ' ') ||
			       (i + k < d.n && d.lines[i + k].sign != ' ');
		if (!near) {
			if (!gap)
				add(l, ' ', STYLE_DIM)->text = mem_text("…");
			gap = true;
			continue;
		}
		gap = false;
		text = mem_text_n(line->text, line->len);
		add_text(l, line->sign,
			line->sign == '-'   ? STYLE_LATE
			: line->sign == '+' ? STYLE_GOOD
					    : STYLE_DIM,
			text);
		free(text);
	}
	diff_free(&d);
}

static void add_both(struct change_lines *l, const char *from, const char *to)
{
	struct str line = STR_INIT;

	str_addf(&line, "%s → %s", from, to);
	if (text_width(str_text(&line), line.len) <= room(l) && !strchr(str_text(&line), '\n')) {
		add_text(l, ' ', STYLE_TEXT, str_text(&line));
	} else if (strchr(from, '\n') || strchr(to, '\n')) {
		add_difference(l, from, to);
	} else {
		add_text(l, '-', STYLE_LATE, from);
		add_text(l, '+', STYLE_GOOD, to);
	}
	str_free(&line);
}

/* Whether a line of CommonMark begins something of its own and cannot go on the line before. */
static bool begins_anew(const char *line)
{
	size_t digits = strspn(line, "0123456789");

	return !*line || strchr("\n \t>#-*+|`", *line) ||
	       (digits > 0 && strchr(".)", line[digits]));
}

/* Line ends inside a paragraph are blanks, as in CommonMark; two blanks before one make it count.
 */
static char *flow(const char *text)
{
	char *out = mem_text(text);

	for (char *at = strchr(out, '\n'); at; at = strchr(at + 1, '\n'))
		if (at > out && at[-1] != '\n' && at[-1] != '\\' &&
			!(at > out + 1 && at[-1] == ' ' && at[-2] == ' ') && !begins_anew(at + 1))
			*at = ' ';
	return out;
}

/* A text that came or went as a whole is read, not compared. */
static void add_whole(
	struct change_lines *l, const struct history_change *c, const char *text, bool is)
{
	bool part = c->act == HISTORY_CHANGED;
	char *flowing = flow(text);

	if (is)
		add_text(l, part ? '+' : ' ', part ? STYLE_GOOD : STYLE_TEXT, flowing);
	else
		add_text(l, part ? '-' : ' ', part ? STYLE_LATE : STYLE_DIM, flowing);
	free(flowing);
}

static void add_field(struct change_lines *l, const struct history_change *c, int field)
{
	struct str from = STR_INIT, to = STR_INIT;
	bool was = c->before.values[field].text != NULL, is = c->after.values[field].text != NULL;
	size_t first = l->n;

	cell_field_long(&c->before, field, &from);
	cell_field_long(&c->after, field, &to);
	if (was && is)
		add_both(l, str_text(&from), str_text(&to));
	else
		add_whole(l, c, is ? str_text(&to) : str_text(&from), is);
	l->lines[first].label = mem_text(_(c->before.entity->fields[field].label));
	str_free(&from);
	str_free(&to);
}

static int label_width(const struct history_change *c, int columns)
{
	int width = 0;

	for (size_t i = 0; i < c->before.entity->n_fields; i++) {
		const char *label = _(c->before.entity->fields[i].label);
		int wide = text_width(label, strlen(label));

		if (c->fields & (uint64_t)1 << i && wide > width)
			width = wide;
	}
	if (width > LABEL_MAX)
		width = LABEL_MAX;
	return width > columns / 3 ? columns / 3 : width;
}

void change_lines_make(const struct history_change *c, int columns, struct change_lines *out)
{
	*out = (struct change_lines){ .columns = columns, .label_width = label_width(c, columns) };
	for (int i = 0; i < (int)c->before.entity->n_fields; i++)
		if (c->fields & (uint64_t)1 << i)
			add_field(out, c, i);
}

void change_lines_put(struct screen *s, struct box b, const struct change_lines *l, size_t top)
{
	int at = b.x + l->label_width + 1;

	for (int i = 0; i < b.rows && top + (size_t)i < l->n; i++) {
		const struct change_line *line = &l->lines[top + (size_t)i];
		const char sign[2] = { line->sign, '\0' };

		screen_put(s, b.y + i, b.x, l->label_width, STYLE_LABEL,
			line->label ? line->label : "");
		screen_put(s, b.y + i, at, 1, line->style, sign);
		screen_put(
			s, b.y + i, at + 2, b.cols - l->label_width - 3, line->style, line->text);
	}
}
