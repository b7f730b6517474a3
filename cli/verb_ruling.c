#include "config.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "cli/rows.h"
#include "cli/verbs.h"
#include "export/table.h"
#include "model/appeals.h"
#include "model/effect.h"
#include "model/gag.h"
#include "model/i18n.h"
#include "model/record.h"
#include "model/str.h"

static const struct option options[] = {
	{ "case", true, "REF", N_("tree: the rulings of this case") },
	{ "petition", true, "REF", N_("effects: those that concern this petition") },
	{ "format", true, "FORMAT", N_("text, csv or json") },
	{ NULL, false, NULL, NULL },
};

/* A choice of a field in words; the name itself where it is none. */
static const char *choice(enum entity_id entity, const char *field, const char *name)
{
	const struct entity *e = entity_get(entity);
	const char *label = field_choice_label(&e->fields[entity_field(e, field)], name);

	return label ? label : name;
}

/* ---- the tree as text ---- */

static void put_branch(const struct appeals *a, size_t row)
{
	struct str branch = STR_INIT;

	appeals_branch(a, row, &branch);
	if (!strcmp(nl_langinfo(CODESET), "UTF-8")) {
		fputs(str_text(&branch), stdout);
	} else {
		/* Each of its signs is three bytes long; blanks are one. */
		for (const char *p = str_text(&branch); *p; p += *p == ' ' ? 1 : 3)
			putchar(*p == ' '                        ? ' '
				: !strncmp(p, "\342\224\200", 3) ? '-'
				: !strncmp(p, "\342\224\224", 3) ? '`'
								 : '|');
	}
	str_free(&branch);
}

static void put_tree(const struct appeals *a)
{
	for (size_t i = 0; i < a->n; i++) {
		struct str line = STR_INIT;

		put_branch(a, i);
		appeals_words(&a->list[i], &line);
		if (a->list[i].kind == APPEAL_RULING)
			str_addf(&line, " [%s]", a->list[i].ref);
		print_clean(stdout, str_text(&line));
		putchar('\n');
		str_free(&line);
	}
}

/* ---- as CSV and JSON ---- */

static const char *line_name(enum appeal_kind kind)
{
	static const char *const names[] = { "ruling", "decides", "cited", "follows" };

	return names[kind];
}

/* Of a ruling the one that it reviews; of what is said of one, that one. "" for none. */
static const char *above(const struct appeals *a, size_t i)
{
	const struct appeal *l = &a->list[i];

	return l->kind == APPEAL_RULING && !l->depth ? "" : a->list[l->ruling].ref;
}

static void put_csv(const struct appeals *a)
{
	printf("line,of,entity,ref,title,court,date,outcome\r\n");
	for (size_t i = 0; i < a->n; i++) {
		const struct appeal *l = &a->list[i];
		const char *cells[] = { line_name(l->kind), above(a, i),
			entity_get(l->entity)->name, l->ref, l->label, l->court ? l->court : "",
			l->date ? l->date : "", l->outcome };

		put_csv_line(cells, sizeof(cells) / sizeof(cells[0]));
	}
}

static void put_json(const struct appeals *a)
{
	putchar('[');
	for (size_t i = 0; i < a->n; i++) {
		const struct appeal *l = &a->list[i];

		printf("%s\n  {", i ? "," : "");
		put_json_pair("", "line", line_name(l->kind));
		put_json_pair(", ", "of", above(a, i));
		put_json_pair(", ", "entity", entity_get(l->entity)->name);
		put_json_pair(", ", "ref", l->ref);
		put_json_pair(", ", "title", l->label);
		put_json_pair(", ", "court", l->court);
		put_json_pair(", ", "date", l->date);
		put_json_pair(", ", "outcome", l->outcome);
		putchar('}');
	}
	printf("%s]\n", a->n ? "\n" : "");
}

static int tree(struct cli *cli, enum format format)
{
	const char *in_case = args_option(&cli->args, "case");
	struct appeals a = { NULL, 0 };
	int64_t id = 0;
	enum status st;

	if ((cli->args.n_words > 1) == (in_case != NULL))
		return cli_error(EXIT_USAGE,
			_("say which: amparo ruling tree REF, or --case REF for all of a case"));
	st = gag_find(cli->db, in_case ? ENTITY_CASE : ENTITY_RULING,
		in_case ? in_case : cli->args.words[1], &id);
	if (st == ST_OK)
		st = in_case ? appeals_of_case(cli->db, id, &a)
			     : appeals_of_ruling(cli->db, id, &a);
	if (st == ST_OK) {
		if (format == FORMAT_JSON)
			put_json(&a);
		else if (format == FORMAT_CSV)
			put_csv(&a);
		else if (a.n)
			put_tree(&a);
		else
			printf("%s\n", _("no ruling"));
	}
	appeals_free(&a);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

/* ---- effects ---- */

static const char *lifted_by(const struct effects *all, const struct effect *e)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->list[i].id == e->lifted_by)
			return all->list[i].ruling_ref;
	return "";
}

static void put_effect(const struct effects *all, const struct effect *e)
{
	struct str line = STR_INIT;

	str_addf(&line, "%-10s  %-24s  %s", *e->from ? e->from : _("no date"),
		choice(ENTITY_EFFECT, "kind", e->kind), e->title);
	str_addf(&line, " [%s]", e->ruling_ref);
	if (*e->until)
		str_addf(&line, _(", until %s"), e->until);
	if (e->lifted_by)
		str_addf(&line, _(", lifted by %s"), lifted_by(all, e));
	print_clean(stdout, str_text(&line));
	putchar('\n');
	str_free(&line);
}

static void put_effects(const struct effects *all, enum format format)
{
	static const char *const keys[] = { "kind", "title", "ruling", "from", "until",
		"lifted_by" };

	if (format == FORMAT_CSV)
		printf("kind,title,ruling,from,until,lifted_by\r\n");
	else if (format == FORMAT_JSON)
		putchar('[');
	for (size_t i = 0; i < all->n; i++) {
		const struct effect *e = &all->list[i];
		const char *cells[] = { e->kind, e->title, e->ruling_ref, e->from, e->until,
			e->lifted_by ? lifted_by(all, e) : "" };

		if (format == FORMAT_TEXT) {
			put_effect(all, e);
			continue;
		}
		if (format == FORMAT_CSV) {
			put_csv_line(cells, sizeof(cells) / sizeof(cells[0]));
			continue;
		}
		printf("%s\n  {", i ? "," : "");
		for (size_t k = 0; k < sizeof(cells) / sizeof(cells[0]); k++)
			put_json_pair(k ? ", " : "", keys[k], cells[k]);
		putchar('}');
	}
	if (format == FORMAT_JSON)
		printf("%s]\n", all->n ? "\n" : "");
	else if (format == FORMAT_TEXT && !all->n)
		printf("%s\n", _("no ruling says anything of it"));
}

static int effects(struct cli *cli, enum format format)
{
	const char *ref = args_option(&cli->args, "petition");
	struct effects all = { NULL, 0 };
	struct record r;
	enum status st;

	if (!ref)
		return cli_error(EXIT_USAGE, _("ruling effects needs --petition REF"));
	st = gag_open(cli->db, ENTITY_PETITION, ref, &r);
	if (st == ST_OK)
		st = effects_of_petition(cli->db, &r, &all);
	if (st == ST_OK)
		put_effects(&all, format);
	effects_free(&all);
	record_free(&r);
	return st ? cli_fail(cli, st) : EXIT_DONE;
}

static int run(struct cli *cli)
{
	const char *what = cli->args.words[0];
	enum format format;
	int code = cli_format(cli, &format);

	if (code)
		return code;
	if (!strcmp(what, "tree"))
		return tree(cli, format);
	if (!strcmp(what, "effects"))
		return effects(cli, format);
	return cli_error(EXIT_USAGE, _("ruling %s: it must be tree or effects"), what);
}

const struct verb verb_ruling = { .name = "ruling",
	.usage = "tree REF [--format text|csv|json]\n"
		 "       amparo ruling tree --case REF [--format text|csv|json]\n"
		 "       amparo ruling effects --petition REF [--format text|csv|json]",
	.summary = N_("rulings as they review one another; what they mean for a petition"),
	.help = N_(
		"tree: the rulings from the first on, below each those that review it, with what\n"
		"it decides, what cites it and what follows from it. effects: what rulings say to\n"
		"petitions that come later; add one with: amparo add effect ruling=... "
		"kind=closes"),
	.options = options,
	.least = 1,
	.most = 2,
	.file = FILE_OPEN,
	.run = run };
