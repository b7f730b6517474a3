#include "config.h"

#include "import/dialect.h"

#include <string.h>
#include <strings.h>

#include "import/csv.h"
#include "model/i18n.h"

#define RECORDS 100

static const struct {
	char sign;
	const char *name;
	const char *words;
} separators[] = {
	{ ',', "comma", N_("comma-separated") },
	{ ';', "semicolon", N_("semicolon-separated") },
	{ '\t', "tab", N_("tab-separated") },
	{ '|', "bar", N_("separated by |") },
};

#define N_SEPARATORS (sizeof(separators) / sizeof(separators[0]))

const char *separator_words(char separator)
{
	for (size_t i = 0; i < N_SEPARATORS; i++)
		if (separators[i].sign == separator)
			return _(separators[i].words);
	return "";
}

char separator_find(const char *name)
{
	if (!strcmp(name, "\\t"))
		return '\t';
	for (size_t i = 0; i < N_SEPARATORS; i++)
		if (!strcasecmp(separators[i].name, name) ||
			(name[0] == separators[i].sign && !name[1]))
			return separators[i].sign;
	return '\0';
}

struct span {
	const char *bytes;
	size_t len;
};

static ptrdiff_t read_span(void *arg, char *buf, size_t size)
{
	struct span *s = arg;
	size_t n = s->len < size ? s->len : size;

	memcpy(buf, s->bytes, n);
	s->bytes += n;
	s->len -= n;
	return (ptrdiff_t)n;
}

/* Of two points: as many cells as the first line, or beyond them nothing; fewer are half as good.
 */
static int points(const struct csv_record *record, size_t cells)
{
	size_t n = record->n_cells;

	while (n > cells && !record->cells[n - 1].len)
		n--;
	if (record->error || n > cells)
		return 0;
	return n == cells ? 2 : n > 1;
}

/* The last record of a piece is perhaps cut short, and does not vote. */
static void vote(struct span span, bool whole, struct dialect *d)
{
	int64_t len = (int64_t)span.len;
	size_t cells = 0;
	struct csv *csv = csv_open_from(read_span, &span, d->separator);
	struct csv_record record;

	while (d->records < RECORDS && csv_next(csv, &record) == ST_OK) {
		if (!whole && d->records > 0 && csv_offset(csv) >= len)
			break;
		if (!d->records++)
			d->cells = (int)(cells = record.n_cells);
		d->points += points(&record, cells);
		d->alike += !record.error && record.n_cells == cells;
	}
	csv_close(csv);
}

/* Texts with a sign in them, cut by it, hardly ever have as many pieces twice. */
static bool is_sound(const struct dialect *d)
{
	return d->cells > 1 && d->points >= d->records;
}

/*
 * What cuts soundly is better than what does not, or cuts nothing: a file of one column, perhaps
 * with commas in it. Then the one that agrees with itself on more records, then the one that finds
 * more cells.
 */
static bool is_better(const struct dialect *a, const struct dialect *b)
{
	long long left = (long long)a->points * b->records;
	long long right = (long long)b->points * a->records;

	if (is_sound(a) != is_sound(b))
		return is_sound(a);
	if (left != right)
		return left > right;
	return a->cells > b->cells;
}

/* Excel writes, and reads, a first line that states the separator. */
static char stated(const char *bytes, size_t len)
{
	if (len >= 3 && !memcmp(bytes, "\xEF\xBB\xBF", 3)) {
		bytes += 3;
		len -= 3;
	}
	if (len < 6 || strncasecmp(bytes, "sep=", 4) != 0 || !strchr("\r\n", bytes[5]))
		return '\0';
	return separator_find((const char[]){ bytes[4], '\0' });
}

void dialect_find(const char *bytes, size_t len, bool whole, struct dialect *out)
{
	char said = stated(bytes, len);

	memset(out, 0, sizeof(*out));
	out->separator = ',';
	for (size_t i = 0; i < N_SEPARATORS && !said; i++) {
		struct dialect d = { .separator = separators[i].sign };

		vote((struct span){ bytes, len }, whole, &d);
		if (!i || is_better(&d, out))
			*out = d;
	}
	if (said)
		*out = (struct dialect){ .separator = said, .stated = true };
}
