#include "config.h"

#include "tui/offers.h"

#include <stdlib.h>

#include "model/mem.h"

#define ROWS_MAX 14    /* on the screen at once, however large it is */
#define LABEL_WIDTH 30 /* columns at least, where what it does stands beside */
#define ABOUT_FROM 60  /* columns of the screen from which on that is shown */
#define KEY_WIDTH 9

void offers_add(struct offers *o, const struct offer *row)
{
	struct offer *r;

	if (o->n == OFFERS_MAX)
		return;
	if (o->n == o->cap) {
		o->cap = o->cap ? o->cap * 2 : 32;
		o->rows = mem_resize(o->rows, o->cap, sizeof(*o->rows));
	}
	r = &o->rows[o->n++];
	*r = *row;
	r->line = mem_text(row->line);
	r->label = mem_text(row->label);
	r->about = mem_text(row->about ? row->about : "");
	r->key = mem_text(row->key ? row->key : "");
}

static void free_row(struct offer *row)
{
	free(row->line);
	free(row->label);
	free(row->about);
	free(row->key);
}

void offers_clear(struct offers *o)
{
	for (size_t i = 0; i < o->n; i++)
		free_row(&o->rows[i]);
	free(o->rows);
	*o = (struct offers){ 0 };
}

void offers_keep(struct offers *o, size_t max)
{
	while (o->n > max)
		free_row(&o->rows[--o->n]);
}

/* By insertion: few rows, and those that fit alike keep their order. */
void offers_sort(struct offers *o)
{
	for (size_t i = 1; i < o->n; i++) {
		struct offer row = o->rows[i];
		size_t at = i;

		while (at > 0 && (o->rows[at - 1].refused > row.refused ||
					 (o->rows[at - 1].refused == row.refused &&
						 o->rows[at - 1].score < row.score))) {
			o->rows[at] = o->rows[at - 1];
			at--;
		}
		o->rows[at] = row;
	}
}

const struct offer *offers_picked(const struct offers *o)
{
	return !o->unpicked && o->pick < o->n ? &o->rows[o->pick] : NULL;
}

bool offers_move(struct offers *o, int by)
{
	if (o->unpicked) {
		o->unpicked = by < 0 || !o->n;
		return !o->unpicked;
	}
	if (by < 0 ? o->pick == 0 : o->pick + 1 >= o->n)
		return false;
	o->pick = by < 0 ? o->pick - 1 : o->pick + 1;
	return true;
}

int offers_rows(const struct offers *o, int room)
{
	int rows = o->n < ROWS_MAX ? (int)o->n : ROWS_MAX;

	return rows < room ? rows : room;
}

static void draw_row(struct screen *s, struct box b, const struct offer *row, bool picked)
{
	enum style whole = picked ? STYLE_SELECTED : row->refused ? STYLE_DIM : STYLE_TEXT;
	int key = *row->key ? KEY_WIDTH : 0;
	int label = b.cols - 3 - key;

	if (b.cols >= ABOUT_FROM && *row->about)
		label = b.cols * 2 / 5 > LABEL_WIDTH ? b.cols * 2 / 5 : LABEL_WIDTH;
	screen_put(s, b.y, b.x, b.cols, whole, picked ? "▸" : "");
	screen_put(s, b.y, b.x + 2, label, whole, row->label);
	if (label < b.cols - 3 - key)
		screen_put(s, b.y, b.x + 2 + label + 1, b.cols - label - 4 - key,
			picked ? whole : STYLE_DIM, row->about);
	if (key)
		screen_put_right(s, b.y, b.x + b.cols - 1 - key, key, picked ? whole : STYLE_STRONG,
			row->key);
}

void offers_draw(struct screen *s, struct box b, struct offers *o)
{
	size_t rows = b.rows > 0 ? (size_t)b.rows : 0;

	if (o->pick < o->top)
		o->top = o->pick;
	if (rows && o->pick >= o->top + rows)
		o->top = o->pick - rows + 1;
	for (size_t i = 0; i < rows && o->top + i < o->n; i++) {
		struct box line = { b.y + (int)i, b.x, 1, b.cols };

		draw_row(s, line, &o->rows[o->top + i], !o->unpicked && o->top + i == o->pick);
	}
}

bool offers_point(struct offers *o, int line)
{
	if (line < 0 || o->top + (size_t)line >= o->n)
		return false;
	o->pick = o->top + (size_t)line;
	return true;
}
