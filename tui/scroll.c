#include "config.h"

#include "tui/scroll.h"

bool scroll_rests(const struct scroll *s, size_t row)
{
	return !s->rests || s->rests(s->arg, row);
}

static void show_cursor(struct scroll *s)
{
	size_t height = s->height > 0 ? (size_t)s->height : 1;

	if (s->cursor < s->top)
		s->top = s->cursor;
	if (s->cursor >= s->top + height)
		s->top = s->cursor - height + 1;
	/* A heading or two above the first row that can be selected are part of it. */
	if (s->cursor < height && s->top > 0) {
		size_t row = s->cursor;

		while (row > 0 && !scroll_rests(s, row - 1))
			row--;
		if (row == 0)
			s->top = 0;
	}
	if (s->n <= height)
		s->top = 0;
	else if (s->top > s->n - height)
		s->top = s->n - height;
}

/* The row at or after `from` (or before it) where the cursor may stand; n: none. */
static size_t nearest(const struct scroll *s, size_t from, bool down)
{
	if (s->n == 0)
		return 0;
	if (from >= s->n)
		from = s->n - 1;
	for (size_t row = from; row < s->n; row = down ? row + 1 : row - 1) {
		if (scroll_rests(s, row))
			return row;
		if (!down && row == 0)
			break;
	}
	return s->n;
}

static void settle(struct scroll *s, size_t wanted, bool down)
{
	size_t row = nearest(s, wanted, down);

	if (row == s->n)
		row = nearest(s, wanted, !down);
	if (row < s->n)
		s->cursor = row;
}

void scroll_fix(struct scroll *s)
{
	if (s->n == 0) {
		s->cursor = s->top = 0;
		return;
	}
	settle(s, s->cursor, true);
	if (s->cursor >= s->n)
		s->cursor = s->n - 1;
	show_cursor(s);
}

/* The row that is `n` rows further, counting only those where the cursor may stand. */
static size_t step(const struct scroll *s, bool down, int64_t n)
{
	size_t row = s->cursor;

	while (n-- > 0) {
		size_t next;

		if (down ? row + 1 >= s->n : row == 0)
			break;
		next = nearest(s, down ? row + 1 : row - 1, down);
		if (next == s->n)
			break;
		row = next;
	}
	return row;
}

static size_t plus(const struct scroll *s, size_t row, int64_t n)
{
	if (n < 0)
		return (size_t)-n > row ? 0 : row - (size_t)-n;
	return (size_t)n >= s->n - row ? s->n - 1 : row + (size_t)n;
}

bool scroll_move(struct scroll *s, enum move move, int64_t n)
{
	size_t before = s->cursor;
	size_t top = s->top;
	int64_t page = s->height > 1 ? s->height - 1 : 1;
	int64_t half = s->height > 1 ? s->height / 2 : 1;

	if (s->n == 0)
		return false;
	switch (move) {
	case MOVE_DOWN:
		s->cursor = step(s, true, n);
		/* Nothing further to rest on: what is below comes into sight all the same. */
		if (s->cursor == before)
			s->top = plus(s, s->top, n);
		break;
	case MOVE_UP:
		s->cursor = step(s, false, n);
		if (s->cursor == before)
			s->top = plus(s, s->top, -n);
		break;
	case MOVE_PAGE_DOWN:
		settle(s, plus(s, s->cursor, n * page), false);
		break;
	case MOVE_PAGE_UP:
		settle(s, plus(s, s->cursor, -n * page), true);
		break;
	case MOVE_HALF_DOWN:
		settle(s, plus(s, s->cursor, n * half), false);
		break;
	case MOVE_HALF_UP:
		settle(s, plus(s, s->cursor, -n * half), true);
		break;
	case MOVE_TOP:
		settle(s, 0, true);
		break;
	case MOVE_END:
		settle(s, s->n - 1, false);
		break;
	case MOVE_PLACE:
		settle(s, n > 0 && (uint64_t)n <= s->n ? (size_t)n - 1 : s->n - 1, true);
		break;
	case MOVE_SHARE:
		settle(s, n < 100 ? s->n * (size_t)n / 100 : s->n - 1, true);
		break;
	}
	if (s->cursor != before || s->n <= (size_t)(s->height > 0 ? s->height : 1))
		show_cursor(s);
	return s->cursor != before || s->top != top;
}

bool scroll_point(struct scroll *s, int line)
{
	size_t row;

	if (line < 0 || line >= s->height)
		return false;
	row = s->top + (size_t)line;
	if (row >= s->n || !scroll_rests(s, row))
		return false;
	s->cursor = row;
	return true;
}

bool scroll_text(struct scroll *s, enum move move, int64_t n)
{
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
	else if (move == MOVE_SHARE)
		s->top = n < 100 ? s->n * (size_t)n / 100 : last;
	else if (down)
		s->top += (size_t)n;
	else
		s->top = (size_t)n > s->top ? 0 : s->top - (size_t)n;
	if (s->top > last)
		s->top = last;
	return s->top != before;
}
