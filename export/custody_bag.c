/* Custody records as rows of a bag: what may leave of them. */
#include "config.h"

#include <string.h>

#include "export/custody.h"
#include "export/table.h"

static const char *const plain[] = { "at", "event", "sha256", NULL };
static const char *const people[] = { "by", "from", "to", "place", NULL };

void custody_bag_heads(FILE *out)
{
	fputs("exhibit", out);
	for (int i = 0; plain[i]; i++)
		fprintf(out, ",%s", plain[i]);
	for (int i = 0; people[i]; i++)
		fprintf(out, ",%s", people[i]);
	fputs("\r\n", out);
}

static void put_cell(FILE *out, const char *text)
{
	fputc(',', out);
	csv_put_cell(out, text, strlen(text));
}

static void put_row(const struct custody_names *names, const struct record *exhibit,
	const struct record *entry, FILE *out)
{
	const char *ref = record_show(exhibit, "ref");
	struct str shown = STR_INIT;

	csv_put_cell(out, ref, strlen(ref));
	for (int i = 0; plain[i]; i++)
		put_cell(out, record_show(entry, plain[i]));
	for (int i = 0; people[i]; i++) {
		str_clear(&shown);
		custody_field_shown(names, entry, people[i], &shown);
		put_cell(out, str_text(&shown));
	}
	fputs("\r\n", out);
	str_free(&shown);
}

void custody_bag_rows(struct contents *contents, const struct custody_names *names,
	const struct custody_chain *c, FILE *out)
{
	for (size_t i = 0; i < c->n; i++)
		if (custody_is_of_chain(&c->entries[i]) &&
			contents_admits(contents, &c->entries[i]))
			put_row(names, &c->exhibit, &c->entries[i], out);
}
