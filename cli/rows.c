#include "config.h"

#include "cli/rows.h"

#include <stdio.h>
#include <string.h>

#include "export/table.h"

void put_json_pair(const char *before, const char *key, const char *text)
{
	printf("%s\"%s\": ", before, key);
	if (text && *text)
		json_put_string(stdout, text, strlen(text));
	else
		fputs("null", stdout);
}

void put_csv_line(const char *const *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i)
			putchar(',');
		if (cells[i])
			csv_put_cell(stdout, cells[i], strlen(cells[i]));
	}
	fputs("\r\n", stdout);
}

static void put_head(const struct rows *r)
{
	for (int i = 0; r->names[i]; i++)
		printf("%s%s", i ? "," : "", r->names[i]);
	fputs("\r\n", stdout);
}

static void put_json(const char *text)
{
	if (text)
		json_put_string(stdout, text, strlen(text));
	else
		fputs("null", stdout);
}

void rows_put(struct rows *r, const char *const *cells)
{
	const bool json = r->format == FORMAT_JSON;

	if (json)
		fputs(r->n ? ",\n {" : "[{", stdout);
	else if (!r->n)
		put_head(r);
	for (int i = 0; r->names[i]; i++) {
		const char *cell = cells[i];

		if (json) {
			printf("%s\"%s\": ", i ? ", " : "", r->names[i]);
			put_json(cell);
			continue;
		}
		if (i)
			putchar(',');
		if (cell)
			csv_put_cell(stdout, cell, strlen(cell));
	}
	fputs(json ? "}" : "\r\n", stdout);
	r->n++;
}

void rows_end(struct rows *r)
{
	if (r->format == FORMAT_JSON)
		fputs(r->n ? "]\n" : "[]\n", stdout);
	else if (!r->n)
		put_head(r);
}
