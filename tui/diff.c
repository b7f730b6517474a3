#include "config.h"

#include "tui/diff.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/mem.h"

#define TABLE_MAX ((size_t)1 << 20) /* pairs of lines that are compared with each other */

struct lines {
	struct diff_line *at; /* owned */
	size_t n;
};

static void split(const char *text, char sign, struct lines *out)
{
	size_t cap = 0;

	*out = (struct lines){ NULL, 0 };
	while (*text) {
		size_t len = strcspn(text, "\n");

		if (len > 0) {
			if (out->n == cap) {
				cap = cap ? cap * 2 : 32;
				out->at = mem_resize(out->at, cap, sizeof(*out->at));
			}
			out->at[out->n++] = (struct diff_line){ sign, text, len };
		}
		text += len + (text[len] == '\n');
	}
}

static bool same(const struct diff_line *a, const struct diff_line *b)
{
	return a->len == b->len && !memcmp(a->text, b->text, a->len);
}

static void take(struct diff *d, const struct diff_line *line, char sign)
{
	d->lines[d->n] = *line;
	d->lines[d->n++].sign = sign;
}

/* The longest lines in common, of those between a common beginning and a common end. */
static void compare(
	struct diff *d, const struct diff_line *a, size_t n, const struct diff_line *b, size_t m)
{
	uint32_t *common;
	size_t i = 0, k = 0;

	if (n == 0 || m == 0 || (n + 1) > TABLE_MAX / (m + 1)) {
		for (i = 0; i < n; i++)
			take(d, &a[i], '-');
		for (k = 0; k < m; k++)
			take(d, &b[k], '+');
		return;
	}
	common = mem_zero((n + 1) * (m + 1) * sizeof(*common));
	for (i = n; i-- > 0;) {
		for (k = m; k-- > 0;) {
			uint32_t right = common[i * (m + 1) + k + 1];
			uint32_t down = common[(i + 1) * (m + 1) + k];

			common[i * (m + 1) + k] = same(&a[i], &b[k])
							  ? common[(i + 1) * (m + 1) + k + 1] + 1
						  : right > down ? right
								 : down;
		}
	}
	for (i = k = 0; i < n || k < m;) {
		if (i < n && k < m && same(&a[i], &b[k])) {
			take(d, &a[i++], ' ');
			k++;
		} else if (k == m || (i < n && common[(i + 1) * (m + 1) + k] >=
						       common[i * (m + 1) + k + 1])) {
			take(d, &a[i++], '-');
		} else {
			take(d, &b[k++], '+');
		}
	}
	free(common);
}

void diff_make(const char *from, const char *to, struct diff *out)
{
	struct lines a, b;
	size_t head = 0, tail = 0;

	split(from, '-', &a);
	split(to, '+', &b);
	while (head < a.n && head < b.n && same(&a.at[head], &b.at[head]))
		head++;
	while (tail < a.n - head && tail < b.n - head &&
		same(&a.at[a.n - 1 - tail], &b.at[b.n - 1 - tail]))
		tail++;
	*out = (struct diff){ mem_array(a.n + b.n + 1, sizeof(*out->lines)), 0 };
	for (size_t i = 0; i < head; i++)
		take(out, &a.at[i], ' ');
	compare(out, a.n > head ? a.at + head : NULL, a.n - head - tail,
		b.n > head ? b.at + head : NULL, b.n - head - tail);
	for (size_t i = 0; i < tail; i++)
		take(out, &a.at[a.n - tail + i], ' ');
	free(a.at);
	free(b.at);
}

void diff_free(struct diff *d)
{
	free(d->lines);
	*d = (struct diff){ NULL, 0 };
}
