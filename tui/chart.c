#include "config.h"

#include "tui/chart.h"

#include <assert.h>

int chart_eighths(int64_t n, int64_t of, int cells)
{
	int all = cells * 8;
	int eighths;

	if (n <= 0 || of <= 0 || cells <= 0)
		return 0;
	if (n >= of)
		return all;
	eighths = (int)((double)n * all / (double)of + 0.5);
	if (eighths < 1)
		return 1;
	return eighths < all ? eighths : all - 1;
}

const char *chart_rising(int eighths)
{
	static const char *const signs[] = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };

	assert(eighths >= 0 && eighths <= 8);
	return signs[eighths];
}

const char *chart_lying(int eighths)
{
	static const char *const signs[] = { " ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█" };

	assert(eighths >= 0 && eighths <= 8);
	return signs[eighths];
}

int64_t chart_scale(int64_t max)
{
	int64_t unit = 1;

	while (unit < INT64_MAX / 100) {
		if (max <= unit)
			return unit;
		if (max <= unit * 2)
			return unit * 2;
		/* A scale of people has no halves. */
		if (unit >= 10 && max <= unit * 5 / 2)
			return unit * 5 / 2;
		if (max <= unit * 5)
			return unit * 5;
		unit *= 10;
	}
	return max;
}

int chart_bar(struct screen *s, int y, int x, int cells, enum style style, int64_t n, int64_t of)
{
	int eighths = chart_eighths(n, of, cells);

	screen_rule(s, y, x, eighths / 8, style, chart_lying(8));
	if (eighths % 8)
		screen_put(s, y, x + eighths / 8, 1, style, chart_lying(eighths % 8));
	return (eighths + 7) / 8;
}

void chart_pillar(struct screen *s, struct box b, enum style style, int64_t n, int64_t of)
{
	int eighths = chart_eighths(n, of, b.rows);

	for (int y = b.y + b.rows - 1; eighths > 0; y--, eighths -= 8)
		screen_rule(s, y, b.x, b.cols, style, chart_rising(eighths < 8 ? eighths : 8));
}

void chart_spark(const int64_t *numbers, size_t n, struct str *out)
{
	int64_t max = 0;

	for (size_t i = 0; i < n; i++)
		max = numbers[i] > max ? numbers[i] : max;
	for (size_t i = 0; i < n; i++) {
		/* The lowest sign is nobody; whoever there is stands above it. */
		int eighths = max > 0 ? (int)((double)numbers[i] * 7 / (double)max + 0.5) : 0;

		if (numbers[i] > 0 && eighths < 1)
			eighths = 1;
		str_add(out, chart_rising(eighths + 1));
	}
}

void chart_share(int64_t n, int64_t of, struct str *out)
{
	int tenths = of > 0 ? (int)((double)n * 1000 / (double)of + 0.5) : 0;

	if (n > 0 && tenths == 0)
		str_add(out, "<0.1%");
	else if (n < of && tenths >= 1000)
		str_add(out, ">99.9%");
	else
		str_addf(out, "%d.%d%%", tenths / 10, tenths % 10);
}
