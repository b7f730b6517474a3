#include "config.h"

#include "tui/table.h"

#include <assert.h>
#include <string.h>

#include "model/i18n.h"

#define FLEX_MIN 24 /* a column that can grow wants at least this, or what it asks for */

/* What a column can do with: one that grows with less than it wants, the first of them with the
 * most. */
static int least(const struct column *c, bool first)
{
	int least = first ? FLEX_MIN : FLEX_MIN / 2;

	if (c->fixed)
		return c->fixed;
	return c->flex && c->width > least ? least : c->width;
}

/* What is left goes to those that want more, in their order; the rest to the first that can grow.
 */
static void grow(struct table *t, int left)
{
	for (size_t i = 0; i < t->n && left > 0; i++) {
		const struct column *c = &t->columns[i];
		int more = (c->content > c->width ? c->content : c->width) - t->widths[i];

		if (!t->widths[i] || c->fixed || more <= 0)
			continue;
		more = more < left ? more : left;
		t->widths[i] += more;
		left -= more;
	}
	for (size_t i = 0; i < t->n && left > 0; i++) {
		if (!t->widths[i] || !t->columns[i].flex || t->columns[i].fixed)
			continue;
		t->widths[i] += left;
		left = 0;
	}
}

void table_fit(struct table *t, const struct column *columns, size_t n, int width)
{
	int used = GUTTER;
	bool flexed = false;

	assert(n <= COLUMNS_MAX);
	*t = (struct table){ .columns = columns, .n = n, .gap = width < 60 ? 1 : 2 };
	for (size_t i = 0; i < n; i++) {
		int want = least(&columns[i], !flexed);
		int gap = used > GUTTER ? t->gap : 0;

		if (used + gap + want > width) {
			/* Something must be seen, however narrow it is. */
			if (used == GUTTER && width > GUTTER)
				t->widths[i] = width - GUTTER;
			break;
		}
		t->widths[i] = want;
		used += gap + want;
		flexed = flexed || (columns[i].flex && !columns[i].fixed);
	}
	grow(t, used > GUTTER ? width - used : 0);
}

void table_head(
	struct screen *s, const struct table *t, struct box b, const char *sorted, bool down)
{
	struct str sort = STR_INIT;

	if (sorted)
		str_addf(&sort, "%s%s", down ? "-" : "", sorted);
	table_head_sorted(s, t, b, str_text(&sort));
	str_free(&sort);
}

/* " ▲", or " ▼2" where the column is the second of several to sort by. */
static void add_sign(const char *sort, const char *name, struct str *out)
{
	const bool several = strchr(sort, ',') != NULL;

	for (int place = 1; *sort; place++) {
		size_t len = strcspn(sort, ",");
		bool down = *sort == '-';

		if (strlen(name) == len - down && !strncmp(sort + down, name, len - down)) {
			str_add(out, down ? " ▼" : " ▲");
			if (several)
				str_addf(out, "%d", place);
			return;
		}
		sort += len + (sort[len] == ',');
	}
}

void table_head_sorted(struct screen *s, const struct table *t, struct box b, const char *sort)
{
	int x = b.x + GUTTER;

	screen_put(s, b.y, b.x, b.cols, STYLE_HEADING, "");
	for (size_t i = 0; i < t->n; i++) {
		struct str label = STR_INIT;

		if (!t->widths[i])
			continue;
		str_add(&label, _(t->columns[i].label));
		add_sign(sort ? sort : "", t->columns[i].name, &label);
		if (t->columns[i].right)
			screen_put_right(s, b.y, x, t->widths[i], STYLE_HEADING, str_text(&label));
		else
			screen_put(s, b.y, x, t->widths[i], STYLE_HEADING, str_text(&label));
		x += t->widths[i] + t->gap;
		str_free(&label);
	}
}

void table_mark(struct screen *s, struct box b, bool selected, bool focused)
{
	screen_put(s, b.y, b.x + 1, 1, row_or(row_style(selected, focused), STYLE_NEAR), "*");
}

void table_row(struct screen *s, const struct table *t, struct box b, bool selected, bool focused,
	cell_fn *cell, void *arg)
{
	enum style whole = row_bar(s, b, selected, focused);
	struct str text = STR_INIT;
	int x = b.x + GUTTER;

	for (size_t i = 0; i < t->n; i++) {
		enum style style = STYLE_TEXT;

		if (!t->widths[i])
			continue;
		str_clear(&text);
		cell(arg, i, &text, &style);
		if (selected)
			style = whole;
		if (t->columns[i].right)
			screen_put_right(s, b.y, x, t->widths[i], style, str_text(&text));
		else
			screen_put(s, b.y, x, t->widths[i], style, str_text(&text));
		x += t->widths[i] + t->gap;
	}
	str_free(&text);
}

size_t table_column_at(const struct table *t, int x)
{
	int at = GUTTER;

	for (size_t i = 0; i < t->n; i++) {
		if (!t->widths[i])
			continue;
		if (x >= at && x < at + t->widths[i])
			return i;
		at += t->widths[i] + t->gap;
	}
	return t->n;
}
