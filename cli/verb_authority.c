#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "cli/rows.h"
#include "cli/verbs.h"
#include "export/table.h"
#include "export/toa.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"
#include "model/str.h"

static const struct option options[] = {
	{ "petition", true, "REF", N_("the petition") },
	{ "format", true, "FORMAT", N_("text, csv or json") },
	{ NULL, false, NULL, NULL },
};

/* ---- as text ---- */

static void place_words(const struct toa_place *p, struct str *out)
{
	if (p->paragraph)
		str_addf(out, _("paragraph %d"), p->paragraph);
	else if (p->entity == ENTITY_PETITION && p->field)
		str_addf(out, "%s",
			_(entity_get(p->entity)
					->fields[entity_field(entity_get(p->entity), p->field)]
					.label));
	else if (p->field)
		str_addf(out, "%s %s", entity_get(p->entity)->name, p->ref);
	else
		str_addf(out, _("link from %s %s"), entity_get(p->entity)->name, p->ref);
}

static bool said_before(const struct toa *t, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (toa_same_place(&t->places[k], &t->places[i]))
			return true;
	return false;
}

/* The places of one part, with commas between; the part is the first place's. */
static void put_places(const struct toa *t, size_t first)
{
	const struct toa_place *p = &t->places[first];
	struct str line = STR_INIT;

	str_add(&line, "    ");
	if (*p->part)
		str_addf(&line, "%s%s: ", p->part,
			p->part_recorded || !t->entries[p->entry].id
				? ""
				: _(" (no such provision is recorded)"));
	for (size_t i = first, n = 0; i < t->n_places; i++) {
		if (t->places[i].entry != p->entry || strcmp(t->places[i].part, p->part) != 0 ||
			said_before(t, i))
			continue;
		str_add(&line, n++ ? ", " : "");
		place_words(&t->places[i], &line);
	}
	print_clean(stdout, str_text(&line));
	putchar('\n');
	str_free(&line);
}

static void put_entry(const struct toa *t, size_t e)
{
	const struct toa_entry *entry = &t->entries[e];
	struct str line = STR_INIT;

	str_addf(&line, "  %s [%s]",
		*entry->citation ? entry->citation
		: *entry->title  ? entry->title
				 : entry->ref,
		entry->ref);
	print_clean(stdout, str_text(&line));
	putchar('\n');
	str_free(&line);
	for (size_t i = 0; i < t->n_places; i++) {
		bool before = t->places[i].entry != e;

		for (size_t k = 0; k < i && !before; k++)
			before = t->places[k].entry == e &&
				 !strcmp(t->places[k].part, t->places[i].part);
		if (!before)
			put_places(t, i);
	}
}

static void put_missing(const struct toa *t)
{
	bool head = false;

	for (size_t e = 0; e < t->n; e++) {
		if (t->entries[e].id)
			continue;
		if (!head)
			printf("%s\n", _("Cited, and not recorded"));
		head = true;
		put_entry(t, e);
	}
}

static void put_idle(const struct toa *t)
{
	if (t->n_idle || t->n_idle_parts)
		printf("%s\n", _("Recorded, and cited nowhere"));
	for (size_t i = 0; i < t->n_idle; i++) {
		printf("  ");
		print_clean(stdout, *t->idle[i].citation ? t->idle[i].citation : t->idle[i].title);
		printf(" [");
		print_clean(stdout, t->idle[i].ref);
		printf("]\n");
	}
	for (size_t i = 0; i < t->n_idle_parts; i++) {
		printf("  ");
		print_clean(stdout, t->idle_parts[i].part);
		printf(" [");
		print_clean(stdout, t->entries[t->idle_parts[i].entry].ref);
		printf("#");
		print_clean(stdout, t->idle_parts[i].ref);
		printf("]\n");
	}
}

static void put_text(const struct toa *t)
{
	for (const struct toa_kind *k = toa_kinds; k->name; k++) {
		bool head = false;

		for (size_t e = 0; e < t->n; e++) {
			if (!t->entries[e].id || strcmp(t->entries[e].kind, k->name) != 0)
				continue;
			if (!head)
				printf("%s\n", _(k->title));
			head = true;
			put_entry(t, e);
		}
	}
	put_missing(t);
	put_idle(t);
	if (!t->n && !t->n_idle)
		printf("%s\n", _("no authority"));
}

/* ---- for programs ---- */

struct line {
	const struct toa_entry *entry;
	const struct toa_place *place; /* NULL: it is cited nowhere */
	const char *provision;
	bool recorded;
};

typedef void line_fn(const struct line *l, bool first);

static void put_csv(const struct line *l, bool first)
{
	char number[16] = "";
	const char *cells[] = { entity_get(l->entry->entity)->name, l->entry->ref, l->entry->kind,
		l->entry->title, l->entry->citation, l->provision, l->recorded ? "yes" : "no",
		l->place ? entity_get(l->place->entity)->name : "", l->place ? l->place->ref : "",
		number, l->place ? (l->place->field ? l->place->field : "link") : "" };

	if (first)
		printf("entity,ref,kind,title,citation,provision,recorded,by_entity,by,paragraph,"
		       "field\r\n");
	if (l->place && l->place->paragraph)
		snprintf(number, sizeof(number), "%d", l->place->paragraph);
	put_csv_line(cells, sizeof(cells) / sizeof(cells[0]));
}

static void put_json(const struct line *l, bool first)
{
	printf("%s\n  {", first ? "[" : ",");
	put_json_pair("", "entity", entity_get(l->entry->entity)->name);
	put_json_pair(", ", "ref", l->entry->ref);
	put_json_pair(", ", "kind", l->entry->kind);
	put_json_pair(", ", "title", l->entry->title);
	put_json_pair(", ", "citation", l->entry->citation);
	put_json_pair(", ", "provision", l->provision);
	printf(", \"recorded\": %s", l->recorded ? "true" : "false");
	put_json_pair(", ", "by_entity", l->place ? entity_get(l->place->entity)->name : NULL);
	put_json_pair(", ", "by", l->place ? l->place->ref : NULL);
	if (l->place && l->place->paragraph)
		printf(", \"paragraph\": %d", l->place->paragraph);
	else
		printf(", \"paragraph\": null");
	put_json_pair(
		", ", "field", l->place ? (l->place->field ? l->place->field : "link") : NULL);
	putchar('}');
}

static size_t each_line(const struct toa *t, line_fn *fn)
{
	size_t n = 0;

	for (size_t e = 0; e < t->n; e++)
		for (size_t i = 0; i < t->n_places; i++) {
			const struct toa_place *p = &t->places[i];
			struct line l = { &t->entries[e], p, p->part,
				t->entries[e].id && (p->part_recorded || !*p->part) };

			if (p->entry == e)
				fn(&l, !n++);
		}
	for (size_t i = 0; i < t->n_idle; i++) {
		struct line l = { &t->idle[i], NULL, "", true };

		fn(&l, !n++);
	}
	for (size_t i = 0; i < t->n_idle_parts; i++) {
		struct line l = { &t->entries[t->idle_parts[i].entry], NULL, t->idle_parts[i].part,
			true };

		fn(&l, !n++);
	}
	return n;
}

static int table(struct cli *cli, enum format format)
{
	const char *ref = args_option(&cli->args, "petition");
	struct toa t = { 0 };
	int64_t petition = 0;
	enum status st;

	if (!ref)
		return cli_error(EXIT_USAGE, _("authority table needs --petition REF"));
	st = gag_find(cli->db, ENTITY_PETITION, ref, &petition);
	if (st == ST_OK)
		st = toa_read(cli->db, petition, true, NULL, NULL, &t);
	if (st == ST_OK && format == FORMAT_TEXT)
		put_text(&t);
	else if (st == ST_OK && format == FORMAT_CSV)
		(void)each_line(&t, put_csv);
	else if (st == ST_OK)
		printf("%s]\n", each_line(&t, put_json) ? "\n" : "[");
	toa_free(&t);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

static int run(struct cli *cli)
{
	enum format format;
	int code = cli_format(cli, &format);

	if (code)
		return code;
	if (strcmp(cli->args.words[0], "table") != 0)
		return cli_error(
			EXIT_USAGE, _("authority %s: it must be table"), cli->args.words[0]);
	return table(cli, format);
}

const struct verb verb_authority = { .name = "authority",
	.usage = "table --petition REF [--format text|csv|json]",
	.summary = N_("the table of authorities, with every place that cites each"),
	.help = N_(
		"Cited in the petition's text, relief and claims, in the letters, rulings and\n"
		"events of its case, or by links. A text cites [s. 2](authority:REF#PROVISION).\n"
		"What is cited and not recorded is named, and what is recorded and cited nowhere."),
	.options = options,
	.least = 1,
	.most = 1,
	.file = FILE_OPEN,
	.run = run };
